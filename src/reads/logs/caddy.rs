//! The log of Caddy: a JSON object a line.
//!
//! Caddy's module `http.log.access` and its fields are described in
//! <https://caddyserver.com/docs/logging> and
//! <https://caddyserver.com/docs/caddyfile/directives/log>; the time is written in one
//! of the ways of `time_format`, seconds since 1970 unless configured otherwise.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde::Deserialize;

use super::combined;
use super::request::Request;
use crate::text::date;

/// Reads a line, without its end; none if it is of something else than a request,
/// as other parts of the server may write to the same file.
///
/// # Errors
/// What is wrong with it.
pub(super) fn read(line: &[u8]) -> Result<Option<Request<'_>>, &'static str> {
    let line: Line = serde_json::from_slice(line).map_err(|_| "it is not a line of Caddy's log")?;
    // An error is logged in a line of its own, beside that of the request.
    if line.logger.is_some_and(|logger| !logger.0.starts_with("http.log.access")) {
        return Ok(None);
    }
    let request = line.request.ok_or("there is no `request`")?;
    let time = line.ts.and_then(Time::moment).ok_or("there is no time in `ts` that can be read")?;
    let client = request.client_ip.or(request.remote_ip).or(request.remote_addr.map(without_port));
    let is_prefetch = request.headers.is_prefetch();
    Ok(Some(Request {
        host: request.host.filter(|host| !host.0.is_empty()).map(Text::bytes),
        client: client.ok_or("there is no client")?.bytes(),
        time,
        method: request.method.ok_or("there is no `method`")?.bytes(),
        target: request.uri.ok_or("there is no `uri`")?.bytes(),
        status: line.status.ok_or("there is no `status`")?,
        agent: request.headers.agent.into_iter().next().map(Text::bytes).unwrap_or_default(),
        is_prefetch,
    }))
}

/// Text, which is borrowed from the line unless something in it is escaped.
#[derive(Deserialize)]
#[serde(transparent)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'a> Text<'a> {
    fn bytes(self) -> Cow<'a, [u8]> {
        match self.0 {
            Cow::Borrowed(text) => text.as_bytes().into(),
            Cow::Owned(text) => text.into_bytes().into(),
        }
    }
}

#[derive(Deserialize)]
struct Line<'a> {
    #[serde(borrow)]
    logger: Option<Text<'a>>,
    #[serde(borrow)]
    ts: Option<Time<'a>>,
    #[serde(borrow)]
    request: Option<Asked<'a>>,
    status: Option<u16>,
}

#[derive(Deserialize)]
struct Asked<'a> {
    /// The client behind proxies that are trusted; since Caddy 2.7.
    #[serde(borrow)]
    client_ip: Option<Text<'a>>,
    /// Since Caddy 2.5.
    #[serde(borrow)]
    remote_ip: Option<Text<'a>>,
    /// With the port; before that.
    #[serde(borrow)]
    remote_addr: Option<Text<'a>>,
    #[serde(borrow)]
    method: Option<Text<'a>>,
    #[serde(borrow)]
    host: Option<Text<'a>>,
    #[serde(borrow)]
    uri: Option<Text<'a>>,
    #[serde(borrow, default)]
    headers: Headers<'a>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Headers<'a> {
    #[serde(rename = "User-Agent", borrow)]
    agent: Vec<Text<'a>>,
    /// <https://wicg.github.io/nav-speculation/prefetch.html>
    #[serde(rename = "Sec-Purpose", borrow)]
    sec_purpose: Vec<Text<'a>>,
    /// What Chrome and Safari sent before that, and Safari's `preview`.
    #[serde(rename = "Purpose", borrow)]
    purpose: Vec<Text<'a>>,
    #[serde(rename = "X-Purpose", borrow)]
    x_purpose: Vec<Text<'a>>,
    /// What Firefox sent before that.
    #[serde(rename = "X-Moz", borrow)]
    x_moz: Vec<Text<'a>>,
}

impl Headers<'_> {
    fn is_prefetch(&self) -> bool {
        let headers = [&self.sec_purpose, &self.purpose, &self.x_purpose, &self.x_moz];
        headers.into_iter().flatten().any(|value| {
            ["prefetch", "prerender", "preview"].iter().any(|purpose| value.0.contains(purpose))
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Time<'a> {
    Number(f64),
    Text(#[serde(borrow)] Text<'a>),
}

impl Time<'_> {
    fn moment(self) -> Option<Timestamp> {
        match self {
            // Seconds, milliseconds or nanoseconds: in the years of the web their sizes tell.
            Time::Number(number) if number < 1e11 => seconds(number),
            Time::Number(number) if number < 1e14 => seconds(number / 1e3),
            Time::Number(number) => seconds(number / 1e9),
            Time::Text(text) => written(&text.0),
        }
    }
}

fn seconds(seconds: f64) -> Option<Timestamp> {
    // Out of range, it becomes the nearest number, which is out of range here too.
    Timestamp::from_second(seconds.floor() as i64).ok()
}

/// The forms `iso8601`, `rfc3339`, `rfc3339_nano` and `common_log`, and those of `wall`,
/// which have no offset and are in UTC.
fn written(text: &str) -> Option<Timestamp> {
    if let Some(time) = combined::time(text.as_bytes()) {
        return Some(time);
    }
    let text = text.replacen('/', "-", 2);
    date::parse(&text, &TimeZone::UTC).ok().map(|moment| moment.timestamp())
}

/// The address of `192.0.2.1:4711` or `[2001:db8::1]:4711`.
fn without_port(address: Text<'_>) -> Text<'_> {
    let address = address.0;
    let end = address.rfind(':').unwrap_or(address.len());
    Text(address[..end].trim_matches(['[', ']']).to_string().into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        match read(line.as_bytes()) {
            Err(message) => message.into(),
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

    /// A line as Caddy 2.7 and later write it.
    const LINE: &str = r#"{"level":"info","ts":1795500000.25,"logger":"http.log.access.log0","msg":"handled request","request":{"remote_ip":"192.0.2.1","remote_port":"41342","client_ip":"192.0.2.9","proto":"HTTP/2.0","method":"GET","host":"highland.example","uri":"/a/?b=\u00e9","headers":{"User-Agent":["curl \"8\""],"Accept":["*/*"]},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"highland.example"}},"bytes_read":0,"user_id":"","duration":0.000929675,"size":10900,"status":200,"resp_headers":{"Server":["Caddy"],"Content-Type":["text/html; charset=utf-8"]}}"#;

    #[test]
    fn lines_are_read() {
        let wanted = "highland.example 192.0.2.9 2026-11-24T06:00:00Z GET /a/?b=é 200 curl \"8\"";
        assert_eq!(told(LINE), wanted);
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
            let told = told(&LINE.replace("1795500000.25", time));
            assert_eq!(told.replace(".25Z", "Z"), wanted, "{time}");
        }
        let old = LINE
            .replace(
                r#""remote_ip":"192.0.2.1","remote_port":"41342","client_ip":"192.0.2.9""#,
                r#""remote_addr":"[2001:db8::1]:4711""#,
            )
            .replace(r#""User-Agent":["curl \"8\""],"#, "");
        assert_eq!(
            told(&old),
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
            assert!(told(&line).ends_with(" prefetch"), "{line}");
        }
    }

    #[test]
    fn what_is_no_request_or_misses_something_is_told() {
        for (line, message) in [
            (r#"{"level":"info","ts":1.5,"logger":"tls.cache","msg":"x"}"#.into(), "no request"),
            (LINE.replace("log.access", "log.error"), "no request"),
            ("{}".into(), "there is no `request`"),
            ("[1]".into(), "it is not a line of Caddy's log"),
            (LINE[..400].into(), "it is not a line of Caddy's log"),
            (LINE.replace("1795500000.25", "\"now\""), "there is no time in `ts` that can be read"),
            (LINE.replace("1795500000.25", "1e300"), "there is no time in `ts` that can be read"),
            (LINE.replace("\"status\"", "\"state\""), "there is no `status`"),
            (LINE.replace("_ip\"", "\""), "there is no client"),
            (LINE.replace("\"uri\"", "\"url\""), "there is no `uri`"),
        ] {
            assert_eq!(told(&line), message, "{line}");
        }
    }
}
