//! Marks as keyboards for Chinese, Japanese and Korean write them: `＃ Heading`, `［a］（b.md）`.

use pulldown_cmark::{Event, Tag};

use super::links::is_address;
use super::shown::{OTHER, Shown};
use super::{Events, Fault, nearby, short, slip};

/// The marks, and those of Markdown that they stand for.
const MARKS: [(char, char); 11] = [
    ('＃', '#'),
    ('＊', '*'),
    ('＞', '>'),
    ('：', ':'),
    ('｜', '|'),
    ('（', '('),
    ('）', ')'),
    ('［', '['),
    ('］', ']'),
    ('！', '!'),
    ('　', ' '),
];

fn narrow(words: &str) -> String {
    let narrow = |c| MARKS.iter().find(|(wide, _)| *wide == c).map_or(c, |(_, narrow)| *narrow);
    words.chars().map(narrow).collect()
}

/// Lines that begin with a mark of a block.
pub(super) fn find_lines(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let mut is_table = false;
    for (start, line) in shown.lines() {
        let is_row = line.starts_with('｜') && line.trim_end().ends_with('｜') && line.len() > 3;
        let told = match line.chars().next() {
            Some('｜') if is_row && !is_table => Some(of_row(line)),
            Some('＃') => of_heading(line),
            Some('＞') => of_quote(line),
            Some('：' | ':') => of_block(line),
            _ => None,
        };
        is_table = is_row;
        if let Some((what, mended)) = told {
            let mark = line.chars().next().unwrap_or_default();
            let message = format!("readers see the wide `{mark}`: this is no {what}");
            let each = if is_row { ", and so in each line" } else { "" };
            let hint = format!("write `{}`{each}", short(&mended));
            slips.push(slip(shown.place(start..start + line.len()), message, hint));
        }
    }
}

/// A row of a table in one cell.
pub(super) fn find_row(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let row = shown.words.trim();
    if row.len() > 3 && row.starts_with('｜') && row.ends_with('｜') {
        let message = "readers see the wide `｜`: this row is one cell";
        let hint = format!("write `{}`", short(&narrow(row)));
        slips.push(slip(shown.place(0..shown.words.len()), message, hint));
    }
}

/// `＃ Heading`; a hashtag has no space.
fn of_heading(line: &str) -> Option<(&'static str, String)> {
    let name = line.trim_start_matches(['＃', '#']);
    let marks = line.chars().count() - name.chars().count();
    let is_heading = name.starts_with([' ', '　']) && !name.trim().is_empty() && marks < 7;
    // The first level is the headline's.
    is_heading.then(|| ("heading", format!("{} {}", "#".repeat(marks.max(2)), name.trim())))
}

/// `＞ Words`; two are those of a forum.
fn of_quote(line: &str) -> Option<(&'static str, String)> {
    let words = line.strip_prefix('＞')?;
    let is_quote = !words.starts_with(['＞', '＜', '>']) && !words.trim().is_empty();
    is_quote.then(|| ("quotation", format!("> {}", words.trim())))
}

/// `：：：quote`, and `：：：`.
fn of_block(line: &str) -> Option<(&'static str, String)> {
    let behind = line.trim_start_matches(['：', ':']);
    let marks = &line[..line.len() - behind.len()];
    let colons = marks.chars().count();
    let is_block = colons > 1
        && marks.contains('：')
        && (behind.starts_with(|c: char| c.is_ascii_lowercase())
            || behind.is_empty() && colons > 2);
    is_block.then(|| ("block", format!("{}{behind}", ":".repeat(colons))))
}

fn of_row(line: &str) -> (&'static str, String) {
    ("table", narrow(line))
}

/// `＊＊bold＊＊`, and links some of whose brackets are wide.
pub(super) fn find(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    let mut past = 0;
    for (at, mark) in words.match_indices("＊＊") {
        let inside = nearby(&words[at + mark.len()..]);
        let Some((bold, rest)) = inside.split_once(mark).filter(|_| at >= past) else { continue };
        let is_bold = bold.contains(char::is_alphabetic)
            && bold.trim() == bold
            && !bold.contains(['＊', '\n', OTHER])
            && !rest.starts_with('＊')
            && !words[..at].ends_with('＊');
        if is_bold {
            past = at + bold.len() + 2 * mark.len();
            let message =
                format!("readers see the wide asterisks of `{}`", short(&words[at..past]));
            let hint = format!("write `**{}**`", short(bold));
            slips.push(slip(shown.place(at..past), message, hint));
        }
    }
    find_links(shown, slips);
    find_references(shown, slips);
}

/// References to notes: `［^1］`.
fn find_references(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    for (at, _) in shown.words.match_indices("［^") {
        let name = &shown.words[at + "［^".len()..];
        let name = &name[..name.floor_char_boundary(40)];
        let Some((name, _)) = name.split_once(['］', ']']) else { continue };
        if !name.is_empty() && name.chars().all(char::is_alphanumeric) {
            let end = at + "［^".len() + name.len();
            let end = end + shown.words[end..].chars().next().map_or(0, char::len_utf8);
            let message = format!("readers see `{}`, which is no footnote", &shown.words[at..end]);
            slips.push(slip(shown.place(at..end), message, format!("write `[^{name}]`")));
        }
    }
}

/// How long the parts of a link are that is looked for.
const LONGEST: usize = 300;

fn find_links(shown: &Shown<'_>, slips: &mut Vec<Fault>) {
    let words = &*shown.words;
    for (at, bracket) in words.match_indices(['（', '(']) {
        let before = &words[..at];
        let Some(close) = before.chars().next_back().filter(|c| matches!(c, ']' | '］' | '】'))
        else {
            continue;
        };
        if bracket == "(" && close == ']' {
            continue;
        }
        let behind = &words[at + bracket.len()..];
        let behind = &behind[..behind.floor_char_boundary(LONGEST)];
        let Some(end) = behind.find(['）', ')', '\n']) else { continue };
        let address = behind[..end].trim();
        let near = &before[before.ceil_char_boundary(before.len().saturating_sub(LONGEST))..];
        let Some(open) = near.rfind(['[', '［', '【']).filter(|_| is_address(address)) else {
            continue;
        };
        let start = at - (near.len() - open);
        let lead = words[..start].chars().next_back().filter(|c| matches!(c, '!' | '！'));
        let start = start - lead.map_or(0, char::len_utf8);
        let inside = near[open..].trim_matches(['[', '［', ']', '］', '【', '】']);
        let end = at + bracket.len() + end;
        let end =
            end + words[end..].chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let (lead, what) = if lead.is_some() { ("!", "picture") } else { ("", "link") };
        let message =
            format!("readers see the wide brackets of `{}`, which is no {what}", short(inside));
        let hint = format!("write `{lead}[{}]({address})`", short(inside));
        slips.push(slip(shown.place(start..end), message, hint));
    }
}

/// A link to the file of a picture, right behind a mark that is meant as that of a picture:
/// `！[A dam](dam.svg)`, `! [A dam](dam.svg)`.
pub(super) fn find_pictures(events: &Events<'_>, text: &str, slips: &mut Vec<Fault>) {
    const ENDINGS: [&str; 8] = [".jpg", ".jpeg", ".png", ".gif", ".svg", ".webp", ".avif", ".csv"];
    for pair in events.windows(2) {
        let [(Event::Text(words), before), (Event::Start(Tag::Link { dest_url, .. }), range)] =
            pair
        else {
            continue;
        };
        let file = dest_url.to_ascii_lowercase();
        let Some(rest) = words.trim_end().strip_suffix(['！', '!']) else { continue };
        let is_at_start = rest.is_empty() || rest.ends_with([' ', '　']);
        let is_meant = is_at_start
            && before.end == range.start
            && ENDINGS.iter().any(|ending| file.ends_with(ending))
            && !text[..before.end].trim_end().ends_with("\\!");
        if is_meant {
            let link = text.get(range.clone()).unwrap_or_default();
            let start = before.start + rest.len();
            let message = format!("readers see a link to `{}`, and no picture", short(dest_url));
            let hint = format!("write `!{}`", short(link));
            slips.push(slip(start..range.end, message, hint));
        }
    }
}
