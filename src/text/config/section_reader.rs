//! The sections of `site.yaml`, and where their stories were before.

use std::collections::HashSet;
use std::ops::Range;

use super::fields::SECTION;
use super::reader::Reader;
use super::{SectionConfig, capitalized, section_of_id};
use crate::slug::{Letters, composed, is_own_slug, slug_for_new_file};
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value, list_of};

impl Reader<'_> {
    pub(super) fn sections(
        &mut self,
        fields: &Fields<'_>,
        letters: Letters,
    ) -> Option<Vec<SectionConfig>> {
        let node = fields.get("sections")?;
        if let Value::Text(names) = &node.value {
            let names = names.split([',', ';']).map(str::trim).filter(|name| !name.is_empty());
            let list = list_of(&names.collect::<Vec<_>>());
            let line = self.yaml.line_with(node, &list);
            let message = "`sections` has to be a list, and this is text";
            self.yaml.report(&node.range, message, format!("write `{line}`"));
            return None;
        }
        if let Value::Map(entries) = &node.value {
            let meant: Vec<_> =
                entries.iter().map(|(id, about)| self.meant(id, about, letters)).collect();
            let message = "`sections` has to be a list, and this is a map";
            let hint = format!("write `sections: [{}]`", meant.join(", "));
            self.yaml.report(&node.range, message, hint);
            return None;
        }
        let mut sections: Vec<SectionConfig> = Vec::new();
        let mut ids = HashSet::new();
        for item in self.yaml.list(node, "sections") {
            let Some(section) = self.section(item, letters) else { continue };
            if !ids.insert(section.id.clone()) {
                let message = format!("the section `{}` is listed twice", section.id);
                self.yaml.report(&item.range, message, "delete one of the two");
                continue;
            }
            sections.push(section);
        }
        self.refuse_aliases_of_others(&sections, &node.range);
        Some(sections)
    }

    /// An old id leads to one section, and to none where it is the id of another.
    fn refuse_aliases_of_others(&mut self, sections: &[SectionConfig], list: &Range<usize>) {
        let mut taken: HashSet<&str> = sections.iter().map(|section| section.id.as_str()).collect();
        for section in sections {
            for alias in section.aliases.iter().filter(|alias| !taken.insert(&alias.value)) {
                let message = format!(
                    "the section `{}` was never `{}`, which another section is or was",
                    section.id, alias.value
                );
                self.yaml.report(list, message, "take it out of its `aliases`");
            }
        }
    }

    fn section(&mut self, node: &Node, letters: Letters) -> Option<SectionConfig> {
        if !matches!(node.value, Value::Map(_)) {
            let id = composed(&self.yaml.text(node, "sections")?).into_owned();
            return self.section_id(&id, node, letters).then(|| section_of_id(&id));
        }
        if let Value::Map(entries) = &node.value
            && let [(id, about)] = &entries[..]
            && !SECTION.iter().any(|field| id.value == Value::text(field.name))
        {
            let hint = format!("write `{}`", self.meant(id, about, letters));
            self.yaml.report(&node.range, "this section has no `id`", hint);
            return None;
        }
        let fields = self.yaml.fields(node, "a section")?;
        let meant = self.yaml.deny_unknown(&fields, SECTION, "a section");
        let title = self.text(&fields, "title");
        let description = self.text(&fields, "description");
        let Some(id_node) = fields.get("id") else {
            if meant.has("id") {
                return None;
            }
            self.yaml.report(
                &node.range,
                "this section has no `id`",
                "add `id:` with the name of its folder",
            );
            return None;
        };
        let id = composed(&self.yaml.text(id_node, "id")?).into_owned();
        if !self.section_id(&id, id_node, letters) {
            return None;
        }
        let title = title.unwrap_or_else(|| capitalized(&id));
        let aliases = self.section_aliases(&fields, letters);
        Some(SectionConfig { id, title, description, aliases })
    }

    /// A section that is written as `politics: Politics`, or with a map behind its id. Where its name
    /// stands in the place of an id, it is its title as well.
    fn meant(&self, id: &Node, about: &Node, letters: Letters) -> String {
        let name = self.yaml.as_written(id);
        let slug = slug_for_new_file(name, letters).filter(|_| !is_own_slug(name, letters));
        let id = slug.as_deref().unwrap_or(name);
        let fields: Vec<String> = match &about.value {
            Value::Null => Vec::new(),
            Value::Map(fields) => {
                let field = |(name, value): &(Node, Node)| {
                    [name, value].map(|it| self.yaml.as_written(it)).join(": ")
                };
                fields.iter().map(field).collect()
            }
            _ => vec![format!("title: {}", self.yaml.as_written(about))],
        };
        let has_title = fields.iter().any(|field| field.starts_with("title:"));
        let title = (slug.is_some() && !has_title).then(|| format!("title: {name}"));
        let fields: Vec<String> = title.into_iter().chain(fields).collect();
        match fields.is_empty() {
            true => id.into(),
            false => format!("{{id: {id}, {}}}", fields.join(", ")),
        }
    }

    fn section_aliases(&mut self, fields: &Fields<'_>, letters: Letters) -> Vec<Placed<String>> {
        let Some(node) = fields.get("aliases") else { return Vec::new() };
        let mut aliases = Vec::new();
        for (text, range) in self.yaml.texts(node, "aliases") {
            let id = composed(&text).into_owned();
            if is_own_slug(&id, letters) {
                aliases.push(Placed::at(self.yaml.place(&range), id));
                continue;
            }
            let message = format!("`{text}` was never the id of a section");
            let hint = "write an old id alone, such as `aliases: [world]`; what else led to its \
                        stories goes into their own `aliases`";
            self.yaml.report(&range, message, hint);
        }
        aliases
    }

    fn section_id(&mut self, id: &str, node: &Node, letters: Letters) -> bool {
        if is_own_slug(id, letters) {
            return true;
        }
        // What was meant as a path is the name of its folder.
        let name = id.trim_matches('/');
        let name = name.strip_prefix("content/").unwrap_or(name);
        let hint = match slug_for_new_file(name, letters) {
            Some(slug) if slug == name => format!("write `{}`", self.yaml.line_with(node, name)),
            Some(slug) => format!(
                "write `{{id: {slug}, title: {name}}}` and name the folder `content/{slug}`"
            ),
            None => "use letters, digits and hyphens".into(),
        };
        self.yaml.report(
            &node.range,
            format!("`{id}` cannot be the id of a section: it names a folder and a URL"),
            hint,
        );
        false
    }
}
