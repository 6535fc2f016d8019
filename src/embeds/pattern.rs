//! Addresses with places for what changes in them: `https://vimeo.com/{id}`.

use url::Url;

/// How long what stands in a place may be, in bytes.
const LONGEST: usize = 200;

/// An address with places, as a provider's settings have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    host: String,
    path: Vec<Part>,
    /// The parameters that it must have.
    query: Vec<(String, Part)>,
}

/// A step of a path, or the value of a parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    before: String,
    /// The name of its place, if it has one.
    place: Option<String>,
    behind: String,
}

/// What was found in the places, by their names.
pub type Found = Vec<(String, String)>;

impl Part {
    fn read(text: &str) -> Result<Part, String> {
        let is_of_address = |c: char| c.is_ascii_alphanumeric() || "@._~%+=-{}".contains(c);
        if let Some(other) = text.chars().find(|c| !is_of_address(*c)) {
            return Err(format!("`{text}` has a `{other}`"));
        }
        let Some((before, rest)) = text.split_once('{') else {
            if text.contains('}') {
                return Err(format!("`{text}` has a `}}` and no `{{`"));
            }
            return Ok(Part { before: text.into(), place: None, behind: String::new() });
        };
        let Some((place, behind)) = rest.split_once('}') else {
            return Err(format!("`{text}` has a `{{` and no `}}`"));
        };
        let is_name = !before.contains('}')
            && !place.is_empty()
            && place.bytes().all(|byte| byte.is_ascii_lowercase());
        if !is_name || behind.contains(['{', '}']) {
            return Err(format!("`{text}` has no place such as `{{id}}`"));
        }
        Ok(Part { before: before.into(), place: Some(place.into()), behind: behind.into() })
    }

    fn take(&self, text: &str, found: &mut Found) -> bool {
        let inside = text.strip_prefix(self.before.as_str());
        let inside = inside.and_then(|rest| rest.strip_suffix(self.behind.as_str()));
        match (&self.place, inside) {
            (None, Some("")) => true,
            (Some(place), Some(value)) if is_plain(value) => {
                found.push((place.clone(), value.to_string()));
                true
            }
            _ => false,
        }
    }
}

/// Whether what stands in a place means nothing to an address or to HTML.
fn is_plain(value: &str) -> bool {
    let is_plain =
        |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    (1..=LONGEST).contains(&value.len()) && value.bytes().all(is_plain) && !value.starts_with('.')
}

impl Pattern {
    /// Reads one.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Pattern, String> {
        let rest = text.strip_prefix("https://");
        let rest = rest.ok_or_else(|| format!("`{text}` does not begin with `https://`"))?;
        let (rest, query) = match rest.split_once('?') {
            Some((rest, query)) => (rest, Some(query)),
            None => (rest, None),
        };
        let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
        let is_host = host.contains('.')
            && host.split('.').all(|label| !label.is_empty())
            && host.bytes().all(|it| {
                it.is_ascii_lowercase() || it.is_ascii_digit() || matches!(it, b'.' | b'-')
            });
        if !is_host {
            return Err(format!("`{host}` is no host in lower case, such as `video.example.org`"));
        }
        let path = path.split('/').filter(|step| !step.is_empty()).map(Part::read);
        let query = query.into_iter().flat_map(|query| query.split('&')).map(|parameter| {
            let is_of_name = |c: char| c.is_ascii_alphanumeric() || "_.-".contains(c);
            match parameter.split_once('=') {
                Some((name, value)) if !name.is_empty() && name.chars().all(is_of_name) => {
                    Ok((name.to_string(), Part::read(value)?))
                }
                _ => Err(format!("`{parameter}` is no parameter such as `v={{id}}`")),
            }
        });
        Ok(Pattern {
            host: host.into(),
            path: path.collect::<Result<_, _>>()?,
            query: query.collect::<Result<_, String>>()?,
        })
    }

    /// Its host.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The names of its places.
    pub fn places(&self) -> impl Iterator<Item = &str> {
        let of_query = self.query.iter().map(|(_, part)| part);
        self.path.iter().chain(of_query).filter_map(|part| part.place.as_deref())
    }

    /// What stands in its places in an address; none if that has another form. A `www.`, an `m.` or
    /// a `mobile.` before the host, and parameters beside those that it must have, mean nothing.
    pub fn find(&self, url: &Url) -> Option<Found> {
        let host = url.host_str()?;
        let bare = ["www.", "m.", "mobile."].into_iter().find_map(|it| host.strip_prefix(it));
        let host = bare.unwrap_or(host);
        if host != self.host.strip_prefix("www.").unwrap_or(&self.host) {
            return None;
        }
        let steps: Vec<&str> = url.path_segments()?.filter(|step| !step.is_empty()).collect();
        let mut found = Found::new();
        let is_path = steps.len() == self.path.len()
            && self.path.iter().zip(steps).all(|(part, step)| part.take(step, &mut found));
        let mut is_query = |(name, part): &(String, Part)| {
            let value = url.query_pairs().find(|(own, _)| own == name);
            value.is_some_and(|(_, value)| part.take(&value, &mut found))
        };
        (is_path && self.query.iter().all(&mut is_query)).then_some(found)
    }
}

/// A pattern with what was found in its places.
pub fn filled(pattern: &str, found: &Found) -> String {
    let mut filled = pattern.to_string();
    for (name, value) in found {
        filled = filled.replace(&format!("{{{name}}}"), value);
    }
    filled
}

/// Whether an address is a pattern with something in each of its places.
pub fn fits(pattern: &str, address: &str) -> bool {
    let mut literals = pattern.split('{');
    let first = literals.next().unwrap_or_default();
    let Some(mut rest) = address.strip_prefix(first) else { return false };
    for literal in literals {
        let literal = literal.split_once('}').map_or(literal, |(_, literal)| literal);
        let end = if literal.is_empty() { Some(rest.len()) } else { rest.find(literal) };
        let Some(end) = end.filter(|end| is_plain(&rest[..*end])) else { return false };
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(pattern: &str, address: &str) -> Option<String> {
        let found = Pattern::read(pattern).unwrap().find(&Url::parse(address).unwrap())?;
        Some(found.into_iter().map(|(name, value)| format!("{name}={value}")).collect())
    }

    #[test]
    fn an_address_is_compared_step_by_step() {
        for (pattern, address, expected) in [
            ("https://a.example/{id}", "https://a.example/b-1", Some("id=b-1")),
            ("https://a.example/{id}", "https://www.a.example/b/?c=d#e", Some("id=b")),
            ("https://www.a.example/{id}", "https://a.example/b", Some("id=b")),
            ("https://a.example/{id}", "https://mobile.a.example/b", Some("id=b")),
            ("https://a.example/{id}", "https://a.example/b/c", None),
            ("https://a.example/{id}", "https://a.example/", None),
            ("https://a.example/{id}", "https://a.example.evil.example/b", None),
            ("https://a.example/{id}", "https://evil.example/a.example/b", None),
            ("https://a.example/{id}", "https://a.example/b%22c", None),
            ("https://a.example/{id}", "https://a.example/b%2e", None),
            (
                "https://a.example/@{user}/video/{id}",
                "https://a.example/@b/video/1",
                Some("user=bid=1"),
            ),
            ("https://a.example/@{user}", "https://a.example/b", None),
            ("https://a.example/watch?v={id}", "https://a.example/watch?t=1&v=b", Some("id=b")),
            ("https://a.example/watch?v={id}", "https://a.example/watch?v=%3Cb", None),
            ("https://a.example/watch?v={id}", "https://a.example/watch", None),
        ] {
            assert_eq!(found(pattern, address).as_deref(), expected, "{pattern} {address}");
        }
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        for (text, expected) in [
            ("http://a.example/{id}", "`http://a.example/{id}` does not begin with `https://`"),
            ("https://a/{id}", "`a` is no host in lower case, such as `video.example.org`"),
            (
                "https://u:p@a.example/{id}",
                "`u:p@a.example` is no host in lower case, such as `video.example.org`",
            ),
            (
                "https://{id}.example/",
                "`{id}.example` is no host in lower case, such as `video.example.org`",
            ),
            ("https://a.example/{id", "`{id` has a `{` and no `}`"),
            ("https://a.example/{}", "`{}` has no place such as `{id}`"),
            ("https://a.example/{a}{b}", "`{a}{b}` has no place such as `{id}`"),
        ] {
            assert_eq!(Pattern::read(text).unwrap_err(), expected);
        }
    }
}
