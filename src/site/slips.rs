//! Names that are most likely slips of others: one story by `Ana Voss`, and 41 by `Anna Voss`.

use std::collections::HashMap;

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::diagnostic::Diagnostic;
use crate::model::{Authorship, ListedBriefing, NamedList};
use crate::nearest::Names;
use crate::slug::{Letters, slug_for_new_file};
use crate::text::front_matter::Subject;
use crate::text::yaml::in_quotes;

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
        let near = names.nearest(&list.name).filter(|near| is_a_letter_away(&list.name, near))?;
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
    let mended: Vec<String> = briefing
        .authors
        .iter()
        .map(|author| plain_or_quoted(if author == name { near } else { author }))
        .collect();
    let line = match &mended[..] {
        [one] => format!("authors: {one}"),
        several => format!("authors: [{}]", several.join(", ")),
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

pub(super) fn plain_or_quoted(name: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || " .'’-".contains(c);
    match name.starts_with(char::is_alphabetic) && name.chars().all(is_plain) {
        true => name.into(),
        false => in_quotes(name),
    }
}

/// Whether a letter is missing, too many, another one, or two have changed places. The first
/// letters of names are seldom wrong: `J. Smith` and `K. Smith` are two people, and so are
/// `Desk 1` and `Desk 2`, `Mario Rossi` and `Maria Rossi`, and all whose names are of syllables.
pub(super) fn is_a_letter_away(name: &str, known: &str) -> bool {
    let firsts = |name: &str| -> Vec<Option<char>> {
        name.split_whitespace().map(|word| word.to_lowercase().chars().next()).collect()
    };
    if firsts(name) != firsts(known) {
        return false;
    }
    let letters = |name: &str| name.to_lowercase().chars().collect::<Vec<char>>();
    let (one, other) = (letters(name), letters(known));
    let same = one.iter().zip(&other).take_while(|(a, b)| a == b).count();
    if [&one, &other].iter().any(|name| name.iter().any(|c| is_syllable(*c))) {
        return false;
    }
    let before = same.checked_sub(1).map(|at| one[at]);
    let (one, other) = (&one[same..], &other[same..]);
    let same = one.iter().rev().zip(other.iter().rev()).take_while(|(a, b)| a == b).count();
    let behind = one[one.len() - same..].first();
    let is_at_end = behind.is_none_or(|c| !c.is_alphanumeric());
    let is_of_either = |letter: &char| is_at_end && is_ending(*letter, before);
    let are_endings = |a, b| is_of_either(a) && is_of_either(b) && base(*a) != base(*b);
    match (&one[..one.len() - same], &other[..other.len() - same]) {
        ([], [letter]) | ([letter], []) => !letter.is_numeric() && !is_of_either(letter),
        ([a], [b]) => !(a.is_numeric() || b.is_numeric() || are_endings(a, b)),
        ([a, b], [c, d]) => (a, b) == (d, c),
        _ => false,
    }
}

/// Whether a letter is a whole syllable or word, as in `王伟` and `김민수`: another is another name.
fn is_syllable(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the last letter of a name tells a woman from a man: `Jan` and `Jana`, `Petrov` and
/// `Petrova`, `Andrea` and `Andreas`.
fn is_ending(letter: char, before: Option<char>) -> bool {
    const VOWELS: &str = "aeiouyáéíóúýàèìòùâêîôûäëïöüаеиоуыэюяёіїєαεηιουωάέήίόύώაეიოუաեէըիոօ";
    let is_vowel = |c: char| VOWELS.contains(c);
    is_vowel(letter) || matches!(letter, 's' | 'ς') && before.is_some_and(is_vowel)
}

/// A letter without its accents.
fn base(letter: char) -> char {
    let mut letters = DecomposingNormalizerBorrowed::new_nfd().normalize_iter([letter].into_iter());
    letters.next().unwrap_or(letter)
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
            ("Anna Veß", "Anna Voß"),
            ("Zoe Blanc", "Zoë Blanc"),
            ("Анна Фос", "Анна Фосс"),
            ("Maria Rosi", "Maria Rossi"),
            ("Andreas Rot", "Andreas Roth"),
            ("アンナ・フォス", "アンナ・フォヌ"),
        ] {
            assert!(is_a_letter_away(name, known), "{name}");
        }
        for (name, known) in [
            ("Anna Voss", "Hanna Voss"),
            ("J. Smith", "K. Smith"),
            ("Desk 1", "Desk 2"),
            ("Desk 1", "Desk 12"),
            ("Anna Voss", "Anna Rossi"),
            ("Anna", "Anna Voss"),
            ("Ana Vos", "Anna Voss"),
            ("王芳", "王伟"),
            ("李民", "李明"),
            ("김민서", "김민수"),
            ("Mario Rossi", "Maria Rossi"),
            ("Jan Novák", "Jana Novák"),
            ("Иван Петрова", "Иван Петров"),
            ("Andrea Roth", "Andreas Roth"),
            ("Carl Dahl", "Carla Dahl"),
            ("Γιάννη Παπάς", "Γιάννης Παπάς"),
            ("Anna Voss", "Anna Voss"),
        ] {
            assert!(!is_a_letter_away(name, known), "{name}");
        }
    }
}
