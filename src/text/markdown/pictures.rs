//! Pictures whose sizes are known: the page keeps their places, and loads them when
//! a reader comes near.

use pulldown_cmark::{CowStr, Event, Tag};

use crate::html::escaped;

/// The size of a picture, in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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
}

/// A picture that is written as an element of its own.
pub(super) struct Element<'e> {
    src: CowStr<'e>,
    size: Dimensions,
    title: CowStr<'e>,
    /// The words of the text in its place.
    alt: String,
}

impl<'e> Element<'e> {
    /// The element of the picture that begins with `tag`, without its words; none while its
    /// size is not known.
    pub(super) fn of(tag: &Tag<'e>, figure: &Figure) -> Option<Self> {
        let Tag::Image { dest_url, title, .. } = tag else { return None };
        let (src, title) = (dest_url.clone(), title.clone());
        Some(Element { src, size: figure.size?, title, alt: String::new() })
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
        let attributes = [
            ("src", &*self.src),
            ("alt", &self.alt),
            ("width", &width),
            ("height", &height),
            ("loading", "lazy"),
        ];
        let mut html = "<img".to_string();
        for (name, value) in attributes.into_iter().chain(title) {
            html.extend([" ", name, "=\"", &escaped(value), "\""]);
        }
        html + " />"
    }
}
