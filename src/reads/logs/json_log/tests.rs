use super::*;
use crate::reads::logs::properties::told;

fn read(names: &Names, places: &[&str], line: &str) -> String {
    let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
    match JsonLog::new(names, &places, TimeZone::UTC) {
        Ok(log) => told(log.read(line.as_bytes(), &Clients::new(&[]))),
        Err(refusal) => format!("{}; {}", refusal.message, refusal.hint),
    }
}

fn caddy(line: &str) -> String {
    read(&CADDY, &[], line)
}

/// A line as Caddy 2.7 and later write it.
const LINE: &str = r#"{"level":"info","ts":1795500000.25,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"41342","client_ip":"192.0.2.9","proto":"HTTP/2.0","method":"GET","host":"highland.example","uri":"/a/?b=\u00e9","headers":{"User-Agent":["curl \"8\""],"Accept":["*/*"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"highland.example"}},"bytes_read":0,"user_id":"","duration":0.000929675,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"],"Content-Type":["text/html; charset=utf-8"]}}"#;

#[test]
fn lines_are_read() {
    let wanted = "highland.example 192.0.2.9 2026-11-24T06:00:00Z GET /a/?b=é 200 curl \"8\"";
    assert_eq!(caddy(LINE), wanted);
    for time in [
        "1795500000",
        "1795500000250.4",
        "1795500000250000000",
        r#""2026-11-24T06:00:00.250Z""#,
        r#""2026-11-24T10:00:00.250+0400""#,
        r#""2026-11-24T10:00:00+04:00""#,
        r#""2026/11/24 06:00:00.250""#,
        r#""24/Nov/2026:10:00:00 +0400""#,
    ] {
        let read = caddy(&LINE.replace("1795500000.25", time));
        assert_eq!(read.replace(".25Z", "Z"), wanted, "{time}");
    }
    let old = LINE
        .replace(
            r#""remote_ip":"192.0.2.1","remote_port":"41342","client_ip":"192.0.2.9""#,
            r#""remote_addr":"[2001:db8::1]:4711""#,
        )
        .replace(r#""User-Agent":["curl \"8\""],"#, "");
    assert_eq!(caddy(&old), "highland.example 2001:db8::1 2026-11-24T06:00:00Z GET /a/?b=é 200 ");
}

#[test]
fn prefetches_are_known_by_their_headers() {
    for header in [
        r#""Sec-Purpose":["prefetch;prerender"]"#,
        r#""Purpose":["prefetch"]"#,
        r#""X-Purpose":["preview"]"#,
        r#""X-Moz":["prefetch"]"#,
    ] {
        let line = LINE.replace(r#""Accept":["*/*"]"#, header);
        assert!(caddy(&line).ends_with(" prefetch"), "{line}");
    }
}

#[test]
fn prefetches_are_known_where_the_log_has_a_header_that_tells_them() {
    let any = r#"{"t":1795500000,"ip":"192.0.2.1","u":"/a/","h":{"sec-purpose":"PURPOSE"}}"#;
    let cloudflare = r#"{"ClientIP":"192.0.2.1","ClientRequestMethod":"GET","ClientRequestURI":"/a/","EdgeResponseStatus":200,"EdgeStartTimestamp":1795500000,"RequestHeaders":{"sec-purpose":"PURPOSE"}}"#;
    let fastly = r#"{"timestamp":1795500000,"client_ip":"192.0.2.1","url":"/a/","request_method":"GET","response_status":200,"p":"PURPOSE"}"#;
    for (names, places, line) in [
        (&ANY, &["path=u", "time=t", "client=ip", "purpose=h.sec-purpose"][..], any),
        (&CLOUDFLARE, &[], cloudflare),
        (&FASTLY, &["purpose=p"], fastly),
    ] {
        let told = |purpose: &str| read(names, places, &line.replace("PURPOSE", purpose));
        for purpose in ["prefetch", "prefetch;prerender", "prefetch;anonymous-client-ip"] {
            assert!(told(purpose).ends_with(" prefetch"), "{}", told(purpose));
        }
        for purpose in ["", "-"] {
            assert!(told(purpose).ends_with("GET /a/ 200 "), "{}", told(purpose));
        }
    }
}

#[test]
fn what_is_no_request_or_misses_something_is_caddy() {
    for (line, message) in [
        (r#"{"level":"info","ts":1.5,"logger":"tls.cache","msg":"x"}"#.into(), "no request"),
        (LINE.replace("log.access", "log.error"), "no request"),
        ("{}".into(), "there is no `request.uri`"),
        ("[1]".into(), "it is not a line of Caddy's log in JSON"),
        (LINE[..400].into(), "it is not a line of Caddy's log in JSON"),
        (LINE.replace("1795500000.25", "\"now\""), "there is no time in `ts` that can be read"),
        (LINE.replace("1795500000.25", "1e300"), "there is no time in `ts` that can be read"),
        (LINE.replace("\"status\"", "\"state\""), "there is no `status`"),
        (LINE.replace("_ip\"", "\""), "there is no client"),
        (LINE.replace("\"uri\"", "\"url\""), "there is no `request.uri`"),
    ] {
        assert_eq!(caddy(&line), message, "{line}");
    }
}

#[test]
fn a_time_under_another_key_is_named() {
    let line = LINE.replace("\"ts\"", "\"timestamp\"");
    assert_eq!(
        caddy(&line),
        "there is no `ts`; it seems that the time is in `timestamp`: add `--field time=timestamp`"
    );
    let wanted = caddy(LINE);
    assert_eq!(read(&CADDY, &["time=timestamp"], &line), wanted);
    assert_eq!(caddy(&LINE.replace("\"ts\":1795500000.25,", "")), "there is no `ts`");
    // Through syslog, and in front of a proxy.
    assert_eq!(caddy(&format!("Nov 24 10:00:00 web1 caddy[1]: {LINE}")), wanted);
    let forwarded =
        LINE.replace("\"Accept\":[\"*/*\"]", "\"X-Forwarded-For\":[\"203.0.113.9, 10.0.0.1\"]");
    let told = read(&CADDY, &["client=request.headers.X-Forwarded-For"], &forwarded);
    assert_eq!(told, wanted.replace("192.0.2.9", "203.0.113.9"));
    assert_eq!(read(&CADDY, &["client=request.headers.X-Forwarded-For"], LINE), wanted);
}

#[test]
fn logs_of_other_programs_are_read() {
    let wanted = "highland.example 192.0.2.1 2026-11-24T06:00:00Z GET /a/?b 200 Mozilla/5.0";
    for (names, line) in [
        (
            &TRAEFIK,
            r#"{"ClientAddr":"192.0.2.1:41342","ClientHost":"192.0.2.1","ClientPort":"41342","ClientUsername":"-","DownstreamContentSize":512,"DownstreamStatus":200,"Duration":1021000,"RequestAddr":"highland.example","RequestHost":"highland.example","RequestMethod":"GET","RequestPath":"/a/?b","RequestProtocol":"HTTP/2.0","StartLocal":"2026-11-24T10:00:00+04:00","StartUTC":"2026-11-24T06:00:00Z","entryPointName":"websecure","level":"info","msg":"","request_User-Agent":"Mozilla/5.0","time":"2026-11-24T06:00:00Z"}"#,
        ),
        (
            &FASTLY,
            r#"{"timestamp":"2026-11-24T06:00:00+0000","client_ip":"192.0.2.1","geo_country":"armenia","host":"highland.example","url":"/a/?b","request_method":"GET","request_protocol":"HTTP/2","request_referer":"","request_user_agent":"Mozilla/5.0","response_state":"HIT","response_status":200}"#,
        ),
        (
            &CLOUDFLARE,
            r#"{"ClientIP":"192.0.2.1","ClientRequestHost":"highland.example","ClientRequestMethod":"GET","ClientRequestURI":"/a/?b","ClientRequestUserAgent":"Mozilla/5.0","EdgeEndTimestamp":"2026-11-24T06:00:01Z","EdgeResponseStatus":200,"EdgeStartTimestamp":"2026-11-24T06:00:00Z","RayID":"3"}"#,
        ),
        (
            &CLOUDFLARE,
            r#"{"ClientIP":"192.0.2.1","ClientRequestHost":"highland.example","ClientRequestMethod":"GET","ClientRequestURI":"/a/?b","ClientRequestUserAgent":"Mozilla/5.0","EdgeResponseStatus":200,"EdgeStartTimestamp":1795500000000000000}"#,
        ),
    ] {
        assert_eq!(read(names, &[], line), wanted, "{line}");
    }
}

#[test]
fn a_path_that_somebody_names_may_lack_its_first_slash() {
    let few = ["path=u", "time=t", "client=ip"];
    for (written, wanted) in [
        ("/a/", "/a/"),
        ("a/", "/a/"),
        ("a", "/a"),
        ("%61/?b", "/%61/?b"),
        ("é/", "/é/"),
        ("GET a/ HTTP/1.1", "/a/"),
        ("highland.example/a/", "/highland.example/a/"),
        ("highland.example:443/a/", "/highland.example:443/a/"),
        ("//highland.example/a/", "//highland.example/a/"),
        ("https://highland.example/a/", "https://highland.example/a/"),
        ("-", "-"),
        ("*", "*"),
        ("?a", "?a"),
    ] {
        let line = format!(r#"{{"t":1795500000,"ip":"192.0.2.1","u":"{written}"}}"#);
        let wanted = format!("none 192.0.2.1 2026-11-24T06:00:00Z GET {wanted} 200 ");
        assert_eq!(read(&ANY, &few, &line), wanted, "{written}");
    }
}

#[test]
fn what_traefik_tells_of_itself_is_no_request() {
    let request = r#"{"ClientHost":"192.0.2.1","DownstreamStatus":200,"RequestMethod":"GET","RequestPath":"/a/","StartUTC":"2026-11-24T06:00:00Z","level":"info","msg":""}"#;
    assert!(read(&TRAEFIK, &[], request).contains("GET /a/ 200"));
    for (line, wanted) in [
        (r#"{"level":"debug","msg":"x","time":"2026-11-24T06:00:00Z"}"#, "no request"),
        (r#"{"level":"info","time":"2026-11-24T06:00:00Z","message":"x"}"#, "no request"),
        (r#"{"level":"info","msg":"","time":"2026-11-24T06:00:00Z"}"#, "there is no `RequestPath`"),
        (r#"{"a":1}"#, "there is no `RequestPath`"),
    ] {
        assert_eq!(read(&TRAEFIK, &[], line), wanted, "{line}");
    }
}

#[test]
fn any_json_is_read_by_the_names_of_its_keys() {
    let line = r#"{"t":1795500000,"http":{"path":"/a/?b","ip":"[2001:db8::1]:80"},"code":"404","ua":"x","verb":"HEAD","h":"highland.example"}"#;
    let few = ["path=http.path", "time=t", "client=http.ip"];
    let all = [&few[..], &["status=code", "agent=ua", "method=verb", "host=h"]].concat();
    assert_eq!(
        read(&ANY, &all, line),
        "highland.example 2001:db8::1 2026-11-24T06:00:00Z HEAD /a/?b 404 x"
    );
    assert_eq!(read(&ANY, &few, line), "none 2001:db8::1 2026-11-24T06:00:00Z GET /a/?b 200 ");
    assert_eq!(
        read(&ANY, &["time=t"], line),
        "nobody said where the log has its path and its client; name the keys, such as \
         `--field path=request.path --field client=client_ip`; also those of `status`, \
         `agent`, `method`, `host` and `purpose` if it has them"
    );
    for (request, wanted) in [
        ("POST /a/?b HTTP/1.1", "POST /a/?b"),
        (r"GET /\u00e9 x HTTP/1.1", "GET /é x"),
        ("/a b", "GET /a b"),
        (r"\u0016\u0003 x", "GET \u{16}\u{3} x"),
    ] {
        let line = line.replace("/a/?b", request);
        let told = read(&ANY, &few, &line);
        assert_eq!(told, format!("none 2001:db8::1 2026-11-24T06:00:00Z {wanted} 200 "));
    }
    let told = |places: &[&str]| read(&ANY, &[&few[..], places].concat(), line);
    assert_eq!(told(&["status=http"]), "there is no `http`");
    assert_eq!(told(&["method=code.x"]), "there is no `code.x`");
    assert_eq!(told(&["time=ua"]), "there is no time in `ua` that can be read");
    assert_eq!(read(&ANY, &few, "x"), "it is not a JSON object");
}
