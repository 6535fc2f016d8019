//! The address of examples, as `dateline init` writes it.

use crate::diagnostic::{Diagnostic, Place};
use crate::text::config::FILE;
use crate::url::BaseUrl;

/// Names that are kept for examples, so that no site is there
/// (<https://www.rfc-editor.org/rfc/rfc2606#section-3>).
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

/// Whether no site can be reached at this address.
pub fn is_of_an_example(base_url: &BaseUrl) -> bool {
    of_no_site(base_url).is_some()
}

/// Why no site is at this address, and the address that was meant, if it is known.
fn of_no_site(base_url: &BaseUrl) -> Option<(&'static str, Option<String>)> {
    let host = base_url.host();
    let is_below = |name: &str| {
        host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    };
    if EXAMPLES.iter().any(|name| is_below(name)) {
        return Some(("an example address", None));
    }
    if is_below("localhost") || host.starts_with("127.") || host == "[::1]" {
        return Some(("an address of this computer alone", None));
    }
    let mut parts = base_url.path().trim_start_matches('/').split('/');
    let (owner, repository) = (parts.next()?, parts.next()?);
    // <https://docs.github.com/en/pages/getting-started-with-github-pages/what-is-github-pages>
    let pages = format!("{}.github.io", owner.to_lowercase());
    let site = match repository.eq_ignore_ascii_case(&pages) {
        true => format!("https://{pages}/"),
        false => format!("https://{pages}/{repository}/"),
    };
    (host == "github.com").then_some(("where the repository is", Some(site)))
}

/// What is told of the address of a site, if no site is there. `source` is its site.yaml.
pub fn example_address(base_url: &BaseUrl, source: &str) -> Option<Diagnostic> {
    let (what, meant) = of_no_site(base_url)?;
    let message =
        format!("`{base_url}` is {what}: every link in feeds and for search engines leads there");
    let fault = Diagnostic::warning(message).in_file(FILE);
    let hint = match meant {
        Some(address) => format!("write the address of the site: `base_url: {address}`"),
        None => "write the address of your site: `base_url: https://…`".into(),
    };
    Some(Diagnostic { place: place(source), ..fault.hint(hint) })
}

/// The line of the setting.
fn place(source: &str) -> Option<Place> {
    let mut start = 0;
    for line in source.split_inclusive('\n') {
        if line.starts_with("base_url:") {
            return Some(Place::of_bytes(source, start..start + line.trim_end().len()));
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_examples_are_known_whatever_their_scheme_and_path() {
        let told = |address: &str| {
            let base_url = BaseUrl::parse(address).unwrap();
            example_address(&base_url, "title: T\nbase_url: x # y\n")
        };
        for address in [
            "https://example.org/",
            "http://example.org",
            "https://example.com/news/",
            "https://www.example.net/",
            "https://EXAMPLE.ORG:8080/",
        ] {
            let fault = told(address).unwrap_or_else(|| panic!("{address}"));
            assert_eq!(fault.place, Some(Place { line: 2, column: 1, width: 15 }));
        }
        for address in [
            "https://example.de/",
            "https://my-example.org/",
            "https://example.org.uk/",
            "https://highland.example/",
            "https://name.github.io/example.org/",
        ] {
            assert_eq!(told(address), None, "{address}");
        }
    }
}
