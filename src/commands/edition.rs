//! What a build shows: for whom, and of which moment.

use jiff::Timestamp;

use crate::commands::now;
use crate::diagnostic::Diagnostic;
use crate::model::Reveal;
use crate::output::{Audience, Edition, Output};
use crate::site::Site;
use crate::text::date::told;

/// The edition of a site at `instant`.
pub(super) fn edition(reveal: Reveal, instant: Timestamp) -> Edition {
    Edition { audience: audience(reveal, instant), moment: Some(instant) }
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

/// Refuses a moment of the clock's before the one that the output is of, if something
/// became public or expired in between. A clock that was set back must not hold what is
/// published, or bring back what was withdrawn.
pub(super) fn refuse_earlier_moment(
    site: &Site,
    instant: Timestamp,
    output: &Output,
) -> Result<(), Diagnostic> {
    let present = output.present_edition()?;
    let is_undone = |last: &Timestamp| {
        instant < *last && site.index.next_text_change.is_some_and(|change| change <= *last)
    };
    let public = Some(present).filter(|present| present.audience == Audience::Everybody);
    let Some(last) = public.and_then(|public| public.moment).filter(is_undone) else {
        return Ok(());
    };
    let [instant, last] = [instant, last].map(|moment| told(&moment, &site.config.time_zone));
    Err(Diagnostic::error(format!(
        "the clock of this machine says {instant}, and the output is of {last}: what became public in between would be gone, and what expired would be back"
    ))
    .hint(format!(
        "set the clock; if it is right, since the clock of an earlier build was ahead, name the moment: `--at \"{instant}\"`"
    )))
}
