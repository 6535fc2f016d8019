//! Asking over HTTP: with patience for a server that is busy, and without ever
//! telling the token to anybody else.

use std::time::Duration;

use serde::de::DeserializeOwned;
use ureq::http::{Response, StatusCode};
use ureq::{Agent, Body};
use url::Url;

use super::query::{Patience, Query, Token};
use super::service::Service;
use crate::diagnostic::Diagnostic;
use crate::net::{Deadline, Waited, asked_wait, is_for_a_while};

/// The largest answer that is read, in bytes.
const MOST_BYTES: u64 = 256 * 1024 * 1024;

/// How much of an unwelcome answer is shown, in characters.
const SHOWN: usize = 200;

/// What is said of an answer that does not come in time.
const TOO_SLOW: &str = "does not answer in time";

/// Asks one service.
pub struct Client<'a> {
    agent: Agent,
    service: Service,
    token: &'a Token,
    patience: Patience,
    deadline: Deadline,
}

/// A request.
pub struct Request {
    /// Where to.
    pub url: Url,
    /// Names and values.
    pub headers: Vec<(&'static str, String)>,
    /// Its kind and what is posted; without one it is a GET.
    pub body: Option<(&'static str, String)>,
}

/// What came of one try.
enum Try {
    Answer(Vec<u8>),
    /// It may be better next time: what went wrong, and how long the server
    /// wants to be left alone.
    Again(String, Option<Duration>),
    /// It will not be better: the status, if one came, and what is wrong.
    Never(Option<u16>, Diagnostic),
}

impl<'a> Client<'a> {
    /// A client for the server of `query`.
    ///
    /// # Errors
    /// The token would go over the network in clear.
    pub fn new(
        service: Service,
        query: &Query<'a>,
        patience: Patience,
    ) -> Result<Self, Diagnostic> {
        let server = query.server;
        if server.scheme() != "https" && !(server.scheme() == "http" && is_this_machine(server)) {
            let message =
                format!("`{server}` is not an https address: the token would be readable");
            return Err(Diagnostic::error(message).hint("write https:// in --server"));
        }
        let config = Agent::config_builder()
            // The token must not follow to another host.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
            .build();
        let deadline = Deadline::after(patience.budget);
        Ok(Client { agent: config.into(), service, token: query.token, patience, deadline })
    }

    /// The token as a bearer's (RFC 6750).
    pub fn bearer(&self) -> (&'static str, String) {
        ("authorization", format!("Bearer {}", self.token.value))
    }

    /// Asks, and reads the answer as JSON.
    ///
    /// # Errors
    /// What went wrong in the last try, or what would go wrong in every one.
    pub fn json<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Diagnostic> {
        self.parsed(&self.bytes(request).map_err(|(_, fault)| fault)?)
    }

    /// As [`Client::json`], but none where the answer has the status `but`.
    ///
    /// # Errors
    /// The same.
    pub fn json_but<T: DeserializeOwned>(
        &self,
        request: &Request,
        but: u16,
    ) -> Result<Option<T>, Diagnostic> {
        match self.bytes(request) {
            Ok(answer) => self.parsed(&answer).map(Some),
            Err((Some(status), _)) if status == but => Ok(None),
            Err((_, fault)) => Err(fault),
        }
    }

    fn parsed<T: DeserializeOwned>(&self, answer: &[u8]) -> Result<T, Diagnostic> {
        serde_json::from_slice(answer).map_err(|error| self.unexpected(&error.to_string()))
    }

    fn bytes(&self, request: &Request) -> Result<Vec<u8>, (Option<u16>, Diagnostic)> {
        let mut wait = self.patience.first_wait;
        let mut tries = 1;
        loop {
            match self.once(request) {
                Try::Answer(answer) => return Ok(answer),
                Try::Never(status, fault) => return Err((status, fault)),
                Try::Again(what, _) if self.deadline.is_over() => {
                    return Err((None, self.time_is_up(&what)));
                }
                Try::Again(what, _) if tries >= self.patience.tries => {
                    let message = format!("{} {what}, also at try {tries}", self.service.name());
                    let hint = "nothing was changed; ask again later, or check --server";
                    return Err((None, Diagnostic::error(message).hint(hint)));
                }
                Try::Again(what, asked) => {
                    let wanted = asked.unwrap_or(wait).min(self.patience.longest_wait);
                    if self.deadline.wait(wanted) == Waited::TimeIsUp {
                        return Err((None, self.time_is_up(&what)));
                    }
                    wait = wait.saturating_mul(2);
                    tries += 1;
                }
            }
        }
    }

    fn once(&self, request: &Request) -> Try {
        let timeout = Some(self.patience.timeout.min(self.deadline.left()));
        let sent = match &request.body {
            None => {
                let get = self.agent.get(request.url.as_str());
                let mut get = get.config().timeout_global(timeout).build();
                for (name, value) in &request.headers {
                    get = get.header(*name, value);
                }
                get.call()
            }
            Some((kind, body)) => {
                let post = self.agent.post(request.url.as_str());
                let post = post.config().timeout_global(timeout).build();
                let mut post = post.header("content-type", *kind);
                for (name, value) in &request.headers {
                    post = post.header(*name, value);
                }
                post.send(body.as_str())
            }
        };
        let mut response = match sent {
            Ok(response) => response,
            Err(ureq::Error::Timeout(_)) => return Try::Again(TOO_SLOW.into(), None),
            Err(error) => return Try::Again(format!("cannot be reached: {error}"), None),
        };
        let status = response.status();
        if is_for_a_while(status) {
            let what = format!("answers with status {}", status.as_u16());
            return Try::Again(what, asked_wait(response.headers()));
        }
        let answer = response.body_mut().with_config().limit(MOST_BYTES).read_to_vec();
        match answer {
            Ok(answer) if status == StatusCode::OK => Try::Answer(answer),
            Ok(answer) => Try::Never(Some(status.as_u16()), self.refused(&response, &answer)),
            Err(ureq::Error::BodyExceedsLimit(_)) => {
                Try::Never(None, self.unexpected("it is larger than 256 MB"))
            }
            Err(ureq::Error::Timeout(_)) => Try::Again(TOO_SLOW.into(), None),
            Err(error) => Try::Again(format!("breaks off its answer: {error}"), None),
        }
    }

    /// What a status means that will not go away.
    fn refused(&self, response: &Response<Body>, answer: &[u8]) -> Diagnostic {
        let name = self.service.name();
        let status = response.status();
        match status.as_u16() {
            401 | 403 => {
                Diagnostic::error(format!("{name} refuses the token (status {})", status.as_u16()))
                    .hint(format!(
                        "put a token that may read statistics into {}",
                        self.token.variable
                    ))
            }
            404 => Diagnostic::error(format!("{name} has no such address (status 404)"))
                .hint("check --server and --site-id"),
            300..=399 => {
                let to = response.headers().get("location").and_then(|to| to.to_str().ok());
                let to = self.without_token(to.unwrap_or("another address"));
                Diagnostic::error(format!("{name} sends us on to `{to}`"))
                    .hint("if that is right, give it as --server")
            }
            _ => {
                let answer = String::from_utf8_lossy(answer);
                let answer = self.without_token(answer.trim());
                Diagnostic::error(format!(
                    "{name} answers with status {}: {answer}",
                    status.as_u16()
                ))
                .hint("check --server, --site-id and the days")
            }
        }
    }

    /// An answer that is not what the documentation says.
    pub fn unexpected(&self, what: &str) -> Diagnostic {
        let name = self.service.name();
        let what = self.without_token(what);
        Diagnostic::error(format!("the answer of {name} is not what it documents: {what}"))
            .hint(format!("check that there is a {name} of a current version at --server"))
    }

    /// An answer that does not end.
    pub fn endless(&self, what: &str) -> Diagnostic {
        Diagnostic::error(format!("{} {what}", self.service.name()))
            .hint("ask for fewer days with --from and --to; nothing was changed")
    }

    /// That all of it took too long, and what came of the last try.
    fn time_is_up(&self, what: &str) -> Diagnostic {
        let seconds = match self.patience.budget.as_secs() {
            1 => "1 second".to_string(),
            more => format!("{more} seconds"),
        };
        let name = self.service.name();
        Diagnostic::error(format!("{name} has not given everything within {seconds}: it {what}"))
            .hint("nothing was changed; give it more time with --timeout, or ask for fewer days")
    }

    /// A piece of what a server said, fit to be shown.
    fn without_token(&self, text: &str) -> String {
        let text = text.replace(self.token.value.trim(), "…");
        text.chars().take(SHOWN).flat_map(char::escape_debug).collect()
    }
}

fn is_this_machine(server: &Url) -> bool {
    match server.host() {
        Some(url::Host::Domain(name)) => name == "localhost",
        Some(url::Host::Ipv4(address)) => address.is_loopback(),
        Some(url::Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
