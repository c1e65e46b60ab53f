//! The shown order: the ranks that result, what stands before each, where capacity ends.

use std::sync::OnceLock;

use super::facts::ItemFacts;
use super::pins::PinnedOrder;
use super::{Ahead, Cut, Evaluation, Sums};
use crate::scoring::plan::cut::{Entrant, Turn, cut};
use crate::scoring::price::total::total;
use crate::scoring::ratio::Ratio;

impl Evaluation {
    /// Numbers everything in the shown order, which follows from scores, own ranks and pins.
    pub(super) fn arrange(&mut self) {
        self.sums = OnceLock::new();
        self.mark_ties();
        self.shown = PinnedOrder::of(&self.facts, &self.own, self.lens).shown(None);
        self.number();
        self.draw_line();
    }

    fn mark_ties(&mut self) {
        let rank = |at: &usize| self.placings.get(*at).and_then(|placing| placing.own_rank);
        let ranks: Vec<Option<usize>> = self.own.iter().map(rank).collect();
        for (place, at) in self.own.iter().enumerate() {
            let own = ranks.get(place);
            let before = place.checked_sub(1).and_then(|before| ranks.get(before));
            let is_tied = own == before || own == ranks.get(place + 1);
            self.placings
                .change(*at, |placing| placing.is_tied = is_tied);
        }
    }

    /// Gives places and ranks. A rank is the position, shared by neighbors that tie and are not pinned.
    fn number(&mut self) {
        self.ranked.clear();
        let mut before: Option<(Option<usize>, bool, usize)> = None;
        for (place, at) in self.shown.iter().enumerate() {
            let (Some(id), Some(facts)) = (self.ids.get(*at), self.facts.get(*at)) else {
                continue;
            };
            let is_apart = facts.pin.is_some() || facts.turn == Turn::NotNow;
            self.placings.change(*at, |placing| {
                let rank = match before {
                    Some((own, false, rank)) if own == placing.own_rank && !is_apart => rank,
                    _ => place + 1,
                };
                before = Some((placing.own_rank, is_apart, rank));
                (placing.place, placing.rank) = (Some(place), Some(rank));
            });
            self.ranked.push(*id);
        }
    }

    /// The sums over the shown order.
    pub(super) fn sums(&self) -> &Sums {
        self.sums.get_or_init(|| {
            let facts = || self.shown.iter().filter_map(|at| self.facts.get(*at));
            let terms = self.terms;
            let nothing = Ahead {
                points: Ratio::ZERO,
                unknown: 0,
            };
            let ahead = facts().scan(Some(nothing), |so_far, facts| {
                let before = *so_far;
                *so_far = before.and_then(|before| before.and(facts));
                Some(before)
            });
            Sums {
                ahead: ahead.collect(),
                total: total(facts().map(|facts| facts.wait(terms)), terms),
            }
        })
    }

    /// Draws the cut line: over the ranked, then over what has no rank and is planned, or done, in the increment.
    fn draw_line(&mut self) {
        let each = self.facts.iter().zip(self.placings.iter()).enumerate();
        let apart = each.filter_map(|(at, (facts, placing))| {
            let counts = matches!(facts.turn, Turn::Coming | Turn::Spent);
            (counts && placing.place.is_none()).then_some(at)
        });
        let all: Vec<usize> = self.shown.iter().copied().chain(apart).collect();
        let facts = all.iter().filter_map(|at| self.facts.get(*at));
        let entrants: Vec<Entrant> = facts.map(ItemFacts::entrant).collect();
        let mut sides = vec![None; self.facts.len()];
        self.cut = None;
        if let Some((line, capacity)) =
            cut(&entrants, self.balance.capacity).zip(self.balance.capacity)
        {
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
                let is_out = entrant.turn.is_elsewhere() || entrant.turn == Turn::Spent;
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
        for (at, side) in sides.into_iter().enumerate() {
            self.placings
                .change(at, |placing| placing.is_above_cut = side);
        }
    }
}
