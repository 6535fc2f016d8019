//! What is said of recordings that are not in it, or not whole.

use crate::diagnostic::Diagnostic;
use crate::formats::media::clock;
use crate::formats::mpeg::Sound;
use crate::site::relative;
use crate::text::markdown::as_destination;
use crate::text::printable::file_in_a_shell;

/// A recording that is not in it, or not whole.
pub struct Missed {
    /// The file of the story.
    pub story: String,
    /// The recording: its path from the site's root, or its address.
    pub name: String,
    /// Whether its words are beside it, by its name.
    pub has_captions: bool,
    /// Why.
    pub wrong: Wrong,
}

/// What is wrong with a recording.
pub enum Wrong {
    /// It is on another site.
    Elsewhere,
    /// It is to be on this one, and is not there.
    Missing,
    /// It is no MP3 by its name.
    OtherKind,
    /// No sound is in it.
    NoSound,
    /// It cannot be read.
    Unread,
    /// It sounds not as the first.
    OtherSound(Sound),
    /// It is joined of recordings that sound otherwise; so many milliseconds of it are in the
    /// podcast.
    Joined { own: Sound, other: Sound, found: u64 },
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
                file_in_a_shell(file),
                like.rate,
                like.channels,
                file_in_a_shell(to)
            )
        };
        let rounded = |milliseconds: u64| clock((milliseconds + 500) / 1000);
        let played = |to: &str| {
            let captions = match self.has_captions && !to.starts_with(&format!("{stem}.")) {
                true => {
                    let (to, _) = to.rsplit_once('.').unwrap_or((to, ""));
                    format!(", with its captions as `{to}.vtt`")
                }
                false => String::new(),
            };
            format!("play `{}` in the story{captions}", self.written(to))
        };
        let copy =
            |to: String| format!("make a copy that is, with {}, and {}", made(&to), played(&to));
        let (message, hint) = match &self.wrong {
            Wrong::Elsewhere => (
                format!("`{name}` is not in the podcast: it is on another site"),
                "to have it there, put the file beside the story, and play that".to_string(),
            ),
            Wrong::Missing => (
                format!("`{name}` is not in the podcast: the site has no such file"),
                "put it beside the story, and write its name, such as `![The debate](debate.mp3)`"
                    .to_string(),
            ),
            Wrong::OtherKind => (
                format!("`{name}` is not in the podcast: it is no MP3"),
                copy(format!("{stem}.mp3")),
            ),
            Wrong::NoSound => (
                format!("`{name}` is not in the podcast: no sound in MP3 is in it"),
                format!(
                    "if it plays, {}; if it does not, copy it again from where it is whole",
                    copy(format!("{stem}-again.mp3"))
                ),
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
                        "make a copy like the first, with {}, and {}",
                        made(&format!("{stem}-like.mp3")),
                        played(&format!("{stem}-like.mp3"))
                    ),
                )
            }
            Wrong::Joined { own, other, found } => (
                format!(
                    "a part of `{name}` is not in the podcast: it is joined of sound in {}, of \
                     which {} is there, and in {}",
                    in_words(*own),
                    rounded(*found),
                    in_words(*other)
                ),
                format!(
                    "make all of it alike, with {}, and {}",
                    made(&format!("{stem}-like.mp3")),
                    played(&format!("{stem}-like.mp3"))
                ),
            ),
            Wrong::Damaged { found, said } => {
                // Of several that were joined, what the first says is not of all.
                let said = said.filter(|said| said > found).map(rounded);
                let found = rounded(*found);
                let part = match said.filter(|said| *said != found) {
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

    /// How the story names a file beside the recording.
    fn written(&self, file: &str) -> String {
        let folder =
            |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_string();
        let path = format!("{}/{file}", folder(&self.name));
        as_destination(&relative(&folder(&self.story), &path)).into_owned()
    }
}

/// As programs that export sound have it.
fn in_words(Sound { rate, channels }: Sound) -> String {
    let channels = if channels == 1 { "mono" } else { "stereo" };
    format!("{} kHz in {channels}", f64::from(rate) / 1000.0)
}
