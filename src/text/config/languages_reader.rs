//! The languages of `site.yaml`, and what each has of its own.

use std::collections::HashSet;
use std::ops::Range;

use icu_locale::Locale;

use super::SectionConfig;
use super::languages::{LanguageConfig, OfSite, standard_base};
use super::languages_aliases::{OldBase, is_base};
use super::languages_fields::{OF_LANGUAGE, OF_SECTION};
use super::otherwise::{LANGUAGES, Links, Sections, apart_from_each_other, languages};
use super::reader::{ADDRESSES, Reader};
use crate::language::names;
use crate::nearest::nearest;
use crate::slug::{Letters, composed};
use crate::text::dateline::DatelinePattern;
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value, in_flow};
use crate::url::{SitePath, is_year};

/// The folders that an edition has besides those of its sections, and what is in each.
const MADE: [(&str, &str); 5] = [
    ("tags", "its tags"),
    ("search", "its search"),
    ("most-read", "what was read most"),
    ("corrections", "its corrections"),
    ("page", "the next pages of a list"),
];

/// A language that was read, and where it is written.
struct Found {
    own: LanguageConfig,
    /// Its tag.
    key: Range<usize>,
    /// Its base, or else its tag.
    base: Range<usize>,
    /// The line of its base, if it has one.
    has_base: bool,
    /// The folders that it was in before.
    aliases: Vec<OldBase>,
}

impl Reader<'_> {
    /// That of a site in one.
    pub(super) fn language(&mut self, fields: &Fields<'_>) -> Option<Locale> {
        let node = fields.get("language")?;
        if let Some(hint) = self.one_of_several(node) {
            let message = "`language` is one: a site in several has `languages`, the first of which \
                           is its own";
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        let takes = "write a language tag, such as `language: hy`";
        let tag = self.yaml.text_of_form(node, "language", takes)?;
        let locale = Locale::try_from_str(&tag).ok().filter(|_| !names::is_of_none(&tag));
        if locale.is_none() {
            let message = format!("language: `{tag}` is not a language tag");
            self.yaml.report(
                &node.range,
                message,
                names::remedy(&tag, |tag| self.yaml.line_with(node, tag)),
            );
        }
        locale
    }

    /// What to do where `language` is no text, or one that names several; None of one tag or name.
    fn one_of_several(&self, node: &Node) -> Option<String> {
        let meant = languages(&node.value);
        let is_text = match &node.value {
            Value::Text(text) => !text.contains([',', ';', '\n']),
            Value::List(_) | Value::Map(_) => false,
            _ => true,
        };
        let is_one = matches!(&node.value, Value::Text(_) | Value::List(_));
        let apart = match &node.value {
            Value::Text(text) if text.contains(' ') => apart_from_each_other(text),
            _ => None,
        };
        match apart.or(meant) {
            Some(several) if several.len() > 1 => Some(with_each(&several)),
            _ if is_text => None,
            Some(one) if is_one => {
                let tag = one.first().map(|(tag, _)| Value::text(tag))?;
                Some(format!("write `{}`", self.yaml.field_with("language", node, &tag)))
            }
            Some(one) => Some(with_each(&one)),
            None => Some(LANGUAGES.into()),
        }
    }

    /// The languages, in the order in which they are written.
    pub(super) fn languages(
        &mut self,
        fields: &Fields<'_>,
        of_site: OfSite<'_>,
    ) -> Vec<LanguageConfig> {
        let Some(node) = fields.get("languages") else { return Vec::new() };
        self.refuse_language_beside(fields);
        if !node.value.is_map() {
            let message = "`languages` has to be a map of language tags, and this is none";
            let apart = match &node.value {
                Value::Text(text) => apart_from_each_other(text),
                _ => None,
            };
            let meant = apart.or_else(|| languages(&node.value));
            let hint = meant.map_or(LANGUAGES.into(), |meant| with_each(&meant));
            self.yaml.report(&node.range, message, hint);
            return Vec::new();
        }
        let Some(entries) = self.yaml.fields(node, "languages") else { return Vec::new() };
        if entries.iter().next().is_none() {
            let hint = "write one a line, such as `hy: {title: …}`, or delete the line";
            self.yaml.report(&node.range, "`languages` names no language", hint);
        }
        let mut found: Vec<Found> = Vec::new();
        for (tag, value) in entries.iter() {
            let key = entries.key(tag).unwrap_or(value);
            let Some(language) = self.language_tag(tag, key) else { continue };
            if let Some(other) = found.iter().find(|other| other.own.language == language) {
                let other = self.yaml.place(&other.key).line;
                let message =
                    format!("the language `{language}` is listed twice: first in line {other}");
                self.yaml.report(&key.range, message, "delete one of the two");
                continue;
            }
            let at = found.len();
            found.extend(self.language_entry((at, language), key, value, of_site));
        }
        let aliases = found.iter().map(|it| (it.own.language.to_string(), it.aliases.clone()));
        self.refuse_shared_aliases(&aliases.collect::<Vec<_>>());
        for at in self.refuse_clashes(&found) {
            // What would clash besides is told once.
            let apart = format!("/{}-apart/", found[at].own.language.to_string().to_lowercase());
            found[at].own.base = SitePath::new(&apart).unwrap_or_else(SitePath::root).into();
        }
        found.into_iter().map(|found| found.own).collect()
    }

    /// Two settings would say what the language of a page is.
    fn refuse_language_beside(&mut self, fields: &Fields<'_>) {
        let Some(node) = fields.get("language") else { return };
        let key = fields.key("language").unwrap_or(node);
        let message = "`language` stands beside `languages`, the first of which is the site's";
        let line = self.yaml.line_of(&key.range);
        let line = self.yaml.text_of_document().get(line).unwrap_or_default().trim_end();
        self.yaml.report(&key.range, message, format!("delete the line `{line}`"));
    }

    fn language_tag(&mut self, tag: &str, key: &Node) -> Option<Locale> {
        let language = Locale::try_from_str(tag).ok();
        if language.is_none() {
            let message = format!("languages: `{tag}` is not a language tag");
            let hint = names::remedy(tag, |tag| self.yaml.line_with(key, tag));
            self.yaml.report(&key.range, message, hint);
        }
        language
    }

    fn language_entry(
        &mut self,
        (at, language): (usize, Locale),
        key: &Node,
        value: &Node,
        of_site: OfSite<'_>,
    ) -> Option<Found> {
        let empty = Node { value: Value::Map(Vec::new()), range: key.range.clone() };
        let value = if value.value == Value::Null { &empty } else { value };
        if let Value::Text(title) = &value.value {
            let title = Value::map([("title", Value::text(title.trim()))]);
            let line = match self.yaml.is_text_of_one_line(value) {
                true => self.yaml.line_with(value, &in_flow(&title)),
                false => format!("{language}: {}", in_flow(&title)),
            };
            let message =
                format!("`{language}` has to be a map of `name: value` lines, and this is text");
            self.yaml.report(&value.range, message, format!("write `{line}`"));
            return None;
        }
        let mut fields = self.yaml.fields(value, &language.to_string())?;
        let meant =
            self.yaml.deny_unknown(&mut fields, OF_LANGUAGE, &format!("the language `{language}`"));
        let title = self.text(&fields, "title").or_else(|| of_site.title.map(String::from));
        if title.is_none() && fields.get("title").is_none() && !meant.has("title") {
            let message = format!("the site has no `title` in `{language}`");
            let hint = format!(
                "add one, such as `{language}: {{title: The Highland Briefing}}`, or a `title` for all \
                 languages"
            );
            self.yaml.report(&key.range, message, hint);
        }
        let base = self.base(&fields, at, &language);
        let addresses = self.choice(&fields, "addresses", &ADDRESSES).or(of_site.addresses);
        let letters = addresses.unwrap_or_else(|| Letters::of(&language));
        let sections = match fields.get("sections") {
            Some(node) => self.sections_of_language(node, &language, (of_site.sections, letters)),
            None => of_site.sections.to_vec(),
        };
        let links = Links { base: &base.value, letters };
        let dateline = self.dateline(&fields).or_else(|| of_site.dateline.cloned());
        let menu = match fields.get("menu") {
            Some(_) => self.menu(&fields, "menu", links),
            None => of_site.menu.to_vec(),
        };
        let footer = match fields.get("footer") {
            Some(_) => self.footer(&fields, links),
            None => of_site.footer.clone(),
        };
        let digest = self.digest(&fields, of_site.digest);
        let aliases = self.old_bases(&fields, &base.value, of_site.base_url);
        let own = LanguageConfig {
            base,
            aliases: aliases.iter().map(|(alias, _)| alias.clone()).collect(),
            title: title.unwrap_or_default(),
            tagline: self.text(&fields, "tagline").or_else(|| of_site.tagline.map(String::from)),
            addresses: letters,
            sections,
            dateline: dateline.unwrap_or_else(|| DatelinePattern::of(&language)),
            menu,
            footer,
            digest,
            authors: self.authors(&fields),
            language,
        };
        let base = fields.get("base").map_or(&key.range, |node| &node.range).clone();
        let has_base = fields.get("base").is_some();
        Some(Found { own, key: key.range.clone(), base, has_base, aliases })
    }

    fn base(&mut self, fields: &Fields<'_>, at: usize, language: &Locale) -> Placed<SitePath> {
        let standard = || {
            Placed::from(SitePath::new(&standard_base(at, language)).unwrap_or_else(SitePath::root))
        };
        let Some(node) = fields.get("base") else { return standard() };
        let Some(text) = self.yaml.text(node, "base") else { return standard() };
        if let Some(path) = SitePath::new(&text).filter(is_base) {
            return Placed::at(self.yaml.place(&node.range), path);
        }
        let meant = SitePath::new(&format!("/{}/", text.trim_matches('/'))).filter(is_base);
        let meant = meant.map_or_else(|| standard_base(at, language), |path| path.to_string());
        let line = self.yaml.line_with(node, &meant);
        let message = format!("base: `{text}` is no folder of the site");
        self.yaml.report(&node.range, message, format!("write `{line}`"));
        standard()
    }

    fn sections_of_language(
        &mut self,
        node: &Node,
        language: &Locale,
        (of_site, letters): (&[SectionConfig], Letters),
    ) -> Vec<SectionConfig> {
        let mut sections: Vec<SectionConfig> = Vec::new();
        let meant = Sections { letters, of_site: Some(of_site) };
        if self.is_no_list_of_sections(node, meant) {
            return sections;
        }
        for item in self.yaml.list(node, "sections") {
            if self.is_no_section(item, node, meant) {
                continue;
            }
            let Some((id, title, description)) = self.section_of_language(item) else { continue };
            let Some(section) = of_site.iter().find(|section| section.id == id) else {
                let message = format!("`{id}` is not among the `sections` of the site");
                let near = nearest(&id, of_site.iter().map(|section| section.id.as_str()));
                let hint = match near {
                    Some(near) => {
                        format!("did you mean `{near}`? Or add `{id}` to the site's `sections`")
                    }
                    None => format!("add `{id}` to the site's `sections`, or delete it here"),
                };
                self.yaml.report(&item.range, message, hint);
                continue;
            };
            if sections.iter().any(|other| other.id == id) {
                let message = format!("the section `{id}` is listed twice for `{language}`");
                self.yaml.report(&item.range, message, "delete one of the two");
                continue;
            }
            sections.push(SectionConfig {
                title: title.unwrap_or_else(|| section.title.clone()),
                description: description.or_else(|| section.description.clone()),
                ..section.clone()
            });
        }
        sections
    }

    /// The id, title and description of a section.
    fn section_of_language(
        &mut self,
        node: &Node,
    ) -> Option<(String, Option<String>, Option<String>)> {
        if !node.value.is_map() {
            let id = composed(&self.yaml.text(node, "sections")?).into_owned();
            return Some((id, None, None));
        }
        let mut fields = self.yaml.fields(node, "a section")?;
        let meant = self.yaml.deny_unknown(&mut fields, OF_SECTION, "a section of a language");
        let title = self.text(&fields, "title");
        let description = self.text(&fields, "description");
        let Some(id) = fields.get("id") else {
            if !meant.has("id") {
                let message = "this section has no `id`";
                self.yaml.report(
                    &node.range,
                    message,
                    "add `id:`, as the site's `sections` have it",
                );
            }
            return None;
        };
        Some((composed(&self.yaml.text(id, "sections")?).into_owned(), title, description))
    }

    fn authors(&mut self, fields: &Fields<'_>) -> Vec<(String, String)> {
        let Some(node) = fields.get("authors") else { return Vec::new() };
        let Some(names) = self.yaml.fields(node, "authors") else { return Vec::new() };
        let named = names
            .iter()
            .filter_map(|(name, node)| Some((name.to_string(), self.yaml.text(node, "authors")?)));
        named.collect()
    }

    /// Refuses languages whose pages would be in the same place, or where another has something
    /// else; their numbers.
    fn refuse_clashes(&mut self, found: &[Found]) -> HashSet<usize> {
        let mut refused: HashSet<usize> = HashSet::new();
        for (at, one) in found.iter().enumerate() {
            for (other_at, other) in found.iter().enumerate() {
                if at == other_at || refused.contains(&at) {
                    continue;
                }
                let Some(message) = clash(one, other, at > other_at) else { continue };
                refused.insert(at);
                let meant = format!("/{}/", one.own.language.to_string().to_lowercase());
                let is_free = found.iter().all(|other| other.own.base.value.as_str() != meant);
                let hint = match (is_free, one.has_base) {
                    (true, true) => format!("write `base: {meant}`"),
                    _ => format!(
                        "give `{}` another `base`, such as `base: /{}-news/`",
                        one.own.language, one.own.language
                    ),
                };
                self.yaml.report(&one.base, message, hint);
            }
            let tag = one.own.language.to_string();
            let is_it = |section: &&SectionConfig| section.id.eq_ignore_ascii_case(&tag);
            let sections = found.iter().flat_map(|other| &other.own.sections);
            if let Some(section) = { sections }.find(is_it)
                && !refused.contains(&at)
            {
                let message = format!(
                    "`content/{}/` would be both the section `{}` and the texts in `{tag}`",
                    section.id, section.id
                );
                let hint = format!(
                    "give the section another `id`, and its old one as `aliases: [{}]`",
                    section.id
                );
                self.yaml.report(&one.key, message, hint);
            }
        }
        refused
    }
}

/// What is wrong with two bases, if something is; of two that are equal, with that of the later.
fn clash(one: &Found, other: &Found, is_later: bool) -> Option<String> {
    let (own, theirs) = (one.own.base.value.as_str(), other.own.base.value.as_str());
    let (language, of) = (&one.own.language, &other.own.language);
    if own == theirs {
        return is_later.then(|| format!("`{of}` and `{language}` have the same base, `{own}`"));
    }
    let below = own.strip_prefix(theirs)?.split('/').next()?;
    if let Some(section) = other.own.sections.iter().find(|section| section.is_or_was(below)) {
        return Some(format!(
            "the base `{own}` of `{language}` is where `{of}` has its section `{}`",
            section.id
        ));
    }
    let made = MADE.iter().find(|(folder, _)| *folder == below).map(|(_, what)| *what);
    let what = made.or(is_year(below).then_some("a year of its archive"))?;
    Some(format!("the base `{own}` of `{language}` is where `{of}` has {what}"))
}

/// The remedy where languages are only listed, or written in another way.
fn with_each(languages: &[(String, Value)]) -> String {
    let languages = languages.iter().map(|(tag, about)| (tag.as_str(), about.clone()));
    format!("write `languages: {}`", in_flow(&Value::map(languages)))
}
