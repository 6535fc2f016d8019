//! Logs with a JSON object in each line: Caddy's, Traefik's, those of CDNs, and any other of which
//! somebody says what is where.
//!
//! - Caddy's module `http.log.access` and its fields are described in
//!   <https://caddyserver.com/docs/logging> and
//!   <https://caddyserver.com/docs/caddyfile/directives/log>; the time is written in one of the
//!   ways of `time_format`, seconds since 1970 unless configured otherwise.
//! - Traefik: <https://doc.traefik.io/traefik/observe/logs-and-access-logs/>. It keeps no headers,
//!   and so no agent, unless it is told to.
//! - Fastly: <https://www.fastly.com/documentation/guides/integrations/streaming-logs/custom-log-formats>;
//!   the names are those of the formats that Fastly suggests.
//! - Cloudflare's data set of HTTP requests:
//!   <https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/>.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::client;
use super::clients::Clients;
use super::combined::method_and_target;
use super::fields::{Field, Parts, Place};
use super::json::{Values, Wanted, key_of_a_time};
use super::request::{Problem, Request, client_of};
use crate::reads::refusal::Refusal;

/// Where a program has the parts of a request, in the order of [`Field::ALL`]: the names of each,
/// of which the first that is there is taken.
pub(super) struct Names {
    program: &'static str,
    parts: [&'static [&'static str]; 7],
    /// What tells a browser that gets ready what its reader may open.
    purpose: &'static [&'static str],
    /// The value that says of what a line is, where that is not always a request.
    logger: Option<&'static str>,
}

/// The client behind proxies that are trusted is there since Caddy 2.7, the address without the
/// port since 2.5. The headers are those of
/// <https://wicg.github.io/nav-speculation/prefetch.html>, and what Chrome, Safari and Firefox sent
/// before that.
pub(super) const CADDY: Names = Names {
    program: "Caddy",
    parts: [
        &["request.uri"],
        &["ts"],
        &["request.client_ip", "request.remote_ip", "request.remote_addr"],
        &["status"],
        &["request.headers.User-Agent"],
        &["request.method"],
        &["request.host"],
    ],
    purpose: &[
        "request.headers.Sec-Purpose",
        "request.headers.Purpose",
        "request.headers.X-Purpose",
        "request.headers.X-Moz",
    ],
    logger: Some("logger"),
};

/// Headers are kept under their names with `request_` before them.
pub(super) const TRAEFIK: Names = Names {
    program: "Traefik",
    parts: [
        &["RequestPath"],
        &["StartUTC", "StartLocal", "time"],
        &["ClientHost", "ClientAddr"],
        &["DownstreamStatus"],
        &["request_User-Agent"],
        &["RequestMethod"],
        &["RequestHost", "RequestAddr"],
    ],
    purpose: &["request_Sec-Purpose", "request_Purpose", "request_X-Purpose", "request_X-Moz"],
    logger: None,
};

pub(super) const FASTLY: Names = Names {
    program: "Fastly",
    parts: [
        &["url"],
        &["timestamp", "time_start"],
        &["client_ip"],
        &["response_status", "status"],
        &["request_user_agent"],
        &["request_method", "request"],
        &["host"],
    ],
    purpose: &[],
    logger: None,
};

pub(super) const CLOUDFLARE: Names = Names {
    program: "Cloudflare",
    parts: [
        &["ClientRequestURI", "ClientRequestPath"],
        &["EdgeStartTimestamp", "EdgeEndTimestamp"],
        &["ClientIP"],
        &["EdgeResponseStatus"],
        &["ClientRequestUserAgent"],
        &["ClientRequestMethod"],
        &["ClientRequestHost"],
    ],
    purpose: &[],
    logger: None,
};

/// Nothing is known: somebody has to say it.
pub(super) const ANY: Names =
    Names { program: "JSON", parts: [&[]; 7], purpose: &[], logger: None };

/// What is where in the lines of a log.
pub(super) struct JsonLog {
    program: &'static str,
    wanted: Wanted,
    /// The name that messages give each part, and the numbers of its values.
    parts: [(String, Vec<usize>); 7],
    purpose: Vec<usize>,
    /// The values that somebody named.
    named: Vec<(Field, usize)>,
    /// The value that says of what a line is.
    logger: Option<usize>,
    zone: TimeZone,
}

impl JsonLog {
    /// The log of a program, but for what `places` say. Times without an offset are in `zone`.
    ///
    /// # Errors
    /// What nobody said of a log of which nothing is known.
    pub fn new(names: &Names, places: &[Place], zone: TimeZone) -> Result<Self, Refusal> {
        let mut wanted = Wanted::default();
        let parts: [(String, Vec<usize>); 7] = Field::ALL.map(|field| {
            let known = names.parts[field as usize];
            let of_field = places.iter().rev().filter(|place| place.field == field);
            let named: Vec<&str> = of_field.map(|place| place.at.as_str()).collect();
            let named = match (field, &named[..]) {
                // Who asks without a proxy is not where those are who ask through one.
                (Field::Client, named) => [named, known].concat(),
                (_, []) => known.into(),
                (_, [last, ..]) => vec![*last],
            };
            let first = named.first().copied().unwrap_or_default().to_string();
            (first, named.iter().map(|name| wanted.add(name)).collect())
        });
        let missing: Vec<&str> = [Field::Path, Field::Time, Field::Client]
            .into_iter()
            .filter(|field| parts[*field as usize].1.is_empty())
            .map(Field::name)
            .collect();
        if !missing.is_empty() {
            return Err(Refusal {
                message: format!("nobody said where the log has its {}", missing.join(" and its ")),
                hint: format!(
                    "name the keys, such as `{}`; also those of `status`, `agent`, `method` and \
                     `host` if it has them",
                    missing.iter().map(|name| example(name)).collect::<Vec<_>>().join(" ")
                ),
            });
        }
        let named = Field::ALL.into_iter().filter_map(|field| {
            let at = super::fields::place(places, field)?;
            Some((field, wanted.add(at)))
        });
        let named = named.collect();
        let purpose = names.purpose.iter().map(|name| wanted.add(name)).collect();
        let logger = names.logger.map(|name| wanted.add(name));
        Ok(JsonLog { program: names.program, wanted, parts, purpose, named, logger, zone })
    }

    /// Reads a line, without its end; none if it is of something else than a request, as other
    /// parts of the server may write to the same file.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read<'a>(
        &self,
        line: &'a [u8],
        proxies: &Clients,
    ) -> Result<Option<Request<'a>>, Problem> {
        let Some(mut values) = self.wanted.read(line) else {
            return Err(match self.program {
                "JSON" => "it is not a JSON object".into(),
                program => format!("it is not a line of {program}'s log in JSON").into(),
            });
        };
        if self.is_of_something_else(&mut values) {
            return Ok(None);
        }
        let mut in_named_places = Parts::default();
        for (field, number) in &self.named {
            if values.has(&[*number]) {
                in_named_places.add(*field);
            }
        }
        let part = |field: Field| self.parts[field as usize].1.as_slice();
        let target = values.text(part(Field::Path)).ok_or_else(|| self.missing(Field::Path))?;
        let (method, target) = request_line(target);
        let time = values.time(part(Field::Time), &self.zone);
        let time = time.ok_or_else(|| self.no_time(line, &values))?;
        let clients = part(Field::Client).iter();
        let client = clients
            .filter_map(|number| values.text(&[*number]))
            .find_map(|field| client::of_text(field, proxies));
        let status = match part(Field::Status) {
            [] => 200,
            numbers => values.status(numbers).ok_or_else(|| self.missing(Field::Status))?,
        };
        let method = match (method, part(Field::Method)) {
            (Some(method), _) => method,
            (None, []) => b"GET".into(),
            (None, numbers) => values.text(numbers).ok_or_else(|| self.missing(Field::Method))?,
        };
        let is_prefetch = self.purpose.iter().any(|number| {
            let purpose = values.text(&[*number]).unwrap_or_default();
            let is = |name: &[u8]| memchr::memmem::find(&purpose, name).is_some();
            is(b"prefetch") || is(b"prerender") || is(b"preview")
        });
        Ok(Some(Request {
            host: values.text(part(Field::Host)),
            client: client_of(client, status)?,
            time,
            method,
            target,
            status,
            agent: values
                .text(part(Field::Agent))
                .filter(|agent| **agent != *b"-")
                .unwrap_or_default(),
            is_prefetch,
            in_named_places,
        }))
    }

    /// An error is logged in a line of its own, beside that of the request.
    fn is_of_something_else(&self, values: &mut Values<'_>) -> bool {
        let logger = self.logger.and_then(|number| values.text(&[number]));
        logger.is_some_and(|logger| !logger.starts_with(b"http.log.access"))
    }

    fn missing(&self, field: Field) -> Problem {
        format!("there is no `{}`", self.parts[field as usize].0).into()
    }

    fn no_time(&self, line: &[u8], values: &Values<'_>) -> Problem {
        let (name, numbers) = &self.parts[Field::Time as usize];
        if values.has(numbers) {
            return format!("there is no time in `{name}` that can be read").into();
        }
        match key_of_a_time(line) {
            Some(key) => format!(
                "there is no `{name}`; it seems that the time is in `{key}`: \
                 add `--field time={key}`"
            ),
            None => format!("there is no `{name}`"),
        }
        .into()
    }
}

type Text<'a> = Cow<'a, [u8]>;

/// The method, if a text is not only what was asked for but all of `GET /a/ HTTP/1.1`.
fn request_line(text: Text<'_>) -> (Option<Text<'_>>, Text<'_>) {
    if !text.contains(&b' ') || !text.first().is_some_and(u8::is_ascii_uppercase) {
        return (None, text);
    }
    match text {
        Cow::Borrowed(text) => {
            let (method, target) = method_and_target(text);
            (Some(method.into()), target.into())
        }
        Cow::Owned(text) => {
            let (method, target) = method_and_target(&text);
            (Some(method.to_vec().into()), target.to_vec().into())
        }
    }
}

fn example(name: &str) -> String {
    let key = match name {
        "path" => "request.path",
        "time" => "timestamp",
        _ => "client_ip",
    };
    format!("--field {name}={key}")
}

#[cfg(test)]
mod tests {
    use super::super::properties::told;
    use super::*;

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
        assert_eq!(
            caddy(&old),
            "highland.example 2001:db8::1 2026-11-24T06:00:00Z GET /a/?b=é 200 "
        );
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
             `agent`, `method` and `host` if it has them"
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
}
