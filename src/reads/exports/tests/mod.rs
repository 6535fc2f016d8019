//! Exports as their services write them, with invented values, and what is
//! wrong with them.

mod any;
mod expansion;
mod ga4;
mod goatcounter;
mod guess;
mod matomo;
mod plausible;
mod umami;

use std::io::{Cursor, Write};

use flate2::Compression;
use flate2::write::GzEncoder;
use jiff::civil::date;
use jiff::tz::TimeZoneDatabase;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{Format, read};
use crate::reads::{Addresses, Context, Counts, Lines, Refusal};

/// `/a/index.html` is another address of `/a/`.
struct WithoutIndex;

impl Addresses for WithoutIndex {
    fn of_page(&self, address: &str) -> Option<String> {
        address.strip_suffix("index.html").map(str::to_string)
    }
}

/// A site in Yerevan, four hours before UTC, on 10 February 2026.
fn context() -> Context {
    let time_zone = TimeZoneDatabase::bundled().get("Asia/Yerevan").unwrap();
    Context { time_zone, today: date(2026, 2, 10), day: None }
}

/// The same, and `--day 2026-02-01`.
fn on_a_day() -> Context {
    Context { day: Some(date(2026, 2, 1)), ..context() }
}

fn try_read(
    format: Format,
    bytes: impl AsRef<[u8]>,
    context: &Context,
) -> Result<(Counts, Lines), Refusal> {
    let mut counts = Counts::default();
    let mut lines = Lines::default();
    read(format, Cursor::new(bytes.as_ref()), context, &WithoutIndex, &mut counts, &mut lines)?;
    Ok((counts, lines))
}

/// What a file that is not refused counts, such as `2026-02-01 /talks/ 3`.
#[track_caller]
fn counts(format: Format, bytes: impl AsRef<[u8]>, context: &Context) -> Vec<String> {
    let (counts, lines) = try_read(format, bytes, context).unwrap();
    assert_eq!(lines.first_bad, []);
    listed(&counts)
}

fn listed(counts: &Counts) -> Vec<String> {
    counts.iter().map(|(day, address, reads)| format!("{day} {address} {reads}")).collect()
}

/// What is wrong with which line, and how many are good.
#[track_caller]
fn faults(format: Format, bytes: impl AsRef<[u8]>, context: &Context) -> (u64, Vec<String>) {
    let (_, lines) = try_read(format, bytes, context).unwrap();
    assert_eq!(lines.bad, u64::try_from(lines.first_bad.len()).unwrap());
    let told = lines.first_bad.iter().map(|bad| format!("{}: {}", bad.number, bad.message));
    (lines.good, told.collect())
}

/// Message and hint of a file that is refused.
#[track_caller]
fn refusal(format: Format, bytes: impl AsRef<[u8]>, context: &Context) -> (String, String) {
    let refusal = try_read(format, bytes, context).unwrap_err();
    (refusal.message, refusal.hint)
}

fn gzip(bytes: impl AsRef<[u8]>) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes.as_ref()).unwrap();
    encoder.finish().unwrap()
}

fn zip(files: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// UTF-16LE with its mark, as Windows programs write it.
fn utf_16(text: &str) -> Vec<u8> {
    format!("\u{FEFF}{text}").encode_utf16().flat_map(u16::to_le_bytes).collect()
}
