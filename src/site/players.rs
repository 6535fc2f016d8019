//! Players of sound and films, as they stand on a page.

use percent_encoding::percent_decode_str;

use crate::diagnostic::Diagnostic;
use crate::formats::media::{Medium, clock, unplayed};
use crate::html::escaped;
use crate::model::{MediaFile, Played, Track};
use crate::nearest::nearest;
use crate::site::links::LinkFault;
use crate::text::markdown::{DataFigure, as_destination};
use crate::text::printable::file_in_a_shell;
use crate::url::SitePath;
use crate::word_list::WordList;

/// What is written behind the address of what has no words, so that nobody misses captions.
const NO_WORDS: &str = "no words";

/// The file of the site that a text plays.
pub(super) fn file_of(media: &MediaFile) -> Option<&str> {
    match media {
        MediaFile::Own { file, .. } => Some(file),
        MediaFile::Static { source, .. } => source.own_file(),
        MediaFile::Elsewhere(_) => None,
    }
}

/// What is wrong with a picture that is a film or sound, if no browser plays that.
pub(super) fn fault_of_type(written: &str) -> Option<LinkFault> {
    let (what, as_what) = unplayed(written)?;
    let name = written.split(['?', '#']).next()?.rsplit('/').next()?;
    let (stem, _) = name.rsplit_once('.')?;
    let (format, ending) = match as_what {
        Medium::Sound => ("MP3", "mp3"),
        Medium::Film => ("MP4", "mp4"),
    };
    let mended = written.replacen(name, &format!("{stem}.{ending}"), 1);
    let file = |name: &str| file_in_a_shell(&percent_decode_str(name).decode_utf8_lossy());
    let (from, to) = (file(name), file(&format!("{stem}.{ending}")));
    let hint = format!(
        "save it as {format}, with `ffmpeg -i {from} {to}`, and write `{}`",
        as_destination(&mended)
    );
    Some(LinkFault::Broken(format!("`{written}` is {what}, which not all browsers play"), hint))
}

/// What players are made with.
pub(super) struct Playing<'a> {
    pub words: &'a WordList,
    pub base_path: &'a str,
    /// Whether the text has a block of what is said in them.
    pub has_transcript: bool,
    /// Whether that is of the only recording: its captions say the same.
    pub is_of_one: bool,
}

/// What to do with a figure that is in the wrong place.
pub(super) const ALONE: &str = "write it in a paragraph of its own, with an empty line before and \
                                behind it, outside lists, quotes and `:::gallery`";

impl Playing<'_> {
    /// The player of a file; adds what is missed.
    ///
    /// # Errors
    /// What is wrong with how the text asks for it.
    pub(super) fn player(
        &self,
        asked: &DataFigure,
        medium: Medium,
        played: Option<&Played>,
        missed: &mut Vec<Diagnostic>,
    ) -> Result<String, Diagnostic> {
        let (what, thing) = match medium {
            Medium::Sound => ("audio", "recording"),
            Medium::Film => ("video", "film"),
        };
        if !asked.is_alone {
            let message = format!("a {thing} cannot stand among words");
            return Err(Diagnostic::error(message).hint(ALONE));
        }
        let is_elsewhere = !asked.path.starts_with('/');
        if played.is_none() && !is_elsewhere {
            let message = format!("there is no file `static{}`", asked.path);
            let hint = "put it there, or write the name of a file beside this one";
            return Err(Diagnostic::error(message).hint(hint));
        }
        let caption = asked.caption.trim();
        if caption.is_empty() {
            let name = asked.path.rsplit('/').next().unwrap_or_default();
            let hint = format!("say what it is between the brackets: `![The minister]({name})`");
            return Err(Diagnostic::error(format!("this {thing} has no caption")).hint(hint));
        }
        let title = asked.title.trim();
        if !title.is_empty() && title != NO_WORDS {
            let meant = nearest(title, [NO_WORDS]).map(|it| format!("did you mean `\"{it}\"`?"));
            let hint = format!("`\"{NO_WORDS}\"` says that nothing is said in it; delete all else");
            missed.push(
                Diagnostic::warning(format!("`\"{title}\"` is shown nowhere"))
                    .hint(meant.unwrap_or(hint)),
            );
        }
        if let Some(played) = played.filter(|_| title.is_empty()) {
            missed.extend(self.missing(asked, played));
        }
        let base = if is_elsewhere { "" } else { self.base_path };
        let mut html = format!(
            "<figure class=\"media\">\n<{what} controls=\"\" preload=\"{}\" src=\"{}\"",
            match (medium, played.is_some_and(|it| it.poster.is_some())) {
                // Its first picture is all that there is to be seen.
                (Medium::Film, false) => "metadata",
                _ => "none",
            },
            escaped(&format!("{base}{}", asked.path))
        );
        let path = |path: &SitePath| escaped(&format!("{}{}", self.base_path, path.encoded()));
        if let (Medium::Film, Some(played)) = (medium, played) {
            if let Some((width, height)) = played.size {
                html += &format!(" width=\"{width}\" height=\"{height}\"");
            }
            if let Some(poster) = &played.poster {
                html += &format!(" poster=\"{}\"", path(poster));
            }
        }
        html.push('>');
        let tracks = played.map_or(&[][..], |played| &played.tracks);
        for (Track { path: file, language, label, .. }, number) in tracks.iter().zip(0..) {
            html += &format!(
                "<track kind=\"captions\" src=\"{}\" srclang=\"{}\" label=\"{}\"{}>",
                path(file),
                escaped(language),
                escaped(label),
                if number == 0 { " default=\"\"" } else { "" }
            );
        }
        html += &format!("</{what}>\n");
        // Browsers show no captions of sound.
        let is_written = self.has_transcript && self.is_of_one;
        if let (Medium::Sound, false, Some(track)) = (medium, is_written, tracks.first()) {
            let summary = escaped(self.words.plain("transcript"));
            html += &format!("<details class=\"transcript\">\n<summary>{summary}</summary>\n");
            for words in &track.words {
                html += &format!("<p>{}</p>\n", escaped(words));
            }
            html += "</details>\n";
        }
        // Nothing of a figure may stand behind its caption.
        html += &format!("<figcaption>{}", escaped(caption));
        if let Some(seconds) = played.and_then(Played::seconds) {
            html += &format!(" <time datetime=\"PT{seconds}S\">{}</time>", clock(seconds));
        }
        Ok(html + "</figcaption>\n</figure>\n")
    }

    /// What those miss who do not hear it.
    fn missing(&self, asked: &DataFigure, played: &Played) -> Option<Diagnostic> {
        if !played.tracks.is_empty() || played.is_silent {
            return None;
        }
        let name = asked.path.rsplit('/').next().unwrap_or_default();
        let name = &*percent_decode_str(name).decode_utf8_lossy();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let told = |message: String, hint: String| Some(Diagnostic::warning(message).hint(hint));
        let or = format!(
            "if nothing is said in it, write `\"{NO_WORDS}\"` behind its address: \
             `![{}](… \"{NO_WORDS}\")`",
            asked.caption.trim()
        );
        match played.medium {
            Medium::Film => told(
                format!("`{name}` has no captions"),
                format!("put them beside it as `{stem}.vtt`; {or}"),
            ),
            Medium::Sound if self.has_transcript => None,
            Medium::Sound => told(
                format!("what is said in `{name}` is written nowhere"),
                format!(
                    "write it below, between `:::transcript` and `:::`, or put `{stem}.vtt` beside it; {or}"
                ),
            ),
        }
    }
}
