//! Headless Chromium, by chromedriver.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::process::is_there;
use super::wire::Http;
use super::{Browser, Colours, Engine, HEIGHT};
use crate::common::outside::needed;
use crate::common::server::Kept;

/// How often the driver may find its port taken.
const MOST_STARTS: usize = 10;

pub fn is_here() -> bool {
    let is_here = ["chromium", "chromedriver"].into_iter().all(is_there);
    needed(is_here, "apt-get install chromium chromium-driver")
}

pub fn start(colours: Colours) -> Browser {
    let profile = tempfile::tempdir().unwrap();
    let Driver { process, port } = Driver::start();
    let folder = format!("--user-data-dir={}", profile.path().display());
    let arguments = [
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-background-networking",
        "--no-first-run",
        "--disable-component-update",
        "--window-size=800,600",
        &folder,
    ];
    let capabilities = json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"args": arguments},
        "goog:loggingPrefs": {"browser": "ALL"},
    });
    let wire = Box::new(Http::open(port, &capabilities));
    let processes = vec![process];
    let browser = Browser {
        engine: Engine::Chromium,
        wire,
        processes,
        profile: Some(profile),
        _screen: None,
    };
    if colours == Colours::Dark {
        let features = json!([{"name": "prefers-color-scheme", "value": "dark"}]);
        browser.devtools("Emulation.setEmulatedMedia", &json!({"features": features}));
    }
    browser
}

pub fn widened(browser: &Browser, width: u32) {
    let size = json!({"width": width, "height": HEIGHT, "deviceScaleFactor": 1, "mobile": false});
    browser.devtools("Emulation.setDeviceMetricsOverride", &size);
}

pub fn complaints(browser: &Browser) -> Vec<String> {
    let log = browser.command("POST", "/se/log", &json!({"type": "browser"}));
    let entries = log.as_array().unwrap().iter();
    let text = |entry: &Value| format!("{}: {}", entry["source"], entry["message"]);
    entries
        .filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING")
        // The browser's own first page, which is left before it is ready.
        .filter(|entry| !entry["message"].as_str().unwrap().starts_with("chrome://"))
        .map(text)
        .collect()
}

/// chromedriver, and the port of 127.0.0.1 that it listens at.
struct Driver {
    process: Kept,
    port: u16,
}

impl Driver {
    /// It takes a free port of IPv6 and needs the same one of IPv4; where something else
    /// has that, it ends, and another port may do.
    fn start() -> Self {
        let mut said = String::new();
        for _ in 0..MOST_STARTS {
            match Driver::try_start() {
                Ok(driver) => return driver,
                Err(output) => said = output,
            }
            if !said.contains("port not available") {
                break;
            }
        }
        panic!("chromedriver does not start: {said}");
    }

    /// Starts it on any port, or returns what it said until it ended.
    fn try_start() -> Result<Self, String> {
        let mut command = Command::new("chromedriver");
        command.arg("--port=0").stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = Kept(command.spawn().unwrap());
        let mut output = BufReader::new(process.0.stdout.take().unwrap());
        let mut said = String::new();
        while output.read_line(&mut said).unwrap() > 0 {
            let line = said.lines().next_back().unwrap();
            let Some((_, port)) = line.rsplit_once("started successfully on port ") else {
                continue;
            };
            let port = port.trim_end_matches('.').parse().unwrap();
            // It must not wait for somebody to read what else it says.
            std::thread::spawn(move || std::io::copy(&mut output, &mut std::io::sink()));
            return Ok(Driver { process, port });
        }
        Err(said)
    }
}
