//! Which time zone was meant by a name.

use jiff::tz::{Offset, TimeZone, TimeZoneDatabase};

use super::countries;
use crate::nearest::nearest;

/// A zone that was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Zone {
    /// One of the database.
    Named(String),
    /// A number of minutes east of UTC.
    Fixed(i32),
}

/// What people shorten the names of zones to, with the minutes east of UTC and the zones of cities that have
/// them, summer and winter. Some mean two.
/// By the list of abbreviations of the IANA database's `backward` and of the time services of
/// the countries that use them.
const SHORT: &[(&str, &[i32], &[&str])] = &[
    ("UTC", &[0], &[]),
    ("GMT", &[0], &["Europe/London"]),
    ("Z", &[0], &[]),
    ("WET", &[0], &["Europe/Lisbon"]),
    ("WEST", &[60], &["Europe/Lisbon"]),
    ("CET", &[60], &["Europe/Berlin"]),
    ("MEZ", &[60], &["Europe/Berlin"]),
    ("CEST", &[120], &["Europe/Berlin"]),
    ("MESZ", &[120], &["Europe/Berlin"]),
    ("EET", &[120], &["Europe/Athens"]),
    ("EEST", &[180], &["Europe/Athens"]),
    ("MSK", &[180], &["Europe/Moscow"]),
    ("TRT", &[180], &["Europe/Istanbul"]),
    ("AMT", &[240, -240], &["Asia/Yerevan", "America/Manaus"]),
    ("GST", &[240], &["Asia/Dubai"]),
    ("AZT", &[240], &["Asia/Baku"]),
    ("BST", &[60, 360], &["Europe/London", "Asia/Dhaka"]),
    ("IST", &[330, 120, 60], &["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
    ("EST", &[-300, 600], &["America/New_York", "Australia/Sydney"]),
    ("EDT", &[-240, 660], &["America/New_York", "Australia/Sydney"]),
    ("CST", &[-360, 480], &["America/Chicago", "Asia/Shanghai"]),
    ("CDT", &[-300], &["America/Chicago"]),
    ("MST", &[-420, 480], &["America/Denver", "America/Phoenix", "Asia/Kuala_Lumpur"]),
    ("MDT", &[-360], &["America/Denver"]),
    ("PST", &[-480, 480], &["America/Los_Angeles", "Asia/Manila"]),
    ("PDT", &[-420], &["America/Los_Angeles"]),
    ("AST", &[-240, 180], &["America/Halifax", "Asia/Riyadh"]),
    ("ADT", &[-180], &["America/Halifax"]),
    ("NST", &[-210], &["America/St_Johns"]),
    ("NDT", &[-150], &["America/St_Johns"]),
    ("AKST", &[-540], &["America/Anchorage"]),
    ("AKDT", &[-480], &["America/Anchorage"]),
    ("HST", &[-600], &["Pacific/Honolulu"]),
    ("ART", &[-180], &["America/Argentina/Buenos_Aires"]),
    ("BRT", &[-180], &["America/Sao_Paulo"]),
    ("CLT", &[-240], &["America/Santiago"]),
    ("CLST", &[-180], &["America/Santiago"]),
    ("COT", &[-300], &["America/Bogota"]),
    ("PET", &[-300], &["America/Lima"]),
    ("WAT", &[60], &["Africa/Lagos"]),
    ("CAT", &[120], &["Africa/Maputo"]),
    ("EAT", &[180], &["Africa/Nairobi"]),
    ("IDT", &[180], &["Asia/Jerusalem"]),
    ("IRST", &[210], &["Asia/Tehran"]),
    ("GET", &[240], &["Asia/Tbilisi"]),
    ("SAMT", &[240], &["Europe/Samara"]),
    ("UZT", &[300], &["Asia/Tashkent"]),
    ("YEKT", &[300], &["Asia/Yekaterinburg"]),
    ("NPT", &[345], &["Asia/Kathmandu"]),
    ("KGT", &[360], &["Asia/Bishkek"]),
    ("ICT", &[420], &["Asia/Bangkok"]),
    ("WIB", &[420], &["Asia/Jakarta"]),
    ("WITA", &[480], &["Asia/Makassar"]),
    ("AWST", &[480], &["Australia/Perth"]),
    ("ACST", &[570], &["Australia/Adelaide"]),
    ("ACDT", &[630], &["Australia/Adelaide"]),
    ("AEST", &[600], &["Australia/Sydney"]),
    ("AEDT", &[660], &["Australia/Sydney"]),
    ("JST", &[540], &["Asia/Tokyo"]),
    ("KST", &[540], &["Asia/Seoul"]),
    ("HKT", &[480], &["Asia/Hong_Kong"]),
    ("SGT", &[480], &["Asia/Singapore"]),
    ("PKT", &[300], &["Asia/Karachi"]),
    ("SAST", &[120], &["Africa/Johannesburg"]),
    ("NZST", &[720], &["Pacific/Auckland"]),
    ("NZDT", &[780], &["Pacific/Auckland"]),
];

/// Where the clocks of these are an hour ahead in summer, when people go on saying the same.
const IN_SUMMER: [(&str, &str); 10] = [
    ("WET", "Europe/Lisbon"),
    ("CET", "Europe/Berlin"),
    ("MEZ", "Europe/Berlin"),
    ("EET", "Europe/Athens"),
    ("AST", "America/Halifax"),
    ("EST", "America/New_York"),
    ("CST", "America/Chicago"),
    ("MST", "America/Denver"),
    ("PST", "America/Los_Angeles"),
    ("AEST", "Australia/Sydney"),
];

/// What people call zones that the database has by the name of another city.
const OF_PEOPLE: &[(&str, &str)] = &[
    ("ET", "America/New_York"),
    ("Eastern", "America/New_York"),
    ("Eastern Time", "America/New_York"),
    ("CT", "America/Chicago"),
    ("Central Time", "America/Chicago"),
    ("MT", "America/Denver"),
    ("Mountain Time", "America/Denver"),
    ("PT", "America/Los_Angeles"),
    ("Pacific", "America/Los_Angeles"),
    ("Pacific Time", "America/Los_Angeles"),
    ("UK", "Europe/London"),
    ("МСК", "Europe/Moscow"),
    ("Ankara", "Europe/Istanbul"),
    ("Bangalore", "Asia/Kolkata"),
    ("Barcelona", "Europe/Madrid"),
    ("Beijing", "Asia/Shanghai"),
    ("Bern", "Europe/Zurich"),
    ("Boston", "America/New_York"),
    ("Brasilia", "America/Sao_Paulo"),
    ("Canberra", "Australia/Sydney"),
    ("Cologne", "Europe/Berlin"),
    ("Delhi", "Asia/Kolkata"),
    ("Edinburgh", "Europe/London"),
    ("Frankfurt", "Europe/Berlin"),
    ("Geneva", "Europe/Zurich"),
    ("Hamburg", "Europe/Berlin"),
    ("Hanoi", "Asia/Ho_Chi_Minh"),
    ("Islamabad", "Asia/Karachi"),
    ("Lahore", "Asia/Karachi"),
    ("Lviv", "Europe/Kyiv"),
    ("Lyon", "Europe/Paris"),
    ("Milan", "Europe/Rome"),
    ("Moskau", "Europe/Moscow"),
    ("Mumbai", "Asia/Kolkata"),
    ("Munich", "Europe/Berlin"),
    ("New Delhi", "Asia/Kolkata"),
    ("Odesa", "Europe/Kyiv"),
    ("Osaka", "Asia/Tokyo"),
    ("Ottawa", "America/Toronto"),
    ("Rio de Janeiro", "America/Sao_Paulo"),
    ("San Francisco", "America/Los_Angeles"),
    ("St Petersburg", "Europe/Moscow"),
    ("Tel Aviv", "Asia/Jerusalem"),
    ("Washington", "America/New_York"),
    ("Wellington", "Pacific/Auckland"),
    ("Atlanta", "America/New_York"),
    ("Mecca", "Asia/Riyadh"),
    ("Malmö", "Europe/Stockholm"),
    // As those who live there say them.
    ("Bruxelles", "Europe/Brussels"),
    ("București", "Europe/Bucharest"),
    ("Genève", "Europe/Zurich"),
    ("København", "Europe/Copenhagen"),
    ("Lisboa", "Europe/Lisbon"),
    ("Milano", "Europe/Rome"),
    ("Moskva", "Europe/Moscow"),
    ("Москва", "Europe/Moscow"),
    ("München", "Europe/Berlin"),
    ("Praha", "Europe/Prague"),
    ("Roma", "Europe/Rome"),
    ("Warszawa", "Europe/Warsaw"),
    ("Wien", "Europe/Vienna"),
];

/// Short names that the database has as well, as clocks that never change. Those of Hawaii do not.
const WITHOUT_SUMMER: [&str; 2] = ["EST", "MST"];

/// Whether a name of the database is that of clocks that never change, while people mean by it those
/// of a city.
pub fn is_without_summer(name: &str) -> bool {
    WITHOUT_SUMMER.contains(&name)
}

/// A name that is shorter is that of a zone, or none that was mistyped.
const SHORTEST_MISTYPED: usize = 5;

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

/// The zones that a name can mean, if need be as a mistyped one: none if nobody knows.
pub fn meant(name: &str) -> Vec<Zone> {
    let of_country = countries::zones_of(name);
    if !of_country.is_empty() {
        return of_country.into_iter().map(|zone| Zone::Named(zone.into())).collect();
    }
    let said = said(name);
    if !said.is_empty() || name.chars().count() < SHORTEST_MISTYPED {
        return said;
    }
    near(name.trim()).map(Zone::Named).into_iter().collect()
}

/// The zones that a name is the name of.
pub fn said(name: &str) -> Vec<Zone> {
    let name = name.trim().trim_matches(['(', ')', '[', ']']).trim();
    if let Some(minutes) = fixed(name) {
        return vec![Zone::Fixed(minutes)];
    }
    if let Some((_, offsets, _)) = SHORT.iter().find(|(short, ..)| short.eq_ignore_ascii_case(name))
    {
        return offsets.iter().map(|minutes| Zone::Fixed(*minutes)).collect();
    }
    named(name).map(Zone::Named).into_iter().collect()
}

/// What the database calls the zones that a name can mean, if need be as a mistyped one; of a short
/// name, whose clocks change, those of cities.
pub fn names_meant(name: &str) -> Vec<String> {
    match of_cities(name) {
        [] => meant(name).iter().filter_map(Zone::name).collect(),
        cities => cities.iter().map(|city| (*city).to_string()).collect(),
    }
}

/// Whether a name is a short one, such as `CET`.
pub fn is_short(name: &str) -> bool {
    SHORT.iter().any(|(short, ..)| *short == name)
}

/// The zones of cities where people shorten the name of theirs to this.
pub fn of_cities(short: &str) -> &'static [&'static str] {
    let found = SHORT.iter().find(|(known, ..)| known.eq_ignore_ascii_case(short.trim()));
    found.map_or(&[], |(.., cities)| cities)
}

/// The zone whose winter time has this short name, if it has another time in summer.
pub fn in_summer(name: &str) -> Option<Zone> {
    let (_, zone) = IN_SUMMER.iter().find(|(short, _)| short.eq_ignore_ascii_case(name))?;
    Some(Zone::Named((*zone).into()))
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

fn known() -> Vec<String> {
    TimeZoneDatabase::bundled().available().map(|zone| zone.to_string()).collect()
}

/// The part of a name behind the continent.
fn city_of(zone: &str) -> &str {
    zone.rsplit('/').next().unwrap_or_default()
}

/// The zone of the database with this name, or of a city.
fn named(name: &str) -> Option<String> {
    let known = known();
    let written = name.replace(' ', "_");
    let is_it = |known: &&String| known.eq_ignore_ascii_case(&written);
    if let Some(known) = known.iter().find(is_it) {
        return Some(known.clone());
    }
    // The database keeps this one under its old name too.
    let city = city_of(&written);
    let city = if city.eq_ignore_ascii_case("Kiev") { "Kyiv" } else { city };
    let is_of_city =
        |zone: &&String| zone.contains('/') && city_of(zone).eq_ignore_ascii_case(city);
    // Other names of America's cities are longer, and those of `Etc` are no cities.
    let of_city = known.iter().filter(is_of_city).min_by_key(|zone| zone.len());
    of_city.cloned().or_else(|| of_people(name)).or_else(|| of_one_country(name))
}

/// The zone of a country that has one.
fn of_one_country(name: &str) -> Option<String> {
    match countries::zones_of(name)[..] {
        [zone] => Some(zone.into()),
        _ => None,
    }
}

/// The zone of a city or country that the database does not name, perhaps behind a continent.
fn of_people(name: &str) -> Option<String> {
    let plain = |name: &str| name.replace('_', " ").replace(['.', ','], "").to_lowercase();
    let city = plain(city_of(name));
    let (_, zone) = OF_PEOPLE.iter().find(|(known, _)| plain(known) == city)?;
    Some((*zone).to_string())
}

/// The zone of the database whose name is spelt almost so, or the name of whose city is.
fn near(name: &str) -> Option<String> {
    let known = known();
    let written = name.replace(' ', "_");
    if written.contains('/') {
        let near = nearest(&written, known.iter().map(String::as_str))?;
        // Of two zones, nobody mistypes the continent.
        let is_there = |(one, other): (&str, &str)| one.eq_ignore_ascii_case(other);
        let continents = written.split_once('/').zip(near.split_once('/'));
        let is_near = continents.is_none_or(|((one, _), (other, _))| is_there((one, other)));
        return is_near.then_some(near);
    }
    let near = nearest(&written, known.iter().map(|zone| city_of(zone)))?;
    // Another city is no mistyped one: two slips make `Malabo` of `Milano`.
    let is_near = is_one_slip(&written.to_lowercase(), &near.to_lowercase());
    known.iter().find(|zone| city_of(zone) == near).filter(|_| is_near).cloned()
}

/// Whether words differ in one letter: another, one more or fewer, or two in the other order.
fn is_one_slip(one: &str, other: &str) -> bool {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let same = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[same..], &other[same..]);
    let rest = |word: &[char], count: usize| word.get(count..).map(<[char]>::to_vec);
    let is_swapped = one.len() > 1
        && other.len() > 1
        && (one[0], one[1]) == (other[1], other[0])
        && one[2..] == other[2..];
    let is_same = |cut: usize, of_other: usize| {
        rest(one, cut).is_some_and(|left| Some(left) == rest(other, of_other))
    };
    is_swapped || is_same(1, 1) || is_same(1, 0) || is_same(0, 1) || one == other
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

    /// Each city has one of the offsets of its short name, in winter or in summer.
    #[test]
    fn short_names_are_those_of_their_cities() {
        for (short, offsets, cities) in SHORT {
            for city in *cities {
                let zone = TimeZoneDatabase::bundled().get(city).unwrap();
                let at = |month| jiff::civil::date(2026, month, 1).at(9, 0, 0, 0);
                let offset = |month| zone.to_ambiguous_zoned_datetime(at(month)).offset();
                let minutes = [1, 7].map(|month| match offset(month) {
                    jiff::tz::AmbiguousOffset::Unambiguous { offset } => offset.seconds() / 60,
                    _ => 0,
                });
                assert!(
                    minutes.iter().any(|it| offsets.contains(it)),
                    "{short} {city} {minutes:?}"
                );
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
            // What is short is not mistyped.
            ("ET", "America/New_York"),
            ("UK", "Europe/London"),
            ("XT", ""),
            ("EAT", "Etc/GMT-3"),
            ("AST", "Etc/GMT+4 Etc/GMT-3"),
            ("IRST", "Asia/Tehran"),
            ("Delhi", "Asia/Kolkata"),
            ("Asia/Beijing", "Asia/Shanghai"),
            ("America/Washington", "America/New_York"),
            ("Washington, D.C.", ""),
            ("Osaka", "Asia/Tokyo"),
            ("Geneva", "Europe/Zurich"),
            ("Europe/Yerevan", "Asia/Yerevan"),
            // A country is no other one.
            ("Ireland", "Europe/Dublin"),
            ("China", "Asia/Shanghai"),
            ("Chile", "America/Santiago"),
            ("Korea", "Asia/Seoul"),
            ("Canada", "America/Toronto America/Vancouver America/Edmonton America/Halifax"),
            ("Armenia", "Asia/Yerevan"),
            ("Ghana", "Africa/Accra"),
            ("india", "Asia/Kolkata"),
            // Nor is a city another one.
            ("Lisboa", "Europe/Lisbon"),
            ("Milano", "Europe/Rome"),
            ("Atlanta", "America/New_York"),
            ("Malmö", "Europe/Stockholm"),
            ("Mecca", "Asia/Riyadh"),
            ("Malaga", ""),
            ("Palermo", ""),
            ("Bilbao", ""),
            ("Yeravan", "Asia/Yerevan"),
            ("Yreevan", "Asia/Yerevan"),
            ("Singapor", "Asia/Singapore"),
        ] {
            let names: Vec<String> = meant(name).iter().filter_map(Zone::name).collect();
            assert_eq!(names.join(" "), expected, "{name}");
        }
    }
}
