//! Paragraphs of texts that were written before there were blocks: WordPress makes them of empty
//! lines and ends of lines (<https://developer.wordpress.org/reference/functions/wpautop/>).

/// Elements that are no part of a paragraph.
const BLOCKS: [&str; 41] = [
    "table",
    "thead",
    "tfoot",
    "caption",
    "col",
    "colgroup",
    "tbody",
    "tr",
    "td",
    "th",
    "div",
    "dl",
    "dd",
    "dt",
    "ul",
    "ol",
    "li",
    "pre",
    "form",
    "map",
    "area",
    "blockquote",
    "address",
    "style",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "fieldset",
    "legend",
    "section",
    "article",
    "aside",
    "figure",
    "figcaption",
    "details",
    "summary",
];

/// The text with its paragraphs as HTML.
pub fn autop(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    let mut rest = text;
    // What is in `<pre>`, scripts and styles stays as it is.
    while let Some((at, name)) = kept(rest) {
        paragraphs(&rest[..at], &mut html);
        let close = format!("</{name}>");
        let end = rest[at..]
            .to_ascii_lowercase()
            .find(&close)
            .map_or(rest.len(), |end| at + end + close.len());
        html.push_str(&rest[at..end]);
        html.push_str("\n\n");
        rest = &rest[end..];
    }
    paragraphs(rest, &mut html);
    html
}

fn kept(text: &str) -> Option<(usize, &'static str)> {
    let lower = text.to_ascii_lowercase();
    ["pre", "script", "style", "textarea", "svg"]
        .into_iter()
        .filter_map(|name| {
            let mut from = 0;
            loop {
                let at = from + lower[from..].find(&format!("<{name}"))?;
                if lower[at + 1 + name.len()..].starts_with(['>', ' ', '\n', '\t']) {
                    return Some((at, name));
                }
                from = at + 1;
            }
        })
        .min()
}

fn paragraphs(text: &str, html: &mut String) {
    let spaced = with_space_around_blocks(text);
    let mut part = String::new();
    for line in spaced.lines().chain([""]) {
        if line.trim().is_empty() {
            paragraph(&part, html);
            part.clear();
        } else {
            if !part.is_empty() {
                part.push('\n');
            }
            part.push_str(line);
        }
    }
}

fn paragraph(part: &str, html: &mut String) {
    let part = part.trim();
    if part.is_empty() {
        return;
    }
    if begins_block(part) || (part.starts_with("<!--") && part.ends_with("-->")) {
        html.push_str(part);
        html.push('\n');
        return;
    }
    if part.starts_with("http")
        && !part.contains(char::is_whitespace)
        && url::Url::parse(part).is_ok()
    {
        html.push_str(&link(part));
        return;
    }
    html.push_str("<p>");
    html.push_str(&breaks(part));
    // The end of a block ends the paragraph in it too.
    html.push_str(if ends_block(part) { "\n" } else { "</p>\n" });
}

fn ends_block(part: &str) -> bool {
    let last = part.rfind('<').map(|at| &part[at..]);
    last.is_some_and(|tag| tag.starts_with("</") && tag.ends_with('>') && begins_block(tag))
}

/// Ends of lines as breaks, but within tags and beside blocks.
fn breaks(part: &str) -> String {
    let mut out = String::with_capacity(part.len());
    let mut in_tag = false;
    for (at, c) in part.char_indices() {
        match c {
            '<' => {
                in_tag = part[at + 1..]
                    .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!'));
            }
            '>' => in_tag = false,
            _ => {}
        }
        let is_break = c == '\n'
            && !in_tag
            && !out.trim_end().ends_with("<br />")
            && !out.trim_end().ends_with("<br>");
        if is_break {
            out.push_str("<br>");
        }
        out.push(c);
    }
    out
}

fn begins_block(part: &str) -> bool {
    let Some(rest) = part.strip_prefix('<') else { return false };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    BLOCKS.contains(&&*name.to_ascii_lowercase())
}

/// An empty line before each block begins and behind each that ends.
fn with_space_around_blocks(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some(end) = rest.find('>') else { break };
        let tag = &rest[..=end];
        match (begins_block(tag), tag.starts_with("</")) {
            (true, true) => {
                out.push_str(tag);
                out.push_str("\n\n");
            }
            (true, false) => {
                out.push_str("\n\n");
                out.push_str(tag);
                if tag.to_ascii_lowercase().starts_with("<hr") {
                    out.push_str("\n\n");
                }
            }
            (false, _) => out.push_str(tag),
        }
        rest = &rest[end + 1..];
    }
    out.push_str(rest);
    out
}

/// The text of blocks, with the addresses in embeds as links.
pub fn embedded(text: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| {
            let bare = line.trim();
            let is_address = bare.starts_with("http")
                && !bare.contains(char::is_whitespace)
                && !bare.contains('<');
            if is_address && url::Url::parse(bare).is_ok() { link(bare) } else { line.to_string() }
        })
        .collect();
    lines.join("\n")
}

fn link(url: &str) -> String {
    let url = url.replace("&amp;", "&").replace("&#038;", "&");
    let escaped = crate::html::escaped(&url);
    format!("<p><a href=\"{escaped}\">{escaped}</a></p>\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_lines_make_paragraphs_and_ends_of_lines_breaks() {
        for (text, html) in [
            ("a\n\nb\nc", "<p>a</p>\n<p>b<br>\nc</p>\n"),
            ("a\n<h2>b</h2>\nc", "<p>a</p>\n<h2>b</h2>\n<p>c</p>\n"),
            ("<pre>a\n\nb</pre>\nc", "<pre>a\n\nb</pre>\n\n<p>c</p>\n"),
            ("<ul>\n\t<li>a</li>\n</ul>", "<ul>\n<li>a</li>\n</ul>\n"),
            ("<ul><li>a</li><li>b\n\nc</li></ul>", "<ul>\n<li>a</li>\n<li>b\n<p>c</li>\n</ul>\n"),
            ("<div>a\n\nb</div>", "<div>a\n<p>b</div>\n"),
            ("a\n\nb</b>", "<p>a</p>\n<p>b</b></p>\n"),
            ("a <b\nclass=x>b</b>", "<p>a <b\nclass=x>b</b></p>\n"),
            (
                "https://a.example/?b&amp;c",
                "<p><a href=\"https://a.example/?b&amp;c\">https://a.example/?b&amp;c</a></p>\n",
            ),
        ] {
            assert_eq!(autop(text), html, "{text}");
        }
    }
}
