mod day_periods;
mod remedies;
mod times;

use super::*;

/// When all of this was.
const NOW: &str = "2027-01-02T00:00:00Z";
use crate::text::date;

fn read(date: &str, body: &str) -> (Vec<(String, String)>, Vec<String>) {
    let zone = TimeZone::UTC;
    let (entries, faults) =
        entries(body, &date::parse(date, &zone).unwrap(), (&zone, NOW.parse().unwrap()));
    let entries = entries.into_iter().map(|entry| {
        let moment = entry.moment.zoned.strftime("%Y-%m-%d %H:%M").to_string();
        (moment, entry.anchor)
    });
    let faults = faults.into_iter().map(|fault| format!("{} -> {}", fault.message, fault.hint));
    (entries.collect(), faults.collect())
}

fn moments(date: &str, headings: &[&str]) -> Vec<String> {
    let body: String =
        headings.iter().map(|heading| format!("## {heading}\n\nText.\n\n")).collect();
    let (entries, faults) = read(date, &body);
    assert_eq!(faults, [""; 0]);
    entries.into_iter().map(|(moment, _)| moment).collect()
}

#[test]
fn entries_are_written_from_either_end_and_pass_midnight() {
    let date = "2026-11-28 18:00";
    let up = ["18:05 A", "23:50 B", "0:10 C", "07:30 D", "18:00 E", "09:00 F"];
    let days = ["28 18:05", "28 23:50", "29 00:10", "29 07:30", "29 18:00", "30 09:00"];
    let days = days.map(|day| format!("2026-11-{day}"));
    assert_eq!(moments(date, &up), days);
    let mut down = up;
    down.reverse();
    let mut reversed = days.clone();
    reversed.reverse();
    assert_eq!(moments(date, &down), reversed);
}

/// No time is invented: what is offered is what the editor wrote.
#[test]
fn the_time_that_was_meant_is_offered() {
    for (heading, mended) in [
        ("9;30 Vote", "09:30 Vote"),
        ("9;30 The vote", "09:30 The vote"),
        ("14 Uhr: Der Wahltag", "14:00 Der Wahltag"),
        ("9：30 Vote", "09:30 Vote"),
        ("9 am Vote", "09:00 Vote"),
        ("2 p.m.: Vote", "14:00 Vote"),
        ("14 Uhr Vote", "14:00 Vote"),
        ("9時30分 Vote", "09:30 Vote"),
        ("Vote at 9:30", "09:30 Vote"),
        ("Turnout 14:05", "14:05 Turnout"),
        ("What voters do 14:05", "14:05 What voters do"),
        ("Wahl um 14 Uhr", "HH:MM Wahl um 14 Uhr"),
        ("The 3 May vote", "HH:MM The 3 May vote"),
    ] {
        let (_, faults) = read("2026-11-28 08:00", &format!("## {heading}\n"));
        let message = "an entry of a live story begins with its time";
        let told = format!("{message} -> write `## {mended}`; a heading within an entry is `###`");
        assert_eq!(faults, [told], "{heading}");
    }
    for heading in ["[9:30] Vote", "(9:30) Vote", "**9:30** Vote", "9:30, Vote", "9:30 | Vote"] {
        assert_eq!(moments("2026-11-28 08:00", &[heading]), ["2026-11-28 09:30"], "{heading}");
    }
}

#[test]
fn a_time_may_have_its_word() {
    let faults = |heading: &str| read("2026-11-28 08:00", &format!("## {heading}\n")).1;
    for heading in ["14:05 Uhr A", "14.05 Uhr: A", "14:05 uur A", "14:05", "14:05: A", "14:05 – A"]
    {
        assert_eq!(faults(heading), [""; 0], "{heading}");
    }
    for (heading, more, mended) in [
        ("13:05:30 Storm", ":30", "13:05 Storm"),
        ("14:05Z Storm", "Z", "14:05 Storm"),
        ("1 May, 14:05min Storm", "min", "1 May, 14:05 Storm"),
    ] {
        let message = format!(
            "the time of an entry is the hour and the minute, without `{more}` -> write `## {mended}`"
        );
        assert_eq!(faults(heading), [message]);
    }
}

/// <https://www.iana.org/time-zones>: in Berlin, 02:00 to 03:00 came twice on 25 October 2026.
#[test]
fn an_hour_that_comes_twice_is_told_apart_by_order() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let date = date::parse("2026-10-25 01:00", &zone).unwrap();
    let heading = |heading: &str| format!("## {heading}\n\nText.\n\n");
    let up = ["02:10 A", "02:50 B", "02:20 C", "02:30 D", "03:00 E"].map(heading);
    let mut down = up.clone();
    down.reverse();
    for (body, is_down) in [(up.concat(), false), (down.concat(), true)] {
        let (mut entries, faults) = entries(&body, &date, (&zone, NOW.parse().unwrap()));
        assert!(faults.is_empty());
        if is_down {
            entries.reverse();
        }
        let utc = entries.iter().map(|entry| entry.moment.timestamp().to_string());
        let utc: Vec<String> = utc.map(|moment| moment[11..16].into()).collect();
        assert_eq!(utc, ["00:10", "00:50", "01:20", "01:30", "02:00"]);
    }
}

/// A story that began in the second of the two hours has no entry in the first.
#[test]
fn a_story_says_in_which_of_two_hours_it_begins() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    for (date, times, expected) in [
        ("2026-10-25 02:30+01:00", &["02:40"][..], &["01:40"][..]),
        ("2026-10-25 02:30+01:00", &["02:30", "02:40", "03:10"], &["01:30", "01:40", "02:10"]),
        ("2026-10-25 02:30+01:00", &["03:10", "02:50", "02:40"], &["02:10", "01:50", "01:40"]),
        ("2026-10-25T01:30:00Z", &["02:40"], &["01:40"]),
        (
            "2026-10-25 02:30+02:00",
            &["02:40", "02:50", "02:35", "02:45"],
            &["00:40", "00:50", "01:35", "01:45"],
        ),
        ("2026-10-25 02:30+02:00", &["02:20"], &["01:20"]),
        // It looks back to both.
        ("2026-10-25 10:00", &["02:10", "02:50", "02:20"], &["00:10", "00:50", "01:20"]),
        (
            "2026-10-25",
            &["02:10", "02:50", "02:05", "02:15"],
            &["00:10", "00:50", "01:05", "01:15"],
        ),
    ] {
        let headings: String = times.iter().map(|time| format!("## {time} A\n\nB.\n\n")).collect();
        let (entries, faults) =
            entries(&headings, &date::parse(date, &zone).unwrap(), (&zone, NOW.parse().unwrap()));
        assert_eq!(faults, []);
        let utc = entries.iter().map(|entry| entry.moment.timestamp().to_string());
        let utc: Vec<String> = utc.map(|moment| moment[11..16].into()).collect();
        assert_eq!(utc, expected, "{date}, {times:?}");
    }
}

#[test]
fn an_entry_out_of_order_stays_on_its_day() {
    let date = "2026-11-28 09:00";
    let found = moments(date, &["14:05 A", "15:00 B", "14:30 C", "16:00 D", "16:00 E"]);
    assert!(found.iter().all(|moment| moment.starts_with("2026-11-28")), "{found:?}");
    let found = moments("2026-11-28 23:00", &["23:30 A", "0:10 B", "23:55 C", "0:20 D"]);
    let days = ["28 23:30", "29 00:10", "28 23:55", "29 00:20"];
    assert_eq!(found, days.map(|day| format!("2026-11-{day}")));
}

#[test]
fn a_day_is_written_in_many_ways() {
    for heading in [
        "28 November, 14:05 A",
        "November 28, 14:05 A",
        "2026-11-28 14:05 A",
        "28 ноября, 14:05 A",
        "28. November, 14:05 A",
        "11月28日 14:05 A",
        "28 November 2026 · 14:05 A",
        "28 November · 14:05 · A",
        "28. November • 14:05 A",
        "28.11. · 14:05 A",
        "٢٨ نوفمبر ٢٠٢٦ · ١٤:٠٥ A",
        "۷ آذر ۱۴۰۵ · ۱۴:۰۵ A",
        "28 พฤศจิกายน 2569 · 14.05 น. A",
        "28 تشرين الثاني، 14:05 A",
        "28 نونبر، 14:05 A",
        "11月28日，14:05 A",
        "11月28日(土) 14:05 A",
        "11月28日（土）14:05 A",
        "sobota, 28 listopada, 14:05 A",
        "zaterdag 28 november, 14:05 A",
    ] {
        assert_eq!(moments("2026-11-20", &[heading]), ["2026-11-28 14:05"], "{heading}");
    }
    assert_eq!(
        moments("2026-11-20", &["9.30 A", "14h05 B"]),
        ["2026-11-20 09:30", "2026-11-20 14:05"]
    );
}

#[test]
fn anchors_are_of_their_moments_and_stay() {
    let (entries, _) = read("2026-11-28", "## 14:05 A\n\n## 14:05 B\n\n## 14:06\n\n## 14:07 C\n");
    let anchors: Vec<&str> = entries.iter().map(|(_, anchor)| anchor.as_str()).collect();
    let expected = ["e20261128-1405", "e20261128-1405-2", "e20261128-1406", "e20261128-1407"];
    assert_eq!(anchors, expected);
    // From the newest on, one that comes on top changes none.
    let (entries, _) = read("2026-11-28", "## 14:07 C\n\n## 14:06\n\n## 14:05 B\n\n## 14:05 A\n");
    let anchors: Vec<&str> = entries.iter().map(|(_, anchor)| anchor.as_str()).collect();
    assert_eq!(anchors, [expected[3], expected[2], expected[1], expected[0]]);
}

#[test]
fn what_is_no_time_is_told_with_the_line_as_it_should_be() {
    for (heading, told) in [
        (
            "What we know",
            "an entry of a live story begins with its time -> write `## HH:MM What we know`; a heading \
             within an entry is `###`",
        ),
        (
            "2:05 pm The vote",
            "the time of an entry is written from 00:00 to 23:59 -> write `## 14:05 The vote`",
        ),
    ] {
        assert_eq!(read("2026-11-28", &format!("## {heading}\n")).1, [told], "{heading}");
    }
    // Those in quotes, lists, code and blocks are no entries.
    let inside = ":::fact-box\n## Nor this\n\nText.\n:::\n\n> ## No entry\n\n- ## Nor this\n\n```\n## Nor this\n```\n\n## 14:05 A\n";
    assert_eq!(read("2026-11-28", inside).0.len(), 1);
    assert_eq!(read("2026-11-28", inside).1, [""; 0]);
}

#[test]
fn five_thousand_entries_have_five_thousand_anchors() {
    let body: String = (0..5_000).map(|at| format!("## 14:05 Entry {at}\n\nText.\n\n")).collect();
    let (entries, faults) = read("2026-11-28", &body);
    assert_eq!(faults, [""; 0]);
    let anchors: std::collections::HashSet<&String> = entries.iter().map(|(_, it)| it).collect();
    assert_eq!(anchors.len(), 5_000);
}

#[test]
fn a_day_without_its_year_is_the_one_nearest_to_the_story() {
    for (date, heading, moment) in [
        ("2026-12-31 22:00", "1 January, 00:40 A", "2027-01-01 00:40"),
        ("2026-12-31 22:00", "31 December, 23:10 A", "2026-12-31 23:10"),
        ("2027-01-01 08:00", "31 December, 23:50 A", "2026-12-31 23:50"),
        ("2026-12-31 22:00", "1.1. 00:40 A", "2027-01-01 00:40"),
        ("2026-06-30 22:00", "1 July 2025, 00:40 A", "2025-07-01 00:40"),
    ] {
        assert_eq!(moments(date, &[heading]), [moment], "{heading}");
    }
}

#[test]
fn numbers_with_points_are_a_day_where_a_time_follows() {
    for (heading, moment) in [
        ("9.12. 14:05 A", "2026-12-09 14:05"),
        ("9.12., 14.05 A", "2026-12-09 14:05"),
        ("02.12. 08:00 A", "2026-12-02 08:00"),
        ("28.11. 14:05 A", "2026-11-28 14:05"),
        ("9.30 A", "2026-11-20 09:30"),
        ("9.30 The 10:15 train", "2026-11-20 09:30"),
        ("14:05 At 9.30 it began", "2026-11-20 14:05"),
    ] {
        assert_eq!(moments("2026-11-20 06:00", &[heading]), [moment], "{heading}");
    }
}

#[test]
fn a_long_pause_turns_no_file_around() {
    let morning = "2026-11-28 08:00";
    let day = |times: &[&str]| -> Vec<String> {
        times.iter().map(|time| format!("2026-11-28 {time}")).collect()
    };
    assert_eq!(
        moments(morning, &["08:00 A", "21:00 B", "21:30 C"]),
        day(&["08:00", "21:00", "21:30"])
    );
    assert_eq!(moments(morning, &["08:00 A", "21:00 B"]), day(&["08:00", "21:00"]));
    assert_eq!(
        moments(morning, &["21:30 C", "21:00 B", "08:00 A"]),
        day(&["21:30", "21:00", "08:00"])
    );
    let over_night = moments("2026-11-28 20:00", &["08:00 B", "21:00 A"]);
    assert_eq!(over_night, ["2026-11-29 08:00", "2026-11-28 21:00"]);
}

#[test]
fn a_day_that_is_none_is_told_as_one() {
    for (heading, told) in [
        (
            "Someday, 9:05 z",
            "`Someday` is not the day of an entry -> write the day as `YYYY-MM-DD`, or put \
             `Someday` behind the time if it is none",
        ),
        (
            "Polls close at 20:00",
            "an entry of a live story begins with its time -> write `## 20:00 Polls close`; \
             a heading within an entry is `###`",
        ),
    ] {
        let (_, faults) = read("2026-11-20 06:00", &format!("## {heading}\n\nText.\n"));
        assert_eq!(faults, [told], "{heading}");
    }
}

/// What is told of an entry leaves its headline as it is written.
#[test]
fn a_mended_heading_keeps_what_is_marked() {
    let zone = TimeZone::get("Europe/Berlin").unwrap();
    let apia = TimeZone::get("Pacific/Apia").unwrap();
    for (zone, date, heading, right) in [
        (&zone, "2026-03-29 00:30", "[02:30] The vote", "03:30 The vote"),
        (&zone, "2026-03-29 00:30", "02:30: The vote", "03:30 The vote"),
        (&zone, "2026-03-29 00:30", "02:30 **The vote**", "03:30 **The vote**"),
        (&zone, "2026-03-29 00:30", "**02:30 The vote**", "03:30 **The vote**"),
        (&zone, "2026-03-29 00:30", "**02:30** The vote", "03:30 The vote"),
        (&zone, "2026-03-29 00:30", "02:30 [The](/x/) `vote`", "03:30 [The](/x/) `vote`"),
        (&zone, "2026-03-29 00:30", "29 March, 02:30 *A*", "2026-03-29, 03:30 *A*"),
        (&zone, "2026-03-29 00:30", "02:30", "03:30"),
        (&apia, "2011-12-29 20:00", "30 December, 10:00 A", "2011-12-31, 10:00 A"),
        (&zone, "2026-03-28 00:30", "2:05 pm: **The vote**", "14:05 **The vote**"),
        (&zone, "2026-03-28 00:30", "13:05:30 [A](/x/)", "13:05 [A](/x/)"),
        (&zone, "2026-03-28 00:30", "Saturday 9:05 **x**", "2026-03-28, 9:05 **x**"),
        (&zone, "2026-03-28 00:30", "9;30 **x**", "09:30 **x**"),
        (&zone, "2026-03-28 00:30", "14:05<br>The vote", "14:05 The vote"),
        (&zone, "2026-03-28 00:30", "14:05<BR/>The vote", "14:05 The vote"),
        (&zone, "2026-03-28 00:30", "14:05<Br />The vote", "14:05 The vote"),
        (&zone, "2026-03-28 00:30", "14:05<br  />**The vote**", "14:05 **The vote**"),
    ] {
        let read = |heading: &str| {
            let date = date::parse(date, zone).unwrap();
            entries(&format!("## {heading}\n\nA.\n"), &date, (zone, NOW.parse().unwrap()))
        };
        let (_, faults) = read(heading);
        let [fault] = &faults[..] else { panic!("{heading}: {faults:?}") };
        assert!(fault.hint.contains(&format!("`## {right}`")), "{heading}: {}", fault.hint);
        assert_eq!(read(right).1, [], "{right}");
    }
}
