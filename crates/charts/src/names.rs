//! The names of series beside a chart: how wide they are, and where they fit.

/// How wide a letter is about, in pixels, in letters of 13 pixels.
fn width_of(c: char) -> f64 {
    match c {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | '.' | ',' | '\'' | '|' | ' ' | ':' | ';' => 4.2,
        'm' | 'w' | 'M' | 'W' | '%' => 11.0,
        // Marks that stand over a letter.
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}' => 0.0,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{ffdc}' | '\u{20000}'..='\u{3ffff}' => 13.5,
        c if c.is_uppercase() => 9.0,
        _ => 7.4,
    }
}

/// How wide a text is about, in pixels.
pub(crate) fn width(text: &str) -> f64 {
    text.chars().map(width_of).sum()
}

/// As much of a text as is so wide.
pub(crate) fn cut(text: &str, most: f64) -> String {
    if width(text) <= most {
        return text.to_string();
    }
    let mut room = most - width_of('…');
    let fitting = text.chars().take_while(|c| {
        room -= width_of(*c);
        room >= 0.0
    });
    let kept: String = fitting.collect();
    format!("{}…", kept.trim_end())
}

/// A text in at most two lines, each so wide.
pub(crate) fn in_two_lines(text: &str, most: f64) -> Vec<String> {
    if width(text) <= most {
        return vec![text.to_string()];
    }
    let mut spaces = text.char_indices().filter(|(_, c)| c.is_whitespace()).map(|(at, _)| at);
    match spaces.rfind(|at| width(&text[..*at]) <= most) {
        Some(at) => vec![text[..at].to_string(), cut(text[at..].trim_start(), most)],
        None => vec![cut(text, most)],
    }
}

/// The class that keeps so many pixels free beside a chart, in steps of 16 pixels.
pub(crate) fn room_class(pixels: f64) -> String {
    format!("r{}", (pixels / 16.0).ceil().clamp(1.0, 7.0))
}

/// How much wider bold letters are.
pub(crate) const BOLD: f64 = 1.15;

/// How wide a name beside a chart may be: a phone has 288 pixels for both.
pub(crate) const WIDEST: f64 = 104.0;

/// Moves things of these heights, each in the middle of its place, apart, between `top` and
/// `bottom`; where they are then.
pub(crate) fn apart(places: &[(f64, f64)], top: f64, bottom: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by(|one, other| places[*one].0.total_cmp(&places[*other].0));
    let mut moved: Vec<f64> = places.iter().map(|(place, _)| *place).collect();
    let mut free = top;
    for at in &order {
        let half = places[*at].1 / 2.0;
        moved[*at] = moved[*at].max(free + half);
        free = moved[*at] + half;
    }
    let mut free = bottom.max(free.min(bottom));
    for at in order.iter().rev() {
        let half = places[*at].1 / 2.0;
        moved[*at] = moved[*at].min(free - half);
        free = moved[*at] - half;
    }
    moved
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_apart() {
        assert_eq!(apart(&[(10.0, 10.0), (50.0, 10.0)], 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(apart(&[(12.0, 10.0), (10.0, 10.0)], 0.0, 100.0), [20.0, 10.0]);
        assert_eq!(apart(&[(99.0, 10.0), (98.0, 10.0)], 0.0, 100.0), [95.0, 85.0]);
        assert_eq!(apart(&[(0.0, 10.0)], 0.0, 100.0), [5.0]);
    }

    #[test]
    fn long_names_are_set_in_two_lines_and_cut() {
        assert_eq!(in_two_lines("North", 104.0), ["North"]);
        assert_eq!(
            in_two_lines("Reservoir of the upper valley", 104.0),
            ["Reservoir of the", "upper valley"]
        );
        assert_eq!(in_two_lines(&"a".repeat(500), 104.0), ["aaaaaaaaaaaaa…"]);
        assert_eq!(cut("水位水位水位水位水位", 50.0), "水位水…");
        assert_eq!((room_class(3.0), room_class(500.0)), ("r1".into(), "r7".into()));
    }
}
