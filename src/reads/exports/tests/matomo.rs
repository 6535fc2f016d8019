//! Matomo. The form of the CSV is that of `core/DataTable/Renderer/Csv.php` of
//! `matomo-org/matomo`, and the fields are those of the expected answers to
//! `Actions.getPageUrls` in `plugins/Actions/tests/System/expected/` there.

use super::*;

const CSV: &str = "\
label,nb_visits,nb_hits,sum_time_spent,bounce_rate,metadata_url,metadata_segment
/talks/,31,40,900,50%,https://news.example.org/talks/,pageUrl==a
\"/a,b/\",2,2,8,0%,\"https://news.example.org/a,b/\",pageUrl==b
Page URL not defined,3,3,0,0%,,
Others,8,9,0,0%,,
/about/,1,1,0,0%,,
";

const COUNTED: [&str; 3] = [
    "2026-02-01 /about/ 1",
    "2026-02-01 https://news.example.org/a,b/ 2",
    "2026-02-01 https://news.example.org/talks/ 31",
];

#[test]
fn the_report_of_a_day_is_read_in_both_encodings() {
    assert_eq!(counts(Format::Matomo, CSV, &on_a_day()), COUNTED);
    assert_eq!(counts(Format::Matomo, utf_16(CSV), &on_a_day()), COUNTED);
    assert_eq!(counts(Format::Matomo, gzip(utf_16(CSV)), &on_a_day()), COUNTED);
    let german =
        CSV.replace("\"/a,b/\"", "/a.b/").replace("\"https://news.example.org/a,b/\"", "/a.b/");
    let german = german.replace(',', ";").replace('\n', "\r\n");
    let expected = [COUNTED[0], "2026-02-01 /a.b/ 2", COUNTED[2]];
    let mut read = counts(Format::Matomo, german, &on_a_day());
    read.sort();
    let mut expected = expected.map(String::from);
    expected.sort();
    assert_eq!(read, expected);
}

#[test]
fn names_of_columns_may_be_translated_to_english() {
    let csv = "Date,Page URL,Pageviews,Unique Pageviews,Metadata: url\n\
               2026-02-01,/talks/,40,31,https://news.example.org/talks/\n\
               2026-02-02,/talks/,5,4,https://news.example.org/talks/\n";
    let expected = [
        "2026-02-01 https://news.example.org/talks/ 31",
        "2026-02-02 https://news.example.org/talks/ 4",
    ];
    assert_eq!(counts(Format::Matomo, csv, &context()), expected);
}

#[test]
fn a_report_of_one_day_needs_the_day() {
    let told =
        ("the file names no day".into(), "say which day it counts: `--day 2026-02-01`".into());
    assert_eq!(refusal(Format::Matomo, CSV, &context()), told);
    assert_eq!(refusal(Format::Matomo, "[]", &context()), told);
}

#[test]
fn json_is_a_list_or_has_one_for_each_day() {
    let rows = r#"[
        {"label": "/talks/", "nb_visits": 31, "nb_hits": 40,
         "url": "https://news.example.org/talks/", "segment": "pageUrl==a"},
        {"label": "/a,b/", "nb_visits": "2", "nb_hits": "2", "url": "https://news.example.org/a,b/"},
        {"label": "Page URL not defined", "nb_visits": 3, "nb_hits": 3},
        {"label": "/about/", "nb_hits": 1}
    ]"#;
    assert_eq!(counts(Format::Matomo, rows, &on_a_day()), COUNTED);
    let days = format!("{{\"2026-02-01\": {rows}, \"2026-02-02\": []}}");
    assert_eq!(counts(Format::Matomo, &days, &context()), COUNTED);
    assert_eq!(counts(Format::Matomo, utf_16(&days), &context()), COUNTED);
    assert_eq!(counts(Format::Matomo, zip(&[("report.json", &*days)]), &context()), COUNTED);
}

#[test]
fn faulty_rows_are_told_with_their_lines_and_the_others_go_in() {
    let csv = "date,label,nb_visits\n\
               2026-02-29,/a/,1\n\
               2026-02-11,/b/,1\n\
               2026-02-01,/c/,-1\n\
               2026-02-01,/d/\n\
               2026-02-01,/e/,1000000000001\n\
               2026-02-01,/f/,1\n";
    let expected = vec![
        "2: `2026-02-29` is not a date: that month has no day 29".to_string(),
        "3: 2026-02-11 is in the future".into(),
        "4: `-1` is not a number of reads".into(),
        "5: it has 2 columns, and the header has 3".into(),
        "6: `1000000000001` is too large for a number of reads".into(),
    ];
    assert_eq!(faults(Format::Matomo, csv, &context()), (1, expected.clone()));
    assert_eq!(faults(Format::Matomo, utf_16(csv), &context()), (1, expected));
    let json = r#"{"2026-02-11": [{"label": "/a/", "nb_visits": 1}],
        "2026-02-01": [
            {"label": "/b/", "nb_visits": -1},
            {"label": "/c/", "nb_visits": 1.5},
            {"label": "/d/"},
            7,
            {"label": "/e/",
             "nb_visits": 1}
        ]}"#;
    assert_eq!(
        faults(Format::Matomo, json, &context()),
        (
            1,
            vec![
                "1: 2026-02-11 is in the future".to_string(),
                "3: `-1` is not a number of reads".into(),
                "4: `1.5` is not a number of reads".into(),
                "5: there is no number of reads".into(),
                "6: there is no number of reads".into(),
            ]
        )
    );
}

#[test]
fn a_report_that_sums_up_folders_is_refused() {
    let told = (
        "the report sums up folders, and does not name every page".into(),
        "export it with `flat=1`".into(),
    );
    let csv = "label,nb_visits,metadata_url,idsubdatatable\n/a/,1,/a/,\npolitics,7,,2\n";
    assert_eq!(refusal(Format::Matomo, csv, &on_a_day()), told);
    let json = r#"[{"label": "politics", "nb_visits": 7, "subtable": []}]"#;
    assert_eq!(refusal(Format::Matomo, json, &on_a_day()), told);
    let json = r#"{"2026-02-01": [{"label": "politics", "nb_visits": 7, "idsubdatatable": 2}]}"#;
    assert_eq!(refusal(Format::Matomo, json, &context()), told);
}

#[test]
fn the_message_of_an_error_is_told() {
    let message = "Matomo could not export it: You can't access this resource";
    let hint = "see that the site's id and the token are right, and export it again";
    let told = (message.to_string(), hint.to_string());
    let json = r#"{"result": "error", "message": "You can't access this resource"}"#;
    assert_eq!(refusal(Format::Matomo, json, &context()), told);
    let csv = "Error: You can't access this resource";
    assert_eq!(refusal(Format::Matomo, csv, &context()), told);
    assert_eq!(counts(Format::Matomo, utf_16("No data available"), &context()), [""; 0]);
}

#[test]
fn json_that_is_cut_or_not_a_report_is_refused() {
    let json = r#"{"2026-02-01": [{"label": "/a/", "nb_visits": 1}]}"#;
    for length in 1..json.len() {
        let (message, hint) = refusal(Format::Matomo, &json[..length], &context());
        assert_eq!(message, "the file ends in the middle", "of {length} bytes");
        assert_eq!(hint, "download it again");
    }
    let (message, hint) = refusal(Format::Matomo, r#"{"2026-02": []}"#, &context());
    assert_eq!(message, "`2026-02` is not a day");
    assert_eq!(hint, "export it with `period=day`");
    let twice = r#"{"2026-02-01": [], "2026-02-02": [], "2026-02-01": []}"#;
    let (message, _) = refusal(Format::Matomo, twice, &context());
    assert_eq!(message, "the day 2026-02-01 is there twice");
    let (message, hint) = refusal(Format::Matomo, r#"{"2026-02-01": 7}"#, &context());
    assert!(message.starts_with("it is not what Matomo writes: "), "{message}");
    assert_eq!(hint, "export it again");
}

#[test]
fn columns_that_are_missing_are_named() {
    let (message, hint) = refusal(Format::Matomo, "value\n7\n", &context());
    assert_eq!(message, "it has no column `label`, `nb_visits`, but `value`");
    assert_eq!(hint, "export `Actions.getPageUrls` with `flat=1` and without translated names");
}
