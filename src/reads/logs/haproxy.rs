//! The HTTP log of haproxy, which goes through syslog as a rule.
//!
//! ```text
//! Nov 24 10:00:00 lb1 haproxy[14389]: 192.0.2.1:33317 [24/Nov/2026:10:00:00.655] http-in
//!   static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {highland.example|Mozilla/5.0} {}
//!   "GET /a/ HTTP/1.1"
//! ```
//!
//! On one line; by "HTTP log format" in
//! <https://docs.haproxy.org/3.0/configuration.html#8.2.3>. The time is that of the machine and
//! has no offset. What haproxy captures of the request's headers stands in the first braces, so
//! agent and host are known where somebody said which of them they are. Signs that would end a
//! field are written as `#` and two hexadecimal digits. With `option httplog clf` the line is one
//! of the format `combined`.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{DateTime, Time};
use jiff::tz::TimeZone;
use memchr::{memchr, memchr_iter, memrchr};

use super::client;
use super::clients::Clients;
use super::combined::{self, Combined, method_and_target, number, quoted};
use super::fields::{Field, Parts, Place};
use super::head::without_signs;
use super::request::{Problem, Request, client_of, is_ahead};
use crate::reads::refusal::Refusal;

/// The length of `24/Nov/2026:10:00:00`.
const TIME: usize = 20;

/// Which of the headers that were captured the parts are, from 1.
pub(super) struct Haproxy {
    client: Option<usize>,
    agent: Option<usize>,
    host: Option<usize>,
    purpose: Option<usize>,
    /// With `option httplog clf`, these are fields after the agent.
    clf: Combined,
    zone: TimeZone,
}

impl Haproxy {
    /// # Errors
    /// A part that cannot be elsewhere, or something else than a number.
    pub fn new(places: &[Place], zone: TimeZone) -> Result<Self, Refusal> {
        let clf = Combined::new(places)?;
        let place = |field| super::fields::place(places, field).and_then(|at| at.parse().ok());
        let [client, agent, host, purpose] =
            [Field::Client, Field::Agent, Field::Host, Field::Purpose].map(place);
        Ok(Haproxy { client, agent, host, purpose, clf, zone })
    }

    /// Reads a line, without its end; none if it is of something else than a request.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read<'a>(
        &self,
        line: &'a [u8],
        proxies: &Clients,
    ) -> Result<Option<Request<'a>>, Problem> {
        if combined::time_bracket(line).is_some() {
            return self.clf.read(line, proxies).map(Some);
        }
        let Some(bracket) = bracket(line) else {
            return match is_of_the_program(line) {
                true => Ok(None),
                false => Err("there is no time such as [24/Nov/2026:10:00:00.655]".into()),
            };
        };
        let time = self.time(&line[bracket + 1..]).ok_or("there is no such time")?;
        let head = line[..bracket].trim_ascii_end();
        let client = without_signs(&head[memrchr(b' ', head).map_or(0, |space| space + 1)..]);
        let end = memchr(b']', &line[bracket..]).ok_or("there is no such time")?;
        let rest = &line[bracket + end + 1..];
        if is_of_a_connection(rest) {
            return Ok(None);
        }
        let quote = memchr(b'"', rest).ok_or("there is no request in quotes")?;
        let (request, _) = quoted(&rest[quote..]).ok_or("there is no request in quotes")?;
        let mut fields =
            rest[..quote].split(|byte| *byte == b' ').filter(|field| !field.is_empty());
        let status = fields.nth(3).and_then(status).ok_or("there is no status")?;
        let captured = captured(&rest[..quote]);
        let mut in_named_places = Parts::default();
        let mut header = |part: Field, at: Option<usize>| {
            at.map(|at| {
                let header = captured.and_then(|headers| headers.split(|b| *b == b'|').nth(at - 1));
                if header.is_some() {
                    in_named_places.add(part);
                }
                decoded(header.unwrap_or_default())
            })
        };
        let forwarded =
            header(Field::Client, self.client).and_then(|field| client::of_text(field, proxies));
        let own = || client::of_field(without_port(client), proxies).map(Cow::Borrowed);
        let client = forwarded.or_else(own);
        let host = header(Field::Host, self.host).filter(|host| !host.is_empty());
        let agent = header(Field::Agent, self.agent).unwrap_or_default();
        let is_prefetch =
            header(Field::Purpose, self.purpose).is_some_and(|purpose| is_ahead(&purpose));
        let (method, target) = method_and_target(request);
        Ok(Some(Request {
            host,
            client: client_of(client, status)?,
            time,
            method: method.into(),
            target: decoded(target),
            status,
            agent,
            is_prefetch,
            in_named_places,
        }))
    }

    /// Reads `24/Nov/2026:10:00:00.655`, in the zone of the machine.
    fn time(&self, text: &[u8]) -> Option<Timestamp> {
        let day = combined::day(text.get(..11)?)?;
        let two = |at: usize| i8::try_from(number(text.get(at..at + 2)?)?).ok();
        let time = Time::new(two(12)?, two(15)?, two(18)?.min(59), 0).ok()?;
        let moment = DateTime::from_parts(day, time).to_zoned_datetime(self.zone.clone()).ok()?;
        Some(moment.timestamp())
    }
}

/// Where the bracket before the time is.
fn bracket(line: &[u8]) -> Option<usize> {
    memchr_iter(b'[', line).find(|at| {
        let is = |after: usize, byte| line.get(at + after) == Some(&byte);
        *at > 0 && line[at - 1] == b' ' && is(3, b'/') && is(7, b'/') && is(TIME + 1, b'.')
    })
}

/// Whether what comes after the time tells of a connection without a request, as
/// `fe/1: SSL handshake failure` does: after the frontend and its socket stands what went wrong
/// ("Error log format" in the same chapter).
fn is_of_a_connection(rest: &[u8]) -> bool {
    let first = rest.split(|byte| *byte == b' ').find(|field| !field.is_empty());
    first.is_some_and(|field| field.ends_with(b":") && field.contains(&b'/'))
}

/// Whether a line without a time tells of haproxy itself, as `haproxy[1]: Server be/s1 is DOWN`
/// does: syslog has it beside the requests.
fn is_of_the_program(line: &[u8]) -> bool {
    let is_there = |text: &[u8]| memchr::memmem::find(line, text).is_some();
    is_there(b" haproxy[") && !is_there(b" HTTP/")
}

/// haproxy writes the port after an address of IPv6 without brackets.
fn without_port(client: &[u8]) -> &[u8] {
    match memrchr(b':', client) {
        Some(colon) if !client.starts_with(b"[") => &client[..colon],
        _ => client,
    }
}

/// Where there was no answer, the status is -1.
fn status(text: &[u8]) -> Option<u16> {
    match text {
        b"-1" => Some(0),
        [_, _, _] => number(text).map(i16::unsigned_abs),
        _ => None,
    }
}

/// What was captured of the request's headers.
fn captured(fields: &[u8]) -> Option<&[u8]> {
    let start = memchr::memmem::find(fields, b" {")? + 2;
    let end = memchr(b'}', &fields[start..])?;
    Some(&fields[start..start + end])
}

/// The bytes of which some were written as `#22`.
fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    if memchr(b'#', text).is_none() {
        return text.into();
    }
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text;
    while let [first, after @ ..] = rest {
        rest = after;
        match (first, after) {
            (b'#', [high, low, behind @ ..]) if digit(high).is_some() && digit(low).is_some() => {
                let value = digit(high).unwrap_or(0) * 16 + digit(low).unwrap_or(0);
                bytes.push(value as u8);
                rest = behind;
            }
            _ => bytes.push(*first),
        }
    }
    bytes.into()
}

#[cfg(test)]
mod tests {
    use super::super::properties::told;
    use super::*;

    fn read(places: &[&str], line: &str) -> String {
        let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
        let zone = jiff::tz::TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
        let haproxy = Haproxy::new(&places, zone).unwrap();
        told(haproxy.read(line.as_bytes(), &Clients::new(&[])))
    }

    const LINE: &str = r#"Nov 24 10:00:00 lb1 haproxy[14389]: 192.0.2.1:33317 [24/Nov/2026:10:00:00.655] http-in~ static/srv1 10/0/30/69/109 200 2750 - - ---- 1/1/1/1/0 0/0 {highland.example|Mozilla/5.0 (X11#3b #7bx#7d)|203.0.113.9} {} "GET /a/?b HTTP/1.1""#;

    #[test]
    fn lines_are_read() {
        for prefix in ["", "<134>", "Nov 24 10:00:00 lb1 haproxy[14389]: "] {
            let line = LINE.replace("Nov 24 10:00:00 lb1 haproxy[14389]: ", prefix);
            let line = if prefix == "<134>" { line.replace("<134>", "<134>1 ") } else { line };
            let wanted = "none 192.0.2.1 2026-11-24T06:00:00Z GET /a/?b 200 ";
            assert_eq!(read(&[], &line), wanted, "{line}");
        }
        let places = ["host=1", "agent=2", "client=3"];
        assert_eq!(
            read(&places, LINE),
            "highland.example 203.0.113.9 2026-11-24T06:00:00Z GET /a/?b 200 Mozilla/5.0 (X11; {x})"
        );
        // Nothing was captured, or less.
        for headers in ["", "{}", "{|}"] {
            let line = LINE
                .replace("{highland.example|Mozilla/5.0 (X11#3b #7bx#7d)|203.0.113.9} {}", headers);
            let wanted = "none 192.0.2.1 2026-11-24T06:00:00Z GET /a/?b 200 ";
            assert_eq!(read(&places, &line), wanted, "{line}");
        }
        let ahead = LINE.replace("|203.0.113.9}", "|prefetch#3bprerender}");
        assert!(read(&["purpose=3"], &ahead).ends_with(" prefetch"));
        assert!(!read(&["purpose=3"], LINE).ends_with(" prefetch"));
        let marked = LINE.replace(" 192.0.2.1:", " \u{feff}192.0.2.1:");
        assert!(read(&[], &marked).starts_with("none 192.0.2.1 "));
        let ipv6 = LINE.replace("192.0.2.1:", "2001:db8::1:");
        assert!(read(&[], &ipv6).starts_with("none 2001:db8::1 "));
        let http2 = LINE.replace("/a/?b HTTP/1.1", "https://highland.example:8443/a/ HTTP/2.0");
        assert!(read(&[], &http2).ends_with("GET https://highland.example:8443/a/ 200 "));
        let bad = LINE.replace(" 200 2750", " 400 0").replace("GET /a/?b HTTP/1.1", "<BADREQ>");
        assert!(read(&[], &bad).ends_with("Z   400 "), "{}", read(&[], &bad));
        let aborted = LINE.replace(" 200 2750", " -1 0");
        assert!(read(&[], &aborted).ends_with("/a/?b 0 "));
    }

    #[test]
    fn clf_is_combined() {
        let line = r#"192.0.2.1 - - [24/Nov/2026:06:00:00 +0000] "GET /a/ HTTP/1.1" 200 512 "" "" 41234 655 "fe" "be" "s1" 0 0 0 1 1 "----" 1 1 0 0 0 0 0 "" "" "Mozilla/5.0" "#;
        assert_eq!(read(&[], line), "none 192.0.2.1 2026-11-24T06:00:00Z GET /a/ 200 ");
        let agent = read(&["agent=21"], line);
        assert_eq!(agent, "none 192.0.2.1 2026-11-24T06:00:00Z GET /a/ 200 Mozilla/5.0");
    }

    #[test]
    fn what_is_no_request_or_misses_something_is_told() {
        for (line, message) in [
            ("".into(), "there is no time such as [24/Nov/2026:10:00:00.655]"),
            ("Proxy fe started.".into(), "there is no time such as [24/Nov/2026:10:00:00.655]"),
            (LINE.replace("24/Nov/2026", "31/Nov/2026"), "there is no such time"),
            (LINE.replace(":10:00:00.", ":25:00:00."), "there is no such time"),
            (LINE.replace("\"GET", "GET"), "there is no request in quotes"),
            (LINE.replace("HTTP/1.1\"", "HTTP/1.1"), "there is no request in quotes"),
            (LINE.replace(" 200 ", " OK "), "there is no status"),
            (LINE.replace("192.0.2.1:33317", "unix:1"), "there is no client"),
            (LINE.replace("192.0.2.1:33317", "-"), "there is no client"),
            (
                LINE.replace("192.0.2.1:33317", "-").replace(" 200 ", " 400 "),
                "none  2026-11-24T06:00:00Z GET /a/?b 400 ",
            ),
            (
                "192.0.2.1:3 [24/Nov/2026:10:00:00.655] fe be/s1 0/0/7 212 -- 0/0/0/0/0 0/0".into(),
                "there is no request in quotes",
            ),
        ] {
            assert_eq!(read(&[], &line), message, "{line}");
        }
    }

    #[test]
    fn what_haproxy_writes_beside_requests_is_passed_over() {
        for error in [
            "SSL handshake failure",
            "SSL handshake failure (error:0A00010B:SSL routines::wrong version number)",
            "Connection closed during SSL handshake",
            "Timeout during SSL handshake",
            "Received something which does not look like a PROXY protocol header",
        ] {
            let line = format!("192.0.2.1:3 [24/Nov/2026:10:00:00.655] fe/1: {error}");
            assert_eq!(read(&[], &line), "no request", "{line}");
        }
        for message in [
            "Proxy fe started.",
            "backend be has no server available!",
            "[NOTICE]   (1) : New worker (3) forked",
            "Server be/s1 is DOWN, reason: Layer4 connection problem, info: \"refused\".",
        ] {
            let line = format!("Nov 24 10:00:00 lb1 haproxy[14389]: {message}");
            assert_eq!(read(&[], &line), "no request", "{line}");
        }
        // A request in a format of somebody's own is none of these.
        let own = "Nov 24 10:00:00 lb1 haproxy[14389]: 192.0.2.1 \"GET /a/ HTTP/1.1\" 200";
        assert_eq!(read(&[], own), "there is no time such as [24/Nov/2026:10:00:00.655]");
    }
}
