//! The servers whose logs can be read, and how a line of each is read.

use jiff::tz::TimeZone;
use memchr::memmem;

use super::clients::Clients;
use super::cloudfront::Cloudfront;
use super::combined::Combined;
use super::fields::Place;
use super::haproxy::Haproxy;
use super::head::without_signs;
use super::json_log::{ANY, CADDY, CLOUDFLARE, FASTLY, JsonLog, Names, TRAEFIK};
use super::request::{Problem, Request};
use crate::reads::refusal::Refusal;

/// Whose log it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Server {
    /// The format `combined` of Apache, nginx, lighttpd, Varnish and others, with or without a
    /// virtual host before it and with anything after it.
    Combined,
    /// Caddy's, with a JSON object in each line.
    Caddy,
    /// haproxy's HTTP log, or its CLF, which is `combined`.
    Haproxy,
    /// Traefik's: its JSON, or its common format, which is `combined`.
    Traefik,
    /// The standard logs of CloudFront.
    Cloudfront,
    /// JSON with the names that Fastly suggests.
    Fastly,
    /// JSON with Cloudflare's names.
    Cloudflare,
    /// Any JSON, of which somebody says what is where.
    Json,
}

impl Server {
    /// All of them.
    pub const ALL: [Server; 8] = [
        Server::Combined,
        Server::Caddy,
        Server::Haproxy,
        Server::Traefik,
        Server::Cloudfront,
        Server::Fastly,
        Server::Cloudflare,
        Server::Json,
    ];
}

/// Reads the lines of a log.
pub struct LineReader {
    rules: Rules,
    proxies: Clients,
    places: Vec<Place>,
}

enum Rules {
    Combined(Combined),
    Haproxy(Haproxy),
    /// The second is for lines without an object.
    Traefik(Box<JsonLog>, Combined),
    Cloudfront(Box<Cloudfront>),
    Json(Box<JsonLog>),
}

impl LineReader {
    /// A reader of the lines that `server` writes, but for what `places` say of them. Times
    /// without an offset are in `zone`; `proxies` are no clients.
    ///
    /// # Errors
    /// Such a log has not these places, or needs others.
    pub fn new(
        server: Server,
        places: &[Place],
        zone: &TimeZone,
        proxies: &[String],
    ) -> Result<Self, Refusal> {
        let json = |names: &Names| JsonLog::new(names, places, zone.clone()).map(Box::new);
        let rules = match server {
            Server::Combined => Rules::Combined(Combined::new(places)?),
            Server::Haproxy => Rules::Haproxy(Haproxy::new(places, zone.clone())?),
            Server::Caddy => Rules::Json(json(&CADDY)?),
            // What somebody names are keys of the JSON, or else numbers of fields.
            Server::Traefik => {
                Rules::Traefik(json(&TRAEFIK)?, Combined::new(places).unwrap_or_default())
            }
            Server::Cloudfront => Rules::Cloudfront(Box::new(Cloudfront::new(b"", places))),
            Server::Fastly => Rules::Json(json(&FASTLY)?),
            Server::Cloudflare => Rules::Json(json(&CLOUDFLARE)?),
            Server::Json => Rules::Json(json(&ANY)?),
        };
        Ok(LineReader { rules, proxies: Clients::new(proxies), places: places.to_vec() })
    }

    /// Where somebody said that parts of a request are.
    pub(super) fn places(&self) -> &[Place] {
        &self.places
    }

    /// How many bytes of a file's start say what its lines are.
    pub(super) fn wants_start(&self) -> usize {
        match self.rules {
            Rules::Cloudfront(_) => 16 << 10,
            _ => 0,
        }
    }

    /// Gets ready for a file that begins with these bytes.
    pub(super) fn begin(&mut self, start: &[u8]) {
        if let Rules::Cloudfront(log) = &mut self.rules {
            **log = Cloudfront::new(start, &self.places);
        }
    }

    /// Reads a line of the log, without the line end; none if it is of something else than a
    /// request.
    ///
    /// # Errors
    /// What is wrong with the line.
    pub fn request<'a>(&self, line: &'a [u8]) -> Result<Option<Request<'a>>, Problem> {
        self.read(line).map_err(|problem| match is_of_docker(line) {
            true => "it is of a file of Docker: import what `docker logs` prints".into(),
            false => problem,
        })
    }

    fn read<'a>(&self, line: &'a [u8]) -> Result<Option<Request<'a>>, Problem> {
        let proxies = &self.proxies;
        match &self.rules {
            Rules::Combined(log) => log.read(line, proxies).map(Some),
            Rules::Haproxy(log) => log.read(line, proxies),
            Rules::Traefik(log, _) if memmem::find(line, b"{\"").is_some() => {
                log.read(line, proxies)
            }
            Rules::Traefik(_, log) => match log.read(line, proxies) {
                Err(_) if is_of_traefik_itself(line) => Ok(None),
                read => read.map(Some),
            },
            Rules::Cloudfront(log) => log.read(line, proxies),
            Rules::Json(log) => log.read(line, proxies),
        }
    }
}

/// Whether a line is one of the files in which Docker keeps what a container printed.
fn is_of_docker(line: &[u8]) -> bool {
    line.starts_with(b"{\"log\":\"") && memmem::find(line, b"\"stream\":").is_some()
}

/// Whether a line is what Traefik tells of itself, in a container beside the requests:
/// `time="…" level=info msg="…"` of version 2, `2026-11-24T10:00:00Z INF …` of version 3, there
/// with colours.
fn is_of_traefik_itself(line: &[u8]) -> bool {
    const LEVELS: [&[u8]; 7] = [b"TRC", b"DBG", b"INF", b"WRN", b"ERR", b"FTL", b"PNC"];
    /// Behind what Docker puts before a line.
    const FIRST_FIELDS: usize = 6;
    let mut fields = line.split(|byte| *byte == b' ').map(without_signs).take(FIRST_FIELDS);
    fields.any(|field| {
        let is_level = |level: &&[u8]| match field.strip_prefix(*level) {
            Some(rest) => without_signs(rest).is_empty(),
            None => false,
        };
        field.starts_with(b"level=") || LEVELS.iter().any(is_level)
    })
}

/// How many lines are looked at to tell what a file is.
const LOOKED_AT: usize = 20;

/// Whose log begins with these bytes, which are not packed.
pub fn looks_like(start: &[u8]) -> Option<Server> {
    let readers: Vec<(Server, LineReader)> = Server::ALL
        .into_iter()
        .filter_map(|server| {
            let reader = LineReader::new(server, &[], &TimeZone::UTC, &[]).ok()?;
            Some((server, reader))
        })
        .collect();
    if start.starts_with(b"#Version:") || start.starts_with(b"#Fields:") {
        return Some(Server::Cloudfront);
    }
    let lines = start.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    let known = lines.clone().filter(|line| !line.is_empty()).take(LOOKED_AT).find_map(|line| {
        let is_it = |reader: &LineReader| matches!(reader.request(line), Ok(Some(_)));
        readers.iter().find(|(_, reader)| is_it(reader)).map(|(server, _)| *server)
    });
    // Caddy writes of other things too.
    known.or_else(|| {
        let caddy = readers.iter().find(|(server, _)| *server == Server::Caddy)?;
        let mut lines = lines.filter(|line| line.starts_with(b"{")).take(LOOKED_AT);
        lines.any(|line| caddy.1.request(line).is_ok()).then_some(Server::Caddy)
    })
}
