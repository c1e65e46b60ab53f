//! What the board as a whole counts of one item.
//!
//! Owns what is taken from the record, so that a pass over all items reads little memory. Knows no score.

use crate::model::Workspace;
use crate::model::field::Money;
use crate::model::id::Id;
use crate::model::item::{Item, Moscow, State};
use crate::model::number::Number;
use crate::scoring::levels;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::cut::{Entrant, IncrementTurn};
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::{QueuedItem, Unit};
use crate::scoring::ranking::inputs::{Estimates, estimates, inputs};
use crate::scoring::ranking::wsjf;

/// What is counted of one item.
#[derive(Clone, Debug)]
pub(super) struct ItemFacts {
    estimates: Estimates,
    weekly_cost: Option<Money>,
    /// The rank given by hand.
    pub pin: Option<Number>,
    pub bucket: Option<Id>,
    /// How it counts for the coming increment.
    pub turn: IncrementTurn,
    /// Its effort as far as it is still to be done.
    pub left: Option<Number>,
    pub moscow: Option<Moscow>,
    pub state: State,
    /// Whether it has a place in the ranking while it is open.
    is_ranked: bool,
    /// What it is a part of, and its place among the parts.
    family: (Option<Id>, Option<Number>),
}

impl ItemFacts {
    pub fn of(workspace: &Workspace, item: &Item, race: &Race) -> Self {
        let is_ranked = levels::is_ranked(workspace, item);
        Self {
            estimates: estimates(item),
            weekly_cost: item.weekly_cost,
            pin: item.pin.filter(|_| is_ranked && item.state.is_open()),
            bucket: levels::bucket(workspace, item),
            turn: race.turn(workspace, item),
            left: levels::left(workspace, item),
            moscow: levels::moscow(workspace, item),
            state: item.state,
            is_ranked,
            family: (workspace.tree().parent(item.id), item.place),
        }
    }

    /// The four inputs of WSJF.
    pub fn inputs(&self) -> wsjf::WsjfInputs {
        inputs(self.estimates)
    }

    /// The job size.
    pub const fn size(&self) -> Option<Number> {
        let [.., size] = self.estimates;
        size
    }

    /// The estimates as they were entered.
    pub const fn estimates(&self) -> &Estimates {
        &self.estimates
    }

    /// Whether it has a place in the ranking: it is open and neither larger than what is ranked nor a part of it.
    pub const fn has_place(&self) -> bool {
        self.is_ranked && self.state.is_open()
    }

    /// Whether it stands in its family as the other does.
    pub fn stands_as(&self, other: &Self) -> bool {
        self.is_ranked == other.is_ranked && self.family == other.family
    }

    /// Whether its place is not its score's: a pin holds it, or it was answered "not now".
    pub fn is_apart(&self) -> bool {
        self.pin.is_some() || self.is_ranked && self.turn == IncrementTurn::NotNow
    }

    /// Whether it takes its room in the coming increment whatever its place.
    pub const fn is_bound(&self) -> bool {
        matches!(self.turn, IncrementTurn::Coming | IncrementTurn::Spent)
    }

    /// What a week without it costs and how long it takes, in millionths. An inner none is unknown; none where this is
    /// no such number.
    pub fn in_millionths(&self, terms: Terms) -> Option<(Option<i128>, Option<i128>)> {
        let millionths = |number: &Option<Number>| number.map(|number| number.millionths().into());
        let weight = match (terms.unit, terms.point_worth) {
            (Unit::Points, _) => {
                let [cost @ .., _] = self.estimates.each_ref().map(millionths);
                cost.into_iter().sum()
            }
            (Unit::Money, None) => millionths(&self.weekly_cost.map(|money| money.0)),
            (Unit::Money, Some(_)) => return None,
        };
        let size: Option<i128> = millionths(&self.size());
        Some((weight, size.filter(|size| *size >= 0)))
    }

    /// How it takes part in the race for the coming increment.
    pub const fn entrant(&self) -> Entrant {
        Entrant {
            turn: self.turn,
            effort: self.left,
        }
    }

    /// What it costs while it waits, where every week costs the same, and how long it takes.
    pub fn wait(&self, terms: Terms) -> QueuedItem {
        QueuedItem::even(self.estimates, self.weekly_cost, terms)
    }

    /// Whether balance and classes are the same with the other in its place.
    pub fn weighs_as(&self, other: &Self) -> bool {
        let weighed = |facts: &Self| {
            let size = facts.size();
            let planned = (facts.turn, facts.left, facts.state);
            (size, facts.bucket, facts.moscow, planned)
        };
        weighed(self) == weighed(other)
    }

    /// Whether its estimates are the same.
    pub fn estimated_as(&self, other: &Self) -> bool {
        self.estimates == other.estimates
    }
}
