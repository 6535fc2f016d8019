//! `dateline serve`, asked over real sockets: what it serves, and what it refuses.

use std::fs;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use crate::common::http::{self, Connection};
use crate::common::patience::{stays, until};
use crate::common::program::run;
use crate::common::served::{SCRIPT, difference, fresh, path_of};
use crate::common::server::Server;
use crate::common::tree;
use tempfile::TempDir;

/// A moment after all stories of the sample.
const AT: [&str; 2] = ["--at", "2026-11-24T12:00:00Z"];

/// A folder of the test's own with the sample site in `site/`.
fn sample() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    tree::copy(&project.join("content"), &site.join("content"));
    fs::copy(project.join("site.yaml"), site.join("site.yaml")).unwrap();
    (place, site)
}

/// A small site below `/briefing/`, and whatever the test adds to it.
fn small() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    let settings = "title: Small\nbase_url: https://highland.example/briefing/\ntimezone: UTC\n\
                    sections: [politics]\n";
    tree::put(&site, "site.yaml", settings);
    tree::put(&site, "content/politics/talks.md", story("Talks", "", "They met."));
    (place, site)
}

fn story(title: &str, fields: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-01-10 09:00\n{fields}---\n{body}\n")
}

#[test]
fn every_path_of_the_sample_is_served_as_it_is_built() {
    let (_place, site) = sample();
    let server = Server::start(&site, &AT);
    assert_eq!(server.base(), "/briefing");
    let built = fresh(&site, &server, &AT).unwrap();
    assert!(built.len() > 100, "the sample has only {} files", built.len());
    assert_eq!(difference(&server, &built, []), None);
}

#[test]
fn every_page_has_the_reload_script_once_and_no_built_page_has_it() {
    let (_place, site) = sample();
    let server = Server::start(&site, &AT);
    let built = fresh(&site, &server, &AT).unwrap();
    for (file, bytes) in built.iter().filter(|(file, _)| file.ends_with(".html")) {
        assert!(!String::from_utf8_lossy(bytes).contains("__dateline"), "{file}");
        let page = server.get(&path_of(file)).text();
        assert_eq!(page.matches(SCRIPT).count(), 1, "{file}");
    }
    let script = http::get(server.port, "/__dateline/reload.js");
    assert_eq!(
        (script.status, script.header("content-type")),
        (200, "text/javascript; charset=utf-8")
    );
    assert!(script.text().contains("EventSource"));
}

#[test]
fn files_have_the_types_that_browsers_need() {
    let (_place, site) = sample();
    for file in ["a.js", "a.woff2", "a.json", "a.unknown", "a.txt", "CNAME", ".well-known/a.xml"] {
        tree::put(&site, &format!("static/{file}"), "bytes");
    }
    let server = Server::start(&site, &AT);
    let story = String::from_utf8(server.get("/economy/grain-prices/").body).unwrap();
    let mut links = story.split(['"', ' ']);
    let chart =
        links.find(|link| link.contains("/wheat-chart.") && link.ends_with(".png")).unwrap();
    let chart = chart.trim_start_matches("/briefing");
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/style.css", "text/css; charset=utf-8"),
        ("/favicon.svg", "image/svg+xml"),
        (chart, "image/png"),
        ("/economy/grain-prices/silos.svg", "image/svg+xml"),
        ("/economy/grain-prices/grain-prices.csv", "text/csv; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"),
        ("/a.woff2", "font/woff2"),
        ("/a.json", "application/json"),
        ("/a.txt", "text/plain; charset=utf-8"),
        ("/a.unknown", "application/octet-stream"),
        ("/CNAME", "application/octet-stream"),
        ("/.well-known/a.xml", "text/xml; charset=utf-8"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{path}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("cache-control"), "no-cache", "{path}");
    }
}

#[test]
fn outside_of_the_base_path_a_link_leads_to_the_site() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    for path in ["/", "/politics/talks/", "/briefings/"] {
        let answer = http::get(server.port, path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("<a href=\"/briefing/\">"), "{path}: {}", answer.text());
    }
}

#[test]
fn a_folder_without_its_slash_leads_to_its_page() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    for (path, target) in [
        ("/politics", "/briefing/politics/"),
        ("/politics/talks", "/briefing/politics/talks/"),
        ("/politics/talks?from=feed", "/briefing/politics/talks/"),
        ("/2026/01", "/briefing/2026/01/"),
        ("/index.html", "/briefing/"),
        ("/politics/talks/index.html", "/briefing/politics/talks/"),
    ] {
        let answer = server.get(path);
        assert_eq!((answer.status, answer.header("location")), (301, target), "{path}");
        // A browser that remembered it could not be told otherwise later.
        assert_eq!(answer.header("cache-control"), "no-store", "{path}");
    }
    for path in ["/politics/talks/index.htm", "/talks", "/politics/talk"] {
        assert_eq!(server.get(path).status, 404, "{path}");
    }
}

#[test]
fn a_site_below_a_path_that_is_not_ascii_is_served_there() {
    let (_place, site) = small();
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    fs::write(site.join("site.yaml"), settings.replace("/briefing/", "/լուրեր/a b/")).unwrap();
    let server = Server::start(&site, &AT);
    let built = fresh(&site, &server, &AT).unwrap();
    assert_eq!(difference(&server, &built, []), None);
    let answer = server.get("/politics/talks");
    assert_eq!(answer.status, 301);
    assert_eq!(http::get(server.port, answer.header("location")).status, 200);
}

#[test]
fn head_is_answered_with_what_get_has_but_the_body() {
    let (_place, site) = small();
    tree::put(&site, "static/a.txt", "twelve bytes");
    let server = Server::start(&site, &AT);
    let mut connection = Connection::to(server.port);
    for path in ["/briefing/", "/briefing/a.txt", "/briefing/no/", "/"] {
        let head = connection.ask("HEAD", path);
        let get = connection.get(path);
        assert_eq!(head.status, get.status, "{path}");
        for header in ["content-type", "content-length", "etag", "cache-control"] {
            assert_eq!(head.header(header), get.header(header), "{path}: {header}");
        }
    }
}

#[test]
fn what_is_neither_get_nor_head_is_refused() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH"] {
        let host = "Host: localhost\r\n";
        let answer = Connection::to(server.port).ask_with(method, "/briefing/", host, b"body");
        assert_eq!(answer.status, 405, "{method}");
        assert_eq!(answer.header("allow"), "GET, HEAD", "{method}");
    }
}

#[test]
fn what_is_not_there_is_answered_with_the_sites_own_page_at_any_depth() {
    let (_place, site) = small();
    tree::put(&site, "templates/404.html", "<p>Nothing here but {{ site.title }}</p>");
    let server = Server::start(&site, &AT);
    for path in ["/no", "/no/", "/politics/no/", "/a/b/c/d/e/", "/a.css", "/%", "/%zz/", "/%ff/"] {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert!(answer.text().contains("Nothing here but Small"), "{path}: {}", answer.text());
        assert_eq!(answer.text().matches(SCRIPT).count(), 1, "{path}");
    }
}

/// Texts that are held for each reason, and a piece of what is said of it.
const HELD: [(&str, &str, &str); 4] = [
    ("draft", "draft: true\n", "It is a draft"),
    ("dated", "date: 2027-01-01 08:00\n", "public from 2027-01-01 08:00"),
    ("embargoed", "embargo: 2027-02-02 10:30\n", "It is embargoed: public from 2027-02-02 10:30"),
    ("expired", "expires: 2026-01-20\n", "It expired on 2026-01-20"),
];

fn with_held_texts() -> (TempDir, PathBuf) {
    let (place, site) = small();
    for (name, fields, _) in HELD {
        let date = if fields.starts_with("date:") { "" } else { "date: 2026-01-10 09:00\n" };
        let text = format!("---\ntitle: A <held> text\n{date}{fields}---\nText of {name}.\n");
        tree::put(&site, &format!("content/politics/{name}.md"), text);
    }
    (place, site)
}

#[test]
fn a_held_text_says_why_it_is_not_there() {
    let (_place, site) = with_held_texts();
    let server = Server::start(&site, &AT);
    for (name, _, why) in HELD {
        for slash in ["/", ""] {
            let answer = server.get(&format!("/politics/{name}{slash}"));
            let page = answer.text();
            assert_eq!(answer.status, 404, "{name}");
            assert!(page.contains(why), "{name}: {page}");
            assert!(page.contains(&format!("content/politics/{name}.md")), "{name}: {page}");
            assert!(page.contains("A &lt;held&gt; text"), "{name}: {page}");
            assert!(!page.contains(&format!("Text of {name}")), "{name}: {page}");
            let comes = page.contains("where readers will see it");
            assert_eq!(comes, name != "expired", "{name}: {page}");
        }
    }
    assert!(!server.get("/politics/").text().contains("held"), "a held text is listed");

    // All of them, on a page of its own: the next that is public first.
    let host = format!("Host: localhost:{}\r\n", server.port);
    let list = Connection::to(server.port).ask_with("GET", "/__dateline/held", &host, b"").text();
    let places: Vec<usize> = ["dated", "embargoed", "draft", "expired"]
        .iter()
        .map(|name| list.find(&format!("content/politics/{name}.md</code>")).unwrap())
        .collect();
    assert!(places.is_sorted(), "{list}");
    for part in [
        "<h2 dir=\"auto\">A &lt;held&gt; text</h2>",
        "<p>It is embargoed: public from 2027-02-02 10:30 ",
        "<a href=\"/briefing/politics/draft/\">/briefing/politics/draft/</a>",
        "dateline check --story content/politics/draft.md</code>",
        "The site next changes without an edit on 2027-01-01 08:00",
        "<p>It was at <a href=\"/briefing/politics/expired/\">/briefing/politics/expired/</a>. To show it \
         there again, write a later moment behind <code>expires:</code>",
    ] {
        assert!(list.contains(part), "{part}: {list}");
    }
    assert!(!list.contains("check --story content/politics/expired.md"), "{list}");
    assert!(!list.contains("Text of draft"), "{list}");
}

#[test]
fn held_texts_are_shown_with_a_mark_when_they_are_asked_for() {
    let (_place, site) = with_held_texts();
    for (option, shown) in [("--drafts", &["draft"][..]), ("--future", &["dated", "embargoed"])] {
        let server = Server::start(&site, &[AT[0], AT[1], option]);
        for (name, _, _) in HELD {
            let answer = server.get(&format!("/politics/{name}/"));
            let status = if shown.contains(&name) { 200 } else { 404 };
            assert_eq!(answer.status, status, "{name} with {option}");
            let has_mark = answer.text().contains("class=\"held\"");
            assert_eq!(has_mark, status == 200, "{name} with {option}: {}", answer.text());
        }
        assert!(!server.get("/politics/talks/").text().contains("class=\"held\""));
    }
}

#[test]
fn only_requests_that_name_this_machine_are_answered() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    let port = server.port;
    let status = |host: &str| {
        let header = format!("Host: {host}\r\n");
        let answer =
            Connection::to(port).ask_with("GET", "/briefing/politics/talks/", &header, b"");
        assert_eq!(answer.status == 200, answer.text().contains("They met."), "{host}");
        answer.status
    };
    for host in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST", "news.localhost", "127.0.0.2"] {
        assert_eq!((status(host), status(&format!("{host}:{port}"))), (200, 200), "{host}");
    }
    for host in [
        "evil.example",
        "localhost.evil.example",
        "127.0.0.1.evil.example",
        "192.168.1.2",
        "[::2]",
        "",
    ] {
        assert_eq!(status(host), 403, "{host}");
    }
    let answer = Connection::to(port).ask_with("GET", "/briefing/politics/talks/", "", b"");
    assert_eq!(answer.status, 403, "without a host");
    let evil =
        Connection::to(port).ask_with("GET", "/__dateline/events", "Host: evil.example\r\n", b"");
    assert_eq!(evil.status, 403, "the events of another host");
}

#[test]
fn a_server_on_the_network_says_so_and_answers_to_any_name() {
    let (_place, site) = small();
    let server = Server::start(&site, &["--bind", "0.0.0.0"]);
    server.says("Anyone on this network can read the site");
    let header = "Host: phone.example\r\n";
    let answer = Connection::to(server.port).ask_with("GET", "/briefing/", header, b"");
    assert_eq!(answer.status, 200);
}

/// What a file from outside would show.
const SECRET: &str = "the name of the source";

/// Ways to write `..` and `/` that some program somewhere has taken for them.
const DOTS: [&str; 9] =
    ["..", "%2e%2e", ".%2e", "%2E.", "%252e%252e", "..;", "%c0%ae%c0%ae", "..%00", "....//"];
const SLASHES: [&str; 7] = ["/", "%2f", "%5c", "\\", "%252f", "%c0%af", "//"];

#[test]
fn no_request_reads_a_file_from_outside_of_the_published_site() {
    let (place, site) = small();
    tree::put(place.path(), "secret.txt", SECRET);
    tree::put(&site, "secret.txt", SECRET);
    tree::put(&site, "notes/secret.txt", SECRET);
    tree::put(&site, "data/secret.txt", SECRET);
    tree::put(&site, "templates/secret.txt", SECRET);
    tree::put(&site, "content/politics/secret.txt", SECRET);
    tree::put(&site, "static/img/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
    let server = Server::start(&site, &AT);
    let mut paths: Vec<String> = [
        "secret.txt",
        "notes/secret.txt",
        "data/secret.txt",
        "templates/secret.txt",
        "site.yaml",
        "content/politics/secret.txt",
        "content/politics/talks.md",
        "politics/secret.txt",
        "static/../secret.txt",
    ]
    .map(String::from)
    .to_vec();
    for (dots, slash) in DOTS.iter().flat_map(|dots| SLASHES.map(|slash| (dots, slash))) {
        let up = format!("{dots}{slash}");
        for depth in 1..=5 {
            for file in ["secret.txt", "site/secret.txt", "site/site.yaml"] {
                paths.push(format!("{}{file}", up.repeat(depth)));
                paths.push(format!("img/{}{file}", up.repeat(depth)));
            }
        }
    }
    let outside = place.path().join("secret.txt").display().to_string();
    paths.extend([
        outside.clone(),
        format!("/{outside}"),
        format!("%2f{outside}"),
        format!("file://{outside}"),
    ]);

    let mut connection = Connection::to(server.port);
    let mut asked = 0;
    for path in &paths {
        for start in ["/", "/briefing/", "/briefing/politics/", "/__dateline/", ""] {
            connection
                .say(format!("GET {start}{path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes())
                .unwrap();
            let answer = connection.answer("GET").unwrap();
            assert_ne!(answer.status, 200, "{start}{path}: {}", answer.text());
            assert!(!answer.text().contains(SECRET), "{start}{path}");
            assert!(!answer.text().contains("base_url"), "{start}{path}");
            asked += 1;
            if answer.status == 400 {
                // A request that is none ends the connection.
                connection = Connection::to(server.port);
            }
        }
    }
    assert!(asked > 5000, "only {asked} requests");
    assert_eq!(server.get("/img/a.svg").text(), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>");
}

#[test]
#[cfg(unix)]
fn a_file_that_became_a_link_to_the_outside_is_not_read() {
    use std::os::unix::fs::symlink;

    let (place, site) = small();
    tree::put(place.path(), "secret.txt", SECRET);
    tree::put(&site, "static/notes.txt", "for all");
    let server = Server::start(&site, &AT);
    assert_eq!(server.get("/notes.txt").text(), "for all");
    fs::remove_file(site.join("static/notes.txt")).unwrap();
    symlink(place.path().join("secret.txt"), site.join("static/notes.txt")).unwrap();
    let answer = server.get("/notes.txt");
    assert_eq!(answer.status, 404);
    assert!(!answer.text().contains(SECRET));
}

#[test]
fn a_port_that_is_taken_is_said_with_the_next_free_one() {
    let (_place, site) = small();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let ended = run(&site, &["serve", "--port", &port.to_string()]);
    let ended = ended.refused().saying(&format!("port {port} is taken by another program"));
    let (_, named) = ended.stderr.split_once("--port ").expect("no port is named");
    let named: u16 = named.split('`').next().unwrap().parse().unwrap();
    assert!(named > port, "{named} after {port}");
    // It is free indeed.
    assert_eq!(Server::start_on(named, &site, &[]).port, named);
}

#[test]
fn nothing_is_written_into_the_sites_folder() {
    let (place, site) = sample();
    let (before, times) = (tree::read(place.path()), tree::times(place.path()));
    let server = Server::start(&site, &["--watch", "--drafts", "--future"]);
    let files = fresh(&site, &server, &["--drafts", "--future"]).unwrap();
    // What a build made of pictures.
    fs::remove_dir_all(site.join(".dateline")).unwrap();
    for file in files.keys() {
        assert_eq!(server.get(&path_of(file)).status, 200, "{file}");
    }
    assert!(tree::read(place.path()) == before, "the files changed");
    assert_eq!(tree::times(place.path()), times);
}

#[test]
fn the_instant_can_be_set() {
    let (_place, site) = small();
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    fs::write(site.join("site.yaml"), settings.replace("UTC", "Asia/Yerevan")).unwrap();
    // 09:00 in Yerevan is 05:00 in UTC.
    for (moment, status) in [
        ("2026-01-10T04:59:59Z", 404),
        ("2026-01-10T05:00:00Z", 200),
        ("2026-01-10 08:59:59", 404),
        ("2026-01-10 09:00", 200),
    ] {
        let server = Server::start(&site, &["--watch", "--at", moment]);
        assert_eq!(server.get("/politics/talks/").status, status, "{moment}");
    }
}

#[test]
#[allow(clippy::disallowed_methods)]
fn a_text_appears_when_its_embargo_ends_and_goes_when_it_expires() {
    let (_place, site) = small();
    let server = Server::start(&site, &["--watch"]);
    let path = "/politics/timed/";
    assert_eq!(server.get(path).status, 404);

    let seconds = |seconds| jiff::SignedDuration::from_secs(seconds);
    let now = jiff::Timestamp::now();
    let (start, end) = (now + seconds(2), now + seconds(4));
    let fields = format!("embargo: {start}\nexpires: {end}\n");
    tree::put(&site, "content/politics/timed.md", story("Timed", &fields, "At last."));
    until("the text is embargoed", || {
        let page = server.get(path).text();
        if page.contains("It is embargoed") { Ok(()) } else { Err(page) }
    });
    until("the text appears", || match server.get(path).status {
        200 => Ok(()),
        status => Err(format!("status {status}")),
    });
    assert!(jiff::Timestamp::now() >= start, "it appeared early");
    until("the text goes", || {
        let page = server.get(path).text();
        if page.contains("It expired on") { Ok(()) } else { Err(page) }
    });
    assert!(jiff::Timestamp::now() >= end, "it went early");
}

#[test]
fn a_site_that_cannot_be_shown_says_why_and_comes_up_when_it_is_mended() {
    let (_place, site) = small();
    let settings = fs::read_to_string(site.join("site.yaml")).unwrap();
    fs::write(site.join("site.yaml"), settings.replace("title: Small", "titel: Small")).unwrap();
    let server = Server::start(&site, &["--watch"]);
    server.says("site.yaml:1:1");
    let answer = server.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("site.yaml:1:1"), "{}", answer.text());
    assert_eq!(answer.text().matches(SCRIPT).count(), 1);
    assert!(!answer.text().contains("/__dateline/held"), "nobody knows yet what is not public");

    fs::write(site.join("site.yaml"), settings).unwrap();
    until("the site comes up", || match server.get("/").status {
        200 => Ok(()),
        status => Err(format!("status {status}")),
    });
}

#[test]
fn without_watch_a_site_stays_as_it_was() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    tree::put(&site, "content/politics/talks.md", story("Other talks", "", "They parted."));
    stays("the page stays", Duration::from_millis(1500), || {
        let page = server.get("/politics/talks/").text();
        if page.contains("They met.") { Ok(()) } else { Err(page) }
    });
}

/// An editor's request may take this long while others are rude. A bound for
/// what could hang: it takes a millisecond.
const PATIENCE: Duration = Duration::from_secs(2);

#[track_caller]
fn assert_that_an_editor_is_answered(server: &Server) {
    let started = Instant::now();
    let answer = server.get("/politics/talks/");
    assert!(answer.text().contains("They met."), "{}", answer.text());
    assert!(started.elapsed() < PATIENCE, "the answer took {:?}", started.elapsed());
}

#[test]
fn a_thousand_idle_connections_keep_nobody_waiting() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    let idle: Vec<Connection> = (0..1000).map(|_| Connection::to(server.port)).collect();
    assert_that_an_editor_is_answered(&server);
    drop(idle);
    assert_that_an_editor_is_answered(&server);
}

#[test]
fn a_thousand_half_requests_keep_nobody_waiting() {
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    let half = |number: usize| {
        let mut connection = Connection::to(server.port);
        let request = "GET /briefing/ HTTP/1.1\r\nHost: localhost\r\nX: y\r\n\r\n";
        connection.say(&request.as_bytes()[..number % (request.len() - 1)]).unwrap();
        connection
    };
    let halves: Vec<Connection> = (0..1000).map(half).collect();
    assert_that_an_editor_is_answered(&server);
    drop(halves);
}

#[test]
fn a_thousand_listeners_who_do_not_listen_keep_nobody_waiting() {
    let (_place, site) = small();
    let server = Server::start(&site, &["--watch"]);
    let listener = |_| {
        let mut connection = Connection::to(server.port);
        connection.say(b"GET /__dateline/events HTTP/1.1\r\nHost: localhost\r\n\r\n").unwrap();
        connection
    };
    let listeners: Vec<Connection> = (0..1000).map(listener).collect();
    assert_that_an_editor_is_answered(&server);
    tree::put(&site, "content/politics/talks.md", story("Talks", "", "They met. They parted."));
    until("the page changes", || {
        let page = server.get("/politics/talks/").text();
        if page.contains("They parted.") { Ok(()) } else { Err(page) }
    });
    drop(listeners);
}

/// Systems let a program open few files: macOS 256, most others 1,024.
#[test]
#[cfg(target_os = "linux")]
fn more_connections_than_the_system_allows_keep_nobody_waiting() {
    use std::process::{Command, Stdio};

    let (_place, site) = small();
    let limited = r#"ulimit -n 256 && exec "$0" serve --site "$1" --port 0"#;
    let mut command = Command::new("sh");
    command.args(["-c", limited, env!("CARGO_BIN_EXE_dateline")]).arg(&site).stdin(Stdio::null());
    let server = Server::of(command);
    let idle: Vec<Connection> = (0..1000).map(|_| Connection::to(server.port)).collect();
    assert_that_an_editor_is_answered(&server);
    drop(idle);
    assert_that_an_editor_is_answered(&server);
}

#[test]
fn a_gigabyte_of_header_is_not_taken_in() {
    const MEGABYTE: usize = 1 << 20;
    const GIGABYTE: usize = 1 << 30;
    let (_place, site) = small();
    let server = Server::start(&site, &AT);
    for head in ["GET /briefing/ HTTP/1.1\r\nHost: localhost\r\nX: ", "GET /briefing/", ""] {
        let mut connection = Connection::to(server.port);
        connection.say(head.as_bytes()).unwrap();
        let letters = vec![b'x'; MEGABYTE];
        // It ends as soon as the server closes the connection.
        let sent =
            (0..GIGABYTE / MEGABYTE).take_while(|_| connection.say(&letters).is_ok()).count();
        assert!(sent < GIGABYTE / MEGABYTE, "the server took in all of a header");
        assert_that_an_editor_is_answered(&server);
    }
    #[cfg(target_os = "linux")]
    {
        let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
        let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        let most: usize = most.trim().trim_end_matches(" kB").parse().unwrap();
        assert!(most < 200 * 1024, "the server used {most} kB of memory");
    }
}
