//! First things first on a phone: the news begins high up, whatever leads elsewhere is one
//! line, and what is pressed with a thumb is large enough for one.

use serde_json::json;

use crate::common::browser::Browser;
use crate::common::published::built;
use crate::common::tree;
use crate::looks::faults::Faults;
use crate::looks::kinds::{KINDS, Kind, named};
use crate::looks::sample::Sample;
use crate::looks::screen::{Colours, preferring, sized};

/// Above this many pixels the first headline or picture begins, on a phone of 390.
pub const FIRST: f64 = 150.0;

/// Where the first headline or picture begins.
pub const BEGINS: &str = "Math.min(...[...document.querySelectorAll('main :is(h1, h2, h3, img, .banner)')]\
     .filter(it => it.checkVisibility()).map(it => it.getBoundingClientRect().top))";

/// The links to the sections that begin on another line than the first.
const LINES: &str = "new Set([...document.querySelectorAll('.top>nav li')]\
     .map(it => Math.round(it.getBoundingClientRect().top))).size";

/// Whether all of the link that has the focus, with the line around it, is where it can be seen.
const IS_SEEN: &str = "(() => {
    const link = document.activeElement, {outlineOffset, outlineWidth} = getComputedStyle(link);
    const around = parseFloat(outlineOffset) + parseFloat(outlineWidth);
    const own = link.getBoundingClientRect(), list = link.closest('ul').getBoundingClientRect();
    const inside = (box) => own.left - around >= box.left - 1 && own.right + around <= box.right + 1
        && own.top - around >= box.top - 1 && own.bottom + around <= box.bottom + 1;
    return inside(list) && inside({left: 0, top: 0, right: innerWidth, bottom: innerHeight});
})()";

/// A site with twelve sections, in a language.
fn twelve_sections(language: &str, browser: Browser) -> Sample {
    let place = tempfile::tempdir().unwrap();
    let sections: Vec<String> = (1..=12).map(|at| format!("department-{at}")).collect();
    let settings = format!(
        "title: The Highland Briefing\ntagline: What changed overnight\nlanguage: {language}\n\
         base_url: https://highland.example/briefing/\nsections: [{}]\n",
        sections.join(", ")
    );
    tree::put(place.path(), "site.yaml", settings);
    for section in &sections {
        let story = format!("---\ntitle: A story of {section}\ndate: 2026-02-01\n---\nText.\n");
        tree::put(place.path(), &format!("content/{section}/story.md"), story);
    }
    Sample::of(built(place.path(), "2026-03-01"), browser)
}

fn on_a_phone(browser: &Browser, width: u32) {
    preferring(browser, Colours::Light);
    sized(browser, width, 844, 1);
}

#[test]
fn the_first_headline_or_picture_begins_high_up_on_a_phone() {
    let Some(sample) = Sample::open() else { return };
    on_a_phone(&sample.browser, 390);
    let mut faults = Faults::default();
    for kind in KINDS {
        sample.show(kind);
        let begins = sample.ask(BEGINS).as_f64().unwrap();
        println!("{:16} {begins}", kind.name);
        if begins >= FIRST {
            faults.add(format!("the first headline begins at {begins} px"), kind.path);
        }
    }
    faults.are_none();
}

#[test]
fn twelve_sections_are_one_line_through_which_the_keyboard_goes() {
    let Some(mut browser) = Browser::open() else { return };
    for language in ["en", "ar"] {
        let sample = twelve_sections(language, browser);
        for width in [390, 320] {
            on_a_phone(&sample.browser, width);
            let last = Kind { name: "section", path: "/department-12/" };
            for kind in [named("front"), last] {
                sample.show(kind);
                let begins = sample.ask(BEGINS).as_f64().unwrap();
                assert!(begins < FIRST || width == 320, "{language} {}: {begins}", kind.path);
                assert_eq!(sample.ask(LINES), 1, "{language}");
                assert_eq!(sample.outside(), [""; 0], "{language} at {width} px");
            }
            // The section that one is in is in sight where the browser can do that.
            let current = "(({left, right}) => left >= 0 && right <= innerWidth)\
                           (document.querySelector('.top>nav [aria-current]').getBoundingClientRect())";
            if sample.ask("CSS.supports('scroll-initial-target', 'nearest')") == true {
                sample.browser.shows(current, true);
            }
            sample.show(named("front"));
            let mut seen = Vec::new();
            for _ in 0..20 {
                sample.browser.press("\u{e004}");
                if sample.ask("!!document.activeElement.closest('.top>nav')") == true {
                    sample.browser.shows(IS_SEEN, true);
                    seen.push(sample.ask("document.activeElement.textContent"));
                }
            }
            let expected: Vec<String> = (1..=12).map(|at| format!("Department {at}")).collect();
            assert_eq!(json!(seen), json!(expected), "{language} at {width} px");
        }
        browser = sample.into_browser();
    }
}

#[test]
fn what_is_pressed_is_large_enough_for_a_thumb() {
    let Some(sample) = Sample::open() else { return };
    on_a_phone(&sample.browser, 390);
    let mut faults = Faults::default();
    for kind in KINDS {
        sample.show(kind);
        let small: Vec<String> =
            serde_json::from_value(sample.browser.run(include_str!("targets.js"))).unwrap();
        for fault in small {
            faults.add(fault, kind.path);
        }
    }
    faults.are_none();
}

#[test]
fn what_is_too_small_or_too_low_is_noticed() {
    let Some(sample) = Sample::open() else { return };
    on_a_phone(&sample.browser, 390);
    let fault = "<main id=\"main\"><p style=\"height: 3rem\"><a href=\"/\" style=\"font-size: 9px\">x</a></p>";
    sample.show(sample.plant(named("section"), "<main id=\"main\">", fault));
    let small: Vec<String> =
        serde_json::from_value(sample.browser.run(include_str!("targets.js"))).unwrap();
    assert!(small.iter().any(|told| told.contains("font-size: 9px")), "{small:?}");
    assert!(sample.ask(BEGINS).as_f64().unwrap() >= FIRST);
}

#[test]
fn the_search_folds_to_a_button_and_opens_where_one_can_type() {
    let Some(sample) = Sample::open() else { return };
    let button = "document.querySelector('.find button')";
    let press = || {
        sample.browser.run(&format!("{button}.focus()"));
        sample.browser.press("\u{e007}");
    };
    on_a_phone(&sample.browser, 390);
    sample.show(named("story"));
    let input = "document.querySelector('.find input').checkVisibility()";
    assert_eq!(sample.ask(input), false);
    // It has a name for those who do not see its sign.
    assert!(sample.browser.told().contains(&"button Search".to_string()));
    press();
    sample.browser.shows("location.pathname", "/briefing/search/");
    sample.browser.shows("document.activeElement.id", "_q");

    sized(&sample.browser, 1280, 800, 1);
    sample.show(named("story"));
    assert_eq!(sample.ask(input), true);

    let Some(plain) = Browser::open() else { return };
    plain.without_scripts();
    on_a_phone(&plain, 390);
    plain.go_to(&format!("{}{}", sample.server.address, named("story").path));
    plain.run(&format!("{button}.focus()"));
    plain.press("\u{e007}");
    plain.shows("location.pathname", "/briefing/search/");
    plain.shows("document.querySelector('#_outside').checkVisibility()", true);
}
