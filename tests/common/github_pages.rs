//! A server of files as GitHub Pages has it: a folder without its slash is sent on,
//! `.html` may be left out, and `404.html` stands for everything that is missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use percent_encoding::percent_decode_str;

use super::listening::{Response, content_type, listen};

/// The server, which lasts as long as the tests.
pub struct GithubPages {
    /// Scheme, host and port.
    pub origin: String,
    /// Each path that was asked for, and the status of the answer.
    asked: Arc<Mutex<Vec<(String, u16)>>>,
}

impl GithubPages {
    /// Serves what is in `folder`, which need not exist yet, below the path `base`: `/repo/`.
    pub fn serve(folder: PathBuf, base: &'static str) -> Self {
        let asked: Arc<Mutex<Vec<(String, u16)>>> = Arc::default();
        let log = asked.clone();
        let origin = listen(move |request| {
            let (status, headers, file) = found(&folder, base, &request.path);
            log.lock().unwrap().push((request.path.clone(), status));
            let body = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
            let name = file.as_ref().map(|file| file.to_string_lossy()).unwrap_or_default();
            Response { status, headers, content_type: content_type(&name), body }
        });
        GithubPages { origin, asked }
    }

    /// What was asked for since this was asked last.
    pub fn asked(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// The status of a path, where it is sent on to, and the file.
fn found(folder: &Path, base: &str, path: &str) -> (u16, String, Option<PathBuf>) {
    let missing = (404, String::new(), Some(folder.join("404.html")));
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let Some(below) = decoded.strip_prefix(base) else {
        // Another site of the host.
        return (404, String::new(), None);
    };
    let file = folder.join(below);
    if below.is_empty() || below.ends_with('/') {
        let index = file.join("index.html");
        return if index.is_file() { (200, String::new(), Some(index)) } else { missing };
    }
    if file.is_file() {
        return (200, String::new(), Some(file));
    }
    if file.is_dir() {
        return (301, format!("Location: {path}/\r\n"), None);
    }
    let page = folder.join(format!("{below}.html"));
    if page.is_file() { (200, String::new(), Some(page)) } else { missing }
}
