//! Claims: what a file says the score of an item is, beside what evenkeel computes.
//!
//! Owns when the two differ: by more than the decimals of the file can hide. A claim counts for nothing else.

use super::draft::FileEstimate;
use super::needs;
use super::notes::{Note, Notes};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::scoring::ranking::inputs::{ratio, wsjf_inputs};
use crate::scoring::ranking::rice::{RiceInputs, rice};
use crate::scoring::ranking::wsjf::wsjf;
use crate::scoring::ratio::Ratio;

/// A result that a file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileScore {
    /// Weighted shortest job first.
    Wsjf,
    /// Reach, impact, confidence, effort.
    Rice,
    /// What is divided by the size.
    CostOfDelay,
}

impl FileScore {
    /// What evenkeel computes of an item; none where something is missing.
    fn of(self, item: &Item) -> Option<Ratio> {
        if self == Self::Rice {
            let inputs = RiceInputs {
                reach: item.reach.map(Ratio::from),
                impact: item.impact.map(Ratio::from),
                confidence: item.confidence.map(|percent| Ratio::from(percent.0)),
                effort: ratio(item.size),
            };
            return rice(&[inputs]).scores.into_iter().next()?.ok();
        }
        let row = wsjf(&[wsjf_inputs(item)], &[]).rows.into_iter().next()?;
        match self {
            Self::CostOfDelay => row.cost_of_delay,
            Self::Wsjf | Self::Rice => row.score.ok(),
        }
    }
}

/// Notes a claim that is not the score an item has here; says nothing where it has none.
pub(super) fn compare(
    item: &Item,
    (of, claim): &(FileScore, FileEstimate),
    line: usize,
    notes: &mut Notes,
) {
    let Some(ours) = of.of(item) else {
        return;
    };
    let text = claim.value.to_string();
    let places = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let Ok(rounded) = Number::parse(&ours.to_decimal(places)) else {
        return;
    };
    if rounded != claim.value {
        let name: String = needs::called(item).chars().take(16).collect();
        let example = format!("{name}: {text}, here {}", ours.to_short());
        notes.add(Note::ClaimDiffers, &claim.column, Some(line), &example);
    }
}
