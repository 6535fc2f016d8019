//! An editor's hour: mistakes as they happen at a desk, each told in exact words, and each remedy
//! followed to the letter.

use std::fs;
use std::path::Path;

use dateline::model::Reveal;
use dateline::site::{Address, Instant, Library, LoadOptions};
use dateline::source::Folder;
use tempfile::TempDir;

pub const STORY: &str = "content/politics/talks.md";
pub const SETTINGS: &str = "site.yaml";
pub const START: &str =
    "title: T\nbase_url: https://paper.example/\nsections: [politics, economy]\n";

pub fn site() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let story = "---\ntitle: Prices\ndate: 2026-11-21\nsummary: S.\n---\nWords.\n";
    for (file, text) in [
        (SETTINGS, START),
        ("content/about.md", "---\ntitle: About\n---\nWords.\n"),
        ("content/economy/prices.md", story),
        ("content/politics/dam.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        ("static/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
        (STORY, &story.replace("Prices", "Talks")),
    ] {
        write(folder.path(), file, text);
    }
    folder
}

pub fn write(site: &Path, file: &str, text: &str) {
    let path = site.join(file);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// What is told: each message, and behind an arrow its remedy.
pub fn told(site: &Path) -> Vec<String> {
    let instant = Instant::Exact("2026-12-01T00:00:00Z".parse().unwrap());
    let options = LoadOptions { instant, address: Address::Configured, reveal: Reveal::default() };
    let faults = Library::open(&Folder::new(site), options).diagnostics();
    let told = faults.iter().map(|fault| {
        assert!(fault.place.is_some() && fault.file.is_some(), "{fault}");
        format!("{} -> {}", fault.message, fault.hint.as_deref().unwrap_or_default())
    });
    told.collect()
}

/// A mistake: what is written, what is told, and what the remedy says to write.
pub struct Mistake(pub &'static str, pub &'static str, pub &'static str);

/// Tries each in `file`, which has it between `before` and `behind`.
pub fn hold(file: &str, before: &str, behind: &str, mistakes: &[Mistake]) {
    for Mistake(wrong, expected, right) in mistakes {
        let site = site();
        write(site.path(), file, &format!("{before}{wrong}{behind}"));
        assert_eq!(told(site.path()), [*expected], "{wrong}");
        let (_, hint) = expected.split_once(" -> ").unwrap();
        let pieces: Vec<&str> =
            hint.split('`').skip(1).step_by(2).map(|it| it.trim_start_matches("[…]")).collect();
        let is_followed = pieces.is_empty() || pieces.iter().any(|piece| right.contains(piece));
        assert!(is_followed, "{hint}\n{right}");
        write(site.path(), file, &format!("{before}{right}{behind}"));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
}

#[test]
fn in_the_text_of_a_story() {
    let before = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n---\n";
    hold(
        STORY,
        before,
        "\n",
        &[
            Mistake(
                "See [the prices](..\\economy\\prices.md).",
                "`..\\economy\\prices.md` has backslashes, and addresses have slashes -> write \
                 `../economy/prices.md`",
                "See [the prices](../economy/prices.md).",
            ),
            Mistake(
                "See [the preview](http://127.0.0.1:8000/economy/prices/).",
                "`http://127.0.0.1:8000/economy/prices/` is on your own machine, and readers are \
                 elsewhere -> link to the file of the story, such as `talks.md`, or to its public \
                 address",
                "See [the preview](talks.md).",
            ),
            Mistake(
                "Ten &nsbp;kilometres.",
                "readers see `&nsbp;`, which is the name of no character -> did you mean `&nbsp;`?",
                "Ten &nbsp;kilometres.",
            ),
            Mistake(
                "A <b>bold<b> word.",
                "this `<b>` has no end: it goes on to the end of the paragraph -> write `</b>` in \
                 its place, or close both",
                "A <b>bold</b> word.",
            ),
            Mistake(
                "A <i>slanted word.",
                "this `<i>` has no end: it goes on to the end of the paragraph -> write `</i>` \
                 where it ends",
                "A <i>slanted</i> word.",
            ),
            Mistake(
                "The points:\n\n1)one\n2)two",
                "readers see the `1)` of each line, and no list -> put a space behind it: `1) one`",
                "The points:\n\n1) one\n2) two",
            ),
            Mistake(
                "Watch: {{< youtube abc >}}",
                "readers see `{{< youtube abc >}}`, which another program would put something in \
                 place of -> write what it stands for: a link, a picture, or its words",
                "Watch: a link",
            ),
            Mistake(
                "{% include map.html %} here",
                "readers see `{% include map.html %}`, which another program would put something \
                 in place of -> write what it stands for: a link, a picture, or its words",
                "its words here",
            ),
            Mistake(
                "![A dam](dam.svg =300x200)",
                "readers see the brackets of `![A dam](…)`, which is no link -> pages know the \
                 size of a picture: write `![A dam](dam.svg)`",
                "![A dam](dam.svg)",
            ),
            Mistake(
                "Words[^1].\n\n[^1] The note.",
                "readers see `[^1]` before this note: a colon is missing -> write `[^1]: The note.`",
                "Words[^1].\n\n[^1]: The note.",
            ),
            Mistake(
                "See [below](# What comes next).\n\n## What comes next",
                "readers see the brackets of `[below](…)`, which is no link -> write \
                 `[below](#what-comes-next)`",
                "See [below](#what-comes-next).\n\n## What comes next",
            ),
            Mistake(
                "Call [us](+374 10 123456).",
                "readers see the brackets of `[us](…)`, which is no link -> write \
                 `[us](tel:+37410123456)`",
                "Call [us](tel:+37410123456).",
            ),
            Mistake(
                "Write to [us](mailto:desk@highland.example?subject=Late news).",
                "readers see the brackets of `[us](…)`, which is no link -> an address of e-mail has \
                 no spaces: `[us](mailto:desk@highland.example?subject=Late%20news)`",
                "Write to [us](mailto:desk@highland.example?subject=Late%20news).",
            ),
            Mistake(
                "https://vm.tiktok.com/ZMabc/",
                "readers see this address, and nothing of TikTok: it does not say what is there -> \
                 open it in a browser, and write the long address from the address bar",
                "https://www.tiktok.com/@anna/video/7",
            ),
            Mistake(
                "Words.\n\n<iframe src=\"https://www.youtube.com/embed/a1?start=90\"></iframe>",
                "readers do not get `<iframe>`: it is taken out -> write it alone on a line, with an \
                 empty one before and behind: `![…, from 1:30](https://www.youtube.com/watch?v=a1)`",
                "Words.\n\n![…, from 1:30](https://www.youtube.com/watch?v=a1)",
            ),
            Mistake(
                "Words.\n\n<iframe src=\"https://www.openstreetmap.org/export/embed.html?bbox=10,45,30,60&layer=cyclosm\"></iframe>",
                "readers do not get `<iframe>`: it is taken out -> write its address alone on a line, \
                 with an empty one before and behind: `https://www.openstreetmap.org/export/embed.html\
                 ?bbox=10%2C45%2C30%2C60&layer=cyclosm`",
                "Words.\n\nhttps://www.openstreetmap.org/export/embed.html?bbox=10%2C45%2C30%2C60&layer=cyclosm",
            ),
            Mistake(
                "See [the prices]().",
                "`[the prices]()` leads nowhere: this link has no address -> write the address \
                 between the round brackets",
                "See [the prices](../economy/prices.md).",
            ),
            Mistake(
                "See [](../economy/prices.md).",
                "readers do not see this link: it has no words -> write them between the brackets: \
                 `[…](../economy/prices.md)`",
                "See [the prices](../economy/prices.md).",
            ),
            Mistake(
                "![The paper's logo](/static/logo.svg)",
                "`/static/logo.svg` leads nowhere: the address of a file is without `static` -> \
                 write `/logo.svg`",
                "![The paper's logo](/logo.svg)",
            ),
        ],
    );
}

#[test]
fn in_the_front_matter() {
    let before = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n";
    hold(
        STORY,
        before,
        "\n---\nWords.\n",
        &[
            Mistake(
                "tags: #water #peace",
                "readers do not see `#water #peace`: YAML takes it for a comment -> write `tags: \
                 [water, peace]`",
                "tags: [water, peace]",
            ),
            Mistake(
                "corrections:\n- 2026-11-21: The figure was wrong.",
                "the day and the text of a correction are written with their names -> write \
                 `- {date: 2026-11-21, text: \"The figure was wrong.\"}`",
                "corrections:\n- {date: 2026-11-21, text: \"The figure was wrong.\"}",
            ),
            Mistake(
                "tags:\n-water",
                "a space belongs behind the dash of a list -> write `- water`",
                "tags:\n- water",
            ),
            Mistake(
                "image: ![A dam](dam.svg)",
                "`image` takes fields, and this is Markdown -> write `image: {src: dam.svg, alt: \
                 \"A dam\"}`",
                "image: {src: dam.svg, alt: \"A dam\"}",
            ),
            Mistake(
                "image: [dam.svg]",
                "`image` has to be text, and this is a list -> write `image: dam.svg`",
                "image: dam.svg",
            ),
            Mistake(
                "source: [Herald](https://herald.example/x)",
                "`source` takes fields, and this is Markdown -> write `source: {name: \"Herald\", \
                 url: https://herald.example/x}`",
                "source: {name: \"Herald\", url: https://herald.example/x}",
            ),
            Mistake(
                "image: ..\\politics\\dam.svg",
                "`..\\politics\\dam.svg` has backslashes, and addresses have slashes -> write \
                 `../politics/dam.svg`",
                "image: ../politics/dam.svg",
            ),
        ],
    );
    let toml = "+++\ntitle = \"Talks\"\ndate = 2026-11-20\n+++\nWords.\n";
    let site = site();
    write(site.path(), STORY, toml);
    assert_eq!(
        told(site.path()),
        ["this front matter is TOML, and Dateline reads YAML -> write `---` for each `+++`, and \
          `title: …` for `title = …`; `dateline import` does so for a whole site"]
    );
    write(site.path(), STORY, &toml.replace("+++", "---").replace(" = ", ": "));
    assert_eq!(told(site.path()), [""; 0]);
}

#[test]
fn in_a_headline() {
    let marks = "readers see the marks in this headline: it is plain text";
    for (wrong, right) in [
        ("title: <b>Talks</b> resume", "title: Talks resume"),
        ("title: \"**Talks** resume: day two\"", "title: \"Talks resume: day two\""),
        ("title: Talks<br> resume", "title: Talks resume"),
    ] {
        let site = site();
        let story = |title: &str| format!("---\n{title}\ndate: 2026-11-20\nsummary: S.\n---\nA.\n");
        write(site.path(), STORY, &story(wrong));
        assert_eq!(told(site.path()), [format!("{marks} -> write `{right}`")]);
        write(site.path(), STORY, &story(right));
        assert_eq!(told(site.path()), [""; 0]);
    }
    let site = site();
    write(
        site.path(),
        STORY,
        "---\ntitle: \"x < y ** 2, a <3\"\ndate: 2026-11-20\nsummary: S.\n---\nA.\n",
    );
    assert_eq!(told(site.path()), [""; 0]);
}

#[test]
fn in_the_settings() {
    hold(
        SETTINGS,
        START,
        "\n",
        &[
            Mistake(
                "theme:\n  colors:\n    accent: #0b5d3b",
                "`#0b5d3b` does nothing: YAML takes it for a comment -> put the text in \
                 quotes: `accent: \"#0b5d3b\"`",
                "theme:\n  colors:\n    accent: \"#0b5d3b\"",
            ),
            Mistake(
                "menu:\n  - About us: /about/",
                "menu: a name and where it leads are written with their names -> write `{title: \
                 About us, url: /about/}`",
                "menu:\n  - {title: About us, url: /about/}",
            ),
            Mistake(
                "pictures: {widths: 400 800}",
                "`pictures.widths` has to be a list, and this is text -> write `pictures: {widths: \
                 [400, 800]}`",
                "pictures: {widths: [400, 800]}",
            ),
            Mistake(
                "most_read: {windows: [day, week]}",
                "`windows` has to be a map of `name: days` lines, and this is a list -> write \
                 `most_read: {windows: {day: 1, week: 7}}`",
                "most_read: {windows: {day: 1, week: 7}}",
            ),
            Mistake(
                "footer: Made in Yerevan",
                "`footer` has to be a map of `name: value` lines, and this is text -> write \
                 `footer: {text: \"Made in Yerevan\"}`",
                "footer: {text: \"Made in Yerevan\"}",
            ),
            Mistake(
                "share: twitter",
                "nothing can be shared by `twitter` -> write `x`; the ways are `email`, `telegram`, \
                 `whatsapp`, `facebook`, `x`, `bluesky`, `linkedin`",
                "share: x",
            ),
            Mistake(
                "menu: About, Contact us",
                "`menu` has to be a list, and this is text -> write `menu: [{title: About, url: \
                 /about/}, {title: Contact us, url: /contact-us/}]`",
                "menu: [{title: About, url: /about/}, {title: Contact us, url: /contact-us/}]",
            ),
            Mistake(
                "menu: [About]",
                "`menu` has to be a map of `name: value` lines, and this is text -> write `{title: \
                 About, url: /about/}`",
                "menu: [{title: About, url: /about/}]",
            ),
            Mistake(
                "menu: [/about/]",
                "`menu` has to be a map of `name: value` lines, and this is text -> write `{title: \
                 About, url: /about/}`",
                "menu: [{title: About, url: /about/}]",
            ),
            Mistake(
                "menu:\n  - https://herald.example",
                "`menu` has to be a map of `name: value` lines, and this is text -> write `{title: \
                 herald.example, url: \"https://herald.example\"}`",
                "menu:\n  - {title: herald.example, url: \"https://herald.example\"}",
            ),
            Mistake(
                "cards: on",
                "`cards` has to be true or false, and this is text -> write `cards: true`",
                "cards: true",
            ),
            Mistake(
                "language: [en, de]",
                "`language` is one: a site in several has `languages`, the first of which is its own \
                 -> write `languages: {en: {}, de: {}}`",
                "languages: {en: {}, de: {}}",
            ),
            Mistake(
                "language: en, de",
                "`language` is one: a site in several has `languages`, the first of which is its own \
                 -> write `languages: {en: {}, de: {}}`",
                "languages: {en: {}, de: {}}",
            ),
            Mistake(
                "redirects: {/old/: /about/}",
                "redirects: an old address and the new one are written with their names -> write \
                 `redirects: [{from: /old/, to: /about/}]`",
                "redirects: [{from: /old/, to: /about/}]",
            ),
        ],
    );
    let head = "title: T\nbase_url: https://paper.example/\n";
    hold(
        SETTINGS,
        head,
        "\n",
        &[
            Mistake(
                "sections: politics; economy",
                "`sections` has to be a list, and this is text -> write `sections: [politics, \
                 economy]`",
                "sections: [politics, economy]",
            ),
            Mistake(
                "sections: {politics: Politics, economy: The economy}",
                "`sections` has to be a list, and this is a map -> write `sections: [{id: politics, \
                 title: Politics}, {id: economy, title: The economy}]`",
                "sections: [{id: politics, title: Politics}, {id: economy, title: The economy}]",
            ),
            Mistake(
                "sections:\n  politics:\n    title: Politics\n  economy:",
                "`sections` has to be a list, and this is a map -> write `sections: [{id: politics, \
                 title: Politics}, economy]`",
                "sections: [{id: politics, title: Politics}, economy]",
            ),
            Mistake(
                "sections:\n  - politics\n  - economy\n  - The north: {}",
                "this section has no `id` -> write `{id: the-north, title: The north}`",
                "sections:\n  - politics\n  - economy\n  - {id: the-north, title: The north}",
            ),
            Mistake(
                "sections:\n  - politics: \"Talks: politics\"\n  - economy",
                "this section has no `id` -> write `{id: politics, title: \"Talks: politics\"}`",
                "sections:\n  - {id: politics, title: \"Talks: politics\"}\n  - economy",
            ),
        ],
    );
}

/// An hour that the clocks skip, and one that they show twice.
#[test]
fn at_a_change_of_the_clocks() {
    let site = site();
    write(site.path(), SETTINGS, &format!("{START}timezone: Europe/Berlin\n"));
    let story = |date: &str| format!("---\ntitle: Talks\ndate: {date}\nsummary: S.\n---\nA.\n");
    for (wrong, told_of_it, right) in [
        (
            "2026-03-29 02:30",
            "the clocks skip 02:30 on this day: it is taken for 03:30 -> write `date: 2026-03-29 \
             03:30`, if that is meant",
            &["2026-03-29 03:30"][..],
        ),
        (
            "2026-10-25 02:30",
            "the clocks show 02:30 twice on this day: it is taken for the first time -> say which: \
             `date: 2026-10-25 02:30+02:00` is the first, `date: 2026-10-25 02:30+01:00` the second",
            &["2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00"][..],
        ),
        (
            "2026-03-29 02:30:15",
            "the clocks skip 02:30:15 on this day: it is taken for 03:30:15 -> write `date: \
             2026-03-29 03:30:15`, if that is meant",
            &["2026-03-29 03:30:15"][..],
        ),
        (
            "2026-10-25 02:30:15",
            "the clocks show 02:30:15 twice on this day: it is taken for the first time -> say \
             which: `date: 2026-10-25 02:30:15+02:00` is the first, `date: 2026-10-25 \
             02:30:15+01:00` the second",
            &["2026-10-25 02:30:15+02:00", "2026-10-25 02:30:15+01:00"][..],
        ),
    ] {
        write(site.path(), STORY, &story(wrong));
        assert_eq!(told(site.path()), [told_of_it], "{wrong}");
        for right in right {
            write(site.path(), STORY, &story(right));
            assert_eq!(told(site.path()), [""; 0], "{right}");
        }
    }
    for right in ["2026-03-29", "2026-03-29 01:59", "2026-03-29 03:00", "2026-10-25 03:00"] {
        write(site.path(), STORY, &story(right));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
    let live = |time: &str| {
        format!(
            "---\ntitle: Talks\ndate: 2026-03-29 00:30\nsummary: S.\nlive: true\n---\n\n\
             ## {time} The vote\n\nA.\n"
        )
    };
    write(site.path(), STORY, &live("02:30"));
    assert_eq!(
        told(site.path()),
        [
            "the clocks skip 02:30 on 2026-03-29 -> write the time that it was, such as `## 03:30 The \
          vote`"
        ]
    );
    write(site.path(), STORY, &live("29 March, 02:30"));
    assert_eq!(
        told(site.path()),
        [
            "the clocks skip 02:30 on 2026-03-29 -> write the time that it was, such as `## 2026-03-29, \
          03:30 The vote`"
        ]
    );
    for right in ["03:30", "2026-03-29, 03:30"] {
        write(site.path(), STORY, &live(right));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
}

/// In the settings as well, and where a whole day is skipped.
#[test]
fn at_a_change_of_the_clocks_elsewhere() {
    let site = site();
    let menu = |moment: &str| {
        format!(
            "{START}timezone: Europe/Berlin\nmenu:\n  - title: A\n    url: /about/\n    \
             until: {moment}\n"
        )
    };
    write(site.path(), SETTINGS, &menu("2026-10-25 02:30"));
    assert_eq!(
        told(site.path()),
        ["the clocks show 02:30 twice on this day: it is taken for the first time -> say which: \
          `    until: 2026-10-25 02:30+02:00` is the first, `    until: 2026-10-25 02:30+01:00` the \
          second"]
    );
    write(site.path(), SETTINGS, &menu("2026-10-25 02:30+01:00"));
    assert_eq!(told(site.path()), [""; 0]);
    write(site.path(), SETTINGS, &format!("{START}timezone: Pacific/Apia\n"));
    let story = |date: &str| format!("---\ntitle: Talks\ndate: {date}\nsummary: S.\n---\nA.\n");
    write(site.path(), STORY, &story("2011-12-30 10:00"));
    assert_eq!(
        told(site.path()),
        ["the clocks skip 10:00 on this day: it is taken for 2011-12-31 10:00 -> write `date: \
          2011-12-31 10:00`, if that is meant"]
    );
    write(site.path(), STORY, &story("2011-12-31 10:00"));
    assert_eq!(told(site.path()), [""; 0]);
}

#[test]
fn in_a_live_story_without_an_entry() {
    let before =
        "---\ntitle: Talks\ndate: 2026-11-20 08:00\nsummary: S.\nlive: true\n---\n\nWords.\n\n";
    let mistake = |wrong| {
        let told = "an entry of a live story begins with a heading of two `#` -> write `## 14:05 The vote`";
        Mistake(wrong, told, "## 14:05 The vote")
    };
    let wrong = [
        "14:05 The vote",
        "14:05: The vote",
        "14:05 – The vote",
        "### 14:05 The vote",
        "**14:05** The vote",
        "**14:05 The vote**",
        "- 14:05 The vote",
        "[14:05] The vote",
        "(14:05) The vote",
    ];
    hold(STORY, before, "\n\nThey vote.\n", &wrong.map(mistake));
    let expected =
        "an entry of a live story begins with a heading of two `#` -> write `## 14:05 Vote`";
    let of_the_clock = Mistake("2:05 pm Vote", expected, "## 14:05 Vote");
    hold(STORY, before, "\n\nThey vote.\n", &[of_the_clock]);
    for right in ["It begins at 14:05.", "14.05. is the day.", "3.15 million vote."] {
        let site = site();
        write(site.path(), STORY, &format!("{before}{right}\n"));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
}

/// An entry whose line is nearly right keeps its words and its day.
#[test]
fn in_the_entries_of_a_live_story() {
    let before =
        "---\ntitle: Talks\ndate: 2026-11-20 08:00\nsummary: S.\nlive: true\n---\n\nWords.\n\n";
    let no_time = "an entry of a live story begins with its time -> write ";
    let space = "a space belongs behind the time of an entry -> write ";
    let line = |told: &str, right: &'static str| {
        let told = format!("{told}`{right}`");
        let told: &'static str = told.leak();
        (told, right)
    };
    let within = |told: &str, right: &'static str| {
        let told = format!("{told}`{right}`; a heading within an entry is `###`");
        let told: &'static str = told.leak();
        (told, right)
    };
    let rows = [
        ("## 14:05Polls close", line(space, "## 14:05 Polls close")),
        ("## 14:05-2 degrees", line(space, "## 14:05 -2 degrees")),
        ("## 14:05<br>The vote", line(space, "## 14:05 The vote")),
        ("## UPDATE 14:05 The vote", within(no_time, "## 14:05 UPDATE The vote")),
        ("## l4:05 Vote", within(no_time, "## 14:05 Vote")),
        (
            "## Saturday 14:05 Vote",
            line("`Saturday` is not the day of an entry -> write ", "## 2026-11-21, 14:05 Vote"),
        ),
        (
            "## 14:05–15:10 The vote",
            line(
                "an entry of a live story has one time, at which it was -> write ",
                "## 14:05 14:05–15:10 The vote",
            ),
        ),
        (
            "＃＃ 14:05 Vote",
            line("readers see the wide `＃`: this is no heading -> write ", "## 14:05 Vote"),
        ),
        (
            "#### 14:05 Vote",
            line(
                "an entry of a live story begins with a heading of two `#` -> write ",
                "## 14:05 Vote",
            ),
        ),
    ];
    let mistakes = rows.map(|(wrong, (told, right))| Mistake(wrong, told, right));
    hold(STORY, before, "\n\nThey vote.\n", &mistakes);
    for right in [
        "## 14:05 -2 degrees",
        "## 14:05 ART fair opens",
        "## 21/11 14:05 Vote",
        "## 21 בנובמבר, 14:05 Vote",
        "## 14:05 – CET Vote",
    ] {
        let site = site();
        write(site.path(), STORY, &format!("{before}{right}\n\nThey vote.\n"));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
}

/// Lists, tables and blocks: a figure, an item or a title that readers would not get.
#[test]
fn in_the_lists_and_blocks_of_a_story() {
    let before = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n---\n";
    hold(
        STORY,
        before,
        "\n",
        &[
            Mistake(
                "20. November war kalt.\n\n24. November war warm.",
                "readers see `21.` here: a list counts on from its first number, and this is `24.` -> \
                 to keep the numbers, write each line as `24\\. November war warm.`, with an empty one \
                 between them; or else number the list in order",
                "20\\. November war kalt.\n\n24\\. November war warm.",
            ),
            Mistake(
                "- one\n- two\n-three",
                "readers see `-three` as part of the item above -> put a space behind the mark: \
                 `- three`",
                "- one\n- two\n- three",
            ),
            Mistake(
                "Town\tVotes\nHesk\t12",
                "readers see these rows in one line: no table is made of tabs -> write `| Town | Votes \
                 |`, and so each row, and `|---|---|` as the second line",
                "| Town | Votes |\n|---|---|\n| Hesk | 12 |",
            ),
            Mistake(
                "#\u{a0}Prices",
                "readers see the `#`: this is no heading -> write an ordinary space behind it: \
                 `## Prices`",
                "## Prices",
            ),
            Mistake(
                ":::quote[Anna]\nNo.\n:::",
                "`quote` has no title -> write `:::quote{by=\"Anna\"}`",
                ":::quote{by=\"Anna\"}\nNo.\n:::",
            ),
            Mistake(
                ":::fact-box{title=\"The treaty\"}\nNo.\n:::",
                "`fact-box` has no attribute `title` -> write `:::fact-box[The treaty]`",
                ":::fact-box[The treaty]\nNo.\n:::",
            ),
            Mistake(
                ":::story[../economy/prices.md]\n:::",
                "`story` is one line, and begins with two colons -> write \
                 `::story[../economy/prices.md]`, and delete the `:::` below it",
                "::story[../economy/prices.md]",
            ),
            Mistake(
                "[x](https://en.wikipedia.org/wiki/Lake_(disambiguation) and",
                "readers see the brackets of `[x](…)`, which is no link -> close the bracket: \
                 `[x](https://en.wikipedia.org/wiki/Lake_(disambiguation))`",
                "[x](https://en.wikipedia.org/wiki/Lake_(disambiguation)) and",
            ),
            Mistake(
                "![A](dam.svg, The dam)",
                "readers see the brackets of `![A](…)`, which is no link -> write the title in \
                 straight quotation marks: `![A](dam.svg \"The dam\")`",
                "![A](dam.svg \"The dam\")",
            ),
            Mistake(
                "[x](https:\\\\paper.example)",
                "`https:\\paper.example` leads nowhere: `//` is missing behind the colon -> write \
                 `https://paper.example`",
                "[x](https://paper.example)",
            ),
            Mistake(
                "> [!NOTE] Words",
                "readers see `[!NOTE]`: a box is a quote, below the line of its kind -> write \
                 `> [!NOTE]` on a line of its own, and `> ` before each line of its words below it",
                "> [!NOTE]\n> Words",
            ),
            Mistake(
                "Words[^1].\n\n[^2]: Note.",
                "readers do not see this note: the text has no `[^2]`, and its `[^1]` has no note -> \
                 write `[^1]:` in place of `[^2]:`, if it is that note",
                "Words[^1].\n\n[^1]: Note.",
            ),
            Mistake(
                "Words<o:p></o:p>",
                "readers see `<o:p></o:p>`, which a word processor left in the text -> delete it",
                "Words",
            ),
        ],
    );
}

/// Files that the desktop made by itself.
#[test]
fn in_the_folder() {
    let copy = |name: &str| {
        let site = site();
        let text = fs::read_to_string(site.path().join(STORY)).unwrap();
        write(site.path(), &format!("content/politics/{name}"), &text);
        let faults = told(site.path());
        fs::remove_file(site.path().join(format!("content/politics/{name}"))).unwrap();
        assert_eq!(told(site.path()), [""; 0]);
        faults
    };
    for name in [
        "talks copy.md",
        "talks copy 2.md",
        "talks - Copy.md",
        "talks - Copy (2).md",
        "talks (1).md",
    ] {
        assert_eq!(
            copy(name),
            ["this is a copy of `content/politics/talks.md` by its name, and both are stories -> \
              delete it, or give it a name of its own"],
            "{name}"
        );
    }
    for name in ["talks (Yerevan).md", "photo copy.md", "copy.md", "talks 2.md"] {
        assert_eq!(copy(name), [""; 0], "{name}");
    }
}

/// The path of `base_url` stands before each path of the site: who writes it too leads readers on
/// from where nobody was.
#[test]
fn in_paths_of_a_site_below_a_path() {
    let settings = "title: T\nbase_url: https://post.am/briefing/\nsections: [politics, economy]\n";
    let hold = |file: &str, before: &str, behind: &str, mistakes: &[Mistake]| {
        for Mistake(wrong, expected, right) in mistakes {
            let site = site();
            write(site.path(), SETTINGS, settings);
            let write = |text: &str| write(site.path(), file, &format!("{before}{text}{behind}"));
            write(wrong);
            assert_eq!(told(site.path()), [*expected], "{wrong}");
            write(right);
            assert_eq!(told(site.path()), [""; 0], "{right}");
        }
    };
    let story = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n";
    hold(
        STORY,
        story,
        "---\nWords.\n",
        &[
            Mistake(
                "aliases: [\"https://post.am/briefing/old/\"]\n",
                "the alias `https://post.am/briefing/old/` is not a path on this site -> write the path of \
                 the address alone: `/old/`",
                "aliases: [/old/]\n",
            ),
            Mistake(
                "aliases: [\"http://post.am/briefing/old/x.html\"]\n",
                "the alias `http://post.am/briefing/old/x.html` is not a path on this site -> write the path \
                 of the address alone: `/old/x.html`",
                "aliases: [/old/x.html]\n",
            ),
            Mistake(
                "aliases: [\"https://post.am/old/\"]\n",
                "the alias `https://post.am/old/` is not a path on this site -> delete it: the site is below \
                 `https://post.am/briefing/`, and leads on from there alone",
                "",
            ),
            // It may have been there before.
            Mistake(
                "aliases: [\"https://old.am/2019/a/\"]\n",
                "the alias `https://old.am/2019/a/` is not a path on this site -> write the path of the \
                 address alone: `/2019/a/`",
                "aliases: [/2019/a/]\n",
            ),
            Mistake(
                "aliases: /briefing/old/\n",
                "the alias `/briefing/old/` begins with the path of `base_url`, which stands \
                 before it anyway: it is at `https://post.am/briefing/briefing/old/` -> write `/old/`",
                "aliases: /old/\n",
            ),
            Mistake(
                "aliases: [/a/, briefing/old]\n",
                "the alias `/briefing/old/` begins with the path of `base_url`, which stands \
                 before it anyway: it is at `https://post.am/briefing/briefing/old/` -> write `/old/`",
                "aliases: [/a/, /old/]\n",
            ),
        ],
    );
    hold(
        SETTINGS,
        settings,
        "",
        &[
            Mistake(
                "redirects: [{from: \"https://post.am/briefing/old/\", to: /politics/talks/}]\n",
                "redirects: `https://post.am/briefing/old/` is not the address of a page on this site -> write \
                 the path of the address alone: `redirects: [{from: /old/, to: /politics/talks/}]`",
                "redirects: [{from: /old/, to: /politics/talks/}]\n",
            ),
            Mistake(
                "redirects: [{from: /old/, to: \"https://post.am/briefing/politics/talks/\"}]\n",
                "redirects: `https://post.am/briefing/politics/talks/` is not the address of a page on this site \
                 -> write the path of the address alone: `redirects: [{from: /old/, to: /politics/talks/}]`",
                "redirects: [{from: /old/, to: /politics/talks/}]\n",
            ),
            Mistake(
                "redirects: [{from: /briefing/old/, to: /politics/talks/}]\n",
                "redirects: `from` `/briefing/old/` begins with the path of `base_url`, which stands \
                 before it anyway: it is at `https://post.am/briefing/briefing/old/` -> write `/old/`",
                "redirects: [{from: /old/, to: /politics/talks/}]\n",
            ),
            Mistake(
                "redirects: [{from: /old/, to: /briefing/politics/talks/}]\n",
                "redirects: `/old/` leads to `/briefing/politics/talks/`, and there is no page -> write \
                 `/politics/talks/`: the path of `base_url` stands before it anyway",
                "redirects: [{from: /old/, to: /politics/talks/}]\n",
            ),
            Mistake(
                "languages: {hy: {base: /hy/, aliases: [/briefing/old/]}}\n",
                "languages: the alias `/briefing/old/` begins with the path of `base_url`, which stands \
                 before it anyway: it is at `https://post.am/briefing/briefing/old/` -> write `/old/`",
                "languages: {hy: {base: /hy/, aliases: [/old/]}}\n",
            ),
        ],
    );
    let banner = "banner:\n  text: B\n  until: 2026-12-20\n  link: ";
    hold(
        "front.yaml",
        banner,
        "\n",
        &[Mistake(
            "/briefing/old/",
            "link: `/briefing/old/` begins with the path of `base_url`, which stands \
                 before it anyway: it is at `https://post.am/briefing/briefing/old/` -> write `/old/`",
            "/politics/talks/",
        )],
    );
    // A section, a year or a language may be called so, and an address elsewhere begins otherwise.
    for (settings, alias) in [
        ("base_url: https://post.am/politics/\nsections: [politics, economy]\n", "/politics/old/"),
        (
            "base_url: https://post.am/world/\nsections: [politics, {id: economy, aliases: [world]}]\n",
            "/world/old/",
        ),
        ("base_url: https://post.am/2026/\nsections: [politics, economy]\n", "/2026/11/old/"),
        (
            "base_url: https://post.am/hy/\nsections: [politics, economy]\nlanguages: {hy: {base: /hy/}}\n",
            "/hy/old/",
        ),
        ("base_url: https://post.am/briefing/\nsections: [politics, economy]\n", "/briefings/old/"),
        ("base_url: https://post.am/briefing/\nsections: [politics, economy]\n", "/briefing/"),
        ("base_url: https://post.am/\nsections: [politics, economy]\n", "/briefing/old/"),
    ] {
        let site = site();
        write(site.path(), SETTINGS, &format!("title: T\n{settings}"));
        write(site.path(), STORY, &format!("{story}aliases: [{alias}]\n---\nWords.\n"));
        assert_eq!(told(site.path()), [""; 0], "{settings}{alias}");
    }
}

/// Whoever moves a story back by hand keeps the alias from there.
#[test]
fn an_alias_that_is_the_address_of_the_story_itself() {
    hold(
        STORY,
        "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n",
        "---\nWords.\n",
        &[Mistake(
            "aliases: [/politics/talks/, /old/]\n",
            "the alias `/politics/talks/` is the address of this text itself -> delete this alias",
            "aliases: [/old/]\n",
        )],
    );
}

/// A story that got a folder of its own, or lost it, is nearer than any slip, and no text means itself.
#[test]
fn a_story_in_its_other_form_is_what_was_meant() {
    let held = |files: &[(&str, &str)]| {
        let site = site();
        for (file, text) in files {
            let text = format!("---\ntitle: Open\ndate: 2026-11-20\nsummary: S.\n---\n{text}\n");
            write(
                site.path(),
                file,
                if file.ends_with(".yaml") {
                    text.split_once("---\n").unwrap().1.split_once("---\n").unwrap().1
                } else {
                    &text
                },
            );
        }
        told(site.path())
    };
    let (one, two) = ("content/politics/open1", "content/politics/open2.md");
    let no_file = |file: &str| format!("there is no file `{file}`");
    for (there, wanted, link, written) in [
        (format!("{one}/index.md"), format!("{one}.md"), "open1.md", "open1/index.md"),
        (format!("{one}.md"), format!("{one}/index.md"), "open1/index.md", "open1.md"),
    ] {
        let front = format!("lead: {wanted}\n");
        assert_eq!(
            held(&[(&there, "A."), (two, "B."), ("front.yaml", &front)]),
            [format!("there is no story `{wanted}` -> write `{there}`")]
        );
        // Also where another section has one that is called exactly so.
        let elsewhere = wanted.replace("politics", "economy");
        assert_eq!(
            held(&[(&there, "A."), (two, &format!("[a]({link})")), (&elsewhere, "C.")]),
            [format!("{} -> did you mean `{there}`? Write `{written}`", no_file(&wanted))]
        );
    }
    // Not itself.
    assert_eq!(
        held(&[(two, "[a](open1.md)")]),
        [format!(
            "{} -> the link is read from the folder `content/politics/`",
            no_file("content/politics/open1.md")
        )]
    );
}

/// A block that comes when its story does says that this is meant, as the story's own times do.
#[test]
fn a_block_that_waits_for_its_story_is_told_of_nothing() {
    let held =
        "---\ntitle: Held\ndate: 2026-11-20\nembargo: 2026-12-24 10:00\nsummary: S.\n---\nWords.\n";
    let front = |block: &str, story: &str| {
        let site = site();
        write(site.path(), "content/politics/held.md", held);
        let story = format!("{{story: content/politics/held.md{story}}}");
        write(site.path(), "front.yaml", &format!("blocks:\n  - {{stories: [{story}]{block}}}\n"));
        told(site.path())
    };
    let (from, earlier) = (", from: 2026-12-24 10:00", ", from: 2026-12-24 09:00");
    assert_eq!(front(from, ""), [""; 0]);
    assert_eq!(front("", from), [""; 0]);
    assert_eq!(front(earlier, from), [""; 0]);
    let warning = "`content/politics/held.md` is embargoed until 2026-12-24 10:00 +00:00: the front page does \
                   without it -> it appears then by itself; `from:` with that moment says that this is meant";
    assert_eq!(front(earlier, ""), [warning]);
    assert_eq!(front("", ""), [warning]);
    // Its time is over before it is public.
    let never = "`content/politics/held.md` is embargoed until 2026-12-24 10:00 +00:00: the front page does \
                 without it -> its time here is over before that: give it a later `until`, or delete it here";
    for (block, story) in [
        (", until: 2026-12-24 10:00", ""),
        ("", ", until: 2026-12-24 09:00"),
        (", until: 2026-12-24 09:00", ", until: 2026-12-25"),
    ] {
        assert_eq!(front(block, story), [never], "{block} {story}");
    }
    assert_eq!(front("", ", until: 2026-12-24 10:01"), [warning]);
}

/// What is held is no mistake, by whichever name it is called.
#[test]
fn what_is_held_is_told_as_that_by_its_address_too() {
    let held = |fields: &str| {
        format!(
            "---\ntitle: Held\ndate: 2026-11-20\nsummary: S.\naliases: /was/\ntags: [dam]\n{fields}---\nWords.\n"
        )
    };
    let after = "readers are led on once that is public";
    let elsewhere = "write the address of another page, or delete this redirect";
    for (fields, to, why, hint) in [
        (
            "embargo: 2026-12-24\n",
            "/politics/held/",
            "is embargoed until 2026-12-24 00:00 +00:00",
            after,
        ),
        ("embargo: 2026-12-24\n", "/was/", "is embargoed until 2026-12-24 00:00 +00:00", after),
        ("draft: true\n", "/politics/held/", "is a draft", after),
        (
            "expires: 2026-11-30\n",
            "/politics/held/",
            "expired on 2026-11-30 00:00 +00:00",
            elsewhere,
        ),
    ] {
        let site = site();
        write(site.path(), "content/politics/held.md", &held(fields));
        let redirects = format!("{START}redirects: [{{from: /old/, to: {to}}}]\n");
        write(site.path(), SETTINGS, &redirects);
        let expected = format!("redirects: `/old/` leads to `{to}`, which {why} -> {hint}");
        assert_eq!(told(site.path()), [expected], "{fields}");
    }
    // A tag that only such stories have.
    for (fields, hint) in [
        (
            "embargo: 2026-12-24\n",
            "it appears once one is public: `content/politics/held.md` is embargoed until 2026-12-24 00:00 +00:00",
        ),
        ("draft: true\n", "it appears once one is public: `content/politics/held.md` is a draft"),
    ] {
        let site = site();
        write(site.path(), "content/politics/held.md", &held(fields));
        write(site.path(), "front.yaml", "blocks:\n  - {tag: dam}\n");
        let expected =
            format!("no public story has the tag `dam`: the block is not shown -> {hint}");
        assert_eq!(told(site.path()), [expected]);
        write(site.path(), "front.yaml", "blocks:\n  - {tag: damn}\n");
        let nothing = "no story has the tag `damn`: the block is not shown -> write a tag as stories have \
                       it, or delete this block";
        assert_eq!(told(site.path()), [nothing]);
    }
}

/// What is told is wrong nowhere else: none of this is a mistake.
#[test]
fn what_is_meant_so_is_not_told() {
    let before = "---\ntitle: Talks\ndate: 2026-11-20 # of the talks\nsummary: S.\n---\n";
    for text in [
        "AT&T; R&D; a & b; x&y",
        "`&nsbp;` and `{{< x >}}`",
        "\\&nsbp; and \\{{< x >}}",
        "1.5 million\n2.5 million",
        "1.Januar",
        "In 2026 {the year} and {{ name }}",
        "A <b>bold</b> and <i><b>both</b></i> word.",
        "H<sub>2</sub>O<br>and a <wbr> break",
        "<div>\n\n<b>A block</b>\n\n</div>",
        "See https://localhost.example/ and [it](https://127.example.org/).",
        "[![A dam](dam.svg)](dam.svg)",
        "[^1] is a footnote[^1].\n\n[^1]: Yes.",
    ] {
        let site = site();
        write(site.path(), STORY, &format!("{before}{text}\n"));
        assert_eq!(told(site.path()), [""; 0], "{text}");
    }
}

/// Where a name and its value are both wrong, one line mends both.
#[test]
fn a_slip_in_the_name_of_a_field_and_one_in_its_value() {
    hold(
        STORY,
        "---\ndate: 2026-11-20\nsummary: S.\n",
        "\n---\nWords.\n",
        &[
            Mistake(
                "titel: Talks: day two",
                "the text after `titel:` has to be in quotes -> write \
                 `title: \"Talks: day two\"`: the field is `title`",
                "title: \"Talks: day two\"",
            ),
            Mistake(
                "headline: Talks: day two",
                "the text after `headline:` has to be in quotes -> write \
                 `title: \"Talks: day two\"`: the field is `title`",
                "title: \"Talks: day two\"",
            ),
            Mistake(
                "Title: @anna asks",
                "the text after `Title:` has to be in quotes -> write \
                 `title: \"@anna asks\"`: the field is `title`",
                "title: \"@anna asks\"",
            ),
        ],
    );
}
