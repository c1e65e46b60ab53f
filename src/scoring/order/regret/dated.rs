//! The same where dates rank: each item loses over time by its own shape.
//!
//! Owns which items count. The best order is that of the scores; orders and moves are weighed by
//! [`crate::scoring::delay::sequence`].

use std::collections::BTreeMap;

use super::{Regret, Repair};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::scoring::delay::sequence::{TimedItem, best_move, total_loss};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::order::precedence::Scales;
use crate::scoring::order::sequence::Job;
use crate::scoring::ratio::Ratio;

/// The most items among which the best single move is looked for; the work grows with the square.
const SEARCHED: usize = 2_000;

/// Weighs the order on screen; as [`super::regret`].
pub(super) fn regret(workspace: &Workspace, evaluation: &Evaluation) -> Option<Regret> {
    if evaluation.terms.is_mixed {
        return None;
    }
    let timed = |id: Id| {
        let queued = evaluation.queued(id)?;
        let item = TimedItem {
            duration: queued.duration?,
            profile: queued.loss?.profile(),
        };
        Some((id, item))
    };
    let (ids, items): (Vec<Id>, Vec<TimedItem>) = evaluation.by_score().filter_map(timed).unzip();
    if ids.len() < 2 {
        return None;
    }
    let places: BTreeMap<Id, usize> = ids.iter().copied().zip(0..).collect();
    let needs = |(id, then): (&Id, &usize)| {
        let item = workspace.get::<Item>(*id);
        let needs = item.map_or(&[][..], |item| &item.needs.0);
        let links = needs.iter().filter_map(|need| places.get(need));
        links.map(|need| (*need, *then)).collect::<Vec<_>>()
    };
    let links: Vec<(usize, usize)> = places.iter().flat_map(needs).collect();
    let shown = evaluation.ranked.iter().filter_map(|id| places.get(id));
    let shown: Vec<usize> = shown.copied().collect();
    let planned: Vec<usize> = (0..ids.len()).collect();
    let jobs = items.iter().map(|item| Job {
        weight: Ratio::ZERO,
        duration: item.duration,
    });
    let scales = Scales::of(&jobs.collect::<Vec<_>>(), &links).ok()?;
    let loss = |order: &[usize]| total_loss(&items, order).ok();
    let (cost, best, early) = (loss(&shown)?, loss(&planned)?, scales.early(&shown));
    // With too many needs or items the order of the scores knows no dates, and is no best one.
    if scales.early(&planned) > 0 || early == 0 && cost < best {
        return None;
    }
    let found = if shown.len() > SEARCHED {
        None
    } else {
        best_move(&items, &links, &shown).ok()?
    };
    let repair = |(from, to): (usize, usize)| {
        let mut moved = shown.clone();
        let at = moved.remove(from);
        moved.insert(to, at);
        Some(Repair {
            item: *ids.get(at)?,
            at: *ids.get(*shown.get(to)?)?,
            is_up: to < from,
            saved: cost.minus(loss(&moved)?)?,
        })
    };
    Some(Regret {
        terms: evaluation.terms,
        items: shown.len(),
        cost,
        best,
        gap: None,
        extra: cost.minus(best)?,
        early,
        repair: found.and_then(repair),
    })
}
