//! What is known of a picture.

use crate::clean;
use crate::container::{self, Anatomy};
use crate::decode;
use crate::facts::Facts;
use crate::fault::Fault;
use crate::format::Format;
use crate::metadata::{self, CodePage};

/// Reads what a file says and holds. Texts that do not say in which characters they are, are read
/// in a code page if they are no UTF-8. Only what may be transparent is decoded for it.
///
/// # Errors
///
/// What is wrong with the file, as far as its headers and the order of its parts show; what is
/// wrong with the pixels, [`make`](crate::make) finds.
pub fn look(bytes: &[u8], code_page: CodePage) -> Result<Facts, Fault> {
    let anatomy = container::read(bytes)?;
    let said = metadata::read(&anatomy, code_page);
    let is_bare = clean::is_bare(bytes, &anatomy, &said);
    Ok(Facts {
        format: anatomy.format,
        stored: anatomy.stored,
        upright: said.orientation.upright(anatomy.stored),
        orientation: said.orientation,
        is_animated: anatomy.is_animated,
        is_transparent: is_transparent(bytes, &anatomy)?,
        is_flat: is_flat(&anatomy),
        colours: anatomy.colours,
        rights: said.rights,
        texts: said.texts,
        conditions: said.conditions,
        is_bare,
        traces: said.traces,
    })
}

fn is_transparent(bytes: &[u8], anatomy: &Anatomy) -> Result<bool, Fault> {
    if anatomy.is_animated || anatomy.format == Format::Avif {
        return Ok(anatomy.may_be_transparent);
    }
    decode::is_transparent(bytes, anatomy)
}

/// Whether a picture that is stored without loss takes so little that it has to be of large areas
/// of one colour: at most 1.5 bits a pixel, where photographs take 8 and more. GIF has 256 colours
/// and is always taken for it.
pub(crate) fn is_flat(anatomy: &Anatomy) -> bool {
    let is_dense = |bytes: usize| bytes as u64 * 16 <= anatomy.stored.pixels() * 3;
    anatomy.format == Format::Gif || anatomy.lossless.is_some_and(is_dense)
}
