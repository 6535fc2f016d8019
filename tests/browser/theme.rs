//! What the theme does with a script, in a real browser: colours that stay, a link that
//! is copied, and a policy under which nothing else runs.

use crate::common::browser::Browser;
use crate::common::plain::Plain;
use crate::common::program::run;
use crate::common::tree;
use serde_json::json;
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

#[test]
fn what_the_settings_load_is_what_the_policy_allows() {
    let settings = "title: Small\nbase_url: https://highland.example/briefing/\nsections: [politics]\n\
        theme: {colors: {accent: '#0b5d3b'}, fonts: {text: sans}}\n\
        analytics: {goatcounter: {server: 'https://desk.goatcounter.example'}, plausible: {site_id: a}, umami: {site_id: b}}\n\
        comments: {giscus: {repo: a/b, repo_id: c, category: d, category_id: e}}\n";
    let Some(desk) = Desk::open(&[("site.yaml", settings)]) else { return };
    desk.go_to("/politics/talks/");
    // All are asked for; none is there.
    let hosts = "[...new Set(performance.getEntriesByType('resource').map(file => new URL(file.name).host))]\
                 .filter(host => !host.startsWith('127.')).sort().join(' ')";
    desk.browser.shows(hosts, "cloud.umami.is gc.zgo.at giscus.app plausible.io");
    let complaints = desk.browser.complaints();
    assert!(complaints.iter().any(|text| text.contains("giscus.app")), "{complaints:?}");
    let stopped = complaints.iter().filter(|text| text.contains("Security Policy"));
    assert_eq!(stopped.count(), 0, "{complaints:?}");
    // The colours of the settings count, although they stand in the page.
    let accent = "getComputedStyle(document.querySelector('.kicker a')).color";
    desk.browser.shows(accent, "rgb(11, 93, 59)");
}

#[test]
fn what_readers_set_in_their_systems_is_respected() {
    let reads = "date,path,reads\n2026-02-01,/politics/talks/,9\n2026-01-20,/politics/talks/,5\n";
    let Some(desk) = Desk::open(&[("data/reads.csv", reads)]) else { return };
    let set = |name: &str, value: &str| {
        let features = json!({"features": [{"name": name, "value": value}]});
        desk.browser.devtools("Emulation.setEmulatedMedia", &features);
    };
    desk.go_to("/");
    let scrolling = "getComputedStyle(document.documentElement).scrollBehavior";
    desk.browser.shows(scrolling, "smooth");
    set("prefers-reduced-motion", "reduce");
    desk.browser.shows(scrolling, "auto");
    set("prefers-color-scheme", "dark");
    desk.browser.shows(PAPER, "rgb(21, 23, 26)");
    // With few colours, what is chosen shows by its border.
    set("forced-colors", "active");
    let border =
        |of: &str| format!("getComputedStyle(document.querySelector('{of}')).borderBottomColor");
    let chosen = border(".tabs :checked+label");
    let other = border(".tabs :not(:checked)+label");
    desk.browser.shows(&format!("{chosen} !== {other}"), true);
    let chosen = border(".colours [aria-pressed=true]");
    let other = border(".colours [aria-pressed=false]");
    desk.browser.shows(&format!("{chosen} !== {other}"), true);
}

/// A site that was built on the first of February, with a story of that day and a banner until the
/// next; pages are read at `now`.
fn read_at(now: &str) -> Option<(Browser, Plain, TempDir)> {
    let browser = Browser::open()?;
    let place = tempfile::tempdir().unwrap();
    let put = |file: &str, text: &str| tree::put(place.path(), file, text);
    put(
        "site.yaml",
        "title: Small\nbase_url: https://highland.example/briefing/\nsections: [politics]\n\
         timezone: Asia/Yerevan\n",
    );
    put("front.yaml", "banner: {text: The bridge is closed, until: 2026-02-02 12:00}\n");
    for (name, date) in [("new", "2026-02-01 14:05"), ("old", "2025-12-31 09:00")] {
        let story = format!("---\ntitle: {name}\ndate: {date}\n---\nText.\n");
        put(&format!("content/politics/{name}.md"), &story);
    }
    run(place.path(), &["build", "--at", "2026-02-01 15:00"]).done();
    let clock = format!("Date.now = () => Date.parse('{now}')");
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", &json!({"source": clock}));
    let server = Plain::serve(place.path().join("public"));
    Some((browser, server, place))
}

#[test]
fn lists_say_today_of_what_is_of_today_and_the_year_of_another_one() {
    let times =
        "[...document.querySelectorAll('main .meta time')].map(it => it.textContent).join('; ')";
    for (now, expected) in [
        ("2026-02-01T12:00:00Z", "Today · 14:05; December 31, 2025 · 09:00"),
        // In the site's zone it is the second already.
        ("2026-02-01T20:30:00Z", "February 1 · 14:05; December 31, 2025 · 09:00"),
    ] {
        let Some((browser, server, _place)) = read_at(now) else { return };
        browser.go_to(&format!("{}/politics/", server.address));
        browser.shows(times, expected);
        browser.go_to(&format!("{}/latest/", server.address));
        let days = "[...document.querySelectorAll('h2 time')].map(it => it.textContent).join('; ')";
        browser.shows(days, expected.replace(" · 14:05", "").replace(" · 09:00", ""));
        browser.shows(times, "14:05; 09:00");
    }
}

#[test]
fn what_is_breaking_ends_when_it_was_said_to_on_a_page_that_is_older() {
    let banner = "document.querySelector('.banner').checkVisibility()";
    for (now, is_seen) in [("2026-02-02T07:59:00Z", true), ("2026-02-02T08:00:00Z", false)] {
        let Some((browser, server, _place)) = read_at(now) else { return };
        browser.go_to(&format!("{}/", server.address));
        browser.shows("document.readyState", "complete");
        browser.shows(banner, is_seen);
    }
}
