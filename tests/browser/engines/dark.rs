//! Pages for somebody who prefers dark ones.

use crate::common::browser::{Browser, Colours, Engine};
use crate::common::published::sample_at;
use crate::engines::heard;
use crate::engines::layout::PHONE;
use crate::looks::kinds::named;
use crate::looks::sample::AT;

const PAPER: &str = "getComputedStyle(document.documentElement).backgroundColor";
const INK: &str = "getComputedStyle(document.querySelector('h1, h2')).color";
const CHOSEN: &str = "document.querySelector('.colours [aria-pressed=true]').dataset.colours";

pub fn read_in(engine: Engine) {
    let Some(browser) = Browser::of(engine, Colours::Dark) else { return };
    browser.widened(PHONE);
    let sample = heard(sample_at(AT), browser);
    let browser = &sample.browser;
    let (light, dark) = ("rgb(255, 255, 255)", "rgb(21, 23, 26)");
    for name in ["front", "story-figures", "search-found"] {
        sample.show(named(name));
        browser.shows(PAPER, dark);
        browser.shows(INK, "rgb(231, 229, 224)");
        // Lines and letters of forms and drawings are of the same scheme.
        browser.shows(
            "getComputedStyle(document.querySelector('.find button, .search button')).color",
            "rgb(231, 229, 224)",
        );
    }
    sample.show(named("story-figures"));
    browser.shows("getComputedStyle(document.querySelector('.chart .v, .chart text')).fill !== 'rgb(0, 0, 0)'", true);
    sample.show(named("front"));
    browser.shows("getComputedStyle(document.querySelector('main img')).filter", "brightness(0.9)");
    // Light pages can be chosen nevertheless, and stay.
    browser.click(".colours [data-colours=light]");
    browser.shows(PAPER, light);
    browser.shows(CHOSEN, "light");
    sample.show(named("story"));
    browser.shows(PAPER, light);
    browser.shows(CHOSEN, "light");
    browser.click(".colours [data-colours='']");
    browser.shows(PAPER, dark);
    assert_eq!(browser.complaints(), [""; 0]);
}
