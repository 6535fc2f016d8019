//! WordPress's shortcodes (<https://developer.wordpress.org/apis/shortcode/>).

use std::collections::{BTreeSet, HashMap};

use super::plain;
use super::xml::Element;
use crate::html::escaped;
use crate::import::rules::Rules;
use crate::import::tags::{self, argument, arguments};

/// A file of the media library.
#[derive(Clone, Debug, Default)]
pub struct Attachment {
    pub url: String,
    /// The id of the post to which it was uploaded.
    pub parent: String,
    pub alt: String,
    pub caption: String,
    pub order: i64,
}

impl Attachment {
    pub fn of(item: &Element) -> Self {
        let meta = |name: &str| item.meta(name).map(plain).unwrap_or_default();
        Attachment {
            url: item
                .child("wp:attachment_url")
                .or_else(|| item.child("guid"))
                .unwrap_or_default()
                .to_string(),
            parent: item.child("wp:post_parent").unwrap_or_default().to_string(),
            alt: meta("_wp_attachment_image_alt"),
            caption: item.child("excerpt:encoded").map(plain).unwrap_or_default(),
            order: item.child("wp:menu_order").and_then(|order| order.parse().ok()).unwrap_or(0),
        }
    }
}

/// What shortcodes mean on a site.
pub struct Shortcodes<'s> {
    pub attachments: &'s HashMap<String, Attachment>,
    pub rules: &'s Rules,
}

/// A shortcode in a text.
struct Found<'t> {
    start: usize,
    /// Behind its first tag.
    open_end: usize,
    name: &'t str,
    arguments: &'t str,
    is_closed: bool,
}

impl Shortcodes<'_> {
    /// The HTML with its shortcodes replaced, and the names of those that nobody knows: of these
    /// what is in them stays, and those that stand alone stay as text. `post` is the id of the text.
    pub fn replaced(&self, html: &str, post: &str) -> (String, BTreeSet<String>) {
        let mut unknown = BTreeSet::new();
        let html = self.part(html, post, &mut unknown, 0);
        (html, unknown)
    }

    fn part(&self, html: &str, post: &str, unknown: &mut BTreeSet<String>, depth: usize) -> String {
        let mut out = String::with_capacity(html.len());
        let mut at = 0;
        while let Some(found) = next(html, at) {
            out.push_str(&html[at..found.start]);
            at = found.open_end;
            // `[[caption]]` is shown as it is written.
            if html[..found.start].ends_with('[') && html[at..].starts_with(']') {
                out.push_str(&html[found.start..at]);
                at += 1;
                continue;
            }
            let close = format!("[/{}]", found.name);
            let end =
                if found.is_closed { None } else { html[at..].find(&close).map(|end| at + end) };
            let inner = end.map(|end| match depth < 10 {
                true => self.part(&html[at..end], post, unknown, depth + 1),
                false => html[at..end].to_string(),
            });
            match self.meaning(&found, inner.as_deref(), post) {
                Some(text) => {
                    out.push_str(&text);
                    at = end.map_or(at, |end| end + close.len());
                }
                None => {
                    if end.is_some()
                        || !found.arguments.trim().is_empty()
                        || found.is_closed
                        || found.name.contains(['_', '-'])
                    {
                        unknown.insert(found.name.to_string());
                    }
                    // Around words, it is a tag; alone, it may be words, such as `[sic]`.
                    match (end, inner) {
                        (Some(end), Some(inner)) => {
                            out.push_str(&inner);
                            at = end + close.len();
                        }
                        _ => out.push_str(&html[found.start..at]),
                    }
                }
            }
        }
        out.push_str(&html[at..]);
        // The brackets around what was shown as it is written.
        out.replace("[[", "[").replace("]]", "]")
    }

    fn meaning(&self, found: &Found<'_>, inner: Option<&str>, post: &str) -> Option<String> {
        let given = arguments(
            &found
                .arguments
                .replace("&#8221;", "\"")
                .replace("&#8220;", "\"")
                .replace("&quot;", "\""),
        );
        if let Some(text) = self.rules.shortcode(found.name, &given, inner) {
            return Some(text);
        }
        match found.name {
            "caption" | "wp_caption" => caption(&given, inner?),
            "gallery" | "playlist" => Some(self.gallery(&given, post)),
            "embed" => inner.or_else(|| argument(&given, &["src"], 0)).map(|url| {
                let url = crate::html::tree::text_of(&crate::html::tree::parse(url));
                let url = escaped(url.trim());
                format!("<p><a href=\"{url}\">{url}</a></p>")
            }),
            "audio" | "video" => {
                let src = ["src", "mp3", "mp4", "m4a", "ogg", "wav", "m4v", "webm", "ogv", "flv"];
                let src = argument(&given, &src, 0)
                    .or(inner.map(str::trim).filter(|url| url.starts_with("http")))?;
                Some(format!("<p><{0} src=\"{1}\" controls></{0}></p>", found.name, escaped(src)))
            }
            // `[youtube=https://…&w=320]`, of Jetpack.
            _ if found.arguments.starts_with('=') => {
                let url = escaped(&after_name(found.arguments)?);
                Some(format!("<p><a href=\"{url}\">{url}</a></p>"))
            }
            "youtube" | "vimeo" | "tweet" | "gist" | "instagram" | "soundcloud" | "quote"
            | "blockquote" => tags::known(found.name, &given, inner)
                .filter(|_| !matches!(found.name, "quote" | "blockquote"))
                .or_else(|| inner.map(|inner| format!("<blockquote>{inner}</blockquote>"))),
            _ => None,
        }
    }

    fn gallery(&self, given: &tags::Arguments, post: &str) -> String {
        let ids = argument(given, &["ids", "include"], usize::MAX);
        let mut pictures: Vec<(&Attachment, &str)> = match ids {
            Some(ids) => ids
                .split(',')
                .filter_map(|id| Some((self.attachments.get(id.trim())?, "")))
                .collect(),
            None => {
                let of_post = self.attachments.iter().filter(|(_, of)| of.parent == post);
                of_post.map(|(id, of)| (of, id.as_str())).collect()
            }
        };
        if ids.is_none() {
            pictures.sort_by_key(|(of, id)| (of.order, id.parse::<u64>().unwrap_or(0)));
        }
        let one = |of: &Attachment| {
            let src = escaped(&of.url);
            let ending = of.url.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
            match &*ending {
                "mp3" | "m4a" | "ogg" | "wav" => {
                    format!("<p><audio src=\"{src}\" controls></audio></p>\n")
                }
                "mp4" | "webm" | "ogv" | "m4v" => {
                    format!("<p><video src=\"{src}\" controls></video></p>\n")
                }
                "jpg" | "jpeg" | "png" | "gif" | "webp" | "avif" | "svg" => {
                    let caption = match of.caption.is_empty() {
                        true => String::new(),
                        false => format!("<figcaption>{}</figcaption>", escaped(&of.caption)),
                    };
                    format!(
                        "<figure><img src=\"{src}\" alt=\"{}\">{caption}</figure>\n",
                        escaped(&of.alt)
                    )
                }
                _ => String::new(),
            }
        };
        pictures.into_iter().map(|(of, _)| one(of)).collect()
    }
}

/// A caption stands behind the picture, or is an argument.
fn caption(given: &tags::Arguments, inner: &str) -> Option<String> {
    let end = inner.find("<img").and_then(|at| Some(at + inner[at..].find('>')? + 1))?;
    let end = match inner[end..].trim_start().strip_prefix("</a>") {
        Some(rest) => inner.len() - rest.len(),
        None => end,
    };
    let (picture, behind) = inner.split_at(end);
    let words = argument(given, &["caption"], usize::MAX).unwrap_or(behind).trim();
    let caption =
        if words.is_empty() { String::new() } else { format!("<figcaption>{words}</figcaption>") };
    Some(format!(
        "</p><figure>{}{caption}</figure><p>",
        picture.replace("<p>", "").replace("</p>", "").trim()
    ))
}

/// Shortcodes that may have an address right behind their names
/// (<https://wordpress.com/support/wordpress-editor/blocks/shortcode-block/>).
const ADDRESSED: [&str; 9] = [
    "youtube",
    "vimeo",
    "dailymotion",
    "ted",
    "soundcloud",
    "googlemaps",
    "tweet",
    "instagram",
    "facebook",
];

/// The address in `=https://…&w=320`, without how large a player is to be.
fn after_name(arguments: &str) -> Option<String> {
    let url = arguments.strip_prefix('=')?.split_whitespace().next()?;
    let url = url.replace("&#038;", "&").replace("&amp;", "&");
    let is_size =
        |part: &&str| ["w=", "h=", "width=", "height="].iter().any(|of| part.starts_with(of));
    Some(url.split('&').filter(|part| !is_size(part)).collect::<Vec<_>>().join("&"))
}

/// The next shortcode behind `from`.
fn next(html: &str, from: usize) -> Option<Found<'_>> {
    let mut at = from;
    loop {
        let start = at + html[at..].find('[')?;
        at = start + 1;
        let rest = &html[at..];
        let length = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '_' | '-')))
            .unwrap_or(rest.len());
        let name = &rest[..length];
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic());
        let behind = &rest[length..];
        let is_address = behind.starts_with("=http") && ADDRESSED.contains(&name);
        if !is_name || !is_address && !behind.starts_with([']', ' ', '/', '\n', '\u{a0}']) {
            continue;
        }
        let end = behind.find(']')?;
        let inside = &behind[..end];
        // Not across a tag that is none of an argument.
        if inside.contains('[') || inside.contains("</p>") {
            continue;
        }
        let is_closed = inside.trim_end().ends_with('/');
        let arguments = inside.trim_end().strip_suffix('/').unwrap_or(inside);
        return Some(Found { start, open_end: at + length + end + 1, name, arguments, is_closed });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_become_what_they_mean() {
        let picture = |url: &str, parent: &str, order| Attachment {
            url: url.into(),
            parent: parent.into(),
            alt: "A".into(),
            caption: String::new(),
            order,
        };
        let attachments = HashMap::from([
            ("1".to_string(), picture("/a.jpg", "9", 2)),
            ("2".to_string(), picture("/b.jpg", "9", 1)),
        ]);
        let rules = Rules::default();
        let shortcodes = Shortcodes { attachments: &attachments, rules: &rules };
        let figure = |src: &str| format!("<figure><img src=\"{src}\" alt=\"A\"></figure>\n");
        for (text, html) in [
            (
                "[caption id=x]<img src=y> z[/caption]",
                "</p><figure><img src=y><figcaption>z</figcaption></figure><p>".to_string(),
            ),
            (
                "[caption caption=\"z\"]<a href=q><img src=y></a>[/caption]",
                "</p><figure><a href=q><img src=y></a><figcaption>z</figcaption></figure><p>"
                    .into(),
            ),
            ("[gallery ids=\"1,2\"]", figure("/a.jpg") + &figure("/b.jpg")),
            ("[gallery]", figure("/b.jpg") + &figure("/a.jpg")),
            (
                "[embed]https://a.example/[/embed]",
                "<p><a href=\"https://a.example/\">https://a.example/</a></p>".into(),
            ),
            (
                "[youtube=http://a.example/watch?v=b&amp;w=320&#038;h=9]",
                "<p><a href=\"http://a.example/watch?v=b\">http://a.example/watch?v=b</a></p>"
                    .into(),
            ),
            ("[x=1] [see=http://a.example]", "[x=1] [see=http://a.example]".into()),
            ("[[caption]] [sic] [1]", "[caption] [sic] [1]".into()),
        ] {
            assert_eq!(shortcodes.replaced(text, "9"), (html, BTreeSet::new()), "{text}");
        }
        let (html, unknown) = shortcodes.replaced("a [odd b=\"c\"]d [gallery ids=1][/odd] e", "9");
        assert_eq!(html, format!("a d {} e", figure("/a.jpg")));
        assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["odd"]);
        let (html, unknown) = shortcodes.replaced("a [contact-form-7 id=\"1\"] b", "9");
        assert_eq!(html, "a [contact-form-7 id=\"1\"] b");
        assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["contact-form-7"]);
    }
}
