//! What parts of the day are called beside an hour.
//!
//! ICU4X has the names of the two halves alone. The others, and the hours from and until which they
//! are said, are those of CLDR 48 (`dayPeriods` of each language, `dayPeriodRules`), longer by an hour
//! or two at night, where people go on saying the same. Of newspapers, and not of CLDR, are: short
//! forms without their points, other cases and prepositions (`am Abend`, `por la tarde`, `della sera`),
//! letters without their marks, and in Chinese and Japanese the hours around midnight and dawn
//! (`深夜`, `半夜`, `未明`, `早朝`).

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use icu_datetime::fieldsets::enums::TimeFieldSet;
use icu_datetime::input::Time;
use icu_datetime::pattern::{DateTimePattern, FixedCalendarDateTimeNames};
use icu_locale::Locale;
use writeable::TryWriteable;

use super::day_periods::Period::{self, Am, Hours, Morning, Pm};
use crate::theme;

/// What is called so.
pub struct Named {
    /// What stands beside the hour.
    pub name: String,
    /// What it says.
    pub period: Period,
    /// Whether a headline may begin with it, or end so.
    pub is_also_a_word: bool,
    /// Whether it stands before the hour alone.
    pub is_before: bool,
}

/// Those of all languages, made for the first time that may have one.
static NAMED: LazyLock<All> = LazyLock::new(All::new);

/// Names, the longest first, by the letters with which they begin and end: most words have neither.
struct All {
    by_first: HashMap<char, Vec<Arc<Named>>>,
    by_last: HashMap<char, Vec<Arc<Named>>>,
}

impl All {
    fn new() -> Self {
        let mut all = All { by_first: HashMap::new(), by_last: HashMap::new() };
        for named in named().into_iter().map(Arc::new) {
            let mut letters = named.name.chars();
            if let Some(first) = letters.next() {
                let last = letters.next_back().unwrap_or(first);
                all.by_first.entry(plain(first)).or_default().push(Arc::clone(&named));
                all.by_last.entry(plain(last)).or_default().push(Arc::clone(&named));
            }
        }
        all
    }
}

/// A letter or sign, by which names are looked for: whichever apostrophe it is.
pub fn plain(sign: char) -> char {
    match sign {
        '’' | '‘' | 'ʼ' => '\'',
        sign if sign.is_whitespace() => ' ',
        sign => sign,
    }
}

/// Those that words may begin with, the longest first.
pub fn beginning(words: &str) -> impl Iterator<Item = &'static Named> {
    let found = words.chars().next().and_then(|first| NAMED.by_first.get(&plain(first)));
    found.into_iter().flatten().map(|named| &**named)
}

/// Those that words may end with, the longest first.
pub fn ending(words: &str) -> impl Iterator<Item = &'static Named> {
    let found = words.chars().next_back().and_then(|last| NAMED.by_last.get(&plain(last)));
    found.into_iter().flatten().map(|named| &**named)
}

/// The halves of the day of languages in which they stand before an hour, and nothing else is them.
pub const HALVES: [(&str, Period); 6] =
    [("午前", Am), ("上午", Am), ("오전", Am), ("午後", Pm), ("下午", Pm), ("오후", Pm)];

/// What stands behind an hour, or before it. With `?` a headline may begin so as well.
const BESIDE: &[(Period, &str)] = &[
    // English, and the signs of all who write in Latin letters.
    (Am, "?am | a.m. | a.m | a. m. | ?AM | ?A.M. | ?A.M"),
    (Pm, "pm | p.m. | p.m | p. m. | ?PM | ?P.M. | ?P.M | ?Pm"),
    (Morning, "?in the morning"),
    (Hours(12, 18), "?in the afternoon"),
    (Hours(18, 24), "?in the evening"),
    (Hours(21, 5), "?at night"),
    (Hours(11, 14), "?noon | ?at noon"),
    (Hours(23, 1), "?midnight | ?at midnight"),
    // German
    (Morning, "morgens | am Morgen | früh | in der Früh | vormittags | vorm. | am Vormittag"),
    (Hours(11, 14), "mittags | am Mittag"),
    (Hours(12, 18), "nachmittags | nachm. | am Nachmittag"),
    (Hours(18, 24), "abends | am Abend"),
    (Hours(22, 5), "nachts | in der Nacht"),
    // French
    (Morning, "du matin | mat."),
    (Hours(12, 18), "de l'après-midi | ap.m."),
    (Hours(18, 24), "du soir"),
    (Hours(22, 5), "de la nuit"),
    // Spanish
    (Morning, "de la mañana | por la mañana | de la manana"),
    (Hours(0, 6), "de la madrugada"),
    (Hours(11, 15), "del mediodía | del mediodia"),
    (Hours(12, 20), "de la tarde | por la tarde"),
    (Hours(20, 2), "de la noche | por la noche"),
    // Italian
    (Morning, "di mattina | del mattino | della mattina"),
    (Hours(12, 18), "di pomeriggio | del pomeriggio"),
    (Hours(18, 24), "di sera | della sera"),
    (Hours(22, 6), "di notte | della notte"),
    // Portuguese
    (Morning, "da manhã | da manha | de manhã"),
    (Hours(12, 19), "da tarde | à tarde"),
    (Hours(19, 24), "da noite | à noite"),
    (Hours(0, 6), "da madrugada"),
    // Dutch
    (Morning, "'s ochtends | 's morgens | in de ochtend"),
    (Hours(12, 18), "'s middags | in de middag"),
    (Hours(18, 24), "'s avonds | in de avond"),
    (Hours(22, 6), "'s nachts | in de nacht"),
    // Polish
    (Morning, "rano | przed południem"),
    (Hours(2, 6), "nad ranem"),
    (Hours(12, 18), "po południu"),
    (Hours(18, 24), "wieczorem"),
    (Hours(22, 5), "w nocy"),
    // Russian
    (Am, "пополуночи"),
    (Pm, "пополудни"),
    (Morning, "утра"),
    (Hours(12, 18), "дня"),
    (Hours(18, 24), "вечера | веч."),
    (Hours(22, 4), "ночи"),
    // Ukrainian
    (Pm, "пополудні"),
    (Morning, "ранку"),
    (Hours(18, 24), "вечора"),
    (Hours(22, 4), "ночі"),
    // Armenian
    (Morning, "?առավոտյան"),
    (Hours(12, 18), "?ցերեկվա | ?ցերեկը | ?կեսօրից հետո"),
    (Hours(18, 24), "?երեկոյան"),
    (Hours(22, 6), "?գիշերվա | ?գիշերը"),
    // Georgian
    (Morning, "?დილის | ?დილით"),
    (Hours(12, 18), "?ნაშუადღევს | ?დღის"),
    (Hours(18, 24), "?საღამოს"),
    (Hours(21, 5), "?ღამის | ?ღამით"),
    // Turkish and Azerbaijani
    (Morning, "?sabah | öğleden önce | ?səhər | ?sübh"),
    (Hours(11, 14), "?öğlen | ?günorta"),
    (Hours(12, 18), "öğleden sonra | ?gündüz | ?günortadan sonra"),
    (Hours(18, 24), "?akşam | ?axşam"),
    (Hours(22, 5), "?gece | ?gecə"),
    // Arabic
    (Am, "صباحا | صباحًا | صباحاً"),
    (Pm, "مساء | مساءً | مساءا"),
    (Hours(2, 6), "فجرا | فجرًا | فجراً"),
    (Hours(11, 14), "ظهرا | ظهرًا | ظهراً"),
    (Hours(12, 18), "عصرا | عصرًا | عصراً | ?بعد الظهر"),
    (Hours(20, 3), "ليلا | ليلًا | ليلاً"),
    // Persian
    (Am, "ق.ظ | ق.ظ. | قبل از ظهر"),
    (Pm, "ب.ظ | ب.ظ. | بعد از ظهر | بعدازظهر"),
    (Morning, "?صبح"),
    (Hours(0, 5), "?بامداد"),
    (Hours(11, 14), "?ظهر"),
    (Hours(13, 19), "?عصر"),
    (Hours(19, 1), "?شب"),
    // Hebrew
    (Am, "לפנה״צ | לפנה\"צ"),
    (Morning, "?בבוקר"),
    (Hours(2, 6), "?לפנות בוקר"),
    (Hours(11, 16), "?בצהריים"),
    (Hours(12, 18), "אחה״צ | אחה\"צ | אחר הצהריים | אחר הצהרים | אחרי הצהריים"),
    (Hours(18, 24), "?בערב"),
    (Hours(21, 4), "?בלילה"),
    // Thai
    (Morning, "?ตอนเช้า"),
    (Hours(12, 18), "?ตอนบ่าย"),
    (Hours(16, 20), "?ตอนเย็น"),
];

/// What stands before an hour alone. One sign may be the end of another word.
const BEFORE: &[(Period, &str)] = &[
    // Chinese
    (Morning, "早上 | 早晨 | 早间 | 早間 | ?早"),
    (Hours(4, 8), "清晨 | 早朝"),
    (Hours(0, 5), "凌晨 | 未明"),
    (Hours(11, 14), "中午 | 正午"),
    (Hours(16, 20), "傍晚"),
    (Hours(18, 24), "晚上 | 晚间 | 晚間 | ?晚"),
    (Hours(20, 5), "夜间 | 夜間 | 夜里 | 夜裡 | 夜裏"),
    (Hours(22, 4), "深夜 | 半夜 | 午夜 | 夜中 | 真夜中"),
    // Japanese
    (Morning, "?朝"),
    (Hours(3, 6), "明け方"),
    (Hours(11, 16), "?昼"),
    (Hours(15, 19), "夕方"),
    (Hours(18, 24), "?夜"),
    // Korean
    (Hours(0, 6), "새벽"),
    (Morning, "아침"),
    (Hours(11, 16), "?낮"),
    (Hours(17, 22), "저녁"),
    (Hours(20, 2), "?밤"),
    (Hours(22, 4), "심야 | 한밤중"),
];

fn named() -> Vec<Named> {
    let of_list = |is_before: bool| {
        move |(period, names): &(Period, &str)| {
            let period = *period;
            let names = names.split(" | ").map(move |name| Named {
                name: name.trim_start_matches('?').to_string(),
                period,
                is_also_a_word: name.starts_with('?'),
                is_before,
            });
            names.collect::<Vec<_>>()
        }
    };
    let halves = HALVES.iter().map(|(name, period)| Named {
        name: (*name).into(),
        period: *period,
        is_also_a_word: false,
        is_before: true,
    });
    let mut named: Vec<Named> = BESIDE.iter().flat_map(of_list(false)).collect();
    named.extend(BEFORE.iter().flat_map(of_list(true)));
    named.extend(halves);
    for name in theme::word_lists().chain(OTHERS).flat_map(of_language) {
        if !named.iter().any(|known| known.name == name.name) {
            named.push(name);
        }
    }
    // The first that fits says most.
    named.sort_by_key(|named| std::cmp::Reverse(named.name.len()));
    named
}

/// Languages of newsrooms that the theme does not have, and whose halves of the day are no words.
const OTHERS: [&str; 10] = ["el", "vi", "bg", "sq", "hu", "hi", "bn", "ur", "ms", "fil"];

/// The two halves of the day in a language, as CLDR has them.
fn of_language(tag: &str) -> Vec<Named> {
    let Ok(locale) = Locale::try_from_str(tag) else { return Vec::new() };
    let name = |pattern: &str, hour: u8| {
        let pattern = DateTimePattern::try_from_pattern_str(pattern).ok()?;
        let mut names =
            FixedCalendarDateTimeNames::<(), TimeFieldSet>::try_new((&locale).into()).ok()?;
        let formatter = names.include_for_pattern(&pattern).ok()?;
        let time = Time::try_new(hour, 0, 0, 0).ok()?;
        formatter.format(&time).try_write_to_string().ok().map(|name| name.into_owned())
    };
    // Short and long.
    let patterns = ["a", "aaaa"].into_iter();
    let halves = patterns.flat_map(|pattern| [(pattern, 9, Am), (pattern, 21, Pm)]);
    let halves = halves.filter_map(|(pattern, hour, period)| {
        let name = name(pattern, hour)?;
        // `SA` and `م` may be words, and what has a point or is long is none.
        let is_also_a_word = name.chars().count() <= 2;
        Some(Named { name, period, is_also_a_word, is_before: false })
    });
    halves.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What CLDR calls the halves of the day is known in each language of the theme.
    #[test]
    fn halves_of_the_day_are_those_of_cldr() {
        for (name, period) in [
            ("AM", Am),
            ("p.\u{a0}m.", Pm),
            ("ÖS", Pm),
            ("дп", Am),
            ("пп", Pm),
            ("หลังเที่ยง", Pm),
            ("ก่อนเที่ยง", Am),
            ("ب.ظ.", Pm),
            ("مساءً", Pm),
            ("午前", Am),
            ("오후", Pm),
            ("下午", Pm),
            ("μ.μ.", Pm),
            ("CH", Pm),
        ] {
            let found = beginning(name).find(|named| named.name == name);
            assert_eq!(found.map(|it| it.period), Some(period), "{name}");
        }
    }
}
