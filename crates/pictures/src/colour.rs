//! From the colours of a profile to sRGB, which is what pages are in
//! (ICC.1:2022, <https://www.color.org/specification/ICC.1-2022-05.pdf>).

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::raster::{Mix, Raster};

/// The same picture in sRGB. A profile that cannot be read, or that is for other colours than the
/// picture's, is passed over, as browsers do.
pub(crate) fn to_srgb(mut raster: Raster, profile: Option<&[u8]>) -> Raster {
    let profile = profile.and_then(|profile| ColorProfile::new_from_slice(profile).ok());
    let is_converted = profile.is_some_and(|profile| convert(&mut raster, &profile).is_some());
    if raster.mix == Mix::Cmyk {
        if !is_converted {
            raster.pixels.as_chunks_mut().0.iter_mut().for_each(rgb_without_profile);
        }
        raster.mix = Mix::Opaque;
    }
    raster
}

/// None if the profile is not for these colours.
fn convert(raster: &mut Raster, profile: &ColorProfile) -> Option<()> {
    let srgb = ColorProfile::new_srgb();
    let layout = match (profile.color_space, raster.mix) {
        (DataColorSpace::Rgb, Mix::Opaque | Mix::Transparent | Mix::Gray) => Layout::Rgba,
        (DataColorSpace::Gray, Mix::Gray) => Layout::Gray,
        // Four inks stand where red, green, blue and opacity would.
        (DataColorSpace::Cmyk, Mix::Cmyk) => Layout::Rgba,
        _ => return None,
    };
    if layout == Layout::Gray {
        return convert_gray(raster, profile, &srgb);
    }
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(layout, &srgb, Layout::Rgba, options).ok()?;
    // A row at a time, so that there is never a second picture of the size.
    let mut row = Vec::new();
    for pixels in raster.pixels.chunks_mut(raster.size.width as usize * 4) {
        row.clear();
        row.extend_from_slice(pixels);
        transform.transform(&row, pixels).ok()?;
    }
    if raster.mix == Mix::Cmyk {
        raster.pixels.as_chunks_mut().0.iter_mut().for_each(|[_, _, _, opacity]| *opacity = 255);
    }
    Some(())
}

/// Each of the 256 shades once.
fn convert_gray(raster: &mut Raster, profile: &ColorProfile, srgb: &ColorProfile) -> Option<()> {
    let options = TransformOptions::default();
    let transform = profile.create_transform_8bit(Layout::Gray, srgb, Layout::Rgb, options).ok()?;
    let shades: Vec<u8> = (0..=255).collect();
    let mut colours = vec![0; 256 * 3];
    transform.transform(&shades, &mut colours).ok()?;
    let (colours, _) = colours.as_chunks::<3>();
    for [red, green, blue, _] in raster.pixels.as_chunks_mut::<4>().0 {
        let shade = colours[usize::from(*red)];
        // Neutral in, neutral out: what rounding makes of it is no colour.
        [*red, *green, *blue] = [shade[1]; 3];
    }
    Some(())
}

/// As browsers do where nothing says what the inks are.
fn rgb_without_profile(pixel: &mut [u8; 4]) {
    let [cyan, magenta, yellow, black] = *pixel;
    let light = |ink: u8| {
        let product = u16::from(255 - ink) * u16::from(255 - black);
        ((product + 127) / 255) as u8
    };
    *pixel = [light(cyan), light(magenta), light(yellow), 255];
}
