//! What the settings say of Markdown (<https://gohugo.io/configuration/markup/>).

use crate::import::facts::Facts;
use crate::import::markdown::Extras;
use crate::import::markdown::marks::{self, Mark};

/// The marks that the settings switch on (<https://gohugo.io/configuration/markup/#extras>).
pub fn marks(config: &Facts) -> Vec<Mark> {
    let extensions = config.map("markup").map("goldmark").map("extensions");
    let of_markup = extensions.map("extras");
    let marks = [
        ("mark", marks::MARKED),
        ("insert", marks::INSERTED),
        ("superscript", marks::RAISED),
        ("subscript", marks::LOWERED),
    ];
    let is_on = |name: &str| of_markup.map(name).flag("enable") == Some(true);
    let on = marks.into_iter().filter(|(name, _)| is_on(name)).map(|(_, mark)| mark);
    let strikes = extensions.flag("strikethrough") != Some(false) && !is_on("subscript");
    on.chain(strikes.then_some(marks::STRUCK)).collect()
}

/// <https://gohugo.io/configuration/markup/#rendererhardwraps>
pub fn extras(config: &Facts) -> Extras {
    let renderer = config.map("markup").map("goldmark").map("renderer");
    Extras { breaks: renderer.flag("hardWraps") == Some(true), links: false }
}
