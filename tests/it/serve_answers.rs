//! What `dateline serve` answers with, and to whom: parts of files and pages, large files
//! to slow readers, pages whose templates do not end, and a network that only reads.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use crate::common::events::Events;
#[cfg(target_os = "linux")]
use crate::common::executable::script;
use crate::common::http::{Answer, Connection};
use crate::common::outside::needed;
use crate::common::patience::{until, until_within};
#[cfg(target_os = "linux")]
use crate::common::program::dateline;
use crate::common::server::Server;
use crate::common::tree;
use tempfile::TempDir;

const AT: [&str; 2] = ["--at", "2026-11-24T12:00:00Z"];

fn small() -> (TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let site = place.path().join("site");
    let settings = "title: Small\nbase_url: https://highland.example/\ntimezone: UTC\n\
                    sections: [politics]\n";
    tree::put(&site, "site.yaml", settings);
    tree::put(&site, "content/politics/talks.md", story("Talks", "", "They met."));
    (place, site)
}

fn story(title: &str, fields: &str, body: &str) -> String {
    format!("---\ntitle: {title}\ndate: 2026-01-10 09:00\n{fields}---\n{body}\n")
}

/// Asks with these header lines beside the host's.
fn ask(server: &Server, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut lines = "Host: localhost\r\n".to_string();
    for (name, value) in headers {
        lines.push_str(&format!("{name}: {value}\r\n"));
    }
    Connection::to(server.port).ask_with(method, path, &lines, b"")
}

/// A file of the site, a file of the theme, a page, a feed and a file of the search.
const ANSWERS: [&str; 5] =
    ["/digits.txt", "/style.css", "/politics/talks/", "/feed.xml", "/search/index.json"];

fn with_digits() -> (TempDir, PathBuf, Server) {
    let (place, site) = small();
    tree::put(&site, "static/digits.txt", "0123456789");
    tree::put(&site, "static/empty.txt", "");
    let server = Server::start(&site, &AT);
    (place, site, server)
}

#[test]
fn a_part_is_answered_with_these_bytes_and_their_place() {
    let (_place, _site, server) = with_digits();
    for path in ANSWERS.into_iter().filter(|path| server.get(path).status == 200) {
        let whole = server.get(path);
        assert_eq!(whole.header("accept-ranges"), "bytes", "{path}");
        let length = whole.body.len();
        for (range, first, last) in [
            ("bytes=0-".to_string(), 0, length - 1),
            ("bytes=-5".to_string(), length - 5, length - 1),
            ("bytes=5-7".to_string(), 5, 7),
            (format!("bytes=3-{}", length + 5), 3, length - 1),
            (format!("bytes=-{}", length + 5), 0, length - 1),
        ] {
            let part = ask(&server, "GET", path, &[("Range", &range)]);
            assert_eq!(part.status, 206, "{path} {range}");
            assert_eq!(part.header("content-range"), format!("bytes {first}-{last}/{length}"));
            assert!(part.body == whole.body[first..=last], "{path} {range}");
            for header in ["etag", "content-type", "cache-control"] {
                assert_eq!(part.header(header), whole.header(header), "{path} {range}");
            }
        }
        let beyond = ask(&server, "GET", path, &[("Range", &format!("bytes={length}-"))]);
        assert_eq!(beyond.status, 416, "{path}");
        assert_eq!(beyond.header("content-range"), format!("bytes */{length}"), "{path}");
    }
}

#[test]
fn what_is_no_single_range_is_answered_with_the_whole() {
    let (_place, _site, server) = with_digits();
    for range in ["bytes=0-1,3-4", "bytes=4-2", "bytes=x", "lines=1-2", "bytes=", "0-4"] {
        let answer = ask(&server, "GET", "/digits.txt", &[("Range", range)]);
        assert_eq!((answer.status, answer.text().as_str()), (200, "0123456789"), "{range}");
    }
    let twice = [("Range", "bytes=0-1"), ("Range", "bytes=2-3")];
    assert_eq!(ask(&server, "GET", "/digits.txt", &twice).status, 200);
    assert_eq!(ask(&server, "GET", "/empty.txt", &[("Range", "bytes=0-")]).status, 416);
    assert_eq!(ask(&server, "GET", "/empty.txt", &[]).status, 200);
    // A page for what is not there has no parts.
    assert_eq!(ask(&server, "GET", "/no/", &[("Range", "bytes=0-1")]).status, 404);
}

#[test]
fn a_part_is_of_the_version_that_its_reader_has() {
    let (_place, site, server) = with_digits();
    let range = ("Range", "bytes=2-4");
    let tag = server.get("/digits.txt").header("etag").to_string();
    let part = ask(&server, "GET", "/digits.txt", &[range, ("If-Range", &tag)]);
    assert_eq!((part.status, part.text().as_str()), (206, "234"));
    for other in ["\"other\"", &format!("W/{tag}"), "Sat, 10 Jan 2026 09:00:00 GMT", ""] {
        let whole = ask(&server, "GET", "/digits.txt", &[range, ("If-Range", other)]);
        assert_eq!((whole.status, whole.text().as_str()), (200, "0123456789"), "{other}");
    }
    // Of the same length, and perhaps of the same moment.
    tree::put(&site, "static/new.txt", "abcdefghij");
    fs::rename(site.join("static/new.txt"), site.join("static/digits.txt")).unwrap();
    let whole = ask(&server, "GET", "/digits.txt", &[range, ("If-Range", &tag)]);
    assert_eq!((whole.status, whole.text().as_str()), (200, "abcdefghij"));
}

#[test]
fn who_has_a_version_is_not_sent_it_again() {
    let (_place, _site, server) = with_digits();
    for path in ANSWERS.into_iter().filter(|path| server.get(path).status == 200) {
        let tag = server.get(path).header("etag").to_string();
        for method in ["GET", "HEAD"] {
            let answer = ask(&server, "HEAD", path, &[("If-None-Match", &tag)]);
            assert_eq!((answer.status, answer.header("etag")), (304, &*tag), "{method} {path}");
            let answer = ask(&server, method, path, &[("If-None-Match", "\"other\"")]);
            assert_eq!(answer.status, 200, "{method} {path}");
        }
        let answer = ask(&server, "GET", path, &[("If-Match", "\"other\"")]);
        assert_eq!(answer.status, 412, "{path}");
    }
}

#[test]
fn a_head_has_the_length_of_the_whole_and_no_body() {
    let (_place, _site, server) = with_digits();
    for path in ["/digits.txt", "/empty.txt", "/style.css", "/politics/talks/", "/no/"] {
        let whole = server.get(path);
        let mut connection = Connection::to(server.port);
        let host = "Host: localhost\r\nRange: bytes=1-2\r\n";
        let head = connection.ask_with("HEAD", path, host, b"");
        assert_eq!(head.status, whole.status, "{path}");
        assert_eq!(head.header("content-length"), whole.body.len().to_string(), "{path}");
        assert_eq!(head.header("content-range"), "", "{path}");
        // What follows is the next answer.
        assert_eq!(connection.get("/digits.txt").text(), "0123456789", "after {path}");
    }
}

/// A file without content on the disk.
fn put_large(site: &Path, bytes: u64) -> PathBuf {
    let path = site.join("static/large.bin");
    fs::create_dir_all(site.join("static")).unwrap();
    File::create(&path).unwrap().set_len(bytes).unwrap();
    path
}

fn begin(server: &Server, path: &str) -> Connection {
    let mut connection = Connection::to(server.port);
    connection.say(format!("GET {path} HTTP/1.1\r\nHost: localhost\r\n\r\n").as_bytes()).unwrap();
    connection
}

#[test]
#[cfg(target_os = "linux")]
fn slow_readers_of_a_large_file_take_little_memory() {
    let (_place, site) = small();
    put_large(&site, 300 << 20);
    let server = Server::start(&site, &AT);
    let readers: Vec<Connection> = (0..12).map(|_| begin(&server, "/large.bin")).collect();
    // One who reads it to its end: so the others were answered as far as they take it.
    let whole = server.get("/large.bin");
    assert_eq!(whole.body.len(), 300 << 20);
    drop(readers);
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let most = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    let most: usize = most.trim().trim_end_matches(" kB").parse().unwrap();
    assert!(most < 150 * 1024, "the server used {most} kB of memory");
}

#[test]
fn a_file_that_changes_while_it_is_sent_is_cut_and_not_told_as_whole() {
    let (_place, site) = small();
    let server = {
        put_large(&site, 64 << 20);
        Server::start(&site, &AT)
    };
    for length in [0, 10 << 20, 100 << 20] {
        let path = put_large(&site, 64 << 20);
        let mut reader = begin(&server, "/large.bin");
        // The head is there, so the file is open; the rest waits for its reader.
        assert!(reader.line().unwrap().contains(" 200 "));
        let file = File::options().write(true).open(path).unwrap();
        file.set_len(length).unwrap();
        let head = std::iter::from_fn(|| Some(reader.line().unwrap()));
        let told: Vec<String> = head.take_while(|line| !line.is_empty()).collect();
        assert!(told.contains(&format!("content-length: {}", 64 << 20)), "{told:?}");
        assert!(reader.read_exactly(64 << 20).is_err(), "{length} bytes were told as whole");
        assert_eq!(server.get("/large.bin").body.len() as u64, length);
    }
}

/// What is not answered after this hangs, however busy the machine is.
const HANGS: Duration = Duration::from_secs(180);

/// A template that takes all steps that a page may take.
const ENDLESS: &str =
    "{% for a in range(end=90000) %}{% for b in range(end=90000) %}{% endfor %}{% endfor %}";

const TOO_LONG: &str = "this template took more than 5 seconds on one page, and was given up";

/// How many ask at once: more than there are threads to answer, but so few that the page that
/// can be shown gets its turn on a machine that has other work.
const ASKED: usize = 6;

/// Asks for all stories and, meanwhile, for a page of another template: what came of the stories,
/// and whether one of them was still being made when the other page was there.
fn ask_for_all(server: &Server) -> (Vec<Answer>, bool) {
    let asking: Vec<_> = (0..ASKED)
        .map(|number| {
            let connection = begin(server, &format!("/politics/talks-{number}/"));
            let mut connection = connection.waiting(HANGS);
            thread::spawn(move || connection.answer("GET"))
        })
        .collect();
    let mut another = begin(server, "/about-nothing/").waiting(HANGS);
    // Where it came too late, the server starts again, and it is tried anew.
    let came = another.answer("GET").inspect(|answer| assert_eq!(answer.status, 404)).is_ok();
    let came_meanwhile = came && asking.iter().any(|answer| !answer.is_finished());
    let answers = asking.into_iter().map(|answer| answer.join().unwrap());
    // Those that came too late lost the server that starts again: so may all on a busy machine.
    let answers: Vec<_> = answers.flatten().collect();
    let came_meanwhile = came_meanwhile && !answers.is_empty();
    (answers, came_meanwhile)
}

#[test]
fn a_template_without_an_end_keeps_nobody_waiting_and_is_told() {
    let (_place, site) = small();
    for number in 0..ASKED {
        let story = story("Talks", &format!("slug: talks-{number}\n"), "They met.");
        tree::put(&site, &format!("content/politics/talks-{number}.md"), story);
    }
    let good = "{{ briefing.content }}";
    tree::put(&site, "templates/briefing.html", good);
    let is_told = |text: &str| {
        text.contains(TOO_LONG)
            && text.contains("templates/briefing.html:1:1")
            && text.contains("it shows on <code dir=\"auto\">/politics/talks")
    };
    // Each time by a server that knows nothing yet of what not to try.
    let tried = || {
        tree::put(&site, "templates/briefing.html", good);
        let server = Server::start(&site, &["--watch"]);
        assert!(server.get("/politics/talks/").text().contains("They met."));
        tree::put(&site, "templates/briefing.html", ENDLESS);
        until("the change is seen", || match server.said() {
            said if said.contains("templates/briefing.html changed") => Ok(()),
            said => Err(said),
        });
        let (answers, came_meanwhile) = ask_for_all(&server);
        for answer in answers {
            assert_eq!(answer.status, 500);
            assert!(is_told(&answer.text()), "{}", answer.text());
        }
        until_within(HANGS, "the server is there again", || {
            match server.try_get("/about-nothing/") {
                Some(answer) if answer.status == 404 => Ok(()),
                other => Err(format!("{other:?}")),
            }
        });
        came_meanwhile.then_some(server)
    };
    // On a busy machine it may take as long to make the other page as to give these up.
    let kept_nobody_waiting = (0..12).find_map(|_| tried());
    let server = kept_nobody_waiting.expect("a page that can be shown comes meanwhile");
    server.says(TOO_LONG);

    // The server shows what it can, and knows what not to try.
    until_within(HANGS, "all stories are told of", || {
        let answer =
            server.try_get(&format!("/politics/talks-{}/", ASKED - 1)).ok_or("no answer")?;
        if is_told(&answer.text()) { Ok(()) } else { Err(answer.text()) }
    });
    tree::put(&site, "templates/briefing.html", good);
    until_within(HANGS, "the page comes back", || {
        let text = server.try_get("/politics/talks/").ok_or("no answer")?.text();
        if text.contains("They met.") { Ok(()) } else { Err(text) }
    });
}

/// A folder with a program that is asked to open addresses, and only notes them.
#[cfg(target_os = "linux")]
fn put_browser(folder: &Path) -> PathBuf {
    let opened = folder.join("opened");
    fs::create_dir(folder.join("bin")).unwrap();
    script(&folder.join("bin/xdg-open"), &format!("echo \"$1\" >> '{}'", opened.display()));
    opened
}

#[test]
#[cfg(target_os = "linux")]
fn a_server_that_starts_itself_again_opens_the_browser_once_and_not_never() {
    let (place, site) = small();
    let opened = put_browser(place.path());
    // It keeps even the first page from being there.
    tree::put(&site, "templates/frame/footer.html", ENDLESS);
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", place.path().join("bin").display());
    let mut serve = dateline(&site, &["serve", "--port", "0", "--watch", "--open"]);
    serve.env("PATH", path);
    let server = Server::of(serve);
    server.says(TOO_LONG);
    let all_opened = || fs::read_to_string(&opened).unwrap_or_default();
    until_within(HANGS, "the browser is opened", || match all_opened() {
        text if text == format!("{}\n", server.address) => Ok(()),
        other => Err(other),
    });

    tree::put(&site, "templates/frame/footer.html", "");
    tree::put(&site, "templates/404.html", ENDLESS);
    server.says("templates/404.html:1:1");
    // The first such line is the one that the address was read from.
    until_within(HANGS, "the server is there again", || {
        let said = server.said();
        if said.contains("paths at ") { Ok(()) } else { Err(said) }
    });
    assert_eq!(all_opened(), format!("{}\n", server.address));
}

/// The words that only those who write may know.
const SECRETS: [&str; 4] = ["Secret", "hidden.md", "line-of-a-draft", "briefing.html"];

fn assert_tells_nothing(what: &str, text: &str) {
    for secret in SECRETS {
        assert!(!text.contains(secret), "{what} tells `{secret}`: {text}");
    }
}

#[test]
fn a_network_is_told_nothing_of_what_is_held_or_wrong() {
    let (_place, site) = small();
    let hidden = |fields: &str| story("Secret talks", fields, "line-of-a-draft");
    tree::put(&site, "content/politics/hidden.md", hidden("draft: true\n"));
    let server = Server::start(&site, &["--watch", "--bind", "0.0.0.0"]);
    server.says("appear only in this terminal");
    let not_there = server.get("/politics/nothing/");
    for path in ["/politics/hidden/", "/politics/hidden"] {
        let answer = server.get(path);
        assert_eq!((answer.status, &answer.text()), (404, &not_there.text()), "{path}");
    }
    assert_tells_nothing("a page", &server.get("/politics/").text());
    let list = server.get("/__dateline/held");
    assert_eq!(list.status, 403);
    assert_tells_nothing("the list of what is held", &list.text());

    // A fault in the draft: the overlay comes, and says where to look.
    let events = Events::of(&server);
    tree::put(&site, "content/politics/hidden.md", hidden("draft: true\ndaet: line-of-a-draft\n"));
    server.says("content/politics/hidden.md:5:1");
    events.name_problem("The terminal of <code>dateline serve</code> says what is wrong");
    for event in events.all() {
        assert_tells_nothing("an event", &event.problems.unwrap_or_default());
    }
    tree::put(&site, "content/politics/hidden.md", hidden("draft: true\n"));
    until("the overlay goes", || match events.problems() {
        problems if problems.is_empty() => Ok(()),
        problems => Err(problems),
    });

    // A page whose template fails.
    tree::put(&site, "templates/briefing.html", "{{ briefing.nothing }}");
    until("the page fails", || {
        let answer = server.get("/politics/talks/");
        assert_tells_nothing("a broken page", &answer.text());
        if answer.status == 500 { Ok(()) } else { Err(answer.text()) }
    });
}

#[test]
fn a_network_is_told_nothing_of_a_site_that_never_was_good() {
    let (_place, site) = small();
    let text = story("Secret talks", "draft: true\ndaet: line-of-a-draft\n", "");
    tree::put(&site, "content/politics/hidden.md", text);
    let server = Server::start(&site, &["--watch", "--bind", "0.0.0.0"]);
    server.says("hidden.md:5:1");
    let answer = server.get("/");
    assert_eq!(answer.status, 500);
    assert!(answer.text().contains("The terminal of"), "{}", answer.text());
    assert_tells_nothing("the page", &answer.text());
}

/// Starts a server in a namespace of its own, where the system has only so many watches.
#[cfg(target_os = "linux")]
fn with_few_watches(site: &Path, setting: &str, most: u32) -> Option<Server> {
    use std::process::{Command, Stdio};

    let own = ["--user", "--map-root-user", "sh", "-c"];
    let set = format!("echo {most} > /proc/sys/user/{setting}");
    let mut probe = Command::new("unshare");
    probe.args(own).arg(&set).stdin(Stdio::null()).stderr(Stdio::null());
    let can = probe.status().is_ok_and(|status| status.success());
    if !needed(can, "apt install util-linux, with user namespaces allowed") {
        return None;
    }
    let serve = format!(r#"{set} && exec "$0" serve --watch --site "$1" --port 0"#);
    let mut command = Command::new("unshare");
    command.args(own).args([&serve, env!("CARGO_BIN_EXE_dateline")]).arg(site);
    Some(Server::of(command))
}

#[test]
#[cfg(target_os = "linux")]
fn watches_that_run_out_are_told_once_and_changes_are_found() {
    for (setting, most, remedy) in [
        ("max_inotify_watches", 3, "fs.inotify.max_user_watches=1048576"),
        ("max_inotify_watches", 0, "fs.inotify.max_user_watches=1048576"),
        ("max_inotify_instances", 0, "fs.inotify.max_user_instances=1024"),
    ] {
        let (_place, site) = small();
        tree::put(&site, "static/a/b/c.txt", "c");
        let Some(server) = with_few_watches(&site, setting, most) else { return };
        server.says(remedy);
        tree::put(&site, "content/politics/talks.md", story("Talks", "", "They parted."));
        until("the change shows", || {
            let text = server.get("/politics/talks/").text();
            if text.contains("They parted.") { Ok(()) } else { Err(text) }
        });
        for folder in ["d", "e", "f"] {
            tree::put(&site, &format!("static/{folder}/x.txt"), folder);
        }
        until("new folders are found", || match server.get("/f/x.txt").status {
            200 => Ok(()),
            status => Err(format!("status {status}")),
        });
        let said = server.said();
        assert_eq!(said.matches("sysctl").count(), 1, "{setting} {most}: {said}");
    }
}
