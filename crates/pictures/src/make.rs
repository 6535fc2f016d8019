//! Smaller pictures out of one: decoded once, made small once in its own colours, converted to
//! sRGB, turned, and the smaller ones from that.

use fast_image_resize::Resizer;

use crate::container::{self, Anatomy, Kept};
use crate::facts::Ink;
use crate::fault::Fault;
use crate::format::Format;
use crate::metadata::{self, Metadata};
use crate::plan::Plan;
use crate::raster::{Mix, Raster};
use crate::recognised::format_of;
use crate::size::{Orientation, Size};
use crate::{clean, colour, decode, encode, look, resize};

/// A picture that is ready for a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// As a browser finds it.
    pub size: Size,
    /// Its format.
    pub format: Format,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Makes the pictures for a page, of the widths of [`Plan::widths_for`]: first all WebP, then all
/// of [`Facts::fallback`](crate::Facts::fallback), each ascending. They are upright, in sRGB, and say of themselves what
/// the plan keeps and nothing else.
///
/// None is wider than the original, and none weighs more than the original or than the next wider
/// one of its format: such a one is left out. There is no WebP at all if the widest would weigh
/// more than the other of that width, or without the feature `webp`. At least one picture of the
/// other format there is always.
///
/// What moves stays as it is, cleaned, and is the only one; so is AVIF.
///
/// It takes some 10 bytes of memory for each pixel of the original.
///
/// # Errors
///
/// What is wrong with the file.
pub fn make(bytes: &[u8], plan: &Plan) -> Result<Vec<Variant>, Fault> {
    let anatomy = container::read(bytes)?;
    let said = metadata::read(&anatomy, plan.code_page);
    let upright = said.orientation.upright(anatomy.stored);
    if anatomy.is_animated || anatomy.format == Format::Avif {
        let kept = clean::kept(&anatomy, &said, plan.keep);
        let bytes = container::rewritten(anatomy.format, bytes, &kept)?;
        return Ok(vec![Variant { size: upright, format: anatomy.format, bytes }]);
    }
    let broken = |found| Fault::Broken(anatomy.format, found);
    let rasters =
        rasters(bytes, &anatomy, said.orientation, plan).map_err(|error| match error {
            Failure::OfFile(fault) => fault,
            Failure::OfWork(found) => broken(found),
        })?;
    let work = Work {
        rasters,
        is_flat: look::is_flat(&anatomy),
        original: original(bytes, &anatomy, &said, plan)?,
        most: bytes.len(),
        upright,
        xmp: clean::xmp(&said, plan.keep),
        plan,
    };
    let fallback = work.fallback().map_err(broken)?;
    let mut variants = work.webp(fallback.last()).map_err(broken)?;
    variants.extend(fallback);
    Ok(variants)
}

/// So wide is a picture at most that links are shared with, and so heavy, in bytes: messengers show
/// none that is heavier.
const WIDEST_SHARED: u32 = 1200;
const LIGHT_ENOUGH: usize = 600_000;

/// What went wrong: something with the file, or a library that does not do it.
enum Failure {
    OfFile(Fault),
    OfWork(String),
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::OfFile(fault)
    }
}

impl From<String> for Failure {
    fn from(found: String) -> Self {
        Self::OfWork(found)
    }
}

/// The pictures of all widths, upright and in sRGB, the widest first.
fn rasters(
    bytes: &[u8],
    anatomy: &Anatomy,
    orientation: Orientation,
    plan: &Plan,
) -> Result<Vec<Raster>, Failure> {
    let upright = orientation.upright(anatomy.stored);
    let mut sizes = plan.widths_for(upright).into_iter().rev().map(|width| upright.at_width(width));
    let mut resizer = Resizer::new();
    let mut widest = decode::pixels(bytes, anatomy)?;
    // Turning back what is upright changes the sides in the same way.
    let first = sizes.next().map_or(anatomy.stored, |size| orientation.upright(size));
    if first != widest.size {
        widest = resize::resized(&mut resizer, &widest, first)?;
    }
    let widest = colour::to_srgb(widest, anatomy.profile.as_deref()).turned(orientation);
    let smaller: Result<Vec<Raster>, String> =
        sizes.map(|size| resize::resized(&mut resizer, &widest, size)).collect();
    let mut rasters = vec![widest];
    rasters.extend(smaller?);
    Ok(rasters)
}

/// The file itself, cleaned, if a page can show it as it is.
fn original(
    bytes: &[u8],
    anatomy: &Anatomy,
    said: &Metadata,
    plan: &Plan,
) -> Result<Option<Vec<u8>>, Fault> {
    let is_fit = said.orientation == Orientation::Upright
        && anatomy.profile.is_none()
        && !matches!(anatomy.colours.ink, Ink::Cmyk | Ink::Ycck);
    let kept = Kept { xmp: clean::xmp(said, plan.keep), ..Kept::default() };
    is_fit.then(|| container::rewritten(anatomy.format, bytes, &kept)).transpose()
}

/// All that variants are made of.
struct Work<'a> {
    rasters: Vec<Raster>,
    is_flat: bool,
    /// The file itself, if a page can show it.
    original: Option<Vec<u8>>,
    /// What none may weigh more than.
    most: usize,
    /// The size of the original.
    upright: Size,
    xmp: Option<Vec<u8>>,
    plan: &'a Plan,
}

impl Work<'_> {
    /// The pictures for all browsers, ascending.
    fn fallback(&self) -> Result<Vec<Variant>, String> {
        let mix = self.rasters.first().map(|raster| raster.mix);
        let is_transparent = mix == Some(Mix::Transparent);
        let format = Format::beside_webp(is_transparent, self.is_flat, self.upright);
        self.lighter_and_lighter(format, |raster, most| match format {
            Format::Png => encode::png(raster, png::Compression::Balanced),
            _ => self.jpeg(raster, most),
        })
    }

    /// A JPEG that weighs at most so much, if that can be done with less quality.
    fn jpeg(&self, raster: &Raster, most: usize) -> Result<Vec<u8>, String> {
        let is_shared = raster.size.width <= WIDEST_SHARED;
        let most = if is_shared { most.min(LIGHT_ENOUGH) } else { most };
        let mut quality = self.plan.jpeg_quality;
        loop {
            let encoded = encode::jpeg(raster, quality)?;
            if encoded.len() <= most || quality <= 40 {
                return Ok(encoded);
            }
            quality -= 10;
        }
    }

    /// The pictures for newer browsers, ascending; none if they are no gain.
    #[cfg(feature = "webp")]
    fn webp(&self, other: Option<&Variant>) -> Result<Vec<Variant>, String> {
        let is_long =
            |raster: &Raster| raster.size.width.max(raster.size.height) > encode::LONGEST_WEBP;
        if self.rasters.iter().any(is_long) {
            return Ok(Vec::new());
        }
        let quality = (!self.is_flat).then_some(self.plan.webp_quality);
        let variants =
            self.lighter_and_lighter(Format::WebP, |raster, _| encode::webp(raster, quality))?;
        let widest = variants.last();
        let is_gain = widest.zip(other).is_some_and(|(own, other)| {
            let is_widest = self.rasters.first().is_some_and(|raster| raster.size == own.size);
            let is_lighter = own.size != other.size || own.bytes.len() < other.bytes.len();
            is_widest && is_lighter && own.bytes.len() <= self.most
        });
        Ok(if is_gain { variants } else { Vec::new() })
    }

    #[cfg(not(feature = "webp"))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self)]
    fn webp(&self, _other: Option<&Variant>) -> Result<Vec<Variant>, String> {
        Ok(Vec::new())
    }

    /// One of each size, ascending, without those that weigh more than the next wider one or the
    /// original; of all that do, the smallest is left.
    fn lighter_and_lighter(
        &self,
        format: Format,
        encode: impl Fn(&Raster, usize) -> Result<Vec<u8>, String>,
    ) -> Result<Vec<Variant>, String> {
        let mut variants: Vec<Variant> = Vec::new();
        let mut most = self.most;
        for (number, raster) in self.rasters.iter().enumerate() {
            let own = self
                .original
                .as_ref()
                .filter(|own| format_of(own) == Ok(format) && raster.size == self.upright);
            // Before quality is given up, the original stands in.
            let encoded = encode(raster, if own.is_some() { usize::MAX } else { most })?;
            let mut bytes =
                self.xmp.as_ref().map(|xmp| with_xmp(format, &encoded, xmp)).unwrap_or(encoded);
            if let Some(own) = own.filter(|own| own.len() <= bytes.len()) {
                bytes.clone_from(own);
            }
            let is_last = number + 1 == self.rasters.len();
            if bytes.len() <= most || is_last && variants.is_empty() {
                most = bytes.len();
                variants.push(Variant { size: raster.size, format, bytes });
            }
        }
        variants.reverse();
        Ok(variants)
    }
}

/// A file that was just encoded, with what it says of itself.
fn with_xmp(format: Format, encoded: &[u8], xmp: &[u8]) -> Vec<u8> {
    match format {
        Format::Jpeg => container::jpeg::with_xmp(encoded, xmp),
        Format::Png => container::png::with_xmp(encoded, xmp),
        #[cfg(feature = "webp")]
        Format::WebP => container::webp::with_xmp(encoded, xmp),
        _ => encoded.to_vec(),
    }
}
