//! Whether a blank or disputed estimate is worth the talk.
//!
//! Owns the rank intervals of many items from their ranges alone, and the rule that an estimate
//! matters only when settling it can change the top or cross the cut line. Knows no record and no
//! words.

use super::RankInterval;
use crate::scoring::ranking::wsjf::ScoreRange;
use crate::scoring::ratio::Ratio;

/// What settling an estimate can still change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Hash)]
pub struct DoubtEffect {
    /// Whether it can bring the item to the top or take it from there.
    pub changes_top: bool,
    /// Whether it can move the item across the cut line.
    pub crosses_cut: bool,
}

impl DoubtEffect {
    /// Whether the estimate is worth a talk at all.
    pub const fn matters(self) -> bool {
        self.changes_top || self.crosses_cut
    }
}

/// Says for each score range whether its item, as a whole, is worth a talk; see [`ScoreField::verdict`].
///
/// A blank takes part with the range it could still have, see
/// [`Unscored::range`](crate::scoring::ranking::wsjf::Unscored::range).
pub fn matters(ranges: &[ScoreRange], cut: Option<usize>) -> Vec<DoubtEffect> {
    let field = ScoreField::of(ranges.iter().copied());
    let verdict = |own: &ScoreRange| field.verdict(*own, [*own], cut);
    ranges.iter().map(verdict).collect()
}

/// The score ranges of all ranked items, prepared for questions about any one of them.
///
/// Preparing costs a sort, and each question two searches, so ten thousand items are no trouble.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ScoreField {
    /// Lowest first.
    lowest: Vec<Ratio>,
    /// Lowest first.
    highest: Vec<Ratio>,
}

impl ScoreField {
    /// Prepares the score ranges of all ranked items, in any order.
    pub fn of(ranges: impl IntoIterator<Item = ScoreRange>) -> Self {
        let ranges = ranges
            .into_iter()
            .map(|range| (range.lowest, range.highest));
        let (mut lowest, mut highest): (Vec<_>, Vec<_>) = ranges.unzip();
        lowest.sort_unstable();
        highest.sort_unstable();
        Self { lowest, highest }
    }

    /// The ranks an item can take; `own` is its range as it stands in the field.
    pub fn ranks(&self, own: ScoreRange) -> RankInterval {
        self.ranks_at(own, own)
    }

    /// Says whether settling an estimate of an item can change the top or cross the cut line.
    ///
    /// `own` is the range of the item as it stands in the field, `trials` are the ranges over which
    /// that one estimate can move its score: just `own` when the whole item is in doubt, or
    /// [`ranges_of`](super::distribution::EstimateLists::ranges_of) for one input of several. `cut` is the
    /// number of items above the cut line, `None` without one. A possible tie counts as a change,
    /// and any value inside a range as possible: the answer may say yes where lists of few values leave
    /// no such case, and never says no where one exists. Source: own derivation from rank intervals.
    pub fn verdict(
        &self,
        own: ScoreRange,
        trials: impl IntoIterator<Item = ScoreRange>,
        cut: Option<usize>,
    ) -> DoubtEffect {
        let mut verdict = DoubtEffect::default();
        for trial in trials {
            // What is settled already cannot be changed by a talk, whatever the others are.
            if trial.lowest < trial.highest {
                let ranks = self.ranks_at(own, trial);
                let crosses = |line| ranks.best <= line && line < ranks.worst;
                verdict.changes_top |= crosses(1);
                verdict.crosses_cut |= cut.is_some_and(crosses);
            }
        }
        verdict
    }

    /// The ranks of the item of range `own` if its score were anywhere in `trial`.
    fn ranks_at(&self, own: ScoreRange, trial: ScoreRange) -> RankInterval {
        let certainly_above = self.lowest.len() - up_to(&self.lowest, trial.highest);
        let certainly_below = below(&self.highest, trial.lowest);
        // The item itself stands in the field and is neither above nor below itself.
        let not_above = usize::from(own.lowest > trial.highest);
        let not_below = usize::from(own.highest < trial.lowest);
        RankInterval {
            best: 1 + certainly_above.saturating_sub(not_above),
            worst: self
                .highest
                .len()
                .saturating_sub(certainly_below.saturating_sub(not_below)),
        }
    }
}

/// How many of the sorted numbers are not above `limit`.
fn up_to(sorted: &[Ratio], limit: Ratio) -> usize {
    sorted.partition_point(|number| *number <= limit)
}

/// How many of the sorted numbers are below `limit`.
fn below(sorted: &[Ratio], limit: Ratio) -> usize {
    sorted.partition_point(|number| *number < limit)
}
