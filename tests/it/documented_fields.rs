//! What people may write, and what the documentation says of it.

use std::fs;
use std::path::Path;

use dateline::text::fields::{Field, Shape};
use dateline::text::{config, front_matter, front_page};

/// A page of the documentation.
struct Documentation(String);

impl Documentation {
    fn read(name: &str) -> Self {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
        Documentation(fs::read_to_string(file).unwrap())
    }

    /// What is below a heading, up to the next one of the same rank.
    fn below(&self, heading: &str) -> &str {
        let (_, after) = self
            .0
            .split_once(&format!("\n{heading}\n"))
            .unwrap_or_else(|| panic!("there is no heading {heading}"));
        let (rank, _) = heading.split_once(' ').unwrap();
        after.split_once(&format!("\n{rank} ")).map_or(after, |(below, _)| below)
    }
}

/// The cells of the tables in `text` whose first column is headed by one of `heads`.
fn rows<'t>(text: &'t str, heads: &[&str]) -> Vec<Vec<&'t str>> {
    let mut rows = Vec::new();
    let mut is_inside = false;
    for line in text.lines() {
        let cells = line.trim_matches('|').split(" | ").map(str::trim).collect::<Vec<_>>();
        match line.starts_with('|') {
            false => is_inside = false,
            true if heads.contains(&cells[0]) => is_inside = true,
            true if is_inside && !line.starts_with("|:") => rows.push(cells),
            true => {}
        }
    }
    rows
}

/// `name` of `` [`name`](#name) `` or `` `name` ``.
fn name(cell: &str) -> &str {
    cell.split('`').nth(1).unwrap()
}

fn names(fields: &[Field]) -> Vec<&'static str> {
    fields.iter().map(|field| field.name).collect()
}

/// The parts that a field has.
fn parts(shape: &Shape) -> &'static [Field] {
    match shape {
        Shape::Map(fields) | Shape::OrMap(_, fields) => fields,
        Shape::List(shape) | Shape::OneOrMore(shape) | Shape::OrFalse(shape) => parts(shape),
        _ => &[],
    }
}

/// Each field has a section of its own, which has all of its parts.
fn have_sections(fields: &[Field], page: &Documentation) {
    for field in fields {
        let section = page.below(&format!("### `{}`", field.name));
        let parts = parts(&field.shape);
        for part in parts {
            let is_named = section.contains(&format!("`{}`", part.name))
                || section.contains(&format!("{}:", part.name));
            assert!(is_named, "the section `{}` does not name {}", field.name, part.name);
        }
        let rows = rows(section, &["Part", "Field"]);
        let mut documented: Vec<&str> = rows.iter().map(|row| name(row[0])).collect();
        documented.retain(|name| !name.starts_with('{'));
        let mut known = names(parts);
        known.sort_unstable();
        documented.sort_unstable();
        assert!(documented.is_empty() || documented == known, "{}: {documented:?}", field.name);
        for row in rows.iter().filter(|_| !parts.is_empty()) {
            let part = parts.iter().find(|part| part.name == name(row[0])).unwrap();
            is_told_alike(part, row);
        }
    }
}

/// A row says the same of a field as its table: whether it has to be there.
fn is_told_alike(field: &Field, row: &[&str]) {
    let is_required = row.iter().any(|cell| cell.starts_with("**required**"));
    // The file's name may have the date.
    let is_required = is_required && row[3..] != ["when it was published"];
    assert_eq!(is_required, field.presence.is_required(), "{}", field.name);
}

#[test]
fn every_field_of_front_matter_is_documented_and_no_other() {
    let page = Documentation::read("front-matter.md");
    let rows = rows(page.below("## All fields"), &["Field"]);
    let documented: Vec<&str> = rows.iter().map(|row| name(row[0])).collect();
    assert_eq!(documented, names(front_matter::FIELDS));
    for (field, row) in front_matter::FIELDS.iter().zip(&rows) {
        is_told_alike(field, row);
        // The table's words are where the description begins.
        let description = field.description.to_lowercase();
        let in_short = row[3].replace('`', "").to_lowercase();
        assert!(description.starts_with(&in_short), "{}: {in_short}", field.name);
    }
    have_sections(front_matter::FIELDS, &page);
}

#[test]
fn every_field_of_what_is_told_is_documented_and_no_other() {
    let page = Documentation::read("front-matter.md");
    for (subject, heading) in
        front_matter::Subject::ALL.into_iter().zip(["Authors", "Topics", "Series"])
    {
        let rows = rows(page.below(&format!("## {heading}")), &["Field"]);
        let documented: Vec<&str> = rows.iter().map(|row| name(row[0])).collect();
        assert_eq!(documented, names(subject.fields()), "{heading}");
        for (field, row) in subject.fields().iter().zip(&rows) {
            assert_eq!(row[2] == "**required**", field.presence.is_required(), "{}", field.name);
        }
    }
}

#[test]
fn every_field_of_a_front_page_is_documented_and_no_other() {
    let page = Documentation::read("front-page.md");
    let rows = rows(page.below("## All fields"), &["Field"]);
    let documented: Vec<&str> = rows.iter().map(|row| name(row[0])).collect();
    assert_eq!(documented, names(front_page::FIELDS));
    have_sections(front_page::FIELDS, &page);
}

#[test]
fn every_setting_is_documented_and_no_other() {
    let page = Documentation::read("site-yaml.md");
    let rows = rows(page.below("## The settings"), &["Setting"]);
    let sorted = |mut names: Vec<&'static str>| {
        names.sort_unstable();
        names
    };
    let mut documented: Vec<&str> = rows.iter().map(|row| name(row[0])).collect();
    documented.sort_unstable();
    assert_eq!(documented, sorted(names(config::FIELDS)));
    for row in &rows {
        let field = config::FIELDS.iter().find(|field| field.name == name(row[0])).unwrap();
        is_told_alike(field, row);
        if let Some(default) = row[2].strip_prefix('`').and_then(|cell| cell.strip_suffix('`')) {
            let own = field.default.unwrap().replace('\'', "\"");
            assert_eq!(own, default, "{}", field.name);
        }
    }
    have_sections(config::FIELDS, &page);
}

#[test]
fn a_default_is_what_holds_without_the_setting() {
    let least = "title: T\nbase_url: https://e.org/\n";
    let (without, _) = config::parse(least);
    let mut count = 0;
    for field in config::FIELDS {
        let Some(default) = field.default else { continue };
        let (with, faults) = config::parse(&format!("{least}{}: {default}\n", field.name));
        assert!(faults.is_empty(), "{faults:?}");
        assert_eq!(format!("{with:?}"), format!("{without:?}"), "{}", field.name);
        for part in parts(&field.shape).iter().filter(|part| part.default.is_some()) {
            let text =
                format!("{least}{}: {{{}: {}}}\n", field.name, part.name, part.default.unwrap());
            assert_eq!(format!("{:?}", config::parse(&text).0), format!("{without:?}"), "{text}");
            count += 1;
        }
    }
    assert!(count > 5);
}

#[test]
fn every_field_says_what_it_is_for() {
    fn all(fields: &'static [Field]) -> Vec<&'static Field> {
        fields.iter().flat_map(|field| [vec![field], all(parts(&field.shape))].concat()).collect()
    }
    let told = front_matter::Subject::ALL.map(|subject| all(subject.fields())).concat();
    let tables = [front_matter::FIELDS, config::FIELDS, front_page::FIELDS];
    let fields = [tables.map(all).concat(), told].concat();
    assert!(fields.len() > 50);
    for field in fields {
        assert!(field.description.ends_with('.'), "{}", field.name);
        assert!(field.description.starts_with(char::is_uppercase), "{}", field.name);
    }
}
