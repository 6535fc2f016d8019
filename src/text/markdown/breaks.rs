//! Lines of scripts without spaces. Where an editor ends a line within Chinese or Japanese, HTML
//! would have a line feed, which some browsers show as a space, and so would the search, summaries
//! and feeds. So the end of a line goes where CSS takes it away
//! (<https://drafts.csswg.org/css-text-4/#line-break-transform>, with the tests
//! `css-text/line-breaking/segment-break-transformation-*` of web-platform-tests), and stays a
//! space everywhere else.

use std::ops::Range;

use icu_properties::props::{EastAsianWidth, Emoji, Script};
use icu_properties::{CodePointMapData, CodePointSetData};
use pulldown_cmark::{Event, Tag};

use super::smart::ends_block;
use crate::typography::{Quotes, is_punctuation};

/// Takes the ends of lines away that are no spaces, in a text with the marks of `quotes`.
pub(super) fn joined(events: &mut Vec<(Event<'_>, Range<usize>)>, quotes: Quotes) {
    let mut taken = taken(events, quotes).into_iter().peekable();
    if taken.peek().is_none() {
        return;
    }
    let mut number = 0;
    events.retain(|_| {
        let is_taken = taken.next_if_eq(&number).is_some();
        number += 1;
        !is_taken
    });
}

/// The numbers of the events that are ends of lines and no spaces.
fn taken(events: &[(Event<'_>, Range<usize>)], quotes: Quotes) -> Vec<usize> {
    let mut taken = Vec::new();
    let mut before: Option<char> = None;
    let mut end_of_line: Option<usize> = None;
    for (number, (event, _)) in events.iter().enumerate() {
        match event {
            Event::SoftBreak => end_of_line = Some(number),
            Event::Text(words) | Event::Code(words) => {
                let behind = words.chars().next();
                let is_none = |(before, behind)| !is_space(before, behind, quotes);
                if before.zip(behind).is_some_and(is_none) {
                    taken.extend(end_of_line);
                }
                end_of_line = None;
                before = words.chars().next_back().or(before);
            }
            Event::HardBreak | Event::Start(Tag::Image { .. }) => before = None,
            event if ends_block(event) => before = None,
            // Emphasis, links, and numbers of notes, which stand above the line.
            _ => {}
        }
    }
    taken
}

/// Whether the end of a line between two characters is a space.
fn is_space(before: char, behind: char, quotes: Quotes) -> bool {
    // Nothing below is wide, and of the narrow ones only marks may lose it, beside a wide one.
    if before.max(behind) < FIRST_WIDE {
        return true;
    }
    let are_wide = is_wide(before) && is_wide(behind);
    let is_beside_mark = quotes.are_east_asian()
        && (is_wide(before) && is_mark(behind) || is_mark(before) && is_wide(behind));
    !(are_wide || is_beside_mark || [before, behind].contains(&'\u{200b}'))
}

/// Jamo of Hangul; no character before them is wide.
const FIRST_WIDE: char = '\u{1100}';

/// Whether a character takes the room of a Chinese one, or is a half of it, and is of a script
/// without spaces; an emoji stands between words.
fn is_wide(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    [EastAsianWidth::Fullwidth, EastAsianWidth::Wide, EastAsianWidth::Halfwidth].contains(&width)
        && CodePointMapData::<Script>::new().get(c) != Script::Hangul
        && !is_emoji(c)
}

/// Whether Chinese and Japanese have a mark or emoji without a space, which other languages have
/// too, such as `”` and `…`.
fn is_mark(c: char) -> bool {
    let width = CodePointMapData::<EastAsianWidth>::new().get(c);
    is_punctuation(c) && width == EastAsianWidth::Ambiguous || is_emoji(c)
}

/// Of emoji those that are not also signs of text, as digits are.
fn is_emoji(c: char) -> bool {
    !c.is_ascii() && CodePointSetData::new::<Emoji>().contains(c)
}

#[cfg(test)]
mod tests {
    use super::super::{HtmlPolicy, Markdown, Rendered, Resolution, blocks, plain};
    use super::*;

    fn rendered(text: &str, language: &str) -> Rendered {
        let markdown = Markdown::new(HtmlPolicy::Sanitize, "");
        markdown.render(text, Quotes::of(language), |_| Resolution::Keep)
    }

    /// `|` stands for the end of a line.
    #[test]
    fn ends_of_lines_are_spaces_where_words_have_some() {
        for (text, english, chinese) in [
            // What the tests of web-platform-tests have, by the widths of both sides.
            ("測試|測試", "測試測試", "測試測試"),
            ("一些|中文", "一些中文", "一些中文"),
            ("測試|ﾃｽﾄ", "測試ﾃｽﾄ", "測試ﾃｽﾄ"),
            ("ＦＵＬＬ|ＷＩＤＴＨ", "ＦＵＬＬＷＩＤＴＨ", "ＦＵＬＬＷＩＤＴＨ"),
            ("測試|narrow", "測試 narrow", "測試 narrow"),
            ("narrow|ﾃｽﾄ", "narrow ﾃｽﾄ", "narrow ﾃｽﾄ"),
            ("測試|آزمون", "測試 آزمون", "測試 آزمون"),
            ("테스트|테스트", "테스트 테스트", "테스트 테스트"),
            ("測試|테스트", "測試 테스트", "測試 테스트"),
            ("一些\u{200b}|언문", "一些\u{200b}언문", "一些\u{200b}언문"),
            ("ខ្មែរ|\u{200b}ខ្មែរ", "ខ្មែរ\u{200b}ខ្មែរ", "ខ្មែរ\u{200b}ខ្មែរ"),
            ("■|テスト", "■ テスト", "■テスト"),
            ("他说：“|アイヌ|”", "他说：“ アイヌ ”", "他说：“アイヌ”"),
            ("中文……|中文", "中文…… 中文", "中文……中文"),
            ("“|”", "“ ”", "“ ”"),
            ("中文🔥|中文", "中文🔥 中文", "中文🔥中文"),
            ("fire 🔥|🎉 party", "fire 🔥 🎉 party", "fire 🔥 🎉 party"),
            // Markup between is not seen; wide marks are as letters.
            ("**東京**|*大阪*", "東京大阪", "東京大阪"),
            ("東京、|[大阪](/x)。|`京都`", "東京、大阪。京都", "東京、大阪。京都"),
            ("東京<b>と</b>|大阪", "東京と大阪", "東京と大阪"),
            ("「東京」|（大阪）", "「東京」（大阪）", "「東京」（大阪）"),
            // A line that is meant to end, and a picture.
            ("東京\\|大阪", "東京 大阪", "東京 大阪"),
            ("東京  |大阪", "東京 大阪", "東京 大阪"),
            // Scripts whose spaces end a phrase or a word.
            ("ภาษา|ไทย", "ภาษา ไทย", "ภาษา ไทย"),
            ("один|два", "один два", "один два"),
            ("Երևան|Գյումրի", "Երևան Գյումրի", "Երևան Գյումրի"),
        ] {
            let text = text.replace('|', "\n");
            assert_eq!(rendered(&text, "en").excerpt, english, "{text:?}");
            assert_eq!(rendered(&text, "zh").excerpt, chinese, "{text:?}");
            assert_eq!(rendered(&text, "ja").excerpt, chinese, "{text:?}");
            assert_eq!(blocks(&text, HtmlPolicy::Sanitize).unwrap(), [plain(english)]);
        }
    }

    #[test]
    fn pages_have_no_end_of_line_there() {
        let html = |text| rendered(text, "ja").html;
        assert_eq!(
            html("増税と\n**税金**が\n上がる。\nEU\nも"),
            "<p>増税と<strong>税金</strong>が上がる。\nEU\nも</p>\n"
        );
        assert_eq!(
            html("東京は\n![大阪](/a.png)"),
            "<p>東京は\n<img src=\"/a.png\" alt=\"大阪\" /></p>\n"
        );
        let noted = html(
            "東京[^1]
大阪

[^1]: 京
  都",
        );
        assert!(noted.contains("</sup>大阪") && noted.contains("京都 <a"), "{noted}");
        // Straight marks are those of the language by now.
        assert_eq!(html("\"東京\"\n\"大阪\""), "<p>「東京」「大阪」</p>\n");
        // What is code has its lines, and so has HTML, which is the author's own.
        assert_eq!(html("```\n東京\n大阪\n```"), "<pre><code>東京\n大阪\n</code></pre>\n");
        assert_eq!(html("<p>東京\n大阪</p>"), "<p>東京\n大阪</p>");
    }

    /// A heading that is underlined may have two lines; so may a cell's neighbour, an item, a quote.
    #[test]
    fn so_in_all_that_has_lines() {
        let heading = rendered("東京の\n新聞\n===\n", "ja");
        assert_eq!(heading.headings[0].title, "東京の新聞");
        assert_eq!(rendered("> 東京\n> 大阪\n", "ja").excerpt, "東京大阪");
        assert_eq!(rendered("- 東京\n  大阪\n", "ja").html, "<ul>\n<li>東京大阪</li>\n</ul>\n");
        // What ends a block is no neighbour of what begins the next.
        assert_eq!(rendered("東京\n\n大阪", "ja").html, "<p>東京</p>\n<p>大阪</p>\n");
    }
}
