//! Asks the old site for its pictures.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use ureq::Agent;
use url::Url;

use super::Wanted;
use super::wanted::is_own;
use crate::formats::picture::Format;
use crate::net::Deadline;
use crate::outside::{Reach, agent};

/// How much is fetched.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// How many pictures.
    pub pictures: usize,
    /// How many bytes each may have.
    pub each: u64,
    /// How many all may have.
    pub all: u64,
    /// How long one may take.
    pub timeout: Duration,
    /// How long all may take.
    pub budget: Duration,
    /// How often one may be elsewhere.
    pub redirects: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            pictures: 20_000,
            each: 64 << 20,
            all: 8 << 30,
            timeout: Duration::from_secs(60),
            budget: Duration::from_secs(30 * 60),
            redirects: 5,
        }
    }
}

/// How many pictures are asked for at once.
const THREADS: usize = 4;

/// After so many in a row without an answer, the site is not asked any more.
const SILENT: usize = 8;

/// Fetches pictures of the site at `site` into the folder of the new site, and gives back those
/// that did not come, each with the reason. Those that came are there at the next try too.
pub fn ask(
    wanted: &[Wanted],
    site: &str,
    root: &Path,
    limits: Limits,
    reach: Reach,
) -> Vec<(Wanted, String)> {
    let Ok(site) = Url::parse(site) else { return Vec::new() };
    let config = Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .user_agent(concat!("dateline-import/", env!("CARGO_PKG_VERSION")))
        .build();
    let asker = Asker {
        agent: agent(config, reach),
        site,
        limits,
        deadline: Deadline::after(limits.budget),
        bytes: AtomicU64::new(0),
        silent: AtomicUsize::new(0),
    };
    let next = AtomicUsize::new(0);
    let missing = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..THREADS.min(wanted.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(picture) = wanted.get(at) else { break };
                    let came = match at < limits.pictures {
                        true => asker.one(picture, root),
                        false => Err(format!("there are more than {} pictures", limits.pictures)),
                    };
                    if let Err(why) = came {
                        let mut missing = missing.lock().unwrap_or_else(PoisonError::into_inner);
                        missing.push((at, why));
                    }
                }
            });
        }
    });
    let mut missing = missing.into_inner().unwrap_or_else(PoisonError::into_inner);
    missing.sort();
    missing.into_iter().filter_map(|(at, why)| Some((wanted.get(at)?.clone(), why))).collect()
}

struct Asker {
    agent: Agent,
    site: Url,
    limits: Limits,
    deadline: Deadline,
    /// How many have come.
    bytes: AtomicU64,
    /// How many pictures in a row got no answer.
    silent: AtomicUsize,
}

impl Asker {
    fn one(&self, picture: &Wanted, root: &Path) -> Result<(), String> {
        if self.deadline.is_over() {
            return Err("the time was too short: import again, and the rest is fetched".into());
        }
        if self.silent.load(Ordering::Relaxed) >= SILENT {
            return Err("the site does not answer".into());
        }
        let bytes = self.bytes_of(&picture.url)?;
        // A page that says that there is nothing is no picture.
        if Format::of_bytes(&bytes[..bytes.len().min(4096)]).is_none() {
            return Err("what is there is no picture".into());
        }
        let length = bytes.len() as u64;
        if self.bytes.fetch_add(length, Ordering::Relaxed) + length > self.limits.all {
            return Err(format!("all together are more than {} MiB", self.limits.all >> 20));
        }
        keep(&bytes, &picture.place(root)).map_err(|error| format!("it cannot be kept: {error}"))
    }

    /// What is at an address, also where the site says that it is elsewhere on itself.
    fn bytes_of(&self, url: &Url) -> Result<Vec<u8>, String> {
        let mut url = url.clone();
        for _ in 0..=self.limits.redirects {
            let timeout = self.limits.timeout.min(self.deadline.left());
            let asked =
                self.agent.get(url.as_str()).config().timeout_global(Some(timeout)).build().call();
            let mut response = asked.map_err(|error| self.no_answer(&error))?;
            self.silent.store(0, Ordering::Relaxed);
            let status = response.status();
            if status.is_redirection() {
                let to = response.headers().get("location").and_then(|to| to.to_str().ok());
                let to = to.and_then(|to| url.join(to).ok());
                url = to.ok_or_else(|| format!("it answers with status {}", status.as_u16()))?;
                if !is_own(&url, &self.site) {
                    let host = url.host_str().unwrap_or_default();
                    return Err(format!("it is at another site now, `{host}`"));
                }
                continue;
            }
            if !status.is_success() {
                return Err(format!("it answers with status {}", status.as_u16()));
            }
            let body = response.body_mut().with_config().limit(self.limits.each).read_to_vec();
            return body.map_err(|error| match error {
                ureq::Error::BodyExceedsLimit(_) => {
                    format!("it is larger than {} MiB", self.limits.each >> 20)
                }
                error => self.no_answer(&error),
            });
        }
        Err("it sends us round in circles".into())
    }

    fn no_answer(&self, error: &ureq::Error) -> String {
        self.silent.fetch_add(1, Ordering::Relaxed);
        match error {
            ureq::Error::HostNotFound => "there is no such host".into(),
            ureq::Error::Timeout(_) => "it does not answer in time".into(),
            ureq::Error::Other(why) => format!("it is not asked: it is at {why}"),
            error => format!("it cannot be reached: {error}"),
        }
    }
}

/// Writes a file that is there as a whole or not at all.
fn keep(bytes: &[u8], place: &Path) -> io::Result<()> {
    let folder = place.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut aside = tempfile::NamedTempFile::new_in(folder)?;
    aside.write_all(bytes)?;
    aside.persist(place).map_err(|error| error.error)?;
    Ok(())
}

#[cfg(test)]
mod tests;
