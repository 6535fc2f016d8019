//! The sizes of pictures, so that a page keeps their places before they are there.

use crate::formats::picture::root;
use crate::text::markdown::Dimensions;

/// How much of a file is read to learn its size: pictures say it near their beginning.
pub(super) const HEAD: usize = 256 << 10;

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
