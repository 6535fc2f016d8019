//! What a file looks like, and what is said when it looks like another one.

use super::super::looks_like;
use super::*;

const GOATCOUNTER: &str = "2Path,Title,Event,Bot,FirstVisit,Date\n";
const DASHBOARD: &str = "name,visitors,pageviews\n/,1,1\n";
const EXPORT: &str = "date,hostname,page,visitors,pageviews\n";
const MATOMO: &str = "label,nb_visits,nb_hits,metadata_url\n";
const MATOMO_JSON: &str = "{\"2026-02-01\":\n[\n{\"label\": \"/\",\n\"nb_visits\": 1}]}";
const UMAMI: &str = "website_id,visit_id,url_path,event_type,created_at\n";
const GA4: &str = "# ---\n# Start date: 20260201\n\nPage path and screen class;Views\n/;1\n";

const KNOWN: [(&str, Format); 7] = [
    (GOATCOUNTER, Format::Goatcounter),
    (DASHBOARD, Format::Plausible),
    (EXPORT, Format::Plausible),
    (MATOMO, Format::Matomo),
    (MATOMO_JSON, Format::Matomo),
    (UMAMI, Format::Umami),
    (GA4, Format::Ga4),
];

#[test]
fn every_format_is_known_by_its_start() {
    for (text, format) in KNOWN {
        assert_eq!(looks_like(text.as_bytes()), Some(format), "{text}");
        assert_eq!(looks_like(&utf_16(text)), Some(format), "{text}");
        let packed = gzip(text);
        assert_eq!(looks_like(&packed), Some(format), "{text}");
        assert_eq!(looks_like(&packed[..packed.len() - 8]), Some(format), "{text}");
        assert_eq!(looks_like(&zip(&[("a.csv", text)])), Some(format), "{text}");
    }
}

#[test]
fn an_archive_is_known_by_the_name_of_its_first_file() {
    for (name, format) in [
        ("export/info.json", Format::Goatcounter),
        ("imported_browsers_20260201_20260202.csv", Format::Plausible),
        ("browser_versions.csv", Format::Plausible),
        ("session_data.csv", Format::Umami),
    ] {
        let packed = zip(&[(name, ""), ("another", "")]);
        assert_eq!(looks_like(&packed), Some(format), "{name}");
        assert_eq!(looks_like(&packed[..29]), None);
    }
}

#[test]
fn other_files_look_like_nothing() {
    for text in ["", "\n\n", "# Notes\n", "date,path,reads\n", "{}", "[", "PK\u{3}\u{4}"] {
        assert_eq!(looks_like(text.as_bytes()), None, "{text:?}");
    }
    assert_eq!(looks_like(b"\x1F\x8B"), None);
    assert_eq!(looks_like(&zip(&[])), None);
}

#[test]
fn a_file_of_another_service_is_refused_and_named() {
    assert_eq!(
        refusal(Format::Plausible, GA4, &on_a_day()),
        (
            "it has no column `name`, `visitors`, `pageviews`, \
             but `Page path and screen class`, `Views`; this looks like `ga4`"
                .into(),
            "read it as `ga4`, or give an export of `plausible`".into()
        )
    );
    assert_eq!(
        refusal(Format::Ga4, UMAMI, &context()),
        (
            "it has no column `Page path`, `Views`, but `website_id`, `visit_id`, `url_path`, \
             `event_type`, `created_at`; this looks like `umami`"
                .into(),
            "read it as `umami`, or give an export of `ga4`".into()
        )
    );
    let (message, _) = refusal(Format::Matomo, gzip(GOATCOUNTER), &on_a_day());
    assert!(message.ends_with("; this looks like `goatcounter`"), "{message}");
    let files = [("info.json", "{}"), ("paths.jsonl", ""), ("hit_stats.jsonl", "")];
    assert_eq!(
        refusal(Format::Umami, zip(&files), &context()).0,
        "the archive has no file that counts pages, but `info.json`, `paths.jsonl`, \
         `hit_stats.jsonl`; this looks like `goatcounter`"
    );
}

#[test]
fn every_format_refuses_the_files_of_the_others() {
    for (text, is) in KNOWN {
        for format in Format::ALL.into_iter().filter(|format| *format != is) {
            let told = refusal(format, text, &on_a_day());
            let looks = format!("this looks like `{}`", is.name());
            assert!(told.0.ends_with(&looks), "{format:?}: {told:?}");
        }
    }
}

#[test]
fn an_archive_without_the_file_is_refused() {
    let (message, hint) = refusal(Format::Umami, zip(&[]), &context());
    assert_eq!(message, "there is nothing in the archive");
    assert_eq!(hint, "give `website_event.csv` of Umami's data export");
    let files = [("a.csv", "a,b\n"), ("b.csv", "c,d\n"), ("__MACOSX/a.csv", "")];
    let (message, _) = refusal(Format::Ga4, zip(&files), &context());
    assert_eq!(message, "the archive has no file that counts pages, but `a.csv`, `b.csv`");
}
