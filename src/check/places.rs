//! Where what is wrong with a page was written: in a text, or in a template.

use std::collections::HashSet;

use percent_encoding::percent_decode_str;

use super::Verdict;
use super::finding::{Finding, Kind};
use super::reading::{Fault, Sized, beginning};
use super::scan::{Picture, Seen, scan};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::model::Article;
use crate::render::{Renderer, showing_on};
use crate::routes::Route;
use crate::site::{Files, Site};
use crate::templates::FOLDER;
use crate::text::markdown::Dimensions;
use crate::url::SitePath;

/// Finds places in the files of a site.
pub(super) struct Places<'a> {
    site: &'a Site,
    files: &'a dyn Files,
}

/// What the text itself brings into its page.
#[derive(Default)]
struct Content {
    links: HashSet<String>,
    ids: HashSet<String>,
    pictures: HashSet<String>,
    skips: HashSet<(u8, u8)>,
    /// How what is run begins.
    run: HashSet<String>,
}

impl Content {
    fn of(html: &str) -> Self {
        let mut content = Content::default();
        // The headline.
        let mut level = 1;
        scan(html.as_bytes(), |seen| match seen {
            Seen::Id(id) => {
                content.ids.insert(id.into());
            }
            Seen::Link(_, href) => {
                content.links.insert(href.into());
            }
            Seen::Picture(Picture { src, .. }) => {
                content.pictures.insert(src.clone());
            }
            Seen::Script(_) | Seen::Style(_) | Seen::Attribute(_) => {
                content.run.extend(beginning(seen));
            }
            Seen::Heading(next) => {
                if next > level + 1 {
                    content.skips.insert((level, next));
                }
                level = next;
            }
        });
        content
    }

    /// Whether the text brought the fault; of an id that is there twice, once.
    fn has(&self, fault: &Fault) -> bool {
        match fault {
            Fault::Link(href, _)
            | Fault::BasePath(href)
            | Fault::Mixed(href)
            | Fault::Elsewhere(href, _) => self.links.contains(href),
            Fault::Anchor(anchor) => self.links.contains(&anchor.href),
            Fault::NoAlt(src) | Fault::EmptyAlt(src) | Fault::Shape(Sized { src, .. }, _) => {
                self.pictures.contains(src)
            }
            Fault::Stopped(_, text) => self.run.contains(text),
            Fault::Twice(id) => self.ids.contains(id),
            Fault::Skipped(before, level) => self.skips.contains(&(*before, *level)),
        }
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(renderer: &'a Renderer, files: &'a dyn Files) -> Self {
        Places { site: renderer.site(), files }
    }

    /// The faults of the page at `path`, each with its place as far as it can be found.
    pub(super) fn findings(
        &self,
        path: &SitePath,
        route: &Route,
        faults: &[Fault],
    ) -> Vec<Finding> {
        if faults.is_empty() {
            return Vec::new();
        }
        let article = match route {
            Route::Briefing(at) => Some(&self.site.briefings[*at].article),
            Route::Page(at) => Some(&self.site.pages[*at].article),
            _ => None,
        };
        let content = article.map(|article| Content::of(&article.html)).unwrap_or_default();
        let source = article.and_then(|article| self.source(&article.file));
        let finding = |fault: &Fault| {
            let article = article.filter(|_| content.has(fault));
            // A template may show a picture as decoration.
            if article.is_none() && matches!(fault, Fault::EmptyAlt(_)) {
                return None;
            }
            let (kind, diagnostic) = self.told(fault, article);
            let diagnostic = match article {
                Some(article) => {
                    let place = source.as_deref().and_then(|source| place(source, fault, article));
                    Diagnostic { place, ..diagnostic.in_file(&article.file) }
                }
                None => showing_on(self.in_template(fault, diagnostic), path),
            };
            Some(Finding::new(kind, diagnostic))
        };
        faults.iter().filter_map(finding).collect()
    }

    fn source(&self, file: &str) -> Option<String> {
        String::from_utf8(self.files.read(file).ok()?).ok()
    }

    /// The place in one of the site's own templates, if it is written there as it is.
    fn in_template(&self, fault: &Fault, diagnostic: Diagnostic) -> Diagnostic {
        let found = self.site.templates.iter().find_map(|template| {
            Some((template, words_of(fault).iter().find_map(|words| find(&template.text, words))?))
        });
        match found {
            Some((template, place)) => {
                diagnostic.in_file(format!("{FOLDER}{}", template.name)).at(place)
            }
            None => diagnostic,
        }
    }

    fn told(&self, fault: &Fault, article: Option<&Article>) -> (Kind, Diagnostic) {
        let is_text = article.is_some();
        match fault {
            Fault::Link(_, path) => {
                let message = format!("this links to `{path}`, which the site does not have");
                let hint = match self.near(path) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "correct the link, or delete it".into(),
                };
                (Kind::BrokenLink, Diagnostic::error(message).hint(hint))
            }
            Fault::Anchor(anchor) => {
                let message = format!("nothing on `{}` has the id `{}`", anchor.path, anchor.id);
                let hint = self.ids_hint(&anchor.path);
                (Kind::BrokenAnchor, Diagnostic::error(message).hint(hint))
            }
            Fault::BasePath(href) => {
                let base = self.site.config.base_url.path();
                let message =
                    format!("`{href}` leads out of the site, whose address ends in `{base}/`");
                let hint = match is_text {
                    true => format!("write it as a Markdown link: `[words]({href})`"),
                    false => format!("write `{{{{ link(path=\"{href}\") }}}}`"),
                };
                (Kind::BasePath, Diagnostic::error(message).hint(hint))
            }
            Fault::Mixed(url) => {
                let message = format!(
                    "`{url}` is loaded without encryption by a page that has it: browsers refuse that"
                );
                let hint = "write `https:`, if the other site has it, or put the file on this site";
                (Kind::MixedContent, Diagnostic::error(message).hint(hint))
            }
            Fault::NoAlt(src) | Fault::EmptyAlt(src) => {
                let message =
                    format!("the picture `{src}` says nothing to readers who do not see it");
                let hint = match is_text {
                    true => "write what it shows: `![A map of the valley](map.svg)`",
                    false => "add `alt=\"…\"`; `alt=\"\"` if it is decoration",
                };
                (Kind::MissingAlt, Diagnostic::warning(message).hint(hint))
            }
            Fault::Shape(Sized { src, width, height, .. }, actual) => {
                let Dimensions { width: wide, height: high } = actual;
                let message = format!(
                    "the picture `{src}` has {wide} × {high} pixels, and is shown as {width} × {height}"
                );
                let hint = format!(
                    "write `width=\"{wide}\" height=\"{high}\"`, or leave both out: a style sheet can show it smaller"
                );
                (Kind::PictureSize, Diagnostic::warning(message).hint(hint))
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
                (Kind::Stopped, Diagnostic::error(message).hint(hint))
            }
            Fault::Twice(id) => {
                let message = format!("the id `{id}` is on the page more than once");
                let hint = "a link to it leads to the first; give the other another id";
                (Kind::DuplicateId, Diagnostic::error(message).hint(hint))
            }
            Fault::Elsewhere(href, Verdict { severity, message }) => {
                let diagnostic = Diagnostic { severity: *severity, ..Diagnostic::error("") };
                let message = format!("`{href}`: {message}");
                let hint = "link to where it is now, or delete the link; what is right although it does not answer can \
                            be named in site.yaml: `check: {ignore: […]}`";
                (Kind::External, Diagnostic { message, ..diagnostic }.hint(hint))
            }
            Fault::Skipped(0, level) => {
                let message = format!("the first heading of the page is of level {level}");
                let hint = "begin with `<h1>`: readers with a screen reader find their way by the headings";
                (Kind::SkippedHeading, Diagnostic::warning(message).hint(hint))
            }
            Fault::Skipped(before, level) => {
                let message = format!("a heading of level {level} follows one of level {before}");
                let next = before + 1;
                let hint = match is_text {
                    true => format!("write `{}` before it", "#".repeat(next.into())),
                    false => format!("make it `<h{next}>`"),
                };
                (Kind::SkippedHeading, Diagnostic::warning(message).hint(hint))
            }
        }
    }

    /// The path that was most likely meant.
    fn near(&self, path: &str) -> Option<String> {
        let decoded = percent_decode_str(path).decode_utf8().ok()?;
        let folder = |path: &str| {
            let path = path.trim_end_matches('/');
            path.rfind('/').map_or(0, |at| at + 1)
        };
        let start = &decoded[..folder(&decoded)];
        let beside = self.site.index.routes.iter().map(|(other, _)| other.as_str());
        let beside = beside.filter(|other| &other[..folder(other)] == start);
        nearest(&decoded, beside).map(str::to_string)
    }

    fn ids_hint(&self, path: &SitePath) -> String {
        const MOST: usize = 5;
        let article = match self.site.index.routes.get(path) {
            Some(Route::Briefing(at)) => Some(&self.site.briefings[*at].article),
            Some(Route::Page(at)) => Some(&self.site.pages[*at].article),
            _ => None,
        };
        let headings = article.map(|article| &*article.headings).unwrap_or_default();
        match headings {
            [] => "that page has no headings: link to the page itself".into(),
            some => {
                let ids = some.iter().take(MOST).map(|heading| format!("`#{}`", heading.id));
                let ids: Vec<String> = ids.collect();
                let more = if some.len() > MOST { " …" } else { "" };
                format!("its headings have: {}{more}", ids.join(", "))
            }
        }
    }
}

/// Where in the file of an article a fault is written.
fn place(source: &str, fault: &Fault, article: &Article) -> Option<Place> {
    if let Fault::Skipped(..) = fault {
        return skipped_heading(source, article);
    }
    words_of(fault).iter().find_map(|words| find(source, words))
}

/// How a fault may be written, the most exact way first.
fn words_of(fault: &Fault) -> Vec<String> {
    match fault {
        Fault::Link(href, path) => vec![href.clone(), path.clone(), decoded(path)],
        Fault::Anchor(anchor) => {
            let written = anchor.href.rsplit_once('#').map_or("", |(_, written)| written);
            vec![anchor.href.clone(), format!("#{written}"), format!("#{}", anchor.id)]
        }
        Fault::BasePath(href) | Fault::Mixed(href) | Fault::Elsewhere(href, _) => {
            vec![href.clone(), decoded(href)]
        }
        Fault::NoAlt(src) | Fault::EmptyAlt(src) | Fault::Shape(Sized { src, .. }, _) => {
            let name = src.rsplit('/').next().unwrap_or(src);
            vec![src.clone(), name.to_string(), decoded(name)]
        }
        Fault::Stopped(_, text) => vec![text.clone()],
        Fault::Twice(id) => {
            vec![format!("id=\"{id}\""), format!("id='{id}'"), format!("id={id}"), format!("#{id}")]
        }
        Fault::Skipped(..) => Vec::new(),
    }
}

fn decoded(path: &str) -> String {
    percent_decode_str(path).decode_utf8_lossy().into_owned()
}

/// The place of `words`, where they are not a part of a longer address.
fn find(text: &str, words: &str) -> Option<Place> {
    if words.is_empty() {
        return None;
    }
    let ends = |rest: &str| {
        rest.chars().next().is_none_or(|c| {
            c.is_whitespace() || matches!(c, ')' | '"' | '\'' | '>' | ']' | '<' | '}' | '&')
        })
    };
    let mut found = text.match_indices(words).map(|(at, _)| at);
    let at = found.find(|at| ends(&text[at + words.len()..]))?;
    Some(Place::of_bytes(text, at..at + words.len()))
}

/// The first heading of the text that skips a level.
fn skipped_heading(source: &str, article: &Article) -> Option<Place> {
    let mut level = 1;
    let skips = |heading: &&crate::text::markdown::Heading| {
        let skips = heading.level > level + 1;
        level = heading.level;
        skips
    };
    let heading = article.headings.iter().find(skips)?;
    let marks = "#".repeat(heading.level.into());
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let text = line.trim_start();
        let is_of_level =
            text.strip_prefix(&marks).is_some_and(|rest| rest.starts_with([' ', '\t']));
        if is_of_level {
            return Some(Place::of_bytes(source, start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_not_found_within_a_longer_one() {
        let text = "[a](/gone/x/)\n[b](/gone/ \"c\")\n";
        assert_eq!(find(text, "/gone/").unwrap(), Place { line: 2, column: 5, width: 6 });
        assert_eq!(find(text, "/gone"), None);
    }
}
