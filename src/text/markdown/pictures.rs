//! Pictures whose sizes are known: the page keeps their places, and loads them when
//! a reader comes near.

use pulldown_cmark::{CowStr, Event, Tag};
use serde::{Deserialize, Serialize};

use crate::html::escaped;

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dimensions {
    /// At least one.
    pub width: u32,
    /// At least one.
    pub height: u32,
}

/// All that a page needs to show a picture of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its path from the site's root, percent-encoded, without the base path.
    pub src: String,
    /// Its size, if it is known.
    pub size: Option<Dimensions>,
    /// Its versions, from which a browser chooses; nothing if there is only the one.
    pub sources: Sources,
}

/// The versions of a picture
/// (<https://html.spec.whatwg.org/multipage/images.html#srcset-attributes>).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    /// Those for browsers that know WebP, the smallest first.
    pub webp: Vec<Source>,
    /// Those for all browsers, the smallest first.
    pub fallback: Vec<Source>,
    /// How wide pages show it.
    pub sizes: String,
}

/// A version of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Its path from the site's root, percent-encoded, without the base path.
    pub path: String,
    /// Its width in pixels.
    pub width: u32,
}

impl Sources {
    /// Those of WebP as the value of `srcset`; none if there are none.
    pub fn webp_srcset(&self, base_path: &str) -> Option<String> {
        (!self.webp.is_empty()).then(|| srcset(&self.webp, base_path))
    }

    /// The others; none if there is only one.
    pub fn srcset(&self, base_path: &str) -> Option<String> {
        (self.fallback.len() > 1).then(|| srcset(&self.fallback, base_path))
    }
}

fn srcset(sources: &[Source], base_path: &str) -> String {
    let of = |Source { path, width }: &Source| format!("{base_path}{path} {width}w");
    sources.iter().map(of).collect::<Vec<_>>().join(", ")
}

/// A picture that is written as an element of its own.
pub(super) struct Element<'e> {
    src: CowStr<'e>,
    size: Dimensions,
    title: CowStr<'e>,
    webp: Option<String>,
    srcset: Option<String>,
    sizes: String,
    /// The words of the text in its place.
    alt: String,
}

impl<'e> Element<'e> {
    /// The element of the picture that begins with `tag`, without its words; none while its
    /// size is not known.
    pub(super) fn of(tag: &Tag<'e>, figure: &Figure, base_path: &str) -> Option<Self> {
        let Tag::Image { dest_url, title, .. } = tag else { return None };
        let (src, title) = (dest_url.clone(), title.clone());
        Some(Element {
            src,
            size: figure.size?,
            title,
            webp: figure.sources.webp_srcset(base_path),
            srcset: figure.sources.srcset(base_path),
            sizes: figure.sources.sizes.clone(),
            alt: String::new(),
        })
    }

    /// Adds what is read out of an event within the picture.
    pub(super) fn add_words(&mut self, event: &Event<'_>) {
        match event {
            Event::Text(text) | Event::Code(text) => self.alt += text,
            Event::SoftBreak | Event::HardBreak => self.alt.push(' '),
            _ => {}
        }
    }

    /// The element, once all of its words are there.
    pub(super) fn html(&self) -> String {
        let Dimensions { width, height } = self.size;
        let (width, height) = (width.to_string(), height.to_string());
        let title = Some(("title", &*self.title)).filter(|(_, title)| !title.is_empty());
        let of_versions =
            self.srcset.as_deref().map(|srcset| [("srcset", srcset), ("sizes", &*self.sizes)]);
        let before = [("src", &*self.src)].into_iter().chain(of_versions.into_iter().flatten());
        let behind = [
            ("alt", &*self.alt),
            ("width", &width),
            ("height", &height),
            ("loading", "lazy"),
            ("decoding", "async"),
        ];
        let image = element("img", before.chain(behind).chain(title));
        let Some(webp) = &self.webp else { return image };
        let source = [("type", "image/webp"), ("srcset", webp), ("sizes", &self.sizes)];
        format!("<picture>{}{image}</picture>", element("source", source.into_iter()))
    }
}

fn element<'a>(name: &str, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut html = format!("<{name}");
    for (name, value) in attributes {
        html.extend([" ", name, "=\"", &escaped(value), "\""]);
    }
    html + " />"
}
