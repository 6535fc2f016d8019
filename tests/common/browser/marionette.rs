//! What Firefox understands without a driver
//! (<https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html>): the commands of
//! WebDriver by names of its own, as JSON behind its length, over one connection.

use std::cell::{Cell, RefCell};
use std::io;

use serde_json::{Value, json};

use crate::common::browser::wire::Wire;
use crate::common::http::Connection;

/// The commands of WebDriver, and what they are called here.
const NAMES: [(&str, &str, &str); 10] = [
    ("POST", "/session", "WebDriver:NewSession"),
    ("POST", "/url", "WebDriver:Navigate"),
    ("POST", "/execute/sync", "WebDriver:ExecuteScript"),
    ("POST", "/actions", "WebDriver:PerformActions"),
    ("POST", "/back", "WebDriver:Back"),
    ("POST", "/forward", "WebDriver:Forward"),
    ("POST", "/window/new", "WebDriver:NewWindow"),
    ("GET", "/window", "WebDriver:GetWindowHandle"),
    ("POST", "/window/rect", "WebDriver:SetWindowRect"),
    // Firefox's own: whether scripts run in the page or in the browser around it.
    ("POST", "/moz/context", "Marionette:SetContext"),
];

pub struct Marionette {
    connection: RefCell<Connection>,
    /// How many commands were sent.
    count: Cell<u64>,
}

impl Marionette {
    /// Over a connection on which nothing was said yet.
    pub fn open(mut connection: Connection) -> Self {
        message(&mut connection).unwrap_or_else(|error| panic!("Firefox says nothing: {error}"));
        let wire = Marionette { connection: RefCell::new(connection), count: Cell::default() };
        wire.ask("POST", "/session", &json!({})).unwrap_or_else(|error| panic!("{error}"));
        wire
    }

    /// Sends a command by its name, and waits for the answer.
    fn command(&self, name: &str, body: &Value) -> io::Result<Result<Value, Value>> {
        self.count.set(self.count.get() + 1);
        let body = if body.is_null() { &json!({}) } else { body };
        let said = json!([0, self.count.get(), name, body]).to_string();
        let connection = &mut *self.connection.borrow_mut();
        connection.say(format!("{}:{said}", said.len()).as_bytes())?;
        let mut answer = message(connection)?;
        match answer[2].take() {
            Value::Null => Ok(Ok(bare(answer[3].take()))),
            error => Ok(Err(error)),
        }
    }
}

impl Wire for Marionette {
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, Value> {
        let named = NAMES.iter().find(|(m, p, _)| (*m, *p) == (method, path));
        let (_, _, name) = named.unwrap_or_else(|| panic!("Firefox knows no {method} {path}"));
        self.command(name, body).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn end(&self) {
        let _ = self.command("Marionette:Quit", &json!({"flags": ["eForceQuit"]}));
    }
}

/// The next message.
fn message(connection: &mut Connection) -> io::Result<Value> {
    let mut length = 0;
    loop {
        match connection.read_exactly(1)?[0] {
            b':' => break,
            digit => length = length * 10 + usize::from(digit - b'0'),
        }
    }
    serde_json::from_slice(&connection.read_exactly(length)?).map_err(io::Error::other)
}

/// A value that is alone is in an object here.
fn bare(mut answer: Value) -> Value {
    match answer.as_object() {
        Some(object) if object.len() == 1 && object.contains_key("value") => answer["value"].take(),
        _ => answer,
    }
}
