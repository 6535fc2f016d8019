//! Blocks of names that there are not.

use std::ops::Range;

use super::{Matching, Open};
use crate::nearest::nearest;
use crate::text::markdown::directives::ends;
use crate::text::markdown::directives::kinds::Kind;
use crate::text::markdown::directives::line::Begin;

impl Matching<'_, '_> {
    /// A block of a name that there is not. With two colons and without brackets it is a line
    /// like any other. Whether to go on.
    pub(super) fn unknown(&mut self, at: Range<usize>, begin: &Begin) -> bool {
        let line = &self.text[at.clone()];
        let name = &line[begin.name.clone()];
        let is_line = begin.colons == 2;
        if let Some(mended) = with_hyphens(line, begin) {
            let hint = format!("write `{mended}`");
            let message = "a name of a block has hyphens where others have spaces";
            self.fault(at.clone(), message, hint);
            if !is_line {
                if self.is_too_deep(&at) {
                    return false;
                }
                self.open.push(Open { at, colons: begin.colons, mark: None });
            }
            return true;
        }
        if !begin.rest.is_empty() || is_line && begin.label.is_none() && begin.attributes.is_none()
        {
            return true;
        }
        if !is_line && self.is_too_deep(&at) {
            return false;
        }
        let lower = name.to_lowercase().replace('_', "-");
        let same = Kind::named(&lower).map(Kind::name);
        let near = same.or_else(|| meant(&lower)).map(str::to_string);
        let alert = near.is_none().then(|| alert(&lower)).flatten();
        let near = near.or_else(|| nearest(&lower, Kind::names()).filter(|_| !is_player(&lower)));
        let hint = match (alert, near) {
            (Some(alert), _) => {
                format!("write it as a quote: `> [!{alert}]`, `> ` before each line")
            }
            (None, Some(near)) => {
                let colons = if near == Kind::Story.name() { "::" } else { ":::" };
                format!("did you mean `{colons}{near}`?")
            }
            (None, None) if is_player(&lower) => {
                "write the address of what it shows alone on a line, with an empty one before and \
                 behind"
                    .into()
            }
            (None, None) => {
                format!("there are: {}", Kind::names().collect::<Vec<_>>().join(", "))
            }
        };
        let is_bare = begin.label.is_none() && begin.attributes.is_none();
        let is_words = line[begin.colons..].starts_with(' ') && hint.starts_with("there are");
        let is_end = !is_line && is_bare && (is_words || name == "end");
        if let Some(open) = self.open.pop_if(|open| is_end && open.colons == begin.colons) {
            if let Some(mark) = open.mark {
                self.directives.marks[mark].at = 0..0;
            }
            let message = format!("this line does not end `{}`", self.text[open.at].trim_end());
            let end = ":".repeat(open.colons);
            let hint = match name {
                "end" => format!("write `{end}`"),
                _ => ends::apart(&end, name),
            };
            self.fault(at, message, hint);
            return true;
        }
        let place = at.start + begin.name.start..at.start + begin.name.end;
        self.fault(place, format!("there is no block `{name}`"), hint);
        if !is_line {
            self.open.push(Open { at, colons: begin.colons, mark: None });
        }
        true
    }
}

/// A first line whose name has spaces, with hyphens: `:::key points[What we know]`.
fn with_hyphens(line: &str, begin: &Begin) -> Option<String> {
    let behind = &line[begin.name.start..];
    let name = &behind[..behind.find(['[', '{']).unwrap_or(behind.len())];
    if !name.trim().contains(char::is_whitespace) {
        return None;
    }
    let joined = name.split_whitespace().collect::<Vec<_>>().join("-").to_lowercase();
    let name_of = Kind::named(&joined).map(Kind::name).or_else(|| meant(&joined))?;
    let colons = if name_of == Kind::Story.name() { "::" } else { &line[..begin.colons] };
    Some(format!("{colons}{name_of}{}", behind[name.len()..].trim_end()))
}

/// Whether a name is that of what stands on another site.
fn is_player(name: &str) -> bool {
    const NAMES: [&str; 12] = [
        "youtube",
        "vimeo",
        "video",
        "audio",
        "embed",
        "iframe",
        "tweet",
        "twitter",
        "instagram",
        "tiktok",
        "soundcloud",
        "map",
    ];
    NAMES.contains(&name)
}

/// What others call the blocks.
fn meant(name: &str) -> Option<&'static str> {
    let kind = match name {
        "pullquote" | "pull-quote" | "blockquote" | "quotation" => Kind::Quote,
        "keypoints" | "highlights" | "summary" | "takeaways" => Kind::KeyPoints,
        "facts" | "factbox" | "box" | "infobox" | "info-box" | "background" | "aside" => {
            Kind::FactBox
        }
        "faq" | "qa" | "q-and-a" | "question" | "interview" => Kind::Questions,
        "pictures" | "images" | "photos" | "slideshow" | "carousel" => Kind::Gallery,
        "comparison" | "columns" | "side-by-side" => Kind::Compare,
        "chronology" | "events" => Kind::Timeline,
        "related" | "read-also" | "readmore" | "read-more" | "see-also" => Kind::Story,
        _ => return None,
    };
    Some(kind.name())
}

/// The alert of GitHub's Markdown that a block of documentation sites is.
fn alert(name: &str) -> Option<&'static str> {
    Some(match name {
        "note" | "info" => "NOTE",
        "tip" | "hint" => "TIP",
        "important" => "IMPORTANT",
        "warning" => "WARNING",
        "caution" | "danger" => "CAUTION",
        _ => return None,
    })
}
