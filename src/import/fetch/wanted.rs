//! Which pictures of the old site the texts show.

use std::cell::RefCell;
use std::collections::BTreeMap;

use url::Url;

use super::address;
use crate::formats::picture::Format;
use crate::import::markdown::each_address;
use crate::import::model::Archive;
use crate::url::{BaseUrl, SitePath};

/// A picture that is on the old site and not in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Where it is there.
    pub url: Url,
    /// Where it will be here.
    pub address: SitePath,
}

/// The pictures of the old site that public texts show or link to, each once, and of how many
/// the name can be no file's.
pub fn wanted(archive: &Archive) -> (Vec<Wanted>, usize) {
    let base = archive.settings.base_url.as_deref().and_then(|url| BaseUrl::parse(url).ok());
    let Some(base) = base else { return (Vec::new(), 0) };
    let Ok(root) = Url::parse(&base.to_string()) else { return (Vec::new(), 0) };
    let here: std::collections::HashSet<&str> =
        archive.files.iter().map(|file| file.address.as_str()).collect();
    let found: RefCell<BTreeMap<String, Wanted>> = RefCell::default();
    let unfit: RefCell<std::collections::BTreeSet<String>> = RefCell::default();
    for text in archive.texts.iter().filter(|text| text.held.is_none()) {
        let own = text.address.as_deref().and_then(SitePath::new);
        let from = own.and_then(|path| Url::parse(&base.absolute(&path)).ok());
        let from = from.as_ref().unwrap_or(&root);
        let see = |written: &str| {
            let written = written.trim().strip_prefix("__GHOST_URL__").unwrap_or(written.trim());
            let Ok(mut url) = from.join(written) else { return };
            if !is_own(&url, &root) || Format::of_name(url.path()).is_none() {
                return;
            }
            // The size is that of the page; the file is one.
            url.set_query(None);
            url.set_fragment(None);
            match address(url.path(), base.path()) {
                Some(address) if here.contains(address.as_str()) => {}
                Some(address) => {
                    let key = address.as_str().to_lowercase();
                    found.borrow_mut().entry(key).or_insert(Wanted { url, address });
                }
                None => {
                    unfit.borrow_mut().insert(url.to_string());
                }
            }
        };
        each_address(&text.body, &see);
        if let Some(image) = &text.image {
            see(&image.src);
        }
    }
    (found.into_inner().into_values().collect(), unfit.into_inner().len())
}

/// Whether an address is on the old site: on its host, with `www` or without.
pub fn is_own(url: &Url, root: &Url) -> bool {
    let bare = |url: &Url| {
        url.host_str().map(|host| host.trim_end_matches('.').trim_start_matches("www.").to_string())
    };
    let is_usual = |url: &Url| url.port().is_none();
    matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && bare(url).is_some()
        && bare(url) == bare(root)
        && (is_usual(url) && is_usual(root)
            || url.port_or_known_default() == root.port_or_known_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::{Body, Dialect, File, Held, Image, Settings, Text};

    #[test]
    fn pictures_of_the_old_site_are_wanted_and_nothing_else() {
        let text = |body: Body| Text { address: Some("/a/".into()), body, ..Text::default() };
        let html = "<img src=\"https://www.old.example/w/1.jpg?w=300\"><a href=/w/2.PNG>x</a>\
                    <img src=\"https://other.example/w/3.jpg\"><img src=4.gif><img src=/here.png>\
                    <a href=\"https://old.example/a.pdf\">x</a><img src=\"http://old.example:81/5.png\">\
                    <img src=\"http://u:p@old.example/6.png\"><img src=\"/w/%00.png\"><img src=\"file:///7.png\">";
        let held =
            Text { held: Some(Held::Draft), ..text(Body::Html("<img src=/w/8.png>".into())) };
        let archive = Archive {
            settings: Settings {
                base_url: Some("https://old.example/".into()),
                ..Settings::default()
            },
            texts: vec![
                text(Body::Html(html.into())),
                text(Body::Markdown("![x](/w/9.webp) ![y](../w/1.jpg)".into(), Dialect::Kramdown)),
                Text {
                    image: Some(Image { src: "/w/10.jpg".into(), ..Image::default() }),
                    ..text(Body::default())
                },
                held,
            ],
            files: vec![File::new("/here.png", "here.png")],
            ..Archive::default()
        };
        let (found, unfit) = wanted(&archive);
        let found: Vec<(&str, &str)> =
            found.iter().map(|of| (of.url.as_str(), of.address.as_str())).collect();
        assert_eq!(
            found,
            [
                ("https://old.example/a/4.gif", "/a/4.gif"),
                ("https://www.old.example/w/1.jpg", "/w/1.jpg"),
                ("https://old.example/w/10.jpg", "/w/10.jpg"),
                ("https://old.example/w/2.PNG", "/w/2.PNG"),
                ("https://old.example/w/9.webp", "/w/9.webp"),
            ]
        );
        assert_eq!(unfit, 1);
    }
}
