//! `dateline serve --watch` in a real browser, headless Chromium: what is saved
//! shows by itself.
//!
//! ```sh
//! apt-get install chromium chromium-driver
//! ```

use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::Duration;

use crate::common::browser::{Browser, Window};
use crate::common::patience::until;
use crate::common::server::Server;
use crate::common::tree;
use tempfile::TempDir;

const TALKS: &str = "content/politics/talks.md";

/// The paragraph that the story begins with.
const FIRST_WORDS: &str = "[...document.querySelectorAll('main p')]\
     .map(p => p.textContent).find(text => text.startsWith('They'))";
/// How far the page is scrolled down.
const SCROLLED: &str = "Math.round(scrollY)";
/// What the overlay says; nothing if there is none.
const OVERLAY: &str =
    "document.querySelector('dateline-problems')?.shadowRoot.querySelector('main').innerText ?? ''";
/// Whether the overlay says where the front matter is wrong.
const OVERLAY_NAMES_THE_LINE: &str = "(document.querySelector('dateline-problems')?.shadowRoot\
     .textContent ?? '').includes('content/politics/talks.md, line 2')";
const COLOUR: &str = "getComputedStyle(document.body).backgroundColor";

/// A site, a server that follows it, and a browser.
struct Desk {
    _place: TempDir,
    site: PathBuf,
    browser: Browser,
    server: Server,
}

impl Desk {
    /// With the story of the talks in the browser; none where no browser is.
    fn open() -> Option<Self> {
        let browser = Browser::open()?;
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        let settings = "title: Small\nbase_url: https://highland.example/briefing/\n\
                        timezone: UTC\nsections: [politics]\n";
        tree::put(&site, "site.yaml", settings);
        tree::put(&site, "static/style.css", style("rgb(250, 250, 250)"));
        tree::put(&site, "content/politics/other.md", story("Other", "They voted."));
        tree::put(&site, TALKS, story("Talks", "They met."));
        let server = Server::start(&site, &["--watch"]);
        let desk = Desk { _place: place, site, browser, server };
        desk.browser.go_to(&desk.address());
        desk.browser.shows(FIRST_WORDS, "They met.");
        desk.waits_for_changes();
        Some(desk)
    }

    fn address(&self) -> String {
        format!("{}politics/talks/", self.server.address)
    }

    fn put(&self, file: &str, text: &str) {
        fs::write(self.site.join(file), text).unwrap();
    }

    /// Saves a file, and waits until the server took it in.
    fn put_and_wait(&self, file: &str, text: &str) {
        let changes = || self.server.said().matches(" changed: ").count();
        let before = changes();
        self.put(file, text);
        until("the change is taken in", || match changes() {
            now if now > before => Ok(()),
            _ => Err(self.server.said()),
        });
    }

    /// Gives the page the time to connect, as somebody does who reads it first.
    fn waits_for_changes(&self) {
        self.browser.shows("document.readyState", "complete");
        sleep(Duration::from_millis(200));
    }

    /// Scrolls down, and puts a mark on the page that a reload would take away.
    fn scroll_and_mark(&self) -> i64 {
        self.browser.run("scrollTo({top: 777, behavior: 'instant'}); document.body.mark = 'here'");
        self.browser.shows(SCROLLED, 777);
        777
    }

    #[track_caller]
    fn has_no_complaints(&self) {
        assert_eq!(self.browser.complaints(), [""; 0]);
    }
}

/// A story that is longer than a window.
fn story(title: &str, words: &str) -> String {
    let more = "More was said, and more, and more.\n\n".repeat(200);
    format!("---\ntitle: {title}\ndate: 2026-01-10 09:00\n---\n{words}\n\n{more}")
}

fn style(colour: &str) -> String {
    format!("body {{ background: {colour}; margin: 1rem }}\n")
}

#[test]
fn a_story_that_is_saved_shows_by_itself_and_stays_where_it_was_scrolled_to() {
    let Some(desk) = Desk::open() else { return };
    let scrolled = desk.scroll_and_mark();
    for number in 1..=3 {
        desk.put(TALKS, &story("Talks", &format!("They met {number} times.")));
        desk.browser.shows(FIRST_WORDS, format!("They met {number} times."));
        desk.browser.shows("document.readyState", "complete");
        desk.browser.shows(SCROLLED, scrolled);
        desk.waits_for_changes();
    }
    desk.browser.shows("document.body.mark ?? 'loaded anew'", "loaded anew");
    desk.has_no_complaints();
}

#[test]
fn a_page_that_did_not_change_is_left_alone() {
    let Some(desk) = Desk::open() else { return };
    let scrolled = desk.scroll_and_mark();
    desk.put("content/politics/other.md", &story("Other", "They voted again."));
    until("the other page is new", || {
        let page = desk.server.get("/politics/other/").text();
        if page.contains("They voted again.") { Ok(()) } else { Err(page) }
    });
    sleep(Duration::from_millis(500));
    desk.browser.shows("document.body.mark", "here");
    desk.browser.shows(SCROLLED, scrolled);
    desk.has_no_complaints();
}

#[test]
fn an_error_shows_over_the_page_and_goes_when_it_is_mended() {
    let Some(desk) = Desk::open() else { return };
    let scrolled = desk.scroll_and_mark();
    desk.browser.shows(OVERLAY, "");
    let right = story("Talks", "They met.");
    desk.put(TALKS, &right.replace("title:", "titel:"));
    desk.browser.shows(OVERLAY_NAMES_THE_LINE, true);
    let overlay = desk.browser.run(&format!("return {OVERLAY}"));
    let overlay = overlay.as_str().unwrap();
    assert!(overlay.contains("titel: Talks") && overlay.contains("title"), "{overlay}");
    // For somebody who is no programmer: no arrows, and the words are marked.
    assert!(!overlay.contains("-->") && !overlay.contains("^^^"), "{overlay}");
    let marked =
        "document.querySelector('dateline-problems').shadowRoot.querySelector('mark').textContent";
    desk.browser.shows(marked, "titel");
    // It can be seen, and the page below is the last good one, as it was.
    let height = "document.querySelector('dateline-problems').getBoundingClientRect().height > 50";
    desk.browser.shows(height, true);
    desk.browser.shows(FIRST_WORDS, "They met.");
    desk.browser.shows("document.body.mark", "here");

    desk.put(TALKS, &right);
    desk.browser.shows(OVERLAY, "");
    desk.browser.shows("document.querySelector('dateline-problems')", serde_json::Value::Null);
    desk.browser.shows("document.body.mark", "here");
    desk.browser.shows(SCROLLED, scrolled);
    desk.has_no_complaints();
}

#[test]
fn a_mended_line_can_be_copied_and_the_overlay_hidden() {
    let Some(desk) = Desk::open() else { return };
    desk.put(TALKS, &story("Talks: day two", "They met."));
    let root = "document.querySelector('dateline-problems')?.shadowRoot";
    let code =
        format!("{root}?.querySelector('section button')?.previousElementSibling.textContent");
    desk.browser.shows(&code, "title: \"Talks: day two\"");
    desk.browser.run(&format!("{root}.querySelector('section button').click()"));
    // Where no clipboard is granted, the line is marked instead.
    let taken = format!(
        "{root}.querySelector('section button').textContent == 'Copied' || !getSelection().isCollapsed"
    );
    desk.browser.shows(&taken, true);
    desk.browser.run(&format!("{root}.querySelector('header button').click()"));
    let height = "document.querySelector('dateline-problems').getBoundingClientRect().height";
    desk.browser.shows(height, 0);
    // What is wrong next is shown again.
    desk.put(TALKS, &story("Talks", "They met.").replace("date:", "dat:"));
    desk.browser.shows(&format!("{height} > 50"), true);
    desk.has_no_complaints();
}

#[test]
fn an_error_that_is_mended_with_other_words_shows_them() {
    let Some(desk) = Desk::open() else { return };
    desk.put(TALKS, &story("Talks", "They met.").replace("title:", "titel:"));
    desk.browser.shows(OVERLAY_NAMES_THE_LINE, true);
    desk.put(TALKS, &story("Talks", "They parted."));
    desk.browser.shows(FIRST_WORDS, "They parted.");
    desk.browser.shows(OVERLAY, "");
    desk.has_no_complaints();
}

#[test]
fn a_style_sheet_is_swapped_and_the_page_stays_as_it_is() {
    let Some(desk) = Desk::open() else { return };
    let scrolled = desk.scroll_and_mark();
    for colour in ["rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"] {
        desk.put("static/style.css", &style(colour));
        desk.browser.shows(COLOUR, colour);
        desk.browser.shows("document.querySelectorAll('link[rel=stylesheet]').length", 1);
        desk.browser.shows("document.body.mark", "here");
        desk.browser.shows(SCROLLED, scrolled);
    }
    desk.has_no_complaints();
}

#[test]
fn style_sheets_saved_in_quick_succession_end_in_the_last_one() {
    let Some(desk) = Desk::open() else { return };
    desk.scroll_and_mark();
    for number in 0..30 {
        desk.put("static/style.css", &style(&format!("rgb({number}, 0, 0)")));
        sleep(Duration::from_millis(number % 7 * 3));
    }
    desk.browser.shows(COLOUR, "rgb(29, 0, 0)");
    desk.browser.shows("document.querySelectorAll('link[rel=stylesheet]').length", 1);
    desk.browser.shows("document.body.mark", "here");
    desk.has_no_complaints();
}

#[test]
fn a_picture_and_a_template_show_by_themselves() {
    let Some(desk) = Desk::open() else { return };
    let picture = |width| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>")
    };
    let width = "document.querySelector('main img').naturalWidth";
    desk.put("content/politics/map.svg", &picture(40));
    desk.put(TALKS, &story("Talks", "![A map](map.svg)"));
    desk.browser.shows(width, 40);
    desk.waits_for_changes();
    desk.put("content/politics/map.svg", &picture(60));
    desk.browser.shows(width, 60);
    desk.waits_for_changes();
    let template = "{% extends \"default/briefing.html\" %}\n\
                    {% block main %}<p>Of a template.</p>{% endblock main %}\n";
    tree::put(&desk.site, "templates/briefing.html", template);
    desk.browser.shows("document.querySelector('main p').textContent", "Of a template.");
    desk.has_no_complaints();
}

#[test]
fn two_windows_follow() {
    let Some(desk) = Desk::open() else { return };
    let first = desk.browser.window();
    let second = desk.browser.new_window();
    desk.browser.attend(&second);
    desk.browser.go_to(&desk.address());
    desk.waits_for_changes();
    desk.put(TALKS, &story("Talks", "They met twice."));
    for window in [&second, &first] {
        desk.browser.attend(window);
        desk.browser.shows(FIRST_WORDS, "They met twice.");
    }
    desk.put("static/style.css", &style("rgb(1, 2, 3)"));
    for window in [&first, &second] {
        desk.browser.attend(window);
        desk.browser.shows(COLOUR, "rgb(1, 2, 3)");
        desk.has_no_complaints();
    }
}

#[test]
fn two_browsers_follow() {
    let Some(desk) = Desk::open() else { return };
    let Some(other) = Browser::open() else { return };
    other.go_to(&desk.address());
    other.shows("document.readyState", "complete");
    desk.put(TALKS, &story("Talks", "They met twice."));
    desk.browser.shows(FIRST_WORDS, "They met twice.");
    other.shows(FIRST_WORDS, "They met twice.");
    desk.has_no_complaints();
    assert_eq!(other.complaints(), [""; 0]);
}

#[test]
fn a_server_that_was_started_again_is_found_and_its_page_comes_up() {
    let Some(Desk { _place, site, browser, server }) = Desk::open() else { return };
    let port = server.port;
    browser.run("scrollTo({top: 777, behavior: 'instant'})");
    drop(server);
    // The browser notices, and tries.
    sleep(Duration::from_millis(1500));
    fs::write(site.join(TALKS), story("Talks", "They met meanwhile.")).unwrap();
    let server = Server::start_on(port, &site, &["--watch"]);
    browser.shows(FIRST_WORDS, "They met meanwhile.");
    browser.shows(SCROLLED, 777);
    browser.shows("document.readyState", "complete");
    sleep(Duration::from_millis(200));
    fs::write(site.join(TALKS), story("Talks", "They met once more.")).unwrap();
    browser.shows(FIRST_WORDS, "They met once more.");
    // It may complain that the server was away, but not of its script.
    let complaints = browser.complaints();
    let of_scripts = complaints.iter().filter(|text| !text.starts_with("\"network\""));
    assert_eq!(of_scripts.collect::<Vec<_>>(), [""; 0]);
    drop(server);
}

/// Puts the story's tab behind another, and brings it to the front again.
struct Hidden<'d>(&'d Browser, Window);

impl<'d> Hidden<'d> {
    fn in_the_tab_of(browser: &'d Browser) -> Self {
        let (story, other) = (browser.window(), browser.new_tab());
        browser.bring_to_front(&other);
        browser.shows("document.visibilityState", "hidden");
        Hidden(browser, story)
    }

    fn ends(self) {
        let Hidden(browser, story) = self;
        browser.bring_to_front(&story);
        browser.shows("document.visibilityState", "visible");
    }
}

#[test]
fn a_hidden_tab_is_up_to_date_when_it_is_seen_again() {
    let Some(desk) = Desk::open() else { return };
    let hidden = Hidden::in_the_tab_of(&desk.browser);
    desk.put(TALKS, &story("Talks", "They met, unseen."));
    desk.put("content/politics/other.md", &story("Other", "They voted, unseen."));
    until("the page is new", || {
        let page = desk.server.get("/politics/talks/").text();
        if page.contains("unseen") { Ok(()) } else { Err(page) }
    });
    hidden.ends();
    desk.browser.shows(FIRST_WORDS, "They met, unseen.");
    desk.has_no_complaints();
}

#[test]
fn what_a_hidden_tab_missed_before_other_changes_is_not_lost() {
    let Some(desk) = Desk::open() else { return };
    let picture = |width| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"9\"/>")
    };
    tree::put(&desk.site, "static/map.svg", picture(40));
    desk.put(TALKS, &story("Talks", "They met. ![A map](/map.svg)"));
    let width = "document.querySelector('main img').naturalWidth";
    desk.browser.shows(width, 40);
    desk.waits_for_changes();

    // A style sheet, and then others than the story that is shown.
    desk.scroll_and_mark();
    let hidden = Hidden::in_the_tab_of(&desk.browser);
    desk.put_and_wait("static/style.css", &style("rgb(1, 2, 3)"));
    desk.put_and_wait("content/politics/other.md", &story("Other", "They voted twice."));
    desk.put_and_wait("content/politics/other.md", &story("Other", "They voted again."));
    hidden.ends();
    desk.browser.shows(COLOUR, "rgb(1, 2, 3)");
    desk.waits_for_changes();
    desk.browser.shows("document.body.mark", "here");

    // A picture.
    let hidden = Hidden::in_the_tab_of(&desk.browser);
    desk.put_and_wait("static/map.svg", &picture(60));
    desk.put_and_wait("content/politics/other.md", &story("Other", "They voted twice."));
    desk.put_and_wait("content/politics/other.md", &story("Other", "They voted again."));
    hidden.ends();
    desk.browser.shows(width, 60);
    desk.has_no_complaints();
}

#[test]
fn a_held_text_comes_up_in_the_browser_that_waits_for_it() {
    let Some(desk) = Desk::open() else { return };
    let draft = story("Talks", "They met.").replace("---\nThey", "draft: true\n---\nThey");
    desk.put(TALKS, &draft);
    desk.browser.shows("document.querySelector('h1').textContent", "This story is not public");
    desk.waits_for_changes();
    desk.put(TALKS, &story("Talks", "They met in public."));
    desk.browser.shows(FIRST_WORDS, "They met in public.");
    desk.waits_for_changes();
    fs::remove_file(desk.site.join(TALKS)).unwrap();
    desk.browser.shows("document.body.textContent.includes('They met')", false);
    desk.waits_for_changes();
    desk.put(TALKS, &story("Talks", "They met again."));
    desk.browser.shows(FIRST_WORDS, "They met again.");
    let complaints = desk.browser.complaints();
    // A page that is not there is a 404, and the browser says so.
    let of_others = complaints.iter().filter(|text| !text.contains("404 (Not Found)"));
    assert_eq!(of_others.collect::<Vec<_>>(), [""; 0]);
}

const TAB: &str = "\u{e004}";
const RIGHT: &str = "\u{e014}";

/// The tabs of what was read most are radio buttons, so that they need no script.
#[test]
fn the_tabs_of_what_was_read_most_work_with_a_keyboard_and_a_screen_reader() {
    let Some(browser) = Browser::open() else { return };
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    let settings = "title: Small\nbase_url: https://highland.example/\ntimezone: UTC\n";
    tree::put(&site, "site.yaml", settings);
    tree::put(&site, "content/politics/new.md", story("New", "They met."));
    tree::put(&site, "content/politics/old.md", story("Old", "They voted."));
    let reads = "date,path,reads\n2026-02-20,/politics/old/,9\n2026-02-28,/politics/new/,5\n";
    tree::put(&site, "data/reads.csv", reads);
    let server = Server::start(&site, &["--at", "2026-03-01"]);
    browser.go_to(&server.address);

    let shown = "[...document.querySelectorAll('.most-read ol')].filter(list => list.checkVisibility())\
                 .map(list => list.innerText.trim()).join(' | ')";
    browser.shows(shown, "New");
    let told = |wanted: &[&str]| {
        let all = browser.told();
        for wanted in wanted {
            assert!(all.iter().any(|told| told == wanted), "{wanted} is not in {all:#?}");
        }
    };
    told(&["radiogroup Most read", "radio Day checked=\"true\"", "radio Month checked=\"false\""]);

    // Into the group, on to its next button and its last; the list follows it.
    browser.run("document.querySelector('#_most-read a').focus()");
    browser.press(TAB);
    browser.shows("document.activeElement.labels[0].textContent", "Day");
    browser.press(RIGHT);
    browser.press(RIGHT);
    browser.shows("document.activeElement.labels[0].textContent", "Month");
    browser.shows(shown, "Old\nNew");
    told(&["radio Day checked=\"false\"", "radio Month checked=\"true\""]);
    browser.press(TAB);
    browser.shows("document.activeElement.textContent", "Old");
}
