//! `dateline serve`, as a process that ends with the test.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;

use super::http::{self, Answer};
use super::patience::until;
use super::program::dateline;

/// A process that is ended with its owner, also where a test fails.
pub struct Kept(pub Child);

impl Drop for Kept {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A running server.
pub struct Server {
    process: Kept,
    /// The address that it printed: `http://127.0.0.1:4000/briefing/`.
    pub address: String,
    pub port: u16,
    /// What stands on standard output and standard error so far.
    said: Arc<Mutex<String>>,
}

impl Server {
    /// Starts a server on a free port and waits until it says where it is.
    pub fn start(site: &Path, arguments: &[&str]) -> Self {
        Server::start_on(0, site, arguments)
    }

    pub fn start_on(port: u16, site: &Path, arguments: &[&str]) -> Self {
        let port = port.to_string();
        let serve = ["serve", "--site", site.to_str().unwrap(), "--port", &port];
        Server::of(dateline(Path::new("/"), &[&serve, arguments].concat()))
    }

    /// Runs `command`, which is a server's.
    pub fn of(mut command: Command) -> Self {
        let mut process =
            Kept(command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        let said: Arc<Mutex<String>> = Arc::default();
        gather(process.0.stderr.take().unwrap(), &said);
        let mut output = BufReader::new(process.0.stdout.take().unwrap());
        let address = address(&mut output).unwrap_or_else(|| {
            // It ended, and what it said is on its way.
            thread::sleep(std::time::Duration::from_millis(200));
            panic!("the server did not start: {}", said.lock().unwrap())
        });
        gather(output, &said);
        let port = address.split([':', '/']).filter_map(|part| part.parse().ok()).next();
        Server { process, port: port.unwrap(), address, said }
    }

    /// The path of the address, without its last slash: `/briefing`.
    pub fn base(&self) -> &str {
        let path = self.address.splitn(4, '/').nth(3).unwrap();
        let start = self.address.len() - path.len() - 1;
        self.address[start..].trim_end_matches('/')
    }

    /// What is at `path`, below the base path.
    pub fn get(&self, path: &str) -> Answer {
        http::get(self.port, &format!("{}{path}", self.base()))
    }

    /// The same; none while it starts again.
    pub fn try_get(&self, path: &str) -> Option<Answer> {
        let mut connection = http::Connection::try_to(self.port).ok()?;
        let (base, port) = (self.base(), self.port);
        let head = format!("GET {base}{path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n");
        connection.say(head.as_bytes()).ok()?;
        connection.answer("GET").ok()
    }

    /// What it said so far, after the line with its address.
    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until it says `words`.
    #[track_caller]
    pub fn says(&self, words: &str) {
        until(&format!("the server says `{words}`"), || {
            let said = self.said();
            if said.contains(words) { Ok(()) } else { Err(said) }
        });
    }

    pub fn id(&self) -> u32 {
        self.process.0.id()
    }
}

/// The address in the line that a server starts with.
fn address(output: &mut BufReader<ChildStdout>) -> Option<String> {
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let (_, address) = line.split_once(" at ")?;
    Some(address.split(' ').next()?.to_string())
}

fn gather(from: impl Read + Send + 'static, said: &Arc<Mutex<String>>) {
    let said = said.clone();
    thread::spawn(move || {
        for line in BufReader::new(from).lines().map_while(Result::ok) {
            let mut said = said.lock().unwrap();
            said.push_str(&line);
            said.push('\n');
        }
    });
}
