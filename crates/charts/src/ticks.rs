//! Round numbers along an axis: steps of 1, 2 or 5 times a power of ten.

/// The ticks of an axis.
#[derive(Clone, Debug, PartialEq)]
pub struct Ticks {
    /// From the lowest, which is no higher than any value, to the highest, which is no lower.
    pub values: Vec<f64>,
    /// How many decimals tell them apart.
    pub decimals: usize,
}

impl Ticks {
    /// Where the axis begins.
    pub fn lowest(&self) -> f64 {
        self.values.first().copied().unwrap_or(0.0)
    }

    /// Where it ends.
    pub fn highest(&self) -> f64 {
        self.values.last().copied().unwrap_or(1.0)
    }

    /// Which part of the axis lies below a value.
    pub(crate) fn fraction(&self, value: f64) -> f64 {
        (value - self.lowest()) / (self.highest() - self.lowest())
    }
}

/// Two values that differ by less than this part of them are the same on paper.
const LEAST_SPAN: f64 = 1e-12;

/// At most so many ticks, three at least, around the values from `lowest` to `highest`, both
/// finite.
pub fn ticks(lowest: f64, highest: f64, most: usize) -> Ticks {
    let (lowest, highest) = widened(lowest.min(highest), lowest.max(highest));
    let most = most.max(3) as f64;
    // The first step of which there are few enough; three powers of ten hold one.
    let least = ((highest - lowest) / most).log10().floor();
    #[allow(clippy::cast_possible_truncation, reason = "no number has so many digits")]
    let least = least as i32;
    let steps = (least..least + 4).flat_map(|power| [1, 2, 5].map(|factor| Step { factor, power }));
    let few = |step: &Step| step.above(highest) - step.below(lowest) < most;
    let step = steps.into_iter().find(few).unwrap_or(Step { factor: 1, power: least + 4 });
    let (first, last) = (step.below(lowest), step.above(highest));
    let mut values = Vec::new();
    let mut at = first;
    while at <= last {
        values.push(step.times(at));
        at += 1.0;
    }
    Ticks { values, decimals: usize::try_from(-step.power).unwrap_or(0) }
}

/// A span of one value is given room on both sides.
fn widened(lowest: f64, highest: f64) -> (f64, f64) {
    if highest - lowest > LEAST_SPAN * lowest.abs().max(highest.abs()) {
        (lowest, highest)
    } else if lowest == 0.0 && highest == 0.0 {
        (0.0, 1.0)
    } else {
        let room = highest.abs() / 10.0;
        (lowest - room, highest + room)
    }
}

/// A step of so many times a power of ten.
#[derive(Clone, Copy)]
struct Step {
    factor: i32,
    power: i32,
}

impl Step {
    /// So many steps as a number. A negative power divides, which is exact.
    fn times(self, count: f64) -> f64 {
        let whole = count * f64::from(self.factor);
        // Without the sign of nothing.
        if whole == 0.0 {
            return 0.0;
        }
        match self.power {
            0.. => whole * 10f64.powi(self.power),
            _ => whole / 10f64.powi(-self.power),
        }
    }

    /// How many steps a value is.
    fn count(self, value: f64) -> f64 {
        let count = value / self.times(1.0);
        // Three tenths are three steps of a tenth, though computers are a hair below.
        let round = count.round();
        if (count - round).abs() < 1e-9 * round.abs().max(1.0) { round } else { count }
    }

    fn below(self, value: f64) -> f64 {
        self.count(value).floor()
    }

    fn above(self, value: f64) -> f64 {
        self.count(value).ceil()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn ticks_are_round_and_around_the_values() {
        for (lowest, highest, expected) in [
            (0.0, 10.0, "0 2 4 6 8 10"),
            (0.0, 100.0, "0 20 40 60 80 100"),
            (3.2, 4.1, "3.2 3.4 3.6 3.8 4.0 4.2"),
            (0.1, 0.3, "0.10 0.15 0.20 0.25 0.30"),
            (-5.0, 5.0, "-6 -4 -2 0 2 4 6"),
            (-12.0, -3.0, "-12 -10 -8 -6 -4 -2"),
            (0.0, 1.0, "0.0 0.2 0.4 0.6 0.8 1.0"),
            (0.0, 0.0, "0.0 0.2 0.4 0.6 0.8 1.0"),
            (7.0, 7.0, "6.0 6.5 7.0 7.5 8.0"),
            (-7.0, -7.0, "-8.0 -7.5 -7.0 -6.5 -6.0"),
            (1_234_000.0, 9_870_000.0, "0 2000000 4000000 6000000 8000000 10000000"),
            (0.0, 4e-9, "0.000000000 0.000000001 0.000000002 0.000000003 0.000000004"),
            (
                1e15,
                1e15,
                "900000000000000 950000000000000 1000000000000000 1050000000000000 1100000000000000",
            ),
            (2000.0, 2026.0, "2000 2005 2010 2015 2020 2025 2030"),
        ] {
            let Ticks { values, decimals } = ticks(lowest, highest, 7);
            let shown: Vec<String> = values.iter().map(|it| format!("{it:.decimals$}")).collect();
            assert_eq!(shown.join(" "), expected, "{lowest} to {highest}");
        }
    }

    proptest! {
        #[test]
        fn ticks_hold_all_values(
            one in -1e15..1e15f64, power in -9..1, other in -1e15..1e15f64, most in 3..12usize,
        ) {
            let (one, other) = (one * 10f64.powi(power), other * 10f64.powi(power));
            let Ticks { values, .. } = ticks(one, other, most);
            prop_assert!((2..=most).contains(&values.len()), "{values:?}");
            prop_assert!(values.is_sorted());
            let slack = 1e-9 * one.abs().max(other.abs());
            prop_assert!(values[0] <= one.min(other) + slack);
            prop_assert!(values[values.len() - 1] >= one.max(other) - slack);
            prop_assert!(values.iter().all(|it| !(*it == 0.0 && it.is_sign_negative())));
        }
    }
}
