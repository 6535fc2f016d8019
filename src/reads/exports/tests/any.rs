//! Whatever is in a file, it is read or refused.

use proptest::prelude::*;

use super::super::looks_like;
use super::*;

/// Headers with all that is read.
const HEADERS: [(Format, &str); 8] = [
    (Format::Goatcounter, "2Path,Event,Bot,FirstVisit,Date\n"),
    (Format::Plausible, "name,visitors,pageviews\n"),
    (Format::Plausible, "date,hostname,page,visitors,pageviews\n"),
    (Format::Matomo, "label,nb_visits,metadata_url\n"),
    (Format::Matomo, "date;label;nb_visits;idsubdatatable\n"),
    (Format::Umami, "created_at,url_path,event_type,visit_id,hostname\n"),
    (Format::Ga4, "# 20260201-20260201\n\nPage path,Views\n"),
    (Format::Ga4, "Date\tPage path\tViews\tHostname\n"),
];

/// Fields that make rows which are right, or nearly.
fn field() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("2026-02-01".to_string()),
        Just("20260201".to_string()),
        Just("2026-02-01T08:00:00Z".to_string()),
        Just("/talks/".to_string()),
        Just("true".to_string()),
        Just("0".to_string()),
        Just("1".to_string()),
        Just("Grand total".to_string()),
        "[-0-9]{1,15}",
        "[\"\n\r#;, é0-9-]{0,6}",
        ".{0,6}",
    ]
}

fn rows() -> impl Strategy<Value = String> {
    let row = prop::collection::vec(field(), 0..6).prop_map(|fields| fields.join(","));
    prop::collection::vec(row, 0..8).prop_map(|rows| rows.join("\n"))
}

/// Reads it as every format, packed in every way.
fn read_as_all(bytes: &[u8]) {
    looks_like(bytes);
    for format in Format::ALL {
        let _ = try_read(format, bytes, &on_a_day());
        let _ = try_read(format, gzip(bytes), &context());
    }
}

/// What `Reading::enter` promises of all that went in.
fn check(counts: &Counts, context: &Context) {
    for (day, address, reads) in counts.iter() {
        assert!(day <= context.today && !address.is_empty() && reads > 0);
    }
}

proptest! {
    #[test]
    fn any_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_as_all(&bytes);
    }

    #[test]
    fn any_text_never_panics(text in "(\u{FEFF})?[\\PC\n\r\"]{0,80}", json in "[\\[{\"a:,0\\]}]{0,30}") {
        read_as_all(text.as_bytes());
        read_as_all(&utf_16(&text));
        read_as_all(json.as_bytes());
    }

    #[test]
    fn any_bytes_of_a_packed_file_never_panic(
        start in prop::sample::select(vec![&b"\x1F\x8B"[..], b"PK\x03\x04", b"PK\x05\x06", b"\xFF\xFE", b"\xFE\xFF"]),
        rest in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        read_as_all(&[start, &rest].concat());
    }

    #[test]
    fn an_archive_that_was_changed_never_panics(
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        line in ".{0,60}",
    ) {
        let names = ["info.json", "paths.jsonl", "hit_stats.jsonl", "pages.csv", "website_event.csv"];
        let mut packed = zip(&names.map(|name| (name, &*line)));
        let at = at.index(packed.len());
        packed[at] = byte;
        read_as_all(&packed);
    }

    #[test]
    fn any_rows_below_a_header_never_panic(rows in rows(), windows in any::<bool>()) {
        for (format, header) in HEADERS {
            let mut text = format!("{header}{rows}");
            if windows {
                text = text.replace('\n', "\r\n");
            }
            if let Ok((counts, lines)) = try_read(format, &text, &on_a_day()) {
                check(&counts, &on_a_day());
                let last = text.lines().count() + text.matches('\r').count();
                prop_assert!(lines.first_bad.iter().all(|bad| bad.number <= last as u64));
            }
        }
    }

    #[test]
    fn every_row_is_good_or_bad_and_the_good_ones_add_up(
        reads in prop::collection::vec((0..20_u8, -3..1000_i64), 0..60),
    ) {
        let mut csv = "date,page,visitors,pageviews\n".to_string();
        let mut expected = Counts::default();
        let day = date(2026, 2, 1);
        for (page, reads) in &reads {
            csv += &format!("{day},/{page}/,{reads},1\n");
            if let Ok(reads @ 1..) = u64::try_from(*reads) {
                expected.add(day, &format!("/{page}/"), reads);
            }
        }
        let (counts, lines) = try_read(Format::Plausible, csv, &context()).unwrap();
        prop_assert_eq!(counts, expected);
        let bad: Vec<u64> =
            (2..).zip(&reads).filter(|(_, row)| row.1 < 0).map(|(number, _)| number).collect();
        prop_assert_eq!(lines.bad, bad.len() as u64);
        prop_assert_eq!(lines.good + lines.bad, reads.len() as u64);
        let told: Vec<u64> = lines.first_bad.iter().map(|bad| bad.number).collect();
        prop_assert_eq!(&told[..], &bad[..bad.len().min(10)]);
    }
}
