//! A plain static server, such as a site is put on: it knows files and parts of
//! them, and no more.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::sleep;
use std::time::Duration;

use super::listening::{Request, Response, content_type, listen};

/// Only what is of the site itself may be loaded and run.
pub const STRICT: &str = "Content-Security-Policy: default-src 'self'; script-src 'self'\r\n";

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
}

impl Plain {
    /// Serves a folder; `headers` are said with every file, each with its line end.
    pub fn serve(folder: PathBuf, headers: &'static str) -> Self {
        let broken: Arc<Mutex<Option<&'static str>>> = Arc::default();
        let delay: Arc<Mutex<Duration>> = Arc::default();
        let kept = (broken.clone(), delay.clone());
        let origin = listen(move |request| {
            let (broken, delay) = (*kept.0.lock().unwrap(), *kept.1.lock().unwrap());
            if content_type(&request.path).starts_with("image/") {
                sleep(delay);
            }
            match broken.is_some_and(|part| request.path.contains(part)) {
                true => with_headers(500, Vec::new(), request, headers),
                false => answer(&folder, request, headers),
            }
        });
        Plain { address: format!("{origin}{BASE}"), broken, delay }
    }

    /// From now on, no file can be read whose path contains this.
    pub fn breaks(&self, part: &'static str) {
        *self.broken.lock().unwrap() = Some(part);
    }

    /// From now on, pictures come later than the page that shows them.
    pub fn delays_pictures(&self, by: Duration) {
        *self.delay.lock().unwrap() = by;
    }

    /// All files can be read again.
    pub fn is_mended(&self) {
        *self.broken.lock().unwrap() = None;
    }
}

fn answer(folder: &Path, request: &Request, headers: &str) -> Response {
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
            None => (200, body),
        },
        None => (404, Vec::new()),
    };
    with_headers(status, body, request, headers)
}

fn with_headers(status: u16, body: Vec<u8>, request: &Request, headers: &str) -> Response {
    Response { status, body, headers: headers.into(), content_type: content_type(&request.path) }
}

/// The first byte that a line of a request asks for, and the last.
fn range(line: &str) -> Option<(usize, usize)> {
    let (name, range) = line.split_once(": bytes=")?;
    let (first, last) = range.split_once('-').filter(|_| name.eq_ignore_ascii_case("range"))?;
    Some((first.parse().ok()?, last.parse().ok()?))
}
