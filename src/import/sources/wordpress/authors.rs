//! Who wrote a text: its author by WordPress, or those whom the plug-ins Co-Authors Plus and
//! PublishPress Authors name as terms, who may be guests without a login
//! (<https://wordpress.org/plugins/co-authors-plus/>).

use std::collections::BTreeMap;

use super::plain;
use super::xml::Element;

/// The type of the entries that are guests.
pub const GUEST: &str = "guest-author";

/// The names of authors by their logins, in their order: the first of several that are meant is taken.
#[derive(Debug, Default)]
pub struct Authors(BTreeMap<String, String>);

impl Authors {
    /// Adds an author with a login.
    pub fn take(&mut self, author: &Element) {
        let login = author.child("wp:author_login").unwrap_or_default();
        let name = author.child("wp:author_display_name").filter(|name| !name.is_empty());
        self.0.insert(login.to_string(), plain(name.unwrap_or(login)));
    }

    /// Adds a guest.
    pub fn take_guest(&mut self, item: &Element) {
        let login = item.meta("cap-user_login").or_else(|| item.child("wp:post_name"));
        let name = item.meta("cap-display_name").or_else(|| item.child("title"));
        if let (Some(login), Some(name)) = (login, name.filter(|name| !name.is_empty())) {
            self.0.entry(key(login).to_string()).or_insert_with(|| plain(name));
        }
    }

    /// The names of those who wrote a text.
    pub fn of(&self, item: &Element) -> Vec<String> {
        let named: Vec<String> = terms(item).filter_map(|term| self.named(term)).collect();
        if !named.is_empty() {
            return named;
        }
        let login = item.child("dc:creator").unwrap_or_default();
        let name = self.0.get(login).cloned().unwrap_or_else(|| login.to_string());
        if name.is_empty() { Vec::new() } else { vec![name] }
    }

    /// The name that a term means: by the login in it, or, as the plug-ins differ, as it says it.
    fn named(&self, term: &Element) -> Option<String> {
        let nice = key(term.attribute("nicename").unwrap_or_default());
        let login = term.text.trim();
        let is_nice = |of: &str| of.to_lowercase().replace(['.', ' '], "-") == nice;
        let by_nice = || self.0.iter().find(|(of, _)| is_nice(of)).map(|(_, name)| name);
        let known = self.0.get(login).or_else(|| self.0.get(key(login))).or_else(by_nice).cloned();
        known.or_else(|| Some(plain(login))).filter(|name| !name.is_empty())
    }
}

/// The terms by which plug-ins name authors.
fn terms(item: &Element) -> impl Iterator<Item = &Element> {
    item.all("category").filter(|term| term.attribute("domain") == Some("author"))
}

/// The addresses of the lists of what those wrote whom the plug-ins name.
pub fn lists(item: &Element) -> impl Iterator<Item = String> {
    let names = terms(item).map(|term| key(term.attribute("nicename").unwrap_or_default()));
    names.filter_map(super::address_of_author)
}

/// A login without what the plug-in sets before it.
fn key(name: &str) -> &str {
    name.strip_prefix("cap-").unwrap_or(name)
}
