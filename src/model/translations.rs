//! The same story in several languages.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::{LanguageVersion, ListedText, Translation};
use crate::url::SitePath;

/// The versions of each text that has more than one, itself among them: BCP 47 tag
/// and where it is, by tag.
///
/// It is enough that one names another: search engines pass over versions that do
/// not name each other (<https://developers.google.com/search/docs/specialty/international/localized-versions>).
#[derive(Debug, Default)]
pub struct Translations(BTreeMap<SitePath, Arc<[(String, LanguageVersion)]>>);

impl Translations {
    /// The versions of `articles`, the texts of a site in `language`, and what is
    /// wrong with them.
    pub fn new<'a>(
        articles: impl Iterator<Item = ListedText<'a>> + Clone,
        language: &'a str,
    ) -> (Self, Vec<Diagnostic>) {
        let naming: Vec<ListedText<'a>> =
            articles.clone().filter(|article| !article.translations.is_empty()).collect();
        if naming.is_empty() {
            return (Translations::default(), Vec::new());
        }
        let languages = Languages::of(articles, &naming, language);
        let mut translations = Translations::default();
        for group in groups(&naming) {
            let mut versions: BTreeMap<String, LanguageVersion> = BTreeMap::new();
            for version in group {
                versions.entry(languages.of_version(&version).into()).or_insert(version);
            }
            let versions: Arc<[(String, LanguageVersion)]> = versions.into_iter().collect();
            for (_, version) in versions.iter().filter(|_| versions.len() > 1) {
                if let LanguageVersion::OnSite(path) = version {
                    translations.0.insert(path.clone(), versions.clone());
                }
            }
        }
        let faults = naming.into_iter().flat_map(|article| {
            let fault = |named| translations.fault(&article, named, &languages);
            article.translations.iter().filter_map(fault).collect::<Vec<_>>()
        });
        let faults = faults.collect();
        (translations, faults)
    }

    /// The versions of the text at `path`; none of one that has no other.
    pub fn of(&self, path: &SitePath) -> &[(String, LanguageVersion)] {
        self.0.get(path).map_or(&[], |versions| versions)
    }

    /// What is wrong with a translation that `article` names.
    fn fault(
        &self,
        article: &ListedText<'_>,
        named: &Translation,
        languages: &Languages<'_>,
    ) -> Option<Diagnostic> {
        let own = languages.of_version(&LanguageVersion::OnSite(article.path.clone()));
        let language = languages.of_version(&named.version.value);
        let (message, hint) = if language != named.language {
            let message = format!("this story is in `{language}`, and not in `{}`", named.language);
            (message, "a story says its language with `language: …`".to_string())
        } else if language == own {
            let message = format!("this translation is in `{own}`, like the story itself");
            (message, "one of them says its language with `language: …`".into())
        } else if self.of(article.path).iter().any(|(_, version)| *version == named.version.value) {
            return None;
        } else {
            let message = format!("another file is this story in `{language}` already");
            (message, "name one file for each language".into())
        };
        let fault = Diagnostic::warning(message).in_file(article.file).hint(hint);
        Some(Diagnostic { place: named.version.place, ..fault })
    }
}

/// The language of each version.
struct Languages<'a> {
    on_site: HashMap<&'a SitePath, String>,
    elsewhere: HashMap<&'a str, &'a str>,
    of_site: &'a str,
}

impl<'a> Languages<'a> {
    fn of(
        articles: impl Iterator<Item = ListedText<'a>>,
        naming: &[ListedText<'a>],
        of_site: &'a str,
    ) -> Self {
        let own =
            articles.filter_map(|article| Some((article.path, article.language?.canonical_tag())));
        let named = naming.iter().flat_map(|article| article.translations);
        let elsewhere = named.filter_map(|named| match &named.version.value {
            LanguageVersion::Elsewhere(url) => Some((&**url, &*named.language)),
            LanguageVersion::OnSite(_) => None,
        });
        Languages { on_site: own.collect(), elsewhere: elsewhere.collect(), of_site }
    }

    fn of_version(&self, version: &LanguageVersion) -> &str {
        match version {
            LanguageVersion::OnSite(path) => {
                self.on_site.get(path).map_or(self.of_site, String::as_str)
            }
            LanguageVersion::Elsewhere(url) => {
                self.elsewhere.get(&**url).copied().unwrap_or(self.of_site)
            }
        }
    }
}

/// The versions that name each other, through others too.
fn groups(naming: &[ListedText<'_>]) -> Vec<BTreeSet<LanguageVersion>> {
    let mut beside: BTreeMap<LanguageVersion, BTreeSet<LanguageVersion>> = BTreeMap::new();
    for article in naming {
        let own = LanguageVersion::OnSite(article.path.clone());
        for named in article.translations {
            beside.entry(own.clone()).or_default().insert(named.version.value.clone());
            beside.entry(named.version.value.clone()).or_default().insert(own.clone());
        }
    }
    let mut groups = Vec::new();
    while let Some((version, others)) = beside.pop_first() {
        let mut group = BTreeSet::from([version]);
        let mut to_visit: Vec<LanguageVersion> = others.into_iter().collect();
        while let Some(version) = to_visit.pop() {
            to_visit.extend(beside.remove(&version).into_iter().flatten());
            group.insert(version);
        }
        groups.push(group);
    }
    groups
}
