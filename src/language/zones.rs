//! Which time zone was meant by a name.

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use crate::nearest::nearest;

/// A zone that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// One of the database.
    Named(String),
    /// A number of minutes east of UTC.
    Fixed(i32),
}

/// What people shorten the names of zones to, with the minutes east of UTC. Some mean two.
/// By the list of abbreviations of the IANA database's `backward` and of the time services of
/// the countries that use them.
const SHORT: &[(&str, &[i32])] = &[
    ("UTC", &[0]),
    ("GMT", &[0]),
    ("Z", &[0]),
    ("WET", &[0]),
    ("WEST", &[60]),
    ("CET", &[60]),
    ("MEZ", &[60]),
    ("CEST", &[120]),
    ("MESZ", &[120]),
    ("EET", &[120]),
    ("EEST", &[180]),
    ("MSK", &[180]),
    ("TRT", &[180]),
    ("AMT", &[240, -240]),
    ("GST", &[240]),
    ("AZT", &[240]),
    ("BST", &[60, 360]),
    ("IST", &[330, 120, 60]),
    ("EST", &[-300, 600]),
    ("EDT", &[-240, 660]),
    ("CST", &[-360, 480]),
    ("CDT", &[-300]),
    ("MST", &[-420, 480]),
    ("MDT", &[-360]),
    ("PST", &[-480, 480]),
    ("PDT", &[-420]),
    ("AEST", &[600]),
    ("AEDT", &[660]),
    ("JST", &[540]),
    ("KST", &[540]),
    ("HKT", &[480]),
    ("SGT", &[480]),
    ("PKT", &[300]),
    ("SAST", &[120]),
    ("NZST", &[720]),
    ("NZDT", &[780]),
];

/// The zones of the database that are between whole hours, and all year the same.
const BETWEEN: [(i32, &str); 8] = [
    (-570, "Pacific/Marquesas"),
    (210, "Asia/Tehran"),
    (270, "Asia/Kabul"),
    (330, "Asia/Kolkata"),
    (345, "Asia/Kathmandu"),
    (390, "Asia/Yangon"),
    (525, "Australia/Eucla"),
    (570, "Australia/Darwin"),
];

/// The zones that a name can mean: none if nobody knows.
pub fn meant(name: &str) -> Vec<Zone> {
    let name = name.trim().trim_matches(['(', ')', '[', ']']).trim();
    if let Some(minutes) = fixed(name) {
        return vec![Zone::Fixed(minutes)];
    }
    if let Some((_, offsets)) = SHORT.iter().find(|(short, _)| short.eq_ignore_ascii_case(name)) {
        return offsets.iter().map(|minutes| Zone::Fixed(*minutes)).collect();
    }
    named(name).map(Zone::Named).into_iter().collect()
}

impl Zone {
    /// The zone.
    pub fn to_time_zone(&self) -> Option<TimeZone> {
        match self {
            Zone::Named(name) => TimeZoneDatabase::bundled().get(name).ok(),
            Zone::Fixed(minutes) => Offset::from_seconds(minutes * 60).ok().map(TimeZone::fixed),
        }
    }

    /// What the database calls it; it has offsets of whole hours alone, and for others the zones
    /// that have no other all year.
    pub fn name(&self) -> Option<String> {
        match self {
            Zone::Named(name) => Some(name.clone()),
            Zone::Fixed(0) => Some("UTC".into()),
            Zone::Fixed(minutes) if minutes % 60 == 0 => {
                // By POSIX, the sign is that of the way to UTC.
                let name = format!("Etc/GMT{:+}", -minutes / 60);
                TimeZoneDatabase::bundled().get(&name).ok().map(|_| name)
            }
            Zone::Fixed(minutes) => {
                let (_, name) = BETWEEN.iter().find(|(offset, _)| offset == minutes)?;
                Some((*name).into())
            }
        }
    }
}

/// The minutes of `+4`, `UTC+04:00` or `GMT-0330`.
fn fixed(name: &str) -> Option<i32> {
    let upper = name.to_ascii_uppercase().replace(' ', "");
    let rest = upper.strip_prefix("UTC").or(upper.strip_prefix("GMT")).unwrap_or(&upper);
    let (sign, digits) = match rest.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = match digits.split_once(':') {
        Some(parts) => parts,
        None if digits.len() > 2 => digits.split_at_checked(digits.len() - 2)?,
        None => (digits, "0"),
    };
    let (hours, minutes): (u8, u8) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then(|| sign * (i32::from(hours) * 60 + i32::from(minutes)))
}

/// The zone of the database with a name like this one, or of a city.
fn named(name: &str) -> Option<String> {
    let zones = TimeZoneDatabase::bundled();
    let known: Vec<String> = zones.available().map(|zone| zone.to_string()).collect();
    let written = name.replace(' ', "_");
    let is_it = |known: &&String| known.eq_ignore_ascii_case(&written);
    if let Some(known) = known.iter().find(is_it) {
        return Some(known.clone());
    }
    // The database keeps this one under its old name too.
    let city = if written.eq_ignore_ascii_case("Kiev") { "Kyiv" } else { &*written };
    let city_of = |zone: &str| zone.rsplit('/').next().unwrap_or_default().to_string();
    let is_of_city =
        |zone: &&String| zone.contains('/') && city_of(zone).eq_ignore_ascii_case(city);
    // Other names of America's cities are longer, and those of `Etc` are no cities.
    let of_city = known.iter().filter(is_of_city).min_by_key(|zone| zone.len());
    let near = || nearest(&written, known.iter().map(String::as_str));
    of_city.cloned().or_else(near).or_else(|| {
        let cities: Vec<String> = known.iter().map(|zone| city_of(zone)).collect();
        let near = nearest(city, cities.iter().map(String::as_str))?;
        known.iter().find(|zone| city_of(zone) == near).cloned()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is offered for an offset has it, in winter and in summer.
    #[test]
    fn zones_between_hours_keep_their_offset() {
        for (minutes, name) in BETWEEN {
            let zone = TimeZoneDatabase::bundled().get(name).unwrap();
            for month in [1, 7] {
                let day = jiff::civil::date(2026, month, 1).at(9, 0, 0, 0);
                let offset = zone.to_ambiguous_zoned_datetime(day).unambiguous().unwrap().offset();
                assert_eq!(offset.seconds(), minutes * 60, "{name}");
            }
        }
    }

    #[test]
    fn a_zone_is_known_by_its_city_its_offset_and_its_short_name() {
        for (name, expected) in [
            ("Paris", "Europe/Paris"),
            ("paris", "Europe/Paris"),
            ("Kyiv", "Europe/Kyiv"),
            ("Kiev", "Europe/Kyiv"),
            ("New York", "America/New_York"),
            ("Buenos Aires", "America/Buenos_Aires"),
            ("asia/yerevan", "Asia/Yerevan"),
            ("Asia/Erevan", "Asia/Yerevan"),
            ("Yerevn", "Asia/Yerevan"),
            ("GMT+4", "Etc/GMT-4"),
            ("UTC+04:00", "Etc/GMT-4"),
            ("UTC +4", "Etc/GMT-4"),
            ("-0500", "Etc/GMT+5"),
            ("+04:00", "Etc/GMT-4"),
            ("UTC+5:30", "Asia/Kolkata"),
            ("GMT+05:45", "Asia/Kathmandu"),
            ("+0430", "Asia/Kabul"),
            ("-09:30", "Pacific/Marquesas"),
            ("UTC+5:17", ""),
            ("CEST", "Etc/GMT-2"),
            ("EST", "Etc/GMT+5 Etc/GMT-10"),
            ("GMT", "UTC"),
            ("Our own time", ""),
        ] {
            let names: Vec<String> = meant(name).iter().filter_map(Zone::name).collect();
            assert_eq!(names.join(" "), expected, "{name}");
        }
    }
}
