//! `front.yaml`: what editors put on the front page, and until when.

mod fields;
mod reader;

pub use fields::FIELDS;
pub use reader::parse;

use jiff::Timestamp;

use crate::text::config::LinkTarget;
use crate::text::date::Moment;
use crate::text::placed::Placed;

/// The file of the first language, beside the settings.
pub const FILE: &str = "front.yaml";

/// How many second leads there can be.
pub const MOST_SECOND_LEADS: usize = 4;
/// How many stories can be pinned: as many as the latest have places.
pub const MOST_PINNED: usize = 8;
/// How many blocks there can be.
pub const MOST_BLOCKS: usize = 40;
/// How many stories there can be in each.
pub const MOST_IN_BLOCK: usize = 20;
/// How many stories a block has if nobody says so.
pub const IN_BLOCK: usize = 4;

/// What the name of a file beside the settings says, if it is one of a front page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontFile<'f> {
    /// Of the first language.
    First,
    /// Of the language with this tag: `front.ru.yaml`.
    Language(&'f str),
    /// It has the wrong ending, and nobody reads it: `front.yml`.
    Misnamed,
    /// It is called otherwise, and nobody reads it: `front-page.yaml`.
    Otherwise,
}

impl<'f> FrontFile<'f> {
    /// What a name says; none if it is of something else.
    pub fn of(name: &'f str) -> Option<Self> {
        let Some(rest) = name.strip_prefix("front.") else {
            return is_otherwise(name).then_some(FrontFile::Otherwise);
        };
        match rest.rsplit_once('.').unwrap_or(("", rest)) {
            ("", "yaml") => Some(FrontFile::First),
            (tag, "yaml") => Some(FrontFile::Language(tag)),
            ("", ending) => is_yaml(ending).then_some(FrontFile::Misnamed),
            (_, ending) => is_yaml(ending).then_some(FrontFile::Misnamed),
        }
    }

    /// The name of the file of a language.
    pub fn name(tag: Option<&str>) -> String {
        match tag {
            None => FILE.into(),
            Some(tag) => format!("front.{tag}.yaml"),
        }
    }
}

/// Whether a name is another for the file: `Front.yaml`, `front-page.yaml`.
fn is_otherwise(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let stem = name.rsplit_once('.').filter(|(_, ending)| is_yaml(ending)).map(|(stem, _)| stem);
    stem.is_some_and(|stem| matches!(stem, "front" | "front-page" | "front_page" | "frontpage"))
}

fn is_yaml(ending: &str) -> bool {
    ending.eq_ignore_ascii_case("yml") || ending.eq_ignore_ascii_case("yaml")
}

/// What a file says of a front page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FrontPage {
    /// News that is breaking.
    pub banner: Option<Banner>,
    /// The story that leads: the first of these that can.
    pub lead: Vec<Entry>,
    /// Those below it.
    pub second_leads: Vec<Entry>,
    /// Those above the latest.
    pub pinned: Vec<Entry>,
    /// What follows; each section if nobody says so.
    pub blocks: Option<Vec<Block>>,
}

/// When something is on the page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Span {
    /// From this moment on.
    pub from: Option<Moment>,
    /// Until this moment.
    pub until: Option<Moment>,
}

impl Span {
    /// Whether something is on the page at a moment.
    pub fn has(&self, instant: Timestamp) -> bool {
        let from = self.from.as_ref().is_none_or(|from| from.timestamp() <= instant);
        from && !self.is_over(instant)
    }

    /// Whether it was on the page, and is not any more.
    pub fn is_over(&self, instant: Timestamp) -> bool {
        self.until.as_ref().is_some_and(|until| until.timestamp() <= instant)
    }

    /// Whether there is a moment at which both are on the page.
    pub fn meets(&self, other: &Self) -> bool {
        let ends_before = |one: &Self, other: &Self| match (&one.until, &other.from) {
            (Some(until), Some(from)) => until.timestamp() <= from.timestamp(),
            _ => false,
        };
        !ends_before(self, other) && !ends_before(other, self)
    }

    /// Whether there is no moment in it.
    pub fn is_empty(&self) -> bool {
        self.from.as_ref().is_some_and(|from| self.is_over(from.timestamp()))
    }

    /// What both have in common.
    pub fn within(&self, other: &Self) -> Self {
        let moments = |one: &Option<Moment>, other: &Option<Moment>| -> Vec<Moment> {
            [one, other].into_iter().flatten().cloned().collect()
        };
        let from = moments(&self.from, &other.from);
        let until = moments(&self.until, &other.until);
        Span {
            from: from.into_iter().max_by_key(Moment::timestamp),
            until: until.into_iter().min_by_key(Moment::timestamp),
        }
    }

    /// The moments at which something comes or goes.
    pub fn ends(&self) -> impl Iterator<Item = Timestamp> {
        [&self.from, &self.until].into_iter().flatten().map(Moment::timestamp)
    }
}

/// A story on the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its file, from the site's root.
    pub story: Placed<String>,
    /// When it is there.
    pub span: Span,
}

/// Some stories under a title.
#[derive(Clone, Debug, PartialEq)]
pub struct Block {
    /// Which.
    pub of: BlockOf,
    /// What it is called; without it, a section or a tag has its name, and others have none.
    pub title: Option<String>,
    /// How many stories it shows at most.
    pub count: usize,
    /// When it is there.
    pub span: Span,
}

/// Which stories a block has.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockOf {
    /// The newest of a section, by its id.
    Section(Placed<String>),
    /// The newest of a tag, by its name.
    Tag(Placed<String>),
    /// These.
    Stories(Vec<Entry>),
}

/// News that is breaking.
#[derive(Clone, Debug, PartialEq)]
pub struct Banner {
    /// What happened.
    pub text: String,
    /// Where more is said.
    pub link: Option<BannerLink>,
    /// When it is there; it has an end.
    pub span: Span,
}

/// Where a banner leads.
#[derive(Clone, Debug, PartialEq)]
pub enum BannerLink {
    /// The file of a story.
    Story(Placed<String>),
    /// A page of this site or of another.
    Address(Placed<LinkTarget>),
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_its_language() {
        for (name, file) in [
            ("front.yaml", Some(FrontFile::First)),
            ("front.ru.yaml", Some(FrontFile::Language("ru"))),
            ("front.pt-BR.yaml", Some(FrontFile::Language("pt-BR"))),
            ("front.yml", Some(FrontFile::Misnamed)),
            ("front.ru.yml", Some(FrontFile::Misnamed)),
            ("front.YAML", Some(FrontFile::Misnamed)),
            ("front.md", None),
            ("front", None),
            ("Front.yaml", Some(FrontFile::Otherwise)),
            ("front-page.yaml", Some(FrontFile::Otherwise)),
            ("Front_Page.yml", Some(FrontFile::Otherwise)),
            ("frontpage.yaml", Some(FrontFile::Otherwise)),
            ("frontier.yaml", None),
            ("front-page.md", None),
            ("site.yaml", None),
        ] {
            assert_eq!(FrontFile::of(name), file, "{name}");
        }
        assert_eq!(FrontFile::name(None), "front.yaml");
        assert_eq!(FrontFile::name(Some("ru")), "front.ru.yaml");
    }
}
