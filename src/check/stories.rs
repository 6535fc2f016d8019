//! What editors would want to know of a story before their readers do.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::finding::{Finding, FindingKind};
use super::likeness::{Sketch, alike};
use super::reading::is_no_description;
use crate::diagnostic::{Diagnostic, Place};
use crate::html::push_text;
use crate::model::Article;
use crate::search::words::words;
use crate::site::{Files, Site};

/// Longer headlines, in characters, are cut by search engines and where links are
/// shared; Google asked for at most 110 in its guide to `Article`.
const LONGEST_HEADLINE: usize = 110;
/// Stories of which so much is the same were most likely meant to be one.
const NEARLY_THE_SAME: f64 = 0.8;

pub(super) fn findings(site: &Site, files: &dyn Files) -> Vec<Finding> {
    // The oldest first, so that the later one of two is reported.
    let articles: Vec<&Article> =
        site.briefings().rev().map(|briefing| &briefing.article).collect();
    let mut findings: Vec<Finding> =
        articles.par_iter().flat_map_iter(|article| of_one(article, files)).collect();
    let sketches: Vec<Sketch> =
        articles.par_iter().map_init(String::new, |text, article| sketch(article, text)).collect();
    findings.extend(alike(&sketches, NEARLY_THE_SAME).into_iter().map(|(at, other, likeness)| {
        let message = format!(
            "this story is nearly the same as `{}`: {:.0} % of its words stand there too",
            articles[other].file,
            likeness * 100.0
        );
        let hint = "if it is an update, change the first story and set its `updated`; readers and search engines \
                    take two for one";
        let fault = Diagnostic::warning(message).in_file(&articles[at].file).hint(hint);
        Finding::new(FindingKind::NearIdentical, fault)
    }));
    findings
}

fn sketch(article: &Article, text: &mut String) -> Sketch {
    text.clear();
    push_text(text, &article.html_of_words());
    let mut hashes = Vec::with_capacity(article.words);
    words(text, |word| hashes.push(xxh3_64(word.as_bytes())));
    Sketch::of(&hashes)
}

fn of_one(article: &Article, files: &dyn Files) -> Vec<Finding> {
    let facts = &article.facts;
    let mut findings = Vec::new();
    if facts.summary.is_none() && facts.subtitle.is_none() {
        let message = "this story has neither a summary nor a standfirst";
        let hint = "add `summary:` to its front matter: lists, search engines and shared links show it; now they show \
                    the beginning of the text";
        let fault = Diagnostic::warning(message).in_file(&article.file).at(Place::START);
        findings.push(Finding::new(FindingKind::MissingSummary, fault.hint(hint)));
    }
    let length = facts.title.chars().count();
    if length > LONGEST_HEADLINE {
        let message = format!("the headline has {length} characters");
        let hint = format!(
            "search engines and shared links cut what is longer than {LONGEST_HEADLINE}; the rest can be the `subtitle`"
        );
        let fault = Diagnostic::warning(message).in_file(&article.file).hint(hint);
        let place = place_of_field(&article.file, "title", files);
        findings.push(Finding::new(FindingKind::LongHeadline, Diagnostic { place, ..fault }));
    }
    if let Some(image) = &facts.image {
        let alt = image.alt.as_deref().unwrap_or("").trim();
        let message = match is_no_description(alt) {
            true => format!(
                "`{alt}` does not describe the picture of this story to readers who cannot see it"
            ),
            false => "the picture of this story has no description for readers who cannot see it"
                .to_string(),
        };
        if alt.is_empty() || is_no_description(alt) {
            let hint = "say what it shows: `image: {src: …, alt: A map of the valley}`";
            let place = image.src.place;
            let fault = Diagnostic::warning(message).in_file(&article.file).hint(hint);
            findings.push(Finding::new(FindingKind::MissingAlt, Diagnostic { place, ..fault }));
        }
    }
    findings
}

/// Where a field of the front matter is.
fn place_of_field(file: &str, field: &str, files: &dyn Files) -> Option<Place> {
    let source = String::from_utf8(files.read(file).ok()?).ok()?;
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        let is_it = line.strip_prefix(field).is_some_and(|rest| rest.trim_start().starts_with(':'));
        if is_it {
            return Some(Place::of_bytes(&source, start..start + field.len()));
        }
        start += line.len();
    }
    None
}
