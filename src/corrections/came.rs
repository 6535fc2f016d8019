//! When each commit of a branch came into it, whatever the clock of its committer said.
//!
//! The order is that of the branch, never that of clocks. Those are believed of which the
//! most agree with that order; a commit with another one came between its neighbours.

use jiff::Timestamp;

/// When there first was a Web, which had no site before: 6 August 1991. A commit of a
/// time before that is by a clock that was not set.
const FIRST_SITE: i64 = 681_436_800;

/// When a version came, as far as clocks tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Came {
    /// Its moment, as it is shown.
    pub at: Timestamp,
    /// No clock of the branch says that it came before this. `at`, if all agree.
    pub earliest: Timestamp,
    /// No clock of the branch says that it came after this. `at`, if all agree.
    pub latest: Timestamp,
    /// Whether its own clock was believed.
    pub by_its_clock: bool,
}

impl Came {
    /// At a moment that is known.
    pub fn exactly(at: Timestamp) -> Came {
        Came { at, earliest: at, latest: at, by_its_clock: true }
    }
}

/// When the commits of a branch came, oldest first, by the `clocks` of their committers;
/// all came before `now`.
///
/// What clocks disagree about is left open, between `earliest` and `latest`: so a clock
/// that is wrong, and believed, hides nothing that readers may have seen.
pub fn came(clocks: &[Timestamp], now: Timestamp) -> Vec<Came> {
    let possible: Vec<bool> =
        clocks.iter().map(|clock| clock.as_second() >= FIRST_SITE && *clock <= now).collect();
    let believed = believed(clocks, &possible);
    let mut all = Vec::with_capacity(clocks.len());
    let (mut before, mut highest) = (Timestamp::MIN, Timestamp::MIN);
    for (index, &clock) in clocks.iter().enumerate() {
        if possible[index] {
            highest = highest.max(clock);
        }
        if believed[index] {
            before = clock;
        }
        let at = clock.max(before);
        all.push(Came { at, earliest: before, latest: highest, by_its_clock: believed[index] });
    }
    let (mut next, mut after, mut lowest) = (now, now, Timestamp::MAX);
    for (index, came) in all.iter_mut().enumerate().rev() {
        if possible[index] {
            lowest = lowest.min(clocks[index]);
        }
        if believed[index] {
            after = clocks[index];
        }
        came.at = came.at.min(next);
        next = came.at;
        came.earliest = came.earliest.min(lowest);
        came.latest = came.latest.max(after);
    }
    all
}

/// Which clocks are in the order of the branch: as many as can be, and the latest of
/// these, since to believe the earlier one of two would take away from what readers saw.
fn believed(clocks: &[Timestamp], possible: &[bool]) -> Vec<bool> {
    // From the newest commit on: for each length, the commit with the latest clock that
    // ends a row of that length; and for each commit, the one before it in its row.
    let mut ends: Vec<usize> = Vec::new();
    let mut next: Vec<Option<usize>> = vec![None; clocks.len()];
    for index in (0..clocks.len()).rev().filter(|index| possible[*index]) {
        let length = ends.partition_point(|end| clocks[*end] >= clocks[index]);
        next[index] = length.checked_sub(1).map(|shorter| ends[shorter]);
        match ends.get_mut(length) {
            Some(end) => *end = index,
            None => ends.push(index),
        }
    }
    let mut believed = vec![false; clocks.len()];
    let mut at = ends.last().copied();
    while let Some(index) = at {
        believed[index] = true;
        at = next[index];
    }
    believed
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Days of 2026, counted from its first.
    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(1_767_225_600 + day * 86_400).unwrap()
    }

    fn days(days: &[i64]) -> Vec<Timestamp> {
        days.iter().copied().map(day).collect()
    }

    const UNSET: i64 = -20_000;
    const AHEAD: i64 = 20_000;

    /// The day that is shown of each commit, and the span if it is not that day alone.
    fn told(clocks: &[i64]) -> Vec<String> {
        let day_of = |moment: Timestamp| match moment == Timestamp::MIN {
            true => "?".to_string(),
            false => ((moment.as_second() - 1_767_225_600) / 86_400).to_string(),
        };
        let one = |came: Came| match came.earliest == came.latest {
            true => day_of(came.at),
            false => {
                let (at, earliest) = (day_of(came.at), day_of(came.earliest));
                format!("{at} ({earliest}–{})", day_of(came.latest))
            }
        };
        came(&days(clocks), day(100)).into_iter().map(one).collect()
    }

    #[test]
    fn clocks_that_agree_with_the_branch_are_believed() {
        assert_eq!(told(&[1, 2, 2, 5, 100]), ["1", "2", "2", "5", "100"]);
        assert_eq!(told(&[]), [""; 0]);
    }

    #[test]
    fn one_that_cannot_be_right_came_between_its_neighbours() {
        assert_eq!(told(&[1, UNSET, 5]), ["1", "1 (1–5)", "5"]);
        assert_eq!(told(&[1, AHEAD, 5]), ["1", "5 (1–5)", "5"]);
        assert_eq!(told(&[1, 101]), ["1", "100 (1–100)"]);
        assert_eq!(told(&[UNSET, 5]), ["-20000 (?–5)", "5"]);
        assert_eq!(told(&[UNSET, UNSET]), ["-20000 (?–100)", "-20000 (?–100)"]);
    }

    #[test]
    fn one_against_many_is_not_believed_and_left_open() {
        assert_eq!(told(&[1, 90, 3, 4, 95]), ["1", "3 (1–90)", "3 (3–90)", "4 (4–90)", "95"]);
        assert_eq!(told(&[10, 12, 3, 13]), ["10 (3–10)", "12 (3–12)", "12 (3–13)", "13"]);
    }

    #[test]
    fn many_wrong_ones_take_nothing_from_what_readers_may_have_seen() {
        let came = came(&days(&[20, 2, 3, 4, 30]), day(100));
        assert_eq!(came[0].latest, day(20));
        assert!(came.iter().all(|came| came.latest >= day(20)));
    }

    #[test]
    fn of_two_the_later_one_is_believed() {
        assert_eq!(told(&[20, 2]), ["20 (2–20)", "20 (2–100)"]);
    }

    /// As many as can be, by trying all.
    fn most(clocks: &[Timestamp]) -> usize {
        let chosen = |set: u32| {
            let chosen = clocks.iter().enumerate().filter(|(index, _)| set & (1 << index) != 0);
            chosen.map(|(_, clock)| *clock).collect::<Vec<_>>()
        };
        let in_order = (0..1 << clocks.len()).map(chosen).filter(|clocks| clocks.is_sorted());
        in_order.map(|clocks| clocks.len()).max().unwrap()
    }

    proptest! {
        #[test]
        fn the_order_is_that_of_the_branch(clocks in prop::collection::vec(0..12i64, 0..9)) {
            let clocks = days(&clocks);
            let came = came(&clocks, day(100));
            prop_assert!(came.is_sorted_by_key(|came| came.at));
            prop_assert!(came.is_sorted_by_key(|came| came.earliest));
            prop_assert!(came.is_sorted_by_key(|came| came.latest));
            for (came, clock) in came.iter().zip(&clocks) {
                prop_assert!(came.earliest <= came.at && came.at <= came.latest);
                prop_assert!(came.earliest <= *clock && *clock <= came.latest);
                prop_assert!(!came.by_its_clock || came.at == *clock);
            }
            prop_assert_eq!(came.iter().filter(|came| came.by_its_clock).count(), most(&clocks));
        }
    }
}
