//! Smaller, by Lanczos' filter.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use crate::raster::{Mix, Raster};
use crate::size::Size;

/// A smaller picture of the same; itself copied if it has the size.
pub(crate) fn resized(
    resizer: &mut Resizer,
    raster: &Raster,
    size: Size,
) -> Result<Raster, String> {
    let own = raster.size;
    let from = ImageRef::new(own.width, own.height, &raster.pixels, PixelType::U8x4)
        .map_err(|error| error.to_string())?;
    let mut to = Image::new(size.width, size.height, PixelType::U8x4);
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
        // So that what cannot be seen does not shine through at the edges.
        .use_alpha(raster.mix == Mix::Transparent);
    resizer.resize(&from, &mut to, &options).map_err(|error| error.to_string())?;
    Ok(Raster { size, pixels: to.into_vec(), mix: raster.mix })
}
