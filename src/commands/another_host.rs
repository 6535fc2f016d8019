//! A site that moves to another domain, by whose name stories have their ids in feeds.

use std::path::Path;

use crate::diagnostic::Diagnostic;
use crate::output::origin_of;
use crate::site::Site;
use crate::text::config::{self, feeds_line};

/// A warning if the output was built for another domain, and nothing keeps the ids of stories.
pub(super) fn another_host(site: &Site, output: &Path) -> Option<Diagnostic> {
    let earlier = origin_of(output)?;
    let (old, new) = (earlier.host(), site.config.base_url.host());
    // Of a machine's own address or an example, no reader has a feed.
    let is_a_domain = old.contains('.') && !old.ends_with(|c: char| c.is_ascii_digit() || c == ']');
    let is_kept = site.config.feeds.authority.is_some() || site.briefings().next().is_none();
    if old == new || !is_a_domain || is_kept || config::is_of_an_example(&earlier) {
        return None;
    }
    let message = format!(
        "the site moves from `{old}` to `{new}`, and the ids of its stories in feeds with it: feed \
         readers show every story as new"
    );
    let hint = format!("to keep the ids, write `{}`", feeds_line(&site.config, old));
    Some(Diagnostic::warning(message).in_file(config::FILE).hint(hint))
}
