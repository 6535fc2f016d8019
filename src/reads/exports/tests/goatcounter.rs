//! GoatCounter. The columns of the CSV are from `tpl/help/export.md` of
//! `arp242/goatcounter`, and its form from `export_test.go` there; the files of
//! the JSON export are from `tpl/help/export-json.md`.

use super::*;

const CSV: &str = "\
2Path,Title,Event,UserAgent,Browser,System,Session,Bot,Referrer,Referrer scheme,Screen size,Location,FirstVisit,Date
/talks/,Talks resume,false,,Firefox 140,Linux,3a1,0,https://example.org/,h,\"1920,1080,1\",AM,true,2026-02-01T08:00:00Z
/talks/,Talks resume,false,,Firefox 140,Linux,3a1,0,,,\"1920,1080,1\",AM,false,2026-02-01T08:05:00Z
/talks/,Talks resume,false,,Chrome 141,Android 16,7c2,0,,,\"390,844,3\",GE,true,2026-02-01T20:30:00Z
/talks/,Talks resume,false,,,,9d3,2,,,,US,true,2026-02-01T09:00:00Z
click-map,A map,true,,Firefox 140,Linux,3a1,0,,,,AM,true,2026-02-01T09:01:00Z
/,\"The first page,
in two lines\",0,,Safari 26,macOS 26,1f4,0,,,,FR-IDF,1,2026-02-02T03:00:00+04:00
";

#[test]
fn a_visit_is_a_read_on_the_day_of_the_site() {
    let expected = ["2026-02-01 /talks/ 1", "2026-02-02 / 1", "2026-02-02 /talks/ 1"];
    assert_eq!(counts(Format::Goatcounter, CSV, &context()), expected);
    assert_eq!(counts(Format::Goatcounter, gzip(CSV), &context()), expected);
    let zipped = zip(&[("export.csv", CSV)]);
    assert_eq!(counts(Format::Goatcounter, zipped, &context()), expected);
    let windows = format!("\u{FEFF}{}", CSV.replace('\n', "\r\n"));
    assert_eq!(counts(Format::Goatcounter, windows, &context()), expected);
}

#[test]
fn rows_that_count_nothing_are_good() {
    assert_eq!(faults(Format::Goatcounter, CSV, &context()), (6, vec![]));
}

#[test]
fn faulty_rows_are_told_with_their_lines_and_the_others_go_in() {
    let row = |path: &str, event: &str, bot: &str, date: &str| {
        format!("{path},\"Two\nlines\",{event},,,,s,{bot},,,,,true,{date}\n")
    };
    let mut csv = CSV.lines().next().unwrap().to_string() + "\n";
    csv += &row("/a/", "false", "0", "2026-02-30T08:00:00Z");
    csv += "/b/,too short\n\n";
    csv += &row("/c/", "maybe", "0", "2026-02-01T08:00:00Z");
    csv += &row("/d/", "false", "many", "2026-02-01T08:00:00Z");
    csv += &row("/e/", "false", "0", "2026-02-10T20:00:00Z");
    csv += &row("", "false", "0", "2026-02-01T08:00:00Z");
    csv += &row("/f/", "false", "0", "yester\u{1b}day");
    csv += &row("/g/", "false", "0", "2026-02-10T19:59:59Z");
    assert_eq!(
        faults(Format::Goatcounter, &csv, &context()),
        (
            1,
            vec![
                "2: `2026-02-30T08:00:00Z` is not a date: that month has no day 30".to_string(),
                "4: it has 2 columns, and the header has 14".into(),
                "6: `maybe` is neither `true` nor `false`".into(),
                "8: `many` is not a kind of bot".into(),
                "10: 2026-02-11 is in the future".into(),
                "12: there is no address".into(),
                "14: `yester\u{FFFD}day` is not a date".into(),
            ]
        )
    );
    let mut latin_1 = csv.lines().next().unwrap().as_bytes().to_vec();
    latin_1.extend(b"\n/caf\xE9/,,false,,,,s,0,,,,,true,2026-02-01T08:00:00Z\n");
    let told = faults(Format::Goatcounter, latin_1, &context());
    assert_eq!(told, (0, vec!["2: it is not UTF-8".to_string()]));
}

#[test]
fn a_line_that_looks_like_a_comment_is_not_passed_over() {
    let csv = format!("{CSV}# /talks/\n");
    let (good, told) = faults(Format::Goatcounter, csv, &context());
    assert_eq!((good, &*told[0]), (6, "9: it has 1 column, and the header has 14"));
}

#[test]
fn a_file_that_was_cut_is_refused() {
    let cut = ("the file ends in the middle".to_string(), "download it again".to_string());
    let packed = gzip(CSV);
    for length in 2..packed.len() {
        let told = refusal(Format::Goatcounter, &packed[..length], &context());
        assert_eq!(told, cut, "of {length} bytes");
    }
    let packed = zip(&ARCHIVE);
    for length in 4..packed.len() {
        let told = refusal(Format::Goatcounter, &packed[..length], &context());
        assert_eq!(told, cut, "of {length} bytes");
    }
    let (message, _) =
        refusal(Format::Goatcounter, &CSV[..CSV.find("two lines").unwrap()], &context());
    assert_eq!(message, "a quotation mark in line 7 is never closed");
}

#[test]
fn bytes_that_were_changed_are_refused() {
    let mut packed = gzip(CSV);
    let checksum = packed.len() - 8;
    packed[checksum] ^= 1;
    let (message, hint) = refusal(Format::Goatcounter, packed, &context());
    assert!(message.starts_with("the file is damaged: "), "{message}");
    assert_eq!(hint, "download it again");
}

#[test]
fn another_version_is_refused() {
    let first = CSV.replace("2Path", "1Path");
    assert_eq!(
        refusal(Format::Goatcounter, first, &context()),
        (
            "it is of version 1 of GoatCounter's CSV, not 2".into(),
            "export it again with GoatCounter 2 or later".into()
        )
    );
    let third = CSV.replace("2Path", "3Path");
    let (message, hint) = refusal(Format::Goatcounter, third, &context());
    assert_eq!(message, "it is of version 3 of GoatCounter's CSV, not 2");
    assert_eq!(hint, "export it as JSON");
}

#[test]
fn columns_that_are_missing_are_named() {
    let (message, hint) = refusal(Format::Goatcounter, "2Path,Title,Date\n/,,\n", &context());
    assert_eq!(
        message,
        "it has no column `Event`, `Bot`, `FirstVisit`, but `2Path`, `Title`, `Date`"
    );
    assert_eq!(hint, "export it in GoatCounter under Settings, Export");
    let (message, hint) = refusal(Format::Goatcounter, "", &context());
    assert_eq!((&*message, &*hint), ("there is nothing in the file", "export it again"));
}

const PATHS: &str = r#"{"id": 11, "path": "/talks/", "title": "Talks resume"}
{"id": 12, "path": "/",  "title": "The first page"}
{"id": 13, "event": true, "path": "click-map", "title": "A map"}
"#;

const HITS: &str = r#"{"hour": "2026-02-01T08:00:00Z", "path_id": 11, "ref_id": 1, "count": 4}
{"hour": "2026-02-01T09:00:00Z", "path_id": 11, "ref_id": 2, "count": 3}
{"hour": "2026-02-01T09:00:00Z", "path_id": 13, "ref_id": 1, "count": 9}
{"hour": "2026-02-01T20:00:00Z", "path_id": 12, "ref_id": 1, "count": 5}
"#;

const INFO: &str = r#"{
    "export_version":      "1.0",
    "goatcounter_version": "2.7",
    "created_for":         "stats.example.org",
    "created_by":          "user_id=1 <editor@example.org>",
    "created_at":          "2026-02-03T10:00:00Z"
}
"#;

const ARCHIVE: [(&str, &str); 3] =
    [("info.json", INFO), ("paths.jsonl", PATHS), ("hit_stats.jsonl", HITS)];

#[test]
fn the_json_export_counts_visits_by_hour() {
    let expected = ["2026-02-01 /talks/ 7", "2026-02-02 / 5"];
    assert_eq!(counts(Format::Goatcounter, zip(&ARCHIVE), &context()), expected);
    let folder = ["export/info.json", "export/paths.jsonl", "export/hit_stats.jsonl"];
    let files: Vec<_> = folder.into_iter().zip(ARCHIVE).map(|(at, (_, text))| (at, text)).collect();
    assert_eq!(counts(Format::Goatcounter, zip(&files), &context()), expected);
}

#[test]
fn faulty_lines_of_the_json_export_are_told() {
    let hits = r#"{"hour": "2026-02-01T08:00:00Z", "path_id": 99, "count": 4}
{"hour": "2026-02-01T08:00:00Z", "path_id": 11}

{"hour": "2026-02-01T08:00:00Z", "path_id": 11, "count": -4}
{"hour": "2026-02-01T08:00:00Z", "path_id": 11, "count": 1000000000001}
{"hour": "2026-13-01T08:00:00Z", "path_id": 11, "count": 1}
{"hour": "2026-03-01T08:00:00Z", "path_id": 11, "count": 1}
{"hour": "2026-02-01T08:00:00Z", "path_id": 11, "count": 1}
"#;
    let files = [("paths.jsonl", PATHS), ("hit_stats.jsonl", hits)];
    assert_eq!(
        faults(Format::Goatcounter, zip(&files), &context()),
        (
            1,
            vec![
                "1: no path has the id 99".to_string(),
                "2: it is not what GoatCounter writes: missing field `count`".into(),
                "4: `-4` is not a number of reads".into(),
                "5: `1000000000001` is too large for a number of reads".into(),
                "6: `2026-13-01T08:00:00Z` is not a date: there is no month 13".into(),
                "7: 2026-03-01 is in the future".into(),
            ]
        )
    );
}

#[test]
fn a_json_export_that_is_not_whole_or_of_another_version_is_refused() {
    let (message, hint) = refusal(Format::Goatcounter, zip(&ARCHIVE[..2]), &context());
    assert_eq!(
        message,
        "the archive has no file that counts pages, but `info.json`, `paths.jsonl`"
    );
    assert_eq!(hint, "export it in GoatCounter under Settings, Export");
    let (message, _) = refusal(Format::Goatcounter, zip(&ARCHIVE[2..]), &context());
    assert_eq!(message, "the archive has no `paths.jsonl`");
    let info = INFO.replace("\"1.0\"", "\"2.0\"");
    let files = [("info.json", &*info), ARCHIVE[1], ARCHIVE[2]];
    assert_eq!(
        refusal(Format::Goatcounter, zip(&files), &context()),
        ("it is of version 2.0 of GoatCounter's JSON, not 1".into(), "export it as CSV".into())
    );
}
