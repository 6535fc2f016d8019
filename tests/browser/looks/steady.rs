//! Nothing on a page moves while it loads, or while somebody scrolls through it
//! (<https://wicg.github.io/layout-instability/>).

use std::time::Duration;

use serde_json::json;

use crate::common::effort::share;
use crate::looks::faults::Faults;
use crate::looks::kinds::{Kind, named, on_all};
use crate::looks::sample::Sample;
use crate::looks::screen::{Colours, WIDTHS, preferring, sized};

/// How long a picture takes: longer than the first sight of the page.
const DELAY: Duration = Duration::from_millis(250);

/// What moved on a page that somebody sees for the first time, and scrolls through.
fn moved(sample: &Sample, kind: Kind) -> Vec<String> {
    sample.browser.devtools("Network.clearBrowserCache", &json!({}));
    sample.show(kind);
    serde_json::from_value(sample.browser.run(include_str!("moved.js"))).unwrap()
}

#[test]
fn nothing_moves_on_any_kind_of_page() {
    let Some(sample) = Sample::open() else { return };
    sample.server.delays_pictures(DELAY);
    preferring(&sample.browser, Colours::Light);
    let mut faults = Faults::default();
    for (width, kind) in share(on_all(WIDTHS), 5) {
        sized(&sample.browser, width, 800, 1);
        for moved in moved(&sample, kind) {
            faults.add(moved, &format!("{} ({width} px)", kind.path));
        }
    }
    faults.are_none();
}

#[test]
fn a_picture_without_a_size_is_noticed() {
    let Some(sample) = Sample::open() else { return };
    let fault = "<main id=\"main\"><img src=\"/briefing/economy/grain-prices/wheat-chart.png\">";
    let planted = sample.plant(named("story-corrected"), "<main id=\"main\">", fault);
    for width in WIDTHS {
        sized(&sample.browser, width, 800, 1);
        // On a busy machine even the first sight of the page takes long.
        let is_noticed = [1, 4, 16, 64].iter().any(|times| {
            sample.server.delays_pictures(DELAY * *times);
            !moved(&sample, planted).is_empty()
        });
        assert!(is_noticed, "at {width} px");
    }
}
