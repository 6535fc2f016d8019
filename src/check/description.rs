//! The messages for faults, with their remedies.

use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::Verdict;
use super::finding::FindingKind;
use super::reading::{Fault, Sized};
use crate::diagnostic::Diagnostic;
use crate::nearest::Folders;
use crate::site::Site;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// Where a fault was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WrittenIn<'t> {
    /// A text, as this piece of Markdown.
    Markdown(&'t str),
    /// A text, as HTML.
    Html,
    Template,
}

/// Describes faults of a site.
pub(super) struct Describer<'a> {
    site: &'a Site,
    /// All paths by their folders, made when the first link leads nowhere.
    folders: OnceLock<Folders<'a>>,
}

impl<'a> Describer<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        Describer { site, folders: OnceLock::new() }
    }

    /// The kind of a fault, and its message.
    pub(super) fn describe(
        &self,
        fault: &Fault,
        written: WrittenIn<'_>,
    ) -> (FindingKind, Diagnostic) {
        let is_text = written != WrittenIn::Template;
        match fault {
            Fault::Link(_, path) => {
                let message = format!("this links to `{path}`, which the site does not have");
                let hint = match self.near(path) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "correct the link, or delete it".into(),
                };
                (FindingKind::BrokenLink, Diagnostic::error(message).hint(hint))
            }
            Fault::Anchor(anchor) => {
                let message = format!("nothing on `{}` has the id `{}`", anchor.path, anchor.id);
                let hint = match anchor.id.starts_with("_ftn") || anchor.id.starts_with("_edn") {
                    true => "this is a note of Word's: write `[^1]` here, and in a line of its own `[^1]: …`"
                        .into(),
                    false => self.ids_hint(&anchor.path),
                };
                (FindingKind::BrokenAnchor, Diagnostic::error(message).hint(hint))
            }
            Fault::BasePath(href) => {
                let base = self.site.config.base_url.path();
                let message =
                    format!("`{href}` leads out of the site, whose address ends in `{base}/`");
                let hint = match is_text {
                    true => format!("write it as a Markdown link: `[words]({href})`"),
                    false => format!("write `{{{{ link(path=\"{href}\") }}}}`"),
                };
                (FindingKind::BasePath, Diagnostic::error(message).hint(hint))
            }
            Fault::Mixed(url) => {
                let message = format!(
                    "`{url}` is loaded without encryption by a page that has it: browsers refuse that"
                );
                let hint = "write `https:`, if the other site has it, or put the file on this site";
                (FindingKind::MixedContent, Diagnostic::error(message).hint(hint))
            }
            Fault::NoAlt(src) | Fault::EmptyAlt(src) => {
                let message =
                    format!("the picture `{src}` has no description for readers who cannot see it");
                (FindingKind::MissingAlt, Diagnostic::warning(message).hint(alt_hint(written)))
            }
            Fault::NoDescription(src, alt) => {
                let message = format!(
                    "`{alt}` does not describe the picture `{src}` to readers who cannot see it"
                );
                (FindingKind::MissingAlt, Diagnostic::warning(message).hint(alt_hint(written)))
            }
            Fault::Shape(Sized { src, width, height, .. }, actual) => {
                let Dimensions { width: wide, height: high } = actual;
                let message = format!(
                    "the picture `{src}` has {wide} × {high} pixels, and is shown as {width} × {height}"
                );
                let hint = format!(
                    "write `width=\"{wide}\" height=\"{high}\"`, or leave both out: a style sheet can show it smaller"
                );
                (FindingKind::PictureSize, Diagnostic::warning(message).hint(hint))
            }
            Fault::Stopped(what, _) => {
                let message = format!("the policy of the page stops a {what} that stands in it");
                let hint = match *what {
                    "script" | "style sheet" => {
                        "put it into a file of `static/` and link that with `asset`, or allow it in site.yaml: \
                         `content_security_policy`"
                    }
                    _ => "use a class, and a style sheet or script of `static/`",
                };
                (FindingKind::Stopped, Diagnostic::error(message).hint(hint))
            }
            Fault::Blocked(directive, href, source) => {
                let message = format!("the policy of the page stops what it loads from `{href}`");
                let hint = match *directive {
                    // No setting names sources of those.
                    "object-src" => "link to it".to_string(),
                    _ => format!(
                        "allow it in site.yaml: `content_security_policy: {{{directive}: [{source}]}}`"
                    ),
                };
                (FindingKind::Stopped, Diagnostic::error(message).hint(hint))
            }
            Fault::Twice(id) => {
                let message = format!("the id `{id}` is on the page more than once");
                let hint = "a link to it leads to the first; give the other another id";
                (FindingKind::DuplicateId, Diagnostic::error(message).hint(hint))
            }
            Fault::Elsewhere(href, Verdict { severity, message }) => {
                let diagnostic = Diagnostic { severity: *severity, ..Diagnostic::error("") };
                let message = format!("`{href}`: {message}");
                let hint = "link to where it is now, or delete the link; what is right although it does not answer can \
                            be named in site.yaml: `check: {ignore: […]}`";
                (FindingKind::External, Diagnostic { message, ..diagnostic }.hint(hint))
            }
            Fault::Skipped(0, level) => {
                let message = format!("the first heading of the page is of level {level}");
                let hint = "begin with `<h1>`: readers with a screen reader find their way by the headings";
                (FindingKind::SkippedHeading, Diagnostic::warning(message).hint(hint))
            }
            Fault::Skipped(before, level) => {
                let message = format!("a heading of level {level} follows one of level {before}");
                let next = before + 1;
                let hint = match written {
                    WrittenIn::Markdown(heading) => {
                        let line = heading.lines().next().unwrap_or_default();
                        let words = line.trim_start_matches('#').trim();
                        format!("write `{} {words}`", "#".repeat(next.into()))
                    }
                    WrittenIn::Html | WrittenIn::Template => format!("make it `<h{next}>`"),
                };
                (FindingKind::SkippedHeading, Diagnostic::warning(message).hint(hint))
            }
        }
    }

    /// The path that was most likely meant.
    fn near(&self, path: &str) -> Option<&str> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let paths = || self.site.routes.iter().map(|(path, _)| path.as_str());
        let split = || paths().map(|path| (folder(path), path)).collect();
        self.folders.get_or_init(split).nearest(folder(&decoded), &decoded)
    }

    fn ids_hint(&self, path: &SitePath) -> String {
        const MOST: usize = 5;
        let article = self.site.routes.get(path).and_then(|route| self.site.article(route));
        let headings = article.map(|article| &*article.headings).unwrap_or_default();
        let live = article.and_then(|article| article.live.as_deref());
        let entries = live.map(|live| &*live.entries).unwrap_or_default();
        let of_headings = headings.iter().map(|heading| &*heading.id);
        let mut ids = of_headings.chain(entries.iter().map(|entry| &*entry.anchor));
        let first: Vec<String> = ids.by_ref().take(MOST).map(|id| format!("`#{id}`")).collect();
        let more = if ids.next().is_some() { " …" } else { "" };
        let what = match (headings.is_empty(), entries.is_empty()) {
            (_, true) => "headings",
            (true, false) => "entries",
            (false, false) => "headings and entries",
        };
        match first.is_empty() {
            true => "that page has no headings: link to the page itself".into(),
            false => format!("its {what} have: {}{more}", first.join(", ")),
        }
    }
}

/// How a picture is described where it is written.
fn alt_hint(written: WrittenIn<'_>) -> &'static str {
    match written {
        WrittenIn::Markdown(_) => "write what it shows between the square brackets: `![…]`",
        WrittenIn::Html => "write what it shows: `alt=\"…\"`",
        WrittenIn::Template => "add `alt=\"…\"`; `alt=\"\"` if it is decoration",
    }
}

/// The folder of a path, with its last slash.
fn folder(path: &str) -> &str {
    let start = path.trim_end_matches('/').rfind('/').map_or(0, |at| at + 1);
    &path[..start]
}
