//! Packed files of which far more comes out than is in such files.

use super::super::{csv, read_within};
use super::*;
use crate::reads::expansion::Bound;

const BOUND: Bound = Bound { free: 2000, times: 5 };

/// A file of each format that counts no read, by the end of its first row.
const STARTS: [(Format, &str); 6] = [
    (Format::Goatcounter, "2Path,Event,Bot,FirstVisit,Date\n"),
    (Format::Plausible, "date,page,visitors,pageviews\n"),
    (Format::Matomo, "date,label,nb_visits\n"),
    (Format::Matomo, "{\"2026-02-01\": []}\n"),
    (Format::Umami, "created_at,url_path,event_type,visit_id\n"),
    (Format::Ga4, "Date,Page path,Views\n"),
];

/// What comes of reading it within [`BOUND`]; an archive is known by its first bytes.
fn outcome(format: Option<Format>, packed: &[u8]) -> Result<(), String> {
    let (mut counts, mut lines) = (Counts::default(), Lines::default());
    let input = Cursor::new(packed);
    let read = match format {
        Some(format) => {
            read_within(BOUND, format, input, &context(), &WithoutIndex, &mut counts, &mut lines)
        }
        None => csv::read_within(BOUND, input, &context(), &mut counts, &mut lines),
    };
    read.map_err(|refusal| refusal.message)
}

#[test]
fn no_format_reads_on_when_a_file_unpacks_to_too_much() {
    let too_much = Err("it unpacks to more than 0 MiB and 5 times its size".to_string());
    let starts = STARTS.map(|(format, start)| (Some(format), start));
    for (format, start) in starts.into_iter().chain([(None, "date,path,reads\n")]) {
        let few = format!("{start}{}", "\n".repeat(1900 - start.len()));
        let many = format!("{start}{}", "\n".repeat(50_000));
        assert_eq!(outcome(format, &gzip(&few)), Ok(()), "{format:?}");
        assert_eq!(outcome(format, &gzip(&many)), too_much, "{format:?}");
        // What is not packed has no bound.
        assert_eq!(outcome(format, many.as_bytes()), Ok(()), "{format:?}");
        if format.is_none() {
            continue;
        }
        assert_eq!(outcome(format, &packed_zip("pages.csv", &few, 1)), Ok(()), "{format:?}");
        assert_eq!(outcome(format, &packed_zip("pages.csv", &many, 1)), too_much, "{format:?}");
    }
}

#[test]
fn the_files_of_an_archive_have_one_bound() {
    let file = format!("{}{}", STARTS[1].1, "\n".repeat(1000));
    let read =
        |count| outcome(Some(Format::Plausible), &packed_zip("imported_pages.csv", &file, count));
    assert_eq!(read(1), Ok(()));
    assert!(read(40).unwrap_err().starts_with("it unpacks to more than"), "{:?}", read(40));
}

/// So many files of this name and content.
fn packed_zip(name: &str, content: &str, count: usize) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for number in 0..count {
        archive.start_file(format!("{number}/{name}"), options).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
