use jiff::tz::TimeZone;

use crate::diagnostic::Severity;
use crate::text::date;
use crate::text::live::{EntryFault, WrittenEntry, entries};

const BEFORE: &str = "Polls are open until 20:00.\n\n";
const ENTRY: &str = "## 08:10 **Polls open**\n\nText.\n\n";
const BEHIND: &str = "\n\nThey vote.\n";

fn read(body: &str, now: &str) -> (Vec<WrittenEntry>, Vec<EntryFault>) {
    let zone = TimeZone::UTC;
    let date = date::parse("2026-11-28 08:00", &zone).unwrap();
    entries(body, &date, (&zone, now.parse().unwrap()))
}

fn told(body: &str, now: &str) -> Vec<String> {
    read(body, now).1.into_iter().map(|fault| fault.hint).collect()
}

const LATE: &str = "2026-11-28T23:00:00Z";

#[test]
fn what_was_meant_as_an_entry_is_told_and_mended() {
    for (wrong, right) in [
        ("14:05 The vote", "## 14:05 The vote"),
        ("14:05 the vote", "## 14:05 the vote"),
        ("14:05, the vote", "## 14:05 the vote"),
        ("14:05: The vote", "## 14:05 The vote"),
        ("14:05 – The vote", "## 14:05 The vote"),
        ("14:05 | The vote", "## 14:05 The vote"),
        ("14:05", "## 14:05"),
        ("14:05\nThe vote begins.", "## 14:05"),
        ("**14:05** the vote begins.", "## 14:05 the vote begins."),
        ("**14:05** The vote\nbegins.", "## 14:05 The vote"),
        ("**14:05 The vote**", "## 14:05 The vote"),
        ("*14:05* The vote", "## 14:05 The vote"),
        ("14:05 **The vote**", "## 14:05 **The vote**"),
        ("14:05 *The* vote_", "## 14:05 *The* vote_"),
        ("14:05 [The](/x/) `vote`", "## 14:05 [The](/x/) `vote`"),
        ("[14:05 The](/x/) vote", "## 14:05 [The](/x/) vote"),
        ("14:05 \\*The\\* vote", "## 14:05 \\*The\\* vote"),
        ("### 14:05 The vote", "## 14:05 The vote"),
        ("- 14:05 The vote", "## 14:05 The vote"),
        ("- **14:05** The vote", "## 14:05 The vote"),
        ("1. 14:05 The vote", "## 14:05 The vote"),
        ("• 14:05 The vote", "## 14:05 The vote"),
        ("[14:05] The vote", "## 14:05 The vote"),
        ("(14:05) The vote", "## 14:05 The vote"),
        ("【14:05】The vote", "## 14:05 The vote"),
        ("🔴 14:05 The vote", "## 14:05 The vote"),
        ("14:05. The vote", "## 14:05 The vote"),
        ("14:05 The vote[^1]\n\n[^1]: Half of it.", "## 14:05 The vote[^1]"),
        ("+++ 14:05 +++ The vote +++", "## 14:05 The vote"),
        ("+++ 14:05 Uhr: The vote +++", "## 14:05 Uhr The vote"),
        ("14h05 The vote", "## 14h05 The vote"),
        ("14.05 Uhr: The vote", "## 14.05 Uhr The vote"),
        ("14:05 Uhr The vote", "## 14:05 Uhr The vote"),
        ("14.05 – The vote", "## 14.05 The vote"),
        ("14:05 -2 degrees", "## 14:05 -2 degrees"),
        ("14:05Vote", "## 14:05 Vote"),
        ("- 14:05The vote", "## 14:05 The vote"),
        ("14:05 – 200 people vote", "## 14:05 200 people vote"),
        ("14 Uhr: The vote", "## 14:00 The vote"),
        ("14 h : The vote", "## 14:00 The vote"),
        ("14 h 05 The vote", "## 14 h 05 The vote"),
        ("۱۴:۰۵ The vote", "## ۱۴:۰۵ The vote"),
        ("۱۴:۰۵ رأی‌گیری آغاز شد", "## ۱۴:۰۵ رأی‌گیری آغاز شد"),
        ("14:05 投票開始", "## 14:05 投票開始"),
        ("29 November 2026 · 14:05 The vote", "## 29 November 2026 · 14:05 The vote"),
        ("14時 The vote", "## 14:00 The vote"),
        ("2 pm The vote", "## 14:00 The vote"),
        ("2:05 pm: **The vote**", "## 14:05 **The vote**"),
        ("14:05:30 **The** vote", "## 14:05 **The** vote"),
        ("29 November, 14:05 The vote", "## 29 November, 14:05 The vote"),
        ("2026-11-29 14:05 The vote", "## 2026-11-29 14:05 The vote"),
        ("November 29, 14:05: The vote", "## November 29, 14:05 The vote"),
    ] {
        for other in ["", ENTRY] {
            let before = format!("{BEFORE}{other}");
            let (ours, faults) = read(&format!("{before}{wrong}{BEHIND}"), LATE);
            let [fault] = &faults[..] else { panic!("{wrong}: {faults:?}") };
            assert_eq!(fault.hint, format!("write `{right}`"));
            assert_eq!(fault.severity, Severity::Warning, "{wrong}");
            let rest =
                wrong.split_once('\n').map_or(String::new(), |(_, rest)| format!("\n{rest}"));
            let (mended, faults) = read(&format!("{before}{right}{rest}{BEHIND}"), LATE);
            assert_eq!(faults, [], "{right}");
            assert_eq!(mended.len(), ours.len() + 1, "{right}");
        }
    }
    for (wrong, stamp) in [
        ("[14:05](https://x.example/) The vote", "14:05"),
        ("<b>14:05</b> The vote", "14:05"),
        ("`14:05` The vote", "14:05"),
        ("14:05[^1] The vote\n\n[^1]: Half of it.", "14:05"),
    ] {
        let hint = format!("begin it with `## {stamp}`, and its headline behind that");
        assert_eq!(told(&format!("{BEFORE}{wrong}{BEHIND}"), LATE), [hint], "{wrong}");
    }
}

#[test]
fn right_prose_is_silent() {
    for right in [
        "Polls are open in all districts until\n20:00 in the evening.",
        "The game was won\n3:20 minutes before the end.",
        "20:00 in the evening is too late.",
        "3:20 minutes remained when they scored.",
        "20:00-ի դրությամբ քվեարկել է կեսը։",
        "20:00–22:00 The hall is open.",
        "20:00'de sandıklar kapanır.",
        "It begins at 14:05.",
        "At 14:05 it begins.",
        "۲۰:۰۰ زمان پایان رأی‌گیری است.",
        "20:00 موعد إغلاق الصناديق.",
        "20:00 מועד סגירת הקלפיות.",
        "20:00 投票終了時刻。",
        "3 h 10 minutes remained when they scored.",
        "7 h de débats.",
        "14 ч. 05 мин. длилась встреча.",
        "On 29 November at 14:05 it begins.",
        "14.05. is the day.",
        "3.15 million vote.",
        "14.05 percent vote.",
        "1405 people vote.",
        "9 people vote.",
        "9 hours of talks end.",
        "9 de cada 10 votan.",
        "20:00 – 22:00 The hall is open.",
        "29 November is the day.",
        "2026 is the year.",
        "“20:00 is too late,” he said.",
        "> 14:05 The vote",
        "> [!NOTE]\n> 20:00 is when it ends",
        "<!-- plan:\n20:00 call Anna\n-->",
        "```\n14:05 The vote\n```",
        "    14:05 The vote",
        "Words.[^1]\n\n[^1]: 20:00 in Kavren\n\n    14:05 The vote",
        ":::fact-box\n14:05 The vote\n:::",
        ":::timeline\n## 14:05\n\nThe vote\n:::",
        "| Time | What |\n|:--|:--|\n| 14:05 | The vote |\n| 15:00 | The count |",
        "- 08:00 Polls open\n- Some are late\n- 20:00 Polls close",
        "![14:05 The vote](/x.jpg)",
        "##14:05 is told as no heading",
        "＃＃ 14:05 is told as no heading",
        "20:00kor zárnak.",
        "20:00에 투표가 끝난다.",
        "| 14:05 | The vote |",
        "Today:\n- the vote",
        "- The vote\n  - 14:05 in the north",
        "> - 14:05 The vote",
    ] {
        for other in ["", ENTRY] {
            assert_eq!(told(&format!("{BEFORE}{other}{right}{BEHIND}"), LATE), [""; 0], "{right}");
        }
    }
}

/// Of a list of several times nobody knows by itself whether it is a programme.
#[test]
fn a_programme_is_no_list_of_entries() {
    let list = "- 08:30 Polls open\n- 20:00 Polls close";
    let both = ["write `## 08:30 Polls open`", "write `## 20:00 Polls close`"];
    assert_eq!(told(&format!("{BEFORE}{list}{BEHIND}"), "2026-11-28T14:00:00Z"), [""; 0]);
    assert_eq!(told(&format!("{BEFORE}{list}{BEHIND}"), LATE), both);
    assert_eq!(told(&format!("{BEFORE}{ENTRY}{list}{BEHIND}"), LATE), [""; 0]);
    // What is to come and stands alone would be shown at once.
    let alone = format!("{BEFORE}{ENTRY}20:00 Polls close{BEHIND}");
    assert_eq!(told(&alone, "2026-11-28T14:00:00Z"), ["write `## 20:00 Polls close`"]);
}

#[test]
fn every_line_is_told() {
    let body =
        format!("{BEFORE}{ENTRY}15:00 A\n\nText.\n\n**16:00** B\n\n### 17:00 C\n\n## 18:00 D\n");
    let hints = ["write `## 15:00 A`", "write `## 16:00 B`", "write `## 17:00 C`"];
    assert_eq!(told(&body, LATE), hints);
}
