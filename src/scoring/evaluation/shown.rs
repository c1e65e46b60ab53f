//! The shown order: the ranks that result, what stands before each, where capacity ends.

use std::iter;

use super::facts::ItemFacts;
use super::pins::PinnedOrder;
use super::{Ahead, Cut, Evaluation};
use crate::scoring::plan::cut::{Entrant, Turn, cut};
use crate::scoring::price::total::total;
use crate::scoring::ratio::Ratio;

impl Evaluation {
    /// Numbers everything in the shown order, which follows from scores, own ranks and pins.
    pub(super) fn arrange(&mut self) {
        let groups = self.own.chunk_by(|left, right| {
            let own = |at: &usize| self.scores.get(*at).and_then(|score| score.own_rank);
            own(left) == own(right)
        });
        let tied: Vec<bool> = groups
            .flat_map(|group| iter::repeat_n(group.len() > 1, group.len()))
            .collect();
        for (at, is_tied) in self.own.iter().zip(tied) {
            if let Some(score) = self.scores.get_mut(*at) {
                score.is_tied = is_tied;
            }
        }
        let shown = PinnedOrder::of(&self.facts, &self.own, self.lens).shown(None);
        self.number(&shown);
        let facts = || shown.iter().filter_map(|at| self.facts.get(*at));
        let terms = self.terms;
        self.total = total(facts().map(|facts| facts.wait(terms)), terms);
        self.draw_line(&shown);
    }

    /// Gives places, ranks and what stands before each. A rank is the position, shared by neighbors that
    /// tie and are not pinned; what stands before is unknown where the sum does not fit.
    fn number(&mut self, shown: &[usize]) {
        self.ranked.clear();
        let mut so_far = Some(Ahead {
            points: Ratio::ZERO,
            unknown: 0,
        });
        let mut before: Option<(Option<usize>, bool, usize)> = None;
        for (place, at) in shown.iter().enumerate() {
            let (Some(score), Some(facts)) = (self.scores.get_mut(*at), self.facts.get(*at)) else {
                continue;
            };
            let is_apart = score.is_pinned || facts.turn == Turn::NotNow;
            let rank = match before {
                Some((own, false, rank)) if own == score.own_rank && !is_apart => rank,
                _ => place + 1,
            };
            before = Some((score.own_rank, is_apart, rank));
            score.place = Some(place);
            score.rank = Some(rank);
            score.ahead = so_far;
            self.ranked.push(score.id);
            let size = facts.size().filter(|size| !size.is_negative());
            so_far = so_far.and_then(|so_far| match size {
                None => Some(Ahead {
                    unknown: so_far.unknown + 1,
                    ..so_far
                }),
                Some(size) => Some(Ahead {
                    points: so_far.points.plus(size)?,
                    ..so_far
                }),
            });
        }
    }

    /// Draws the cut line: over the ranked, then over what has no rank and is planned, or done, in the increment.
    fn draw_line(&mut self, shown: &[usize]) {
        let places = 0..self.facts.len();
        let apart = places.filter(|at| {
            let score = self.scores.get(*at);
            let turn = self.facts.get(*at).map(|facts| facts.turn);
            let is_unranked = score.is_some_and(|score| score.place.is_none());
            is_unranked && matches!(turn, Some(Turn::Coming | Turn::Spent))
        });
        let all: Vec<usize> = shown.iter().copied().chain(apart).collect();
        let facts = all.iter().filter_map(|at| self.facts.get(*at));
        let entrants: Vec<Entrant> = facts.map(ItemFacts::entrant).collect();
        for score in &mut self.scores {
            score.is_above_cut = None;
        }
        self.cut = None;
        let Some((line, capacity)) =
            cut(&entrants, self.balance.capacity).zip(self.balance.capacity)
        else {
            return;
        };
        let mut found = Cut {
            after: shown.len(),
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
            if let Some(score) = self.scores.get_mut(*at) {
                score.is_above_cut = side;
            }
        }
        self.cut = Some(found);
    }
}
