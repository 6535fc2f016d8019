//! Google Analytics 4. Google describes the columns in the schema of its Data
//! API, but no file; the form of these is that of exports which the tests of
//! several projects on GitHub hold: lines with `#`, an empty line, a table.

use super::*;

const LINE: &str = "# ----------------------------------------\n";

/// `Pages and screens`, of one day.
fn report(first: &str, last: &str) -> String {
    format!(
        "{LINE}# Pages and screens: Page path and screen class\n# Account: News\n# Property: News\n\
         {LINE}# \n# All Users\n# Start date: {first}\n# End date: {last}\n\
         Nth day,/,/talks/\n0000,63,40\n\n\
         # All Users\n# Start date: {first}\n# End date: {last}\n\
         Page path and screen class,Views,Active users,Event count\n\
         /,63,40,180\n\
         \"/a,b/\",2,2,4\n\
         (other),5,5,5\n\
         /talks/,40,31,90\n"
    )
}

const COUNTED: [&str; 3] = ["2026-02-01 / 63", "2026-02-01 /a,b/ 2", "2026-02-01 /talks/ 40"];

#[test]
fn the_report_of_one_day_is_read() {
    let csv = report("20260201", "20260201");
    assert_eq!(counts(Format::Ga4, &csv, &context()), COUNTED);
    let windows = format!("\u{FEFF}{}", csv.replace('\n', "\r\n"));
    assert_eq!(counts(Format::Ga4, windows, &context()), COUNTED);
    assert_eq!(faults(Format::Ga4, csv, &context()), (4, vec![]));
}

#[test]
fn the_report_of_several_days_needs_one() {
    let csv = report("20260201", "20260207");
    assert_eq!(
        refusal(Format::Ga4, &csv, &context()),
        (
            "it sums up the days from 2026-02-01 to 2026-02-07".into(),
            "export a single day, or an exploration with the dimension `Date`; \
             or say which day to count it on: `--day 2026-02-01`"
                .into()
        )
    );
    assert_eq!(counts(Format::Ga4, &csv, &on_a_day()), COUNTED);
    let (message, hint) = refusal(Format::Ga4, "Page path,Views\n/,1\n", &context());
    assert_eq!(message, "the file names no day");
    assert_eq!(hint, "say which day it counts: `--day 2026-02-01`");
    let (message, _) = refusal(Format::Ga4, report("20260211", "20260211"), &context());
    assert_eq!(message, "the file is for 2026-02-11, which is in the future");
}

/// A free form, with the row of totals.
fn exploration(rows: &str) -> String {
    format!(
        "{LINE}# Reads\n# Free form 1\n# 20260201-20260207\n{LINE}\n\
         Date,Hostname,Page path,Views\n,,,105,Grand total\n{rows}"
    )
}

#[test]
fn an_exploration_may_have_days_and_skips_its_total() {
    let csv = exploration(
        "20260201,news.example.org,/,63\n20260202,news.example.org,/talks/,40\n2026-02-02,,/,2\n",
    );
    let expected = [
        "2026-02-01 https://news.example.org/ 63",
        "2026-02-02 / 2",
        "2026-02-02 https://news.example.org/talks/ 40",
    ];
    assert_eq!(counts(Format::Ga4, csv, &context()), expected);
}

#[test]
fn faulty_rows_are_told_with_their_lines_and_the_others_go_in() {
    let csv = exploration(
        "20260230,,/a/,1\n\
         20260211,,/b/,1\n\
         20260201,,\"/c/\n\",-1\n\
         20260201,/d/,1\n\
         20260201,,/e/,1000000000001\n\
         (not set),,/f/,1\n\
         20260201,,,1\n\
         20260201,,/g/,1\n",
    );
    assert_eq!(
        faults(Format::Ga4, csv, &context()),
        (
            // The total is good, too.
            2,
            vec![
                "9: `2026-02-30` is not a date: that month has no day 30".to_string(),
                "10: 2026-02-11 is in the future".into(),
                "11: `-1` is not a number of reads".into(),
                "13: it has 3 columns, and the header has 4".into(),
                "14: `1000000000001` is too large for a number of reads".into(),
                "15: `(not set)` is not a date".into(),
                "16: there is no address".into(),
            ]
        )
    );
}

#[test]
fn a_table_below_is_not_read() {
    let csv = report("20260201", "20260201");
    let csv = format!("{csv}\nCountry,Views,Active users,Event count\nArmenia,90,60,1\n");
    assert_eq!(counts(Format::Ga4, csv, &context()), COUNTED);
}

#[test]
fn columns_that_are_missing_are_named() {
    let hint = "export pages and screens, in English, with the columns `Page path` and `Views`";
    let german = "# Startdatum: 20260201\nSeitenpfad und Bildschirmklasse,Aufrufe\n/,1\n";
    assert_eq!(
        refusal(Format::Ga4, german, &context()),
        (
            "it has no column `Page path`, `Views`, but `Seitenpfad und Bildschirmklasse`, `Aufrufe`"
                .into(),
            hint.into()
        )
    );
    let chart = "Nth day,Page path,Views\n0000,/,1\n";
    let (message, _) = refusal(Format::Ga4, chart, &context());
    assert_eq!(message, "it has a table for a chart, but no table of pages");
}
