//! IPTC-IIM, the older of the two that agencies write
//! (<https://www.iptc.org/std/IIM/4.2/specification/IIMV4.2.pdf>).

use super::code_page::CodePage;
use super::{cleaned, moment, traces};
use crate::container::{be16, be32};
use crate::facts::{Block, Moment, Trace, TraceKind};

/// A number of record 2.
pub(super) type DataSet = u8;

pub(super) const RELEASE_DATE: DataSet = 30;
pub(super) const RELEASE_TIME: DataSet = 35;
pub(super) const EXPIRY_DATE: DataSet = 37;
pub(super) const EXPIRY_TIME: DataSet = 38;
pub(super) const INSTRUCTIONS: DataSet = 40;
pub(super) const BYLINE: DataSet = 80;
pub(super) const HEADLINE: DataSet = 105;
pub(super) const CREDIT: DataSet = 110;
pub(super) const COPYRIGHT: DataSet = 116;
pub(super) const CAPTION: DataSet = 120;
/// City, part of it, state, code of the country and its name.
const PLACES: [DataSet; 5] = [90, 92, 95, 100, 101];
/// What says that all texts are UTF-8 (1:90): an escape sequence of ISO 2022.
const UTF8: &[u8] = b"\x1b%G";

/// Its texts, in the order of the file.
#[derive(Default)]
pub(super) struct Iptc(Vec<(DataSet, String)>);

impl Iptc {
    /// Reads all up to what is broken.
    pub(super) fn read(bytes: &[u8], code_page: CodePage) -> Self {
        let mut datasets = Vec::new();
        let mut rest = bytes;
        let mut is_utf8 = false;
        while let Some((record, number, data, after)) = dataset(rest) {
            match (record, number) {
                (1, 90) => is_utf8 = data == UTF8,
                (2, number) => datasets.push((number, data)),
                _ => {}
            }
            rest = after;
        }
        let read =
            |data: &[u8]| if is_utf8 { code_page.read_as_utf8(data) } else { code_page.read(data) };
        let texts = datasets.into_iter();
        Self(texts.filter_map(|(number, data)| Some((number, cleaned(&read(data))?))).collect())
    }

    /// Takes over what is not said here.
    pub(super) fn complete_by(&mut self, other: Self) {
        let own = self.0.len();
        for (number, text) in other.0 {
            if !self.0[..own].iter().any(|(known, _)| *known == number) {
                self.0.push((number, text));
            }
        }
    }

    pub(super) fn text(&self, number: DataSet) -> Option<String> {
        self.0.iter().find(|(own, _)| *own == number).map(|(_, text)| text.clone())
    }

    pub(super) fn texts(&self, number: DataSet) -> Vec<String> {
        self.0.iter().filter(|(own, _)| *own == number).map(|(_, text)| text.clone()).collect()
    }

    pub(super) fn moment(&self, date: DataSet, time: DataSet) -> Option<Moment> {
        moment::of_iptc(&self.text(date)?, self.text(time).as_deref())
    }

    pub(super) fn traces(&self, block: &Block, found: &mut Vec<Trace>) {
        if self.0.iter().any(|(number, _)| PLACES.contains(number)) {
            traces::push(TraceKind::Place, block, found);
        }
    }
}

/// The first dataset (1.6): record, number, data, and what comes after it.
fn dataset(bytes: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let &[0x1c, record, number, ..] = bytes else { return None };
    let length = be16(bytes, 3)?;
    // A long one says first how many bytes its length has.
    let (start, length) = match length & 0x8000 {
        0 => (5_usize, usize::from(length)),
        _ if length == 0x8004 => (9, be32(bytes, 5)? as usize),
        _ if length == 0x8002 => (7, usize::from(be16(bytes, 5)?)),
        _ => return None,
    };
    let end = start.checked_add(length)?;
    Some((record, number, bytes.get(start..end)?, bytes.get(end..)?))
}
