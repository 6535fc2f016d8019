//! Links to other sites, asked for from a real server that answers in every way.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::program::{dateline, ended, run};
use crate::common::tree;
use dateline::outside::{Answer, Patience, Reach, ask};
use tokio::net::TcpSocket;
use url::Url;

/// A server, and what it was asked.
struct Elsewhere {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
    /// The most requests at one time.
    most_at_once: Arc<AtomicUsize>,
}

impl Elsewhere {
    fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Mutex<Vec<String>>> = Arc::default();
        let most_at_once: Arc<AtomicUsize> = Arc::default();
        let at_once = Arc::new(AtomicUsize::new(0));
        {
            let (asked, most_at_once) = (asked.clone(), most_at_once.clone());
            thread::spawn(move || {
                for stream in listener.incoming().flatten() {
                    let (asked, most, at_once) =
                        (asked.clone(), most_at_once.clone(), at_once.clone());
                    thread::spawn(move || serve(&stream, &asked, &at_once, &most));
                }
            });
        }
        Elsewhere { address, asked, most_at_once }
    }

    fn url(&self, path: &str) -> Url {
        Url::parse(&format!("{}{path}", self.address)).unwrap()
    }

    fn asked(&self) -> Vec<String> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

fn serve(
    mut stream: &TcpStream,
    asked: &Mutex<Vec<String>>,
    at_once: &AtomicUsize,
    most: &AtomicUsize,
) {
    let mut reader = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if reader.read_line(&mut request).unwrap_or_default() == 0 {
            return;
        }
        let mut header = String::new();
        while reader.read_line(&mut header).unwrap_or_default() > 2 {
            header.clear();
        }
        most.fetch_max(at_once.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let request = request.trim_end_matches("\r\n").trim_end_matches(" HTTP/1.1").to_string();
        let tries = {
            let mut asked = asked.lock().unwrap();
            asked.push(request.clone());
            asked.iter().filter(|other| **other == request).count()
        };
        let (method, path) = request.split_once(' ').unwrap();
        let status = match path {
            "/gone" => "404 Not Found",
            "/no-head" if method == "HEAD" => "405 Method Not Allowed",
            "/fails" => "500 Internal Server Error",
            "/fails-once" if tries == 1 => "503 Service Unavailable",
            "/subscribers" => "403 Forbidden",
            "/busy" => "429 Too Many Requests",
            "/moved" => "301 Moved Permanently\r\nLocation: /there",
            "/moved-away" => "301 Moved Permanently\r\nLocation: /gone",
            "/round" => "302 Found\r\nLocation: /round",
            "/later" => "503 Service Unavailable\r\nRetry-After: 86400",
            "/trickles" => {
                // A head that goes on as long as somebody reads it.
                let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nX: ");
                while stream.write_all(b"x").is_ok() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
            "/endless" if method == "HEAD" => "405 Method Not Allowed",
            "/endless" => {
                // A redirect whose text does not end.
                let head =
                    b"HTTP/1.1 302 Found\r\nLocation: /there\r\nTransfer-Encoding: chunked\r\n\r\n";
                let _ = stream.write_all(head);
                while stream.write_all(b"1\r\nx\r\n").is_ok() {
                    thread::sleep(Duration::from_millis(20));
                }
                return;
            }
            path if path.starts_with("/on/") => {
                "302 Found\r\nLocation: /on/and-on\r\nContent-Length: 0\r\nX: x"
            }
            "/silent" => {
                thread::sleep(Duration::from_secs(60));
                return;
            }
            _ => "200 OK",
        };
        thread::sleep(Duration::from_millis(2));
        at_once.fetch_sub(1, Ordering::SeqCst);
        if write!(stream, "HTTP/1.1 {status}\r\nContent-Length: 0\r\n\r\n").is_err() {
            return;
        }
    }
}

fn patience() -> Patience {
    Patience {
        timeout: Duration::from_millis(700),
        wait: Duration::from_millis(5),
        pause: Duration::from_millis(1),
        ..Patience::default()
    }
}

#[test]
fn each_kind_of_answer_is_understood() {
    let there = Elsewhere::start();
    let expected = [
        ("/there", Answer::There),
        ("/gone", Answer::Gone(404)),
        ("/no-head", Answer::There),
        ("/fails", Answer::Fails(500)),
        ("/fails-once", Answer::There),
        ("/subscribers", Answer::There),
        ("/busy", Answer::There),
        ("/moved", Answer::There),
        ("/moved-away", Answer::Gone(404)),
        ("/round", Answer::Silent("it sends us round in circles".into())),
    ];
    let urls = expected.iter().map(|(path, _)| there.url(path)).collect();
    let answers = ask(urls, patience(), Reach::Everywhere);
    for (path, answer) in expected {
        assert_eq!(answers[&there.url(path)], answer, "{path}");
    }
    assert_eq!(there.most_at_once.load(Ordering::SeqCst), 1, "a host is asked one thing at a time");
}

#[test]
fn ten_thousand_links_to_a_silent_host_do_not_take_ten_thousand_timeouts() {
    let (silent, good) = (Elsewhere::start(), Elsewhere::start());
    let mut urls: Vec<Url> = (0..10_000).map(|n| silent.url(&format!("/silent?{n}"))).collect();
    // Only this path is silent; the number is behind it.
    urls.iter_mut().for_each(|url| {
        let number = url.query().unwrap_or_default().to_string();
        url.set_fragment(Some(&number));
        url.set_query(None);
    });
    urls.push(good.url("/there"));
    let started = Instant::now();
    let answers = ask(urls.clone(), patience(), Reach::Everywhere);
    // Two links, each tried twice, each with a head and a whole: not more.
    assert!(started.elapsed() < Duration::from_secs(30), "{:?}", started.elapsed());
    assert_eq!(answers.len(), 10_001);
    assert_eq!(answers[&good.url("/there")], Answer::There);
    assert_eq!(answers[&urls[9_999]], Answer::Silent("it does not answer in time".into()));
    assert!(silent.asked().len() <= 8);
}

#[test]
fn a_host_that_is_not_there_is_told() {
    // A socket that does not listen keeps the port from others.
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind(([127, 0, 0, 1], 0).into()).unwrap();
    let port = socket.local_addr().unwrap().port();
    let url = Url::parse(&format!("http://127.0.0.1:{port}/x")).unwrap();
    let answers = ask(vec![url.clone()], patience(), Reach::Everywhere);
    assert!(
        matches!(&answers[&url], Answer::Silent(why) if why.starts_with("it cannot be reached"))
    );
}

#[test]
fn a_check_tells_dead_links_and_remembers_the_others() {
    let there = Elsewhere::start();
    let folder = tempfile::tempdir().unwrap();
    let put = |file: &str, text: &str| {
        let path = folder.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    let settings = format!(
        "title: T\nbase_url: http://paper.example/\nsections: [politics]\ncheck:\n  ignore: [\"{}/private/\"]\n",
        there.address
    );
    put("site.yaml", &settings);
    let story = format!(
        "---\ntitle: A\nsummary: B.\ndate: 2026-01-10\n---\n[There]({0}/there#part).\n\n[Gone]({0}/gone)\n\n\
         [Not asked]({0}/private/x)\n",
        there.address
    );
    put("content/politics/story.md", &story);
    let check = |folder: &Path| {
        let external = ["--external", "--external-private"];
        run(folder, &[&["check"], &external[..], &["--at", "2026-03-01T12:00:00Z"]].concat())
    };
    let said = check(folder.path()).refused();
    let expected = format!(
        "error: `{0}/gone`: there is no such page (status 404)\n --> content/politics/story.md:8:8\n",
        there.address
    );
    // Links to one's own machine, as these are, are told as well.
    let faults =
        said.stderr.split("\n\n").filter(|told| !told.starts_with("warning: `http://127."));
    let faults: Vec<&str> = faults.collect();
    assert!(faults[0].starts_with(&expected), "{}", said.stderr);
    assert_eq!(faults[1..], ["1 error\n"], "{}", said.stderr);
    let asked = there.asked();
    assert!(asked.iter().all(|request| !request.contains("private")), "{asked:?}");
    assert!(asked.contains(&"HEAD /there".to_string()), "{asked:?}");

    check(folder.path()).refused();
    let asked = there.asked();
    assert!(asked.iter().all(|request| request.ends_with("/gone")), "{asked:?}");
    assert_eq!(
        fs::read_to_string(folder.path().join(".dateline/.gitignore")).unwrap(),
        "/links.json\n/.gitignore\n"
    );
}

/// Each of these alone would take longer than all may take.
#[test]
fn when_the_time_is_up_nobody_is_asked_any_more() {
    for slow in ["/silent", "/trickles", "/endless", "/later"] {
        let (good, bad) = (Elsewhere::start(), Elsewhere::start());
        let mut urls: Vec<Url> = (0..50).map(|n| bad.url(&format!("{slow}#{n}"))).collect();
        urls.push(good.url("/there"));
        let hour = Duration::from_secs(3600);
        let patience = Patience {
            budget: Duration::from_secs(2),
            timeout: hour,
            longest_wait: hour,
            tries: 1_000_000,
            ..patience()
        };
        let answers = ask(urls, patience, Reach::Everywhere);
        assert_eq!(answers.len(), 1, "{slow}: {answers:?}");
        assert_eq!(answers[&good.url("/there")], Answer::There);
        // The head, and then the whole.
        let asked = bad.asked();
        assert!((1..=2).contains(&asked.len()), "{slow}: {asked:?}");
    }
}

#[test]
fn a_way_without_end_is_told() {
    let there = Elsewhere::start();
    let url = there.url("/on/1");
    let answers = ask(vec![url.clone()], patience(), Reach::Everywhere);
    assert_eq!(answers[&url], Answer::Silent("it sends us round in circles".into()));
    assert!(there.asked().len() < 100);
}

#[test]
fn nobody_in_the_network_is_asked_without_being_told_to() {
    let inside = Elsewhere::start();
    let port = inside.address.rsplit(':').next().unwrap();
    let hosts =
        ["127.0.0.1", "localhost", "127.1", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"];
    let urls = hosts.map(|host| Url::parse(&format!("http://{host}:{port}/there")).unwrap());
    let answers = ask(urls.to_vec(), patience(), Reach::Public);
    for url in &urls {
        assert_eq!(answers[url], Answer::Private, "{url}");
    }
    assert_eq!(inside.asked(), [""; 0]);
}

fn site_with(links: &[String]) -> tempfile::TempDir {
    let place = tempfile::tempdir().unwrap();
    tree::put(place.path(), "site.yaml", "title: T\nbase_url: http://paper.example/\n");
    let links: String = links.iter().map(|link| format!("[x]({link})\n\n")).collect();
    let story = format!("---\ntitle: A\nsummary: B.\ndate: 2026-01-10\n---\n{links}");
    tree::put(place.path(), "content/politics/story.md", story);
    place
}

#[test]
fn a_check_ends_in_time_and_keeps_what_it_knows() {
    let (good, bad) = (Elsewhere::start(), Elsewhere::start());
    let links = [good.url("/there").to_string(), bad.url("/silent").into(), bad.url("/b").into()];
    let place = site_with(&links);
    let check = ["check", "--external", "--external-private", "--external-timeout", "3"];
    let at = ["--at", "2026-03-01T12:00:00Z"];
    let said = run(place.path(), &[&check[..], &at].concat()).done();
    // `/b` comes before `/silent`.
    let words = "warning: 1 link to other sites could not be checked within 3 seconds\n  = help: ";
    assert!(said.stderr.contains(words), "{}", said.stderr);
    run(place.path(), &[&check[..], &at, &["--strict"]].concat()).refused();
    let asked = good.asked();
    assert_eq!(asked, ["HEAD /there"], "it is remembered");
    run(place.path(), &["check", "--external", "--external-timeout", "0"]).misused();
}

#[test]
fn a_check_asks_nobody_in_the_network() {
    let inside = Elsewhere::start();
    let place = site_with(&[inside.url("/there").into()]);
    let said = run(place.path(), &["check", "--external"]).done();
    let words =
        "it leads into a private network, which readers cannot reach and which was not asked";
    assert!(said.stderr.contains(words), "{}", said.stderr);
    assert_eq!(inside.asked(), [""; 0]);
}

/// A proxy looks names up itself, and may be in the network; links may not.
#[test]
fn a_proxy_is_asked_for_others_but_not_for_the_network() {
    let proxy = Elsewhere::start();
    let port = proxy.address.rsplit(':').next().unwrap();
    let links = ["http://10.1.2.3/a", "http://169.254.169.254/b", "http://elsewhere.example/c"];
    let own = format!("http://127.0.0.1:{port}/own");
    let links: Vec<String> = links.map(String::from).into_iter().chain([own]).collect();
    let place = site_with(&links);
    let mut check = dateline(place.path(), &["check", "--external"]);
    for name in ["ALL_PROXY", "all_proxy", "NO_PROXY", "no_proxy", "HTTPS_PROXY", "https_proxy"] {
        check.env_remove(name);
    }
    let said = ended(check.env("http_proxy", &proxy.address).env_remove("HTTP_PROXY")).done();
    assert_eq!(
        said.stderr.matches("it leads into a private network").count(),
        3,
        "{}",
        said.stderr
    );
    let asked = proxy.asked();
    assert!(asked.contains(&"CONNECT elsewhere.example:80".to_string()), "{asked:?}");
    let others =
        |request: &&String| !request.contains("elsewhere.example") && !request.contains("/c");
    assert_eq!(asked.iter().find(others), None, "{asked:?}");
}
