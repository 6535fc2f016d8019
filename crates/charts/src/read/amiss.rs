//! Cells that hold no number: which of them say what is meant. A number is never made of a
//! part of a cell, but where the rest is its unit.

use crate::number::{Evidence, digit, evidence};

/// What is to be done with words in a column of numbers, whose name is `head`.
pub(super) fn number(cell: &str, head: &str) -> String {
    const OTHERWISE: &str = "if the value is not known, leave the cell empty";
    if let Some(meant) = with_digits(cell) {
        return format!("did you mean `{meant}`? Letters stand for digits here; {OTHERWISE}");
    }
    if let Some(number) = negative(cell) {
        return match number_and_unit(number) {
            Some((number, unit)) if !head.ends_with([')', ']']) => {
                format!("write `-{number}`, and the unit into the head: `{head} ({unit})`")
            }
            alone => format!("write `-{}`", alone.map_or(number, |(number, _)| number)),
        };
    }
    if let Some((number, mark)) = behind_number(cell).filter(|(_, rest)| is_mark(rest)) {
        let mark = mark.trim();
        return format!(
            "write `{number}`; what `{mark}` stands for is said in the title of the figure, behind a comma"
        );
    }
    if let Some((number, _)) = behind_number(cell).filter(|(_, rest)| is_magnitude(rest)) {
        return format!(
            "write all digits of `{number}`, as the other numbers have them; {OTHERWISE}"
        );
    }
    match number_and_unit(cell) {
        Some((number, unit)) if !head.ends_with([')', ']']) => {
            format!("write `{number}`, and the unit into the head: `{head} ({unit})`")
        }
        _ if is_name(cell) => format!(
            "correct it; {OTHERWISE}; if it is a name, as of a line or a house, write a word in \
             front of each, as in `No. {cell}`"
        ),
        _ => format!("correct it; {OTHERWISE}"),
    }
}

/// What is less than nothing in a cell as books of accounts have it: `(3.5)`, `3.5-`, `(€5)`.
pub(super) fn negative(cell: &str) -> Option<&str> {
    let in_brackets = || cell.strip_prefix('(')?.strip_suffix(')');
    let number = in_brackets().or_else(|| cell.strip_suffix(['-', '−']))?.trim();
    let has_sign = number.starts_with(['-', '−', '–', '+']);
    (!has_sign && (is_number(number) || number_and_unit(number).is_some())).then_some(number)
}

/// Whether a cell says where the others are from, or what they are: `Source: Office`, `© Office`.
pub(super) fn is_source(cell: &str) -> bool {
    const WORDS: &str = "\
        source sources quelle quellen fuente fuentes fonte fontes fonti bron bronnen źródło źródła \
        kaynak mənbə источник источники джерело джерела աղբյուր աղբյուրը წყარო المصدر مصدر منبع \
        מקור 出典 出所 資料 来源 來源 资料来源 資料來源 출처 자료 ที่มา note notes anmerkung hinweis \
        nota примечание примітка uwaga not data daten données datos dati";
    let Some((word, rest)) = cell.split_once([':', '：']) else { return cell.starts_with('©') };
    let word = word.trim().to_lowercase();
    !rest.trim().is_empty() && WORDS.split_whitespace().any(|known| known == word)
}

/// Whether a cell has digits and letters without a space: `3A`, `12/14`.
fn is_name(cell: &str) -> bool {
    cell.chars().any(char::is_numeric) && !cell.contains(char::is_whitespace)
}

/// Whether a cell is a number but for a letter or the mark of a note.
pub(super) fn is_nearly_number(cell: &str) -> bool {
    with_digits(cell).is_some() || behind_number(cell).is_some_and(|(_, rest)| is_mark(rest))
}

/// What a spreadsheet shows in the place of a value, or reckons it from.
pub(super) fn of_spreadsheet(cell: &str) -> Option<(String, String)> {
    /// As Excel and LibreOffice write them, in English and in German.
    const ERRORS: [&str; 13] = [
        "#REF!", "#N/A", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
        "#BEZUG!", "#WERT!", "#ZAHL!", "#NV",
    ];
    let shown: String = cell.chars().take(40).collect();
    if ERRORS.contains(&cell) {
        let message = format!("`{shown}` is an error of the spreadsheet, and no value");
        return Some((message, "correct it there, or leave the cell empty".into()));
    }
    let formula = cell.strip_prefix('=')?;
    let name = formula.trim_start_matches(|c: char| c.is_alphabetic() || c == '.');
    let is_function = name.len() < formula.len() && name.starts_with('(');
    (is_function && cell.ends_with(')')).then(|| {
        let message = format!("`{shown}` is a formula, and no value");
        (
            message,
            "write what it comes to; to export a table, save it as CSV with its values".into(),
        )
    })
}

/// A number and its unit: `12 m`, `12 €`, `€12`, `12km`.
pub(super) fn number_and_unit(cell: &str) -> Option<(&str, &str)> {
    if let Some(sign) = cell.chars().next().filter(|sign| is_currency(*sign)) {
        let (unit, rest) = cell.split_at(sign.len_utf8());
        return is_number(rest.trim()).then_some((rest.trim(), unit));
    }
    let (number, rest) = behind_number(cell)?;
    let unit = rest.trim();
    let is_unit = match unit.chars().next() {
        Some('°') => true,
        Some(sign) if is_currency(sign) => unit.chars().count() == 1,
        Some(first) if first.is_alphabetic() => {
            rest.starts_with(char::is_whitespace) || UNITS.contains(&unit)
        }
        _ => false,
    };
    (is_unit && !is_magnitude(rest)).then_some((number, unit))
}

/// Units that stand right behind a number at times.
const UNITS: [&str; 16] = [
    "km", "cm", "mm", "ha", "kg", "km²", "m²", "m³", "mm²", "kWh", "MWh", "GWh", "kW", "MW", "GW",
    "km/h",
];

/// The number that a cell begins with, and what is behind it.
fn behind_number(cell: &str) -> Option<(&str, &str)> {
    let is_of_number = |c: char| {
        digit(c).is_some()
            || c.is_ascii_digit()
            || c.is_whitespace()
            || matches!(c, '.' | ',' | '-' | '−' | '+' | '\'' | '’')
    };
    let (number, _) = cell.split_at(cell.find(|c| !is_of_number(c))?);
    let number = number.trim_end();
    is_number(number).then(|| (number, &cell[number.len()..]))
}

fn is_number(text: &str) -> bool {
    !matches!(evidence(text), Evidence::Words)
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£'
            | '¥'
            | '¢'
            | '₣'
            | '₦'
            | '₩'
            | '₪'
            | '€'
            | '₸'
            | '₴'
            | '₹'
            | '₺'
            | '₽'
            | '₾'
            | '₼'
            | '֏'
            | '฿'
    )
}

/// Whether what is behind a number refers to a note.
fn is_mark(rest: &str) -> bool {
    let rest = rest.trim();
    let is_of_mark = |c| matches!(c, '*' | '†' | '‡' | '¹' | '²' | '³' | '⁴' | '＊' | '※' | '^');
    !rest.is_empty() && rest.chars().all(is_of_mark)
}

/// Whether what is behind a number makes it larger.
fn is_magnitude(rest: &str) -> bool {
    const WORDS: [&str; 24] = [
        "k", "thousand", "tsd", "тыс", "mille", "mil", "million", "millions", "mn", "mln", "mio",
        "млн", "billion", "billions", "bn", "mrd", "млрд", "trillion", "tn", "lakh", "crore", "万",
        "億", "亿",
    ];
    let rest = rest.trim().trim_end_matches('.').to_lowercase();
    WORDS.contains(&&*rest)
}

/// A number some of whose digits are letters that look like them.
fn with_digits(cell: &str) -> Option<String> {
    let digit = |c: char| match c {
        'O' | 'o' | 'О' | 'о' => '0',
        'l' | 'I' | '|' => '1',
        c => c,
    };
    let meant: String = cell.chars().map(digit).collect();
    let starts = cell.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '−'));
    let is_meant = meant != cell && !meant.contains(char::is_whitespace) && is_number(&meant);
    (starts && is_meant).then_some(meant)
}
