//! Sound in MP3: frames of MPEG's layer III (ISO/IEC 11172-3 and 13818-3), one behind the other, with
//! tags before, behind and at times among them.

mod frame;
mod frames;
mod length;
mod tags;

pub use frame::{Frame, Sound};
pub use frames::Frames;
pub use length::length;
pub use tags::behind_tags;
