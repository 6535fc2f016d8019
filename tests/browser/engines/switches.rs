//! What opens and changes without a script: the tabs of what was read most, and the list of languages.

use serde_json::Value;

use crate::engines::layout::{DESK, PHONE};
use crate::looks::kinds::named;
use crate::looks::sample::Sample;

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const LEFT: &str = "\u{e012}";
const RIGHT: &str = "\u{e014}";

/// The first story of the list that is shown, and how many are.
const LISTED: &str = "(lists => lists.length + ' ' + lists[0].querySelector('a').textContent)\
     ([...document.querySelectorAll('.tabs ol')].filter(list => list.checkVisibility()))";
const FOCUSED: &str = "(e => (e.labels?.[0] ?? e).textContent.trim())(document.activeElement)";

const LANGUAGES: &str = "document.querySelector('.languages nav')";

/// What is marked as chosen: it has a line of the accent's colour.
const MARKED: &str = "[...document.querySelectorAll('.tabs label')]\
     .filter(it => getComputedStyle(it).borderBottomColor === 'rgb(157, 27, 30)').map(it => it.textContent).join(' ')";

pub fn tabs_work_by_click_and_by_keyboard(sample: &Sample) {
    let browser = &sample.browser;
    browser.widened(PHONE);
    sample.show(named("front"));
    let names: Vec<String> = serde_json::from_value(
        sample.ask("[...document.querySelectorAll('.tabs label')].map(it => it.textContent)"),
    )
    .unwrap();
    let mut listed: Vec<Value> = Vec::new();
    for (name, number) in names.iter().zip(1..) {
        browser.click(&format!(".tabs label:nth-of-type({number})"));
        browser.shows(MARKED, name.as_str());
        listed.push(sample.ask(LISTED));
    }
    assert!(listed.iter().all(|told| told.as_str().unwrap().starts_with("1 ")), "{listed:?}");

    // Into the group, through it, and out of it.
    sample.show(named("front"));
    browser.click(".tabs label");
    browser.run("document.querySelector('#_most-read a').focus()");
    browser.press(TAB);
    browser.shows(FOCUSED, names[0].as_str());
    let outline = "getComputedStyle(document.activeElement.labels[0]).outlineStyle";
    browser.shows(outline, "solid");
    for (name, listed) in names.iter().zip(&listed).skip(1) {
        browser.press(RIGHT);
        browser.shows(FOCUSED, name.as_str());
        browser.shows(LISTED, listed.clone());
    }
    browser.press(LEFT);
    browser.shows(LISTED, listed[names.len() - 2].clone());
    browser.press(TAB);
    browser.shows("!!document.activeElement.closest('.tabs ol')", true);
}

/// The list of languages lies over the page, and all of it is on the screen.
pub fn languages_open_by_click(site: &Sample, path: &str) {
    let is_seen = format!(
        "(({{left, right, width}}) => left >= 0 && right <= innerWidth && width > 60)\
         ({LANGUAGES}.getBoundingClientRect())"
    );
    let is_above = format!(
        "[...{LANGUAGES}.querySelectorAll('a')].every(it => {{ \
         const {{left, top}} = it.getBoundingClientRect(); \
         return it.contains(document.elementFromPoint(left + 5, top + 15)) }})"
    );
    for width in [PHONE, DESK] {
        site.browser.widened(width);
        site.show_path(path);
        site.browser.shows(&shown(LANGUAGES), false);
        site.browser.click(".languages summary");
        site.browser.shows(&shown(LANGUAGES), true);
        site.browser.shows(&is_seen, true);
        site.browser.shows(&is_above, true);
        assert_eq!(site.outside(), [""; 0], "{path} at {width} px");
        site.browser.click(".languages summary");
        site.browser.shows(&shown(LANGUAGES), false);
    }
}

pub fn languages_open_by_keyboard(sample: &Sample) {
    let browser = &sample.browser;
    // Anew: after a click on something in a summary, Tab leads nowhere in WebKit, on any page.
    sample.show(named("story"));
    browser.run("document.querySelector('.languages summary').focus()");
    browser.press(ENTER);
    browser.shows(&shown(LANGUAGES), true);
    browser.press(TAB);
    browser.shows("!!document.activeElement.closest('.languages nav')", true);
    browser.press(ENTER);
    browser.shows("document.documentElement.lang !== 'en' && document.readyState", "complete");
    assert_eq!(browser.complaints(), [""; 0]);
}

fn shown(element: &str) -> String {
    format!("{element}.checkVisibility()")
}
