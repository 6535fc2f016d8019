//! The address of examples, as `dateline init` writes it.

use crate::diagnostic::{Diagnostic, Place};
use crate::text::config::FILE;
use crate::url::BaseUrl;

/// Names that are kept for examples, so that no site is there
/// (<https://www.rfc-editor.org/rfc/rfc2606#section-3>).
const HOSTS: [&str; 3] = ["example.org", "example.com", "example.net"];

/// What is told of the address of a site, if it is one of examples. `source` is its site.yaml.
pub fn example_address(base_url: &BaseUrl, source: &str) -> Option<Diagnostic> {
    let url = url::Url::parse(&base_url.to_string()).ok()?;
    let host = url.host_str()?;
    if !HOSTS.contains(&host.strip_prefix("www.").unwrap_or(host)) {
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
