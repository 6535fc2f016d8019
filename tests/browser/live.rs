//! An open page of a live story: it learns of new entries, shows them when it is asked to, and stops.

use tempfile::TempDir;

use crate::common::browser::{Browser, EAR};
use crate::common::plain::Plain;
use crate::common::program::run;
use crate::common::tree;

/// A site with a live story, on a server.
struct Desk {
    place: TempDir,
    server: Plain,
    browser: Browser,
}

/// Texts, as many as fill some screens.
const TEXT: &str = "The square is full, and nobody goes home.\n\n";

impl Desk {
    fn open() -> Option<Self> {
        Browser::open().map(Desk::of)
    }

    fn of(browser: Browser) -> Self {
        let place = tempfile::tempdir().unwrap();
        let settings =
            "title: Small\nbase_url: https://highland.example/briefing/\nsections: [politics]\n";
        tree::put(place.path(), "site.yaml", settings);
        write(&place, "true", &[]);
        // What a page waits for comes soon.
        let source =
            "later = setTimeout; setTimeout = (then, time) => later(then, Math.min(time, 100));";
        let server = Plain::serve(place.path().join("public"));
        server.begins_with(&format!("{source}{EAR}"));
        Desk { place, server, browser }
    }

    fn show(&self) {
        self.browser.go_to(&format!("{}/politics/vote/", self.server.address));
        self.browser.shows("document.readyState", "complete");
    }
}

/// Writes the story with `more` entries above those that there are, and builds.
fn write(place: &TempDir, live: &str, more: &[&str]) {
    let entries: String = more.iter().map(|entry| format!("## {entry}\n\n{TEXT}")).collect();
    let first = format!("## 09:00 Polls open\n\n{}## 08:00 A queue\n\n{TEXT}", TEXT.repeat(60));
    let story = format!(
        "---\ntitle: The vote\ndate: 2026-02-01 07:00\nlive: {live}\n---\n{entries}{first}"
    );
    tree::put(place.path(), "content/politics/vote.md", story);
    run(place.path(), &["build", "--at", "2026-02-02 12:00"]).done();
}

const BUTTON: &str = "document.querySelector('.news button')";
const ENTRIES: &str = "document.querySelectorAll('.entry').length";

#[test]
fn new_entries_are_offered_and_shown_and_nothing_moves_before() {
    if let Some(browser) = Browser::open() {
        new_entries_are_offered_in(browser);
    }
}

/// The same in any browser, which is given back.
pub fn new_entries_are_offered_in(browser: Browser) -> Browser {
    let desk = Desk::of(browser);
    let browser = &desk.browser;
    desk.show();
    browser.shows(&format!("{BUTTON}.checkVisibility()"), false);
    browser.run("scrollTo({top: 900, behavior: 'instant'})");
    let place = "document.querySelectorAll('.entry .text p')[40].getBoundingClientRect().top";
    let before = browser.run(&format!("return {place}"));
    write(&desk.place, "true", &["10:00 **Half has voted**", "09:30 The sun is out"]);
    browser.shows(&format!("{BUTTON}.textContent"), "2 new entries");
    browser.shows(&format!("{BUTTON}.checkVisibility()"), true);
    browser.shows(ENTRIES, 2);
    assert_eq!(browser.run(&format!("return {place}")), before);
    browser.run(&format!("{BUTTON}.focus()"));
    browser.press("\u{e007}");
    browser.shows(ENTRIES, 4);
    browser.shows("document.activeElement.closest('.entry').id", "e20260201-1000");
    let ids = "[...document.querySelectorAll('.entry')].map(it => it.id.slice(10)).join(' ')";
    browser.shows(ids, "1000 0930 0900 0800");
    browser.shows(&format!("{BUTTON}.checkVisibility()"), false);
    browser.shows("document.querySelector('.keys li').textContent", "10:00 Half has voted");
    assert_eq!(browser.complaints(), [""; 0]);
    desk.browser
}

#[test]
fn a_page_stops_asking_when_the_story_is_over() {
    let Some(desk) = Desk::open() else { return };
    desk.show();
    write(&desk.place, "ended", &["10:00 It is over"]);
    desk.browser.shows(&format!("{BUTTON}.textContent"), "1 new entry");
    let asked = "performance.getEntriesByName(new URL('live.json', location).href).length";
    let before = desk.browser.run(&format!("return {asked}"));
    desk.browser.run("return new Promise(then => later(then, 1000))");
    assert_eq!(desk.browser.run(&format!("return {asked}")), before);
    // A page of what is over asks for nothing.
    desk.show();
    desk.browser.shows("[...document.scripts].some(it => /live/.test(it.src))", false);
    desk.browser.shows("document.querySelector('.over').textContent", "This coverage is over.");
}

#[test]
fn without_a_script_all_entries_are_there() {
    let Some(desk) = Desk::open() else { return };
    desk.browser.without_scripts();
    desk.show();
    desk.browser.shows(ENTRIES, 2);
    desk.browser.shows(&format!("{BUTTON}.checkVisibility()"), false);
}
