//! An export of Medium: a ZIP with a file of HTML for each post, marked with microformats
//! (<https://microformats.org/wiki/h-entry>).

use super::site_files::{path, stem};
use crate::diagnostic::Diagnostic;
use crate::html::tree::{Element, Node, elements, parse, text_of, write};
use crate::import::bundle::Bundle;
use crate::import::facts::date;
use crate::import::markdown::on_one_line;
use crate::import::model::{Archive, Body, Held, Kind, Origin, Text};
use crate::text::front_matter::date_of_name;

/// Reads the export.
///
/// # Errors
/// It is none, or a file of it cannot be read.
pub fn read(bundle: &Bundle) -> Result<Archive, Diagnostic> {
    let mut archive = Archive::default();
    for file in bundle.files().filter(|file| file.ends_with(".html")) {
        let is_post = file.starts_with("posts/") || file.contains("/posts/");
        if !is_post {
            archive.leave_out("files that are no posts (profile, claps, lists)");
            continue;
        }
        let (html, _) = bundle.text(file)?;
        archive.texts.extend(post(file, &html));
    }
    if archive.texts.is_empty() {
        return Err(Diagnostic::error("this is no export of Medium: it has no `posts` folder with HTML in it")
            .hint("in Medium, take Settings → Security and apps → Download your information, and import the ZIP that it gives"));
    }
    Ok(archive)
}

fn post(file: &str, html: &str) -> Option<Text> {
    let nodes = parse(html);
    let find = |wanted: &dyn Fn(&Element) -> bool| found(&nodes, wanted);
    let of_field = |field: &str| {
        found(&nodes, &|element: &Element| element.value("data-field") == Some(field))
    };
    let body = of_field("body")?;
    let words = |element: &Element| on_one_line(&element.text());
    let title = find(&|element| element.has_class("p-name")).map(words).unwrap_or_default();
    let name = stem(file).0;
    let is_draft = name.starts_with("draft");
    let (day, rest) = date_of_name(name);
    // `2020-01-02_Talks-resume-1a2b3c`
    let rest = rest.trim_start_matches(['_', '-']).trim_start_matches("draft_");
    let rest = match name.get(10..11) {
        Some("_") if day.is_none() => &name[11..],
        _ => rest,
    };
    let (slug, id) = rest.rsplit_once('-').unwrap_or((rest, ""));
    let published = find(&|element| element.has_class("dt-published"));
    let published = published
        .and_then(|time| time.value("datetime"))
        .or_else(|| name.get(..10))
        .and_then(|text| date(text).ok());
    let canonical = find(&|element| element.has_class("p-canonical"))
        .and_then(|link| link.value("href"))
        .and_then(|url| url::Url::parse(url).ok());
    let mut has_title = false;
    let content = without_head(body.children.clone(), &mut has_title);
    // An answer to another text has no title but its own first words.
    let is_answer = !has_title
        && !is_draft
        && of_field("subtitle").is_none_or(|subtitle| words(subtitle).is_empty())
        && found(&body.children, &|element| element.has_class("graf--p"))
            .is_some_and(|first| words(first).starts_with(title.trim_end_matches(['…', '.'])));
    // What is above the text may be cut off, and be no more than where the text begins.
    let own = found(&body.children, &|element| element.has_class("graf--subtitle")).map(words);
    let subtitle = own.or_else(|| {
        let said = of_field("subtitle").map(words).filter(|said| !said.is_empty())?;
        (!begins_with(&content, &said)).then_some(said)
    });
    let held = match (is_draft, is_answer) {
        (true, _) => Some(Held::Draft),
        (false, true) => Some(Held::Unlisted),
        (false, false) => None,
    };
    Some(Text {
        kind: Kind::Story,
        title: if title.is_empty() { slug.replace('-', " ") } else { title },
        subtitle,
        date: published,
        held,
        authors: find(&|element| element.has_class("p-author")).map(words).into_iter().collect(),
        address: held.is_none().then(|| match &canonical {
            Some(url) => path(url.path()),
            None => path(&format!("/p/{id}")),
        }),
        slug: canonical
            .as_ref()
            .and_then(|url| {
                url.path_segments()?.next_back().map(|slug| slug.trim_matches('/').to_lowercase())
            })
            .filter(|slug| !slug.is_empty() && !slug.starts_with('@'))
            .unwrap_or_else(|| slug.to_lowercase()),
        feed_id: (!id.is_empty() && !is_draft).then(|| format!("https://medium.com/p/{id}")),
        body: Body::Html(write(&content)),
        origin: Origin::at(file, 0),
        ..Text::default()
    })
}

/// Whether a text, or a block of it, begins with words, which may be cut off.
fn begins_with(nodes: &[Node], said: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let said = bare(said);
    let said = said.trim_end_matches(['…', '.']);
    let begins = |text: String| bare(&text).starts_with(said);
    begins(text_of(nodes))
        || found(nodes, &|element| element.has_class("graf") && begins(element.text())).is_some()
}

fn found<'n>(nodes: &'n [Node], wanted: &dyn Fn(&Element) -> bool) -> Option<&'n Element> {
    elements(nodes).find_map(|element| match wanted(element) {
        true => Some(element),
        false => found(&element.children, wanted),
    })
}

/// The body without the title and the subtitle, which are said above it.
fn without_head(nodes: Vec<Node>, has_title: &mut bool) -> Vec<Node> {
    let mut kept = Vec::new();
    for node in nodes {
        match node {
            Node::Element(element) if element.has_class("graf--title") => *has_title = true,
            Node::Element(element) if element.has_class("graf--subtitle") && *has_title => {}
            // The line with which each section begins.
            Node::Element(element) if element.has_class("section-divider") => {
                if !kept.is_empty() && !text_of(&kept).trim().is_empty() {
                    kept.push(Node::Element(Element::new("hr", Vec::new())));
                }
            }
            Node::Element(mut element) => {
                element.children = without_head(element.children, has_title);
                kept.push(Node::Element(element));
            }
            text @ Node::Text(_) => kept.push(text),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtitle_is_whole_and_none_of_the_text() {
        for (field, below, subtitle) in [
            (
                "In this challenge, you…",
                "<h4 class='graf graf--subtitle'>In this challenge, you will see.</h4><p class=graf>Text.</p>",
                Some("In this challenge, you will see."),
            ),
            ("Text of the", "<p class='graf graf--p'>Text of the day. More.</p>", None),
            (
                "Text of the day. Mo…",
                "<p class='graf graf--p'>Text of the <b>day</b>. More.</p>",
                None,
            ),
            (
                "Text of the day…",
                "<figure class=graf><figcaption>A map</figcaption></figure><p class='graf graf--p'>Text of the day.</p>",
                None,
            ),
            ("A line", "<p class='graf graf--p'>Text.</p>", Some("A line")),
            ("", "<p class='graf graf--p'>Text.</p>", None),
        ] {
            let html = format!(
                "<article><h1 class=p-name>T</h1><section data-field=subtitle>{field}</section>\
                 <section data-field=body><h3 class='graf graf--title'>T</h3>{below}</section></article>"
            );
            let text = post("posts/2020-01-02_T-1a2b.html", &html).unwrap();
            assert_eq!(text.subtitle.as_deref(), subtitle, "{field}");
            let Body::Html(body) = text.body else { panic!("HTML") };
            assert!(!body.contains("will see"), "{body}");
        }
    }

    #[test]
    fn title_and_subtitle_are_said_once() {
        let html = "<article class=h-entry><header><h1 class=p-name>Talks</h1></header>\
            <section data-field=subtitle class=p-summary>Again</section>\
            <section data-field=body class=e-content><div class=section-divider><hr></div>\
            <h3 class='graf graf--h3 graf--title'>Talks</h3><h4 class='graf graf--h4 graf--subtitle'>Again</h4>\
            <p class='graf graf--p'>Text.</p></section>\
            <footer><p>By <a class='p-author h-card'>Anna</a> <time class=dt-published datetime=2020-01-02T10:00:00.000Z>x</time></p>\
            <a href='https://medium.com/@anna/talks-1a2b' class=p-canonical>x</a></footer></article>";
        let text = post("posts/2020-01-02_Talks-1a2b.html", html).unwrap();
        assert_eq!((text.title.as_str(), text.subtitle.as_deref()), ("Talks", Some("Again")));
        assert_eq!(text.authors, ["Anna"]);
        assert_eq!(text.address.as_deref(), Some("/@anna/talks-1a2b"));
        assert_eq!(text.feed_id.as_deref(), Some("https://medium.com/p/1a2b"));
        let Body::Html(body) = text.body else { panic!("HTML") };
        assert_eq!(text_of(&parse(&body)), "Text.");
    }
}
