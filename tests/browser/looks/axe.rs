//! Every kind of page, checked by axe-core (<https://github.com/dequelabs/axe-core>).

use std::fs;

use serde::Deserialize;

use crate::common::browser::Browser;
use crate::common::effort::share;
use crate::common::outside::of_package;
use crate::looks::faults::Faults;
use crate::looks::kinds::{KINDS, Kind, named};
use crate::looks::sample::Sample;
use crate::looks::screen::{COLOURS, Colours, WIDTHS, preferring, sized};

/// What `axe.js` tells of a page.
#[derive(Debug, Deserialize)]
pub struct Found {
    /// The rules that were looked at.
    rules: Vec<String>,
    pub wrong: Vec<Wrong>,
}

#[derive(Debug, Deserialize)]
pub struct Wrong {
    /// The rule.
    pub id: String,
    /// The rule in words, the element, and why.
    pub what: String,
}

/// A sample, and the text of axe-core.
pub struct Checker(Sample, String);

impl Checker {
    fn open() -> Option<Self> {
        let script = Checker::script()?;
        Some(Checker(Sample::open()?, script))
    }

    /// The text of axe-core; none where it is not.
    pub fn script() -> Option<String> {
        let install = "npm install --prefix target/tools axe-core@4.14.1";
        Some(fs::read_to_string(of_package("axe-core/axe.min.js", install)?).unwrap())
    }

    pub fn of(sample: Sample, script: String) -> Self {
        Checker(sample, script)
    }

    pub fn sample(&self) -> &Sample {
        &self.0
    }

    pub fn into_browser(self) -> Browser {
        self.0.into_browser()
    }

    pub fn show(&self, kind: Kind) {
        self.0.show(kind);
        self.0.browser.run(&self.1);
    }

    /// What is found on the page with these colours, at this width.
    pub fn found(&self, width: u32, colours: Colours) -> Found {
        let browser = &self.0.browser;
        sized(browser, width, 800, 1);
        preferring(browser, colours);
        serde_json::from_value(browser.run(include_str!("axe.js"))).unwrap()
    }
}

#[test]
fn no_kind_of_page_breaks_a_rule_of_accessibility() {
    let Some(checker) = Checker::open() else { return };
    let mut faults = Faults::default();
    for kind in share(KINDS, 4) {
        checker.show(kind);
        for (width, colours) in WIDTHS.into_iter().flat_map(|width| COLOURS.map(|c| (width, c))) {
            let found = checker.found(width, colours);
            let place = format!("{} ({width} px, {})", kind.path, colours.name());
            // Something of these is on every page.
            for rule in ["color-contrast", "target-size", "document-title", "region"] {
                assert!(found.rules.iter().any(|id| id == rule), "{place}: {rule} was not run");
            }
            for Wrong { id, what } in found.wrong {
                faults.add(format!("{id}: {what}"), &place);
            }
        }
    }
    faults.are_none();
}

#[test]
fn faults_are_found_in_the_colours_that_have_them() {
    let Some(checker) = Checker::open() else { return };
    let fault = "<main id=\"main\"><img src=\"/briefing/favicon.svg\">\
                 <p style=\"color: #999; background: #fff\">Too pale in both.</p>\
                 <p style=\"color: #444\">Too dark in the dark.</p>";
    checker.show(checker.0.plant(named("link-out"), "<main id=\"main\">", fault));
    for (colours, pale) in [(Colours::Light, 1), (Colours::Dark, 2)] {
        let found = checker.found(1280, colours);
        let count = |rule: &str| found.wrong.iter().filter(|wrong| wrong.id == rule).count();
        assert_eq!(count("image-alt"), 1, "{found:#?}");
        assert_eq!(count("color-contrast"), pale, "{found:#?}");
        assert_eq!(found.wrong.len(), 1 + pale, "{found:#?}");
    }
}
