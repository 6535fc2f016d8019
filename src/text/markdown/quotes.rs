//! Quotation marks as a language sets them
//! (<https://www.unicode.org/cldr/charts/latest/by_type/core_data.alphabetic_information.punctuation.html>).

use std::ops::Range;

use pulldown_cmark::Event;

/// The marks that `"` becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    open: &'static str,
    close: &'static str,
}

/// English ones.
const CURLY: Quotes = Quotes { open: "“", close: "”" };

impl Quotes {
    /// Those of a language, by its BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        let (open, close) = match tag.split(['-', '_']).next().unwrap_or_default() {
            "be" | "el" | "es" | "hy" | "it" | "kk" | "ky" | "nb" | "nn" | "no" | "pt" | "ru"
            | "sq" | "tg" | "uk"
                if tag != "pt-BR" =>
            {
                ("«", "»")
            }
            "fr" => ("«\u{202f}", "\u{202f}»"),
            "bg" | "cs" | "de" | "et" | "is" | "ka" | "lt" | "mk" | "sk" | "sl" => ("„", "“"),
            "bs" | "hr" | "hu" | "pl" | "ro" | "sr" => ("„", "”"),
            "fi" | "sv" => ("”", "”"),
            "da" => ("»", "«"),
            "ja" => ("「", "」"),
            _ => return CURLY,
        };
        Quotes { open, close }
    }

    /// Sets the marks that the parser made of `"`; what an author wrote otherwise stays.
    pub(super) fn set(self, events: &mut [(Event<'_>, Range<usize>)], text: &str) {
        if self == CURLY {
            return;
        }
        for (event, range) in events {
            let Event::Text(mark) = event else { continue };
            if text.get(range.clone()) != Some("\"") {
                continue;
            }
            match &**mark {
                "“" => *mark = self.open.into(),
                "”" => *mark = self.close.into(),
                _ => {}
            }
        }
    }
}

impl Default for Quotes {
    fn default() -> Self {
        CURLY
    }
}
