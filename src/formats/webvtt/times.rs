//! The times of captions
//! (<https://www.w3.org/TR/webvtt1/#webvtt-timestamp>).

/// A moment that is nearly one: with a comma, as SubRip has it, with one digit where two are to be,
/// or fewer than three behind the point.
pub fn mended(text: &str) -> Option<String> {
    let text = text.replace(',', ".");
    let (clock, part) = text.split_once('.').unwrap_or((text.as_str(), "0"));
    let parts: Vec<String> = clock.split(':').map(|part| format!("{part:0>2}")).collect();
    let mended = format!("{}.{part:0<3}", parts.join(":"));
    moment(&mended).map(|_| mended)
}

/// A moment, `01:02:03.004` or `02:03.004`, in milliseconds.
pub fn moment(text: &str) -> Option<u64> {
    let (clock, milliseconds) = text.split_once('.')?;
    let number = |text: &str, is_right: fn(usize) -> bool| {
        let is_number = is_right(text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        text.parse::<u64>().ok().filter(|_| is_number)
    };
    let mut parts = clock.rsplit(':');
    let seconds = number(parts.next()?, |length| length == 2)?;
    let minutes = number(parts.next()?, |length| length == 2)?;
    let hours = match parts.next() {
        Some(hours) => number(hours, |length| (2..=6).contains(&length))?,
        None => 0,
    };
    let milliseconds = number(milliseconds, |length| length == 3)?;
    let is_whole = parts.next().is_none() && seconds < 60 && minutes < 60;
    is_whole.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds)
}

/// A line of two times with another arrow than `-->` between them, with that.
pub fn with_arrow(line: &str) -> Option<String> {
    let line = line.trim().replace("&gt;", ">");
    let is_of_time = |c: char| c.is_ascii_digit() || matches!(c, ':' | '.' | ',');
    let (from, rest) = line.split_at(line.find(|c| !is_of_time(c))?);
    let (between, rest) = rest.split_at(rest.find(is_of_time)?);
    let (to, settings) = rest.split_at(rest.find(|c| !is_of_time(c)).unwrap_or(rest.len()));
    let is_arrow = |c: char| "-‐‑‒–—−=>~→⟶➔➜➡⇒".contains(c);
    let arrow = between.replace(char::is_whitespace, "");
    let is_one = !arrow.is_empty() && arrow.chars().all(is_arrow) && arrow.chars().count() < 5;
    let is_apart = settings.is_empty() || settings.starts_with(char::is_whitespace);
    let (from, to) = (mended(from)?, mended(to)?);
    (is_one && is_apart).then(|| format!("{from} --> {to}{settings}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_arrows_are_known_between_times() {
        for arrow in [
            "->", "–>", "—>", "→", " -> ", "- ->", "-- >", "=>", "==>", "--", "–", "&gt;", "--&gt;",
        ] {
            let line = format!("00:00.000 {arrow} 00:02.000 align:start");
            let mended = "00:00.000 --> 00:02.000 align:start";
            assert_eq!(with_arrow(&line).as_deref(), Some(mended), "{line}");
        }
        assert_eq!(with_arrow("0:01,5->0:02").as_deref(), Some("00:01.500 --> 00:02.000"));
        for words in [
            "",
            "Words",
            "12",
            "00:01.000",
            "00:01.000 00:02.000",
            "00:01.000 and 00:02.000",
            "5 - 3",
        ] {
            assert_eq!(with_arrow(words), None, "{words}");
        }
    }
}
