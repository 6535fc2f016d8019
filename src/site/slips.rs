//! Names that are most likely slips of others: one story by `Ana Voss`, and 41 by `Anna Voss`.

mod difference;

use std::collections::HashMap;

use crate::diagnostic::Diagnostic;
use crate::model::{Authorship, ListedBriefing, NamedList};
use crate::nearest::Names;
use crate::slug::{Letters, slug_for_new_file};
use crate::text::front_matter::Subject;
use crate::text::yaml::{list_of, one_name, plain_or_quoted};
pub(super) use difference::{Difference, Kind};

/// Whoever has written as many stories has no other name by chance.
const KNOWN: usize = 5;

/// Where more names are those of one story, the newest are looked at: editors have seen the others.
const MOST: usize = 500;

/// A warning for each author of one story whose name is a letter away from that of an author who
/// is known: by a file, or by many stories.
pub(super) fn of_authors(
    authorship: &Authorship,
    briefings: &[ListedBriefing<'_>],
) -> Vec<Diagnostic> {
    let is_known = |list: &&NamedList| list.about.is_some() || list.briefings.len() >= KNOWN;
    let is_doubtful = |list: &&NamedList| list.about.is_none() && list.briefings.len() == 1;
    let authors = &authorship.authors;
    if !authors.iter().any(|list| is_doubtful(&list)) {
        return Vec::new();
    }
    let known: HashMap<&str, &NamedList> =
        authors.iter().filter(is_known).map(|list| (&*list.name, list)).collect();
    let names: Names = known.keys().copied().collect();
    let slip = |list: &NamedList| {
        let near = names.nearest(&list.name).filter(|near| is_a_slip(&list.name, near))?;
        Some(told(list, known.get(near)?, briefings.get(*list.briefings.first()?)?))
    };
    let mut doubtful: Vec<&NamedList> = authors.iter().filter(is_doubtful).collect();
    doubtful.sort_by_key(|list| list.briefings.first());
    doubtful.into_iter().take(MOST).filter_map(slip).collect()
}

fn told(list: &NamedList, meant: &NamedList, briefing: &ListedBriefing<'_>) -> Diagnostic {
    let (name, near) = (&list.name, &meant.name);
    let message = match meant.briefings.len() {
        0 => format!("one story is by `{name}`, and there is a file about `{near}`"),
        1 => format!("one story is by `{name}`, and one by `{near}`, about whom there is a file"),
        count => format!("one story is by `{name}`, and {count} are by `{near}`"),
    };
    let mended: Vec<&str> = briefing
        .authors
        .iter()
        .map(|author| if author == name { near.as_str() } else { author.as_str() })
        .collect();
    let line = match mended[..] {
        [one] => format!("authors: {}", one_name(one)),
        _ => format!("authors: {}", list_of(&mended)),
    };
    // Two names may make the same one of a file.
    let is_free = |file: &String| *file != meant.slug;
    let file = slug_for_new_file(name, Letters::default()).filter(is_free);
    let hint = format!(
        "write `{line}`; if these are two people, tell so with a file about the other, `content/{}/{}.md` with `name: {}`",
        Subject::Author.folder(),
        file.unwrap_or_else(|| list.slug.clone()),
        plain_or_quoted(name),
    );
    let at = briefing.authors.iter().position(|author| author == name);
    let place = at.and_then(|at| briefing.authors_at.0.get(at)).copied();
    let fault = Diagnostic::warning(message).in_file(briefing.text.file).hint(hint);
    Diagnostic { place, ..fault }
}

/// Whether a name is most likely another that is written wrong. A letter that stands twice, lacks
/// its accent or has changed its place seldom makes another name. Any other letter makes one, where
/// the name is short: `Wei Chen` and `Wei Cheng`.
pub(super) fn is_a_slip(name: &str, known: &str) -> bool {
    const LONG: usize = 10;
    let letters = |name: &str| name.chars().filter(|c| c.is_alphabetic()).count();
    let is_long = letters(name).max(letters(known)) >= LONG;
    Difference::between(name, known).is_some_and(|difference| match difference.kind {
        Kind::Accent => true,
        Kind::Doubled | Kind::Exchanged => difference.letters > 3,
        Kind::Missing | Kind::Vowel | Kind::Consonant => is_long,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_other_people() {
        for (name, known) in [
            ("Ana Voss", "Anna Voss"),
            ("Anna Vos", "Anna Voss"),
            ("Anna Vosss", "Anna Voss"),
            ("Anna Vsos", "Anna Voss"),
            ("Andreas Veß", "Andreas Voß"),
            ("Zoe Blanc", "Zoë Blanc"),
            ("Анна Фос", "Анна Фосс"),
            ("Maria Rosi", "Maria Rossi"),
            ("Andreas Rot", "Andreas Roth"),
            ("Anna Wagnar", "Anna Wagner"),
            ("Jon Bergstrom", "John Bergstrom"),
            ("Christain Weber", "Christian Weber"),
        ] {
            assert!(is_a_slip(name, known), "{name}");
        }
        for (name, known) in [
            ("Li Jun", "Li Jin"),
            ("Wei Chen", "Wei Cheng"),
            ("Jon Lee", "John Lee"),
            ("Anne Le", "Anne Lee"),
            ("Eric Roth", "Erik Roth"),
            ("Юлий Ким", "Юлия Ким"),
            ("Kim Min-jun", "Kim Min-jin"),
        ] {
            assert!(!is_a_slip(name, known), "{name}");
            assert!(!is_a_slip(known, name), "{name}");
        }
    }
}
