//! From YAML to the settings of pictures.

use super::pictures::{FILLS, Fill, KEEPS, PICTURES, Pictures, QUALITY, WIDEST};
use super::reader::Reader;
use crate::text::yaml::{Fields, Node, Value};

impl Reader<'_> {
    pub(super) fn pictures(&mut self, fields: &Fields<'_>) -> Option<Pictures> {
        let mut given = self.yaml.fields(fields.get("pictures")?, "pictures")?;
        self.yaml.deny_unknown(&mut given, PICTURES, "pictures");
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

    /// Each once, in order; nothing if there is no right one.
    fn widths(&mut self, node: &Node) -> Option<Vec<u32>> {
        const LINE: &str = "widths: [400, 800, 1200, 1600]";
        let nodes = self.yaml.list(node, "pictures.widths");
        let width = |node| self.yaml.count_such_as(node, "widths", WIDEST, LINE);
        let counts = nodes.iter().filter_map(width);
        let mut widths: Vec<u32> = counts.filter_map(|width| width.try_into().ok()).collect();
        widths.sort_unstable();
        widths.dedup();
        // None is each picture's own width alone; what is wrong is no wish.
        let is_right = widths.len() == nodes.len() || !widths.is_empty();
        (is_right && matches!(node.value, Value::List(_))).then_some(widths)
    }

    fn quality(&mut self, node: &Node) -> Option<(Option<u8>, Option<u8>)> {
        let mut given = self.yaml.fields(node, "pictures.quality")?;
        self.yaml.deny_unknown(&mut given, QUALITY, "pictures.quality");
        let mut of = |name: &str| {
            let line = format!("{name}: 75");
            let count = |node| self.yaml.count_such_as(node, name, 100, &line);
            let count = given.get(name).and_then(count);
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
    use super::super::Keep;
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
        assert_eq!(
            read("{widths: []}"),
            (Pictures { widths: vec![], ..Pictures::default() }, vec![])
        );
        assert_eq!(read("{fill: caption}").0.fill, [Fill::Caption]);
    }

    #[test]
    fn what_is_no_setting_is_reported() {
        let (pictures, faults) =
            read("{widths: [0], quality: {webp: 101, png: 3}, fill: [text], keep: all, size: 3}");
        // `png` and `size` are read as what was meant by them.
        let meant = Pictures { jpeg_quality: 3, sizes: "3".into(), ..Pictures::default() };
        assert_eq!(pictures, Pictures { fill: vec![], ..meant });
        assert_eq!(faults.len(), 6, "{faults:#?}");
        let source = "title: T\nbase_url: https://a.example/\npictures: {widths: [800, 0]}\n";
        let hints = parse(source).1.into_iter().map(|fault| fault.hint.unwrap_or_default());
        let line = "write for example `widths: [400, 800, 1200, 1600]`";
        assert_eq!(hints.collect::<Vec<_>>(), [line]);
    }
}
