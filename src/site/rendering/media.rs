//! The files that a text names: what is there, and what is wrong with it.

use dateline_pictures::check_name;
use percent_encoding::percent_decode_str;

use super::{Rendering, Work};
use crate::diagnostic::{Diagnostic, Place};
use crate::html::{Token, each_url, tokens};
use crate::model::{Media, MediaFile};
use crate::routes::FileSource;
use crate::site::attached::refused;
use crate::site::links::{LinkFault, Resolver, is_from_root};
use crate::site::media::MediaList;
use crate::site::{doubts, figures, inspected, pictures, published_whole};
use crate::text::config::{Config, absolute_http};
use crate::text::front_matter::Image;
use crate::text::markdown::{Figure, Sources};
use crate::url::SitePath;

impl Work<'_, '_> {
    /// Takes the picture of the front matter as that which leads the text.
    pub(super) fn lead(&mut self, image: Option<&Image>) {
        let Some(image) = image else { return };
        let Rendering { files, plan, .. } = self.rendering;
        match self.rendering.picture(&image.src.value, &mut self.resolver) {
            Ok(at) => {
                let media = self.resolver.media.lead_with(at, files, plan);
                // The files of the site are looked into.
                let is_elsewhere = matches!(media.file, MediaFile::Elsewhere(_));
                let doubt = is_elsewhere.then(|| doubts::of_picture(&image.src.value)).flatten();
                if let Some(doubt) = doubt {
                    self.add(doubt, image.src.place);
                }
            }
            Err(fault) => self.add_link(fault, |_| image.src.place),
        }
    }

    /// Looks into all files of the text. What the body does not name is the picture of the front
    /// matter, `image`.
    pub(super) fn look_at_files(&mut self, html: &str, image: Option<&Image>) {
        let Rendering { files, plan, config, .. } = self.rendering;
        let page = self.resolver.page().clone();
        let media = &mut self.resolver.media;
        if media.as_slice().iter().any(Media::has_versions) {
            note_html_links(html, &page, config, media);
        }
        media.look_at_links(files, plan);
        for (media, at) in self.resolver.media.as_slice().iter().zip(0..) {
            let Some(fault) = self.rendering.fault_of(media, self.written.file) else { continue };
            // One that cannot be read is at fault itself.
            if fault.file.is_some() {
                self.faults.extend([fault]);
                continue;
            }
            let in_body = self.named_at.get(at).map(|range| self.written.place(range));
            let place = in_body.or_else(|| image.and_then(|image| image.src.place));
            self.faults.extend([self.written.about(fault, place.or(Some(Place::START)))]);
        }
    }
}

impl Rendering<'_> {
    /// What is wrong with a path that has the name of the folder `static/`, which no address has.
    pub(super) fn in_folder_of_statics(self, written: &str) -> Option<LinkFault> {
        let rest = written.strip_prefix("/static").filter(|rest| rest.starts_with('/'))?;
        let is_there = |path: &str| {
            let path = path.split(['?', '#']).next().unwrap_or(path);
            let path = percent_decode_str(path).decode_utf8().ok();
            path.and_then(|path| SitePath::new(&path))
                .is_some_and(|path| self.statics.files.contains_key(&path))
        };
        (!is_there(written) && is_there(rest)).then(|| {
            let message =
                format!("`{written}` leads nowhere: the address of a file is without `static`");
            LinkFault::Broken(message, format!("write `{rest}`"))
        })
    }

    /// What is wrong with a file that the text `from` names.
    fn fault_of(self, media: &Media, from: &str) -> Option<Diagnostic> {
        let of_picture =
            |file: &str| media.facts.fault.as_ref().map(|fault| pictures::diagnostic(file, fault));
        let file = match &media.file {
            MediaFile::Own { file, .. } => file,
            MediaFile::Static { source, .. } => {
                let file = source.own_file()?;
                return of_picture(file).or_else(|| self.no_picture(media, file, from));
            }
            MediaFile::Elsewhere(_) => return None,
        };
        // It was read, and is what its name says.
        if media.facts.picture.as_ref().is_some_and(|it| check_name(it.facts.format, file).is_ok())
        {
            return None;
        }
        let found =
            inspected::fault(self.files, file).or_else(|| published_whole::fault(self.files, file));
        let is_error = found.as_ref().is_some_and(Diagnostic::is_error);
        let found = if is_error { found } else { of_picture(file).or(found) };
        let found = self.no_picture(media, file, from).or(found);
        if self.markdown.trusts_authors() || found.as_ref().is_some_and(Diagnostic::is_error) {
            return found;
        }
        refused(self.files, file).or(found)
    }

    /// What is wrong with a file that a text shows as a picture, and that browsers do not show.
    fn no_picture(self, media: &Media, file: &str, from: &str) -> Option<Diagnostic> {
        let is_shown = media.role.shown || media.role.leads;
        if !is_shown {
            return None;
        }
        let fault = inspected::no_picture(self.files, file, from)?;
        if !figures::is_data(file) {
            return Some(fault);
        }
        let name = file.rsplit('/').next().unwrap_or(file);
        let message = format!("`{file}` is a file of numbers, and a table or chart leads no story");
        let hint = format!("name a picture, and show the numbers in the text: `![…]({name})`");
        Some(Diagnostic::error(message).hint(hint))
    }

    /// Notes that a text shows the data at `src`, if it is a file of the site.
    pub(super) fn data(self, src: &str, resolver: &mut Resolver<'_>) {
        if let Some(at) = self.media_at(src, resolver) {
            resolver.media.show_data(at);
        }
    }

    /// The picture at `src`, a percent-encoded path from the site's root, among the text's media,
    /// if it is a file of the site.
    pub(super) fn shown<'m>(self, src: &str, resolver: &'m mut Resolver<'_>) -> Option<&'m Media> {
        let at = self.media_at(src, resolver)?;
        Some(resolver.media.show(at, self.files, self.plan))
    }

    /// The number of the file at `src` among the text's media, if it is one of the site.
    pub(in crate::site) fn media_at(self, src: &str, resolver: &mut Resolver<'_>) -> Option<usize> {
        if resolver.named.is_some() {
            return resolver.named;
        }
        let path = site_path(src)?;
        match self.statics.files.get(&path) {
            // Of the theme's own, pages keep no places.
            Some(FileSource::BuiltIn(_)) => None,
            Some(source) => Some(resolver.media.of_site(source, &path)),
            None => resolver.media.at(&path),
        }
    }

    /// The number, among the text's media, of the picture that front matter names `src`.
    fn picture(self, src: &str, resolver: &mut Resolver<'_>) -> Result<usize, LinkFault> {
        let is_elsewhere = |scheme: &str| {
            src.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        };
        if is_elsewhere("https://") || is_elsewhere("http://") {
            // Written as browsers ask for it, so that it is an address wherever it stands.
            let url = absolute_http(src).ok_or_else(|| {
                let hint = "write it as the browser's address bar shows it";
                LinkFault::Broken(format!("`{src}` is not a web address"), hint.into())
            })?;
            return Ok(resolver.media.elsewhere(&url));
        }
        if !is_from_root(src) {
            return resolver.picture(src);
        }
        let found = SitePath::new(src)
            .and_then(|path| Some(resolver.media.of_site(self.statics.files.get(&path)?, &path)));
        found.ok_or_else(|| {
            let hint = "put it there, or write the name of a file beside this one";
            resolver.missing(format!("there is no file `static{src}`"), src, hint)
        })
    }
}

/// Notes the files that raw HTML in a text names by their own addresses, so that they are there.
fn note_html_links(html: &str, page: &SitePath, config: &Config, media: &mut MediaList) {
    let page = url::Url::parse(&config.base_url.absolute(page)).ok();
    let named = |written: &str| {
        let url = page.as_ref()?.join(written).ok()?;
        let path = percent_decode_str(url.path()).decode_utf8().ok()?;
        SitePath::new(path.strip_prefix(config.base_url.path())?)
    };
    let mut at = Vec::new();
    tokens(html, |token| {
        if let Token::Start(tag) = token {
            for attribute in tag.attributes() {
                each_url(tag, attribute, |url| at.extend(named(url.url())));
            }
        }
    });
    for at in at.iter().filter_map(|path| media.at(path)).collect::<Vec<_>>() {
        media.link(at);
    }
}

/// The path of what is at `src`, a percent-encoded path from the site's root.
pub(in crate::site) fn site_path(src: &str) -> Option<SitePath> {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    SitePath::new(&percent_decode_str(path).decode_utf8().ok()?)
}

/// What a page needs to show a picture, in these `sizes`, whose own address would be `src`.
pub(in crate::site) fn figure(src: String, media: Option<&Media>, sizes: &str) -> Figure {
    let Some(media) = media else {
        return Figure { src, size: None, sources: Sources::default() };
    };
    let size = media.facts.dimensions;
    match media.versions(sizes) {
        Some((src, sources)) => Figure { src: src.encoded(), size, sources },
        None => Figure { src, size, sources: Sources::default() },
    }
}
