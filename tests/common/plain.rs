//! A plain static server, such as a site is put on: it knows files and parts of
//! them, and no more.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use super::listening::{Request, Response, content_type, listen};

/// The path that it serves the folder below, so that a link without it leads nowhere.
const BASE: &str = "/briefing";

/// A server of a folder, which lasts as long as the tests.
pub struct Plain {
    /// Without a slash at its end: `http://127.0.0.1:4000/briefing`.
    pub address: String,
    /// What a path contains that cannot be read.
    broken: Arc<Mutex<Option<&'static str>>>,
    /// How long a picture takes.
    delay: Arc<Mutex<Duration>>,
    /// What each page runs first.
    first: Arc<Mutex<String>>,
}

impl Plain {
    /// Serves a folder.
    pub fn serve(folder: PathBuf) -> Self {
        let broken: Arc<Mutex<Option<&'static str>>> = Arc::default();
        let delay: Arc<Mutex<Duration>> = Arc::default();
        let first: Arc<Mutex<String>> = Arc::default();
        let kept = (broken.clone(), delay.clone(), first.clone());
        let origin = listen(move |request| {
            let (broken, delay) = (*kept.0.lock().unwrap(), *kept.1.lock().unwrap());
            if content_type(&request.path).starts_with("image/") {
                sleep(delay);
            }
            match broken.is_some_and(|part| request.path.contains(part)) {
                true => response(500, Vec::new(), request),
                false => answer(&folder, request, &kept.2.lock().unwrap()),
            }
        });
        Plain { address: format!("{origin}{BASE}"), broken, delay, first }
    }

    /// From now on, no file can be read whose path contains this.
    pub fn breaks(&self, part: &'static str) {
        *self.broken.lock().unwrap() = Some(part);
    }

    /// From now on, pictures come later than the page that shows them.
    pub fn delays_pictures(&self, by: Duration) {
        *self.delay.lock().unwrap() = by;
    }

    /// From now on, each page runs a script before anything of its own, and before its policy holds.
    pub fn begins_with(&self, script: &str) {
        *self.first.lock().unwrap() = format!("<head><script>{script}</script>");
    }

    /// All files can be read again.
    pub fn is_mended(&self) {
        *self.broken.lock().unwrap() = None;
    }
}

fn answer(folder: &Path, request: &Request, first: &str) -> Response {
    let path = &request.path;
    let file = path.strip_prefix(BASE).and_then(|path| {
        let page = if path.ends_with('/') { "index.html" } else { "" };
        fs::read(folder.join(format!("{}{page}", path.trim_start_matches('/')))).ok()
    });
    let (status, body) = match file {
        Some(body) => match request.headers.iter().find_map(|line| range(line)) {
            Some((first, last)) => match body.get(first..body.len().min(last + 1)) {
                Some(part) => (206, part.to_vec()),
                None => (416, Vec::new()),
            },
            None if !first.is_empty() && content_type(path).starts_with("text/html") => {
                (200, String::from_utf8_lossy(&body).replacen("<head>", first, 1).into_bytes())
            }
            None => (200, body),
        },
        None => (404, Vec::new()),
    };
    response(status, body, request)
}

fn response(status: u16, body: Vec<u8>, request: &Request) -> Response {
    Response { status, body, headers: String::new(), content_type: content_type(&request.path) }
}

/// The first byte that a line of a request asks for, and the last.
fn range(line: &str) -> Option<(usize, usize)> {
    let (name, range) = line.split_once(": bytes=")?;
    let (first, last) = range.split_once('-').filter(|_| name.eq_ignore_ascii_case("range"))?;
    Some((first.parse().ok()?, last.parse().ok()?))
}
