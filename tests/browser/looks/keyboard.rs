//! Through pages with the keyboard alone. The tabs of what was read most are in
//! `tests/browser/following.rs`, the search is in `tests/browser/search.rs`.

use crate::common::effort::share;
use crate::looks::kinds::{KINDS, Kind, named, on_all};
use crate::looks::sample::Sample;
use crate::looks::screen::{Colours, WIDTHS, preferring, sized};

const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";

/// Where the focus is: in which part of the page, and at what.
const FOCUSED: &str = "document.activeElement.textContent.trim()";
/// Whether it is still in the player that was come by last.
const IN_PLAYER: &str =
    "document.activeElement.matches('audio, video') && document.activeElement === window.stoppedAt";
const IN_MAIN: &str = "!!document.activeElement.closest('main')";

/// A sample in which nothing scrolls slowly, so that one sees at once where one is.
fn open() -> Option<Sample> {
    let sample = Sample::open()?;
    preferring(&sample.browser, Colours::Light);
    Some(sample)
}

/// What somebody came by who went through a page from its start to its end.
struct Walk {
    expected: Vec<String>,
    stops: Vec<String>,
    faults: Vec<String>,
}

fn walk(sample: &Sample, kind: Kind) -> Walk {
    sample.show(kind);
    let strings = |script: &str| -> Vec<String> {
        serde_json::from_value(sample.browser.run(script)).unwrap()
    };
    let expected = strings(include_str!("stops.js"));
    let (mut stops, mut faults) = (Vec::new(), Vec::new());
    for _ in &expected {
        sample.browser.press(TAB);
        // A player has buttons of its own.
        let mut buttons = 0;
        while buttons < 12 && sample.ask(IN_PLAYER) == true {
            sample.browser.press(TAB);
            buttons += 1;
        }
        let mut told = strings(include_str!("stop.js")).into_iter();
        stops.extend(told.next());
        faults.extend(told);
    }
    Walk { expected, stops, faults }
}

#[test]
fn every_link_and_button_is_a_stop_in_the_order_of_the_page_and_is_seen_there() {
    let Some(sample) = open() else { return };
    for (width, kind) in share(on_all(WIDTHS), 7) {
        sized(&sample.browser, width, 800, 1);
        let walk = walk(&sample, kind);
        let place = format!("{} at {width} px", kind.path);
        assert!(walk.expected.len() > 10, "{place}: {:?}", walk.expected);
        assert_eq!(walk.stops, walk.expected, "{place}");
        assert_eq!(walk.faults, [""; 0], "{place}");
    }
}

#[test]
fn a_stop_that_cannot_be_seen_is_noticed() {
    let Some(sample) = open() else { return };
    let fault = "<main id=\"main\"><a href=\"/\" style=\"outline: none\">Unmarked</a>\
                 <a href=\"/\" style=\"position: absolute; left: -999px\">Outside</a>";
    let walk = walk(&sample, sample.plant(named("story"), "<main id=\"main\">", fault));
    assert_eq!(walk.faults, ["Unmarked has no outline", "Outside is out of sight"]);
}

#[test]
fn the_first_stop_leads_past_the_menu_and_the_menu_is_in_order() {
    let Some(sample) = open() else { return };
    let browser = &sample.browser;
    for kind in share(KINDS.into_iter().filter(|kind| !kind.is_search()), 4) {
        sample.show(kind);
        let path = sample.ask("location.pathname");
        browser.press(TAB);
        let skip = match kind.name {
            "story-armenian" => "Անցնել բուն նյութին",
            "story-russian" => "Перейти к содержанию",
            _ => "Skip to main content",
        };
        browser.shows(FOCUSED, skip);
        browser.shows("document.activeElement.getBoundingClientRect().left >= 0", true);
        browser.press(ENTER);
        browser.shows("location.hash", "#main");
        browser.shows("location.pathname", path);
        browser.press(TAB);
        let first = "document.querySelector('main a[href]') ?? document.activeElement";
        browser.shows(&format!("document.activeElement === ({first})"), true);
        // Where nothing in it can be a stop, it leads on to what follows.
        let is_past = format!("{IN_MAIN} || !document.querySelector('main a[href]')");
        browser.shows(&is_past, true);
    }

    sample.show(named("section"));
    let wanted = [
        "Skip to main content",
        "The Highland Briefing",
        "",
        "Search",
        "English",
        "Politics",
        "Economy",
        "Society",
        "Military",
        "International",
    ];
    for stop in wanted {
        browser.press(TAB);
        browser.shows(FOCUSED, stop);
    }
    browser.press(TAB);
    browser.shows(IN_MAIN, true);
}
