//! A plain static server, such as a site is put on: it knows files and parts of
//! them, and no more.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread;

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
}

impl Plain {
    /// Serves a folder; `headers` are said with every file, each with its line end.
    pub fn serve(folder: PathBuf, headers: &'static str) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let address = format!("http://{}{BASE}", listener.local_addr().unwrap());
        let broken: Arc<Mutex<Option<&'static str>>> = Arc::default();
        let kept = broken.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (folder, broken) = (folder.clone(), kept.clone());
                // A browser opens some connections only in advance.
                thread::spawn(move || answer(stream, &folder, headers, &broken));
            }
        });
        Plain { address, broken }
    }

    /// From now on, no file can be read whose path contains this.
    pub fn breaks(&self, part: &'static str) {
        *self.broken.lock().unwrap() = Some(part);
    }

    /// All files can be read again.
    pub fn is_mended(&self) {
        *self.broken.lock().unwrap() = None;
    }
}

/// Answers one request; a browser that goes away is no error.
fn answer(
    mut stream: TcpStream,
    folder: &Path,
    headers: &str,
    broken: &Mutex<Option<&'static str>>,
) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let request = lines.next()?;
    // What is left unread would make the system cut the connection off.
    let asked: Vec<String> = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let path = request.split(' ').nth(1)?.split('?').next()?;
    let is_broken = broken.lock().unwrap().is_some_and(|part| path.contains(part));
    let file = path.strip_prefix(BASE).and_then(|path| {
        let page = if path.ends_with('/') { "index.html" } else { "" };
        fs::read(folder.join(format!("{}{page}", path.trim_start_matches('/')))).ok()
    });
    let (status, body) = match file {
        _ if is_broken => ("500 Internal Server Error", Vec::new()),
        Some(body) => match asked.iter().find_map(|line| range(line)) {
            Some((first, last)) => match body.get(first..body.len().min(last + 1)) {
                Some(part) => ("206 Partial Content", part.to_vec()),
                None => ("416 Range Not Satisfiable", Vec::new()),
            },
            None => ("200 OK", body),
        },
        None => ("404 Not Found", Vec::new()),
    };
    let kind = match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("webmanifest") => "application/manifest+json",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("bin") => "application/octet-stream",
        _ => "text/html",
    };
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n\
         Connection: close\r\n{headers}\r\n"
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()
}

/// The first byte that a line of a request asks for, and the last.
fn range(line: &str) -> Option<(usize, usize)> {
    let (name, range) = line.split_once(": bytes=")?;
    let (first, last) = range.split_once('-').filter(|_| name.eq_ignore_ascii_case("range"))?;
    Some((first.parse().ok()?, last.parse().ok()?))
}
