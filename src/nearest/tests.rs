use proptest::prelude::*;

use super::*;

/// The nearest name by a comparison with all, which takes as long as that takes.
fn by_all<'a>(word: &str, names: &'a [String]) -> Option<&'a str> {
    let word = word.to_lowercase();
    names
        .iter()
        .map(|name| (strsim::osa_distance(&word, &name.to_lowercase()), name))
        .filter(|(edits, name)| *edits <= allowed(name.chars().count()))
        .min()
        .map(|(_, name)| name.as_str())
}

#[test]
fn the_nearest_word_is_found_and_a_far_one_is_not() {
    let known = ["title", "date", "tags", "subtitle"];
    assert_eq!(nearest("titel", known).as_deref(), Some("title"));
    assert_eq!(nearest("Tags", known).as_deref(), Some("tags"));
    assert_eq!(nearest("colour", known), None);
    assert_eq!(nearest("titel", []), None);
}

proptest! {
    #[test]
    fn of_a_few_names_it_is_the_one_that_a_comparison_with_all_finds(
        word in "[a-dA-D]{0,16}",
        names in proptest::collection::vec("[a-dA-D]{0,16}(\\.md)?", 0..FEW),
    ) {
        let near = nearest(&word, names.iter().map(String::as_str));
        prop_assert_eq!(near.as_deref(), by_all(&word, &names));
    }
}

/// Names as stories have them.
fn stories(count: usize) -> Vec<String> {
    const WORDS: [&str; 12] = [
        "talks", "prices", "border", "harvest", "minister", "bridge", "school", "water", "vote",
        "court", "railway", "festival",
    ];
    let word = |n: usize| WORDS[n % WORDS.len()];
    let name = |n| format!("2026-{:02}-{}-{}-{}.md", n % 12 + 1, word(n / 7), word(n / 5 + n), n);
    (0..count).map(name).collect()
}

/// The word with a change.
fn changed(word: &str, change: impl FnOnce(&mut Vec<char>)) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    change(&mut letters);
    letters.into_iter().collect()
}

#[test]
fn of_many_names_one_that_is_a_slip_away_is_always_found() {
    let numbered = (0..10_000).map(|n| format!("story-{n:05}.md")).collect();
    let armenian = (0..500).map(|n| format!("Բանակցություններ-{n}.md")).collect();
    for names in [stories(10_000), numbered, armenian] {
        let ready: Names = names.iter().map(String::as_str).collect();
        for meant in names.iter().step_by(names.len() / 8) {
            for at in 0..meant.chars().count() - 1 {
                for slip in [
                    changed(meant, |word| word[at] = 'x'),
                    changed(meant, |word| word.insert(at, 'x')),
                    changed(meant, |word| word.swap(at, at + 1)),
                    changed(meant, |word| word.drain(at..=at).for_each(drop)),
                    meant.to_uppercase(),
                ] {
                    let near = ready.nearest(&slip).unwrap_or_else(|| panic!("none for {slip}"));
                    let edits = strsim::osa_distance(&slip.to_lowercase(), &near.to_lowercase());
                    assert!(edits <= 1, "{slip}: {near}, not {meant}");
                }
            }
        }
    }
}

#[test]
fn of_many_names_one_that_is_some_slips_away_is_mostly_found() {
    let names = stories(10_000);
    let ready: Names = names.iter().map(String::as_str).collect();
    let (mut asked, mut found) = (0, 0);
    for (n, meant) in names.iter().enumerate().step_by(97) {
        for slip in [
            changed(meant, |word| word.truncate(word.len() - 3)) + ".html",
            changed(meant, |word| (word[n % 20], word[n % 13]) = ('x', 'y')),
            changed(meant, |word| {
                word.remove(n % 20);
                word.remove(n % 13);
            }),
        ] {
            asked += 1;
            let near = ready.nearest(&slip).unwrap_or_default();
            let edits = |name: &str| strsim::osa_distance(&slip, name);
            found += usize::from(edits(near) <= edits(meant));
        }
    }
    assert!(found * 20 > asked * 19, "{found} of {asked}");
}

#[test]
fn a_question_takes_no_more_than_its_budget_whatever_the_names_are() {
    /// The letters of the longest name: so much the last step may take.
    const LONGEST: usize = 260;
    let a = |n: usize| "a".repeat(n);
    let middle = |n: usize| format!("{}{n:05}{}", a(120), a(120));
    let scattered = |n: usize| -> String {
        (0..250_u32).map(|i| if (n >> (i % 17)) & 1 == 1 { 'b' } else { 'a' }).collect()
    };
    let sets: [Vec<String>; 5] = [
        (0..500).map(|n| format!("{n:03}{}.md", a(245))).collect(),
        (0..20_000).map(middle).collect(),
        (0..20_000).map(scattered).collect(),
        (0..FEW).map(scattered).collect(),
        stories(20_000),
    ];
    let words = [a(250), a(124) + "b" + &a(124), "ab".repeat(125), a(1_000_000), String::new()];
    for names in &sets {
        let ready: Names = names.iter().map(String::as_str).collect();
        let of_them = names.iter().step_by(names.len() / 8).map(|name| name.replace('a', "ab"));
        for word in words.iter().cloned().chain(of_them) {
            let mut budget = Budget::default();
            ready.nearest_within(&word, &mut budget);
            let Budget { compared, .. } = budget;
            let spent = budget.spent();
            assert!(compared <= MOST_SLIPS + MOST_COMPARED, "{compared} of {} names", names.len());
            assert!(spent <= edits::MOST_STEPS + LONGEST, "{spent} for {} letters", word.len());
        }
    }
}
