//! Which recordings are in it: those of the stories that are MP3 and sound as the first.

use super::super::book::of_site;
use super::super::chosen::Digest;
use super::told::{Missed, Wrong};
use crate::formats::media::Medium;
use crate::formats::mpeg::{Frame, Frames, Sound};
use crate::html::{Token, tokens, without_hidden};
use crate::render::StoryView;
use crate::site::Files;
use crate::text::config::absolute_http;

/// A story that is heard.
pub struct Chapter<'a> {
    pub story: StoryView<'a>,
    /// Its recordings, by their paths from the site's root.
    pub files: Vec<String>,
    /// How many frames they have.
    pub frames: u64,
}

/// How the frames of a podcast are.
#[derive(Clone, Copy)]
pub struct Form {
    /// The head of the first.
    pub head: [u8; 4],
    /// What it says.
    pub first: Frame,
    /// Whether all have as many bits a second.
    pub is_of_one_rate: bool,
}

/// What is heard, and what is not.
pub struct Recordings<'a> {
    pub chapters: Vec<Chapter<'a>>,
    /// How all of it is; none if nothing is heard.
    pub form: Option<Form>,
    /// What is wrong with recordings, in their order.
    pub missed: Vec<Missed>,
}

impl<'a> Recordings<'a> {
    /// Those of a digest. All of each file is read, a part after the other.
    pub fn of(digest: &Digest<'a>, files: &dyn Files) -> Self {
        let mut all = Recordings { chapters: Vec::new(), form: None, missed: Vec::new() };
        for story in digest.in_order() {
            let article = &story.briefing().article;
            let mut chapter = Chapter { story, files: Vec::new(), frames: 0 };
            let sound = article.played().filter(|(_, played)| played.medium == Medium::Sound);
            let own = sound.filter_map(|(media, played)| Some((media.source_file()?, played)));
            let own: Vec<(String, bool)> =
                own.map(|(file, it)| (file.into_owned(), !it.tracks.is_empty())).collect();
            let missed = |name: String, wrong| Missed {
                story: article.file.clone(),
                has_captions: own.contains(&(name.clone(), true)),
                name,
                wrong,
            };
            let mut sources: Vec<Source> =
                own.iter().map(|(file, _)| Source::Own(file.clone())).collect();
            sources.extend(by_address(&article.html.read_or_nothing(), digest));
            for source in sources {
                let (name, added) = match source {
                    Source::Own(file) if chapter.files.contains(&file) => continue,
                    Source::Own(file) => {
                        let added = all.add(&file, files, &mut chapter);
                        (file, added)
                    }
                    Source::Elsewhere(url) => (url, Err(Wrong::Elsewhere)),
                    Source::Missing(url) => (url, Err(Wrong::Missing)),
                };
                if let Err(wrong) = added {
                    all.missed.push(missed(name, wrong));
                }
            }
            if chapter.frames > 0 {
                all.chapters.push(chapter);
            }
        }
        all
    }

    /// Adds a file of the site to a chapter.
    fn add(
        &mut self,
        file: &str,
        files: &dyn Files,
        chapter: &mut Chapter<'_>,
    ) -> Result<(), Wrong> {
        if !is_mp3(file) {
            return Err(Wrong::OtherKind);
        }
        let read = reader(files, file);
        let mut frames = Frames::of(files.size(file).unwrap_or_default(), &read);
        let mut form = None;
        while let Some((frame, bytes)) = frames.take_next() {
            let Some(head) = bytes.first_chunk() else { break };
            let form = form.get_or_insert(Form { head: *head, first: frame, is_of_one_rate: true });
            form.is_of_one_rate &= form.first.kilobits == frame.kilobits;
        }
        if frames.is_unread() {
            return Err(Wrong::Unread);
        }
        let own = form.ok_or(Wrong::NoSound)?;
        match &mut self.form {
            None => self.form = Some(own),
            Some(form) if form.first.sound == own.first.sound => {
                let is_same = form.first.kilobits == own.first.kilobits;
                form.is_of_one_rate &= own.is_of_one_rate && is_same;
            }
            Some(_) => return Err(Wrong::OtherSound(own.first.sound)),
        }
        chapter.files.push(file.into());
        chapter.frames += frames.found();
        let found = own.first.milliseconds(frames.found());
        if let Some(other) = frames.other_sound() {
            return Err(Wrong::Joined { own: own.first.sound, other, found });
        }
        let said = frames.said().map(|said| own.first.milliseconds(said));
        match frames.is_damaged() {
            true => Err(Wrong::Damaged { found, said }),
            false => Ok(()),
        }
    }

    /// How many frames all have.
    pub fn frames(&self) -> u64 {
        self.chapters.iter().map(|chapter| chapter.frames).sum()
    }

    /// How what is heard sounds.
    pub fn sound(&self) -> Option<Sound> {
        self.form.map(|form| form.first.sound)
    }
}

/// Where a recording is.
enum Source {
    /// A file of the site, by its path from the root.
    Own(String),
    /// An address on another site.
    Elsewhere(String),
    /// An address on this site, where nothing is.
    Missing(String),
}

/// The sound that a text plays by its whole address, and does not hide.
fn by_address(html: &str, digest: &Digest<'_>) -> Vec<Source> {
    let mut found = Vec::new();
    if !html.contains("<audio") {
        return found;
    }
    tokens(&without_hidden(html), |token| {
        let Token::Start(tag) = token else { return };
        let url = tag.value("src").filter(|_| tag.name() == "audio").and_then(absolute_http);
        found.extend(url.map(|url| at_address(url, digest)));
    });
    found
}

fn at_address(url: String, digest: &Digest<'_>) -> Source {
    if digest.context.site.config.base_url.path_of(&url).is_none() {
        return Source::Elsewhere(url);
    }
    let file = of_site(&url, digest);
    let file = file.and_then(|(_, source)| source.own_file().map(String::from));
    file.map_or(Source::Missing(url), Source::Own)
}

fn is_mp3(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("mp3"))
}

/// Reads a file of the site, a part after the other.
pub fn reader<'f>(
    files: &'f dyn Files,
    file: &'f str,
) -> impl Fn(u64, usize) -> Option<Vec<u8>> + 'f {
    move |from, most| files.read_at(file, from, most).ok()
}
