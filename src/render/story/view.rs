//! A story in one place.

use std::borrow::Cow;

use tera::Value;

use crate::html::escaped;
use crate::language::direction::{Direction, bidi_html, direction_of_tag};
use crate::language::name_list::joined_html;
use crate::model::Briefing;
use crate::render::addresses::Addresses;
use crate::render::context::Context;
use crate::render::shared::appearance::share_link;
use crate::render::story::date::date;
use crate::render::story::facts::{extra, held, image, toc};
use crate::render::story::kind::{headline, label};
use crate::render::views::{
    CardView, CorrectionView, DateView, ImageView, LinkView, SourceView, WholeView,
};
use crate::text::config::Share;
use crate::text::date::Moment;
use crate::text::dateline::DatelineParts;
use crate::text::front_matter::Dateline;
use crate::url::SitePath;
use crate::word_list::WordList;

/// A minute's reading, in words (Brysbaert 2019, "How many words do we read per
/// minute?", finds 238 for English prose).
const WORDS_A_MINUTE: usize = 238;

/// A story as it shows in a place that writes addresses in one way.
#[derive(Clone, Copy)]
pub struct StoryView<'a> {
    pub context: Context<'a>,
    /// Its number among the site's briefings.
    pub at: usize,
    pub addresses: Addresses,
}

impl<'a> StoryView<'a> {
    pub fn new(context: Context<'a>, at: usize, addresses: Addresses) -> Self {
        StoryView { context, at, addresses }
    }

    pub fn briefing(self) -> &'a Briefing {
        &self.context.edition.briefings[self.at]
    }

    /// Its own address.
    pub fn address(self) -> String {
        self.context.address(&self.briefing().article.path, self.addresses)
    }

    /// Its address wherever it is shown.
    pub fn permalink(self) -> String {
        self.context.address(&self.briefing().article.path, Addresses::Absolute)
    }

    /// The names of its tags, in the site's spelling.
    pub fn tag_names(self) -> Vec<&'a str> {
        let tagging = &self.context.edition.index.tagging;
        tagging.of_briefing[self.at].iter().map(|tag| &*tagging.tags[*tag].name).collect()
    }

    /// The name of its section.
    pub fn section_name(self) -> &'a str {
        &self.context.edition.index.sections[self.briefing().section].config.title
    }

    /// The picture that leads it.
    pub fn image(self) -> Option<ImageView<'a>> {
        image(&self.briefing().article, self.context, self.addresses)
    }

    /// The dateline, as the site sets it.
    pub fn dateline(self) -> Option<String> {
        let briefing = self.briefing();
        match briefing.article.facts.dateline.as_ref()? {
            Dateline::Whole(line) => Some(line.clone()),
            Dateline::Parts { place, agency } => {
                let day = briefing.day;
                let language = briefing.article.lang().and_then(|tag| tag.parse().ok());
                let settings = &self.context.edition.settings;
                Some(settings.dateline.fill(&DatelineParts {
                    place: place.as_deref(),
                    agency: agency.as_deref(),
                    language: language.as_ref().unwrap_or(&settings.language.id),
                    site_language: &settings.language.id,
                    date: &self.context.shared.calendar.day_of_year(day),
                    month: self.context.shared.calendar.month_name(day),
                    day: day.day(),
                    year: day.year(),
                }))
            }
        }
    }

    /// The headline, with its kind where readers have to know that.
    pub fn headline(self) -> Cow<'a, str> {
        headline(&self.briefing().article, self.words())
    }

    /// What the theme says in the language of the edition.
    pub fn words(self) -> &'a WordList {
        &self.context.edition.settings.words
    }

    /// Who wrote it, in one line.
    pub fn byline(self) -> Value {
        let language = &self.context.edition.settings.language;
        let direction = Direction::of(language);
        let authors = &self.briefing().article.facts.authors;
        let html: Vec<String> = authors.iter().map(|name| bidi_html(name, direction)).collect();
        Value::safe_string(&joined_html(authors, &html, language))
    }

    /// The same; each author with a page leads to it.
    fn linked_byline(self) -> Value {
        let language = &self.context.edition.settings.language;
        let direction = Direction::of(language);
        let link = |name: &String| {
            let html = bidi_html(name, direction);
            match self.author_path(name) {
                Some(path) => {
                    let address = escaped(&self.context.address(path, self.addresses));
                    format!("<a rel=\"author\" href=\"{address}\">{html}</a>")
                }
                None => html,
            }
        };
        let authors = &self.briefing().article.facts.authors;
        let html: Vec<String> = authors.iter().map(link).collect();
        Value::safe_string(&joined_html(authors, &html, language))
    }

    /// The page of an author of it, by the name that it has.
    pub fn author_path(self, name: &str) -> Option<&'a SitePath> {
        let author = self.context.edition.index.authorship.of_name(name)?;
        self.context.shared.author_paths.get(author)?.as_ref()
    }

    /// The same, absolute.
    pub fn author_address(self, name: &str) -> Option<String> {
        Some(self.context.address(self.author_path(name)?, Addresses::Absolute))
    }

    /// What lists are told of it.
    pub fn card(self) -> CardView<'a> {
        let briefing = self.briefing();
        let article = &briefing.article;
        let facts = &article.facts;
        let tags = self.context.edition.index.tagging.of_briefing[self.at].iter();
        CardView {
            title: &facts.title,
            subtitle: facts.subtitle.as_deref(),
            summary: article.summary(),
            url: self.address(),
            permalink: self.permalink(),
            section: self.context.section(briefing.section, self.addresses),
            date: self.date(&briefing.date),
            updated: facts.updated.as_ref().map(|moment| self.date(moment)),
            dateline: self.dateline(),
            authors: &facts.authors,
            byline: self.byline(),
            tags: tags.map(|tag| self.context.tag(*tag, self.addresses)).collect(),
            image: self.image(),
            source: facts
                .source
                .as_ref()
                .map(|source| SourceView { name: &source.name, url: (&*source.url).into() }),
            kind: facts.kind.word(),
            label: label(facts.kind, self.words()),
            is_live: self.is_live(),
            featured: facts.featured,
            held: held(article, self.context),
            lang: article.lang(),
            direction: article.lang().map(direction_of_tag),
            extra: extra(article),
        }
    }

    /// What its own page is told beside that.
    pub fn whole(self) -> WholeView<'a> {
        let briefing = self.briefing();
        let article = &briefing.article;
        let config = &self.context.site.config;
        let share = |share: &Share| -> LinkView {
            let by_email = self.words().plain("by_email");
            share_link(*share, &self.headline(), &self.permalink(), by_email)
        };
        let modified = Some(briefing.modified()).filter(|moment| **moment != briefing.date);
        let corrections = article.facts.corrections.iter();
        let html = article.html.read_or_nothing().to_string();
        WholeView {
            content: Value::safe_string(&self.with_paid_links(html)),
            linked_byline: self.linked_byline(),
            words: article.words,
            reading_minutes: article.words.div_ceil(WORDS_A_MINUTE).max(1),
            modified: modified.map(|moment| self.date(moment)),
            share: config.share.iter().map(share).collect(),
            live: self.live(),
            toc: toc(article),
            corrections: corrections
                .map(|correction| CorrectionView {
                    date: self.date(&correction.date),
                    text: &correction.text,
                })
                .collect(),
        }
    }

    /// A moment that it names.
    pub fn date(self, moment: &Moment) -> DateView {
        date(moment, self.context, self.addresses)
    }
}
