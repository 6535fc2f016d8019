//! Where front matter has the fields by which the versions of a story are compared.

use std::ops::Range;

use crate::diagnostic::Place;

/// The fields that are compared.
const COMPARED: [&str; 6] =
    ["date", "updated", "corrections", "embargo", "expires", "translation_of"];

/// Where those are that a text has.
#[derive(Clone, Debug, Default)]
pub(super) struct FieldPlaces(Box<[(usize, Place)]>);

impl FieldPlaces {
    /// Those in the bytes `yaml` of `source`.
    pub(super) fn of(source: &str, yaml: Range<usize>) -> Self {
        let mut places = Vec::new();
        let mut start = yaml.start;
        for line in source.get(yaml).unwrap_or_default().split_inclusive('\n') {
            let is_it = |name: &&str| {
                line.strip_prefix(*name).is_some_and(|rest| rest.trim_start().starts_with(':'))
            };
            if let Some(field) = COMPARED.iter().position(is_it) {
                places.push((field, Place::of_bytes(source, start..start + line.trim_end().len())));
            }
            start += line.len();
        }
        FieldPlaces(places.into())
    }

    /// The place of the first of these fields that is there; else the beginning of the file.
    pub(super) fn first_of(&self, names: &[&str]) -> Place {
        let found = names
            .iter()
            .find_map(|name| self.0.iter().find(|(field, _)| COMPARED[*field] == *name));
        found.map_or(Place::START, |(_, place)| *place)
    }

    /// The same, as it is noted.
    pub(super) fn noted(&self) -> Vec<(usize, Place)> {
        self.0.to_vec()
    }

    /// Those that were noted.
    pub(super) fn of_noted(noted: Vec<(usize, Place)>) -> Self {
        let mut places = noted;
        places.retain(|(field, _)| *field < COMPARED.len());
        FieldPlaces(places.into())
    }
}
