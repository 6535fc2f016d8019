//! The format `combined` of Apache and nginx.
//!
//! ```text
//! 192.0.2.1 - - [24/Nov/2026:10:00:00 +0400] "GET /a/ HTTP/1.1" 200 512 "-" "Mozilla/5.0"
//! ```
//!
//! It is made of `%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"` in the words
//! of <https://httpd.apache.org/docs/2.4/mod/mod_log_config.html>, and the same in those
//! of <https://nginx.org/en/docs/http/ngx_http_log_module.html>. Others write it too:
//! lighttpd, with the host in the second place
//! (<https://redmine.lighttpd.net/projects/lighttpd/wiki/Mod_accesslog>), Varnish
//! (<https://varnish-cache.org/docs/trunk/reference/varnishncsa.html>), haproxy with
//! `option httplog clf` and Traefik with `format: common`. `vhost_combined` of Debian's Apache
//! has `%v:%p` in front (see `head.rs`). Many set-ups add fields at the end, which are passed
//! over unless one has the client or another part. Within quotes Apache writes `\"`, `\\`,
//! `\t` and `\xhh`, nginx `\xHH`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::Offset;
use memchr::{memchr, memchr_iter, memchr2};

use super::client;
use super::clients::Clients;
use super::fields::{Field, Parts, Place};
use super::head::{Head, before_the_time};
use super::request::{Problem, Request, client_of, is_ahead};
use crate::reads::refusal::Refusal;

/// The length of `24/Nov/2026:10:00:00 +0400`.
const TIME: usize = 26;

const MONTHS: [[u8; 3]; 12] = [
    *b"Jan", *b"Feb", *b"Mar", *b"Apr", *b"May", *b"Jun", *b"Jul", *b"Aug", *b"Sep", *b"Oct",
    *b"Nov", *b"Dec",
];

/// Which parts of a request stand after the agent: the numbers of these fields, from 1.
#[derive(Default)]
pub(super) struct Combined {
    client: Option<usize>,
    agent: Option<usize>,
    host: Option<usize>,
    purpose: Option<usize>,
}

impl Combined {
    /// # Errors
    /// A part that cannot be elsewhere, or something else than a number.
    pub fn new(places: &[Place]) -> Result<Self, Refusal> {
        let mut combined = Combined::default();
        for Place { field, at } in places {
            let place = match field {
                Field::Client => &mut combined.client,
                Field::Agent => &mut combined.agent,
                Field::Host => &mut combined.host,
                Field::Purpose => &mut combined.purpose,
                Field::Path | Field::Time | Field::Status | Field::Method => {
                    return Err(Refusal {
                        message: format!(
                            "`{}` has its own place in the format `combined`",
                            field.name()
                        ),
                        hint:
                            "only `client`, `agent`, `host` and `purpose` can be in another field"
                                .into(),
                    });
                }
            };
            let number = at.parse().ok().filter(|number| *number > 0);
            *place = Some(number.ok_or_else(|| Refusal {
                message: format!("`{at}` is not the number of a field after the agent"),
                hint: format!("the first field after the agent is 1: `--field {}=1`", field.name()),
            })?);
        }
        Ok(combined)
    }

    /// Reads a line, without its end.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read<'a>(&self, line: &'a [u8], proxies: &Clients) -> Result<Request<'a>, Problem> {
        let bracket =
            time_bracket(line).ok_or("there is no time such as [24/Nov/2026:10:00:00 +0400]")?;
        let Head { host, client } = before_the_time(&line[..bracket])?;
        let time = time(&line[bracket + 1..][..TIME]).ok_or("there is no such time")?;
        let rest = line[bracket + TIME + 2..].strip_prefix(b" ").unwrap_or_default();
        let (request, rest) = quoted(rest).ok_or("there is no request in quotes")?;
        let (status, rest) = status(rest).ok_or("there is no status")?;
        let rest = after_the_size(rest).ok_or("there is no size")?;
        const NO_AGENT: &str =
            "there is no referrer and no agent: the log is not in the format `combined`";
        let (_, rest) = quoted(rest).ok_or(NO_AGENT)?;
        let (agent, rest) = rest.strip_prefix(b" ").and_then(quoted).ok_or(NO_AGENT)?;
        let mut in_named_places = Parts::default();
        let mut named = |part: Field, number: Option<usize>| {
            let found = field(rest, number?);
            if found.is_some() {
                in_named_places.add(part);
            }
            found
        };
        // Who asks without a proxy is not in the field for those who ask through one.
        let forwarded = named(Field::Client, self.client);
        let clients = [forwarded, Some(client)];
        let client =
            clients.into_iter().flatten().find_map(|field| client::of_field(field, proxies));
        let agent = match self.agent {
            Some(number) => named(Field::Agent, Some(number)),
            None => Some(agent),
        };
        let agent = agent.filter(|agent| *agent != b"-").unwrap_or_default();
        let host = match self.host {
            Some(number) => named(Field::Host, Some(number)),
            None => host,
        };
        let is_prefetch = named(Field::Purpose, self.purpose).is_some_and(is_ahead);
        let (method, target) = method_and_target(request);
        Ok(Request {
            host: host.map(Cow::Borrowed),
            client: client_of(client.map(Cow::Borrowed), status)?,
            time,
            method: method.into(),
            target: unescaped(target),
            status,
            agent: agent.into(),
            is_prefetch,
            in_named_places,
        })
    }
}

/// Where the bracket before the time is. Names of users may have brackets too.
pub(super) fn time_bracket(line: &[u8]) -> Option<usize> {
    memchr_iter(b'[', line).find(|at| {
        let is = |after: usize, byte| line.get(at + after) == Some(&byte);
        *at > 0 && line[at - 1] == b' ' && is(3, b'/') && is(7, b'/') && is(TIME + 1, b']')
    })
}

/// Reads a time such as `24/Nov/2026:10:00:00 +0400`.
pub(super) fn time(text: &[u8]) -> Option<Timestamp> {
    let text: &[u8; TIME] = text.try_into().ok()?;
    let separators = [(2, b'/'), (6, b'/'), (11, b':'), (14, b':'), (17, b':'), (20, b' ')];
    if !separators.iter().all(|(at, separator)| text[*at] == *separator) {
        return None;
    }
    let two = |at: usize| number(&text[at..at + 2]);
    let day = day(&text[..11])?;
    // There are leap seconds in some logs, but not on the time line here.
    let time = Time::new(two(12)? as i8, two(15)? as i8, (two(18)? as i8).min(59), 0).ok()?;
    let sign = match text[21] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let offset = i32::from(two(22)?) * 3600 + i32::from(two(24)?) * 60;
    let offset = Offset::from_seconds(sign * offset).ok()?;
    offset.to_timestamp(day.to_datetime(time)).ok()
}

/// Reads a day such as `24/Nov/2026`, of this length.
pub(super) fn day(text: &[u8]) -> Option<Date> {
    let month = MONTHS.iter().position(|month| month == &text[3..6])?;
    let day = number(&text[..2])? as i8;
    Date::new(number(&text[7..11])?, i8::try_from(month).ok()? + 1, day).ok()
}

/// A number of up to four digits.
pub(super) fn number(digits: &[u8]) -> Option<i16> {
    digits.iter().try_fold(0, |number: i16, digit| {
        digit.is_ascii_digit().then(|| number * 10 + i16::from(digit - b'0'))
    })
}

/// What is in the quotes that `text` begins with, and what comes after them.
pub(super) fn quoted(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let text = text.strip_prefix(b"\"")?;
    let mut from = 0;
    loop {
        let at = from + memchr2(b'"', b'\\', text.get(from..)?)?;
        if text[at] == b'"' {
            return Some((&text[..at], &text[at + 1..]));
        }
        from = at + 2;
    }
}

/// The status and what comes after it. Where there was no answer, haproxy writes -1.
fn status(text: &[u8]) -> Option<(u16, &[u8])> {
    let text = text.strip_prefix(b" ")?;
    if let Some(rest) = text.strip_prefix(b"-1 ").or(text.strip_prefix(b"- ")) {
        return Some((0, rest));
    }
    let (status, rest) = text.split_at_checked(3)?;
    Some((number(status)?.unsigned_abs(), rest.strip_prefix(b" ")?))
}

fn after_the_size(text: &[u8]) -> Option<&[u8]> {
    // In the format `common` nothing comes after it.
    let (size, rest) = text.split_at(memchr(b' ', text).unwrap_or(text.len()));
    let is_size = size == b"-" || !size.is_empty() && size.iter().all(u8::is_ascii_digit);
    is_size.then(|| rest.strip_prefix(b" ").unwrap_or_default())
}

/// The field of this number, from 1, of those that `text` has, each after a space and some in
/// quotes.
fn field(mut text: &[u8], number: usize) -> Option<&[u8]> {
    for at in 1.. {
        text = text.trim_ascii_start();
        let (field, rest) = match quoted(text) {
            Some(found) => found,
            None => text.split_at(memchr(b' ', text).unwrap_or(text.len())),
        };
        if at == number {
            return Some(field);
        }
        if rest.is_empty() {
            break;
        }
        text = rest;
    }
    None
}

/// The first and the second part of `GET /a/ HTTP/1.1`. What is no request, such as
/// the first bytes of TLS, has no target.
pub(super) fn method_and_target(request: &[u8]) -> (&[u8], &[u8]) {
    let Some(space) = memchr(b' ', request) else { return (b"", b"") };
    let (method, rest) = (&request[..space], &request[space + 1..]);
    if !method.iter().all(|byte| byte.is_ascii_uppercase() || *byte == b'-') {
        return (b"", b"");
    }
    let target = match memchr::memrchr(b' ', rest) {
        Some(space) if rest[space..].starts_with(b" HTTP/") => &rest[..space],
        _ => rest,
    };
    (method, target)
}

/// The bytes that were sent, of those that were written.
pub(super) fn unescaped(text: &[u8]) -> Cow<'_, [u8]> {
    let Some(mut slash) = memchr(b'\\', text) else { return text.into() };
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        bytes.extend_from_slice(&rest[..slash]);
        let (byte, length) = escape(&rest[slash..]);
        bytes.push(byte);
        rest = &rest[slash + length..];
        match memchr(b'\\', rest) {
            Some(next) => slash = next,
            None => break,
        }
    }
    bytes.extend_from_slice(rest);
    bytes.into()
}

/// The byte that an escape stands for, and the escape's length. What is none is a backslash.
fn escape(text: &[u8]) -> (u8, usize) {
    match text {
        [_, b'x', high, low, ..] => {
            let digit = |byte: &u8| char::from(*byte).to_digit(16);
            match (digit(high), digit(low)) {
                (Some(high), Some(low)) => ((high * 16 + low) as u8, 4),
                _ => (b'\\', 1),
            }
        }
        [_, byte @ (b'"' | b'\\'), ..] => (*byte, 2),
        [_, b't', ..] => (b'\t', 2),
        [_, b'n', ..] => (b'\n', 2),
        [_, b'r', ..] => (b'\r', 2),
        _ => (b'\\', 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(line: &str) -> String {
        told_with(&[], line)
    }

    fn told_with(places: &[&str], line: &str) -> String {
        let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
        let read = Combined::new(&places).unwrap().read(line.as_bytes(), &Clients::new(&[]));
        super::super::properties::told(read.map(Some))
    }

    const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0";

    #[test]
    fn lines_of_apache_and_nginx_are_read() {
        for (line, wanted) in [
            (
                // Apache's own example of the format.
                r#"127.0.0.1 - frank [10/Oct/2000:13:55:36 -0700] "GET /apache_pb.gif HTTP/1.0" 200 2326 "http://www.example.com/start.html" "Mozilla/4.08 [en] (Win98; I ;Nav)""#,
                "none 127.0.0.1 2000-10-10T20:55:36Z GET /apache_pb.gif 200 Mozilla/4.08 [en] (Win98; I ;Nav)",
            ),
            (
                r#"2001:db8::7 - - [24/Nov/2026:10:00:00 +0400] "GET /a/ HTTP/2.0" 304 0 "-" "FIREFOX""#,
                "none 2001:db8::7 2026-11-24T06:00:00Z GET /a/ 304 FIREFOX",
            ),
            (
                r#"highland.example:443 192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET /a/ HTTP/1.1" 200 512 "-" "FIREFOX""#,
                "highland.example:443 192.0.2.1 2026-11-24T10:00:00Z GET /a/ 200 FIREFOX",
            ),
            (
                r#"highland.example client.example.net - - [24/Nov/2026:10:00:00 +0000] "HEAD / HTTP/1.1" 200 - "-" "FIREFOX""#,
                "highland.example client.example.net 2026-11-24T10:00:00Z HEAD / 200 FIREFOX",
            ),
            (
                r#"[2001:db8::1]:80 2001:db8::7 - anna [24/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 - "-" "FIREFOX" "-" 0.004 host=x"#,
                "[2001:db8::1]:80 2001:db8::7 2026-11-24T10:00:00Z GET / 200 FIREFOX",
            ),
            (
                r#"192.0.2.1 - anna [x] voss [24/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 9 "a\"b" "Agent \"quoted\" \\""#,
                r#"none 192.0.2.1 2026-11-24T10:00:00Z GET / 200 Agent \"quoted\" \\"#,
            ),
            (
                r#"192.0.2.1, 198.51.100.7 - - [24/Nov/2026:23:59:60 -1130] "GET / HTTP/1.1" 200 9 "-" "-""#,
                "none 192.0.2.1 2026-11-25T11:29:59Z GET / 200 ",
            ),
            (
                r#"192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "\x16\x03\x01\x02" 400 157 "-" "-""#,
                "none 192.0.2.1 2026-11-24T10:00:00Z   400 ",
            ),
            (
                r#"192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "-" 408 - "-" "-""#,
                "none 192.0.2.1 2026-11-24T10:00:00Z   408 ",
            ),
            (
                r#"192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET /caf\xc3\xA9/\x22\" b\z HTTP/1.1" 200 1 "-" "-""#,
                "none 192.0.2.1 2026-11-24T10:00:00Z GET /café/\"\" b\\z 200 ",
            ),
            (
                r#"192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET /old" 200 1 "-" "-""#,
                "none 192.0.2.1 2026-11-24T10:00:00Z GET /old 200 ",
            ),
        ] {
            let line = line.replace("FIREFOX", FIREFOX);
            assert_eq!(told(&line), wanted.replace("FIREFOX", FIREFOX), "{line}");
        }
    }

    #[test]
    fn parts_can_be_in_other_fields() {
        let line = r#"192.0.2.1 - - [24/Nov/2026:10:00:00 +0000] "GET / HTTP/1.1" 200 1 "-" "-" 0.004 "203.0.113.9, 10.0.0.1" "a b" highland.example "#;
        let places = ["client=2", "agent=3", "host=4"];
        let wanted = "highland.example 203.0.113.9 2026-11-24T10:00:00Z GET / 200 a b";
        assert_eq!(told_with(&places, line), wanted);
        // Who came without a proxy, and what is not there.
        let direct = line.replace("203.0.113.9, 10.0.0.1", "-");
        assert_eq!(told_with(&places, &direct), wanted.replace("203.0.113.9", "192.0.2.1"));
        let ahead = line.replace("\"a b\"", "\"prefetch;prerender\"");
        assert!(told_with(&["purpose=3"], &ahead).ends_with(" prefetch"));
        assert!(!told_with(&["purpose=3"], line).ends_with(" prefetch"));
        assert!(!told_with(&[], &ahead).ends_with(" prefetch"));
        let short = "none 192.0.2.1 2026-11-24T10:00:00Z GET / 200 ";
        assert_eq!(told_with(&["client=5", "agent=6", "host=7"], line), short);
    }

    #[test]
    fn what_is_missing_is_said() {
        let line = |rest: &str| format!("192.0.2.1 - - [24/Nov/2026:10:00:00 +0000]{rest}");
        let no_time = "there is no time such as [24/Nov/2026:10:00:00 +0400]";
        let no_agent = "there is no referrer and no agent: the log is not in the format `combined`";
        for (line, message) in [
            ("".into(), no_time),
            ("2026-11-24 10:00:00 GET /a/".into(), no_time),
            ("192.0.2.1 - - [24/Nov/2026:10:00:00 +00".into(), no_time),
            ("- [24/Nov/2026:10:00:00 +0000] \"GET / HTTP/1.1\"".into(), "there is no client"),
            ("192.0.2.1 - - [31/Nov/2026:10:00:00 +0000] ".into(), "there is no such time"),
            ("192.0.2.1 - - [24/Nov/2026:25:00:00 +0000] ".into(), "there is no such time"),
            ("192.0.2.1 - - [24/nov/2026:10:00:00 +0000] ".into(), "there is no such time"),
            (
                line(" \"GET / HTTP/1.1\" 200 9 \"-\" \"-\"").replace("192.0.2.1", "-"),
                "there is no client",
            ),
            (
                line(" \"GET / HTTP/1.1\" 200 9 \"-\" \"-\"").replace("192.0.2.1", "unix:"),
                "there is no client",
            ),
            (
                line(" \"-\" 400 9 \"-\" \"-\"").replace("192.0.2.1", "-"),
                "none  2026-11-24T10:00:00Z   400 ",
            ),
            (line(""), "there is no request in quotes"),
            (line(" \"GET / HTTP/1.1"), "there is no request in quotes"),
            (line(" \"GET / HTTP/1.1\\"), "there is no request in quotes"),
            (line(" \"GET / HTTP/1.1\" OK"), "there is no status"),
            (line(" \"GET / HTTP/1.1\" 200"), "there is no status"),
            (line(" \"GET / HTTP/1.1\" 200 many \"-\""), "there is no size"),
            (line(" \"GET / HTTP/1.1\" 200 12"), no_agent),
            (line(" \"GET / HTTP/1.1\" 200 12 "), no_agent),
            (line(" \"GET / HTTP/1.1\" 200 12 \"-\""), no_agent),
            (line(" \"GET / HTTP/1.1\" 200 12 \"-\" \"Mozilla/5"), no_agent),
        ] {
            assert_eq!(told(&line), message, "{line}");
        }
    }
}
