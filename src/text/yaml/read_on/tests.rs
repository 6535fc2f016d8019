use super::*;

#[test]
fn a_fault_of_syntax_has_its_remedy() {
    const TAB: &str = "YAML does not allow tabs";
    const TOO_MUCH: &str = "write it with fewer levels";
    let deep = format!("a: {}{}", "[".repeat(200), "]".repeat(200));
    let table = [
        ("a:\n\tb: c", TAB),
        ("a: |\n\t b\n", TAB),
        ("a:\n  b: c\n\td: e\n", TAB),
        (&*deep, TOO_MUCH),
        ("a: &x [1]\nb: *nothing", "each line is `name: value`"),
        ("stable: a: b", "text that holds a colon"),
        ("a: \"b", "check that the quotes"),
    ];
    for (yaml, remedy) in table {
        let error = parse(yaml, Keys::Placed).expect_err(yaml);
        let hint = syntax_hint(&error, yaml);
        assert!(hint.starts_with(remedy), "{yaml:?}: {hint} ({error:?})");
    }
}

/// A fault of each of the kinds of syntax, and of values, wherever it stands.
#[test]
fn all_faults_are_told_at_once_where_they_are() {
    let names = ["title", "date", "summary", "tags", "authors", "draft"];
    let known: &'static [Field] =
        Box::leak(Box::new(names.map(|name| Field::new(name, Shape::Text, ""))));
    for (yaml, expected) in [
        (
            "title: Talks: day two\ndate: soon\nsummary: “é”: no\ntags: [a\ndraft: perhaps\n",
            vec!["1 title", "3 summary", "4 tags", "2 date", "5 draft"],
        ),
        ("title Talks\ndate: soon\n", vec!["1 title", "2 date"]),
        // A text may go on in the next line, which a tab does not begin.
        (
            "title: Talks: two\nsummary: They\n\tdraft: x\ndate: soon\n",
            // Whether the value of such a line was meant so, nobody knows yet.
            vec!["1 title", "3 \tdraft", "4 date"],
        ),
        ("tags:\n  - a: b: c\n  - a: d: e\ndate: soon\n", vec!["2 ", "3 ", "4 date"]),
        ("title: a: b\ntitle: c: d\ndate: soon\n", vec!["1 title", "2 title", "3 date"]),
        ("date: soon\ntitle: \"Talks\ndraft: x\n", vec!["2 title", "1 date", "3 draft"]),
    ] {
        let mut decoder = Decoder::new("a.md", yaml, 0..yaml.len(), Keys::Placed);
        let node = decoder.parse(known).unwrap_or_else(|| panic!("{yaml}"));
        let fields = decoder.fields(&node, "front matter").unwrap();
        for name in ["date", "draft"] {
            if let Some(node) = fields.get(name) {
                decoder.report(&node.range, "not so", "write something else");
            }
        }
        let lines: Vec<&str> = yaml.lines().collect();
        let faults = decoder.into_faults().into_reported();
        let places = faults.iter().map(|fault| {
            let line = fault.place.as_ref().unwrap().line;
            let name = lines[line - 1].split([':', ' ']).next().unwrap();
            format!("{line} {name}")
        });
        assert_eq!(places.collect::<Vec<_>>(), expected, "{yaml}");
    }
}
/// What the name of a language or a zone lost is no part of it.
#[test]
fn a_tag_before_a_name_is_left_out() {
    const KNOWN: &[Field] = &[
        Field::new("title", Shape::Text, ""),
        Field::new("language", Shape::Form("[a-z]+"), ""),
        Field::new("live", Shape::Map(LIVE), ""),
        Field::new("timezone", Shape::TimeZone, ""),
        Field::new("order", Shape::OneOf(&["newest", "oldest"]), ""),
        Field::new("extra", Shape::AnyMap, ""),
    ];
    const LIVE: &[Field] =
        &[Field::new("until", Shape::Form("[0-9-]+"), ""), Field::new("note", Shape::Text, "")];
    for (yaml, line) in [
        ("title: !Talks resume", "title: \"!Talks resume\""),
        ("language: !de", "language: de"),
        ("live: {until: !2026-11-21}", "live: {until: 2026-11-21}"),
        ("live:\n  until: !2026-11-21", "  until: 2026-11-21"),
        ("live: {note: !Talks}", "live: {note: \"!Talks\"}"),
        ("languages: !de", "language: de"),
        ("language: !lang de", "language: de"),
        ("language: ! de # so", "language: de # so"),
        ("timezone: !Europe/Paris", "timezone: Europe/Paris"),
        ("order: !newest", "order: newest"),
        ("extra:\n  a: !Talks resume", "  a: \"!Talks resume\""),
    ] {
        let mut decoder = Decoder::new("a.md", yaml, 0..yaml.len(), Keys::Placed);
        decoder.parse(KNOWN);
        let faults = decoder.into_faults().into_reported();
        let hint = faults[0].hint.clone().unwrap_or_default();
        assert!(hint.starts_with(&format!("write `{line}`")), "{yaml}: {hint}");
    }
}

#[test]
fn a_document_of_other_names_has_its_remedy() {
    for (yaml, hint) in [
        ("motto: Talks: day two\n", "write `motto: \"Talks: day two\"`"),
        ("a: b\nlist:\n  - name: Talks: two\n", "write `  - name: \"Talks: two\"`"),
        ("motto: !Talks resume\n", "write `motto: \"!Talks resume\"`"),
        ("motto: R & D\nb: &D so\n", "write `b: \"&D so\"`"),
        ("motto: Talks resume\n  and so on: two\n", "write it in one line: `motto: \"Talks"),
        ("motto: \"Talks\nb: c\n", "write `motto: \"Talks\"`"),
    ] {
        let (.., told) = read(yaml).expect_err(yaml);
        assert!(told.starts_with(hint), "{yaml}: {told}");
    }
    for yaml in ["", "a: b\n", "- a\n- b\n", "a: &x 5\nb: *x\n", "Talks\n", "a: !!str 5\n", "5"] {
        assert!(read(yaml).is_ok(), "{yaml}");
    }
}
