//! Sound and films of the site: what stands beside their files, and what these say.

mod captions;
pub(super) mod unread;

use std::collections::BTreeSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::formats::media::{self, Medium, medium};
use crate::formats::webvtt;
use crate::language::tag::Language;
use crate::model::{MediaFile, Played, Track};
use crate::site::files::read_text;
use crate::site::links::Resolver;
use crate::site::players::file_of;
use crate::site::rendering::Rendering;
use crate::text::printable::file_in_a_shell;
use crate::theme;
use crate::url::SitePath;
use crate::word_list::name_of_language;

/// The endings of the picture that is shown before a film begins.
const POSTERS: [&str; 4] = ["jpg", "jpeg", "png", "webp"];

impl Rendering<'_> {
    /// Notes that a text plays the file at `src` as its link has just named it, and what is there
    /// to know of it; adds what is wrong with what belongs to it. `language` is that of the text.
    pub(super) fn plays(
        self,
        src: &str,
        language: Option<&Language>,
        resolver: &mut Resolver<'_>,
        faults: &mut Vec<Diagnostic>,
    ) {
        let (Some(at), Some(medium)) = (self.media_at(src, resolver), medium(src)) else { return };
        let it = &resolver.media.as_slice()[at];
        if it.played.is_some() {
            return;
        }
        let Some(file) = file_of(&it.file).map(String::from) else { return };
        let mut played = self.look_at(&file, medium, faults);
        let own = language.map_or_else(|| self.config.language.to_string(), |it| it.tag().into());
        // Where there are captions that say so in their name, those that do not are in another.
        let has_own = self.beside(at, &format!("{own}.vtt"), resolver).is_some();
        for (tag, ending) in self.languages(&own) {
            if has_own && ending == "vtt" {
                continue;
            }
            let Some(captions) = self.beside(at, &ending, resolver) else { continue };
            let it = &resolver.media.as_slice()[captions];
            let (Some(path), Some(file)) = (it.path().cloned(), file_of(&it.file)) else {
                continue;
            };
            let words = self.captions(file, faults);
            let label = name_of_language(&tag).map_or_else(|| tag.clone(), str::to_string);
            played.tracks.push(Track { path, language: tag, label, words });
            resolver.media.link(captions);
        }
        // That of the text is the one that browsers take, in whichever country it is spoken.
        let is_of_text = |tag: &str| captions::primary(tag) == captions::primary(&own);
        played.tracks.sort_by_key(|track| (track.language != own, !is_of_text(&track.language)));
        let poster = POSTERS.iter().find_map(|it| self.beside(at, it, resolver));
        if let Some(poster) = poster.filter(|_| medium == Medium::Film) {
            let picture = resolver.media.show(poster, self.files, self.plan);
            let version = picture.versions(&self.config.pictures.sizes).map(|(path, _)| path);
            played.poster = version.or_else(|| picture.path().cloned());
        }
        resolver.media.play(at, played);
    }

    /// The languages that captions may be in, by their tags, and how their files end.
    fn languages(self, own: &str) -> Vec<(String, String)> {
        let of_site = self.config.languages.iter().map(|language| language.language.to_string());
        let named = theme::word_lists().chain(captions::others()).map(String::from).chain(of_site);
        let named = named.chain([own.to_string(), self.config.language.to_string()]);
        let named: BTreeSet<String> = named.collect();
        let others = named.into_iter().map(|tag| {
            let ending = format!("{tag}.vtt");
            (tag, ending)
        });
        [(own.to_string(), "vtt".to_string())].into_iter().chain(others).collect()
    }

    /// The number, among the text's files, of the one that is called as another with this ending
    /// in the place of its own, or with it in capitals, as cameras write it.
    fn beside(self, at: usize, ending: &str, resolver: &mut Resolver<'_>) -> Option<usize> {
        // Of `de.vtt`, either part alone may be so too: the tag of a language has no case.
        let parts = ending.rsplit_once('.').map(|(language, last)| {
            [
                format!("{language}.{}", last.to_uppercase()),
                format!("{}.{last}", language.to_uppercase()),
                format!("{}.{last}", language.to_lowercase()),
            ]
        });
        let others = parts.into_iter().flatten().chain([ending.to_uppercase()]);
        let others = others.filter(|other| other != ending);
        let mut endings = std::iter::once(ending.to_string()).chain(others);
        endings.find_map(|ending| self.beside_as(at, &ending, resolver))
    }

    fn beside_as(self, at: usize, ending: &str, resolver: &mut Resolver<'_>) -> Option<usize> {
        let file = resolver.media.as_slice()[at].file.clone();
        let renamed = |name: &str| Some(format!("{}.{ending}", name.rsplit_once('.')?.0));
        match &file {
            MediaFile::Own { file, .. } => resolver.companion(&renamed(file)?),
            MediaFile::Static { path, .. } => {
                let path = SitePath::new(&renamed(path.as_str())?)?;
                let source = self.statics.files.get(&path)?;
                Some(resolver.media.of_site(source, &path))
            }
            MediaFile::Elsewhere(_) => None,
        }
    }

    /// What captions say, and what is wrong with them.
    fn captions(self, file: &str, faults: &mut Vec<Diagnostic>) -> Vec<String> {
        let text = match read_text(self.files, file) {
            Ok(text) => text,
            Err(fault) => {
                faults.push(fault);
                return Vec::new();
            }
        };
        let told = webvtt::faults(&text).into_iter();
        faults.extend(told.map(|webvtt::Fault { at, message, hint, is_slip }| {
            let place = Place::of_bytes(&text, at);
            let told = match is_slip {
                true => Diagnostic::warning(message),
                false => Diagnostic::error(message),
            };
            told.in_file(file).at(place).hint(hint)
        }));
        webvtt::words(&text)
    }

    /// What a file says; that it says where it was taken is told.
    fn look_at(self, file: &str, medium: Medium, faults: &mut Vec<Diagnostic>) -> Played {
        let read = |from: u64, most: usize| self.files.read_at(file, from, most).ok();
        let bytes = self.files.size(file).unwrap_or_default();
        if let Some(fault) = media::unplayable(bytes, &read) {
            let message = format!("`{file}` cannot be played: it {fault}");
            let hint = "copy it again from where it is whole, or export it again";
            faults.push(Diagnostic::error(message).in_file(file).hint(hint));
        }
        let said = media::said(bytes, &read).unwrap_or_default();
        if let Some(place) = said.place {
            let message =
                format!("`{file}` says where it was taken (`{place}`), and is published so");
            let name = file.rsplit('/').next().unwrap_or(file);
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "mp4"));
            let clean = format!("{stem}-clean.{ending}");
            let hint = format!(
                "make a copy without it: `ffmpeg -i {} -c copy -map_metadata -1 {}`",
                file_in_a_shell(name),
                file_in_a_shell(&clean)
            );
            faults.push(Diagnostic::warning(message).in_file(file).hint(hint));
        }
        Played {
            medium,
            is_hidden: true,
            caption: String::new(),
            bytes,
            milliseconds: said.milliseconds,
            size: said.size,
            is_silent: said.is_silent,
            poster: None,
            tracks: Vec::new(),
        }
    }
}
