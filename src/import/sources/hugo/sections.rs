//! The names of sections in addresses
//! (<https://gohugo.io/configuration/permalinks/#tokens>, `:sectionslug`).

use std::collections::HashMap;

use super::address::{Capitals, of_title, urlized};
use crate::import::facts::Facts;

/// What the heads of sections say of their names.
#[derive(Debug, Default)]
pub struct Names {
    /// By the language in small letters, and the folder in the content.
    heads: HashMap<(String, String), Head>,
}

#[derive(Debug)]
struct Head {
    slug: Option<String>,
    title: Option<String>,
}

impl Names {
    /// Adds the head of a section.
    pub fn add(&mut self, language: &str, folder: &str, facts: &Facts) {
        let head = Head { slug: facts.text("slug"), title: facts.text("title") };
        self.heads.insert((language.to_lowercase(), folder.into()), head);
    }

    /// The slugs of folders that are in each other. A section that says neither slug nor title has
    /// its folder's name in the plural, of which only one that has an `s` at its end is told here.
    pub fn slugs(
        &self,
        folders: &[&str],
        language: &str,
        letters: Capitals,
    ) -> Vec<Option<String>> {
        let language = language.to_lowercase();
        let slug = |at: usize| {
            let name = folders.get(at)?;
            let head = self.heads.get(&(language.clone(), folders[..=at].join("/")));
            let slug = head.and_then(|head| head.slug.as_ref());
            let title = head.and_then(|head| head.title.as_ref());
            let automatic = || name.ends_with('s').then(|| urlized(name, letters));
            slug.map(|slug| urlized(slug, letters))
                .or_else(|| title.map(|title| of_title(title, letters)))
                .or_else(automatic)
        };
        (0..folders.len()).map(slug).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::facts::of_toml;

    #[test]
    fn sections_are_named_by_their_heads() {
        let mut names = Names::default();
        names.add("en", "a", &of_toml("title = 'All News'\nslug = 'News'").unwrap());
        names.add("en", "a/b", &of_toml("title = 'Close by'").unwrap());
        let some = |text: &str| Some(text.to_string());
        for (folders, language, letters, expected) in [
            (&["a", "b"][..], "EN", Capitals::Lowered, vec![some("news"), some("close-by")]),
            (&["a"], "en", Capitals::Kept, vec![some("News")]),
            (&["posts", "post"], "en", Capitals::Lowered, vec![some("posts"), None]),
            (&["a"], "fr", Capitals::Lowered, vec![None]),
        ] {
            assert_eq!(names.slugs(folders, language, letters), expected);
        }
    }
}
