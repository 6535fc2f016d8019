//! From YAML to settings, key by key.

use std::collections::BTreeMap;

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::diagnostic::Diagnostic;
use crate::language::zones;
use crate::slug::Letters;
use crate::text::dateline::{self, DatelinePattern};
use crate::text::markdown::HtmlPolicy;
use crate::text::permalink::{self, Permalink};
use crate::text::placed::Placed;
use crate::text::yaml::{Decoder, Fields, Keys, Node, Value, in_quotes};
use crate::url::{BaseUrl, OutputPath, SitePath, is_page};

use super::fields::{CHECK, FEEDS, FIELDS, MARKDOWN, MOST_READ, PUBLISHER};
use super::languages::OfSite;
use super::otherwise::Links;
use super::{
    Check, Cname, Config, FILE, Feeds, MostRead, Publisher, UnknownFields, absolute_http,
    with_scheme,
};

/// Reads the settings from the text of `site.yaml`, and everything that is
/// wrong with it. What cannot be read has a stand-in, so that the rest of the
/// site can be checked in the same run.
pub fn parse(source: &str) -> (Config, Vec<Diagnostic>) {
    let yaml = Decoder::new(FILE, source, 0..source.len(), Keys::Placed);
    let mut reader = Reader { yaml, zone: TimeZone::UTC, base_url: None };
    let config = reader.config(source).unwrap_or_else(Config::stand_in);
    (config, reader.yaml.into_faults().into_reported())
}

pub(super) struct Reader<'a> {
    pub(super) yaml: Decoder<'a>,
    /// The zone of dates without an offset, once it is known.
    pub(super) zone: TimeZone,
    /// Where readers find the site, once it is known.
    pub(super) base_url: Option<BaseUrl>,
}

impl Reader<'_> {
    fn config(&mut self, source: &str) -> Option<Config> {
        let node = self.yaml.parse(FIELDS)?;
        if node.value == Value::Null {
            self.missing(source, "title", "title: The Highland Briefing");
            self.missing(source, "base_url", "base_url: https://example.org/");
            return None;
        }
        let mut fields = self.yaml.fields(&node, FILE)?;
        let meant = self.yaml.deny_unknown(&mut fields, FIELDS, FILE);
        self.yaml.warn_of_comments(&node, |comment| {
            format!("`{comment}` does nothing: YAML takes it for a comment")
        });
        if fields.get("title").is_none() && !meant.has("title") && fields.get("languages").is_none()
        {
            self.missing(source, "title", "title: The Highland Briefing");
        }
        if fields.get("base_url").is_none() && !meant.has("base_url") {
            self.missing(source, "base_url", "base_url: https://example.org/");
        }
        // Every field is read before any is missed, so that all faults are reported at once.
        let title = self.text(&fields, "title");
        let tagline = self.text(&fields, "tagline");
        let base_url = self.base_url(&fields);
        self.base_url.clone_from(&base_url);
        let language = self.language(&fields);
        let letters = language.as_ref().map_or_else(Letters::default, Letters::of);
        let given_addresses = self.choice(&fields, "addresses", &ADDRESSES);
        let addresses = given_addresses.unwrap_or(letters);
        let time_zone = self.time_zone(&fields);
        if let Some(zone) = &time_zone {
            self.zone = zone.clone();
        }
        let sections = self.sections(&fields, addresses);
        let permalink_hint = format!(
            "write for example `/{{section}}/{{slug}}/`; the parts are {}",
            permalink::PARTS
        );
        let whole = fields.get("permalink").and_then(|node| match &node.value {
            Value::Text(text) => {
                let whole = format!("/{}/", text.trim_matches('/'));
                Permalink::parse(&whole).ok().map(|_| self.yaml.line_with(node, &in_quotes(&whole)))
            }
            _ => None,
        });
        let permalink_hint = whole.map_or(permalink_hint, |line| format!("write `{line}`"));
        let permalink = self.checked(&fields, "permalink", Permalink::parse, &permalink_hint);
        let page_size = self.count(&fields, "page_size", 1000);
        let dateline = self.dateline(&fields);
        let publisher = fields.get("publisher").and_then(|node| self.publisher(node));
        let theme = self.theme(&fields);
        let root = SitePath::root();
        let links = Links { base: &root, letters: addresses };
        let menu = self.menu(&fields, "menu", links);
        let footer = self.footer(&fields, links);
        let share = self.share(&fields);
        let analytics = self.analytics(&fields);
        let comments = self.comments(&fields);
        let content_policy = self.content_policy(&fields);
        let embeds = self.embeds(&fields);
        let pictures = self.pictures(&fields);
        let cards = self.cards(&fields);
        let most_read = self.most_read(&fields);
        let feeds = self.feeds(&fields);
        let digest = self.digest(&fields, &Config::stand_in().digest);
        let check = fields.get("check").and_then(|node| self.check(node));
        let cname = self.cname(&fields);
        let (redirects, single_redirects) = self.redirects(&fields);
        let redirect_list = self.flag(&fields, "redirect_list");
        let search = self.flag(&fields, "search");
        let html = self.html(&fields);
        let unknown_fields = self.choice(&fields, "unknown_fields", &UNKNOWN_FIELDS);
        let stand_in = Config::stand_in();
        let sections = sections.unwrap_or(stand_in.sections);
        let podcasts = self.podcasts(&fields, &sections);
        let of_site = OfSite {
            title: title.as_deref(),
            tagline: tagline.as_deref(),
            base_url: base_url.as_ref(),
            addresses: given_addresses,
            sections: &sections,
            dateline: dateline.as_ref(),
            menu: &menu,
            footer: &footer,
            digest: &digest,
        };
        let languages = self.languages(&fields, of_site);
        let first = languages.first();
        let language = first.map(|own| own.language.clone()).or(language);
        let language = language.unwrap_or(stand_in.language);
        let title = title.or_else(|| first.map(|own| own.title.clone()));
        Some(Config {
            addresses: first.map_or(addresses, |own| {
                given_addresses.unwrap_or_else(|| Letters::of(&own.language))
            }),
            title: title.unwrap_or(stand_in.title),
            tagline,
            languages,
            written_base_url: base_url.clone().unwrap_or(stand_in.written_base_url),
            base_url: base_url.unwrap_or(stand_in.base_url),
            time_zone: time_zone.unwrap_or(stand_in.time_zone),
            sections,
            permalink: permalink.unwrap_or(stand_in.permalink),
            page_size: page_size.unwrap_or(stand_in.page_size),
            dateline: dateline.unwrap_or_else(|| DatelinePattern::of(&language)),
            publisher,
            theme,
            menu,
            footer,
            share: share.unwrap_or(stand_in.share),
            analytics,
            comments,
            content_policy: content_policy.unwrap_or_default(),
            embeds,
            podcasts,
            pictures: pictures.unwrap_or(stand_in.pictures),
            cards,
            most_read: most_read.unwrap_or(stand_in.most_read),
            feeds: feeds.unwrap_or(stand_in.feeds),
            digest,
            check: check.unwrap_or_default(),
            cname: cname.unwrap_or(stand_in.cname),
            redirects,
            single_redirects,
            redirect_list: redirect_list.unwrap_or(stand_in.redirect_list),
            search: search.unwrap_or(stand_in.search),
            html: html.unwrap_or(stand_in.html),
            unknown_fields: unknown_fields.unwrap_or(stand_in.unknown_fields),
            language,
        })
    }

    fn missing(&mut self, source: &str, field: &str, example: &str) {
        let at = source.find(|c: char| !c.is_whitespace()).unwrap_or(0);
        self.yaml.report(
            &(at..at),
            format!("{FILE} has no `{field}`"),
            format!("add a line such as `{example}`"),
        );
    }

    /// A text, which is shown as it is.
    pub(super) fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        self.yaml.plain_text(fields.get(name)?, name)
    }

    pub(super) fn flag(&mut self, fields: &Fields<'_>, name: &str) -> Option<bool> {
        fields.get(name).and_then(|node| self.yaml.bool(node, name))
    }

    pub(super) fn count(&mut self, fields: &Fields<'_>, name: &str, most: usize) -> Option<usize> {
        fields.get(name).and_then(|node| self.yaml.count(node, name, most))
    }

    /// A file of `static/`, from the site's root.
    pub(super) fn file(&mut self, fields: &Fields<'_>, name: &str) -> Option<Placed<SitePath>> {
        let parse = |text: &str| {
            SitePath::new(text)
                .ok_or_else(|| format!("`{text}` is not a path from the site's root"))
        };
        let hint = "write for example `/logo.png` for the file `static/logo.png`";
        let path = self.checked(fields, name, parse, hint)?;
        Some(Placed {
            value: path,
            place: fields.get(name).map(|node| self.yaml.place(&node.range)),
        })
    }

    /// A text that `parse` understands.
    pub(super) fn checked<T>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        parse: impl Fn(&str) -> Result<T, String>,
        hint: &str,
    ) -> Option<T> {
        let node = fields.get(name)?;
        // What is alone in a list may be what was meant.
        let is_wrong =
            |item: &Node| matches!(&item.value, Value::Text(text) if parse(text).is_err());
        if let Value::List(items) = &node.value
            && items.iter().any(is_wrong)
        {
            let message = format!("`{name}` has to be text, and this is a list");
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        let text = self.yaml.text_of_form(node, name, hint)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(message) => {
                self.yaml.report(&node.range, format!("{name}: {message}"), hint);
                None
            }
        }
    }

    pub(super) fn choice<T: Copy>(
        &mut self,
        fields: &Fields<'_>,
        name: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let node = fields.get(name)?;
        let names: Vec<_> = choices.iter().map(|(name, _)| format!("`{name}`")).collect();
        let takes = format!("write one of {}", names.join(", "));
        let text = self.yaml.text_of_form(node, name, &takes)?;
        if let Some((_, choice)) = choices.iter().find(|(choice, _)| *choice == text) {
            return Some(*choice);
        }
        self.yaml.report(&node.range, format!("`{name}` cannot be `{text}`"), takes);
        None
    }

    fn base_url(&mut self, fields: &Fields<'_>) -> Option<BaseUrl> {
        let written = fields.get("base_url").and_then(|node| match &node.value {
            Value::Text(text) => {
                let address = text.split(['?', '#']).next()?;
                let address = address.trim_matches(['“', '”', '<', '>', '«', '»', ' ']);
                let page = address.rsplit('/').next().filter(|name| is_page(name));
                let folder = &address[..address.len() - page.map_or(0, str::len)];
                Some((node, with_scheme(folder)?))
            }
            _ => None,
        });
        let mended = written.map(|(node, address)| self.yaml.line_with(node, &address));
        let hint = mended.map_or(BASE_URL_HINT.into(), |line| format!("write `{line}`"));
        self.checked(fields, "base_url", BaseUrl::parse, &hint)
    }

    pub(super) fn dateline(&mut self, fields: &Fields<'_>) -> Option<DatelinePattern> {
        let mended = fields.get("dateline").and_then(|node| match &node.value {
            Value::Text(text) => Some((node, dateline::with_braces(text)?)),
            _ => None,
        });
        let hint = match mended {
            Some((node, text)) => {
                format!("write `{}`", self.yaml.line_with(node, &in_quotes(&text)))
            }
            None => format!(
                "the parts are {}, each written in capitals to be set in capitals",
                dateline::PARTS
            ),
        };
        self.checked(fields, "dateline", DatelinePattern::parse, &hint)
    }

    fn time_zone(&mut self, fields: &Fields<'_>) -> Option<TimeZone> {
        // The zones compiled in, not the machine's, so that a build is the same everywhere.
        let zones = TimeZoneDatabase::bundled();
        let node = fields.get("timezone")?;
        let takes = "write a name of the IANA time zone database, such as `timezone: Asia/Yerevan`";
        let name = self.yaml.text_of_form(node, "timezone", takes)?;
        if let Ok(zone) = zones.get(&name) {
            if zones::is_without_summer(&name) {
                let cities = zones::of_cities(&name).iter();
                let lines = cities.map(|zone| format!("`{}`", self.yaml.line_with(node, zone)));
                let lines: Vec<String> = lines.collect();
                let message =
                    format!("clocks by `{name}` never change, and those of most of its cities do");
                let hint = format!("write your city's zone, such as {}", lines.join(" or "));
                self.yaml.warn(&node.range, message, hint);
            }
            return Some(zone);
        }
        let meant: Vec<_> = zones::meant(&name).iter().filter_map(zones::Zone::name).collect();
        let line = |zone: &String| format!("`{}`", self.yaml.line_with(node, zone));
        let cities: Vec<_> =
            zones::of_cities(&name).iter().map(|zone| line(&(*zone).to_string())).collect();
        let hint = match &meant[..] {
            // A short name is that of winter or of summer, and the site's clocks change.
            _ if !cities.is_empty() => {
                format!("write your city's zone, such as {}", cities.join(" or "))
            }
            [] => "write a name of the IANA time zone database, such as `Asia/Yerevan`".into(),
            [zone] if zone.starts_with("Etc/") => format!(
                "write your city's zone, such as `timezone: Asia/Yerevan`, or {}, whose sign is the \
                 other way round",
                line(zone)
            ),
            [zone] => format!("did you mean `{zone}`? Write {}", line(zone)),
            several => {
                let several: Vec<_> = several.iter().map(line).collect();
                format!("write {}, whichever is meant", several.join(" or "))
            }
        };
        self.yaml.report(&node.range, format!("there is no time zone `{name}`"), hint);
        None
    }

    fn publisher(&mut self, node: &Node) -> Option<Publisher> {
        if let Value::Text(name) = &node.value {
            let line = self.yaml.line_with(node, &format!("{{name: {}}}", in_quotes(name)));
            let message = "`publisher` has to be a map of `name: value` lines, and this is text";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        let mut fields = self.yaml.fields(node, "publisher")?;
        let meant = self.yaml.deny_unknown(&mut fields, PUBLISHER, "publisher");
        let name = self.text(&fields, "name");
        let logo = self.file(&fields, "logo");
        let url = self.checked(
            &fields,
            "url",
            |text| absolute_http(text).ok_or_else(|| format!("`{text}` is not a web address")),
            "write it with https://, such as `url: https://highland.example`",
        );
        if fields.get("name").is_none() && !meant.has("name") {
            self.yaml.report(&node.range, "the publisher has no `name`", "add `name:`");
        }
        Some(Publisher { name: name?, logo, url })
    }

    fn most_read(&mut self, fields: &Fields<'_>) -> Option<MostRead> {
        let mut fields = self.yaml.fields(fields.get("most_read")?, "most_read")?;
        let mut most_read = Config::stand_in().most_read;
        self.yaml.deny_unknown(&mut fields, MOST_READ, "most_read");
        let inside_the_site = |text: &str| {
            let path = OutputPath::new(text)
                .map(|path| path.as_str().to_string())
                .ok_or_else(|| format!("`{text}` is not a file inside the site"))?;
            // Numbers are nobody's but the newsroom's.
            // Some disks ignore case.
            match path.split('/').next().unwrap_or_default().to_ascii_lowercase().as_str() {
                top @ ("content" | "static" | "templates" | "words") => {
                    Err(format!("`{text}` is in `{top}/`, which is published"))
                }
                _ => Ok(path),
            }
        };
        if let Some(reads) =
            self.checked(&fields, "reads", inside_the_site, "write for example `data/reads.csv`")
        {
            most_read.reads = reads;
        }
        if let Some(limit) = self.count(&fields, "limit", 100) {
            most_read.limit = limit;
        }
        if let Some(limit) = self.count(&fields, "page_limit", 1000) {
            most_read.page_limit = limit;
        }
        if let Some(windows) = fields.get("windows").and_then(|node| self.windows(node)) {
            most_read.windows = windows;
        }
        Some(most_read)
    }

    fn windows(&mut self, node: &Node) -> Option<Vec<(String, usize)>> {
        if let Some(windows) = windows_of_names(node) {
            let line = self.yaml.line_with(node, &windows);
            let message = "`windows` has to be a map of `name: days` lines, and this is a list";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        let fields = self.yaml.fields(node, "windows")?;
        // By length, then name; a map has no order of its own to rely on.
        let mut windows = BTreeMap::new();
        for (name, node) in fields.iter() {
            if let Some(days) = self.yaml.count(node, name, 3660) {
                windows.insert((days, name.to_string()), ());
            }
        }
        Some(windows.into_keys().map(|(days, name)| (name, days)).collect())
    }

    fn feeds(&mut self, fields: &Fields<'_>) -> Option<Feeds> {
        let mut given = self.yaml.fields(fields.get("feeds")?, "feeds")?;
        self.yaml.deny_unknown(&mut given, FEEDS, "feeds");
        let standard = Config::stand_in().feeds;
        Some(Feeds {
            limit: self.count(&given, "limit", 1000).unwrap_or(standard.limit),
            tags: self.flag(&given, "tags").unwrap_or(standard.tags),
            authority: self.checked(&given, "authority", authority, AUTHORITY_HINT),
        })
    }

    fn check(&mut self, node: &Node) -> Option<Check> {
        let mut given = self.yaml.fields(node, "check")?;
        self.yaml.deny_unknown(&mut given, CHECK, "check");
        let ignore = given.get("ignore").map(|node| self.yaml.texts(node, "check.ignore"));
        let mut check = Check::default();
        for (beginning, range) in ignore.into_iter().flatten() {
            if absolute_http(&beginning).is_some() {
                check.ignore.push(beginning);
                continue;
            }
            let message = format!("`{beginning}` is not the beginning of an address");
            self.yaml.report(&range, message, "write one such as `https://example.org/papers/`");
        }
        Some(check)
    }

    fn cname(&mut self, fields: &Fields<'_>) -> Option<Cname> {
        let node = fields.get("cname")?;
        if node.value == Value::Bool(false) {
            return Some(Cname::None);
        }
        let hint =
            "write it without scheme and path, such as `news.example.org`, or `false` for none";
        self.checked(fields, "cname", Cname::parse, hint)
    }

    fn html(&mut self, fields: &Fields<'_>) -> Option<HtmlPolicy> {
        let mut markdown = self.yaml.fields(fields.get("markdown")?, "markdown")?;
        self.yaml.deny_unknown(&mut markdown, MARKDOWN, "markdown");
        self.choice(&markdown, "html", &HTML)
    }
}

/// `[day, week]` with the days of each.
fn windows_of_names(node: &Node) -> Option<String> {
    let Value::List(items) = &node.value else { return None };
    let window = |item: &Node| {
        let Value::Text(name) = &item.value else { return None };
        let days = match name.as_str() {
            "day" => 1,
            "week" => 7,
            "month" => 30,
            "quarter" => 91,
            "year" => 365,
            _ => return None,
        };
        Some(format!("{name}: {days}"))
    };
    let windows = items.iter().map(window).collect::<Option<Vec<_>>>()?;
    Some(format!("{{{}}}", windows.join(", ")))
}

pub(super) const UNKNOWN_FIELDS: [(&str, UnknownFields); 2] =
    [("error", UnknownFields::Error), ("keep", UnknownFields::Keep)];

pub(super) const ADDRESSES: [(&str, Letters); 2] =
    [("latin", Letters::Latin), ("native", Letters::Native)];

pub(super) const HTML: [(&str, HtmlPolicy); 3] = [
    ("sanitize", HtmlPolicy::Sanitize),
    ("allow", HtmlPolicy::Allow),
    ("escape", HtmlPolicy::Escape),
];

/// Who may give ids: a domain, or an e-mail address
/// (<https://www.rfc-editor.org/rfc/rfc4151#section-2.1>).
fn authority(text: &str) -> Result<String, String> {
    let is_letter = |c: char| c.is_ascii_alphanumeric();
    let is_part = |part: &str| {
        part.starts_with(is_letter)
            && part.ends_with(is_letter)
            && part.chars().all(|c| is_letter(c) || c == '-')
    };
    let is_user = |user: &str| {
        !user.is_empty() && user.chars().all(|c| is_letter(c) || matches!(c, '-' | '.' | '_'))
    };
    let domain = match text.split_once('@') {
        Some((user, domain)) if is_user(user) => domain,
        Some(_) => "",
        None => text,
    };
    let message = || format!("`{text}` is no domain and no e-mail address");
    let is_named = text.contains(|c: char| c.is_ascii_alphabetic());
    (is_named && domain.split('.').all(is_part)).then(|| text.to_string()).ok_or_else(message)
}

const AUTHORITY_HINT: &str =
    "write a domain that you own, such as `highland.example`, without `https://`";

const BASE_URL_HINT: &str = "write the address that the site is published at, such as `https://example.org/` or \
     `https://name.github.io/repository/`";

#[cfg(test)]
mod tests {
    use super::super::capitalized;
    use super::*;

    fn faults(source: &str) -> Vec<String> {
        parse(source).1.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn title_and_base_url_are_enough() {
        let (config, faults) = parse("title: T\nbase_url: https://example.org\n");
        assert!(faults.is_empty());
        assert_eq!(config.base_url.to_string(), "https://example.org/");
        assert_eq!(
            config.sections.iter().map(|s| &*s.title).collect::<Vec<_>>(),
            ["Politics", "Economy", "Society", "Military"]
        );
        assert_eq!(config.page_size, 20);
        assert_eq!(config.language.to_string(), "en");
        assert_eq!(config.most_read.windows[1], ("week".to_string(), 7));
    }

    #[test]
    fn an_empty_file_lacks_both() {
        assert_eq!(
            faults(""),
            [
                "error: site.yaml has no `title` (site.yaml:1:1)",
                "error: site.yaml has no `base_url` (site.yaml:1:1)"
            ]
        );
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let source = "titel: T\nbase_url: example.org\ntimezone: Asia/Erevan\nlanguage: english!\n\
                      sections: [politics, {title: World}, Новости, politics]\npage_size: 0\n\
                      permalink: /{section}/\ndateline: \"{town}\"\nsearch: yes\n\
                      markdown: {html: maybe}\nmost_read: {reads: ../x.csv, windows: {day: one}}\n\
                      publisher: {url: x}\nunknown_fields: ignore\ncname: https://a.org/\n";
        let found = faults(source);
        assert_eq!(found.len(), 18, "{found:#?}");
        assert!(
            found.contains(
                &"error: there is no time zone `Asia/Erevan` (site.yaml:3:11)".to_string()
            )
        );
        assert!(found.contains(
            &"error: the section `politics` is listed twice (site.yaml:5:47)".to_string()
        ));
    }

    #[test]
    fn an_id_becomes_a_title() {
        assert_eq!(capitalized("foreign-policy"), "Foreign policy");
    }
}
