//! Plain HTTP over a socket, so that a test can also say what no client would.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// A bound for what could hang.
const AT_MOST: Duration = Duration::from_secs(30);

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// A header's value; empty if it is not there.
    pub fn header(&self, name: &str) -> &str {
        let header = self.headers.iter().find(|(header, _)| header.eq_ignore_ascii_case(name));
        header.map_or("", |(_, value)| value)
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A connection to this machine that is kept open.
pub struct Connection {
    stream: BufReader<TcpStream>,
    port: u16,
}

impl Connection {
    pub fn to(port: u16) -> Self {
        Connection::try_to(port).unwrap_or_else(|error| panic!("port {port}: {error}"))
    }

    pub fn try_to(port: u16) -> io::Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port))?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(AT_MOST))?;
        stream.set_write_timeout(Some(AT_MOST))?;
        Ok(Connection { stream: BufReader::new(stream), port })
    }

    /// Waits this long for each part of an answer that takes much work.
    pub fn waiting(self, at_most: Duration) -> Self {
        self.stream.get_ref().set_read_timeout(Some(at_most)).unwrap();
        self
    }

    pub fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path)
    }

    pub fn ask(&mut self, method: &str, path: &str) -> Answer {
        let host = format!("Host: 127.0.0.1:{}\r\n", self.port);
        self.ask_with(method, path, &host, b"")
    }

    /// Asks with these header lines, each with its line end, and a body.
    pub fn ask_with(&mut self, method: &str, path: &str, headers: &str, body: &[u8]) -> Answer {
        let length = match body {
            [] => String::new(),
            body => format!("Content-Length: {}\r\n", body.len()),
        };
        let head = format!("{method} {path} HTTP/1.1\r\n{headers}{length}\r\n");
        self.say(&[head.as_bytes(), body].concat()).unwrap();
        self.answer(method).unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    pub fn say(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.stream.get_mut().write_all(bytes)
    }

    /// Reads one answer to a request of `method`.
    pub fn answer(&mut self, method: &str) -> io::Result<Answer> {
        let status = self.line()?;
        let status = status.split(' ').nth(1).and_then(|status| status.parse().ok());
        let status = status.ok_or_else(|| io::Error::other("the answer has no status"))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_string(), value.trim().to_string()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        if method != "HEAD" {
            let length = answer.header("content-length").parse();
            answer.body = vec![0; length.map_err(io::Error::other)?];
            self.stream.read_exact(&mut answer.body)?;
        }
        Ok(answer)
    }

    /// The next so many bytes; that there are fewer is an error.
    pub fn read_exactly(&mut self, length: usize) -> io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes)?;
        Ok(bytes)
    }

    /// The next line, without its end; that there is none is an error.
    pub fn line(&mut self) -> io::Result<String> {
        let mut line = String::new();
        match self.stream.read_line(&mut line)? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(line.trim_end().to_string()),
        }
    }
}

/// Asks once, over a connection of its own.
pub fn get(port: u16, path: &str) -> Answer {
    Connection::to(port).get(path)
}
