//! From YAML to a front page, field by field.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use url::Url;

use super::fields::{BANNER, BLOCK, ENTRY, FIELDS};
use super::{
    Banner, BannerLink, Block, BlockOf, Entry, FrontPage, IN_BLOCK, MOST_BLOCKS, MOST_IN_BLOCK,
    Span,
};
use crate::faults::FileFaults;
use crate::text::config::LinkTarget;
use crate::text::moments::moment;
use crate::text::placed::Placed;
use crate::text::yaml::{Decoder, Fields, Keys, Node, Value};
use crate::url::SitePath;

/// Reads the text of `file`, a `front.yaml`, whose times are in `zone`. What cannot be read is an
/// error; what stands beside it is read all the same, so that all that is wrong with it is told.
pub fn parse(source: &str, file: &str, zone: &TimeZone) -> (FrontPage, FileFaults) {
    let start = if source.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let yaml = Decoder::new(file, source, start..source.len(), Keys::Placed);
    let mut reader = Reader { yaml, zone, listed: Vec::new() };
    let page = reader.page(file).unwrap_or_default();
    reader.tell_of_twice();
    (page, reader.yaml.into_faults())
}

struct Reader<'a> {
    yaml: Decoder<'a>,
    zone: &'a TimeZone,
    /// Every story that is named, where and when.
    listed: Vec<(Node, Entry)>,
}

impl Reader<'_> {
    fn page(&mut self, file: &str) -> Option<FrontPage> {
        let node = self.yaml.parse(FIELDS)?;
        if node.value == Value::Null {
            return None;
        }
        let mut fields = self.yaml.fields(&node, file)?;
        self.yaml.deny_unknown(&mut fields, FIELDS, file);
        self.yaml.warn_of_comments(&node, |comment| {
            format!("`{comment}` does nothing: YAML takes it for a comment")
        });
        Some(FrontPage {
            banner: fields.get("banner").and_then(|node| self.banner(node)),
            lead: self.entries(&fields, "lead"),
            second_leads: self.entries(&fields, "second_leads"),
            pinned: self.entries(&fields, "pinned"),
            blocks: fields.get("blocks").map(|node| self.blocks(node)),
        })
    }

    fn banner(&mut self, node: &Node) -> Option<Banner> {
        let mut fields = self.yaml.fields(node, "banner")?;
        let meant = self.yaml.deny_unknown(&mut fields, BANNER, "banner");
        for (name, example) in
            [("text", "text: The bridge is closed"), ("until", "until: 2026-02-01 18:00")]
        {
            if fields.get(name).is_none() && !meant.has(name) {
                let message = format!("the banner has no `{name}`");
                let why = if name == "until" { ": it disappears then" } else { "" };
                self.yaml.report(
                    &node.range,
                    message,
                    format!("add a line such as `{example}`{why}"),
                );
            }
        }
        let text = fields.get("text").and_then(|node| self.yaml.plain_text(node, "text"));
        let link = fields.get("link").and_then(|node| self.link(node));
        let span = self.span(&fields).unwrap_or_default();
        Some(Banner { text: text.unwrap_or_default(), link, span })
    }

    /// A path or a web address; everything else is the file of a story.
    fn link(&mut self, node: &Node) -> Option<BannerLink> {
        let text = self.yaml.text(node, "link")?;
        let place = self.yaml.place(&node.range);
        if let Some(path) = SitePath::new(&text) {
            return Some(BannerLink::Address(Placed::at(place, LinkTarget::Page(path))));
        }
        match Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "http" | "https" | "mailto" | "tel") => {
                Some(BannerLink::Address(Placed::at(place, LinkTarget::Elsewhere(url))))
            }
            _ => Some(BannerLink::Story(Placed::at(place, text))),
        }
    }

    /// One story or a list of them, each by its file or with its times.
    fn entries(&mut self, fields: &Fields<'_>, name: &str) -> Vec<Entry> {
        let Some(node) = fields.get(name) else { return Vec::new() };
        if let Value::Text(text) = &node.value
            && let parts = text.split([',', ';']).map(str::trim).collect::<Vec<_>>()
            && let words = text.split_whitespace().collect::<Vec<_>>()
            && let parts = if parts.len() > 1 { parts } else { words }
            && parts.len() > 1
            && parts.iter().all(|part| part.ends_with(".md"))
        {
            let list = Value::texts(parts.iter().copied());
            let line = self.yaml.field_with(name, node, &list);
            let message = format!("`{name}` is one story, and these are several");
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return Vec::new();
        }
        let items = match &node.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(node),
        };
        items.iter().filter_map(|item| self.entry(item, name)).collect()
    }

    fn entry(&mut self, node: &Node, name: &str) -> Option<Entry> {
        let (story, span) = match &node.value {
            Value::Map(_) => {
                let mut fields = self.yaml.fields(node, name)?;
                let meant = self.yaml.deny_unknown(&mut fields, ENTRY, name);
                if fields.get("story").is_none() && !meant.has("story") {
                    let hint = "add its file, such as `story: content/politics/budget.md`";
                    self.yaml.report(&node.range, format!("{name}: there is no `story`"), hint);
                }
                let span = self.span(&fields);
                (fields.get("story")?.clone(), span)
            }
            _ => (node.clone(), Some(Span::default())),
        };
        let takes =
            format!("write the file of a story, such as `{name}: content/politics/budget.md`");
        let text = self.yaml.text_of_form(&story, name, &takes)?;
        if text.contains('\\') {
            let message = format!("`{text}` has backslashes, and paths have slashes");
            let line = self.yaml.line_with(&story, &text.replace('\\', "/"));
            self.yaml.report(&story.range, message, format!("write `{line}`"));
            return None;
        }
        let is_in_time = span.is_some();
        let span = span.unwrap_or_default();
        let entry = Entry { story: Placed::at(self.yaml.place(&story.range), text), span };
        // Nobody knows whether one without its times is there together with another.
        if is_in_time {
            self.listed.push((story, entry.clone()));
        }
        Some(entry)
    }

    fn span(&mut self, fields: &Fields<'_>) -> Option<Span> {
        let mut of = |name: &str| {
            let node = fields.get(name)?;
            moment(&mut self.yaml, node, name, self.zone)
        };
        let (from, until) = (of("from"), of("until"));
        let is_lost = |name: &str, moment: bool| fields.get(name).is_some() && !moment;
        if is_lost("from", from.is_some()) || is_lost("until", until.is_some()) {
            return None;
        }
        if let (Some(start), Some(end)) = (&from, &until)
            && end.timestamp() <= start.timestamp()
            && let Some(node) = fields.get("until")
        {
            let hint = match fields.key("from").zip(fields.get("from")) {
                Some((_, written)) => {
                    let line = self.yaml.place(&written.range).line;
                    format!("`from` is in line {line}: are the two the wrong way round?")
                }
                None => "write a later moment".into(),
            };
            self.yaml.report(&node.range, "`until` is not later than `from`", hint);
            return None;
        }
        Some(Span { from, until })
    }

    fn blocks(&mut self, node: &Node) -> Vec<Block> {
        let items = self.yaml.list(node, "blocks");
        if let Some(item) = items.get(MOST_BLOCKS) {
            let message =
                format!("this is block {}, and a page has {MOST_BLOCKS} at most", MOST_BLOCKS + 1);
            self.yaml.report(&item.range, message, "delete what nobody would scroll to");
        }
        items.iter().take(MOST_BLOCKS).filter_map(|item| self.block(item)).collect()
    }

    fn block(&mut self, node: &Node) -> Option<Block> {
        if !node.value.is_map() {
            let section = self.yaml.text(node, "blocks")?;
            let section = Placed::at(self.yaml.place(&node.range), section);
            let (title, span) = (None, Span::default());
            return Some(Block { of: BlockOf::Section(section), title, count: IN_BLOCK, span });
        }
        let mut fields = self.yaml.fields(node, "a block")?;
        let meant = self.yaml.deny_unknown(&mut fields, BLOCK, "a block");
        let kinds = ["section", "tag", "stories"];
        let given: Vec<&str> =
            kinds.into_iter().filter(|name| fields.get(name).is_some()).collect();
        match given[..] {
            [] if kinds.iter().any(|name| meant.has(name)) => {}
            [] => {
                let hint = "say which: `section: economy`, `tag: water`, or `stories:` with a list of files";
                self.yaml.report(&node.range, "this block has no stories", hint);
            }
            [_] => {}
            [one, other, ..] => {
                let message =
                    format!("this block has `{one}` and `{other}`, and it can have one of them");
                let at = fields.key(other).map_or(&node.range, |key| &key.range);
                self.yaml.report(at, message, "make two blocks of it");
            }
        }
        let mut placed = |name: &str| {
            let node = fields.get(name)?;
            let text = self.yaml.text(node, name)?;
            Some(Placed::at(self.yaml.place(&node.range), text))
        };
        let (section, tag) = (placed("section"), placed("tag"));
        let listed_before = self.listed.len();
        let mut stories = self.entries(&fields, "stories");
        let title = fields.get("title").and_then(|node| self.yaml.plain_text(node, "title"));
        let count = fields
            .get("count")
            .map(|node| self.yaml.count_such_as(node, "count", MOST_IN_BLOCK, "count: 6"));
        let span = self.span(&fields);
        let listed = self.listed.split_off(listed_before);
        // Nobody knows when those are there of a block without its times.
        if let Some(span) = &span {
            for (node, entry) in listed {
                let span = entry.span.within(span);
                match span.is_empty() {
                    true => self.tell_never(&node, &entry),
                    false => self.listed.push((node, Entry { span, ..entry })),
                }
            }
        }
        let span = span.unwrap_or_default();
        for entry in &mut stories {
            entry.span = entry.span.within(&span);
        }
        let of = match given[..] {
            ["section"] => BlockOf::Section(section?),
            ["tag"] => BlockOf::Tag(tag?),
            ["stories"] => BlockOf::Stories(stories),
            _ => return None,
        };
        let usual = if matches!(of, BlockOf::Stories(_)) { MOST_IN_BLOCK } else { IN_BLOCK };
        let count = count.flatten().unwrap_or(usual);
        Some(Block { of, title, count, span })
    }

    /// Tells of a story whose times and those of its block have no moment in common.
    fn tell_never(&mut self, node: &Node, entry: &Entry) {
        let story = &entry.story.value;
        let message =
            format!("`{story}` is never on the page: its times and those of its block do not meet");
        let hint = "give the two times that meet, or delete it here";
        self.yaml.warn(&node.range, message, hint.into());
    }

    /// Tells of each story that is named for two places at one time.
    fn tell_of_twice(&mut self) {
        let listed = std::mem::take(&mut self.listed);
        let mut by_story: BTreeMap<&str, Vec<&(Node, Entry)>> = BTreeMap::new();
        for named in &listed {
            by_story.entry(&named.1.story.value).or_default().push(named);
        }
        for (story, mut named) in by_story {
            let from = |span: &Span| span.from.as_ref().map_or(Timestamp::MIN, |it| it.timestamp());
            let until =
                |span: &Span| span.until.as_ref().map_or(Timestamp::MAX, |it| it.timestamp());
            named.sort_by_key(|(_, entry)| from(&entry.span));
            let mut last: Option<&(Node, Entry)> = None;
            for one in named {
                if let Some(before) = last.filter(|before| before.1.span.meets(&one.1.span)) {
                    self.tell_twice(story, &before.0, &one.0);
                }
                last = [last, Some(one)].into_iter().flatten().max_by_key(|it| until(&it.1.span));
            }
        }
    }

    fn tell_twice(&mut self, story: &str, one: &Node, other: &Node) {
        let (first, second) =
            if one.range.start <= other.range.start { (one, other) } else { (other, one) };
        let line = self.yaml.place(&first.range).line;
        let message = format!("`{story}` is here a second time; line {line} has it already");
        let hint = "a story is once on the page: delete one of the two, or give them times, `from` and \
                    `until`, that do not meet";
        self.yaml.report(&second.range, message, hint);
    }
}

#[cfg(test)]
mod tests;
