//! Where links may lead, and what players show.

use crate::text::markdown::SCHEMES;

/// Whether a link may lead there.
pub fn may_lead(href: &str) -> bool {
    scheme(href).is_none_or(|scheme| SCHEMES.contains(&&*scheme))
}

/// The scheme of an address, if it has one.
pub fn scheme(href: &str) -> Option<String> {
    let plain: String = href.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, _) = plain.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The page on which a reader watches what a player shows.
pub fn watched(src: &str) -> String {
    let src = match src.strip_prefix("//") {
        Some(rest) => format!("https://{rest}"),
        None => src.to_string(),
    };
    let Ok(url) = url::Url::parse(&src) else { return src };
    let host = url.host_str().unwrap_or_default().trim_start_matches("www.");
    let part =
        |at: usize| url.path_segments().and_then(|mut parts| parts.nth(at).map(String::from));
    match host {
        "youtube.com" | "youtube-nocookie.com" if url.path().starts_with("/embed/") => {
            match part(1).filter(|id| id != "videoseries") {
                Some(id) => format!("https://www.youtube.com/watch?v={id}"),
                None => src,
            }
        }
        "youtube.com" if url.path().starts_with("/v/") => match part(1) {
            Some(id) => {
                format!("https://www.youtube.com/watch?v={}", id.split('&').next().unwrap_or(&id))
            }
            None => src,
        },
        "player.vimeo.com" => match part(1) {
            Some(id) => format!("https://vimeo.com/{id}"),
            None => src,
        },
        _ => src,
    }
}

/// The host of an address, by its name.
pub fn host(src: &str) -> String {
    let url = url::Url::parse(src).ok();
    let host = url.as_ref().and_then(|url| url.host_str()).unwrap_or("another page");
    host.trim_start_matches("www.").to_string()
}
