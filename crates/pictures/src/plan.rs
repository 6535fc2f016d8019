//! What is to be made of a picture.

use crate::metadata::CodePage;
use crate::size::Size;

/// Which sizes are made, how well, and what they say of themselves.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    /// In pixels, in any order.
    pub widths: Vec<u32>,
    /// 0 to 100, as libwebp has it.
    pub webp_quality: u8,
    /// 1 to 100, as libjpeg has it.
    pub jpeg_quality: u8,
    /// What they say of themselves.
    pub keep: Keep,
    /// In which characters the file's texts are that do not say so.
    pub code_page: CodePage,
}

/// What published pictures say of themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Keep {
    /// Whose they are: creator, credit line, copyright, licence and kind of source.
    #[default]
    Rights,
    /// Nothing.
    Nothing,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            widths: vec![400, 800, 1200, 1600],
            webp_quality: 75,
            jpeg_quality: 80,
            keep: Keep::Rights,
            code_page: CodePage::Western,
        }
    }
}

impl Plan {
    /// The widths for a picture of an upright size, ascending, never wider than it is: it has its
    /// own width if that is less than the widest, and none that is nearly as wide.
    pub fn widths_for(&self, upright: Size) -> Vec<u32> {
        let own = upright.width;
        let mut widths: Vec<u32> =
            self.widths.iter().copied().filter(|width| (1..=own).contains(width)).collect();
        widths.sort_unstable();
        widths.dedup();
        let is_smaller_than_all_wished = self.widths.iter().all(|width| *width < own);
        if !is_smaller_than_all_wished && !widths.contains(&own) || widths.is_empty() {
            widths.retain(|width| u64::from(*width) * 10 <= u64::from(own) * 9);
            widths.push(own);
        }
        widths
    }
}
