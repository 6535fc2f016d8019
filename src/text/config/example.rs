//! The address of examples, as `dateline init` writes it.

use crate::diagnostic::{Diagnostic, Place};
use crate::text::config::FILE;
use crate::url::BaseUrl;

/// Names that are kept for examples, so that no site is there
/// (<https://www.rfc-editor.org/rfc/rfc2606#section-3>).
const EXAMPLES: [&str; 3] = ["example.com", "example.net", "example.org"];

/// Whether nobody can reach a site at this address.
pub fn is_of_an_example(base_url: &BaseUrl) -> bool {
    let host = base_url.host();
    EXAMPLES.iter().any(|name| {
        host.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with('.'))
    })
}

/// What is told of the address of a site, if it is one of examples. `source` is its site.yaml.
pub fn example_address(base_url: &BaseUrl, source: &str) -> Option<Diagnostic> {
    if !is_of_an_example(base_url) {
        return None;
    }
    let message = format!(
        "`{base_url}` is an example address: every link in feeds and for search engines leads there"
    );
    let fault = Diagnostic::warning(message).in_file(FILE);
    let hint = "write the address of your site: `base_url: https://…`";
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
