//! Lines that were meant as entries of a live story, and are no headings.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use super::EntryFault;
use super::clock;
use super::days::Days;
use super::stamp::{self, Stamp};
use crate::diagnostic::Severity;
use crate::language::numbers::digit;
use crate::language::{dates, weekdays};
use crate::text::markdown::{Start, StartOf};

/// A line that begins with a time.
struct Timed<'s> {
    start: &'s Start,
    /// Day and time, as an entry has them.
    stamp: String,
    /// None where the day is said, or the hour alone.
    time: Option<Time>,
    /// Where in its words the headline begins.
    headline: usize,
    /// What to do instead, if what looks like part of the time is of the headline.
    or: String,
}

/// What a story says of its entries, as far as its other lines depend on that.
pub(super) struct Story<'z> {
    pub days: &'z Days,
    pub zone: &'z TimeZone,
    pub now: Timestamp,
    /// Whether some of its entries are right.
    pub has_entries: bool,
}

/// What is told of lines that were meant as entries. The story is right without that.
pub(super) fn faults(body: &str, starts: &[Start], story: &Story<'_>) -> Vec<EntryFault> {
    let timed = starts.iter().map(|start| Timed::of(start, story.days));
    let timed: Vec<Option<Timed<'_>>> = timed.collect();
    let mut faults = Vec::new();
    let mut at = 0;
    while let Some(start) = starts.get(at) {
        let of = start.of;
        let count = match of {
            StartOf::Item(_) => starts[at..].iter().take_while(|other| other.of == of).count(),
            _ => 1,
        };
        let together: Option<Vec<&Timed<'_>>> =
            timed[at..at + count].iter().map(Option::as_ref).collect();
        let meant = together.filter(|all| count == 1 || !story.has_programme(all));
        faults.extend(meant.into_iter().flatten().map(|it| it.fault(body)));
        at += count;
    }
    faults
}

impl Story<'_> {
    /// Whether several times in a list are those of a programme: of what is to come, or of what one
    /// entry among others tells.
    fn has_programme(&self, list: &[&Timed<'_>]) -> bool {
        let is_to_come = |time: Time| {
            let moment = self.days.published.to_datetime(time).to_zoned_datetime(self.zone.clone());
            moment.is_ok_and(|moment| moment.timestamp() > self.now)
        };
        self.has_entries || list.iter().any(|it| it.time.is_some_and(is_to_come))
    }
}

impl<'s> Timed<'s> {
    fn of(start: &'s Start, days: &Days) -> Option<Self> {
        // Those of entries are told as such, and a second headline as one.
        if matches!(start.of, StartOf::Heading(1 | 2)) {
            return None;
        }
        let words = start.words.trim_start_matches(is_lead);
        let lead = start.words.len() - words.len();
        let Timing { stamp, time, headline, or } = Timing::of(words, days)?;
        // As tickers have it: `+++ 14:05 +++ The vote +++`.
        let rest = words[headline..].trim_start_matches(TICKER);
        let rest = if rest.len() < words.len() - headline { rest.trim_start() } else { rest };
        let headline = lead + words.len() - rest.len();
        let timed = Timed { start, stamp, time, headline, or };
        let is_marked = lead > 0 || start.is_marked() || matches!(start.of, StartOf::Heading(_));
        (is_marked || !timed.is_prose()).then_some(timed)
    }

    /// A sentence goes on in no capitals, and ends: `20:00 in the evening is too late.`
    fn is_prose(&self) -> bool {
        let (before, rest) = self.start.words.split_at(self.headline);
        let is_apart = before.trim_end().ends_with(clock::BETWEEN);
        const ENDS: [char; 12] = ['.', '!', '?', '…', ':', ',', '。', '！', '？', '؟', '۔', '।'];
        let ends = self.start.goes_on || rest.trim_end().ends_with(ENDS);
        // Most scripts have no capitals.
        let goes_on = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase());
        !is_apart && goes_on && ends
    }

    fn fault(&self, body: &str) -> EntryFault {
        let is_time_alone = self.headline == self.start.words.len();
        let headline = match is_time_alone {
            true => Some(String::new()),
            false => self.start.written_from(body, self.headline, false),
        };
        let hint = match headline {
            Some(headline) => {
                let headline = headline.trim_end_matches(TICKER);
                let line = format!("## {} {headline}", self.stamp);
                format!("write `{}`{}", line.trim_end(), self.or)
            }
            None => format!("begin it with `## {}`, and its headline behind that", self.stamp),
        };
        EntryFault {
            range: self.start.range.clone(),
            severity: Severity::Warning,
            message: "an entry of a live story begins with a heading of two `#`".into(),
            hint,
        }
    }
}

/// The time that words begin with.
struct Timing {
    /// As an entry has it.
    stamp: String,
    time: Option<Time>,
    /// Where the headline begins.
    headline: usize,
    or: String,
}

impl Timing {
    fn of(words: &str, days: &Days) -> Option<Self> {
        let or = String::new();
        if let Some((range, time)) = clock::time_in(words).filter(|(range, _)| range.start == 0) {
            let end = range.end + clock::of_the_clock(&words[range.end..]);
            if is_part_of_more(&words[end..]) {
                return None;
            }
            // `14.05.` is a day, and `3.15 million` a number.
            let is_number = !words[range.clone()].contains([':', 'h'])
                && end == range.end
                && !words[end..].trim_start().starts_with([':', '–', '—', '|', ']', ')', '】']);
            if is_number {
                return None;
            }
            return match Stamp::of(words, days) {
                Ok(stamp) => {
                    let headline = stamp::headline_from(words, stamp.prefix.len()).start;
                    Some(Timing { stamp: stamp.prefix.into(), time: Some(time), headline, or })
                }
                Err(amiss) => {
                    let (stamp, headline) = (amiss.stamp?, amiss.headline.start);
                    Some(Timing { stamp, time: Some(time), headline, or: amiss.more })
                }
            };
        }
        if let Ok(stamp) = Stamp::of(words, days)
            && stamp.day.is_some()
            && begins_with_a_day(words)
            && !is_part_of_more(&words[stamp.prefix.len()..])
        {
            let headline = stamp::headline_from(words, stamp.prefix.len()).start;
            return Some(Timing { stamp: stamp.prefix.into(), time: None, headline, or });
        }
        let meant = stamp::meant_first(words, days.published)?;
        let (stamp, headline) = (meant.stamp, meant.headline.start);
        is_hour(&words[..headline]).then_some(Timing { stamp, time: None, headline, or })
    }
}

/// Whether an hour without minutes says that it is one: `14 Uhr`, `2 pm` or `14 h:`, and not `9` or
/// `9 hours`.
fn is_hour(written: &str) -> bool {
    let hour = written.trim_end_matches(clock::BETWEEN);
    let lower = hour.to_lowercase();
    let is_apart = written.trim_end() != hour;
    let has_word = ["uhr", "uur", "am", "pm", "a.m.", "p.m."].iter().any(|it| lower.ends_with(it))
        || hour.contains(['時', '时', '点', '點', '시'])
        || (is_apart && hour.contains(char::is_alphabetic));
    hour.starts_with(|c: char| digit(c).is_some()) && has_word
}

/// Whether a time goes on: as a word that has an ending, or as the first of two.
fn is_part_of_more(rest: &str) -> bool {
    let signs = ['-', '‐', '‑', '\'', '’', '–', '—'];
    let has_ending = rest
        .strip_prefix(signs)
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_alphanumeric() && !c.is_uppercase()));
    let until = rest.trim_start().strip_prefix(signs).unwrap_or_default().trim_start();
    let is_until = clock::time_in(until).is_some_and(|(range, _)| range.start == 0);
    let lower = rest.to_lowercase();
    let is_half = ["am", "a.m", "pm", "p.m"].iter().any(|half| lower.starts_with(half));
    // `14:05Vote` lacks a space; an ending has no capital.
    let is_glued = rest.starts_with(|c: char| c.is_alphabetic() && !c.is_uppercase()) && !is_half;
    has_ending || is_glued || is_until
}

/// Whether words begin with a number or a name, and not with those of a sentence: `On 29 November`.
fn begins_with_a_day(words: &str) -> bool {
    let first = words.split([' ', '\u{a0}', ',']).next().unwrap_or_default();
    let name = first.trim_end_matches('.').to_lowercase();
    !dates::is_filler(first) || weekdays::is_day_of_the_week(&name)
}

/// What stands around what a ticker says.
const TICKER: &str = "+++";

/// What may stand before a time that begins a line: brackets, signs of lists and pictures. `#` and
/// `＃` are told as no heading, and `|` begins a row.
fn is_lead(c: char) -> bool {
    const NO_LEAD: &str = "«»“”„‚‘’‹›€£¥≈±−＃\u{fffc}";
    match c.is_ascii() {
        true => "*-+_[( ".contains(c),
        false => !c.is_alphanumeric() && !NO_LEAD.contains(c),
    }
}

#[cfg(test)]
mod tests;
