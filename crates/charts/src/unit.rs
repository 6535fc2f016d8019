//! Names of columns, with their units: `Level (m)`, `Level, m`, `Turnout %`.

mod words;

use words::{is_between, is_of_unit, is_of_what};

/// A longer word is no unit.
const LONGEST: usize = 24;

/// What a head of a column of numbers says: its name and its unit.
pub(crate) fn name_and_unit(head: &str) -> (String, Option<String>) {
    let head = head.trim();
    let split = in_brackets(head).or_else(|| behind_comma(head)).or_else(|| percent(head));
    match split {
        Some((name, unit)) => (name.trim().to_string(), Some(unit.trim().to_string())),
        None => (head.to_string(), None),
    }
}

/// Whether a unit is that of percentages.
pub(crate) fn is_percent(unit: &str) -> bool {
    const WORDS: [&str; 23] = [
        "percent",
        "per cent",
        "percentage",
        "pct",
        "prozent",
        "pour cent",
        "pourcent",
        "por ciento",
        "per cento",
        "por cento",
        "процент",
        "տոկոս",
        "procent",
        "yüzde",
        "faiz",
        "відсот",
        "პროცენტ",
        "אחוז",
        "درصد",
        "بالمئة",
        "パーセント",
        "퍼센트",
        "ร้อยละ",
    ];
    let unit = unit.to_lowercase();
    unit.contains(['%', '٪', '％']) || WORDS.iter().any(|word| unit.starts_with(word))
}

fn in_brackets(head: &str) -> Option<(&str, &str)> {
    let (open, close) = match head.chars().last()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        '）' => ('（', '）'),
        _ => return None,
    };
    let (name, unit) = head.strip_suffix(close)?.rsplit_once(open)?;
    unit_of(name, unit, is_unknown_a_unit_in_brackets).map(|unit| (name, unit))
}

/// Behind a comma stands what tells of what the numbers are at least as often as a unit, and so
/// only known units are taken for one.
fn behind_comma(head: &str) -> Option<(&str, &str)> {
    let (name, unit) = head.rsplit_once([',', '،', '、'])?;
    unit_of(name, unit, |_| false).map(|unit| (name, unit))
}

/// A sign at the end, and in front of it perhaps the word that stands between it and the name.
fn percent(head: &str) -> Option<(&str, &str)> {
    let sign = head.char_indices().next_back().filter(|(_, c)| matches!(c, '%' | '٪' | '％'))?.0;
    let (name, unit) = head.split_at(sign);
    let name = name.trim_end();
    let name = match name.rsplit_once(char::is_whitespace) {
        Some((name, word)) if is_between(word) => name,
        _ => name,
    };
    unit_of(name, unit, |_| false).map(|unit| (name, unit))
}

/// The unit that a text behind a name is: `m`, `in thousands`. Of words that are not known, and do
/// not look like the name of anything, `is_unknown_a_unit` decides.
fn unit_of<'a>(
    name: &str,
    text: &'a str,
    is_unknown_a_unit: impl Fn(&str) -> bool,
) -> Option<&'a str> {
    let text = text.trim();
    let has_words = !name.trim().is_empty() && !text.is_empty();
    if !has_words || text.chars().count() > LONGEST || !has_digits_of_units(text) {
        return None;
    }
    if let Some((word, unit)) = text.split_once(' ')
        && is_between(word)
    {
        return is_known(unit.trim()).then_some(unit.trim());
    }
    let is_unit = !is_of_what(first_word(text)) && (is_known(text) || is_unknown_a_unit(text));
    is_unit.then_some(text)
}

fn first_word(text: &str) -> &str {
    let word = text.split_whitespace().next().unwrap_or_default();
    word.trim_end_matches(['.', ',', ':'])
}

/// Whether a text has a sign or a word of a unit at its beginning or at its end, or says of what
/// there is how much.
fn is_known(text: &str) -> bool {
    let is_rate = text.contains('/') || [" per ", " pro "].iter().any(|word| text.contains(word));
    let is_word = |word: &str| is_of_unit(word.trim_end_matches('.')) || word == "per";
    // `m²`, `°C`, `US$`, `1000 t`, `£000`: no word is written so.
    let has_sign = |word: &str| word.chars().any(|c| !c.is_alphabetic() && c != '.' && c != '-');
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let first = first_word(text);
    is_rate || is_word(first) || is_word(last) || has_sign(first) && !is_of_capitals(first)
}

/// Whether words in brackets that are not known are a unit: in the end they are, if no name begins
/// as they do.
fn is_unknown_a_unit_in_brackets(text: &str) -> bool {
    let first = first_word(text);
    let small = first.chars().filter(|c| c.is_lowercase()).count();
    let large = first.chars().filter(|c| c.is_uppercase()).count();
    let is_name = first.starts_with(char::is_uppercase) && large == 1 && small > 1;
    let is_abbreviation = large > 0 && small == 0 && first.chars().count() > 1;
    !is_name && !is_abbreviation
}

/// Whether a word has capital letters and digits, and nothing else: `CO2`, `G7`, `EU27`.
fn is_of_capitals(word: &str) -> bool {
    word.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase)
        && word.chars().any(char::is_alphabetic)
        && word.chars().all(char::is_alphanumeric)
        && word.chars().any(|c| c.is_ascii_digit())
}

/// Whether the digits in it are those of units: powers (`m2`, `m^3`), and round numbers
/// (`per 100,000`). Of years, rounds and notes they are not.
fn has_digits_of_units(unit: &str) -> bool {
    let is_of_number = |c: char| {
        c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\'' | '’' | '\u{a0}' | '\u{202f}')
    };
    let mut before = None;
    let mut rest = unit;
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        before = rest[..at].chars().next_back().or(before);
        let end = rest[at..].find(|c| !is_of_number(c)).map_or(rest.len(), |end| at + end);
        let digits: String = rest[at..end].chars().filter(char::is_ascii_digit).collect();
        let is_power = digits.len() == 1 && before.is_some_and(|c| c.is_alphabetic() || c == '^');
        let is_round = digits.trim_start_matches('1').bytes().all(|byte| byte == b'0')
            && digits.len() > 1
            && !digits.starts_with("11");
        if !is_power && !is_round {
            return false;
        }
        before = None;
        rest = &rest[end..];
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_has_a_name_and_perhaps_a_unit() {
        for (head, name, unit) in [
            ("Level (m)", "Level", Some("m")),
            ("Level, m", "Level", Some("m")),
            ("Level [m³/s]", "Level", Some("m³/s")),
            ("Turnout %", "Turnout", Some("%")),
            ("Turnout (%)", "Turnout", Some("%")),
            ("Bread, Lorun, marks per kg", "Bread, Lorun", Some("marks per kg")),
            (" Level ", "Level", None),
            ("(m)", "(m)", None),
            ("%", "%", None),
            ("Level ()", "Level ()", None),
            ("Flow (m3/s)", "Flow", Some("m3/s")),
            ("Area, km2", "Area", Some("km2")),
            ("Deaths (per 100,000)", "Deaths", Some("per 100,000")),
            ("Deaths (per 100 000 people)", "Deaths", Some("per 100 000 people")),
            ("Wheat (1000 t)", "Wheat", Some("1000 t")),
            ("Turnover (£000)", "Turnover", Some("£000")),
            ("Debt (billion USD)", "Debt", Some("billion USD")),
            ("Umsatz (Tonnen)", "Umsatz", Some("Tonnen")),
            ("Heat (°C)", "Heat", Some("°C")),
            ("Price (Euro/kg)", "Price", Some("Euro/kg")),
            ("Population (2021)", "Population (2021)", None),
            ("Stimmen (1. Runde)", "Stimmen (1. Runde)", None),
            ("Deaths [note 1]", "Deaths [note 1]", None),
            ("GDP (constant 2015 US$)", "GDP (constant 2015 US$)", None),
            ("Index (2015=100)", "Index (2015=100)", None),
            ("Votes (11)", "Votes (11)", None),
            ("Tbilisi, Georgia", "Tbilisi, Georgia", None),
            ("Median age, women", "Median age, women", None),
            ("Sold (est.)", "Sold (est.)", None),
            ("Lebenserwartung (Frauen)", "Lebenserwartung (Frauen)", None),
            ("水位（米）", "水位", Some("米")),
            ("Czas, godz.", "Czas", Some("godz.")),
            ("Час, год", "Час", Some("год")),
            ("得票、万人", "得票", Some("万人")),
            ("득표, 만 명", "득표", Some("만 명")),
            ("Süre, saat", "Süre", Some("saat")),
            ("المدة، ساعة", "المدة", Some("ساعة")),
            ("Wahl, Kavren", "Wahl, Kavren", None),
            ("Prezzo, il mercato", "Prezzo, il mercato", None),
            ("Place, lat", "Place, lat", None),
            ("Wybory, Kraków", "Wybory, Kraków", None),
            (
                "A, which is far too long to be a unit of anything",
                "A, which is far too long to be a unit of anything",
                None,
            ),
            ("", "", None),
            // What tells of what the numbers are.
            ("Temperature (max)", "Temperature (max)", None),
            ("Wage (net)", "Wage (net)", None),
            ("GDP (PPP)", "GDP (PPP)", None),
            ("Inflation (CPI)", "Inflation (CPI)", None),
            ("Seats (SPD)", "Seats (SPD)", None),
            ("Support (EU)", "Support (EU)", None),
            ("Emissions (CO2)", "Emissions (CO2)", None),
            ("Water, cold", "Water, cold", None),
            ("Schools, primary", "Schools, primary", None),
            ("Visitors (without children)", "Visitors (without children)", None),
            ("Visitors (in summer)", "Visitors (in summer)", None),
            ("Support (EU average)", "Support (EU average)", None),
            ("Gehalt (netto)", "Gehalt (netto)", None),
            // What they are counted in.
            ("Debt (AMD)", "Debt", Some("AMD")),
            ("Debt (USD million)", "Debt", Some("USD million")),
            ("Power (MW)", "Power", Some("MW")),
            ("Power (kWh)", "Power", Some("kWh")),
            ("Debt (US dollars)", "Debt", Some("US dollars")),
            ("Debt (US$)", "Debt", Some("US$")),
            ("Debt (MtCO2e)", "Debt", Some("MtCO2e")),
            ("LEVEL (METRES)", "LEVEL", Some("METRES")),
            ("Harvest (sacks)", "Harvest", Some("sacks")),
            ("Debt (TEUR/Kopf)", "Debt", Some("TEUR/Kopf")),
            ("Debt, mln USD", "Debt", Some("mln USD")),
            ("Население, тыс. чел.", "Население", Some("тыс. чел.")),
            ("Time (min)", "Time", Some("min")),
            // A word between them is of neither.
            ("Anteil in %", "Anteil", Some("%")),
            ("Доля в %", "Доля", Some("%")),
            ("Part en %", "Part", Some("%")),
            ("Share in %", "Share", Some("%")),
            ("Anteil (in %)", "Anteil", Some("%")),
            ("Anteil, in Prozent", "Anteil", Some("Prozent")),
            ("Debt (in millions)", "Debt", Some("millions")),
            ("In %", "In", Some("%")),
            ("Rain (in)", "Rain", Some("in")),
        ] {
            assert_eq!(name_and_unit(head), (name.into(), unit.map(Into::into)), "{head}");
        }
    }
}
