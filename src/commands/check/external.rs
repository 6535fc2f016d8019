//! Asking the sites that are linked to, but for those that were asked not long ago.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::SignedDuration;
use url::Url;

use crate::check::Verdict;
use crate::cli::Check;
use crate::commands::{counted, now, report};
use crate::diagnostic::{Diagnostic, Severity};
use crate::outside::{Answer, Cache, Patience, Reach, ask};
use crate::terminal::Stream;

/// What came of asking.
pub(super) struct Asked {
    /// What is wrong, by its link.
    pub verdicts: BTreeMap<String, Verdict>,
    /// That the time was too short for the others, if it was.
    pub unasked: Option<Diagnostic>,
}

/// What is wrong with which of `urls`. Those that begin with one of `ignored` are
/// not asked for.
pub(super) fn verdicts<'a>(
    urls: impl Iterator<Item = &'a String>,
    ignored: &[String],
    arguments: &Check,
) -> Asked {
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
    let budget = Duration::from_secs(arguments.external_timeout.into());
    let reach = if arguments.external_private { Reach::Everywhere } else { Reach::Public };
    let answers = ask(to_ask, Patience { budget, ..Patience::default() }, reach);
    let mut verdicts = BTreeMap::new();
    let mut unasked = 0;
    for (written, url) in asked {
        match answers.get(&url).map(verdict) {
            None => unasked += 1,
            Some(None) => cache.add(written, now),
            Some(Some(verdict)) => {
                verdicts.insert(written.clone(), verdict);
            }
        }
    }
    if let Err(fault) = cache.save() {
        report(&arguments.load.site, &[fault]);
    }
    let unasked = (unasked > 0).then(|| time_is_up(unasked, arguments.external_timeout));
    Asked { verdicts, unasked }
}

fn time_is_up(unasked: usize, seconds: u32) -> Diagnostic {
    let links = counted(unasked, "link");
    let seconds = counted(seconds, "second");
    Diagnostic::warning(format!("{links} to other sites could not be checked within {seconds}"))
        .hint("check again: those that are there are remembered; or give more time with --external-timeout")
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
        Answer::Private => (
            Severity::Warning,
            "it leads into a private network, which readers cannot reach and which was not asked \
             (--external-private asks there too)"
                .into(),
        ),
    };
    Some(Verdict { severity, message })
}
