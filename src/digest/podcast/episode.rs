//! The podcast of a digest: its files.

use std::io::{Seek, Write};

use super::super::book::{ending, of_site};
use super::super::chosen::Digest;
use super::id3::{Tag, TaggedChapter};
use super::joined;
use super::language::three_letters;
use super::recordings::{Form, Recordings};
use super::told::Missed;
use jiff::ZonedDateTime;

use crate::diagnostic::Diagnostic;
use crate::render::StoryView;
use crate::site::Files;

/// The recordings of a digest, as they are heard.
pub struct Episode<'d, 'a> {
    pub(super) digest: &'d Digest<'a>,
    recordings: Recordings<'a>,
    form: Form,
}

/// A story that is heard, and when.
pub(super) struct Chapter {
    /// Its headline.
    pub title: String,
    /// The absolute address of its page.
    pub url: String,
    /// That of its picture, if every player shows its kind.
    pub picture: Option<String>,
    /// From when to when, in milliseconds.
    pub from: u64,
    pub to: u64,
}

impl<'a> Digest<'a> {
    /// The podcast, if a recording of its stories can be in it; and what is said of those that
    /// cannot.
    pub fn episode<'d>(&'d self, files: &dyn Files) -> (Option<Episode<'d, 'a>>, Vec<Diagnostic>) {
        let recordings = Recordings::of(self, files);
        let first = recordings.chapters.iter().find_map(|chapter| chapter.files.first());
        let first = first.map(String::as_str).zip(recordings.sound());
        let told = recordings.missed.iter().map(|missed: &Missed| missed.told(first)).collect();
        let form = recordings.form;
        (form.map(|form| Episode { digest: self, recordings, form }), told)
    }
}

impl Episode<'_, '_> {
    /// Writes the MP3; how many bytes it has. `cover` is a PNG.
    ///
    /// # Errors
    /// It cannot be written, or a recording cannot be read.
    pub fn write<W: Write + Seek>(
        &self,
        out: W,
        cover: &[u8],
        files: &dyn Files,
    ) -> Result<(W, u64), Diagnostic> {
        let tag = self.tag(cover);
        joined::write(&self.recordings, self.form, &tag, files, out).map_err(|error| {
            Diagnostic::error(format!("the podcast cannot be made: {error}"))
                .hint("check that the recordings can be read, and that the disk is not full")
        })
    }

    fn tag(&self, cover: &[u8]) -> Vec<u8> {
        let settings = &self.digest.context.edition.settings;
        let config = &self.digest.context.site.config;
        let publisher = config.publisher.as_ref().map_or(&settings.title, |it| &it.name);
        let (_, day) = self.digest.days.ends();
        let mut tag = Tag::default();
        tag.text(b"TIT2", &self.title());
        tag.text(b"TALB", &settings.title);
        tag.text(b"TPE1", publisher);
        tag.text(b"TCON", "Podcast");
        tag.text(b"TYER", &format!("{:04}", day.year()));
        tag.text(b"TDAT", &format!("{:02}{:02}", day.day(), day.month()));
        if let Some(letters) = three_letters(settings.language.id.language.as_str()) {
            tag.text(b"TLAN", letters);
        }
        tag.text(b"TLEN", &self.milliseconds().to_string());
        let chapters = self.chapters();
        let tagged = chapters.iter().map(|Chapter { title, url, from, to, .. }| TaggedChapter {
            title,
            url,
            from: *from,
            to: *to,
        });
        tag.chapters(&tagged.collect::<Vec<_>>());
        tag.cover(cover);
        tag.bytes()
    }

    /// What it is called, and of which day it is.
    pub(super) fn title(&self) -> String {
        format!("{} · {}", self.digest.title(), self.digest.name())
    }

    /// How long it plays.
    pub(super) fn milliseconds(&self) -> u64 {
        self.form.first.milliseconds(self.recordings.frames())
    }

    /// The stories that are heard, one behind the other.
    pub(super) fn chapters(&self) -> Vec<Chapter> {
        let mut frames = 0;
        let chapters = self.recordings.chapters.iter().map(|heard| {
            let from = self.form.first.milliseconds(frames);
            frames += heard.frames;
            let link = heard.story.link_apart();
            Chapter {
                title: link.title.into_owned(),
                url: link.url,
                picture: self.picture(heard.story),
                from,
                to: self.form.first.milliseconds(frames),
            }
        });
        chapters.collect()
    }

    /// The address of a story's picture: of the site, since another host would see who listens.
    fn picture(&self, story: StoryView<'_>) -> Option<String> {
        let url = story.image()?.permalink;
        let (path, _) = of_site(&url, self.digest)?;
        ending(path.as_str()).map(|_| url)
    }

    /// The last moment at which one of its stories was published.
    pub(super) fn published(&self) -> Option<&ZonedDateTime> {
        let stories = self.recordings.chapters.iter().map(|chapter| chapter.story.briefing());
        let moments = stories
            .flat_map(|story| std::iter::once(&story.date).chain(&story.article.facts.embargo));
        let last = moments.max_by_key(|moment| moment.timestamp());
        last.map(|moment| &moment.zoned)
    }
}
