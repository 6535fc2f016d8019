//! The languages of captions, by the tags that stand in the names of their files.

/// Languages in which the theme has no words, by ISO 639-1, and languages as they are spoken in a
/// country or written in a script, as programs for captions and services for films name them.
const OTHERS: &str = "\
    af am as be bg bn bo bs ca ce ckb co cs cy da dv el eo et eu fi fil fo ga gd gl gu ha haw hi hmn hr ht hu id ig \
    is jv kk km kmr kn ku ky la lb lg ln lo lt lv mg mi mk ml mn mr ms mt my nb ne nn no ny om or os pa ps qu rm ro \
    rw sd si sk sl sm sn so sq sr st su sv sw ta te tg ti tk tl tn to ts tt ug ur uz vi wo xh yi yo yue zu \
    ar-AE ar-EG ar-SA bn-BD bn-IN cs-CZ da-DK de-AT de-CH de-DE el-GR en-AU en-CA en-GB en-IE en-IN en-NZ en-US \
    en-ZA es-419 es-AR es-CL es-CO es-ES es-MX es-US et-EE eu-ES fa-AF fa-IR fi-FI fr-BE fr-CA fr-CH fr-FR gl-ES \
    he-IL hi-IN hr-HR hu-HU hy-AM id-ID it-CH it-IT ja-JP ka-GE ko-KR lt-LT lv-LV ms-MY nb-NO nl-BE nl-NL nn-NO \
    pl-PL pt-BR ro-RO ru-RU sk-SK sl-SI sr-Cyrl sr-Latn sr-RS sv-SE sw-KE sw-TZ ta-IN te-IN th-TH tr-TR uk-UA \
    ur-PK uz-Latn vi-VN zh-CN zh-HK zh-Hans zh-SG zh-TW";

pub(super) fn others() -> impl Iterator<Item = &'static str> {
    OTHERS.split_ascii_whitespace()
}

/// The language of a tag, wherever it is spoken.
pub(super) fn primary(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}
