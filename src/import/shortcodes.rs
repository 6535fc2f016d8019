//! Shortcodes in the texts of Hugo (<https://gohugo.io/content-management/shortcodes/>) and Zola
//! (<https://www.getzola.org/documentation/content/shortcodes/>).

use std::ops::Range;

use super::tags::{Arguments, arguments};
use super::unfit::{Meant, Unfit};

/// A shortcode in a text.
#[derive(Clone, Copy)]
pub struct Call<'c> {
    pub name: &'c str,
    pub given: &'c Arguments,
    /// What stands in it.
    pub inner: Option<&'c str>,
    /// Whether what it gives is HTML, and no Markdown of the text.
    pub is_html: bool,
}

/// What a shortcode means.
pub type Meaning<'m> = dyn Fn(&Call<'_>) -> Meant + 'm;

/// A text with its shortcodes replaced.
#[derive(Debug, Default, PartialEq)]
pub struct Replaced {
    /// The text.
    pub text: String,
    /// Shortcodes that do not fit.
    pub unfit: Unfit,
}

/// How a program writes shortcodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `{{< name a="b" >}}…{{< /name >}}`, and the same with `%`.
    Hugo,
    /// `{{ name(a="b") }}`, and `{% name(a="b") %}…{% end %}`.
    Zola,
}

/// A mark of a shortcode.
#[derive(Clone, Debug, PartialEq)]
struct Mark<'t> {
    start: usize,
    end: usize,
    kind: MarkKind<'t>,
}

#[derive(Clone, Debug, PartialEq)]
enum MarkKind<'t> {
    Open {
        name: &'t str,
        arguments: &'t str,
        is_closed: bool,
    },
    Close(&'t str),
    /// Shown as it is written, without the marks of a comment in it.
    Shown(String),
}

/// How deep shortcodes may be in each other.
const DEEPEST: usize = 50;

/// Replaces the shortcodes of a text.
pub fn replaced(text: &str, syntax: Syntax, meaning: &Meaning<'_>) -> Replaced {
    let marks = match syntax {
        Syntax::Hugo => hugo(text),
        Syntax::Zola => zola(text),
    };
    if marks.is_empty() {
        return Replaced { text: text.into(), unfit: Unfit::default() };
    }
    let mut replacer = Replacer { text, marks: &marks, meaning, unfit: Unfit::default() };
    let text = replacer.part(0, marks.len(), 0..text.len(), 0);
    Replaced { text, unfit: replacer.unfit }
}

/// Where the shortcodes of a text for Hugo are: those with `<`, and all that stands in them, and the
/// marks alone of those with `%`, whose words are Markdown of the text.
pub fn spans(text: &str) -> Vec<Range<usize>> {
    let marks = hugo(text);
    let mut spans: Vec<Range<usize>> = Vec::new();
    for (at, mark) in marks.iter().enumerate() {
        let is_html = text[mark.start..].starts_with("{{<");
        let close = match mark.kind {
            MarkKind::Open { name, is_closed: false, .. } if is_html => {
                close(&marks, at, marks.len(), name)
            }
            _ => None,
        };
        spans.push(mark.start..close.map_or(mark.end, |close| marks[close].end));
    }
    spans
}

struct Replacer<'r> {
    text: &'r str,
    marks: &'r [Mark<'r>],
    meaning: &'r Meaning<'r>,
    unfit: Unfit,
}

impl Replacer<'_> {
    /// A part of the text, with the marks `first..end` in it.
    fn part(&mut self, first: usize, end: usize, bytes: Range<usize>, depth: usize) -> String {
        let mut out = String::new();
        let mut at = bytes.start;
        let mut next = first;
        while next < end {
            let mark = &self.marks[next];
            out.push_str(&self.text[at..mark.start.max(at)]);
            at = mark.end;
            match &mark.kind {
                MarkKind::Shown(text) => out.push_str(text),
                MarkKind::Close(_) => {}
                MarkKind::Open { name, arguments: given, is_closed } => {
                    let close = if *is_closed || depth > DEEPEST {
                        None
                    } else {
                        close(self.marks, next, end, name)
                    };
                    let inner = close.map(|close| {
                        let inner = mark.end..self.marks[close].start;
                        self.part(next + 1, close, inner, depth + 1)
                    });
                    let given = arguments(given);
                    let is_html = self.text[mark.start..].starts_with("{{<");
                    let call = Call { name, given: &given, inner: inner.as_deref(), is_html };
                    let meant = (self.meaning)(&call);
                    let line = match meant {
                        Meant::Is(_) => 0,
                        _ => self.text[..mark.start].matches('\n').count() + 1,
                    };
                    let end = close.map_or(mark.end, |close| self.marks[close].end);
                    let guessed = || {
                        let guess = super::tags::guessed(&given, inner.as_deref());
                        match is_in_line(self.text, mark.start..end) && !guess.contains("\n\n<") {
                            true => guess.split_whitespace().collect::<Vec<_>>().join(" "),
                            false => guess,
                        }
                    };
                    out.push_str(&self.unfit.take(meant, name, line, guessed));
                    if let Some(close) = close {
                        at = self.marks[close].end;
                        next = close;
                    }
                }
            }
            next += 1;
        }
        out.push_str(&self.text[at.min(bytes.end)..bytes.end]);
        out
    }
}

/// Whether a shortcode stands among the words of a line, and is no block of its own.
fn is_in_line(text: &str, at: Range<usize>) -> bool {
    let before = text[..at.start].rsplit('\n').next().unwrap_or_default();
    let behind = text[at.end..].lines().next().unwrap_or_default();
    let is_alone = before.trim().is_empty() && behind.trim().is_empty();
    !is_alone && !text[at].contains('\n')
}

/// The mark that ends the one at `open`.
fn close(marks: &[Mark<'_>], open: usize, end: usize, name: &str) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, mark) in marks.iter().enumerate().take(end).skip(open + 1) {
        match &mark.kind {
            MarkKind::Open { name: other, is_closed: false, .. } if *other == name => {
                depth += 1;
            }
            MarkKind::Close(other) if *other == name || other.is_empty() => match depth {
                0 => return Some(at),
                _ => depth -= 1,
            },
            _ => {}
        }
    }
    None
}

fn hugo(text: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(found) = text[from..].find("{{") {
        let start = from + found;
        let (open, close) = match text[start + 2..].chars().next() {
            Some('<') => ('<', ">}}"),
            Some('%') => ('%', "%}}"),
            _ => {
                from = start + 2;
                continue;
            }
        };
        let Some(length) = end_of_mark(&text[start + 3..], close) else { break };
        let inner = &text[start + 3..start + 3 + length];
        let end = start + 3 + length + close.len();
        from = end;
        let bare = inner.trim();
        let kind = if let Some(shown) = bare.strip_prefix("/*") {
            let shown = shown.strip_suffix("*/").unwrap_or(shown);
            MarkKind::Shown(format!("{{{{{open}{shown}{close}"))
        } else if let Some(name) = bare.strip_prefix('/') {
            MarkKind::Close(name.trim())
        } else {
            let (bare, is_closed) = match bare.strip_suffix('/') {
                Some(bare) => (bare, true),
                None => (bare, false),
            };
            let end = bare.find(|c: char| c.is_whitespace()).unwrap_or(bare.len());
            MarkKind::Open { name: &bare[..end], arguments: &bare[end..], is_closed }
        };
        marks.push(Mark { start, end, kind });
    }
    marks
}

/// Where a mark ends that is in no quotes.
fn end_of_mark(text: &str, close: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open && !text[..at].ends_with('\\') => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '`') => quote = Some(c),
            None if text[at..].starts_with(close) => return Some(at),
            None => {}
        }
    }
    // A quote that nobody closed.
    text.find(close)
}

fn zola(text: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut from = 0;
    while let Some(start) =
        [text[from..].find("{{"), text[from..].find("{%")].into_iter().flatten().min()
    {
        let start = from + start;
        let is_block = text[start..].starts_with("{%");
        let close = if is_block { "%}" } else { "}}" };
        let Some(length) = end_of_mark(&text[start + 2..], close) else { break };
        let inner = text[start + 2..start + 2 + length].trim_matches('-').trim();
        let end = start + 2 + length + close.len();
        from = end;
        let kind = match (is_block, inner.split_once('(')) {
            _ if inner.starts_with("/*") => {
                let shown = inner.trim_start_matches("/*").trim_end_matches("*/").trim();
                let open = if is_block { "{%" } else { "{{" };
                MarkKind::Shown(format!("{open} {shown} {close}"))
            }
            (true, None) if inner == "end" => MarkKind::Close(""),
            (_, Some((name, given))) if is_name(name.trim()) => MarkKind::Open {
                name: name.trim(),
                arguments: given.trim_end().strip_suffix(')').unwrap_or(given),
                is_closed: !is_block,
            },
            _ => continue,
        };
        marks.push(Mark { start, end, kind });
    }
    marks
}

fn is_name(name: &str) -> bool {
    !name.is_empty()
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ':' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(&Call { name, given, inner, .. }: &Call<'_>) -> Meant {
        let given: Vec<&str> = given.iter().map(|(_, value)| value.as_str()).collect();
        let known = name.starts_with('k');
        known.then(|| format!("[{name}:{}:{}]", given.join(","), inner.unwrap_or("-"))).into()
    }

    #[test]
    fn shortcodes_are_replaced() {
        for (syntax, text, expected) in [
            (Syntax::Hugo, "a {{< k \"b c\" d=e >}} f", "a [k:b c,e:-] f"),
            (Syntax::Hugo, "{{< k >}}a{{< k2 >}}b{{< /k2 >}}{{< /k >}}", "[k::a[k2::b]]"),
            (Syntax::Hugo, "{{% k %}}a{{% /k %}}", "[k::a]"),
            (Syntax::Hugo, "{{< k />}}a{{< k >}}b{{< /k >}}", "[k::-]a[k::b]"),
            (Syntax::Hugo, "{{</* k */>}} {{ k }}", "{{< k >}} {{ k }}"),
            (Syntax::Hugo, "[a]({{< kref \"x.md#b\" >}})", "[a]([kref:x.md#b:-])"),
            (Syntax::Zola, "{{ k(id=\"b\") }} {% k() %}a{% end %}", "[k:b:-] [k::a]"),
            (Syntax::Zola, "{{ no }} {% if %}", "{{ no }} {% if %}"),
        ] {
            let found = replaced(text, syntax, &meaning);
            assert_eq!(
                found,
                Replaced { text: expected.into(), unfit: Unfit::default() },
                "{text}"
            );
        }
        let found = replaced("a\n{{< odd caption=\"c\" >}}b{{< /odd >}}", Syntax::Hugo, &meaning);
        assert_eq!(found.unfit.unknown, [("odd".to_string(), 2)]);
        assert!(found.text.contains('b') && found.text.contains('c'), "{}", found.text);
        for (text, expected) in [
            ("a {{ odd(text=\"b <i> c\") }} d", "a b &lt;i&gt; c d"),
            ("a {% odd() %}b{% end %} d", "a b d"),
            ("a\n\n{{ odd(text=\"b\") }}\n", "a\n\n\n\nb\n\n\n"),
        ] {
            assert_eq!(replaced(text, Syntax::Zola, &meaning).text, expected, "{text}");
        }
    }
}
