//! Which stories are one, though the names of their files tell several: those that name each other
//! with `translations`.

use std::collections::HashMap;

/// The stories that name each other, through others too; by what the names of files say, each is
/// one of its own.
#[derive(Debug, Default)]
pub struct LinkedStories<'a> {
    numbers: HashMap<&'a str, usize>,
    /// A story of the same group for each; that of the first is itself.
    near: Vec<usize>,
    names: Vec<&'a str>,
}

impl<'a> LinkedStories<'a> {
    /// Those of pairs of a story and one that it names.
    pub fn of(pairs: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut linked = LinkedStories::default();
        for (story, named) in pairs {
            let [one, other] = [story, named].map(|story| linked.number(story));
            let [one, other] = [one, other].map(|at| linked.first(at));
            linked.near[one.max(other)] = one.min(other);
        }
        linked
    }

    /// What all stories have in common that are one with this: the name of one of them.
    pub fn group(&self, story: &'a str) -> &'a str {
        match self.numbers.get(story) {
            Some(at) => self.names[self.root(*at)],
            None => story,
        }
    }

    fn number(&mut self, story: &'a str) -> usize {
        let next = self.names.len();
        let at = *self.numbers.entry(story).or_insert(next);
        if at == next {
            self.names.push(story);
            self.near.push(next);
        }
        at
    }

    /// The first of a group, to which the way is short from then on.
    fn first(&mut self, mut at: usize) -> usize {
        let first = self.root(at);
        while self.near[at] != first {
            at = std::mem::replace(&mut self.near[at], first);
        }
        first
    }

    fn root(&self, mut at: usize) -> usize {
        while self.near[at] != at {
            at = self.near[at];
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stories_are_one_through_others_too() {
        let linked =
            LinkedStories::of([("a", "b"), ("d", "e"), ("c", "b"), ("f", "f")].into_iter());
        let groups = ["a", "b", "c", "d", "e", "f", "g"].map(|story| linked.group(story));
        assert_eq!(groups, ["a", "a", "a", "d", "d", "f", "g"]);
    }
}
