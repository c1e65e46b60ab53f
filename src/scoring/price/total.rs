//! What an order costs in all while its items wait, with the convention and the unit named.
//!
//! Owns which numbers of a record count as cost of delay and as time, and the sums. Unknown ones are
//! counted apart and never taken for zero cost. Knows no screen.

use super::moves;
use super::terms::Terms;
use crate::model::field::Money;
use crate::scoring::delay::loss::Loss;
use crate::scoring::ranking::inputs::{Estimates, inputs};
use crate::scoring::ratio::Ratio;

/// What a cost of delay is in; a delay cost is this times the time, see [`super::terms`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// Value + time criticality + risk, in points.
    Points,
    /// Money a week.
    Money,
}

/// What is known of one item that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueuedItem {
    /// What it loses while it waits; `None` is unknown.
    pub loss: Option<Loss>,
    /// Job size, not below zero; `None` is unknown.
    pub duration: Option<Ratio>,
}

impl QueuedItem {
    /// The wait of an item of which these numbers are known, where every week costs the same.
    pub fn even(estimates: Estimates, weekly_cost: Option<Money>, terms: Terms) -> Self {
        let inputs = inputs(estimates);
        Self {
            loss: terms
                .weight(inputs.delay_sum(), weekly_cost)
                .map(Loss::even),
            duration: inputs.size.filter(|size| !size.is_negative()),
        }
    }

    /// The same for the price of a move; an unknown size takes no time there.
    pub fn job(self) -> moves::WaitingItem {
        moves::WaitingItem {
            loss: self.loss,
            duration: self.duration.unwrap_or(Ratio::ZERO),
        }
    }
}

/// What an order costs in all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Total {
    /// What is lost until each item starts, added up: cost of delay * the time where every week costs the same.
    pub until_start: Ratio,
    /// The same until each is delivered.
    pub until_delivery: Ratio,
    /// What the sums are counted in.
    pub terms: Terms,
    /// How many items have a cost of delay, so that they are in the sums.
    pub counted: usize,
    /// How many have none; they take their time but cost nothing here.
    pub without_cost: usize,
    /// How many have no size; they take no time here.
    pub without_size: usize,
}

impl Total {
    /// Whether every item of the order is in the sums.
    pub const fn is_whole(&self) -> bool {
        self.without_cost == 0 && self.without_size == 0
    }
}

/// Adds up an order; none when the exact sums do not fit.
pub fn total(order: impl IntoIterator<Item = QueuedItem>, terms: Terms) -> Option<Total> {
    let mut now = Ratio::ZERO;
    let mut total = Total {
        until_start: Ratio::ZERO,
        until_delivery: Ratio::ZERO,
        terms,
        counted: 0,
        without_cost: 0,
        without_size: 0,
    };
    for wait in order {
        total.without_size += usize::from(wait.duration.is_none());
        let finish = now.plus(wait.duration.unwrap_or(Ratio::ZERO))?;
        if let Some(loss) = wait.loss {
            total.until_start = total.until_start.plus(loss.at(now)?)?;
            total.until_delivery = total.until_delivery.plus(loss.at(finish)?)?;
        }
        if wait.loss.is_some_and(|loss| loss.is_whole_at(finish)) {
            total.counted += 1;
        } else {
            total.without_cost += 1;
        }
        now = finish;
    }
    Some(total)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Workspace;
    use crate::model::settings::Lens;
    use crate::scoring::order::sequence::{Job, sequence};

    fn wait((weight, duration): (i64, i64)) -> QueuedItem {
        QueuedItem {
            loss: Some(Loss::even(Ratio::whole(weight))),
            duration: Some(Ratio::whole(duration)),
        }
    }

    fn terms() -> Terms {
        Terms::of(
            &Workspace::default(),
            Lens::Money,
            &crate::scoring::plan::coming::Race::default(),
        )
    }

    fn sums(order: &[(i64, i64)]) -> (Ratio, Ratio) {
        let total = total(order.iter().copied().map(wait), terms()).unwrap();
        assert_eq!((total.without_cost, total.without_size), (0, 0));
        (total.until_start, total.until_delivery)
    }

    #[test]
    fn published_examples_come_out() {
        let whole = Ratio::whole;
        // The ice-cream stand: cost of delay a week and weeks.
        let (a, b) = ((10, 2), (30, 4));
        assert_eq!(sums(&[a, b]), (whole(60), whole(200)));
        assert_eq!(sums(&[b, a]), (whole(40), whole(180)));
        // Two projects: 12 thousand against 11 until delivery, 6 + 3 against 8 + 3 earned.
        let (a, b) = ((2, 1), (3, 2));
        assert_eq!(sums(&[a, b]).1, whole(11));
        assert_eq!(sums(&[b, a]).1, whole(12));
        // Three projects: what waiting costs at best and at worst.
        let (one, two, three) = ((10, 1), (3, 3), (1, 10));
        assert_eq!(sums(&[one, two, three]).0, whole(7));
        assert_eq!(sums(&[three, two, one]).0, whole(160));
    }

    #[test]
    fn unknown_ones_are_counted_apart() {
        let blank = QueuedItem {
            loss: None,
            duration: Some(Ratio::whole(5)),
        };
        let unsized_one = QueuedItem {
            loss: Some(Loss::even(Ratio::whole(2))),
            duration: None,
        };
        let sums = total([blank, unsized_one, wait((3, 1))], terms()).unwrap();
        assert_eq!(
            (sums.counted, sums.without_cost, sums.without_size),
            (2, 1, 1)
        );
        // The one without a cost takes its time, the one without a size none.
        assert_eq!(sums.until_start, Ratio::whole(2 * 5 + 3 * 5));
        assert_eq!(sums.until_delivery, Ratio::whole(2 * 5 + 3 * 6));
    }

    proptest! {
        #[test]
        fn both_sums_are_those_of_the_sequence(jobs in prop::collection::vec((0_i64..50, 0_i64..20), 0..12)) {
            let known: Vec<Job> = jobs.iter().map(|(weight, duration)| Job {
                weight: Ratio::whole(*weight),
                duration: Ratio::whole(*duration),
            }).collect();
            let order: Vec<usize> = (0..jobs.len()).collect();
            let expected = sequence(&known, &order).unwrap();
            prop_assert_eq!(sums(&jobs), (expected.until_start, expected.until_delivery));
        }
    }
}
