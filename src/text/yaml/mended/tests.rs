//! Wrong lines, and the lines that mend them.

use super::goes_on::{in_one_line, with_lines_below};
use super::*;
use crate::text::fields::Shape;

fn known() -> [Field; 4] {
    ["title", "date", "tags", "image"].map(|name| Field::new(name, Shape::Text, ""))
}

/// The line that is offered, and the whole document with it.
fn offered(yaml: &str) -> Option<(String, String)> {
    let error = parse(yaml, Keys::Placed).expect_err(yaml);
    let mended = mended(yaml, &error, &known())?;
    let line = line_at(yaml, mended.range.start);
    Some((mended.line.clone(), [&yaml[..line.start], &mended.line, &yaml[line.end..]].concat()))
}

#[test]
fn a_line_that_is_offered_mends_its_document() {
    let table = [
        ("title: Talks: day two", "title: \"Talks: day two\""),
        // What is for those who write stays so.
        ("title: Talks: day two # the desk", "title: \"Talks: day two\" # the desk"),
        ("title: \"Talks # 5", "title: \"Talks # 5\""),
        ("tags: [a, b # the desk", "tags: [a, b] # the desk"),
        ("image: {src: a.svg, alt: A: b}", "image: {src: a.svg, alt: \"A: b\"}"),
        ("image: {src: a.svg, alt: A: b, c}", "image: {src: a.svg, alt: \"A: b, c\"}"),
        ("tags: [a, b: c: d]", "tags: [a, \"b: c: d\"]"),
        (r#"title: Talks: "day two" begins"#, r#"title: 'Talks: "day two" begins'"#),
        ("title: [Exclusive] Talks", "title: \"[Exclusive] Talks\""),
        ("title: {Update} Talks", "title: \"{Update} Talks\""),
        ("title: 'Don't go'", "title: \"Don't go\""),
        (r#"title: "He said "go" today""#, r#"title: 'He said "go" today'"#),
        (r#"title: "He didn't say "go"""#, r#"title: "He didn't say \"go\"""#),
        (r#"title: "Go" and "stop""#, r#"title: '"Go" and "stop"'"#),
        (r#"title: "Go" he said"#, r#"title: '"Go" he said'"#),
        ("title: 'Go' he said", "title: \"'Go' he said\""),
        ("title: \"Talks", "title: \"Talks\""),
        ("title: 'Talks", "title: \"Talks\""),
        (r#"title: "In C:\Data""#, r#"title: 'In C:\Data'"#),
        ("title: @home", "title: \"@home\""),
        ("title: %5 up", "title: \"%5 up\""),
        // Readers would see the stars.
        ("title: *Exclusive* talks", "title: \"Exclusive talks\""),
        ("title: &quot;Talks&quot;, resume", "title: '\"Talks\", resume'"),
        ("title: *nix", "title: \"*nix\""),
        ("tags: @a, b", "tags: \"@a, b\""),
        ("title: & co", "title: \"& co\""),
        ("title: `Talks`", "title: \"`Talks`\""),
        ("title: > 5 killed", "title: \"> 5 killed\""),
        ("title: | Talks", "title: \"| Talks\""),
        ("title: - Talks", "title: \"- Talks\""),
        ("title: ? Talks", "title: \"? Talks\""),
        ("title:Talks resume", "title: Talks resume"),
        ("title Talks resume", "title: Talks resume"),
        ("Title = Talks resume", "title: Talks resume"),
        ("title\u{ff1a}Talks", "title: Talks"),
        ("title\u{589} Talks", "title: Talks"),
        ("title Talks\ndate 2026-02-01\ntags: a", "title: Talks"),
        ("image:\n\tsrc: a.jpg\n\talt: b", "  src: a.jpg"),
        ("tags: [a, b", "tags: [a, b]"),
        ("tags: [a, b,", "tags: [a, b]"),
        ("image: {src: a.jpg", "image: {src: a.jpg}"),
        ("tags:\n  - Anna: a: b", "  - Anna: \"a: b\""),
        ("tags:\n  - @home", "  - \"@home\""),
        ("image:\n\tsrc: a.jpg", "  src: a.jpg"),
        ("image:\n  src: a.jpg\n alt: b", "  alt: b"),
        ("tags:\n  - id: a\n   title: b", "    title: b"),
        ("title: a\n date: 2026-02-01", "date: 2026-02-01"),
    ];
    for (lines, expected) in table {
        for (before, after) in
            [("", ""), ("slug: a\n", ""), ("", "\nslug: a"), ("slug: a\n\n", "\n")]
        {
            let yaml = format!("{before}{lines}{after}");
            if parse(&yaml, Keys::Placed).is_ok() {
                // A text alone, which is no fault of the syntax.
                assert_eq!(with_colon(&yaml, &known()).expect(&yaml).line, expected, "{yaml:?}");
                continue;
            }
            let (line, document) = offered(&yaml).unwrap_or_else(|| panic!("nothing: {yaml:?}"));
            assert_eq!(line, expected, "{yaml:?}");
            // One line at a time.
            let mut document = document;
            while parse(&document, Keys::Placed).is_err() {
                document = offered(&document).unwrap_or_else(|| panic!("nothing: {document:?}")).1;
            }
        }
    }
}

#[test]
fn a_guess_that_does_not_help_is_not_offered() {
    for yaml in ["a: [b,\n  c", "a: \"b\n  c", "Talks resume\ntitle: a"] {
        assert_eq!(offered(yaml), None, "{yaml:?}");
    }
}

#[test]
fn a_fault_further_down_does_not_hide_the_remedy_of_the_first() {
    let (line, _) = offered("title: a: b\ntags: [c\n").expect("a remedy");
    assert_eq!(line, "title: \"a: b\"");
}

/// The text that a document has in one line, where it goes on in others.
fn joined(yaml: &str) -> Option<String> {
    const KNOWN: &[Field] = &[
        Field::new("title", Shape::Text, "").also(&["headline"]),
        Field::new("subtitle", Shape::Text, "").also(&["standfirst"]),
        Field::new("place", Shape::OrMap(&Shape::Text, CITY), ""),
    ];
    const CITY: &[Field] = &[Field::new("city", Shape::Text, "")];
    let error = parse(yaml, Keys::Placed).expect_err(yaml);
    let lines = in_one_line(yaml, &error, KNOWN).or_else(|| with_lines_below(yaml, &error, KNOWN));
    match lines {
        Some(lines) => lines.lines.into_iter().next().map(|(_, line)| line),
        None => mended(yaml, &error, KNOWN).map(|mended| mended.line),
    }
}

#[test]
fn a_text_that_goes_on_is_joined_and_no_other_field() {
    for (yaml, right) in [
        ("title: Talks\nresume: now today", None),
        ("title: Talks resume\nin Kavren\nplace: b", Some("title: Talks resume in Kavren")),
        ("title: Talks\n  and so on: day two", Some("title: \"Talks and so on: day two\"")),
        ("title: Talks resume\n  today: day two", Some("title: \"Talks resume today: day two\"")),
        (
            "title: Talks\n  resume in\n  Kavren now: day two\n  of it\nplace: b",
            Some("title: \"Talks resume in Kavren now: day two of it\""),
        ),
        ("title: a\nsub title: Day two: the vote", Some("sub title: \"Day two: the vote\"")),
        ("title: a\nphoto caption: A dam: at dawn", Some("photo caption: \"A dam: at dawn\"")),
        (
            "title: a\nresume in Kavren on Friday: two: so",
            Some("title: \"a resume in Kavren on Friday: two: so\""),
        ),
        ("title: a\nStand-first: Day two: so", Some("Stand-first: \"Day two: so\"")),
        ("title: Talks\nsub title: \"Day\" two: so", Some("sub title: '\"Day\" two: so'")),
        // A field that is indented too far, and a part of the field above.
        ("title: Talks resume\n  subtitle: b", Some("subtitle: b")),
        ("title: Talks resume\n  sub title: b", Some("sub title: b")),
        ("place: the south\n  city: b", Some("city: b")),
    ] {
        if parse(yaml, Keys::Placed).is_ok() {
            assert_eq!(right, None, "{yaml:?}");
            continue;
        }
        assert_eq!(joined(yaml).as_deref(), right, "{yaml:?}");
    }
}

#[test]
fn lists_with_dashes_and_colours_in_one_line_are_mended() {
    const KNOWN: &[Field] = &[
        Field::new("title", Shape::Text, ""),
        Field::new("tags", Shape::OneOrMore(&Shape::Text), ""),
        Field::new("authors", Shape::OneOrMore(&Shape::Text), ""),
        Field::new("theme", Shape::AnyMap, ""),
    ];
    for (yaml, right) in [
        ("authors: - name: Anna Voss", "authors: Anna Voss"),
        ("authors: - Anna Voss - Max Roth", "authors: [Anna Voss, Max Roth]"),
        ("tags: - water", "tags: water"),
        ("title: - Talks", "title: \"- Talks\""),
        ("theme: {colors: {accent: #c00}}", "theme: {colors: {accent: \"#c00\"}}"),
        (
            "theme: {colors: {accent: #c00, text: \"#111\"}}",
            "theme: {colors: {accent: \"#c00\", text: \"#111\"}}",
        ),
        ("theme: {accent: #c00, text: #111}", "theme: {accent: \"#c00\", text: \"#111\"}"),
        ("tags: [#MeToo, b]", "tags: [MeToo, b]"),
        ("theme: {alt: Bus #4, b: c}", "theme: {alt: \"Bus #4\", b: c}"),
        ("theme: {alt: \"Bus #4\", b: #c00}", "theme: {alt: \"Bus #4\", b: \"#c00\"}"),
    ] {
        let error = parse(yaml, Keys::Placed).expect_err(yaml);
        assert_eq!(mended(yaml, &error, KNOWN).expect(yaml).line, right, "{yaml}");
    }
}
