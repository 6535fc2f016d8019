//! Asking the sites that are linked to, but for those that were asked not long ago.

use std::collections::BTreeMap;

use jiff::SignedDuration;
use url::Url;

use crate::check::Verdict;
use crate::cli::Check;
use crate::commands::{counted, now, report};
use crate::diagnostic::Severity;
use crate::outside::{Answer, Cache, Patience, ask};
use crate::terminal::Stream;

/// What is wrong with which of `urls`. Those that begin with one of `ignored` are
/// not asked for.
pub(super) fn verdicts<'a>(
    urls: impl Iterator<Item = &'a String>,
    ignored: &[String],
    arguments: &Check,
) -> BTreeMap<String, Verdict> {
    let now = now();
    let age = SignedDuration::from_hours(24 * i64::from(arguments.external_age));
    let mut cache = Cache::open(&arguments.load.site, now, age);
    let is_asked = |url: &&String| {
        !cache.has(url) && !ignored.iter().any(|beginning| url.starts_with(beginning.as_str()))
    };
    // A place in a page is for its readers.
    let without_anchor = |url: &String| {
        let mut url = Url::parse(url).ok()?;
        url.set_fragment(None);
        Some(url)
    };
    let asked: Vec<(&String, Url)> =
        urls.filter(is_asked).filter_map(|url| Some((url, without_anchor(url)?))).collect();
    let mut to_ask: Vec<Url> = asked.iter().map(|(_, url)| url.clone()).collect();
    to_ask.sort();
    to_ask.dedup();
    if Stream::Errors.is_terminal() && !to_ask.is_empty() {
        eprintln!("Asking for {} to other sites", counted(to_ask.len(), "link"));
    }
    let answers = ask(to_ask, Patience::default());
    let mut verdicts = BTreeMap::new();
    for (written, url) in asked {
        match answers.get(&url).and_then(verdict) {
            None => cache.add(written, now),
            Some(verdict) => {
                verdicts.insert(written.clone(), verdict);
            }
        }
    }
    if let Err(fault) = cache.save() {
        report(&arguments.load.site, &[fault]);
    }
    verdicts
}

/// What is wrong, if something is. What a site has not got any more, its readers do not
/// find either; what does not answer now may answer tomorrow.
fn verdict(answer: &Answer) -> Option<Verdict> {
    let (severity, message) = match answer {
        Answer::There => return None,
        Answer::Gone(status) => {
            (Severity::Error, format!("there is no such page (status {status})"))
        }
        Answer::Fails(status) => (Severity::Warning, format!("its server fails (status {status})")),
        Answer::Silent(why) => (Severity::Warning, why.clone()),
    };
    Some(Verdict { severity, message })
}
