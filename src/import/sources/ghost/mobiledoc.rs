//! Documents in Mobiledoc's form, version 0.3
//! (<https://github.com/bustle/mobiledoc-kit/blob/master/MOBILEDOC.md>), as HTML.

use serde_json::Value;

use crate::html::escaped;

/// A document as HTML; nothing of one that cannot be read.
pub fn html(document: &str) -> String {
    let Ok(document) = serde_json::from_str::<Value>(document) else { return String::new() };
    let sections = document["sections"].as_array().cloned().unwrap_or_default();
    sections.iter().map(|section| of_section(section, &document)).collect()
}

fn of_section(section: &Value, document: &Value) -> String {
    match section[0].as_u64() {
        Some(1) => {
            let tag = tag(&section[1], "p");
            format!("<{tag}>{}</{tag}>\n", markers(&section[2], document))
        }
        Some(2) => format!(
            "<p><img src=\"{}\" alt=\"\"></p>\n",
            escaped(section[1].as_str().unwrap_or_default())
        ),
        Some(3) => {
            let tag = tag(&section[1], "ul");
            let items = section[2].as_array().cloned().unwrap_or_default();
            let items: String =
                items.iter().map(|item| format!("<li>{}</li>", markers(item, document))).collect();
            format!("<{tag}>{items}</{tag}>\n")
        }
        Some(10) => {
            let at =
                section[1].as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
            card(&document["cards"][at])
        }
        _ => String::new(),
    }
}

fn tag<'v>(value: &'v Value, otherwise: &'v str) -> &'v str {
    value
        .as_str()
        .filter(|tag| !tag.is_empty() && tag.chars().all(|c| c.is_ascii_alphanumeric()))
        .unwrap_or(otherwise)
}

/// Runs of text; each opens some markups and closes some.
fn markers(markers: &Value, document: &Value) -> String {
    let mut html = String::new();
    let mut open: Vec<String> = Vec::new();
    for marker in markers.as_array().into_iter().flatten() {
        for markup in marker[1].as_array().into_iter().flatten() {
            let at = markup.as_u64().and_then(|at| usize::try_from(at).ok()).unwrap_or(usize::MAX);
            let markup = &document["markups"][at];
            let name = tag(&markup[0], "span").to_string();
            html.push_str(&format!("<{name}"));
            let attributes = markup[1].as_array().cloned().unwrap_or_default();
            for pair in attributes.chunks(2) {
                if let [Value::String(name), Value::String(value)] = pair {
                    html.push_str(&format!(" {name}=\"{}\"", escaped(value)));
                }
            }
            html.push('>');
            open.push(name);
        }
        match marker[0].as_u64() {
            Some(0) => html.push_str(&escaped(marker[3].as_str().unwrap_or_default())),
            // Of atoms, Ghost has the soft return alone.
            _ => html.push_str("<br>"),
        }
        for _ in 0..marker[2].as_u64().unwrap_or(0) {
            match open.pop() {
                Some(name) => html.push_str(&format!("</{name}>")),
                None => break,
            }
        }
    }
    while let Some(name) = open.pop() {
        html.push_str(&format!("</{name}>"));
    }
    html
}

fn card(card: &Value) -> String {
    let of = &card[1];
    let text = |name: &str| of[name].as_str().unwrap_or_default().to_string();
    match card[0].as_str().unwrap_or_default() {
        "html" => text("html") + "\n",
        "markdown" | "card-markdown" => {
            let mut html = String::new();
            let text = text("markdown");
            pulldown_cmark::html::push_html(
                &mut html,
                pulldown_cmark::Parser::new_ext(&text, pulldown_cmark::Options::ENABLE_TABLES),
            );
            html
        }
        "image" => picture(of),
        "gallery" => {
            let pictures = of["images"].as_array().into_iter().flatten().map(picture);
            pictures.collect::<String>() + &caption(of, "caption")
        }
        "code" => format!(
            "<pre><code class=\"language-{}\">{}</code></pre>\n{}",
            escaped(&text("language")),
            escaped(&text("code")),
            caption(of, "caption")
        ),
        "hr" => "<hr>\n".into(),
        "embed" | "bookmark" => {
            let url = text("url");
            let title = of["metadata"]["title"].as_str().filter(|title| !title.is_empty());
            let title = escaped(title.unwrap_or(&url));
            let url = escaped(&url);
            format!("<p><a href=\"{url}\">{title}</a></p>\n{}", caption(of, "caption"))
        }
        "video" | "audio" => format!(
            "{1}<p><{0} src=\"{2}\" controls></{0}></p>\n{3}",
            card[0].as_str().unwrap_or_default(),
            caption(of, "title"),
            escaped(&text("src")),
            caption(of, "caption")
        ),
        "file" => format!(
            "<p><a href=\"{}\">{}</a></p>\n{}",
            escaped(&text("src")),
            escaped(&text("fileTitle")),
            caption(of, "fileCaption")
        ),
        "header" => format!("<h2>{}</h2>\n{}", text("header"), caption(of, "subheader")),
        "product" => {
            format!("<h4>{}</h4>\n{}", text("productTitle"), caption(of, "productDescription"))
        }
        "callout" => format!("<blockquote><p>{}</p></blockquote>\n", text("calloutText")),
        "toggle" => format!(
            "<details><summary>{}</summary>{}</details>\n",
            text("heading"),
            text("content")
        ),
        "button" => format!(
            "<p><a href=\"{}\">{}</a></p>\n",
            escaped(&text("buttonUrl")),
            escaped(&text("buttonText"))
        ),
        _ => String::new(),
    }
}

/// A line below what is no picture, which is HTML.
fn caption(of: &Value, name: &str) -> String {
    super::cards::words(of[name].as_str().unwrap_or_default())
}

fn picture(of: &Value) -> String {
    let text = |name: &str| of[name].as_str().unwrap_or_default().to_string();
    let caption = text("caption");
    let caption =
        if caption.is_empty() { caption } else { format!("<figcaption>{caption}</figcaption>") };
    format!(
        "<figure><img src=\"{}\" alt=\"{}\">{caption}</figure>\n",
        escaped(&text("src")),
        escaped(&text("alt"))
    )
}

#[cfg(test)]
mod tests {
    #[test]
    fn cards_keep_their_words() {
        let link = "<p><a href=\"/a\">b</a></p>\n<p>c</p>\n";
        for (card, html) in [
            (
                r#"["code", {"code": "a", "caption": "c"}]"#,
                "<pre><code class=\"language-\">a</code></pre>\n<p>c</p>\n",
            ),
            (
                r#"["video", {"src": "/a", "caption": "c"}]"#,
                "<p><video src=\"/a\" controls></video></p>\n<p>c</p>\n",
            ),
            (
                r#"["audio", {"src": "/a", "title": "b"}]"#,
                "<p>b</p>\n<p><audio src=\"/a\" controls></audio></p>\n",
            ),
            (r#"["bookmark", {"url": "/a", "metadata": {"title": "b"}, "caption": "c"}]"#, link),
            (r#"["file", {"src": "/a", "fileTitle": "b", "fileCaption": "c"}]"#, link),
            (r#"["header", {"header": "a", "subheader": "b"}]"#, "<h2>a</h2>\n<p>b</p>\n"),
            (
                r#"["product", {"productTitle": "a", "productDescription": "<p>b</p>"}]"#,
                "<h4>a</h4>\n<p>b</p>\n",
            ),
            (r#"["email", {"html": "for subscribers"}]"#, ""),
        ] {
            let document = format!("{{\"cards\": [{card}], \"sections\": [[10, 0]]}}");
            assert_eq!(super::html(&document), html, "{card}");
        }
    }

    #[test]
    fn a_document_becomes_html() {
        let document = r#"{"version": "0.3.1", "markups": [["strong"], ["a", ["href", "/b"]]],
            "cards": [["image", {"src": "/c.jpg", "alt": "d"}], ["hr", {}]], "atoms": [],
            "sections": [[1, "h2", [[0, [], 0, "A"]]], [1, "p", [[0, [0], 0, "b"], [0, [1], 2, "c"], [0, [], 0, " & d"]]],
                [3, "ul", [[[0, [], 0, "e"]]]], [10, 0], [10, 1]]}"#;
        assert_eq!(
            super::html(document),
            "<h2>A</h2>\n<p><strong>b<a href=\"/b\">c</a></strong> &amp; d</p>\n<ul><li>e</li></ul>\n\
             <figure><img src=\"/c.jpg\" alt=\"d\"></figure>\n<hr>\n"
        );
    }
}
