//! What templates see of how a site looks and of what its publisher adds to every page.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use url::Url;

use crate::language::numbers::Numbers;
use crate::render::views::{CommentsView, LinkView, ScriptView};
use crate::text::config::{
    Analytics, Color, ColorRole, Config, Face, Giscus, LinkTarget, MenuLink, Rgb, Share,
};
use crate::url::BaseUrl;
use crate::word_list::WordList;

/// The letters with and without serifs, as the style sheet names them.
fn family(face: Face) -> &'static str {
    match face {
        Face::Serif => "var(--serif)",
        Face::Sans => "var(--sans)",
    }
}

/// The style sheet of the settings and of the `words` of a language, which goes over the theme's; empty when there are none.
pub fn style(config: &Config, words: &WordList) -> String {
    let theme = &config.theme;
    let mut properties: Vec<(&str, String)> = Vec::new();
    for role in ColorRole::ALL {
        let (light, dark) = (of_role(&theme.colors, role), of_role(&theme.dark_colors, role));
        if light.is_none() && dark.is_none() {
            continue;
        }
        let (light, dark) = (light.unwrap_or(role.light()), dark.unwrap_or(role.dark()));
        properties.push((role.name(), format!("light-dark({light},{dark})")));
    }
    properties.extend(theme.headings.map(|face| ("headings", family(face).into())));
    properties.extend(theme.text.map(|face| ("text", family(face).into())));
    // The style sheet has them in English.
    for name in ["note", "tip", "important", "warning", "caution"] {
        if words.get(name) != words.english(name) {
            properties.push((name, quoted(words.plain(name))));
        }
    }
    let digits = Numbers::of(words.language()).list_style();
    properties.extend(digits.map(|style| ("digits", style.into())));
    let mut style = String::new();
    if !properties.is_empty() {
        let properties = properties.iter().map(|(name, value)| format!("--{name}:{value}"));
        style = format!(":root{{{}}}", properties.collect::<Vec<_>>().join(";"));
    }
    if config.has_languages() {
        style.push_str(SWITCH);
    }
    style
}

/// The way to the other languages, which the style sheet of the theme does not have.
const SWITCH: &str = include_str!("switch.css");

fn of_role(colors: &[Color], role: ColorRole) -> Option<Rgb> {
    colors.iter().find(|color| color.role == role).map(|color| color.value.value)
}

/// The colour of something on a light page.
pub fn light(config: &Config, role: ColorRole) -> Rgb {
    of_role(&config.theme.colors, role).unwrap_or(role.light())
}

/// A text as a string of CSS (<https://www.w3.org/TR/css-syntax-3/#consume-string-token>)
/// that cannot end the element that it stands in.
pub fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' | '<' => quoted.push_str(&format!("\\{:x} ", u32::from(c))),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

/// Links of a menu.
pub fn menu(links: &[MenuLink], base_url: &BaseUrl) -> Vec<LinkView> {
    let view = |link: &MenuLink| LinkView {
        title: link.title.clone(),
        url: match &link.to {
            LinkTarget::Page(path) => base_url.href(path),
            LinkTarget::Elsewhere(url) => url.to_string(),
        },
    };
    links.iter().map(view).collect()
}

/// The publisher's pages at social networks, each by its host.
pub fn profiles(profiles: &[Url]) -> Vec<LinkView> {
    let view = |url: &Url| {
        let host = url.host_str().unwrap_or_default();
        LinkView { title: host.trim_start_matches("www.").into(), url: url.to_string() }
    };
    profiles.iter().map(view).collect()
}

/// The scripts of the services that count readers.
pub fn scripts(services: &[Analytics]) -> Vec<ScriptView> {
    let script = |service: &Analytics| match service {
        Analytics::GoatCounter { server } => ScriptView {
            src: "https://gc.zgo.at/count.js".into(),
            attribute: "data-goatcounter",
            value: below(server, "count"),
        },
        Analytics::Plausible { site_id, server } => ScriptView {
            src: below(server, "js/script.js"),
            attribute: "data-domain",
            value: site_id.clone(),
        },
        Analytics::Umami { site_id, server } => ScriptView {
            src: below(server, "script.js"),
            attribute: "data-website-id",
            value: site_id.clone(),
        },
    };
    services.iter().map(script).collect()
}

fn below(server: &Url, path: &str) -> String {
    format!("{}/{path}", server.as_str().trim_end_matches('/'))
}

/// The comments of a site.
pub fn comments(giscus: &Giscus) -> CommentsView {
    CommentsView {
        repo: giscus.repo.clone(),
        repo_id: giscus.repo_id.clone(),
        category: giscus.category.clone(),
        category_id: giscus.category_id.clone(),
    }
}

/// What need not be encoded in a query (<https://www.rfc-editor.org/rfc/rfc3986#section-2.3>).
const QUERY: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The link by which a reader takes a story somewhere.
pub fn share_link(share: Share, title: &str, permalink: &str, by_email: &str) -> LinkView {
    let title = utf8_percent_encode(title, QUERY);
    let url = utf8_percent_encode(permalink, QUERY);
    let (name, url) = match share {
        Share::Email => (by_email, format!("mailto:?subject={title}&body={url}")),
        Share::Telegram => ("Telegram", format!("https://t.me/share/url?url={url}&text={title}")),
        Share::WhatsApp => ("WhatsApp", format!("https://wa.me/?text={title}%20{url}")),
        Share::Facebook => {
            ("Facebook", format!("https://www.facebook.com/sharer/sharer.php?u={url}"))
        }
        Share::X => ("X", format!("https://x.com/intent/post?url={url}&text={title}")),
        Share::Bluesky => {
            ("Bluesky", format!("https://bsky.app/intent/compose?text={title}%20{url}"))
        }
        Share::LinkedIn => {
            ("LinkedIn", format!("https://www.linkedin.com/sharing/share-offsite/?url={url}"))
        }
    };
    LinkView { title: name.into(), url }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::config::parse;

    fn style_of(settings: &str) -> String {
        let source = format!("title: T\nbase_url: https://example.org/\n{settings}");
        let (config, faults) = parse(&source);
        assert_eq!(faults, []);
        style(&config, &WordList::built_in(&config.language))
    }

    #[test]
    fn only_what_is_set_is_in_the_style_sheet() {
        assert_eq!(style_of(""), "");
        assert_eq!(
            style_of("theme: {colors: {accent: '#063'}, fonts: {headings: sans}}\n"),
            ":root{--accent:light-dark(#006633,#ff9a8f);--headings:var(--sans)}"
        );
        assert_eq!(
            style_of("theme: {dark_colors: {paper: '#000'}}\nlanguage: ru\n"),
            ":root{--paper:light-dark(#ffffff,#000000);--note:\"Примечание\";--tip:\"Совет\";\
             --important:\"Важно\";--warning:\"Внимание\";--caution:\"Осторожно\"}"
        );
    }

    #[test]
    fn a_word_cannot_end_the_style_sheet() {
        assert_eq!(quoted("a\"</style>\\\n"), r#""a\22 \3c /style>\5c  ""#);
    }

    #[test]
    fn a_title_cannot_add_to_the_link() {
        let link = share_link(Share::Email, "A & B?\n#", "https://example.org/a/", "Mail");
        assert_eq!(
            link.url,
            "mailto:?subject=A%20%26%20B%3F%0A%23&body=https%3A%2F%2Fexample.org%2Fa%2F"
        );
    }
}
