//! What the room is advised to take, and the estimate that comes of it.

use super::tally::Tally;
use crate::model::number::Number;
use crate::model::points::Points;

/// The value to offer after these rounds, the last one last: its median card; when two rounds in a row left
/// one step of spread, the higher card, so that nobody has to talk a third time.
pub fn suggestion(rounds: &[Tally]) -> Option<Number> {
    let last = rounds.last()?;
    let is_stuck = rounds.len() > 1
        && rounds
            .iter()
            .rev()
            .take(2)
            .all(|round| round.steps == Some(1));
    if is_stuck {
        last.ends.map(|(_, highest)| highest)
    } else {
        last.median
    }
}

/// The estimate the room settles on, with the votes as its range; none where all gave the same card.
pub fn estimate(value: Number, tally: Option<&Tally>) -> Points {
    let ends = tally.and_then(|tally| tally.ends);
    let range = ends
        .map(|(lowest, highest)| (lowest.min(value), highest.max(value)))
        .filter(|(lowest, highest)| lowest < highest);
    Points {
        value: Some(value),
        range,
    }
}
