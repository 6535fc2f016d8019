//! The fetchers of reads against a server that speaks, and breaks, the
//! documented APIs.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::ops::RangeInclusive;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use crate::common::program::{dateline, ended};
use crate::common::tree;
use dateline::reads::services::{Patience, Query, Service, ServiceReads, Token, fetch};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use url::Url;

const SECRET: &str = "s3cr3t-t0ken";
const FIRST: Date = Date::constant(2026, 2, 1);
const SECOND: Date = Date::constant(2026, 2, 2);

/// A request as it came: its first line, its headers in lower case, its body.
#[derive(Debug)]
struct Asked {
    line: String,
    headers: String,
    body: String,
}

/// Answers each request with the next of `answers`, which are whole responses,
/// and hands on what was asked.
fn server(answers: Vec<String>) -> (Url, mpsc::Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let (tell, asked) = mpsc::channel();
    thread::spawn(move || {
        for answer in answers {
            let (stream, _) = listener.accept().unwrap();
            tell.send(read(&stream)).unwrap();
            // The client may have had enough.
            let _ = (&stream).write_all(answer.as_bytes());
        }
    });
    (url, asked)
}

fn read(stream: &TcpStream) -> Asked {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(reader.read_line(&mut head).unwrap() > 0, "a whole head");
    }
    let (line, headers) = head.split_once("\r\n").unwrap();
    let headers = headers.to_lowercase();
    let length = headers.lines().find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.map_or(0, |length| length.parse().unwrap())];
    reader.read_exact(&mut body).unwrap();
    Asked { line: line.into(), headers, body: String::from_utf8(body).unwrap() }
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
}

fn ok(body: &str) -> String {
    answer("200 OK", "content-type: application/json\r\n", body)
}

const QUICK: Patience = Patience {
    budget: Duration::from_secs(60),
    timeout: Duration::from_secs(5),
    tries: 3,
    first_wait: Duration::from_millis(1),
    longest_wait: Duration::from_millis(20),
};

/// What a service tells of two days, as lines of `day address reads`, or the fault.
fn ask(service: Service, server: &Url, site: Option<&str>) -> Result<Vec<String>, String> {
    ask_for(service, server, site, FIRST..=SECOND, service.token_variables()[0])
}

fn ask_for(
    service: Service,
    server: &Url,
    site: Option<&str>,
    days: RangeInclusive<Date>,
    variable: &'static str,
) -> Result<Vec<String>, String> {
    let token = Token { variable, value: SECRET.into() };
    let time_zone = TimeZone::get("Asia/Yerevan").unwrap();
    let query = Query { server, site, token: &token, days, time_zone: &time_zone };
    match fetch(service, &query, &QUICK) {
        Ok(ServiceReads { counts, fault }) => {
            assert_eq!(fault, None);
            Ok(counts
                .iter()
                .map(|(day, address, reads)| format!("{day} {address} {reads}"))
                .collect())
        }
        Err(fault) => {
            let text = format!("{}; {}", fault.message, fault.hint.unwrap_or_default());
            assert!(!text.contains(SECRET), "{text}");
            Err(text)
        }
    }
}

/// By the comments of GoatCounter's `handlers/api.go`.
#[test]
fn goatcounter_is_asked_page_after_page() {
    let (url, asked) = server(vec![
        ok(r#"{"hits": [
            {"count": 9, "path_id": 41, "path": "/politics/a/", "event": false, "title": "A", "max": 5,
             "stats": [{"day": "2026-01-31", "hourly": [1], "daily": 1},
                       {"day": "2026-02-01", "hourly": [0, 4], "daily": 4},
                       {"day": "2026-02-02", "hourly": [5], "daily": 5},
                       {"day": "2026-02-03", "hourly": [], "daily": 0}]},
            {"count": 3, "path_id": 42, "path": "subscribe", "event": true, "title": "", "max": 3,
             "stats": [{"day": "2026-02-01", "hourly": [3], "daily": 3}]}],
            "total": 14, "more": true}"#),
        ok(
            r#"{"hits": [{"count": 2, "path_id": 7, "path": "/b/", "event": false, "title": "B", "max": 2,
             "stats": [{"day": "2026-02-02", "hourly": [2], "daily": 2}]}], "total": 14, "more": false}"#,
        ),
    ]);
    assert_eq!(
        ask(Service::Goatcounter, &url, None).unwrap(),
        ["2026-02-01 /politics/a/ 4", "2026-02-02 /b/ 2", "2026-02-02 /politics/a/ 5"]
    );
    let first = asked.recv().unwrap();
    assert_eq!(
        first.line,
        "GET /api/v0/stats/hits?start=2026-01-31T00%3A00%3A00Z&end=2026-02-03T23%3A00%3A00Z\
         &daily=true&limit=100 HTTP/1.1"
    );
    assert!(first.headers.contains(&format!("authorization: bearer {SECRET}\r\n")));
    assert!(asked.recv().unwrap().line.contains("&exclude_paths=41%2C42 "));
}

/// By <https://plausible.io/docs/stats-api>.
#[test]
fn plausible_is_asked_page_after_page() {
    let row = |day: &str, page: String| {
        format!(r#"{{"dimensions": ["{day}", "{page}"], "metrics": [3]}}"#)
    };
    let full: Vec<String> = (0..10_000).map(|n| row("2026-02-01", format!("/{n}"))).collect();
    let (url, asked) = server(vec![
        ok(&format!(r#"{{"results": [{}], "meta": {{}}, "query": {{}}}}"#, full.join(","))),
        ok(&format!(r#"{{"results": [{}], "meta": {{}}}}"#, row("2026-02-02", "/last".into()))),
    ]);
    let reads = ask(Service::Plausible, &url, Some("example.org")).unwrap();
    assert_eq!(reads.len(), 10_001);
    assert_eq!(reads[10_000], "2026-02-02 /last 3");
    let first = asked.recv().unwrap();
    assert_eq!(first.line, "POST /api/v2/query HTTP/1.1");
    assert!(first.headers.contains(&format!("authorization: bearer {SECRET}\r\n")));
    let body: serde_json::Value = serde_json::from_str(&first.body).unwrap();
    assert_eq!(
        body,
        serde_json::json!({
            "site_id": "example.org",
            "metrics": ["visitors"],
            "date_range": ["2026-02-01", "2026-02-02"],
            "dimensions": ["time:day", "event:page"],
            "order_by": [["time:day", "asc"], ["event:page", "asc"]],
            "pagination": {"limit": 10_000, "offset": 0},
        })
    );
    assert!(asked.recv().unwrap().body.contains(r#""offset":10000"#));
}

/// By <https://developer.matomo.org/api-reference/reporting-api>.
#[test]
fn matomo_is_asked_for_all_days_at_once() {
    let (url, asked) = server(vec![ok(
        r#"{"2026-02-01": [{"label": "/politics/a", "nb_visits": 4, "nb_hits": 6, "sum_time_spent": 9,
             "url": "https://example.org/politics/a"}],
            "2026-02-02": [{"label": "Others", "nb_visits": 2, "nb_hits": 2}]}"#,
    )]);
    let matomo = Url::parse(&format!("{url}matomo")).unwrap();
    assert_eq!(
        ask(Service::Matomo, &matomo, Some("1")).unwrap(),
        ["2026-02-01 https://example.org/politics/a 4", "2026-02-02 Others 2"]
    );
    let first = asked.recv().unwrap();
    assert_eq!(first.line, "POST /matomo/index.php HTTP/1.1", "no token where logs have it");
    assert_eq!(
        first.body,
        format!(
            "module=API&method=Actions.getPageUrls&idSite=1&period=day&date=2026-02-01%2C2026-02-02\
             &format=JSON&flat=1&filter_limit=1000&filter_offset=0&token_auth={SECRET}"
        )
    );
}

#[test]
fn matomo_answers_one_day_with_a_list_and_faults_with_words() {
    let (url, asked) = server(vec![ok(r#"[{"label": "/a", "nb_visits": 4, "nb_hits": 6}]"#)]);
    let one_day = ask_for(Service::Matomo, &url, Some("1"), SECOND..=SECOND, "MATOMO_TOKEN");
    assert_eq!(one_day.unwrap(), ["2026-02-02 /a 4"]);
    assert!(asked.recv().unwrap().body.contains("&date=2026-02-02&"));

    let refusal = format!(r#"{{"result": "error", "message": "no access with {SECRET}"}}"#);
    let (url, _asked) = server(vec![ok(&refusal)]);
    assert_eq!(
        ask(Service::Matomo, &url, Some("1")).unwrap_err(),
        "the answer of Matomo is not what it documents: error: no access with …; check that there \
         is a Matomo of a current version at --server"
    );
}

/// By <https://umami.is/docs/api/website-stats>.
#[test]
fn umami_is_asked_day_after_day() {
    let full: Vec<String> = (0..500).map(|n| format!(r#"{{"x": "/{n}", "y": 1}}"#)).collect();
    let (url, asked) = server(vec![
        ok(&format!("[{}]", full.join(","))),
        ok(r#"[{"x": "/more", "y": 2}]"#),
        ok(r#"[{"x": "/a", "y": 5}]"#),
    ]);
    let reads = ask_for(Service::Umami, &url, Some("86d4"), FIRST..=SECOND, "UMAMI_TOKEN").unwrap();
    assert_eq!(reads.len(), 502);
    assert_eq!(reads[501], "2026-02-02 /a 5");
    let first = asked.recv().unwrap();
    // The day in Yerevan, four hours ahead.
    assert_eq!(
        first.line,
        "GET /api/websites/86d4/metrics?startAt=1769889600000&endAt=1769975999999&type=path\
         &limit=500&offset=0 HTTP/1.1"
    );
    assert!(first.headers.contains(&format!("authorization: bearer {SECRET}\r\n")));
    assert!(asked.recv().unwrap().line.contains("&offset=500 "));

    // Before version 3, paths were called something else.
    let unknown = answer("400 Bad Request", "", "Invalid type");
    let (url, asked) = server(vec![unknown, ok(r#"[{"x": "/a", "y": 5}]"#), ok("[]")]);
    let reads = ask_for(Service::Umami, &url, Some("86d4"), FIRST..=SECOND, "UMAMI_TOKEN").unwrap();
    assert_eq!(reads, ["2026-02-01 /a 5"]);
    let kinds: Vec<bool> =
        asked.iter().take(3).map(|asked| asked.line.contains("&type=url&")).collect();
    assert_eq!(kinds, [false, true, true]);

    let (url, asked) = server(vec![ok("[]"), ok("[]")]);
    assert!(ask(Service::Umami, &url, Some("86d4")).unwrap().is_empty());
    let first = asked.recv().unwrap();
    assert!(first.line.starts_with("GET /websites/86d4/metrics?"), "{}", first.line);
    assert!(first.headers.contains(&format!("x-umami-api-key: {SECRET}\r\n")));
}

const NOTHING: &str = r#"{"results": []}"#;

#[test]
fn a_busy_server_is_asked_again() {
    for busy in [
        answer("429 Too Many Requests", "retry-after: 0\r\n", ""),
        answer("429 Too Many Requests", "x-rate-limit-reset: 1\r\n", ""),
        answer(
            "503 Service Unavailable",
            "date: Sun, 01 Feb 2026 10:00:00 GMT\r\nretry-after: Sun, 01 Feb 2026 10:00:01 GMT\r\n",
            "",
        ),
        answer("500 Internal Server Error", "", "oh"),
        "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 99\r\n\r\n{\"resul".to_string(),
        String::new(),
    ] {
        let (url, asked) = server(vec![busy.clone(), busy.clone(), ok(NOTHING)]);
        let reads = ask(Service::Plausible, &url, Some("x"));
        assert_eq!(reads.as_deref(), Ok(&[][..]), "{busy}");
        assert_eq!(asked.iter().take(3).count(), 3);
    }
}

#[test]
fn what_stays_wrong_is_told() {
    let three = |answer: String| vec![answer.clone(), answer.clone(), answer];
    let (url, _asked) = server(three(answer("502 Bad Gateway", "", "")));
    assert_eq!(
        ask(Service::Plausible, &url, Some("x")).unwrap_err(),
        "Plausible answers with status 502, also at try 3; nothing was changed; ask again later, or \
         check --server"
    );
    let (url, _asked) = server(three("HTTP/1.1 200 OK\r\ncontent-length: 99\r\n\r\n{".into()));
    let fault = ask(Service::Plausible, &url, Some("x")).unwrap_err();
    assert!(fault.starts_with("Plausible breaks off its answer: "), "{fault}");

    for (wrong, told) in [
        (
            answer("401 Unauthorized", "", "no"),
            "Plausible refuses the token (status 401); put a token that may read statistics into \
             PLAUSIBLE_API_KEY",
        ),
        (
            answer("404 Not Found", "", "no"),
            "Plausible has no such address (status 404); check --server and --site-id",
        ),
        (
            answer("400 Bad Request", "", &format!("bad site, {SECRET}\u{1b}[31m")),
            "Plausible answers with status 400: bad site, …\\u{1b}[31m; check --server, --site-id and \
             the days",
        ),
        (
            answer("302 Found", "location: https://elsewhere.example/login\r\n", ""),
            "Plausible sends us on to `https://elsewhere.example/login`; if that is right, give it as \
             --server",
        ),
        (
            ok("<html>"),
            "the answer of Plausible is not what it documents: expected value at line 1 column 1; \
             check that there is a Plausible of a current version at --server",
        ),
        (
            ok(r#"{"rows": 1}"#),
            "the answer of Plausible is not what it documents: missing field `results` at line 1 \
             column 11; check that there is a Plausible of a current version at --server",
        ),
    ] {
        let (url, _asked) = server(vec![wrong]);
        assert_eq!(ask(Service::Plausible, &url, Some("x")).unwrap_err(), told);
    }
}

#[test]
fn what_is_another_answer_is_told_of_every_service() {
    for service in [Service::Goatcounter, Service::Plausible, Service::Matomo, Service::Umami] {
        for body in ["{}", r#"{"result": "error", "message": "x"}"#, r#""x""#] {
            let (url, _asked) = server(vec![ok(body)]);
            let told = ask(service, &url, Some("1"));
            assert!(told.is_err(), "{service:?} {body}: {told:?}");
        }
    }
    let (url, _asked) = server(vec![ok(r#"{"hits": null, "more": false}"#)]);
    assert_eq!(ask(Service::Goatcounter, &url, None), Ok(Vec::new()));
}

#[test]
fn an_answer_without_end_ends() {
    let page = ok(r#"{"hits": [{"path_id": 1, "path": "/a", "stats": []}], "more": true}"#);
    let (url, _asked) = server(vec![page; 3]);
    assert_eq!(
        ask(Service::Goatcounter, &url, None).unwrap_err(),
        "GoatCounter gives the same page of its answer again and again; ask for fewer days with \
         --from and --to; nothing was changed"
    );
}

#[test]
fn a_token_goes_over_no_open_network() {
    let url = Url::parse("http://stats.example.org/").unwrap();
    let fault = ask(Service::Plausible, &url, Some("x")).unwrap_err();
    assert!(fault.contains("is not an https address"), "{fault}");
}

/// Answers with `answers`, and then begins an answer that does not end, as `slow` does.
fn slow_server(answers: Vec<String>, slow: fn(&TcpStream)) -> (Url, mpsc::Receiver<Asked>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    let (tell, asked) = mpsc::channel();
    thread::spawn(move || {
        let mut answers = answers.into_iter();
        for stream in listener.incoming().flatten() {
            let request = read(&stream);
            let answer = answers.next();
            tell.send(request).unwrap();
            match answer {
                Some(answer) => (&stream).write_all(answer.as_bytes()).unwrap(),
                None => {
                    thread::spawn(move || slow(&stream));
                }
            }
        }
    });
    (url, asked)
}

/// Writes the same again and again, for as long as somebody reads it.
fn trickle(mut stream: &TcpStream, head: &str, again: &str) {
    let _ = stream.write_all(head.as_bytes());
    while stream.write_all(again.as_bytes()).is_ok() {
        thread::sleep(Duration::from_millis(20));
    }
}

/// Waits until the other side has had enough.
fn silence(mut stream: &TcpStream) {
    let _ = stream.read(&mut [0]);
}

const SLOW: [fn(&TcpStream); 6] = [
    silence,
    |stream| trickle(stream, "HTTP/1.1 200 ", "O"),
    |stream| trickle(stream, "HTTP/1.1 200 OK\r\nX: ", "x"),
    |stream| trickle(stream, "HTTP/1.1 200 OK\r\ncontent-length: 999999\r\n\r\n", " "),
    |stream| trickle(stream, "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n", "1\r\n \r\n"),
    |stream| trickle(stream, "", "HTTP/1.1 102 Processing\r\n\r\n"),
];

/// Each wait by itself may take longer than anybody looks on.
const IN_A_SECOND: Patience = Patience {
    budget: Duration::from_secs(1),
    timeout: Duration::from_secs(3600),
    tries: 1_000_000,
    first_wait: Duration::from_secs(3600),
    longest_wait: Duration::from_secs(86_400),
};

fn fetch_in_a_second(service: Service, server: &Url) -> Result<ServiceReads, String> {
    fetch_with(service, server, &IN_A_SECOND)
}

fn fetch_with(service: Service, server: &Url, patience: &Patience) -> Result<ServiceReads, String> {
    let token = Token { variable: service.token_variables()[0], value: SECRET.into() };
    let days = FIRST..=SECOND;
    let query = Query { server, site: Some("1"), token: &token, days, time_zone: &TimeZone::UTC };
    fetch(service, &query, patience)
        .map_err(|fault| format!("{}; {}", fault.message, fault.hint.unwrap_or_default()))
}

#[test]
fn a_slow_server_holds_nothing_up() {
    for slow in SLOW {
        let (url, asked) = slow_server(Vec::new(), slow);
        assert_eq!(
            fetch_in_a_second(Service::Plausible, &url).unwrap_err(),
            "Plausible has not given everything within 1 second: it does not answer in time; nothing \
             was changed; give it more time with --timeout, or ask for fewer days"
        );
        assert!(asked.try_iter().count() <= 1);
    }
    for later in ["retry-after: 86400\r\n", "x-rate-limit-reset: 86400\r\n", ""] {
        let busy = answer("429 Too Many Requests", later, "");
        let (url, asked) = slow_server(vec![busy], silence);
        let fault = fetch_in_a_second(Service::Plausible, &url).unwrap_err();
        assert!(fault.contains("within 1 second: it answers with status 429; nothing"), "{fault}");
        assert!(asked.try_iter().count() <= 1);
    }
}

#[test]
fn pages_without_end_end() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
    thread::spawn(move || {
        for (number, stream) in listener.incoming().flatten().enumerate() {
            let _ = read(&stream);
            let hits = format!(
                r#"{{"hits": [{{"path_id": {number}, "path": "/{number}", "stats": []}}], "more": true}}"#
            );
            thread::sleep(Duration::from_millis(20));
            let _ = (&stream).write_all(ok(&hits).as_bytes());
        }
    });
    let fault = fetch_in_a_second(Service::Goatcounter, &url).unwrap_err();
    assert!(fault.contains("has not given everything within 1 second"), "{fault}");
}

/// The days that are whole come out, and no part of another.
#[test]
fn whole_days_are_kept_when_the_rest_does_not_come() {
    let rows = |day: &str, count: usize| {
        let row = |n| format!(r#"{{"dimensions": ["{day}", "/{n}"], "metrics": [3]}}"#);
        (0..count).map(row).collect::<Vec<_>>()
    };
    let plausible =
        |rows: &[Vec<String>]| format!(r#"{{"results": [{}]}}"#, rows.concat().join(","));
    let matomo = |first: usize, second: usize| {
        let rows = |count| {
            let row = |n| format!(r#"{{"label": "/{n}", "nb_visits": 3}}"#);
            (0..count).map(row).collect::<Vec<_>>().join(",")
        };
        format!(r#"{{"2026-02-01": [{}], "2026-02-02": [{}]}}"#, rows(first), rows(second))
    };
    let umami = |count: usize| {
        let rows = (0..count).map(|n| format!(r#"{{"x": "/{n}", "y": 3}}"#));
        format!("[{}]", rows.collect::<Vec<_>>().join(","))
    };
    let (one, two) = ("2026-02-01", "2026-02-02");
    let hits = r#"{"hits": [{"path_id": 1, "path": "/0", "stats": [{"day": "2026-02-01", "daily": 3}]}],
                   "more": true}"#;
    for (service, answers, whole) in [
        (Service::Plausible, vec![plausible(&[rows(one, 7), rows(two, 9_993)])], Some(7)),
        (Service::Plausible, vec![plausible(&[rows(one, 10_000)])], None),
        (
            Service::Plausible,
            vec![plausible(&[rows(one, 10_000)]), plausible(&[rows(one, 1), rows(two, 9_999)])],
            Some(10_000),
        ),
        // In another order than was asked for: nobody knows what is still to come.
        (
            Service::Plausible,
            vec![plausible(&[rows(two, 5), rows(one, 5), rows(two, 9_990)])],
            None,
        ),
        (Service::Matomo, vec![matomo(4, 1000)], Some(4)),
        (Service::Matomo, vec![matomo(1000, 4)], None),
        (Service::Matomo, vec![matomo(1000, 1000), matomo(4, 1000)], Some(1000)),
        (Service::Umami, vec![umami(4)], Some(4)),
        (Service::Umami, vec![umami(500)], None),
        (Service::Umami, vec![umami(4), umami(500)], Some(4)),
        (Service::Goatcounter, vec![hits.to_string()], None),
    ] {
        let answers = answers.iter().map(|body| ok(body));
        let answers = answers.chain([answer("403 Forbidden", "", "")]).collect();
        let (url, _asked) = server(answers);
        let fetched = fetch_with(service, &url, &QUICK);
        let Some(whole) = whole else {
            let fault = fetched.map(|fetched| fetched.counts).unwrap_err();
            assert!(fault.contains("refuses the token (status 403); put a token"), "{fault}");
            continue;
        };
        let ServiceReads { counts, fault } = fetched.unwrap();
        assert_eq!(counts.iter().count(), whole, "{service:?}");
        assert!(counts.iter().all(|(day, ..)| day == FIRST), "{service:?}");
        let hint = fault.unwrap().hint.unwrap();
        assert!(hint.starts_with("the days to 2026-02-01 are stored; "), "{hint}");
    }
}

/// A day that Matomo does not name would count as one without reads.
#[test]
fn matomo_names_each_day_that_was_asked_for() {
    let three: Date = "2026-02-03".parse().unwrap();
    let row = r#"[{"label": "/a", "nb_visits": 4}]"#;
    let day = |day: &str| format!(r#""{day}": {row}"#);
    let (one, two, three_of_it) = (day("2026-02-01"), day("2026-02-02"), day("2026-02-03"));
    let fetched = |body: &str| {
        let (url, _asked) = server(vec![ok(body)]);
        ask_for(Service::Matomo, &url, Some("1"), FIRST..=three, "MATOMO_TOKEN")
    };
    let none = "it has a list for none of the days";
    for (body, told) in [
        ("[]".to_string(), none),
        ("{}".to_string(), none),
        (row.to_string(), none),
        (r#"{"2020-01-01": []}"#.to_string(), none),
        (format!("{{{one}, {three_of_it}}}"), "it has no list for 2026-02-02"),
        (format!("{{{two}, {three_of_it}}}"), "it has no list for 2026-02-01"),
    ] {
        let fault = fetched(&body).unwrap_err();
        assert!(fault.contains(told), "{body}: {fault}");
    }
    // Nobody came; and where the site is, the last day has not begun.
    let empty = r#"{"2026-02-01": [], "2026-02-02": [], "2026-02-03": []}"#;
    assert_eq!(fetched(empty).unwrap(), [""; 0]);
    assert_eq!(fetched(&format!("{{{one}, {two}}}")).unwrap().len(), 2);
}

/// The token is in what is sent, so nothing is sent anywhere else.
#[test]
fn a_token_follows_no_redirect() {
    let other = TcpListener::bind("127.0.0.1:0").unwrap();
    other.set_nonblocking(true).unwrap();
    let port = other.local_addr().unwrap().port();
    for status in [301, 302, 303, 307, 308] {
        for host in ["127.0.0.1", "localhost"] {
            let location = format!("location: http://{host}:{port}/\r\n");
            for service in
                [Service::Goatcounter, Service::Plausible, Service::Matomo, Service::Umami]
            {
                let (url, _asked) = server(vec![answer(&format!("{status} Go"), &location, "")]);
                let fault = ask(service, &url, Some("1")).unwrap_err();
                assert!(fault.contains("sends us on to"), "{fault}");
            }
        }
    }
    assert_eq!(other.accept().unwrap_err().kind(), std::io::ErrorKind::WouldBlock);
}

#[test]
fn the_command_stores_the_days_that_came_in_time() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    tree::put(folder, "site.yaml", "title: Reads\nbase_url: https://example.org/\n");
    tree::put(folder, "content/politics/a.md", "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n");
    let (url, _asked) = slow_server(vec![ok(r#"[{"x": "/politics/a/", "y": 4}]"#)], silence);
    let days = ["--from", "2026-02-01", "--to", "2026-02-03", "--site-id", "1", "--timeout", "3"];
    let server = ["reads", "fetch", "umami", "--server", url.as_str()];
    let mut command = dateline(folder, &[&server[..], &days].concat());
    ended(command.env("UMAMI_TOKEN", SECRET).env_remove("UMAMI_API_KEY"))
        .refused()
        .printing("data/reads.csv: 1 line added, 0 raised")
        .saying(
            "error: Umami has not given everything within 3 seconds: it does not answer in time",
        )
        .saying("the days to 2026-02-01 are stored");
    let reads = fs::read_to_string(folder.join("data/reads.csv")).unwrap();
    assert_eq!(reads, "date,path,reads\n2026-02-01,/politics/a/,4\n");
}

#[test]
fn the_command_stores_the_days_that_are_missing() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path();
    tree::put(folder, "site.yaml", "title: Reads\nbase_url: https://example.org/\n");
    tree::put(folder, "content/politics/a.md", "---\ntitle: A\ndate: 2026-01-01\n---\nText.\n");
    tree::put(folder, "data/reads.csv", "date,path,reads\n2026-02-01,/politics/a/,4\n");
    let fetch = |url: &Url, token: Option<&str>| {
        let mut command =
            dateline(folder, &["reads", "fetch", "goatcounter", "--to", "2026-02-02"]);
        command.args(["--server", url.as_str()]).env_remove("GOATCOUNTER_TOKEN");
        command.envs(token.map(|token| ("GOATCOUNTER_TOKEN", token)));
        ended(&mut command)
    };
    let reads = || fs::read_to_string(folder.join("data/reads.csv")).unwrap();

    let (url, _asked) = server(vec![answer("403 Forbidden", "", "")]);
    fetch(&url, None).refused().saying("put it into the environment variable GOATCOUNTER_TOKEN");
    fetch(&url, Some(SECRET)).refused().saying("refuses the token");
    assert_eq!(reads(), "date,path,reads\n2026-02-01,/politics/a/,4\n");

    let (url, asked) =
        server(vec![ok(r#"{"hits": [{"path_id": 1, "path": "/politics/a", "stats": [
            {"day": "2026-02-01", "daily": 6}, {"day": "2026-02-02", "daily": 3}]}]}"#)]);
    fetch(&url, Some(SECRET))
        .done()
        .printing("Asking GoatCounter for 2026-02-01 to 2026-02-02")
        .printing("data/reads.csv: 1 line added, 1 raised");
    assert!(asked.recv().unwrap().line.contains("start=2026-01-31T"));
    assert_eq!(reads(), "date,path,reads\n2026-02-01,/politics/a/,6\n2026-02-02,/politics/a/,3\n");
}
