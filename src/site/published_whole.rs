//! Pictures of kinds that are published with all that their files say, since nothing is made of them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use dateline_pictures::Stranger::{Heic, Jpeg2000, JpegXl, Photoshop, Raw, Tiff};
use dateline_pictures::{Block, CodePage, Fault, TraceKind, format_of, look};

use crate::diagnostic::Diagnostic;
use crate::formats::origin::{Origin, origin};
use crate::formats::picture::Format;
use crate::site::files::Files;

/// The largest drawing or icon that is looked into, in bytes.
const LARGEST: u64 = 32 << 20;

/// That a file is a picture of such a kind; of drawings and icons, that one within says something, and
/// of drawings, that they say on which computer they were made.
pub(super) fn fault(files: &dyn Files, file: &str) -> Option<Diagnostic> {
    let head = files.read_head(file, 64).ok()?;
    let message = match format_of(&head) {
        Err(Fault::Stranger(kind @ (Heic | Jpeg2000 | JpegXl | Photoshop | Raw | Tiff))) => {
            format!(
                "`{file}` is {}: whatever it says of where it was taken is published with it",
                kind.name()
            )
        }
        Ok(_) => return None,
        Err(_) => {
            let within = match Format::of_name(file) {
                Some(Format::Svg) => in_drawing,
                Some(Format::Ico) => in_icon,
                _ => return None,
            };
            let bytes = files.read_up_to(file, LARGEST).ok()??;
            if !within(&bytes).iter().any(|picture| says_something(picture)) {
                return origin(&bytes).map(|origin| of_origin(file, &origin));
            }
            format!(
                "`{file}` has a picture in it: what that says of itself, such as where it was taken, is \
                 published with it"
            )
        }
    };
    // Programs that take such things off leave some in these formats.
    let hint = "save it as a JPEG or PNG, and publish that: all that it says is taken off then";
    Some(Diagnostic::warning(message).hint(hint))
}

/// That a drawing says where its file lay.
fn of_origin(file: &str, origin: &Origin) -> Diagnostic {
    let others = match origin.others {
        0 => String::new(),
        1 => ", and in one more place".into(),
        others => format!(", and in {others} more places"),
    };
    let message = format!(
        "`{file}` says where it lay on a computer (`{}`{others}), and is published so",
        origin.written
    );
    let hint = "save it as plain SVG (in Inkscape: File, Save As, Plain SVG; in Illustrator: File, Export, \
                SVG), or delete that in the file";
    Diagnostic::warning(message).hint(hint)
}

/// The pictures in a drawing, which stand in it as `data:image/jpeg;base64,…`
/// (<https://www.rfc-editor.org/rfc/rfc2397>).
fn in_drawing(bytes: &[u8]) -> Vec<Vec<u8>> {
    let text = String::from_utf8_lossy(bytes);
    let pictures = text.split("data:image/").skip(1).filter_map(|rest| {
        let value = &rest[..rest.find(['"', '\'', ')', '<']).unwrap_or(rest.len())];
        let (_, data) = value.split_once(";base64,")?;
        // A line break in it may be written as a reference.
        let data = data.replace("&#10;", "").replace("&#xA;", "").replace("&#13;", "");
        let data: String = data.chars().filter(|c| !c.is_whitespace()).collect();
        STANDARD_NO_PAD.decode(data.trim_end_matches('=')).ok()
    });
    pictures.collect()
}

/// The pictures in an icon: those that are PNG say something
/// (<https://learn.microsoft.com/en-us/previous-versions/ms997538(v=msdn.10)>).
fn in_icon(bytes: &[u8]) -> Vec<Vec<u8>> {
    let number = |at: usize, size: usize| -> Option<usize> {
        let bytes = bytes.get(at..at + size)?;
        Some(bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte)))
    };
    let count = number(4, 2).unwrap_or_default();
    // They do not overlap: all of them together are no larger than the icon.
    let mut left = bytes.len();
    let picture = |at: usize| {
        let entry = 6 + 16 * at;
        let (size, start) = (number(entry + 8, 4)?, number(entry + 12, 4)?);
        left = left.checked_sub(size)?;
        bytes.get(start..start.checked_add(size)?).map(<[u8]>::to_vec)
    };
    (0..count).map_while(picture).collect()
}

/// Whether a picture says where it was taken, by whom, or anything else in words. Nobody looks into
/// some kinds.
fn says_something(picture: &[u8]) -> bool {
    let facts = match look(picture, CodePage::of_language("en")) {
        Ok(facts) => facts,
        Err(fault) => {
            return matches!(
                fault,
                Fault::Stranger(Heic | Jpeg2000 | JpegXl | Photoshop | Raw | Tiff)
            );
        }
    };
    facts.traces.iter().any(|trace| match trace.kind {
        TraceKind::History => false,
        TraceKind::Other => matches!(trace.block, Block::PngText(_)),
        _ => true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_within_are_found() {
        let drawing = "<svg><image href='data:image/png;base64,QUJD&#10;\n REVG'/>\
             <image xlink:href=\"data:image/jpeg;base64,QQ\"/>\
             <style>a{background:url(data:image/gif;base64,QUI=)}</style><a title='data:image/'/>\
             <image href='data:image/svg+xml,%3Csvg/%3E'/></svg>";
        assert_eq!(
            in_drawing(drawing.as_bytes()),
            [b"ABCDEF".to_vec(), b"A".to_vec(), b"AB".to_vec()]
        );
        let entry = |size: u32, start: u32| {
            [&[0; 8][..], &size.to_le_bytes(), &start.to_le_bytes()].concat()
        };
        let icon = [&[0, 0, 1, 0, 2, 0][..], &entry(3, 38), &entry(2, 41), b"abcde"].concat();
        assert_eq!(in_icon(&icon), [b"abc".to_vec(), b"de".to_vec()]);
        for cut in 0..icon.len() {
            in_icon(&icon[..cut]);
        }
        let beyond = [&[0, 0, 1, 0, 255, 255][..], &entry(u32::MAX, u32::MAX)].concat();
        assert_eq!(in_icon(&beyond), [b""; 0]);
        let again = [&[0, 0, 1, 0, 9, 0][..], &entry(60, 0).repeat(9)].concat();
        assert_eq!(in_icon(&again).len(), again.len() / 60);
    }
}
