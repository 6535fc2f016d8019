//! An export of Substack: a ZIP with `posts.csv` and a file of HTML for each post.

use std::collections::HashMap;

use super::site_files::{path, stem};
use crate::diagnostic::Diagnostic;
use crate::html::tree::{Element, Node, parse, text_of, write};
use crate::import::bundle::Bundle;
use crate::import::facts::date;
use crate::import::markdown::on_one_line;
use crate::import::model::{Archive, Body, File, Held, Kind, Origin, Text, Topic};

/// Reads the export.
///
/// # Errors
/// Its list of posts is broken.
pub fn read(bundle: &Bundle) -> Result<Archive, Diagnostic> {
    let mut archive = Archive::default();
    let list =
        bundle.files().find(|file| file.rsplit('/').next() == Some("posts.csv")).map(String::from);
    let Some(list) = list else {
        return Err(Diagnostic::error("this is no export of Substack: it has no `posts.csv`")
            .hint("in Substack, take Settings → Exports → New export, and import the ZIP that it gives"));
    };
    let (text, _) = bundle.text(&list)?;
    let bodies: HashMap<&str, &str> = bundle
        .files()
        .filter(|file| file.ends_with(".html"))
        .map(|file| (stem(file).0, file))
        .collect();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    for row in rows.deserialize::<HashMap<String, String>>() {
        let row = row.map_err(|error| {
            Diagnostic::error(format!("the list of posts is broken: {error}"))
                .in_file(&list)
                .hint("export the site again; the file may have been cut off")
        })?;
        let of = |name: &str| row.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        let Some(id) = of("post_id") else { continue };
        let slug = id.split_once('.').map_or(id, |(_, slug)| slug);
        let file = bodies.get(id).copied();
        let origin = Origin::at(file.unwrap_or(&list), 0);
        let is_public = of("audience").is_none_or(|audience| audience == "everyone");
        // Programs of tables write it in capitals.
        let said = of("is_published").map(str::to_ascii_lowercase);
        let held = match (said.as_deref(), is_public) {
            (Some("true" | "1"), true) => None,
            (Some("true" | "1"), false) => Some(Held::Members),
            _ => Some(Held::Draft),
        };
        let html = match file {
            Some(file) => bundle.text(file)?.0,
            None => {
                archive.note(Topic::MissingFile, "the text of a post", &origin);
                String::new()
            }
        };
        let is_page = of("type") == Some("page");
        // An episode begins with its recording.
        let recording = of("podcast_url").filter(|url| url.starts_with("http"));
        let recording = recording.map_or_else(String::new, |url| {
            format!("<p><audio src=\"{}\" controls></audio></p>\n", crate::html::escaped(url))
        });
        archive.texts.push(Text {
            kind: if is_page { Kind::Page } else { Kind::Story },
            title: of("title").map(plain).unwrap_or_else(|| super::site_files::titled(slug)),
            subtitle: of("subtitle").map(plain),
            date: of("post_date").and_then(|text| date(text).ok()).filter(|_| !is_page),
            held,
            address: held.is_none().then(|| path(&format!("/p/{slug}"))),
            slug: slug.to_string(),
            source: None,
            body: Body::Html(recording + &without_widgets(&html)),
            origin,
            ..Text::default()
        });
    }
    let pictures = bundle.files().filter(|file| {
        matches!(&*stem(file).1.to_ascii_lowercase(), "jpg" | "jpeg" | "png" | "gif" | "webp")
    });
    archive.files = pictures.map(|file| File::new(path(file), file)).collect();
    Ok(archive)
}

fn plain(html: &str) -> String {
    on_one_line(&text_of(&parse(html)))
}

/// The text without what asks readers to subscribe, share or comment.
fn without_widgets(html: &str) -> String {
    write(&kept(parse(html)))
}

fn kept(nodes: Vec<Node>) -> Vec<Node> {
    let is_widget = |element: &Element| {
        [
            "subscription-widget-wrap",
            "subscription-widget-wrap-editor",
            "subscribe-widget",
            "captioned-button-wrap",
            "community-chat",
            "poll-embed",
        ]
        .iter()
        .any(|class| element.has_class(class))
    };
    let keep = |node: Node| match node {
        Node::Element(element) if is_widget(&element) => None,
        Node::Element(mut element) => {
            // What a player needs stands as JSON in its attributes.
            if let Some(shown) = element.value("data-attrs").and_then(|json| told(&element, json)) {
                return Some(Node::Element(Element::new("p", vec![Node::Element(shown)])));
            }
            element.children = kept(element.children);
            Some(Node::Element(element))
        }
        text @ Node::Text(_) => Some(text),
    };
    nodes.into_iter().filter_map(keep).collect()
}

/// What an element shows, of which the JSON in its attribute tells alone.
fn told(element: &Element, json: &str) -> Option<Element> {
    let link = |url: &str, words: &str| {
        Element::new("a", vec![Node::Text(words.into())]).with("href", url)
    };
    if let Some(url) = embed(json) {
        return Some(link(&url, &url));
    }
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    if element.has_class("latex-rendered") {
        let formula = value["persistentExpression"].as_str()?;
        return Some(Element::new("code", vec![Node::Text(formula.into())]));
    }
    if element.has_class("digest-post-embed") {
        let url = value["canonical_url"].as_str().or_else(|| value["url"].as_str())?;
        return Some(link(url, value["title"].as_str().unwrap_or(url)));
    }
    None
}

/// Where an embed leads, by the JSON in its attribute.
fn embed(json: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(json).ok()?;
    if let Some(id) = value["videoId"].as_str() {
        return Some(
            match value["videoId"]
                .as_str()
                .is_some_and(|id| id.bytes().all(|byte| byte.is_ascii_digit()))
            {
                true => format!("https://vimeo.com/{id}"),
                false => format!("https://www.youtube.com/watch?v={id}"),
            },
        );
    }
    let is_embed = value.get("full_text").is_some()
        || value.get("iframe_src").is_some()
        || value.get("shortcode").is_some();
    value["url"].as_str().filter(|url| is_embed && url.starts_with("http")).map(String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widgets_go_and_players_become_links() {
        for (html, kept) in [
            ("<p>a</p><div class=\"subscription-widget-wrap\"><p>Subscribe</p></div>", "<p>a</p>"),
            (
                "<div class=\"youtube-wrap\" data-attrs='{\"videoId\":\"x1\"}'><iframe src=y></iframe></div>",
                "<p><a href=\"https://www.youtube.com/watch?v=x1\">https://www.youtube.com/watch?v=x1</a></p>",
            ),
            (
                "<div class=\"latex-rendered\" data-attrs='{\"persistentExpression\":\"E=mc^2\"}'></div>",
                "<p><code>E=mc^2</code></p>",
            ),
            (
                "<div class=\"digest-post-embed\" data-attrs='{\"title\":\"b\",\"canonical_url\":\"https://a.example/p/b\"}'></div>",
                "<p><a href=\"https://a.example/p/b\">b</a></p>",
            ),
            (
                "<p data-attrs='{\"url\":\"https://a.example\"}'>b</p>",
                "<p data-attrs=\"{&quot;url&quot;:&quot;https://a.example&quot;}\">b</p>",
            ),
        ] {
            assert_eq!(without_widgets(html), kept);
        }
    }
}
