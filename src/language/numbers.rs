//! Numbers as a language writes them (CLDR, by ICU4X).

use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale::Locale;
use icu_properties::props::GeneralCategory;
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed};

/// How a language writes numbers: `1,000`, `1 000`, `۱٬۰۰۰`.
#[derive(Clone, Debug)]
pub struct Numbers {
    language: Locale,
    /// None where they are those of ASCII.
    digits: Option<[char; 10]>,
}

impl Numbers {
    /// Those of a language.
    pub fn of(language: &Locale) -> Self {
        let mut numbers = Numbers { language: language.clone(), digits: None };
        let digits: Vec<char> =
            (0..10).filter_map(|digit| numbers.grouped(digit)?.chars().next()).collect();
        numbers.digits = digits.try_into().ok().filter(|digits: &[char; 10]| digits[0] != '0');
        numbers
    }

    /// A number of things.
    pub fn count(&self, number: i64) -> String {
        // Nothing to group, and the formatter costs more than the rest.
        match (0..1000).contains(&number) {
            true => self.digits(&number.to_string()),
            false => self.grouped(number).unwrap_or_else(|| number.to_string()),
        }
    }

    /// A text with the digits of the language for those of ASCII.
    pub fn digits(&self, text: &str) -> String {
        let Some(digits) = &self.digits else { return text.into() };
        let of_language = |c: char| c.to_digit(10).map_or(c, |digit| digits[digit as usize]);
        text.chars().map(of_language).collect()
    }

    /// The style of CSS in which lists are numbered with these digits
    /// (<https://www.w3.org/TR/css-counter-styles-3/#simple-numeric>); none for those of ASCII
    /// and those that CSS does not know.
    pub fn list_style(&self) -> Option<&'static str> {
        let zero = self.digits.as_ref()?[0];
        STYLES.iter().find(|(digit, _)| *digit == zero).map(|(_, style)| *style)
    }

    // A formatter cannot be shared between threads, and is made of what is compiled in.
    fn grouped(&self, number: i64) -> Option<String> {
        let formatter = DecimalFormatter::try_new((&self.language).into(), Default::default());
        formatter.ok().map(|formatter| formatter.format(&number.into()).to_string())
    }
}

/// The digit of ASCII that a decimal digit of any script stands for. Those of a script lie side by
/// side.
pub fn digit(c: char) -> Option<char> {
    const CATEGORIES: CodePointMapDataBorrowed<'static, GeneralCategory> =
        CodePointMapData::<GeneralCategory>::new();
    let is_digit = |number: u32| {
        char::from_u32(number).is_some_and(|c| CATEGORIES.get(c) == GeneralCategory::DecimalNumber)
    };
    if c.is_ascii() {
        return Some(c).filter(char::is_ascii_digit);
    }
    let number = u32::from(c);
    if !is_digit(number) {
        return None;
    }
    let below = (1..number).take_while(|below| is_digit(number - below)).count() as u32;
    char::from_digit(below % 10, 10)
}

/// How a language writes measured numbers: `1,234.5`, `1.234,5`, `−3`.
pub struct Decimals {
    formatter: Option<DecimalFormatter>,
    has_spaced_percent: bool,
    is_turkic: bool,
}

/// The languages that part a percent sign from its number (CLDR 49, `percentFormat`).
const SPACED_PERCENT: [&str; 20] = [
    "be", "ca", "cs", "da", "de", "es", "fi", "fr", "gl", "hr", "lt", "nb", "nn", "no", "ro", "ru",
    "sk", "sl", "sv", "uk",
];

impl Decimals {
    /// Those of a language.
    pub fn of(language: &Locale) -> Self {
        let tag = language.id.language.to_string();
        Decimals {
            formatter: DecimalFormatter::try_new(language.into(), Default::default()).ok(),
            has_spaced_percent: SPACED_PERCENT.contains(&&*tag),
            is_turkic: tag == "tr",
        }
    }

    /// A number with so many decimals.
    pub fn write(&self, value: f64, decimals: usize) -> String {
        let plain = format!("{value:.decimals$}");
        // What is rounded to nothing is not less than nothing.
        let is_nothing = plain.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
        let plain = if is_nothing { plain.trim_start_matches('-') } else { &plain };
        let number = self.formatter.as_ref().zip(Decimal::try_from_str(plain).ok());
        number
            .map_or(plain.to_string(), |(formatter, number)| formatter.format(&number).to_string())
    }

    /// A number, as it was written, with its unit.
    pub fn with_unit(&self, number: &str, unit: &str) -> String {
        match unit {
            "%" if self.is_turkic => format!("%{number}"),
            "%" if !self.has_spaced_percent => format!("{number}%"),
            "°" | "′" | "″" => format!("{number}{unit}"),
            _ => format!("{number}\u{a0}{unit}"),
        }
    }
}

/// The digits for 0, and what CSS calls them.
const STYLES: [(char, &str); 8] = [
    ('\u{660}', "arabic-indic"),
    ('\u{6f0}', "persian"),
    ('\u{966}', "devanagari"),
    ('\u{9e6}', "bengali"),
    ('\u{1040}', "myanmar"),
    ('\u{e50}', "thai"),
    ('\u{f20}', "tibetan"),
    ('\u{17e0}', "khmer"),
];

#[cfg(test)]
mod tests {
    use super::*;

    /// CLDR 49: default numbering systems, grouping, and the least digits that are grouped.
    #[test]
    fn numbers_are_those_of_the_language() {
        for (tag, counted) in [
            ("en", "7 1,234 1,234,567"),
            ("hy", "7 1234 1 234 567"),
            ("ru", "7 1 234 1 234 567"),
            ("ka", "7 1234 1 234 567"),
            ("az", "7 1.234 1.234.567"),
            ("fr", "7 1 234 1 234 567"),
            ("de", "7 1.234 1.234.567"),
            ("es", "7 1234 1.234.567"),
            ("pt", "7 1.234 1.234.567"),
            ("pt-PT", "7 1234 1 234 567"),
            ("it", "7 1234 1.234.567"),
            ("nl", "7 1.234 1.234.567"),
            ("pl", "7 1234 1 234 567"),
            ("uk", "7 1 234 1 234 567"),
            ("tr", "7 1.234 1.234.567"),
            ("ar", "7 1,234 1,234,567"),
            ("ar-EG", "٧ ١٬٢٣٤ ١٬٢٣٤٬٥٦٧"),
            ("ar-MA", "7 1.234 1.234.567"),
            ("fa", "۷ ۱٬۲۳۴ ۱٬۲۳۴٬۵۶۷"),
            ("he", "7 1,234 1,234,567"),
            ("ja", "7 1,234 1,234,567"),
            ("zh", "7 1,234 1,234,567"),
            ("ko", "7 1,234 1,234,567"),
            ("hi", "7 1,234 12,34,567"),
        ] {
            let numbers = Numbers::of(&Locale::try_from_str(tag).unwrap());
            let found = [7, 1234, 1_234_567].map(|number| numbers.count(number)).join(" ");
            assert_eq!(found.replace(['\u{a0}', '\u{202f}'], " "), counted, "{tag}");
        }
    }

    #[test]
    fn measured_numbers_are_those_of_the_language() {
        for (tag, written) in [
            ("en", "1,234.50 -0.3 0 12% 3 m"),
            ("de", "1.234,50 -0,3 0 12 % 3 m"),
            ("fr", "1 234,50 -0,3 0 12 % 3 m"),
            ("tr", "1.234,50 -0,3 0 %12 3 m"),
            ("hy", "1234,50 -0,3 0 12% 3 m"),
            ("ja", "1,234.50 -0.3 0 12% 3 m"),
            ("fa", "۱٬۲۳۴٫۵۰ \u{200e}−۰٫۳ ۰ ۱۲% ۳ m"),
        ] {
            let decimals = Decimals::of(&Locale::try_from_str(tag).unwrap());
            let (whole, three) = (decimals.write(12.0, 0), decimals.write(3.0, 0));
            let found = [
                decimals.write(1234.5, 2),
                decimals.write(-0.3, 1),
                decimals.write(-0.01, 0),
                decimals.with_unit(&whole, "%"),
                decimals.with_unit(&three, "m"),
            ];
            assert_eq!(found.join(" ").replace(['\u{a0}', '\u{202f}'], " "), written, "{tag}");
        }
    }

    #[test]
    fn digits_are_those_of_the_language() {
        let of = |tag: &str| Numbers::of(&Locale::try_from_str(tag).unwrap());
        assert_eq!(of("fa").digits("09:30"), "۰۹:۳۰");
        assert_eq!(of("ar").digits("09:30"), "09:30");
        let styles = ["fa", "ar-EG", "mr", "ar", "en"].map(|tag| of(tag).list_style());
        assert_eq!(styles, [Some("persian"), Some("arabic-indic"), Some("devanagari"), None, None]);
    }
}
