//! What stories are known by in feeds, for ever.

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::Date;
use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::{Deserialize, Serialize};

use crate::slug::composed;
use crate::text::config::{Config, SectionConfig};
use crate::text::date::Moment;
use crate::text::front_matter::FrontMatter;
use crate::url::SitePath;

/// What is percent-encoded in the path of a file: more than in an address, since a `tag:` URI
/// has it behind a colon.
const FILE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'/');

/// What a story is known by, unless another one is already: the day that is written in it,
/// and the section and the name that it had first. So it stays when the story gets another
/// slug, section, time of day or time zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FeedName {
    day: Date,
    /// `politics/talks`, percent-encoded.
    place: Box<str>,
    /// Since when readers know it; of a draft nobody can tell.
    since: Option<Timestamp>,
}

impl FeedName {
    /// That of a story at `path` in the section of number `section`; none without a date. Its
    /// file has this name, and the folder is that of a language, if it has one.
    pub fn of(
        (folder, file_name): (Option<String>, &str),
        path: &SitePath,
        section: usize,
        facts: &FrontMatter,
        config: &Config,
    ) -> Option<Self> {
        let date = facts.date.as_ref()?;
        let section = first_section(facts, config).or_else(|| config.sections.get(section))?;
        // Of ASCII, an id of a section has nothing that would have to be written otherwise.
        let section = utf8_percent_encode(section.first_id(), CONTROLS);
        // Files from macOS have names in another normal form.
        let name = composed(first_name(file_name, path, facts));
        let name = utf8_percent_encode(&name, NON_ALPHANUMERIC).to_string().replace("%2D", "-");
        let released = [Some(date), facts.embargo.as_ref()].into_iter().flatten();
        let since = released.map(Moment::timestamp).max().filter(|_| !facts.draft);
        let place = match folder {
            Some(folder) => format!("{folder}/{section}/{name}"),
            None => format!("{section}/{name}"),
        };
        Some(FeedName { day: date.written_day, place: place.into(), since })
    }

    /// The part of the id that tells stories of one site apart.
    fn id(&self) -> Box<str> {
        format!("{}:{}", self.day, self.place).into()
    }
}

/// The ids of stories, the same for no two: of those that would have the same, the one that
/// readers knew first keeps it, and the others are known by the whole path of their file.
/// `stories` are in the order of their files.
pub fn feed_ids<'a>(stories: &[(&'a str, &'a FeedName)]) -> Vec<Box<str>> {
    let mut first: HashMap<(Date, &str), usize, ahash::RandomState> = HashMap::default();
    let rank = |at: usize| {
        let since = stories[at].1.since;
        (since.is_none(), since, at)
    };
    for (at, (_, name)) in stories.iter().enumerate() {
        let known = first.entry((name.day, &*name.place)).or_insert(at);
        if rank(at) < rank(*known) {
            *known = at;
        }
    }
    let id = |(at, (file, name)): (usize, &(&str, &FeedName))| match first
        .get(&(name.day, &*name.place))
    {
        Some(known) if *known != at => {
            format!("{}:{}", name.day, utf8_percent_encode(&composed(file), FILE)).into()
        }
        _ => name.id(),
    };
    stories.iter().enumerate().map(id).collect()
}

/// The section that the first of the aliases tells that is the address of a story.
fn first_section<'c>(facts: &FrontMatter, config: &'c Config) -> Option<&'c SectionConfig> {
    let named = |alias: &str| {
        let id = config.permalink.section_of(alias)?;
        config.sections.iter().find(|section| section.is_or_was(id))
    };
    facts.aliases.iter().find_map(|alias| named(alias.value.as_str()))
}

/// The name that a text had first: the last part of its first alias that is an address like
/// its own, else the name of its file without ending and date.
fn first_name<'a>(file_name: &'a str, path: &SitePath, facts: &'a FrontMatter) -> &'a str {
    let depth = |path: &str| path.trim_end_matches('/').matches('/').count();
    let is_like = |alias: &&str| depth(alias) == depth(path.as_str());
    let mut aliases = facts.aliases.iter().map(|alias| alias.value.as_str());
    match aliases.find(is_like) {
        Some(alias) => last_part(alias.trim_end_matches('/')).trim_end_matches(".html"),
        None => file_name,
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}
