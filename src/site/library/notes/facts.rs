//! The facts of a text, as they are noted.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Place;
use crate::language::tag::Language;
use crate::text::date::{Moment, Precision};
use crate::text::front_matter::{
    Correction, Dateline, FrontMatter, Image, Kind, NamePlaces, Source, Tag, WrittenAt,
};
use crate::text::placed::Placed;
use crate::url::SitePath;

/// The facts of a text, as far as one that is noted has them.
#[derive(Serialize, Deserialize)]
pub(super) struct Facts {
    title: String,
    date: Option<NotedMoment>,
    updated: Option<NotedMoment>,
    updated_at: (usize, usize),
    embargo: Option<NotedMoment>,
    expires: Option<NotedMoment>,
    subtitle: Option<String>,
    summary: Option<String>,
    dateline: Option<Dateline>,
    authors: Vec<String>,
    authors_at: Box<[Place]>,
    tags: Vec<Tag>,
    kind: Kind,
    series: Option<Tag>,
    image: Option<NotedImage>,
    source: Option<Source>,
    slug: Option<String>,
    aliases: Vec<NotedAlias>,
    featured: bool,
    corrections: Vec<(NotedMoment, String, bool, (usize, usize))>,
    language: Option<String>,
    translation_of: Option<String>,
    goes_alone: bool,
    feed_id: Option<String>,
}

/// A moment, its zone being that of the site; whether a time was written, and the day.
type NotedMoment = (Timestamp, bool, Date);

/// An old path, and where it is written.
type NotedAlias = (String, Option<Place>);

impl Facts {
    /// Those of a text; none if one of them is not noted.
    pub(super) fn of(facts: &FrontMatter) -> Option<Facts> {
        let FrontMatter {
            title,
            date,
            updated,
            updated_at,
            embargo,
            expires,
            draft: false,
            subtitle,
            summary,
            dateline,
            authors,
            authors_at,
            tags,
            kind,
            series,
            live: None,
            image,
            source,
            slug,
            aliases,
            featured,
            corrections,
            language,
            translations,
            translation_of,
            goes_alone,
            feed_id,
            about: None,
            extra,
        } = facts
        else {
            return None;
        };
        if !(translations.is_empty() && extra.is_empty()) {
            return None;
        }
        let alias = |alias: &Placed<SitePath>| (alias.value.as_str().into(), alias.place);
        let correction = |correction: &Correction| {
            let Correction { date, text, is_of_this_version, at } = correction;
            (noted(date), text.clone(), *is_of_this_version, range(at))
        };
        Some(Facts {
            title: title.clone(),
            date: date.as_ref().map(noted),
            updated: updated.as_ref().map(noted),
            updated_at: range(updated_at),
            embargo: embargo.as_ref().map(noted),
            expires: expires.as_ref().map(noted),
            subtitle: subtitle.clone(),
            summary: summary.clone(),
            dateline: dateline.clone(),
            authors: authors.clone(),
            authors_at: authors_at.0.clone(),
            tags: tags.clone(),
            kind: *kind,
            series: series.clone(),
            image: image.as_deref().map(NotedImage::of),
            source: source.clone(),
            slug: slug.clone(),
            aliases: aliases.iter().map(alias).collect(),
            featured: *featured,
            corrections: corrections.iter().map(correction).collect(),
            language: language.as_ref().map(|language| language.tag().into()),
            translation_of: translation_of.clone(),
            goes_alone: *goes_alone,
            feed_id: feed_id.clone(),
        })
    }

    /// The facts, in the time zone of the site.
    pub(super) fn clone_facts(&self, zone: &TimeZone) -> Option<FrontMatter> {
        let moment = |(moment, is_time, day): &NotedMoment| Moment {
            zoned: moment.to_zoned_datetime(zone.clone()),
            precision: if *is_time { Precision::Time } else { Precision::Day },
            written_day: *day,
        };
        let written = |(start, end): (usize, usize)| WrittenAt(start..end);
        let alias =
            |(path, at): &NotedAlias| Some(Placed { value: SitePath::new(path)?, place: *at });
        let correction = |noted: &(NotedMoment, String, bool, (usize, usize))| Correction {
            date: moment(&noted.0),
            text: noted.1.clone(),
            is_of_this_version: noted.2,
            at: written(noted.3),
        };
        Some(FrontMatter {
            title: self.title.clone(),
            date: self.date.as_ref().map(moment),
            updated: self.updated.as_ref().map(moment),
            updated_at: written(self.updated_at),
            embargo: self.embargo.as_ref().map(moment),
            expires: self.expires.as_ref().map(moment),
            draft: false,
            subtitle: self.subtitle.clone(),
            summary: self.summary.clone(),
            dateline: self.dateline.clone(),
            authors: self.authors.clone(),
            authors_at: NamePlaces(self.authors_at.clone()),
            tags: self.tags.clone(),
            kind: self.kind,
            series: self.series.clone(),
            live: None,
            image: self.image.as_ref().map(|image| image.image().into()),
            source: self.source.clone(),
            slug: self.slug.clone(),
            aliases: self.aliases.iter().map(alias).collect::<Option<_>>()?,
            featured: self.featured,
            corrections: self.corrections.iter().map(correction).collect(),
            language: self.language.as_deref().map(Language::as_written),
            translations: Vec::new(),
            translation_of: self.translation_of.clone(),
            goes_alone: self.goes_alone,
            feed_id: self.feed_id.clone(),
            about: None,
            extra: Vec::new(),
        })
    }
}

/// The picture that leads a text.
#[derive(Serialize, Deserialize)]
struct NotedImage {
    src: (String, Option<Place>),
    alt: Option<String>,
    caption: Option<String>,
    credit: Option<String>,
}

impl NotedImage {
    fn of(image: &Image) -> NotedImage {
        let Image { src: Placed { value, place }, alt, caption, credit } = image.clone();
        NotedImage { src: (value, place), alt, caption, credit }
    }

    fn image(&self) -> Image {
        let NotedImage { src: (value, place), alt, caption, credit } = self;
        Image {
            src: Placed { value: value.clone(), place: *place },
            alt: alt.clone(),
            caption: caption.clone(),
            credit: credit.clone(),
        }
    }
}

fn noted(moment: &Moment) -> NotedMoment {
    (moment.timestamp(), moment.precision == Precision::Time, moment.written_day)
}

fn range(WrittenAt(range): &WrittenAt) -> (usize, usize) {
    (range.start, range.end)
}
