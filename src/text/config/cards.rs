//! `cards`: pictures for those who share a link to a story without one.

use crate::text::fields::{Field, Shape};
use crate::text::placed::Placed;
use crate::text::yaml::Value;

/// How cards are drawn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cards {
    /// The files of fonts, from the site's root, in which a letter is looked for in this order,
    /// and then in the theme's.
    pub fonts: Vec<Placed<String>>,
}

/// What is said of cards.
pub(super) const CARDS: &[Field] = &[Field::new(
    "fonts",
    Shape::OneOrMore(&Shape::Form(r"^(data|static)/[^\\]*[^/\\]$")),
    "Fonts in data/ or static/, TrueType or OpenType. What they lack is drawn in those of the \
     theme: Latin, Greek, Cyrillic, Armenian and Georgian letters.",
)
.also(&["font", "typeface", "fontfile"])
.such_as(&["[data/NotoSerifJP-Bold.otf]"])];

/// As it is written.
pub(super) fn written(cards: Option<&Cards>) -> Option<Value> {
    let Cards { fonts } = cards?;
    Some(match fonts.is_empty() {
        true => Value::Bool(true),
        false => {
            let fonts = Value::texts(fonts.iter().map(|font| font.value.as_str()));
            Value::map([("fonts", fonts)])
        }
    })
}
