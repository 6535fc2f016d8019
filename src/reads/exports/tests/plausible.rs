//! Plausible. The columns of the dashboard are from
//! `test/plausible_web/controllers/CSVs/30d/pages.csv` of `plausible/analytics`,
//! those of the site's export from `export_pages_q` in `lib/plausible/exports.ex`,
//! and the older ones from `lib/plausible/imported/csv_importer.ex`.

use super::*;

const DASHBOARD: &str = "\
name,visitors,pageviews,bounce_rate,time_on_page,scroll_depth
/,40,63,67,12,80
/talks/,31,35,,60.5,
";

const EXPORT: &str = "\
\"date\",\"hostname\",\"page\",\"visits\",\"visitors\",\"pageviews\",\"total_scroll_depth\",\"total_scroll_depth_visits\"
\"2026-02-01\",\"news.example.org\",\"/talks/\",22,20,30,100,3
\"2026-02-02\",\"news.example.org\",\"/talks/\",6,5,7,,
\"2026-02-02\",\"\",\"/\",1,1,1,,
";

#[test]
fn visitors_of_the_dashboard_are_reads_on_the_day_that_is_given() {
    let expected = ["2026-02-01 / 40", "2026-02-01 /talks/ 31"];
    assert_eq!(counts(Format::Plausible, DASHBOARD, &on_a_day()), expected);
    // The dashboard packs its files in order of name.
    let files = [
        ("browser_versions.csv", "name,version,visitors\nFirefox,140,7\n"),
        ("entry_pages.csv", "name,unique_entrances,total_entrances\n/,1,1\n"),
        ("pages.csv", DASHBOARD),
    ];
    assert_eq!(counts(Format::Plausible, zip(&files), &on_a_day()), expected);
}

#[test]
fn the_dashboard_needs_a_day() {
    assert_eq!(
        refusal(Format::Plausible, DASHBOARD, &context()),
        ("the file names no day".into(), "say which day it counts: `--day 2026-02-01`".into())
    );
    let tomorrow = Context { day: Some(date(2026, 2, 11)), ..context() };
    let (message, _) = refusal(Format::Plausible, DASHBOARD, &tomorrow);
    assert_eq!(message, "the file is for 2026-02-11, which is in the future");
}

#[test]
fn the_export_of_a_site_has_its_days() {
    let expected = [
        "2026-02-01 https://news.example.org/talks/ 20",
        "2026-02-02 / 1",
        "2026-02-02 https://news.example.org/talks/ 5",
    ];
    assert_eq!(counts(Format::Plausible, EXPORT, &context()), expected);
    let files = [
        ("imported_browsers_20260201_20260202.csv", "date,browser,visitors\n2026-02-01,F,2\n"),
        ("imported_pages_20260201_20260202.csv", EXPORT),
    ];
    assert_eq!(counts(Format::Plausible, zip(&files), &context()), expected);
}

#[test]
fn an_older_export_is_read() {
    let csv = "date,hostname,page,visitors,pageviews,exits,time_on_page\n\
               2026-02-01,news.example.org,/talks/,3,4,1,90\n";
    let expected = ["2026-02-01 https://news.example.org/talks/ 3"];
    assert_eq!(counts(Format::Plausible, csv, &context()), expected);
}

#[test]
fn faulty_rows_are_told_with_their_lines_and_the_others_go_in() {
    let csv = "\u{FEFF}date,page,visitors,pageviews\r\n\
               2026-02-01,/a/,-1,1\r\n\
               2026-02-01,\"/b/\r\n/b/\",1000000000001,1\r\n\
               2026-02-11,/c/,1,1\r\n\
               2026-02-01 10:00,/d/,1,1\r\n\
               2026-02-01,/e/,1\r\n\
               2026-02-01,/f/,,1\r\n\
               2026-02-01,/g/,0,1\r\n\
               2026-02-01,/h/,1000000000000,1\r\n";
    let (counts, lines) = try_read(Format::Plausible, csv, &context()).unwrap();
    assert_eq!((lines.good, lines.bad), (2, 6));
    let told: Vec<_> = lines.first_bad.iter().map(|bad| (bad.number, &*bad.message)).collect();
    assert_eq!(
        told,
        [
            (2, "`-1` is not a number of reads"),
            (3, "`1000000000001` is too large for a number of reads"),
            (5, "2026-02-11 is in the future"),
            (6, "`2026-02-01 10:00` is not a day"),
            (7, "it has 3 columns, and the header has 4"),
            (8, "there is no number of reads"),
        ]
    );
    assert_eq!(listed(&counts), ["2026-02-01 /h/ 1000000000000"]);
}

#[test]
fn another_file_of_the_export_is_refused() {
    let csv = "date,browser,visitors,visits\n2026-02-01,Firefox,2,2\n";
    let (message, hint) = refusal(Format::Plausible, csv, &context());
    assert_eq!(
        message,
        "it has no column `page`, `pageviews`, but `date`, `browser`, `visitors`, `visits`"
    );
    assert_eq!(hint, "give `imported_pages` of Plausible's export, or the pages of its dashboard");
}
