//! The pages on which WordPress shows attachments: each has one of its own, on sites that were begun
//! before WordPress 6.4 (<https://make.wordpress.org/core/2023/10/16/changes-to-attachment-pages/>).

use std::collections::{BTreeMap, HashMap, HashSet};

use url::Url;

use super::super::site_files::{path, without_base};
use super::xml::Element;
use crate::import::model::{Body, List, ListOf, Origin, Text};

/// The page of an attachment.
pub struct Page {
    /// As links have it.
    link: String,
    file: String,
    /// The id of the post in which it was uploaded.
    parent: String,
}

/// The HTML with its links where `to` says, if it does.
pub fn with_links(html: &str, to: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find("href=") {
        let (before, behind) = rest.split_at(at + "href=".len());
        out.push_str(before);
        rest = behind;
        let Some(quote @ ('"' | '\'')) = behind.chars().next() else { continue };
        let Some((link, _)) = behind[1..].split_once(quote) else { continue };
        let plain = link.replace("&amp;", "&").replace("&#038;", "&");
        if let Some(new) = to(plain.trim()) {
            out.push(quote);
            out.push_str(&crate::html::escaped(&new));
            rest = &behind[1 + link.len()..];
        }
    }
    out + rest
}

/// The page of an attachment, if it may be public.
pub fn page(item: &Element) -> Option<Page> {
    let of = |name: &str| item.child(name).filter(|text| !text.is_empty());
    let is_public = matches!(of("wp:status"), None | Some("inherit" | "publish"));
    let page = Page {
        link: of("link")?.to_string(),
        file: of("wp:attachment_url").or_else(|| of("guid"))?.to_string(),
        parent: of("wp:post_parent").unwrap_or("0").to_string(),
    };
    (is_public && of("wp:post_password").is_none()).then_some(page)
}

/// The pages that are public, each with where it leads.
pub struct Pages {
    /// By the links to them: their files.
    files: HashMap<String, String>,
    /// By their addresses: the story in which they were uploaded, or their files.
    addresses: BTreeMap<String, String>,
}

impl Pages {
    /// Those whose posts are public.
    pub fn of(pages: Vec<Page>, posts: &[(Element, Origin)], texts: &[Text], base: &str) -> Self {
        let ids = posts.iter().map(|(item, _)| item.child("wp:post_id").unwrap_or_default());
        let posts: HashMap<&str, &Text> = ids.zip(texts).collect();
        let taken: HashSet<&str> =
            texts.iter().filter_map(|text| text.address.as_deref()).collect();
        let (mut files, mut addresses) = (HashMap::new(), BTreeMap::new());
        for page in pages {
            let parent = posts.get(page.parent.as_str());
            if parent.is_some_and(|parent| parent.held.is_some()) {
                continue;
            }
            let url = Url::parse(&page.link).ok().filter(|url| url.query().is_none());
            let address = url.map(|url| path(without_base(url.path(), base)));
            if let Some(address) = address.filter(|it| it != "/" && !taken.contains(it.as_str())) {
                let of_parent = parent.and_then(|parent| parent.address.clone());
                addresses.insert(address, of_parent.unwrap_or_else(|| page.file.clone()));
            }
            files.insert(page.link, page.file);
        }
        Pages { files, addresses }
    }

    /// Lets links to the pages lead to the files.
    pub fn lead(&self, texts: &mut [Text]) {
        if self.files.is_empty() {
            return;
        }
        for text in texts {
            if let Body::Html(html) = &mut text.body {
                *html = self.led(html);
            }
        }
    }

    fn led(&self, html: &str) -> String {
        with_links(html, &mut |link| self.files.get(link).cloned())
    }

    /// Pages that lead on, at the addresses of the old ones.
    pub fn lists(&self) -> impl Iterator<Item = List> {
        self.addresses
            .iter()
            .map(|(address, to)| List { address: address.clone(), of: ListOf::Nothing(to.clone()) })
    }
}
