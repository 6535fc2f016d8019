//! The other sites of which stories show something, from `site.yaml`.

use super::fields::EMBED;
use super::reader::Reader;
use crate::embeds::{Pattern, Provider, Shape};
use crate::text::yaml::{Fields, Node};

impl Reader<'_> {
    pub(super) fn embeds(&mut self, fields: &Fields<'_>) -> Vec<Provider> {
        let Some(node) = fields.get("embeds") else { return Vec::new() };
        let items = self.yaml.list(node, "embeds");
        items.iter().filter_map(|item| self.embed(item)).collect()
    }

    fn embed(&mut self, node: &Node) -> Option<Provider> {
        let mut fields = self.yaml.fields(node, "an embed")?;
        let meant = self.yaml.deny_unknown(&mut fields, EMBED, "an embed");
        let name = self.text(&fields, "name");
        let address = self.embed_address(&fields, "address", "https://video.example.org/w/{id}");
        let frame =
            self.embed_address(&fields, "frame", "https://video.example.org/videos/embed/{id}");
        let shape = self.choice(&fields, "shape", &Shape::NAMES).unwrap_or_default();
        for field in ["name", "address", "frame"] {
            if fields.get(field).is_none() && !meant.has(field) {
                let hint = format!("add `{field}:`");
                self.yaml.report(&node.range, format!("this embed has no `{field}`"), hint);
            }
        }
        let (address, frame) = (address?, frame?);
        let places = |text: &str| -> Vec<String> {
            let pattern = Pattern::read(text).ok();
            pattern.iter().flat_map(Pattern::places).map(str::to_string).collect()
        };
        let known = places(&address);
        if let Some(place) = places(&frame).into_iter().find(|place| !known.contains(place)) {
            let at = fields.get("frame").map_or(&node.range, |node| &node.range);
            let message = format!("`frame` has `{{{place}}}`, which `address` has not");
            self.yaml.report(at, message, format!("write `{{{}}}`", known.join("}`, `{")));
            return None;
        }
        Some(Provider { name: name?, address, frame, shape })
    }

    fn embed_address(&mut self, fields: &Fields<'_>, name: &str, example: &str) -> Option<String> {
        let parse = |text: &str| {
            let pattern = Pattern::read(text)?;
            match pattern.places().next() {
                Some(_) => Ok(text.to_string()),
                None => Err(format!("`{text}` has no place for what changes")),
            }
        };
        self.checked(fields, name, parse, &format!("write it as in `{name}: {example}`"))
    }
}
