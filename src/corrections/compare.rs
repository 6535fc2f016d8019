//! From two wordings to what changed between them.

use std::collections::HashSet;

use similar::{Algorithm, capture_diff_slices};

use super::pairs::paired;
use super::{StoryPart, Wording, WordingChange};

/// What of `old` is said otherwise in `new` or not at all, in the order of `old`.
/// What was added is none of it, nor is a block that only moved.
pub(super) fn changes(old: &Wording, new: &Wording) -> Vec<WordingChange> {
    let facts = old.facts().filter_map(|(part, text)| {
        let other = new.fact(part);
        let is_other = other != Some(text);
        is_other.then(|| WordingChange { part, old: text.into(), new: other.map(str::to_string) })
    });
    facts.chain(changed_blocks(old.text(), new.text())).collect()
}

fn changed_blocks(old: &[String], new: &[String]) -> Vec<WordingChange> {
    let kept: HashSet<&String> = {
        let new: HashSet<&String> = new.iter().collect();
        old.iter().filter(|block| new.contains(block)).collect()
    };
    // What stands in both but not at its place has moved.
    let without_kept = |blocks: &[String]| -> Vec<String> {
        blocks.iter().filter(|block| !kept.contains(block)).cloned().collect()
    };
    let mut changes = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, old, new) {
        let (was, is) = (&old[operation.old_range()], &new[operation.new_range()]);
        // The same, or a paragraph was divided in two, or two became one.
        if was.join(" ") == is.join(" ") {
            continue;
        }
        let (was, is) = (without_kept(was), without_kept(is));
        let pairs = paired(&was, &is);
        changes.extend(was.into_iter().zip(pairs).map(|(old, other)| WordingChange {
            part: StoryPart::Text,
            old,
            new: other.map(|at| is[at].clone()),
        }));
    }
    changes
}
