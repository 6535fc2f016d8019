//! The forms of digests, as files.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use dateline_pictures::Plan;

use crate::cli::{DigestForm, MakeDigest};
use crate::commands::digest::files::DigestFiles;
use crate::commands::digest::typst::{self, NO_TYPST};
use crate::commands::grouped;
use crate::diagnostic::{Diagnostic, Severity};
use crate::digest::{Days, Digest, LARGEST_MAIL, Mail};
use crate::routes::FileSource;
use crate::site::Files;
use crate::source::Folder;
use crate::text::config;
use crate::theme;

/// Makes the files of digests.
pub struct Maker<'a> {
    pub arguments: &'a MakeDigest,
    pub folder: &'a Folder,
    /// How pictures are published.
    pub plan: Plan,
    /// The program, if it is there.
    pub typst: Option<&'a Path>,
}

/// The files that are in place, and what there is to say.
type Made = (Vec<PathBuf>, Vec<Diagnostic>);

impl Maker<'_> {
    /// Makes the files of all digests.
    ///
    /// # Errors
    /// What is wrong; then no file was changed.
    pub fn make(
        &self,
        digests: &[Digest<'_>],
        mut files: DigestFiles,
    ) -> Result<Made, Vec<Diagnostic>> {
        let mut notes = Vec::new();
        for digest in digests {
            self.make_one(digest, &mut files, &mut notes)?;
        }
        // Of each kind, one is enough.
        let mut told: Vec<Diagnostic> = Vec::new();
        for note in notes {
            if !told.iter().any(|other| other.message == note.message) {
                told.push(note);
            }
        }
        if files.is_empty() {
            files.keep_nothing();
            return Err(told.into_iter().map(as_error).collect());
        }
        let made = files.keep().map_err(|fault| vec![fault])?;
        Ok((made, told))
    }

    fn make_one(
        &self,
        digest: &Digest<'_>,
        files: &mut DigestFiles,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let name = digest.file_name();
        let cover = Cover { digest, drawn: OnceCell::new() };
        let wants = |form| self.arguments.wants(form);
        if wants(DigestForm::Mail) || wants(DigestForm::Text) || wants(DigestForm::Eml) {
            self.mail(digest, &name, files, notes)?;
        }
        if wants(DigestForm::Print) {
            let html = digest.print()?;
            files.put(&format!("{name}.print.html"), &html).map_err(one)?;
        }
        if wants(DigestForm::Epub) {
            self.book((digest, &cover), &format!("{name}.epub"), files)?;
        }
        if wants(DigestForm::Pdf) {
            self.pdf(digest, &name, files, notes)?;
        }
        if wants(DigestForm::Podcast) {
            self.podcast((digest, &cover), &name, files, notes)?;
        }
        Ok(())
    }

    fn mail(
        &self,
        digest: &Digest<'_>,
        name: &str,
        files: &mut DigestFiles,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let mail = digest.mail()?;
        notes.extend(of_size(&mail, digest, name));
        if self.arguments.wants(DigestForm::Mail) {
            files.put(&format!("{name}.html"), &mail.html).map_err(one)?;
        }
        if self.arguments.wants(DigestForm::Text) {
            files.put(&format!("{name}.txt"), &mail.text).map_err(one)?;
        }
        if !self.arguments.wants(DigestForm::Eml) {
            return Ok(());
        }
        match digest.message(&mail) {
            Some(message) => files.put(&format!("{name}.eml"), &message).map_err(one),
            None if self.arguments.names(DigestForm::Eml) => Err(vec![no_sender(true)]),
            None => {
                notes.push(no_sender(false));
                Ok(())
            }
        }
    }

    fn book(
        &self,
        (digest, cover): (&Digest<'_>, &Cover<'_>),
        name: &str,
        files: &mut DigestFiles,
    ) -> Result<(), Vec<Diagnostic>> {
        let cover = cover.png()?;
        let file = files.begin(name).map_err(one)?;
        let file = digest.book(file, cover, &|source| self.bytes(source))?;
        files.end(name, file).map_err(one)
    }

    fn pdf(
        &self,
        digest: &Digest<'_>,
        name: &str,
        files: &mut DigestFiles,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let folder = format!("{name}.pictures");
        let paper = digest.paper(&folder);
        let text = format!("{name}.typ");
        let mut pictures = Vec::new();
        files.holds_all_of(&folder);
        for (path, source) in &paper.pictures {
            let bytes = self.bytes(source)?;
            files.put(path, &bytes).map_err(one)?;
            pictures.push((path.clone(), bytes));
        }
        files.put(&text, paper.text.as_bytes()).map_err(one)?;
        let Some(program) = self.typst else {
            let fault = match self.arguments.names(DigestForm::Pdf) {
                true => Diagnostic::error(format!("no PDF was made of `{text}`: {NO_TYPST}")),
                false => Diagnostic::warning(format!("no PDF was made: {NO_TYPST}")),
            };
            notes.push(fault.hint(typst::HINT));
            return Ok(());
        };
        match typst::compiled(program, &paper.text, &pictures) {
            Ok(pdf) => files.put(&format!("{name}.pdf"), &pdf).map_err(one),
            // All else is there, and what it could not be made of.
            Err(fault) => {
                notes.push(fault);
                Ok(())
            }
        }
    }

    fn podcast(
        &self,
        (digest, cover): (&Digest<'_>, &Cover<'_>),
        name: &str,
        files: &mut DigestFiles,
        notes: &mut Vec<Diagnostic>,
    ) -> Result<(), Vec<Diagnostic>> {
        let (episode, told) = digest.episode(self.folder);
        let mp3 = format!("{name}.mp3");
        let (chapters, feed) = (format!("{name}.chapters.json"), format!("{name}.podcast.xml"));
        let Some(episode) = episode else {
            // Of what nobody asked for, nobody has to know why it is not there.
            if self.arguments.names(DigestForm::Podcast) {
                notes.push(no_sound(name, !told.is_empty()));
                notes.extend(told);
            }
            [mp3, chapters, feed].iter().for_each(|name| files.has_no(name));
            return Ok(());
        };
        notes.extend(told);
        let cover = cover.png()?;
        let file = files.begin(&mp3).map_err(one)?;
        let (file, bytes) = episode.write(file, cover, self.folder).map_err(one)?;
        files.end(&mp3, file).map_err(one)?;
        files.put(&chapters, &episode.chapters_json(&mp3)).map_err(one)?;
        match episode.feed(name, bytes) {
            Some(bytes) => files.put(&feed, &bytes).map_err(one),
            None => {
                files.has_no(&feed);
                Ok(())
            }
        }
    }

    /// The bytes of a file of the site, as it is published.
    fn bytes(&self, source: &FileSource) -> Result<Vec<u8>, Vec<Diagnostic>> {
        match source {
            FileSource::Own(file) => self.folder.read(file).map_err(one),
            FileSource::BuiltIn(name) => Ok(theme::static_file(name).unwrap_or_default().to_vec()),
            FileSource::Picture(picture) => {
                let path = self.folder.picture_file(picture, &self.plan).map_err(one)?;
                std::fs::read(&path).map_err(|error| {
                    vec![
                        Diagnostic::error(format!("this picture cannot be read: {error}"))
                            .in_file(picture.source.clone()),
                    ]
                })
            }
        }
    }
}

fn one(fault: Diagnostic) -> Vec<Diagnostic> {
    vec![fault]
}

/// The cover of a digest, which is drawn once for all its forms.
struct Cover<'d> {
    digest: &'d Digest<'d>,
    drawn: OnceCell<Result<Vec<u8>, String>>,
}

impl Cover<'_> {
    /// It, as PNG.
    fn png(&self) -> Result<&[u8], Vec<Diagnostic>> {
        let undrawn = |message| Diagnostic::error(format!("the cover cannot be drawn: {message}"));
        let drawn = self.drawn.get_or_init(|| self.digest.cover());
        drawn.as_deref().map_err(|message| vec![undrawn(message)])
    }
}

/// Why there is no podcast; whether it has been told what is wrong with the recordings.
fn no_sound(name: &str, is_told: bool) -> Diagnostic {
    if is_told {
        let message =
            format!("no podcast `{name}.mp3` was made: none of its recordings can be in it");
        return Diagnostic::warning(message).hint("mend one of them, as is said of it");
    }
    let message =
        format!("no podcast `{name}.mp3` was made: no story of it plays an MP3 of the site");
    Diagnostic::warning(message)
        .hint("put a recording beside a story, and play it there: `![The debate](debate.mp3)`")
}

/// What was to be looked at, where nothing else came of it.
fn as_error(fault: Diagnostic) -> Diagnostic {
    Diagnostic { severity: Severity::Error, ..fault }
}

/// What there is to say of the size of a mail.
fn of_size(mail: &Mail, digest: &Digest<'_>, name: &str) -> Option<Diagnostic> {
    let most = grouped(LARGEST_MAIL);
    if mail.is_too_large() {
        let size = grouped(mail.html.len());
        return Some(
            Diagnostic::warning(format!(
                "`{name}.html` has {size} bytes, and Gmail cuts a mail after {most}: the way to \
                 unsubscribe is behind that"
            ))
            .hint(smaller(digest)),
        );
    }
    let stories = match mail.shortened {
        0 => return None,
        1 => "the last story is a summary".into(),
        stories => format!("the last {} stories are summaries", grouped(stories)),
    };
    Some(
        Diagnostic::warning(format!(
            "in `{name}.html`, {stories}: Gmail cuts a mail after {most} bytes"
        ))
        .hint("to have summaries only, write `digest: {length: summaries}` in site.yaml"),
    )
}

/// How a mail of summaries becomes smaller.
fn smaller(digest: &Digest<'_>) -> &'static str {
    match digest.days {
        _ if digest.sections() > 1 => "make one for each section, with `--section`",
        Days::Since { first, last, .. } if first != last => "make one for each day, with `--day`",
        _ => {
            "write shorter summaries: the first 200 letters of a text without one are in its place"
        }
    }
}

fn no_sender(is_asked_for: bool) -> Diagnostic {
    let message = "no message was made: the settings do not say who sends it";
    let fault = match is_asked_for {
        true => Diagnostic::error(message),
        false => Diagnostic::warning(message),
    };
    fault
        .in_file(config::FILE)
        .hint("add for example `digest: {from: The Highland Briefing <desk@highland.example>}`")
}
