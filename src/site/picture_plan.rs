//! How pictures are published, by the settings of a site.

use dateline_pictures::{CodePage, Fault, Format, Keep, Plan, clean, look};
use xxhash_rust::xxh3::Xxh3;

use crate::model::{Picture, Version};
use crate::text::config::{self, Config, Pictures};
use crate::text::markdown::Dimensions;

/// Another number stands for other bytes made of the same picture by the same plan.
const MAKER: u32 = 2;

/// What a site's settings ask for.
pub fn plan(config: &Config) -> Plan {
    let Pictures { widths, webp_quality, jpeg_quality, sizes: _, fill: _, keep } = &config.pictures;
    Plan {
        widths: widths.clone(),
        webp_quality: *webp_quality,
        jpeg_quality: *jpeg_quality,
        keep: match keep {
            config::Keep::Rights => Keep::Rights,
            config::Keep::Nothing => Keep::Nothing,
        },
        code_page: CodePage::of_language(&config.language.to_string()),
    }
}

/// What the bytes of a picture and a plan come to.
pub fn key(bytes: &[u8], plan: &Plan) -> u128 {
    let mut hasher = Xxh3::new();
    hasher.update(bytes);
    hasher.update(format!("{MAKER} {plan:?}").as_bytes());
    hasher.digest128()
}

/// A picture with all the versions that a plan asks for.
///
/// # Errors
/// What is wrong with it.
pub fn planned(bytes: &[u8], key: u128, plan: &Plan) -> Result<Picture, Fault> {
    let facts = look(bytes, plan.code_page)?;
    let has_versions = !facts.is_animated && facts.format != Format::Avif;
    let widths = if has_versions { plan.widths_for(facts.upright) } else { Vec::new() };
    let of_format = |format: Format| {
        let upright = facts.upright;
        widths.iter().map(move |width| {
            let size = upright.at_width(*width);
            let size = Dimensions { width: size.width, height: size.height };
            Version { size, format, bytes: None }
        })
    };
    let versions: Vec<Version> =
        of_format(Format::WebP).chain(of_format(facts.fallback())).collect();
    let cleaned = versions.is_empty().then(|| clean(bytes, plan)).transpose()?;
    let bytes = cleaned.map(|cleaned| cleaned.bytes.len() as u64);
    Ok(Picture { key, facts, versions, bytes })
}
