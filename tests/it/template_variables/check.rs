//! What templates are given when a site is rendered, beside what the page says.

use std::collections::{BTreeMap, BTreeSet};

use dateline::text::yaml::{self, Keys};
use serde_json::{Map, Value, json};

use crate::common::everything::Everything;
use crate::template_variables::templates::{
    EVERYWHERE, IN_PARTS, Kind as Made, SOMETIMES_IN_PARTS, TEMPLATES, Variable,
};
use crate::template_variables::views::{Field, Kind, Shape, Views};

/// Begins and ends what a template was given. No space is part of them: in the text of a mail, one
/// may become the end of a line.
const BEGIN: &str = "BEGIN-OF-VARIABLES";
const END: &str = "END-OF-VARIABLES";

/// What each template was given, each time.
pub type Given = BTreeMap<&'static str, Vec<Map<String, Value>>>;

/// What the templates of a site with everything are given.
pub fn given() -> Given {
    let pages = TEMPLATES.iter().filter(|template| template.kind == Made::Page);
    let all: Vec<_> = pages.clone().map(|page| (page.name, telling(page.name))).collect();
    let of_parts = TEMPLATES.iter().filter_map(|part| match part.kind {
        Made::Part(shown_by) => Some((part.name, shown_by)),
        Made::Page | Made::Digest => None,
    });
    // One part at a time tells, and the pages show what it told.
    let mut given = told(&all);
    let digests = TEMPLATES.iter().filter(|template| template.kind == Made::Digest);
    let digests: Vec<_> = digests.map(|of| (of.name, telling(of.name))).collect();
    given.extend(told(&digests));
    for (part, shown_by) in of_parts {
        let pages = pages.clone().map(|page| (page.name, shown_by.to_string()));
        let templates: Vec<_> = pages.chain([(part, telling(part))]).collect();
        given.extend(told(&templates));
    }
    given
}

/// What only some sites have.
fn settings() -> Value {
    json!({
        "theme": {"logo": "/logo.svg"},
        "menu": [{"title": "About", "url": "/about/"}],
        "footer": {
            "text": "All that is told here is invented.",
            "links": [{"title": "Mail", "url": "mailto:desk@highland.example"}],
            "profiles": ["https://social.example/@highland"],
        },
        "share": ["email"],
        "cards": true,
        "languages": {"en-GB": {}, "ru": {"title": "Вести"}},
        "analytics": {"goatcounter": {"server": "https://highland.goatcounter.com"}},
        "comments": {"giscus": {
            "repo": "highland/briefing",
            "repo_id": "R_1",
            "category": "Announcements",
            "category_id": "DIC_1",
        }},
    })
}

fn telling(name: &str) -> String {
    format!("{BEGIN} {name} {{{{ __tera_context | safe }}}} {END}")
}

/// What the templates of a site told; those that are not named here say nothing.
fn told(templates: &[(&'static str, String)]) -> Given {
    let silent = TEMPLATES.iter().map(|template| (template.name, String::new()));
    let mut own: BTreeMap<&'static str, String> = silent.collect();
    own.extend(templates.iter().cloned());
    let mut given = Given::new();
    let everything = Everything::default();
    let pages = everything.rendered_by(&own, &settings());
    let mails = everything.mails_by(&own, &settings());
    for page in pages.values().chain(&mails) {
        let Ok(page) = std::str::from_utf8(page) else { continue };
        for told in outermost(page) {
            let (name, variables) = told.trim().split_once(char::is_whitespace).unwrap();
            let (name, _) = own.get_key_value(name).unwrap();
            given.entry(*name).or_default().push(map(variables));
        }
    }
    given
}

/// What stands between begin and end. What a part told can stand in a variable of
/// another, and is not told again.
fn outermost(page: &str) -> Vec<&str> {
    let begins = page.match_indices(BEGIN).map(|(at, mark)| (at, mark, 1));
    let ends = page.match_indices(END).map(|(at, mark)| (at, mark, -1));
    let mut marks: Vec<(usize, &str, i32)> = begins.chain(ends).collect();
    marks.sort_unstable();
    let (mut found, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, mark, step) in marks {
        depth += step;
        match (depth, step) {
            (1, 1) => start = at + mark.len(),
            (0, -1) => found.push(&page[start..at]),
            _ => {}
        }
    }
    found
}

/// Tera tells its values almost as JSON. What is none is told as nothing, as YAML
/// has it, and characters that cannot be seen are told as Rust has them.
fn map(text: &str) -> Map<String, Value> {
    let mut parts = text.split("\\u{");
    let mut yaml = parts.next().unwrap().to_string();
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap();
        yaml.push_str(&format!("\\U{number:0>8}{rest}"));
    }
    let node = yaml::parse(&yaml, Keys::Unplaced).unwrap();
    match node.value.to_json() {
        Value::Object(map) => map,
        other => panic!("no map: {other}"),
    }
}

/// Compares variables and values with what is said of them.
pub struct Comparison<'v> {
    views: &'v Views,
    /// The views of which a value was seen.
    pub seen: BTreeSet<String>,
    pub faults: BTreeSet<String>,
}

impl<'v> Comparison<'v> {
    pub fn of(given: &Given, views: &'v Views) -> Self {
        let mut comparison = Comparison { views, seen: BTreeSet::new(), faults: BTreeSet::new() };
        for template in TEMPLATES {
            let Some(given) = given.get(template.name) else {
                comparison.faults.insert(format!("{} made nothing", template.name));
                continue;
            };
            for variables in given {
                comparison.template(template.name, template.kind, template.variables, variables);
            }
        }
        comparison
    }

    fn template(&mut self, name: &str, kind: Made, own: &[Variable], given: &Map<String, Value>) {
        let is_in = |variable: &&Variable| kind == Made::Page || IN_PARTS.contains(&variable.0);
        let said: Vec<&Variable> = EVERYWHERE.iter().filter(is_in).chain(own).collect();
        for (variable, rust, _) in &said {
            match given.get(*variable) {
                Some(value) => self.value(&format!("{name}: {variable}"), &Kind::of(rust), value),
                None => self.fault(format!("{name} has no {variable}")),
            }
        }
        for variable in given.keys() {
            let may_be = kind != Made::Page && SOMETIMES_IN_PARTS.contains(&&**variable);
            if !may_be && !said.iter().any(|(name, _, _)| name == variable) {
                self.fault(format!("{name} has {variable}, which is not documented"));
            }
        }
    }

    fn value(&mut self, at: &str, kind: &Kind, value: &Value) {
        match (kind, value) {
            (Kind::Text, Value::String(_))
            | (Kind::Number, Value::Number(_))
            | (Kind::Flag, Value::Bool(_))
            | (Kind::Maybe(_), Value::Null) => {}
            (Kind::Maybe(kind), value) => self.value(at, kind, value),
            (Kind::List(kind), Value::Array(values)) => {
                for value in values {
                    self.value(&format!("{at}[]"), kind, value);
                }
            }
            (Kind::Named(kind), Value::Object(map)) => {
                for value in map.values() {
                    self.value(&format!("{at}{{}}"), kind, value);
                }
            }
            (Kind::View(view), value) => self.view(at, view, value),
            _ => self.fault(format!("{at} is said to be {kind:?}, and is {value}")),
        }
    }

    fn view(&mut self, at: &str, view: &str, value: &Value) {
        let views = self.views;
        self.see(view);
        let Some(fields) = views.fields(view) else {
            let is_so = if view == "Html" { value.is_string() } else { value.is_object() };
            if !is_so {
                self.fault(format!("{at} is said to be {view}, and is {value}"));
            }
            return;
        };
        let Value::Object(map) = value else {
            return self.fault(format!("{at} is said to be {view}, and is {value}"));
        };
        for Field { name, kind, .. } in &fields {
            match map.get(name) {
                Some(value) => self.value(&format!("{at}.{name}"), kind, value),
                None => self.fault(format!("{at} has no {name}")),
            }
        }
        for name in map.keys().filter(|name| fields.iter().all(|field| field.name != **name)) {
            self.fault(format!("{at} has {name}, which is not documented"));
        }
    }

    fn see(&mut self, view: &str) {
        self.seen.insert(view.to_string());
        if let Shape::AllOf(parts) = &self.views.named(view).shape {
            parts.iter().for_each(|part| self.see(part));
        }
    }

    fn fault(&mut self, fault: String) {
        self.faults.insert(fault);
    }
}
