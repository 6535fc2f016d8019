//! The search: how it is reached on a phone, and what it finds.

use crate::common::browser::Browser;
use crate::common::published::built;
use crate::common::tree;
use crate::engines::heard;
use crate::engines::layout::{DESK, PHONE};
use crate::looks::kinds::named;
use crate::looks::languages::{AT, newsroom_of_several};
use crate::looks::sample::Sample;

const ENTER: &str = "\u{e007}";
const DOWN: &str = "\u{e015}";

/// The headlines that were found, once the search is over.
const FOUND: &str = "!document.querySelector('[aria-busy]') && [...document.querySelectorAll('#_results h2')]\
     .map(headline => headline.textContent).join(' | ')";

pub fn the_folded_search_opens(sample: &Sample) {
    let browser = &sample.browser;
    let is_shown = "document.querySelector('.find input').checkVisibility()";
    browser.widened(DESK);
    sample.show(named("story"));
    browser.shows(is_shown, true);
    browser.widened(PHONE);
    browser.shows(is_shown, false);
    browser.click(".find button");
    browser.shows("location.pathname", "/briefing/search/");
    browser.shows("document.activeElement.id", "_q");
}

pub fn a_query_is_typed(sample: &Sample) {
    let browser = &sample.browser;
    sample.show(named("search"));
    browser.click("#_q");
    browser.press("beekeeper");
    browser.shows("new URLSearchParams(location.search).get('q')", "beekeeper");
    browser.shows(&format!("/beekeeper/.test({FOUND})"), true);
    browser.shows("document.querySelectorAll('#_results mark').length > 0", true);
    browser.press(DOWN);
    browser.shows("!!document.activeElement.closest('#_results h2')", true);
    browser.press(ENTER);
    browser.shows("/beekeeper/.test(document.querySelector('h1')?.textContent)", true);
    // Who goes back finds the results again.
    browser.back();
    browser.shows(&format!("/beekeeper/.test({FOUND})"), true);
    assert_eq!(browser.complaints(), [""; 0]);
}

/// In Armenian, Arabic, Japanese and Thai.
pub fn site_of_several_languages(browser: Browser) -> Sample {
    let place = newsroom_of_several();
    let settings = std::fs::read_to_string(place.path().join("site.yaml")).unwrap();
    let thai = "  th: {title: ข่าวภูเขา, sections: [{id: politics, title: การเมือง}]}\n";
    tree::put(place.path(), "site.yaml", settings + thai);
    let story = "---\ntitle: การเจรจาเรื่องน้ำ\ndate: 2026-11-24 10:00\n---\n\
                 ทั้งสองฝ่ายตกลงเรื่องกำหนดเวลา\n";
    tree::put(place.path(), "content/politics/water.th.md", story);
    heard(built(place.path(), AT), browser)
}

/// Those too of which nothing says where they end.
pub fn words_of_every_script_are_found(site: &Sample) {
    for (language, query, headline) in [
        ("", "ժամանակացույց", "Բանակցություններ"),
        ("/ar", "جدول زمني", "محادثات"),
        ("/ja", "日程に合意", "協議"),
        ("/ja", "双方", "協議"),
        ("/th", "เจรจา", "การเจรจาเรื่องน้ำ"),
        ("/th", "กำหนดเวลา", "การเจรจาเรื่องน้ำ"),
    ] {
        site.show_path(&format!("{language}/search/"));
        site.browser.click("#_q");
        site.browser.press(query);
        site.browser.shows(&format!("({FOUND} || '').includes('{headline}')"), true);
        assert_eq!(site.outside(), [""; 0], "{language} {query}");
        assert_eq!(site.browser.complaints(), [""; 0], "{language} {query}");
    }
}
