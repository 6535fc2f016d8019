//! What is said of recordings that are not in it, or not whole.

use crate::diagnostic::Diagnostic;
use crate::formats::mpeg::Sound;
use crate::text::printable::in_a_shell;

/// A recording that is not in it, or not whole.
pub struct Missed {
    /// The file of the story.
    pub story: String,
    /// The recording: its path from the site's root, or its address.
    pub name: String,
    /// Why.
    pub wrong: Wrong,
}

/// What is wrong with a recording.
pub enum Wrong {
    /// It is on another site.
    Elsewhere,
    /// It is no MP3 by its name.
    OtherKind,
    /// No sound is in it.
    NoSound,
    /// It cannot be read.
    Unread,
    /// It sounds not as the first.
    OtherSound(Sound),
    /// A part of it is in the podcast, in milliseconds.
    Damaged {
        /// How long that part is.
        found: u64,
        /// How long it says that all of it is.
        said: Option<u64>,
    },
}

/// The sound that is right for nearly all, if nothing is heard yet.
const USUAL: Sound = Sound { rate: 44_100, channels: 2 };

impl Missed {
    /// As it is told. `first` is the first recording that is in it, and how it sounds.
    pub fn told(&self, first: Option<(&str, Sound)>) -> Diagnostic {
        let name = &self.name;
        let like = first.map_or(USUAL, |(_, sound)| sound);
        let file = name.rsplit('/').next().unwrap_or(name);
        let (stem, _) = file.rsplit_once('.').unwrap_or((file, ""));
        let made = |to: &str| {
            format!(
                "`ffmpeg -i {} -ar {} -ac {} {}`",
                in_a_shell(file),
                like.rate,
                like.channels,
                in_a_shell(to)
            )
        };
        let copy = |to: String| {
            format!("make a copy that is, with {}, and play `{to}` in the story", made(&to))
        };
        let (message, hint) = match &self.wrong {
            Wrong::Elsewhere => (
                format!("`{name}` is not in the podcast: it is on another site"),
                "to have it there, put the file beside the story, and play that".to_string(),
            ),
            Wrong::OtherKind => (
                format!("`{name}` is not in the podcast: it is no MP3"),
                copy(format!("{stem}.mp3")),
            ),
            Wrong::NoSound => (
                format!("`{name}` is not in the podcast: no sound in MP3 is in it"),
                copy(format!("{stem}-again.mp3")),
            ),
            Wrong::Unread => (
                format!("`{name}` is not in the podcast: it cannot be read to its end"),
                "check that you may read it, and that the disk is whole".to_string(),
            ),
            Wrong::OtherSound(sound) => {
                let (first, of_first) = first.unwrap_or(("", USUAL));
                (
                    format!(
                        "`{name}` is not in the podcast: it has {}, and the first recording, \
                         `{first}`, {}",
                        in_words(*sound),
                        in_words(of_first)
                    ),
                    format!(
                        "make a copy like the first, with {0}, and play `{1}` in the story",
                        made(&format!("{stem}-like.mp3")),
                        format_args!("{stem}-like.mp3")
                    ),
                )
            }
            Wrong::Damaged { found, said } => {
                let rounded = |milliseconds: u64| clock(milliseconds + 500);
                let found = rounded(*found);
                let part = match said.map(rounded).filter(|said| *said != found) {
                    Some(said) => format!("{found} of its {said} is in the podcast"),
                    None => format!("what can be played of it, {found}, is in the podcast"),
                };
                (
                    format!("`{name}` is damaged or cut off: {part}"),
                    "copy it again from where it is whole, or export it again".to_string(),
                )
            }
        };
        Diagnostic::warning(message).in_file(self.story.clone()).hint(hint)
    }
}

/// As programs that export sound have it.
fn in_words(Sound { rate, channels }: Sound) -> String {
    let channels = if channels == 1 { "mono" } else { "stereo" };
    format!("{} kHz in {channels}", f64::from(rate) / 1000.0)
}

/// The whole minutes and seconds, with hours before them where there are any.
pub fn clock(milliseconds: u64) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}
