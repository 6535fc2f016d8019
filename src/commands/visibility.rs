//! What a build shows: for whom, of which moment, and until when.

use std::path::Path;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::commands::{counted, now};
use crate::diagnostic::Diagnostic;
use crate::model::{Held, HeldReason, Reveal};
use crate::output::{Audience, NextChange, Output, Visibility};
use crate::site::Site;
use crate::text::date::for_message;
use crate::text::printable::on_one_line;

/// Before this moment nobody had this program: a clock that shows an earlier one was never
/// set, as those of small machines that start without a network. It is 2026-01-01, in UTC.
const FIRST: Timestamp = Timestamp::constant(1_767_225_600, 0);

/// The visibility of a site at `instant`, before the site is known.
pub(super) fn visibility(reveal: Reveal, instant: Timestamp) -> Visibility {
    Visibility {
        audience: audience(reveal, instant),
        moment: Some(instant),
        next_change: NextChange::Unknown,
        withdrawn: reveal.expired_by,
        public: None,
    }
}

/// The same, which takes the place of what is in `output`: a preview there does not make
/// forget what was public.
pub(super) fn in_place_of(visibility: Visibility, output: &Output) -> Visibility {
    let present = output.present_visibility().unwrap_or_default();
    let public = present.last_public().filter(|_| visibility.audience == Audience::Newsroom);
    Visibility { public, ..visibility }
}

/// For whom the output is: what is shown of held texts, or is public later only,
/// is for the newsroom.
fn audience(reveal: Reveal, instant: Timestamp) -> Audience {
    let is_ahead = instant > now();
    match reveal.drafts || reveal.future || is_ahead {
        true => Audience::Newsroom,
        false => Audience::Everybody,
    }
}

/// What a build by the clock is to do about an output of a later moment than the clock shows.
pub(super) enum Later {
    /// Publish, with these warnings: what is held now is taken away.
    Publish(Vec<Diagnostic>),
    /// Be made again without what expired by this moment: something is held now, and what
    /// was withdrawn must not come back with that.
    WithoutExpired(Timestamp),
}

/// The moment by which nothing that expired comes back, as builds before this one noted it.
pub(super) fn expired_by(output: &Output, instant: Timestamp) -> Option<Timestamp> {
    let present = output.present_visibility().ok()?;
    present.withdrawn.max(present.public).filter(|moment| instant < *moment)
}

/// What a build by the clock does to an output of a later moment than the clock shows.
///
/// # Errors
/// That something would come back and nothing be taken away, or that the clock was never
/// set.
pub(super) fn after_later_moment(
    site: &Site,
    instant: Timestamp,
    output: &Output,
) -> Result<Later, Diagnostic> {
    let time = |moment: Timestamp| for_message(&moment, &site.config.time_zone);
    if instant < FIRST {
        return Err(never_set(&time(instant)));
    }
    let gone = gone_before(site, instant);
    let mut warnings: Vec<Diagnostic> =
        (!gone.is_empty()).then(|| stays_away(&gone, &time(instant))).into_iter().collect();
    let present = output.present_visibility()?;
    let public = match present.audience {
        Audience::Everybody => present.moment,
        Audience::Newsroom => present.public,
    };
    let Some(last) = public.filter(|last| instant < *last) else {
        return Ok(Later::Publish(warnings));
    };
    let (back, held) = (expired_between(site, last), held_until(site, last));
    match (back.is_empty(), held) {
        (false, 0) => Err(would_be_back(&back, &time(instant), &time(last))),
        (false, _) => Ok(Later::WithoutExpired(last)),
        (true, 0) => Ok(Later::Publish(warnings)),
        (true, held) => {
            warnings.push(taken_away(held, &time(instant), &time(last)));
            Ok(Later::Publish(warnings))
        }
    }
}

/// The files of the texts that are not shown since they have expired at a later moment.
fn gone_before(site: &Site, instant: Timestamp) -> Vec<&str> {
    let is_early = |held: &&Held| matches!(held.reason, HeldReason::Expired(at) if instant < at);
    site.held.iter().filter(is_early).map(|held| &*held.file).collect()
}

/// The files of the texts that are public and have expired by a later moment.
fn expired_between(site: &Site, later: Timestamp) -> Vec<&str> {
    let has_expired = site.articles().filter(|article| {
        let expires = article.facts.expires.as_ref();
        expires.is_some_and(|expires| expires.timestamp() <= later)
    });
    has_expired.map(|article| &*article.file).collect()
}

/// How many texts are held that will be public at a later moment.
fn held_until(site: &Site, later: Timestamp) -> usize {
    let is_released = |reason: &HeldReason| match reason.in_the_end() {
        HeldReason::Dated(release) | HeldReason::Embargoed(release) => *release <= later,
        HeldReason::Draft(_) | HeldReason::Expired(_) | HeldReason::WithOriginal(_) => false,
    };
    site.held.iter().filter(|held| is_released(&held.reason)).count()
}

/// Refuses to publish an output that is not what the site is now: one of a later moment,
/// unless that was meant, and one of before the last time that the site changed by itself.
pub(super) fn refuse_other_moments(
    visibility: Visibility,
    output: &Path,
    with_held: bool,
    time_zone: &TimeZone,
) -> Result<(), Diagnostic> {
    let now = now();
    let time = |moment: Timestamp| for_message(&moment, time_zone);
    let output = output.display();
    let fault = match (visibility.moment, visibility.next_change) {
        (None, _) | (_, NextChange::Unknown) => format!(
            "`{output}` does not say until when it is right: an older version of Dateline built it"
        ),
        (Some(moment), _) if moment > now && !with_held => format!(
            "`{output}` shows the site at {}, and the clock of this machine says {}: it may \
             show what is not public yet",
            time(moment),
            time(now)
        ),
        (_, NextChange::At(change)) if change <= now => format!(
            "`{output}` is out of date: a story appeared or expired on {}, after it was built",
            time(change)
        ),
        _ => return Ok(()),
    };
    Err(Diagnostic::error(fault).hint("build again: run `dateline build`, then deploy"))
}

fn never_set(instant: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the clock of this machine says {instant}, which is before Dateline was written: what \
         became public since would be gone"
    ))
    .hint("set the clock; to build for that moment all the same, name it with `--at`")
}

fn would_be_back(files: &[&str], instant: &str, last: &str) -> Diagnostic {
    Diagnostic::error(format!(
        "the clock of this machine says {instant}, and the output is of {last}: {} expired in \
         between and would be back",
        named(files)
    ))
    .hint(name_the_moment(instant))
}

fn stays_away(files: &[&str], instant: &str) -> Diagnostic {
    Diagnostic::warning(format!(
        "the clock of this machine says {instant}, and an earlier build was of a later moment: \
         {} had expired then and does not come back",
        named(files)
    ))
    .hint(name_the_moment(instant))
}

/// The first of the files, and how many others there are.
fn named(files: &[&str]) -> String {
    let first = files.first().map(|file| on_one_line(file)).unwrap_or_default();
    match files.len().saturating_sub(1) {
        0 => format!("`{first}`"),
        1 => format!("`{first}` and 1 other"),
        more => format!("`{first}` and {more} others"),
    }
}

fn name_the_moment(instant: &str) -> String {
    format!(
        "set the clock; if it is right, since the clock of an earlier build was ahead, name the \
         moment: `--at \"{instant}\"`"
    )
}

fn taken_away(held: usize, instant: &str, last: &str) -> Diagnostic {
    let texts = counted(held, "text");
    let (are, were) = if held == 1 { ("is", "was") } else { ("are", "were") };
    Diagnostic::warning(format!(
        "the output was of {last}, and the clock of this machine says {instant}: {texts} that \
         {were} public then {are} held now, and no longer in it"
    ))
    .hint("if the clock is wrong, set it and build again")
}
