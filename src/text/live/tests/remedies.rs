//! What is told of a heading that says when its entry was in a way that is not read, and what comes
//! of the remedy.

use super::*;

/// What is written behind `##`, what is told of it, and what the remedy says to write, if it has a
/// line.
type Row = (&'static str, &'static str, Option<&'static str>);

pub(super) const NO_TIME: &str = "an entry of a live story begins with its time";
pub(super) const WITHIN: &str = "; a heading within an entry is `###`";

/// Of a story of a Friday.
pub(super) const FRIDAY: &str = "2026-11-20 00:30";

pub(super) fn hold(message: &str, more: &str, rows: &[Row]) {
    for (heading, told, right) in rows {
        let (_, faults) = read(FRIDAY, &format!("## {heading}\n\nText.\n"));
        let line = right.map(|right| format!("write `## {right}`")).unwrap_or_default();
        let told = if told.is_empty() { message } else { told };
        let arrow = if told.contains(" -> ") { "" } else { " -> " };
        assert_eq!(faults, [format!("{told}{arrow}{line}{more}")], "{heading}");
        if let Some(right) = right.filter(|right| !right.starts_with("HH:MM")) {
            let (entries, faults) = read(FRIDAY, &format!("## {right}\n\nText.\n"));
            assert_eq!((entries.len(), faults), (1, vec![]), "{right}");
        }
    }
}

pub(super) fn headline(heading: &str) -> String {
    let (entries, faults) = entries(
        &format!("## {heading}\n"),
        &date::parse(FRIDAY, &TimeZone::UTC).unwrap(),
        (&TimeZone::UTC, NOW.parse().unwrap()),
    );
    assert_eq!(faults, [], "{heading}");
    headline_in(&heading[entries[0].prefix.len()..]).to_string()
}

/// A figure below zero is one in a headline too.
#[test]
fn a_minus_belongs_to_its_figure() {
    for (heading, expected) in [
        ("14:05 -2 degrees", "-2 degrees"),
        ("14:05: -3.5°C in Berlin", "-3.5°C in Berlin"),
        ("14:05 -20 % in prices", "-20 % in prices"),
        ("14:05 –2 Grad", "–2 Grad"),
        ("14:05 −2 Grad", "−2 Grad"),
        ("14:05 – -2 Grad", "-2 Grad"),
        ("14:05, -2 Grad", "-2 Grad"),
        ("14:05 -€5 million", "-€5 million"),
        ("14:05 -٢ درجة", "-٢ درجة"),
        ("14:05 -.5 points", "-.5 points"),
        ("14:05 –,5 Punkte", "–,5 Punkte"),
        ("14:05 -₺5 milyon", "-₺5 milyon"),
        ("14:05 -%5 enflasyon", "-%5 enflasyon"),
        ("14:05 -٪٥ التضخم", "-٪٥ التضخم"),
        ("14:05 -~3 degrees", "-~3 degrees"),
        ("14:05 -±0", "-±0"),
        ("14:05 -“2 votes”", "“2 votes”"),
        ("14:05 --2", "-2"),
        ("14:05 -(2 votes)", "(2 votes)"),
        ("14:05 -#1 in charts", "#1 in charts"),
        ("14:05 –… 3", "… 3"),
        ("14:05 – 200 people vote", "200 people vote"),
        ("14:05 - 2 votes", "2 votes"),
        ("14:05 — Two", "Two"),
        ("14:05 -Two", "Two"),
        ("14:05, 30 people", "30 people"),
    ] {
        assert_eq!(headline(heading), expected, "{heading}");
    }
}

#[test]
fn what_stands_right_behind_a_time_is_kept() {
    hold(
        "a space belongs behind the time of an entry",
        "",
        &[
            ("14:05-2 degrees", "", Some("14:05 -2 degrees")),
            ("14:05,30 people", "", Some("14:05 30 people")),
            ("14:05Polls close", "", Some("14:05 Polls close")),
            ("14:05Vote", "", Some("14:05 Vote")),
            ("14:05東京で地震", "", Some("14:05 東京で地震")),
            ("14:05<br>The vote", "", Some("14:05 The vote")),
            ("14:05<br />The **vote**", "", Some("14:05 The **vote**")),
            ("14:05ART fair opens", "", Some("14:05 ART fair opens")),
        ],
    );
    hold(
        "an entry of a live story has one time, at which it was",
        "",
        &[
            ("14:05–15:10 The vote", "", Some("14:05 14:05–15:10 The vote")),
            ("14:05 - 15:10 The vote", "", Some("14:05 14:05 - 15:10 The vote")),
            ("14h05-15h10", "", Some("14h05 14h05-15h10")),
        ],
    );
    let without = "the time of an entry is the hour and the minute, without ";
    for (heading, more, right) in [
        ("14:05h The vote", "h", "14:05 The vote"),
        ("14:05hrs: The vote", "hrs", "14:05 The vote"),
        ("14:05:30: The vote", ":30", "14:05 The vote"),
    ] {
        let told = format!("{without}`{more}` -> write `## {right}`");
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

/// The short names of zones are words as well.
#[test]
fn a_headline_may_begin_with_the_name_of_a_zone() {
    for right in [
        "14:05 ART fair opens",
        "14:05 GET out",
        "14:05 EAT The Rich",
        "14:05 MSK says",
        "14:05 WEST wins",
        "14:05 Z begins",
        "14:05 – CET Vote",
        "14:05: GMT is abolished",
    ] {
        assert_eq!(read(FRIDAY, &format!("## {right}\n")).1, [""; 0], "{right}");
    }
    for (heading, zone) in [("14:05 CET Vote", "CET"), ("14:05UTC Vote", "UTC")] {
        let told = format!(
            "the time of an entry is the hour and the minute, without `{zone}` -> write `## 14:05 \
             Vote` with the time of the site, or put `–` before `{zone}` if the headline begins with \
             it"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

#[test]
fn words_before_a_time_are_kept() {
    hold(
        NO_TIME,
        WITHIN,
        &[
            ("UPDATE 14:05 The vote", "", Some("14:05 UPDATE The vote")),
            ("UPDATE: 14:05 The **vote**", "", Some("14:05 UPDATE: The **vote**")),
            ("Vote Saturday 9:30", "", Some("09:30 Vote Saturday")),
            ("What we know", "", Some("HH:MM What we know")),
        ],
    );
}

/// No remedy has another day than was written.
#[test]
fn a_day_that_is_not_read_is_never_another_one() {
    hold(
        "",
        "",
        &[
            (
                "Saturday 14:05 Vote",
                "`Saturday` is not the day of an entry",
                Some("2026-11-21, 14:05 Vote"),
            ),
            ("Fri, 14:05 Vote", "`Fri` is not the day of an entry", Some("2026-11-20, 14:05 Vote")),
            ("пн 14:05 Vote", "`пн` is not the day of an entry", Some("2026-11-23, 14:05 Vote")),
            (
                "土曜日 14:05 開票",
                "`土曜日` is not the day of an entry",
                Some("2026-11-21, 14:05 開票"),
            ),
            (
                "sábado 14:05 O voto",
                "`sábado` is not the day of an entry",
                Some("2026-11-21, 14:05 O voto"),
            ),
            (
                "토요일 14:05 투표",
                "`토요일` is not the day of an entry",
                Some("2026-11-21, 14:05 투표"),
            ),
            ("Saturday 14:05", "`Saturday` is not the day of an entry", Some("2026-11-21, 14:05")),
            (
                "Tomorrow, 02:05 Vote",
                "`Tomorrow` is not the day of an entry -> write the day as `YYYY-MM-DD`, or put \
                 `Tomorrow` behind the time if it is none",
                None,
            ),
        ],
    );
    for heading in
        ["30 February, 14:05", "30 February, 14:05 X", "99/11 9:05 x", "10/11 9:05 x", "12 14:05 Y"]
    {
        let before = heading.split([',']).next().unwrap();
        let before = before.rsplit_once(" 14:05").or(before.rsplit_once(" 9:05"));
        let before = before.map_or(heading.split(',').next().unwrap(), |(before, _)| before);
        let told = format!(
            "`{before}` is not the day of an entry -> write the day as `YYYY-MM-DD`, or put what is \
             none behind the time"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

#[test]
fn a_day_is_read_as_it_is_written() {
    for (heading, moment) in [
        ("29 בנובמבר, 00:40 X", "2026-11-29 00:40"),
        ("29 נובמבר 00:40 X", "2026-11-29 00:40"),
        ("۸ آذر، 00:40 X", "2026-11-29 00:40"),
        ("۸ آذر ۱۴۰۵ – 00:40 X", "2026-11-29 00:40"),
        ("29 พฤศจิกายน 2569, 00:40 X", "2026-11-29 00:40"),
        ("29 November – 00:40 X", "2026-11-29 00:40"),
        ("2026-11-29 – 00:40 X", "2026-11-29 00:40"),
        ("29 November: 00:40 X", "2026-11-29 00:40"),
        ("29/11, 00:40 X", "2026-11-29 00:40"),
        ("21/11 14:05 X", "2026-11-21 14:05"),
        ("вс, 29 ноября, 00:40 X", "2026-11-29 00:40"),
        ("So., 29. November, 00:40 X", "2026-11-29 00:40"),
    ] {
        assert_eq!(moments("2026-11-28 20:00", &[heading]), [moment], "{heading}");
    }
}

/// As pages show days, in each language of the theme.
#[test]
fn a_day_is_read_in_each_language() {
    use crate::language::calendar::Calendar;
    use crate::language::numbers::Numbers;
    for list in crate::theme::word_lists() {
        let locale = icu_locale::Locale::try_from_str(list).unwrap();
        for day in [jiff::civil::date(2026, 11, 29), jiff::civil::date(2027, 1, 2)] {
            let calendar = Calendar::new(&locale, [day]);
            for shown in [calendar.day(day), calendar.day_of_year(day)] {
                let time = Numbers::of(&locale).digits("00:40");
                for heading in [format!("{shown}, 00:40 X"), format!("{shown} · {time} X")] {
                    let expected = format!("{day} 00:40");
                    assert_eq!(moments("2026-12-28 20:00", &[&heading]), [expected], "{heading}");
                }
            }
        }
    }
}

#[test]
fn letters_and_signs_in_a_time_are_taken_for_what_they_stand_for() {
    hold(
        NO_TIME,
        WITHIN,
        &[
            ("l4:05 Vote", "", Some("14:05 Vote")),
            ("I4:05: Vote", "", Some("14:05 Vote")),
            ("14:O5 Vote", "", Some("14:05 Vote")),
            ("O9:05 Vote at 20:00", "", Some("09:05 Vote at 20:00")),
            ("14∶05 Vote", "", Some("14:05 Vote")),
            ("14·05 **Vote**", "", Some("14:05 **Vote**")),
            ("3,5 percent more", "", Some("HH:MM 3,5 percent more")),
            ("1,50 Euro mehr", "", Some("HH:MM 1,50 Euro mehr")),
            ("Il primo voto", "", Some("HH:MM Il primo voto")),
        ],
    );
    hold(
        NO_TIME,
        ", or its time before `14,05` if that is a figure",
        &[("14,05 Vote", "", Some("14:05 Vote"))],
    );
    for none in ["25:05", "14:5", "24:00", "14:65", "4:1"] {
        let told = format!(
            "{NO_TIME} -> write its time from 00:00 to 23:59 behind the `##`: `{none}` is no time of \
             day"
        );
        assert_eq!(read(FRIDAY, &format!("## {none} Vote\n")).1, [told], "{none}");
    }
}
