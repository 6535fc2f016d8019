use super::*;
use crate::text::config::Config;

const OLD: &str = "title: T\ndate: 2026-02-01";

/// The version of a story that came on this day of February.
fn version(day: u8, fields: &str, text: &str) -> StoryVersion {
    let source = format!("---\n{fields}\n---\n{text}\n");
    let config = Config::stand_in();
    StoryVersion {
        came: Came::exactly(format!("2026-02-{day:02}T12:00:00Z").parse().unwrap()),
        commit: None,
        text: Some(Text::read(&source, "content/politics/a.md", &config).unwrap()),
    }
}

fn gone(day: u8) -> StoryVersion {
    StoryVersion { text: None, ..version(day, OLD, "x") }
}

/// `day: old → new` of each change.
fn told(versions: &[StoryVersion]) -> Vec<String> {
    let mut told = Vec::new();
    for Revision { at, changes, .. } in undeclared(versions, &TimeZone::UTC) {
        for WordingChange { old, new, .. } in changes {
            let day = at.to_zoned_datetime(TimeZone::UTC).day();
            told.push(format!("{day}: {old} → {}", new.unwrap_or_else(|| "nothing".into())));
        }
    }
    told
}

#[test]
fn each_change_is_told_with_the_day_on_which_readers_saw_it() {
    let versions = [
        version(2, OLD, "A a.\n\nB b."),
        version(3, OLD, "A c.\n\nB b."),
        version(4, &format!("{OLD}\nembargo: 2026-02-06"), "A d.\n\nNews.\n\nB b."),
        version(8, OLD, "A d.\n\nNews."),
    ];
    assert_eq!(told(&versions), ["3: A a. → A c.", "6: A c. → A d.", "8: B b. → nothing"]);
}

#[test]
fn what_was_taken_away_meanwhile_is_compared_when_it_is_back() {
    let versions = [version(2, OLD, "A."), gone(3), version(4, OLD, "B.")];
    assert_eq!(told(&versions), ["4: A. → B."]);
    assert_eq!(told(&versions[..2]), [""; 0]);
    // It was gone before its date.
    let dated = "title: T\ndate: 2026-02-05";
    assert_eq!(told(&[version(2, dated, "A."), gone(3), version(4, dated, "B.")]), [""; 0]);
}

#[test]
fn the_correction_may_come_between_or_later() {
    let corrected = |day: u8| format!("{OLD}\ncorrections: [{{date: 2026-02-{day:02}, text: x}}]");
    let draft = format!("{OLD}\ndraft: true");
    // In a draft on the way, with another day.
    let both = format!("{draft}\ncorrections: [{{date: 2026-02-20, text: x}}]");
    let versions =
        [version(2, OLD, "A."), version(3, &both, "A."), version(4, &corrected(20), "B.")];
    assert_eq!(told(&versions), [""; 0]);
    let later =
        |day| [version(2, OLD, "A."), version(3, OLD, "B."), version(9, &corrected(day), "B.")];
    assert_eq!(told(&later(3)), [""; 0]);
    assert_eq!(told(&later(9)), ["3: A. → B."]);
}

#[test]
fn a_part_that_is_as_it_was_is_told_no_more() {
    let versions = [
        version(2, OLD, "A a.\n\nB b."),
        version(3, OLD, "A c.\n\nB c."),
        version(4, OLD, "A a.\n\nB c."),
    ];
    assert_eq!(told(&versions), ["3: B b. → B c.", "4: A c. → A a."]);
}

#[test]
fn what_was_replaced_within_the_second_was_seen() {
    let versions = [version(2, OLD, "A."), version(2, OLD, "B."), version(2, OLD, "C.")];
    assert_eq!(told(&versions), ["2: A. → B.", "2: B. → C."]);
    // But not before its date.
    let dated = "title: T\ndate: 2026-02-05";
    assert_eq!(told(&[version(2, dated, "A."), version(2, dated, "B.")]), [""; 0]);
}

/// A version that came between these days.
fn between(earliest: u8, latest: u8, fields: &str, text: &str) -> StoryVersion {
    let version = version(latest, fields, text);
    let earliest = format!("2026-02-{earliest:02}T12:00:00Z").parse().unwrap();
    StoryVersion { came: Came { earliest, at: earliest, ..version.came }, ..version }
}

#[test]
fn what_clocks_leave_open_was_seen() {
    let dated = |day: u8| format!("title: T\ndate: 2026-02-{day:02}");
    let versions = |day| [between(2, 9, &dated(day), "A."), between(4, 9, &dated(day), "B.")];
    // It may have been replaced on the ninth.
    assert_eq!(told(&versions(9)), ["9: A. → B."]);
    assert_eq!(told(&versions(10)), [""; 0]);
    // It may have come on the second.
    let expires = |day: u8| format!("{OLD}\nexpires: 2026-02-{day:02}");
    let versions = |day| [between(2, 9, &expires(day), "A."), version(9, OLD, "B.")];
    assert_eq!(told(&versions(3)), ["9: A. → B."]);
    assert_eq!(told(&versions(2)), [""; 0]);
}
