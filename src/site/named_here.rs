//! A version of a story that another names by an address of the site itself.

use crate::text::config::Config;
use crate::text::front_matter::Translation;
use crate::url::SitePath;

/// A version that a text names by its address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct NamedHere {
    /// Which of the `translations` of the text does.
    pub at: usize,
    /// Where it is on the site.
    pub path: SitePath,
    /// The file of the text that is there.
    pub file: Option<Box<str>>,
}

impl NamedHere {
    /// Those among the `translations` of a text, before anybody looked for their files.
    pub fn among(translations: &[Translation], config: &Config) -> Box<[Self]> {
        let named = translations.iter().enumerate();
        let here = named.filter_map(|(at, named)| {
            let path = config.own_path(&named.target.value)?;
            Some(NamedHere { at, path, file: None })
        });
        here.collect()
    }
}
