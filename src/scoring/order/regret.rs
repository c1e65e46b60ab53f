//! What the order on screen costs against the best one, and the single move that repairs most of it.
//!
//! Owns the comparison over the items of a workspace, in the terms of what ranks: points, money, or the loss over time
//! where dates rank. The best order is found by [`crate::scoring::order`], the weighing of orders by
//! [`super::precedence`]. Knows no screen.

mod dated;

use std::collections::{BTreeMap, BTreeSet};

use super::order_jobs;
use super::precedence::Scales;
use super::sequence::Job;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::levels::ranked;
use crate::scoring::price::terms::Terms;
use crate::scoring::ranking::inputs::{ratio, wsjf_inputs};
use crate::scoring::ratio::Ratio;

/// The most items among which the best single move is looked for; the work grows with the square.
pub const SEARCHED: usize = 10_000;

/// What the order on screen costs against the best one.
///
/// Counts the items that have a place, a cost of delay and a job size; costs are until delivery, added up over points
/// of work; see [`Terms::cost`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Regret {
    /// What its costs are counted in.
    pub terms: Terms,
    /// How many items count.
    pub items: usize,
    /// What the order on screen costs.
    pub cost: Ratio,
    /// What the best order found costs.
    pub best: Ratio,
    /// How far that one may be from the best there is, as a share; zero when it is proven.
    pub gap: Option<Ratio>,
    /// Cost - best; below zero only where the order on screen puts items before what they need.
    pub extra: Ratio,
    /// How many items stand before something they need.
    pub early: usize,
    /// The single move that saves most; none when no move saves anything, or there are too many items.
    pub repair: Option<Repair>,
}

/// One item moved within the order on screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The item.
    pub item: Id,
    /// The item whose place it takes.
    pub at: Id,
    /// Whether it moves towards the top.
    pub is_up: bool,
    /// Delay cost before - delay cost after, in the terms of the regret.
    pub saved: Ratio,
}

/// Weighs the order on screen; none when fewer than two of them count, when there are too many needs to
/// order them at once, when money and points cannot be compared, or when the sums do not fit exact numbers.
pub fn regret(workspace: &Workspace, evaluation: &Evaluation) -> Option<Regret> {
    if evaluation.lens == Lens::Dates {
        return dated::regret(workspace, evaluation);
    }
    let shown = &evaluation.ranked;
    let open: Vec<&Item> = ranked(workspace).collect();
    let jobs: Vec<Option<Job>> = open
        .iter()
        .map(|item| job(item, evaluation.terms))
        .collect();
    let best = order_jobs(workspace, &open, &jobs);
    if best.is_too_large {
        return None;
    }
    // Only what stands in both orders counts, by its position in the best one.
    let on_screen: BTreeSet<Id> = shown.iter().copied().collect();
    let counted: Vec<&Item> = best
        .order
        .iter()
        .filter_map(|at| open.get(*at).copied())
        .filter(|item| on_screen.contains(&item.id))
        .collect();
    if counted.len() < 2 {
        return None;
    }
    let places: BTreeMap<Id, usize> = counted
        .iter()
        .enumerate()
        .map(|(place, item)| (item.id, place))
        .collect();
    let jobs = counted.iter().map(|item| job(item, evaluation.terms));
    let jobs: Vec<Job> = jobs.collect::<Option<_>>()?;
    let links: Vec<(usize, usize)> = counted
        .iter()
        .enumerate()
        .flat_map(|(then, item)| item.needs.0.iter().map(move |need| (need, then)))
        .filter_map(|(need, then)| Some((*places.get(need)?, then)))
        .collect();
    let (shown, places): (Vec<Id>, Vec<usize>) = shown
        .iter()
        .filter_map(|id| Some((*id, *places.get(id)?)))
        .unzip();
    let scales = Scales::of(&jobs, &links).ok()?;
    let planned: Vec<usize> = (0..jobs.len()).collect();
    let (cost, least) = (scales.weigh(&places)?, scales.weigh(&planned)?);
    let repair = if places.len() > SEARCHED {
        None
    } else {
        scales.best_move(&places).ok()?
    };
    Some(Regret {
        terms: evaluation.terms,
        items: places.len(),
        cost,
        best: least,
        gap: best.gap,
        extra: cost.minus(least)?,
        early: scales.early(&places),
        repair: repair.and_then(|found| {
            Some(Repair {
                item: *shown.get(found.from)?,
                at: *shown.get(found.to)?,
                is_up: found.to < found.from,
                saved: found.saved,
            })
        }),
    })
}

/// What an item costs a week in these terms, and how long it takes; none where that is unknown or makes no score.
fn job(item: &Item, terms: Terms) -> Option<Job> {
    let duration = ratio(item.size).filter(|size| *size > Ratio::ZERO)?;
    let weight = terms.weight(wsjf_inputs(item).delay_sum(), item.weekly_cost)?;
    (!weight.is_negative()).then_some(Job { weight, duration })
}
