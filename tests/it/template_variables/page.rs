//! The page of the documentation.

use std::fmt::Write;

use crate::template_variables::templates::{
    EVERYWHERE, IN_PARTS, Kind as Made, TEMPLATES, Template, Variable,
};
use crate::template_variables::views::{Field, Kind, Shape, View, Views};

const START: &str = "\
# The variables of templates

<!-- Made of src/render/views/ and tests/it/template_variables/. Change it there, then
     DATELINE_RENEW=1 cargo test --test it template_variables -->

The variables that each template can use. [Templates](templates.md) explains how to write one.

*Text* is escaped for HTML where it is shown; *HTML* is not. A variable marked *or none* always exists but may be empty, so
guard it with `{% if … %}`. A *link* includes the base path.

In templates a story is called `briefing` where it has its own page and `story` in lists.

";

/// The whole page.
pub fn page(views: &Views) -> String {
    let mut page = START.to_string();
    let is_part = |template: &&Template| matches!(template.kind, Made::Part(_));
    let is_of = |kind: Made| move |template: &&Template| template.kind == kind;
    heading(&mut page, "## In every template of a page");
    variables(&mut page, EVERYWHERE, views);
    heading(&mut page, "## In the template of each page");
    for template in TEMPLATES.iter().filter(is_of(Made::Page)) {
        one_template(&mut page, template, views);
    }
    heading(&mut page, "## In a digest");
    page.push_str(
        "The stories of a day in one piece, on paper or as [mail](digest.md#mail). These templates can use `site` and the\nvariables below, but nothing of a page: there is none around them. Addresses in `digest` are absolute.\n\n",
    );
    for template in TEMPLATES.iter().filter(is_of(Made::Digest)) {
        one_template(&mut page, template, views);
    }
    heading(&mut page, "## In the parts of pages");
    let seen: Vec<String> = IN_PARTS.iter().map(|name| format!("`{name}`")).collect();
    let _ = writeln!(
        page,
        "These are rendered once and shown on many pages. They can use {} and the variables below, but nothing of the page that\nshows them.\n",
        seen.join(", ")
    );
    for template in TEMPLATES.iter().filter(is_part) {
        one_template(&mut page, template, views);
    }
    heading(&mut page, "## Types");
    for view in views.iter().filter(|view| has_a_heading(view, views)) {
        one_view(&mut page, view, views);
    }
    page.trim_end().to_string() + "\n"
}

fn heading(page: &mut String, heading: &str) {
    let _ = writeln!(page, "{heading}\n");
}

fn one_template(page: &mut String, template: &Template, views: &Views) {
    heading(page, &format!("### `{}`", template.name));
    let _ = writeln!(page, "Makes {}.\n", template.makes);
    match template.variables {
        [] => page.push_str("No further variables.\n\n"),
        own => variables(page, own, views),
    }
}

fn variables(page: &mut String, variables: &[Variable], views: &Views) {
    let _ = writeln!(page, "| Variable | Type | Meaning |\n|:--|:--|:--|");
    for (name, rust, about) in variables {
        let _ = writeln!(page, "| `{name}` | {} | {about} |", words(&Kind::of(rust), views));
    }
    page.push('\n');
}

fn one_view(page: &mut String, view: &View, views: &Views) {
    heading(page, &format!("### {}", title(&view.name)));
    let _ = writeln!(page, "{}\n", view.about);
    let mut fields = Vec::new();
    match &view.shape {
        Shape::Fields(own) => fields.extend(own),
        Shape::AllOf(parts) => {
            for part in parts {
                match &views.named(part).shape {
                    // It has a table of its own.
                    Shape::AllOf(_) => {
                        let _ = writeln!(page, "It has all fields of {}, and:\n", link(part));
                    }
                    _ => fields.extend(views.fields(part).unwrap()),
                }
            }
        }
        Shape::Opaque => {}
    }
    let _ = writeln!(page, "| Field | Type | Meaning |\n|:--|:--|:--|");
    for Field { name, about, kind } in fields {
        let _ = writeln!(page, "| `{name}` | {} | {} |", words(kind, views), in_a_cell(about));
    }
    page.push('\n');
}

/// A view whose table is not inside that of others.
fn has_a_heading(view: &View, views: &Views) -> bool {
    match &view.shape {
        Shape::Fields(_) => whole(&view.name, views).is_none(),
        Shape::AllOf(parts) => parts.len() > 1,
        Shape::Opaque => false,
    }
}

/// The view that this one is a part of.
fn whole<'v>(name: &str, views: &'v Views) -> Option<&'v View> {
    views.iter().find(|view| match &view.shape {
        Shape::AllOf(parts) => parts.len() > 1 && parts.iter().any(|part| part == name),
        _ => false,
    })
}

/// A type in the words of somebody who writes templates.
fn words(kind: &Kind, views: &Views) -> String {
    match kind {
        Kind::Text => "text".into(),
        Kind::Number => "number".into(),
        Kind::Flag => "`true` or `false`".into(),
        Kind::Maybe(kind) => format!("{} or none", words(kind, views)),
        Kind::List(kind) => format!("list of {}", words(kind, views)),
        Kind::Named(kind) => format!("map of {}", words(kind, views)),
        Kind::View(name) if name == "Html" => "HTML".into(),
        Kind::View(name) => {
            let view = views.resolved(name);
            match (&view.shape, whole(&view.name, views)) {
                (Shape::Opaque, _) => "map".into(),
                (Shape::Fields(fields), Some(whole)) => {
                    let is_missing =
                        |field: &&Field| fields.iter().all(|own| own.name != field.name);
                    let all = views.fields(&whole.name).unwrap().into_iter();
                    let missing = all.filter(is_missing).map(|field| format!("`{}`", field.name));
                    let missing = missing.collect::<Vec<_>>().join(" and ");
                    format!("{} without {missing}", link(&whole.name))
                }
                _ => link(&view.name),
            }
        }
    }
}

fn link(name: &str) -> String {
    let title = title(name);
    format!("[{title}](#{})", title.to_lowercase().replace(' ', "-"))
}

/// `CountedLinkView` as `Counted link`.
fn title(name: &str) -> String {
    let mut title = String::new();
    for letter in name.strip_suffix("View").unwrap_or(name).chars() {
        if letter.is_uppercase() && !title.is_empty() {
            title.push(' ');
            title.extend(letter.to_lowercase());
        } else {
            title.push(letter);
        }
    }
    title
}

/// Sentences as a cell has them: without the last full stop, since most are no sentences.
fn in_a_cell(about: &str) -> String {
    let about = about.strip_suffix('.').unwrap_or(about);
    let mut letters = about.chars();
    match (letters.next(), letters.as_str().chars().next()) {
        // `BCP 47 tag` and `RFC 3339` stay.
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => about.to_string(),
    }
}
