//! The lists as people read them.

use std::fmt::Write;
use std::iter::once;
use std::ops::Range;

use super::declared::Declared;
use super::undeclared::{Findings, Story};
use crate::commands::{counted, grouped};
use crate::corrections::{Revision, StoryPart, WordingChange, differing};
use crate::report::Colours;
use crate::site::Site;
use crate::text::date::{Moment, Precision, for_message};
use crate::text::markdown::plain;

/// How much of a commit's id is shown; git takes it for the whole.
const SHORT: usize = 10;

/// The corrections, newest first, and how many they are.
pub(super) fn declared(declared: &[Declared<'_>]) -> String {
    if declared.is_empty() {
        return "No public story has a correction\n".into();
    }
    let mut list = String::new();
    for Declared { briefing, correction } in declared {
        let (date, file) = (day(&correction.date), shown(&briefing.article.file));
        let (title, text) = (shown(&briefing.article.facts.title), shown(&correction.text));
        // A `String` takes everything.
        let _ = write!(list, "{date} {file} ({title})\n    {text}\n\n");
    }
    list + &counted(declared.len(), "correction") + "\n"
}

fn day(moment: &Moment) -> String {
    let form = match moment.precision {
        Precision::Day => "%Y-%m-%d",
        Precision::Time => "%Y-%m-%d %H:%M",
    };
    moment.zoned.strftime(form).to_string()
}

/// The stories with what was changed in each, what declares it, and how many
/// changes there are.
pub(super) fn undeclared(findings: &Findings<'_>, site: &Site, colours: Colours) -> String {
    let mut list = List { text: String::new(), site, colours };
    for story in &findings.stories {
        list.story(story);
    }
    let found = found(findings);
    list.line(&match findings.unknown.told() {
        None => found.unwrap_or_else(|| NOTHING.into()),
        Some(unknown) => found.map_or(unknown.clone(), |found| format!("{found}; {unknown}")),
    });
    list.text
}

const NOTHING: &str = "No public story was changed after its publication without a correction";

/// `3 changes in 2 stories without a correction`. Where there are none, it may be said
/// of those stories only that have a history.
fn found(findings: &Findings<'_>) -> Option<String> {
    let stories = &findings.stories;
    if stories.is_empty() {
        let known = match findings.unknown.known {
            0 => return None,
            1 => "1 public story".into(),
            more => format!("{} public stories", grouped(more)),
        };
        let is_all = findings.unknown.told().is_none();
        return (!is_all).then(|| format!("no change without a correction in {known}"));
    }
    let seen = in_stories(stories.iter().map(|story| &story.revisions));
    let seen = seen.map(|seen| format!("{seen} without a correction"));
    let merged = in_stories(stories.iter().map(|story| &story.merged));
    let merged = merged.map(|merged| match seen {
        Some(_) => format!("{merged} if readers saw what was merged"),
        None => format!("{merged} without a correction if readers saw what was merged"),
    });
    let found: Vec<String> = seen.into_iter().chain(merged).collect();
    Some(found.join(", and "))
}

/// `3 changes in 2 stories`, if there are any.
fn in_stories<'a>(revisions: impl Iterator<Item = &'a Vec<Revision>>) -> Option<String> {
    let changes = revisions.map(|revisions| changes(revisions));
    let changes: Vec<usize> = changes.filter(|changes| *changes > 0).collect();
    let stories = match changes.len() {
        0 => return None,
        1 => "1 story".into(),
        more => format!("{} stories", grouped(more)),
    };
    Some(format!("{} in {stories}", counted(changes.iter().sum::<usize>(), "change")))
}

fn changes(revisions: &[Revision]) -> usize {
    revisions.iter().map(|revision| revision.changes.len()).sum()
}

struct List<'a> {
    text: String,
    site: &'a Site,
    colours: Colours,
}

impl List<'_> {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn story(&mut self, story: &Story<'_>) {
        let article = &story.briefing.article;
        self.line(&self.styled(BOLD, &shown(&article.file)));
        self.line(&shown(&article.facts.title));
        self.line(&self.site.config.base_url.absolute(&article.path));
        self.line("");
        for revision in &story.revisions {
            self.revision(revision);
        }
        if !story.merged.is_empty() {
            self.line("  On a branch that was merged, so only if readers saw that branch:");
            self.line("");
        }
        for revision in &story.merged {
            self.revision(revision);
        }
        self.remedy(story);
    }

    fn revision(&mut self, revision: &Revision) {
        let zone = &self.site.config.time_zone;
        let mut at = for_message(&revision.at, zone);
        if let Some(clock) = &revision.wrong_clock {
            at = format!("{at} (its clock said {})", for_message(clock, zone));
        }
        match &revision.commit {
            Some(commit) => {
                let id = commit.id.get(..SHORT).unwrap_or(&commit.id);
                self.line(&format!("  {at}, commit {id}, {}", shown(&commit.author)));
            }
            None => self.line(&format!("  {at}, not committed yet")),
        }
        self.line("");
        for change in &revision.changes {
            self.change(change);
        }
    }

    fn change(&mut self, change: &WordingChange) {
        let old = shown(&change.old);
        match &change.new {
            Some(new) => {
                let new = shown(new);
                let (was, is) = differing(&old, &new);
                self.label(name(change.part));
                self.line(&format!("  - {}", self.marked(&old, &was, &REMOVED)));
                self.line(&format!("  + {}", self.marked(&new, &is, &ADDED)));
            }
            None => {
                self.label(Some(name(change.part).map_or("removed", removed)));
                self.line(&format!("  - {old}"));
            }
        }
        self.line("");
    }

    fn label(&mut self, label: Option<&str>) {
        if let Some(label) = label {
            self.line(&format!("  {label}:"));
        }
    }

    /// The text with the words in these ranges marked; nothing is marked where
    /// no word is the same.
    fn marked(&self, text: &str, ranges: &[Range<usize>], mark: &Mark) -> String {
        let mut marked = String::new();
        let mut end = 0;
        let mut has_same_words = false;
        for range in ranges.iter().cloned().chain(once(text.len()..text.len())) {
            let (same, word) = (&text[end..range.start], &text[range.clone()]);
            has_same_words |= same.contains(char::is_alphanumeric);
            marked.push_str(same);
            marked.push_str(&self.with_mark(word, mark));
            end = range.end;
        }
        if has_same_words { marked } else { text.into() }
    }

    fn with_mark(&self, word: &str, mark: &Mark) -> String {
        match self.colours {
            _ if word.is_empty() => String::new(),
            Colours::Yes => self.styled(mark.style, word),
            Colours::No => format!("{}{word}{}", mark.open, mark.close),
        }
    }

    fn styled(&self, style: &str, text: &str) -> String {
        match self.colours {
            Colours::Yes => format!("\u{1b}[{style}m{text}\u{1b}[0m"),
            Colours::No => text.into(),
        }
    }

    /// The front matter that declares the changes: a correction for each day. Its
    /// text is a comment, so that a build refuses one that nobody wrote. It begins
    /// at the margin, as it has to in the file.
    fn remedy(&mut self, story: &Story<'_>) {
        let has_corrections = !story.briefing.article.facts.corrections.is_empty();
        let place = if has_corrections { "the `corrections` of its" } else { "its" };
        let changes = changes(&story.revisions) + changes(&story.merged);
        let what = if changes == 1 { "it" } else { "them" };
        self.line(&format!("  To declare {what}, add to {place} front matter:"));
        self.line("");
        if !has_corrections {
            self.line("corrections:");
        }
        let zone = &self.site.config.time_zone;
        let revisions = story.revisions.iter().chain(&story.merged);
        let days = revisions.map(|revision| revision.at.to_zoned_datetime(zone.clone()).date());
        let mut days: Vec<_> = days.collect();
        days.sort_unstable();
        days.dedup();
        for day in days {
            self.line(&format!("  - date: {day}"));
            self.line("    text: # what was wrong, and what is right");
        }
        self.line("");
    }
}

/// How words are marked: on a terminal by a style, elsewhere by signs.
struct Mark {
    style: &'static str,
    open: &'static str,
    close: &'static str,
}

const BOLD: &str = "1";
const REMOVED: Mark = Mark { style: "1;31", open: "[-", close: "-]" };
const ADDED: Mark = Mark { style: "1;32", open: "{+", close: "+}" };

/// The part's name; a block of the text needs none.
fn name(part: StoryPart) -> Option<&'static str> {
    match part {
        StoryPart::Headline => Some("headline"),
        StoryPart::Standfirst => Some("standfirst"),
        StoryPart::Summary => Some("summary"),
        StoryPart::Caption => Some("caption"),
        StoryPart::Text => None,
    }
}

/// What is said of a part by this name that is not there any more.
fn removed(name: &'static str) -> &'static str {
    match name {
        "standfirst" => "standfirst removed",
        "summary" => "summary removed",
        "caption" => "caption removed",
        _ => "removed",
    }
}

/// A text on one line that cannot steer the terminal.
fn shown(text: &str) -> String {
    let mut shown = String::new();
    for c in plain(text).chars() {
        match c.is_control() {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}
