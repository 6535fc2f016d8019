//! From when and until when a picture may be shown, as its file says, and what a story does.

use dateline_pictures::{Conditions, Moment as OfFile};
use jiff::tz::TimeZone;

use crate::language::said_moments;
use crate::text::date::{self, Moment, Precision};
use crate::text::front_matter::FrontMatter;

/// What is told of a story that shows a picture too early or for too long, and what to do.
pub(super) fn told(
    file: &str,
    conditions: &Conditions,
    story: &FrontMatter,
) -> Vec<(String, String)> {
    let public = [&story.date, &story.embargo].into_iter().flatten();
    let Some(public) = public.max_by_key(|moment| moment.timestamp()) else {
        let expiry =
            Limit::of(conditions.expiry, conditions.expiry_words.as_deref(), &TimeZone::UTC);
        return expiry
            .and_then(|expiry| too_long(file, &expiry, None, story))
            .into_iter()
            .collect();
    };
    let zone = public.zoned.time_zone();
    let release = Limit::of(conditions.release, conditions.release_words.as_deref(), zone);
    let expiry = Limit::of(conditions.expiry, conditions.expiry_words.as_deref(), zone);
    let release = release.and_then(|release| too_early(file, &release, public, story));
    let expiry = expiry.and_then(|expiry| too_long(file, &expiry, Some(public), story));
    release.into_iter().chain(expiry).collect()
}

/// A moment as front matter has it, in the site's time zone if it does not say in which.
struct Said {
    written: String,
    moment: Moment,
}

impl Said {
    fn of(written: String, zone: &TimeZone) -> Option<Self> {
        let moment = date::parse(&written, zone).ok()?;
        Some(Said { written, moment })
    }

    /// Whether another is before it: by the day alone, if nothing else is said.
    fn is_behind(&self, other: &Moment) -> bool {
        match self.moment.precision {
            Precision::Day => other.day() < self.moment.day(),
            Precision::Time => other.timestamp() < self.moment.timestamp(),
        }
    }
}

/// What a file says of a time.
struct Limit<'c> {
    /// The moments that it can mean, in their order; none if nobody can tell.
    said: Vec<Said>,
    /// As it is written, if that is in words.
    words: Option<&'c str>,
    /// Whether the words say more of it than is understood.
    has_more: bool,
}

impl<'c> Limit<'c> {
    fn of(field: Option<OfFile>, words: Option<&'c str>, zone: &TimeZone) -> Option<Self> {
        if let Some(field) = field {
            let said = Said::of(field.to_string(), zone)?;
            return Some(Limit { said: vec![said], words: None, has_more: false });
        }
        let words = words?;
        // `2027-01-01T18:00-05:00`
        let in_one = |moment: &String| moment.replacen(' ', "T", 1).replace(' ', "");
        let said_moments::Said { moments, has_more } = said_moments::first(words);
        let mut said: Vec<Said> =
            moments.iter().filter_map(|moment| Said::of(in_one(moment), zone)).collect();
        said.sort_by_key(|said| said.moment.timestamp());
        Some(Limit { said, words: Some(words), has_more })
    }

    /// The moments, for a message.
    fn shown(&self) -> String {
        let moments: Vec<&str> = self.said.iter().map(|said| &*said.written).collect();
        let moments = moments.join(" or ");
        match self.words.filter(|_| self.said.len() > 1 || self.has_more) {
            Some(words) => format!("{moments}, since its file says “{words}”"),
            None => moments,
        }
    }

    /// Whether a story has a field with one of several that it can mean: somebody has looked.
    fn is_chosen(&self, field: Option<&Moment>) -> bool {
        let is_it = |said: &Said| field.is_some_and(|it| it.timestamp() == said.moment.timestamp());
        self.said.iter().any(is_it)
    }
}

/// A field of front matter with each of some moments.
fn fields<'s>(name: &str, said: impl Iterator<Item = &'s Said>) -> String {
    let fields: Vec<String> = said.map(|said| format!("`{name}: {}`", said.written)).collect();
    match fields.len() {
        0 | 1 => fields.concat(),
        _ => format!("{}, whichever is meant", fields.join(" or ")),
    }
}

fn too_early(
    file: &str,
    release: &Limit<'_>,
    public: &Moment,
    story: &FrontMatter,
) -> Option<(String, String)> {
    let Some(last) = release.said.last() else {
        // Whoever holds the story has read it.
        let words = release.words.filter(|_| story.embargo.is_none())?;
        let message =
            format!("the picture `{file}` is embargoed, and it is not clear until when: “{words}”");
        return Some((
            message,
            "hold the story: `embargo: YYYY-MM-DD HH:MM`, as the file means it".into(),
        ));
    };
    // The hour of a day that is not understood is known to whoever wrote an embargo on that day.
    let is_looked_at = story.embargo.as_ref().is_some_and(|it| it.precision == Precision::Time);
    let is_early = match release.has_more && !is_looked_at {
        true => public.day() <= last.moment.day(),
        false => last.is_behind(public),
    };
    if !is_early || release.is_chosen(story.embargo.as_ref()) && !release.has_more {
        return None;
    }
    let message = format!("the picture `{file}` is not to be published before {}", release.shown());
    if release.has_more {
        let day = last.moment.day();
        let hint = format!("hold the story until the time that it says: `embargo: {day} HH:MM`");
        return Some((message, hint));
    }
    // What waits for the last is not too early in any case.
    Some((message, format!("hold the story: {}", fields("embargo", release.said.iter().rev()))))
}

fn too_long(
    file: &str,
    expiry: &Limit<'_>,
    public: Option<&Moment>,
    story: &FrontMatter,
) -> Option<(String, String)> {
    let day = expiry.said.first()?.moment.day();
    let ends = story.expires.as_ref();
    if ends.is_some_and(|ends| ends.day() <= day) || expiry.is_chosen(ends) {
        return None;
    }
    let message = format!("the picture `{file}` may be shown until {}", expiry.shown());
    // Nobody would ever see a story that expires before it is public.
    let is_over =
        public.is_some_and(|public| !expiry.said.iter().any(|said| said.is_behind(public)));
    let hint = match is_over {
        true => "show another: the story is published when that is over".into(),
        false => format!("show another then, or say {}", fields("expires", expiry.said.iter())),
    };
    Some((message, hint))
}
