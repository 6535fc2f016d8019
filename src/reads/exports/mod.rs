//! Exports of analytics services.
//!
//! Each service has a file that says which columns its exports have and which
//! number is a read: where an export tells how many visits a page was in, or
//! how many visitors it had, that is the number, and not how often it was
//! loaded. A reader that reloads a page five times read it once.
//!
//! Files are read row by row, packed or not; what is kept is the counts.

mod archive;
mod csv;
mod ga4;
mod goatcounter;
mod goatcounter_json;
mod guess;
mod matomo;
mod matomo_json;
mod plausible;
mod reading;
mod rows;
#[cfg(test)]
mod tests;
mod text;
mod umami;

use std::io::{Read, Seek, SeekFrom};

use super::packed::unpacked;
use super::{Context, Counts, Lines, Refusal};
use reading::Reading;
use text::Text;

pub use csv::read as read_store;
pub use guess::looks_like;

/// An analytics service whose exports can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// GoatCounter: its CSV of version 2 and its JSON, a ZIP.
    Goatcounter,
    /// Plausible: `imported_pages` of its export, and the pages of its dashboard.
    Plausible,
    /// Matomo: `Actions.getPageUrls` with `flat=1`, as CSV or JSON.
    Matomo,
    /// Umami: `website_event` of its data export.
    Umami,
    /// Google Analytics 4: pages and screens, or an exploration, as CSV.
    Ga4,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 5] =
        [Format::Goatcounter, Format::Plausible, Format::Matomo, Format::Umami, Format::Ga4];

    /// The name that it goes by in settings and messages.
    pub fn name(self) -> &'static str {
        match self {
            Format::Goatcounter => "goatcounter",
            Format::Plausible => "plausible",
            Format::Matomo => "matomo",
            Format::Umami => "umami",
            Format::Ga4 => "ga4",
        }
    }

    /// How the file is made that is read.
    fn how_to_export(self) -> &'static str {
        match self {
            Format::Goatcounter => "export it in GoatCounter under Settings, Export",
            Format::Plausible => {
                "give `imported_pages` of Plausible's export, or the pages of its dashboard"
            }
            Format::Matomo => {
                "export `Actions.getPageUrls` with `flat=1` and without translated names"
            }
            Format::Umami => "give `website_event.csv` of Umami's data export",
            Format::Ga4 => {
                "export pages and screens, in English, with the columns `Page path` and `Views`"
            }
        }
    }
}

/// How much of a file is looked at to tell what it is, in bytes.
const START: u64 = 64 * 1024;

/// Reads an export of `format` and adds what it counts. A file may be packed
/// with gzip or in a ZIP archive, and be UTF-8 or UTF-16. Moments become days
/// of the site's zone; days that a service counted by stay as they are.
///
/// Faulty rows are told in `lines`, and the others go in. A row that rightly
/// counts nothing, such as that of a bot, is good.
///
/// # Errors
/// The file cannot be read, ends in the middle, is not what `format` says, or
/// needs [`Context::day`] and has none. `counts` and `lines` may hold a part
/// of it then.
pub fn read(
    format: Format,
    mut input: impl Read + Seek,
    context: &Context,
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
    let mut reading = Reading { format, guess, context, counts, lines };
    if archive::is_zip(&start) {
        return archive::read(input, &mut reading);
    }
    let input = unpacked(input).map_err(|error| text::refuse(&error))?;
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
