//! Numbers as people and programs write them: `1,234.5`, `1.234,5`, `1 234,5`, `12 %`, `−3`.

/// The mark before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Point,
    Comma,
}

/// A number, read.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub value: f64,
    /// How many decimals were written.
    pub decimals: usize,
    pub is_percent: bool,
}

/// What a text says of the mark before decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Evidence {
    /// It is no number.
    Words,
    /// It has no mark.
    Nothing,
    /// It can only be read with this one.
    Only(Mark),
    /// It is one number with the one and another with the other: `1.234`.
    Either,
}

/// A number that is further from zero is written in thousands or millions.
pub(crate) const LARGEST: f64 = 1e15;
/// A number that is nearer to zero is written in another unit.
pub(crate) const SMALLEST: f64 = 1e-9;
/// More decimals than these say nothing.
pub(crate) const MOST_DECIMALS: usize = 9;

/// A longer text is none.
const LONGEST: usize = 40;

/// What a text says of the mark.
pub(crate) fn evidence(text: &str) -> Evidence {
    match (number(text, Mark::Point), number(text, Mark::Comma)) {
        (None, None) => Evidence::Words,
        (Some(_), None) => Evidence::Only(Mark::Point),
        (None, Some(_)) => Evidence::Only(Mark::Comma),
        (Some(one), Some(other)) if one.value == other.value => Evidence::Nothing,
        (Some(_), Some(_)) => Evidence::Either,
    }
}

/// The number that a text is; none if it is none.
pub(crate) fn number(text: &str, mark: Mark) -> Option<Number> {
    let text = text.trim();
    if text.len() > LONGEST {
        return None;
    }
    let plain: String = text.chars().map(plain).collect();
    let (plain, is_percent) = match plain.strip_suffix('%').or_else(|| plain.strip_prefix('%')) {
        Some(rest) => (rest.trim_matches(GROUP), true),
        None => (&*plain, false),
    };
    // What has not changed: `±0`. A span of `±3` is no number.
    let unchanged = ["±", "+/-", "+-"].iter().find_map(|sign| plain.strip_prefix(sign));
    let plain = match unchanged {
        Some(rest) if rest.bytes().any(|byte| matches!(byte, b'1'..=b'9')) => return None,
        Some(rest) => rest.trim_start_matches(GROUP),
        None => plain,
    };
    let (sign, unsigned) = match plain.strip_prefix('-') {
        Some(rest) => (-1.0, rest),
        None => (1.0, plain.strip_prefix('+').unwrap_or(plain)),
    };
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (point, other) = match mark {
        Mark::Point => ('.', ','),
        Mark::Comma => (',', '.'),
    };
    let (whole, fraction) = match mantissa.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    if fraction.is_some_and(|fraction| !is_digits(fraction)) {
        return None;
    }
    let whole = ungrouped(whole, other)?;
    let mut canonical = format!("{whole}.{}", fraction.unwrap_or("0"));
    let mut decimals = fraction.map_or(0, str::len);
    if let Some(exponent) = exponent {
        if !is_exponent(unsigned, mantissa, exponent) {
            return None;
        }
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if !is_digits(digits) || digits.len() > 3 {
            return None;
        }
        canonical = format!("{canonical}e{exponent}");
        let value: f64 = canonical.parse().ok()?;
        decimals = format!("{value}").split_once('.').map_or(0, |(_, behind)| behind.len());
    }
    let value = sign * canonical.parse::<f64>().ok().filter(|value| value.is_finite())?;
    // No number is less than nothing and nothing.
    let value = if value == 0.0 { 0.0 } else { value };
    Some(Number { value, decimals: decimals.min(MOST_DECIMALS), is_percent })
}

/// Whether it is certain that a letter among digits is an exponent's: programs write a sign behind
/// it, or one digit and perhaps decimals before it. Flats and paragraphs are `12E3`.
fn is_exponent(unsigned: &str, mantissa: &str, exponent: &str) -> bool {
    exponent.starts_with(['-', '+'])
        || !is_digits(mantissa)
        || mantissa.len() == 1 && unsigned.contains('e')
}

/// Whether a text is the name of something, and no number though it has digits alone: `0010` is
/// a postcode, `+37410123456` a telephone.
pub(crate) fn is_code(text: &str) -> bool {
    let plain: String = text.trim().chars().map(plain).collect();
    if let Some(telephone) = plain.strip_prefix('+') {
        let digits: String = telephone.chars().filter(|c| *c != GROUP).collect();
        // `+1 234 567` is how many votes somebody won.
        let least = if digits.len() == telephone.len() { 8 } else { 10 };
        return is_digits(&digits) && digits.len() >= least;
    }
    plain.len() > 1 && plain.starts_with('0') && is_digits(&plain)
}

/// Whether a text has digits and nothing else.
pub(crate) fn is_bare(text: &str) -> bool {
    is_digits(&text.trim().chars().map(plain).collect::<String>())
}

/// What a space or an apostrophe between digits becomes.
const GROUP: char = '_';

fn plain(c: char) -> char {
    match c {
        '−' | '–' | '‐' | '‑' => '-',
        '٫' => '.',
        '٬' => ',',
        '٪' | '％' => '%',
        '\'' | '’' => GROUP,
        c if c.is_whitespace() => GROUP,
        c => digit(c).unwrap_or(c),
    }
}

/// A digit of another script as one of ASCII.
pub(crate) fn digit(c: char) -> Option<char> {
    const ZEROS: [u32; 11] =
        [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50, 0xed0, 0x1040, 0x17e0, 0xff10];
    let value =
        ZEROS.iter().find_map(|zero| (c as u32).checked_sub(*zero).filter(|it| *it < 10))?;
    char::from_digit(value, 10)
}

/// Digits without what parts them into thousands (or, in India, hundreds of thousands); none if
/// they are not parted so.
fn ungrouped(whole: &str, other: char) -> Option<String> {
    let separator = if whole.contains(other) { other } else { GROUP };
    if !whole.contains(separator) {
        return is_digits(whole).then(|| whole.to_string());
    }
    let groups: Vec<&str> = whole.split(separator).collect();
    let (first, behind) = groups.split_first()?;
    let (last, middle) = behind.split_last()?;
    let is_grouped = matches!(first.len(), 1..=3)
        && !first.starts_with('0')
        && last.len() == 3
        && (middle.iter().all(|group| group.len() == 3)
            || middle.iter().all(|group| group.len() == 2));
    (is_grouped && groups.iter().all(|group| is_digits(group))).then(|| groups.concat())
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use Evidence::{Either, Nothing, Only, Words};
    use Mark::{Comma, Point};

    #[test]
    fn a_text_says_which_mark_it_is_written_with() {
        for (text, expected) in [
            ("12", Nothing),
            ("1 234", Nothing),
            ("1’234", Nothing),
            ("12 %", Nothing),
            ("1.5", Only(Point)),
            ("1,5", Only(Comma)),
            ("1.234", Either),
            ("1,234", Either),
            ("0,123", Only(Comma)),
            ("0.123", Only(Point)),
            ("1.234,5", Only(Comma)),
            ("1,234.5", Only(Point)),
            ("1.234.567", Only(Comma)),
            ("1,234,567", Only(Point)),
            ("12,34,567", Only(Point)),
            ("1 234,5", Only(Comma)),
            ("1,23", Only(Comma)),
            ("1234,567", Only(Comma)),
            ("1.", Words),
            (".5", Words),
            ("1,2,3", Words),
            ("1 2", Words),
            ("12 m", Words),
            ("NaN", Words),
            ("inf", Words),
            ("-", Words),
            ("", Words),
            ("0x10", Words),
            ("1e400", Words),
            ("2026-11", Words),
            ("14:05", Words),
            ("12E3", Words),
            ("14e1", Words),
            ("2E3", Words),
            ("2e3", Nothing),
            ("12E+3", Nothing),
            ("1.5E3", Only(Point)),
        ] {
            assert_eq!(evidence(text), expected, "{text}");
        }
    }

    #[test]
    fn what_names_something_is_a_code() {
        for code in
            ["0010", "007", "01", "00", "010123456", "+37410123456", "+374 101 234 567", "٠٠١"]
        {
            assert!(is_code(code), "{code}");
        }
        for number in
            ["0", "0.5", "0,5", "7", "+7", "+3.5", "+1 234 567", "+1,234,567,890", "1010", ""]
        {
            assert!(!is_code(number), "{number}");
        }
    }

    #[test]
    fn a_number_has_a_value_and_decimals() {
        for (text, mark, value, decimals) in [
            ("−1,234.50", Point, -1234.5, 2),
            ("1.234,5", Comma, 1234.5, 1),
            ("1\u{202f}234\u{202f}567", Comma, 1_234_567.0, 0),
            ("1'234", Point, 1234.0, 0),
            ("12,34,567", Point, 1_234_567.0, 0),
            ("1e3", Point, 1000.0, 0),
            ("1.5E-2", Point, 0.015, 3),
            ("-0", Point, 0.0, 0),
            ("+7", Point, 7.0, 0),
            ("٣٫٥", Point, 3.5, 1),
            ("۱٬۲۳۴", Point, 1234.0, 0),
            ("1e308", Point, 1e308, 0),
        ] {
            let read = number(text, mark).unwrap();
            assert_eq!((read.value, read.decimals), (value, decimals), "{text}");
            assert!(!(read.value == 0.0 && read.value.is_sign_negative()), "{text}");
        }
        assert!(number("12,5 %", Comma).unwrap().is_percent);
        assert!(number("%12", Comma).unwrap().is_percent);
    }
}
