//! Asking a store, over HTTP. `rusty-s3` signs each request in its address (AWS Signature
//! Version 4), and `ureq` sends it; an address is shown to nobody, since it lets in whoever
//! has it for a while.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rusty_s3::actions::{DeleteObject, GetObject, HeadObject, PutObject, S3Action};
use rusty_s3::{Bucket, Credentials};
use ureq::http::{HeaderMap, Response};
use ureq::{Agent, Body, SendBody};
use url::Url;

use super::Access;
use super::answer::{self, ListPage};
use super::plan::Present;
use super::record::{RECORD, Record};
use super::refusal::{Asked, Refused, shown};
use crate::diagnostic::Diagnostic;
use crate::net::{Deadline, Waited, asked_wait, is_for_a_while};
use crate::publish::BucketAddress;

/// How long a signature holds: longer than a try takes to begin.
const SIGNED_FOR: Duration = Duration::from_secs(15 * 60);

/// All of it ends then, as the longest job of GitHub's workflows does.
const BUDGET: Duration = Duration::from_secs(6 * 60 * 60);

/// How often something is tried, and how long is waited before the second time.
const TRIES: u32 = 6;
const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(30);

/// A server that wants to be left alone for longer is asked by the next deploy.
const LONGEST_ASKED: Duration = Duration::from_secs(10 * 60);

/// How long a request may take, beside the time for its bytes on a slow line.
const TIMEOUT: Duration = Duration::from_secs(60);
const BYTES_IN_A_SECOND: u64 = 32 * 1024;

/// The largest answer that is read, in bytes: a page of a list has a thousand keys.
const MOST_OF_AN_ANSWER: u64 = 64 * 1024 * 1024;

/// A file up to this size is read before it is sent.
const SMALL: u64 = 256 * 1024;

/// A bucket on a server, and a key for it.
pub struct Store {
    agent: Agent,
    bucket: Bucket,
    prefix: String,
    credentials: Credentials,
    host: String,
    deadline: Deadline,
}

/// What is sent to the store.
pub(super) enum Content<'a> {
    Bytes(&'a [u8]),
    /// A file, and how large it is.
    File(&'a Path, u64),
}

/// How an object is kept.
pub(super) struct Headers<'a> {
    pub(super) media_type: &'a str,
    pub(super) cache: &'a str,
    pub(super) redirect: Option<&'a str>,
    pub(super) md5: u128,
}

/// Why something was not done.
pub(super) enum Failure {
    /// The store refuses.
    Refused(Box<Refused>),
    /// It cannot be asked, or the answer does not come, however often it is tried.
    Told(Diagnostic),
}

/// What came of one try.
enum Try {
    Answer(HeaderMap, Vec<u8>),
    /// It may be better next time: what went wrong, and how long the server wants to be left
    /// alone.
    Again(String, Option<Duration>),
    Never(Failure),
}

impl Store {
    /// The bucket at an address.
    ///
    /// # Errors
    /// The address of the server leads nowhere.
    pub fn new(address: &BucketAddress, access: &Access) -> Result<Store, Diagnostic> {
        let config = Agent::config_builder()
            // A signature is of one address.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_idle_connections_per_host(64)
            .user_agent(concat!("dateline/", env!("CARGO_PKG_VERSION")))
            .build();
        Ok(Store {
            agent: config.into(),
            bucket: access.bucket(address)?,
            prefix: address.prefix.clone(),
            credentials: access.credentials.clone(),
            host: access.host(),
            deadline: Deadline::after(BUDGET),
        })
    }

    /// What is in the bucket below the prefix.
    ///
    /// # Errors
    /// It cannot be listed.
    pub fn present(&self) -> Result<Present, Diagnostic> {
        let mut present = Present::default();
        let mut token: Option<String> = None;
        loop {
            let page = self.list_page(token.as_deref())?;
            for object in page.objects {
                if let Some(path) = object.key.strip_prefix(&self.prefix) {
                    present.tags.insert(path.to_owned(), object.etag);
                }
            }
            if page.next.is_some() && page.next == token {
                return Err(self.no_list());
            }
            match page.next {
                Some(next) => token = Some(next),
                None => break,
            }
        }
        if present.tags.contains_key(RECORD) {
            let record = self.bytes(RECORD)?.unwrap_or_default();
            let broken = || broken_record(&self.key(RECORD));
            present.record = Some(Record::parse(&record).ok_or_else(broken)?);
        }
        Ok(present)
    }

    fn list_page(&self, token: Option<&str>) -> Result<ListPage, Diagnostic> {
        let url = || {
            // The address without a key is that of the bucket.
            let mut list = GetObject::new(&self.bucket, Some(&self.credentials), "");
            list.query_mut().insert("list-type", "2");
            if !self.prefix.is_empty() {
                list.query_mut().insert("prefix", &*self.prefix);
            }
            if let Some(token) = token {
                list.query_mut().insert("continuation-token", token);
            }
            list.sign(SIGNED_FOR)
        };
        let asked =
            self.patiently(|| self.exchange(self.agent.get(url().as_str()).call_within(TIMEOUT)));
        let (_, answer) = asked.map_err(|failure| self.told(failure))?;
        let page = std::str::from_utf8(&answer).ok().and_then(answer::list);
        page.ok_or_else(|| self.no_list())
    }

    /// What the object at `path` holds, if there is one.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn bytes(&self, path: &str) -> Result<Option<Vec<u8>>, Diagnostic> {
        let key = self.key(path);
        let url = || GetObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let asked =
            self.patiently(|| self.exchange(self.agent.get(url().as_str()).call_within(TIMEOUT)));
        match asked {
            Ok((_, bytes)) => Ok(Some(bytes)),
            Err(Failure::Refused(refused)) if refused.status == 404 => Ok(None),
            Err(failure) => Err(self.told(failure)),
        }
    }

    /// The tag of the object at `path`, if there is one.
    ///
    /// # Errors
    /// It cannot be asked for.
    pub(super) fn tag(&self, path: &str) -> Result<Option<String>, Diagnostic> {
        let key = self.key(path);
        let url = || HeadObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let asked =
            self.patiently(|| self.exchange(self.agent.head(url().as_str()).call_within(TIMEOUT)));
        match asked {
            Ok((headers, _)) => Ok(tag(&headers)),
            Err(Failure::Refused(refused)) if refused.status == 404 => Ok(None),
            Err(failure) => Err(self.told(failure)),
        }
    }

    /// Puts an object at `path`; gives the tag by which the store knows its content.
    pub(super) fn put(
        &self,
        path: &str,
        content: &Content<'_>,
        headers: &Headers<'_>,
    ) -> Result<Option<String>, Failure> {
        let key = self.key(path);
        let md5 = STANDARD.encode(headers.md5.to_be_bytes());
        let mut named = vec![
            ("cache-control", headers.cache),
            ("content-md5", &*md5),
            ("content-type", headers.media_type),
        ];
        named.extend(headers.redirect.map(|to| ("x-amz-website-redirect-location", to)));
        let (length, read) = match content {
            Content::Bytes(bytes) => (bytes.len() as u64, Some(bytes.to_vec())),
            Content::File(file, length) if *length <= SMALL => {
                (*length, Some(std::fs::read(file).map_err(|error| unread(file, &error))?))
            }
            Content::File(_, length) => (*length, None),
        };
        let (answered, _) = self.patiently(|| {
            let url = self.put_url(&key, &named);
            let mut put = self.agent.put(url.as_str());
            for (name, value) in &named {
                put = put.header(*name, *value);
            }
            put = put.header("content-length", length);
            let time = TIMEOUT + Duration::from_secs(length / BYTES_IN_A_SECOND);
            let put = put.config().timeout_global(Some(time)).build();
            let sent = match (&read, content) {
                (Some(bytes), _) => put.send(&bytes[..]),
                (None, Content::File(file, _)) => match File::open(file) {
                    Ok(file) => put.send(SendBody::from_owned_reader(file)),
                    Err(error) => return Try::Never(unread(file, &error)),
                },
                (None, Content::Bytes(bytes)) => put.send(*bytes),
            };
            self.exchange(sent)
        })?;
        Ok(tag(&answered))
    }

    fn put_url(&self, key: &str, headers: &[(&str, &str)]) -> Url {
        let mut put = PutObject::new(&self.bucket, Some(&self.credentials), key);
        for (name, value) in headers {
            put.headers_mut().insert((*name).to_owned(), (*value).to_owned());
        }
        put.sign(SIGNED_FOR)
    }

    /// Removes the object at `path`, which may be gone already.
    pub(super) fn remove(&self, path: &str) -> Result<(), Failure> {
        let key = self.key(path);
        let url =
            || DeleteObject::new(&self.bucket, Some(&self.credentials), &key).sign(SIGNED_FOR);
        let removed = self
            .patiently(|| self.exchange(self.agent.delete(url().as_str()).call_within(TIMEOUT)));
        match removed {
            Err(Failure::Refused(refused)) if refused.said_no_such_key() => Ok(()),
            removed => removed.map(drop),
        }
    }

    /// Waits so long.
    ///
    /// # Errors
    /// It would take longer than all of it may.
    pub(super) fn wait(&self, time: Duration) -> Result<(), Diagnostic> {
        match self.deadline.wait(time) {
            Waited::Yes => Ok(()),
            Waited::TimeIsUp => Err(Diagnostic::error(
                "there is no time left to wait until nobody sees the pages of before",
            )
            .hint("deploy again, and it removes what is left; or give a shorter `--linger`")),
        }
    }

    /// What went wrong, for people.
    pub(super) fn told(&self, failure: Failure) -> Diagnostic {
        match failure {
            Failure::Told(fault) => fault,
            Failure::Refused(refused) => refused.told(&Asked {
                host: &self.host,
                bucket: self.bucket.name(),
                key_id: self.credentials.key(),
                region: self.bucket.region(),
            }),
        }
    }

    /// The key of the object at a path, which is never empty: that would be the bucket itself.
    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.prefix)
    }

    /// Tries until there is an answer that will stay the same.
    fn patiently(&self, once: impl Fn() -> Try) -> Result<(HeaderMap, Vec<u8>), Failure> {
        let mut wait = FIRST_WAIT;
        let mut tries = 1;
        loop {
            match once() {
                Try::Answer(headers, answer) => return Ok((headers, answer)),
                Try::Never(failure) => return Err(failure),
                Try::Again(what, _) if tries >= TRIES => {
                    return Err(Failure::Told(self.gives_up(&what, tries)));
                }
                Try::Again(what, asked) => {
                    let wanted = asked.unwrap_or(wait);
                    if wanted > LONGEST_ASKED {
                        let minutes = wanted.as_secs().div_ceil(60);
                        let what =
                            format!("{what}, and wants to be left alone for {minutes} minutes");
                        return Err(Failure::Told(self.gives_up(&what, tries)));
                    }
                    if self.deadline.wait(wanted) == Waited::TimeIsUp {
                        return Err(Failure::Told(self.gives_up(&what, tries)));
                    }
                    wait = wait.saturating_mul(2).min(LONGEST_WAIT);
                    tries += 1;
                }
            }
        }
    }

    fn exchange(&self, sent: Result<Response<Body>, ureq::Error>) -> Try {
        let mut response = match sent {
            Ok(response) => response,
            Err(ureq::Error::Timeout(_)) => {
                return Try::Again("does not answer in time".into(), None);
            }
            Err(ureq::Error::HostNotFound) => {
                return Try::Again("is no host that is known".into(), None);
            }
            Err(error) => return Try::Again(format!("cannot be reached: {error}"), None),
        };
        let status = response.status();
        let headers = response.headers().clone();
        let answer = match response.body_mut().with_config().limit(MOST_OF_AN_ANSWER).read_to_vec()
        {
            Ok(answer) => answer,
            Err(error) => return Try::Again(format!("breaks off its answer: {error}"), None),
        };
        if status.is_success() {
            return Try::Answer(headers, answer);
        }
        let said = std::str::from_utf8(&answer).ok().and_then(answer::refusal);
        if is_for_a_while(status) && status.as_u16() != 501 {
            let words = said.map_or(String::new(), |said| {
                format!(": {}: {}", shown(&said.code), shown(&said.message))
            });
            let what = format!("answers with status {}{words}", status.as_u16());
            return Try::Again(what, asked_wait(&headers));
        }
        let header = |name: &str| Some(headers.get(name)?.to_str().ok()?.to_owned());
        Try::Never(Failure::Refused(Box::new(Refused {
            status: status.as_u16(),
            said,
            region: header("x-amz-bucket-region"),
            clock: header("date"),
        })))
    }

    fn gives_up(&self, what: &str, tries: u32) -> Diagnostic {
        let times = if tries == 1 { "once".into() } else { format!("{tries} times") };
        Diagnostic::error(format!("`{}` {what}; it was asked {times}", self.host)).hint(
            "deploy again later, and it goes on where it stopped; if that is always so, look at \
             the variable `AWS_ENDPOINT_URL`",
        )
    }

    fn no_list(&self) -> Diagnostic {
        Diagnostic::error(format!(
            "`{}` does not list the bucket as object storage does",
            self.host
        ))
        .hint("look whether `AWS_ENDPOINT_URL` is the address of the S3 interface")
    }
}

/// Calls without a body, within a time.
trait CallWithin {
    fn call_within(self, time: Duration) -> Result<Response<Body>, ureq::Error>;
}

impl CallWithin for ureq::RequestBuilder<ureq::typestate::WithoutBody> {
    fn call_within(self, time: Duration) -> Result<Response<Body>, ureq::Error> {
        self.config().timeout_global(Some(time)).build().call()
    }
}

/// The tag of a content, as lists show it too.
fn tag(headers: &HeaderMap) -> Option<String> {
    let tag = headers.get("etag")?.to_str().ok()?.trim_matches('"');
    let is_plain = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_graphic());
    is_plain.then(|| tag.to_owned())
}

fn unread(file: &Path, error: &std::io::Error) -> Failure {
    Failure::Told(
        Diagnostic::error(format!("`{}` cannot be read: {error}", file.display()))
            .hint("run `dateline build`, and deploy again"),
    )
}

fn broken_record(key: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the bucket's note of what was published, `{key}`, is damaged or of another version of \
         Dateline"
    ))
    .hint(format!(
        "remove `{key}` from the bucket and deploy with --replace: everything is uploaded again, \
         and what is no part of the site any more stays until you remove it"
    ))
}
