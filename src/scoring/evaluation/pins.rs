//! Pins: the shown order with the items that are held at a place by hand, and what each pin costs.
//!
//! Owns which place a pin takes. Of equal pins the better score comes first and the others take the next free
//! places. What was answered "not now" stays after everything else, pinned or not.

use std::cell::OnceCell;

use super::Evaluation;
use super::facts::ItemFacts;
use super::shared::Shared;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::settings::Lens;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::price::moves::{PinPrice, WaitingItem, pin_price};
use crate::scoring::price::total::QueuedItem;
use crate::scoring::ratio::Ratio;

/// The items by what holds them where they are.
#[derive(Default)]
pub(super) struct PinnedOrder {
    /// The place of each item by score alone, the largest number where it has none; nothing where no item is held.
    places: Vec<usize>,
    /// What competes.
    open: PinPart,
    /// What was answered "not now".
    held: PinPart,
}

/// A stretch of the shown order.
#[derive(Default)]
struct PinPart {
    /// The place each pin wants, from 0, with its item; the first place first, of equals the better score.
    pinned: Vec<(usize, usize)>,
    /// The others, best first.
    free: Vec<usize>,
}

impl PinnedOrder {
    /// Sorts items out by pin; `order` is that by score, and `apart` holds those that stand apart from it. By hand,
    /// pinned items all come first.
    pub fn of(facts: &Shared<ItemFacts>, apart: &[usize], order: &[usize], lens: Lens) -> Self {
        let mut sorted = Self::default();
        if apart.is_empty() {
            sorted.open.free = order.to_vec();
            return sorted;
        }
        let mut places = vec![usize::MAX; facts.len()];
        for (place, at) in order.iter().enumerate() {
            if let Some(slot) = places.get_mut(*at) {
                *slot = place;
            }
        }
        let pinned = apart.iter().filter_map(|at| Some((*at, facts.get(*at)?)));
        let pinned = pinned.filter_map(|(at, facts)| Some((facts.pin?, at, facts)));
        let mut pinned: Vec<(Number, usize, &ItemFacts)> = pinned.collect();
        pinned.sort_by_key(|(pin, at, _)| (*pin, places.get(*at).copied(), *at));
        for (pin, at, facts) in pinned {
            let rank = usize::try_from(pin.millionths() / 1_000_000).unwrap_or(1);
            let wanted = if lens == Lens::Hand {
                0
            } else {
                rank.max(1) - 1
            };
            sorted.part(facts).pinned.push((wanted, at));
        }
        let mut is_apart = vec![false; facts.len()];
        for at in apart {
            if let Some(slot) = is_apart.get_mut(*at) {
                *slot = true;
            }
        }
        for at in order {
            if !is_apart.get(*at).copied().unwrap_or_default() {
                sorted.open.free.push(*at);
            } else if let Some(facts) = facts.get(*at).filter(|facts| facts.pin.is_none()) {
                sorted.part(facts).free.push(*at);
            }
        }
        sorted.places = places;
        sorted
    }

    fn part(&mut self, facts: &ItemFacts) -> &mut PinPart {
        if facts.turn == IncrementTurn::NotNow {
            &mut self.held
        } else {
            &mut self.open
        }
    }

    /// The order, but for one pin: its item stands where its score puts it, at the end without one.
    pub fn shown(&self, but: Option<usize>) -> Vec<usize> {
        let place = |at: usize| self.places.get(at).copied().unwrap_or(usize::MAX);
        let mut shown = Vec::with_capacity(self.open.free.len() + self.places.len());
        let mut last = None;
        for part in [&self.open, &self.held] {
            let own = but.filter(|but| part.pinned.iter().any(|(_, at)| at == but));
            let back = own.filter(|at| place(*at) != usize::MAX);
            last = last.or(own.filter(|_| back.is_none()));
            let better = |other: &usize| back.is_some_and(|at| place(*other) < place(at));
            let (before, after) = part.free.split_at(part.free.partition_point(better));
            let mut free = before
                .iter()
                .copied()
                .chain(back)
                .chain(after.iter().copied());
            for (wanted, at) in part.pinned.iter().filter(|(_, at)| own != Some(*at)) {
                let before = wanted.saturating_sub(shown.len());
                shown.extend(free.by_ref().take(before));
                shown.push(*at);
            }
            shown.extend(free);
        }
        shown.extend(last);
        shown
    }
}

/// What pins cost, each against the order without it.
pub struct PinPrices<'e> {
    evaluation: &'e Evaluation,
    order: PinnedOrder,
    jobs: Vec<WaitingItem>,
    /// The cost of delay and the time of all, and what leaping over pins can cost, once they are asked for; none when
    /// they do not fit.
    whole: OnceCell<Option<Whole>>,
}

/// Sums over an order, which bound the price of each pin in it. The cost of delay of an item is the most that a week
/// adds; what is added at once is added once.
struct Whole {
    weight: Ratio,
    once: Ratio,
    duration: Ratio,
    leaps: Ratio,
}

impl Whole {
    /// Adds up. Where a pin goes, each item without one moves by one place that no pin holds: past the pins that
    /// stand right before it. A pinned one keeps its place, and has one of its neighbors without a pin before it
    /// instead of the other.
    fn of(jobs: &[WaitingItem], facts: &Shared<ItemFacts>, shown: &[usize]) -> Option<Self> {
        let [mut weight, mut once, mut duration, mut leaps] = [Ratio::ZERO; 4];
        let (mut run, mut free) = (Ratio::ZERO, Ratio::ZERO);
        for at in shown {
            let job = jobs.get(*at)?;
            let (own, at_once) = steepest(job);
            (weight, duration) = (weight.plus(own)?, duration.plus(job.duration)?);
            once = once.plus(at_once)?;
            if facts.get(*at)?.pin.is_some() {
                leaps = leaps.plus(own.times(free)?)?;
                run = run.plus(job.duration)?;
            } else {
                leaps = leaps.plus(own.times(run)?)?;
                (run, free) = (Ratio::ZERO, job.duration);
            }
        }
        Some(Self {
            weight,
            once,
            duration,
            leaps,
        })
    }
}

/// The most that a week adds to the loss of an item, and what is added at once.
fn steepest(job: &WaitingItem) -> (Ratio, Ratio) {
    job.loss
        .map_or((Ratio::ZERO, Ratio::ZERO), |loss| loss.most())
}

impl<'e> PinPrices<'e> {
    /// Prepares the prices of an order.
    pub fn of(evaluation: &'e Evaluation) -> Self {
        let all = 0..evaluation.facts.len();
        let queued = all.filter_map(|at| evaluation.queued_at(at));
        Self {
            evaluation,
            order: PinnedOrder::of(
                &evaluation.facts,
                &evaluation.apart,
                &evaluation.own,
                evaluation.lens,
            ),
            jobs: queued.map(QueuedItem::job).collect(),
            whole: OnceCell::new(),
        }
    }

    /// The price of the pin of an item if its net may be more than this. Of thousands of pins few are, and
    /// the others need no look at the order.
    pub fn above(&self, id: Id, most: Ratio) -> Option<PinPrice> {
        let Evaluation { facts, shown, .. } = self.evaluation;
        let at = self.evaluation.place_of(id)?;
        facts.get(at)?.pin?;
        let job = self.jobs.get(at)?;
        let bound = || {
            let whole = self
                .whole
                .get_or_init(|| Whole::of(&self.jobs, facts, shown));
            let whole = whole.as_ref()?;
            let others = job.duration.times(whole.weight)?;
            let (own, _) = steepest(job);
            let own = own.times(whole.duration)?;
            others.plus(own)?.plus(whole.leaps)?.plus(whole.once)
        };
        if bound().is_some_and(|bound| bound <= most) {
            return None;
        }
        self.of_item(id).filter(|price| price.net > most)
    }

    /// The price of the pin of an item; none without a pin, or when the exact sums do not fit.
    pub fn of_item(&self, id: Id) -> Option<PinPrice> {
        let at = self.evaluation.place_of(id)?;
        self.evaluation.facts.get(at)?.pin?;
        let without = self.order.shown(Some(at));
        pin_price(&self.jobs, &without, &self.evaluation.shown, at)
    }
}

#[cfg(test)]
mod tests;
