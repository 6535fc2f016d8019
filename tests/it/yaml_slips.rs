//! Slips in YAML that an editor makes without seeing them: each is told once, in exact words, and its
//! remedy means what was meant.

use crate::editors_hour::{Mistake, SETTINGS, START, STORY, hold, site, told, write};

const BEFORE: &str = "---\ntitle: Talks\ndate: 2026-11-20\nsummary: S.\n";
const BEHIND: &str = "\n---\nWords.\n";

fn in_story(mistakes: &[Mistake]) {
    hold(STORY, BEFORE, BEHIND, mistakes);
}

fn in_settings(mistakes: &[Mistake]) {
    hold(SETTINGS, START, "\n", mistakes);
}

fn is_silent(file: &str, before: &str, behind: &str, lines: &[&str]) {
    for line in lines {
        let site = site();
        write(site.path(), file, &format!("{before}{line}{behind}"));
        assert_eq!(told(site.path()), [""; 0], "{line}");
    }
}

#[test]
fn words_that_yaml_takes_for_tags_and_anchors() {
    in_story(&[
        Mistake(
            "subtitle: &quot;Talks&quot; resume",
            "readers do not see `&quot;Talks&quot;`: YAML takes it for an anchor -> write \
             `subtitle: '\"Talks\" resume'`",
            "subtitle: '\"Talks\" resume'",
        ),
        Mistake(
            "subtitle: &amp Talks",
            "readers do not see `&amp`: YAML takes it for an anchor -> write `subtitle: \"& Talks\"`",
            "subtitle: \"& Talks\"",
        ),
        Mistake(
            "subtitle: !Talks resume",
            "readers do not see `!Talks`: YAML takes it for a tag -> write `subtitle: \"!Talks \
             resume\"`",
            "subtitle: \"!Talks resume\"",
        ),
        Mistake(
            "subtitle: !Talks",
            "readers do not see `!Talks`: YAML takes it for a tag -> write `subtitle: \"!Talks\"`",
            "subtitle: \"!Talks\"",
        ),
        Mistake(
            "tags: [!Xobile congress]",
            "readers do not see `!Xobile`: YAML takes it for a tag -> write `tags: [\"!Xobile \
             congress\"]`",
            "tags: [\"!Xobile congress\"]",
        ),
        Mistake(
            "image: {src: dam.svg, alt: &Look here}",
            "readers do not see `&Look`: YAML takes it for an anchor -> write `image: {src: dam.svg, \
             alt: \"&Look here\"}`",
            "image: {src: dam.svg, alt: \"&Look here\"}",
        ),
    ]);
    in_settings(&[Mistake(
        "tagline: !News daily",
        "readers do not see `!News`: YAML takes it for a tag -> write `tagline: \"!News daily\"`",
        "tagline: \"!News daily\"",
    )]);
    is_silent(
        STORY,
        BEFORE,
        BEHIND,
        &[
            "extra: {desk: &desk politics, other: *desk}",
            "extra: {a: &all {b: c}, d: *all}",
            "subtitle: !!str 12",
            "subtitle: Talks & peace!",
            "subtitle: |\n  a\n  !b c",
        ],
    );
}

#[test]
fn names_of_two_words() {
    for (wrong, right) in [
        ("sub title: Day two", "subtitle: Day two"),
        ("feed id: x", "feed_id: x"),
        ("Sub-Title: Day two", "subtitle: Day two"),
        ("hold with original: true", "hold_with_original: true"),
        ("sub titel: Day two", "subtitle: Day two"),
    ] {
        let site = site();
        write(site.path(), STORY, &format!("{BEFORE}{wrong}{BEHIND}"));
        let (name, (field, _)) = (wrong.split_once(':').unwrap().0, right.split_once(':').unwrap());
        let expected = format!(
            "front matter has no field `{name}` -> did you mean `{field}`? Write `{right}`"
        );
        assert_eq!(told(site.path()), [expected]);
        write(site.path(), STORY, &format!("{BEFORE}{right}{BEHIND}"));
        assert_eq!(told(site.path()), [""; 0], "{right}");
    }
    in_settings(&[
        Mistake(
            "time zone: Europe/Berlin",
            "site.yaml has no field `time zone` -> did you mean `timezone`? Write `timezone: \
             Europe/Berlin`",
            "timezone: Europe/Berlin",
        ),
        Mistake(
            "content security policy: false",
            "site.yaml has no field `content security policy` -> did you mean \
             `content_security_policy`? Write `content_security_policy: false`",
            "content_security_policy: false",
        ),
    ]);
    in_story(&[
        Mistake(
            "subtitle Talks: day two",
            "front matter has no field `subtitle Talks` -> did you mean `subtitle`? Write `subtitle: \
             \"Talks: day two\"`",
            "subtitle: \"Talks: day two\"",
        ),
        Mistake(
            "subtitle : Talks: two",
            "the text after `subtitle:` has to be in quotes -> write `subtitle: \"Talks: two\"`",
            "subtitle: \"Talks: two\"",
        ),
        Mistake(
            "titel: Talks: two",
            "front matter has no field `titel` -> did you mean `title`? Line 2 has it: delete one of \
             the two",
            "# the `title` above",
        ),
    ]);
}

#[test]
fn a_name_and_its_value_are_both_wrong() {
    let undated = "---\ntitle: Talks\nsummary: S.\n";
    hold(
        STORY,
        undated,
        BEHIND,
        &[
            Mistake(
                "Datum: 20.11.2026",
                "front matter has no field `Datum` -> did you mean `date`? Write `date: 2026-11-20`",
                "date: 2026-11-20",
            ),
            Mistake(
                "date: `2026-11-20`",
                "the text after `date:` has to be in quotes -> write `date: 2026-11-20`",
                "date: 2026-11-20",
            ),
        ],
    );
    in_story(&[
        Mistake(
            "Draft: yes",
            "front matter has no field `Draft` -> did you mean `draft`? Write `draft: true`",
            "draft: true",
        ),
        Mistake(
            "Embargo: 1.1.2027 6:00",
            "front matter has no field `Embargo` -> did you mean `embargo`? Write `embargo: \
             2027-01-01 06:00`",
            "embargo: 2027-01-01 06:00",
        ),
        Mistake(
            "Kind: Op-Ed",
            "front matter has no field `Kind` -> did you mean `kind`? Write `kind: opinion`",
            "kind: opinion",
        ),
        Mistake(
            "permalink: /politics/the-talks/",
            "front matter has no field `permalink` -> did you mean `slug`? Write `slug: the-talks`",
            "slug: the-talks",
        ),
        Mistake(
            "Tags: #water",
            "front matter has no field `Tags` -> did you mean `tags`? Write `tags: [water]`",
            "tags: [water]",
        ),
        Mistake(
            "Subtitle: Bus #4 is back",
            "front matter has no field `Subtitle` -> did you mean `subtitle`? Put the text in quotes: \
             `subtitle: \"Bus #4 is back\"`",
            "subtitle: \"Bus #4 is back\"",
        ),
        Mistake(
            "Image: ![A](dam.svg)",
            "`image` takes fields, and this is Markdown -> write `image: {src: dam.svg, alt: \"A\"}`: \
             the field is `image`",
            "image: {src: dam.svg, alt: \"A\"}",
        ),
        Mistake(
            "photo: {src: dam.svg, alt: A: B}",
            "a text in these brackets has to be in quotes -> write `image: {src: dam.svg, alt: \"A: \
             B\"}`: the field is `image`",
            "image: {src: dam.svg, alt: \"A: B\"}",
        ),
        Mistake(
            "image: \"C:\\Users\\anna\\dam.svg\"",
            "`C:\\Users\\anna\\dam.svg` is on your own machine, and readers are elsewhere -> put the \
             picture beside this file, and write `image: dam.svg`",
            "image: dam.svg",
        ),
    ]);
    in_settings(&[
        Mistake(
            "Menu: About, Contact",
            "site.yaml has no field `Menu` -> did you mean `menu`? Write `menu: [{title: About, url: \
             /about/}, {title: Contact, url: /contact/}]`",
            "menu: [{title: About, url: /about/}, {title: Contact, url: /contact/}]",
        ),
        Mistake(
            "theme: {color: \"#0b5d3b\"}",
            "theme has no field `color` -> did you mean `colors`? Write `theme: {colors: {accent: \
             \"#0b5d3b\"}}`",
            "theme: {colors: {accent: \"#0b5d3b\"}}",
        ),
        Mistake(
            "logo: /logo.svg",
            "site.yaml has no field `logo` -> `logo` is a part of `theme`: `theme: {logo: /logo.svg}`",
            "theme: {logo: /logo.svg}",
        ),
    ]);
}

#[test]
fn remedies_are_whole() {
    in_story(&[
        Mistake(
            "image: [[dam.svg]]",
            "`image` has to be text, and this is a list -> write `image: dam.svg`",
            "image: dam.svg",
        ),
        Mistake(
            "image:\n  - src: dam.svg\n    alt: A dam",
            "`image` is one, and this is a list -> write `    src: dam.svg`",
            "image:\n    src: dam.svg\n    alt: A dam",
        ),
        Mistake(
            "image: [{src: dam.svg, alt: A dam}]",
            "`image` is one, and this is a list -> write `image: {src: dam.svg, alt: A dam}`",
            "image: {src: dam.svg, alt: A dam}",
        ),
        Mistake(
            "source: {name: true, url: https://x.example/}",
            "`name` has to be text, and this is true or false -> write `source: {name: \"true\", url: \
             https://x.example/}`",
            "source: {name: \"true\", url: https://x.example/}",
        ),
        Mistake(
            "tags: [true, water]",
            "`tags` has to be text, and this is true or false -> write `tags: [\"true\", water]`",
            "tags: [\"true\", water]",
        ),
        Mistake(
            "image: {src: dam.svg, alt: [a, b]}",
            "`alt` has to be text, and this is a list -> write `image: {src: dam.svg, alt: \"a, b\"}`, \
             or `image: {src: dam.svg, alt: \"[a, b]\"}` if readers are to see the brackets",
            "image: {src: dam.svg, alt: \"a, b\"}",
        ),
        Mistake(
            "authors: [Anna Voss](/authors/anna-voss/)",
            "`authors` takes plain text, and this is Markdown -> write `authors: Anna Voss`",
            "authors: Anna Voss",
        ),
    ]);
    in_settings(&[
        Mistake(
            "menu: [{title: true, url: /about/}]",
            "`title` has to be text, and this is true or false -> write `menu: [{title: \"true\", url: \
             /about/}]`",
            "menu: [{title: \"true\", url: /about/}]",
        ),
        Mistake(
            "colors: {accent: \"#0b5d3b\"}",
            "site.yaml has no field `colors` -> `colors` is a part of `theme`: `theme: {colors: \
             {accent: \"#0b5d3b\"}}`",
            "theme: {colors: {accent: \"#0b5d3b\"}}",
        ),
        Mistake(
            "menu:\n  - [About](/about/)",
            "`menu` takes fields, and this is Markdown -> write `  - {title: About, url: \
             \"/about/\"}`",
            "menu:\n  - {title: About, url: \"/about/\"}",
        ),
        Mistake(
            "tagline: [News, daily]",
            "`tagline` has to be text, and this is a list -> write `tagline: \"News, daily\"`, or \
             `tagline: \"[News, daily]\"` if readers are to see the brackets",
            "tagline: \"News, daily\"",
        ),
    ]);
}

/// Where nobody can know what was meant, it is told what the field takes.
#[test]
fn what_a_field_takes() {
    in_story(&[
        Mistake(
            "embargo: true",
            "`embargo` has to be text, and this is true or false -> write it like `embargo: \
             2026-02-01` or `embargo: 2026-02-01 09:30`",
            "embargo: 2026-02-01",
        ),
        Mistake(
            "kind: [news, opinion]",
            "`kind` has to be text, and this is a list -> `kind` takes one alone: write one of `news`, \
             `analysis`, `opinion`, `explainer`, `interview`, `obituary`, `sponsored`",
            "kind: opinion",
        ),
        Mistake(
            "slug: [a, b]",
            "`slug` has to be text, and this is a list -> `slug` takes one alone: write letters, \
             digits and hyphens, such as `slug: talks-day-two`",
            "slug: talks-day-two",
        ),
        Mistake(
            "kind: [opinion]",
            "`kind` has to be text, and this is a list -> write `kind: opinion`",
            "kind: opinion",
        ),
        Mistake(
            "slug: https://paper.example/politics/the-talks/",
            "the slug `https://paper.example/politics/the-talks/` would lead out of its folder -> \
             write `slug: the-talks`",
            "slug: the-talks",
        ),
    ]);
    in_settings(&[
        Mistake(
            "cname: true",
            "`cname` has to be text, and this is true or false -> write it without scheme and path, \
             such as `news.example.org`, or `false` for none",
            "cname: false",
        ),
        Mistake(
            "language: en de",
            "`language` is one: a site in several has `languages`, the first of which is its own -> \
             write `languages: {en: {}, de: {}}`",
            "languages: {en: {}, de: {}}",
        ),
        Mistake(
            "language: en-UK",
            "language: `en-UK` is not a language tag -> write `language: en-GB`",
            "language: en-GB",
        ),
        Mistake(
            "share: Facebook, X",
            "`Facebook, X` is several ways to share, and this is one -> write `share: [facebook, x]`",
            "share: [facebook, x]",
        ),
        Mistake(
            "menu: [{title: About, url: about.md}]",
            "`about.md` is not an address -> write `menu: [{title: About, url: /about/}]`",
            "menu: [{title: About, url: /about/}]",
        ),
        Mistake(
            "redirects:\n  - /old/ -> /about/",
            "redirects: an old address and the new one are written with their names -> write `  - \
             {from: /old/, to: /about/}`",
            "redirects:\n  - {from: /old/, to: /about/}",
        ),
        Mistake(
            "redirects: [/x/{section}/{slug}/]",
            "a text in these brackets has to be in quotes -> write `redirects: \
             [\"/x/{section}/{slug}/\"]`",
            "redirects: [\"/x/{section}/{slug}/\"]",
        ),
        Mistake(
            "permalink: {section}/{slug}",
            "permalink: `{section}/{slug}` has to end in `/` or `.html` -> write `permalink: \
             \"/{section}/{slug}/\"`",
            "permalink: \"/{section}/{slug}/\"",
        ),
        Mistake(
            "dateline: \"PLACE, DATE:\"",
            "dateline: `PLACE, DATE:` is the same for all stories: its parts lack braces -> write \
             `dateline: \"{PLACE}, {DATE}:\"`",
            "dateline: \"{PLACE}, {DATE}:\"",
        ),
    ]);
    let head = "title: T\nbase_url: https://paper.example/\n";
    let sections = |wrong| {
        let told = "`sections` has to be a list, and this is text -> write `sections: [politics, \
                    economy]`";
        Mistake(wrong, told, "sections: [politics, economy]")
    };
    let wrong = [
        "sections: \"[politics, economy]\"",
        "sections: (politics, economy)",
        "sections: «politics», «economy»",
        "sections: politics、economy",
    ];
    hold(SETTINGS, head, "\n", &wrong.map(sections));
    is_silent(SETTINGS, START, "\n", &["dateline: \"HBN –\"", "dateline: \"{place} –\""]);
}

#[test]
fn lists_without_their_dashes() {
    in_story(&[
        Mistake(
            "tags:\n  water\n  peace",
            "`water peace` is one tag as it stands -> write `tags: [water, peace]`, or `\"water \
             peace\"` if it is one",
            "tags: [water, peace]",
        ),
        Mistake(
            "authors:\n  Anna Voss\n  Simo Harrand",
            "`Anna Voss Simo Harrand` is one name as it stands -> write `authors: [Anna Voss, Simo \
             Harrand]`, or `\"Anna Voss Simo Harrand\"` if it is one",
            "authors: [Anna Voss, Simo Harrand]",
        ),
        Mistake(
            "aliases: /old/one/ /old/two/",
            "`/old/one/ /old/two/` is one address as it stands -> write `aliases: [\"/old/one/\", \
             \"/old/two/\"]`, or `\"/old/one/ /old/two/\"` if it is one",
            "aliases: [\"/old/one/\", \"/old/two/\"]",
        ),
        Mistake(
            "tags:\n  * water\n  * peace",
            "each item of a list begins with a dash -> write `  - water`, `  - peace`",
            "tags:\n  - water\n  - peace",
        ),
        Mistake(
            "tags:\n  - #water\n  - peace",
            "`tags` has to be text, and this is nothing -> `#` begins a comment here: write `  - \
             water`",
            "tags:\n  - water\n  - peace",
        ),
        Mistake(
            "corrections:\n  - date: 2026-11-22\n  - text: It was five.",
            "an item of `corrections` has one dash, before its first line -> write `    text: It was \
             five.`",
            "corrections:\n  - date: 2026-11-22\n    text: It was five.",
        ),
        Mistake(
            "image:\nsrc: dam.svg\nalt: A",
            "these lines are parts of `image`, and are not indented below it -> write `  src: \
             dam.svg`, `  alt: A`",
            "image:\n  src: dam.svg\n  alt: A",
        ),
        Mistake(
            "corrections:\ndate: 2026-11-22\ntext: It was five.",
            "these lines are parts of `corrections`, and are not indented below it -> write `  - \
             date: 2026-11-22`, `    text: It was five.`",
            "corrections:\n  - date: 2026-11-22\n    text: It was five.",
        ),
    ]);
    hold(
        "front.yaml",
        "",
        "\n",
        &[
            Mistake(
                "second_leads:\n  content/politics/talks.md\n  content/economy/prices.md",
                "`second_leads` is one story, and these are several -> write `second_leads: \
                 [content/politics/talks.md, content/economy/prices.md]`",
                "second_leads: [content/politics/talks.md, content/economy/prices.md]",
            ),
            Mistake(
                "lead: [Talks](content/politics/talks.md)",
                "`lead` takes the file of a story, and this is Markdown -> write `lead: \
                 content/politics/talks.md`",
                "lead: content/politics/talks.md",
            ),
            Mistake(
                "lead: content\\politics\\talks.md",
                "`content\\politics\\talks.md` has backslashes, and paths have slashes -> write \
                 `lead: content/politics/talks.md`",
                "lead: content/politics/talks.md",
            ),
            Mistake(
                "---\nlead: content/politics/talks.md\n---",
                "only the front matter of a text stands between lines `---` -> delete both lines \
                 `---`",
                "lead: content/politics/talks.md #---",
            ),
        ],
    );
    is_silent("front.yaml", "lead: ", "\n", &["content/politics/talks.md"]);
    is_silent(
        STORY,
        BEFORE,
        BEHIND,
        &[
            "authors: Anna-Maria von und zu Voss",
            "tags:\n  defence reform",
            "tags:\n  - defence\n    reform",
            "image: {src: dam.svg}\nextra: {a: b}",
        ],
    );
}

#[test]
fn a_comma_within_braces() {
    in_story(&[
        Mistake(
            "corrections:\n- {date: 2026-11-21, text: It was five, not six.}",
            "a comma ends `text` within braces, and this one does not mean to -> write `- {date: \
             2026-11-21, text: \"It was five, not six.\"}`",
            "corrections:\n- {date: 2026-11-21, text: \"It was five, not six.\"}",
        ),
        Mistake(
            "source: {name: Herald, Tribune, url: https://x.example/}",
            "a comma ends `name` within braces, and this one does not mean to -> write `source: \
             {name: \"Herald, Tribune\", url: https://x.example/}`",
            "source: {name: \"Herald, Tribune\", url: https://x.example/}",
        ),
    ]);
    in_settings(&[
        Mistake(
            "pictures: {widths: 400, 800}",
            "a comma ends `widths` within braces, and this one does not mean to -> write `pictures: \
             {widths: [400, 800]}`",
            "pictures: {widths: [400, 800]}",
        ),
        Mistake(
            "theme: {colors: {accent: rgb(1,2,3)}}",
            "accent: `rgb(1,2,3)` is not a colour -> write it as in a style sheet, in quotes: \
             `\"#0b5d3b\"`",
            "theme: {colors: {accent: \"#0b5d3b\"}}",
        ),
    ]);
    is_silent(STORY, BEFORE, BEHIND, &["extra: {desk: a, b}", "image: {src: dam.svg, alt: }"]);
}

#[test]
fn what_is_told_twice_keeps_all() {
    in_story(&[
        Mistake(
            "time: 09:30",
            "front matter has no field `time` -> write `date: 2026-11-20 09:30` in line 3, and delete \
             this line",
            "# date: 2026-11-20 09:30",
        ),
        Mistake(
            "aliases: [/old/, /old]",
            "`/old/` would be two things: an alias of content/politics/talks.md and an alias of \
             content/politics/talks.md -> delete one of the two: a text has each old address once",
            "aliases: [/old/]",
        ),
        Mistake(
            "aliases: /politics/talks/",
            "the alias `/politics/talks/` is the address of this text itself -> delete this alias",
            "",
        ),
        Mistake(
            "dateline: HESK, November 20",
            "pages put the day behind the place themselves: readers see it twice -> write `dateline: \
             HESK`, or all of the line, with a colon at its end",
            "dateline: HESK",
        ),
        Mistake(
            "dateline: {place: \"HESK, Fri., Nov. 20\", agency: HBN}",
            "pages put the day behind the place themselves: readers see it twice -> write `dateline: \
             {place: HESK, agency: HBN}`",
            "dateline: {place: HESK, agency: HBN}",
        ),
    ]);
    is_silent(
        STORY,
        BEFORE,
        BEHIND,
        &[
            "dateline: Hesk, 3rd district",
            "dateline: \"HESK, November 20:\"",
            "dateline: May, Texas",
            "dateline: {place: \"May, Texas\", agency: HBN}",
        ],
    );
    // Where pages have no day, readers see the editor's once.
    let site = site();
    let settings = std::fs::read_to_string(site.path().join(SETTINGS)).unwrap();
    write(site.path(), SETTINGS, &format!("{settings}dateline: \"{{place}} –\"\n"));
    write(site.path(), STORY, &format!("{BEFORE}dateline: HESK, November 20{BEHIND}"));
    assert_eq!(told(site.path()), [""; 0]);
}

#[test]
fn clocks_that_never_change_are_told() {
    let with = |zone: &str| {
        let site = site();
        let settings = std::fs::read_to_string(site.path().join(SETTINGS)).unwrap();
        let lines = settings.lines().filter(|line| !line.starts_with("timezone"));
        let settings: String = lines.map(|line| format!("{line}\n")).collect();
        write(site.path(), SETTINGS, &format!("{settings}timezone: {zone}\n"));
        told(site.path())
    };
    let said = with("EST").join("\n");
    let right = "write your city's zone, such as `timezone: America/New_York` or `timezone: Australia/Sydney`";
    assert!(said.contains("clocks by `EST` never change") && said.contains(right), "{said}");
    assert_eq!(with("America/New_York"), [""; 0]);
    assert_eq!(with("CET"), [""; 0]);
}

#[test]
fn lines_that_are_no_fields() {
    let untitled = "---\ndate: 2026-11-20\nsummary: S.\n";
    hold(
        STORY,
        untitled,
        BEHIND,
        &[
            Mistake(
                "**title:** Talks",
                "`title` is the name of a field, and no Markdown -> write `title: Talks`",
                "title: Talks",
            ),
            Mistake(
                "- title: Talks",
                "a dash begins an item of a list, and these lines are fields -> write `title: Talks`",
                "title: Talks",
            ),
            Mistake(
                "title: Talks resume:\nday two",
                "this line goes on with the text above, and is not indented -> write it in one line: \
                 `title: \"Talks resume: day two\"`",
                "title: \"Talks resume: day two\"",
            ),
            Mistake(
                "title: Talks resume in\nthe capital",
                "this line goes on with the text above, and is not indented -> write it in one line: \
                 `title: Talks resume in the capital`",
                "title: Talks resume in the capital",
            ),
        ],
    );
}

/// In fields that are plain text.
#[test]
fn marks_of_markdown_and_html() {
    in_story(&[
        Mistake(
            "subtitle: Both *sides* agree",
            "readers see the marks in `subtitle`: it is plain text -> write `subtitle: Both sides \
             agree`",
            "subtitle: Both sides agree",
        ),
        Mistake(
            "subtitle: <p>Talks went on.</p>",
            "readers see the marks in `subtitle`: it is plain text -> write `subtitle: Talks went on.`",
            "subtitle: Talks went on.",
        ),
        Mistake(
            "tags: [\"[water](/tags/water/)\", peace]",
            "readers see the marks in `[water](/tags/water/)`: it is plain text -> write it without \
             them: `water`",
            "tags: [water, peace]",
        ),
        Mistake(
            "image: {src: dam.svg, credit: <b>HBN</b>}",
            "readers see the marks in the words of this picture: it is plain text -> write it without \
             them: `HBN`",
            "image: {src: dam.svg, credit: HBN}",
        ),
        Mistake(
            "series: <i>The year of the dam</i>",
            "readers see the marks in `<i>The year of the dam</i>`: it is plain text -> write \
             `series: The year of the dam`",
            "series: The year of the dam",
        ),
    ]);
    in_settings(&[
        Mistake(
            "tagline: <b>News</b>, daily",
            "readers see the marks in this text: it is plain text -> write `tagline: \"News, daily\"`",
            "tagline: \"News, daily\"",
        ),
        Mistake(
            "footer: {text: Made *here*}",
            "readers see the marks in this text: it is plain text -> write `footer: {text: Made here}`",
            "footer: {text: Made here}",
        ),
        Mistake(
            "menu: [{title: <b>Water</b>, url: /water/}]",
            "readers see the marks in this text: it is plain text -> write `menu: [{title: Water, \
             url: /water/}]`",
            "menu: [{title: Water, url: /water/}]",
        ),
    ]);
    // What no reader sees.
    is_silent(
        SETTINGS,
        START,
        "\n",
        &[
            "menu: [{title: Water, url: \"https://a.example/_x_?a&amp;b\"}]",
            "analytics: {goatcounter: {server: \"https://a.example/_x_/\"}}",
            "analytics: {plausible: {site_id: \"*a*\"}, umami: {site_id: _a_}}",
            "comments: {giscus: {repo: a/_b_, repo_id: _R_, category: \"*A*\", category_id: _C_}}",
        ],
    );
    let before = "---\ntitle: Talks\ndate: 2026-11-20\n";
    is_silent(
        STORY,
        before,
        BEHIND,
        &[
            "summary: Film review **** (four stars)",
            "summary: F*ck and sh*t, 5 * 3 * 2",
            "summary: snake_case_name <3 and x < y",
        ],
    );
}

/// Where a site keeps the fields of another program, they are what they are called.
#[test]
fn fields_that_are_kept() {
    let place = site();
    write(place.path(), SETTINGS, &format!("{START}unknown_fields: keep\n"));
    for kept in ["image:\nsrc: dam.svg\ncaption: A", "source:\nurl: x", "Datum: 20.11.2026"] {
        write(place.path(), STORY, &format!("{BEFORE}{kept}{BEHIND}"));
        assert_eq!(told(place.path()), [""; 0], "{kept}");
    }
    write(place.path(), STORY, &format!("{BEFORE}headline: Talks: two{BEHIND}"));
    assert_eq!(
        told(place.path()),
        ["the text after `headline:` has to be in quotes -> write `headline: \"Talks: two\"`"]
    );
}

#[test]
fn files_that_nobody_reads() {
    let elsewhere = |file: &str| {
        let site = site();
        let story = "---\ntitle: Late\ndate: 2026-11-20\nsummary: S.\n---\nWords.\n";
        write(site.path(), file, if file.ends_with(".md") { story } else { "name: Anna Voss\n" });
        told(site.path())
    };
    for (file, expected) in [
        (
            "contents/politics/late.md",
            "readers do not see this file in `contents/`: stories belong in `content/` -> move what \
             is to be public to `content/politics/`",
        ),
        (
            "Content/politics/late.md",
            "readers do not see this file in `Content/`: stories belong in `content/` -> move what is \
             to be public to `content/politics/`",
        ),
        (
            "_posts/2026/late.md",
            "readers do not see this file in `_posts/`: stories belong in `content/` -> move what is \
             to be public to `content/economy/`",
        ),
        (
            "template/footer.html",
            "nobody reads this file: what a site has of its own is in `templates/` -> name the folder \
             `templates/`",
        ),
        (
            "content/front.yaml",
            "nobody reads this file: what is on the front page is said beside `site.yaml` -> move it \
             to `front.yaml`",
        ),
        (
            "content/authors/anna.yaml",
            "nobody reads this file: what is said of an author, a topic or a series is Markdown -> \
             name it `content/authors/anna.md`, and write a line `---` above and below its fields",
        ),
        (
            "words/De.yaml",
            "nobody reads this file: a list of words is called by the tag of its language -> name it \
             `words/de.yaml`",
        ),
        (
            "words/de.yml",
            "nobody reads this file: a list of words is called by the tag of its language -> name it \
             `words/de.yaml`",
        ),
    ] {
        assert_eq!(elsewhere(file), [expected], "{file}");
    }
    for file in ["Front.yaml", "front-page.yaml"] {
        assert_eq!(
            elsewhere(file),
            ["nobody reads this file: a front page is in `front.yaml` -> name it `front.yaml`"]
        );
    }
    let site = site();
    write(site.path(), STORY, "---\rtitle: Talks\rdate: 2026-11-20\r---\rWords.\r");
    assert_eq!(
        told(site.path()),
        [
            "the lines of this file end in CR alone, as old programs write them -> save it with line \
          endings of Unix, LF"
        ]
    );
}
