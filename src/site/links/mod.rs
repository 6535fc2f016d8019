//! Where the links between texts and files lead.

mod fault;
mod relative;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

pub use fault::LinkFault;
use fault::Mention;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;
pub use relative::{file_below, relative};

use crate::model::{HeldReason, LanguageVersion};
use crate::routes::EditionId;
use crate::site::file_names::FileNames;
use crate::site::media::MediaList;
use crate::slug::{composed, decomposed};
use crate::text::config::{absolute_http, with_scheme};
use crate::text::markdown::{Link, LinkKind, Resolution, scheme};
use crate::url::SitePath;

/// Where each text and file of `content/` is.
pub struct AddressBook {
    /// The texts, by file.
    pub texts: HashMap<String, Address>,
    /// The headlines of the texts, by file, as they are written, for others that show them.
    pub headlines: HashMap<String, Box<str>>,
    /// All files of `content/`.
    pub files: HashSet<String>,
    /// What the names of files say of languages.
    pub names: FileNames,
}

/// Where a text is.
#[derive(Clone, Debug, PartialEq)]
pub enum Address {
    /// Published at a path.
    At(SitePath),
    /// Not public.
    Held(HeldReason),
    /// In a file with errors, so that its path is not known.
    Unknown,
}

/// A file that a link names, and what was there.
#[derive(Clone, Debug, PartialEq)]
pub struct Dependency {
    /// The file.
    pub file: String,
    /// For whose readers it was looked for, if they may see another version of it.
    pub readers: Option<EditionId>,
    /// What was there.
    pub target: LinkTarget,
    /// Whether another file stood for it, since it was not there.
    pub is_passed_over: bool,
}

impl Dependency {
    /// Whether the link leads elsewhere now. One that led nowhere counts as well: what its
    /// message says depends on the files around it.
    pub fn leads_elsewhere(&self, book: &AddressBook) -> bool {
        if let LinkTarget::Headline(headline) = &self.target {
            return book.headline(&self.file, self.readers) != &**headline;
        }
        self.target == LinkTarget::Nothing && !self.is_passed_over
            || book.target_for(&self.file, self.readers) != self.target
    }
}

/// What a link found at the file that it names. Two texts with the same source
/// and the same answers are the same page.
#[derive(Clone, Debug, PartialEq)]
pub enum LinkTarget {
    /// A text.
    Text(Address),
    /// The headline of a text, which is shown.
    Headline(Box<str>),
    /// Another file.
    File,
    /// Nothing.
    Nothing,
}

impl AddressBook {
    /// What is at `file`.
    pub fn target(&self, file: &str) -> LinkTarget {
        match self.text_at(file) {
            Some((_, address)) => LinkTarget::Text(address.clone()),
            None if self.files.contains(file) => LinkTarget::File,
            None => LinkTarget::Nothing,
        }
    }

    /// What is at `file`, for readers of a language, if they may see another version of it.
    pub fn target_for(&self, file: &str, readers: Option<EditionId>) -> LinkTarget {
        match readers.and_then(|readers| self.version(file, readers)) {
            Some((_, address)) => LinkTarget::Text(address.clone()),
            None => self.target(file),
        }
    }

    /// The headline of the text at `file`, for readers of a language, if they may see another
    /// version of it; nothing if there is none.
    fn headline(&self, file: &str, readers: Option<EditionId>) -> &str {
        let version = readers.and_then(|readers| self.version(file, readers));
        let found = version.or_else(|| self.text_at(file));
        found.and_then(|(file, _)| self.headlines.get(file)).map_or("", |headline| headline)
    }

    /// The version of a text that readers of a language see in the place of `file`: one in their
    /// language, if that is public.
    fn version(&self, file: &str, readers: EditionId) -> Option<(&str, &Address)> {
        if self.names.say_nothing() {
            return None;
        }
        let parts = self.names.parts(file);
        if parts.language().unwrap_or_default() == readers {
            return None;
        }
        let versions = self.names.versions(&parts.story(), readers).into_iter();
        let there = versions.filter_map(|file| self.texts.get_key_value(&self.spelled(file)));
        let mut public = there.filter(|(_, address)| matches!(address, Address::At(_)));
        public.next().map(|(file, address)| (file.as_str(), address))
    }

    /// The text that the name of a file means which is not there: its story in the language that
    /// the name says, or in the first, however the name of the file says that.
    fn meant(&self, file: &str) -> Option<String> {
        if self.names.say_nothing() || !file.ends_with(".md") {
            return None;
        }
        let parts = self.names.parts(file);
        let versions = self.names.versions(&parts.story(), parts.language().unwrap_or_default());
        let mut versions = versions.into_iter().map(|file| self.spelled(file));
        versions.find(|file| self.texts.contains_key(file))
    }

    /// `file` in the normal form in which it is there: macOS gives names another one than
    /// people type.
    fn spelled(&self, file: String) -> String {
        let is_there = |file: &str| self.files.contains(file) || self.text_at(file).is_some();
        if file.is_ascii() || is_there(&file) {
            return file;
        }
        let other = [composed(&file), decomposed(&file)].into_iter().find(|it| is_there(it));
        other.map(Cow::into_owned).unwrap_or(file)
    }

    /// The text at a file, or in a folder with an `index.md`.
    fn text_at(&self, file: &str) -> Option<(&str, &Address)> {
        self.texts
            .get_key_value(file)
            .or_else(|| self.texts.get_key_value(&format!("{file}/index.md")))
            .map(|(file, address)| (file.as_str(), address))
    }
}

/// Resolves the links of one text, and lists its files.
pub struct Resolver<'a> {
    book: &'a AddressBook,
    /// The zone in which messages tell times.
    time_zone: &'a TimeZone,
    /// The text's file, from the site's root.
    file: &'a str,
    /// The folder of that: `content/politics`.
    folder: &'a str,
    /// Where it is published.
    page: SitePath,
    /// The language of its readers, on a site with several.
    readers: Option<EditionId>,
    /// The story that it is a version of.
    story: String,
    /// Its files.
    pub media: MediaList,
    /// Which of them the last link named, if it named one by its file.
    pub named: Option<usize>,
    /// The files that its links named, and what was there.
    pub dependencies: Vec<Dependency>,
}

impl<'a> Resolver<'a> {
    /// For the text in `file`, published at `page`.
    pub fn new(
        book: &'a AddressBook,
        time_zone: &'a TimeZone,
        file: &'a str,
        page: &SitePath,
    ) -> Self {
        let folder = file.rsplit_once('/').map_or("", |(folder, _)| folder);
        Resolver {
            book,
            time_zone,
            file,
            folder,
            page: page.clone(),
            readers: None,
            story: String::new(),
            media: MediaList::default(),
            named: None,
            dependencies: Vec::new(),
        }
    }

    /// Where the text is published.
    pub fn page(&self) -> &SitePath {
        &self.page
    }

    /// The same for a text in one of the site's languages: its links lead to other stories in
    /// that language where they are there.
    #[must_use]
    pub fn in_language(mut self, edition: EditionId) -> Self {
        if !self.book.names.say_nothing() {
            self.readers = Some(edition);
            self.story = self.book.names.parts(self.file).story();
        }
        self
    }

    /// Those whose version a link to `file` leads to. One to another version of the text itself
    /// means that, and so does one that is written with a language.
    fn readers_of(&self, file: &str, written: &str) -> Option<EditionId> {
        let names = &self.book.names;
        let readers = self.readers.filter(|_| names.parts(file).story() != self.story);
        let name = written.rsplit('/').next().unwrap_or(written);
        readers.filter(|_| names.parts(&format!("content/{name}")).of_name.is_none())
    }

    /// Notes what is at a file that the text names, for these readers.
    fn depend(&mut self, file: &str, readers: Option<EditionId>) {
        let target = self.book.target_for(file, readers);
        let file = file.into();
        self.dependencies.push(Dependency { file, readers, target, is_passed_over: false });
    }

    /// The number, among the text's files, of a file of `content/` that belongs to one which the
    /// text names, if it is there.
    pub fn companion(&mut self, file: &str) -> Option<usize> {
        let is_there = self.book.files.contains(file);
        let target = if is_there { LinkTarget::File } else { LinkTarget::Nothing };
        let found = Dependency { file: file.into(), readers: None, target, is_passed_over: true };
        self.dependencies.push(found);
        is_there.then(|| self.media.own(file, &self.path_of(file)))
    }

    /// Notes that the text shows the headline of what is at a file that it names.
    fn depend_on_headline(&mut self, file: &str, readers: Option<EditionId>) {
        let target = LinkTarget::Headline(self.book.headline(file, readers).into());
        let file = file.into();
        self.dependencies.push(Dependency { file, readers, target, is_passed_over: false });
    }

    /// Where a link of the text leads, and what is wrong with it.
    pub fn resolve(&mut self, link: &Link<'_>) -> (Resolution, Option<LinkFault>) {
        self.named = None;
        let written = link.destination;
        if is_from_root(written) {
            let fault = self.place_of_file(written);
            return match fault {
                Some(fault) => (Resolution::Unlink, Some(fault)),
                None => (Resolution::OnSite(written.into()), None),
            };
        }
        if !is_relative(written) {
            return (Resolution::Keep, None);
        }
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let Some(file) = self.file_of(path) else {
            let message = format!("the link `{written}` leads out of `content/`");
            let hint = "link to a file of the site, or to a path from its root, such as `/about/`";
            let missing = LinkFault::Missing {
                message,
                wanted: path.into(),
                from: self.folder.into(),
                kind: Mention::InMarkdown(suffix.into()),
                otherwise: hint.into(),
            };
            return (Resolution::Unlink, Some(missing));
        };
        let readers = self.readers_of(&file, path);
        self.depend(&file, readers);
        let wanted = &file;
        let version = readers.and_then(|readers| self.book.version(&file, readers));
        if let Some((file, address)) = version.or_else(|| self.book.text_at(&file)) {
            let found = to_text(file, address, suffix, link.kind, self.time_zone);
            return match found {
                (Resolution::OnSite(path), None) if link.kind == LinkKind::Story => {
                    let headline = self.book.headline(file, None).to_string();
                    self.depend_on_headline(wanted, readers);
                    (Resolution::Story { path, headline }, None)
                }
                found => found,
            };
        }
        if self.book.files.contains(&file) && link.kind == LinkKind::Story {
            let hint = format!("link to it: `[words]({written})`");
            return broken(format!("`{file}` is no story"), hint);
        }
        if self.book.files.contains(&file) {
            let path = self.path_of(&file);
            let at = self.media.own(&file, &path);
            self.named = Some(at);
            if link.kind == LinkKind::Anchor {
                self.media.link(at);
            }
            return (Resolution::OnSite(path.encoded() + suffix), None);
        }
        if let Some(address) = elsewhere(written) {
            let message = format!("`{written}` is read as the name of a file");
            return broken(message, format!("write `{address}`"));
        }
        if let Some(slashed) = self.with_slashes(path) {
            let message = format!("`{written}` has backslashes, and addresses have slashes");
            return broken(message, format!("write `{slashed}{suffix}`"));
        }
        let missing = LinkFault::Missing {
            message: format!("there is no file `{file}`"),
            wanted: file,
            from: self.folder.into(),
            kind: Mention::InMarkdown(suffix.into()),
            otherwise: format!("the link is read from the folder `{}/`", self.folder),
        };
        (Resolution::Unlink, Some(missing))
    }

    /// The number, among the text's media, of the file of `content/` that a picture in front
    /// matter names.
    ///
    /// # Errors
    /// What is wrong.
    pub fn picture(&mut self, src: &str) -> Result<usize, LinkFault> {
        let file = self.file_of(src);
        if let Some(file) = &file {
            self.depend(file, None);
        }
        if let Some((text, _)) = file.as_ref().and_then(|file| self.book.text_at(file)) {
            let message = format!("`{text}` is a story, not a picture");
            return Err(LinkFault::Broken(message, "name a picture".into()));
        }
        if let Some(file) = file.as_ref().filter(|file| self.book.files.contains(*file)) {
            return Ok(self.media.own(file, &self.path_of(file)));
        }
        if let Some(slashed) = self.with_slashes(src) {
            let message = format!("`{src}` has backslashes, and addresses have slashes");
            return Err(LinkFault::Broken(message, format!("write `{slashed}`")));
        }
        let wanted = file.unwrap_or_else(|| src.to_string());
        let otherwise =
            "write it relative to this file, or from the site's root for a file of `static/`";
        Err(LinkFault::Missing {
            message: format!("there is no picture `{wanted}`"),
            wanted,
            from: self.folder.into(),
            kind: Mention::InFrontMatter,
            otherwise: otherwise.into(),
        })
    }

    /// Where the text is that front matter names as a translation; none while nobody
    /// can tell, since that text has errors.
    ///
    /// # Errors
    /// What is wrong.
    pub fn translation(&mut self, target: &str) -> Result<Option<LanguageVersion>, LinkFault> {
        if let Some(url) = absolute_http(target) {
            return Ok(Some(LanguageVersion::Elsewhere(url)));
        }
        let file = self.file_of(target);
        if let Some(file) = &file {
            self.depend(file, None);
        }
        let wanted = file.as_deref().unwrap_or(target);
        match self.book.text_at(wanted) {
            Some((_, Address::At(path))) => Ok(Some(LanguageVersion::OnSite(path.clone()))),
            Some((_, Address::Unknown)) => Ok(None),
            Some((file, Address::Held(reason))) => {
                let when = reason.in_words(self.time_zone);
                let message = format!("the translation is in `{file}`, which {when}");
                let hint = "it is not named while it is not public";
                Err(LinkFault::Held(message, hint.into()))
            }
            None => {
                let otherwise = "write the file of a story, relative to this one, or a web address";
                Err(LinkFault::Missing {
                    message: format!("there is no story `{wanted}`"),
                    wanted: wanted.into(),
                    from: self.folder.into(),
                    kind: Mention::InFrontMatter,
                    otherwise: otherwise.into(),
                })
            }
        }
    }

    /// What is wrong with a path from the site's root that is where a file of `content/` is
    /// kept, and not where it is published.
    fn place_of_file(&self, written: &str) -> Option<LinkFault> {
        let (path, suffix) = written.split_at(written.find(['?', '#']).unwrap_or(written.len()));
        let file = percent_decode_str(path.strip_prefix('/')?).decode_utf8().ok()?;
        (file.starts_with("content/") && self.book.files.contains(&*file)).then(|| {
            LinkFault::Missing {
                message: format!("`{path}` is where a file is kept, and no address of the site"),
                wanted: file.into_owned(),
                from: self.folder.into(),
                kind: Mention::InMarkdown(suffix.into()),
                otherwise: "write the path of the file from the folder of this one".into(),
            }
        })
    }

    /// That a file is not there which front matter names.
    pub fn missing(&self, message: String, wanted: &str, otherwise: &str) -> LinkFault {
        LinkFault::Missing {
            message,
            wanted: wanted.into(),
            from: self.folder.into(),
            kind: Mention::InFrontMatter,
            otherwise: otherwise.into(),
        }
    }

    /// A path that Windows would take, as it leads to a file; none if it leads nowhere.
    fn with_slashes(&mut self, relative: &str) -> Option<String> {
        let slashed = relative.replace('\\', "/");
        let file = (slashed != relative).then(|| self.file_of(&slashed)).flatten()?;
        self.depend(&file, None);
        (self.book.target(&file) != LinkTarget::Nothing).then_some(slashed)
    }

    /// The file that a relative path means, from the site's root; none outside `content/`.
    fn file_of(&mut self, relative: &str) -> Option<String> {
        let file = self.book.spelled(file_below(self.folder, relative)?);
        if self.book.target(&file) != LinkTarget::Nothing {
            return Some(file);
        }
        // What the folder of a language lacks is that of all.
        let shared = self.book.names.shared(&file).map(|shared| self.book.spelled(shared));
        let shared = shared.filter(|it| self.book.target(it) != LinkTarget::Nothing);
        let Some(other) = shared.or_else(|| self.book.meant(&file)) else {
            return Some(file);
        };
        let target = LinkTarget::Nothing;
        self.dependencies.push(Dependency { file, readers: None, target, is_passed_over: true });
        Some(other)
    }

    /// Where a file is published that goes with the text: that depends on its name alone.
    fn path_of(&self, file: &str) -> SitePath {
        let name = file.rsplit('/').next().unwrap_or(file);
        self.page.attached(name)
    }
}

fn to_text(
    file: &str,
    address: &Address,
    suffix: &str,
    kind: LinkKind,
    time_zone: &TimeZone,
) -> (Resolution, Option<LinkFault>) {
    if kind == LinkKind::Picture {
        let message = format!("`{file}` is a story and cannot be shown as a picture");
        return broken(message, "delete the `!` to make it a link");
    }
    match address {
        Address::At(path) => (Resolution::OnSite(path.encoded() + suffix), None),
        Address::Unknown => (Resolution::Unlink, None),
        Address::Held(reason) => {
            let message = format!("this links to `{file}`, which {}", reason.in_words(time_zone));
            let hint = match kind {
                LinkKind::Story => "until the other story is public, readers do not see this line",
                _ => "until the other story is public, its words are shown without the link",
            };
            (Resolution::Unlink, Some(LinkFault::Held(message, hint.into())))
        }
    }
}

fn broken(message: String, hint: impl Into<String>) -> (Resolution, Option<LinkFault>) {
    (Resolution::Unlink, Some(LinkFault::Broken(message, hint.into())))
}

/// The address that was meant by a destination without its scheme: of a host, or for mail.
fn elsewhere(written: &str) -> Option<String> {
    let is_short = |text: &str| !text.is_empty() && !text.contains([' ', '/', '?', '#']);
    if let Some((name, host)) = written.split_once('@') {
        let is_host = is_short(host) && host.split('.').count() > 1;
        return (is_short(name) && is_host).then(|| format!("mailto:{written}"));
    }
    let address = with_scheme(written)?;
    let host = written.split(['/', '?', '#']).next().unwrap_or_default().to_lowercase();
    // A file may be called `report.pdf`.
    let is_domain = [".com", ".org", ".net", ".info", ".edu", ".gov", ".int"];
    let is_host = host.starts_with("www.")
        || matches!(&*host, "http" | "https")
        || is_domain.iter().any(|domain| host.ends_with(domain))
        || written.contains('/') && !host.starts_with('.');
    is_host.then_some(address)
}

/// Whether a destination is a path from the site's root.
pub fn is_from_root(written: &str) -> bool {
    written.starts_with('/') && !written[1..].starts_with(['/', '\\'])
}

/// Whether a destination is a path relative to the file: no scheme, no host, not only a fragment.
pub fn is_relative(written: &str) -> bool {
    let has_scheme = scheme(written).is_some();
    !(written.is_empty() || has_scheme || written.starts_with(['/', '\\', '#', '?']))
}

#[cfg(test)]
mod tests;
