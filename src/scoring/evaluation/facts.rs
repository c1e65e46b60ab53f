//! What the board as a whole counts of one item.
//!
//! Owns what is taken from the record, so that a pass over all items reads little memory. Knows no score.

use crate::model::field::Money;
use crate::model::id::Id;
use crate::model::item::{Item, Moscow, State};
use crate::model::number::Number;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::cut::{Entrant, Turn, remaining};
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::QueuedItem;
use crate::scoring::ranking::inputs::{Estimates, estimates, inputs};
use crate::scoring::ranking::wsjf;
use crate::scoring::ratio::Ratio;

/// What is counted of one item.
#[derive(Clone, Debug)]
pub(super) struct ItemFacts {
    estimates: Estimates,
    weekly_cost: Option<Money>,
    /// The rank given by hand.
    pub pin: Option<Number>,
    pub bucket: Option<Id>,
    /// How it counts for the coming increment.
    pub turn: Turn,
    /// Its effort as far as it is still to be done.
    pub left: Option<Ratio>,
    pub moscow: Option<Moscow>,
    pub state: State,
}

impl ItemFacts {
    pub fn of(item: &Item, race: &Race) -> Self {
        Self {
            estimates: estimates(item),
            weekly_cost: item.weekly_cost,
            pin: item.pin.filter(|_| item.state.is_open()),
            bucket: item.bucket.0,
            turn: race.turn(item),
            left: remaining(item),
            moscow: item.moscow,
            state: item.state,
        }
    }

    /// The four inputs of WSJF.
    pub fn inputs(&self) -> wsjf::WsjfInputs {
        inputs(self.estimates)
    }

    /// The job size as it stands.
    pub fn size(&self) -> Option<Ratio> {
        self.size_number().map(Ratio::from)
    }

    /// The same as it was entered.
    pub const fn size_number(&self) -> Option<Number> {
        let [.., size] = self.estimates;
        size
    }

    /// How it takes part in the race for the coming increment.
    pub const fn entrant(&self) -> Entrant {
        Entrant {
            turn: self.turn,
            effort: self.left,
        }
    }

    /// What it costs while it waits and how long it takes.
    pub fn wait(&self, terms: Terms) -> QueuedItem {
        QueuedItem::known(self.estimates, self.weekly_cost, terms)
    }

    /// Whether balance and classes are the same with the other in its place.
    pub fn weighs_as(&self, other: &Self) -> bool {
        let weighed = |facts: &Self| {
            let size = facts.size_number();
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
