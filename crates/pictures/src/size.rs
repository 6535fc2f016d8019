//! How large a picture is, and which side of it is up.

/// The most pixels that a picture may have: more than any phone's camera has, and half a gigabyte
/// in memory.
pub const MOST_PIXELS: u64 = 128_000_000;

/// A size in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Size {
    /// From left to right.
    pub width: u32,
    /// From top to bottom.
    pub height: u32,
}

impl Size {
    /// How many pixels there are.
    pub fn pixels(self) -> u64 {
        u64::from(self.width) * u64::from(self.height)
    }

    /// The size at a width, with the height in proportion, rounded to the nearest and at least 1.
    pub fn at_width(self, width: u32) -> Self {
        let (own, height) = (u64::from(self.width.max(1)), u64::from(self.height));
        let height = (height * u64::from(width) + own / 2) / own;
        Self { width, height: u32::try_from(height).unwrap_or(u32::MAX).max(1) }
    }
}

/// How a picture has to be turned to be upright: 1 to 8 of the tag Orientation (EXIF 3.0, 4.6.5;
/// <https://www.cipa.jp/std/documents/download_e.html?CIPA_DC-008-2024-E>).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Orientation {
    /// 1: it is upright.
    #[default]
    Upright,
    /// 2: mirrored, left for right.
    Mirrored,
    /// 3: upside down.
    UpsideDown,
    /// 4: mirrored, top for bottom.
    Flipped,
    /// 5: mirrored along the diagonal from the top left.
    Transposed,
    /// 6: it has to be turned by 90° clockwise.
    TurnRight,
    /// 7: mirrored along the diagonal from the top right.
    Transversed,
    /// 8: it has to be turned by 90° anticlockwise.
    TurnLeft,
}

impl Orientation {
    /// The orientation of a tag's value; upright if there is no such value.
    pub fn of_tag(value: u32) -> Self {
        match value {
            2 => Self::Mirrored,
            3 => Self::UpsideDown,
            4 => Self::Flipped,
            5 => Self::Transposed,
            6 => Self::TurnRight,
            7 => Self::Transversed,
            8 => Self::TurnLeft,
            _ => Self::Upright,
        }
    }

    /// The value of the tag, 1 to 8.
    pub fn tag(self) -> u16 {
        match self {
            Self::Upright => 1,
            Self::Mirrored => 2,
            Self::UpsideDown => 3,
            Self::Flipped => 4,
            Self::Transposed => 5,
            Self::TurnRight => 6,
            Self::Transversed => 7,
            Self::TurnLeft => 8,
        }
    }

    /// Whether width and height change places.
    pub fn swaps_sides(self) -> bool {
        self.tag() >= 5
    }

    /// The upright size of a picture that is stored in a size.
    pub fn upright(self, stored: Size) -> Size {
        match self.swaps_sides() {
            true => Size { width: stored.height, height: stored.width },
            false => stored,
        }
    }
}
