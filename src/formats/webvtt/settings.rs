//! What stands behind the times of a caption
//! (<https://www.w3.org/TR/webvtt1/#webvtt-cue-settings-list>): browsers pass over what they do not know.

use std::ops::Range;

use super::fault::Fault;
use crate::nearest::nearest;

const NAMES: [&str; 6] = ["align", "line", "position", "size", "vertical", "region"];

/// What is wrong with the settings at `at` in a file.
pub fn faults(text: &str, at: Range<usize>) -> Vec<Fault> {
    let all = &text[at.clone()];
    let mut found = Vec::new();
    let mut behind = 0;
    while let Some(gap) = all[behind..].find(|c: char| !c.is_ascii_whitespace()) {
        let rest = &all[behind + gap..];
        let word = &rest[..rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len())];
        let start = at.start + behind + gap;
        let place = start..start + word.len();
        behind += gap + word.len();
        if let Some((length, setting)) = apart(rest) {
            let written = &rest[..length];
            behind += length - word.len();
            let message = format!("browsers pass over `{written}`: there is no such setting");
            let hint = format!("write `{setting}`");
            found.push(Fault::slip(start..start + length, message, hint));
            continue;
        }
        let is_last = rest.trim_end() == word;
        let setting = word
            .split_once(':')
            .filter(|(name, value)| !value.is_empty() || is_last && NAMES.contains(name));
        let Some((name, value)) = setting else {
            let words = text[start..at.end].trim_end();
            let message =
                format!("readers do not see `{words}`: it stands in the line of the times");
            let hint = "put it into the line below";
            found.push(Fault::new(start..start + words.len(), message, hint));
            break;
        };
        if let Some(hint) = wrong(name, value) {
            let message = format!("browsers pass over `{word}`: there is no such setting");
            found.push(Fault::slip(place, message, hint));
        }
    }
    found
}

/// The setting that is meant at the beginning of a text, and how long it is there, if it is written
/// with spaces, with `=` or in capitals: `align: start`, `line:90 %`.
fn apart(text: &str) -> Option<(usize, String)> {
    let name = &text[..text.find(|c: char| !c.is_ascii_alphabetic())?];
    let behind = text[name.len()..].trim_start();
    let value = behind.strip_prefix([':', '='])?.trim_start();
    let start = text.len() - value.len();
    let value = &value[..value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())];
    let mut end = start + value.len();
    let mut mended = value.to_string();
    let behind = &text[end..];
    let percent = behind.trim_start().strip_prefix('%').filter(|rest| {
        !behind.starts_with('%') && {
            rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_whitespace())
        }
    });
    if let Some(rest) = percent {
        end = text.len() - rest.len();
        mended.push('%');
    }
    let lower = name.to_lowercase();
    let name: &str = &nearest(&lower, NAMES.iter().copied())?;
    mended.make_ascii_lowercase();
    let mended = match wrong(name, &mended) {
        None => format!("{name}:{mended}"),
        // `position: 50`
        Some(_) if wrong(name, &format!("{mended}%")).is_none() => format!("{name}:{mended}%"),
        Some(_) if name == "align" && mended == "middle" => "align:center".into(),
        Some(_) => return None,
    };
    let is_word = |c: char| c.is_ascii_whitespace() || c == '=' || c.is_ascii_uppercase();
    (name != "region" && text[..end].contains(is_word)).then_some((end, mended))
}

/// What to do with a setting that browsers do not know; none of one that is right.
fn wrong(name: &str, value: &str) -> Option<String> {
    let (first, second) = value.split_once(',').unwrap_or((value, ""));
    let is_right = match name {
        "align" => ["start", "center", "end", "left", "right"].contains(&value),
        "vertical" => ["rl", "lr"].contains(&value),
        "line" => {
            (is_percentage(first) || first.parse::<f64>().is_ok())
                && ["", "start", "center", "end"].contains(&second)
        }
        "position" => {
            is_percentage(first) && ["", "line-left", "center", "line-right"].contains(&second)
        }
        "size" => is_percentage(value),
        "region" => !value.is_empty(),
        _ => return Some(of_name(name, value)),
    };
    (!is_right).then(|| match (name, value) {
        ("align", "middle") => "write `align:center`".into(),
        ("align", _) => "it may be `start`, `center`, `end`, `left` or `right`".into(),
        ("vertical", _) => "it may be `rl` or `lr`".into(),
        ("position" | "size", value) if is_percentage(&format!("{value}%")) => {
            format!("write `{name}:{value}%`")
        }
        ("region", _) => "write the name of a region behind it, or delete it".into(),
        ("line", _) => "it is a number or a percentage, such as `line:-2` or `line:85%`".into(),
        _ => format!("it is a percentage, such as `{name}:50%`"),
    })
}

fn of_name(name: &str, value: &str) -> String {
    let lower = name.to_lowercase();
    match nearest(&lower, NAMES.iter().copied()) {
        Some(near) => format!("did you mean `{near}:{value}`?"),
        None => format!("delete it; there are: {}", NAMES.join(", ")),
    }
}

fn is_percentage(value: &str) -> bool {
    let number = value.strip_suffix('%').and_then(|number| number.parse::<f64>().ok());
    number.is_some_and(|number| (0.0..=100.0).contains(&number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(settings: &str) -> Vec<String> {
        let told = faults(settings, 0..settings.len()).into_iter();
        told.map(|it| format!("{}: {}", &settings[it.at], it.hint)).collect()
    }

    #[test]
    fn settings_that_browsers_do_not_know_are_told() {
        for (settings, expected) in [
            ("align:middle", "align:middle: write `align:center`"),
            ("align:up", "align:up: it may be `start`, `center`, `end`, `left` or `right`"),
            (
                "foo:bar",
                "foo:bar: delete it; there are: align, line, position, size, vertical, region",
            ),
            (
                "X1:100",
                "X1:100: delete it; there are: align, line, position, size, vertical, region",
            ),
            ("line:0 algin:start", "algin:start: did you mean `align:start`?"),
            ("position:50", "position:50: write `position:50%`"),
            ("size:120%", "size:120%: it is a percentage, such as `size:50%`"),
            (
                "line:low",
                "line:low: it is a number or a percentage, such as `line:-2` or `line:85%`",
            ),
            ("region:", "region:: write the name of a region behind it, or delete it"),
            ("vertical:down", "vertical:down: it may be `rl` or `lr`"),
            ("align: start", "align: start: write `align:start`"),
            ("align :start", "align :start: write `align:start`"),
            ("algin: start", "algin: start: write `align:start`"),
            ("line: 0", "line: 0: write `line:0`"),
            ("position: 50%", "position: 50%: write `position:50%`"),
            ("position: 50", "position: 50: write `position:50%`"),
            ("line:90 %", "line:90 %: write `line:90%`"),
            ("line:90 % size:50%", "line:90 %: write `line:90%`"),
            ("size:50% line: -2", "line: -2: write `line:-2`"),
            ("align=start", "align=start: write `align:start`"),
            ("ALIGN:START", "ALIGN:START: write `align:start`"),
            ("Align: Middle", "Align: Middle: write `align:center`"),
            ("Anna: hello there", "Anna: hello there: put it into the line below"),
            ("Line: hello there", "Line: hello there: put it into the line below"),
            ("align:start Hello there ", "Hello there: put it into the line below"),
        ] {
            assert_eq!(told(settings), [expected], "{settings}");
        }
    }

    #[test]
    fn settings_that_there_are_are_left_alone() {
        for settings in [
            "",
            " align:start position:0%",
            "line:-1 align:center",
            "line:63%,end position:50%,center size:33.5%",
            "vertical:rl region:fred",
            "position:10%,line-left align:left\tsize:35%",
        ] {
            assert_eq!(told(settings), [""; 0], "{settings}");
        }
    }
}
