//! The folders in which languages were before.

use std::ops::Range;

use percent_encoding::percent_decode_str;

use super::reader::Reader;
use crate::slug::is_slug;
use crate::text::placed::Placed;
use crate::text::yaml::Fields;
use crate::url::{BaseUrl, SitePath};

/// A folder, and where it is written.
pub(super) type OldBase = (Placed<SitePath>, Range<usize>);

impl Reader<'_> {
    /// The folders in which a language was before it was at `base`.
    pub(super) fn old_bases(
        &mut self,
        fields: &Fields<'_>,
        base: &SitePath,
        site: Option<&BaseUrl>,
    ) -> Vec<OldBase> {
        let Some(node) = fields.get("aliases") else { return Vec::new() };
        let mut found = Vec::new();
        let written = self.yaml.texts(node, "aliases");
        for (at, (text, range)) in written.iter().enumerate() {
            let Some(path) = SitePath::new(text).filter(is_base) else {
                let message = format!("aliases: `{text}` is no folder of the site");
                let hint = match meant(text, site).filter(|meant| meant != base) {
                    Some(meant) => {
                        let all = written.iter().enumerate().map(|(other, (text, _))| {
                            if other == at { meant.as_str() } else { text.as_str() }
                        });
                        format!("write `aliases: [{}]`", all.collect::<Vec<_>>().join(", "))
                    }
                    None => "delete it: no language can have been in a folder of that name; \
                             `redirects` lead on from other addresses"
                        .into(),
                };
                self.yaml.report(range, message, hint);
                continue;
            };
            if path == *base {
                let message = format!("aliases: `{path}` is where the language is now");
                self.yaml.report(range, message, "delete it here");
                continue;
            }
            found.push((Placed::at(self.yaml.place(range), path), range.clone()));
        }
        found
    }

    /// Refuses a folder in which two languages were: an address below it cannot lead to both. Each
    /// language comes with its tag.
    pub(super) fn refuse_shared_aliases(&mut self, all: &[(String, Vec<OldBase>)]) {
        for (at, (tag, own)) in all.iter().enumerate() {
            for (alias, range) in own {
                let is_it = |other: &&(String, Vec<OldBase>)| {
                    other.1.iter().any(|(other, _)| other.value == alias.value)
                };
                let Some((other, _)) = all[..at].iter().find(is_it) else { continue };
                let message =
                    format!("`{other}` and `{tag}` have the same alias, `{}`", alias.value);
                let hint = "delete it in the language that was not there before";
                self.yaml.report(range, message, hint);
            }
        }
    }
}

/// The folder that was meant by what is none: without its slashes, or with the whole address.
fn meant(text: &str, site: Option<&BaseUrl>) -> Option<SitePath> {
    let text = text.trim();
    let path = match url::Url::parse(text) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => {
            let own = site.and_then(|site| site.path_of(text));
            own.map(|path| path.to_string())
                .or_else(|| Some(percent_decode_str(url.path()).decode_utf8().ok()?.into_owned()))?
        }
        _ => text.to_string(),
    };
    let folder = path.trim_matches('/');
    let path = if folder.is_empty() { "/".to_string() } else { format!("/{folder}/") };
    SitePath::new(&path).filter(is_base)
}

/// Whether a path is a folder whose name nobody keeps for something else.
pub(super) fn is_base(path: &SitePath) -> bool {
    let Some(inner) = path.as_str().strip_prefix('/') else { return false };
    let is_name = |name: &str| is_slug(name) && !name.contains('.') && !name.starts_with('_');
    inner.is_empty() || inner.strip_suffix('/').is_some_and(|inner| inner.split('/').all(is_name))
}
