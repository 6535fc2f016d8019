//! GIF, by `gif`: its first image on the canvas.

use std::io::Cursor;
use std::num::NonZeroU64;

use gif::{ColorOutput, DecodeOptions, MemoryLimit};

use super::MOST_BYTES;
use crate::raster::{Mix, Raster};
use crate::size::Size;

pub(super) fn decode(bytes: &[u8]) -> Result<Raster, String> {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::RGBA);
    let most = NonZeroU64::new(MOST_BYTES).unwrap_or(NonZeroU64::MIN);
    options.set_memory_limit(MemoryLimit::Bytes(most));
    let mut decoder = options.read_info(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let [width, height] = [decoder.width(), decoder.height()].map(usize::from);
    let frame = decoder.read_next_frame().map_err(|error| error.to_string())?;
    let frame = frame.ok_or("it holds no picture")?;
    let mut pixels = vec![0; width * height * 4];
    let row = usize::from(frame.width) * 4;
    let [left, top] = [frame.left, frame.top].map(usize::from);
    for (line, from) in frame.buffer.chunks_exact(row.max(1)).enumerate() {
        // What is past the canvas is not seen.
        let seen = row.min(width.saturating_sub(left) * 4);
        let start = ((top + line) * width + left) * 4;
        if let Some(to) = pixels.get_mut(start..start + seen).filter(|_| top + line < height) {
            to.copy_from_slice(&from[..seen]);
        }
    }
    let size = Size { width: width as u32, height: height as u32 };
    Ok(Raster { size, pixels, mix: Mix::Transparent })
}
