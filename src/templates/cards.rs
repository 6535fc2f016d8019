//! The template of cards, `card.svg`. A card is drawn once and kept for as long as all that it
//! follows from is the same, so it is given its own variables alone, and no function that says
//! what may be another thing tomorrow.

use std::sync::Arc;

use dateline_pictures::{Fonts, Room};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use super::{Compiled, Refusal, Source, Templates, parts, trans, version};
use crate::diagnostic::Diagnostic;
use crate::theme;
use crate::word_list::WordList;

/// Its name.
pub const CARD: &str = "card.svg";

/// The templates, for cards alone.
pub struct CardTemplates(Templates);

/// What `fit` gives a template.
#[derive(Serialize)]
struct FittedView {
    /// The size of letters.
    size: f32,
    lines: Vec<LineView>,
}

/// A line.
#[derive(Serialize)]
struct LineView {
    text: String,
    /// Where it stands, from the top of the room.
    y: f32,
}

/// How high most letters are above the line, in their size.
const ASCENT: f32 = 0.8;

/// Functions of pages.
const OF_PAGES: [&str; 6] = ["absolute", "asset", "integrity", "link", "trans", "trans_html"];

/// The names of what cards alone can call, for compiling.
pub(super) fn register_names(tera: &mut Tera) {
    tera.register_function("fit", |_: Kwargs, _: &State| -> TeraResult<Value> {
        let message = "`fit` is there for cards alone";
        Err(Refusal::new(message, format!("use it in `templates/{CARD}`")).into())
    });
}

/// What a card follows from in the built-in templates and a site's own.
pub fn version_of(name: &str, own: &[Source]) -> u64 {
    let parts = parts::parts_of(name, own);
    let is_part = |source: &&Source| source.name == name || parts.contains(&source.name);
    let mut sources: Vec<Source> = own.iter().filter(is_part).cloned().collect();
    let text = theme::template(name).unwrap_or_default().to_string();
    sources.push(Source { name: format!("{}{name}", super::DEFAULT), text });
    version(&sources)
}

impl Compiled {
    /// The templates of cards, in a language and in fonts.
    pub fn for_cards(&self, words: Arc<WordList>, fonts: Fonts) -> CardTemplates {
        let mut templates = self.0.clone();
        trans::register(&mut templates.tera, words);
        for name in OF_PAGES {
            templates.tera.register_function(
                name,
                move |_: Kwargs, _: &State| -> TeraResult<Value> {
                    let message = format!("`{name}` is there for pages alone, and not for cards");
                    let remedy = format!("write in `{CARD}` what it gives");
                    Err(Refusal::new(message, remedy).into())
                },
            );
        }
        let fit = move |arguments: Kwargs, _: &State| fit(&fonts, &arguments);
        templates.tera.register_function("fit", fit);
        CardTemplates(templates)
    }
}

impl CardTemplates {
    /// The SVG of a card.
    ///
    /// # Errors
    /// What is wrong with the template.
    pub fn render(&self, context: &Context) -> Result<String, Vec<Diagnostic>> {
        let svg = self.0.render(CARD, context)?;
        Ok(String::from_utf8(svg).unwrap_or_default())
    }
}

/// `fit(text=…, width=…, height=…, size=…)`: the text in lines that fit into a room.
fn fit(fonts: &Fonts, arguments: &Kwargs) -> TeraResult<Value> {
    let number = |name, standard: f64| -> TeraResult<f32> {
        let number = arguments.get::<f64>(name)?.unwrap_or(standard);
        let is_sensible = (0.1..=10_000.0).contains(&number);
        let refusal = || {
            let message = format!("`fit` cannot have `{name}={number}`");
            Refusal::new(message, "write a number of pixels, such as 80").into()
        };
        // It is in the range of the type.
        #[allow(clippy::cast_possible_truncation)]
        is_sensible.then_some(number as f32).ok_or_else(refusal)
    };
    let text = arguments.must_get::<&str>("text")?;
    let size = number("size", 64.0)?;
    let room = Room {
        width: number("width", 1040.0)?,
        height: number("height", f64::from(size))?,
        size,
        least: number("least", f64::from(size))?.min(size),
        leading: number("leading", 1.2)?,
        family: arguments.get::<&str>("family")?.unwrap_or_default(),
        // It is in the range of the type.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        weight: number("weight", 700.0)? as u16,
    };
    let fitted = fonts.fitted(text, &room);
    let is_right_to_left = arguments.get::<&str>("direction")? == Some("rtl");
    let line = |(number, text): (u16, String)| LineView {
        y: fitted.size * (ASCENT + f32::from(number) * room.leading),
        // Whatever a line begins with (UAX #9, right-to-left isolate).
        text: if is_right_to_left { format!("\u{2067}{text}\u{2069}") } else { text },
    };
    let lines = (0..).zip(fitted.lines).map(line).collect();
    Ok(Value::from_serializable(&FittedView { size: fitted.size, lines }))
}
