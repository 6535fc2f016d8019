//! How lists show stories: each is rendered once for all lists that have it.

use tera::Value;
use tera::value::Map;

use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered, Variables};
use crate::render::story::view::StoryView;
use crate::render::views::CardHtmlView;
use crate::templates::Templates;

/// The [`CardView`](crate::render::views::CardView) of the briefing at `at`, and the
/// [`CardHtmlView`].
///
/// # Errors
/// What is wrong with a template that shows it.
pub fn card(context: Context<'_>, at: usize) -> Rendered<Value> {
    let make = || {
        let card = StoryView::new(context, at, Addresses::InSite).card();
        with_html(Value::from_serializable(&card), context.templates)
    };
    context.memos.cards.get(at, make)
}

/// The cards of several briefings.
///
/// # Errors
/// What is wrong with a template that shows one of them.
pub fn cards(
    context: Context<'_>,
    briefings: impl IntoIterator<Item = usize>,
) -> Rendered<Vec<Value>> {
    briefings.into_iter().map(|at| card(context, at)).collect()
}

/// A card and the variables that only the briefing's own page has.
///
/// # Errors
/// What is wrong with a template that shows the card.
pub fn whole_briefing(context: Context<'_>, at: usize) -> Rendered<Value> {
    let whole = StoryView::new(context, at, Addresses::InSite).whole();
    Ok(joined(card(context, at)?, Value::from_serializable(&whole)))
}

fn with_html(card: Value, templates: &Templates) -> Rendered<Value> {
    let mut variables = Variables::new();
    variables.insert_value("story", card.clone());
    let html = |template| -> Rendered<Value> {
        let html = String::from_utf8(templates.render(template, &variables)?);
        let html = html.unwrap_or_else(|bytes| String::from_utf8_lossy(bytes.as_bytes()).into());
        Ok(Value::safe_string(&html))
    };
    let view = CardHtmlView { line: html("line.html")?, card: html("card.html")? };
    drop(variables);
    // Nobody else holds the card now, so that it is not copied.
    Ok(joined(card, Value::from_serializable(&view)))
}

/// The fields of both.
fn joined(one: Value, other: Value) -> Value {
    let mut fields: Map = one.into_map().unwrap_or_default();
    fields.extend(other.into_map().unwrap_or_default());
    fields.into()
}
