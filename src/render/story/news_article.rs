//! A story for machines, in the vocabulary of <https://schema.org/>, as search engines ask
//! for it (<https://developers.google.com/search/docs/appearance/structured-data/article>).

use crate::formats::file_types::media_type;
use crate::formats::media::Medium;
use crate::model::{Article, Media, Played};
use crate::render::share_cards::share_card;
use crate::render::shared::subjects;
use crate::render::story::date::iso;
use crate::render::story::kind;
use crate::render::story::translations::translations;
use crate::render::story::view::StoryView;
use crate::render::structured_data::vocabulary::{
    ArticleType, ArticleTypes, AudioObject, Author, CorrectionComment, CreativeWork,
    CreativeWorkSeries, ImageObject, MediaObject, NewsArticle, PageReference, Person, Pixels,
    VideoObject, Work,
};
use crate::render::structured_data::{Publication, some_text};
use crate::render::views::{ImageView, TranslationView};
use crate::text::front_matter::Kind;

impl<'a> StoryView<'a> {
    /// The picture that leads it: the version for those with whom it is shared.
    fn picture_object(self) -> Option<ImageObject<'a>> {
        let ImageView { shared, caption, credit, .. } = self.image()?;
        let object =
            ImageObject { url: shared.url, caption, credit_text: credit, ..ImageObject::default() };
        let is_made = self.briefing().article.lead().is_some_and(Media::has_versions);
        Some(match is_made {
            true => ImageObject {
                encoding_format: Some(shared.media_type),
                width: shared.width.map(Pixels),
                height: shared.height.map(Pixels),
                ..object
            },
            false => object,
        })
    }

    /// Its card, if it has one.
    fn card_object(self) -> Option<ImageObject<'a>> {
        let card = self.context.edition.index.cards.of_briefing(self.at)?;
        let card = share_card(Some(card), &self.briefing().article.path, self.context)?;
        Some(ImageObject {
            url: card.permalink,
            encoding_format: Some(card.media_type.into()),
            width: Some(Pixels(card.width)),
            height: Some(Pixels(card.height)),
            ..ImageObject::default()
        })
    }

    /// What it plays in this way.
    fn played(self, medium: Medium) -> impl Iterator<Item = (MediaObject<'a>, &'a Played)> {
        let briefing = self.briefing();
        let of_medium = briefing.article.played().filter(move |(_, it)| it.medium == medium);
        of_medium.filter_map(move |(media, played)| {
            let path = media.path()?;
            let object = MediaObject {
                name: &played.caption,
                content_url: self.context.address(path, self.addresses),
                encoding_format: media_type(path.as_str()),
                content_size: played.bytes.to_string(),
                duration: played.seconds().map(|seconds| format!("PT{seconds}S")),
                upload_date: briefing.date.day().to_string(),
            };
            Some((object, played))
        })
    }

    fn videos(self) -> Vec<VideoObject<'a>> {
        let videos = self.played(Medium::Film).map(|(media, played)| VideoObject {
            media,
            thumbnail_url: played
                .poster
                .as_ref()
                .map(|poster| self.context.address(poster, self.addresses)),
        });
        videos.collect()
    }

    fn audios(self) -> Vec<AudioObject<'a>> {
        self.played(Medium::Sound).map(|(media, _)| AudioObject { media }).collect()
    }

    /// It says nothing that the story's page does not show.
    pub fn news_article(self) -> NewsArticle<'a> {
        let briefing = self.briefing();
        let article = &briefing.article;
        let facts = &article.facts;
        let publication = &self.context.shared.publication;
        let address = self.address();
        let translations = translations(&article.path, self.context, self.addresses);
        let work = |text: TranslationView<'a>| Work { url: text.url, in_language: text.language };
        // Where the names of files do not tell which version the others are made from, it is the
        // one in the first language.
        let original = self.context.site.original_of(&article.story);
        let original = original.map(|it| self.context.address(&it.path, self.addresses));
        let is_it = |text: &TranslationView<'_>| match &original {
            Some(original) => text.url == *original,
            None => text.is_default,
        };
        let has_original = translations.iter().any(is_it);
        let is_original = translations.iter().any(|text| is_it(text) && text.is_this);
        // The one that it says it is made from, or else the original.
        let said = facts.translation_of.as_deref();
        let made_from = translations.iter().find(|text| Some(&*text.language) == said);
        let made_from = made_from.filter(|text| !text.is_this);
        let made_from = made_from
            .map(|text| Work { url: text.url.clone(), in_language: text.language.clone() });
        let (originals, others): (Vec<_>, Vec<_>) = translations.into_iter().partition(is_it);
        let original = || originals.into_iter().find(|text| !text.is_this).map(work);
        let tells_others = !has_original || is_original;
        let live = self.live_blog();
        let (live_start, live_end, updates) = match live {
            Some(live) => {
                (Some(live.coverage_start_time), live.coverage_end_time, live.live_blog_update)
            }
            None => (None, None, Vec::new()),
        };
        NewsArticle {
            kind: match live_start.is_some() {
                true => ArticleTypes::Two([ArticleType::LiveBlogPosting, article_type(facts.kind)]),
                false => ArticleTypes::One(article_type(facts.kind)),
            },
            // The page and what it tells are two things, so they have two names.
            id: format!("{address}#article"),
            main_entity_of_page: PageReference { id: address.clone() },
            url: address,
            headline: &facts.title,
            alternative_headline: facts.subtitle.as_deref(),
            description: some_text(article.summary()),
            image: self.picture_object().or_else(|| self.card_object()),
            video: self.videos(),
            audio: self.audios(),
            date_published: iso(&briefing.date),
            date_modified: iso(briefing.modified()),
            author: self.authors(publication),
            publisher: &publication.publisher,
            article_section: self.section_name(),
            is_part_of: self.series(),
            position: self.context.edition.index.serials.place_of(self.at).map(|(_, at)| at + 1),
            // What no type says.
            genre: kind::name(facts.kind, self.words()),
            keywords: self.tag_names(),
            in_language: publication.language_of(article),
            // A link-out brief may have no text of its own.
            word_count: Some(article.words).filter(|words| *words > 0),
            // A property of news alone.
            dateline: self.dateline().filter(|_| !facts.kind.is_paid_for()),
            correction: corrections(article),
            is_based_on: facts
                .source
                .as_ref()
                .map(|source| CreativeWork { name: &source.name, url: &source.url }),
            work_translation: others
                .into_iter()
                .filter(|text| tells_others && !text.is_this)
                .map(work)
                .collect(),
            translation_of_work: made_from.or_else(original),
            coverage_start_time: live_start,
            coverage_end_time: live_end,
            live_blog_update: updates,
        }
    }
}

/// What schema.org has for a kind of story; it has nothing of its own for interviews and
/// obituaries.
fn article_type(kind: Kind) -> ArticleType {
    match kind {
        Kind::News | Kind::Interview | Kind::Obituary => ArticleType::NewsArticle,
        Kind::Analysis => ArticleType::AnalysisNewsArticle,
        Kind::Opinion => ArticleType::OpinionNewsArticle,
        Kind::Explainer => ArticleType::BackgroundNewsArticle,
        Kind::Sponsored => ArticleType::AdvertiserContentArticle,
    }
}

impl<'a> StoryView<'a> {
    /// A story that names no author is the publisher's.
    fn authors(self, publication: &'a Publication) -> Vec<Author<'a>> {
        let names = &self.briefing().article.facts.authors;
        if names.is_empty() {
            return vec![Author::Organization(&publication.publisher)];
        }
        let person = |name: &'a String| {
            let url = self.author_address(name);
            let authorship = &self.context.edition.index.authorship;
            let list = authorship.of_name(name).map(|author| &authorship.authors[author]);
            let facts = list.and_then(|list| subjects::facts(list, self.context));
            let job_title = facts.and_then(|facts| facts.role.as_deref()).filter(|_| url.is_some());
            Author::Person(Box::new(Person { name, url, job_title, ..Person::default() }))
        };
        names.iter().map(person).collect()
    }

    fn series(self) -> Option<CreativeWorkSeries<'a>> {
        let index = &self.context.edition.index;
        let (series, _) = index.serials.place_of(self.at)?;
        let path = index.series_path(series, 1);
        Some(CreativeWorkSeries {
            name: &index.serials.series[series].name,
            url: self.context.address(&path, self.addresses),
            description: None,
        })
    }
}

fn corrections(article: &Article) -> Vec<CorrectionComment<'_>> {
    let corrections = article.facts.corrections.iter();
    corrections
        .map(|correction| CorrectionComment {
            text: &correction.text,
            date_published: iso(&correction.date),
        })
        .collect()
}
