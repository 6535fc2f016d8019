//! The standard logs of CloudFront, in the Extended Log File Format of the W3C
//! (<https://www.w3.org/TR/WD-logfile.html>) with tabs between its fields.
//!
//! The fields are described in
//! <https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logs-reference.html>.
//! A file names them in a line that begins with `#Fields:`; where that is missing they are those
//! that all files began with. Times are in UTC, and texts are percent-encoded, some of them twice.

use std::borrow::Cow;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use percent_encoding::percent_decode;

use super::client;
use super::clients::Clients;
use super::fields::{COUNT, Field, Parts, Place, place};
use super::request::{Problem, Request, client_of, is_ahead};

/// Which field of a line each part is, from 0.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Cloudfront {
    /// How many fields a line has.
    width: usize,
    date: Option<usize>,
    /// In the order of [`Field::ALL`].
    parts: [Option<usize>; COUNT],
    names: [String; COUNT],
    /// Where the client is in any case.
    own_client: Option<usize>,
    /// The parts that the file has in a place that somebody named.
    in_named_places: Parts,
}

/// The names of the parts, in the order of [`Field::ALL`]. The `Host` that CloudFront was asked
/// with is the domain of the distribution; the one that the reader asked for is another.
/// Of what a browser wants it for nothing is told, unless somebody names a place.
const NAMES: [&str; COUNT] = [
    "cs-uri-stem",
    "time",
    "c-ip",
    "sc-status",
    "cs(User-Agent)",
    "cs-method",
    "x-host-header",
    "",
];

/// The fields of a file that does not name them.
const FIELDS: &str = "date time x-edge-location sc-bytes c-ip cs-method cs(Host) cs-uri-stem \
    sc-status cs(Referer) cs(User-Agent) cs-uri-query cs(Cookie) x-edge-result-type \
    x-edge-request-id x-host-header cs-protocol cs-bytes time-taken x-forwarded-for ssl-protocol \
    ssl-cipher x-edge-response-result-type cs-protocol-version fle-status fle-encrypted-fields \
    c-port time-to-first-byte x-edge-detailed-result-type sc-content-type sc-content-len \
    sc-range-start sc-range-end";

const HEADER: &[u8] = b"#Fields:";

impl Cloudfront {
    /// The log of a file that begins with these bytes, but for what `places` say.
    pub fn new(start: &[u8], places: &[Place]) -> Self {
        let mut lines =
            start.split(|byte| *byte == b'\n').take_while(|line| line.starts_with(b"#"));
        let header = lines.find_map(|line| line.strip_prefix(HEADER)).map(String::from_utf8_lossy);
        let fields: Vec<&str> =
            header.as_deref().unwrap_or(FIELDS).split_ascii_whitespace().collect();
        let position = |name: &str| fields.iter().position(|field| *field == name);
        let names = Field::ALL
            .map(|field| place(places, field).unwrap_or(NAMES[field as usize]).to_string());
        let parts = std::array::from_fn(|part| position(&names[part]));
        let own_client = position(NAMES[Field::Client as usize]);
        let mut in_named_places = Parts::default();
        for Place { field, at } in places {
            if position(at).is_some() {
                in_named_places.add(*field);
            }
        }
        let (width, date) = (fields.len(), position("date"));
        Cloudfront { width, date, parts, names, own_client, in_named_places }
    }

    /// Reads a line, without its end; none if it names the fields.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read<'a>(
        &self,
        line: &'a [u8],
        proxies: &Clients,
    ) -> Result<Option<Request<'a>>, Problem> {
        if let Some(header) = line.strip_prefix(HEADER) {
            let again = header.split(u8::is_ascii_whitespace).filter(|field| !field.is_empty());
            return match again.count() == self.width {
                true => Ok(None),
                false => {
                    Err("from here on the log has other fields: import it as a file of its own"
                        .into())
                }
            };
        }
        if line.starts_with(b"#") {
            return Ok(None);
        }
        let fields: Vec<&[u8]> = line.split(|byte| *byte == b'\t').collect();
        if fields.len() != self.width {
            return Err(format!(
                "it has {} tabs between its fields, and not {}",
                fields.len() - 1,
                self.width.saturating_sub(1)
            )
            .into());
        }
        let part = |field: Field| {
            let text = self.parts[field as usize].and_then(|at| fields.get(at).copied());
            text.filter(|text| !text.is_empty() && *text != b"-")
        };
        let wanted = |field: Field| {
            part(field).ok_or_else(|| format!("there is no `{}`", self.names[field as usize]))
        };
        let day = self.date.and_then(|at| fields.get(at)).copied().unwrap_or_default();
        let time = time(day, wanted(Field::Time)?).ok_or("there is no such time")?;
        // Who asks without a proxy is not in the field for those who ask through one.
        let forwarded = part(Field::Client).and_then(|field| client::of_field(field, proxies));
        let own = || client::of_field(fields.get(self.own_client?).copied()?, proxies);
        let client = forwarded.or_else(own);
        let status = std::str::from_utf8(wanted(Field::Status)?).unwrap_or_default();
        let status = status.parse::<u16>().map_err(|_| "the status is not a number")?;
        Ok(Some(Request {
            host: part(Field::Host).map(Cow::Borrowed),
            client: client_of(client.map(Cow::Borrowed), status)?,
            time,
            method: wanted(Field::Method)?.into(),
            target: wanted(Field::Path)?.into(),
            status,
            agent: decoded(part(Field::Agent).unwrap_or_default()),
            is_prefetch: part(Field::Purpose).is_some_and(is_ahead),
            in_named_places: self.in_named_places,
        }))
    }
}

/// Reads a day and a time, in UTC.
fn time(day: &[u8], time: &[u8]) -> Option<Timestamp> {
    let day: Date = std::str::from_utf8(day).ok()?.parse().ok()?;
    let time: Time = std::str::from_utf8(time).ok()?.parse().ok()?;
    Offset::UTC.to_timestamp(DateTime::from_parts(day, time)).ok()
}

fn decoded(text: &[u8]) -> Cow<'_, [u8]> {
    let once: Cow<'_, [u8]> = percent_decode(text).into();
    match once.windows(3).any(|bytes| bytes == b"%20") {
        true => percent_decode(&once).collect::<Vec<u8>>().into(),
        false => once,
    }
}

#[cfg(test)]
mod tests {
    use super::super::properties::told;
    use super::*;

    fn read(start: &str, places: &[&str], line: &str) -> String {
        let places: Vec<Place> = places.iter().map(|place| place.parse().unwrap()).collect();
        let log = Cloudfront::new(start.as_bytes(), &places);
        told(log.read(line.as_bytes(), &Clients::new(&[])))
    }

    /// Which a file begins with.
    fn start() -> String {
        format!("#Version: 1.0\n#Fields: {FIELDS}\n")
    }

    const LINE: &str = "2026-11-24\t06:00:00\tEVN50-P1\t5000\t192.0.2.1\tGET\td111111abcdef8.cloudfront.net\t/a/\t200\t-\tMozilla/5.0%20(X11;%20Linux)\tb=c\t-\tHit\tK\thighland.example\thttps\t23\t0.001\t203.0.113.9\tTLSv1.3\tX\tHit\tHTTP/2.0\t-\t-\t11040\t0.001\tHit\ttext/html\t78\t-\t-";

    #[test]
    fn lines_are_read() {
        let wanted =
            "highland.example 192.0.2.1 2026-11-24T06:00:00Z GET /a/ 200 Mozilla/5.0 (X11; Linux)";
        assert_eq!(read(&start(), &[], LINE), wanted);
        assert_eq!(read("", &[], LINE), wanted);
        assert_eq!(read("", &[], &LINE.replace("%20", "%2520")), wanted);
        let forwarded = read("", &["client=x-forwarded-for"], LINE);
        assert!(forwarded.starts_with("highland.example 203.0.113.9 "), "{forwarded}");
        let direct = LINE.replace("203.0.113.9", "-");
        assert_eq!(read("", &["client=x-forwarded-for"], &direct), wanted);
        let ipv6 = LINE.replace("192.0.2.1", "2001:db8::1");
        assert!(read("", &[], &ipv6).starts_with("highland.example 2001:db8::1 "));
        let gone = LINE.replace("\t200\t", "\t000\t");
        assert!(read("", &[], &gone).contains(" /a/ 0 "));
        let others = "#Fields: time date c-ip sc-status cs-method cs-uri-stem\n";
        let line = "06:00:00\t2026-11-24\t192.0.2.1\t200\tGET\t/a/";
        assert_eq!(read(others, &[], line), "none 192.0.2.1 2026-11-24T06:00:00Z GET /a/ 200 ");
    }

    #[test]
    fn what_is_no_request_or_misses_something_is_told() {
        for (line, message) in [
            ("#Version: 1.0".into(), "no request"),
            (start().lines().nth(1).unwrap().into(), "no request"),
            (
                "#Fields: date time".into(),
                "from here on the log has other fields: import it as a file of its own",
            ),
            ("".into(), "it has 0 tabs between its fields, and not 32"),
            (LINE.replace("192.0.2.1", "-"), "there is no client"),
            (LINE.replace("192.0.2.1", "unknown"), "there is no client"),
            (LINE.replace("2026-11-24", "2026-11-31"), "there is no such time"),
            (LINE.replace("06:00:00", "now"), "there is no such time"),
            (LINE.replace("\t200\t", "\tOK\t"), "the status is not a number"),
        ] {
            assert_eq!(read("", &[], &line), message, "{line}");
        }
        assert_eq!(read("", &["path=cs-uri"], LINE), "there is no `cs-uri`");
    }
}
