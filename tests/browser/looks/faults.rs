//! What is wrong on pages, each fault told once with all pages that have it.

use std::collections::BTreeMap;

#[derive(Default)]
pub struct Faults(BTreeMap<String, Vec<String>>);

impl Faults {
    pub fn add(&mut self, fault: impl Into<String>, place: &str) {
        self.0.entry(fault.into()).or_default().push(place.into());
    }

    #[track_caller]
    pub fn are_none(&self) {
        let told = self.0.iter();
        let told = told.map(|(fault, places)| format!("{fault}\n  on {}\n", places.join(", ")));
        assert!(self.0.is_empty(), "\n{}", told.collect::<String>());
    }
}
