//! What could run in a page, by what a browser's parser makes of it.

use super::html;
use super::xml::Element;

/// Elements that a text may not have.
const FORBIDDEN: &str = " script style iframe frame frameset object embed applet form button \
    select textarea base meta link template noscript svg math title plaintext xmp ";

fn what_could_run(element: &Element) -> Vec<String> {
    let mut found = Vec::new();
    if FORBIDDEN.contains(&format!(" {} ", element.name)) {
        found.push(format!("<{}>", element.name));
    }
    for (name, value) in &element.attributes {
        // What browsers pass over in an address (<https://url.spec.whatwg.org/#concept-basic-url-parser>).
        let value: String = value.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let value = value.trim_matches(|c: char| c <= ' ');
        let runs = ["javascript:", "vbscript:", "data:"];
        let is_address = ["href", "src", "poster", "cite", "action"].contains(&name.as_str());
        // A name with a prefix is no handler.
        if name.starts_with("on") && !name.contains(':')
            || matches!(name.as_str(), "style" | "name" | "srcdoc" | "formaction" | "autofocus")
            || is_address && runs.iter().any(|run| value.to_ascii_lowercase().starts_with(run))
        {
            found.push(format!("{name}=\"{value}\""));
        }
    }
    found.extend(element.children.iter().flat_map(what_could_run));
    found
}

/// What could run in a part of a page, wherever in the body it stands.
pub fn in_a_page(part: &str) -> Vec<String> {
    let page = html::parsed(format!("<!doctype html><body><div>{part}</div></body>").as_bytes());
    page.below("body").into_iter().flat_map(what_could_run).collect()
}
