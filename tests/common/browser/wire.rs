//! How commands of WebDriver get to a browser, and what it answers.

use serde_json::{Value, json};

use crate::common::http::Connection;

/// A session of a browser.
pub trait Wire {
    /// Sends a command, by its method and its path below the session: the value, or what is wrong.
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, Value>;

    /// Asks the browser to end in good order; nobody minds where it is gone already.
    fn end(&self);
}

/// Over HTTP, to a driver (<https://www.w3.org/TR/webdriver2/#protocol>).
pub struct Http {
    port: u16,
    /// The path of the session.
    session: String,
}

impl Http {
    /// Asks a driver at this port of 127.0.0.1 for a browser with these capabilities.
    pub fn open(port: u16, capabilities: &Value) -> Self {
        let mut wire = Http { port, session: String::new() };
        let wanted = json!({"capabilities": {"alwaysMatch": capabilities}});
        let session = wire.ask("POST", "/session", &wanted).unwrap_or_else(|e| panic!("{e}"));
        wire.session = format!("/session/{}", session["sessionId"].as_str().unwrap());
        wire
    }
}

impl Wire for Http {
    fn ask(&self, method: &str, path: &str, body: &Value) -> Result<Value, Value> {
        let body = if method == "POST" { body.to_string() } else { String::new() };
        let headers =
            format!("Host: localhost:{}\r\nContent-Type: application/json\r\n", self.port);
        let path = format!("{}{path}", self.session);
        let answer = Connection::to(self.port).ask_with(method, &path, &headers, body.as_bytes());
        let mut value: Value = serde_json::from_slice(&answer.body).unwrap();
        let value = value["value"].take();
        if answer.status == 200 { Ok(value) } else { Err(value) }
    }

    fn end(&self) {
        let end = format!("DELETE {} HTTP/1.1\r\nHost: localhost\r\n\r\n", self.session);
        if let Ok(mut connection) = Connection::try_to(self.port) {
            let _ =
                connection.say(end.as_bytes()).and_then(|()| connection.answer("DELETE").map(drop));
        }
    }
}
