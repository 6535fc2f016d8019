//! Links to what the site does not have, where it is known why: it is not public, or the path of the
//! base URL was written as well, which stands before it anyway.

use std::collections::HashMap;
use std::sync::OnceLock;

use percent_encoding::percent_decode_str;

use super::finding::FindingKind;
use super::reading::{Anchor, Fault};
use crate::diagnostic::Diagnostic;
use crate::model::{Held, HeldReason};
use crate::site::Site;
use crate::url::SitePath;

/// Knows why the site does not have something.
pub(super) struct Absent<'a> {
    site: &'a Site,
    /// What is held, by where it will be served, and was before.
    held: OnceLock<HashMap<SitePath, &'a Held>>,
}

impl<'a> Absent<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        Absent { site, held: OnceLock::new() }
    }

    /// What is said of such a link; nothing of another fault.
    pub(super) fn told(&self, fault: &Fault) -> Option<(FindingKind, Diagnostic)> {
        match fault {
            Fault::Link(_, path) => {
                let path = percent_decode_str(path).decode_utf8().ok()?;
                let held = self.held(&path).map(|held| is_held(self.site, &path, held));
                let told = held.or_else(|| has_base(self.site, &path))?;
                Some((FindingKind::BrokenLink, told))
            }
            Fault::Anchor(anchor) => {
                Some((FindingKind::BrokenAnchor, is_of_live(self.site, anchor)?))
            }
            _ => None,
        }
    }

    /// The held text that will be served at a path: also without its slash, or its ending.
    fn held(&self, path: &str) -> Option<&'a Held> {
        let by_path = self.held.get_or_init(|| {
            let of = |held: &'a Held| {
                let paths = held.aliases.iter().chain([&held.path]);
                paths.map(move |path| (path.file_key(), held))
            };
            // Of two, the first is told.
            self.site.held.iter().rev().flat_map(of).collect()
        });
        let served = [path.to_string(), format!("{path}/"), format!("{path}.html")];
        let mut served = served.iter().filter_map(|path| SitePath::new(path));
        served.find_map(|path| by_path.get(&path.file_key()).copied())
    }
}

fn is_held(site: &Site, path: &str, held: &Held) -> Diagnostic {
    let why = held.reason.in_words(&site.config.time_zone);
    let hint = match held.reason {
        HeldReason::Expired(_) => "correct the link, or delete it".into(),
        _ => format!(
            "until that is public, the link leads nowhere; one to its file, `{}`, is shown as words \
             without a link till then",
            held.file
        ),
    };
    Diagnostic::warning(format!("this links to `{path}`, which {why}")).hint(hint)
}

fn has_base(site: &Site, path: &str) -> Option<Diagnostic> {
    let meant = site.config.base_url.without_base(path)?;
    site.routes.has_file_of(&meant).then(|| {
        Diagnostic::error(format!("this links to `{path}`, which the site does not have"))
            .hint(format!("write `{meant}`: the path of `base_url` stands before it anyway"))
    })
}

/// The entries of a live story have the moment in their ids, and more may come.
fn is_of_live(site: &Site, Anchor { path, id, .. }: &Anchor) -> Option<Diagnostic> {
    let live = site.article(site.routes.get(path)?)?.live.as_ref()?;
    let newest = live.entries.iter().filter_map(|entry| moment(&entry.anchor)).max();
    let is_later = |own: &&str| newest.is_none_or(|newest| *own > newest);
    let own = moment(id).filter(is_later).filter(|_| !live.is_over)?;
    let message = format!("nothing on `{path}` has the id `e{own}` yet: no entry is of that time");
    let hint = "until one is, the link leads to the top of the page; correct it, unless that entry \
                is to come";
    Some(Diagnostic::warning(message).hint(hint))
}

/// The day and the time in the id of an entry: of `e20261201-2350`, all but the first letter.
fn moment(id: &str) -> Option<&str> {
    let moment = id.strip_prefix('e')?;
    let is_moment = moment.len() == 13
        && moment.char_indices().all(|(at, c)| if at == 8 { c == '-' } else { c.is_ascii_digit() });
    is_moment.then_some(moment)
}
