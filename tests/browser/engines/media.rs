//! Films, sound, and what is shown from elsewhere, before anything of it plays.

use serde_json::Value;

use crate::common::everything::Everything;
use crate::common::tree::Tree;
use crate::engines::layout::{DESK, PHONE};
use crate::looks::sample::Sample;

const STORY: &str = "/politics/talks/";

const FILM: &str = "document.querySelector('video')";

/// Where a film of elsewhere is, and what is there in its place: nobody is asked.
const ELSEWHERE: &str = "player.vimeo.com/";
const NOBODY: &str = "127.0.0.1:9/";

/// The paths of what was loaded.
const LOADED: &str = "performance.getEntriesByType('resource').map(it => it.name)";

/// The site with everything, by whose pages nobody elsewhere is asked.
pub fn everything() -> Tree {
    let mut files = Everything::default().rendered();
    for page in files.iter_mut().filter(|(file, _)| file.ends_with(".html")).map(|(_, page)| page) {
        let text = String::from_utf8_lossy(page);
        let text = text
            .replace(ELSEWHERE, NOBODY)
            .replace("https://player.vimeo.com", "https://127.0.0.1:9");
        *page = text
            .replace("https://pictures.example/a.jpg?size=2&amp;x=1", "/briefing/logo.svg")
            .into_bytes();
    }
    files
}

/// A page with a player is loaded once only: WebKit waits three seconds for films that it is not to load.
pub fn what_plays_and_what_is_elsewhere_wait(site: &Sample) {
    site.browser.widened(PHONE);
    site.show_path(STORY);
    what_plays_has_its_room(site);
    site.browser.widened(DESK);
    what_plays_has_its_room(site);
    nothing_of_it_is_loaded(site);
    what_is_elsewhere_comes_by_a_click(site);
}

/// As wide as the text, and as high as the film is by what the page says of it.
fn what_plays_has_its_room(site: &Sample) {
    let column = site.ask("document.querySelector('.text').clientWidth");
    site.browser.shows(&format!("{FILM}.clientWidth"), column.clone());
    let height = "clientWidth * film.getAttribute('height') / film.getAttribute('width')";
    let is_high = format!("(film => Math.abs(film.clientHeight - film.{height}) < 2)({FILM})");
    site.browser.shows(&is_high, true);
    site.browser.shows("document.querySelector('audio').clientWidth", column);
    site.browser.shows("document.querySelector('audio').clientHeight > 24", true);
}

fn nothing_of_it_is_loaded(site: &Sample) {
    let browser = &site.browser;
    browser.run(&format!("{FILM}.scrollIntoView({{behavior: 'instant'}})"));
    browser.shows(&format!("{LOADED}.some(it => it === {FILM}.poster)"), true);
    browser.shows(&format!("{LOADED}.some(it => /[.](mp4|m4a|mp3)$/.test(it))"), false);
    browser.shows(&format!("{FILM}.paused && {FILM}.controls"), true);
    let track = format!("{FILM}.textTracks[0]");
    browser.shows(&format!("{track}.kind + ' ' + {track}.language"), "captions en-GB");
    // Whether they are shown, WebKit decides when the film is loaded.
    browser.shows(&format!("{FILM}.querySelector('track').default"), true);
    // What is said is there to be read.
    let words = "document.querySelector('.transcript p').checkVisibility()";
    browser.shows(words, false);
    browser.click(".transcript summary");
    browser.shows(words, true);
    assert_eq!(browser.complaints(), [""; 0]);
}

fn what_is_elsewhere_comes_by_a_click(site: &Sample) {
    let browser = &site.browser;
    let frame = "document.querySelector('.embed iframe')";
    let size = |of: &str| format!("(it => it.clientWidth + ' ' + it.clientHeight)({of})");
    let room = site.ask(&size("document.querySelector('.embed p')"));
    browser.shows(frame, Value::Null);
    browser.shows(&format!("{LOADED}.some(it => it.includes('{NOBODY}'))"), false);
    browser.click(".embed a");
    browser.shows(&format!("{frame}.src.split('?')[0]"), format!("https://{NOBODY}video/12"));
    // Nothing below it moves.
    browser.shows(&size(frame), room);
    browser.shows("document.activeElement.tagName", "IFRAME");
    browser.shows("location.pathname", format!("/briefing{STORY}"));
}
