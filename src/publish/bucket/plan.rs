//! What has to happen so that a bucket holds the objects of an output.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::object::Object;
use super::record::{Noted, Record, Shown};

/// What a bucket holds below the prefix.
#[derive(Debug, Default)]
pub struct Present {
    /// The tag of each object, by its path.
    pub(super) tags: HashMap<String, String>,
    /// What the last publication noted, if there is a whole note of one.
    pub(super) record: Option<Record>,
}

impl Present {
    /// Whether there is an object at this path.
    pub fn has(&self, path: &str) -> bool {
        self.tags.contains_key(path)
    }
}

/// What is to be done.
#[derive(Debug, Default)]
pub struct Plan {
    /// Objects that are not there, by their places among all.
    pub added: Vec<usize>,
    /// Objects that are there with another content.
    pub changed: Vec<usize>,
    /// Paths of the site that are to go.
    pub removed: Vec<String>,
    /// Paths of what would be replaced, though no publication of the site put it there.
    pub of_others: Vec<String>,
    /// What is noted before anything is done: all that is of the site, or is about to be.
    pub(super) before: Record,
}

impl Plan {
    /// Compares the objects, with the MD5 of each, with what is there.
    pub fn new(objects: &[Object], md5s: &[u128], present: &Present) -> Plan {
        let mut plan = Plan::default();
        let none = BTreeMap::new();
        let noted = present.record.as_ref().map_or(&none, |record| &record.objects);
        for (index, (object, md5)) in objects.iter().zip(md5s).enumerate() {
            let (path, said_of_it) = (&object.path, object.said_of_it());
            let by_content = format!("{md5:032x}");
            let tag = present.tags.get(path);
            let before = noted.get(path);
            let shown = match tag {
                None => {
                    plan.added.push(index);
                    Shown::ByItsContent
                }
                Some(tag) if before.is_some_and(|noted| noted.is(*md5, said_of_it, tag)) => {
                    Shown::By(tag.clone())
                }
                Some(tag) => {
                    plan.changed.push(index);
                    // With the same content, too: what is the site's goes when the site has it
                    // no more.
                    if before.is_none() {
                        plan.of_others.push(path.clone());
                    }
                    // If this content is there, only what is said of it differs; of that no
                    // list shows anything.
                    if *tag == by_content { Shown::Not } else { Shown::ByItsContent }
                }
            };
            plan.before.objects.insert(path.clone(), Noted { md5: *md5, said_of_it, shown });
        }
        let kept: HashSet<&str> = objects.iter().map(|object| object.path.as_str()).collect();
        for (path, old) in noted {
            if !kept.contains(path.as_str()) && present.tags.contains_key(path) {
                plan.removed.push(path.clone());
                plan.before.objects.insert(path.clone(), old.clone());
            }
        }
        plan
    }

    /// Whether the bucket is as it is to be.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.changed.is_empty() && self.removed.is_empty()
    }
}

impl Noted {
    /// Whether that is this content, as the list shows it.
    fn is(&self, md5: u128, said_of_it: u64, tag: &str) -> bool {
        let is_shown = match &self.shown {
            Shown::By(known) => known == tag,
            Shown::ByItsContent => *tag == format!("{:032x}", self.md5),
            Shown::Not => false,
        };
        is_shown && self.md5 == md5 && self.said_of_it == said_of_it
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::super::object::Stage;
    use super::*;

    fn object(path: &str) -> Object {
        Object {
            file: PathBuf::from(path),
            path: path.into(),
            bytes: 1,
            media_type: "text/plain".into(),
            cache: "public",
            redirect: None,
            stage: Stage::File,
        }
    }

    fn noted(md5: u128, shown: Shown) -> Noted {
        Noted { md5, said_of_it: object("").said_of_it(), shown }
    }

    /// What is done about one object with the MD5 7: `+`, `~`, `=`, and `!` for what is of others.
    fn done(tag: Option<&str>, before: Option<Noted>) -> String {
        let present = Present {
            tags: tag.map(|tag| ("a".to_string(), tag.to_string())).into_iter().collect(),
            record: before.map(|noted| Record { objects: [("a".into(), noted)].into() }),
        };
        let plan = Plan::new(&[object("a")], &[7], &present);
        let sign = match (&plan.added[..], &plan.changed[..]) {
            ([0], []) => "+",
            ([], [0]) => "~",
            _ => "=",
        };
        format!("{sign}{}", if plan.of_others.is_empty() { "" } else { "!" })
    }

    #[test]
    fn what_the_list_shows_to_be_there_stays() {
        let by_content = format!("{:032x}", 7);
        let by = |tag: &str| Shown::By(tag.into());
        for (tag, before, expected) in [
            (None, None, "+"),
            (None, Some(noted(7, by("x"))), "+"),
            (Some("x"), Some(noted(7, by("x"))), "="),
            (Some("y"), Some(noted(7, by("x"))), "~"),
            (Some("x"), Some(noted(8, by("x"))), "~"),
            (Some("x"), None, "~!"),
            // Somebody else put the same there.
            (Some(&*by_content), None, "~!"),
            (Some(&*by_content), Some(noted(7, Shown::ByItsContent)), "="),
            (Some("x"), Some(noted(7, Shown::ByItsContent)), "~"),
            (Some(&*by_content), Some(noted(7, Shown::Not)), "~"),
            (Some("x"), Some(Noted { said_of_it: 1, ..noted(7, by("x")) }), "~"),
        ] {
            assert_eq!(done(tag, before.clone()), expected, "{tag:?} {before:?}");
        }
    }

    #[test]
    fn only_what_was_published_is_removed() {
        let names = ["kept", "old", "gone already"];
        let objects = names.map(|name| (name.to_string(), noted(7, Shown::By("x".into()))));
        let tags = ["kept", "old", "of others"].map(|name| (name.to_string(), "x".to_string()));
        let present =
            Present { tags: tags.into(), record: Some(Record { objects: objects.into() }) };
        let plan = Plan::new(&[object("kept")], &[7], &present);
        assert_eq!(plan.removed, ["old"]);
        assert_eq!(plan.before.objects.keys().collect::<Vec<_>>(), ["kept", "old"]);
        let unknown = Present { record: None, ..present };
        assert_eq!(Plan::new(&[object("kept")], &[7], &unknown).removed, [""; 0]);
    }
}
