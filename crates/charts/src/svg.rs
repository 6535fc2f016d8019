//! SVG as text.

use std::fmt::Write;

/// A text within an element or in double quotes.
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A length, to a hundredth: `12`, `12.5`.
pub(crate) fn push_length(out: &mut String, length: f64) {
    #[allow(clippy::cast_possible_truncation, reason = "a drawing is smaller")]
    let hundredths = (length * 100.0).round() as i64;
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, rest) = (hundredths.abs() / 100, hundredths.abs() % 100);
    let _ = match (rest, rest % 10) {
        (0, _) => write!(out, "{whole}"),
        (_, 0) => write!(out, "{whole}.{}", rest / 10),
        _ => write!(out, "{whole}.{rest:02}"),
    };
}

pub(crate) fn length(length: f64) -> String {
    let mut text = String::new();
    push_length(&mut text, length);
    text
}

/// A part of the width.
pub(crate) fn percent(fraction: f64) -> String {
    length(fraction * 100.0) + "%"
}

/// Which end of a text stands at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// A text in a drawing.
pub(crate) struct Label<'a> {
    pub text: &'a str,
    /// Across, as a part of the width, and how many pixels beside that.
    pub x: f64,
    pub dx: f64,
    pub y: f64,
    pub anchor: Anchor,
    pub class: &'a str,
}

impl Label<'_> {
    pub fn push_to(&self, out: &mut String) {
        out.push_str("<text x=\"");
        out.push_str(&percent(self.x));
        if self.dx != 0.0 {
            out.push_str("\" dx=\"");
            push_length(out, self.dx);
        }
        out.push_str("\" y=\"");
        push_length(out, self.y);
        out.push_str(match self.anchor {
            Anchor::Start => "",
            Anchor::Middle => "\" text-anchor=\"middle",
            Anchor::End => "\" text-anchor=\"end",
        });
        if !self.class.is_empty() {
            out.push_str("\" class=\"");
            out.push_str(self.class);
        }
        out.push_str("\">");
        out.push_str(&escaped(self.text));
        out.push_str("</text>\n");
    }
}

/// A line across all of the width.
pub(crate) fn push_rule(out: &mut String, y: f64, class: &str) {
    let y = length(y);
    let _ = writeln!(out, "<line x1=\"0\" x2=\"100%\" y1=\"{y}\" y2=\"{y}\" class=\"{class}\"/>");
}

/// A rectangle: across as parts of the width, down in pixels.
pub(crate) fn push_rect(out: &mut String, x: (f64, f64), y: (f64, f64), class: &str) {
    let (left, width) = (percent(x.0), percent(x.1 - x.0));
    let (top, height) = (length(y.0), length(y.1 - y.0));
    let _ = writeln!(
        out,
        "<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" class=\"{class}\"/>"
    );
}

pub(crate) fn push_dot(out: &mut String, x: f64, y: &str, radius: f64, class: &str) {
    let (x, radius) = (percent(x), length(radius));
    let _ = writeln!(out, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\" class=\"{class}\"/>");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_short() {
        for (value, expected) in [
            (0.0, "0"),
            (-0.001, "0"),
            (1.5, "1.5"),
            (1.25, "1.25"),
            (1.005e3, "1005"),
            (-2.05, "-2.05"),
        ] {
            assert_eq!(length(value), expected);
        }
        assert_eq!(percent(0.123_456), "12.35%");
    }

    #[test]
    fn a_text_is_no_markup() {
        assert_eq!(escaped("<script>\"&]]>"), "&lt;script&gt;&quot;&amp;]]&gt;");
    }
}
