//! What HTML hides from readers.

use std::borrow::Cow;

use memchr::memmem;

use super::tokens::Tag;
use super::tree::{Element, Node, elements, parse, write};

/// Whether browsers show nothing of an element, as it says itself
/// (<https://html.spec.whatwg.org/multipage/rendering.html#hidden-elements>).
pub fn is_hidden(element: &Element) -> bool {
    hides(&element.name, |name| element.value(name))
}

/// Whether browsers show nothing of the element that a tag begins.
pub fn begins_hidden(tag: &Tag) -> bool {
    hides(tag.name(), |name| tag.value(name))
}

fn hides<'v>(name: &str, value: impl Fn(&str) -> Option<&'v str>) -> bool {
    let is_open = value("open").is_some();
    let is_of_kind = match name {
        "noframes" | "noembed" | "datalist" => true,
        "dialog" => !is_open,
        _ => false,
    };
    let is_popover = value("popover").is_some() && !(name == "dialog" && is_open);
    let hidden = value("hidden");
    let style = value("style").map(Style::of).unwrap_or_default();
    // That the browser's own style says it, the author's may undo.
    let is_undisplayed = style.display.unwrap_or(is_of_kind || is_popover || hidden.is_some());
    is_undisplayed
        || style.hides()
        || name == "template"
        || hidden.is_some_and(|how| how.eq_ignore_ascii_case("until-found"))
        || is_undrawn(name, value)
}

/// Whether a part of a drawing says by an attribute what others say by their style
/// (<https://svgwg.org/svg2-draft/styling.html#PresentationAttributes>).
fn is_undrawn<'v>(name: &str, value: impl Fn(&str) -> Option<&'v str>) -> bool {
    let is_of_drawing = matches!(
        name,
        "svg" | "g" | "switch" | "symbol" | "text" | "tspan" | "textpath" | "foreignobject"
    );
    let says = |name: &str, none: &[&str]| {
        value(name).is_some_and(|it| none.contains(&&*it.trim().to_ascii_lowercase()))
    };
    is_of_drawing && (says("display", &["none"]) || says("visibility", &["hidden", "collapse"]))
}

/// Whether no reader reads the words that are in an element: browsers show nothing of it, or
/// something else in their place.
pub fn says_nothing(element: &Element) -> bool {
    const OTHERWISE: [&str; 19] = [
        // What browsers that know an element do not show.
        "audio",
        "canvas",
        "iframe",
        "noscript",
        "object",
        "video",
        // What is said of a drawing or formula, or for use elsewhere in it.
        "annotation",
        "annotation-xml",
        "defs",
        "desc",
        "metadata",
        "mphantom",
        "symbol",
        "title",
        // What runs.
        "script",
        "style",
        // How characters are read, which stands within their word.
        "rp",
        "rt",
        "rtc",
    ];
    OTHERWISE.contains(&&*element.name) || is_hidden(element)
}

/// A piece of HTML without the elements that browsers do not show.
pub fn without_hidden(html: &str) -> Cow<'_, str> {
    // Most texts hide nothing, and a tree takes time.
    let lower = html.to_ascii_lowercase();
    if !SIGNS.iter().any(|sign| memmem::find(lower.as_bytes(), sign.as_bytes()).is_some()) {
        return html.into();
    }
    let nodes = parse(html);
    match has_hidden(&nodes) {
        true => write(&shown(nodes)).into(),
        false => html.into(),
    }
}

/// Each hidden element has one of these in its tag.
const SIGNS: [&str; 10] = [
    "hidden",
    "popover",
    "style",
    "display",
    "collapse",
    "<template",
    "<noframes",
    "<noembed",
    "<datalist",
    "<dialog",
];

fn has_hidden(nodes: &[Node]) -> bool {
    elements(nodes).any(|element| is_hidden(element) || has_hidden(&element.children))
}

/// Nodes without those that browsers do not show.
pub fn shown(nodes: Vec<Node>) -> Vec<Node> {
    let is_shown = |node: &Node| !matches!(node, Node::Element(element) if is_hidden(element));
    let one = |node: Node| match node {
        Node::Element(mut element) => {
            element.children = shown(element.children);
            Node::Element(element)
        }
        text @ Node::Text(_) => text,
    };
    nodes.into_iter().filter(is_shown).map(one).collect()
}

/// Whether declarations of CSS hide what they are about.
pub fn style_hides(style: &str) -> bool {
    Style::of(style).hides()
}

/// What declarations of CSS come to: whether each property hides what they are about, if they say
/// it. Of those of one property that browsers know the last counts, or the last that is important.
#[derive(Default)]
struct Style {
    display: Option<bool>,
    visibility: Option<bool>,
    content_visibility: Option<bool>,
}

impl Style {
    fn of(style: &str) -> Style {
        let style = without_css_escapes(&without_css_comments(style)).to_ascii_lowercase();
        let mut declared = [Declared::default(), Declared::default(), Declared::default()];
        for declaration in declarations(&style) {
            let Some((property, value)) = declaration.split_once(':') else { continue };
            let bare = value.trim();
            let important =
                bare.strip_suffix("important").and_then(|rest| rest.trim_end().strip_suffix('!'));
            let value = important.unwrap_or(bare).trim();
            let at = match property.trim() {
                "display" if is_display(value) => 0,
                "visibility" if is_visibility(value) => 1,
                "content-visibility" if is_content_visibility(value) => 2,
                _ => continue,
            };
            let hides = matches!(value, "none" | "hidden" | "collapse");
            declared[at].say(hides, important.is_some());
        }
        let [display, visibility, content_visibility] = declared.map(|it| it.hides);
        Style { display, visibility, content_visibility }
    }

    fn hides(&self) -> bool {
        [self.display, self.visibility, self.content_visibility].contains(&Some(true))
    }
}

/// What the declarations of a property come to.
#[derive(Default)]
struct Declared {
    hides: Option<bool>,
    is_important: bool,
}

impl Declared {
    fn say(&mut self, hides: bool, is_important: bool) {
        if is_important || !self.is_important {
            *self = Declared { hides: Some(hides), is_important };
        }
    }
}

/// The values of all properties.
fn is_of_every_property(value: &str) -> bool {
    matches!(value, "initial" | "inherit" | "unset" | "revert" | "revert-layer")
}

/// A value of `display` (<https://www.w3.org/TR/css-display-3/>).
fn is_display(value: &str) -> bool {
    let is_word = |word: &str| {
        matches!(
            word,
            "none"
                | "block"
                | "inline"
                | "flow"
                | "flow-root"
                | "flex"
                | "grid"
                | "ruby"
                | "math"
                | "contents"
                | "list-item"
                | "run-in"
                | "box"
        ) || word.starts_with("table")
            || word.starts_with("inline-")
            || word.starts_with("-webkit-")
            || word.starts_with("-ms-")
    };
    is_of_every_property(value) || !value.is_empty() && value.split_whitespace().all(is_word)
}

fn is_visibility(value: &str) -> bool {
    is_of_every_property(value) || matches!(value, "visible" | "hidden" | "collapse")
}

/// A value of `content-visibility` (<https://www.w3.org/TR/css-contain-2/#content-visibility>).
fn is_content_visibility(value: &str) -> bool {
    is_of_every_property(value) || matches!(value, "visible" | "auto" | "hidden")
}

/// CSS with the characters that it writes by their numbers: `disp\6c ay`
/// (<https://www.w3.org/TR/css-syntax-3/#consume-escaped-code-point>).
fn without_css_escapes(css: &str) -> Cow<'_, str> {
    if !css.contains('\\') {
        return css.into();
    }
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once('\\') {
        out.push_str(before);
        let digits = behind.bytes().take(6).take_while(u8::is_ascii_hexdigit).count();
        rest = match u32::from_str_radix(&behind[..digits], 16) {
            Ok(number) => {
                out.push(char::from_u32(number).unwrap_or(char::REPLACEMENT_CHARACTER));
                let behind = &behind[digits..];
                behind.strip_prefix(|c: char| c.is_ascii_whitespace()).unwrap_or(behind)
            }
            // Another character is itself.
            Err(_) => behind,
        };
    }
    (out + rest).into()
}

/// CSS without its comments.
pub fn without_css_comments(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, behind)) = rest.split_once("/*") {
        out.push_str(before);
        out.push(' ');
        rest = behind.split_once("*/").map_or("", |(_, behind)| behind);
    }
    out + rest
}

/// The declarations of a style. What stands in quotation marks or parentheses ends none.
fn declarations(style: &str) -> impl Iterator<Item = &str> {
    let (mut quote, mut depth) = (None, 0_usize);
    style.split(move |c: char| {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth = depth.saturating_sub(1),
            (None, ';') => return depth == 0,
            _ => {}
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_taken_out_and_the_rest_stays_as_it_was() {
        for (html, expected) in [
            ("a <span hidden>b <span>c</span> d</span> e", "a  e"),
            ("<P HIDDEN>a<p>b</p>", "<p>b</p>"),
            ("<ul><li hidden>a<li>b</ul>", "<ul><li>b</li></ul>"),
            ("<b STYLE='Display:None'>a</b><i style=\"visibility: hidden\">b</i>c", "c"),
            ("<font hidden>a</font><my-box hidden>b</my-box>c", "c"),
            ("<dialog>a</dialog><div popover>b</div><template>c</template>d", "d"),
            ("<p hidden=\"until-found\">a</p>b", "b"),
            ("<p hidden=\"until-found\" style=\"display:block\">a</p>b", "b"),
            ("<template style=\"display:block\">a</template>b", "b"),
            ("<p style=\"content-visibility:hidden\">a</p>b", "b"),
            ("<p style=\"disp\\6c ay:none\">a</p>b", "b"),
            ("<p style=\"d\\69splay:n\\6F\\6E e\">a</p>b", "b"),
            ("<p style=\"\\64\\69\\73play: \\none\">a</p>b", "b"),
            // The author undoes what browsers say.
            (
                "<p hidden style=\"display:block\">a</p>b",
                "<p hidden style=\"display:block\">a</p>b",
            ),
            (
                "<dialog style=\"display: block\">a</dialog>",
                "<dialog style=\"display: block\">a</dialog>",
            ),
            ("<p style=\"content-visibility:auto\">a", "<p style=\"content-visibility:auto\">a"),
            // Nothing is hidden in these, and not a byte is another.
            ("<P>hidden, style, popover<br/>", "<P>hidden, style, popover<br/>"),
            ("<p style='color: red'>a", "<p style='color: red'>a"),
            ("<p aria-hidden=true data-hidden>a", "<p aria-hidden=true data-hidden>a"),
            ("<dialog open>a", "<dialog open>a"),
            ("<!-- <p hidden> -->a", "<!-- <p hidden> -->a"),
        ] {
            assert_eq!(without_hidden(html), expected, "{html}");
        }
    }

    /// As browsers read a style (<https://www.w3.org/TR/css-cascade-4/>).
    #[test]
    fn the_last_declaration_that_counts_decides() {
        for (style, hides) in [
            ("display:none", true),
            ("DISPLAY : None ;", true),
            ("display/**/:/* block */none", true),
            ("/* a; */display:none/* b */", true),
            ("color:red;/* display:none */", false),
            ("display:none; display:block", false),
            ("display:block; display:none", true),
            ("display:none !important; display:block", true),
            ("display:none ! IMPORTANT", true),
            ("display:none; display:flex!important; display:none", false),
            ("display:none; display:nonsense", true),
            ("display:none; display:", true),
            ("display:none; display:inline-block", false),
            ("display:none; display:inherit", false),
            ("visibility:hidden; display:block", true),
            ("visibility:hidden; visibility:visible", false),
            ("visibility:collapse", true),
            ("display:none; color", true),
            ("background:url(a;display:none;b)", false),
            ("content:';display:none;'", false),
            ("--display:none", false),
            ("opacity:0", false),
            ("", false),
        ] {
            assert_eq!(style_hides(style), hides, "{style}");
        }
    }
}
