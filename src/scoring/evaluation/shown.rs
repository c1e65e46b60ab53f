//! The shown order: the ranks that result, what stands before each, where capacity ends.

use std::sync::OnceLock;

use super::facts::ItemFacts;
use super::pins::PinnedOrder;
use super::placings::Placings;
use super::{Ahead, Cut, Evaluation, Sums};
use crate::model::id::Id;
use crate::scoring::plan::cut::{Entrant, IncrementTurn, TakenRoom, cut, taken};
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::{QueuedItem, Total, total};
use crate::scoring::ratio::Ratio;

impl Evaluation {
    /// Numbers everything in the shown order, which follows from scores, own ranks and pins.
    pub(super) fn arrange(&mut self) {
        self.sums = OnceLock::new();
        let order = PinnedOrder::of(&self.facts, &self.apart, &self.own, self.lens);
        self.shown = order.shown(None);
        self.mark_ties();
        self.number();
        self.draw_line();
    }

    fn mark_ties(&mut self) {
        let Placings {
            own_ranks, ties, ..
        } = &mut self.placings;
        ties.fill(false);
        let ranks = self.own.iter().map(|at| own_ranks.get(*at));
        let next = ranks.clone().skip(1);
        for ((at, rank), (after, next)) in self
            .own
            .iter()
            .zip(ranks)
            .zip(self.own.iter().skip(1).zip(next))
        {
            if rank == next {
                for at in [at, after] {
                    if let Some(is_tied) = ties.get_mut(*at) {
                        *is_tied = true;
                    }
                }
            }
        }
    }

    /// Gives places and ranks. A rank is the position, shared by neighbors that tie and do not stand apart.
    fn number(&mut self) {
        let Placings {
            own_ranks,
            ranks,
            places,
            ..
        } = &mut self.placings;
        ranks.clear();
        places.clear();
        let mut before: Option<(Option<usize>, bool, usize)> = None;
        for (place, at) in self.shown.iter().enumerate() {
            let own = own_ranks.get(*at);
            let is_apart = self.apart.binary_search(at).is_ok();
            let rank = match before {
                Some((last, false, rank)) if last == own && !is_apart => rank,
                _ => place + 1,
            };
            before = Some((own, is_apart, rank));
            places.set(*at, Some(place));
            ranks.set(*at, Some(rank));
        }
        let ids = self.shown.iter().filter_map(|at| self.ids.get(*at));
        self.ranked.clear();
        self.ranked.extend(ids);
    }

    /// What an item loses while it waits, as the lens counts it, and how long it takes.
    pub fn queued(&self, id: Id) -> Option<QueuedItem> {
        self.queued_at(self.place_of(id)?)
    }

    /// The same of the item at this place among all, by id.
    pub(super) fn queued_at(&self, at: usize) -> Option<QueuedItem> {
        let even = self.facts.get(at)?.wait(self.terms);
        Some(match &self.losses {
            None => even,
            Some(losses) => QueuedItem {
                loss: losses.get(at).copied().flatten(),
                ..even
            },
        })
    }

    /// The order by score alone, before anything is placed by hand, best first.
    pub fn by_score(&self) -> impl Iterator<Item = Id> {
        let ids = self.own.iter().filter_map(|at| self.ids.get(*at));
        ids.copied()
    }

    /// The sums over the shown order.
    pub(super) fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| {
            let facts = || self.shown.iter().filter_map(|at| self.facts.get(*at));
            let queued = || self.shown.iter().filter_map(|at| self.queued_at(*at));
            let in_millionths = match self.losses {
                None => in_millionths(facts(), self.terms),
                Some(_) => None,
            };
            let mut before = (0, 0);
            let ahead = facts().map(|facts| {
                let now = before;
                match facts.size().filter(|size| !size.is_negative()) {
                    Some(size) => before.0 += i128::from(size.millionths()),
                    None => before.1 += 1,
                }
                now
            });
            Sums {
                ahead: ahead.collect(),
                total: in_millionths.or_else(|| total(queued(), self.terms)),
            }
        })
    }

    /// What stands before a place in the shown order.
    pub(super) fn ahead_of(&self, place: usize) -> Option<Ahead> {
        let (points, unknown) = *self.sums().ahead.get(place)?;
        Some(Ahead {
            points: Ratio::of_millionths(points)?,
            unknown,
        })
    }

    /// What the cut line is drawn over: the ranked, then what has no rank and is planned, or done, in the increment.
    fn in_line(&self) -> Vec<usize> {
        let places = &self.placings.places;
        let bound = self.bound.iter().copied();
        let unplaced = bound.filter(|at| places.get(*at).is_none());
        self.shown.iter().copied().chain(unplaced).collect()
    }

    /// What takes the room of the coming increment before an item that does not fit there; none for others.
    pub fn taken(&self, id: Id) -> Option<TakenRoom> {
        let own = self.place_of(id)?;
        let cut = self.cut?;
        if self.placings.get(own).is_above_cut != Some(false) {
            return None;
        }
        let all = self.in_line();
        let entrants = all.iter().filter_map(|at| self.facts.get(*at));
        let entrants: Vec<Entrant> = entrants.map(ItemFacts::entrant).collect();
        let own = all.iter().position(|at| *at == own)?;
        taken(&entrants, own, cut.capacity.minus(cut.spent)?)
    }

    /// Draws the cut line.
    fn draw_line(&mut self) {
        let all = self.in_line();
        let facts = all.iter().filter_map(|at| self.facts.get(*at));
        let entrants: Vec<Entrant> = facts.map(ItemFacts::entrant).collect();
        let sides = &mut self.placings.sides;
        sides.fill(None);
        self.cut = None;
        let Some((line, capacity)) =
            cut(&entrants, self.balance.capacity).zip(self.balance.capacity)
        else {
            return;
        };
        let mut found = Cut {
            after: self.shown.len(),
            fitting: 0,
            capacity,
            spent: line.spent,
            used: line.used,
            unknown: 0,
            planned_below: 0,
        };
        let each = all.iter().zip(&entrants).zip(&line.above).enumerate();
        for (place, ((at, entrant), is_above)) in each {
            let is_out = entrant.turn.is_elsewhere() || entrant.turn == IncrementTurn::Spent;
            let side = (!is_out).then_some(*is_above);
            match side {
                Some(true) => {
                    found.fitting += 1;
                    found.planned_below += usize::from(found.after < place);
                    found.unknown += usize::from(entrant.effort.is_none());
                }
                Some(false) => found.after = found.after.min(place),
                None => {}
            }
            if let Some(of) = sides.get_mut(*at) {
                *of = side;
            }
        }
        self.cut = Some(found);
    }
}

/// What an order costs in all, added up in whole millionths; none where what is counted is none, or does not fit.
fn in_millionths<'f>(order: impl Iterator<Item = &'f ItemFacts>, terms: Terms) -> Option<Total> {
    let [mut now, mut until_start, mut until_delivery] = [0_i128; 3];
    let [mut counted, mut without_cost, mut without_size] = [0; 3];
    for facts in order {
        let (weight, size) = facts.in_millionths(terms)?;
        without_size += usize::from(size.is_none());
        let finish = now.checked_add(size.unwrap_or(0))?;
        if let Some(weight) = weight {
            counted += 1;
            until_start = until_start.checked_add(weight.checked_mul(now)?)?;
            until_delivery = until_delivery.checked_add(weight.checked_mul(finish)?)?;
        } else {
            without_cost += 1;
        }
        now = finish;
    }
    let cost = |sum: i128| Ratio::new(sum, 1_000_000_000_000);
    Some(Total {
        until_start: cost(until_start)?,
        until_delivery: cost(until_delivery)?,
        terms,
        counted,
        without_cost,
        without_size,
    })
}
