//! Pixels in memory: four bytes each, whatever they are of.

use crate::size::{Orientation, Size};

/// A decoded picture.
pub(crate) struct Raster {
    pub(crate) size: Size,
    /// Rows from the top, four bytes a pixel.
    pub(crate) pixels: Vec<u8>,
    pub(crate) mix: Mix,
}

/// What the four bytes of a pixel are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mix {
    /// Red, green, blue and opacity, of which some is less than whole.
    Transparent,
    /// Red, green, blue, and 255.
    Opaque,
    /// Three times the same, and 255.
    Gray,
    /// Cyan, magenta, yellow and black, 255 the most of each.
    Cmyk,
}

impl Raster {
    /// The same, upright.
    pub(crate) fn turned(self, orientation: Orientation) -> Self {
        if orientation == Orientation::Upright {
            return self;
        }
        let stored = self.size;
        let size = orientation.upright(stored);
        let (from, _) = self.pixels.as_chunks::<4>();
        let [stored_width, stored_height, width] =
            [stored.width, stored.height, size.width].map(|side| side as usize);
        let mut pixels = vec![0; self.pixels.len()];
        let (to, _) = pixels.as_chunks_mut::<4>();
        // Squares of 16 by 16, so that what is read and what is written is near each other.
        for top in (0..size.height as usize).step_by(16) {
            for left in (0..width).step_by(16) {
                for y in top..(top + 16).min(size.height as usize) {
                    for x in left..(left + 16).min(width) {
                        let [right, below] = [stored_width - 1, stored_height - 1];
                        let (column, row) = match orientation {
                            Orientation::Upright => (x, y),
                            Orientation::Mirrored => (right - x, y),
                            Orientation::UpsideDown => (right - x, below - y),
                            Orientation::Flipped => (x, below - y),
                            Orientation::Transposed => (y, x),
                            Orientation::TurnRight => (y, below - x),
                            Orientation::Transversed => (right - y, below - x),
                            Orientation::TurnLeft => (right - y, x),
                        };
                        to[y * width + x] = from[row * stored_width + column];
                    }
                }
            }
        }
        Self { size, pixels, mix: self.mix }
    }

    /// Whether any pixel can be seen through.
    pub(crate) fn is_seen_through(&self) -> bool {
        self.pixels.as_chunks::<4>().0.iter().any(|[_, _, _, opacity]| *opacity != 255)
    }
}
