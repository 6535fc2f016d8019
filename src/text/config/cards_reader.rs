//! From YAML to the settings of cards.

use super::cards::{CARDS, Cards};
use super::reader::Reader;
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value};
use crate::url::OutputPath;

impl Reader<'_> {
    /// None where there are to be no cards.
    pub(super) fn cards(&mut self, fields: &Fields<'_>) -> Option<Cards> {
        let node = fields.get("cards")?;
        match node.value {
            Value::Bool(_) | Value::Text(_) | Value::Integer(_) => self
                .yaml
                .bool(node, "cards")
                .filter(|are_wanted| *are_wanted)
                .map(|_| Cards::default()),
            _ => {
                let mut given = self.yaml.fields(node, "cards")?;
                self.yaml.deny_unknown(&mut given, CARDS, "cards");
                let fonts = given.get("fonts").map(|node| self.fonts(node));
                Some(Cards { fonts: fonts.unwrap_or_default() })
            }
        }
    }

    fn fonts(&mut self, node: &Node) -> Vec<Placed<String>> {
        let mut fonts = Vec::new();
        for (name, range) in self.yaml.texts(node, "fonts") {
            let path = OutputPath::new(&name).map(|path| path.as_str().to_string());
            let is_in_place = |path: &String| {
                path.split_once('/').is_some_and(|(top, _)| matches!(top, "data" | "static"))
            };
            match path.filter(is_in_place) {
                Some(path) => {
                    fonts.push(Placed { value: path, place: Some(self.yaml.place(&range)) });
                }
                None => self.yaml.report(
                    &range,
                    format!("the font `{name}` is not a file in `data/` or `static/`"),
                    "put it into `data/`, and write for example `data/NotoSerifJP-Bold.otf`",
                ),
            }
        }
        fonts
    }
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use super::*;

    fn read(cards: &str) -> (Option<Vec<String>>, Vec<String>) {
        let source = format!("title: T\nbase_url: https://a.example/\ncards: {cards}\n");
        let (config, faults) = parse(&source);
        let fonts = |cards: Cards| cards.fonts.into_iter().map(|font| font.value).collect();
        (config.cards.map(fonts), faults.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn cards_are_wanted_or_not_and_in_which_fonts() {
        for (written, fonts) in [
            ("false", None),
            ("true", Some(vec![])),
            ("{}", Some(vec![])),
            ("", None),
            ("{fonts: data/a.ttf}", Some(vec!["data/a.ttf".to_string()])),
            (
                "{fonts: [static/b.otf, data/c/d.ttf]}",
                Some(vec!["static/b.otf".into(), "data/c/d.ttf".into()]),
            ),
        ] {
            assert_eq!(read(written), (fonts, vec![]), "{written}");
        }
    }

    #[test]
    fn what_is_no_font_of_the_site_is_told_with_its_place() {
        for font in ["/etc/a.ttf", "a.ttf", "data/../../a.ttf", "content/a.ttf", "templates/a.ttf"]
        {
            let (_, faults) = read(&format!("{{fonts: [{font}]}}"));
            let message = format!(
                "error: the font `{font}` is not a file in `data/` or `static/` (site.yaml:3:17)"
            );
            assert_eq!(faults, [message]);
        }
        assert_eq!(read("yes please").1.len(), 1);
        assert_eq!(read("{font: data/a.ttf}").1.len(), 1);
    }
}
