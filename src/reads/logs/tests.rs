use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::Date;
use jiff::tz::TimeZoneDatabase;

use super::*;

pub(super) const FIREFOX: &str =
    "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";
pub(super) const SAFARI: &str = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15";
pub(super) const GPTBOT: &str = "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)";

/// A site east of Greenwich, on the 24th of November.
fn context() -> Context {
    let time_zone = TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
    Context { time_zone, today: Date::constant(2026, 11, 24), day: None }
}

pub(super) fn line(client: &str, time: &str, request: &str, status: u16, agent: &str) -> String {
    format!("{client} - - [{time}] \"{request}\" {status} 512 \"-\" \"{agent}\"\n")
}

/// Firefox from this client, in the morning.
pub(super) fn get(client: &str, path: &str) -> String {
    line(client, "24/Nov/2026:06:00:00 +0000", &format!("GET {path} HTTP/1.1"), 200, FIREFOX)
}

pub(super) struct Read {
    pub counts: Vec<String>,
    pub lines: Lines,
    pub left_out: LeftOut,
    pub doubts: Vec<Doubt>,
}

/// `/was/a/` is another address of `/a/`, and so on.
struct OldAddresses;

impl Addresses for OldAddresses {
    fn of_page(&self, address: &str) -> Option<String> {
        address.strip_prefix("/was").map(str::to_string)
    }
}

/// Reads files into one tally.
pub(super) fn read_with(server: Server, files: &[&[u8]], limits: Option<Limits>) -> Read {
    let context = context();
    let ignored_clients = ["192.0.2.99".into()];
    let ignored_agents = ["our-screen".into()];
    let options = Options {
        ignored_agents: &ignored_agents,
        ignored_clients: &ignored_clients,
        addresses: &OldAddresses,
        ..Options::new(&context)
    };
    let mut tally = match limits {
        Some(limits) => Tally::with_limits(server, options, limits).unwrap(),
        None => Tally::new(server, options).unwrap(),
    };
    let mut lines = Lines::default();
    for file in files {
        tally.read(*file, &mut lines, &|_| ()).unwrap();
    }
    let doubts = tally.doubts();
    let mut counts = Counts::default();
    let left_out = tally.finish(&mut counts).unwrap();
    let counts = counts.iter().map(|(day, address, reads)| format!("{day} {address} {reads}"));
    Read { counts: counts.collect(), lines, left_out, doubts }
}

fn read(text: &str) -> Read {
    read_with(Server::Combined, &[text.as_bytes()], None)
}

fn packed(text: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn readers_count_once_a_page_and_day() {
    let late = |path: &str, agent: &str| {
        line("192.0.2.1", "24/Nov/2026:00:00:00 +0400", &format!("GET {path} HTTP/2.0"), 304, agent)
    };
    let text = [
        get("192.0.2.1", "/a/"),
        get("192.0.2.1", "/a/?from=home"),
        get("192.0.2.2", "/a/"),
        get("2001:db8::1", "/a/"),
        get("192.0.2.1", "/b/"),
        // In the site's zone this is the 24th too, and a minute before is not.
        late("/a/", FIREFOX),
        late("/a/", SAFARI),
        line("192.0.2.1", "23/Nov/2026:19:59:59 +0000", "GET /a/ HTTP/1.1", 200, FIREFOX),
    ]
    .concat();
    let Read { counts, lines, left_out, .. } = read(&text);
    assert_eq!(counts, ["2026-11-23 /a/ 1", "2026-11-24 /a/ 4", "2026-11-24 /b/ 1"]);
    assert_eq!(lines, Lines { good: 8, bad: 0, first_bad: vec![] });
    assert_eq!(left_out, LeftOut { repeats: 2, ..LeftOut::default() });
}

#[test]
fn readers_count_once_at_all_addresses_of_a_page() {
    let text = [
        get("192.0.2.1", "/was/a/"),
        get("192.0.2.1", "/a/"),
        get("192.0.2.1", "/was/a/?b"),
        get("192.0.2.2", "/was/a/"),
        get("192.0.2.3", "/a/"),
        line("192.0.2.1", "23/Nov/2026:06:00:00 +0000", "GET /was/a/ HTTP/1.1", 200, FIREFOX),
    ]
    .concat();
    let Read { counts, left_out, .. } = read(&text);
    assert_eq!(counts, ["2026-11-23 /a/ 1", "2026-11-24 /a/ 3"]);
    assert_eq!(left_out, LeftOut { repeats: 2, ..LeftOut::default() });
}

#[test]
fn where_no_line_has_an_agent_nobody_is_a_bot() {
    let nameless = |client: &str| get(client, "/a/").replace(FIREFOX, "-");
    let text = [nameless("192.0.2.1"), nameless("192.0.2.1"), nameless("192.0.2.2")].concat();
    let wanted = LeftOut { repeats: 1, ..LeftOut::default() };
    let found = read(&text);
    assert_eq!((found.counts, found.left_out), (vec!["2026-11-24 /a/ 2".into()], wanted));
    assert_eq!(found.doubts, [Doubt::NoAgents]);

    // One agent in one file, be it of a bot that found nothing, and the others are programs.
    let time = "24/Nov/2026:06:00:00 +0000";
    let bot = line("192.0.2.9", time, "GET /gone HTTP/1.1", 404, GPTBOT);
    let limits = Limits { reads: 64, block: 100, workers: 2, packed: BOUND };
    for files in [[&*text, &*bot], [&*bot, &*text]] {
        let found = read_with(Server::Combined, &files.map(str::as_bytes), Some(limits));
        let wanted = LeftOut { bots: 3, unsuccessful: 1, ..LeftOut::default() };
        assert_eq!((found.counts, found.left_out), (vec![], wanted));
        assert_eq!(found.doubts, []);
    }
}

#[test]
fn a_proxy_is_seen_by_the_agents_behind_it() {
    let log = |clients: u32| -> String {
        let lines = (0..300u32).map(|number| {
            let agent = FIREFOX.replace("133", &number.to_string());
            let client = format!("198.51.{}.{}", number % clients / 250, number % clients % 250);
            get(&client, &format!("/{number}/")).replace(FIREFOX, &agent)
        });
        lines.collect()
    };
    assert_eq!(read(&log(3)).doubts, [Doubt::Proxies(3)]);
    assert_eq!(read(&log(300)).doubts, []);
}

#[test]
fn clients_are_ignored_in_whatever_form_they_stand() {
    for (client, is_ignored) in [
        ("192.0.2.99", true),
        ("192.0.2.99:4711", true),
        ("[::ffff:192.0.2.99]:4711", true),
        ("\"192.0.2.99\"", true),
        ("192.0.2.99, 198.51.100.7", true),
        ("Nov 24 10:00:00 web1 nginx: 192.0.2.99", true),
        ("highland.example:443 192.0.2.99", true),
        ("192.0.2.9", false),
        ("Nov 24 10:00:00 192.0.2.99 nginx: 192.0.2.9", false),
    ] {
        let Read { left_out, .. } = read(&get(client, "/a/"));
        assert_eq!(left_out.ignored, u64::from(is_ignored), "{client}");
    }
}

#[test]
fn what_is_no_read_is_left_out_and_told() {
    let time = "24/Nov/2026:06:00:00 +0000";
    let text = [
        line("192.0.2.1", time, "GET /gone/ HTTP/1.1", 404, FIREFOX),
        line("192.0.2.1", time, "GET /moved HTTP/1.1", 301, FIREFOX),
        line("192.0.2.1", time, "GET /talk.html HTTP/1.1", 206, FIREFOX),
        line("192.0.2.1", time, r"\x16\x03\x01\x00\xee\x01\x00", 400, "-"),
        line("192.0.2.1", time, "", 400, "-"),
        line("192.0.2.1", time, "HEAD / HTTP/1.1", 200, FIREFOX),
        line("192.0.2.1", time, "POST / HTTP/1.1", 200, FIREFOX),
        line("192.0.2.1", time, "GET /style.css HTTP/1.1", 200, FIREFOX),
        line("192.0.2.1", time, "GET / HTTP/1.1", 200, GPTBOT),
        line("192.0.2.1", time, "GET / HTTP/1.1", 200, "-"),
        line("192.0.2.1", time, "GET / HTTP/1.1", 200, "Our-Screen/1.0"),
        get("192.0.2.99", "/"),
    ]
    .concat();
    let Read { counts, lines, left_out, .. } = read(&text);
    assert!(counts.is_empty(), "{counts:?}");
    assert_eq!((lines.good, lines.bad), (12, 0));
    let wanted = LeftOut {
        bots: 2,
        not_pages: 1,
        unsuccessful: 5,
        other_methods: 2,
        repeats: 0,
        ignored: 2,
        prefetches: 0,
    };
    assert_eq!(left_out, wanted);
}

#[test]
fn faulty_lines_are_told_with_their_numbers() {
    let text = [
        get("192.0.2.1", "/a/"),
        "\n\r\nnonsense\n".into(),
        line("192.0.2.1", "24/Nov/2026:20:00:00 +0000", "GET /a/ HTTP/1.1", 200, FIREFOX),
        get("192.0.2.2", &format!("/{}/", "a".repeat(70_000))),
        get("192.0.2.2", "/a/").replace('\n', "\r\n"),
    ]
    .concat();
    let Read { counts, lines, .. } = read(&text);
    assert_eq!(counts, ["2026-11-24 /a/ 2"]);
    let told: Vec<String> =
        lines.first_bad.iter().map(|bad| format!("{}: {}", bad.number, bad.message)).collect();
    let wanted = [
        "4: there is no time such as [24/Nov/2026:10:00:00 +0400]",
        "5: 2026-11-25 is in the future",
        "6: it is longer than 64 kB",
    ];
    assert_eq!((lines.good, lines.bad), (2, 3));
    assert_eq!(told, wanted);
}

#[test]
fn a_line_that_is_being_written_is_passed_over() {
    let text = [get("192.0.2.1", "/a/"), get("192.0.2.2", "/a/")].concat();
    for cut in 0..text.len() / 2 {
        let Read { counts, lines, .. } = read(&text[..text.len() - cut]);
        let reads = if cut < 2 { 2 } else { 1 };
        assert_eq!(counts, [format!("2026-11-24 /a/ {reads}")], "{cut}");
        assert_eq!(lines.bad, 0);
    }
}

/// What has no lines is no log, though its end may be still to come.
#[test]
fn a_line_that_never_ends_is_told() {
    let Read { lines, .. } = read(&"x".repeat(200_000));
    assert_eq!((lines.good, lines.bad), (0, 1));
    assert_eq!(lines.first_bad[0].message, "it is longer than 64 kB");
}

#[test]
fn virtual_hosts_make_urls() {
    let text = ["a.example:443 ", "b.example:80 ", "A.example ", ""]
        .map(|host| format!("{host}{}", get("192.0.2.1", "/a/")))
        .concat();
    let Read { counts, .. } = read(&text);
    assert_eq!(
        counts,
        [
            "2026-11-24 /a/ 1",
            "2026-11-24 https://a.example/a/ 1",
            "2026-11-24 https://b.example/a/ 1",
        ]
    );
}

#[test]
fn a_log_of_caddy_is_read() {
    let line = |ts: &str, more: &str, status: u16| {
        format!(
            r#"{{"level":"info","ts":{ts},"logger":"http.log.access","msg":"handled request","request":{{"remote_ip":"192.0.2.1","client_ip":"192.0.2.1","proto":"HTTP/2.0","method":"GET","host":"highland.example","uri":"/a/","headers":{{{more}"User-Agent":["{FIREFOX}"]}}}},"size":10900,"status":{status}}}"#
        )
    };
    let text = [
        line("1795500000.25", "", 200),
        line(r#""2026-11-24T07:00:00.250Z""#, "", 200),
        line("1795500001", r#""Sec-Purpose":["prefetch"],"#, 200),
        line("1795500001", "", 404),
        r#"{"level":"info","ts":1795500000.1,"logger":"tls","msg":"cleaning storage unit"}"#.into(),
        "{".into(),
    ]
    .join("\n");
    let Read { counts, lines, left_out, .. } =
        read_with(Server::Caddy, &[format!("{text}\n").as_bytes()], None);
    assert_eq!(counts, ["2026-11-24 https://highland.example/a/ 1"]);
    assert_eq!((lines.good, lines.bad), (4, 1));
    let wanted = LeftOut { repeats: 1, prefetches: 1, unsuccessful: 1, ..LeftOut::default() };
    assert_eq!(left_out, wanted);
}

#[test]
fn what_windows_puts_before_a_log_is_no_client() {
    let text = format!("\u{feff}{}", get("192.0.2.1", "/a/"));
    let Read { counts, lines, .. } = read(&text);
    assert_eq!((counts, lines.bad), (vec!["2026-11-24 /a/ 1".to_string()], 0));
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let context = context();
    let mut tally = Tally::new(Server::Combined, Options::new(&context)).unwrap();
    let refused = tally.read(&*wide, &mut Lines::default(), &|_| ()).unwrap_err();
    assert_eq!(refused.message, "it is in UTF-16");
}

#[test]
fn a_file_of_docker_is_told_whatever_wrote_into_it() {
    let caddy = r#"{"logger":"http.log.access","ts":1.5,"status":200,"request":{"uri":"/"}}"#;
    let haproxy = r#"192.0.2.1:3 [24/Nov/2026:10:00:00.655] fe be/s1 1/0/3/6/1 200 2 - - ---- 1/1/1/1/0 0/0 "GET / HTTP/1.1""#;
    for (server, line) in [
        (Server::Combined, get("192.0.2.1", "/a/").as_str()),
        (Server::Combined, "192.0.2.1, 10.0.0.1 - - [24/Nov/2026:06:00:00 +0000]"),
        (Server::Caddy, caddy),
        (Server::Traefik, caddy),
        (Server::Haproxy, haproxy),
    ] {
        let line = line.trim_end().replace('"', "\\\"");
        let line = format!("{{\"log\":\"{line}\\n\",\"stream\":\"stdout\",\"time\":\"x\"}}");
        let reader = LineReader::new(server, &[], &TimeZone::UTC, &[]).unwrap();
        let told = reader.request(line.as_bytes()).unwrap_err();
        assert_eq!(told, "it is of a file of Docker: import what `docker logs` prints", "{line}");
    }
}

#[test]
fn what_traefik_tells_of_itself_in_text_is_passed_over() {
    let reader = LineReader::new(Server::Traefik, &[], &TimeZone::UTC, &[]).unwrap();
    for line in [
        "time=\"2026-11-24T06:00:00Z\" level=info msg=\"Configuration loaded.\"",
        "2026-11-24T06:00:00Z INF Traefik version 3.2.0 built on 2026-10-28",
        "\u{1b}[90m2026-11-24T06:00:00Z\u{1b}[0m \u{1b}[31mERR\u{1b}[0m Router uses no entry point",
        "traefik-1  | 2026-11-24T06:00:00Z WRN x",
    ] {
        assert_eq!(reader.request(line.as_bytes()), Ok(None), "{line}");
    }
    assert!(reader.request(b"nonsense").is_err());
    assert!(reader.request(get("192.0.2.1", "/a/").trim_end().as_bytes()).unwrap().is_some());
}

#[test]
fn a_place_that_no_line_has_is_doubted() {
    let context = context();
    let doubts = |server: Server, places: &[&str], line: &str| {
        let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
        let options = Options { places: &places, ..Options::new(&context) };
        let mut tally = Tally::new(server, options).unwrap();
        tally.read(line.as_bytes(), &mut Lines::default(), &|_| ()).unwrap();
        tally.doubts()
    };
    let combined = get("192.0.2.1", "/a/").replace('\n', " \"-\" \"highland.example\"\n");
    let json = format!(
        "{{\"at\":\"2026-11-24T06:00:00Z\",\"ip\":\"192.0.2.1\",\"xff\":\"\",\"url\":\"/a/\",\"ua\":\"{FIREFOX}\"}}\n"
    );
    let base = ["path=url", "time=at", "client=ip", "agent=ua"];
    let json_with = |more: &'static str| [&base[..], &[more]].concat();
    for (server, places, line, wanted) in [
        (Server::Combined, vec!["client=1", "host=2"], &combined, vec![]),
        (Server::Combined, vec!["client=3"], &combined, vec![Doubt::NotThere(Field::Client)]),
        (Server::Combined, vec!["host=9"], &combined, vec![Doubt::NotThere(Field::Host)]),
        (Server::Json, base.to_vec(), &json, vec![]),
        // Who came without a proxy is where it was said before.
        (Server::Json, json_with("client=xff"), &json, vec![]),
        (Server::Json, json_with("client=xf"), &json, vec![Doubt::NotThere(Field::Client)]),
        (Server::Json, json_with("host=vhost"), &json, vec![Doubt::NotThere(Field::Host)]),
        (Server::Combined, vec!["client=3"], &String::new(), vec![]),
    ] {
        assert_eq!(doubts(server, &places, line), wanted, "{places:?}");
    }
}

#[test]
fn files_of_one_log_are_one() {
    let (first, second) = (get("192.0.2.1", "/a/"), get("192.0.2.1", "/a/"));
    let packed = [packed(first.as_bytes()), packed(get("192.0.2.2", "/a/").as_bytes())].concat();
    let Read { counts, left_out, .. } =
        read_with(Server::Combined, &[&packed, second.as_bytes()], None);
    assert_eq!(counts, ["2026-11-24 /a/ 2"]);
    assert_eq!(left_out.repeats, 1);
}

#[test]
fn a_file_that_is_cut_is_refused() {
    let context = context();
    let mut tally = Tally::new(Server::Combined, Options::new(&context)).unwrap();
    let packed = packed(get("192.0.2.1", "/a/").as_bytes());
    let mut refused = |bytes: &[u8]| {
        let refusal = tally.read(bytes, &mut Lines::default(), &|_| ()).unwrap_err();
        format!("{}; {}", refusal.message, refusal.hint)
    };
    assert_eq!(refused(&packed[..60]), "the file ends in the middle; copy it once more");
    let damaged = refused(&[&packed[..], b"more of it, which is no gzip"].concat());
    assert!(damaged.starts_with("it cannot be unpacked: "), "{damaged}");
    let xz = refused(b"\xfd7zXZ\0");
    assert_eq!(xz, "it is packed with xz; only gzip is unpacked here; unpack it first");
}

#[test]
fn logs_are_told_apart() {
    let combined = get("192.0.2.1", "/a/");
    assert_eq!(looks_like(combined.as_bytes()), Some(Server::Combined));
    assert_eq!(looks_like(format!("nonsense\n\n{combined}").as_bytes()), Some(Server::Combined));
    let caddy = br#"{"level":"info","ts":1.5,"logger":"tls","msg":"x"}"#;
    assert_eq!(looks_like(caddy), Some(Server::Caddy));
    for other in
        [&b"date,path,reads\n"[..], b"", b"\n", br#"{"rows":[]}"#, &combined.as_bytes()[..40]]
    {
        assert_eq!(looks_like(other), None);
    }
}

#[test]
fn a_log_that_unpacks_to_too_much_is_refused() {
    let context = context();
    let bound = Bound { free: 2000, times: 10 };
    let read = |server, file: &[u8]| {
        let options = Options::new(&context);
        let limits = Limits { reads: MOST_IN_MEMORY, block: 1000, workers: 2, packed: bound };
        let mut tally = Tally::with_limits(server, options, limits).unwrap();
        tally.read(file, &mut Lines::default(), &|_| ()).map_err(|refusal| refusal.message)
    };
    for server in [Server::Combined, Server::Caddy] {
        let many = "\n".repeat(50_000);
        assert_eq!(read(server, &packed("\n".repeat(1900).as_bytes())), Ok(()));
        assert_eq!(read(server, many.as_bytes()), Ok(()));
        let refused = read(server, &packed(many.as_bytes())).unwrap_err();
        assert_eq!(refused, "it unpacks to more than 0 MiB and 10 times its size");
    }
}
