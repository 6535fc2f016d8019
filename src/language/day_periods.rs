//! Parts of the day that stand beside an hour up to twelve: `pm`, `nachmittags`, `晚上`.

use jiff::civil::Time;

/// A part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Period {
    /// From midnight to noon, as hours are counted: `12:05 am` is behind midnight.
    Am,
    /// From noon to midnight.
    Pm,
    /// Before noon, where nobody says `12:05` of the time behind midnight.
    Morning,
    /// From an hour until another, which may be of the next day.
    Hours(i16, i16),
}

/// The time that is said by an hour and a part of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meant {
    /// From 00:00 to 23:59.
    pub time: Time,
    /// What else it may be, if nobody can tell.
    pub or: Option<Time>,
}

/// So much nearer to a part of the day is the one of two times that was surely meant.
const SURELY: i16 = 3 * 60;

const DAY: i16 = 24 * 60;
const NOON: i16 = 12 * 60;

impl Period {
    /// The time that is meant by an hour with this behind it; none if they do not go together.
    pub fn behind(self, time: Time) -> Option<Meant> {
        let minute = minute_of(time);
        let sure = |minute: i16| at(minute).map(|time| Meant { time, or: None });
        let of_twelve = minute % NOON;
        match (self, time.hour()) {
            (Period::Am, 0..=12) => sure(of_twelve),
            (Period::Morning, 0..12) => sure(minute),
            (Period::Morning, 12) => Some(Meant { time, or: at(of_twelve) }),
            (Period::Am | Period::Morning, _) => None,
            (Period::Pm, 1..) => sure(of_twelve + NOON),
            (Period::Pm, _) => None,
            // Of a clock of 24 hours.
            (Period::Hours(..), 0 | 13..) => {
                (self.away_from(minute) < SURELY).then(|| sure(minute)).flatten()
            }
            (Period::Hours(..), _) => {
                let two = [of_twelve, of_twelve + NOON];
                let [one, other] = two.map(|minute| self.away_from(minute));
                let [near, far] = if one <= other { two } else { [two[1], two[0]] };
                let or = if (one - other).abs() >= SURELY { None } else { at(far) };
                Some(Meant { time: at(near)?, or })
            }
        }
    }

    /// The same of an hour behind this. Newspapers in Japan count from nothing: `午後0時10分`.
    pub fn before(self, time: Time) -> Option<Meant> {
        let twelve = Time::new(12, time.minute(), 0, 0).ok()?;
        match (self, time.hour()) {
            (Period::Pm | Period::Hours(..), 0) => self.behind(twelve),
            _ => self.behind(time),
        }
    }

    /// How far a minute of the day is from this part of it.
    fn away_from(self, minute: i16) -> i16 {
        let Period::Hours(from, until) = self else { return 0 };
        let (from, until) = (from * 60, until * 60);
        let length = (until - from).rem_euclid(DAY);
        match (minute - from).rem_euclid(DAY) {
            within if within < length => 0,
            behind => (behind - length).min(DAY - behind),
        }
    }
}

fn minute_of(time: Time) -> i16 {
    i16::from(time.hour()) * 60 + i16::from(time.minute())
}

fn at(minute: i16) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    Time::new(hour, minute, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Time {
        text.parse().unwrap()
    }

    #[test]
    fn a_part_of_the_day_says_which_of_two_times_is_meant() {
        for (period, written, expected) in [
            (Period::Am, "02:05", "02:05"),
            (Period::Am, "12:05", "00:05"),
            (Period::Pm, "02:05", "14:05"),
            (Period::Pm, "12:05", "12:05"),
            (Period::Pm, "14:05", "14:05"),
            (Period::Am, "14:05", ""),
            (Period::Morning, "02:05", "02:05"),
            (Period::Morning, "12:05", "12:05 00:05"),
            // Afternoon.
            (Period::Hours(12, 18), "02:05", "14:05"),
            (Period::Hours(12, 18), "12:05", "12:05"),
            (Period::Hours(12, 18), "07:05", "19:05"),
            (Period::Hours(12, 18), "09:05", "09:05 21:05"),
            (Period::Hours(12, 18), "11:05", "11:05"),
            // Evening.
            (Period::Hours(18, 24), "09:05", "21:05"),
            (Period::Hours(18, 24), "05:05", "17:05"),
            (Period::Hours(18, 24), "12:05", "00:05"),
            (Period::Hours(18, 24), "21:05", "21:05"),
            (Period::Hours(18, 24), "09:00", "21:00"),
            // Night.
            (Period::Hours(22, 4), "11:05", "23:05"),
            (Period::Hours(22, 4), "02:05", "02:05"),
            (Period::Hours(22, 4), "12:05", "00:05"),
            (Period::Hours(22, 4), "07:05", "19:05 07:05"),
            (Period::Hours(22, 4), "14:05", ""),
        ] {
            let meant = period.behind(time(written));
            let times = meant.map(|it| [Some(it.time), it.or].into_iter().flatten().collect());
            let times: Vec<Time> = times.unwrap_or_default();
            let found: Vec<_> = times.iter().map(|it| it.strftime("%H:%M").to_string()).collect();
            assert_eq!(found.join(" "), expected, "{period:?} {written}");
        }
        let japanese = Period::Pm.before(time("00:10")).unwrap();
        assert_eq!(japanese.time, time("12:10"));
    }
}
