//! What schema.org defines (<https://schema.org/docs/datamodel.html>), and whether
//! an expanded document keeps to it.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

const NAMESPACE: &str = "http://schema.org/";

/// Types and properties, by their names there.
pub struct Vocabulary {
    types: BTreeMap<String, Term>,
    properties: BTreeMap<String, Property>,
}

struct Term {
    /// The types above it.
    above: Vec<String>,
    superseded_by: Option<String>,
}

struct Property {
    domain: Vec<String>,
    range: Vec<String>,
    superseded_by: Option<String>,
}

impl Vocabulary {
    /// Of schema.org's own definitions, expanded.
    pub fn of(expanded: &Value) -> Self {
        let mut vocabulary = Vocabulary { types: BTreeMap::new(), properties: BTreeMap::new() };
        for node in expanded.as_array().unwrap() {
            let Some(name) = node["@id"].as_str().and_then(|id| id.strip_prefix(NAMESPACE)) else {
                continue;
            };
            let superseded_by = ids(&node["http://schema.org/supersededBy"]).pop();
            let kinds: Vec<&str> = strings(&node["@type"]).collect();
            if kinds.iter().any(|kind| kind.ends_with("#Property")) {
                let domain = ids(&node["http://schema.org/domainIncludes"]);
                let range = ids(&node["http://schema.org/rangeIncludes"]);
                let property = Property { domain, range, superseded_by };
                vocabulary.properties.insert(name.to_string(), property);
            } else {
                let above = ids(&node["http://www.w3.org/2000/01/rdf-schema#subClassOf"]);
                vocabulary.types.insert(name.to_string(), Term { above, superseded_by });
            }
        }
        vocabulary
    }

    /// What of a document is not as schema.org has it.
    pub fn faults(&self, document: &Value) -> Vec<String> {
        let mut faults = Vec::new();
        let nodes = document.as_array().expect("what is expanded is a list");
        if nodes.is_empty() {
            faults.push("nothing is said".to_string());
        }
        for node in nodes {
            self.check_node(node, &mut faults);
        }
        faults
    }

    fn check_node(&self, node: &Value, faults: &mut Vec<String>) {
        let fields = node.as_object().expect("a node is an object");
        let kinds = self.kinds(fields, faults);
        for (name, values) in fields.iter().filter(|(name, _)| !name.starts_with('@')) {
            let Some(name) = name.strip_prefix(NAMESPACE) else {
                faults.push(format!("{name} is not of schema.org"));
                continue;
            };
            self.check_property(name, &kinds, faults);
            for value in values.as_array().unwrap() {
                if let Some(wrong) = self.check_value(name, value) {
                    faults.push(wrong);
                }
                if value.get("@type").is_some() && value.get("@value").is_none() {
                    self.check_node(value, faults);
                }
            }
        }
    }

    /// The types of a node, with all above them.
    fn kinds(&self, node: &Map<String, Value>, faults: &mut Vec<String>) -> BTreeSet<String> {
        let named: Vec<&str> = node.get("@type").into_iter().flat_map(strings).collect();
        if named.is_empty() {
            faults.push(format!("{node:?} has no type"));
        }
        let mut kinds = BTreeSet::new();
        for kind in named {
            let kind = kind.strip_prefix(NAMESPACE).unwrap_or(kind);
            match self.types.get(kind) {
                None => faults.push(format!("there is no type {kind}")),
                Some(Term { superseded_by: Some(by), .. }) => {
                    faults.push(format!("the type {kind} is superseded by {by}"));
                }
                Some(_) => self.add_with_above(kind, &mut kinds),
            }
        }
        kinds
    }

    fn add_with_above(&self, kind: &str, kinds: &mut BTreeSet<String>) {
        if kinds.insert(kind.to_string()) {
            for above in self.types.get(kind).into_iter().flat_map(|term| &term.above) {
                self.add_with_above(above, kinds);
            }
        }
    }

    fn check_property(&self, name: &str, kinds: &BTreeSet<String>, faults: &mut Vec<String>) {
        match self.properties.get(annotated(name).unwrap_or(name)) {
            None => faults.push(format!("there is no property {name}")),
            Some(Property { superseded_by: Some(by), .. }) => {
                faults.push(format!("{name} is superseded by {by}"));
            }
            Some(property) if !property.domain.iter().any(|kind| kinds.contains(kind)) => {
                faults.push(format!("{kinds:?} has no {name}"));
            }
            Some(_) => {}
        }
    }

    /// What is wrong with a value of a property, if that is known.
    fn check_value(&self, name: &str, value: &Value) -> Option<String> {
        // An annotation says in text what an action takes
        // (<https://schema.org/docs/actions.html#part-4>).
        let range = match annotated(name) {
            Some(_) => &vec!["Text".to_string()],
            None => &self.properties.get(name)?.range,
        };
        let may_be = |kind: &str| range.iter().any(|other| other == kind);
        let fits = match (&value["@value"], &value["@type"]) {
            (Value::Null, kinds) => {
                let mut all = BTreeSet::new();
                for kind in strings(kinds) {
                    self.add_with_above(kind.strip_prefix(NAMESPACE).unwrap_or(kind), &mut all);
                }
                let data = ["Text", "URL", "Date", "DateTime", "Time", "Number", "Boolean"];
                let may_be_a_thing = range.iter().any(|kind| !data.contains(&&**kind));
                match all.is_empty() {
                    // An address alone: of a page, or of what it tells of.
                    true => may_be("URL") || may_be_a_thing,
                    false => all.iter().any(|kind| may_be(kind)),
                }
            }
            (Value::Bool(_), _) => may_be("Boolean"),
            (Value::Number(number), _) => {
                may_be("Number") || may_be("Integer") && (number.is_u64() || number.is_i64())
            }
            (Value::String(text), kind) => {
                // The context says what the text is to be read as.
                let reads = match kind.as_str().and_then(|kind| kind.strip_prefix(NAMESPACE)) {
                    Some("Date" | "DateTime") => is_date(text) || is_moment(text),
                    _ => true,
                };
                let as_text = may_be("Text")
                    || may_be("URL") && is_address(text)
                    || may_be("Date") && is_date(text)
                    || may_be("DateTime") && is_moment(text)
                    // It is written as text, by ISO 8601 (<https://schema.org/Duration>).
                    || may_be("Duration") && is_duration(text)
                    // A number and a unit of length (<https://schema.org/Distance>).
                    || may_be("Distance") && is_distance(text);
                reads && as_text && !text.is_empty()
            }
            _ => false,
        };
        (!fits).then(|| format!("{name} is one of {range:?}, and not {value}"))
    }
}

/// The property that `query-input` is an annotation of.
fn annotated(name: &str) -> Option<&str> {
    name.strip_suffix("-input").or_else(|| name.strip_suffix("-output"))
}

/// `1200 px`: of the units of length, the one that is ours.
fn is_distance(text: &str) -> bool {
    text.strip_suffix(" px").is_some_and(|number| number.parse::<u32>().is_ok())
}

fn is_duration(text: &str) -> bool {
    let parts = text.strip_prefix("PT").unwrap_or_default();
    parts.ends_with(['H', 'M', 'S']) && parts.trim_matches(|c: char| c.is_ascii_digit()).len() == 1
}

fn is_date(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_moment(text: &str) -> bool {
    text.parse::<jiff::Timestamp>().is_ok()
}

fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok()
}

/// One string or a list of them.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let one = value.as_str().into_iter();
    one.chain(value.as_array().into_iter().flatten().filter_map(Value::as_str))
}

/// The names of the nodes that a property leads to.
fn ids(values: &Value) -> Vec<String> {
    let values = values.as_array().into_iter().flatten();
    let ids = values.filter_map(|value| value["@id"].as_str());
    ids.map(|id| id.strip_prefix(NAMESPACE).unwrap_or(id).to_string()).collect()
}
