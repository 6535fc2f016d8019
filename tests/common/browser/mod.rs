//! A real browser, driven over WebDriver (<https://www.w3.org/TR/webdriver2/>): headless Chromium, where a test names no
//! other engine.

mod chromium;
mod firefox;
mod marionette;
mod process;
mod webkit;
mod wire;

use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use self::wire::Wire;
use super::patience::until;
use super::server::Kept;

/// What a page is shown by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    Chromium,
    /// Firefox.
    Gecko,
    /// What Safari is made of.
    WebKit,
}

/// Whether readers prefer light pages or dark ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    Light,
    Dark,
}

pub const COLOURS: [Colours; 2] = [Colours::Light, Colours::Dark];

impl Colours {
    pub fn name(self) -> &'static str {
        match self {
            Colours::Light => "light",
            Colours::Dark => "dark",
        }
    }
}

/// A script with which a page keeps what it has to complain about; see `Plain::begins_with`.
pub const EAR: &str = include_str!("ear.js");

/// A browser, which ends with the test. What a page shows is asked of it by script.
pub struct Browser {
    engine: Engine,
    wire: Box<dyn Wire>,
    /// The driver, and whatever else it needs.
    processes: Vec<Kept>,
    profile: Option<TempDir>,
    /// Ended last.
    _screen: Option<webkit::Screen>,
}

/// What the drivers say of a script whose page was left before it returned: Chromium's, Firefox, WebKit's.
const LEFT: [&str; 3] =
    ["aborted by navigation", "destroyed before query", "before the unload event"];

/// How high windows are, with what the browser itself shows.
const HEIGHT: u32 = 900;

/// A tab or window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window(String);

impl Browser {
    /// Opens Chromium; none without it and its driver, but in CI that fails.
    pub fn open() -> Option<Self> {
        Browser::of(Engine::Chromium, Colours::Light)
    }

    /// Opens a browser for somebody who prefers these colours; none where it is not there, but in CI that fails.
    pub fn of(engine: Engine, colours: Colours) -> Option<Self> {
        match engine {
            Engine::Chromium => chromium::is_here().then(|| chromium::start(colours)),
            Engine::Gecko => firefox::is_here().then(|| firefox::start(colours)),
            Engine::WebKit => webkit::is_here().then(|| webkit::start(colours)),
        }
    }

    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Sends a command of WebDriver.
    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let answer = self.wire.ask(method, path, body);
        answer.unwrap_or_else(|wrong| panic!("{method} {path}: {wrong}"))
    }

    /// Shows pages in a window of this width, which is the width of the page too.
    pub fn widened(&self, width: u32) {
        match self.engine {
            Engine::Chromium => chromium::widened(self, width),
            Engine::Gecko | Engine::WebKit => {
                let rect = json!({"x": 0, "y": 0, "width": width, "height": HEIGHT});
                self.command("POST", "/window/rect", &rect);
            }
        }
        // It says so before it did.
        self.shows("innerWidth", width);
    }

    /// Goes to an address, and waits until it is loaded.
    pub fn go_to(&self, address: &str) {
        self.command("POST", "/url", &json!({"url": address}));
    }

    /// What a piece of JavaScript, the body of a function, returns on the page.
    pub fn run(&self, script: &str) -> Value {
        self.command("POST", "/execute/sync", &json!({"script": script, "args": []}))
    }

    /// The same; none if the page was left before it returned.
    pub fn run_while_it_stays(&self, script: &str) -> Option<Value> {
        let ask = json!({"script": script, "args": []});
        match self.wire.ask("POST", "/execute/sync", &ask) {
            Ok(value) => Some(value),
            Err(wrong) if LEFT.iter().any(|told| wrong.to_string().contains(told)) => None,
            Err(wrong) => panic!("{wrong}"),
        }
    }

    /// Presses and releases keys, one after the other, by WebDriver's code points.
    pub fn press(&self, keys: &str) {
        let steps = keys.chars().flat_map(|key| {
            ["keyDown", "keyUp"].map(|kind| json!({"type": kind, "value": key.to_string()}))
        });
        let steps: Vec<Value> = steps.collect();
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": steps});
        self.command("POST", "/actions", &json!({"actions": [keyboard]}));
    }

    /// Clicks the middle of the first element of a selector, as a mouse does.
    #[track_caller]
    pub fn click(&self, selector: &str) {
        let place = self.run(&format!(
            "const element = document.querySelector(`{selector}`);
             element.scrollIntoView({{block: 'center', behavior: 'instant'}});
             const {{left, top, width, height}} = element.getBoundingClientRect();
             return [left + width / 2, top + height / 2].map(Math.round)"
        ));
        let steps = json!([
            {"type": "pointerMove", "x": place[0], "y": place[1], "origin": "viewport"},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]);
        let mouse = json!({"type": "pointer", "id": "mouse", "actions": steps});
        self.command("POST", "/actions", &json!({"actions": [mouse]}));
    }

    /// Presses and releases a key while another is held.
    pub fn press_with(&self, held: &str, key: &str) {
        let step = |kind: &str, key: &str| json!({"type": kind, "value": key});
        let steps =
            [step("keyDown", held), step("keyDown", key), step("keyUp", key), step("keyUp", held)];
        let keyboard = json!({"type": "key", "id": "keyboard", "actions": steps});
        self.command("POST", "/actions", &json!({"actions": [keyboard]}));
    }

    /// Sends a command of the DevTools protocol
    /// (<https://chromedevtools.github.io/devtools-protocol/>).
    pub fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let ask = json!({"cmd": command, "params": parameters});
        self.command("POST", "/goog/cdp/execute", &ask)
    }

    /// What the browser makes of the manifest that the page names.
    pub fn manifest(&self) -> Value {
        self.devtools("Page.getAppManifest", &json!({}))
    }

    /// Why it would not offer to install the page.
    pub fn hindrances(&self) -> Value {
        self.devtools("Page.getInstallabilityErrors", &json!({}))["installabilityErrors"].take()
    }

    /// Goes back in the history of the tab.
    pub fn back(&self) {
        self.command("POST", "/back", &json!({}));
    }

    /// Goes forward in the history of the tab.
    pub fn forward(&self) {
        self.command("POST", "/forward", &json!({}));
    }

    /// From the next page on, the scripts of pages do not run; those of tests do.
    pub fn without_scripts(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", &json!({"value": true}));
    }

    /// What a screen reader is told of the page: role, name and, where there is
    /// one, whether it is checked.
    pub fn told(&self) -> Vec<String> {
        let tree = self.devtools("Accessibility.getFullAXTree", &json!({}));
        let nodes = tree["nodes"].as_array().unwrap().iter();
        nodes
            .filter(|node| node["ignored"] == false)
            .map(|node| {
                let properties = node["properties"].as_array().into_iter().flatten();
                let checked = properties
                    .filter(|property| property["name"] == "checked")
                    .map(|property| format!(" checked={}", property["value"]["value"]));
                let told = [&node["role"]["value"], &node["name"]["value"]];
                let told = told.map(|value| value.as_str().unwrap_or_default());
                format!("{}{}", told.join(" "), checked.collect::<String>())
            })
            .collect()
    }

    /// Shows a tab, in front of the others of its window.
    pub fn bring_to_front(&self, window: &Window) {
        self.devtools("Target.activateTarget", &json!({"targetId": window.0}));
    }

    /// Waits until an expression of JavaScript has a value.
    #[track_caller]
    pub fn shows(&self, expression: &str, value: impl Into<Value>) {
        let value = value.into();
        until(&format!("`{expression}` is {value}"), || {
            // A page that is just being loaded may lack what it will have.
            let script = format!("try {{ return {expression} }} catch (e) {{ return String(e) }}");
            match self.run_while_it_stays(&script) {
                Some(seen) if seen == value => Ok(()),
                Some(seen) => Err(format!("it is {seen}")),
                None => Err("the page was left".into()),
            }
        });
    }

    /// Opens another tab; commands go where they went before.
    pub fn new_tab(&self) -> Window {
        let window = self.command("POST", "/window/new", &json!({"type": "tab"}));
        Window(window["handle"].as_str().unwrap().into())
    }

    /// Opens another window; commands go where they went before.
    pub fn new_window(&self) -> Window {
        let window = self.command("POST", "/window/new", &json!({"type": "window"}));
        Window(window["handle"].as_str().unwrap().into())
    }

    /// The window that commands go to.
    pub fn window(&self) -> Window {
        Window(self.command("GET", "/window", &Value::Null).as_str().unwrap().into())
    }

    /// Lets commands go to another window, without showing it.
    pub fn attend(&self, window: &Window) {
        self.command("POST", "/window", &json!({"handle": window.0}));
    }

    /// What pages had to complain about since this was asked last: scripts that failed, what a policy stopped and,
    /// where the browser tells that, what could not be loaded.
    pub fn complaints(&self) -> Vec<String> {
        match self.engine {
            Engine::Chromium => chromium::complaints(self),
            Engine::Gecko => firefox::complaints(self),
            Engine::WebKit => webkit::complaints(self),
        }
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to, the browser ends in good order; what does not is ended below.
        self.wire.end();
        self.processes.clear();
        if let Some(profile) = self.profile.take() {
            process::end_all_of(profile.path());
            // It writes to its profile to the end.
            std::thread::sleep(Duration::from_millis(50));
            let _ = profile.close();
        }
    }
}
