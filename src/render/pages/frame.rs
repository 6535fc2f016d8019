//! The parts of the frame that many pages share, each rendered once.

use tera::Value;
use tera::value::{Key, Map};

use crate::diagnostic::Diagnostic;
use crate::model::Uses;
use crate::render::context::{Context, Rendered, Variables};
use crate::render::shared::policy::policy;
use crate::render::views::FrameView;
use crate::site::Edition;
use crate::templates::Templates;

/// `frame`: what is the same on every page.
pub fn frame(templates: &Templates, faults: &mut Vec<Diagnostic>) -> Value {
    let mut part = |name| rendered(name, &Variables::new(), templates, faults);
    let (head, footer) = (part("frame/head.html"), part("frame/footer.html"));
    let (most_read, name) = (part("frame/most-read.html"), part("frame/name.html"));
    let search = part("frame/search.html");
    Value::from_serializable(&FrameView { name, head, search, footer, most_read })
}

/// `frame` with the head of a page whose text needs more than others.
///
/// # Errors
/// What is wrong with the template.
pub fn with_head_for(uses: &Uses, context: Context<'_>, frame: &Value) -> Rendered<Value> {
    let mut site: Map = context.shared.site.clone().into_map().unwrap_or_default();
    if uses.blocks {
        site.insert(Key::from("style_sheets"), Value::from(vec![Value::from("/blocks.css")]));
    }
    if !uses.frames.is_empty() {
        site.insert(Key::from("scripts"), Value::from(vec![Value::from("/embed.js")]));
        let policy = policy(&context.site.config, &context.edition.settings.words);
        let policy = policy.map(|policy| policy.with_frames(&uses.frames).to_string());
        let policy = policy.map_or_else(Value::none, |policy| Value::safe_string(&policy));
        site.insert(Key::from("content_policy"), policy);
    }
    let mut variables = Variables::new();
    variables.insert_value("site", site.into());
    let html = context.templates.render("frame/head.html", &variables)?;
    let mut frame: Map = frame.clone().into_map().unwrap_or_default();
    frame.insert(Key::from("head"), Value::safe_string(&String::from_utf8_lossy(&html)));
    Ok(frame.into())
}

/// The navigation, which is the same on all pages of a section but its first.
pub struct Navigation {
    /// Outside the sections.
    elsewhere: Value,
    /// On the first page of each section.
    on_first_page: Vec<Value>,
    /// On the other pages of each section, and on its briefings.
    within: Vec<Value>,
}

impl Navigation {
    /// Renders it for each section.
    pub fn new(edition: &Edition, templates: &Templates, faults: &mut Vec<Diagnostic>) -> Self {
        let mut navigation = |section: Option<&str>, current: Option<&str>| {
            let mut variables = Variables::new();
            variables.insert("section", &section);
            variables.insert("current", &current);
            rendered("frame/navigation.html", &variables, templates, faults)
        };
        let mut of_sections = |current| -> Vec<Value> {
            let ids = edition.index.sections.iter().map(|section| section.config.id.as_str());
            ids.map(|id| navigation(Some(id), Some(current))).collect()
        };
        // The values that `aria-current` has for a link to this very page, and to
        // what this page is part of (https://www.w3.org/TR/wai-aria-1.2/#aria-current).
        let (on_first_page, within) = (of_sections("page"), of_sections("true"));
        Navigation { elsewhere: navigation(None, None), on_first_page, within }
    }

    /// For a page of `section`.
    pub fn of(&self, section: Option<usize>, is_first_page: bool) -> Value {
        match section {
            None => self.elsewhere.clone(),
            Some(section) if is_first_page => self.on_first_page[section].clone(),
            Some(section) => self.within[section].clone(),
        }
    }
}

/// What a template makes; nothing when it has faults.
fn rendered(
    name: &str,
    variables: &Variables,
    templates: &Templates,
    faults: &mut Vec<Diagnostic>,
) -> Value {
    match templates.render(name, variables) {
        Ok(html) => Value::safe_string(&String::from_utf8_lossy(&html)),
        Err(mut found) => {
            faults.append(&mut found);
            Value::safe_string("")
        }
    }
}
