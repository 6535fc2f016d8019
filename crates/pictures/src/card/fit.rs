//! Texts that fit into the room that a card has for them.

use super::fonts::{Fonts, Style};

/// The room that there is for a text, in pixels, and how it may be set.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Room<'a> {
    /// From side to side.
    pub width: f32,
    /// From top to bottom.
    pub height: f32,
    /// The size of letters, as large as they may be.
    pub size: f32,
    /// As small as they may be.
    pub least: f32,
    /// From one line to the next, in sizes of letters.
    pub leading: f32,
    /// As in [`Style`].
    pub family: &'a str,
    /// As in [`Style`].
    pub weight: u16,
}

/// A text in lines that fit.
#[derive(Clone, Debug, PartialEq)]
pub struct Fitted {
    /// The size of letters.
    pub size: f32,
    /// The lines, at most as many as there is room for.
    pub lines: Vec<String>,
}

/// By what letters become smaller, each time that the text does not fit.
const STEP: f32 = 4.0;

/// What stands for the words that there is no room for.
const MORE: char = '…';

impl Fonts {
    /// Divides a text into lines that fit, in letters as large as they may be; what does not fit
    /// in the smallest is left out, from a word on.
    pub fn fitted(&self, text: &str, room: &Room) -> Fitted {
        let mut size = room.size;
        loop {
            let style = Style { family: room.family, weight: room.weight, size };
            let lines = self.lines(text, &style, room.width);
            if lines.len() <= room.lines_of(size) {
                return Fitted { size, lines };
            }
            if size <= room.least {
                return Fitted { size, lines: self.cut(lines, &style, room) };
            }
            size = (size - STEP).max(room.least);
        }
    }

    /// As many of the lines as there is room for, the last of which says that there were more.
    fn cut(&self, mut lines: Vec<String>, style: &Style, room: &Room) -> Vec<String> {
        lines.truncate(room.lines_of(style.size));
        if let Some(last) = lines.last_mut() {
            let has_words = last.contains(char::is_whitespace);
            while self.width(&format!("{last}{MORE}"), style) > room.width && !last.is_empty() {
                match last.rfind(char::is_whitespace).filter(|_| has_words) {
                    Some(space) => last.truncate(space),
                    None => drop(last.pop()),
                }
            }
            let end = last.trim_end_matches(|c: char| c.is_whitespace() || is_weak(c)).len();
            last.truncate(end);
            last.push(MORE);
        }
        lines
    }
}

/// Whether a mark says nothing before [`MORE`].
fn is_weak(mark: char) -> bool {
    matches!(mark, ',' | ';' | ':' | '.' | '-' | '–' | '—' | '،' | '؛' | '、' | '。' | '，')
}

impl Room<'_> {
    /// How many lines there is room for, of a size of letters: at least one.
    fn lines_of(&self, size: f32) -> usize {
        // From one line to the next there is the leading, and the first has its letters alone.
        let after_the_first = (self.height - size) / (size * self.leading);
        // What is less than nothing is 0.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        let more = after_the_first.floor() as usize;
        more.saturating_add(1).min(100)
    }
}
