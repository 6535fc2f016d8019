//! A real browser: headless Chromium, driven over WebDriver
//! (<https://www.w3.org/TR/webdriver2/>).

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::http::Connection;
use super::outside::needed;
use super::patience::until;
use super::server::Kept;

/// How often the driver may find its port taken.
const MOST_STARTS: usize = 10;

/// A browser, which ends with the test. What a page shows is asked of it by script.
pub struct Browser {
    /// The path of its session.
    session: String,
    port: u16,
    driver: Option<Kept>,
    profile: Option<TempDir>,
}

/// A tab or window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Window(String);

impl Browser {
    /// Opens a browser; none without Chromium and its driver, but in CI that fails.
    pub fn open() -> Option<Self> {
        let is_here = ["chromium", "chromedriver"].into_iter().all(is_there);
        needed(is_here, "apt-get install chromium chromium-driver").then(Browser::start)
    }

    fn start() -> Self {
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
        let capabilities = json!({"capabilities": {"alwaysMatch": {
            "browserName": "chrome",
            "goog:chromeOptions": {"args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
        }}});
        let mut browser =
            Browser { session: String::new(), port, driver: Some(process), profile: Some(profile) };
        let session = browser.command("POST", "/session", &capabilities);
        browser.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        browser
    }

    /// Sends a command of WebDriver.
    fn command(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, value) = self.try_command(method, path, body);
        assert_eq!(status, 200, "{method} {path}: {value}");
        value
    }

    /// Sends a command of WebDriver: the status, and the value or what is wrong.
    fn try_command(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let headers =
            format!("Host: localhost:{}\r\nContent-Type: application/json\r\n", self.port);
        let path = format!("{}{path}", self.session);
        let answer = Connection::to(self.port).ask_with(method, &path, &headers, body.as_bytes());
        let value: Value = serde_json::from_slice(&answer.body).unwrap();
        (answer.status, value["value"].clone())
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
        let (status, value) = self.try_command("POST", "/execute/sync", &ask);
        let was_left = status != 200 && value.to_string().contains("aborted by navigation");
        assert!(status == 200 || was_left, "{value}");
        (!was_left).then_some(value)
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
            let seen = self
                .run(&format!("try {{ return {expression} }} catch (e) {{ return String(e) }}"));
            if seen == value { Ok(()) } else { Err(format!("it is {seen}")) }
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

    /// What pages had to complain about since this was asked last: scripts that
    /// failed, and what could not be loaded.
    pub fn complaints(&self) -> Vec<String> {
        let log = self.command("POST", "/se/log", &json!({"type": "browser"}));
        let entries = log.as_array().unwrap().iter();
        entries
            .filter(|entry| entry["level"] == "SEVERE" || entry["level"] == "WARNING")
            // The browser's own first page, which is left before it is ready.
            .filter(|entry| !entry["message"].as_str().unwrap().starts_with("chrome://"))
            .map(|entry| format!("{}: {}", entry["source"], entry["message"]))
            .collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // Asked to, the browser ends in good order; what does not is ended below.
        let end = format!("DELETE {} HTTP/1.1\r\nHost: localhost\r\n\r\n", self.session);
        if let Ok(mut connection) = Connection::try_to(self.port) {
            let _ =
                connection.say(end.as_bytes()).and_then(|()| connection.answer("DELETE").map(drop));
        }
        drop(self.driver.take());
        if let Some(profile) = self.profile.take() {
            end_all_of(profile.path());
            // It writes to its profile to the end.
            std::thread::sleep(Duration::from_millis(50));
            let _ = profile.close();
        }
    }
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

/// Ends each process of the browser with this profile, by its id.
fn end_all_of(profile: &Path) {
    let profile = profile.to_str().unwrap();
    let processes = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    for process in processes {
        let command = std::fs::read_to_string(process.path().join("cmdline")).unwrap_or_default();
        let id = process.file_name();
        if command.contains(profile) && id != std::process::id().to_string().as_str() {
            let _ = Command::new("kill").arg("-KILL").arg(id).stderr(Stdio::null()).status();
        }
    }
}

fn is_there(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}
