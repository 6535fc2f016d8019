//! A server of files as GitHub Pages has it: a folder without its slash is sent on,
//! `.html` may be left out, and `404.html` stands for everything that is missing.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

use percent_encoding::percent_decode_str;

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
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<(String, u16)>>> = Arc::default();
        let log = asked.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, log) = (folder.clone(), log.clone());
                thread::spawn(move || answer(stream, &folder, base, &log));
            }
        });
        GithubPages { origin, asked }
    }

    /// What was asked for since this was asked last.
    pub fn asked(&self) -> Vec<(String, u16)> {
        std::mem::take(&mut *self.asked.lock().unwrap())
    }
}

/// Answers one request; a browser that goes away is no error.
fn answer(
    mut stream: TcpStream,
    folder: &Path,
    base: &str,
    log: &Mutex<Vec<(String, u16)>>,
) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let request = lines.next()?;
    // What is left unread would make the system cut the connection off.
    lines.by_ref().take_while(|line| !line.is_empty()).count();
    let path = request.split(' ').nth(1)?.split('?').next()?.to_string();
    let (status, location, file) = found(folder, base, &path);
    log.lock().unwrap().push((path, status));
    let body = file.as_ref().and_then(|file| fs::read(file).ok()).unwrap_or_default();
    let kind = match file.as_ref().and_then(|file| file.extension()?.to_str()) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some("html") | None => "text/html; charset=utf-8",
        Some(_) => "application/octet-stream",
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} x\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{location}Connection: close\r\n\r\n"
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()
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
