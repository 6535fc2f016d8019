//! From YAML to front matter, field by field.

mod about;
mod corrections;
mod day_of_place;
mod parts;

use std::collections::HashSet;
use std::ops::Range;

use icu_locale::Locale;

use super::fields::FIELDS;
use super::slips;
use super::{
    Context, Correction, Dateline, FrontMatter, Image, Kind, NamePlaces, Source, Tag, TextKind,
    Translation, WrittenAt,
};
use crate::diagnostic::Place;
use crate::faults::FileFaults;
use crate::language::names;
use crate::language::tag::Language;
use crate::slug::{composed, is_own_slug, name_key, slug_for_new_file, slug_of_name};
use crate::text::config::{UnknownFields, absolute_http, with_scheme};
use crate::text::date::{self, Moment};
use crate::text::moments::moment;
use crate::text::old_path::{old_path, remedy_for_address};
use crate::text::placed::Placed;
use crate::text::printable::in_a_shell;
use crate::text::yaml::{Decoder, Fields, Keys, Node, Value, in_quotes};
use crate::url::SitePath;

/// Reads the front matter in the bytes `yaml` of `source`; `name_date` is the
/// date in the file's name. None if it is no front matter; then there is at least
/// one error. A field that is missing or wrong is left empty, with an error as well.
pub fn parse(
    source: &str,
    yaml: Range<usize>,
    name_date: Option<&str>,
    context: Context<'_>,
) -> (Option<FrontMatter>, FileFaults) {
    let read = |keys| {
        let yaml = Decoder::new(context.file, source, yaml.clone(), keys);
        let yaml = match context.unknown_fields {
            UnknownFields::Error => yaml,
            UnknownFields::Keep => yaml.keeping_others(),
        };
        let mut reader = Reader { yaml, context };
        let front_matter = match context.kind {
            TextKind::About(subject) => reader.about(subject),
            TextKind::Briefing | TextKind::Page => reader.front_matter(name_date),
        };
        (front_matter, reader.yaml)
    };
    let (front_matter, decoder) = match read(Keys::Unplaced) {
        (_, decoder) if decoder.has_to_place_keys() => read(Keys::Placed),
        read => read,
    };
    (front_matter, decoder.into_faults())
}

pub(super) struct Reader<'a> {
    pub(super) yaml: Decoder<'a>,
    context: Context<'a>,
}

impl Reader<'_> {
    fn front_matter(&mut self, name_date: Option<&str>) -> Option<FrontMatter> {
        let node = self.yaml.parse(FIELDS)?;
        let empty = Node { value: Value::Map(Vec::new()), range: 0..0 };
        let node = if node.value == Value::Null { &empty } else { &node };
        let fields = self.yaml.fields(node, "front matter")?;
        for slip in slips::found(self.yaml.text_of_document(), &fields) {
            self.yaml.warn(&slip.range, slip.message, slip.hint);
        }
        let mut extra = self.extra(&fields);
        let mut fields = match self.context.unknown_fields {
            UnknownFields::Error => self.without_section(fields),
            UnknownFields::Keep => fields,
        };
        let meant = match self.context.unknown_fields {
            UnknownFields::Error => self.yaml.deny_unknown(&mut fields, FIELDS, "front matter"),
            UnknownFields::Keep => {
                extra.extend(fields.unknown(FIELDS).map(|(name, _, node)| (name.into(), node)));
                self.yaml.deny_unseen(&fields, FIELDS)
            }
        };
        self.yaml.warn_of_comments(node, |comment| {
            format!("readers do not see `{comment}`: YAML takes it for a comment")
        });
        if !meant.has("title") {
            self.require(&fields, "title", "title: Talks resume in the capital");
        }
        let is_dated = name_date.is_some() || self.context.kind != TextKind::Briefing;
        if !is_dated && !meant.has("date") {
            self.require(&fields, "date", "date: 2026-02-01 09:30");
        }

        // Every field is read before any is missed, so that all faults are reported at once.
        let title = self.text(&fields, "title");
        let date = self.date_or_name(&fields, name_date);
        let updated = self.date(&fields, "updated");
        let updated_at = fields.get("updated").map(|node| WrittenAt(self.yaml.bytes(&node.range)));
        let embargo = self.date(&fields, "embargo");
        let expires = self.date(&fields, "expires");
        let draft = self.bool(&fields, "draft");
        let subtitle = self.text(&fields, "subtitle");
        let summary = self.text(&fields, "summary");
        let dateline = fields.get("dateline").and_then(|node| self.dateline(node));
        let (authors, authors_at) = self.authors(&fields);
        let tags = self.tags(&fields);
        let kind = fields.get("kind").and_then(|node| self.kind(node)).unwrap_or_default();
        let series = fields.get("series").and_then(|node| self.series(node));
        let live = fields.get("live").and_then(|node| self.live(node));
        let image = fields.get("image").and_then(|node| self.image(node)).map(Box::new);
        let source = fields.get("source").and_then(|node| self.source(node));
        let slug = fields.get("slug").and_then(|node| self.slug(node));
        let aliases = self.aliases(&fields);
        let featured = self.bool(&fields, "featured");
        let corrections = self.corrections(&fields);
        let language = self.language(&fields, &extra);
        let translations = self.translations(&fields);
        let translation_of = self.translation_of(&fields);
        let hold_with_original = fields.get("hold_with_original");
        let hold_with_original =
            hold_with_original.and_then(|node| self.yaml.bool(node, "hold_with_original"));
        let feed_id = self.text(&fields, "feed_id");
        Some(FrontMatter {
            title: title.unwrap_or_default(),
            date,
            updated,
            updated_at: updated_at.unwrap_or_default(),
            embargo,
            expires,
            draft,
            subtitle,
            summary,
            dateline,
            authors,
            authors_at,
            tags,
            kind,
            series,
            live,
            image,
            source,
            slug,
            aliases,
            featured,
            corrections,
            language,
            translations,
            translation_of,
            goes_alone: hold_with_original == Some(false),
            feed_id,
            about: None,
            extra: extra.into_iter().map(|(name, node)| (name, node.value.clone())).collect(),
        })
    }

    fn text(&mut self, fields: &Fields<'_>, name: &str) -> Option<String> {
        fields.get(name).and_then(|node| self.yaml.text(node, name))
    }

    fn placed_text(&mut self, node: &Node, name: &str) -> Option<Placed<String>> {
        let text = self.yaml.text(node, name)?;
        Some(Placed::at(self.yaml.place(&node.range), text))
    }

    /// Reports a missing field: at its name if nothing is behind that, or else at the opening
    /// fence, the line above the first field.
    fn require(&mut self, fields: &Fields<'_>, field: &str, example: &str) {
        if fields.get(field).is_some() {
            return;
        }
        if let Some(key) = fields.key(field) {
            // `~` and `!new` are nothing to YAML.
            let hint = match self.yaml.after(key) {
                "" => format!("write a line such as `{example}`"),
                text => format!("write `{field}: {}`", in_quotes(text)),
            };
            self.yaml.report(&key.range, format!("there is no text after `{field}:`"), hint);
            return;
        }
        let place = self.yaml.place(&(0..0));
        let fence = Place { line: place.line.saturating_sub(1).max(1), column: 1, width: 3 };
        self.yaml.report_at(
            fence,
            format!("the front matter has no `{field}`"),
            format!("add a line such as `{example}`"),
        );
    }

    /// The names in the byline, each once, and where they are written.
    fn authors(&mut self, fields: &Fields<'_>) -> (Vec<String>, NamePlaces) {
        let Some(node) = fields.get("authors") else { return Default::default() };
        let mut seen = HashSet::new();
        let names = self.yaml.texts(node, "authors").into_iter();
        let names: Vec<_> = names.filter(|(name, _)| seen.insert(name.clone())).collect();
        let places = names.iter().map(|(_, range)| self.yaml.place(range)).collect();
        (names.into_iter().map(|(name, _)| name).collect(), NamePlaces(places))
    }

    fn series(&mut self, node: &Node) -> Option<Tag> {
        let takes = "write the one that it is a part of, such as `series: The year of the dam`";
        let name = self.yaml.text_of_form(node, "series", takes)?;
        self.named(name, &node.range, "series")
    }

    /// A name that is to have a page.
    fn named(&mut self, name: String, range: &Range<usize>, what: &str) -> Option<Tag> {
        let key = name_key(&name, self.context.naming);
        let slug = slug_of_name(&key, self.context.naming.letters);
        if slug.is_none() {
            let message =
                format!("the {what} `{name}` has no letter or digit, so it can have no page");
            self.yaml.report(range, message, "write it in words");
        }
        Some(Tag { name, key, slug: slug? })
    }

    pub(super) fn bool(&mut self, fields: &Fields<'_>, name: &str) -> bool {
        fields.get(name).and_then(|node| self.yaml.bool(node, name)).unwrap_or(false)
    }

    /// Tells of the field `section`, which other programs have: here it is the folder.
    fn without_section<'n>(&mut self, fields: Fields<'n>) -> Fields<'n> {
        let Some(key) = fields.key("section") else { return fields };
        let file = self.context.file;
        let (folder, name) = file.rsplit_once('/').unwrap_or(("", file));
        let hint = match fields.get("section").map(|node| &node.value) {
            Some(Value::Text(section)) if folder.rsplit('/').next() == Some(section) => {
                "a story is in the section of its folder: delete this line".into()
            }
            Some(Value::Text(section)) => format!(
                "a story is in the section of its folder: delete this line; to move the story, run \
                 `dateline mv {} {}`",
                in_a_shell(file),
                in_a_shell(&format!("content/{section}/{name}"))
            ),
            _ => "a story is in the section of its folder: delete this line".into(),
        };
        self.yaml.report(&key.range, "front matter has no field `section`", hint);
        fields.without("section")
    }

    pub(super) fn date(&mut self, fields: &Fields<'_>, name: &str) -> Option<Moment> {
        fields.get(name).and_then(|node| self.moment(node, name))
    }

    fn moment(&mut self, node: &Node, name: &str) -> Option<Moment> {
        moment(&mut self.yaml, node, name, self.context.time_zone)
    }

    fn date_or_name(&mut self, fields: &Fields<'_>, name_date: Option<&str>) -> Option<Moment> {
        if fields.get("date").is_some() {
            return self.date(fields, "date");
        }
        let name_date = name_date?;
        match date::parse(name_date, self.context.time_zone) {
            Ok(moment) => Some(moment),
            Err(message) => {
                self.yaml.report_at(
                    Place::START,
                    format!("the file's name begins with a date, but {message}"),
                    "rename the file, or add a `date:` field",
                );
                None
            }
        }
    }

    fn tags(&mut self, fields: &Fields<'_>) -> Vec<Tag> {
        let Some(node) = fields.get("tags") else { return Vec::new() };
        let mut tags: Vec<Tag> = Vec::new();
        let mut seen = HashSet::new();
        for (name, range) in self.yaml.texts(node, "tags") {
            let key = name_key(&name, self.context.naming);
            match slug_of_name(&key, self.context.naming.letters) {
                Some(slug) if seen.insert(key.clone()) => tags.push(Tag { name, key, slug }),
                Some(_) => {}
                None => self.yaml.report(
                    &range,
                    format!("the tag `{name}` has no letter or digit, so it can have no page"),
                    "write it in words",
                ),
            }
        }
        tags
    }

    fn kind(&mut self, node: &Node) -> Option<Kind> {
        let words = Kind::WORDS.map(|word| format!("`{word}`")).join(", ");
        let takes = format!("write one of {words}");
        let written = self.yaml.text_of_form(node, "kind", &takes)?;
        if let Some(kind) = Kind::of_word(&written) {
            return Some(kind);
        }
        let hint = match Kind::meant_by(&written) {
            Some(kind) => format!("write `{}`", self.yaml.line_with(node, kind.word())),
            None if matches!(
                &*written.to_lowercase(),
                "live" | "liveblog" | "live blog" | "ticker"
            ) =>
            {
                "write `live: true` in place of this line".into()
            }
            None => format!("{takes}; a name of your own goes into `extra`"),
        };
        self.yaml.report(&node.range, format!("`kind` cannot be `{written}`"), hint);
        None
    }

    fn slug(&mut self, node: &Node) -> Option<String> {
        let takes = "write letters, digits and hyphens, such as `slug: talks-day-two`";
        let slug = composed(&self.yaml.text_of_form(node, "slug", takes)?).into_owned();
        let letters = self.context.naming.letters;
        if is_own_slug(&slug, letters) {
            return Some(slug);
        }
        let message = if slug.contains(['/', '\\']) || slug.starts_with('.') {
            format!("the slug `{slug}` would lead out of its folder")
        } else {
            format!("the slug `{slug}` cannot stand in a URL as it is")
        };
        // Of an address, or a path, it is the last part.
        let last = slug.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let last = last.strip_suffix(".html").unwrap_or(last);
        let hint = match slug_for_new_file(last, letters) {
            Some(better) => format!("write `slug: {better}`"),
            None => "use letters, digits and hyphens".into(),
        };
        self.yaml.report(&node.range, message, hint);
        None
    }

    fn aliases(&mut self, fields: &Fields<'_>) -> Vec<Placed<SitePath>> {
        let Some(node) = fields.get("aliases") else { return Vec::new() };
        let mut aliases = Vec::new();
        for (text, range) in self.yaml.texts(node, "aliases") {
            match old_path(&text) {
                // Of such an alias hosts would make a rule for many addresses.
                Some(path) if path.as_str().contains('*') => self.yaml.report(
                    &range,
                    format!("the alias `{text}` has a `*`, and an alias is one address"),
                    "write each old address as an alias of its own",
                ),
                Some(path) => aliases.push(Placed::at(self.yaml.place(&range), path)),
                None => {
                    let remedy =
                        remedy_for_address(&text, self.context.base_url, |path| path.to_string());
                    let hint = remedy.unwrap_or_else(|| {
                        "write the old path from the site's root, such as `/politics/old-name/`"
                            .into()
                    });
                    let message = format!("the alias `{text}` is not a path on this site");
                    self.yaml.report(&range, message, hint);
                }
            }
        }
        aliases
    }

    fn translations(&mut self, fields: &Fields<'_>) -> Vec<Translation> {
        let Some(node) = fields.get("translations") else { return Vec::new() };
        let Some(fields) = self.yaml.fields(node, "translations") else { return Vec::new() };
        let mut translations = Vec::new();
        for (tag, node) in fields.iter() {
            let Some(target) = self.placed_text(node, tag) else { continue };
            match Locale::try_from_str(tag) {
                Ok(language) => {
                    translations.push(Translation { language: language.to_string(), target });
                }
                Err(_) => self.yaml.report(
                    &node.range,
                    format!("`{tag}` is not a language tag"),
                    "write a BCP 47 tag and the file of the other story, such as `hy: talks-hy.md`",
                ),
            }
        }
        translations
    }

    fn translation_of(&mut self, fields: &Fields<'_>) -> Option<String> {
        let node = fields.get("translation_of")?;
        let takes = "write a language tag, such as `translation_of: hy`";
        let tag = self.yaml.text_of_form(node, "translation_of", takes)?;
        let language = Locale::try_from_str(&tag).ok();
        if language.is_none() {
            let hint = names::remedy(&tag, |tag| self.yaml.line_with(node, tag));
            self.yaml.report(&node.range, format!("`{tag}` is not a language tag"), hint);
        }
        language.map(|language| language.to_string())
    }

    /// `language`, or `lang` among the `extra` fields, of which it is another name.
    fn language(&mut self, fields: &Fields<'_>, extra: &[(String, &Node)]) -> Option<Language> {
        let alias = extra.iter().find_map(|(name, node)| match &node.value {
            Value::Text(tag) if name == "lang" => Some((Language::as_written(tag), *node)),
            _ => None,
        });
        let Some(node) = fields.get("language") else { return alias.map(|(alias, _)| alias) };
        let takes = "write a language tag, such as `language: hy`";
        let tag = self.yaml.text_of_form(node, "language", takes)?;
        let Some(language) = Language::parse(&tag).filter(|_| !names::is_of_none(&tag)) else {
            let hint = names::remedy(&tag, |tag| self.yaml.line_with(node, tag));
            self.yaml.report(&node.range, format!("`{tag}` is not a language tag"), hint);
            return None;
        };
        if let Some((alias, at)) = alias
            && alias.canonical_tag() != language.tag()
        {
            let line = self.yaml.place(&node.range).line;
            self.yaml.report(
                &at.range,
                format!(
                    "`lang` says `{}`, and `language` in line {line} says `{}`",
                    alias.tag(),
                    language.tag()
                ),
                "keep one of the two: the language of a story is its `language`",
            );
        }
        Some(language)
    }

    fn extra<'n>(&mut self, fields: &Fields<'n>) -> Vec<(String, &'n Node)> {
        let Some(node) = fields.get("extra") else { return Vec::new() };
        let Some(fields) = self.yaml.fields(node, "extra") else { return Vec::new() };
        fields.iter().map(|(name, node)| (name.to_string(), node)).collect()
    }
}

#[cfg(test)]
mod tests;
