//! Which addresses a source of a policy allows (<https://www.w3.org/TR/CSP3/#match-url-to-source-expression>).

use url::Url;

/// Whether `source` allows a page of the site at `own` to load `url`.
pub fn fits(source: &str, url: &Url, own: &Url) -> bool {
    if source == "'self'" {
        return url.origin() == own.origin();
    }
    if source == "*" {
        return matches!(url.scheme(), "http" | "https") || url.scheme() == own.scheme();
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return is_scheme(scheme, url);
    }
    let (scheme, rest) = source.split_once("://").unwrap_or((own.scheme(), source));
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = host.split_once(':').map_or((host, None), |(host, port)| (host, Some(port)));
    is_scheme(scheme, url) && is_host(host, url) && is_port(port, url) && is_path(path, url)
}

/// What is allowed without encryption is with it.
fn is_scheme(scheme: &str, url: &Url) -> bool {
    url.scheme().eq_ignore_ascii_case(scheme) || scheme == "http" && url.scheme() == "https"
}

fn is_host(host: &str, url: &Url) -> bool {
    let (host, own) = (host.to_ascii_lowercase(), url.host_str().unwrap_or_default());
    match host.strip_prefix('*') {
        Some("") => true,
        Some(below) => own.ends_with(below),
        None => own == host,
    }
}

fn is_port(port: Option<&str>, url: &Url) -> bool {
    match port {
        None => url.port().is_none(),
        Some("*") => true,
        Some(port) => port.parse().ok() == url.port_or_known_default(),
    }
}

/// A path that ends in a slash is that of a folder; none is that of all.
fn is_path(path: &str, url: &Url) -> bool {
    let own = url.path().trim_start_matches('/');
    own == path || (path.is_empty() || path.ends_with('/')) && own.starts_with(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_allows_what_it_names() {
        for (source, url, expected) in [
            ("'self'", "https://paper.example/x/y", true),
            ("'self'", "https://other.example/", false),
            ("'none'", "https://paper.example/", false),
            ("'unsafe-inline'", "https://paper.example/", false),
            ("*", "https://other.example/", true),
            ("https:", "https://other.example/", true),
            ("https:", "http://other.example/", false),
            ("https://a.example", "https://a.example/b?c", true),
            ("https://a.example", "https://a.example:8443/b", false),
            ("https://a.example:8443", "https://a.example:8443/b", true),
            ("https://a.example:*", "https://a.example:8443/b", true),
            ("http://a.example", "https://a.example/", true),
            ("https://a.example", "http://a.example/", false),
            ("a.example", "https://a.example/", true),
            ("https://*.a.example", "https://b.a.example/", true),
            ("https://*.a.example", "https://a.example/", false),
            ("https://a.example", "https://a.example.evil.example/", false),
            ("https://a.example/b/", "https://a.example/b/c", true),
            ("https://a.example/b", "https://a.example/b/c", false),
            ("https://a.example/b", "https://a.example/b", true),
        ] {
            let own = Url::parse("https://paper.example/").unwrap();
            assert_eq!(fits(source, &Url::parse(url).unwrap(), &own), expected, "{source} {url}");
        }
    }
}
