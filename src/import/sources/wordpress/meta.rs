//! What an entry says in fields of its own (<https://wordpress.org/documentation/article/assign-custom-fields/>).

use std::collections::BTreeSet;

use super::plain;
use super::xml::Element;
use crate::import::model::Topic;
use crate::text::yaml::Value;

/// What plug-ins for search engines have as the description of a page.
const DESCRIPTIONS: [&str; 6] = [
    "_yoast_wpseo_metadesc",
    "rank_math_description",
    "_aioseo_description",
    "_aioseop_description",
    "_genesis_description",
    "_seopress_titles_desc",
];

const SUBTITLES: [&str; 5] = ["subtitle", "sub_title", "_subtitle", "standfirst", "deck"];

/// The description of a text that has no other; none of one with places for names in it.
pub fn description(item: &Element) -> Option<String> {
    let found = DESCRIPTIONS.iter().filter_map(|name| item.meta(name)).map(plain);
    found
        .into_iter()
        .find(|text| !text.is_empty() && !text.contains("%%") && !text.contains("#post_"))
}

/// The subtitle.
pub fn subtitle(item: &Element) -> Option<String> {
    let found = SUBTITLES.iter().filter_map(|name| item.meta(name));
    found.map(plain).find(|text| !text.is_empty() && !is_list(text))
}

/// The fields that somebody filled in: programs begin the names of theirs with `_`. What is a list
/// to PHP is told only.
pub fn fields(item: &Element, notes: &mut Vec<(Topic, String)>) -> Vec<(String, Value)> {
    let mut fields: Vec<(String, Value)> = Vec::new();
    let mut lists = BTreeSet::new();
    for meta in item.all("wp:postmeta") {
        let name = meta.child("wp:meta_key").unwrap_or_default();
        let value = meta.child("wp:meta_value").unwrap_or_default();
        if value.is_empty() || is_of_program(name) || SUBTITLES.contains(&name) {
            continue;
        }
        if is_list(value) {
            lists.insert(name);
            continue;
        }
        match fields.iter_mut().find(|(before, _)| before == name) {
            Some((_, Value::List(values))) => values.push(Value::text(value).into()),
            Some((_, before)) => {
                *before = Value::List(vec![before.clone().into(), Value::text(value).into()]);
            }
            None => fields.push((name.into(), Value::text(value))),
        }
    }
    notes.extend(lists.into_iter().map(|name| {
        (Topic::Changed, format!("the field `{name}` is a list of PHP, and is left out"))
    }));
    fields
}

/// The addresses at which a text was before: WordPress leads from there.
pub fn old_addresses(item: &Element, address: &str) -> Vec<String> {
    let end = ["/", ".html"].into_iter().find(|end| address.ends_with(end)).unwrap_or_default();
    let Some((above, _)) = address.trim_end_matches('/').rsplit_once('/') else {
        return Vec::new();
    };
    let old =
        item.all("wp:postmeta").filter(|meta| meta.child("wp:meta_key") == Some("_wp_old_slug"));
    let slugs = old.filter_map(|meta| meta.child("wp:meta_value")).filter(|slug| !slug.is_empty());
    let mut addresses: Vec<String> = slugs
        .map(|slug| super::path(&format!("{above}/{slug}{end}")))
        .filter(|old| old != address)
        .collect();
    addresses.sort();
    addresses.dedup();
    addresses
}

fn is_of_program(name: &str) -> bool {
    const STARTS: [&str; 8] =
        ["_", "rank_math", "cap-", "amp_", "wpil_", "footnotes", "pageviews", "post_views"];
    name.is_empty() || STARTS.iter().any(|start| name.starts_with(start))
}

/// Whether a value is a list as PHP writes it: `a:1:{…}`.
pub fn is_list(value: &str) -> bool {
    let bytes = value.as_bytes();
    matches!(bytes, [b'a' | b'O', b':', b'0'..=b'9', ..]) && value.ends_with('}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(meta: &[(&str, &str)]) -> Element {
        let of = |name: &str, text: &str| Element {
            name: name.into(),
            text: text.into(),
            ..Element::default()
        };
        let meta = meta.iter().map(|(key, value)| Element {
            name: "wp:postmeta".into(),
            children: vec![of("wp:meta_key", key), of("wp:meta_value", value)],
            ..Element::default()
        });
        Element { children: meta.collect(), ..Element::default() }
    }

    #[test]
    fn fields_of_people_stay_and_those_of_programs_go() {
        let item = item(&[
            ("location", "Yerevan"),
            ("_edit_lock", "1:1"),
            ("_location", "field_1"),
            ("source", "One"),
            ("source", "Two"),
            ("subtitle", "A <em>line</em>"),
            ("rank_math_seo_score", "70"),
            ("empty", ""),
            ("list", "a:1:{i:0;s:1:\"x\";}"),
            ("_yoast_wpseo_metadesc", "%%title%% at %%sitename%%"),
            ("rank_math_description", "What it is about"),
        ]);
        let mut notes = Vec::new();
        let fields = fields(&item, &mut notes);
        let expected = [
            ("location".to_string(), Value::text("Yerevan")),
            ("source".to_string(), Value::texts(["One", "Two"])),
        ];
        assert_eq!(fields, expected);
        let told = "the field `list` is a list of PHP, and is left out";
        assert_eq!(notes, [(Topic::Changed, told.to_string())]);
        assert_eq!(subtitle(&item).as_deref(), Some("A line"));
        assert_eq!(description(&item).as_deref(), Some("What it is about"));
    }

    #[test]
    fn old_slugs_are_old_addresses() {
        let item = item(&[("_wp_old_slug", "b"), ("_wp_old_slug", "b"), ("_wp_old_slug", "now")]);
        for (address, old) in
            [("/2020/01/now/", &["/2020/01/b/"][..]), ("/now.html", &["/b.html"]), ("/", &[])]
        {
            assert_eq!(old_addresses(&item, address), old, "{address}");
        }
    }
}
