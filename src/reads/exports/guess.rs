//! What a file looks like.

use std::io::{BufRead, Read};

use flate2::read::DeflateDecoder;

use super::archive::{self, base_name};
use super::format::Format;
use super::rows::{delimiter, position};
use super::text::Text;
use super::{ga4, goatcounter, goatcounter_json, matomo, plausible, umami};
use crate::reads::packed::unpacked;

/// How much is unpacked to look at it, in bytes.
const LOOKED_AT: u64 = 64 * 1024;

/// Tells from the first bytes of a file which export it is. The bytes are as
/// they are in the file: packed with gzip, in a ZIP archive, or plain. Some ten
/// thousand are enough.
pub fn looks_like(start: &[u8]) -> Option<Format> {
    if archive::is_zip(start) {
        return archive_looks_like(start);
    }
    text_looks_like(&beginning(unpacked(start).ok()?))
}

/// What can be unpacked of a part of a file.
fn beginning(unpacked: impl Read) -> Vec<u8> {
    let mut beginning = Vec::new();
    // The part ends in the middle. What came before that is enough.
    let _ = unpacked.take(LOOKED_AT).read_to_end(&mut beginning);
    beginning
}

/// The first bytes of an archive are the header of its first file, by
/// section 4.3.7 of PKWARE's `APPNOTE.TXT`.
fn archive_looks_like(start: &[u8]) -> Option<Format> {
    let number =
        |at: usize| Some(usize::from(u16::from_le_bytes(*start.get(at..)?.first_chunk()?)));
    let (method, name, extra) = (number(8)?, number(26)?, number(28)?);
    let path = String::from_utf8_lossy(start.get(30..30 + name)?);
    if let Some(format) = name_looks_like(base_name(&path)) {
        return Some(format);
    }
    let content = start.get(30 + name + extra..)?;
    match method {
        0 => text_looks_like(content),
        8 => text_looks_like(&beginning(DeflateDecoder::new(content))),
        _ => None,
    }
}

fn name_looks_like(name: &str) -> Option<Format> {
    if goatcounter_json::FILES.contains(&name) {
        return Some(Format::Goatcounter);
    }
    if plausible::is_in_export(name) {
        return Some(Format::Plausible);
    }
    umami::is_in_export(name).then_some(Format::Umami)
}

fn text_looks_like(start: &[u8]) -> Option<Format> {
    let mut text = Text::new(start);
    let mut comments = String::new();
    loop {
        let mut line = Vec::new();
        if text.read_until(b'\n', &mut line).ok()? == 0 {
            return comments_look_like(&comments);
        }
        let line = String::from_utf8_lossy(&line);
        match line.trim() {
            "" => (),
            comment if comment.starts_with('#') => comments.push_str(comment),
            json if json.starts_with(['{', '[']) => {
                let mut rest = Vec::new();
                text.read_to_end(&mut rest).ok()?;
                return json_looks_like(&format!("{json}{}", String::from_utf8_lossy(&rest)));
            }
            header => {
                return header_looks_like(&fields(header)).or(comments_look_like(&comments));
            }
        }
    }
}

fn comments_look_like(comments: &str) -> Option<Format> {
    comments.contains("# Start date:").then_some(Format::Ga4)
}

fn json_looks_like(document: &str) -> Option<Format> {
    let has = |names: &[&str]| names.iter().all(|name| document.contains(&format!("\"{name}\"")));
    if has(&["path_id", "count"]) {
        return Some(Format::Goatcounter);
    }
    (has(&["label", "nb_visits"]) || has(&["label", "nb_hits"])).then_some(Format::Matomo)
}

fn fields(header: &str) -> Vec<String> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .delimiter(delimiter(header.as_bytes()))
        .from_reader(header.as_bytes());
    let record = reader.records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(|name| name.trim().to_string()).collect()
}

fn header_looks_like(header: &[String]) -> Option<Format> {
    let has = |wanted: &[&[&str]]| wanted.iter().all(|names| position(header, names).is_some());
    if goatcounter::version(header).is_some() {
        return Some(Format::Goatcounter);
    }
    if has(&plausible::DASHBOARD) || has(&plausible::EXPORT) {
        return Some(Format::Plausible);
    }
    if has(&umami::COLUMNS) {
        return Some(Format::Umami);
    }
    if has(&ga4::COLUMNS) {
        return Some(Format::Ga4);
    }
    has(&matomo::csv::COLUMNS).then_some(Format::Matomo)
}
