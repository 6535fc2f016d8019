//! The part that is the same in all static servers of the tests.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;

/// A request.
pub struct Request {
    /// The path, without a query.
    pub path: String,
    /// The lines of its head.
    pub headers: Vec<String>,
}

/// What is answered.
pub struct Response {
    pub status: u16,
    /// More than the type and the length: each with its line end.
    pub headers: String,
    pub content_type: &'static str,
    pub body: Vec<u8>,
}

/// Answers requests as long as the tests last; returns scheme, host and port.
pub fn listen(answer: impl Fn(&Request) -> Response + Send + Sync + 'static) -> String {
    let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
    let origin = format!("http://{}", listener.local_addr().unwrap());
    let answer = Arc::new(answer);
    thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let answer = answer.clone();
            // A browser opens some connections only in advance.
            thread::spawn(move || answer_one(stream, &*answer));
        }
    });
    origin
}

/// Answers one request; a browser that goes away is no error.
fn answer_one(mut stream: TcpStream, answer: &impl Fn(&Request) -> Response) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?).lines().map_while(Result::ok);
    let asked = lines.next()?;
    // What is left unread would make the system cut the connection off.
    let headers = lines.by_ref().take_while(|line| !line.is_empty()).collect();
    let path = asked.split(' ').nth(1)?.split('?').next()?.to_string();
    let Response { status, headers, content_type, body } = answer(&Request { path, headers });
    let head = format!(
        "HTTP/1.1 {status} \r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n{headers}Connection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(&[head.as_bytes(), &body].concat()).ok()
}

/// The type of a file by the ending of its name; that of a page without one.
pub fn content_type(path: &str) -> &'static str {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.').map(|(_, ending)| ending) {
        None | Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css",
        Some("js") => "text/javascript",
        Some("json") => "application/json",
        Some("png") => "image/png",
        Some("svg") => "image/svg+xml",
        Some("webmanifest") => "application/manifest+json",
        Some("xml") => "application/xml",
        Some(_) => "application/octet-stream",
    }
}
