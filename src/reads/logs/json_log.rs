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
//!   <https://developers.cloudflare.com/logs/logpush/logpush-job/datasets/zone/http_requests/>, with
//!   headers in small letters: <https://developers.cloudflare.com/logs/reference/custom-fields/>.

use std::borrow::Cow;

use jiff::tz::TimeZone;

use super::client;
use super::clients::Clients;
use super::combined::method_and_target;
use super::fields::{COUNT, Field, Parts, Place};
use super::json::{Values, Wanted, key_of_a_time};
use super::request::{Problem, Request, client_of, is_ahead};
use crate::reads::refusal::Refusal;

/// Where a program has the parts of a request, in the order of [`Field::ALL`]: the names of each,
/// of which the first that is there is taken.
pub(super) struct Names {
    program: &'static str,
    parts: [&'static [&'static str]; COUNT],
    /// The value that says of what a line is, where that is not always a request.
    logger: Option<&'static str>,
    /// What the program tells people in lines of its own: empty where a line is of a request.
    told: &'static [&'static str],
}

/// The client behind proxies that are trusted is there since Caddy 2.7, the address without the
/// port since 2.5. The last headers are those of
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
        &[
            "request.headers.Sec-Purpose",
            "request.headers.Purpose",
            "request.headers.X-Purpose",
            "request.headers.X-Moz",
        ],
    ],
    logger: Some("logger"),
    told: &[],
};

/// Headers are kept under their names with `request_` before them. In a container its own log goes
/// where that of requests goes: <https://doc.traefik.io/traefik/observe/logs-and-access-logs/>.
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
        &["request_Sec-Purpose", "request_Purpose", "request_X-Purpose", "request_X-Moz"],
    ],
    logger: None,
    told: &["msg", "message"],
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
        &[],
    ],
    logger: None,
    told: &[],
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
        &["RequestHeaders.sec-purpose"],
    ],
    logger: None,
    told: &[],
};

/// Nothing is known: somebody has to say it.
pub(super) const ANY: Names =
    Names { program: "JSON", parts: [&[]; COUNT], logger: None, told: &[] };

/// What is where in the lines of a log.
pub(super) struct JsonLog {
    program: &'static str,
    wanted: Wanted,
    /// The name that messages give each part, and the numbers of its values.
    parts: [(String, Vec<usize>); COUNT],
    /// The values that somebody named.
    named: Vec<(Field, usize)>,
    /// The value that says of what a line is.
    logger: Option<usize>,
    /// What the program tells people.
    told: Vec<usize>,
    /// Whether somebody said where the path is: in such logs it may lack its first slash.
    is_path_named: bool,
    zone: TimeZone,
}

impl JsonLog {
    /// The log of a program, but for what `places` say. Times without an offset are in `zone`.
    ///
    /// # Errors
    /// What nobody said of a log of which nothing is known.
    pub fn new(names: &Names, places: &[Place], zone: TimeZone) -> Result<Self, Refusal> {
        let mut wanted = Wanted::default();
        let parts: [(String, Vec<usize>); COUNT] = Field::ALL.map(|field| {
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
                    "name the keys, such as `{}`; also those of `status`, `agent`, `method`, `host` \
                     and `purpose` if it has them",
                    missing.iter().map(|name| example(name)).collect::<Vec<_>>().join(" ")
                ),
            });
        }
        let named = Field::ALL.into_iter().filter_map(|field| {
            let at = super::fields::place(places, field)?;
            Some((field, wanted.add(at)))
        });
        let named = named.collect();
        let logger = names.logger.map(|name| wanted.add(name));
        let told = names.told.iter().map(|name| wanted.add(name)).collect();
        let is_path_named = super::fields::place(places, Field::Path).is_some();
        let program = names.program;
        let log = JsonLog { program, wanted, parts, named, logger, told, is_path_named, zone };
        Ok(log)
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
        let target = if self.is_path_named { with_first_slash(target) } else { target };
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
        // Browsers have called the header by several names.
        let is_prefetch = part(Field::Purpose)
            .iter()
            .any(|number| values.text(&[*number]).is_some_and(|purpose| is_ahead(&purpose)));
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
        let is_of_another = logger.is_some_and(|logger| !logger.starts_with(b"http.log.access"));
        let has_status = |values: &Values<'_>| values.has(&self.parts[Field::Status as usize].1);
        is_of_another || values.text(&self.told).is_some() && !has_status(values)
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

/// A path as a client sends it, of one whose first slash is missing. A URL without a scheme begins
/// with a name as well: whether that is a host, the addresses of the site tell.
fn with_first_slash(target: Text<'_>) -> Text<'_> {
    let first = target.first().copied().unwrap_or(b'/');
    let is_name = (first.is_ascii_graphic() || !first.is_ascii()) && !b"/*?#".contains(&first);
    let end = target.iter().position(|byte| *byte == b'/').unwrap_or(target.len());
    let has_scheme = target[..end].ends_with(b":");
    if !is_name || has_scheme || *target == *b"-" {
        return target;
    }
    [b"/", &*target].concat().into()
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
mod tests;
