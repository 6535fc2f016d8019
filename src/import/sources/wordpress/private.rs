//! What a site of WordPress showed to some readers alone. Plug-ins say so by the names of their
//! shortcodes and blocks; an export does not hold the plug-ins, so that their names are all there is.

use super::xml::Element;
use crate::import::rules::Rules;
use crate::import::unfit::is_for_some;

/// The shortcode or block of a text that shows what is in it to some readers alone, as it is
/// written. One for which there is a rule is what the rule says.
pub fn part_for_some(content: &str, rules: &Rules) -> Option<String> {
    shortcode(content, rules).or_else(|| block(content))
}

/// Only around words is such a shortcode a wall: `[members_list]` shows something to everybody.
fn shortcode(content: &str, rules: &Rules) -> Option<String> {
    content.match_indices('[').find_map(|(at, _)| {
        let inside = &content[at + 1..];
        let (inside, is_end) = match inside.strip_prefix('/') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        let name = name(inside, &['_', '-']);
        // What is below a paywall is behind it.
        let is_wall = is_end || name.to_ascii_lowercase().contains("paywall");
        let is_known = || rules.shortcode(name, &[], Some("")).is_some();
        (is_wall && is_for_some(name) && !is_known()).then(|| format!("[{name}]"))
    })
}

/// Blocks are comments: `<!-- wp:plug-in/name {"of": "it"} -->`
/// (<https://developer.wordpress.org/block-editor/getting-started/fundamentals/markup-representation-block/>).
fn block(content: &str) -> Option<String> {
    content.match_indices("<!-- wp:").find_map(|(at, start)| {
        let inside = &content[at + start.len()..];
        let head = &inside[..inside.find("-->").unwrap_or(inside.len())];
        let name = name(head, &['_', '-', '/']);
        let is_of_plug_in = name.contains('/');
        let is_wall = !head.trim_end().ends_with('/') || name.contains("paywall");
        // Blocks of every kind may be hidden: by WordPress itself and by a plug-in.
        let is_hidden = head.contains("\"blockVisibility\"");
        (is_hidden || (is_of_plug_in && is_wall && is_for_some(name)))
            .then(|| format!("block {name}"))
    })
}

fn name<'t>(text: &'t str, others: &[char]) -> &'t str {
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || others.contains(&c)));
    &text[..end.unwrap_or(text.len())]
}

/// Whether items of this type have no page of their own: neither a readable address nor one that
/// names them, as `get_post_permalink` (`wp-includes/link-template.php`) gives types with one.
/// Messages of readers, orders and forms are of such types.
pub fn is_without_page(item: &Element, kind: &str) -> bool {
    if matches!(kind, "post" | "page") {
        return false;
    }
    let Some(url) = item.child("link").and_then(|link| url::Url::parse(link).ok()) else {
        return true;
    };
    url.query_pairs().any(|(name, _)| matches!(&*name, "post_type" | "p"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_for_some_readers() {
        let rules =
            Rules::parse("shortcodes:\n  members_known: \"{inner}\"\n", "import.yaml").unwrap();
        for (text, found) in [
            ("a [members_only]b[/members_only]", Some("[members_only]")),
            ("[private]b[/private]", Some("[private]")),
            ("[Private level=1]b[/Private]", Some("[Private]")),
            ("[access=x]b[/access ]", Some("[access]")),
            ("[um_loggedin]b[/um_loggedin]", Some("[um_loggedin]")),
            ("[mepr-show if=\"loggedin\"]b[/mepr-show]", Some("[mepr-show]")),
            ("[is_paid]b[/is_paid]", Some("[is_paid]")),
            ("a [paywall] b", Some("[paywall]")),
            ("[members_known]b[/members_known]", None),
            ("[members_list] [login_form] [odd]b[/odd] [accessible]c[/accessible]", None),
            (
                "<!-- wp:jetpack/premium-content/container {\"a\": 1} -->b<!-- /wp:jetpack/premium-content/container -->",
                Some("block jetpack/premium-content/container"),
            ),
            (
                "<!-- wp:pmpro/membership -->b<!-- /wp:pmpro/membership -->",
                Some("block pmpro/membership"),
            ),
            ("<!-- wp:jetpack/paywall /-->b", Some("block jetpack/paywall")),
            (
                "<!-- wp:paragraph {\"metadata\":{\"blockVisibility\":false}} -->b<!-- /wp:paragraph -->",
                Some("block paragraph"),
            ),
            (
                "<!-- wp:jetpack/subscriptions /--><!-- wp:paragraph -->b<!-- /wp:paragraph -->",
                None,
            ),
        ] {
            assert_eq!(part_for_some(text, &rules).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn types_without_a_page_are_told_by_their_address() {
        for (kind, link, is_without) in [
            ("post", Some("https://a.example/?p=1"), false),
            ("page", None, false),
            ("recipe", Some("https://a.example/recipe/soup/"), false),
            ("recipe", Some("https://a.example/?recipe=soup"), false),
            (
                "wpcf7_contact_form",
                Some("https://a.example/?post_type=wpcf7_contact_form&p=67"),
                true,
            ),
            ("shop_order", Some("https://a.example/?p=3"), true),
            ("flamingo_inbound", None, true),
        ] {
            let link = link.map(|link| Element {
                name: "link".into(),
                text: link.into(),
                ..Element::default()
            });
            let item = Element { children: link.into_iter().collect(), ..Element::default() };
            assert_eq!(
                is_without_page(&item, kind),
                is_without,
                "{kind} {link:?}",
                link = item.child("link")
            );
        }
    }
}
