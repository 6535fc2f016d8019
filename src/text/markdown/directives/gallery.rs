//! Pictures side by side, each with the words behind it as its caption.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::html::escaped;
use crate::text::markdown::events::Events;

type Placed<'e> = (Event<'e>, Range<usize>);

/// Where in the paragraphs of a gallery one is.
#[derive(Debug, Default, PartialEq, Eq)]
pub enum Within {
    /// Outside those that begin with a picture.
    #[default]
    Nothing,
    /// In one, and in no figure.
    Paragraph,
    /// In a picture, or in a link around it, so many elements deep.
    Picture(usize),
    /// Behind a picture.
    Behind,
    /// In its caption.
    Caption,
}

/// The figures of a gallery.
#[derive(Debug, Default)]
pub struct Figures {
    within: Within,
    /// Whether there was any.
    pub has_pictures: bool,
    /// The title of the last picture, which is its caption if there are no words behind it.
    title: String,
    /// How deep the caption is at the moment.
    depth: usize,
}

impl Figures {
    /// Takes an event of the gallery, `ahead` of which are the others; `depth` elements of the
    /// gallery are open. None if it is no part of a figure.
    pub fn take<'e>(
        &mut self,
        placed: Placed<'e>,
        ahead: &Events<'e>,
        depth: usize,
        out: &mut Vec<Placed<'e>>,
    ) -> Option<Placed<'e>> {
        let (mut event, range) = placed;
        let html = |text: &str| (Event::Html(CowStr::from(text.to_string())), range.clone());
        match (&self.within, &event) {
            (Within::Nothing, Event::Start(Tag::Paragraph)) if depth == 0 && is_picture(ahead) => {
                self.within = Within::Paragraph;
                return None;
            }
            (Within::Nothing, _) => return Some((event, range)),
            (Within::Picture(open), Event::Start(_)) => self.within = Within::Picture(open + 1),
            (Within::Picture(1), Event::End(_)) => self.within = Within::Behind,
            (Within::Picture(open), Event::End(_)) => self.within = Within::Picture(open - 1),
            (Within::Picture(_), _) => {}
            (_, Event::End(TagEnd::Paragraph)) => {
                self.end(out, &range);
                self.within = Within::Nothing;
                return None;
            }
            (_, Event::Start(tag)) if self.depth == 0 && begins_picture(tag, ahead) => {
                self.end(out, &range);
                out.push(html("<figure>\n"));
                self.has_pictures = true;
                self.within = Within::Picture(1);
            }
            (_, Event::SoftBreak | Event::HardBreak) if self.depth == 0 && is_picture(ahead) => {
                return None;
            }
            (Within::Behind, Event::SoftBreak | Event::HardBreak) => return None,
            (Within::Behind, Event::Text(words)) if words.trim().is_empty() => return None,
            (Within::Behind, _) => {
                out.push(html("\n<figcaption>"));
                self.within = Within::Caption;
                self.count(&event);
            }
            _ => self.count(&event),
        }
        if let Event::Start(Tag::Image { title, .. }) = &mut event {
            self.title = std::mem::replace(title, CowStr::Borrowed("")).into_string();
        }
        Some((event, range))
    }

    fn count(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(_) => self.depth += 1,
            Event::End(_) => self.depth = self.depth.saturating_sub(1),
            _ => {}
        }
    }

    /// Ends the figure that is open, if one is.
    fn end(&mut self, out: &mut Vec<Placed<'_>>, range: &Range<usize>) {
        let title = std::mem::take(&mut self.title);
        let end = match &self.within {
            Within::Caption => "</figcaption>\n</figure>\n".to_string(),
            Within::Behind if title.is_empty() => "\n</figure>\n".to_string(),
            Within::Behind => {
                format!("\n<figcaption>{}</figcaption>\n</figure>\n", escaped(&title))
            }
            Within::Nothing | Within::Paragraph | Within::Picture(_) => return,
        };
        self.depth = 0;
        out.push((Event::Html(end.into()), range.clone()));
    }
}

/// Whether what follows is a picture, or a link that begins with one.
fn is_picture(ahead: &Events<'_>) -> bool {
    match ahead {
        [(Event::Start(tag), _), rest @ ..] => begins_picture(tag, rest),
        _ => false,
    }
}

fn begins_picture(tag: &Tag<'_>, ahead: &Events<'_>) -> bool {
    let is_image = |event: &Event<'_>| matches!(event, Event::Start(Tag::Image { .. }));
    match tag {
        Tag::Image { .. } => true,
        Tag::Link { .. } => ahead.first().is_some_and(|(event, _)| is_image(event)),
        _ => false,
    }
}
