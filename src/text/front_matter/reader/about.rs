//! The front matter of a file about an author, a topic or a series.

use std::collections::HashSet;

use super::*;
use crate::text::front_matter::about::{About, MOST_PARTS, Subject};

impl Reader<'_> {
    /// What a file about a subject says.
    pub(super) fn about(&mut self, subject: Subject) -> Option<FrontMatter> {
        let (table, what) = (subject.fields(), subject.name());
        let node = self.yaml.parse(table)?;
        let empty = Node { value: Value::Map(Vec::new()), range: 0..0 };
        let node = if node.value == Value::Null { &empty } else { &node };
        let mut fields = self.yaml.fields(node, "front matter")?;
        let mut extra = self.extra(&fields);
        let meant = match self.context.unknown_fields {
            UnknownFields::Error => self.yaml.deny_unknown(&mut fields, table, what),
            UnknownFields::Keep => {
                extra.extend(fields.unknown(table).map(|(name, _, node)| (name.into(), node)));
                self.yaml.deny_unseen(&fields, table)
            }
        };
        self.yaml.warn_of_comments(node, |comment| {
            format!("readers do not see `{comment}`: YAML takes it for a comment")
        });
        if !meant.has("name") {
            let example = match subject {
                Subject::Author => "name: Anna Voss",
                Subject::Topic => "name: water",
                Subject::Series => "name: The year of the dam",
            };
            self.require(&fields, "name", example);
        }
        let name = fields.get("name").and_then(|node| {
            let name = self.yaml.text(node, "name")?;
            self.named(name, &node.range, "name")
        });
        let also = match fields.get("also") {
            Some(node) => self.yaml.texts(node, "also"),
            None => Vec::new(),
        };
        let also = also.into_iter().filter_map(|(name, at)| self.named(name, &at, "name"));
        let also: Vec<Tag> = also.collect();
        let title = self.text(&fields, "title");
        let summary = self.text(&fields, "summary");
        let role = self.text(&fields, "role");
        let image = fields.get("image").and_then(|node| self.image(node)).map(Box::new);
        let email = fields.get("email").and_then(|node| self.email(node));
        let phone = fields.get("phone").and_then(|node| self.phone(node));
        let same_as = self.same_as(&fields);
        let parts = fields.get("parts").and_then(|node| self.yaml.count(node, "parts", MOST_PARTS));
        let slug = fields.get("slug").and_then(|node| self.slug(node));
        let aliases = self.aliases(&fields);
        let updated = self.date(&fields, "updated");
        let updated_at = fields.get("updated").map(|node| WrittenAt(self.yaml.bytes(&node.range)));
        let draft = self.bool(&fields, "draft");
        let name = name?;
        Some(FrontMatter {
            title: title.unwrap_or_else(|| name.name.clone()),
            updated,
            updated_at: updated_at.unwrap_or_default(),
            draft,
            summary,
            image,
            slug,
            aliases,
            extra: extra.into_iter().map(|(name, node)| (name, node.value.clone())).collect(),
            about: Some(Box::new(About {
                subject,
                name,
                also,
                role,
                email,
                phone,
                same_as,
                parts,
            })),
            ..FrontMatter::default()
        })
    }

    fn email(&mut self, node: &Node) -> Option<String> {
        let takes = "write one address, such as `email: anna.voss@highland.example`";
        let written = self.yaml.text_of_form(node, "email", takes)?;
        if is_email(&written) {
            return Some(written);
        }
        let bare = written.strip_prefix("mailto:").unwrap_or(&written);
        let bare = bare.trim_matches(['<', '>', ' ']);
        let right = match is_email(bare) {
            true => Some(bare.to_string()),
            false => with_ascii_host(bare).filter(|address| is_email(address)),
        };
        let hint = match right {
            Some(address) => format!("write `{}`", self.yaml.line_with(node, &address)),
            None => takes.into(),
        };
        self.yaml.report(&node.range, format!("`{written}` is not an e-mail address"), hint);
        None
    }

    fn phone(&mut self, node: &Node) -> Option<String> {
        let takes = "write it with its country, such as `phone: +374 10 555 123`";
        let written = self.yaml.text_of_form(node, "phone", takes)?;
        let bare = written.strip_prefix("tel:").unwrap_or(&written);
        let is_phone = |text: &str| {
            let rest = text.strip_prefix('+').unwrap_or(text);
            let begin = rest.len() - rest.trim_start_matches([' ', '(', ')', '.', '/', '-']).len();
            let is_digit = |c: char| c.is_ascii_digit();
            let fits = |c: char| is_digit(c) || " ()./-".contains(c);
            rest[begin..].starts_with(is_digit)
                && rest.chars().all(fits)
                && begin < 10
                && rest.len() - begin <= 30
        };
        if is_phone(&written) {
            return Some(written);
        }
        let hint = match is_phone(bare) {
            true => format!("write `{}`", self.yaml.line_with(node, bare)),
            false => takes.into(),
        };
        self.yaml.report(&node.range, format!("`{written}` is not a telephone number"), hint);
        None
    }

    fn same_as(&mut self, fields: &Fields<'_>) -> Vec<String> {
        let Some(node) = fields.get("same_as") else { return Vec::new() };
        let (mut addresses, mut known) = (Vec::new(), HashSet::new());
        for (written, range) in self.yaml.texts(node, "same_as") {
            if let Some(several) = several_addresses(&written) {
                let list = format!("[{}]", several.join(", "));
                let hint = match &node.value {
                    Value::List(_) => format!("write each as an item: `same_as: {list}`"),
                    _ => format!("write `{}`", self.yaml.line_with(node, &list)),
                };
                let message = format!("`{written}` is several addresses, and this is one");
                self.yaml.report(&range, message, hint);
                continue;
            }
            match absolute_http(&written) {
                Some(address) if known.insert(address.clone()) => addresses.push(address),
                Some(_) => {}
                None => {
                    let hint = match with_scheme(&written) {
                        Some(address) => format!("write `{address}`"),
                        None => "write it with https://, such as \
                                 `same_as: https://social.example/@annavoss`"
                            .into(),
                    };
                    self.yaml.report(&range, format!("`{written}` is not a web address"), hint);
                }
            }
        }
        addresses
    }
}

/// The web addresses in a text that is several, with their schemes.
fn several_addresses(text: &str) -> Option<Vec<String>> {
    let parts = text.split([',', ';', ' ', '\n']).filter(|part| !part.is_empty());
    let addresses: Option<Vec<String>> =
        parts.map(|part| absolute_http(part).or_else(|| with_scheme(part))).collect();
    addresses.filter(|addresses| addresses.len() > 1)
}

/// The address with the host as mail programs take it (RFC 5891): `xn--tst-qla.example` for `täst.example`.
fn with_ascii_host(address: &str) -> Option<String> {
    let (name, host) = address.rsplit_once('@')?;
    match url::Host::parse(host).ok()? {
        url::Host::Domain(host) => Some(format!("{name}@{host}")),
        url::Host::Ipv4(_) | url::Host::Ipv6(_) => None,
    }
}

/// Whether a text is one plain e-mail address, as [`Subject::fields`] says.
fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let is_part = |part: &str| {
        !part.is_empty() && part.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    !name.is_empty()
        && name.chars().all(is_name)
        && host.contains('.')
        && host.split('.').all(is_part)
        && text.len() <= 254
}
