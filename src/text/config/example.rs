//! The address of examples, as `dateline init` writes it.

use crate::diagnostic::{Diagnostic, Place};
use crate::text::config::FILE;
use crate::url::BaseUrl;

/// It is of a name that is kept for examples, so that no site is there
/// (<https://www.rfc-editor.org/rfc/rfc2606#section-3>).
const EXAMPLE: &str = "https://example.org/";

/// What is told of the address of a site, if it is one of examples. `source` is its site.yaml.
pub fn example_address(base_url: &BaseUrl, source: &str) -> Option<Diagnostic> {
    if base_url.to_string() != EXAMPLE {
        return None;
    }
    let message = format!(
        "`{base_url}` is the address of an example: all links in feeds and for search engines lead there"
    );
    let start = source.find("base_url:");
    let place = start.map(|start| {
        let end = source[start..].find('\n').map_or(source.len(), |end| start + end);
        Place::of_bytes(source, start..end)
    });
    let fault = Diagnostic::warning(message).in_file(FILE);
    let hint = "write the address that readers use: `base_url: https://…`";
    Some(Diagnostic { place, ..fault.hint(hint) })
}
