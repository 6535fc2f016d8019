//! Addresses as validators of books take them.

use std::borrow::Cow;

/// The address with nothing in it that browsers pass over and RFC 3986 does not have: a `%`
/// before no two digits, a second `#`, a `^`.
pub fn well_formed(url: &str) -> Cow<'_, str> {
    let is_code = |rest: &str| {
        let mut digits = rest.bytes().skip(1);
        [digits.next(), digits.next()].iter().all(|it| it.is_some_and(|it| it.is_ascii_hexdigit()))
    };
    let fragment = url.find('#');
    let code = |at: usize, c: char| match c {
        '%' if !is_code(&url[at..]) => Some("%25"),
        '#' if fragment.is_some_and(|fragment| fragment < at) => Some("%23"),
        '^' => Some("%5E"),
        _ => None,
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
        ] {
            assert_eq!(well_formed(url), expected, "{url}");
        }
    }
}
