//! Quotation marks as a language sets them: CLDR 48.2, `delimiters.json` of each
//! (<https://github.com/unicode-org/cldr-json/tree/48.2.0/cldr-json/cldr-misc-full/main>).

/// A pair of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    pub open: &'static str,
    pub close: &'static str,
}

/// The marks of a language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quotes {
    /// Around a quotation.
    pub(super) outer: Pair,
    /// Around one within another.
    pub(super) inner: Pair,
    /// Whether `"` within `"…"` gets the inner marks; English gets what cmark gives it.
    pub(super) nest: bool,
    /// Whether a mark may open right behind a letter, since words or prefixes are written
    /// together.
    pub(super) follow_letters: bool,
    /// Whether lines run to the left.
    pub(super) runs_left: bool,
    /// Whether the language is Chinese or Japanese.
    is_east_asian: bool,
}

const ENGLISH: Quotes = Quotes {
    outer: pair("“", "”"),
    inner: pair("‘", "’"),
    nest: false,
    follow_letters: false,
    runs_left: false,
    is_east_asian: false,
};

const fn pair(open: &'static str, close: &'static str) -> Pair {
    Pair { open, close }
}

const CURLY: [Pair; 2] = [pair("“", "”"), pair("‘", "’")];
const ANGLES: Pair = pair("«", "»");
const LOW_HIGH: Pair = pair("„", "“");
const LOW_CLOSING: Pair = pair("„", "”");
const CORNERS: [Pair; 2] = [pair("「", "」"), pair("『", "』")];

/// Outer and inner marks. The Spanish are those of the Academy, which CLDR had before its
/// release 48, Portuguese without a country are Portugal's, and Danish, Dutch, Albanian and Tajik
/// ones those that newspapers there have. So are the Arabic: CLDR's `”…“` are no pair that turns
/// around where a line runs to the left, as `«…»` do. In French there is a narrow space within.
fn marks(language: &str, tag: &str) -> Option<[Pair; 2]> {
    Some(match (language, tag) {
        ("pt", "pt-BR") => CURLY,
        ("fr", "fr-CH") => [pair("«\u{202f}", "\u{202f}»"), pair("‹\u{202f}", "\u{202f}›")],
        ("fr", "fr-CA") => [pair("«\u{202f}", "\u{202f}»"), pair("”", "“")],
        ("fr", _) => [pair("«\u{202f}", "\u{202f}»"); 2],
        ("hy", _) => [ANGLES; 2],
        ("be" | "ky" | "os" | "ru" | "sah" | "tg" | "uk", _) => [ANGLES, LOW_HIGH],
        ("ast" | "br" | "ca" | "el" | "es" | "eu" | "it" | "kk" | "pt" | "sq" | "ti", _) => {
            [ANGLES, CURLY[0]]
        }
        ("nb" | "nn" | "no", _) => [ANGLES, CURLY[1]],
        ("am" | "fa" | "gsw" | "rm", _) => [ANGLES, pair("‹", "›")],
        ("ug", _) => [pair("»", "«"), pair("›", "‹")],
        ("eo", _) => [CURLY[0], ANGLES],
        ("ar", _) => [ANGLES, pair("”", "“")],
        ("bg" | "lt", _) => [LOW_HIGH; 2],
        ("cs" | "de" | "dsb" | "et" | "hsb" | "is" | "lb" | "mk" | "sk" | "sl", _) => {
            [LOW_HIGH, pair("‚", "‘")]
        }
        ("ka", _) => [LOW_HIGH, ANGLES],
        ("bs", _) => [LOW_CLOSING, CURLY[1]],
        ("hr", _) => [LOW_HIGH, pair("‚", "‘")],
        ("hu", _) => [LOW_CLOSING, pair("»", "«")],
        ("pl" | "ro", _) => [LOW_CLOSING, ANGLES],
        ("sr", _) => [LOW_CLOSING, pair("’", "’")],
        ("fi" | "sv" | "he", _) => [pair("”", "”"), pair("’", "’")],
        ("da", _) => [pair("»", "«"), pair("›", "‹")],
        ("ur", _) => [pair("”", "“"), pair("’", "‘")],
        ("ja" | "yue", _) => CORNERS,
        ("zh", "zh-TW" | "zh-HK" | "zh-MO") => CORNERS,
        ("zh", tag) if tag.starts_with("zh-Hant") => CORNERS,
        _ => return None,
    })
}

impl Quotes {
    /// Those of a language, by its BCP 47 tag.
    pub fn of(tag: &str) -> Self {
        let language = tag.split(['-', '_']).next().unwrap_or_default();
        if language == "en" {
            return ENGLISH;
        }
        let [outer, inner] = marks(language, tag).unwrap_or(CURLY);
        let runs_left = matches!(
            language,
            "ar" | "ckb" | "dv" | "fa" | "he" | "ps" | "sd" | "ug" | "ur" | "yi"
        );
        // Without spaces between words, or with prefixes at the word that is quoted.
        let has_no_spaces = matches!(language, "ja" | "km" | "lo" | "my" | "th" | "yue" | "zh");
        let follow_letters = has_no_spaces || runs_left && language != "dv";
        let is_east_asian = matches!(language, "ja" | "yue" | "zh");
        Quotes { outer, inner, nest: true, follow_letters, runs_left, is_east_asian }
    }

    /// Whether they are those of Chinese or Japanese, which have marks beside letters without
    /// spaces.
    pub fn are_east_asian(self) -> bool {
        self.is_east_asian
    }
}

impl Default for Quotes {
    fn default() -> Self {
        ENGLISH
    }
}
