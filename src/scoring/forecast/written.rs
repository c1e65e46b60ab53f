//! What is written down for coming periods: for iterations, and for whole increments.
//!
//! Owns how the capacity of an increment is shared out among its periods, so that these carry together what the cut line
//! goes by. What an iteration carries is in [`crate::scoring::plan::supply`].

use super::periods::{ComingPeriods, CoveredInterval};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::scoring::plan::supply::{of_iteration, usual};
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// The parts of a point that a share of a capacity is told in exactly; others are no finer than tenths.
const EXACT: i128 = 60;

/// What is written down for a period, for itself or for its increment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    /// So many points.
    pub points: Ratio,
    /// So many times what teams say of it; none where which part of it is whose nobody says.
    times: Option<Ratio>,
}

impl Written {
    /// What a period carries of which teams say this.
    pub(super) fn of(self, teams: Vec<Ratio>) -> Vec<Ratio> {
        scaled(teams, self.times.unwrap_or(Ratio::ONE))
    }
}

/// So many times some amounts.
pub(super) fn scaled(all: Vec<Ratio>, times: Ratio) -> Vec<Ratio> {
    if times == Ratio::ONE {
        return all;
    }
    let each = all.iter().map(|points| in_parts(points.times(times)?));
    let each: Option<Vec<Ratio>> = each.collect();
    each.unwrap_or(all)
}

/// A share that is no finer than tenths of a point, unless it is simple.
pub(super) fn in_parts(points: Ratio) -> Option<Ratio> {
    if points.denominator() <= EXACT {
        return Some(points);
    }
    let tenths = points.times(Ratio::whole(10))?;
    Ratio::new(tenths.plus(Ratio::new(1, 2)?)?.floor(), 10)
}

/// What is written down for coming periods: for each increment its periods, those that are over too; none for a period
/// of which nothing is.
pub(super) fn written(
    workspace: &Workspace,
    past: &PastIterations,
    periods: &ComingPeriods,
) -> Vec<Vec<Option<Written>>> {
    let intervals = periods.intervals.iter();
    let each = intervals.map(|interval| shared(workspace, past, interval));
    each.collect()
}

/// The capacity of an increment, shared out among its periods: what is written down for one of them it keeps, the others
/// have the rest, in proportion to what they could carry. Where that is too much, or leaves nothing open, all are scaled
/// to it. Without a capacity each carries what it could.
fn shared(
    workspace: &Workspace,
    past: &PastIterations,
    interval: &CoveredInterval,
) -> Vec<Option<Written>> {
    let slots = &interval.slots;
    let iteration = |slot: &Option<Id>| workspace.get::<Iteration>((*slot)?);
    let own = |slot: &Option<Id>| ratio(iteration(slot)?.capacity);
    let described: Vec<&Iteration> = slots.iter().filter_map(iteration).collect();
    let filled = usual(workspace, past, &described, interval.length);
    let could = |slot: &Option<Id>| match iteration(slot) {
        Some(iteration) => of_iteration(workspace, past, iteration).points(),
        None => filled,
    };
    let whole = workspace.get::<Increment>(interval.id);
    let whole = whole.and_then(|increment| ratio(increment.capacity));
    let parts = whole.and_then(|whole| {
        let fixed = Ratio::sum(slots.iter().filter_map(own))?;
        let open: Vec<&Option<Id>> = slots.iter().filter(|slot| own(slot).is_none()).collect();
        let left = whole.minus(fixed)?.max(Ratio::ZERO);
        let can: Option<Vec<Ratio>> = open.iter().map(|slot| could(slot)).collect();
        let can = can.and_then(Ratio::sum).filter(|sum| !sum.is_zero());
        let is_scaled = open.is_empty() || fixed > whole;
        Some(Parts {
            of_fixed: if is_scaled {
                whole.over(fixed)
            } else {
                Some(Ratio::ONE)
            },
            of_open: match can {
                _ if left.is_zero() => Some(Ratio::ZERO),
                can => can.and_then(|can| left.over(can)),
            },
            each_fixed: whole.over(Ratio::count(slots.len())),
            each_open: left.over(Ratio::count(open.len())),
        })
    });
    let said = |slot: &Option<Id>| {
        let (times, each) = match parts {
            None => (Some(Ratio::ONE), None),
            Some(parts) if own(slot).is_some() => (parts.of_fixed, parts.each_fixed),
            Some(parts) => (parts.of_open, parts.each_open),
        };
        let scaled = times.zip(could(slot));
        let scaled = scaled.and_then(|(times, could)| could.times(times));
        let nothing = times.filter(|times| times.is_zero());
        Some(Written {
            points: scaled.or(nothing).or(each)?,
            times,
        })
    };
    slots.iter().map(said).collect()
}

/// How a capacity is shared out: as so many times what a period could carry, or where that is unknown evenly.
#[derive(Clone, Copy)]
struct Parts {
    of_fixed: Option<Ratio>,
    of_open: Option<Ratio>,
    each_fixed: Option<Ratio>,
    each_open: Option<Ratio>,
}
