//! What a text says of itself by templates (<https://www.11ty.dev/docs/data-computed/>).

use crate::import::facts::Facts;
use crate::import::liquid::has_tags;
use crate::text::yaml::Value;

/// The name under which it is said.
pub const NAME: &str = "eleventyComputed";

/// The name of what keeps a text out of lists.
pub const EXCLUDES: &str = "eleventyExcludeFromCollections";

/// Puts what is computed in the place of what was said; of two with one name the first counts.
/// `filled` fills a template in, if it can be.
pub fn add(facts: &mut Facts, computed: Facts, filled: &dyn Fn(&Facts, &str) -> Option<String>) {
    let mut seen: Vec<String> = Vec::new();
    let mut computed = computed.0;
    // An address may ask for the rest.
    computed.sort_by_key(|(name, _)| name == "permalink");
    for (name, value) in computed {
        if seen.contains(&name) {
            continue;
        }
        let value = match &value {
            Value::Text(text) if has_tags(text) => filled(facts, text).map_or(value, Value::Text),
            _ => value,
        };
        facts.0.retain(|(before, _)| !before.eq_ignore_ascii_case(&name));
        facts.0.push((name.clone(), value));
        seen.push(name);
    }
}

/// Puts the address of the page in the place of an object that names it: `{build: "/a/"}`. One
/// without it means that there is no page (`TemplatePermalink` of Eleventy).
pub fn plain_permalink(facts: &mut Facts) {
    const NAME: &str = "permalink";
    if let Some(Value::Map(_)) = facts.get(NAME) {
        let build = facts.map(NAME).get("build").cloned().unwrap_or(Value::Bool(false));
        facts.0.retain(|(name, _)| !name.eq_ignore_ascii_case(NAME));
        facts.0.push((NAME.into(), build));
    }
}
