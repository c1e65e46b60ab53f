//! The vote of confidence in a plan: fist of five.
//!
//! Owns mean, distribution, verdict and who has to be heard. Knows no person and no record.

use crate::scoring::ratio::Ratio;

/// The least mean with which a plan passes.
const PASSES: Ratio = Ratio::whole(3);
/// Who shows so many fingers or fewer has to be heard, whatever the mean says.
const LOW: u8 = 2;

/// The result of a vote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confidence {
    /// The mean of those who voted; `None` when nobody did.
    pub mean: Option<Ratio>,
    /// Whether the plan passes; `None` when nobody voted.
    pub passes: Option<bool>,
    /// Positions of those with a 1 or a 2, who have to be heard even if the plan passes.
    pub low: Vec<usize>,
    /// Positions of those who did not vote; they do not count.
    pub abstained: Vec<usize>,
    /// How many showed 1, 2, 3, 4, 5 fingers.
    pub counts: [usize; 5],
}

/// A vote that is none: at this position, from 1 to 5 fingers are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("vote {} is not from 1 to 5", .0 + 1)]
pub struct OffScale(pub usize);

/// Counts the votes, every person once.
///
/// Source: SAFe PI planning: a mean of 3 or more passes; below, the plan is changed and voted on again.
pub fn confidence(votes: &[Option<u8>]) -> Result<Confidence, OffScale> {
    let mut counts = [0; 5];
    let (mut low, mut abstained) = (Vec::new(), Vec::new());
    let (mut sum, mut shown) = (0_i128, 0_i128);
    for (at, vote) in votes.iter().enumerate() {
        let Some(vote) = *vote else {
            abstained.push(at);
            continue;
        };
        let slot = usize::from(vote).checked_sub(1);
        let count = slot.and_then(|slot| counts.get_mut(slot));
        *count.ok_or(OffScale(at))? += 1;
        sum += i128::from(vote);
        shown += 1;
        if vote <= LOW {
            low.push(at);
        }
    }
    let mean = Ratio::new(sum, shown);
    Ok(Confidence {
        mean,
        passes: mean.map(|mean| mean >= PASSES),
        low,
        abstained,
        counts,
    })
}
