//! Headless Firefox, which needs no driver.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::marionette::Marionette;
use super::process::is_there;
use super::{Browser, Colours, Engine};
use crate::common::http::Connection;
use crate::common::outside::needed;
use crate::common::patience::until;
use crate::common::server::Kept;

/// What it is called: by Debian, and by others.
const NAMES: [&str; 2] = ["firefox-esr", "firefox"];

/// What it wrote to its console, and what it came from, without what it says of itself.
const SAID: &str = "const said = Services.console.getMessageArray()
    .filter(it => it instanceof Ci.nsIScriptError && /^(http|blob|data)/.test(it.sourceName))
    .filter(it => !(it.flags & it.warningFlag) || /^CSP/.test(it.category))
    .map(it => `${it.category}: ${it.errorMessage} (${it.sourceName}:${it.lineNumber})`);
    Services.console.reset();
    return said";

pub fn is_here() -> bool {
    needed(program().is_some(), "apt-get install firefox-esr")
}

fn program() -> Option<&'static str> {
    NAMES.into_iter().find(|name| is_there(name))
}

/// Settings of `about:config`.
fn settings(colours: Colours) -> String {
    let is_light = i32::from(colours == Colours::Light);
    format!(
        "user_pref(\"marionette.port\", 0);\n\
         user_pref(\"ui.useOverlayScrollbars\", 1);\n\
         user_pref(\"layout.css.prefers-color-scheme.content-override\", {is_light});\n"
    )
}

pub fn start(colours: Colours) -> Browser {
    let profile = tempfile::tempdir().unwrap();
    fs::write(profile.path().join("user.js"), settings(colours)).unwrap();
    let mut command = Command::new(program().unwrap());
    command
        .args(["--headless", "--no-remote", "--marionette", "--remote-allow-system-access"])
        .arg("--profile")
        .arg(profile.path())
        .env("HOME", profile.path())
        .env("MOZ_CRASHREPORTER_DISABLE", "1")
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let processes = vec![Kept(command.spawn().unwrap())];
    let connection = until("Firefox listens", || connected(profile.path()));
    let wire = Box::new(Marionette::open(connection));
    let browser =
        Browser { engine: Engine::Gecko, wire, processes, profile: Some(profile), _screen: None };
    // Its window may be as narrow as a phone.
    browser.run_around("document.documentElement.style.minWidth = '0'");
    browser
}

/// It writes the port that it took into its profile.
fn connected(profile: &Path) -> Result<Connection, String> {
    let port = fs::read_to_string(profile.join("MarionetteActivePort"));
    let port = port.map_err(|error| error.to_string())?;
    let port = port.trim().parse().map_err(|_| format!("its port is {port:?}"))?;
    Connection::try_to(port).map_err(|error| error.to_string())
}

pub fn complaints(browser: &Browser) -> Vec<String> {
    serde_json::from_value(browser.run_around(SAID)).unwrap()
}

impl Browser {
    /// What a script returns that runs in the window of Firefox itself.
    fn run_around(&self, script: &str) -> Value {
        let to = |context: &str| self.command("POST", "/moz/context", &json!({"value": context}));
        to("chrome");
        let value = self.run(script);
        to("content");
        value
    }
}
