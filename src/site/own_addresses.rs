//! Texts that `translations` name by an address of the site itself, as it stands in a browser: each
//! is the text that is published there, and is held, linked to and looked for as if its file were
//! written. What is not public yet has an address too, and must not be told to anybody.

use std::collections::HashMap;
use std::sync::Arc;

use super::content::TextFile;
use super::links::relative;
use super::named_here::NamedHere;
use super::originals::Parsed;
use crate::text::placed::Placed;
use crate::url::SitePath;

/// A text, and where it is or will be published.
pub(super) struct PlacedText<'t> {
    pub text: &'t TextFile,
    pub path: &'t SitePath,
    /// Where it was.
    pub aliases: &'t [Placed<SitePath>],
    /// What it names by addresses of the site.
    pub named: &'t [NamedHere],
}

/// The texts of a site by their paths.
#[derive(Default)]
pub(super) struct OwnAddresses {
    /// The file of each, and what all versions of its story have in common.
    by_path: HashMap<SitePath, (Box<str>, Box<str>)>,
}

impl OwnAddresses {
    /// Those of texts of which some were `parsed` again, and all others are `kept`.
    pub(super) fn of<'t>(
        parsed: &'t [Parsed],
        kept: impl Iterator<Item = PlacedText<'t>> + Clone,
    ) -> Self {
        let read = parsed.iter().filter_map(|(text, parsed, _)| {
            let parsed = parsed.as_deref()?;
            let resolved = parsed.resolved.as_ref()?;
            let (path, aliases) = (&resolved.path, &*resolved.facts.aliases);
            Some(PlacedText { text, path, aliases, named: &parsed.referenced.named_here })
        });
        let all = read.chain(kept);
        // Few sites have any, and ten thousand paths take time.
        if all.clone().all(|placed| placed.named.is_empty()) {
            return OwnAddresses::default();
        }
        let mut all: Vec<PlacedText<'t>> = all.collect();
        all.sort_unstable_by_key(|placed| &placed.text.file);
        let entry = |path: &SitePath, text: &TextFile| {
            (path.file_key(), (text.file.as_str().into(), text.story.clone()))
        };
        let old = all.iter().flat_map(|PlacedText { text, aliases, .. }| {
            aliases.iter().map(|alias| entry(&alias.value, text))
        });
        // What is there now counts more than what was.
        let now = all.iter().map(|PlacedText { text, path, .. }| entry(path, text));
        OwnAddresses { by_path: old.chain(now).collect() }
    }

    fn at(&self, path: &SitePath) -> Option<&(Box<str>, Box<str>)> {
        let key = path.file_key();
        let found = self.by_path.get(&key);
        found.or_else(|| self.by_path.get(&SitePath::new(&format!("{key}/"))?))
    }

    /// Whether a text that is kept names other texts by these addresses than it did.
    pub(super) fn lead_otherwise(&self, named: &[NamedHere]) -> bool {
        let file = |named: &NamedHere| self.at(&named.path).map(|(file, _)| &**file);
        named.iter().any(|named| file(named) != named.file.as_deref())
    }

    /// Writes the files of the texts that are there into those that name them.
    pub(super) fn lead(&self, parsed: &mut [Parsed]) {
        for (text, parsed, _) in parsed.iter_mut() {
            let Some(parsed) = parsed else { continue };
            let folder = text.file.rsplit_once('/').map_or("", |(folder, _)| folder);
            let referenced = &mut parsed.referenced;
            for named in &mut referenced.named_here {
                let Some((file, story)) = self.at(&named.path) else { continue };
                named.file = Some(file.clone());
                if let Some(translation) = referenced.translations.get_mut(named.at) {
                    // As in every link, `%` begins an encoded character.
                    translation.target.value = relative(folder, file).replace('%', "%25");
                }
                let version = parsed.resolved.as_mut().and_then(|it| it.version.as_mut());
                if let Some(version) = version.map(Arc::make_mut)
                    && !version.named.contains(story)
                {
                    version.named = version.named.iter().cloned().chain([story.clone()]).collect();
                }
            }
        }
    }
}
