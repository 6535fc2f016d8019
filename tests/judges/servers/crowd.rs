//! Readers, bots and others, and what each does.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Command;
use std::time::Duration;

use super::running::Ports;
use super::site::{NATIVE, STORY};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
/// Agents with what logs have to escape, or are cut at.
const ODD: [&str; 4] = [
    r#"Mozilla/5.0 (X11; "Linux"; a\b) Firefox/133.0"#,
    "Mozilla/5.0 (X11; {Linux}|x, #y; 100%25) [Firefox]/133.0",
    "Mozilla/5.0 (Андроид; 手机) Firefox/133.0",
    "-x- Firefox/133.0",
];
const BOTS: [&str; 3] = [
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    "curl/8.10.1",
    "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
];

/// What makes curl use HTTP/2 at once.
const HTTP2: [&str; 1] = ["--http2-prior-knowledge"];

/// The crowd before a server: what it read.
pub struct Crowd {
    ports: Ports,
    /// Story, address of the reader, agent.
    reads: BTreeSet<(&'static str, String, String)>,
    /// The same without an agent.
    nameless: BTreeSet<(&'static str, String)>,
    /// Of those that servers may answer in one way or another, which had success.
    pub resolved: BTreeSet<&'static str>,
}

/// Where somebody asks from.
#[derive(Clone, Copy)]
enum From {
    /// 127.0.0.x.
    V4(u8),
    /// The machine's only one.
    V6,
}

impl Crowd {
    /// All that a crowd does before a server.
    pub fn come(ports: Ports) -> Self {
        let mut crowd = Crowd {
            ports,
            reads: BTreeSet::new(),
            nameless: BTreeSet::new(),
            resolved: BTreeSet::new(),
        };
        crowd.read();
        crowd.read_otherwise();
        crowd.do_something_else();
        crowd.send_nonsense();
        crowd
    }

    /// The reads of each story, as the store should have them.
    pub fn counts(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for (story, ..) in &self.reads {
            *counts.entry((*story).to_string()).or_default() += 1;
        }
        counts
    }

    /// The same, where a log has no agents: one at each address, programs too.
    pub fn counts_without_agents(&self) -> BTreeMap<String, u64> {
        let mut counts = BTreeMap::new();
        for (story, _) in &self.nameless {
            *counts.entry((*story).to_string()).or_default() += 1;
        }
        counts
    }

    fn read(&mut self) {
        for client in 2..7 {
            self.get(From::V4(client), "/news/politics/a/", FIREFOX, STORY);
            self.get(From::V4(client), "/news/", FIREFOX, "");
            self.get(From::V4(client), "/news/style.css", FIREFOX, "");
        }
        // The same reader at all addresses of the story, also by way of the old one.
        for address in [
            "/news/politics/a/?utm_source=letter",
            "/news/politics/a/index.html",
            "/news/politics/%61/",
            "/news/old/a/",
            "/news/politics/a",
        ] {
            self.get(From::V4(2), address, FIREFOX, STORY);
        }
        self.get(From::V4(30), "/news/old/a/", FIREFOX, STORY);
        self.get(From::V4(30), "/news/politics/a/", FIREFOX, STORY);
        self.get(From::V4(2), "/news/politics/a/", CHROME, STORY);
        for (client, agent) in (40..).zip(ODD) {
            self.get(From::V4(client), "/news/politics/a/", agent, STORY);
            self.get(From::V4(client), "/news/politics/a/", agent, STORY);
        }
        // In capitals and small letters.
        for address in [
            "/news/%E6%94%BF%E6%B2%BB/%E5%86%86%E5%AE%89/",
            "/news/%e6%94%bf%e6%b2%bb/%e5%86%86%e5%ae%89/index.html",
        ] {
            self.get(From::V4(3), address, FIREFOX, NATIVE);
            self.get(From::V4(4), address, FIREFOX, NATIVE);
        }
        // What servers resolve, or not.
        for (client, address) in [
            (50, "//news//politics//a/"),
            (51, "/news/politics/x/../a/"),
            (52, "/news/./politics/a/"),
            (53, "/news/politics/%2E%2E/politics/a/"),
        ] {
            if self.get(From::V4(client), address, FIREFOX, STORY) == 200 {
                self.resolved.insert(address);
            }
        }
    }

    fn read_otherwise(&mut self) {
        let get = "/news/politics/a/";
        if self.ports.v6.is_some() {
            self.get(From::V6, get, FIREFOX, STORY);
            self.get(From::V6, get, FIREFOX, STORY);
        }
        // HTTP/2, and the same reader by HTTP/1.1.
        self.ask(From::V4(60), get, FIREFOX, STORY, &HTTP2, 200);
        self.get(From::V4(60), get, FIREFOX, STORY);
        self.ask(From::V4(61), "/news/old/a/", CHROME, STORY, &HTTP2, 200);
        self.ask(From::V4(62), get, BOTS[0], STORY, &HTTP2, 200);
        // One who has it already.
        let far = "If-Modified-Since: Fri, 31 Dec 2100 23:59:59 GMT";
        let known = self.validators();
        let condition = known.map_or(far.into(), |tag| format!("If-None-Match: {tag}"));
        self.ask(From::V4(63), get, FIREFOX, STORY, &["-H", &condition], 304);
        // A part, which is no read.
        self.ask(From::V4(64), get, FIREFOX, "", &["-r", "0-9"], 206);
    }

    fn do_something_else(&mut self) {
        let get = "/news/politics/a/";
        self.ask(From::V4(70), get, FIREFOX, "", &["-I"], 200);
        for (client, agent) in (71..).zip(BOTS) {
            self.get(From::V4(client), get, agent, STORY);
        }
        self.get(From::V4(74), get, "", STORY);
        self.get(From::V4(75), "/news/gone/", FIREFOX, "");
        self.get(From::V4(75), "/wp-login.php", FIREFOX, "");
        self.get(From::V4(75), "/news/feed.xml", FIREFOX, "");
        self.ask(From::V4(76), get, FIREFOX, "", &["-X", "OPTIONS"], 0);
    }

    /// What is no HTTP, or bad HTTP.
    fn send_nonsense(&self) {
        for bytes in [
            &b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n"[..],
            b"GET /news/politics/a/ HTTP/1.1\r\n\r\n",
            b"GET /news/\"politics\"/a\\/ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
            b"GET /%ff/%00/ HTTP/1.1\r\nHost: highland.example\r\nConnection: close\r\n\r\n",
            b"\xff\xfe\x00 / HTTP/9.9\r\n\r\n",
            b"",
        ] {
            let stream = std::net::TcpStream::connect(self.ports.v4).unwrap();
            stream.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
            // It may close the connection before it has all.
            let _ = (&stream).write_all(bytes);
            let _ = stream.shutdown(std::net::Shutdown::Write);
            let _ = (&stream).read_to_end(&mut Vec::new());
        }
    }

    /// The mark of the story's page, if the server gives one.
    fn validators(&self) -> Option<String> {
        let (_, head) = self.curl(From::V4(63), "/news/politics/a/", FIREFOX, &["-I", "-D", "-"]);
        let head = head.lines().find_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("etag").then(|| value.trim().to_string())
        });
        head.filter(|tag| !tag.is_empty())
    }

    fn get(&mut self, from: From, path: &str, agent: &str, story: &'static str) -> u16 {
        self.ask(from, path, agent, story, &[], 0)
    }

    /// Asks for something; if that is `story` and it succeeds, it is a read. The answer has this
    /// status, unless that is zero.
    fn ask(
        &mut self,
        from: From,
        path: &str,
        agent: &str,
        story: &'static str,
        more: &[&str],
        wanted: u16,
    ) -> u16 {
        let (status, _) = self.curl(from, path, agent, more);
        assert!(wanted == 0 || status == wanted, "{path} {more:?}: {status}");
        if !story.is_empty() && matches!(status, 200 | 304) {
            let address = match from {
                From::V4(number) => number.to_string(),
                From::V6 => "v6".into(),
            };
            if !agent.is_empty() && !BOTS.contains(&agent) {
                self.reads.insert((story, address.clone(), agent.into()));
            }
            self.nameless.insert((story, address));
        }
        status
    }

    fn curl(&self, from: From, path: &str, agent: &str, more: &[&str]) -> (u16, String) {
        let (address, interface): (SocketAddr, String) = match from {
            From::V4(number) if more == HTTP2 => {
                (self.ports.http2, Ipv4Addr::new(127, 0, 0, number).to_string())
            }
            From::V4(number) => (self.ports.v4, Ipv4Addr::new(127, 0, 0, number).to_string()),
            From::V6 => (self.ports.v6.unwrap(), "::1".into()),
        };
        let mut command = Command::new("curl");
        command.args(["--silent", "--path-as-is", "--max-time", "20", "--globoff"]);
        command.args(["--output", "/dev/null", "--write-out", "%{http_code}"]);
        command.args(["--interface", &interface, "-H", "Host: highland.example"]);
        command.args([
            "-H",
            &if agent.is_empty() { "User-Agent:".into() } else { format!("User-Agent: {agent}") },
        ]);
        let output = command.args(more).arg(format!("http://{address}{path}")).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let status = said.get(said.len().saturating_sub(3)..).and_then(|code| code.parse().ok());
        let status = status.unwrap_or_else(|| {
            panic!("{path} {more:?}: {said} {}", String::from_utf8_lossy(&output.stderr))
        });
        assert_ne!(status, 0, "{path} {more:?}: no answer");
        (status, said)
    }
}
