use jiff::tz::TimeZone;

use crate::slug::Naming;
use crate::text::config::UnknownFields;
use crate::text::front_matter::{Context, TextKind, parse};

/// What is told of front matter: each with its line and its remedy.
fn told(yaml: &str) -> Vec<String> {
    let context = Context {
        file: "a.md",
        kind: TextKind::Page,
        time_zone: &TimeZone::UTC,
        unknown_fields: UnknownFields::Error,
        naming: Naming::default(),
        base_url: None,
        datelines_have_days: true,
    };
    let (_, faults) = parse(yaml, 0..yaml.len(), None, context);
    let told = faults.into_reported();
    told.iter()
        .map(|fault| format!("{fault}: {}", fault.hint.clone().unwrap_or_default()))
        .collect()
}

/// A line of front matter, and what is told of it: a part of the message, and the remedy.
fn hold(rows: &[(&str, &str, &str)]) {
    for (line, message, hint) in rows {
        let told = told(&format!("title: A\n{line}\n"));
        let [told] = &told[..] else { panic!("{line:?}: {told:#?}") };
        assert!(told.contains(message), "{line:?}: {told}");
        assert!(told.ends_with(hint), "{line:?}: {told}");
    }
}

fn silent(lines: &[&str]) {
    for line in lines {
        assert_eq!(told(&format!("title: A\n{line}\n")), [""; 0], "{line:?}");
    }
}

/// What people write in a field who know it from elsewhere, and the line as it should be.
#[test]
fn remedies_are_the_line_itself() {
    hold(&[
        ("date: 2026-11-20 noon", "is not a time", "write `date: 2026-11-20 12:00`"),
        ("date: 20 November 2026 midnight", "not a date", "write `date: 2026-11-20 00:00`"),
        (
            "expires: never",
            "is not a date",
            "delete the line `expires: never`: without it there is no such moment",
        ),
        (
            "embargo: None",
            "is not a date",
            "delete the line `embargo: None`: without it there is no such moment",
        ),
        ("zusammenfassung: Kurz", "no field `zusammenfassung`", "`summary: Kurz`"),
        ("автор: Анна Восс", "no field `автор`", "`authors: Анна Восс`"),
        ("sous-titre: Deux jours", "no field `sous-titre`", "`subtitle: Deux jours`"),
        ("draft: ja", "has to be true or false", "write `draft: true` or `draft: false`"),
        ("featured: 2", "has to be true or false", "write `featured: true` or `featured: false`"),
        (
            "corrections: 2026-11-21 wrong name",
            "`corrections` has to be a list, each with its date, and this is text",
            "write `corrections: [{date: 2026-11-21, text: \"wrong name\"}]`",
        ),
        (
            "corrections: \"21 November 2026: It was 16, not 15.\"",
            "`corrections` has to be a list, each with its date, and this is text",
            "write `corrections: [{date: 2026-11-21, text: \"It was 16, not 15.\"}]`",
        ),
        (
            "corrections: 01/02/2026 wrong name",
            "`corrections` has to be a list, each with its date, and this is text",
            "write `corrections: [{date: 2026-02-01, text: \"01/02/2026 wrong name\"}]`, with the day of the correction",
        ),
        (
            "corrections: [2026-11-21 wrong name]",
            "the day and the text of a correction are written with their names",
            "write `- {date: 2026-11-21, text: \"wrong name\"}`",
        ),
        (
            "corrections: It was 16.",
            "`corrections` has to be a list, each with its date, and this is text",
            "write `corrections: [{date: 2026-02-01, text: \"It was 16.\"}]`, with the day of the correction",
        ),
        (
            "aliases: https://a.example/old/",
            "is not a path on this site",
            "write the path of the address alone: `/old/`",
        ),
        (
            "section: economy",
            "front matter has no field `section` (a.md:2:1)",
            "delete this line; to move the story, run `dateline mv a.md content/economy/a.md`",
        ),
        (
            "section: the economy; now",
            "front matter has no field `section` (a.md:2:1)",
            "run `dateline mv a.md 'content/the economy; now/a.md'`",
        ),
    ]);
}

/// As other programs have authors and tags.
#[test]
fn a_map_in_the_place_of_a_name_is_told_with_the_name() {
    const FILE: &str =
        "; what else is known of an author goes into a file about them, in `content/authors/`";
    let authors = |line: &str| format!("write `{line}`{FILE}");
    hold(&[
        (
            "authors:\n  - {name: Anna Voss, role: X}",
            "`authors` has to be text, and this is a map (a.md:3:5)",
            &authors("  - Anna Voss"),
        ),
        ("authors: [{name: Anna Voss}]", "is a map", &authors("authors: [Anna Voss]")),
        ("authors: {role: X, name: 'A: B'}", "is a map", &authors("authors: \"A: B\"")),
        (
            "authors:\n  - name: Anna Voss\n    role: X",
            "is a map",
            &format!("write `- Anna Voss` in place of these lines{FILE}"),
        ),
        (
            "authors:\n  name: Anna Voss\n  role: X",
            "is a map",
            &format!("write `authors: Anna Voss` in place of these lines{FILE}"),
        ),
        (
            "authors: [{name: \"Martin Luther King, Jr.\"}]",
            "is a map",
            &authors("authors: [\"Martin Luther King, Jr.\"]"),
        ),
        (
            "authors: [{name: \"Voss, Anna\"}, Ben Hale]",
            "is a map",
            &authors("authors: [\"Voss, Anna\", Ben Hale]"),
        ),
        ("authors: {name: 'Voss, Anna'}", "is a map", &authors("authors: \"Voss, Anna\"")),
        (
            "authors: [{name: Anna Voss}, {name: 'Hale, Ben', role: X}, Cy]",
            "these are maps",
            &authors("authors: [Anna Voss, \"Hale, Ben\", Cy]"),
        ),
        (
            "authors: [Text: Anna Voss, Fotos: Simo]",
            "these are maps",
            &authors("authors: [Anna Voss, Simo]"),
        ),
        ("authors: [Anna Voss, Photos: Simo]", "is a map", &authors("authors: [Anna Voss, Simo]")),
        ("authors: [Anna: Voss, B]", "is a map", &authors("authors: [\"Anna: Voss\", B]")),
        ("tags: [water: peace, c]", "is a map", "write `tags: [\"water: peace\", c]`"),
        ("tags: [{name: 'water, peace'}]", "is a map", "write `tags: [\"water, peace\"]`"),
        (
            "tags: [{name: 'a; b'}, {name: no}]",
            "these are maps",
            "write `tags: [\"a; b\", \"no\"]`",
        ),
        ("tags: [water, {name: Peace, slug: p}]", "is a map", "write `tags: [water, Peace]`"),
    ]);
}

#[test]
fn several_names_in_one_are_told() {
    let one = "as it stands (a.md:2:";
    hold(&[
        (
            "tags: talks, peace",
            "warning: `talks, peace` is one tag as it stands (a.md:2:7)",
            "write `tags: [talks, peace]`, or `\"talks, peace\"` if it is one",
        ),
        ("tags: a; b", one, "write `tags: [a, b]`, or `\"a; b\"` if it is one"),
        ("tags: a,b", one, "write `tags: [a, b]`, or `\"a,b\"` if it is one"),
        ("tags: ջուր، գետ", one, "write `tags: [ջուր, գետ]`, or `\"ջուր، գետ\"` if it is one"),
        ("tags: a / b", one, "write `tags: [a, b]`, or `\"a / b\"` if it is one"),
        ("tags: a | b", one, "write `tags: [a, b]`, or `\"a | b\"` if it is one"),
        (
            "authors: By Anna Voss",
            "pages say `By` before it themselves",
            "write `authors: Anna Voss`",
        ),
        ("authors: by A and B", "as it stands: pages say", "write `authors: [A, B]`"),
        ("authors: [By A, B]", "`By A` is the name", "write `A`"),
        ("authors: A, B", "is one name", "write `authors: [A, B]`, or `\"A, B\"` if it is one"),
        ("authors: A and B", one, "write `authors: [A, B]`, or `\"A and B\"` if it is one"),
        ("authors: A und B", one, "write `authors: [A, B]`, or `\"A und B\"` if it is one"),
        ("authors: A & B", one, "write `authors: [A, B]`, or `\"A & B\"` if it is one"),
        ("authors: A, B, and C", one, "[A, B, C]`, or `\"A, B, and C\"` if it is one"),
        (
            "authors: Ana Ruiz y Juan Sol",
            one,
            "[Ana Ruiz, Juan Sol]`, or `\"Ana Ruiz y Juan Sol\"` if it is one",
        ),
        (
            "authors: A B, Jr., C D",
            one,
            "[\"A B, Jr.\", C D]`, or `\"A B, Jr., C D\"` if it is one",
        ),
        ("tags: \"#talks #peace\"", one, "write `tags: [talks, peace]`"),
        ("tags: ['#talks, #peace', c]", one, "write `talks, peace`"),
        (
            "authors: Anna Berg with Carl Dahl",
            one,
            "[Anna Berg, Carl Dahl]`, or `\"Anna Berg with Carl Dahl\"` if it is one",
        ),
        (
            "authors: Anna Berg, with Carl Dahl",
            one,
            "[Anna Berg, Carl Dahl]`, or `\"Anna Berg, with Carl Dahl\"` if it is one",
        ),
        (
            "authors: [Anna Voss, with Simo Harrand]",
            "`with Simo Harrand` is one name",
            "write `Simo Harrand`, or `\"with Simo Harrand\"` if it is one",
        ),
        (
            "authors: [Anna Voss, and Simo]",
            "`and Simo`",
            "write `Simo`, or `\"and Simo\"` if it is one",
        ),
        (
            "authors:\n  - Anna Voss\n  - with Simo Harrand",
            "(a.md:4:5)",
            "write `Simo Harrand`, or `\"with Simo Harrand\"` if it is one",
        ),
        (
            "authors: [Anna Voss, Photos by Simo]",
            "is one name",
            "write `Simo`, or `\"Photos by Simo\"` if it is one",
        ),
        (
            "authors: Written by Anna Voss",
            "is one name",
            "write `authors: Anna Voss`, or `\"Written by Anna Voss\"` if it is one",
        ),
        ("authors: [A and B, C]", one, "write `A, B`, or `\"A and B\"` if it is one"),
        (
            "authors:\n  - A, B\n  - C",
            "(a.md:3:5)",
            "write `- A` and `- B`, or `\"A, B\"` if it is one",
        ),
        (
            "aliases: /a/, /b/",
            "is one address",
            "[\"/a/\", \"/b/\"]`, or `\"/a/, /b/\"` if it is one",
        ),
    ]);
    silent(&[
        "authors: Martin King, Jr.",
        "authors: \"A and B\"",
        "authors: José Ortega y Gasset",
        "authors: Anna-Maria von und zu Voss",
        "authors: Sand Anderson",
        "authors: [A B, C D]",
        "authors: [Dan Brown, Og Mandino, Con Coughlin]",
        "authors: [Stand By Me, Reporting Team, \"with Simo\"]",
        "tags: 1,000 homes",
        "tags: [a, b]",
        "tags: peace and war",
        "tags:\n  - a\n  - 'b, c'",
    ]);
}

#[test]
fn text_that_yaml_cuts_as_a_comment_is_told() {
    hold(&[
        (
            "subtitle: Bus #4 is back",
            "warning: readers do not see `#4 is back`: YAML takes it for a comment (a.md:2:15)",
            "put the text in quotes: `subtitle: \"Bus #4 is back\"`",
        ),
        ("subtitle: #MeToo", "`#MeToo`", "put the text in quotes: `subtitle: \"#MeToo\"`"),
        ("tags: talks #peace", "`#peace`", "put the text in quotes: `tags: \"talks #peace\"`"),
        ("tags:\n  - talks #peace", "(a.md:3:11)", "put the text in quotes: `- \"talks #peace\"`"),
        ("extra:\n  desk: Bus #4", "`#4`", "put the text in quotes: `desk: \"Bus #4\"`"),
    ]);
    silent(&[
        "draft: true #soon",
        "date: 2026-02-01 #tbc",
        "tags: #all\n  - a",
        "tags: #all\n- a",
        "subtitle: a # a comment",
        "#subtitle: a",
        "subtitle: \"Bus #4\"",
        "subtitle: 'Bus #4 is'\nsummary: x",
        "summary: |\n  Bus #4\n  and #5",
        "summary: >-\n  Bus\n  and #5",
        "subtitle: C#",
    ]);
}

#[test]
fn characters_that_nobody_sees_are_told() {
    hold(&[
        (
            "subtitle\u{a0}: a",
            "error: a no-break space (U+00A0) is in the name of this field (a.md:2:1)",
            "type it again: `subtitle:`",
        ),
        ("\u{200b}subtitle: a", "a zero-width space (U+200B)", "type it again: `subtitle:`"),
        ("dateline:\n\u{a0}\u{a0}place: a", "(a.md:3:1)", "type it again: `place:`"),
        (
            "draft:\u{a0}true",
            "`draft` needs a colon and a space after it (a.md:2:1)",
            "write `draft: true`",
        ),
        ("draft: true\u{a0}", "true or false", "write `draft: true`"),
        (
            "tags:\n\u{a0}\u{a0}- a",
            "not indented like those it belongs to (a.md:3:1)",
            "write `- a`",
        ),
        (
            "date: 2026-02-01\u{a0}09:30",
            "a no-break space (U+00A0) is in this date",
            "type it again: `date: 2026-02-01 09:30`",
        ),
        ("date: 2026-02-01\u{200b}", "is in this date", "type it again: `date: 2026-02-01`"),
        (
            "tags: [a\u{200b}b]",
            "warning: a zero-width space (U+200B) is in `ab`",
            "type it again: `ab`",
        ),
        ("authors: Anna\u{a0}Voss", "is in `Anna Voss`", "type it again: `Anna Voss`"),
        ("subtitle: a\u{200b}", "is in `a`", "type it again: `a`"),
    ]);
    silent(&[
        "subtitle: 10\u{a0}km «\u{a0}a\u{a0}» co\u{ad}op",
        "image: {src: a\u{202f}b.svg, alt: a\u{a0}b}",
        "authors: \"A\u{a0}B\"",
    ]);
}

#[test]
fn damaged_letters_are_told() {
    hold(&[
        ("subtitle: KÃ¶ln", "KÃ¶ln", "write `Köln`, and save the text as UTF-8"),
        (
            "subtitle: K\u{fffd}ln",
            "K\u{fffd}ln",
            "write the word again, and save the text as UTF-8",
        ),
    ]);
    silent(&["subtitle: Köln, IRMÃ, “Å”"]);
}

/// What word processors and address books make of names.
#[test]
fn names_are_what_was_meant() {
    hold(&[
        (
            "tags:\n  • water\n  • peace",
            "one tag",
            "write `tags: [water, peace]`, or `\"• water • peace\"` if it is one",
        ),
        (
            "tags:\n  – water\n  – peace",
            "one tag",
            "write `tags: [water, peace]`, or `\"– water – peace\"` if it is one",
        ),
        (
            "tags:\n  1. water\n  2. peace",
            "each line of a list",
            "write `tags: [water, peace]`, or `\"1. water 2. peace\"` if it is one",
        ),
        (
            "tags: [“water”, peace]",
            "with its quotation marks",
            "write `water`, or `\"“water”\"` if they are meant",
        ),
        (
            "tags: “water”, “peace”",
            "one tag",
            "write `tags: [water, peace]`, or `\"“water”, “peace”\"` if it is one",
        ),
        (
            "authors: «Anna Voss»",
            "with its quotation marks",
            "write `authors: Anna Voss`, or `\"«Anna Voss»\"` if they are meant",
        ),
        ("authors: Anna Voss <anna@paper.example>", "the address", "write `authors: Anna Voss`"),
        ("authors: [Anna Voss (anna@paper.example), B]", "the address", "write `Anna Voss`"),
        (
            "tags: water, peace]",
            "one tag",
            "write `tags: [water, peace]`, or `\"water, peace]\"` if it is one",
        ),
        (
            "tags: (water, peace)",
            "one tag",
            "write `tags: [water, peace]`, or `\"(water, peace)\"` if it is one",
        ),
        (
            "tags: ［水、平和］",
            "one tag",
            "write `tags: [水, 平和]`, or `\"［水、平和］\"` if it is one",
        ),
        (
            "authors: Voss, Anna; Hale, Ben",
            "one name",
            "write `authors: [Anna Voss, Ben Hale]`, or `\"Voss, Anna; Hale, Ben\"` if it is one",
        ),
    ]);
    silent(&[
        "tags: [\"“water”\", C++]",
        "tags: 1. FC Köln",
        "tags: [\"(sic)\", Talks (2026)]",
        "authors: Anna Voss (HBN)",
        "authors: [O’Neill, ‘Abd al-Rahman]",
        "tags: – 5 °C",
    ]);
}

#[test]
fn where_a_map_belongs_one_is_shown() {
    hold(&[
        (
            "translations: x",
            "has to be a map",
            "write for example `translations: {hy: talks-hy.md, ru: 'https://paper.example/ru/talks/'}`",
        ),
        ("extra: x", "has to be a map", "`"),
    ]);
}

/// The line without its brackets is offered only if it is right then.
#[test]
fn a_list_of_one_is_told_with_what_is_wrong_with_that() {
    hold(&[
        ("kind: [opinion]", "`kind` has to be text, and this is a list", "write `kind: opinion`"),
        ("kind: [feature]", "`kind` cannot be `feature`", "a name of your own goes into `extra`"),
        ("kind: [column]", "`kind` cannot be `column`", "write `kind: opinion`"),
        ("slug: [talks]", "has to be text, and this is a list", "write `slug: talks`"),
        ("language: [german]", "german", "write `language: de`"),
        ("date: [2026-02-01]", "has to be text, and this is a list", "write `date: 2026-02-01`"),
        ("date: [tomorrow]", "`tomorrow` is not a date", "`2026-02-01T09:30:00+04:00`"),
    ]);
}

/// One fault is one message, whose line mends all that is wrong with it.
#[test]
fn a_wrong_name_and_a_text_without_quotes_have_one_remedy() {
    hold(&[
        (
            "image: {src: dam.svg, alt text: A dam: at dawn}",
            "a text in these brackets has to be in quotes",
            "write `image: {src: dam.svg, alt: \"A dam: at dawn\"}`: the field is `alt`",
        ),
        (
            "image: {src: dam.svg, Alt: A dam, Credit: Bus #4}",
            "a text in these brackets has to be in quotes",
            "write `image: {src: dam.svg, alt: A dam, credit: \"Bus #4\"}`: the fields are `alt` and `credit`",
        ),
        (
            "author name: Anna: Voss",
            "the text after `author name:` has to be in quotes",
            "write `authors: \"Anna: Voss\"`: the field is `authors`",
        ),
        (
            "photo caption: A dam: at dawn",
            "no field `photo caption`",
            "`caption` is a part of `image`: `image: {src: …, caption: \"A dam: at dawn\"}`",
        ),
        (
            "photo caption: Bus #4",
            "no field `photo caption`",
            "`image: {src: …, caption: \"Bus #4\"}`",
        ),
        ("image caption: A dam", "no field", "`image: {src: …, caption: A dam}`"),
        ("image src: dam.svg", "no field", "`image: {src: dam.svg}`"),
        (
            "image: dam.svg\nphoto caption: A dam: at dawn",
            "no field `photo caption`",
            "write `image: {src: dam.svg, caption: \"A dam: at dawn\"}` in line 2, and delete this one",
        ),
    ]);
}

/// The lines that a message offers, each in place of the one that it is about.
fn offered(yaml: &str) -> Vec<(String, String)> {
    let told = told(yaml).into_iter().filter(|it| !it.is_empty());
    let of_message = |told: String| {
        let (_, rest) = told.split_once("(a.md:")?;
        let line: usize = rest.split(':').next()?.parse().ok()?;
        let (_, mended) = rest.split_once("rite `")?;
        let end = ["`:", "`;", "`,"].iter().filter_map(|end| mended.find(end)).min();
        let mended = mended[..end.unwrap_or(mended.len())].trim_end_matches('`').to_string();
        // A part of a line, and what is to be put elsewhere.
        let is_line = mended.contains(": ")
            && !mended.starts_with('"')
            && ["…", " in line ", " in place of these lines"].iter().all(|it| !rest.contains(it));
        let mut lines: Vec<&str> = yaml.lines().collect();
        *lines.get_mut(line - 1)? = &mended;
        is_line.then(|| (told.clone(), lines.join("\n") + "\n"))
    };
    told.filter_map(of_message).collect()
}

#[test]
fn what_is_offered_can_be_read_and_has_no_error() {
    const FORMS: [&str; 16] = [
        "subtitle: V",
        "subtitel: V",
        "Subtitle: V",
        "summary text: V",
        "image: {src: dam.svg, alt: V}",
        "image: {src: dam.svg, Alt: V}",
        "image: {src: dam.svg, alt text: V, Credit: V}",
        "image:\n  src: dam.svg\n  Alt: V",
        "authors: V",
        "author name: V",
        "authors: [V, B]",
        "authors: [{name: V}, {name: B}]",
        "authors: [{name: V}]",
        "authors:\n  - V\n  - B",
        "tags: [{name: V}, B]",
        "series: V",
    ];
    const VALUES: [&str; 24] = [
        "A dam",
        "A dam: at dawn",
        "Bus #4",
        "#4",
        "a, b",
        "a; b",
        "no",
        "12",
        "{x}",
        "[x]",
        "[x",
        "a 'b' c",
        "\"a\" b",
        "'a' b",
        "& more",
        "!x",
        "* a",
        "@anna",
        "%d",
        "- a",
        "? b",
        "a\\b",
        "\"a: b\"",
        "'Voss, Anna'",
    ];
    let (mut tried, mut failed) = (0, Vec::new());
    for form in FORMS {
        for value in VALUES {
            let yaml = format!("title: A\n{}\n", form.replace('V', value));
            for (message, mended) in offered(&yaml) {
                tried += 1;
                // Where a line has two faults, each may be told by itself.
                let others = told(&yaml).len().saturating_sub(1);
                let left = told(&mended);
                let errors = left.iter().filter(|it| it.contains("error: ")).count();
                if errors > others || left.iter().any(|it| it.contains("valid YAML")) {
                    failed.push(format!("{yaml}{message}\n{mended}{left:#?}"));
                }
            }
        }
    }
    assert!(failed.is_empty(), "{} of {tried}:\n{}", failed.len(), failed.join("\n\n"));
    assert!(tried > 150, "{tried}");
}
