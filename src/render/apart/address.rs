//! Addresses as validators of books take them.

use std::borrow::Cow;

/// The address with nothing in it that browsers pass over and RFC 3986 does not have
/// (<https://www.rfc-editor.org/rfc/rfc3986#appendix-A>): a `%` before no two digits, a second `#`,
/// brackets of an array in a query, a space. The brackets of a host, which is an address of the
/// network then, stay.
pub fn well_formed(url: &str) -> Cow<'_, str> {
    let parts = Parts::of(url);
    let code = |at: usize, c: char| match c {
        '%' if !is_code(&url[at..]) => Some("%25"),
        '#' if parts.fragment.is_some_and(|fragment| fragment < at) => Some("%23"),
        // Browsers take it for a `/` before the query (<https://url.spec.whatwg.org/#path-state>).
        '\\' if parts.is_web && at < parts.query => Some("/"),
        '[' if at >= parts.path => Some("%5B"),
        ']' if at >= parts.path => Some("%5D"),
        _ => escape_of(c),
    };
    if !url.char_indices().any(|(at, c)| code(at, c).is_some()) {
        return url.into();
    }
    let mut out = String::with_capacity(url.len() + 8);
    for (at, c) in url.char_indices() {
        match code(at, c) {
            Some(code) => out.push_str(code),
            None => out.push(c),
        }
    }
    out.into()
}

/// Whether a text begins with an escape.
fn is_code(text: &str) -> bool {
    let mut digits = text.bytes().skip(1);
    [digits.next(), digits.next()].iter().all(|it| it.is_some_and(|it| it.is_ascii_hexdigit()))
}

/// The escape of what stands nowhere in an address.
fn escape_of(c: char) -> Option<&'static str> {
    match c {
        ' ' => Some("%20"),
        '"' => Some("%22"),
        '<' => Some("%3C"),
        '>' => Some("%3E"),
        '\\' => Some("%5C"),
        '^' => Some("%5E"),
        '`' => Some("%60"),
        '{' => Some("%7B"),
        '|' => Some("%7C"),
        '}' => Some("%7D"),
        _ => None,
    }
}

/// Where the parts of an address begin.
struct Parts {
    /// Whether it is of the web.
    is_web: bool,
    /// The path, behind the host if it has one.
    path: usize,
    /// The query, or the end.
    query: usize,
    fragment: Option<usize>,
}

impl Parts {
    fn of(url: &str) -> Self {
        let lower = url.get(..8).unwrap_or(url).to_ascii_lowercase();
        let is_web = lower.starts_with("http://") || lower.starts_with("https://");
        let host = url.find("://").map_or(0, |at| at + 3);
        let end_of_host = ['/', '?', '#', '\\'];
        let path = match host {
            0 => 0,
            host => url[host..].find(end_of_host).map_or(url.len(), |at| host + at),
        };
        let query = url.find(['?', '#']).unwrap_or(url.len());
        Parts { is_web, path, query, fragment: url.find('#') }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_address_has_is_in_none() {
        for (url, expected) in [
            ("https://a.example/?a=b&c=%20#d", "https://a.example/?a=b&c=%20#d"),
            ("https://a.example/%zz?q=%", "https://a.example/%25zz?q=%25"),
            ("https://a.example/x^y#a#b#c", "https://a.example/x%5Ey#a%23b%23c"),
            ("mailto:a%2@b.example", "mailto:a%252@b.example"),
            ("https://a.example/ё%ё", "https://a.example/ё%25ё"),
            // Each sign in the path, the query and the fragment.
            (
                "https://a.example/[1]|`{}\\?f[y]=|`{}\\#[1]|`{}\\",
                "https://a.example/%5B1%5D%7C%60%7B%7D/?f%5By%5D=%7C%60%7B%7D%5C#%5B1%5D%7C%60%7B%7D%5C",
            ),
            ("https://a.example?a={{2}}", "https://a.example?a=%7B%7B2%7D%7D"),
            ("HTTPS://a.example/a b\"<>", "HTTPS://a.example/a%20b%22%3C%3E"),
            ("mailto:a b@c d", "mailto:a%20b@c%20d"),
            ("tel:+1 2[3]\\", "tel:+1%202%5B3%5D%5C"),
            // An address of the network stands between brackets.
            ("https://[::1]:8000/[x]", "https://[::1]:8000/%5Bx%5D"),
            ("https://[::1]", "https://[::1]"),
        ] {
            assert_eq!(well_formed(url), expected, "{url}");
        }
    }
}
