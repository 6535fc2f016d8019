//! ICC profiles, of which only what colours need is passed on
//! (ICC.1:2022, <https://www.color.org/specification/ICC.1-2022-05.pdf>). A profile of a screen
//! has the computer's name in its description, and the maker's, model's and serial number.

use super::be32;

/// The header (7.2), with the number of tags behind it.
const HEADER: usize = 128;
/// The tags that make colours of numbers (9.2), by how they begin where there are several.
const NEEDED: [&[u8]; 18] = [
    b"wtpt", b"bkpt", b"rXYZ", b"gXYZ", b"bXYZ", b"rTRC", b"gTRC", b"bTRC", b"kTRC", b"chad",
    b"chrm", b"cicp", b"lumi", b"A2B", b"B2A", b"D2B", b"B2D", b"gamt",
];
/// Names of colours, by which programs know a profile. Any other name says whose it is.
const NAMES: [&str; 5] =
    ["Display P3", "sRGB IEC61966-2.1", "Adobe RGB (1998)", "eciRGB v2", "ProPhoto RGB"];
const NAMELESS: &str = "Colours";
/// More than any profile has.
const MOST_TAGS: u32 = 200;

/// A tag: its name, and its data.
struct Tag<'a> {
    name: [u8; 4],
    data: &'a [u8],
}

impl<'a> Tag<'a> {
    fn is_needed(&self) -> bool {
        NEEDED.iter().any(|needed| self.name.starts_with(needed))
    }

    /// The same, as long as what is read of it by its type (10): behind that, anything may be.
    fn of_its_length(&self) -> Tag<'a> {
        let count = || be32(self.data, 8).map_or(usize::MAX, |count| count as usize);
        let byte = |at: usize| self.data.get(at).map_or(0, |byte| usize::from(*byte));
        let length = match self.data.first_chunk() {
            Some(b"XYZ ") => 20,
            Some(b"cicp") => 12,
            // Nine numbers: as such a table, only the matrix of a white is needed.
            Some(b"sf32") => 44,
            Some(b"chrm") => 12_usize.saturating_add(byte(9).saturating_mul(8)),
            Some(b"curv") => count().saturating_mul(2).saturating_add(12),
            Some(b"para") => 12 + 4 * [1, 3, 4, 5, 7].get(byte(9)).unwrap_or(&0),
            _ => self.data.len(),
        };
        let data: &'a [u8] = self.data;
        Tag { name: self.name, data: &data[..length.min(self.data.len())] }
    }
}

/// None if it is no profile.
fn tags(profile: &[u8]) -> Option<Vec<Tag<'_>>> {
    if profile.get(36..40)? != b"acsp" {
        return None;
    }
    let count = be32(profile, HEADER).filter(|count| *count <= MOST_TAGS)? as usize;
    (0..count)
        .map(|number| {
            let at = HEADER + 4 + number * 12;
            let name = *profile.get(at..)?.first_chunk()?;
            let (start, length) =
                (be32(profile, at + 4)? as usize, be32(profile, at + 8)? as usize);
            Some(Tag { name, data: profile.get(start..start.checked_add(length)?)? })
        })
        .collect()
}

/// Those that colours need.
fn needed<'a>(tags: &[Tag<'a>]) -> Vec<Tag<'a>> {
    tags.iter().filter(|tag| tag.is_needed()).map(Tag::of_its_length).collect()
}

/// Whether it says on which screen or computer it is.
pub(super) fn names_a_device(profile: &[u8]) -> bool {
    let is_told = |tag: &Tag| [b"mmod", b"vcgt", b"vcgp", b"ndin"].contains(&&tag.name);
    tags(profile).is_some_and(|tags| tags.iter().any(is_told))
}

/// The same colours, and nothing else; none if it is no profile, so that nobody can use it.
pub(crate) fn bare(profile: &[u8]) -> Option<Vec<u8>> {
    let tags = tags(profile)?;
    let is_old = profile.get(8).is_none_or(|version| *version < 4);
    let (name, right) = (description(&tags), "No copyright");
    let (name, right) = match is_old {
        true => (old_description(name), old_text(right)),
        false => (localised(name), localised(right)),
    };
    // A profile has to have both (8.2).
    let said = [Tag { name: *b"desc", data: &name }, Tag { name: *b"cprt", data: &right }];
    let needed = needed(&tags);
    written(profile, said.iter().chain(&needed))
}

/// The same, as long as it was.
pub(super) fn bare_of_length(profile: &[u8]) -> Vec<u8> {
    let fits = |bare: &Vec<u8>| bare.len() <= profile.len();
    let without_words = || written(profile, needed(&tags(profile)?).iter());
    let bare = bare(profile).filter(fits).or_else(|| without_words().filter(fits));
    let mut bare = bare.unwrap_or_default();
    bare.resize(profile.len(), 0);
    if let (Ok(length), Some(field)) = (u32::try_from(profile.len()), bare.get_mut(..4)) {
        field.copy_from_slice(&length.to_be_bytes());
    }
    bare
}

/// A profile of these tags.
fn written<'a>(profile: &[u8], tags: impl Iterator<Item = &'a Tag<'a>>) -> Option<Vec<u8>> {
    let tags: Vec<&Tag> = tags.collect();
    let mut out = header(profile)?;
    out.extend_from_slice(&u32::try_from(tags.len()).ok()?.to_be_bytes());
    let mut data: Vec<u8> = Vec::new();
    // What is the same is there once: three curves often are.
    let mut known: Vec<(&[u8], usize)> = Vec::new();
    let start = HEADER + 4 + tags.len() * 12;
    for tag in tags {
        let place = known.iter().find(|(own, _)| *own == tag.data).map(|(_, place)| *place);
        let place = place.unwrap_or_else(|| {
            let place = start + data.len();
            data.extend_from_slice(tag.data);
            data.resize(data.len().next_multiple_of(4), 0);
            known.push((tag.data, place));
            place
        });
        out.extend_from_slice(&tag.name);
        out.extend_from_slice(&u32::try_from(place).ok()?.to_be_bytes());
        out.extend_from_slice(&u32::try_from(tag.data.len()).ok()?.to_be_bytes());
    }
    out.extend_from_slice(&data);
    let length = u32::try_from(out.len()).ok()?;
    out.get_mut(..4)?.copy_from_slice(&length.to_be_bytes());
    Some(out)
}

/// The header, without the program, the day, and the maker and model of a device.
fn header(profile: &[u8]) -> Option<Vec<u8>> {
    let mut header = profile.get(..HEADER)?.to_vec();
    header.get_mut(4..8)?.fill(0);
    // Programs want a day there is: the first of January 2000.
    header.get_mut(24..36)?.copy_from_slice(&[7, 0xd0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0]);
    header.get_mut(40..44)?.fill(0);
    header.get_mut(48..64)?.fill(0);
    // Who made it, its checksum, which may be left out, and what is to come.
    header.get_mut(80..128)?.fill(0);
    Some(header)
}

/// The name of a profile, if it is that of colours.
fn description(tags: &[Tag]) -> &'static str {
    let data = tags.iter().find(|tag| &tag.name == b"desc").map_or(&[][..], |tag| tag.data);
    let text: String = data
        .iter()
        .skip(12)
        .filter(|byte| **byte != 0)
        .map(|byte| char::from(*byte))
        .take(60)
        .collect();
    NAMES.into_iter().find(|name| text.contains(name)).unwrap_or(NAMELESS)
}

/// The type of texts in version 4 (10.15): one, in English.
fn localised(text: &str) -> Vec<u8> {
    let text: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let length = u32::try_from(text.len()).unwrap_or_default().to_be_bytes();
    let head = [0, 0, 0, 1, 0, 0, 0, 12, b'e', b'n', b'U', b'S'];
    [b"mluc\0\0\0\0".as_slice(), &head, &length, &[0, 0, 0, 28], &text].concat()
}

/// The types of texts in version 2 (ICC.1:2001, 6.5.17 and 6.5.18).
fn old_description(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len() + 1).unwrap_or_default().to_be_bytes();
    // Nothing in Unicode, and nothing for Macintosh.
    [b"desc\0\0\0\0".as_slice(), &length, text.as_bytes(), &[0], &[0; 78]].concat()
}

fn old_text(text: &str) -> Vec<u8> {
    [b"text\0\0\0\0".as_slice(), text.as_bytes(), &[0]].concat()
}
