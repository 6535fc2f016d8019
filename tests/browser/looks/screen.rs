//! What a page is shown on, and what its reader prefers.

use serde_json::json;

use crate::common::browser::Browser;
pub use crate::common::browser::{COLOURS, Colours};

/// A phone, and a desk.
pub const WIDTHS: [u32; 2] = [390, 1280];

/// From this width on a screen is no phone's.
const NO_PHONE: u32 = 700;

/// Shows pages on a screen of this size, as a phone shows them where it is narrow.
pub fn sized(browser: &Browser, width: u32, height: u32, dots: u32) {
    let is_phone = width < NO_PHONE;
    let size = json!({
        "width": width, "height": height, "deviceScaleFactor": dots, "mobile": is_phone,
    });
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
}

/// Shows pages on a screen to somebody who prefers these colours. Nothing moves:
/// what is seen is what the page is in the end.
pub fn preferring(browser: &Browser, colours: Colours) {
    emulate(browser, "screen", colours);
}

/// Shows pages as they are printed.
pub fn on_paper(browser: &Browser) {
    emulate(browser, "print", Colours::Light);
}

fn emulate(browser: &Browser, medium: &str, colours: Colours) {
    let features = json!([
        {"name": "prefers-color-scheme", "value": colours.name()},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]);
    let media = json!({"media": medium, "features": features});
    browser.devtools("Emulation.setEmulatedMedia", &media);
}
