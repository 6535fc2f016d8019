//! Links of a menu that are written in another way than settings have them, as they were meant.

use url::Url;

use super::{has_key, is_like_one_of, own_and_others, parts, rename, text_of};
use crate::slug::{Letters, slug_for_new_file};
use crate::text::config::appearance_fields::LINK;
use crate::text::config::capitalized;
use crate::text::yaml::{Node, Value};
use crate::url::SitePath;

/// How links are written instead.
pub(in super::super) const LINKS: &str = "write each as an item such as `{title: About us, url: /about/}`, or `{title: Herald, url: \
     \"https://herald.example/\"}`";

/// What others call the fields of a link.
const ALSO: [(&str, &[&str]); 2] = [
    ("title", &["name", "label", "text"]),
    ("url", &["link", "href", "to", "path", "page", "address"]),
];

/// Where the links of a menu may lead.
#[derive(Clone, Copy)]
pub(in super::super) struct Links<'a> {
    /// Where the pages of the language are.
    pub base: &'a SitePath,
    pub letters: Letters,
}

impl Links<'_> {
    /// Whether an item is no link as settings have them, nor one with a name misspelt in it.
    pub fn is_otherwise(item: &Node) -> bool {
        match &item.value {
            Value::Map(entries) => {
                let has_both = ["title", "url"].iter().all(|name| has_key(entries, name));
                !has_both && entries.iter().any(|(key, _)| !is_like_one_of(key, LINK))
            }
            _ => true,
        }
    }

    /// All links that a value names.
    pub fn all(self, value: &Value) -> Option<Vec<Value>> {
        let all = match value {
            Value::Text(text) => parts(text).map(|part| self.named(part)).collect(),
            Value::List(items) => match &items[..] {
                [Node { value: Value::Text(title), .. }, Node { value: Value::Text(to), .. }]
                    if address(title).is_none() && address(to).is_some() =>
                {
                    Some(vec![link(title, to, &[])?])
                }
                items => {
                    let each: Option<Vec<_>> = items.iter().map(|it| self.all(&it.value)).collect();
                    Some(each?.concat())
                }
            },
            Value::Map(entries) => self.of_map(entries),
            _ => None,
        };
        all.filter(|all| !all.is_empty())
    }

    fn of_map(self, entries: &[(Node, Node)]) -> Option<Vec<Value>> {
        let (mut own, mut others) = own_and_others(entries, LINK)?;
        // `{name: About, link: /about/}`, and not `Text: /text/`.
        if entries.len() > 1 {
            rename(&mut own, &mut others, &ALSO);
        }
        let given = |field: &str| own.iter().find(|(name, _)| *name == field);
        let text = |field: &str| given(field).and_then(|(_, value)| text_of(value));
        match (&others[..], text("title"), text("url")) {
            ([], Some(title), Some(to)) => Some(vec![link(title, to, &own)?]),
            ([(title, Value::Null)], None, Some(to)) => Some(vec![link(title, to, &own)?]),
            (others, None, None) if own.is_empty() => {
                others.iter().map(|(name, about)| self.about(name, about)).collect()
            }
            _ => None,
        }
    }

    /// `About: /about/`, or with a map behind the title.
    fn about(self, title: &str, about: &Value) -> Option<Value> {
        match about {
            Value::Text(to) => link(title, to, &[]),
            Value::Null => self.named(title),
            Value::Map(entries) => {
                let (own, others) = own_and_others(entries, LINK)?;
                let text = |field: &str| {
                    own.iter().find(|(name, _)| *name == field).and_then(|(_, it)| text_of(it))
                };
                (others.is_empty() && text("title").is_none_or(|it| it == title)).then_some(())?;
                link(title, text("url")?, &own)
            }
            _ => None,
        }
    }

    /// A link of this name, most likely to a page of it; or to this address.
    fn named(self, text: &str) -> Option<Value> {
        let text = text.trim();
        if let Some((title, to)) =
            text.strip_prefix('[').and_then(|rest| rest.strip_suffix(')')?.split_once("]("))
        {
            return link(title, to, &[]);
        }
        if let Some(to) = address(text) {
            return link(&title_of(&to)?, text, &[]);
        }
        if let Some((title, last)) = text.rsplit_once(char::is_whitespace)
            && let last = last.trim_matches(['(', ')', '<', '>'])
            && address(last).is_some()
        {
            let between = [' ', ':', '-', '–', '—', '>', '→', '=', '|'];
            return link(title.trim_end_matches(between), last, &[]);
        }
        // What may be an address, or a file, is no name.
        if text.contains(['/', '@', ':', '\\']) || is_like_a_file(text) {
            return None;
        }
        let slug = slug_for_new_file(text, self.letters)?;
        link(text, &format!("{}{slug}/", self.base), &[])
    }
}

/// A link, with the other fields that were given to it.
fn link(title: &str, to: &str, own: &[(&str, &Value)]) -> Option<Value> {
    let title = Some(title.trim()).filter(|title| !title.is_empty())?;
    let url = address(to)?;
    let moment = |field: &str| {
        let given = own.iter().find(|(name, _)| *name == field);
        given.map(|(_, value)| (*value).clone())
    };
    Some(Value::map_of_given([
        ("title", Some(Value::text(title))),
        ("url", Some(Value::Text(url))),
        ("from", moment("from")),
        ("until", moment("until")),
    ]))
}

/// An address that a link can have, as it is written.
fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let known = |address: &str| {
        let url = Url::parse(address).ok()?;
        let is_known = match url.scheme() {
            "http" | "https" => url.has_host(),
            "mailto" | "tel" => !url.path().is_empty(),
            _ => false,
        };
        is_known.then(|| address.to_string())
    };
    if text.contains(char::is_whitespace) {
        return None;
    }
    match text.split_once('/') {
        Some(("", rest)) if rest.starts_with('/') => known(&format!("https:{text}")),
        Some(("", _)) => SitePath::new(text).map(|_| text.to_string()),
        _ if text.starts_with("www.") => known(&format!("https://{text}")),
        _ if text.contains("://") || text.starts_with("mailto:") || text.starts_with("tel:") => {
            known(text)
        }
        _ => None,
    }
}

/// What a link to an address is called, if nobody says more.
fn title_of(address: &str) -> Option<String> {
    if address.starts_with('/') {
        let last = address.rsplit('/').find(|part| !part.is_empty())?;
        return Some(capitalized(last));
    }
    let url = Url::parse(address).ok()?;
    Some(url.host_str().unwrap_or_else(|| url.path()).to_string())
}

/// `about.html` and `example.org` are no names.
fn is_like_a_file(text: &str) -> bool {
    let end = text.rsplit_once('.').map(|(_, end)| end).unwrap_or_default();
    !text.contains(' ') && !end.is_empty() && end.chars().all(char::is_alphanumeric)
}
