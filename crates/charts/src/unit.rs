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

fn is_unit(name: &str, unit: &str) -> bool {
    let has_words = !name.trim().is_empty() && !unit.trim().is_empty();
    has_words && unit.chars().count() <= LONGEST
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
