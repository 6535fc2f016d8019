//! What of a text's own tags does not fit: tags and filters that nobody knows, and tags that may
//! have kept their words from readers.

use super::model::{Archive, Held, Origin, Text, Topic};
use super::places::Places;

/// What a tag means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This text.
    Is(String),
    /// Nobody knows; readers saw what stands in it.
    Unknown,
    /// What stands in it was on no page.
    Hidden,
    /// Whether readers saw what stands in it, nobody can tell here.
    Doubtful,
}

impl From<Option<String>> for Meant {
    fn from(text: Option<String>) -> Self {
        text.map_or(Meant::Unknown, Meant::Is)
    }
}

/// Names of what does not fit, each with its line in the text, from 1.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Unfit {
    /// Tags that nobody knows.
    pub unknown: Vec<(String, usize)>,
    /// What cannot be filled in: filters that nobody knows, lists that the theme made.
    pub unfilled: Vec<(String, usize)>,
    /// Tags whose words were on no page, and are left out.
    pub hidden: Vec<(String, usize)>,
    /// Tags of whose words nobody can tell whether they were on a page.
    pub doubtful: Vec<(String, usize)>,
    /// Whether words were left out that depend on what cannot be filled in.
    pub loses_words: bool,
}

impl Unfit {
    /// Adds a tag, and gives what stands for it: `inner` is what stands in it.
    pub fn take(
        &mut self,
        meant: Meant,
        name: &str,
        line: usize,
        inner: impl FnOnce() -> String,
    ) -> String {
        let named = (name.to_string(), line);
        match meant {
            Meant::Is(text) => text,
            Meant::Hidden => {
                self.hidden.push(named);
                String::new()
            }
            Meant::Unknown => {
                self.unknown.push(named);
                inner()
            }
            Meant::Doubtful => {
                let inner = inner();
                // Without words there is nothing that only some have seen.
                let list = match inner.trim().is_empty() {
                    true => &mut self.unknown,
                    false => &mut self.doubtful,
                };
                list.push(named);
                inner
            }
        }
    }

    /// Tells the report, and holds the text back if it may show what readers did not see, or if all
    /// its words were left out: it is none of the pages that are only lists.
    pub fn tell(self, text: &mut Text, lines_before: usize, archive: &mut Archive) {
        if !self.doubtful.is_empty() {
            text.held = text.held.or(Some(Held::Members));
        }
        if self.loses_words && !text.body.has_words() {
            text.held = text.held.or(Some(Held::Draft));
        }
        let hidden = self.hidden.into_iter().map(|(name, line)| {
            (Topic::ForSome, format!("what stands in `{name}`, which shows nothing of it"), line)
        });
        let unknown = self.unknown.into_iter().chain(self.doubtful);
        let unknown = unknown.map(|(name, line)| (Topic::UnknownTag, name, line));
        let unfilled = self.unfilled.into_iter();
        let unfilled = unfilled.map(|(name, line)| (Topic::Unfilled, name, line));
        for (topic, name, line) in hidden.chain(unknown).chain(unfilled) {
            archive.note(topic, name, &Origin::at(&text.origin.file, lines_before + line));
        }
    }
}

/// What the names of walls have in them, wherever (`members_only`, `restrict_content`).
const STEMS: [&str; 17] = [
    "member",
    "private",
    "restrict",
    "protect",
    "premium",
    "paywall",
    "subscriber",
    "loggedin",
    "logged_in",
    "logged-in",
    "secret",
    "password",
    "passster",
    "patreon",
    "hide",
    "hidden",
    "content_control",
];

/// What one of the parts of such names is: words, and the prefixes of plug-ins for members.
const PARTS: [&str; 12] = [
    "paid",
    "access",
    "role",
    "capability",
    "mepr",
    "pmpro",
    "rcp",
    "s2if",
    "wlm",
    "swpm",
    "ihc",
    "arm",
];

/// Whether the name of a tag says that only some readers see what stands in it.
pub fn is_for_some(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    STEMS.iter().any(|stem| name.contains(stem))
        || name.split(['_', '-', '/']).any(|part| PARTS.contains(&part))
}

/// Whether a tag is a wall, by its name: only around words it is one, and what is below a paywall
/// is behind it.
pub fn is_wall(name: &str, inner: Option<&str>) -> bool {
    let is_around = inner.is_some_and(|inner| !inner.trim().is_empty());
    is_for_some(name) && (is_around || name.to_ascii_lowercase().contains("paywall"))
}

/// A step of a template, seen as to whether it shows the words that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Shows them.
    Shows,
    /// A condition or a loop begins; one that asks only whether there are words is none.
    Open { is_sure: bool },
    /// `else` with a condition, and without.
    Else { has_condition: bool },
    /// The end of what was opened.
    Close,
}

/// The steps without those that show the words where readers do not see them.
pub fn only_seen(steps: Vec<Step>, places: &Places) -> Vec<Step> {
    let mut seen = places.seen().into_iter();
    let is_kept = |step: &Step| *step != Step::Shows || seen.next().unwrap_or(true);
    steps.into_iter().filter(is_kept).collect()
}

/// Whether a template has the words that it is given in places alone which readers do not see, and
/// no condition.
pub fn always_hides(steps: &[Step], places: &Places) -> bool {
    let is_condition = |step: &Step| !matches!(step, Step::Shows | Step::Close);
    let seen = places.seen();
    !seen.is_empty() && !seen.contains(&true) && !steps.iter().any(is_condition)
}

/// Whether a template shows the words that it is given, whatever its conditions come to.
pub fn always_shows(steps: &[Step]) -> bool {
    branch(&mut steps.iter().copied()).0
}

/// Whether a branch shows the words, and what ends it.
fn branch(steps: &mut dyn Iterator<Item = Step>) -> (bool, Step) {
    let mut shows = false;
    while let Some(step) = steps.next() {
        match step {
            Step::Shows => shows = true,
            Step::Open { is_sure } => {
                let (mut all, mut end) = branch(steps);
                let mut is_whole = is_sure;
                while let Step::Else { has_condition } = end {
                    is_whole |= !has_condition;
                    let (of_other, next) = branch(steps);
                    all &= of_other || is_sure;
                    end = next;
                }
                shows |= all && is_whole;
            }
            end => return (shows, end),
        }
    }
    (shows, Step::Close)
}

#[cfg(test)]
mod tests {
    use super::Step::{self, Close, Shows};
    use super::*;

    const IF: Step = Step::Open { is_sure: false };
    const IF_WORDS: Step = Step::Open { is_sure: true };
    const ELSE: Step = Step::Else { has_condition: false };
    const ELSE_IF: Step = Step::Else { has_condition: true };

    #[test]
    fn what_shows_its_words_in_every_case_is_no_wall() {
        for (steps, shows) in [
            (&[Shows][..], true),
            (&[], false),
            (&[IF, Close, Shows], true),
            (&[IF, Shows, Close], false),
            (&[IF_WORDS, Shows, Close], true),
            (&[IF_WORDS, Shows, ELSE, Close], true),
            (&[IF, Shows, ELSE, Shows, Close], true),
            (&[IF, Shows, ELSE, Close], false),
            (&[IF, Shows, ELSE_IF, Shows, Close], false),
            (&[IF, Shows, ELSE_IF, Shows, ELSE, Shows, Close], true),
            (&[IF, IF, Shows, Close, ELSE, Shows, Close], false),
            (&[IF, IF, Shows, ELSE, Shows, Close, ELSE, Shows, Close], true),
        ] {
            assert_eq!(always_shows(steps), shows, "{steps:?}");
        }
    }

    #[test]
    fn names_around_words_tell_walls() {
        for (name, inner, is) in [
            ("private", Some("words"), true),
            ("members-only", Some("words"), true),
            ("private", Some(" \n"), false),
            ("members", None, false),
            ("paywall", None, true),
            ("note", Some("words"), false),
        ] {
            assert_eq!(is_wall(name, inner), is, "{name} {inner:?}");
        }
    }
}
