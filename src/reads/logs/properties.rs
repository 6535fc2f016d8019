//! What has to be so for every log.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use jiff::tz::TimeZone;
use proptest::prelude::*;

use super::readers::{MOST_IN_MEMORY, PARTS};
use super::request::{Problem, Request};
use super::tests::{FIREFOX, GPTBOT, Read, SAFARI, get, line, read_with};
use super::{Limits, LineReader, Place, Server, looks_like};
use crate::reads::expansion::BOUND;

/// Lines of a small world, in which most things happen again.
fn requests() -> impl Strategy<Value = Vec<(u8, u8, u8, u8)>> {
    prop::collection::vec((0..6u8, 0..4u8, 0..3u8, 0..3u8), 0..200)
}

fn text_of(requests: &[(u8, u8, u8, u8)]) -> String {
    let lines = (0..).zip(requests).map(|(number, (client, page, day, agent))| {
        let time = format!("{}/Nov/2026:06:00:00 +0000", 20 + day);
        let agent = [FIREFOX, SAFARI, GPTBOT][*agent as usize];
        // Two addresses of a page in turn.
        let page = ["/", ["/a/", "/was/a/"][number % 2], "/b/", "/style.css"][*page as usize];
        line(&format!("192.0.2.{client}"), &time, &format!("GET {page} HTTP/1.1"), 200, agent)
    });
    lines.collect()
}

/// The same, as simply as can be.
fn naive(requests: &[(u8, u8, u8, u8)]) -> Vec<String> {
    let reads = requests.iter().filter(|(_, page, _, agent)| *page != 3 && *agent != 2);
    let once: BTreeSet<_> = reads.collect();
    let mut counts: BTreeMap<_, u64> = BTreeMap::new();
    for (_, page, day, _) in once {
        *counts.entry((20 + day, page)).or_default() += 1;
    }
    let counts = counts.iter().map(|((day, page), reads)| {
        format!("2026-11-{day} {} {reads}", ["/", "/a/", "/b/"][**page as usize])
    });
    counts.collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn blocks_workers_and_memory_make_no_difference(
        requests in requests(),
        reads in 1..3 * PARTS,
        block in 1..5000usize,
        workers in 1..5usize,
    ) {
        let text = text_of(&requests);
        let one = Limits { reads: MOST_IN_MEMORY, block: 1 << 20, workers: 1, packed: BOUND };
        let by_one = read_with(Server::Combined, &[text.as_bytes()], Some(one));
        let many = Limits { reads, block, workers, packed: BOUND };
        let by_many = read_with(Server::Combined, &[text.as_bytes()], Some(many));
        prop_assert_eq!(&by_one.counts, &naive(&requests));
        prop_assert_eq!(&by_many.counts, &by_one.counts);
        prop_assert_eq!(by_many.lines, by_one.lines);
        prop_assert_eq!(by_many.left_out, by_one.left_out);
    }

    #[test]
    fn faulty_lines_are_the_same_in_blocks(
        faulty in prop::collection::vec(any::<bool>(), 0..60),
        block in 1..2000usize,
    ) {
        let lines = faulty.iter().map(|faulty| {
            if *faulty { "nonsense\n".to_string() } else { get("192.0.2.1", "/a/") }
        });
        let text: String = lines.collect();
        let limits = Limits { reads: MOST_IN_MEMORY, block, workers: 3, packed: BOUND };
        let lines = read_with(Server::Combined, &[text.as_bytes()], Some(limits)).lines;
        let wanted = (1..).zip(&faulty).filter(|(_, faulty)| **faulty).map(|(number, _)| number);
        let told: Vec<u64> = lines.first_bad.iter().map(|bad| bad.number).collect();
        prop_assert_eq!(told, wanted.clone().take(10).collect::<Vec<u64>>());
        prop_assert_eq!(lines.bad, wanted.count() as u64);
    }

}

const COMBINED: &str = r#"a.example 192.0.2.1 - - [24/Nov/2026:06:00:00 +0000] "GET /a\x22/ HTTP/1.1" 200 - "-" "Mozilla/5.0""#;
const CADDY: &str = r#"{"logger":"http.log.access","ts":1.5,"status":200,"request":{"client_ip":"::1","method":"GET","host":"a.example","uri":"/"}}"#;

const SYSLOG: &str = r#"<190>Nov 24 10:00:00 web1 nginx: "192.0.2.1:80", ::1 - - [24/Nov/2026:06:00:00 +0000] "GET /a/ HTTP/1.1" 200 - "-" "Mozilla/5.0" "for=\"[::1]:80\"""#;
const HAPROXY: &str = r#"192.0.2.1:33317 [24/Nov/2026:10:00:00.655] fe be/s1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {a|b#22} {} "GET /a/ HTTP/1.1""#;
const CLOUDFRONT: &str = "2026-11-24\t06:00:00\tP\t5\t192.0.2.1\tGET\td\t/a/\t200\t-\tM%2520(X11)\tb\t-\tHit\tK\ta.example\thttps\t2\t0\t-\t-\t-\tHit\tH\t-\t-\t1\t0\tHit\tt\t7\t-\t-";

/// Readers of the lines of all servers.
static READERS: LazyLock<Vec<LineReader>> = LazyLock::new(|| {
    let places = ["path=a.b", "time=ts", "client=request.client_ip", "agent=1", "host=2"];
    let places = places.map(|place| place.parse::<Place>().unwrap());
    let reader = |server, places| LineReader::new(server, places, &TimeZone::UTC, &["::1".into()]);
    let plain = Server::ALL.into_iter().filter_map(|server| reader(server, &[]).ok());
    let named = Server::ALL.into_iter().filter_map(|server| reader(server, &places).ok());
    let in_fields = [Server::Combined, Server::Haproxy].map(|server| reader(server, &places[3..]));
    plain.chain(named).chain(in_fields.map(Result::unwrap)).collect()
});

/// What a line was understood as.
pub(super) fn told(read: Result<Option<Request<'_>>, Problem>) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    match read {
        Err(message) => message.into_owned(),
        Ok(None) => "no request".into(),
        Ok(Some(request)) => format!(
            "{} {} {} {} {} {} {}{}",
            request.host.as_deref().map_or("none".into(), text),
            text(&request.client),
            request.time,
            text(&request.method),
            text(&request.target),
            request.status,
            text(&request.agent),
            if request.is_prefetch { " prefetch" } else { "" },
        ),
    }
}

/// Bytes alone, and bytes in the place of a part of a line.
fn any_line() -> impl Strategy<Value = Vec<u8>> {
    let bytes = prop::collection::vec(any::<u8>(), 0..40);
    let line = prop::sample::select(vec!["", COMBINED, SYSLOG, CADDY, HAPROXY, CLOUDFRONT]);
    (line, 0..200usize, 0..20usize, bytes).prop_map(|(line, from, length, bytes)| {
        let from = from.min(line.len());
        let to = (from + length).min(line.len());
        [&line.as_bytes()[..from], &bytes, &line.as_bytes()[to..]].concat()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn any_line_is_read(line in any_line()) {
        let address = &mut String::new();
        let readers = READERS.iter();
        for request in readers.filter_map(|reader| reader.request(&line).ok().flatten()) {
            if let Some(page) = request.page(address) {
                prop_assert!(page.is_ascii() && !page.contains(' '), "{page}");
            }
        }
        looks_like(&line);
    }
}

proptest! {
    // Each case reads the lists of bots twice, which takes longer than all else.
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn any_log_is_read(lines in prop::collection::vec(any_line(), 0..20), block in 1..500usize) {
        let log = lines.join(&b'\n');
        for server in [Server::Combined, Server::Caddy, Server::Haproxy, Server::Cloudfront] {
            let limits = Limits { reads: PARTS, block, workers: 2, packed: BOUND };
            // Bytes at the start can make it a packed file, which is refused.
            if looks_packed(&log) {
                continue;
            }
            let Read { lines: read, .. } = read_with(server, &[&log], Some(limits));
            prop_assert!(read.good + read.bad <= log.split(|byte| *byte == b'\n').count() as u64);
        }
    }
}

fn looks_packed(log: &[u8]) -> bool {
    // Those of UTF-16 are refused as well.
    let magics = [&b"\x1f\x8b"[..], b"\x28\xb5", b"\xfd7", b"BZ", b"\xff\xfe", b"\xfe\xff"];
    magics.iter().any(|magic| log.starts_with(magic))
}
