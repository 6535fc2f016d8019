//! WebKit in its own small browser, by WebKitWebDriver, on a screen in memory.

use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::process::{Command, Stdio};

use serde_json::json;

use super::process::is_there;
use super::wire::Http;
use super::{Browser, Colours, Engine};
use crate::common::http::Connection;
use crate::common::outside::needed;
use crate::common::patience::until;
use crate::common::server::Kept;

/// Its middle, at which the pointer is, is in a window of any width: without a window manager, a window has the focus
/// while the pointer is in it.
const SCREEN: &str = "640x800x24";

pub fn is_here() -> bool {
    let is_here = ["WebKitWebDriver", "Xvfb"].into_iter().all(is_there);
    needed(is_here, "apt-get install webkit2gtk-driver xvfb")
}

pub fn start(colours: Colours) -> Browser {
    let profile = tempfile::tempdir().unwrap();
    let screen = Screen::start();
    let port = free_port();
    let mut driver = Command::new("WebKitWebDriver");
    driver
        .arg(format!("--port={port}"))
        .env("DISPLAY", &screen.name)
        .env("HOME", profile.path())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    let driver = Kept(driver.spawn().unwrap());
    until("WebKitWebDriver listens", || {
        Connection::try_to(port).map_err(|error| error.to_string())
    });
    // With a bar above, a window would not be as narrow as a phone.
    let mut arguments = vec!["--automation", "--full-screen"];
    if colours == Colours::Dark {
        arguments.push("--dark-mode");
    }
    let capabilities = json!({"webkitgtk:browserOptions": {"args": arguments}});
    let wire = Box::new(Http::open(port, &capabilities));
    Browser {
        engine: Engine::WebKit,
        wire,
        processes: vec![driver],
        profile: Some(profile),
        _screen: Some(screen),
    }
}

/// A screen that nobody sees.
pub struct Screen {
    process: Kept,
    /// By which programs know it.
    name: String,
}

impl Screen {
    fn start() -> Self {
        let mut command = Command::new("Xvfb");
        command
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut process = Kept(command.spawn().unwrap());
        let mut number = String::new();
        BufReader::new(process.0.stdout.take().unwrap()).read_line(&mut number).unwrap();
        Screen { process, name: format!(":{}", number.trim()) }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Asked to, it takes its files in /tmp along.
        let id = self.process.0.id().to_string();
        if Command::new("kill").arg(id).status().is_ok_and(|status| status.success()) {
            let _ = self.process.0.wait();
        }
    }
}

/// The driver does not choose one itself.
fn free_port() -> u16 {
    TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port()
}

/// It has no log that a driver may read; with `EAR`, pages keep one.
pub fn complaints(browser: &Browser) -> Vec<String> {
    let said = browser.run("return (window.complaints ?? []).splice(0)");
    serde_json::from_value(said).unwrap()
}
