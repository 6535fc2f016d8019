//! How the newsrooms of a language set datelines, where a site does not say otherwise.

use icu_locale::{Locale, LocaleExpander};

use super::DatelinePattern;
use crate::language::tag::with_fallbacks;

/// Patterns by language. The day is as the language writes it (CLDR); capitals, brackets and
/// dashes are those of its news agencies, such as Armenpress, TASS, AFP, EFE, ANSA and Xinhua.
///
/// Georgian and the scripts of Asia and the Near East have no capitals to set a name in.
const PATTERNS: [(&str, &str); 23] = [
    ("ar", "{place}، {date} ({agency}) –"),
    ("az", "{place}, {date}, {agency}."),
    ("de", "{place}, {date} ({agency}) –"),
    ("en", "{PLACE}, {MONTH} {day}, {AGENCY}:"),
    // English outside of North America.
    ("en-001", "{PLACE}, {DATE}, {AGENCY}:"),
    ("es", "{place}, {date} ({agency}).–"),
    ("fa", "{place}، {date} ({agency}) –"),
    ("fr", "{place}, {date} ({agency}) –"),
    ("he", "{place}, {date} ({agency}) –"),
    ("hy", "{PLACE}, {day} {MONTH}, {AGENCY}։"),
    ("it", "({agency}) – {PLACE}, {date} –"),
    ("ja", "{place} {date} {agency}"),
    ("ka", "{place}, {date}, {agency}."),
    ("ko", "({place}={agency}) {date}"),
    ("nl", "{PLACE}, {date} ({agency}) –"),
    ("pl", "{PLACE}, {date} ({agency}) –"),
    ("pt", "{PLACE}, {date} ({agency}) –"),
    ("ru", "{PLACE}, {date} — {agency}."),
    ("th", "{place} {date} ({agency}) –"),
    ("tr", "{PLACE}, {date} ({agency}) –"),
    ("uk", "{PLACE}, {date} — {agency}."),
    ("zh", "{agency}{place}{date}电"),
    ("zh-Hant", "（{agency}{place}{date}電）"),
];

/// Of a language that has none here.
const OTHERS: &str = "{PLACE}, {DATE}, {AGENCY}:";

/// Of one in Arabic script that has none here: that has a comma of its own.
const OTHERS_IN_ARABIC: &str = "{place}، {date} ({agency}) –";

/// The pattern of a language, as it is written in `site.yaml`.
pub fn pattern(language: &Locale) -> &'static str {
    let of_list = |name: String| PATTERNS.iter().find(|(language, _)| *language == name);
    let found = with_fallbacks(language).into_iter().find_map(of_list);
    match found {
        Some((_, pattern)) => pattern,
        None if is_in_arabic(language) => OTHERS_IN_ARABIC,
        None => OTHERS,
    }
}

fn is_in_arabic(language: &Locale) -> bool {
    let mut likely = language.id.clone();
    LocaleExpander::new_extended().maximize(&mut likely);
    likely.script.is_some_and(|script| script.as_str() == "Arab")
}

impl DatelinePattern {
    /// That of the newsrooms of a language.
    pub fn of(language: &Locale) -> Self {
        DatelinePattern::parse(pattern(language)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::calendar::Calendar;
    use crate::text::dateline::DatelineParts;
    use jiff::civil::Date;

    /// The page that lists them.
    const DOCUMENTATION: &str = include_str!("../../../docs/site-yaml.md");

    fn filled(tag: &str, place: Option<&str>, agency: Option<&str>) -> String {
        let day = Date::constant(2026, 11, 28);
        let language = Locale::try_from_str(tag).unwrap();
        let calendar = Calendar::new(&language, [day]);
        DatelinePattern::of(&language).fill(&DatelineParts {
            place,
            agency,
            language: &language.id,
            date: &calendar.day_of_year(day),
            month: calendar.month_name(day),
            site_language: &language.id,
            day: 28,
            year: 2026,
        })
    }

    /// Each is in the documentation, in a row of its table.
    #[test]
    fn datelines_are_those_of_the_language() {
        for (tag, name, place, agency, whole, without_agency) in [
            ("en", "English", "Boston", "HBN", "BOSTON, NOVEMBER 28, HBN:", "BOSTON, NOVEMBER 28:"),
            (
                "en-GB",
                "outside of North America",
                "London",
                "HBN",
                "LONDON, 28 NOVEMBER, HBN:",
                "LONDON, 28 NOVEMBER:",
            ),
            (
                "hy",
                "Armenian",
                "Երևան",
                "Արմենպրես",
                "ԵՐԵՎԱՆ, 28 ՆՈՅԵՄԲԵՐԻ, ԱՐՄԵՆՊՐԵՍ։",
                "ԵՐԵՎԱՆ, 28 ՆՈՅԵՄԲԵՐԻ։",
            ),
            (
                "ru",
                "Russian",
                "Ереван",
                "Новости",
                "ЕРЕВАН, 28 ноября — Новости.",
                "ЕРЕВАН, 28 ноября.",
            ),
            (
                "ka",
                "Georgian",
                "თბილისი",
                "ნიუსი",
                "თბილისი, 28 ნოემბერი, ნიუსი.",
                "თბილისი, 28 ნოემბერი.",
            ),
            ("az", "Azerbaijani", "Bakı", "Xəbər", "Bakı, 28 noyabr, Xəbər.", "Bakı, 28 noyabr."),
            ("fr", "French", "Évian", "AFP", "Évian, 28 novembre (AFP) –", "Évian, 28 novembre –"),
            (
                "de",
                "German",
                "Gießen",
                "dpa",
                "Gießen, 28. November (dpa) –",
                "Gießen, 28. November –",
            ),
            (
                "es",
                "Spanish",
                "Madrid",
                "EFE",
                "Madrid, 28 de noviembre (EFE).–",
                "Madrid, 28 de noviembre.–",
            ),
            (
                "pt",
                "Portuguese",
                "Brasília",
                "ABr",
                "BRASÍLIA, 28 de novembro (ABr) –",
                "BRASÍLIA, 28 de novembro –",
            ),
            (
                "it",
                "Italian",
                "Roma",
                "ANSA",
                "(ANSA) – ROMA, 28 novembre –",
                "ROMA, 28 novembre –",
            ),
            (
                "nl",
                "Dutch",
                "Den Haag",
                "ANP",
                "DEN HAAG, 28 november (ANP) –",
                "DEN HAAG, 28 november –",
            ),
            ("pl", "Polish", "Łódź", "PAP", "ŁÓDŹ, 28 listopada (PAP) –", "ŁÓDŹ, 28 listopada –"),
            (
                "uk",
                "Ukrainian",
                "Київ",
                "Новини",
                "КИЇВ, 28 листопада — Новини.",
                "КИЇВ, 28 листопада.",
            ),
            ("tr", "Turkish", "İzmir", "AA", "İZMİR, 28 Kasım (AA) –", "İZMİR, 28 Kasım –"),
            ("ar", "Arabic", "عمّان", "وفا", "عمّان، 28 نوفمبر (وفا) –", "عمّان، 28 نوفمبر –"),
            ("fa", "Persian", "تهران", "ایرنا", "تهران، ۷ آذر (ایرنا) –", "تهران، ۷ آذر –"),
            ("he", "Hebrew", "חיפה", "סוכנות", "חיפה, 28 בנובמבר (סוכנות) –", "חיפה, 28 בנובמבר –"),
            ("ja", "Japanese", "東京", "共同", "東京 11月28日 共同", "東京 11月28日"),
            (
                "zh",
                "Chinese, simplified",
                "北京",
                "新华社",
                "新华社北京11月28日电",
                "北京11月28日电",
            ),
            (
                "zh-TW",
                "Chinese, traditional",
                "台北",
                "中央社",
                "（中央社台北11月28日電）",
                "（台北11月28日電）",
            ),
            ("ko", "Korean", "서울", "연합뉴스", "(서울=연합뉴스) 11월 28일", "(서울) 11월 28일"),
            (
                "th",
                "Thai",
                "เชียงใหม่",
                "สำนักข่าว",
                "เชียงใหม่ 28 พฤศจิกายน (สำนักข่าว) –",
                "เชียงใหม่ 28 พฤศจิกายน –",
            ),
            (
                "ur",
                "any other in Arabic script",
                "لاہور",
                "اے پی پی",
                "لاہور، 28 نومبر (اے پی پی) –",
                "لاہور، 28 نومبر –",
            ),
            (
                "el",
                "any other",
                "Αθήνα",
                "ΑΠΕ",
                "ΑΘΗΝΑ, 28 ΝΟΕΜΒΡΙΟΥ, ΑΠΕ:",
                "ΑΘΗΝΑ, 28 ΝΟΕΜΒΡΙΟΥ:",
            ),
        ] {
            assert_eq!(filled(tag, Some(place), Some(agency)), whole, "{tag}");
            assert_eq!(filled(tag, Some(place), None), without_agency, "{tag}");
            let pattern = pattern(&Locale::try_from_str(tag).unwrap());
            let row = format!("| {name} | `{pattern}` | {whole} |\n");
            assert!(DOCUMENTATION.contains(&row), "docs/site-yaml.md lacks\n{row}");
        }
    }

    #[test]
    fn a_dateline_without_a_place_has_no_empty_brackets() {
        for (tag, line) in [
            ("it", "(HBN), 28 novembre –"),
            ("de", "28. November (HBN) –"),
            ("ko", "(HBN) 11월 28일"),
            ("zh", "HBN11月28日电"),
            ("ru", "28 ноября — HBN."),
        ] {
            assert_eq!(filled(tag, None, Some("HBN")), line, "{tag}");
        }
    }

    #[test]
    fn every_pattern_is_one() {
        for pattern in PATTERNS.map(|(_, pattern)| pattern).into_iter().chain([OTHERS_IN_ARABIC]) {
            assert!(DatelinePattern::parse(pattern).is_ok(), "{pattern}");
        }
        for tag in ["ur", "ps", "ckb", "ug"] {
            assert_eq!(pattern(&Locale::try_from_str(tag).unwrap()), OTHERS_IN_ARABIC, "{tag}");
        }
        assert_eq!(DatelinePattern::of(&icu_locale::locale!("sw")).to_string(), OTHERS);
    }
}
