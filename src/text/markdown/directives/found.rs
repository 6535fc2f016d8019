//! Where the blocks of a text begin and end.

mod unknown;

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser};

use super::amiss;
use super::attributes::{self, Wrong};
use super::embeds;
use super::ends;
use super::kinds::{Kind, Label};
use super::line::{self, Begin, Line};
use super::unread;
use crate::embeds::{Embed, Providers};
use crate::nearest::nearest;
use crate::text::markdown::{Fault, options};

/// How many blocks may be open at once: a page shows no more of them within each other.
const MOST_OPEN: usize = 10;

/// The blocks of a text.
pub struct Directives<'t> {
    /// The text as the parser is to see it, each byte at its place: a line that begins or ends
    /// a block is a rule there. A rule ends whatever is open before it, as a block does.
    pub text: Cow<'t, str>,
    /// What these rules stand for, in order.
    pub marks: Vec<Mark>,
    /// What is wrong.
    pub faults: Vec<Fault>,
    /// What is shown otherwise than meant.
    pub slips: Vec<Fault>,
}

/// A line that begins or ends a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The line, without its end.
    pub at: Range<usize>,
    /// What it is.
    pub what: What,
}

/// What a line does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A block begins, or is there, if it is one line.
    Begin(Block),
    /// The last one that began ends.
    End,
    /// What stands on another site, and what it is called in the text.
    Embed(Embed, Option<String>),
}

/// What the first line of a block says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub kind: Kind,
    /// What is in the brackets behind its name.
    pub label: Option<String>,
    /// Where that is in the text.
    pub label_at: Range<usize>,
    /// Names and values.
    pub attributes: Vec<(String, String)>,
}

impl Block {
    /// The value of an attribute, if it has words.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// What readers see of its first line.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let label = self.label.as_deref().filter(|_| self.kind.label() == Label::Title);
        label.into_iter().chain(["by", "role", "title"].iter().filter_map(|it| self.attribute(it)))
    }
}

impl Directives<'_> {
    /// The stories that are named on lines of their own: where, and by what.
    pub fn stories(&self) -> impl Iterator<Item = (Range<usize>, &str)> {
        let blocks = self.marks.iter().filter_map(|mark| match &mark.what {
            What::Begin(block) => Some(block),
            What::End | What::Embed(..) => None,
        });
        let stories = blocks.filter(|block| block.kind == Kind::Story);
        stories.filter_map(|block| Some((block.label_at.clone(), block.label.as_deref()?)))
    }

    /// The origins of the frames that are shown, each once.
    pub fn frames(&self) -> Vec<String> {
        let mut frames: Vec<String> = Vec::new();
        for mark in &self.marks {
            let What::Embed(embed, _) = &mark.what else { continue };
            let origin = embed.origin();
            if !frames.contains(&origin) {
                frames.push(origin);
            }
        }
        frames.sort_unstable();
        frames
    }

    /// The mark of the rule at `start`, if it stands for one.
    pub fn at(&self, start: usize) -> Option<&What> {
        let found = self.marks.binary_search_by_key(&start, |mark| mark.at.start);
        found.ok().map(|at| &self.marks[at].what)
    }
}

/// The blocks of `text`, and what is shown of other sites, if any are known.
pub fn found<'t>(text: &'t str, providers: Option<&Providers>) -> Directives<'t> {
    let mut lines = candidates(text);
    if let Some(providers) = providers {
        lines.extend(embeds::lines(text, providers));
        lines.sort_by_key(|(at, _)| at.start);
    }
    let mut directives = Directives {
        text: Cow::Borrowed(text),
        marks: Vec::new(),
        faults: Vec::new(),
        slips: Vec::new(),
    };
    if lines.is_empty() {
        return directives;
    }
    // In code and in raw HTML, colons are colons.
    let all = masked(text, lines.iter().map(|(at, _)| at));
    let rules = Parser::new_ext(&all, options()).into_offset_iter();
    let rules = rules.filter(|(event, _)| *event == Event::Rule).map(|(_, at)| at.start);
    let rules: HashSet<usize> = rules.collect();
    lines.retain(|(at, _)| rules.contains(&at.start));
    let mut matching = Matching::new(text, &mut directives);
    for (at, line) in lines {
        match line {
            Line::End { colons } => matching.end(at, colons),
            Line::Embed(embed, title) => {
                let written = &text[at.clone()];
                if let Some(fault) = embeds::lost_moment(written, at.start, &embed) {
                    matching.directives.slips.push(fault);
                }
                let what = What::Embed(embed, title);
                matching.directives.marks.push(Mark { at, what });
            }
            Line::Begin(begin) => {
                if !matching.begin(at, &begin) {
                    break;
                }
            }
        }
    }
    matching.finish();
    directives.faults.sort_by_key(|fault| fault.range.start);
    if !directives.marks.is_empty() {
        directives.text = masked(text, directives.marks.iter().map(|mark| &mark.at)).into();
    }
    directives
}

/// The lines that have the form of a beginning or an end, without their line ends.
fn candidates(text: &str) -> Vec<(Range<usize>, Line)> {
    let first = text.starts_with("::").then_some(0);
    let others = memmem::find_iter(text.as_bytes(), "\n::").map(|at| at + 1);
    let line = |start: usize| {
        let end = text[start..].find('\n').map_or(text.len(), |length| start + length);
        let line = text[start..end].trim_end_matches('\r');
        Some((start..start + line.len(), line::read(line)?))
    };
    first.into_iter().chain(others).filter_map(line).collect()
}

/// The text with a rule in the place of each of these lines.
fn masked<'r>(text: &str, lines: impl Iterator<Item = &'r Range<usize>>) -> String {
    let mut masked = String::with_capacity(text.len());
    for at in lines {
        masked.push_str(&text[masked.len()..at.start]);
        masked.push_str("***");
        masked.extend(std::iter::repeat_n(' ', at.len().saturating_sub(3)));
    }
    masked.push_str(&text[masked.len()..]);
    masked
}

/// A block that has no end yet.
struct Open {
    at: Range<usize>,
    colons: usize,
    /// Its mark; none if it is at fault.
    mark: Option<usize>,
}

struct Matching<'t, 'd> {
    text: &'t str,
    open: Vec<Open>,
    /// Where the last line ends that would end a block, and ends none.
    stray: usize,
    /// Where each of the faults begins.
    told: HashSet<usize>,
    directives: &'d mut Directives<'t>,
}

impl<'t, 'd> Matching<'t, 'd> {
    fn new(text: &'t str, directives: &'d mut Directives<'t>) -> Self {
        Matching { text, open: Vec::new(), stray: 0, told: HashSet::new(), directives }
    }
}

impl Matching<'_, '_> {
    fn fault(&mut self, range: Range<usize>, message: impl Into<String>, hint: impl Into<String>) {
        self.told.insert(range.start);
        let fault = Fault { range, message: message.into(), hint: hint.into() };
        self.directives.faults.push(fault);
    }

    /// Whether to go on.
    fn begin(&mut self, at: Range<usize>, begin: &Begin) -> bool {
        let line = &self.text[at.clone()];
        let name = &line[begin.name.clone()];
        let Some(kind) = Kind::named(name) else {
            return self.unknown(at, begin);
        };
        if kind.is_line() && begin.colons > 2 {
            let mended = amiss::mended(line, begin, kind)
                .unwrap_or_else(|| format!("::{}", line.trim_start_matches(':').trim()));
            let end = ":".repeat(begin.colons);
            let below = self.text[at.end..].trim_start().lines().next().unwrap_or_default();
            let mut hint = format!("write `{mended}`");
            if below.trim_end() == end {
                hint = format!("{hint}, and delete the `{end}` below it");
                self.open.push(Open { at: at.clone(), colons: begin.colons, mark: None });
            }
            self.fault(at, format!("`{name}` is one line, and begins with two colons"), hint);
            return true;
        }
        if !kind.is_line() && begin.colons == 2 {
            let hint = format!("write `:::{}`, and `:::` where it ends", &line[2..].trim());
            self.fault(at, format!("`{name}` begins with three colons"), hint);
            return true;
        }
        if !kind.is_line() && self.is_too_deep(&at) {
            return false;
        }
        let block = self.block(&at, kind, begin);
        let mark = block.map(|block| {
            let marks = &mut self.directives.marks;
            marks.push(Mark { at: at.clone(), what: What::Begin(block) });
            marks.len() - 1
        });
        if !kind.is_line() {
            self.open.push(Open { at, colons: begin.colons, mark });
        }
        true
    }

    /// Whether no more blocks may be open. What is behind is not looked at.
    fn is_too_deep(&mut self, at: &Range<usize>) -> bool {
        let is_too_deep = self.open.len() == MOST_OPEN;
        if is_too_deep {
            let message = format!("more than {MOST_OPEN} blocks are open here");
            let hint = "end one with a line of as many colons as it begins with";
            self.fault(at.clone(), message, hint);
            self.open.clear();
        }
        is_too_deep
    }

    /// What a first line says, if that is right.
    fn block(&mut self, at: &Range<usize>, kind: Kind, begin: &Begin) -> Option<Block> {
        let line = &self.text[at.clone()];
        let place = |range: &Range<usize>| at.start + range.start..at.start + range.end;
        if !begin.rest.is_empty() {
            let rest = &line[begin.rest.clone()];
            let what = "behind the name of a block stand a title in `[…]` and attributes in `{…}`";
            let colons = &line[..begin.colons];
            let is_plain = !rest.contains(['[', ']', '{', '}', '(', ')']) && begin.label.is_none();
            let hint = match (amiss::mended(line, begin, kind), kind.label()) {
                (Some(mended), _) => format!("write `{mended}`"),
                (None, Label::Title | Label::Path) if is_plain => {
                    format!("write `{colons}{}[{rest}]`", kind.name())
                }
                _ => format!("write it as in `{}`", kind.example()),
            };
            self.fault(place(&begin.rest), what, hint);
            return None;
        }
        let label = begin.label.clone().map(|range| unescaped(&line[range]));
        let label_at = begin.label.clone().map_or(begin.name.clone(), |range| {
            let start = range.end - line[range.clone()].trim_start().len();
            start..start + line[range].trim().len()
        });
        let label_at = place(&label_at);
        match (kind.label(), label.as_deref().map(str::trim)) {
            (Label::None, Some(_)) => {
                let message = format!("`{}` has no title", kind.name());
                let hint = match amiss::without_label(line, begin, kind) {
                    Some(mended) => format!("write `{mended}`"),
                    None => format!("put that above it, and write it as in `{}`", kind.example()),
                };
                self.fault(label_at, message, hint);
                return None;
            }
            (Label::Path, None | Some("")) => {
                let message = format!("`{}` does not say which story", kind.name());
                let hint = format!("write its file in brackets, as in `{}`", kind.example());
                self.fault(at.clone(), message, hint);
                return None;
            }
            _ => {}
        }
        let range = begin.attributes.clone().unwrap_or(line.len()..line.len());
        let read = match attributes::read(line, range) {
            Ok(read) => read,
            Err(Wrong { at: wrong, message, mended }) => {
                let hint = match amiss::mended(line, begin, kind).or(mended) {
                    Some(mended) => format!("write `{}`", mended.trim_end()),
                    None => format!("write it as in `{}`", kind.example()),
                };
                self.fault(place(&wrong), message, hint);
                return None;
            }
        };
        let mut attributes: Vec<(String, String)> = Vec::new();
        for attribute in read {
            let name = &line[attribute.name.clone()];
            if !kind.attributes().contains(&name) {
                let message = format!("`{}` has no attribute `{name}`", kind.name());
                let all = kind.attributes();
                let value = &line[attribute.value.clone()];
                let near = amiss::attribute(name, kind).map(str::to_string);
                let hint = match near.or_else(|| nearest(name, all.iter().copied())) {
                    _ if amiss::is_title(name, kind) && begin.label.is_none() => {
                        let value = value.replace('[', "\\[").replace(']', "\\]");
                        format!("write `{}{}[{value}]`", &line[..begin.colons], kind.name())
                    }
                    Some(near) => format!("did you mean `{near}`?"),
                    None if all.is_empty() => format!("delete it: `{}` has none", kind.name()),
                    None => format!("it may have: {}", all.join(", ")),
                };
                self.fault(place(&attribute.name), message, hint);
                return None;
            }
            if attributes.iter().any(|(own, _)| own == name) {
                let message = format!("`{name}` is there twice");
                self.fault(place(&attribute.name), message, "delete one of the two");
                return None;
            }
            attributes.push((name.to_string(), line[attribute.value].to_string()));
        }
        Some(Block { kind, label, label_at, attributes })
    }

    fn end(&mut self, at: Range<usize>, colons: usize) {
        let Some(number) = self.open.iter().rposition(|open| open.colons == colons) else {
            match self.open.last() {
                Some(open) => {
                    let name = self.text[open.at.clone()].trim_end().to_string();
                    let hint =
                        format!("write `{}`, if it is to end `{name}`", ":".repeat(open.colons));
                    self.fault(
                        at,
                        format!("no block that is open begins with {colons} colons"),
                        hint,
                    );
                }
                None => {
                    // What an end above may have been meant for is told there.
                    let last = self.directives.marks.last().map_or(0, |mark| mark.at.end);
                    let from = last.max(self.stray);
                    self.stray = at.end;
                    let slip = unread::beginning(self.text, from..at.start);
                    self.directives.slips.push(slip.unwrap_or_else(|| Fault {
                        range: at,
                        message: "this ends no block, and readers see it".into(),
                        hint: "delete it, or begin a block above it, such as `:::fact-box`".into(),
                    }));
                }
            }
            return;
        };
        self.without_end(number + 1, at.start);
        // That of a block at fault goes with its beginning.
        if let Some(Open { mark: Some(_), .. }) = self.open.pop() {
            self.directives.marks.push(Mark { at, what: What::End });
        }
    }

    /// Tells of all open blocks from the one of this number on that they do not end before
    /// `until`.
    fn without_end(&mut self, number: usize, until: usize) {
        let mut open = self.open.split_off(number).into_iter().peekable();
        while let Some(Open { at, colons, mark }) = open.next() {
            let Some(mark) = mark else { continue };
            self.directives.marks[mark].at = 0..0;
            let name = self.text[at.clone()].trim_end().to_string();
            let end = ":".repeat(colons);
            if let Some(again) = open.next_if(|it| ends::is_again(self.text, &at, &it.at)) {
                if let Some(mark) = again.mark {
                    self.directives.marks[mark].at = 0..0;
                }
                let message = format!("this begins another `{name}`, and the one above has no end");
                self.fault(again.at, message, format!("write `{end}`, if it is to end that one"));
                continue;
            }
            let behind = open.peek().map_or(until, |it| it.at.start);
            match ends::meant(self.text, at.end..behind, &end) {
                // It has other colons than any block, and is told.
                Some((line, _)) if self.told.contains(&line.start) => {}
                Some((line, hint)) => {
                    self.fault(line, format!("this line does not end `{name}`"), hint);
                }
                None => {
                    let hint = format!("write `{end}` on a line of its own where it ends");
                    self.fault(at, format!("`{name}` has no end"), hint);
                }
            }
        }
    }

    fn finish(&mut self) {
        self.without_end(0, self.text.len());
        self.directives.marks.retain(|mark| !mark.at.is_empty());
    }
}

/// Without the backslashes before brackets.
fn unescaped(label: &str) -> String {
    label.replace("\\[", "[").replace("\\]", "]").trim().to_string()
}
