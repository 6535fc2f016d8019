//! The domain that a site has at GitHub Pages.

use url::Host;

use crate::url::BaseUrl;

/// Which domain the file `CNAME` names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cname {
    /// That of the base URL, if it can be one's own.
    #[default]
    OfBaseUrl,
    /// This one.
    Domain(String),
    /// None: there is no such file.
    None,
}

/// Domains that nobody owns (RFC 2606 and RFC 6761), and that of GitHub Pages itself.
const NOBODYS: [&str; 9] = [
    "example",
    "example.com",
    "example.net",
    "example.org",
    "github.io",
    "invalid",
    "local",
    "localhost",
    "test",
];

impl Cname {
    /// Reads a domain: the name of a host, without scheme, port and path.
    ///
    /// # Errors
    /// A sentence that says that it is none.
    pub fn parse(text: &str) -> Result<Cname, String> {
        match domain(text) {
            Some(domain) => Ok(Cname::Domain(domain)),
            None => Err(format!("`{text}` is not a domain")),
        }
    }

    /// The domain of a site with this base URL. One with a path lies below the
    /// domain of another repository, which has the file.
    pub fn domain(&self, base_url: &BaseUrl) -> Option<String> {
        match self {
            Cname::OfBaseUrl if base_url.path().is_empty() => {
                domain(base_url.host()).filter(|domain| !is_nobodys(domain))
            }
            Cname::Domain(domain) => Some(domain.clone()),
            Cname::OfBaseUrl | Cname::None => None,
        }
    }
}

fn domain(text: &str) -> Option<String> {
    // A number is read as an address, and a name without a dot is one of the network here.
    let is_whole = |domain: &str| !domain.starts_with('.') && !domain.ends_with('.');
    match Host::parse(text).ok()? {
        Host::Domain(domain) if domain.contains('.') && is_whole(&domain) => Some(domain),
        Host::Domain(_) | Host::Ipv4(_) | Host::Ipv6(_) => None,
    }
}

fn is_nobodys(domain: &str) -> bool {
    let is_below = |other: &str| {
        domain.strip_suffix(other).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    NOBODYS.iter().any(|other| is_below(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_name_of_a_host_and_nothing_else() {
        let read = |text: &str| Cname::parse(text).ok();
        let domain = |text: &str| Some(Cname::Domain(text.into()));
        assert_eq!(read("News.Example.org"), domain("news.example.org"));
        assert_eq!(read("լուր.հայ"), domain("xn--99ayyh.xn--y9a3aq"));
        for text in [
            "",
            "news",
            "https://a.org",
            "a.org/x",
            "a.org:80",
            "a b.org",
            "127.0.0.1",
            "a.org.",
            ".a",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_base_url_with_a_domain_of_ones_own_tells_it() {
        let of = |base_url: &str| Cname::OfBaseUrl.domain(&BaseUrl::parse(base_url).unwrap());
        assert_eq!(of("https://highland.news/").as_deref(), Some("highland.news"));
        assert_eq!(of("https://highland.news:8443").as_deref(), Some("highland.news"));
        for base_url in [
            "https://highland.news/briefing/",
            "https://highland.github.io/",
            "https://www.example.org/",
            "http://127.0.0.1:4000/",
            "http://[::1]/",
            "http://localhost/",
        ] {
            assert_eq!(of(base_url), None, "{base_url}");
        }
    }
}
