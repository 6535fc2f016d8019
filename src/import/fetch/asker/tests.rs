use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::{Arc, Mutex};

use super::*;
use crate::url::SitePath;

const PICTURE: &[u8] = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;";

/// A site on this machine, and what it was asked for. `PORT` in an answer is its own.
fn site(answer: fn(&str) -> Vec<u8>) -> (String, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let asked: Arc<Mutex<Vec<String>>> = Arc::default();
    let seen = asked.clone();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let lines = BufReader::new(stream.try_clone().unwrap()).lines();
            let lines: Vec<String> =
                lines.map_while(Result::ok).take_while(|line| !line.is_empty()).collect();
            let path = lines[0].split(' ').nth(1).unwrap().to_string();
            let mut bytes = answer(&path);
            if bytes.starts_with(b"HTTP/1.1 3") {
                let text = String::from_utf8(bytes).unwrap();
                bytes = text.replace("PORT", &port.to_string()).into_bytes();
            }
            seen.lock().unwrap().push(path);
            let _ = stream.write_all(&bytes);
        }
    });
    (format!("http://127.0.0.1:{port}/"), asked)
}

fn whole(body: &[u8]) -> Vec<u8> {
    let head =
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

fn redirect(to: &str) -> Vec<u8> {
    format!(
        "HTTP/1.1 302 Found\r\nLocation: {to}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"
    )
    .into_bytes()
}

fn answer(path: &str) -> Vec<u8> {
    match path {
        "/a.gif" | "/moved/b.gif" => whole(PICTURE),
        "/b.gif" => redirect("/moved/b.gif"),
        "/away.gif" => redirect("http://localhost:PORT/a.gif"),
        "/other-port.gif" => redirect("http://127.0.0.1:1/a.gif"),
        "/file.gif" => redirect("file:///etc/hostname"),
        "/round.gif" => redirect("/round.gif"),
        "/page.gif" => whole(b"<!doctype html><p>nothing here"),
        "/large.gif" => whole(&[PICTURE, &[0; 2000]].concat()),
        "/cut.gif" => {
            let mut bytes = whole(PICTURE);
            bytes.truncate(bytes.len() - 5);
            bytes
        }
        _ => b"HTTP/1.1 404 Not Found\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".to_vec(),
    }
}

fn wanted(site: &str, names: &[&str]) -> Vec<Wanted> {
    let of = |name: &&str| Wanted {
        url: Url::parse(&format!("{site}{name}")).unwrap(),
        address: SitePath::new(&format!("/{name}")).unwrap(),
    };
    names.iter().map(of).collect()
}

fn limits() -> Limits {
    Limits { each: 1000, ..Limits::default() }
}

fn told(missing: &[(Wanted, String)]) -> Vec<(&str, &str)> {
    missing.iter().map(|(of, why)| (of.address.as_str(), why.as_str())).collect()
}

#[test]
fn pictures_come_and_nothing_else() {
    let (site, _) = site(answer);
    let place = tempfile::tempdir().unwrap();
    let names = [
        "a.gif",
        "b.gif",
        "away.gif",
        "other-port.gif",
        "file.gif",
        "round.gif",
        "page.gif",
        "large.gif",
        "none.gif",
    ];
    let missing = ask(&wanted(&site, &names), &site, place.path(), limits(), Reach::Everywhere);
    assert_eq!(
        told(&missing),
        [
            ("/away.gif", "it is at another site now, `localhost`"),
            ("/other-port.gif", "it is at another site now, `127.0.0.1`"),
            ("/file.gif", "it is at another site now, ``"),
            ("/round.gif", "it sends us round in circles"),
            ("/page.gif", "what is there is no picture"),
            ("/large.gif", "it is larger than 0 MiB"),
            ("/none.gif", "it answers with status 404"),
        ]
    );
    for came in wanted(&site, &["a.gif", "b.gif"]) {
        assert_eq!(fs::read(came.place(place.path())).unwrap(), PICTURE);
    }
    let kept = fs::read_dir(place.path().join(super::super::FETCHED)).unwrap().count();
    assert_eq!(kept, 2);
}

#[test]
fn nothing_half_is_kept() {
    let (site, _) = site(answer);
    let place = tempfile::tempdir().unwrap();
    let missing =
        ask(&wanted(&site, &["cut.gif"]), &site, place.path(), limits(), Reach::Everywhere);
    assert_eq!(missing.len(), 1);
    assert!(!place.path().join(super::super::FETCHED).exists());
}

#[test]
fn nobody_is_asked_in_the_network_of_this_machine() {
    let (site, asked) = site(answer);
    let place = tempfile::tempdir().unwrap();
    let missing = ask(&wanted(&site, &["a.gif"]), &site, place.path(), limits(), Reach::Public);
    let why = "it is not asked: it is at an address of this machine or of its network";
    assert_eq!(told(&missing), [("/a.gif", why)]);
    assert_eq!(asked.lock().unwrap().len(), 0);
}

#[test]
fn there_is_an_end_to_it() {
    let (site, asked) = site(answer);
    let place = tempfile::tempdir().unwrap();
    let root = place.path();
    let limited = Limits { pictures: 1, ..limits() };
    let missing = ask(&wanted(&site, &["a.gif", "b.gif"]), &site, root, limited, Reach::Everywhere);
    assert_eq!(told(&missing), [("/b.gif", "there are more than 1 pictures")]);
    let limited = Limits { all: 3, ..limits() };
    let missing = ask(&wanted(&site, &["a.gif"]), &site, root, limited, Reach::Everywhere);
    assert_eq!(told(&missing), [("/a.gif", "all together are more than 0 MiB")]);
    let before = asked.lock().unwrap().len();
    let limited = Limits { budget: Duration::ZERO, ..limits() };
    let missing = ask(&wanted(&site, &["a.gif"]), &site, root, limited, Reach::Everywhere);
    let why = "the time was too short: import again, and the rest is fetched";
    assert_eq!(told(&missing), [("/a.gif", why)]);
    assert_eq!(asked.lock().unwrap().len(), before);
}
