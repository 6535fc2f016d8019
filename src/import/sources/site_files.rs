//! What folders of sites have in common.

use percent_encoding::percent_decode_str;

use crate::html::tree::{parse, text_of};
use crate::import::facts::{Facts, texts};
use crate::import::model::{Image, Text};
use crate::text::date::Written;
use crate::text::yaml::Value;

/// The name of a file without its folders and its ending, and the ending.
pub fn stem(path: &str) -> (&str, &str) {
    let name = path.rsplit('/').next().unwrap_or(path);
    match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => (stem, ending),
        _ => (name, ""),
    }
}

/// The folder of a path, without a slash at its end.
pub fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a file is a text in Markdown, by its name.
pub fn is_markdown(path: &str) -> bool {
    matches!(
        &*stem(path).1.to_ascii_lowercase(),
        "md" | "markdown" | "mkd" | "mkdn" | "mkdown" | "mdown"
    )
}

/// Whether a file is a page in HTML, by its name.
pub fn is_html(path: &str) -> bool {
    matches!(&*stem(path).1.to_ascii_lowercase(), "html" | "htm" | "xhtml")
}

/// A slug as words: `talks-resume` as `Talks resume`.
pub fn titled(slug: &str) -> String {
    crate::text::config::capitalized(slug.trim_matches(['-', '_']))
}

/// The day that an address tells: `/2020/01/02/talks/`.
pub fn day_of(address: &str) -> Option<Written> {
    let parts: Vec<&str> = address.split('/').collect();
    parts.windows(3).find_map(|three| {
        let is_day = three.iter().zip([4, 2, 2]).all(|(part, length)| {
            part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit())
        });
        is_day.then(|| Written::parse(&three.join("-")).ok()).flatten()
    })
}

/// Says the lines of a text's front matter as readers see them.
pub fn say(text: &mut Text) {
    text.title = said(&text.title);
    for line in [&mut text.subtitle, &mut text.summary].into_iter().flatten() {
        *line = said(line);
    }
}

/// A line of front matter as readers see it: templates put it into pages as HTML, so that
/// references to characters and marks of emphasis are none of its words.
fn said(text: &str) -> String {
    const MARKS: [&str; 10] =
        ["em", "i", "b", "strong", "code", "br", "sup", "sub", "span", "small"];
    let is_mark = |at: usize| {
        let name = text[at + 1..].trim_start_matches('/');
        let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
        MARKS.contains(&&*name[..end].to_ascii_lowercase())
    };
    let has_marks = text.match_indices('<').any(|(at, _)| is_mark(at));
    let has_references = text.split('&').skip(1).any(|rest| {
        rest.split_once(';').is_some_and(|(name, _)| {
            !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '#')
        })
    });
    if !has_marks && !has_references {
        return text.to_string();
    }
    // All else that looks like a tag is meant.
    let mut html = String::with_capacity(text.len());
    for (at, c) in text.char_indices() {
        match c {
            '<' if !is_mark(at) => html.push_str("&lt;"),
            c => html.push(c),
        }
    }
    text_of(&parse(&html))
}

/// A path with one slash at its start and none twice, percent-decoded.
pub fn path(parts: &str) -> String {
    let decoded = percent_decode_str(parts).decode_utf8_lossy();
    let mut path = String::from("/");
    for c in decoded.chars() {
        if c != '/' || !path.ends_with('/') {
            path.push(c);
        }
    }
    path
}

/// An address as a link in a text has it: without what would end it there.
pub fn in_link(address: &str) -> String {
    let mut link = String::with_capacity(address.len());
    for c in address.chars() {
        match c {
            ' ' | '(' | ')' | '<' | '>' | '"' | '%' => {
                link.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => link.push(c),
        }
    }
    link
}

/// The picture that leads a text, under the names that themes have for it.
pub fn image(facts: &Facts) -> Option<Image> {
    const NAMES: [&str; 18] = [
        "image",
        "featured_image",
        "featuredImage",
        "feature_image",
        "cover",
        "cover_image",
        "coverImage",
        "hero",
        "hero_image",
        "header_image",
        "banner",
        "thumbnail",
        "thumb",
        "img",
        "teaser",
        "featureimage",
        "images",
        "photo",
    ];
    let alt = || {
        facts.first(&[
            "image_alt",
            "imageAlt",
            "alt",
            "image_alt_text",
            "featured_image_alt",
            "thumbnail_alt",
        ])
    };
    let caption =
        || facts.first(&["image_caption", "imageCaption", "caption", "featured_image_caption"]);
    let credit =
        || facts.first(&["image_credit", "imageCredit", "photo_credit", "image_attribution"]);
    for name in NAMES {
        match facts.get(name) {
            Some(Value::Map(_)) => {
                let map = facts.map(name);
                let Some(src) =
                    map.first(&["src", "path", "url", "image", "feature", "teaser", "file"])
                else {
                    continue;
                };
                return Some(Image {
                    src,
                    alt: map.first(&["alt", "description"]),
                    caption: map.text("caption"),
                    credit: map.text("credit"),
                });
            }
            Some(value) => {
                let Some(src) = texts(value).into_iter().next() else { continue };
                // A flag, or the name of a style.
                if !src.contains(['.', '/']) {
                    continue;
                }
                return Some(Image { src, alt: alt(), caption: caption(), credit: credit() });
            }
            None => {}
        }
    }
    let header = facts.map("header");
    let src = header.first(&["image", "teaser", "overlay_image"])?;
    Some(Image {
        src,
        alt: header.text("image_description"),
        caption: header.text("caption"),
        credit: None,
    })
}

/// The names of fields that say what a text is, and need not be kept besides.
pub const KNOWN: &[&str] = &[
    "title",
    "date",
    "layout",
    "permalink",
    "published",
    "draft",
    "tags",
    "tag",
    "categories",
    "category",
    "author",
    "authors",
    "excerpt",
    "description",
    "summary",
    "subtitle",
    "image",
    "slug",
    "url",
    "aliases",
    "redirect_from",
    "lastmod",
    "updated",
    "last_modified_at",
    "modified",
    "publishDate",
    "expiryDate",
    "lang",
    "language",
    "featured",
    "sitemap",
    "type",
    "weight",
    "menu",
    "toc",
    "comments",
    "id",
];

/// Where an address leads, seen from the page at `from` (RFC 3986, section 5.2); `base` is the path
/// of the site, which Dateline adds. Addresses of other sites stay.
pub fn resolved(url: &str, from: &str, base: &str) -> String {
    let url = url.trim();
    let is_elsewhere = url.starts_with("//")
        || url.starts_with('#')
        || url.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'));
    if is_elsewhere || url.is_empty() {
        return url.to_string();
    }
    if url.starts_with('/') {
        return without_base(url, base).to_string();
    }
    let (path, rest) = match url.find(['?', '#']) {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    if path.is_empty() {
        return format!("{from}{rest}");
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "." => {}
            ".." => {
                if parts.len() > 1 {
                    parts.pop();
                }
            }
            part => parts.push(part),
        }
    }
    if path.ends_with("..") || path.ends_with("/.") || path == "." {
        parts.push("");
    }
    let joined = parts.join("/");
    let joined = if joined.starts_with('/') { joined } else { format!("/{joined}") };
    format!("{joined}{rest}")
}

/// A path from the host's root as one from the site's.
pub fn without_base<'u>(url: &'u str, base: &str) -> &'u str {
    let base = base.trim_end_matches('/');
    match url.strip_prefix(base) {
        Some("") if !base.is_empty() => "/",
        Some(rest) if rest.starts_with('/') => rest,
        _ => url,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_said_as_readers_see_them() {
        for (text, expected) in [
            ("Talks &amp; views", "Talks & views"),
            ("The <em>old</em> dam", "The old dam"),
            ("AT&T; a < b, <div>", "AT&T; a < b, <div>"),
            ("R&D and Q&A", "R&D and Q&A"),
        ] {
            assert_eq!(said(text), expected);
        }
    }

    #[test]
    fn addresses_end_where_they_end() {
        for (address, link) in [
            ("/world news/a/", "/world%20news/a/"),
            ("/a(b)/", "/a%28b%29/"),
            ("/100%/", "/100%25/"),
            ("/новости/ä/", "/новости/ä/"),
        ] {
            assert_eq!(in_link(address), link);
        }
    }

    #[test]
    fn addresses_are_seen_from_their_page() {
        for (url, from, base, expected) in [
            ("b.png", "/2020/a/", "", "/2020/a/b.png"),
            ("b.png", "/2020/a.html", "", "/2020/b.png"),
            ("../b/#c", "/2020/a/", "", "/2020/b/#c"),
            ("../../../b", "/a/", "", "/b"),
            ("/blog/b/", "/a/", "/blog", "/b/"),
            ("/blogs/b/", "/a/", "/blog", "/blogs/b/"),
            ("#c", "/a/", "", "#c"),
            ("mailto:a@b.example", "/a/", "", "mailto:a@b.example"),
            ("//c.example/x", "/a/", "", "//c.example/x"),
            ("?page=2", "/a/", "", "/a/?page=2"),
            (".", "/a/b", "", "/a/"),
        ] {
            assert_eq!(resolved(url, from, base), expected, "{url} {from}");
        }
    }
}
