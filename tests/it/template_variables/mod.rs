//! `docs/template-variables.md` is made of the views and of the list of templates,
//! and both are what templates are given. To make the page anew:
//!
//! ```sh
//! DATELINE_RENEW=1 cargo test --test it template_variables
//! ```

mod check;
mod page;
mod templates;
mod views;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use dateline::theme;

use self::check::{Comparison, given};
use self::templates::TEMPLATES;
use self::views::Views;
use crate::common::case::RENEW;
use crate::common::diff::of_texts;

#[test]
fn the_page_is_made_of_the_views() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/template-variables.md");
    let made = page::page(&Views::read());
    if std::env::var_os(RENEW).is_some() {
        fs::write(&file, &made).unwrap();
    }
    let there = fs::read_to_string(&file).unwrap_or_default();
    let renew = format!("{RENEW}=1 cargo test --test it template_variables");
    assert!(there == made, "\n{}\nTo make it anew: {renew}", of_texts(&there, &made));
}

#[test]
fn templates_are_given_what_the_page_says_and_nothing_else() {
    let views = Views::read();
    let comparison = Comparison::of(&given(), &views);
    assert!(comparison.faults.is_empty(), "{:#?}", comparison.faults);
    // Nothing is said of a view that no template has.
    let all: BTreeSet<String> = views.iter().map(|view| view.name.clone()).collect();
    assert_eq!(comparison.seen, all);
}

#[test]
fn every_template_is_on_the_page() {
    let mut listed: Vec<&str> = TEMPLATES.iter().map(|template| template.name).collect();
    // They make nothing alone, and see what the template sees that uses them; what makes cards is
    // told in templates.md.
    let used = [
        "after-story.html",
        "base.html",
        "card.svg",
        "components.html",
        "footer.html",
        "head.html",
    ];
    listed.extend(used);
    listed.sort_unstable();
    let there: Vec<&str> = theme::templates().into_iter().map(|(name, _)| name).collect();
    assert_eq!(listed, there);
}
