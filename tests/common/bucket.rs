//! Object storage that speaks S3's protocol as far as Dateline does, on this machine: it keeps
//! what is put, notes each change, and refuses what a test wants refused. Signatures it does
//! not look at; `tests/judges/bucket.rs` has a server that does.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::Command;
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::Instant;

use percent_encoding::percent_decode_str;

use super::program::{Ended, dateline, ended};
use super::tree::Tree;

/// How many keys a page of a list has: few, so that there are some pages.
const IN_A_PAGE: usize = 3;

/// What is known of an object beside its content.
pub type Headers = BTreeMap<String, String>;

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    /// `GET`, `PUT`, `DELETE`, `HEAD`.
    pub method: String,
    /// The key; nothing for the bucket itself.
    pub key: String,
    /// The number of the request, counted from 0.
    pub number: usize,
    pub headers: Headers,
}

/// An answer, which may be one in the place of the right one.
#[derive(Clone, Debug)]
pub struct Reply {
    pub status: u16,
    /// Names and values of the head.
    pub headers: Vec<(&'static str, String)>,
    pub body: Vec<u8>,
    /// Whether the connection breaks off before the end of the body.
    pub is_cut: bool,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: Vec::new(), body: body.into(), is_cut: false }
    }

    /// A refusal as S3 writes them.
    pub fn refusal(status: u16, code: &str, message: &str) -> Reply {
        let error = format!("<Error><Code>{code}</Code><Message>{message}</Message></Error>");
        Reply::new(status, format!("<?xml version=\"1.0\"?>{error}"))
    }

    pub fn with(mut self, name: &'static str, value: &str) -> Reply {
        self.headers.push((name, value.to_string()));
        self
    }
}

type Refuse = Box<dyn FnMut(&Asked) -> Option<Reply> + Send>;

#[derive(Default)]
pub struct State {
    /// The objects: content and headers.
    pub objects: BTreeMap<String, (Vec<u8>, Headers)>,
    /// Each change, such as `PUT index.html`.
    pub changes: Vec<String>,
    /// When each of them was last.
    pub last: BTreeMap<String, Instant>,
    /// What the bucket held after each change, if that is wanted.
    pub moments: Option<Vec<Tree>>,
    refuse: Option<Refuse>,
    requests: usize,
}

/// A bucket called `news`.
pub struct Bucket {
    origin: String,
    state: Arc<Mutex<State>>,
}

impl Bucket {
    pub fn new() -> Bucket {
        let listener = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let state: Arc<Mutex<State>> = Arc::default();
        let shared = state.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let shared = shared.clone();
                thread::spawn(move || while answer_one(&stream, &shared).is_some() {});
            }
        });
        Bucket { origin, state }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    /// From now on asks this first.
    pub fn refuse(&self, refuse: impl FnMut(&Asked) -> Option<Reply> + Send + 'static) {
        self.state().refuse = Some(Box::new(refuse));
    }

    pub fn refuse_nothing(&self) {
        self.state().refuse = None;
    }

    /// What it holds, without Dateline's own note.
    pub fn files(&self) -> Tree {
        files(&self.state())
    }

    /// What changed since this was asked last.
    pub fn changes(&self) -> Vec<String> {
        std::mem::take(&mut self.state().changes)
    }

    /// Deploys the site in a folder to this bucket. Nobody sees copies of its pages, so it does not
    /// wait for that unless `--linger` says so.
    pub fn deploy(&self, site: &Path, options: &[&str]) -> Ended {
        self.deploy_with(site, options, &[])
    }

    /// The same, with these variables too.
    pub fn deploy_with(&self, site: &Path, options: &[&str], variables: &[(&str, &str)]) -> Ended {
        let lingers = options.contains(&"--linger");
        let linger: &[&str] = if lingers { &[] } else { &["--linger", "0"] };
        let all = [&["deploy", "--to", "s3://news"], linger, options].concat();
        let mut command = dateline(site, &all);
        ended(self.named(&mut command).envs(variables.iter().copied()))
    }

    /// The command, which finds this server in its variables, and a key.
    pub fn named<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        for name in ["AWS_SESSION_TOKEN", "AWS_REGION", "AWS_DEFAULT_REGION", "AWS_ENDPOINT_URL_S3"]
        {
            command.env_remove(name);
        }
        command
            .env("AWS_ACCESS_KEY_ID", "AKIDEXAMPLE")
            .env("AWS_SECRET_ACCESS_KEY", "not so secret");
        command.env("AWS_ENDPOINT_URL", &self.origin)
    }
}

fn files(state: &State) -> Tree {
    let own = |key: &&String| !key.contains(".dateline/");
    let kept = state.objects.keys().filter(own);
    kept.map(|key| (key.clone(), state.objects[key].0.clone())).collect()
}

fn answer_one(stream: &TcpStream, state: &Mutex<State>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    reader.read_line(&mut line).ok().filter(|read| *read > 0)?;
    let mut parts = line.split(' ');
    let (method, target) = (parts.next()?.to_string(), parts.next()?.to_string());
    let mut headers = Headers::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_string());
    }
    let length = headers.get("content-length").map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    let (path, query) = target.split_once('?')?;
    let key = path.strip_prefix("/news")?.trim_start_matches('/');
    let key = percent_decode_str(key).decode_utf8().unwrap().into_owned();
    let mut state = state.lock().unwrap();
    let asked = Asked { method, key, number: state.requests, headers };
    state.requests += 1;
    let refused = state.refuse.as_mut().and_then(|refuse| refuse(&asked));
    let reply = refused.unwrap_or_else(|| state.answer(asked, query, body));
    drop(state);
    send(stream, &reply)
}

fn send(mut stream: &TcpStream, reply: &Reply) -> Option<()> {
    let headers: String =
        reply.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n")).collect();
    let length = reply.body.len();
    let head = format!("HTTP/1.1 {} x\r\nContent-Length: {length}\r\n{headers}\r\n", reply.status);
    let sent = if reply.is_cut { &reply.body[..length / 2] } else { &reply.body };
    stream.write_all(&[head.as_bytes(), sent].concat()).ok()?;
    if reply.is_cut {
        let _ = stream.shutdown(std::net::Shutdown::Both);
        return None;
    }
    Some(())
}

impl State {
    fn answer(&mut self, asked: Asked, query: &str, body: Vec<u8>) -> Reply {
        let Asked { method, key, headers, .. } = asked;
        match (&*method, &*key) {
            ("GET", "") => Reply::new(200, self.list(query)),
            ("GET" | "HEAD", _) => match self.objects.get(&key) {
                Some((bytes, _)) => {
                    let body = if method == "GET" { bytes.clone() } else { Vec::new() };
                    Reply::new(200, body).with("ETag", &tag(bytes))
                }
                None => Reply::refusal(404, "NoSuchKey", "There is no such object."),
            },
            ("PUT", _) => {
                let reply = Reply::new(200, "").with("ETag", &tag(&body));
                self.objects.insert(key.clone(), (body, headers));
                self.changed("PUT", &key);
                reply
            }
            ("DELETE", _) => {
                self.objects.remove(&key);
                self.changed("DELETE", &key);
                Reply::new(204, "")
            }
            _ => Reply::refusal(405, "MethodNotAllowed", "No."),
        }
    }

    fn changed(&mut self, method: &str, key: &str) {
        self.changes.push(format!("{method} {key}"));
        self.last.insert(format!("{method} {key}"), Instant::now());
        let now = files(self);
        if let Some(moments) = &mut self.moments {
            moments.push(now);
        }
    }

    fn list(&self, query: &str) -> String {
        let parameter = |name: &str| {
            let mut all = query.split('&').filter_map(|pair| pair.split_once('='));
            let value = all.find(|(known, _)| *known == name)?.1;
            Some(percent_decode_str(value).decode_utf8().unwrap().into_owned())
        };
        let prefix = parameter("prefix").unwrap_or_default();
        let after = parameter("continuation-token").unwrap_or_default();
        let mut keys = self.objects.keys().filter(|key| key.starts_with(&prefix) && **key > after);
        let page: Vec<&String> = keys.by_ref().take(IN_A_PAGE).collect();
        let object = |key: &&String| {
            let tag = tag(&self.objects[*key].0).replace('"', "&quot;");
            let key = key.replace('&', "&amp;");
            format!("<Contents><Key>{key}</Key><ETag>{tag}</ETag></Contents>")
        };
        let objects: String = page.iter().map(object).collect();
        let more = match keys.next() {
            Some(_) => format!(
                "<IsTruncated>true</IsTruncated><NextContinuationToken>{}</NextContinuationToken>",
                page[page.len() - 1].replace('&', "&amp;")
            ),
            None => "<IsTruncated>false</IsTruncated>".into(),
        };
        format!("<?xml version=\"1.0\"?><ListBucketResult>{more}{objects}</ListBucketResult>")
    }
}

/// A tag that is no MD5, as of stores that encrypt.
fn tag(content: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    content.hash(&mut hasher);
    format!("\"{:016x}-1\"", hasher.finish())
}
