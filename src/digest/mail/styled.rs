//! A tree with a style on each element: many mail programs know no other way
//! (<https://www.caniemail.com/features/html-style/>).

use crate::html::tree::{Element, Node};

/// The styles of what is in a story.
pub struct Styles<'a> {
    accent: &'a str,
    /// The side on which lines begin.
    start: &'static str,
    /// Whether a mail shows the picture at an address.
    is_shown: &'a dyn Fn(&str) -> bool,
}

impl<'a> Styles<'a> {
    /// With the colour of links, for a story in this direction.
    pub fn new(accent: &'a str, direction: &str, is_shown: &'a dyn Fn(&str) -> bool) -> Self {
        let start = if direction == "rtl" { "right" } else { "left" };
        Styles { accent, start, is_shown }
    }

    /// The nodes with styles. Links within the story lead to its page, where notes pop up: mail
    /// programs do not follow them in a mail.
    pub fn of(&self, nodes: Vec<Node>, permalink: &str) -> Vec<Node> {
        self.all(nodes, permalink, false)
    }

    fn all(&self, nodes: Vec<Node>, permalink: &str, in_link: bool) -> Vec<Node> {
        let with = |node| match node {
            Node::Text(text) => Some(Node::Text(text)),
            Node::Element(element) => self.element(element, permalink, in_link),
        };
        nodes.into_iter().filter_map(with).collect()
    }

    fn element(&self, mut element: Element, permalink: &str, in_link: bool) -> Option<Node> {
        if element.has_class("footnote-back") {
            return None;
        }
        if element.name == "img" {
            return Some(self.picture(&element, permalink, in_link));
        }
        if let Some(level) = level(&element.name) {
            element.name = format!("h{}", (level + BELOW_HEADLINE).min(6));
        }
        let mut style = style(&element.name).replace("START", self.start);
        if element.name == "a" {
            style = format!("color:{};text-decoration:underline", self.accent);
        }
        let aligned = ["left", "center", "right"];
        if let Some(side) = aligned.iter().find(|side| element.has_class(&format!("align-{side}")))
        {
            style.push_str(&format!("text-align:{side};"));
        }
        if element.value("class").is_some_and(|class| class.contains("markdown-alert-")) {
            let Styles { accent, start, .. } = self;
            style.push_str(&format!("border-{start}:4px solid {accent};padding:8px 12px;"));
        }
        let in_link = in_link || element.name == "a";
        element.children = self.all(std::mem::take(&mut element.children), permalink, in_link);
        for (name, value) in &mut element.attributes {
            if name == "href" && value.starts_with('#') {
                *value = format!("{permalink}{value}");
            }
        }
        element.attributes.retain(|(name, _)| !matches!(&**name, "id" | "class" | "role"));
        if element.name == "a" && element.value("href").is_some() {
            element.attributes.push(("class".into(), "link".into()));
        }
        if matches!(&*element.name, "table") {
            let more =
                [("border", "0"), ("cellpadding", "0"), ("cellspacing", "0"), ("width", "100%")];
            element.attributes.extend(more.map(|(name, value)| (name.into(), value.into())));
        }
        if !style.is_empty() {
            element.attributes.push(("style".into(), style));
        }
        Some(Node::Element(element))
    }

    /// A picture as wide as there is room, and no wider than it is; its words and a link to the
    /// story where mail programs are not to show it.
    fn picture(&self, element: &Element, permalink: &str, in_link: bool) -> Node {
        let src = element.value("src").unwrap_or_default();
        let alt = element.value("alt").unwrap_or_default();
        if !(self.is_shown)(src) {
            let words = if alt.is_empty() { permalink } else { alt };
            let words = Node::Text(format!("[{words}]"));
            if in_link {
                return words;
            }
            let link = Element::new("a", vec![words]);
            let style = format!("color:{};text-decoration:underline", self.accent);
            let link = link.with("href", permalink).with("class", "link").with("style", &style);
            return Node::Element(link);
        }
        let mut picture = Element::new("img", Vec::new()).with("src", src).with("alt", alt);
        // Outlook goes by the attribute, and knows no other width.
        let width = element.value("width").and_then(|width| width.parse::<u32>().ok());
        picture = picture.with("width", &width.unwrap_or(WIDTH).min(WIDTH).to_string());
        let style = "display:block;max-width:100%;height:auto;border:0;";
        Node::Element(picture.with("style", style))
    }
}

/// By how many levels the headings of a text stand below those of its page: the headline of a
/// story, which is the first there, is the third in a mail, below its section.
const BELOW_HEADLINE: u8 = 2;

/// The level of a heading.
fn level(name: &str) -> Option<u8> {
    let level = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}

/// How wide the column is, in pixels.
const WIDTH: u32 = 560;

/// The style of an element of that name.
fn style(name: &str) -> &'static str {
    match name {
        "p" => "margin:0 0 16px;",
        "h3" | "h4" | "h5" => "margin:24px 0 8px;font-size:18px;line-height:1.3;",
        "h6" => "margin:16px 0 8px;font-size:16px;line-height:1.3;",
        "ul" | "ol" => "margin:0 0 16px;padding:0 24px;",
        "li" => "margin:0 0 6px;",
        "blockquote" => "margin:0 0 16px;padding:0 16px;border-START:4px solid #cccccc;",
        "pre" => {
            "margin:0 0 16px;white-space:pre-wrap;font-family:Consolas,monospace;font-size:14px;"
        }
        "code" | "kbd" | "samp" => "font-family:Consolas,monospace;font-size:14px;",
        "table" => "margin:0 0 16px;border-collapse:collapse;",
        "th" => {
            "padding:6px 8px;border-bottom:2px solid #999999;text-align:START;vertical-align:top;\
             font-family:Georgia,'Times New Roman',serif;font-size:14px;"
        }
        "td" => {
            "padding:6px 8px;border-bottom:1px solid #cccccc;vertical-align:top;\
             font-family:Georgia,'Times New Roman',serif;font-size:14px;"
        }
        "figure" => "margin:0 0 16px;",
        "figcaption" => "font-size:14px;line-height:1.4;",
        "hr" => "margin:16px 0;border:0;border-top:1px solid #cccccc;",
        "sup" | "sub" => "font-size:12px;line-height:0;",
        _ => "",
    }
}
