//! The same pages in Chromium, in Firefox, and in WebKit, which draws what Safari draws: what is so in Chromium by all the
//! other tests, and may differ in another browser. Each is opened once for light pages and once for dark ones.
//!
//! ```sh
//! apt-get install firefox-esr webkit2gtk-driver xvfb
//! cargo test --test browser engines
//! ```

mod dark;
mod layout;
mod media;
mod search;
mod switches;

use crate::common::browser::{Browser, Colours, EAR, Engine};
use crate::common::published::sample_at;
use crate::common::tree::Tree;
use crate::live;
use crate::looks::kinds::named;
use crate::looks::languages::newsrooms::NEWSROOMS;
use crate::looks::languages::on_its_side;
use crate::looks::sample::{AT, Sample};

/// Goes through all pages, sites one after the other, in one window.
fn read_in(engine: Engine) {
    let Some(browser) = Browser::of(engine, Colours::Light) else { return };
    let sample = heard(sample_at(AT), browser);
    layout::pages_of_the_sample_fit(&sample);
    layout::faults_are_noticed(&sample);
    switches::tabs_work_by_click_and_by_keyboard(&sample);
    switches::languages_open_by_click(&sample, named("story").path);
    switches::languages_open_by_keyboard(&sample);
    search::the_folded_search_opens(&sample);
    search::a_query_is_typed(&sample);

    let everything = heard(media::everything(), sample.into_browser());
    layout::all_pages_fit(&everything);
    media::what_plays_and_what_is_elsewhere_wait(&everything);

    let several = search::site_of_several_languages(everything.into_browser());
    switches::languages_open_by_click(&several, "/ar/politics/talks/");
    search::words_of_every_script_are_found(&several);
    let browser = several.into_browser();
    browser.widened(layout::DESK);
    let browser = ["ar", "hy"].into_iter().fold(browser, stands_on_its_side);
    live::new_entries_are_offered_in(browser);
}

/// From right to left, or from left to right.
fn stands_on_its_side(browser: Browser, language: &str) -> Browser {
    let newsroom = NEWSROOMS.iter().find(|newsroom| newsroom.language == language).unwrap();
    let (browser, sides) = on_its_side(newsroom, browser);
    assert!(sides > 20, "{language}: {sides}");
    browser
}

#[test]
fn pages_in_chromium() {
    read_in(Engine::Chromium);
}

#[test]
fn pages_in_firefox() {
    read_in(Engine::Gecko);
}

#[test]
fn pages_in_webkit() {
    read_in(Engine::WebKit);
}

#[test]
fn dark_pages_in_firefox() {
    dark::read_in(Engine::Gecko);
}

#[test]
fn dark_pages_in_webkit() {
    dark::read_in(Engine::WebKit);
}

/// A site whose pages keep what they complain about.
fn heard(files: Tree, browser: Browser) -> Sample {
    let sample = Sample::of(files, browser);
    sample.server.begins_with(EAR);
    sample
}
