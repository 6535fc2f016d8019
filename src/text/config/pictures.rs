//! `pictures`: in which sizes pictures are published, and what goes with them.

use super::reader::Reader;
use crate::text::fields::{Field, Shape};
use crate::text::yaml::{Fields, Node, Value};

/// How pictures are published.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Pictures {
    /// The widths in which each is published, in pixels, the smallest first.
    pub widths: Vec<u32>,
    /// Of the WebP versions, 1 to 100.
    pub webp_quality: u8,
    /// Of the JPEG versions, 1 to 100.
    pub jpeg_quality: u8,
    /// How wide pages show them
    /// (<https://html.spec.whatwg.org/multipage/images.html#sizes-attributes>).
    pub sizes: String,
    /// What is taken from a file where a text does not say it.
    pub fill: Vec<Fill>,
    /// What the published versions say of themselves.
    pub keep: Keep,
}

/// What a text may leave to the file of its picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fill {
    /// Who made it.
    Credit,
    /// The line below it.
    Caption,
    /// What it shows.
    Alt,
}

/// What published pictures say of themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keep {
    /// Whose they are: creator, credit line, copyright, licence, and how they came to be.
    Rights,
    /// Nothing.
    Nothing,
}

impl Default for Pictures {
    fn default() -> Self {
        Pictures {
            widths: vec![400, 800, 1200, 1600],
            webp_quality: 75,
            jpeg_quality: 80,
            sizes: "(min-width: 48rem) 42rem, 100vw".into(),
            fill: vec![Fill::Credit],
            keep: Keep::Rights,
        }
    }
}

/// What is said of pictures.
pub(super) const PICTURES: &[Field] = &[
    Field::new(
        "widths",
        Shape::List(&Shape::Count(WIDEST)),
        "The widths in which each picture is published, in pixels. None is made larger than it is.",
    )
    .or("[400, 800, 1200, 1600]"),
    Field::new("quality", Shape::Map(QUALITY), "How much of each picture is kept, 1 to 100.")
        .or("{webp: 75, jpeg: 80}"),
    Field::new(
        "sizes",
        Shape::Text,
        "How wide pages show pictures, as HTML's attribute `sizes` says it.",
    )
    .or("'(min-width: 48rem) 42rem, 100vw'"),
    Field::new(
        "fill",
        Shape::OneOrMore(&Shape::OneOf(&["credit", "caption", "alt"])),
        "What is taken from a picture's file where the story does not say it.",
    )
    .or("[credit]"),
    Field::new(
        "keep",
        Shape::OneOf(&["rights", "nothing"]),
        "What published pictures say of themselves: whose they are, or nothing.",
    )
    .or("rights"),
];

const QUALITY: &[Field] = &[
    Field::new("webp", Shape::Count(100), "Of WebP.").or("75"),
    Field::new("jpeg", Shape::Count(100), "Of JPEG.").or("80"),
];

/// No screen shows more, in pixels.
const WIDEST: usize = 8192;

pub(super) const FILLS: [(&str, Fill); 3] =
    [("credit", Fill::Credit), ("caption", Fill::Caption), ("alt", Fill::Alt)];

pub(super) const KEEPS: [(&str, Keep); 2] = [("rights", Keep::Rights), ("nothing", Keep::Nothing)];

impl Reader<'_> {
    pub(super) fn pictures(&mut self, fields: &Fields<'_>) -> Option<Pictures> {
        let given = self.yaml.fields(fields.get("pictures")?, "pictures")?;
        self.yaml.deny_unknown(&given, PICTURES, "pictures");
        let standard = Pictures::default();
        let widths = given.get("widths").and_then(|node| self.widths(node));
        let quality = given.get("quality").and_then(|node| self.quality(node));
        let (webp, jpeg) = quality.unwrap_or_default();
        Some(Pictures {
            widths: widths.unwrap_or(standard.widths),
            webp_quality: webp.unwrap_or(standard.webp_quality),
            jpeg_quality: jpeg.unwrap_or(standard.jpeg_quality),
            sizes: self.text(&given, "sizes").unwrap_or(standard.sizes),
            fill: given.get("fill").map_or(standard.fill, |node| self.fills(node)),
            keep: self.choice(&given, "keep", &KEEPS).unwrap_or(standard.keep),
        })
    }

    /// Each once, in order; none if there is no right one.
    fn widths(&mut self, node: &Node) -> Option<Vec<u32>> {
        let nodes = self.yaml.list(node, "pictures.widths");
        let counts = nodes.iter().filter_map(|node| self.yaml.count(node, "widths", WIDEST));
        let mut widths: Vec<u32> = counts.filter_map(|width| width.try_into().ok()).collect();
        widths.sort_unstable();
        widths.dedup();
        if nodes.is_empty() && matches!(node.value, Value::List(_)) {
            let hint = "name at least one, such as `widths: [800, 1600]`";
            self.yaml.report(&node.range, "`widths` is an empty list", hint);
        }
        (!widths.is_empty()).then_some(widths)
    }

    fn quality(&mut self, node: &Node) -> Option<(Option<u8>, Option<u8>)> {
        let given = self.yaml.fields(node, "pictures.quality")?;
        self.yaml.deny_unknown(&given, QUALITY, "pictures.quality");
        let mut of = |name| {
            let count = given.get(name).and_then(|node| self.yaml.count(node, name, 100));
            count.and_then(|count| count.try_into().ok())
        };
        Some((of("webp"), of("jpeg")))
    }

    /// Each once.
    fn fills(&mut self, node: &Node) -> Vec<Fill> {
        let mut fills = Vec::new();
        for (name, range) in self.yaml.texts(node, "fill") {
            match FILLS.iter().find(|(known, _)| *known == name) {
                Some((_, fill)) if fills.contains(fill) => {}
                Some((_, fill)) => fills.push(*fill),
                None => self.yaml.report(
                    &range,
                    format!("`fill` cannot be `{name}`"),
                    "write one of `credit`, `caption`, `alt`",
                ),
            }
        }
        fills
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(pictures: &str) -> (Pictures, Vec<String>) {
        let source = format!("title: T\nbase_url: https://a.example/\npictures: {pictures}\n");
        let (config, faults) = parse(&source);
        (config.pictures, faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn each_part_may_be_left_out() {
        assert_eq!(read("{}"), (Pictures::default(), vec![]));
        let (pictures, faults) = read(
            "{widths: [1600, 400, 400], quality: {jpeg: 90}, fill: [alt, credit], keep: nothing}",
        );
        assert_eq!(faults, [""; 0]);
        assert_eq!(
            pictures,
            Pictures {
                widths: vec![400, 1600],
                jpeg_quality: 90,
                fill: vec![Fill::Alt, Fill::Credit],
                keep: Keep::Nothing,
                ..Pictures::default()
            }
        );
        assert_eq!(read("{fill: []}").0.fill, []);
        assert_eq!(read("{fill: caption}").0.fill, [Fill::Caption]);
    }

    #[test]
    fn what_is_no_setting_is_reported() {
        let (pictures, faults) =
            read("{widths: [], quality: {webp: 101, png: 3}, fill: [text], keep: all, size: 3}");
        assert_eq!(pictures, Pictures { fill: vec![], ..Pictures::default() });
        assert_eq!(faults.len(), 6, "{faults:#?}");
    }
}
