//! Files that are packed: which, and what is in an archive.

use std::io::{Read, Seek};

use zip::ZipArchive;
use zip::result::ZipError;

use super::reading::{Reading, quoted};
use super::text::{self, Text};
use super::{Format, goatcounter_json, plausible, read_text, umami};
use crate::reads::Refusal;

/// Whether a file with these first bytes is a ZIP archive, by PKWARE's `APPNOTE.TXT`.
pub(super) fn is_zip(start: &[u8]) -> bool {
    // A file comes first, or the end of an archive without any.
    matches!(start, [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..])
}

/// Reads the files of an archive that count pages.
///
/// # Errors
/// The archive is damaged, has no such file, or one of them is refused.
pub(super) fn read(input: impl Read + Seek, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(input).map_err(refuse)?;
    let names: Vec<String> = (0..archive.len())
        .filter_map(|index| archive.name_for_index(index)?.ok().map(|name| name.into_owned()))
        .collect();
    let is_json = |name: &String| base_name(name) == goatcounter_json::HITS;
    if reading.format == Format::Goatcounter && names.iter().any(is_json) {
        return goatcounter_json::read(&mut archive, &names, reading);
    }
    let is_other = reading.guess.is_some_and(|guess| guess != reading.format);
    let wanted = if is_other { Vec::new() } else { choose(reading.format, &names) };
    if wanted.is_empty() {
        let files = names.iter().map(|name| base_name(name)).filter(|name| !name.is_empty());
        let found = quoted(files);
        return Err(reading.not_this(match found.is_empty() {
            true => "there is nothing in the archive".into(),
            false => format!("the archive has no file that counts pages, but {found}"),
        }));
    }
    for name in wanted {
        read_text(open(&mut archive, name)?, reading)?;
    }
    Ok(())
}

/// The text of a file of an archive.
///
/// # Errors
/// It is packed in a way that is not read here, or is damaged.
pub(super) fn open<'a, R: Read + Seek>(
    archive: &'a mut ZipArchive<R>,
    name: &str,
) -> Result<Text<'a>, Refusal> {
    Ok(Text::new(archive.by_name(name).map_err(refuse)?))
}

/// The files of an archive that count pages: those that go by the name which
/// the service gives them, or else the only one that can be meant.
fn choose(format: Format, names: &[String]) -> Vec<&str> {
    let all = |is_wanted: &dyn Fn(&str) -> bool| -> Vec<&str> {
        names.iter().map(String::as_str).filter(|name| is_wanted(base_name(name))).collect()
    };
    let named = match format {
        Format::Plausible => all(&plausible::counts_pages),
        Format::Umami => all(&umami::counts_pages),
        Format::Goatcounter | Format::Matomo | Format::Ga4 => Vec::new(),
    };
    if !named.is_empty() {
        return named;
    }
    let ends: &[&str] =
        if format == Format::Matomo { &[".csv", ".tsv", ".json"] } else { &[".csv", ".tsv"] };
    let tables = all(&|name| ends.iter().any(|end| name.ends_with(end)));
    if tables.len() == 1 { tables } else { Vec::new() }
}

/// The name of a file without its folders. A folder, and what macOS adds to
/// archives, has none.
pub(super) fn base_name(path: &str) -> &str {
    if path.starts_with("__MACOSX/") {
        return "";
    }
    path.rsplit('/').next().unwrap_or(path)
}

fn refuse(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => text::refuse(&error),
        // The list of what is in an archive stands at its end.
        ZipError::InvalidArchive(_) => text::ends_in_the_middle(),
        other => Refusal {
            message: format!("the archive cannot be read: {other}"),
            hint: "unpack it, and give the file in it".into(),
        },
    }
}
