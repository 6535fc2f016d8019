//! The words of a text: how many, and the first paragraph of them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Rendered;
use super::directives::{Directives, What};
use super::events::is_inline;
use super::footnotes;
use super::unseen::Seen;

/// About what a search engine or a card shows.
pub(super) const EXCERPT_CHARACTERS: usize = 200;

/// Counts the words and takes the first paragraph as plain text.
pub(super) fn measure(
    events: &[(Event<'_>, Range<usize>)],
    directives: &Directives<'_>,
    seen: &Seen,
    rendered: &mut Rendered,
) {
    // That of the text is preferred to that of a block in it.
    let mut excerpt = Excerpt::Awaited;
    let mut of_block = Excerpt::Awaited;
    // A list may be all that there is.
    let mut of_item = Excerpt::Awaited;
    let mut blocks = 0usize;
    let mut notes = 0usize;
    // Of notes, those are shown that the text names.
    let named = footnotes::named(events);
    let mut is_in_lost_note = false;
    let mut pictures = 0usize;
    // What is struck out is no longer said: it has no part in what is told of the text.
    let mut struck = 0usize;
    for (number, (event, range)) in events.iter().enumerate() {
        let excerpt = if blocks == 0 { &mut excerpt } else { &mut of_block };
        match event {
            Event::Rule => match directives.at(range.start) {
                Some(What::Begin(block)) => {
                    rendered.words += block.words().map(count_words).sum::<usize>();
                    blocks += usize::from(!block.kind.is_line());
                }
                Some(What::End) => blocks = blocks.saturating_sub(1),
                Some(What::Embed(_, title)) => {
                    rendered.words += title.as_deref().map_or(0, count_words);
                }
                None => {}
            },
            Event::Start(Tag::FootnoteDefinition(name)) => {
                notes += 1;
                is_in_lost_note = !named.contains(&**name);
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                notes = notes.saturating_sub(1);
                is_in_lost_note = false;
            }
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            Event::Start(Tag::Item) if notes == 0 && blocks == 0 => of_item.open(),
            Event::Start(Tag::Paragraph) if notes == 0 => {
                of_item.close();
                excerpt.open();
            }
            Event::End(TagEnd::Paragraph) => excerpt.close(),
            Event::Text(text) | Event::Code(text) if seen.has(number) && !is_in_lost_note => {
                rendered.words += count_words(text);
                if pictures == 0 && struck == 0 {
                    excerpt.push(text);
                    of_item.push(text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                excerpt.push(" ");
                of_item.push(" ");
            }
            Event::Start(Tag::Strikethrough) => struck += 1,
            Event::End(TagEnd::Strikethrough) => struck = struck.saturating_sub(1),
            Event::InlineHtml(html) => match name_of_tag(html) {
                name if name.eq_ignore_ascii_case("br") => {
                    excerpt.push(" ");
                    of_item.push(" ");
                }
                name if !strikes_out(name) => {}
                _ if html.starts_with("</") => struck = struck.saturating_sub(1),
                _ => struck += 1,
            },
            Event::Start(tag) if !is_inline(tag.to_end()) => of_item.close(),
            Event::End(TagEnd::Item) => of_item.close(),
            _ => {}
        }
    }
    let excerpt = if let Excerpt::Awaited = excerpt { of_block } else { excerpt };
    rendered.excerpt = excerpt.words();
    rendered.opening = of_item.words();
}

/// The name of a tag, such as `br` of `<br>` and `</br>`.
fn name_of_tag(html: &str) -> &str {
    let name = html.trim_start_matches(['<', '/']);
    name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default()
}

fn strikes_out(name: &str) -> bool {
    ["del", "s", "strike"].iter().any(|struck| name.eq_ignore_ascii_case(struck))
}

enum Excerpt {
    Awaited,
    Open(String),
    Done(String),
}

impl Excerpt {
    fn open(&mut self) {
        if let Excerpt::Awaited = self {
            *self = Excerpt::Open(String::new());
        }
    }

    fn push(&mut self, text: &str) {
        if let Excerpt::Open(words) = self {
            // Where something was left out, there were spaces on both sides.
            let follows_a_space = words.ends_with(char::is_whitespace);
            words.push_str(if follows_a_space { text.trim_start() } else { text });
        }
    }

    /// All of it, cut at a word.
    fn words(self) -> String {
        match self {
            Excerpt::Open(text) | Excerpt::Done(text) => {
                cut_at_word(text.trim(), EXCERPT_CHARACTERS)
            }
            Excerpt::Awaited => String::new(),
        }
    }

    /// A paragraph without words, such as one picture, is passed over.
    fn close(&mut self) {
        if let Excerpt::Open(words) = self {
            let words = std::mem::take(words);
            *self = if words.trim().is_empty() { Excerpt::Awaited } else { Excerpt::Done(words) };
        }
    }
}

fn count_words(text: &str) -> usize {
    // Most of most texts; quicker than the tables of Unicode.
    if text.is_ascii() {
        return count_ascii_words(text.as_bytes());
    }
    let mut words = 0;
    let mut ideographs = 0usize;
    let mut in_word = false;
    for c in text.chars() {
        if is_ideograph(c) {
            ideographs += 1;
            in_word = false;
        } else if c.is_alphanumeric() {
            words += usize::from(!in_word);
            in_word = true;
        } else if c.is_whitespace() {
            in_word = false;
        }
    }
    words + ideographs.div_ceil(2)
}

fn count_ascii_words(text: &[u8]) -> usize {
    let begins =
        |before: &u8, byte: &u8| before.is_ascii_whitespace() & !byte.is_ascii_whitespace();
    let is_mark = |byte: u8| !(byte.is_ascii_alphanumeric() | byte.is_ascii_whitespace());
    // Nearly always: all that stands between spaces begins with a letter, and is a word. A loop
    // without a state takes a fraction of the time.
    let first = text.first().copied().unwrap_or(b' ');
    let neighbours = text.iter().zip(text.get(1..).unwrap_or_default());
    let (words, marks) = neighbours.fold((0u32, false), |(words, marks), (before, byte)| {
        let begins = begins(before, byte);
        (words + u32::from(begins), marks | begins & is_mark(*byte))
    });
    if !marks && !is_mark(first) {
        return words as usize + usize::from(!first.is_ascii_whitespace());
    }
    let (mut words, mut in_word) = (0, 0);
    // Without a branch, which nobody could foretell.
    for byte in text {
        let kind = KINDS[usize::from(*byte)];
        words += usize::from(kind & OF_WORD & !in_word);
        in_word = (in_word | kind) & OF_WORD & !(kind >> 1);
    }
    words
}

const OF_WORD: u8 = 1;
const SPACE: u8 = 2;

/// What each character of ASCII is to the words around it.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0u8;
    while byte < 128 {
        kinds[byte as usize] = match byte {
            byte if byte.is_ascii_alphanumeric() => OF_WORD,
            byte if byte.is_ascii_whitespace() => SPACE,
            _ => 0,
        };
        byte += 1;
    }
    kinds
};

/// Whether a character is of a script written without spaces between words.
pub fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// At most `most` characters of `text`, ended at a word with an ellipsis.
pub fn cut_at_word(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_string() };
    let cut = &text[..end];
    // A text without spaces is cut between two characters.
    let cut = cut.rfind(char::is_whitespace).map_or(cut, |space| &cut[..space]);
    let cut = cut.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '—' | '–' | '-')
    });
    format!("{cut}…")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_word() {
        assert_eq!(cut_at_word("one two three", 20), "one two three");
        assert_eq!(cut_at_word("one, two three", 9), "one, two…");
        assert_eq!(cut_at_word("one, two", 5), "one…");
        assert_eq!(cut_at_word("山山山山山山", 4), "山山山山…");
    }

    #[test]
    fn words_of_any_script_are_counted() {
        assert_eq!(count_words("don't stop — now"), 3);
        assert_eq!(count_words("Բարև ձեզ"), 2);
        assert_eq!(count_words("新しい朝"), 2);
    }

    proptest! {
        #[test]
        fn words_of_ascii_are_counted_as_all_others(text in "[a-c0 \t\n.'-]{0,30}") {
            let tokens = text.split_ascii_whitespace();
            let words = tokens.filter(|token| token.contains(|c: char| c.is_ascii_alphanumeric()));
            prop_assert_eq!(count_words(&text), words.count());
        }
    }
}
