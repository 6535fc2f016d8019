//! The web manifest, read by Chromium.

use serde_json::Value;

use crate::common::browser::Browser;
use crate::common::everything::Everything;
use crate::common::plain::Plain;
use crate::common::tree;

#[test]
fn a_browser_finds_no_fault_in_the_manifest() {
    let Some(browser) = Browser::open() else { return };
    let place = tempfile::tempdir().unwrap();
    let site = Everything::default();
    tree::write(&site.rendered(), place.path());
    let server = Plain::serve(place.path().into());
    browser.go_to(&format!("{}/politics/talks/", server.address));
    let told = browser.manifest();
    assert_eq!(told["url"], format!("{}/site.webmanifest", server.address));
    assert_eq!(told["errors"], Value::Array(Vec::new()), "{told}");
    assert_eq!(browser.hindrances(), Value::Array(Vec::new()), "{told}");
    let manifest: Value = serde_json::from_str(told["data"].as_str().unwrap()).unwrap();
    assert_eq!(manifest["name"], site.text("site's title"));

    // And it would find one.
    let wrong = manifest.to_string().replace("minimal-ui", "small");
    tree::put(place.path(), "site.webmanifest", wrong.replace("\"#ffffff\"", "\"white paper\""));
    browser.go_to(&format!("{}/politics/", server.address));
    let errors = browser.manifest()["errors"].to_string();
    assert!(errors.contains("display") && errors.contains("background_color"), "{errors}");
}
