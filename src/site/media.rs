//! The list of a text's files, made while its links are resolved.

use std::collections::HashMap;
use std::sync::Arc;

use dateline_pictures::Plan;

use crate::model::{Media, MediaFile, PictureFacts, Played, Role};
use crate::routes::{FileSource, PictureFile};
use crate::site::files::Files;
use crate::site::pictures;
use crate::theme;
use crate::url::SitePath;

/// The files of one text in the order in which they are first named; those of the site once each.
#[derive(Default)]
pub struct MediaList {
    media: Vec<Media>,
    /// Those of `content/`, by their files.
    own: HashMap<String, usize>,
    /// The first at each path.
    at_path: HashMap<SitePath, usize>,
}

impl MediaList {
    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.media.len()
    }

    /// The list as it is.
    pub(super) fn as_slice(&self) -> &[Media] {
        &self.media
    }

    /// The list, once all links are resolved.
    pub(super) fn into_vec(self) -> Vec<Media> {
        self.media
    }

    /// The number of `file` of `content/`, which is published with the text at `path`.
    pub(super) fn own(&mut self, file: &str, path: &SitePath) -> usize {
        if let Some(at) = self.own.get(file) {
            return *at;
        }
        self.own.insert(file.into(), self.media.len());
        self.add(MediaFile::Own { file: file.into(), path: path.clone() }, Some(path))
    }

    /// The number of a file that is published at `path` for the whole site.
    pub(super) fn of_site(&mut self, source: &FileSource, path: &SitePath) -> usize {
        let is_it = |at: &usize| matches!(self.media[*at].file, MediaFile::Static { .. });
        let known = self.at(path).filter(is_it);
        let file = || MediaFile::Static { source: source.clone(), path: path.clone() };
        known.unwrap_or_else(|| self.add(file(), Some(path)))
    }

    /// The number of a file on another host.
    pub(super) fn elsewhere(&mut self, url: &str) -> usize {
        self.add(MediaFile::Elsewhere(url.into()), None)
    }

    /// The number of the file at `path`, if the text has named it already.
    pub(super) fn at(&self, path: &SitePath) -> Option<usize> {
        self.at_path.get(path).copied()
    }

    /// Notes that the text links to a file.
    pub(super) fn link(&mut self, at: usize) {
        self.media[at].role.linked = true;
    }

    /// Notes that the text shows the data in a file, and lets readers take it.
    pub(super) fn show_data(&mut self, at: usize) {
        let role = &mut self.media[at].role;
        (role.data, role.linked) = (true, true);
    }

    /// Notes that the text plays a file.
    pub(super) fn play(&mut self, at: usize, played: Played) {
        let media = &mut self.media[at];
        media.role.linked = true;
        media.played = Some(Arc::new(played));
    }

    /// Notes that readers get a file that the text plays.
    pub(super) fn offer(&mut self, at: usize) {
        if let Some(played) = &mut self.media[at].played {
            Arc::make_mut(played).is_hidden = false;
        }
    }

    /// Notes what the text says of a file that it plays, where it says it first.
    pub(super) fn caption(&mut self, at: usize, caption: &str) {
        let played = self.media[at].played.as_mut().filter(|played| played.caption.is_empty());
        if let Some(played) = played {
            Arc::make_mut(played).caption = caption.into();
        }
    }

    /// Notes that the text shows a file, and looks at it as a picture.
    pub(super) fn show(&mut self, at: usize, files: &dyn Files, plan: &Plan) -> &Media {
        self.take_as(at, |role| role.shown = true, files, plan)
    }

    /// Notes that a file leads the text, and looks at it as a picture.
    pub(super) fn lead_with(&mut self, at: usize, files: &dyn Files, plan: &Plan) -> &Media {
        self.take_as(at, |role| role.leads = true, files, plan)
    }

    fn take_as(
        &mut self,
        at: usize,
        set: impl FnOnce(&mut Role),
        files: &dyn Files,
        plan: &Plan,
    ) -> &Media {
        let media = &mut self.media[at];
        if !(media.role.shown || media.role.leads) {
            media.facts = facts(&media.file, files, plan);
        }
        set(&mut media.role);
        media
    }

    /// Looks at the files that the text only links to: a picture is published without what its
    /// file says.
    pub(super) fn look_at_links(&mut self, files: &dyn Files, plan: &Plan) {
        for media in &mut self.media {
            let is_only_linked = !(media.role.shown || media.role.leads);
            if let (MediaFile::Own { file, .. }, true) = (&media.file, is_only_linked) {
                media.facts = pictures::linked(files, file, plan);
            }
        }
    }

    fn add(&mut self, file: MediaFile, path: Option<&SitePath>) -> usize {
        let at = self.media.len();
        if let Some(path) = path {
            self.at_path.entry(path.clone()).or_insert(at);
        }
        let (role, facts) = (Role::default(), PictureFacts::default());
        self.media.push(Media { file, role, facts, played: None });
        at
    }
}

/// What a picture tells of itself. Other hosts are not asked.
fn facts(file: &MediaFile, files: &dyn Files, plan: &Plan) -> PictureFacts {
    match file {
        MediaFile::Own { file, .. } => pictures::shown(files, file, plan),
        MediaFile::Static {
            source: FileSource::Own(file) | FileSource::Picture(PictureFile { source: file, .. }),
            ..
        } => pictures::shown(files, file, plan),
        MediaFile::Static { source: FileSource::BuiltIn(name), .. } => {
            let bytes = theme::static_file(name).unwrap_or_default();
            PictureFacts {
                bytes: Some(bytes.len() as u64),
                dimensions: pictures::dimensions(name, bytes),
                ..PictureFacts::default()
            }
        }
        MediaFile::Elsewhere(_) => PictureFacts::default(),
    }
}
