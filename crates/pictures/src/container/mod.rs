//! The parts that a file is made of: where its pixels are, and every block that says something
//! else. Each format has a module that reads a file into an [`Anatomy`] and one function that
//! writes the same picture with nothing beside it but what is [`Kept`].

mod avif;
mod avif_boxes;
mod avif_film;
mod avif_items;
mod avif_meta;
mod gif;
pub(crate) mod jpeg;
mod jpeg_tables;
pub(crate) mod png;
mod png_colours;
pub(crate) mod profile;
pub(crate) mod webp;

use std::borrow::Cow;

use crate::facts::{Block, Colours};
use crate::fault::Fault;
use crate::format::Format;
use crate::recognised;
use crate::size::{MOST_PIXELS, Orientation, Size};

/// A file, taken apart. Nothing is decoded for it.
pub(crate) struct Anatomy<'a> {
    pub(crate) format: Format,
    /// As stored, before it is turned.
    pub(crate) stored: Size,
    pub(crate) is_animated: bool,
    pub(crate) colours: Colours,
    /// The ICC profile.
    pub(crate) profile: Option<Vec<u8>>,
    /// All that is not needed to show it, in the order of the file.
    pub(crate) pieces: Vec<Piece<'a>>,
    /// Whether its pixels can be seen through, by its headers.
    pub(crate) may_be_transparent: bool,
    /// How many bytes its pixels take, where they are stored without loss.
    pub(crate) lossless: Option<usize>,
}

/// A block of a file that is not needed to show it.
pub(crate) struct Piece<'a> {
    pub(crate) block: Block,
    /// What is in it, unpacked, without the signature that tells what it is.
    pub(crate) bytes: Cow<'a, [u8]>,
}

impl<'a> Piece<'a> {
    pub(crate) fn new(block: Block, bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { block, bytes: bytes.into() }
    }
}

/// What a file says of itself when it is written anew.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept {
    /// For pixels that are not turned.
    pub(crate) orientation: Orientation,
    /// The ICC profile.
    pub(crate) profile: Option<Vec<u8>>,
    /// A packet of XMP.
    pub(crate) xmp: Option<Vec<u8>>,
    /// Who made it and the notice of copyright, for files without room for XMP.
    pub(crate) whose: [Option<String>; 2],
}

impl Kept {
    /// The smallest EXIF that says how to turn the picture; none if it is upright.
    /// Big-endian, one entry (EXIF 3.0, 4.6.2).
    pub(crate) fn exif(&self) -> Option<Vec<u8>> {
        let [high, low] = self.orientation.tag().to_be_bytes();
        (self.orientation != Orientation::Upright).then(|| {
            let entry = [1, 0x12, 0, 3, 0, 0, 0, 1, high, low, 0, 0];
            [b"MM\0*\0\0\0\x08\0\x01".as_slice(), &entry, &[0; 4]].concat()
        })
    }

    /// An EXIF that says whose it is and nothing else, behind the four bytes of HEIF that tell where
    /// it begins; none if that is not known.
    fn exif_of_whose(&self) -> Option<Vec<u8>> {
        const TAGS: [[u8; 2]; 2] = [[0x01, 0x3b], [0x82, 0x98]];
        let said = TAGS.iter().zip(&self.whose);
        let said: Vec<_> = said.filter_map(|(tag, text)| Some((tag, text.as_ref()?))).collect();
        let count = u8::try_from(said.len()).ok().filter(|count| *count > 0)?;
        let mut out = [b"\0\0\0\0MM\0*\0\0\0\x08\0".as_slice(), &[count]].concat();
        let mut texts: Vec<u8> = Vec::new();
        for (tag, text) in &said {
            // A text of up to three bytes would have its place in the entry: it gets more.
            let text =
                [text.as_bytes(), &vec![0; 4_usize.saturating_sub(text.len()).max(1)]].concat();
            let place = 8 + 2 + said.len() * 12 + 4 + texts.len();
            let fields = [u32::try_from(text.len()).ok()?, u32::try_from(place).ok()?];
            out.extend([tag.as_slice(), &[0, 2]].concat());
            fields.iter().for_each(|field| out.extend(field.to_be_bytes()));
            texts.extend(text);
            texts.resize(texts.len().next_multiple_of(2), 0);
        }
        out.extend([0; 4]);
        out.extend(texts);
        Some(out)
    }
}

/// Takes a file apart.
pub(crate) fn read(bytes: &[u8]) -> Result<Anatomy<'_>, Fault> {
    let anatomy = match recognised::format_of(bytes)? {
        Format::Jpeg => jpeg::read(bytes),
        Format::Png => png::read(bytes),
        Format::Gif => gif::read(bytes),
        Format::WebP => webp::read(bytes),
        Format::Avif => avif::read(bytes),
    }?;
    match anatomy.stored {
        Size { width: 0, .. } | Size { height: 0, .. } => {
            Err(Fault::Broken(anatomy.format, "it has no pixels".into()))
        }
        size if size.pixels() > MOST_PIXELS => Err(Fault::TooLarge(size)),
        _ => Ok(with_profile_told(anatomy)),
    }
}

/// A profile that names a screen is told, and only what is needed of it passed on.
fn with_profile_told(mut anatomy: Anatomy<'_>) -> Anatomy<'_> {
    if let Some(profile) = anatomy.profile.as_ref().filter(|own| profile::names_a_device(own)) {
        anatomy.pieces.push(Piece::new(Block::Profile, profile.clone()));
    }
    anatomy
}

/// The same picture, without anything beside it but what is kept.
pub(crate) fn rewritten(format: Format, bytes: &[u8], kept: &Kept) -> Result<Vec<u8>, Fault> {
    match format {
        Format::Jpeg => jpeg::rewritten(bytes, kept),
        Format::Png => png::rewritten(bytes, kept),
        Format::Gif => gif::rewritten(bytes, kept),
        Format::WebP => webp::rewritten(bytes, kept),
        Format::Avif => avif::rewritten(bytes, kept),
    }
}

/// Four bytes as a number, the first the largest.
pub(crate) fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}

/// Two bytes as a number, the first the larger.
pub(crate) fn be16(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
