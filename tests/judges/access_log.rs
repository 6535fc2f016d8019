//! A log that a real nginx writes while it serves the sample site, read by Dateline
//! and by GoAccess (<https://goaccess.io/>), page by page.
//!
//! ```sh
//! apt-get install nginx goaccess
//! ```

// Other systems have no more than one address of their own for clients.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::outside::needed;
use crate::common::patience::until;
use crate::common::program;
use crate::common::server::Kept;
use dateline::reads::logs::{LeftOut, Options, Server, Tally};
use dateline::reads::{Context, Counts, Lines};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use tempfile::TempDir;

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
const CHROME: &str = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36";
/// An agent with quotes and a backslash, which nginx writes as `\x22` and `\x5C`.
const QUOTED: &str = r#"Mozilla/5.0 (X11; "Linux"; a\b) Gecko/20100101 Firefox/133.0"#;
const GOOGLEBOT: &str = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
const GPTBOT: &str = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)";

const FRONT: &str = "/briefing/";
const STORY: &str = "/briefing/economy/rate-decision/";
const OTHER: &str = "/briefing/international/ferry-museum/";
const TREATY: &str = "/briefing/international/temmer-treaty/";
const ABOUT: &str = "/briefing/about/";
/// The style sheet, whatever its name.
const SHEET: &str = "/briefing/style.css";

/// Readers of the front page and of nothing else.
const FIRST_CLIENTS: std::ops::Range<u8> = 100..130;

/// Where nginx listens. No other test does, so that a port which is free stays so until nginx has it.
const SERVER: Ipv4Addr = Ipv4Addr::new(127, 80, 80, 80);

/// nginx with the sample site, and its log.
struct Nginx {
    place: TempDir,
    port: u16,
    _process: Kept,
}

impl Nginx {
    /// None where it or GoAccess is not installed, but in CI that fails.
    fn start() -> Option<Self> {
        let is_here = ["nginx", "goaccess"].into_iter().all(|name| program_path(name).is_some());
        if !needed(is_here, "apt-get install nginx goaccess") {
            return None;
        }
        let place = tempfile::tempdir().unwrap();
        let site = place.path().join("site");
        let build = ["build", "--at", "2026-11-24T12:00:00Z", "--output", site.to_str().unwrap()];
        program::run(Path::new(env!("CARGO_MANIFEST_DIR")), &build).done();

        let port = TcpListener::bind((SERVER, 0)).unwrap().local_addr().unwrap().port();
        fs::write(place.path().join("nginx.conf"), settings(place.path(), port)).unwrap();
        let mut command = Command::new(program_path("nginx").unwrap());
        command.arg("-p").arg(place.path()).args(["-c", "nginx.conf", "-e", "error.log"]);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).env("TZ", "UTC");
        let nginx = Nginx { _process: Kept(command.spawn().unwrap()), place, port };
        until("nginx takes connections", || {
            let errors = fs::read_to_string(nginx.place.path().join("error.log"));
            TcpStream::connect((SERVER, port)).map_err(|error| format!("{error}: {errors:?}"))
        });
        Some(nginx)
    }

    fn log(&self) -> PathBuf {
        self.place.path().join("access.log")
    }

    /// Sends this from the address 127.0.0.`client`, and returns what comes back.
    fn send(&self, client: u8, bytes: &[u8]) -> String {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().unwrap();
        let stream = runtime.block_on(async {
            let socket = tokio::net::TcpSocket::new_v4().unwrap();
            socket.bind((Ipv4Addr::new(127, 0, 0, client), 0).into()).unwrap();
            let server = SocketAddr::from((SERVER, self.port));
            socket.connect(server).await.unwrap().into_std().unwrap()
        });
        stream.set_nonblocking(false).unwrap();
        (&stream).write_all(bytes).unwrap();
        let mut answer = Vec::new();
        (&stream).read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Asks for something, and checks the status of the answer.
    fn ask(&self, client: u8, request: &str, agent: &str, more: &str, status: u16) -> String {
        let agent =
            if agent.is_empty() { String::new() } else { format!("User-Agent: {agent}\r\n") };
        let head = format!(
            "{request} HTTP/1.1\r\nHost: highland.example\r\nConnection: close\r\n{agent}{more}\r\n"
        );
        let answer = self.send(client, head.as_bytes());
        assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{request}: {answer}");
        answer
    }

    fn get(&self, client: u8, path: &str, agent: &str) {
        self.ask(client, &format!("GET {path}"), agent, "", 200);
    }
}

fn settings(place: &Path, port: u16) -> String {
    let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
        .map(|name| format!("{name}_temp_path temporary/{name};\n"))
        .concat();
    fs::create_dir(place.join("temporary")).unwrap();
    let place = place.display();
    format!(
        "daemon off; master_process off; pid nginx.pid; error_log error.log;\n\
         events {{}}\n\
         http {{\n{temporary}\
         types {{ text/html html; text/css css; image/svg+xml svg; }}\n\
         access_log access.log combined;\n\
         server {{ listen {SERVER}:{port}; location /briefing/ {{ alias {place}/site/; }} }}\n\
         }}\n"
    )
}

fn program_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    // nginx is where not everybody looks.
    let folders = std::env::split_paths(&path).chain(["/usr/sbin".into()]);
    folders.map(|folder| folder.join(name)).find(|file| file.is_file())
}

/// What readers, bots and others do in a day.
fn a_day(nginx: &Nginx) {
    // GoAccess numbers visitors and pages from 1, and takes two numbers for the same
    // whichever of them is the visitor (`u64encode` in its source): when the first
    // visitor has read the second page, the second visitor of the first page is not
    // counted. So these come first, who read no more than the first page and are more
    // than there are pages: all who follow have numbers that no page has.
    for client in FIRST_CLIENTS {
        nginx.get(client, FRONT, FIREFOX);
    }

    // Readers, who come again, from links with a query, and with several browsers.
    for client in 2..8 {
        nginx.get(client, FRONT, FIREFOX);
        nginx.get(client, STORY, FIREFOX);
        nginx.get(client, SHEET, FIREFOX);
    }
    nginx.get(2, STORY, FIREFOX);
    nginx.get(2, &format!("{STORY}?utm_source=letter"), FIREFOX);
    nginx.get(2, STORY, CHROME);
    nginx.get(3, OTHER, CHROME);
    nginx.get(4, OTHER, QUOTED);
    nginx.get(4, OTHER, QUOTED);
    nginx.get(9, &format!("{ABOUT}index.html"), FIREFOX);

    // One has the page already, and another asks for a part of it.
    let head = nginx.ask(20, &format!("HEAD {OTHER}"), FIREFOX, "", 200);
    let modified = head.lines().find(|line| line.starts_with("Last-Modified: ")).unwrap();
    let condition = format!("{}\r\n", modified.replace("Last-Modified", "If-Modified-Since"));
    nginx.ask(21, &format!("GET {OTHER}"), FIREFOX, &condition, 304);
    nginx.ask(22, &format!("GET {OTHER}"), FIREFOX, "Range: bytes=0-9\r\n", 206);

    // Programs.
    for (client, agent) in [(30, GOOGLEBOT), (31, "curl/8.10.1"), (32, GPTBOT), (33, "")] {
        nginx.get(client, TREATY, agent);
    }

    // What is no read of a page.
    nginx.ask(2, &format!("GET {}", STORY.trim_end_matches('/')), FIREFOX, "", 301);
    nginx.ask(2, "GET /briefing/gone/", FIREFOX, "", 404);
    nginx.ask(2, "GET /wp-login.php", FIREFOX, "", 404);
    nginx.ask(2, &format!("POST {STORY}"), FIREFOX, "Content-Length: 0\r\n", 405);
    nginx.send(2, b"\x16\x03\x01\x02\x00\x01\r\n\r\n");
    nginx.send(2, b"GET / HTTP/1.1\r\n\r\n");
}

fn read_by_dateline(log: &Path) -> (BTreeMap<String, u64>, LeftOut) {
    let context = Context { time_zone: TimeZone::UTC, today: Date::MAX, day: None };
    let mut tally = Tally::new(Server::Combined, Options::new(&context)).unwrap();
    let mut lines = Lines::default();
    tally.read(fs::File::open(log).unwrap(), &mut lines, &|_| ()).unwrap();
    let written = fs::read_to_string(log).unwrap();
    let wanted = Lines { good: written.lines().count() as u64, ..Lines::default() };
    assert_eq!(lines, wanted, "{written}");
    let mut counts = Counts::default();
    let left_out = tally.finish(&mut counts).unwrap();
    let mut pages = BTreeMap::new();
    for (_, address, reads) in counts.iter() {
        *pages.entry(address.to_string()).or_default() += reads;
    }
    (pages, left_out)
}

/// The visitors of each path that was asked for with GET, as GoAccess tells them. Its
/// visitor is Dateline's reader: an address and an agent on a day.
fn read_by_goaccess(log: &Path) -> BTreeMap<String, u64> {
    let report = log.with_extension("json");
    let mut command = Command::new("goaccess");
    command.arg(log).arg("-o").arg(&report).env("TZ", "UTC").stdin(Stdio::null()).args([
        "--no-global-config",
        "--log-format=COMBINED",
        "--ignore-crawlers",
        "--no-query-string",
        "--http-method=yes",
        "--http-protocol=no",
        "--static-file=.css",
        "--no-progress",
    ]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: serde_json::Value = serde_json::from_slice(&fs::read(report).unwrap()).unwrap();
    let requests = report["requests"]["data"].as_array().unwrap();
    let with_get = requests.iter().filter(|request| request["method"] == "GET");
    with_get
        .map(|request| {
            let visitors = request["visitors"]["count"].as_u64().unwrap();
            (request["data"].as_str().unwrap().to_string(), visitors)
        })
        .collect()
}

#[test]
fn dateline_and_goaccess_count_the_same_readers() {
    let Some(nginx) = Nginx::start() else { return };
    a_day(&nginx);
    // Each request is in the log when its answer is there, but for its last line.
    until("the last request is in the log", || {
        let log = fs::read_to_string(nginx.log()).unwrap();
        if log.contains("\"GET / HTTP/1.1\" 400") { Ok(()) } else { Err(log) }
    });

    let (dateline, left_out) = read_by_dateline(&nginx.log());
    let index = format!("{ABOUT}index.html");
    let wanted =
        [(FRONT, FIRST_CLIENTS.len() as u64 + 6), (STORY, 7), (OTHER, 3), (index.as_str(), 1)];
    assert_eq!(dateline, wanted.map(|(path, reads)| (path.to_string(), reads)).into());
    let wanted = LeftOut {
        bots: 4,
        not_pages: 6,
        unsuccessful: 7,
        other_methods: 1,
        repeats: 3,
        ignored: 0,
        prefetches: 0,
    };
    assert_eq!(left_out, wanted);

    let mut goaccess = read_by_goaccess(&nginx.log());
    // GoAccess counts whoever got a part of a page, as a player gets of a film.
    *goaccess.get_mut(OTHER).unwrap() -= 1;
    // Its crawlers are those of 2022, without GPTBot, and who has no agent is a visitor.
    assert_eq!(goaccess.remove(TREATY), Some(2));
    // A redirect is a visit, though the page that it leads to is one as well.
    assert_eq!(goaccess.remove(STORY.trim_end_matches('/')), Some(1));
    // A request without a host is in the report with nobody who visits.
    assert_eq!(goaccess.remove("/").unwrap_or(0), 0);
    assert_eq!(dateline, goaccess);
    // And the command stores the stories of it.
    let store = import(&nginx.log());
    let day = store.lines().nth(1).unwrap().split(',').next().unwrap().to_string();
    let below = |path: &str| path.strip_prefix("/briefing").unwrap().to_string();
    let mut stories = [(below(STORY), 7), (below(OTHER), 3)];
    stories.sort();
    let lines = stories.map(|(path, reads)| format!("{day},{path},{reads}\n")).concat();
    assert_eq!(store, format!("date,path,reads\n{lines}"));
}

/// What `reads import` makes of a log for the sample site, whose store is empty.
fn import(log: &Path) -> String {
    let place = tempfile::tempdir().unwrap();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate::common::tree::copy(&sample.join("content"), &place.path().join("content"));
    fs::copy(sample.join("site.yaml"), place.path().join("site.yaml")).unwrap();
    program::run(place.path(), &["reads", "import", "combined", log.to_str().unwrap()]).done();
    fs::read_to_string(place.path().join("data/reads.csv")).unwrap()
}
