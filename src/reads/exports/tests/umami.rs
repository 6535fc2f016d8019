//! Umami. The columns are those of `website_event` in `db/clickhouse/schema.sql`
//! of `umami-software/umami`; the names of the files are those that its data
//! export has.

use super::*;

const CSV: &str = "\
website_id,session_id,visit_id,event_id,hostname,browser,os,device,url_path,url_query,page_title,event_type,event_name,tag,created_at,job_id
w1,s1,v1,e1,news.example.org,firefox,Linux,desktop,/talks/,,Talks resume,1,,,2026-02-01 08:00:00,
w1,s1,v1,e2,news.example.org,firefox,Linux,desktop,/talks/,,Talks resume,1,,,2026-02-01 08:03:00,
w1,s1,v1,e3,news.example.org,firefox,Linux,desktop,/talks/,,Talks resume,2,open-map,,2026-02-01 08:04:00,
w1,s2,v2,e4,news.example.org,chrome,Android OS,mobile,/talks/,ref=a,\"Talks, and
a title in two lines\",1,,,2026-02-01 08:30:00,
w1,s2,v3,e5,,chrome,Android OS,mobile,/talks/,,Talks resume,1,,,2026-02-01 20:00:00,
";

#[test]
fn a_visit_of_a_page_is_a_read() {
    let expected = ["2026-02-01 https://news.example.org/talks/ 2", "2026-02-02 /talks/ 1"];
    assert_eq!(counts(Format::Umami, CSV, &context()), expected);
    assert_eq!(counts(Format::Umami, gzip(CSV), &context()), expected);
    let files = [
        ("website_event.csv", CSV),
        ("session_data.csv", "website_id,session_id\n"),
        ("event_data.csv", "website_id,session_id\n"),
    ];
    assert_eq!(counts(Format::Umami, zip(&files), &context()), expected);
    assert_eq!(faults(Format::Umami, CSV, &context()), (5, vec![]));
}

#[test]
fn a_visit_to_two_addresses_of_a_page_is_one() {
    let csv = "created_at,url_path,event_type,visit_id\n\
               2026-02-01 08:00:00,/a/,1,v1\n\
               2026-02-01 08:01:00,/a/index.html,1,v1\n\
               2026-02-01 08:02:00,/a/index.html,1,v2\n\
               2026-02-01 08:02:00,/b/index.html,1,v2\n";
    let expected = ["2026-02-01 /a/ 2", "2026-02-01 /b/ 1"];
    assert_eq!(counts(Format::Umami, csv, &context()), expected);
}

#[test]
fn an_export_without_visits_is_counted_by_sessions() {
    let csv = "event_id,session_id,created_at,url_path,event_type\n\
               e1,s1,2026-02-01T08:00:00Z,/,1\n\
               e2,s1,2026-02-01T09:00:00Z,/,1\n\
               e3,s1,2026-02-02T09:00:00.250Z,/,1\n\
               e4,,2026-02-02T09:00:00Z,/,1\n\
               e5,,2026-02-02T09:00:00Z,/,1\n";
    assert_eq!(counts(Format::Umami, csv, &context()), ["2026-02-01 / 1", "2026-02-02 / 3"]);
}

#[test]
fn faulty_rows_are_told_with_their_lines_and_the_others_go_in() {
    let csv = "created_at,url_path,event_type,visit_id\n\
               2026-02-01 08:00:00,/,page,v1\n\
               2026-02-01 25:00:00,/,1,v1\n\
               2026-02-10 20:00:00,/,1,v1\n\
               2026-02-01 08:00:00,/,1\n\
               2026-02-01 08:00:00,,1,v1\n\
               2026-02-01 08:00:00,/,-1,v1\n\
               2026-02-01 08:00:00,/,1,v1\n";
    assert_eq!(
        faults(Format::Umami, csv, &context()),
        (
            1,
            vec![
                "2: `page` is not a kind of event".to_string(),
                "3: `2026-02-01 25:00:00` is not a date: there is no time 25:00:00".into(),
                "4: 2026-02-11 is in the future".into(),
                "5: it has 3 columns, and the header has 4".into(),
                "6: there is no address".into(),
                "7: `-1` is not a kind of event".into(),
            ]
        )
    );
}

#[test]
fn another_table_is_refused() {
    let csv = "website_id,session_id,event_id,url_path,data_key,created_at\n";
    let (message, hint) = refusal(Format::Umami, csv, &context());
    assert_eq!(
        message,
        "it has no column `event_type`, but `website_id`, `session_id`, `event_id`, \
         `url_path`, `data_key`, `created_at`"
    );
    assert_eq!(hint, "give `website_event.csv` of Umami's data export");
}
