//! The numbers of one item: what is said of it, where it stands, what stands before it.

use super::facts::ItemFacts;
use super::placings::Placing;
use crate::model::id::Id;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::ranking::method::MethodScore;
use crate::scoring::ranking::wsjf;
use crate::scoring::ratio::Ratio;

/// One item's numbers, as an evaluation has them.
#[derive(Clone, Copy, Debug)]
pub struct Score<'e> {
    /// The item.
    pub id: Id,
    /// Value + time criticality + risk, in points; none while one of them is unknown.
    pub cost_of_delay: Option<Ratio>,
    /// What the method says.
    pub line: &'e MethodScore,
    /// The rank by score alone, ties sharing one; none without a score or for closed items.
    pub own_rank: Option<usize>,
    /// The rank in the shown order, after pins.
    pub rank: Option<usize>,
    /// The position in the shown order, from 0.
    pub place: Option<usize>,
    /// Whether another item has the same score.
    pub is_tied: bool,
    /// Whether it is ranked while it is open, and neither a part of what is nor larger than that.
    pub is_ranked: bool,
    /// Whether a pin holds it where it is.
    pub is_pinned: bool,
    /// How it counts for the coming increment.
    pub turn: IncrementTurn,
    /// Whether it fits the capacity of the coming increment; none where that is unknown, or where it does not
    /// compete for it.
    pub is_above_cut: Option<bool>,
}

impl<'e> Score<'e> {
    pub(super) fn of(id: Id, own: &'e OwnScore, facts: &ItemFacts, placing: Placing) -> Self {
        Self {
            id,
            cost_of_delay: own.cost_of_delay,
            line: &own.line,
            own_rank: placing.own_rank,
            rank: placing.rank,
            place: placing.place,
            is_tied: placing.is_tied,
            is_ranked: facts.has_place(),
            is_pinned: facts.pin.is_some(),
            turn: facts.turn,
            is_above_cut: placing.is_above_cut,
        }
    }
}

/// What is said of an item whatever its place.
#[derive(Clone, Debug)]
pub(super) struct OwnScore {
    pub cost_of_delay: Option<Ratio>,
    pub line: MethodScore,
}

impl OwnScore {
    /// What the methods answer; without an answer the item is closed.
    pub fn of(facts: &ItemFacts, answer: Option<(MethodScore, &wsjf::WsjfRow)>) -> Self {
        let (line, cost_of_delay) = match answer {
            Some((line, row)) => (line, row.cost_of_delay),
            None => (MethodScore::default(), facts.inputs().delay_sum()),
        };
        Self {
            cost_of_delay,
            line,
        }
    }
}

/// The work that stands before an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// The job sizes before it, added up.
    pub points: Ratio,
    /// Items before it whose size is unknown, so that they count as nothing.
    pub unknown: usize,
}
