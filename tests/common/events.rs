//! The events that a server tells browsers.

use std::sync::{Arc, Mutex};
use std::thread;

use super::http::Connection;
use super::patience::until;
use super::server::Server;

/// Listens to a server's events.
pub struct Events(Arc<Mutex<Vec<Event>>>);

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    pub generation: u64,
    /// What is wrong, if something is.
    pub problems: Option<String>,
}

impl Events {
    /// Those from now on; the first is the state at this moment.
    pub fn of(server: &Server) -> Self {
        let mut connection = Connection::to(server.port);
        // To an old client an answer of no known length is sent as it is.
        let request = "GET /__dateline/events HTTP/1.0\r\nHost: localhost\r\n\r\n";
        connection.say(request.as_bytes()).unwrap();
        let events: Arc<Mutex<Vec<Event>>> = Arc::default();
        let heard = events.clone();
        thread::spawn(move || {
            while let Ok(line) = connection.line() {
                if let Some(data) = line.strip_prefix("data: ") {
                    heard.lock().unwrap().push(event(data));
                }
            }
        });
        let events = Events(events);
        until("the server tells its state", || events.last().ok_or("no event came".into()));
        events
    }

    fn last(&self) -> Option<Event> {
        self.0.lock().unwrap().last().cloned()
    }

    /// Everything that was told so far.
    pub fn all(&self) -> Vec<Event> {
        self.0.lock().unwrap().clone()
    }

    /// What is wrong now; nothing if nothing is.
    pub fn problems(&self) -> String {
        self.last().and_then(|event| event.problems).unwrap_or_default()
    }

    /// Waits until the problems name `words`.
    #[track_caller]
    pub fn name_problem(&self, words: &str) {
        until(&format!("the events name `{words}`"), || {
            let problems = self.problems();
            if problems.contains(words) { Ok(()) } else { Err(format!("they say: {problems}")) }
        });
    }

    /// Waits until nothing is wrong any more.
    #[track_caller]
    pub fn name_no_problem(&self) {
        until("nothing is wrong any more", || match self.problems() {
            problems if problems.is_empty() => Ok(()),
            problems => Err(problems),
        });
    }
}

/// The messages of problems, as the terminal has them.
pub fn messages(problems: &str) -> Vec<String> {
    let heading = |part: &str| Some(part.split_once("</h2>")?.0.to_string());
    let headings = problems.split("<h2>").skip(1).filter_map(heading);
    let plain = |heading: String| {
        let text = heading.replace("<code>", "`").replace("</code>", "`");
        text.replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&amp;", "&")
    };
    let messages: Vec<String> = headings.map(plain).collect();
    assert!(!messages.is_empty(), "{problems}");
    messages
}

fn event(data: &str) -> Event {
    let event: serde_json::Value = serde_json::from_str(data).unwrap();
    Event {
        generation: event["generation"].as_u64().unwrap(),
        problems: event["problems"].as_str().map(String::from),
    }
}
