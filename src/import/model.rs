//! What another program's site holds, whichever program it was: what every source is read into.

use std::collections::BTreeMap;

use crate::html::tree::{parse, text_of};
use crate::text::date::Written;
use crate::text::yaml::Value;

/// A site as its source has it.
#[derive(Debug, Default)]
pub struct Archive {
    /// What its settings say.
    pub settings: Settings,
    /// Its stories and pages, in the order of their source.
    pub texts: Vec<Text>,
    /// The files that it publishes as they are.
    pub files: Vec<File>,
    /// Addresses of lists and feeds that are no text.
    pub lists: Vec<List>,
    /// What did not fit, or was changed.
    pub notes: Vec<Note>,
    /// What the source has and no site shows: how many of each kind.
    pub left_out: BTreeMap<&'static str, usize>,
    /// Its program publishes texts whose date is ahead.
    pub shows_future: bool,
}

/// The settings of a site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Settings {
    /// Its name.
    pub title: String,
    /// A line about it.
    pub tagline: Option<String>,
    /// Where it is published, with `http` or `https`.
    pub base_url: Option<String>,
    /// A language tag, as the source has it.
    pub language: Option<String>,
    /// The name of a time zone, or an offset such as `+04:00`.
    pub time_zone: Option<String>,
    /// Links of its menu: title, and address.
    pub menu: Vec<(String, String)>,
    /// How many stories a page of a list holds.
    pub page_size: Option<usize>,
    /// Sections that the source names: id, title, description.
    pub sections: Vec<(String, String, Option<String>)>,
    /// The languages in which the site is, that of the site first; none if it is in one.
    pub languages: Vec<SiteLanguage>,
}

/// A language in which a site is.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SiteLanguage {
    /// What texts in it have as their language; those in the first have none.
    pub of_texts: String,
    /// Its tag in the names of files.
    pub tag: String,
    /// What its addresses begin with: `/fr`, or nothing.
    pub base: String,
    /// The site's name in it.
    pub title: Option<String>,
    /// A line about the site.
    pub tagline: Option<String>,
    /// Links of its menu: title, and address.
    pub menu: Vec<(String, String)>,
    /// Its names of sections: id, title, description.
    pub sections: Vec<(String, String, Option<String>)>,
}

impl Archive {
    /// Which of the site's languages a text is in.
    pub fn language_of(&self, text: &Text) -> usize {
        let languages = self.settings.languages.iter();
        let own = text.language.as_deref();
        let mut others = languages.skip(1).zip(1..);
        others.find(|(language, _)| own == Some(&language.of_texts)).map_or(0, |(_, at)| at)
    }

    /// An address without what all of a language's begin with.
    pub fn below_language<'a>(&self, text: &Text, address: &'a str) -> &'a str {
        let language = self.settings.languages.get(self.language_of(text));
        let below = language.and_then(|language| address.strip_prefix(&language.base));
        below.filter(|below| below.starts_with('/')).unwrap_or(address)
    }
}

impl Settings {
    /// The names of sections in a language, which a text has as its own.
    pub fn sections_of(
        &mut self,
        language: Option<&str>,
    ) -> &mut Vec<(String, String, Option<String>)> {
        let mut others = self.languages.iter_mut().skip(1);
        match others.find(|other| language == Some(&other.of_texts)) {
            Some(other) => &mut other.sections,
            None => &mut self.sections,
        }
    }
}

/// A story or a page.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Where it is in the source.
    pub origin: Origin,
    /// What the source knows it by, where that is not its place.
    pub id: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// The headline, as plain text.
    pub title: String,
    /// When it was published.
    pub date: Option<Written>,
    /// When it was last changed.
    pub updated: Option<Written>,
    /// Not public before this, whatever its date.
    pub not_before: Option<Written>,
    /// Not public from this on.
    pub expires: Option<Written>,
    /// The files of the texts without which it is not public: the heads of its sections.
    pub under: Vec<String>,
    /// Why it is not public, if it is not.
    pub held: Option<Held>,
    /// The standfirst.
    pub subtitle: Option<String>,
    /// What lists show.
    pub summary: Option<String>,
    /// The byline.
    pub authors: Vec<String>,
    /// What it is about.
    pub tags: Vec<String>,
    /// The id of its section, as the source tells it.
    pub section: Option<String>,
    /// The last part of its address.
    pub slug: String,
    /// Its address on the old site: a path from the root below the base path, percent-decoded.
    pub address: Option<String>,
    /// The same as the source writes it, with its host, where it does.
    pub url: Option<String>,
    /// Public addresses that no file can have, such as `/?p=123`.
    pub queries: Vec<String>,
    /// Older addresses, of the same form.
    pub aliases: Vec<String>,
    /// The picture that leads it.
    pub image: Option<Image>,
    /// Leads the front page.
    pub featured: bool,
    /// Its language, where that is not the site's.
    pub language: Option<String>,
    /// The id of the section whose list it was the head of.
    pub section_of_list: Option<String>,
    /// What it has in common with its versions in other languages.
    pub version_of: Option<String>,
    /// The address of the publication that it points to.
    pub source: Option<String>,
    /// What feed readers know it by.
    pub feed_id: Option<String>,
    /// What else the source says of it.
    pub extra: Vec<(String, Value)>,
    /// The text itself.
    pub body: Body,
    /// How many lines of its file go before it.
    pub lines_before: usize,
}

/// What a text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// A story: it has a date and stands in lists.
    #[default]
    Story,
    /// A standing page.
    Page,
}

/// Why a text is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Held {
    /// It is not finished.
    Draft,
    /// For some readers alone.
    Private,
    /// Somebody has to look at it.
    Pending,
    /// Its moment was still to come.
    Scheduled,
    /// Behind a password.
    Password,
    /// It went to subscribers by mail, and was on no page.
    Sent,
    /// For members or those who pay.
    Members,
    /// Public for those who know its address, and in no list.
    Unlisted,
    /// Its type has no pages, such as messages of readers and orders.
    NoPage,
    /// Part of another page, or at an address that leads elsewhere.
    Part,
    /// Its section is not public.
    Section,
    /// Its time was over.
    Over,
}

impl Held {
    /// In words, behind "it is".
    pub fn words(self) -> &'static str {
        match self {
            Held::Draft => "a draft",
            Held::Private => "private",
            Held::Pending => "pending review",
            Held::Scheduled => "scheduled for later",
            Held::Password => "protected by a password",
            Held::Sent => "sent by mail only",
            Held::Members => "for members only",
            Held::Unlisted => "unlisted",
            Held::NoPage => "of a type that has no pages",
            Held::Part => "without a page of its own",
            Held::Section => "in a section that is not public",
            Held::Over => "public no more, as its `expires` is past",
        }
    }
}

/// A picture that leads a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Image {
    /// A path from the old site's root, or a web address.
    pub src: String,
    /// What it shows.
    pub alt: Option<String>,
    /// The line below it.
    pub caption: Option<String>,
    /// Who made it.
    pub credit: Option<String>,
}

/// The text of a story.
#[derive(Clone, Debug)]
pub enum Body {
    /// HTML as a browser gets it.
    Html(String),
    /// Markdown of a dialect, its tags replaced.
    Markdown(String, Dialect),
}

impl Body {
    /// Whether there are words in it.
    pub fn has_words(&self) -> bool {
        match self {
            Body::Html(html) => !text_of(&parse(html)).trim().is_empty(),
            Body::Markdown(text, _) => !text.trim().is_empty(),
        }
    }
}

impl Default for Body {
    fn default() -> Self {
        Body::Html(String::new())
    }
}

/// A dialect of Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// kramdown with Jekyll's defaults (<https://kramdown.gettalong.org/syntax.html>).
    Kramdown,
    /// goldmark with Hugo's defaults (<https://gohugo.io/configuration/markup/>).
    Goldmark,
    /// pulldown-cmark, as Zola uses it.
    Zola,
    /// markdown-it, as Eleventy uses it.
    MarkdownIt,
}

/// A place in a source.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// The file, from the source's root; of an export the entry in it.
    pub file: String,
    /// The line, from 1; 0 where there is none.
    pub line: usize,
}

impl Origin {
    /// A place in a file.
    pub fn at(file: &str, line: usize) -> Self {
        Origin { file: file.into(), line }
    }
}

/// A file that the site publishes as it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Its address: a path from the root, percent-decoded.
    pub address: String,
    /// Where it is in the source.
    pub from: String,
    /// The files of the texts that it belongs to: it is public if one of them is, or if there is none.
    pub beside: Vec<String>,
}

impl File {
    /// A file that belongs to no text.
    pub fn new(address: impl Into<String>, from: &str) -> Self {
        File { address: address.into(), from: from.into(), beside: Vec::new() }
    }
}

/// A list of the old site, such as that of a category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct List {
    /// Its address.
    pub address: String,
    /// What it lists.
    pub of: ListOf,
}

/// What a list holds.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ListOf {
    /// All stories.
    Everything,
    /// Those of a section or with a tag, whichever has this name.
    Name(String),
    /// Nothing: it only led there, to a path of the site or to another one.
    Nothing(String),
}

/// What the report says of one thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// What kind of thing it is.
    pub topic: Topic,
    /// What it is, such as the name of a tag; notes of one topic and name are counted.
    pub name: String,
    /// Where it is in the source.
    pub origin: Origin,
}

/// What notes are about, in the order of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Topic {
    /// A text that could not be read.
    Unread,
    /// A text that is held back.
    Held,
    /// A part of a public text that not everybody saw, and that is left out.
    ForSome,
    /// A tag or shortcode that nobody knows.
    UnknownTag,
    /// A part of a template that cannot be filled in.
    Unfilled,
    /// A block that stays HTML.
    KeptHtml,
    /// An embedded page that became a link.
    Embed,
    /// Something that no page shows: a script, a form.
    Dropped,
    /// Words, links or pictures that differ from the source.
    Differs,
    /// An address that could not be kept.
    Address,
    /// A picture or file that is not there.
    MissingFile,
    /// A picture that no page can show.
    Picture,
    /// A file that was left out.
    LeftOutFile,
    /// A date that was missing or had no zone.
    Date,
    /// A name or value that was changed.
    Changed,
}

impl Archive {
    /// Adds what the report is to say.
    pub fn note(&mut self, topic: Topic, name: impl Into<String>, origin: &Origin) {
        self.notes.push(Note { topic, name: name.into(), origin: origin.clone() });
    }

    /// Counts what no site shows.
    pub fn leave_out(&mut self, kind: &'static str) {
        *self.left_out.entry(kind).or_default() += 1;
    }
}
