//! What every page says of itself.

use std::borrow::Cow;

use icu_locale::Locale;
use tera::Value;

use crate::model::{Article, Uses};
use crate::render::addresses::Addresses;
use crate::render::context::{Context, Rendered, Variables};
use crate::render::pages::frame::{Navigation, with_head_for};
use crate::render::pages::languages::languages;
use crate::render::pages::structured_data::StructuredData;
use crate::render::share_cards::share_card;
use crate::render::shared::locale;
use crate::render::story::translations::in_all_languages;
use crate::render::views::{ImageView, PageView, TranslationView};
use crate::routes::ShareCard;
use crate::site::{Edition, Site};
use crate::url::SitePath;
use crate::word_list::WordList;

/// Makes the variables of the page at `path`.
pub struct Pages<'a> {
    pub context: Context<'a>,
    pub navigation: &'a Navigation,
    /// What is the same on every page.
    pub frame: &'a Value,
    pub path: &'a SitePath,
}

/// What a page says of itself.
#[derive(Default)]
pub struct PageMeta<'a> {
    pub kind: &'static str,
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// The section that it belongs to.
    pub section: Option<usize>,
    /// The picture that leads it.
    pub image: Option<ImageView<'a>>,
    /// What a link to it is shared with, if it has no picture.
    pub card: Option<&'a ShareCard>,
    /// Its language, where it is not the edition's.
    pub lang: Option<&'a str>,
    /// Whether its text shows data.
    pub has_data: bool,
    /// Its structured data.
    pub data: Option<Value>,
}

impl<'a> Pages<'a> {
    /// The variables that all pages have.
    pub fn variables(&self, meta: PageMeta<'_>) -> Variables {
        let index = &self.edition().index;
        let of_section = |section| index.section_path(section, 1) == *self.path;
        let is_first_page = meta.section.is_some_and(of_section);
        let translations = in_all_languages(self.path, self.context, Addresses::InSite);
        let languages = languages(self.context, self.path);
        // What the way to another language leads to need not be said twice.
        let is_other = |version: &&TranslationView<'_>| {
            !version.is_this && !languages.iter().any(|link| link.url == version.url)
        };
        let other_versions = translations.iter().filter(is_other).cloned().collect();
        let mut variables = Variables::new();
        variables.insert(
            "page",
            &PageView {
                kind: meta.kind,
                title: meta.title,
                description: meta.description.filter(|text| !text.is_empty()),
                url: self.href(self.path),
                permalink: self.context.address(self.path, Addresses::Absolute),
                section: meta.section.map(|at| index.sections[at].config.id.as_str()),
                navigation: self.navigation.of(meta.section, is_first_page),
                image: meta.image,
                share_card: share_card(meta.card, self.path, self.context),
                locale: self.locale(meta.lang),
                other_versions,
                translations,
                languages,
                has_data: meta.has_data,
                structured_data: meta.data,
            },
        );
        variables
    }

    pub fn site(&self) -> &'a Site {
        self.context.site
    }

    pub fn edition(&self) -> &'a Edition {
        self.context.edition
    }

    /// Gives a page whose text needs more than others a head with that.
    ///
    /// # Errors
    /// What is wrong with the template of the head.
    pub fn add_head(&self, variables: &mut Variables, uses: &Uses) -> Rendered<()> {
        if uses.any() {
            variables.insert_value("frame", with_head_for(uses, self.context, self.frame)?);
        }
        Ok(())
    }

    /// The same for a page of a list, of which the first has the text about it.
    ///
    /// # Errors
    /// What is wrong with the template of the head.
    pub fn add_head_of_list(
        &self,
        variables: &mut Variables,
        about: Option<&Article>,
        page: usize,
    ) -> Rendered<()> {
        match about.filter(|_| page == 1) {
            Some(about) => self.add_head(variables, &about.uses),
            None => Ok(()),
        }
    }

    /// The structured data of the page.
    pub fn data(&self) -> StructuredData<'a> {
        StructuredData { context: self.context, path: self.path }
    }

    /// What the theme says, in the language of the edition.
    pub fn words(&self) -> &'a WordList {
        &self.edition().settings.words
    }

    /// The link to what is at `path`.
    pub fn href(&self, path: &SitePath) -> String {
        self.context.address(path, Addresses::InSite)
    }

    /// The language `lang`, or the edition's, as Open Graph has it.
    fn locale(&self, lang: Option<&str>) -> Option<Cow<'a, str>> {
        match lang {
            Some(tag) => locale(&Locale::try_from_str(tag).ok()?).map(Cow::Owned),
            None => self.context.shared.locale.as_deref().map(Cow::Borrowed),
        }
    }
}
