//! Marks within the words of captions, and a `<` that is none
//! (<https://www.w3.org/TR/webvtt1/#webvtt-cue-text-tokenizer>): what stands behind it up to the next
//! `>`, or to the end of the caption, is shown to nobody.

use std::collections::HashMap;
use std::ops::Range;

use super::fault::Fault;
use super::times::moment;

/// No mark is longer.
const LONGEST: usize = 300;

/// What is wrong in the words of a caption, which stand in these lines.
pub fn faults(text: &str, lines: &[Range<usize>]) -> Vec<Fault> {
    let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return Vec::new() };
    let words = &text[first.start..last.end];
    let mut found = Vec::new();
    let mut bare: Vec<usize> = Vec::new();
    let mut open = Open::default();
    let mut at = 0;
    while let Some(start) = words[at..].find('<').map(|found| at + found) {
        at = start + 1;
        let near = &words[at..words.floor_char_boundary(at + LONGEST)];
        let Some((inside, _)) = near.split_once('>') else {
            bare.push(first.start + start);
            continue;
        };
        if !is_mark(inside) && !is_of_html(inside) {
            bare.push(first.start + start);
            continue;
        }
        at += inside.len() + 1;
        let name = name(inside.trim_start_matches('/'));
        if !CLOSED.contains(&name) {
            continue;
        }
        match inside.starts_with('/') {
            false => open.begin(name, first.start + start..first.start + at),
            true => open.end(name),
        }
    }
    let mut bare = bare.into_iter().peekable();
    for line in lines {
        let of_line: Vec<usize> =
            std::iter::from_fn(|| bare.next_if(|at| *at < line.end)).collect();
        if let Some(start) = of_line.first() {
            found.push(lost(text, line, &of_line, *start));
        }
    }
    if let Some((name, at)) = open.marks.into_iter().next() {
        let message = format!("this `<{name}>` has no end: it goes on to the end of the caption");
        found.push(Fault::slip(at, message, format!("write `</{name}>` where it ends")));
    }
    found
}

/// The marks that are open.
#[derive(Default)]
struct Open<'t> {
    marks: Vec<(&'t str, Range<usize>)>,
    /// How many there are of each name, so that an end of none is no search through all.
    of_name: HashMap<&'t str, usize>,
}

impl<'t> Open<'t> {
    fn begin(&mut self, name: &'t str, at: Range<usize>) {
        self.marks.push((name, at));
        *self.of_name.entry(name).or_default() += 1;
    }

    /// Ends the last of that name, and with it what is open in it.
    fn end(&mut self, name: &str) {
        while self.of_name.get(name).is_some_and(|open| *open > 0) {
            let Some((last, _)) = self.marks.pop() else { return };
            self.of_name.entry(last).and_modify(|open| *open -= 1);
            if last == name {
                return;
            }
        }
    }
}

/// What is told of a line in which a `<` stands for itself.
fn lost(text: &str, line: &Range<usize>, bare: &[usize], start: usize) -> Fault {
    let rest = &text[start..line.end];
    let end = rest.find('>').map_or(rest.len(), |end| end + 1);
    let mut mended = String::new();
    let mut from = line.start;
    for at in bare {
        mended.push_str(&text[from..*at]);
        mended.push_str("&lt;");
        from = at + 1;
    }
    mended.push_str(&text[from..line.end]);
    let message = format!("readers do not see `{}`: it is taken for a mark", &rest[..end]);
    Fault::new(start..start + end, message, format!("write `{}`", mended.trim()))
}

/// Marks that go on until they are ended. A voice is often that of the whole caption.
const CLOSED: [&str; 6] = ["b", "i", "u", "c", "ruby", "lang"];

fn name(inside: &str) -> &str {
    inside.split(|c: char| c == '.' || c.is_whitespace()).next().unwrap_or(inside)
}

/// Whether this is a mark of captions, or a time within them
/// (<https://www.w3.org/TR/webvtt1/#webvtt-caption-or-subtitle-cue-components>).
fn is_mark(inside: &str) -> bool {
    let mark = inside.strip_prefix('/').unwrap_or(inside);
    let behind = mark.find(char::is_whitespace).map_or("", |at| mark[at..].trim());
    match name(mark) {
        "v" | "lang" => !behind.contains('<'),
        "b" | "i" | "u" | "c" | "ruby" | "rt" => behind.is_empty(),
        "" => mark.is_empty(),
        _ => {
            moment(mark).is_some()
                || mark.starts_with(|c: char| c.is_ascii_digit()) && mark.contains(':')
        }
    }
}

/// Whether this is a tag of HTML, which other programs write into captions. Browsers take it out, and
/// show what is in it.
fn is_of_html(inside: &str) -> bool {
    const NAMES: [&str; 20] = [
        "font", "br", "p", "span", "div", "em", "strong", "s", "small", "sub", "sup", "a", "big",
        "tt", "b", "i", "u", "del", "ins", "h1",
    ];
    let mark = inside.trim_matches('/').trim().to_ascii_lowercase();
    let (name, behind) = mark.split_once(char::is_whitespace).unwrap_or((&mark, ""));
    NAMES.contains(&name) && (behind.trim().is_empty() || behind.contains('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of the words of a caption.
    fn told(words: &str) -> Vec<String> {
        let mut at = 0;
        let lines = words.split('\n').map(|line| {
            let line = at..at + line.len();
            at = line.end + 1;
            line
        });
        let told = faults(words, &lines.collect::<Vec<_>>()).into_iter();
        told.map(|it| format!("{}; {}", it.message, it.hint)).collect()
    }

    #[test]
    fn a_sign_that_is_no_mark_is_told_with_the_line_as_it_should_be() {
        for (words, expected) in [
            (
                "A & B < C and more",
                "readers do not see `< C and more`: it is taken for a mark; write `A & B &lt; C and more`",
            ),
            (
                "Rate <5 percent fell",
                "readers do not see `<5 percent fell`: it is taken for a mark; write `Rate &lt;5 percent fell`",
            ),
            (
                "He, <Name>, said",
                "readers do not see `<Name>`: it is taken for a mark; write `He, &lt;Name>, said`",
            ),
            (
                "if a <b and c> d",
                "readers do not see `<b and c>`: it is taken for a mark; write `if a &lt;b and c> d`",
            ),
            (
                "One\n1 < 2 <i>and</i> 3 < 4",
                "readers do not see `< 2 <i>`: it is taken for a mark; write `1 &lt; 2 <i>and</i> 3 &lt; 4`",
            ),
            (
                "I <3 you",
                "readers do not see `<3 you`: it is taken for a mark; write `I &lt;3 you`",
            ),
        ] {
            assert_eq!(told(words), [expected], "{words}");
            let mended = expected.split("write `").last().unwrap().trim_end_matches('`');
            assert_eq!(told(mended), [""; 0], "{mended}");
        }
    }

    #[test]
    fn a_mark_without_an_end_is_a_slip() {
        let expected = "this `<b>` has no end: it goes on to the end of the caption; write `</b>` where it ends";
        assert_eq!(told("<b>x"), [expected]);
        assert_eq!(told("x <b.loud>y\nz"), [expected]);
        assert_eq!(told("<i><b>x</b></i> <b>y</b>"), [""; 0]);
        assert_eq!(told("<i><b>x</i> </b><u>y</u></u>"), [""; 0]);
    }

    #[test]
    fn many_marks_and_ends_of_others_are_read_in_no_time() {
        let words = "<b>".repeat(200_000) + &"</i>".repeat(200_000);
        assert_eq!(told(&words).len(), 1);
    }

    #[test]
    fn words_with_marks_are_left_alone() {
        for words in [
            "<v Anna>Words",
            "<v.loud Anna Voss>The <i>water</i>\nrose.</v>",
            "<c.yellow.bg_blue>x</c> <lang en-GB>y</lang>",
            "<00:00:01.500><c> word</c><00:02.000> more",
            "<ruby>大谷<rt>おおたに</rt></ruby> <ruby>a<rt>b</ruby>",
            "<font color=\"#ffff00\">x</font> <I>y</I> a<br>b<br/>c",
            "A &lt; B > C, R&D, 5 > 4 &amp; 3",
            "-> and --- and =>",
        ] {
            assert_eq!(told(words), [""; 0], "{words}");
        }
    }
}
