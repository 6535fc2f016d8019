//! Where what is wrong with a page was written: in its text, or in a template.

use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use super::absent::Absent;
use super::description::{Describer, WrittenIn};
use super::finding::{Finding, FindingKind};
use super::in_templates::place_in;
use super::in_texts::{Text, Texts};
use super::reading::Fault;
use crate::diagnostic::{Diagnostic, Severity};
use crate::faults::{FileFaults, MOST_FAULTS, SiteFaults};
use crate::model::Article;
use crate::render::Renderer;
use crate::routes::Route;
use crate::site::{Files, Site};
use crate::url::SitePath;

/// Finds places in the files of a site.
pub(super) struct Places<'a> {
    site: &'a Site,
    texts: Texts<'a>,
    describer: Describer<'a>,
    absent: Absent<'a>,
}

/// What is wrong with a page.
pub(super) struct OfPage<'a> {
    page: &'a SitePath,
    /// The text that it shows.
    article: Option<&'a Article>,
    /// What is wrong with what is below the text's front matter.
    of_text: FileFaults<Finding>,
    /// What else is wrong, each once.
    others: Vec<Fault>,
}

/// What was not written below front matter, on one page or on many.
struct RenderedFault<'a> {
    fault: Fault,
    /// The first page that shows it.
    first: &'a SitePath,
    pages: usize,
    /// The texts whose pages show it.
    articles: Vec<&'a Article>,
}

impl<'a> Places<'a> {
    pub(super) fn new(renderer: &'a Renderer, files: &'a dyn Files) -> Self {
        let site = renderer.site();
        Places {
            site,
            texts: Texts::new(site, files),
            describer: Describer::new(site),
            absent: Absent::of(site),
        }
    }

    /// What is wrong with the page at `path`; in its text with the place.
    pub(super) fn of_page(
        &self,
        path: &'a SitePath,
        route: &Route,
        faults: impl IntoIterator<Item = Fault>,
    ) -> OfPage<'a> {
        let article = self.site.article(route);
        let mut seen = HashSet::new();
        let mut others: Vec<Fault> = faults.into_iter().collect();
        others.retain(|fault| seen.insert(fault.clone()));
        let mut of_text = FileFaults::default();
        if let Some(article) = article {
            let text = OnceCell::new();
            others.retain(|fault| {
                // Nearly every page has a picture for decoration, and few texts have one.
                if fault.is_of_picture() && !article.html.read_or_nothing().contains("<img") {
                    return true;
                }
                let text = text.get_or_init(|| self.texts.body(article));
                let is_of_text = text.has(fault);
                if is_of_text {
                    of_text.add(self.severity(fault), || self.in_text(article, text, fault));
                }
                !is_of_text
            });
        }
        OfPage { page: path, article, of_text, others }
    }

    fn described(&self, fault: &Fault, written: WrittenIn) -> (FindingKind, Diagnostic) {
        let absent = self.absent.told(fault);
        absent.unwrap_or_else(|| self.describer.describe(fault, written))
    }

    fn severity(&self, fault: &Fault) -> Severity {
        let absent = self.absent.told(fault);
        absent.map_or(fault.severity(), |(_, diagnostic)| diagnostic.severity)
    }

    fn in_text(&self, article: &Article, text: &Text, fault: &Fault) -> Finding {
        let (kind, diagnostic) = self.described(fault, text.written(fault));
        let diagnostic = diagnostic.in_file(&article.file);
        match text.place(fault) {
            Some(place) => Finding::new(kind, diagnostic.at(place)),
            None => Finding::new(kind, diagnostic),
        }
    }

    /// What is wrong with these pages. What a template does wrong shows on every page that
    /// it makes: it is reported once, with the first of them and their number.
    pub(super) fn findings(&self, pages: Vec<OfPage<'a>>) -> SiteFaults<Finding> {
        let mut findings = SiteFaults::default();
        let mut seen: HashMap<Fault, usize> = HashMap::new();
        let mut shown: Vec<RenderedFault<'_>> = Vec::new();
        for OfPage { page, article, of_text, others } in pages {
            if let Some(article) = article.filter(|_| !of_text.is_empty()) {
                findings.add_of_file(&article.file, of_text);
            }
            // A template may show a picture as decoration, and what front matter says of one is told
            // there.
            let is_of_text =
                |fault: &Fault| matches!(fault, Fault::EmptyAlt(_) | Fault::NoDescription(..));
            for fault in others.into_iter().filter(|fault| !is_of_text(fault)) {
                let at = *seen.entry(fault.as_written()).or_insert_with(|| {
                    shown.push(RenderedFault {
                        fault,
                        first: page,
                        pages: 0,
                        articles: Vec::new(),
                    });
                    shown.len() - 1
                });
                shown[at].pages += 1;
                shown[at].articles.extend(article);
            }
        }
        self.in_front_matter(&mut shown, &mut findings);
        self.in_templates(shown, &mut findings);
        findings
    }

    /// Tells the links that front matter has, and takes them out of `shown`: lists may show
    /// them as well.
    fn in_front_matter(
        &self,
        shown: &mut Vec<RenderedFault<'a>>,
        findings: &mut SiteFaults<Finding>,
    ) {
        let mut texts: HashMap<&str, Text> = HashMap::new();
        shown.retain(|RenderedFault { fault, articles, .. }| {
            let mut is_of_template = true;
            for article in articles.iter().filter(|_| fault.is_link()) {
                let read = || self.texts.front_matter(article);
                let text = texts.entry(&article.file).or_insert_with(read);
                // What is not in the first of them is in the template that makes them all.
                if !text.has(fault) {
                    break;
                }
                findings.add(self.in_text(article, text, fault));
                is_of_template = false;
            }
            is_of_template
        });
    }

    fn in_templates(&self, mut faults: Vec<RenderedFault<'_>>, findings: &mut SiteFaults<Finding>) {
        // A template may make another one on each page, and each is looked for in all templates.
        const MOST_SOUGHT: usize = 2 * MOST_FAULTS;
        faults.sort_by_cached_key(|RenderedFault { fault, pages, .. }| {
            (self.severity(fault), Reverse(*pages))
        });
        let mut without_place = FileFaults::default();
        for (at, RenderedFault { fault, first, pages, .. }) in faults.into_iter().enumerate() {
            if at >= MOST_SOUGHT {
                without_place.add_untold(self.severity(&fault), 1);
                continue;
            }
            let (kind, diagnostic) = self.described(&fault, WrittenIn::Template);
            let diagnostic = diagnostic.shown_on(first, pages - 1);
            match place_in(&self.site.templates, &fault) {
                Some((file, place)) => {
                    findings.add(Finding::new(kind, diagnostic.in_file(file).at(place)));
                }
                None => without_place.extend([Finding::new(kind, diagnostic)]),
            }
        }
        findings.add_all(without_place.into_reported());
    }
}
