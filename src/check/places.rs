//! Where what is wrong with a page was written: in a text, or in a template.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use percent_encoding::percent_decode_str;

use super::finding::Finding;
use super::reading::{Fault, Sized, beginning};
use super::scan::{Picture, Seen, scan};
use super::told::{Teller, Written};
use crate::diagnostic::{Diagnostic, Place};
use crate::faults::{FileFaults, MOST_FAULTS, SiteFaults};
use crate::model::Article;
use crate::render::Renderer;
use crate::routes::Route;
use crate::site::{Files, Site};
use crate::templates::FOLDER;
use crate::url::SitePath;

/// Finds places in the files of a site.
pub(super) struct Places<'a> {
    site: &'a Site,
    files: &'a dyn Files,
    teller: Teller<'a>,
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

/// What is wrong with a page.
pub(super) struct OfPage<'a> {
    page: &'a SitePath,
    /// What its text brought, with the text's file.
    of_text: Option<(&'a str, FileFaults<Finding>)>,
    /// What its template did, each once.
    of_template: Vec<Fault>,
}

/// What templates do wrong, on one page or on many.
struct OfTemplates<'a> {
    fault: Fault,
    /// The first page that shows it.
    first: &'a SitePath,
    pages: usize,
}

impl<'a> Places<'a> {
    pub(super) fn new(renderer: &'a Renderer, files: &'a dyn Files) -> Self {
        let site = renderer.site();
        Places { site, files, teller: Teller::new(site) }
    }

    /// What is wrong with the page at `path`; in its text with the place, as far as it can
    /// be found.
    pub(super) fn of_page(
        &self,
        path: &'a SitePath,
        route: &Route,
        faults: impl IntoIterator<Item = Fault>,
    ) -> OfPage<'a> {
        let mut seen = HashSet::new();
        let mut faults: Vec<Fault> = faults.into_iter().collect();
        faults.retain(|fault| seen.insert(fault.clone()));
        let mut of_page = OfPage { page: path, of_text: None, of_template: Vec::new() };
        let article = match route {
            Route::Briefing(at) => &self.site.briefings[*at].article,
            Route::Page(at) => &self.site.pages[*at].article,
            _ => return OfPage { of_template: faults, ..of_page },
        };
        if faults.is_empty() {
            return of_page;
        }
        let content = Content::of(&article.html);
        let (of_text, of_template) = faults.into_iter().partition(|fault| content.has(fault));
        of_page.of_template = of_template;
        of_page.of_text = Some((&article.file, self.in_text(article, of_text)));
        of_page
    }

    fn in_text(&self, article: &Article, faults: Vec<Fault>) -> FileFaults<Finding> {
        let mut findings = FileFaults::default();
        let source = OnceCell::new();
        for fault in faults {
            findings.add(fault.severity(), || {
                let (kind, diagnostic) = self.teller.told(&fault, Written::InText);
                let source = source.get_or_init(|| self.source(&article.file));
                let place = source.as_deref().and_then(|source| place(source, &fault, article));
                Finding::new(kind, Diagnostic { place, ..diagnostic.in_file(&article.file) })
            });
        }
        findings
    }

    /// What is wrong with these pages. What a template does wrong shows on every page that
    /// it makes: it is told once, with the first of them and their number.
    pub(super) fn findings(&self, pages: Vec<OfPage<'a>>) -> SiteFaults<Finding> {
        let mut findings = SiteFaults::default();
        let mut seen: HashMap<Fault, usize> = HashMap::new();
        let mut of_templates: Vec<OfTemplates<'_>> = Vec::new();
        for OfPage { page, of_text, of_template } in pages {
            if let Some((file, of_text)) = of_text {
                findings.add_of_file(file, of_text);
            }
            // A template may show a picture as decoration.
            let faults = of_template.into_iter();
            for fault in faults.filter(|fault| !matches!(fault, Fault::EmptyAlt(_))) {
                let at = *seen.entry(fault.as_written()).or_insert_with(|| {
                    of_templates.push(OfTemplates { fault, first: page, pages: 0 });
                    of_templates.len() - 1
                });
                of_templates[at].pages += 1;
            }
        }
        self.in_templates(of_templates, &mut findings);
        findings
    }

    fn in_templates(&self, mut faults: Vec<OfTemplates<'_>>, findings: &mut SiteFaults<Finding>) {
        // A template may make another one on each page, and each is looked for in all templates.
        const MOST_SOUGHT: usize = 2 * MOST_FAULTS;
        faults.sort_by_key(|OfTemplates { fault, pages, .. }| (fault.severity(), Reverse(*pages)));
        let mut without_place = FileFaults::default();
        for (at, OfTemplates { fault, first, pages }) in faults.into_iter().enumerate() {
            if at >= MOST_SOUGHT {
                without_place.add_untold(fault.severity(), 1);
                continue;
            }
            let (kind, diagnostic) = self.teller.told(&fault, Written::InTemplate);
            let diagnostic = diagnostic.shown_on(first, pages - 1);
            match self.place_in_template(&fault) {
                Some((file, place)) => {
                    findings.add(Finding::new(kind, diagnostic.in_file(file).at(place)));
                }
                None => without_place.extend([Finding::new(kind, diagnostic)]),
            }
        }
        findings.add_all(without_place.into_told());
    }

    fn source(&self, file: &str) -> Option<String> {
        String::from_utf8(self.files.read(file).ok()?).ok()
    }

    /// The place in one of the site's own templates, if it is written there as it is.
    fn place_in_template(&self, fault: &Fault) -> Option<(String, Place)> {
        let words = words_of(fault);
        self.site.templates.iter().find_map(|template| {
            let place = words.iter().find_map(|words| find(&template.text, words))?;
            Some((format!("{FOLDER}{}", template.name), place))
        })
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
