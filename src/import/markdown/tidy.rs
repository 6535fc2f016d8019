//! HTML of another site as Dateline can show it: what a page of news has no place for becomes
//! what it means, and is noted.

use super::addresses::{host, may_lead, scheme, watched};
use super::cards;
use super::line::on_one_line;
use crate::html::is_hidden;
use crate::html::tree::{Element, Node, text_of};
use crate::import::model::Topic;

/// What was changed, and what it is called.
pub type Changes = Vec<(Topic, String)>;

/// Elements that stand between blocks.
pub fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "li"
            | "main"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "video"
            | "audio"
            | "menu"
    )
}

/// The nodes as Dateline can show them; `link` says where an address leads.
pub fn tidied(nodes: Vec<Node>, link: &dyn Fn(&str) -> String, changes: &mut Changes) -> Vec<Node> {
    let mut tidy = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) => push_text(&mut tidy, &text),
            Node::Element(element) => one(element, link, changes, &mut tidy),
        }
    }
    tidy
}

fn push_text(nodes: &mut Vec<Node>, text: &str) {
    match nodes.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => nodes.push(Node::Text(text.into())),
    }
}

fn one(
    mut element: Element,
    link: &dyn Fn(&str) -> String,
    changes: &mut Changes,
    out: &mut Vec<Node>,
) {
    if is_hidden(&element) {
        hide(&element, changes);
        return;
    }
    if cards::is_of_player(&element) {
        return;
    }
    match &*element.name {
        "a" if cards::is_file(&element) => out.extend(cards::file(&element, link)),
        "script" if element.value("src").is_some_and(|src| src.contains("gist.github.com")) => {
            let src = element.value("src").unwrap_or_default().trim_end_matches(".js").to_string();
            changes.push((Topic::Embed, host(&src)));
            out.push(paragraph_of_link(&src, ""));
        }
        "script" | "style" | "template" | "noscript" | "svg" | "canvas" | "math" | "link"
        | "meta" | "base" | "title" | "head" | "map" => {
            if !text_of(&element.children).trim().is_empty() || element.name == "script" {
                changes.push((Topic::Dropped, format!("<{}>", element.name)));
            }
        }
        "iframe" | "embed" | "object" | "frame" | "amp-iframe" | "amp-youtube" | "lite-youtube" => {
            embedded(element, link, changes, out);
        }
        "input" if element.value("type") == Some("checkbox") => out.push(Node::Element(element)),
        "input" | "select" | "textarea" | "option" => {
            changes.push((Topic::Dropped, format!("<{}>", element.name)));
        }
        "form" | "button" | "fieldset" | "label" | "legend" | "datalist" | "output" => {
            changes.push((Topic::Dropped, format!("<{}>", element.name)));
            out.extend(tidied(element.children, link, changes));
        }
        "a" => anchor(element, link, changes, out),
        "img" => {
            if let Some(picture) = picture(&element, link) {
                out.push(Node::Element(picture));
            }
        }
        "picture" => {
            // Of several sizes, the one that every browser shows.
            if let Some(picture) = element.find("img").and_then(|img| picture(img, link)) {
                out.push(Node::Element(picture));
            }
        }
        "audio" | "video" | "source" | "track" => {
            for (name, value) in &mut element.attributes {
                if matches!(name.as_str(), "src" | "poster") {
                    *value = link(value);
                }
            }
            // A page would load it by itself.
            let is_elsewhere = |src: &str| src.starts_with("http") || src.starts_with("//");
            element.attributes.retain(|(name, src)| name != "poster" || !is_elsewhere(src));
            element.attributes.retain(|(name, _)| {
                matches!(
                    name.as_str(),
                    "src"
                        | "type"
                        | "controls"
                        | "poster"
                        | "kind"
                        | "srclang"
                        | "label"
                        | "width"
                        | "height"
                        | "preload"
                )
            });
            if matches!(&*element.name, "audio" | "video") && element.value("controls").is_none() {
                element.attributes.push(("controls".into(), String::new()));
            }
            element.children = tidied(element.children, link, changes);
            out.push(Node::Element(element));
        }
        "b" | "strong" | "i" | "em" | "del" | "s" | "strike" | "code" | "tt" | "u" | "mark"
        | "span" | "font" | "small" | "sub" | "sup" | "ins" | "cite" | "q" | "abbr" | "kbd"
        | "samp" | "var" | "time" | "big" | "dfn" | "acronym" | "bdi" | "bdo" => {
            inline(element, link, changes, out);
        }
        _ => {
            let id = element.value("id").map(String::from);
            let is_heading = matches!(&*element.name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
            element.children = tidied(element.children, link, changes);
            if !is_known(&element.name) {
                out.extend(element.children);
                return;
            }
            // Looks are the theme's.
            let name = element.name.clone();
            element.attributes.retain(|(attribute, value)| {
                matches!(attribute.as_str(), "colspan" | "rowspan") && value != "1"
                    || attribute == "id" && is_heading
                    || attribute == "open"
                    || attribute == "start" && name == "ol"
                    || attribute == "dir"
                    || attribute == "lang"
                    || attribute == "class"
                        && (matches!(&*name, "pre" | "code" | "section")
                            || value.starts_with("footnote"))
            });
            if let (Some(id), false) = (id, is_heading) {
                element.attributes.push(("id".into(), id));
            }
            out.push(Node::Element(element));
        }
    }
}

/// Notes what is left out, as nobody saw it.
fn hide(element: &Element, changes: &mut Changes) {
    let name = &element.name;
    match text_of(&element.children).trim().is_empty() {
        // Such as the pictures by which readers are counted.
        true => changes.push((Topic::Dropped, format!("<{name}>, which was hidden"))),
        false => changes.push((Topic::ForSome, format!("what stands in a hidden <{name}>"))),
    }
}

fn is_known(name: &str) -> bool {
    is_block(name) && !matches!(name, "fieldset" | "form" | "hgroup" | "dialog")
        || matches!(
            name,
            "br" | "wbr" | "caption" | "col" | "colgroup" | "ruby" | "rt" | "rp" | "rb" | "rtc"
        )
}

/// An element within a line. One that has blocks in it is put into each of them.
fn inline(
    mut element: Element,
    link: &dyn Fn(&str) -> String,
    changes: &mut Changes,
    out: &mut Vec<Node>,
) {
    let children = tidied(std::mem::take(&mut element.children), link, changes);
    let is_reference =
        element.has_class("footnote-reference") || element.has_class("footnote-definition-label");
    let keeps = match &*element.name {
        "span" | "font" | "big" | "bdi" | "bdo" | "samp" | "var" | "dfn" => false,
        "time" => element.value("datetime").is_some(),
        _ => true,
    };
    let id = element.value("id").map(String::from);
    element.attributes.retain(|(name, _)| {
        is_reference && name == "class"
            || matches!(
                (&*element.name, name.as_str()),
                ("abbr" | "acronym", "title") | ("time", "datetime")
            )
            || element.name == "code" && name == "class"
    });
    if element.name == "acronym" {
        element.name = "abbr".into();
    }
    if let Some(id) = id.filter(|_| !keeps && children.is_empty()) {
        out.push(Node::Element(Element::new("span", Vec::new()).with("id", &id)));
        return;
    }
    match keeps {
        false => children.into_iter().for_each(|child| match child {
            Node::Text(text) => push_text(out, &text),
            element @ Node::Element(_) => out.push(element),
        }),
        true => out.extend(in_each(&element, children)),
    }
}

/// The element around the children, or, where there are blocks among them, in each of these.
fn in_each(shell: &Element, children: Vec<Node>) -> Vec<Node> {
    let has_blocks =
        children.iter().any(|child| matches!(child, Node::Element(element) if has_block(element)));
    if !has_blocks {
        // What is only space emphasises nothing, and leads nowhere.
        let is_blank = |node: &Node| matches!(node, Node::Text(text) if text.trim().is_empty());
        if children.iter().all(is_blank) {
            return children;
        }
        let mut whole = shell.clone();
        whole.children = children;
        return vec![Node::Element(whole)];
    }
    let mut nodes = Vec::new();
    let mut run = Vec::new();
    for child in children {
        match child {
            Node::Element(mut element) if has_block(&element) => {
                if !run.is_empty() {
                    nodes.extend(in_each(shell, std::mem::take(&mut run)));
                }
                element.children = match &*element.name {
                    "pre" | "hr" | "table" | "ul" | "ol" | "dl" | "video" | "audio" => {
                        element.children
                    }
                    _ => in_each(shell, element.children),
                };
                nodes.push(Node::Element(element));
            }
            other => run.push(other),
        }
    }
    if !run.is_empty() {
        nodes.extend(in_each(shell, run));
    }
    nodes
}

fn has_block(element: &Element) -> bool {
    is_block(&element.name)
        || element
            .children
            .iter()
            .any(|child| matches!(child, Node::Element(element) if has_block(element)))
}

fn anchor(
    mut element: Element,
    link: &dyn Fn(&str) -> String,
    changes: &mut Changes,
    out: &mut Vec<Node>,
) {
    let children = tidied(std::mem::take(&mut element.children), link, changes);
    let href = element.value("href").map(str::trim).map(String::from);
    let name = element.value("id").or_else(|| element.value("name")).map(String::from);
    let Some(href) = href else {
        if let Some(name) = name {
            out.push(Node::Element(Element::new("span", Vec::new()).with("id", &name)));
        }
        out.extend(children);
        return;
    };
    if !may_lead(&href) {
        changes
            .push((Topic::Dropped, format!("a link to `{}`", scheme(&href).unwrap_or_default())));
        out.extend(children);
        return;
    }
    if let Some(name) = name.filter(|_| !href.starts_with("#fn")) {
        out.push(Node::Element(Element::new("span", Vec::new()).with("id", &name)));
    }
    // A link of which a reader sees nothing leads nowhere.
    let has_picture = children.iter().any(|node| matches!(node, Node::Element(_)));
    if text_of(&children).trim().is_empty() && !has_picture {
        out.extend(children);
        return;
    }
    let mut shell = Element::new("a", Vec::new()).with("href", &link(&href));
    if let Some(title) = element.value("title").filter(|title| !title.trim().is_empty()) {
        shell = shell.with("title", title);
    }
    out.extend(in_each(&shell, children));
}

fn picture(element: &Element, link: &dyn Fn(&str) -> String) -> Option<Element> {
    // Where scripts load pictures late, their address is elsewhere.
    let given = |name: &str| element.value(name).map(str::trim).filter(|src| !src.is_empty());
    let src = given("data-src")
        .or_else(|| given("data-lazy-src"))
        .or_else(|| given("src").filter(|src| !src.starts_with("data:")))
        .or_else(|| given("srcset").and_then(|set| set.split_ascii_whitespace().next()))?;
    if !may_lead(src) {
        return None;
    }
    let mut picture = Element::new("img", Vec::new())
        .with("src", &link(src))
        .with("alt", &on_one_line(element.value("alt").unwrap_or_default()));
    if let Some(title) = element.value("title").filter(|title| !title.trim().is_empty()) {
        picture = picture.with("title", &on_one_line(title));
    }
    Some(picture)
}

/// What a frame shows is one link away: nothing of another host is loaded with a page.
fn embedded(
    element: Element,
    link: &dyn Fn(&str) -> String,
    changes: &mut Changes,
    out: &mut Vec<Node>,
) {
    let id = element.value("data-videoid").or_else(|| element.value("videoid"));
    let src = ["src", "data-src", "data-lazy-src", "data", "data-litespeed-src"]
        .into_iter()
        .find_map(|name| element.value(name))
        .map(str::trim)
        .filter(|src| !src.is_empty() && *src != "about:blank" && !src.starts_with("data:"))
        .map(String::from)
        .or_else(|| id.map(|id| format!("https://www.youtube.com/watch?v={id}")))
        .or_else(|| {
            // An `<object>` of old, with its address in a parameter.
            element.find("embed").and_then(|embed| embed.value("src")).map(String::from)
        });
    let title = element.value("title").map(on_one_line).unwrap_or_default();
    match src.map(|src| watched(&src)).filter(|src| may_lead(src)) {
        Some(src) => {
            changes.push((Topic::Embed, host(&src)));
            out.push(paragraph_of_link(&link(&src), &title));
        }
        None => {
            changes.push((Topic::Dropped, format!("<{}>", element.name)));
            out.extend(tidied(element.children, link, changes));
        }
    }
}

fn paragraph_of_link(src: &str, title: &str) -> Node {
    let words = if title.is_empty() { src } else { title };
    let link = Element::new("a", vec![Node::Text(words.into())]).with("href", src);
    Node::Element(Element::new("p", vec![Node::Element(link)]))
}
