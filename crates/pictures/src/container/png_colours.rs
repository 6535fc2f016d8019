//! What a PNG without an ICC profile says of its colours: code points for video (cICP), or a gamma
//! (gAMA) and chromaticities (cHRM), in this order (<https://www.w3.org/TR/png-3/#11addnlcolinfo>).

use moxcms::{
    Chromaticity, CicpProfile, ColorPrimaries, ColorProfile, TransferCharacteristics, XyY,
    curve_from_gamma,
};

use super::be32;

/// The chunks that say it.
pub(super) struct Said<'a> {
    pub(super) cicp: Option<&'a [u8]>,
    pub(super) gamma: Option<&'a [u8]>,
    pub(super) chromaticities: Option<&'a [u8]>,
    /// Whether it says that it is in sRGB.
    pub(super) is_srgb: bool,
    pub(super) is_gray: bool,
}

/// The gamma, times 100,000, and the chromaticities of white, red, green and blue that stand for
/// sRGB where a program cannot read its chunk.
const SRGB_GAMMA: u32 = 45_455;
const SRGB: [u32; 8] = [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000];

/// What programs round differently.
const ABOUT: u32 = 100;

impl Said<'_> {
    /// Whether the code points are those of sRGB, whatever else is said.
    pub(super) fn is_srgb_by_cicp(&self) -> bool {
        self.cicp == Some(&[1, 13, 0, 1])
    }

    /// Whether its light is that of PQ or HLG.
    pub(super) fn is_hdr(&self) -> bool {
        let Some(&[_, transfer, ..]) = self.cicp else { return false };
        [TransferCharacteristics::Smpte2084, TransferCharacteristics::Hlg]
            .into_iter()
            .any(|wide| TransferCharacteristics::try_from(transfer) == Ok(wide))
    }

    /// The profile of the code points, which come before an ICC profile; none if there are none,
    /// or if they are of a wider range of light than pages show.
    pub(super) fn profile_of_cicp(&self) -> Option<Vec<u8>> {
        let &[primaries, transfer, 0, 1] = self.cicp? else { return None };
        let profile = CicpProfile {
            color_primaries: primaries.try_into().ok()?,
            transfer_characteristics: transfer.try_into().ok()?,
            matrix_coefficients: 0.try_into().ok()?,
            full_range: true,
        };
        if self.is_hdr() || self.is_gray {
            return None;
        }
        // Code points that say nothing leave it sRGB. What it returns is no sign (moxcms 0.9.2).
        let mut made = ColorProfile::new_srgb();
        made.update_rgb_colorimetry_from_cicp(profile);
        made.encode().ok()
    }

    /// The profile of gamma and chromaticities; none if they are about those of sRGB.
    pub(super) fn profile_of_numbers(&self) -> Option<Vec<u8>> {
        if self.is_srgb || self.cicp.is_some() {
            return None;
        }
        let is_about = |one: u32, other: u32| one.abs_diff(other) <= ABOUT;
        let gamma = self.gamma.and_then(|data| be32(data, 0)).filter(|gamma| *gamma > 0);
        let other_gamma = gamma.filter(|gamma| !is_about(*gamma, SRGB_GAMMA));
        let curve = |gamma: u32| curve_from_gamma(100_000.0 / gamma as f32);
        if self.is_gray {
            let gamma = 100_000.0 / other_gamma? as f32;
            return ColorProfile::new_gray_with_gamma(gamma).encode().ok();
        }
        let named = self.chromaticities.and_then(chromaticities).filter(|named| {
            named.iter().zip(SRGB).any(|(own, standard)| !is_about(*own, standard))
        });
        if named.is_none() && other_gamma.is_none() {
            return None;
        }
        let mut profile = ColorProfile::new_srgb();
        // They would go before the numbers.
        profile.cicp = None;
        if let Some(named) = named {
            let [white, red, green, blue] = pairs(named);
            let white = XyY { x: white.x.into(), y: white.y.into(), yb: 1.0 };
            profile.update_rgb_colorimetry(white, ColorPrimaries { red, green, blue });
        }
        if let Some(gamma) = gamma {
            profile.red_trc = Some(curve(gamma));
            profile.green_trc = Some(curve(gamma));
            profile.blue_trc = Some(curve(gamma));
        }
        profile.encode().ok()
    }
}

/// Eight numbers, times 100,000; none if colours cannot be of them.
fn chromaticities(data: &[u8]) -> Option<[u32; 8]> {
    let mut numbers = [0; 8];
    for (at, number) in numbers.iter_mut().enumerate() {
        *number = be32(data, at * 4)?;
    }
    let [_, white, _, red, _, green, _, blue] = numbers;
    let are_right = [white, red, green, blue].iter().all(|y| *y > 0)
        && numbers.iter().all(|number| *number <= 100_000);
    are_right.then_some(numbers)
}

fn pairs(numbers: [u32; 8]) -> [Chromaticity; 4] {
    let at = |place: usize| numbers[place] as f32 / 100_000.0;
    [0, 2, 4, 6].map(|place| Chromaticity { x: at(place), y: at(place + 1) })
}
