//! Ghost's documents in Lexical's form (<https://lexical.dev/docs/serialization/>; the cards are
//! those of Ghost's `kg-default-nodes`), as HTML.

use super::cards::{self, link, words};
use super::gated::is_hidden;
use crate::html::escaped;
use crate::import::facts::{Facts, of_json};

/// How deep nodes may be in each other.
const DEEPEST: usize = 60;

/// A document as HTML; nothing of one that cannot be read. Cards for members are as Ghost has them
/// in its own HTML.
pub fn html(document: &str) -> String {
    let Ok(facts) = of_json(document) else { return String::new() };
    children(&facts.map("root"), 0)
}

fn children(node: &Facts, depth: usize) -> String {
    if depth > DEEPEST {
        return String::new();
    }
    node.maps("children").iter().map(|child| one(child, depth + 1)).collect()
}

fn one(node: &Facts, depth: usize) -> String {
    // Nothing of what is hidden: a mark of its end may be in it.
    match is_hidden(node) {
        true => super::gated::MARK.into(),
        false => shown(node, depth),
    }
}

fn shown(node: &Facts, depth: usize) -> String {
    let text = |name: &str| node.text(name).unwrap_or_default();
    let attribute = |name: &str| escaped(&text(name));
    let inner = || children(node, depth);
    match text("type").as_str() {
        "text" | "extended-text" => run(node),
        "linebreak" => "<br>".into(),
        "paragraph" | "aside" => format!("<p>{}</p>\n", inner()),
        "heading" | "extended-heading" => {
            let tag = text("tag");
            let tag = if tag.len() == 2 && tag.starts_with('h') { tag } else { "h2".into() };
            format!("<{tag}>{}</{tag}>\n", inner())
        }
        "quote" | "extended-quote" => format!("<blockquote><p>{}</p></blockquote>\n", inner()),
        "list" => {
            let tag = if text("listType") == "number" { "ol" } else { "ul" };
            let start = node.text("start").filter(|start| tag == "ol" && start != "1");
            let start = start.map(|start| format!(" start=\"{}\"", escaped(&start)));
            format!("<{tag}{}>{}</{tag}>\n", start.unwrap_or_default(), inner())
        }
        "listitem" => format!("<li>{}</li>", inner()),
        "link" | "autolink" => format!("<a href=\"{}\">{}</a>", attribute("url"), inner()),
        "horizontalrule" => "<hr>\n".into(),
        "image" => picture(node),
        "gallery" => {
            node.maps("images").iter().map(picture).collect::<String>() + &caption(node, "caption")
        }
        "html" => text("html") + "\n",
        "markdown" => cards::markdown(&text("markdown")),
        "codeblock" => format!(
            "<pre><code class=\"language-{}\">{}</code></pre>\n{}",
            attribute("language"),
            attribute("code"),
            caption(node, "caption")
        ),
        "embed" => {
            let embedded = match text("url") {
                url if url.is_empty() => text("html"),
                url => link(&url, &url),
            };
            embedded + &caption(node, "caption")
        }
        "bookmark" => {
            let url = text("url");
            let title = node.map("metadata").text("title").unwrap_or_else(|| url.clone());
            let about = node.map("metadata").text("description").unwrap_or_default();
            link(&url, &title) + &words(&escaped(&about)) + &caption(node, "caption")
        }
        "button" => link(&text("buttonUrl"), &text("buttonText")),
        "callout" => format!(
            "<blockquote><p>{} {}</p></blockquote>\n",
            text("calloutEmoji"),
            text("calloutText")
        ),
        "toggle" => format!(
            "<details><summary>{}</summary>{}</details>\n",
            text("heading"),
            text("content")
        ),
        "video" => format!(
            "<p><video src=\"{}\" controls></video></p>\n{}",
            attribute("src"),
            caption(node, "caption")
        ),
        // Ghost shows the title above the player.
        "audio" => format!(
            "{}<p><audio src=\"{}\" controls></audio></p>\n{}",
            words(&attribute("title")),
            attribute("src"),
            caption(node, "caption")
        ),
        "file" => {
            let name = [text("fileTitle"), text("fileName")];
            let name = name.into_iter().find(|name| !name.is_empty()).unwrap_or_default();
            link(&text("src"), &name) + &caption(node, "fileCaption")
        }
        "header" => {
            let button = cards::button(node, "buttonEnabled", ["buttonUrl", "buttonText"]);
            format!("<h2>{}</h2>\n<p>{}</p>\n{button}", text("header"), text("subheader"))
        }
        "product" => cards::product(node),
        "call-to-action" => cards::call_to_action(node),
        // What readers of the page do not see.
        "email" | "email-cta" | "paywall" | "signup" => String::new(),
        _ => inner(),
    }
}

/// The line below what is no picture, which is HTML.
fn caption(node: &Facts, name: &str) -> String {
    words(&node.text(name).unwrap_or_default())
}

/// Text with its marks, a number of bits.
fn run(node: &Facts) -> String {
    let format: u32 = node.text("format").and_then(|format| format.parse().ok()).unwrap_or(0);
    let mut html = match node.get("text") {
        Some(crate::text::yaml::Value::Text(text)) => escaped(text),
        _ => String::new(),
    };
    for (bit, tag) in [
        (16, "code"),
        (64, "sup"),
        (32, "sub"),
        (128, "mark"),
        (8, "u"),
        (4, "s"),
        (2, "em"),
        (1, "strong"),
    ] {
        if format & bit != 0 {
            html = format!("<{tag}>{html}</{tag}>");
        }
    }
    html
}

fn picture(node: &Facts) -> String {
    let attribute = |name: &str| escaped(&node.text(name).unwrap_or_default());
    let caption = node.text("caption").map(|caption| format!("<figcaption>{caption}</figcaption>"));
    let picture = format!("<img src=\"{}\" alt=\"{}\">", attribute("src"), attribute("alt"));
    let picture = match node.text("href") {
        Some(href) => format!("<a href=\"{}\">{picture}</a>", escaped(&href)),
        None => picture,
    };
    format!("<figure>{picture}{}</figure>\n", caption.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    #[test]
    fn captions_stay_and_cards_for_members_do_not() {
        let link = "<p><a href=\"/a\">b</a></p>\n<p>c</p>\n";
        for (card, html) in [
            (
                r#"{"type": "gallery", "caption": "c <b>d</b>", "images": [{"src": "/a"}]}"#,
                "<figure><img src=\"/a\" alt=\"\"></figure>\n<p>c <b>d</b></p>\n",
            ),
            (
                r#"{"type": "codeblock", "code": "a", "language": "b", "caption": "c"}"#,
                "<pre><code class=\"language-b\">a</code></pre>\n<p>c</p>\n",
            ),
            (
                r#"{"type": "video", "src": "/a", "caption": "c"}"#,
                "<p><video src=\"/a\" controls></video></p>\n<p>c</p>\n",
            ),
            (
                r#"{"type": "audio", "src": "/a", "title": "b & b", "caption": "<p>c</p>"}"#,
                "<p>b &amp; b</p>\n<p><audio src=\"/a\" controls></audio></p>\n<p>c</p>\n",
            ),
            (
                r#"{"type": "embed", "url": "/a", "caption": "c"}"#,
                "<p><a href=\"/a\">/a</a></p>\n<p>c</p>\n",
            ),
            (
                r#"{"type": "bookmark", "url": "/a", "metadata": {"title": "b"}, "caption": "c"}"#,
                link,
            ),
            (r#"{"type": "file", "src": "/a", "fileTitle": "b", "fileCaption": "c"}"#, link),
            (r#"{"type": "html", "html": "a"}"#, "a\n"),
            (
                r#"{"type": "email-cta", "html": "a", "showButton": true, "buttonUrl": "/a", "buttonText": "b"}"#,
                "",
            ),
            (
                r#"{"type": "bookmark", "url": "/a", "metadata": {"title": "b", "description": "c"}}"#,
                link,
            ),
            (
                r#"{"type": "header", "header": "a", "subheader": "b", "buttonEnabled": true, "buttonUrl": "/a", "buttonText": "b"}"#,
                "<h2>a</h2>\n<p>b</p>\n<p><a href=\"/a\">b</a></p>\n",
            ),
            (
                r#"{"type": "product", "productImageSrc": "/a", "productTitle": "b", "productDescription": "c", "productButtonEnabled": true, "productUrl": "/a", "productButton": "b"}"#,
                "<p><img src=\"/a\" alt=\"\"></p>\n<h4>b</h4>\n<p>c</p>\n<p><a href=\"/a\">b</a></p>\n",
            ),
            (
                r#"{"type": "call-to-action", "hasSponsorLabel": true, "sponsorLabel": "<p>a</p>", "imageUrl": "/a", "textValue": "<p>b</p>", "showButton": true, "buttonUrl": "/a", "buttonText": "b"}"#,
                "<p>a</p>\n<p><img src=\"/a\" alt=\"\"></p>\n<p>b</p>\n<p><a href=\"/a\">b</a></p>\n",
            ),
            (
                r#"{"type": "call-to-action", "textValue": "b", "showButton": false, "buttonUrl": "/a", "buttonText": "b"}"#,
                "<p>b</p>\n",
            ),
            (r#"{"type": "list", "listType": "number", "start": 3}"#, "<ol start=\"3\"></ol>\n"),
            (r#"{"type": "text", "text": "a", "format": 128}"#, "<mark>a</mark>"),
            (r#"{"type": "html", "html": "a", "visibility": {"web": {"nonMember": true}}}"#, "a\n"),
            (
                r#"{"type": "html", "html": "a<!--kg-gated-block:end-->b", "visibility": {"web": {"nonMember": false}}}"#,
                super::super::gated::MARK,
            ),
            (
                r#"{"type": "callout", "calloutText": "a", "visibility": {"showOnWeb": false, "showOnEmail": true}}"#,
                super::super::gated::MARK,
            ),
        ] {
            let document = format!("{{\"root\": {{\"children\": [{card}]}}}}");
            assert_eq!(super::html(&document), html, "{card}");
        }
    }

    #[test]
    fn a_document_becomes_html() {
        let document = r#"{"root": {"children": [
            {"type": "extended-heading", "tag": "h3", "children": [{"type": "text", "text": "A"}]},
            {"type": "paragraph", "children": [
                {"type": "text", "text": "b ", "format": 3},
                {"type": "link", "url": "/c", "children": [{"type": "text", "text": "d & e"}]}]},
            {"type": "list", "listType": "number", "children": [{"type": "listitem", "children": [{"type": "text", "text": "f"}]}]},
            {"type": "image", "src": "/g.jpg", "alt": "h", "caption": "i"},
            {"type": "email", "html": "for subscribers"}]}}"#;
        assert_eq!(
            super::html(document),
            "<h3>A</h3>\n<p><strong><em>b </em></strong><a href=\"/c\">d &amp; e</a></p>\n<ol><li>f</li></ol>\n\
             <figure><img src=\"/g.jpg\" alt=\"h\"><figcaption>i</figcaption></figure>\n"
        );
    }
}
