//! Tags and shortcodes that many sites have, under the names that their programs and plug-ins
//! gave them, and what they mean.

use crate::html::escaped;

/// The arguments of a tag: names, if they have any, and values.
pub type Arguments = [(Option<String>, String)];

/// The arguments in a text: `a.jpg`, `"a b"`, `src="a.jpg"`, `src=a.jpg`.
pub fn arguments(text: &str) -> Vec<(Option<String>, String)> {
    let mut given = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some(&(start, c)) = letters.peek() {
        if c.is_whitespace() || c == ',' {
            letters.next();
            continue;
        }
        let mut name = None;
        if c.is_alphabetic() || c == '_' {
            let end = text[start..]
                .find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':')))
                .map_or(text.len(), |end| start + end);
            let behind = text[end..].trim_start();
            if behind.starts_with('=') && !behind.starts_with("==") {
                name = Some(text[start..end].to_string());
                let value = text.len() - behind[1..].trim_start().len();
                while letters.peek().is_some_and(|(at, _)| *at < value) {
                    letters.next();
                }
            }
        }
        given.push((name, value(&mut letters)));
    }
    given
}

fn value(letters: &mut std::iter::Peekable<std::str::CharIndices<'_>>) -> String {
    let mut value = String::new();
    match letters.peek() {
        Some(&(_, quote @ ('"' | '\'' | '`' | '“'))) => {
            letters.next();
            let quote = if quote == '“' { '”' } else { quote };
            while let Some((_, c)) = letters.next() {
                match c {
                    '\\' if quote != '`' => {
                        let next = letters.next().map(|(_, c)| c);
                        match next {
                            Some('n') => value.push('\n'),
                            Some(c) => value.push(c),
                            None => {}
                        }
                    }
                    c if c == quote => break,
                    c => value.push(c),
                }
            }
        }
        _ => {
            while let Some((_, c)) = letters.next_if(|(_, c)| !c.is_whitespace() && *c != ',') {
                value.push(c);
            }
        }
    }
    value
}

/// The value of a named argument, or the one at a place if none is named.
pub fn argument<'a>(given: &'a Arguments, names: &[&str], at: usize) -> Option<&'a str> {
    let named = |name: &&str| {
        let found = given.iter().find(|(of, _)| of.as_deref() == Some(*name));
        found.map(|(_, value)| value.as_str())
    };
    let unnamed = || given.iter().filter(|(name, _)| name.is_none()).nth(at);
    names
        .iter()
        .find_map(named)
        .or_else(|| unnamed().map(|(_, value)| value.as_str()))
        .filter(|value| !value.is_empty())
}

/// What a tag means that many sites have; none of one that nobody knows.
pub fn known(name: &str, given: &Arguments, inner: Option<&str>) -> Option<String> {
    let first = || argument(given, &["id", "src", "url", "href", "link", "code"], 0);
    let address = |start: &str, id: &str| match id.contains("://") {
        true => link(id),
        false => link(&format!("{start}{id}")),
    };
    Some(match name {
        "youtube" | "youtube-lite" | "yt" | "youtube_embed" | "youtube-embed" | "youtubeEmbed" => {
            address("https://www.youtube.com/watch?v=", first()?)
        }
        "vimeo" => address("https://vimeo.com/", first()?),
        "gist" => match given {
            [(None, user), (None, id), ..] => link(&format!("https://gist.github.com/{user}/{id}")),
            _ => address("https://gist.github.com/", first()?),
        },
        "tweet" | "twitter" | "x" | "twitter_simple" | "tweet_simple" | "x_simple" => {
            match (argument(given, &["user"], 0), argument(given, &["id"], 1)) {
                (Some(user), Some(id)) if !user.contains('/') => {
                    link(&format!("https://x.com/{user}/status/{id}"))
                }
                (Some(id), _) => address("https://x.com/i/status/", id),
                _ => return None,
            }
        }
        "instagram" | "instagram_simple" => address("https://www.instagram.com/p/", first()?),
        "speakerdeck" => address("https://speakerdeck.com/", first()?),
        "soundcloud" => address("https://soundcloud.com/", first()?),
        "spotify" => address("https://open.spotify.com/", first()?),
        "codepen" => address("https://codepen.io/", first()?),
        "figure" | "image" | "img" | "fig" | "picture" | "imgcap" | "responsive_image" => {
            figure(given, inner)?
        }
        "video" => {
            let src = argument(given, &["src", "mp4", "url", "file", "webm"], 0)?;
            format!("\n\n<p><video src=\"{}\" controls></video></p>\n\n", escaped(src))
        }
        "audio" => {
            let src = argument(given, &["src", "mp3", "url", "file"], 0)?;
            format!("\n\n<p><audio src=\"{}\" controls></audio></p>\n\n", escaped(src))
        }
        "highlight" | "codeblock" | "code" => {
            let language = argument(given, &["lang", "language"], 0).unwrap_or_default();
            let is_in_line = given.iter().any(|(name, value)| {
                name.as_deref() == Some("hl_inline") && value != "false"
                    || value.replace(' ', "").contains("hl_inline=true")
            });
            match is_in_line {
                true => format!("<code>{}</code>", escaped(inner?.trim())),
                false => code(language, inner?),
            }
        }
        "details" => {
            // As browsers and Hugo call it.
            let summary = argument(given, &["summary", "title"], 0).unwrap_or("Details");
            format!(
                "<details><summary>{}</summary>\n\n{}\n\n</details>\n",
                in_line(&escaped(summary)),
                inner?.trim()
            )
        }
        "blockquote" | "quote" | "pullquote" => {
            let inner = inner.or_else(|| argument(given, &["text", "quote"], 0))?;
            let lines: Vec<String> =
                inner.trim().lines().map(|line| format!("> {}", line.trim())).collect();
            let by = argument(given, &["author", "by", "cite", "attribution"], usize::MAX);
            let by = by.map(|by| format!("\n>\n> — {by}")).unwrap_or_default();
            format!("\n\n{}{by}\n\n", lines.join("\n"))
        }
        // What only the theme or search engines need.
        "seo" | "feed_meta" | "toc" | "ads" | "ad" | "adsense" | "more" | "clear" | "br"
        | "comments" => String::new(),
        _ => return None,
    })
}

/// What of a tag that nobody knows readers would miss: its pictures, its words, what is in it.
pub fn guessed(given: &Arguments, inner: Option<&str>) -> String {
    let is_picture = |value: &str| {
        let ending = value.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        value.contains('.')
            && matches!(&*ending, "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg" | "avif")
    };
    let mut parts = Vec::new();
    let picture = given.iter().find(|(_, value)| is_picture(value));
    match picture {
        Some((_, src)) => {
            let mut as_figure = vec![(Some("src".to_string()), src.clone())];
            as_figure.extend(given.iter().filter(|(name, _)| name.is_some()).cloned());
            parts.extend(figure(&as_figure, None));
        }
        None => {
            const WORDS: [&str; 8] = [
                "title",
                "heading",
                "text",
                "quote",
                "caption",
                "content",
                "description",
                "author",
            ];
            for (name, value) in given {
                if name.as_deref().is_some_and(|name| WORDS.contains(&name)) {
                    // Templates escape it.
                    parts.push(format!("\n\n{}\n\n", escaped(value)));
                }
            }
        }
    }
    // What has no name may be how it looks. Words have a space; a name beside them has a capital.
    let unnamed =
        given.iter().filter(|(name, value)| name.is_none() && is_text(value) && !is_picture(value));
    let unnamed: Vec<&str> = unnamed.map(|(_, value)| value.trim()).collect();
    if picture.is_some() || unnamed.iter().any(|value| value.contains(' ')) {
        let is_words = |value: &&&str| value.contains(' ') || value.starts_with(char::is_uppercase);
        let words = unnamed.iter().filter(is_words);
        parts.extend(words.map(|value| format!("\n\n{}\n\n", escaped(value))));
    }
    if let Some(inner) = inner {
        parts.push(format!("\n\n{}\n\n", inner.trim_matches(['\n', '\r'])));
    }
    parts.concat()
}

/// Whether an argument is no address.
fn is_text(value: &str) -> bool {
    !value.starts_with(['/', '.', '#']) && !value.contains("://")
}

/// An address as a paragraph of its own.
fn link(url: &str) -> String {
    format!("\n\n<p><a href=\"{0}\">{0}</a></p>\n\n", escaped(url))
}

/// A picture with what belongs to it.
fn figure(given: &Arguments, inner: Option<&str>) -> Option<String> {
    let src = argument(
        given,
        &["src", "url", "path", "file", "image", "image_path", "href", "source"],
        0,
    )?;
    let alt = argument(given, &["alt", "alttext", "image_alt", "description"], usize::MAX)
        .unwrap_or_default();
    let [title, caption] = ["title", "caption"].map(|name| argument(given, &[name], usize::MAX));
    let caption = caption.or(inner.map(str::trim)).filter(|caption| !caption.is_empty());
    // Hugo shows both, the title as a heading.
    let both = title.zip(caption).filter(|(title, caption)| title != caption);
    let both = both.map(|(title, caption)| format!("**{title}** {caption}"));
    let caption = both.or(caption.or(title).map(String::from));
    let credit = argument(given, &["attr", "credit"], usize::MAX);
    let words: Vec<String> = caption
        .into_iter()
        .chain(credit.map(|credit| match argument(given, &["attrlink"], usize::MAX) {
            Some(to) => format!("<a href=\"{}\">{credit}</a>", escaped(to)),
            None => credit.to_string(),
        }))
        .collect();
    let picture = format!("<img src=\"{}\" alt=\"{}\">", escaped(src), escaped(alt));
    let picture = match argument(given, &["link"], usize::MAX) {
        Some(to) => format!("<a href=\"{}\">{picture}</a>", escaped(to)),
        None => picture,
    };
    // Themes read captions as Markdown.
    let words = in_line(&words.join(" "));
    let caption =
        if words.is_empty() { String::new() } else { format!("<figcaption>{words}</figcaption>") };
    Some(format!("\n\n<figure>{picture}{caption}</figure>\n\n"))
}

/// A line of Markdown as HTML.
fn in_line(words: &str) -> String {
    if !words.contains(['*', '_', '`', '[', '&', '~']) {
        return words.to_string();
    }
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(words));
    let html = html.trim();
    // More than a paragraph is none of a caption.
    match html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>")) {
        Some(inner) if !inner.contains("<p>") => inner.to_string(),
        _ => words.to_string(),
    }
}

/// A block of code between fences that are longer than any in it.
pub fn code(language: &str, text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let language: String =
        language.chars().filter(|c| c.is_alphanumeric() || "+-_#".contains(*c)).collect();
    format!("\n{fence}{language}\n{}\n{fence}\n", text.trim_matches(['\n', '\r']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_read_as_every_program_writes_them() {
        let given = arguments("a.jpg \"b c\" alt='d \\'e' class=f link=`g\\h`");
        let given: Vec<_> =
            given.iter().map(|(name, value)| (name.as_deref(), value.as_str())).collect();
        let expected = [
            (None, "a.jpg"),
            (None, "b c"),
            (Some("alt"), "d 'e"),
            (Some("class"), "f"),
            (Some("link"), "g\\h"),
        ];
        assert_eq!(given, expected);
    }

    #[test]
    fn words_of_unknown_tags_stay() {
        for (text, words) in [
            ("\"To be\", \"Hamlet\"", &["To be", "Hamlet"][..]),
            ("\"/img/a.png\" \"The dam\" Reuters left", &["/img/a.png", "The dam", "Reuters"]),
            ("GitHub", &[]),
            ("center 300 https://a.example/x", &[]),
            ("title=\"A b\" size=\"Very large\"", &["A b"]),
        ] {
            let guessed = guessed(&arguments(text), None);
            for word in words {
                assert!(guessed.contains(word), "{word}: {guessed}");
            }
            assert_eq!(guessed.trim().is_empty(), words.is_empty(), "{guessed}");
            assert!(!guessed.contains("left") && !guessed.contains("Very"), "{guessed}");
        }
    }

    #[test]
    fn known_tags_become_what_they_mean() {
        for (name, text, inner, meaning) in [
            (
                "youtube",
                "abc",
                None,
                "<p><a href=\"https://www.youtube.com/watch?v=abc\">https://www.youtube.com/watch?v=abc</a></p>",
            ),
            (
                "gist",
                "anna 123",
                None,
                "<p><a href=\"https://gist.github.com/anna/123\">https://gist.github.com/anna/123</a></p>",
            ),
            (
                "figure",
                "src=\"/a.jpg\" alt=\"A\" caption=\"B\"",
                None,
                "<figure><img src=\"/a.jpg\" alt=\"A\"><figcaption>B</figcaption></figure>",
            ),
            (
                "figure",
                "src=\"/a.jpg\" caption=\"A *b* [c](/d)\"",
                None,
                "<figure><img src=\"/a.jpg\" alt=\"\"><figcaption>A <em>b</em> <a href=\"/d\">c</a></figcaption></figure>",
            ),
            ("highlight", "rust", Some("\nlet a;\n"), "```rust\nlet a;\n```"),
            ("quote", "", Some("a\nb"), "> a\n> b"),
        ] {
            let meant = known(name, &arguments(text), inner).unwrap();
            assert_eq!(meant.trim(), meaning);
        }
        assert_eq!(known("unheard-of", &[], None), None);
    }
}
