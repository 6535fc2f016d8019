//! YAML as typed values, and what is said of what is none.

use super::*;
use crate::text::fields::Shape;

fn faults(yaml: &str, decode: impl Fn(&mut Decoder<'_>, &Node)) -> Vec<String> {
    let mut decoder = Decoder::new("a.md", yaml, 0..yaml.len(), Keys::Placed);
    if let Some(node) = decoder.parse(&[]) {
        decode(&mut decoder, &node);
    }
    decoder.into_faults().into_reported().iter().map(ToString::to_string).collect()
}

#[test]
fn numbers_as_text_stay_as_written() {
    let yaml = "a: 1.50\nb: 007\nc: 1e3\nd: 2026-02-01";
    let mut decoder = Decoder::new("a.md", yaml, 0..yaml.len(), Keys::Placed);
    let node = decoder.parse(&[]).unwrap();
    let fields = decoder.fields(&node, "x").unwrap();
    let texts: Vec<_> =
        fields.iter().map(|(name, node)| decoder.text(node, name).unwrap()).collect();
    assert_eq!(texts, ["1.50", "007", "1e3", "2026-02-01"]);
}

#[test]
fn repeated_and_unknown_keys_are_all_reported() {
    let found = faults("title: a\ntitel: b\ntitle: c\ntitle: d\n", |decoder, node| {
        let mut fields = decoder.fields(node, "front matter").unwrap();
        let known = ["title", "date"].map(|name| Field::new(name, Shape::Text, ""));
        decoder.deny_unknown(&mut fields, &known, "front matter");
    });
    assert_eq!(
        found,
        [
            "error: `title` is here a second time; line 1 has it already (a.md:3:1)",
            "error: `title` is here a second time; line 1 has it already (a.md:4:1)",
            "error: front matter has no field `titel` (a.md:2:1)",
        ]
    );
}
