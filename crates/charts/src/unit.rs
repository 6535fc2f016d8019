//! Names of columns, with their units: `Level (m)`, `Level, m`, `Turnout %`.

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

fn in_brackets(head: &str) -> Option<(&str, &str)> {
    let (open, close) = match head.chars().last()? {
        ')' => ('(', ')'),
        ']' => ('[', ']'),
        '）' => ('（', '）'),
        _ => return None,
    };
    let (name, unit) = head.strip_suffix(close)?.rsplit_once(open)?;
    is_unit(name, unit).then_some((name, unit))
}

fn behind_comma(head: &str) -> Option<(&str, &str)> {
    let (name, unit) = head.rsplit_once([',', '،', '、'])?;
    is_unit(name, unit).then_some((name, unit))
}

fn percent(head: &str) -> Option<(&str, &str)> {
    let sign = head.char_indices().next_back().filter(|(_, c)| matches!(c, '%' | '٪'))?.0;
    let (name, unit) = head.split_at(sign);
    is_unit(name, unit).then_some((name, unit))
}

/// Words that tell of whom or of when a number is, and are no units: of a column without them, it
/// would be unclear what its numbers are.
const OF_WHAT: &[&str] = &[
    "women",
    "men",
    "woman",
    "man",
    "female",
    "male",
    "females",
    "males",
    "girls",
    "boys",
    "children",
    "adults",
    "both",
    "total",
    "all",
    "overall",
    "other",
    "others",
    "est",
    "estimate",
    "estimated",
    "estimates",
    "preliminary",
    "provisional",
    "projected",
    "projection",
    "forecast",
    "adjusted",
    "seasonally",
    "unadjusted",
    "actual",
    "planned",
    "target",
    "average",
    "mean",
    "median",
    "cumulative",
    "urban",
    "rural",
    "north",
    "south",
    "east",
    "west",
    "note",
    "see",
    "frauen",
    "männer",
    "weiblich",
    "männlich",
    "gesamt",
    "insgesamt",
    "geschätzt",
    "vorläufig",
    "femmes",
    "hommes",
    "mujeres",
    "hombres",
    "donne",
    "uomini",
    "женщины",
    "мужчины",
    "оценка",
    "կանայք",
    "տղամարդիկ",
    "ქალები",
    "კაცები",
];

/// Units that begin with a capital letter and go on with small ones, as names do: nouns of German,
/// currencies, and what is written large at the beginning of brackets.
const CAPITALS: &[&str] = &[
    "Prozent",
    "Prozentpunkte",
    "Euro",
    "Dollar",
    "Franken",
    "Mark",
    "Kronen",
    "Pfund",
    "Rubel",
    "Dram",
    "Lari",
    "Lira",
    "Tonnen",
    "Kilogramm",
    "Gramm",
    "Liter",
    "Hektoliter",
    "Meter",
    "Kilometer",
    "Quadratmeter",
    "Quadratkilometer",
    "Hektar",
    "Kubikmeter",
    "Grad",
    "Celsius",
    "Stunden",
    "Minuten",
    "Sekunden",
    "Tage",
    "Jahre",
    "Monate",
    "Wochen",
    "Personen",
    "Stück",
    "Stimmen",
    "Sitze",
    "Tausend",
    "Millionen",
    "Milliarden",
    "Punkte",
    "Percent",
    "Points",
    "Thousands",
    "Thousand",
    "Millions",
    "Million",
    "Billions",
    "Billion",
    "Tonnes",
    "Tons",
    "Euros",
    "Dollars",
    "Pounds",
    "Hours",
    "Minutes",
    "Seconds",
    "Days",
    "Years",
    "Months",
    "Weeks",
    "People",
    "Persons",
    "Votes",
    "Seats",
    "Miles",
    "Metres",
    "Meters",
    "Kilometres",
    "Kilometers",
    "Hectares",
    "Acres",
    "Litres",
    "Liters",
    "Degrees",
    "Fahrenheit",
    "Index",
];

fn is_unit(name: &str, unit: &str) -> bool {
    let (name, unit) = (name.trim(), unit.trim());
    let has_words = !name.is_empty() && !unit.is_empty();
    has_words && unit.chars().count() <= LONGEST && has_digits_of_units(unit) && !is_of_what(unit)
}

/// Whether words tell of what the numbers are, and not in what.
fn is_of_what(unit: &str) -> bool {
    let first = unit.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ',']);
    let mut letters = first.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase)
        && letters.clone().count() > 2
        && letters.all(char::is_lowercase);
    let is_per = unit.contains(" per ") || unit.contains(" pro ") || unit.contains('/');
    OF_WHAT.contains(&&*first.to_lowercase()) || is_capital && !is_per && !CAPITALS.contains(&first)
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
            (
                "A, which is far too long to be a unit of anything",
                "A, which is far too long to be a unit of anything",
                None,
            ),
            ("", "", None),
        ] {
            assert_eq!(name_and_unit(head), (name.into(), unit.map(Into::into)), "{head}");
        }
    }
}
