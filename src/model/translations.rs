//! The same story in several languages.

use std::borrow::Cow;
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

/// The languages of a site, by whose readers a text is taken to be in one if it says none.
#[derive(Clone, Debug)]
pub struct Readers {
    /// The tag of each edition.
    pub tags: Vec<String>,
    /// Whether the site names them itself, so that the names of files tell versions.
    pub are_named: bool,
}

impl Readers {
    /// The language of a text, in the one form that each has.
    fn language_of(&self, text: &ListedText<'_>) -> String {
        match text.language {
            Some(language) => language.canonical_tag(),
            None => self.tags.get(text.edition.0).cloned().unwrap_or_default(),
        }
    }

    /// The order of versions: that of the site's languages, and then that of their tags.
    fn rank(&self, tag: &str) -> usize {
        match self.are_named {
            true => self.tags.iter().position(|own| own == tag).unwrap_or(usize::MAX),
            false => 0,
        }
    }
}

impl Translations {
    /// The versions of `articles`, the texts of a site for these readers, and what is
    /// wrong with them.
    pub fn new<'a>(
        articles: impl Iterator<Item = ListedText<'a>> + Clone,
        readers: &'a Readers,
    ) -> (Self, Vec<Diagnostic>) {
        let naming: Vec<ListedText<'a>> =
            articles.clone().filter(|article| !article.translations.is_empty()).collect();
        if naming.is_empty() && !readers.are_named {
            return (Translations::default(), Vec::new());
        }
        let mut beside = named_beside(&naming);
        let mut translations = Translations::default();
        let mut by_name: HashMap<&str, Vec<ListedText<'a>>> = HashMap::new();
        for article in articles.clone().filter(|article| !article.story.is_empty()) {
            by_name.entry(article.story).or_default().push(article);
        }
        for versions in by_name.values().filter(|versions| versions.len() > 1) {
            let on_site = |text: &ListedText<'_>| LanguageVersion::OnSite(text.path.clone());
            if versions.iter().any(|text| beside.contains_key(&on_site(text))) {
                let first = on_site(&versions[0]);
                for other in versions[1..].iter().map(on_site) {
                    beside.entry(first.clone()).or_default().insert(other.clone());
                    beside.entry(other).or_default().insert(first.clone());
                }
                continue;
            }
            let versions = versions.iter().map(|text| (readers.language_of(text), on_site(text)));
            translations.add(versions.collect(), readers);
        }
        if naming.is_empty() {
            return (translations, Vec::new());
        }
        let languages = Languages::of(articles, &naming, by_name, readers);
        for group in groups(beside) {
            let versions = group.into_iter();
            let versions =
                versions.map(|version| (languages.of_version(&version).to_string(), version));
            translations.add(versions.collect(), readers);
        }
        let faults = naming.into_iter().flat_map(|article| {
            let fault = |named| translations.fault(&article, named, &languages);
            article.translations.iter().filter_map(fault).collect::<Vec<_>>()
        });
        let faults = faults.collect();
        (translations, faults)
    }

    /// Adds the versions of a story; of two in one language, the first counts.
    fn add(&mut self, mut versions: Vec<(String, LanguageVersion)>, readers: &Readers) {
        versions.sort_by(|(one, _), (other, _)| {
            (readers.rank(one), one).cmp(&(readers.rank(other), other))
        });
        versions.dedup_by(|(one, _), (other, _)| one == other);
        let versions: Arc<[(String, LanguageVersion)]> = versions.into();
        for (_, version) in versions.iter().filter(|_| versions.len() > 1) {
            if let LanguageVersion::OnSite(path) = version {
                self.0.insert(path.clone(), versions.clone());
            }
        }
    }

    /// The versions of the text at `path`; none of one that has no other.
    pub fn of(&self, path: &SitePath) -> &[(String, LanguageVersion)] {
        self.0.get(path).map_or(&[], |versions| versions)
    }

    /// What is wrong with a translation that `article` names.
    fn fault<'a>(
        &self,
        article: &ListedText<'a>,
        named: &Translation,
        languages: &Languages<'a>,
    ) -> Option<Diagnostic> {
        let own = &*languages.of_version(&LanguageVersion::OnSite(article.path.clone()));
        let language = &*languages.of_version(&named.version.value);
        if let Some((message, hint)) = languages.contradiction(article, named, own) {
            let fault = Diagnostic::error(message).in_file(article.file).hint(hint);
            return Some(Diagnostic { place: named.version.place, ..fault });
        }
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
    readers: &'a Readers,
    /// The texts that say one; where names of files tell versions, all.
    on_site: HashMap<&'a SitePath, ListedText<'a>>,
    elsewhere: HashMap<&'a str, &'a str>,
    /// The texts that are one story by their names.
    by_name: HashMap<&'a str, Vec<ListedText<'a>>>,
}

impl<'a> Languages<'a> {
    fn of(
        articles: impl Iterator<Item = ListedText<'a>>,
        naming: &[ListedText<'a>],
        by_name: HashMap<&'a str, Vec<ListedText<'a>>>,
        readers: &'a Readers,
    ) -> Self {
        let own = articles.filter(|text| readers.are_named || text.language.is_some());
        let named = naming.iter().flat_map(|article| article.translations);
        let elsewhere = named.filter_map(|named| match &named.version.value {
            LanguageVersion::Elsewhere(url) => Some((&**url, &*named.language)),
            LanguageVersion::OnSite(_) => None,
        });
        Languages {
            readers,
            on_site: own.map(|text| (text.path, text)).collect(),
            elsewhere: elsewhere.collect(),
            by_name,
        }
    }

    fn of_version(&self, version: &LanguageVersion) -> Cow<'a, str> {
        let of_site = || self.readers.tags.first().map_or("", String::as_str);
        match version {
            LanguageVersion::OnSite(path) => match self.on_site.get(path) {
                Some(text) => self.readers.language_of(text).into(),
                None => of_site().into(),
            },
            LanguageVersion::Elsewhere(url) => {
                self.elsewhere.get(&**url).copied().unwrap_or_else(of_site).into()
            }
        }
    }

    /// Message and hint, if the names of files say otherwise than a translation that `article`,
    /// in the language `own`, names.
    fn contradiction(
        &self,
        article: &ListedText<'a>,
        named: &Translation,
        own: &str,
    ) -> Option<(String, String)> {
        let LanguageVersion::OnSite(path) = &named.version.value else { return None };
        let other = |of: &ListedText<'a>, language: &str, than: &SitePath| {
            let mut versions = self.by_name.get(of.story).into_iter().flatten();
            versions.find(|text| self.readers.language_of(text) == language && text.path != than)
        };
        let language = &named.language;
        if let Some(by_name) = other(article, language, path) {
            let message = format!("by its name, `{}` is this story in `{language}`", by_name.file);
            return Some((message, format!("delete `{language}` here, or rename that file")));
        }
        let text = self.on_site.get(path)?;
        if let Some(by_name) = other(text, own, article.path) {
            let message =
                format!("by its name, `{}` is `{}` in `{language}`", text.file, by_name.file);
            return Some((
                message,
                format!("delete `{language}` here, or rename one of the two files"),
            ));
        }
        let (one, other, both) = self.in_one_language(article, text)?;
        let message = format!(
            "by this line, `{}` and `{}` are both this story in `{both}`",
            one.file, other.file
        );
        Some((message, format!("delete `{language}` here, or rename one of the two files")))
    }

    /// Versions of two stories in the same language, and that.
    fn in_one_language(
        &self,
        one: &ListedText<'a>,
        other: &ListedText<'a>,
    ) -> Option<(&ListedText<'a>, &ListedText<'a>, String)> {
        if one.story == other.story {
            return None;
        }
        let [own, theirs] = [one, other].map(|text| self.by_name.get(text.story));
        let (own, theirs) = (own?, theirs?);
        own.iter().find_map(|version| {
            let language = self.readers.language_of(version);
            let twin = theirs.iter().find(|text| self.readers.language_of(text) == language)?;
            Some((version, twin, language))
        })
    }
}

/// Beside each version those that it names, or that name it.
fn named_beside(naming: &[ListedText<'_>]) -> BTreeMap<LanguageVersion, BTreeSet<LanguageVersion>> {
    let mut beside: BTreeMap<LanguageVersion, BTreeSet<LanguageVersion>> = BTreeMap::new();
    for article in naming {
        let own = LanguageVersion::OnSite(article.path.clone());
        for named in article.translations {
            beside.entry(own.clone()).or_default().insert(named.version.value.clone());
            beside.entry(named.version.value.clone()).or_default().insert(own.clone());
        }
    }
    beside
}

/// The versions that name each other, through others too.
fn groups(
    mut beside: BTreeMap<LanguageVersion, BTreeSet<LanguageVersion>>,
) -> Vec<BTreeSet<LanguageVersion>> {
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
