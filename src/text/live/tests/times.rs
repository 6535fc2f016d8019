//! Times of day in the digits and with the words of each language, and halves of the day.

use super::remedies::{FRIDAY, NO_TIME, WITHIN, headline, hold};
use super::*;

#[test]
fn a_time_has_the_digits_of_its_language() {
    for heading in [
        "۱۴:۰۵ رأی‌گیری",
        "١٤:٠٥ التصويت",
        "१४:०५ मतदान",
        "১৪:০৫ ভোট",
        "๑๔:๐๕ น. เลือกตั้ง",
        "１４:０５ 選挙",
        "၁၄:၀၅ မဲ",
        "۱۴:۰۵، رأی‌گیری",
        "\u{200f}14:05 התחלה",
        "\u{200f}۱۴:۰۵\u{200f} رأی‌گیری",
        "14 h 05 Le vote",
        "14\u{a0}h\u{a0}05 : le vote",
        "14\u{202f}h\u{202f}05 – le vote",
        "14 h 05",
        "14:05 · The vote",
    ] {
        assert_eq!(moments(FRIDAY, &[heading]), ["2026-11-20 14:05"], "{heading}");
    }
    for (heading, expected) in [
        ("۱۴:۰۵، رأی‌گیری", "رأی‌گیری"),
        ("14 h 05 : le vote", "le vote"),
        ("14:05 · The vote", "The vote"),
        ("14:05 / The vote", "The vote"),
        ("๑๔:๐๕ น. เลือกตั้ง", "เลือกตั้ง"),
        ("14:05\u{200f} התחלה", "התחלה"),
    ] {
        assert_eq!(headline(heading), expected, "{heading}");
    }
}

#[test]
fn an_hour_may_have_a_word() {
    hold(
        NO_TIME,
        WITHIN,
        &[
            ("20 h : le vote", "", Some("20:00 le vote")),
            ("20h – Le vote", "", Some("20:00 Le vote")),
            ("20 h", "", Some("20:00")),
            ("14 Uhr 05 Die Wahl", "", Some("14:05 Die Wahl")),
            ("14 Uhr 5 Minuten", "", Some("14:00 5 Minuten")),
            ("14 uur 05: De stemming", "", Some("14:05 De stemming")),
            ("14 ч. 05 мин. Голосование", "", Some("14:05 Голосование")),
            ("14 ч 05 мин – Голосование в 20:00", "", Some("14:05 Голосование в 20:00")),
            ("14 год 05 хв Голосування", "", Some("14:05 Голосування")),
            ("14時05分 開票", "", Some("14:05 開票")),
            ("14時05分開票", "", Some("14:05 開票")),
            ("14点05分 投票", "", Some("14:05 投票")),
            ("14時5分 開票", "", Some("14:05 開票")),
            ("午後2時5分 開票", "", Some("14:05 開票")),
            ("午後2時 開票", "", Some("14:00 開票")),
            ("下午2点05分 投票", "", Some("14:05 投票")),
            ("오후 2시 5분 투표", "", Some("14:05 투표")),
            ("11月21日 14時05分 開票", "", Some("11月21日, 14:05 開票")),
            ("11月21日（土）午後2時5分 開票", "", Some("11月21日（土）, 14:05 開票")),
            ("21 ноября, 14 ч. 05 мин. Итоги", "", Some("21 ноября, 14:05 Итоги")),
            ("21. November, 14 Uhr 05: Wahl", "", Some("21. November, 14:05 Wahl")),
            ("14։05 Ընտրություն", "", Some("14:05 Ընտրություն")),
            ("Vote – 14:05", "", Some("14:05 Vote")),
            ("Vote (14:05)", "", Some("14:05 Vote")),
            ("Die Wahl, 14:05 Uhr", "", Some("14:05 Die Wahl")),
            ("14시 05분 투표", "", Some("14:05 투표")),
        ],
    );
    for (heading, right, figure) in [
        ("20 h Le vote", "20:00 Le vote", "20 h"),
        ("7 h de débats", "07:00 de débats", "7 h"),
        ("7 hours of talks end", "07:00 of talks end", "7 hours"),
        ("20h 10 morts", "20:00 10 morts", "20h"),
        ("20h 10 % de participation", "20:00 10 % de participation", "20h"),
        ("14 ч. Голосование", "14:00 Голосование", "14 ч."),
        ("1405 Vote", "14:05 Vote", "1405"),
        ("1405 people vote", "14:05 people vote", "1405"),
    ] {
        let told = format!(
            "{NO_TIME} -> write `## {right}`, or its time before `{figure}` if that is a figure"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

/// A year is no time, nor is how long something takes.
#[test]
fn figures_are_no_times() {
    for heading in [
        "2026 budget passed",
        "2026: the year so far",
        "1945 remembered",
        "Agenda 2030",
        "What comes in 2026",
        "Turnout 1405",
        "3時間の協議",
        "3点看法",
        "20 heads of state meet",
    ] {
        let told = format!("{NO_TIME} -> write `## HH:MM {heading}`{WITHIN}");
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

#[test]
fn a_word_before_a_time_is_part_of_it() {
    hold(
        NO_TIME,
        WITHIN,
        &[
            ("Um 14:05 Uhr: Die Wahl", "", Some("14:05 Uhr Die Wahl")),
            ("ore 14.05: Il voto", "", Some("14.05 Il voto")),
            ("Gegen 14:05 Uhr: Wahl", "", Some("14:05 Uhr Wahl")),
            ("Vers 14 h 05, le vote", "", Some("14 h 05 le vote")),
            ("Alle ore 14.05 Il voto", "", Some("14.05 Il voto")),
            ("às 14h05: O voto", "", Some("14h05 O voto")),
            ("a las 14:05 El voto", "", Some("14:05 El voto")),
            ("kl. 14:05 Valget", "", Some("14:05 Valget")),
            ("godz. 14:05 Wybory", "", Some("14:05 Wybory")),
            ("Saat 14:05 Oylama", "", Some("14:05 Oylama")),
            ("ساعت ۱۴:۰۵ رأی‌گیری", "", Some("۱۴:۰۵ رأی‌گیری")),
            ("Ժամը 14:05 Ընտրություն", "", Some("14:05 Ընտրություն")),
        ],
    );
}

#[test]
fn words_of_the_clock_behind_a_time_are_told() {
    for (heading, word, right) in [
        ("14:05 h Die Wahl", "h", "14:05 Die Wahl"),
        ("14:05 hs. El voto", "hs.", "14:05 El voto"),
        ("14:05 hrs: The vote", "hrs", "14:05 The vote"),
        ("14:05 hours The vote", "hours", "14:05 The vote"),
        ("14 h 05 min Le vote", "min", "14 h 05 Le vote"),
        ("14:05 ч. Голосование", "ч.", "14:05 Голосование"),
    ] {
        let told = format!(
            "the time of an entry is the hour and the minute, without `{word}` -> write `## {right}`, \
             or put `–` before `{word}` if the headline begins with it"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
        assert_eq!(read(FRIDAY, &format!("## {right}\n")).1, [""; 0], "{right}");
    }
    for heading in [
        "14:05 H. Clinton resigns",
        "14:05 House votes",
        "14:05 час пик",
        "14:05 год назад",
        "14:05 Hours of talks end",
    ] {
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [""; 0], "{heading}");
    }
}

#[test]
fn a_half_of_the_day_is_told() {
    let message = "the time of an entry is written from 00:00 to 23:59";
    hold(
        message,
        "",
        &[
            ("14:05 pm Rain", "", Some("14:05 Rain")),
            ("2:05 p. m. La votación", "", Some("14:05 La votación")),
            ("2:05\u{a0}p.\u{a0}m. La votación", "", Some("14:05 La votación")),
            ("12:05 a.m.: Rain", "", Some("00:05 Rain")),
            ("8:13 PM", "", Some("20:13")),
            ("21 November, 8:05 pm: Rain", "", Some("21 November, 20:05 Rain")),
            ("21 November 2026 · 8:05 p.m. Rain", "", Some("21 November 2026, 20:05 Rain")),
            ("الساعة 2:05 مساءً: التصويت", "", Some("14:05 التصويت")),
            ("午後2:05 速報", "", Some("14:05 速報")),
            ("午前2:05 速報", "", Some("02:05 速報")),
            ("午後0:05 速報", "", Some("12:05 速報")),
            ("下午2:05 投票", "", Some("14:05 投票")),
            ("晚上 8:05 投票", "", Some("20:05 投票")),
            ("오후 2:05 투표", "", Some("14:05 투표")),
            ("11月20日 午後2:05 速報", "", Some("11月20日, 14:05 速報")),
            ("2:05 مساءً التصويت", "", Some("14:05 التصويت")),
            ("8:05 вечера Голосование", "", Some("20:05 Голосование")),
            ("۲:۰۵ بعدازظهر رأی‌گیری", "", Some("14:05 رأی‌گیری")),
        ],
    );
    for (heading, half, right) in [
        ("8:13 PM resigns", "PM", "20:13 resigns"),
        ("8:13 P.M. Smith resigns", "P.M.", "20:13 Smith resigns"),
        ("9:05 PM Rain", "PM", "21:05 Rain"),
        ("9:05 AM radio closes", "AM", "09:05 radio closes"),
        ("9:05 am Bahnhof", "am", "09:05 Bahnhof"),
        ("2:05 م التصويت", "م", "14:05 التصويت"),
    ] {
        let told = format!(
            "{message} -> write `## {right}`, or put `–` before `{half}` if the headline begins with it"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
        let (time, rest) = heading.split_once(' ').unwrap();
        assert_eq!(headline(&format!("{time} – {rest}")), rest);
    }
}

/// What stands behind a time is of no headline.
#[test]
fn endings_and_zones_are_told() {
    let without = "the time of an entry is the hour and the minute, without ";
    for (heading, more, right) in [
        ("14:05-ին Ընտրություն", "-ին", "14:05 Ընտրություն"),
        ("14:05'te: Oylama", "’te", "14:05 Oylama"),
        ("14:05-kor szavazás", "-kor", "14:05 szavazás"),
    ] {
        let told = format!("{without}`{more}` -> write `## {right}`");
        let heading = heading.replace('\'', "’");
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
        assert_eq!(read(FRIDAY, &format!("## {right}\n")).1, [""; 0], "{right}");
    }
    for (heading, zone) in [
        ("14:05+02:00 Vote", "+02:00"),
        ("14:05 +02:00 Vote", "+02:00"),
        ("14:05 GMT (15:05 CET) Vote", "GMT (15:05 CET)"),
        ("14:05 (15:05 CET) Vote", "(15:05 CET)"),
        ("14:05 GMT/15:05 CET Vote", "GMT/15:05 CET"),
        ("14:05 ET / 20:05 Vote", "ET / 20:05"),
    ] {
        let told = format!("{without}`{zone}` -> write `## 14:05 Vote` with the time of the site");
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
    for (heading, ending, right) in [
        ("14:05-da səsvermə", "-da", "14:05 səsvermə"),
        ("14:05-te oylama", "-te", "14:05 oylama"),
        ("14:05-ra szavazás", "-ra", "14:05 szavazás"),
        ("14:05-ban szavazás", "-ban", "14:05 szavazás"),
        ("saat 14:05-da səsvermə", "-da", "14:05 səsvermə"),
    ] {
        let word = &ending[1..];
        let told = format!(
            "{without}`{ending}` -> write `## {right}`, or put `–` before `{word}` if the headline begins with it"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
    for zone in ["MSK", "IST", "SGT", "AMT", "PT", "(CET)", "GMT+1", "UTC−3", "ET", "мск", "(MSK)"]
    {
        let told = format!(
            "{without}`{zone}` -> write `## 14:05 Vote` with the time of the site, or put `–` before \
             `{zone}` if the headline begins with it"
        );
        assert_eq!(read(FRIDAY, &format!("## 14:05 {zone} Vote\n")).1, [told], "{zone}");
    }
    for heading in [
        "14:05 GMT is no zone here".replace("GMT", "Gmt"),
        "14:05 -two of us".into(),
        "14:05 +5 %".into(),
        "14:05 (MSK-2) Vote".into(),
        "14:05 MSK says no".into(),
        "14:05 PT vota contra".into(),
        "14:05 ART Basel opens".into(),
        "14:05 (2:1) Kavren leads".into(),
        "14:05-year record".into(),
    ] {
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [""; 0], "{heading}");
    }
    assert_eq!(moments(FRIDAY, &["21 de novembro, às 14h05: Voto"]), ["2026-11-21 14:05"]);
    assert_eq!(moments(FRIDAY, &["samedi 21 novembre à 14h05 : vote"]), ["2026-11-21 14:05"]);
}

/// Of an hour above twelve a half of the day says nothing.
#[test]
fn a_headline_may_begin_with_a_half_of_the_day() {
    for heading in [
        "14:05 PM resigns",
        "14:05 Am Bahnhof",
        "9:05 Am Bahnhof",
        "00:10 AM is gone",
        "20:17 a.m. shift",
        "20:17 am Bahnhof",
        "0:10 pm in New York",
        "14:05 صباح جديد",
        "14:05 Amnesty",
        "9:05 amid rain",
        "9:05 PMs meet",
    ] {
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [""; 0], "{heading}");
    }
}

#[test]
fn a_day_that_depends_on_today_is_told() {
    for (heading, day) in [
        ("Yesterday 20:06", "Yesterday"),
        ("Yesterday 20:06 Vote", "Yesterday"),
        ("Gestern, 20:06 Uhr: Wahl", "Gestern"),
        ("вчера 20:06 Голосование", "вчера"),
        ("昨日 20:06 開票", "昨日"),
    ] {
        let told = format!(
            "`{day}` is not the day of an entry -> write the day as `YYYY-MM-DD`, or put `{day}` behind \
             the time if it is none"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}

/// What is mended in one step is right then.
#[test]
fn remedies_of_several_faults_are_one() {
    for (heading, right) in [
        ("2026-11-21T14:05:00+01:00 Vote", "2026-11-21T14:05 Vote"),
        ("ժամը 14:05-ին Քվե", "14:05 Քվե"),
        ("ÖS 2:05 Oylama", "14:05 Oylama"),
        ("9 heures du matin vote", "09:00 vote"),
        ("14:05 GMT (15:05 CET) Vote", "14:05 Vote"),
        ("lúc 14:05 Bầu cử", "14:05 Bầu cử"),
        ("pukul 14:05 Pemilu", "14:05 Pemilu"),
        ("um 14:05:30 Uhr: Wahl", "14:05 Uhr Wahl"),
        ("Vers 9h du soir, le vote", "21:00 le vote"),
        ("Vote at 9:05 pm", "21:05 Vote"),
        ("Vote 2:05 pm: no", "14:05 Vote no"),
    ] {
        let told = &read(FRIDAY, &format!("## {heading}\n")).1;
        let [told] = &told[..] else { panic!("{heading}: {told:?}") };
        assert!(told.contains(&format!("write `## {right}`")), "{heading}: {told}");
        assert_eq!(read(FRIDAY, &format!("## {right}\n")).1, [""; 0], "{right}");
    }
}

#[test]
fn a_time_that_is_struck_out_is_told() {
    for (heading, right) in [
        ("~~14:05~~ 14:10 Vote", "14:10 Vote"),
        ("~~14:05~~ 14:10 **Vote**", "14:10 **Vote**"),
        ("~~14:05 Vote~~", "14:05 Vote"),
    ] {
        let told = format!(
            "the time of this entry is struck out -> write `## {right}`, and what was corrected in the text of the entry"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
    assert_eq!(read(FRIDAY, "## 14:05 ~~Yes~~ No\n").1, [""; 0]);
}

#[test]
fn a_day_that_depends_on_today_is_told_with_its_part() {
    for (heading, day, time) in
        [("오늘 밤 9:05 투표", "오늘", "21:05"), ("Gestern abends 9:05 Wahl", "Gestern", "21:05")]
    {
        let told = format!(
            "the time of an entry is written from 00:00 to 23:59 -> write the day of `{day}` and its time, \
             as in `2026-11-20 {time}`"
        );
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [told], "{heading}");
    }
}
