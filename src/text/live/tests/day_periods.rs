//! Parts of the day beside a time: never a time that is twelve hours off.

use super::read;
use super::remedies::FRIDAY;

/// The lines that the remedy of a heading names.
fn remedies(heading: &str) -> Vec<String> {
    let told = read(FRIDAY, &format!("## {heading}\n")).1;
    let [told] = &told[..] else { panic!("{heading}: {told:?}") };
    let lines = told.split("`## ").skip(1).map(|rest| rest.split('`').next().unwrap().to_string());
    lines.collect()
}

#[test]
fn a_part_of_the_day_is_told_with_the_time_that_it_means() {
    for (heading, right) in [
        // On a day of the week.
        ("Saturday 9:05 pm vote", "2026-11-21, 21:05 vote"),
        ("Samstag 9:05 abends Wahl", "2026-11-21, 21:05 Wahl"),
        ("Суббота, 9:05 вечера голосование", "2026-11-21, 21:05 голосование"),
        // With a mark.
        ("9:05 pm. Vote", "21:05 Vote"),
        ("9:05 (pm) vote", "21:05 vote"),
        ("9:05 (abends) Wahl", "21:05 Wahl"),
        ("9:05, p.m. vote", "21:05 vote"),
        // Where languages put them before the time.
        ("9:05 下午 投票", "21:05 投票"),
        ("9:05 오후 투표", "21:05 투표"),
        // As CLDR has them.
        ("2:05 אחה״צ הצבעה", "14:05 הצבעה"),
        ("2:05 אחה\"צ הצבעה", "14:05 הצבעה"),
        ("2:05 אחר הצהריים הצבעה", "14:05 הצבעה"),
        ("9:05 בערב הצבעה", "21:05 הצבעה"),
        ("2:05 пп Голосування", "14:05 Голосування"),
        ("2:05 หลังเที่ยง ลงคะแนน", "14:05 ลงคะแนน"),
        ("2:05 пополудни Голосование", "14:05 Голосование"),
        ("11:05 ночи Голосование", "23:05 Голосование"),
        ("2:05 ночи Голосование", "02:05 Голосование"),
        ("9:05 вечора Голосування", "21:05 Голосування"),
        ("9:05 du soir vote", "21:05 vote"),
        ("2:05 de l'après-midi vote", "14:05 vote"),
        ("2:05 de l’après-midi vote", "14:05 vote"),
        ("9:05 du matin vote", "09:05 vote"),
        ("10:05 de la noche votación", "22:05 votación"),
        ("12:05 de la noche votación", "00:05 votación"),
        ("7:05 por la tarde votación", "19:05 votación"),
        ("9:05 di sera voto", "21:05 voto"),
        ("2:05 di pomeriggio voto", "14:05 voto"),
        ("2:05 da tarde voto", "14:05 voto"),
        ("10:05 da noite voto", "22:05 voto"),
        ("2:05 po południu Głosowanie", "14:05 Głosowanie"),
        ("9:05 wieczorem Głosowanie", "21:05 Głosowanie"),
        ("2.05 uur 's middags stemming", "14:05 stemming"),
        ("9.05 uur ’s avonds stemming", "21:05 stemming"),
        ("2:05 nachmittags Wahl", "14:05 Wahl"),
        ("8:05 abends Wahl", "20:05 Wahl"),
        ("8:05 Uhr abends: Wahl", "20:05 Wahl"),
        ("8:05 am Abend: Wahl", "20:05 Wahl"),
        ("12:05 nachts Wahl", "00:05 Wahl"),
        ("2:05 عصراً التصويت", "14:05 التصويت"),
        ("9:05 شب رأی‌گیری", "21:05 رأی‌گیری"),
        ("9:05 in the evening: Vote", "21:05 Vote"),
        ("2:05 μ.μ. Ψηφοφορία", "14:05 Ψηφοφορία"),
        ("2:05 CH Bầu cử", "14:05 Bầu cử"),
        // With a word for the hour.
        ("2 Uhr nachmittags Wahl", "14:00 Wahl"),
        ("7 Uhr abends: Wahl", "19:00 Wahl"),
        ("9h du soir vote", "21:00 vote"),
        ("9 heures du soir vote", "21:00 vote"),
        ("9 ч. вечера Голосование", "21:00 Голосование"),
        ("오후 2시 반 투표", "14:30 투표"),
        ("午後2時半 速報", "14:30 速報"),
        ("晚上8点三刻 投票", "20:45 投票"),
        // Before the hour.
        ("晚上12:05 投票", "00:05 投票"),
        ("晚上12点 投票", "00:00 投票"),
        ("半夜12:05 投票", "00:05 投票"),
        ("深夜11:05 投票", "23:05 投票"),
        ("中午12:05 投票", "12:05 投票"),
        ("凌晨12:05 投票", "00:05 投票"),
        ("夜9:05 速報", "21:05 速報"),
        ("11月20日夜9:05 速報", "11月20日, 21:05 速報"),
        ("밤 11:05 투표", "23:05 투표"),
        ("Abends 9:05 Wahl", "21:05 Wahl"),
        ("Nachmittags 2 Uhr: Wahl", "14:00 Wahl"),
        ("Abends um 9:05 Uhr: Wahl", "21:05 Wahl"),
        ("Abends um 9 Uhr: Wahl", "21:00 Wahl"),
        ("akşam saat 9:05 Oylama", "21:05 Oylama"),
        ("akşam saat 9:05’te Oylama", "21:05 Oylama"),
        ("Akşam 9:05 Oylama", "21:05 Oylama"),
        ("axşam 9:05 Səsvermə", "21:05 Səsvermə"),
        ("երեկոյան 9:05 Քվե", "21:05 Քվե"),
    ] {
        assert_eq!(remedies(heading), [right], "{heading}");
        assert_eq!(read(FRIDAY, &format!("## {right}\n")).1, [""; 0], "{right}");
    }
}

/// Nobody knows by the words alone which of the two was meant.
#[test]
fn of_two_times_both_are_told() {
    for (heading, both) in [
        ("12:05 du matin vote", ["12:05 vote", "00:05 vote"]),
        ("9:05 nachmittags Wahl", ["09:05 Wahl", "21:05 Wahl"]),
        ("12 Uhr morgens: Wahl", ["12:00 Wahl", "00:00 Wahl"]),
        ("7:05 ночи Голосование", ["19:05 Голосование", "07:05 Голосование"]),
    ] {
        assert_eq!(remedies(heading), both, "{heading}");
    }
}

#[test]
fn what_is_no_part_of_the_day_is_silent() {
    for heading in [
        "14:05 Abends wird gewählt",
        "9:05 Abendschau beginnt",
        "9:05 Du soir au matin",
        "9:05 Da Tarde wins",
        "9:05 Noon prayers begin",
        "14:05 בערב יתקיים דיון",
        "21:05 شب انتخابات",
        "9:05 Rano, the city, votes",
        "9:05 дняпровский район",
        "9:05 wieczorempol",
        "14:05 午後の投票",
        "14:05 晚上投票",
        "9:05 SA wins gold",
        "9:05 CH: Wahl",
        "9:05, PM resigns",
        "9:05 (PM resigns)",
        "9:05, am Markt",
        "14:05, Am Abend der Wahl",
        "14:05 (updated) vote",
    ] {
        assert_eq!(read(FRIDAY, &format!("## {heading}\n")).1, [""; 0], "{heading}");
    }
}
