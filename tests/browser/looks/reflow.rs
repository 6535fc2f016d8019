//! A page fits its screen: nobody has to scroll sideways to read, on the smallest
//! phone or with letters of twice the size (WCAG 2.2, 1.4.4 and 1.4.10).

use serde_json::json;

use crate::common::effort::share;
use crate::looks::faults::Faults;
use crate::looks::kinds::{named, on_all};
use crate::looks::sample::Sample;
use crate::looks::screen::sized;

/// Width, and how large letters are, in percent.
const SCREENS: [(u32, u32); 6] =
    [(320, 100), (390, 200), (768, 100), (1280, 100), (1280, 200), (2560, 100)];

/// Letters as somebody has them who told the browser so; 100 is what it has by itself.
fn lettered(sample: &Sample, percent: u32) {
    let sizes = json!({"fontSizes": {"standard": 16 * percent / 100}});
    sample.browser.devtools("Page.setFontSizes", &sizes);
}

#[test]
fn nothing_sticks_out_of_a_page() {
    let Some(sample) = Sample::open() else { return };
    let mut faults = Faults::default();
    for ((width, letters), kind) in share(on_all(SCREENS), 7) {
        sized(&sample.browser, width, 800, 1);
        lettered(&sample, letters);
        sample.show(kind);
        let size = sample.ask("parseFloat(getComputedStyle(document.body).fontSize)");
        assert!(size.as_f64().unwrap() >= f64::from(16 * letters / 100), "{size}");
        for outside in sample.outside() {
            faults.add(outside, &format!("{} ({width} px, {letters}%)", kind.path));
        }
    }
    faults.are_none();
}

#[test]
fn what_sticks_out_is_noticed() {
    let Some(sample) = Sample::open() else { return };
    let fault = "<main id=\"main\"><p style=\"width: 400px\">Too wide.</p>";
    let planted = sample.plant(named("story"), "<main id=\"main\">", fault);
    sized(&sample.browser, 320, 800, 1);
    sample.show(planted);
    let outside = sample.outside();
    assert!(outside.iter().any(|told| told.contains("Too wide.")), "{outside:#?}");
}
