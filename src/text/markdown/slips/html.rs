//! Raw HTML that the cleaner takes out of a text, and words that it takes for HTML.

mod hidden;
mod permission;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use ammonia::Builder;
use pulldown_cmark::{Event, Tag as Element, TagEnd};
use url::Url;

use super::codes::is_of_a_namespace;
use super::{Events, Fault, is_within_block, nearby, short, slip};
use crate::embeds::{Embed, Providers, of_a_clock};
use crate::html::{Tag, Token, begins_hidden, tokens};
use crate::text::markdown::links::scheme;
use crate::text::markdown::raw_html::SCHEMES;

/// What the cleaner leaves, asked of it once.
pub(in crate::text::markdown) struct Kept {
    elements: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    of_all: HashSet<&'static str>,
    providers: Providers,
}

impl Kept {
    pub(in crate::text::markdown) fn of(cleaner: &Builder<'static>, providers: Providers) -> Self {
        Kept {
            providers,
            elements: cleaner.clone_tags(),
            attributes: cleaner.clone_tag_attributes(),
            of_all: cleaner.clone_generic_attributes(),
        }
    }

    fn has_attribute(&self, element: &str, name: &str) -> bool {
        self.of_all.contains(name)
            || self.attributes.get(element).is_some_and(|names| names.contains(name))
            // What the cleaner decides by its value, and sets itself.
            || (element == "input" && name == "type")
    }
}

/// A stretch of raw HTML, and where its lines stand in the text.
#[derive(Default)]
struct Raw {
    html: String,
    places: Vec<(usize, usize)>,
}

impl Raw {
    fn push(&mut self, html: &str, at: usize) {
        self.places.push((self.html.len(), at));
        self.html.push_str(html);
    }

    fn place(&self, html: Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let number = self.places.partition_point(|(start, _)| *start <= at);
            let (start, text) = self.places[number.saturating_sub(1)];
            text + (at - start)
        };
        let start = place(html.start);
        start..place(html.end.saturating_sub(1)).max(start) + 1
    }
}

pub(super) fn find(events: &Events<'_>, kept: &Kept, slips: &mut Vec<Fault>) {
    if let Some(page) = whole_page(events) {
        slips.push(page);
        return;
    }
    let mut block = Raw::default();
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Element::HtmlBlock) => block = Raw::default(),
            Event::Html(html) => block.push(html, range.start),
            Event::End(TagEnd::HtmlBlock) => {
                let block = std::mem::take(&mut block);
                in_stretch(&block, kept, slips);
                slips.extend(unread_markdown(&block));
            }
            Event::InlineHtml(html) => {
                let mut raw = Raw::default();
                raw.push(html, range.start);
                in_stretch(&raw, kept, slips);
                tokens(html, |token| follow(&token, range, kept, &mut open));
            }
            Event::End(tag) if !is_within_block(*tag) => {
                slips.extend(unclosed(&open));
                open.clear();
            }
            _ => {}
        }
    }
}

/// A page of HTML that was pasted whole: one message says all.
fn whole_page(events: &Events<'_>) -> Option<Fault> {
    let first = events.iter().find(|(event, _)| matches!(event, Event::Html(_)));
    let (Event::Html(html), range) = first? else { return None };
    let start = html.trim_start().get(..14)?.to_ascii_lowercase();
    (start == "<!doctype html").then(|| {
        let message = "this is the source of a page of HTML, with all that is around its words";
        let hint = "paste its words alone, as the browser shows them";
        slip(range.start..range.start + html.trim_end().len(), message, hint)
    })
}

/// Markdown in a block of HTML, which is read only behind an empty line.
fn unread_markdown(raw: &Raw) -> Option<Fault> {
    const AS_IT_IS: [&str; 6] = ["<pre", "<code", "<script", "<style", "<textarea", "<!--"];
    if AS_IT_IS.iter().any(|tag| raw.html.contains(tag)) {
        return None;
    }
    let mut found = None;
    tokens(&raw.html, |token| {
        if let (Token::Text(text, start), None) = (token, &found) {
            found = bold(text).map(|bold| start + bold.start..start + bold.end);
        }
    });
    // A reference before it moves its place.
    let at = found.filter(|at| raw.html.get(at.clone()).is_some_and(|it| it.starts_with("**")))?;
    let message = format!(
        "readers see the marks of `{}`: within HTML, Markdown is read behind an empty line",
        short(&raw.html[at.clone()])
    );
    let hint = "write it on lines of its own, with an empty one above and below";
    Some(slip(raw.place(at), message, hint))
}

/// The first words between marks of strong emphasis.
fn bold(text: &str) -> Option<Range<usize>> {
    text.match_indices("**").find_map(|(at, mark)| {
        let (inside, _) = nearby(&text[at + mark.len()..]).split_once(mark)?;
        let is_bold = inside.trim() == inside
            && inside.contains(char::is_alphabetic)
            && !inside.contains(['*', '\n']);
        is_bold.then_some(at..at + inside.len() + 2 * mark.len())
    })
}

fn in_stretch(raw: &Raw, kept: &Kept, slips: &mut Vec<Fault>) {
    let html = raw.html.trim_end();
    if html.starts_with("<!--") {
        if !html.contains("-->") {
            let message = "the comment that begins here has no end: readers see nothing of what \
                           follows";
            slips.push(slip(raw.place(0..4), message, "write `-->` where the comment ends"));
        }
    } else if html.starts_with("<?") || html.starts_with("<!") {
        let first = short(html);
        let message = format!("readers do not see `{first}`");
        let end = html.find('>').map_or(html.len(), |end| end + 1);
        slips.push(slip(raw.place(0..end), message, format!("to show it, write `\\{first}`")));
    }
    tokens(&raw.html, |token| {
        if let Token::Start(tag) = token
            && let Some((message, hint)) = told(&raw.html, tag, kept)
        {
            slips.push(slip(raw.place(written(&raw.html, tag)), message, hint));
        }
    });
}

/// Keeps which elements are open after a tag in a paragraph.
fn follow(
    token: &Token<'_>,
    range: &Range<usize>,
    kept: &Kept,
    open: &mut Vec<(String, Range<usize>)>,
) {
    match token {
        Token::Start(tag) if OF_WORDS.contains(&tag.name()) && !is_of_words(tag, kept) => {
            open.push((tag.name().to_string(), range.clone()));
        }
        Token::End(name) => {
            if let Some(at) = open.iter().rposition(|(of, _)| of == name) {
                open.remove(at);
            }
        }
        _ => {}
    }
}

/// What is told of the last of the elements that were not closed in their paragraph.
fn unclosed(open: &[(String, Range<usize>)]) -> Option<Fault> {
    let ((name, range), before) = open.split_last()?;
    let hint = match before.iter().any(|(of, _)| of == name) {
        true => format!("write `</{name}>` in its place, or close both"),
        false => format!("write `</{name}>` where it ends"),
    };
    let message = format!("this `<{name}>` has no end: it goes on to the end of the paragraph");
    Some(slip(range.clone(), message, hint))
}

/// Elements of words in a sentence, which have to be closed
/// (<https://html.spec.whatwg.org/multipage/text-level-semantics.html>).
const OF_WORDS: [&str; 22] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "sub", "sup", "u",
];

/// Where a tag stands, with its brackets.
fn written(html: &str, tag: &Tag) -> Range<usize> {
    let name = tag.name_at();
    let from = tag.attributes().last().map_or(name.end, |last| {
        let value = last.value();
        if value.is_empty() { last.name_at().end } else { last.at(0..value.len()).end }
    });
    // What the tokenizer leaves out, such as a NUL, moves the places behind it.
    let from = html.floor_char_boundary(from);
    let end = html[from..].find('>').map_or(html.len(), |end| from + end + 1);
    html.floor_char_boundary(name.start.saturating_sub(1))..end
}

fn told(html: &str, tag: &Tag, kept: &Kept) -> Option<(String, String)> {
    let name = tag.name();
    if let Some(hidden) = hidden::told(&short(&html[written(html, tag)]), tag) {
        return Some(hidden);
    }
    if kept.elements.contains(name) && !is_of_words(tag, kept) {
        return of_attribute(tag, kept);
    }
    let whole = short(&html[written(html, tag)]);
    if is_of_a_namespace(name) {
        let message = format!("a word processor left `{whole}` in the text");
        return Some((message, "delete it, and its end".into()));
    }
    if !is_html(name) || kept.elements.contains(name) {
        let message = format!("readers do not see `{whole}`: it is taken for HTML");
        return Some((message, format!("to show it, write `\\{whole}`")));
    }
    let src = tag.value("src").or(tag.value("data")).map(with_scheme);
    let src = src.as_deref();
    let own = src.and_then(|src| kept.providers.find(src));
    let end = written(html, tag).end;
    let embed = own.or_else(|| match (name, src) {
        ("script", _) => pasted(html, end, kept),
        ("iframe", Some(src)) => of_player(src, &html[end..], kept),
        _ => None,
    });
    if let Some(embed) = embed {
        let (what, written) = match src.and_then(moment) {
            // What is shown begins at its beginning.
            Some(moment) => ("it", format!("![…, from {moment}]({})", embed.address)),
            None => ("its address", embed.address),
        };
        let hint = format!(
            "write {what} alone on a line, with an empty one before and behind: `{written}`"
        );
        return Some((format!("readers do not get `<{name}>`: it is taken out"), hint));
    }
    let hint = permission::instead(tag);
    Some((format!("readers do not get `<{name}>`: it is taken out"), hint))
}

/// What a player shows whose address says it in a parameter, or whose code has a link to it behind
/// the frame, as SoundCloud's has: both are of the same provider.
fn of_player(src: &str, behind: &str, kept: &Kept) -> Option<Embed> {
    const MOST: usize = 4_000;
    let player = Url::parse(src).ok()?;
    let find = |address: &str| {
        let embed = kept.providers.find(address)?;
        (embed.origin() == player.origin().ascii_serialization()).then_some(embed)
    };
    let mut found = player.query_pairs().find_map(|(_, value)| find(&value));
    tokens(&behind[..behind.floor_char_boundary(MOST)], |token| {
        if let Token::Start(tag) = token
            && let Some(href) = tag.value("href")
        {
            found = found.take().or_else(|| find(href));
        }
    });
    found
}

/// At which moment a film begins in a frame: `?start=90`, or `#t=90s`.
fn moment(src: &str) -> Option<String> {
    let url = Url::parse(src).ok()?;
    let of_query = url.query_pairs().find(|(name, _)| matches!(&**name, "start" | "t"));
    let of_fragment = url.fragment().and_then(|it| it.strip_prefix("t=")).map(String::from);
    let moment = of_query.map(|(_, value)| value.into_owned()).or(of_fragment)?;
    let is_moment = moment.starts_with(|c: char| ('1'..='9').contains(&c))
        && moment.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_moment.then(|| of_a_clock(&moment))
}

/// An address of HTML that leaves its scheme to the page.
pub(super) fn with_scheme(address: &str) -> String {
    let prefix = if address.starts_with("//") { "https:" } else { "" };
    format!("{prefix}{address}")
}

/// What the code of a provider shows that was pasted with a script at its end, at `end`: X and
/// Instagram have a quote with a link to the post in it, Telegram and Flourish the last part of its
/// address.
fn pasted(html: &str, end: usize, kept: &Kept) -> Option<Embed> {
    /// The longest is that of Instagram.
    const MOST: usize = 8_000;
    let start = html.floor_char_boundary(end.saturating_sub(MOST));
    let mut found = None;
    tokens(&html[start..html.floor_char_boundary(end)], |token| {
        let Token::Start(tag) = token else { return };
        for attribute in tag.attributes() {
            let value = attribute.value();
            let address = match attribute.name() {
                "data-telegram-post" => format!("https://t.me/{value}"),
                "data-src" => format!("https://public.flourish.studio/{value}"),
                _ => value.to_string(),
            };
            found = kept.providers.find(&address).or(found.take());
        }
    });
    found
}

/// Whether a tag is made of words with a `<` before them, as in `a<b and c>d`: it has no values, and
/// words in the place of attributes.
fn is_of_words(tag: &Tag, kept: &Kept) -> bool {
    let mut all = tag.attributes().peekable();
    // Of a paragraph one may be a slip of a `class`.
    let may_be =
        OF_WORDS.contains(&tag.name()) || tag.name() == "p" && tag.attributes().count() > 1;
    may_be
        && !begins_hidden(tag)
        && all.peek().is_some()
        && all.all(|it| {
            let name = it.name();
            it.value().is_empty()
                && !kept.has_attribute(tag.name(), name)
                && !name.starts_with("on")
                && name.chars().all(char::is_alphanumeric)
        })
}

/// The first attribute that is taken out of a tag that stays.
fn of_attribute(tag: &Tag, kept: &Kept) -> Option<(String, String)> {
    let element = tag.name();
    let taken = tag.attributes().find(|attribute| {
        !kept.has_attribute(element, attribute.name())
            || matches!(attribute.name(), "href" | "src" | "poster" | "cite")
                && scheme(attribute.value())
                    .is_some_and(|scheme| !SCHEMES.contains(&scheme.as_str()))
    })?;
    let (name, value) = (taken.name(), short(taken.value()));
    let is_known = kept.has_attribute(element, name);
    let hint = match (element, name) {
        _ if is_known => "link to an address with https://".into(),
        ("a", "name") => format!("write `<a id=\"{value}\">`"),
        (_, "style") => "give it a `class` for a style sheet instead".into(),
        // No hash allows a handler.
        (_, name) if name.starts_with("on") => "delete it".into(),
        _ => format!("delete it, or {}", permission::ALLOW),
    };
    Some((format!("`{name}` is taken out of this `<{element}>`"), hint))
}

/// Whether a name is one of HTML's own or of a web component, and no word.
fn is_html(name: &str) -> bool {
    name.contains('-') || OTHERS.contains(&name)
}

/// The elements of the standard that the cleaner takes out
/// (<https://html.spec.whatwg.org/multipage/indices.html#elements-3>), those that were
/// (<https://html.spec.whatwg.org/multipage/obsolete.html#non-conforming-features>), and some
/// of drawings and formulas.
const OTHERS: [&str; 80] = [
    "address",
    "applet",
    "base",
    "basefont",
    "bgsound",
    "big",
    "blink",
    "body",
    "button",
    "canvas",
    "circle",
    "datalist",
    "defs",
    "dialog",
    "dir",
    "ellipse",
    "embed",
    "fencedframe",
    "fieldset",
    "filter",
    "font",
    "form",
    "frame",
    "frameset",
    "g",
    "head",
    "html",
    "iframe",
    "image",
    "isindex",
    "legend",
    "line",
    "link",
    "listing",
    "main",
    "marquee",
    "math",
    "menu",
    "menuitem",
    "meta",
    "meter",
    "mi",
    "mn",
    "mo",
    "mrow",
    "multicol",
    "nextid",
    "nobr",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "optgroup",
    "option",
    "output",
    "param",
    "path",
    "picture",
    "plaintext",
    "polygon",
    "polyline",
    "progress",
    "rb",
    "rect",
    "rtc",
    "script",
    "search",
    "select",
    "slot",
    "spacer",
    "strike",
    "style",
    "svg",
    "template",
    "text",
    "textarea",
    "title",
    "use",
    "xmp",
    "portal",
];
