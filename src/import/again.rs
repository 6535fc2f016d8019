//! What of an earlier import the source has elsewhere now, or no more.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use super::facts;
use super::plan::{Content, Plan};
use super::record::{Record, hash};
use crate::diagnostic::Diagnostic;
use crate::text::config::{self, Config, SectionConfig, capitalized};

/// What an import wrote before, and what is in the folder now.
pub struct Earlier<'e> {
    pub root: &'e Path,
    pub record: &'e Record,
}

impl Earlier<'_> {
    /// The old files of texts that have another file now, by the new ones: a story whose section
    /// or day changed in the source.
    pub fn moved(&self, plan: &Plan) -> BTreeMap<String, String> {
        let mut files: HashMap<&str, Vec<&str>> = HashMap::new();
        for (file, text) in &plan.texts {
            files.entry(&text.id).or_default().push(file);
        }
        let gone = self.record.texts.iter().filter(|(old, _)| !plan.files.contains_key(*old));
        gone.filter_map(|(old, id)| match files.get(id.as_str())?.as_slice() {
            [new] if !self.record.files.contains_key(*new) => {
                Some(((*new).to_string(), old.clone()))
            }
            _ => None,
        })
        .collect()
    }

    /// Whether a file is as an import wrote it.
    pub fn is_as_written(&self, file: &str) -> bool {
        let there = fs::read(self.root.join(file)).ok().map(|bytes| hash(&bytes));
        there.is_some() && there.as_ref() == self.record.files.get(file)
    }

    /// The files that the source has no more and that are still here.
    pub fn gone(&self, plan: &Plan) -> Vec<String> {
        let moved = self.moved(plan);
        let is_gone = |file: &&String| {
            !plan.files.contains_key(*file)
                && !moved.values().any(|old| old == *file)
                && self.root.join(file).exists()
        };
        self.record.files.keys().filter(is_gone).cloned().collect()
    }

    /// Whether a text that was edited here is no draft.
    pub fn is_public(&self, file: &str) -> bool {
        fs::read_to_string(self.root.join(file)).is_ok_and(|text| {
            let facts = facts::apart(&text).facts.unwrap_or_default();
            facts.flag("draft") != Some(true)
        })
    }

    /// Keeps the sections of files that stay here, though the source has nothing in them any more.
    pub fn keep_sections(&self, plan: &mut Plan) {
        let Some(Content::Text(text)) = plan.files.get(config::FILE) else { return };
        let (mut new, faults) = config::parse(text);
        if faults.iter().any(Diagnostic::is_error) {
            return;
        }
        let here = self.config();
        let mut stay = self.gone(plan);
        stay.extend(self.moved(plan).into_values().filter(|old| !self.is_as_written(old)));
        let mut is_other = false;
        for file in stay.iter().filter(|file| self.root.join(file).exists()) {
            let Some(id) = section_of(file).filter(|id| !has(&new, id)) else { continue };
            let section =
                here.as_ref().and_then(|here| here.sections.iter().find(|of| of.id == id));
            new.sections.push(section.cloned().unwrap_or_else(|| SectionConfig {
                id: id.into(),
                title: capitalized(id),
                description: None,
                aliases: Vec::new(),
            }));
            is_other = true;
        }
        if is_other {
            plan.files.insert(config::FILE.into(), Content::Text(config::write(&new)));
        }
    }

    /// The sections of these files that the site's own settings do not have.
    pub fn without_section(&self, files: &[String]) -> Vec<String> {
        let Some(here) = self.config() else { return Vec::new() };
        let mut ids: Vec<String> = files
            .iter()
            .filter_map(|file| section_of(file))
            .filter(|id| !has(&here, id))
            .map(String::from)
            .collect();
        ids.sort();
        ids.dedup();
        ids
    }

    fn config(&self) -> Option<Config> {
        let text = fs::read_to_string(self.root.join(config::FILE)).ok()?;
        Some(config::parse(&text).0)
    }
}

fn has(config: &Config, id: &str) -> bool {
    config.sections.iter().any(|section| section.is_or_was(id))
}

fn section_of(file: &str) -> Option<&str> {
    let (section, _) = file.strip_prefix("content/")?.split_once('/')?;
    Some(section)
}
