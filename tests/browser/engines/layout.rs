//! Every kind of page on a phone and at a desk.

use crate::common::effort::share;
use crate::looks::faults::Faults;
use crate::looks::first::{BEGINS, FIRST};
use crate::looks::kinds::{KINDS, named};
use crate::looks::sample::Sample;

const OVERLAPS: &str = include_str!("overlaps.js");

pub const PHONE: u32 = 390;
pub const DESK: u32 = 1280;

/// How high the lines of the site's name are but one: engines take other letters for what a font does not have, and
/// with wide ones a long name is two lines.
const MORE_LINES: &str = "(it => it.clientHeight - parseFloat(getComputedStyle(it).lineHeight))(document.querySelector('.name'))";

pub fn pages_of_the_sample_fit(sample: &Sample) {
    let paths = KINDS.map(|kind| kind.path.to_string());
    let mut faults = Faults::default();
    fit(sample, &paths, &mut faults, |place, faults| {
        let begins =
            sample.ask(BEGINS).as_f64().unwrap() - sample.ask(MORE_LINES).as_f64().unwrap();
        if begins >= FIRST {
            faults.add(format!("the first headline begins at {begins} px"), place);
        }
    });
    faults.are_none();
}

/// Every page of the site that is shown on a screen.
pub fn all_pages_fit(site: &Sample) {
    let pages = site.files.iter().filter(|(file, _)| file.ends_with("index.html"));
    let pages = pages.filter(|(file, _)| !file.ends_with("/print/index.html"));
    let pages = pages.filter(|(_, page)| String::from_utf8_lossy(page).contains("<main"));
    let paths: Vec<String> =
        pages.map(|(file, _)| format!("/{}", file.trim_end_matches("index.html"))).collect();
    assert!(paths.len() > 20, "{paths:?}");
    let mut faults = Faults::default();
    fit(site, &paths, &mut faults, |_, _| ());
    faults.are_none();
}

/// What is wrong shows in this browser.
pub fn faults_are_noticed(sample: &Sample) {
    let browser = &sample.browser;
    browser.widened(PHONE);
    let fault = "<main id=\"main\"><p style=\"width: 400px\">Too wide.</p><a href=\"/\">One</a>\
                 <a href=\"/\" style=\"margin: -1em\">other</a><script>nope()</script>";
    sample.show(sample.plant(named("story"), "<main id=\"main\">", fault));
    assert!(sample.outside().iter().any(|told| told.contains("Too wide.")));
    let overlaps = browser.run(OVERLAPS).to_string();
    assert!(overlaps.contains("One</a> overlaps"), "{overlaps}");
    let complaints = browser.complaints();
    assert!(complaints.iter().any(|text| text.contains("nope")), "{complaints:?}");
    // A script that the policy of a page does not know.
    sample.show(named("story"));
    browser.run(
        "const script = document.createElement('script'); \
         script.textContent = 'document.title = \"run\"'; document.head.append(script)",
    );
    browser.shows("document.title === 'run'", false);
    let complaints = browser.complaints().concat().replace('-', " ");
    assert!(complaints.contains("Content Security Policy"), "{complaints}");
}

/// `more` is asked of pages on a phone.
fn fit(site: &Sample, paths: &[String], faults: &mut Faults, more: impl Fn(&str, &mut Faults)) {
    for width in [PHONE, DESK] {
        site.browser.widened(width);
        for path in share(paths, 3) {
            let place = format!("{path} ({width} px)");
            site.show_path(path);
            for outside in site.outside() {
                faults.add(outside, &place);
            }
            let overlaps = site.browser.run(OVERLAPS);
            for overlap in serde_json::from_value::<Vec<String>>(overlaps).unwrap() {
                faults.add(overlap, &place);
            }
            for complaint in site.browser.complaints() {
                faults.add(complaint, &place);
            }
            if width == PHONE {
                let small = site.browser.run(include_str!("../looks/targets.js"));
                for small in serde_json::from_value::<Vec<String>>(small).unwrap() {
                    faults.add(small, &place);
                }
                more(&place, faults);
            }
        }
    }
}
