//! Which elements a story keeps away from its page, and where each may stand.

use crate::html::is_hidden;
use crate::html::tree::Element;

/// Elements with blocks in them or beside them
/// (<https://html.spec.whatwg.org/multipage/dom.html#flow-content>).
const BLOCKS: [&str; 24] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "div",
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "figure",
    "figcaption",
    "hr",
];

/// Parts of a table, which are blocks too.
const CELLS: [&str; 3] = ["td", "th", "caption"];

/// Elements within a line
/// (<https://html.spec.whatwg.org/multipage/dom.html#phrasing-content>).
const INLINE: [&str; 26] = [
    "a", "b", "strong", "i", "em", "u", "s", "del", "ins", "sub", "sup", "code", "kbd", "samp",
    "var", "abbr", "cite", "q", "dfn", "mark", "small", "span", "br", "img", "bdi", "bdo",
];

/// Names of blocks in other words: a `div` each.
const DIVISIONS: [&str; 13] = [
    "section", "article", "aside", "header", "footer", "main", "nav", "details", "address",
    "center", "hgroup", "fieldset", "form",
];

/// What is left out with all that is in it: what runs, loads, hides or is asked.
const LEFT_OUT: [&str; 24] = [
    "script", "style", "template", "noscript", "svg", "object", "applet", "frameset", "noframes",
    "head", "title", "meta", "link", "base", "param", "source", "track", "select", "textarea",
    "button", "canvas", "dialog", "datalist", "map",
];

/// What an element becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays.
    Inline,
    /// It stays, where blocks may stand.
    Block,
    /// A block of no kind.
    Division,
    /// Only what is in it stays.
    Unwrapped,
    /// It goes.
    LeftOut,
    /// What plays or shows something of elsewhere: a link.
    Linked,
    /// The picture that is in it.
    Picture,
    /// A box of a task list.
    Box,
    /// The first line of what can be opened.
    Summary,
    /// A formula in MathML, as a line.
    Formula,
}

/// What an element becomes. One that browsers do not show is not there, whatever it is
/// (<https://html.spec.whatwg.org/multipage/interaction.html#the-hidden-attribute>).
pub fn fate_of(element: &Element) -> Fate {
    match is_hidden(element) {
        true => Fate::LeftOut,
        false => fate(&element.name),
    }
}

/// What the element of that name becomes.
fn fate(name: &str) -> Fate {
    match name {
        "math" => Fate::Formula,
        "iframe" | "embed" | "video" | "audio" => Fate::Linked,
        "picture" => Fate::Picture,
        "input" => Fate::Box,
        "summary" => Fate::Summary,
        _ if INLINE.contains(&name) => Fate::Inline,
        _ if is_block(name) => Fate::Block,
        _ if DIVISIONS.contains(&name) => Fate::Division,
        _ if LEFT_OUT.contains(&name) => Fate::LeftOut,
        _ => Fate::Unwrapped,
    }
}

/// Whether an element stands between lines.
pub fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name) || CELLS.contains(&name)
}

/// The elements that this one has to be in, if it has to.
pub fn parents(name: &str) -> &'static [&'static str] {
    match name {
        "li" => &["ul", "ol"],
        "dt" | "dd" => &["dl"],
        "figcaption" => &["figure"],
        "thead" | "tbody" | "tfoot" | "caption" => &["table"],
        "tr" => &["table", "thead", "tbody", "tfoot"],
        "td" | "th" => &["tr"],
        _ => &[],
    }
}

/// The elements that alone may be in this one, if not any may.
pub fn children(name: &str) -> &'static [&'static str] {
    match name {
        "ul" | "ol" => &["li"],
        "dl" => &["dt", "dd"],
        "table" => &["caption", "thead", "tbody", "tfoot", "tr"],
        "thead" | "tbody" | "tfoot" => &["tr"],
        "tr" => &["td", "th"],
        _ => &[],
    }
}

/// Whether only what is within a line may be in it.
pub fn holds_a_line(name: &str) -> bool {
    let is_heading = matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
    is_heading || matches!(name, "p" | "pre") || (INLINE.contains(&name) && name != "a")
}

/// What an attribute of a kept element has to be, if it stays.
pub fn keeps(element: &str, attribute: &str, value: &str) -> bool {
    let is_count = || value.parse::<u16>().is_ok_and(|count| (1..=1000).contains(&count));
    match (element, attribute) {
        (_, "lang") => icu_locale::Locale::try_from_str(value).is_ok(),
        (_, "dir") => matches!(value, "ltr" | "rtl" | "auto"),
        (_, "class") => value.split_ascii_whitespace().any(is_known_class),
        ("a", "role") => matches!(value, "doc-noteref" | "doc-backlink"),
        ("div", "role") => value == "doc-endnotes",
        ("abbr", "title") => true,
        ("td" | "th", "colspan" | "rowspan") => is_count(),
        ("th", "scope") => matches!(value, "row" | "col" | "rowgroup" | "colgroup"),
        ("ol", "start") | ("li", "value") => value.parse::<i32>().is_ok(),
        ("img", "width" | "height") => value.parse::<u32>().is_ok_and(|side| side > 0),
        _ => false,
    }
}

/// The classes that Dateline itself gives to what is in a text.
fn is_known_class(class: &str) -> bool {
    matches!(
        class,
        "footnotes"
            | "footnote-reference"
            | "footnote-back"
            | "align-left"
            | "align-center"
            | "align-right"
    ) || class.starts_with("markdown-alert-")
}
