//! Links to other sites, asked for from a real server that answers in every way.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use crate::common::program::run;
use dateline::outside::{Answer, Patience, ask};
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
    let answers = ask(urls, patience());
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
    let answers = ask(urls.clone(), patience());
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
    let answers = ask(vec![url.clone()], patience());
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
    let check =
        |folder: &Path| run(folder, &["check", "--external", "--at", "2026-03-01T12:00:00Z"]);
    let said = check(folder.path()).refused();
    let expected = format!(
        "error: `{0}/gone`: there is no such page (status 404)\n --> content/politics/story.md:8:8\n",
        there.address
    );
    assert!(said.stderr.starts_with(&expected), "{}", said.stderr);
    assert!(said.stderr.ends_with("\n1 error\n"), "{}", said.stderr);
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
