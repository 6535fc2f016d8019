//! Fields in which plug-ins for members say that a text is not for everybody.

use super::meta::is_list;
use super::xml::Element;

/// The fields of which a value means some readers, unless it is one of [`EVERYBODY`]: of Jetpack,
/// Members, Memberful, Paid Member Subscriptions, Passster, Patreon, Profile Builder, Restrict
/// Content, and WP-Members.
const FIELDS: [&str; 18] = [
    "_jetpack_newsletter_access",
    "_members_access_role",
    "memberful_acl",
    "pms-content-restrict-user-status",
    "pms-content-restrict-subscription-plan",
    "pms-content-restrict-all-subscription-plans",
    "passster_activate_protection",
    "_passster_activate_protection",
    "patreon-level",
    "wppb-content-restrict-user-status",
    "wppb-content-restrict-user-role",
    "rcUserLevel",
    "rcp_access_level",
    "rcp_subscription_level",
    "rcp_user_level",
    "_is_paid",
    "_wpmem_block",
    "_onlyloggedin",
];

/// The values that mean everybody.
const EVERYBODY: [&str; 12] = [
    "0",
    "no",
    "none",
    "off",
    "false",
    "all",
    "everybody",
    "everyone",
    "public",
    "unrestricted",
    "default",
    "b:0;",
];

/// The field of an item that says that only some readers see it.
pub fn field(item: &Element) -> Option<&str> {
    item.all("wp:postmeta").find_map(|meta| {
        let name = meta.child("wp:meta_key")?;
        let value = meta.child("wp:meta_value").unwrap_or_default();
        let is_wall = match name {
            // Each entry of ARMember's is a wall, the one with a nought too.
            "arm_access_plan" => true,
            // Of Ultimate Member: 0 is everybody, 1 those who are not logged in, 2 those who are.
            "um_content_restriction" => {
                let is_own = of_list(value, "_um_custom_access_settings");
                is_own == Some("1") && matches!(of_list(value, "_um_accessible"), Some("1" | "2"))
            }
            // Of Leaky Paywall.
            "_issuem_leaky_paywall_visibility" => {
                of_list(value, "visibility_type").is_some_and(|value| value != "default")
            }
            name => FIELDS.contains(&name) && !is_for_everybody(value),
        };
        is_wall.then_some(name)
    })
}

/// What the report says of such a field.
pub fn told(name: &str) -> String {
    format!("the field `{name}` says that the text is for some readers only")
}

fn is_for_everybody(value: &str) -> bool {
    let is_one = |value: &str| {
        value.is_empty() || EVERYBODY.iter().any(|one| one.eq_ignore_ascii_case(value))
    };
    match is_list(value) {
        true => {
            value.starts_with("a:0:") || {
                // Texts of a list stand in quotation marks.
                let mut texts = value.split('"').skip(1).step_by(2).peekable();
                texts.peek().is_some() && texts.all(is_one)
            }
        }
        false => is_one(value),
    }
}

/// The value that has a name in a list as PHP writes it: `s:4:"name";s:1:"1";`, `b:1;`, `i:1;`.
fn of_list<'v>(list: &'v str, name: &str) -> Option<&'v str> {
    let (_, behind) = list.split_once(&format!("\"{name}\";"))?;
    let (value, _) = behind.split_once(';')?;
    value.rsplit(':').next().map(|value| value.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_tell_what_is_for_some_readers() {
        for (name, value, is_wall) in [
            ("_members_access_role", "subscriber", true),
            ("_members_access_error", "Log in.", false),
            ("_jetpack_newsletter_access", "paid_subscribers", true),
            ("_jetpack_newsletter_access", "everybody", false),
            ("_jetpack_newsletter_access", "", false),
            ("rcp_access_level", "None", false),
            ("rcp_access_level", "3", true),
            ("rcp_user_level", "All", false),
            ("rcp_user_level", "a:1:{i:0;s:3:\"all\";}", false),
            ("rcp_user_level", "a:1:{i:0;s:6:\"editor\";}", true),
            ("rcp_subscription_level", "any-paid", true),
            ("memberful_acl", "a:0:{}", false),
            ("memberful_acl", "a:1:{i:0;i:7;}", true),
            ("_wpmem_block", "0", false),
            ("_wpmem_block", "1", true),
            ("patreon-level", "5", true),
            ("patreon-level", "0", false),
            ("arm_access_plan", "0", true),
            (
                "um_content_restriction",
                "a:2:{s:26:\"_um_custom_access_settings\";b:1;s:14:\"_um_accessible\";i:2;}",
                true,
            ),
            (
                "um_content_restriction",
                "a:2:{s:26:\"_um_custom_access_settings\";s:1:\"0\";s:14:\"_um_accessible\";s:1:\"2\";}",
                false,
            ),
            (
                "um_content_restriction",
                "a:2:{s:26:\"_um_custom_access_settings\";b:1;s:14:\"_um_accessible\";i:0;}",
                false,
            ),
            (
                "_issuem_leaky_paywall_visibility",
                "a:2:{s:15:\"visibility_type\";s:4:\"only\";s:12:\"only_visible\";a:0:{}}",
                true,
            ),
            (
                "_issuem_leaky_paywall_visibility",
                "a:1:{s:15:\"visibility_type\";s:7:\"default\";}",
                false,
            ),
            ("_genesis_hide_title", "1", false),
            ("private_notes", "x", false),
        ] {
            let of = |name: &str, text: &str| Element {
                name: name.into(),
                text: text.into(),
                ..Element::default()
            };
            let children = vec![of("wp:meta_key", name), of("wp:meta_value", value)];
            let meta = Element { name: "wp:postmeta".into(), children, ..Element::default() };
            let item = Element { children: vec![meta], ..Element::default() };
            assert_eq!(field(&item).is_some(), is_wall, "{name} {value}");
        }
    }
}
