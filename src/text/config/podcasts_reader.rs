//! The podcasts of sections, from `site.yaml`.

use super::SectionConfig;
use super::podcasts::{CATEGORIES, CATEGORY, PODCAST, Podcast};
use super::reader::Reader;
use crate::nearest::nearest;
use crate::text::placed::Placed;
use crate::text::yaml::{Fields, Node};
use crate::url::SitePath;

impl Reader<'_> {
    pub(super) fn podcasts(
        &mut self,
        fields: &Fields<'_>,
        sections: &[SectionConfig],
    ) -> Vec<Podcast> {
        let Some(node) = fields.get("podcasts") else { return Vec::new() };
        let mut podcasts: Vec<Podcast> = Vec::new();
        for item in self.yaml.list(node, "podcasts") {
            let Some(podcast) = self.podcast(item, sections) else { continue };
            if podcasts.iter().any(|other| other.section == podcast.section) {
                let message = format!("the section `{}` has two podcasts", podcast.section);
                self.yaml.report(&item.range, message, "delete one of the two");
                continue;
            }
            podcasts.push(podcast);
        }
        podcasts
    }

    fn podcast(&mut self, node: &Node, sections: &[SectionConfig]) -> Option<Podcast> {
        let mut fields = self.yaml.fields(node, "a podcast")?;
        let meant = self.yaml.deny_unknown(&mut fields, PODCAST, "a podcast");
        let ids = || sections.iter().map(|section| &*section.id);
        let known = |text: &str| match ids().any(|id| id == text) {
            true => Ok(text.to_string()),
            false => Err(match nearest(text, ids()) {
                Some(near) => format!("`{text}` is no section: did you mean `{near}`?"),
                None => format!("`{text}` is no section"),
            }),
        };
        let section =
            self.checked(&fields, "section", known, "write the id of one of the sections");
        let image = self.file(&fields, "image");
        let category = |text: &str| {
            let found = CATEGORIES.into_iter().find(|name| name.eq_ignore_ascii_case(text));
            found.ok_or_else(|| match nearest(text, CATEGORIES) {
                Some(near) => format!("`{text}` is no category: did you mean `{near}`?"),
                None => format!("`{text}` is no category of podcasts"),
            })
        };
        let hint = format!("write one of: {}", CATEGORIES.join(", "));
        let category = self.checked(&fields, "category", category, &hint);
        let mail = |text: &str| match text.split_once('@') {
            Some((name, host)) if !name.is_empty() && host.contains('.') && !text.contains(' ') => {
                Ok(text.to_string())
            }
            _ => Err(format!("`{text}` is not an address of mail")),
        };
        let podcast = Podcast {
            title: self.text(&fields, "title"),
            description: self.text(&fields, "description"),
            category: category.unwrap_or(CATEGORY),
            email: self.checked(&fields, "email", mail, "write it as `email: radio@example.org`"),
            explicit: self.flag(&fields, "explicit").unwrap_or_default(),
            section: section.unwrap_or_default(),
            image: Placed::from(SitePath::root()),
        };
        for (field, example) in [("section", "section: politics"), ("image", "image: /podcast.jpg")]
        {
            if fields.get(field).is_none() && !meant.has(field) {
                let hint = format!("add for example `{example}`");
                self.yaml.report(&node.range, format!("this podcast has no `{field}`"), hint);
            }
        }
        let image = image?;
        (!podcast.section.is_empty()).then_some(Podcast { image, ..podcast })
    }
}
