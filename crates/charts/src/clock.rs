//! Times of day without their days: which of them are behind midnight.

use jiff::ToSpan;
use jiff::civil::DateTime;

/// Times of day with the day that each is of, as the order of the rows says it: a time that is
/// earlier than the one before it is of the next day. The rows may begin with the last.
///
/// # Errors
/// Two times, one behind the other, of which nobody knows whether midnight is between them.
pub(crate) fn with_days(times: &[DateTime]) -> Result<Vec<DateTime>, (DateTime, DateTime)> {
    let Some(first_step) = steps_back(times).next() else { return Ok(times.to_vec()) };
    let reversed: Vec<DateTime> = times.iter().rev().copied().collect();
    let from_last = over_midnight(&reversed).map(|times| times.into_iter().rev().collect());
    match (over_midnight(times), from_last) {
        (Some(times), None) | (None, Some(times)) => Ok(times),
        // Of two times either may be the first, and of others none is.
        _ => Err((times[first_step - 1], times[first_step])),
    }
}

/// Where a time is earlier than the one before it.
fn steps_back(times: &[DateTime]) -> impl Iterator<Item = usize> {
    (1..times.len()).filter(|at| times[*at] < times[at - 1])
}

/// Times of less than a day that pass midnight once or never, and not by more than half a day, as
/// what is in no order would; none if they are not.
fn over_midnight(times: &[DateTime]) -> Option<Vec<DateTime>> {
    let mut steps = steps_back(times);
    let (step, None) = (steps.next(), steps.next()) else { return None };
    let Some(step) = step else { return Some(times.to_vec()) };
    let is_short = times[step - 1].duration_since(times[step]).as_hours() >= 12;
    let is_within_a_day = times.last() < times.first();
    let day = |(at, time): (usize, &DateTime)| match at < step {
        true => Some(*time),
        false => time.checked_add(1.day()).ok(),
    };
    times.iter().enumerate().map(day).collect::<Option<_>>().filter(|_| is_short && is_within_a_day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(times: &str) -> String {
        let times: Vec<DateTime> = times
            .split_whitespace()
            .map(|time| format!("1970-01-01T{time}").parse().unwrap())
            .collect();
        let day = |time: &DateTime| time.strftime("%-d %H:%M").to_string();
        match with_days(&times) {
            Ok(times) => times.iter().map(day).collect::<Vec<_>>().join(", "),
            Err((before, behind)) => format!("? {}, {}", day(&before), day(&behind)),
        }
    }

    #[test]
    fn a_step_back_passes_midnight() {
        for (times, expected) in [
            ("22:00 23:30 00:30", "1 22:00, 1 23:30, 2 00:30"),
            ("23:59 00:00 00:01", "1 23:59, 2 00:00, 2 00:01"),
            ("18:00 06:00 17:59", "1 18:00, 2 06:00, 2 17:59"),
            ("00:30 23:30 22:00", "2 00:30, 1 23:30, 1 22:00"),
            ("08:00 09:00", "1 08:00, 1 09:00"),
            ("00:30 22:00 23:30", "1 00:30, 1 22:00, 1 23:30"),
            ("12:00 10:00 08:00", "1 12:00, 1 10:00, 1 08:00"),
            ("12:00 10:00", "1 12:00, 1 10:00"),
            ("08:00", "1 08:00"),
            ("", ""),
            // Midnight may have passed or not.
            ("23:30 00:30", "? 1 23:30, 1 00:30"),
            ("11:00 12:00 10:00", "? 1 12:00, 1 10:00"),
            ("10:00 12:00 11:00", "? 1 12:00, 1 11:00"),
            ("22:00 01:00 23:00 02:00", "? 1 22:00, 1 01:00"),
        ] {
            assert_eq!(told(times), expected, "{times}");
        }
    }
}
