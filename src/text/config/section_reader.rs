//! The sections of `site.yaml`, and where their stories were before.

use std::collections::HashSet;
use std::ops::Range;

use super::fields::SECTION;
use super::otherwise::{SECTIONS, Sections};
use super::reader::Reader;
use super::{SectionConfig, capitalized, section_of_id};
use crate::slug::{Letters, composed, is_own_slug, slug_for_new_file};
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node, Value, in_flow};

impl Reader<'_> {
    pub(super) fn sections(
        &mut self,
        fields: &Fields<'_>,
        letters: Letters,
    ) -> Option<Vec<SectionConfig>> {
        let node = fields.get("sections")?;
        let meant = Sections { letters, of_site: None };
        if self.is_no_list_of_sections(node, meant) {
            return None;
        }
        let mut sections: Vec<SectionConfig> = Vec::new();
        let mut ids = HashSet::new();
        for item in self.yaml.list(node, "sections") {
            if self.is_no_section(item, node, meant) {
                continue;
            }
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
        if !node.value.is_map() {
            let id = composed(&self.yaml.text(node, "sections")?).into_owned();
            return self.section_id(&id, node, letters).then(|| section_of_id(&id));
        }
        let mut fields = self.yaml.fields(node, "a section")?;
        let meant = self.yaml.deny_unknown(&mut fields, SECTION, "a section");
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

    /// Tells of sections that are no list, as they should be.
    pub(super) fn is_no_list_of_sections(&mut self, node: &Node, meant: Sections<'_>) -> bool {
        if matches!(node.value, Value::List(_)) {
            return false;
        }
        let kind = node.value.kind();
        let hint = self.all_sections(node, meant);
        let message = format!("`sections` has to be a list, and this is {kind}");
        self.yaml.report(&node.range, message, hint);
        true
    }

    /// Tells of an item of `list` that is no section, as it should be.
    pub(super) fn is_no_section(&mut self, item: &Node, list: &Node, meant: Sections<'_>) -> bool {
        if !Sections::is_otherwise(item) {
            return false;
        }
        let hint = match meant.all(&item.value).as_deref() {
            Some([one]) => format!("write `{}`", in_flow(one)),
            Some(_) => self.all_sections(list, meant),
            None => SECTIONS.into(),
        };
        let message = match &item.value {
            Value::Text(text) => format!("`{text}` is one section as it stands"),
            _ => "this section has no `id`".into(),
        };
        self.yaml.report(&item.range, message, hint);
        true
    }

    fn all_sections(&self, list: &Node, meant: Sections<'_>) -> String {
        // Several lines without anything between them are one text, and may be one name.
        let is_folded = matches!(&list.value, Value::Text(text) if !text.contains([',', ';', '\n']))
            && !self.yaml.is_text_of_one_line(list);
        match meant.all(&list.value).filter(|_| !is_folded) {
            Some(all) => {
                let all = Value::List(all.into_iter().map(Node::from).collect());
                format!("write `{}`", self.yaml.field_with("sections", list, &all))
            }
            None => SECTIONS.into(),
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
            Some(slug) => {
                let section =
                    Value::map([("id", Value::text(&slug)), ("title", Value::text(name))]);
                format!("write `{}` and name the folder `content/{slug}`", in_flow(&section))
            }
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
