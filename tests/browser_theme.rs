//! What the theme does with a script, in a real browser: colours that stay, a link that
//! is copied, and a policy under which nothing else runs.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod common;

use common::browser::Browser;
use common::plain::Plain;
use common::program::run;
use common::tree;
use tempfile::TempDir;

const PAPER: &str = "getComputedStyle(document.documentElement).backgroundColor";
const PRESSED: &str = "document.querySelector('.colours [aria-pressed=true]').textContent";
const COPY: &str = "document.querySelector('[data-copy]')";

/// A site on a server, and a browser.
struct Desk {
    _place: TempDir,
    server: Plain,
    browser: Browser,
}

impl Desk {
    /// None where no browser is.
    fn open(more: &[(&str, &str)]) -> Option<Self> {
        let browser = Browser::open()?;
        let place = tempfile::tempdir().unwrap();
        let settings =
            "title: Small\nbase_url: https://highland.example/briefing/\nsections: [politics]\n";
        tree::put(place.path(), "site.yaml", settings);
        let story = "---\ntitle: Talks\ndate: 2026-02-01\n---\nThey met.\n";
        tree::put(place.path(), "content/politics/talks.md", story);
        for (file, text) in more {
            tree::put(place.path(), file, *text);
        }
        run(place.path(), &["build"]).done();
        let server = Plain::serve(place.path().join("public"));
        Some(Desk { _place: place, server, browser })
    }

    fn go_to(&self, path: &str) {
        self.browser.go_to(&format!("{}{path}", self.server.address));
    }

    /// Presses a button as a keyboard does.
    fn press(&self, button: &str) {
        self.browser.run(&format!("{button}.focus()"));
        self.browser.press("\u{e007}");
    }
}

#[test]
fn colours_that_a_reader_chose_stay() {
    let Some(desk) = Desk::open(&[]) else { return };
    desk.go_to("/politics/talks/");
    let (light, dark) = ("rgb(255, 255, 255)", "rgb(21, 23, 26)");
    desk.browser.shows(PRESSED, "Automatic");
    desk.browser.shows(PAPER, light);
    desk.press("document.querySelector('[data-colours=dark]')");
    desk.browser.shows(PAPER, dark);
    desk.browser.shows(PRESSED, "Dark");
    desk.go_to("/");
    desk.browser.shows(PRESSED, "Dark");
    desk.browser.shows(PAPER, dark);
    // Set before anything of the page is there, so that nothing is shown in other colours.
    desk.browser.shows("document.documentElement.dataset.colours", "dark");
    desk.press("document.querySelector('[data-colours=\"\"]')");
    desk.browser.shows(PAPER, light);
    desk.go_to("/politics/talks/");
    desk.browser.shows(PRESSED, "Automatic");
    assert_eq!(desk.browser.complaints(), [""; 0]);
}

#[test]
fn the_link_of_a_story_is_copied() {
    let Some(desk) = Desk::open(&[]) else { return };
    desk.go_to("/politics/talks/");
    desk.browser.shows(&format!("{COPY}.textContent"), "Copy link");
    desk.press(COPY);
    desk.browser.shows(&format!("{COPY}.textContent"), "Copied");
    desk.browser.shows(&format!("{COPY}.textContent"), "Copy link");
}

#[test]
fn without_scripts_nothing_is_offered_that_does_not_work() {
    let Some(desk) = Desk::open(&[]) else { return };
    desk.browser.without_scripts();
    desk.go_to("/politics/talks/");
    for part in [".colours", "[data-copy]"] {
        let is_visible = format!("document.querySelector('{part}').checkVisibility()");
        desk.browser.shows(&is_visible, false);
    }
    desk.browser.shows("document.querySelector('.share a').checkVisibility()", true);
}

#[test]
fn nothing_runs_that_the_policy_does_not_allow() {
    let inline = "<script>document.title = 'run'</script><p style='color: red' id='styled'>A</p>";
    let files = [("templates/footer.html", inline)];
    let Some(desk) = Desk::open(&files) else { return };
    desk.go_to("/");
    desk.browser.shows("document.title", "Small");
    desk.browser
        .shows("getComputedStyle(document.querySelector('#styled')).color", "rgb(23, 25, 29)");
    let complaints = desk.browser.complaints();
    let refused = complaints.iter().filter(|text| text.contains("Content Security Policy"));
    assert_eq!(refused.count(), 2, "{complaints:?}");
}
