//! Exports of analytics services.
//!
//! Each service has a file that says which columns its exports have and which
//! number is a read: where an export has how many visits a page was in, or
//! how many visitors it had, that is the number, and not how often it was
//! loaded. A reader that reloads a page five times read it once.
//!
//! Files are read row by row, packed or not; what is kept is the counts.

mod archive;
mod csv;
mod format;
mod ga4;
mod goatcounter;
mod goatcounter_json;
mod guess;
mod matomo;
mod plausible;
mod reading;
mod rows;
#[cfg(test)]
mod tests;
mod text;
mod umami;

use std::io::{Read, Seek, SeekFrom};

use archive::{Archive, base_name};
use reading::{Reading, quoted};
use text::Text;

use super::addresses::Addresses;
use super::context::Context;
use super::counts::Counts;
use super::expansion::{BOUND, Bound};
use super::lines::Lines;
use super::packed::unpacked_within;
use super::refusal::Refusal;

pub use csv::read as read_store;
pub use format::Format;
pub use guess::looks_like;

/// How much of a file is looked at to tell what it is, in bytes.
const START: u64 = 64 * 1024;

/// Reads an export of `format` and adds what it counts. A file may be packed
/// with gzip or in a ZIP archive, and be UTF-8 or UTF-16. Moments become days
/// of the site's zone; days that a service counted by stay as they are.
///
/// Where an export has each visit, a visit to several of a page's `addresses` is one.
///
/// Faulty rows are reported in `lines`, and the others go in. A row that rightly
/// counts nothing, such as that of a bot, is good.
///
/// # Errors
/// The file cannot be read, ends in the middle, is not what `format` says, or
/// needs [`Context::day`] and has none. `counts` and `lines` may hold a part
/// of it then.
pub fn read(
    format: Format,
    input: impl Read + Seek,
    context: &Context,
    addresses: &dyn Addresses,
    counts: &mut Counts,
    lines: &mut Lines,
) -> Result<(), Refusal> {
    read_within(BOUND, format, input, context, addresses, counts, lines)
}

/// As [`read`], with another bound on what comes out of a packed file.
fn read_within(
    bound: Bound,
    format: Format,
    mut input: impl Read + Seek,
    context: &Context,
    addresses: &dyn Addresses,
    counts: &mut Counts,
    lines: &mut Lines,
) -> Result<(), Refusal> {
    let mut start = Vec::new();
    input
        .by_ref()
        .take(START)
        .read_to_end(&mut start)
        .and_then(|_| input.seek(SeekFrom::Start(0)))
        .map_err(|error| text::refuse(&error))?;
    let guess = looks_like(&start);
    let mut reading = Reading { format, guess, context, addresses, counts, lines };
    if archive::is_zip(&start) {
        return read_archive(bound, input, &mut reading);
    }
    let input = unpacked_within(bound, input).map_err(|error| text::refuse(&error))?;
    read_text(Text::new(input), &mut reading)
}

/// Reads a file that is not packed any more.
fn read_text(text: Text<'_>, reading: &mut Reading<'_>) -> Result<(), Refusal> {
    match reading.format {
        Format::Goatcounter => goatcounter::read(text, reading),
        Format::Plausible => plausible::read(text, reading),
        Format::Matomo => matomo::read(text, reading),
        Format::Umami => umami::read(text, reading),
        Format::Ga4 => ga4::read(text, reading),
    }
}

/// Reads the files of an archive that count pages.
///
/// # Errors
/// The archive is damaged, has no such file, or one of them is refused.
fn read_archive(
    bound: Bound,
    input: impl Read + Seek,
    reading: &mut Reading<'_>,
) -> Result<(), Refusal> {
    let mut archive = Archive::new(input, bound)?;
    if reading.format == Format::Goatcounter && archive.find(goatcounter_json::HITS).is_some() {
        return goatcounter_json::read(&mut archive, reading);
    }
    let is_other = reading.guess.is_some_and(|guess| guess != reading.format);
    let wanted = if is_other { Vec::new() } else { choose(reading.format, archive.names()) };
    if wanted.is_empty() {
        let files = archive.names().iter().map(|name| base_name(name));
        let found = quoted(files.filter(|name| !name.is_empty()));
        return Err(reading.not_this(match found.is_empty() {
            true => "there is nothing in the archive".into(),
            false => format!("the archive has no file that counts pages, but {found}"),
        }));
    }
    for name in wanted {
        read_text(archive.open(&name)?, reading)?;
    }
    Ok(())
}

/// The files of an archive that count pages: those that go by the name which
/// the service gives them, or else the only one that can be meant.
fn choose(format: Format, names: &[String]) -> Vec<String> {
    let all = |is_wanted: &dyn Fn(&str) -> bool| -> Vec<String> {
        names.iter().filter(|name| is_wanted(base_name(name))).cloned().collect()
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
