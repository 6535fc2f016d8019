//! What there is to know of pictures; their sizes above all, so that a page keeps their places
//! before they are there.

use std::sync::Arc;

use dateline_pictures::{Fault, Plan, format_of};

use crate::diagnostic::Diagnostic;
use crate::formats::picture::{self, root};
use crate::model::{Picture, PictureFacts};
use crate::site::files::{Files, PictureFault};
use crate::text::markdown::Dimensions;

/// How much of a file is read to learn its size: pictures say it near their beginning.
pub(super) const HEAD: usize = 256 << 10;

/// The size of a picture, if it tells it.
pub fn size(files: &dyn Files, file: &str, plan: &Plan) -> Option<Dimensions> {
    of(files, file, |file| files.look_at_picture(file, plan)).dimensions
}

/// What there is to know of a picture that a text shows.
pub(super) fn shown(files: &dyn Files, file: &str, plan: &Plan) -> PictureFacts {
    of(files, file, |file| files.picture(file, plan))
}

/// What there is to know of a picture that a text links to.
pub(super) fn linked(files: &dyn Files, file: &str, plan: &Plan) -> PictureFacts {
    match may_have_versions(files, file) {
        true => of(files, file, |file| files.look_at_picture(file, plan)),
        false => PictureFacts::default(),
    }
}

fn of(
    files: &dyn Files,
    file: &str,
    look: impl FnOnce(&str) -> Result<Arc<Picture>, PictureFault>,
) -> PictureFacts {
    let bytes = files.size(file);
    if may_have_versions(files, file) {
        match look(file) {
            Ok(picture) => {
                let dimensions = Some(picture.size());
                let bytes = picture.bytes.or(bytes);
                return PictureFacts { bytes, dimensions, picture: Some(picture), fault: None };
            }
            // It is another kind of file, or cannot be read: that is told of the file itself.
            Err(
                PictureFault::Unread(_)
                | PictureFault::Broken(Fault::Stranger(_) | Fault::Unknown | Fault::Empty),
            ) => {}
            Err(PictureFault::Broken(fault)) => {
                return PictureFacts { bytes, fault: Some(fault), ..PictureFacts::default() };
            }
        }
    }
    let head = files.read_head(file, HEAD).unwrap_or_default();
    PictureFacts { bytes, dimensions: dimensions(file, &head), ..PictureFacts::default() }
}

/// Whether a file is a picture that is made anew. A name may promise that, and what is wrong with
/// the file is told then; it never rules it out: a `favicon.ico` is often a PNG. Nobody shows what
/// is called a drawing and is none, so that is an error.
fn may_have_versions(files: &dyn Files, file: &str) -> bool {
    use picture::Format::{Avif, Bmp, Gif, Ico, Jpeg, Png, Svg, WebP};
    match picture::Format::of_name(file) {
        Some(Png | Jpeg | Gif | WebP | Avif) => true,
        Some(Svg) => false,
        Some(Bmp | Ico) | None => {
            files.read_head(file, 64).is_ok_and(|head| format_of(&head).is_ok())
        }
    }
}

/// What is wrong with a picture, in words.
pub(super) fn diagnostic(file: &str, fault: &Fault) -> Diagnostic {
    Diagnostic::error(format!("the picture `{file}` {fault}")).hint(fault.remedy())
}

/// The size of the picture with this name that begins with `head`, if that tells it.
pub(super) fn dimensions(name: &str, head: &[u8]) -> Option<Dimensions> {
    if name.to_ascii_lowercase().ends_with(".svg") {
        return of_drawing(head);
    }
    let size = imagesize::blob_size(head).ok()?;
    let (width, height) = (size.width.try_into().ok()?, size.height.try_into().ok()?);
    (width > 0 && height > 0).then_some(Dimensions { width, height })
}

/// The size that a drawing names, else that of its view box
/// (<https://www.w3.org/TR/SVG2/coords.html#SizingSVGInCSS>).
fn of_drawing(head: &[u8]) -> Option<Dimensions> {
    let root = root(head)?;
    let pixels = |text: String| whole(text.trim().trim_end_matches("px"));
    let named =
        root.attribute("width").and_then(pixels).zip(root.attribute("height").and_then(pixels));
    let (width, height) = named.or_else(|| {
        let numbers = root.attribute("viewBox")?;
        let mut numbers = numbers.split([' ', ',']).filter(|text| !text.is_empty()).skip(2);
        Some((whole(numbers.next()?)?, whole(numbers.next()?)?))
    })?;
    Some(Dimensions { width, height })
}

/// A length as a whole number of pixels, at least one.
fn whole(text: &str) -> Option<u32> {
    let number: f64 = text.parse().ok()?;
    let is_sensible = (0.5..1e6).contains(&number);
    // It is in the range of the type.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    is_sensible.then(|| number.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(drawing: &str) -> Option<(u32, u32)> {
        of_drawing(drawing.as_bytes()).map(|size| (size.width, size.height))
    }

    #[test]
    fn a_drawing_tells_its_size_or_that_of_its_view_box() {
        let comment = "<?xml version=\"1.0\"?><!-- <svg width='1'> -->";
        assert_eq!(of(&format!("{comment}<svg width=\"40\" height='10px'/>")), Some((40, 10)));
        assert_eq!(of("<svg viewBox=\"0 0 40.4,10\" width=\"100%\">"), Some((40, 10)));
        assert_eq!(of("<svg viewBox=\"0 0 0 10\">"), None);
        assert_eq!(of("<svg>"), None);
        assert_eq!(of("<svg width=\"1e99\" height=\"2\">"), None);
        assert_eq!(of("no drawing"), None);
    }
}
