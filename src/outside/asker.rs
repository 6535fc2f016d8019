//! The asking itself.

use std::collections::{BTreeMap, HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ureq::Agent;
use ureq::http::Response;
use url::Url;

use super::guard::{Private, Reach, agent};
use crate::net::{Deadline, Waited, asked_wait, is_for_a_while};

/// How long others are waited for, and how often they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How long all of it may take: what was not asked then is not asked.
    pub budget: Duration,
    /// How long an answer may take, with all redirects.
    pub timeout: Duration,
    /// How often a link is asked for.
    pub tries: u32,
    /// How long to wait before the second try, when the server does not say.
    pub wait: Duration,
    /// The longest wait that a server is granted.
    pub longest_wait: Duration,
    /// How long a host is left alone between two links.
    pub pause: Duration,
    /// How many hosts are asked at once.
    pub hosts: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            budget: Duration::from_secs(10 * 60),
            timeout: Duration::from_secs(10),
            tries: 2,
            wait: Duration::from_secs(1),
            longest_wait: Duration::from_secs(20),
            pause: Duration::from_millis(50),
            hosts: 32,
        }
    }
}

/// After so many links in a row that got no answer, a host is not asked any more.
const SILENT: u32 = 2;

/// What came of asking for a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is there; or something is that programs may not look at, such as a page
    /// for subscribers.
    There,
    /// There is no such thing: the status, such as 404.
    Gone(u16),
    /// The server fails: the status.
    Fails(u16),
    /// The host gave no answer: why.
    Silent(String),
    /// It is in the network of this machine, where nothing was asked.
    Private,
}

/// Asks for each of `urls`, and reports what came of it; nothing of those for which the
/// time was too short.
pub fn ask(urls: Vec<Url>, patience: Patience, reach: Reach) -> HashMap<Url, Answer> {
    let deadline = Deadline::after(patience.budget);
    let config = Agent::config_builder()
        .timeout_global(Some(patience.timeout))
        .http_status_as_error(false)
        .user_agent(concat!("dateline-check/", env!("CARGO_PKG_VERSION")))
        .build();
    let asker = Asker { agent: agent(config, reach), patience, deadline };
    let mut by_host: BTreeMap<String, Vec<Url>> = BTreeMap::new();
    for url in urls {
        let port = url.port_or_known_default().unwrap_or_default();
        let host = format!("{}:{port}", url.host_str().unwrap_or_default());
        by_host.entry(host).or_default().push(url);
    }
    // The hosts with most links first, since they take longest.
    let mut hosts: Vec<Vec<Url>> = by_host.into_values().collect();
    hosts.sort_by_key(|urls| usize::MAX - urls.len());
    let threads = patience.hosts.min(hosts.len());
    let hosts = Mutex::new(VecDeque::from(hosts));
    let answers = Mutex::new(HashMap::new());
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let next = || hosts.lock().unwrap_or_else(PoisonError::into_inner).pop_front();
                while let Some(urls) = next() {
                    let of_host = asker.one_host(urls);
                    answers.lock().unwrap_or_else(PoisonError::into_inner).extend(of_host);
                }
            });
        }
    });
    answers.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// What asks, and until when.
struct Asker {
    agent: Agent,
    patience: Patience,
    deadline: Deadline,
}

impl Asker {
    /// Asks one host for each of its links, one after the other, while there is time.
    fn one_host(&self, urls: Vec<Url>) -> Vec<(Url, Answer)> {
        let mut answers = Vec::with_capacity(urls.len());
        let mut silent: (u32, String) = (0, String::new());
        for url in urls {
            let answer = match silent.0 < SILENT {
                true => self.one(&url),
                false => Some(Answer::Silent(silent.1.clone())),
            };
            let Some(answer) = answer else { break };
            match &answer {
                Answer::Silent(why) => silent = (silent.0 + 1, why.clone()),
                _ => silent.0 = 0,
            }
            answers.push((url, answer));
            if silent.0 < SILENT && self.deadline.wait(self.patience.pause) == Waited::TimeIsUp {
                break;
            }
        }
        answers
    }

    /// Asks for one link, again where that may help; nothing when the time is up.
    fn one(&self, url: &Url) -> Option<Answer> {
        let mut wait = self.patience.wait;
        let mut tries = 1;
        loop {
            let (answer, asked) = self.once(url);
            let may_change = matches!(answer, Answer::Fails(_) | Answer::Silent(_));
            if may_change && self.deadline.is_over() {
                return None;
            }
            if !may_change || tries >= self.patience.tries {
                return Some(answer);
            }
            let wanted = asked.unwrap_or(wait).min(self.patience.longest_wait);
            if self.deadline.wait(wanted) == Waited::TimeIsUp {
                return None;
            }
            wait = wait.saturating_mul(2);
            tries += 1;
        }
    }

    /// Asks once: for the head, and where a server has an answer only to those who want
    /// the whole, for that; it is not read.
    fn once(&self, url: &Url) -> (Answer, Option<Duration>) {
        let timeout = || Some(self.patience.timeout.min(self.deadline.left()));
        let head = self.agent.head(url.as_str()).config().timeout_global(timeout()).build().call();
        let is_the_answer = match &head {
            Ok(response) => response.status().is_success(),
            Err(error) => is_private(error),
        };
        let answer = match is_the_answer {
            true => head,
            false => self.agent.get(url.as_str()).config().timeout_global(timeout()).build().call(),
        };
        match answer {
            Err(error) if is_private(&error) => (Answer::Private, None),
            Err(error) => (Answer::Silent(why(&error)), None),
            Ok(response) => (meaning(&response), asked_wait(response.headers())),
        }
    }
}

fn is_private(error: &ureq::Error) -> bool {
    matches!(error, ureq::Error::Other(why) if why.is::<Private>())
}

/// What a status means for a link.
fn meaning<B>(response: &Response<B>) -> Answer {
    let status = response.status();
    let code = status.as_u16();
    match code {
        404 | 410 => Answer::Gone(code),
        // It is there, but asks us to come later.
        429 => Answer::There,
        _ if is_for_a_while(status) || status.is_server_error() => Answer::Fails(code),
        _ => Answer::There,
    }
}

/// Why there was no answer, in words for people.
fn why(error: &ureq::Error) -> String {
    match error {
        ureq::Error::HostNotFound => "there is no such host".into(),
        ureq::Error::Timeout(_) => "it does not answer in time".into(),
        ureq::Error::TooManyRedirects => "it sends us round in circles".into(),
        ureq::Error::Io(error) => format!("it cannot be reached: {error}"),
        other => format!("it cannot be reached: {other}"),
    }
}
