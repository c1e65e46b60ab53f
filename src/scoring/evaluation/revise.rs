//! Bringing an evaluation up to date with what a change can affect.
//!
//! Owns which changes that is known of: few items, scored each by its own numbers, that stay open or
//! closed. After any other everything is computed anew. The answer is the same either way.

use std::cmp::Reverse;
use std::sync::Arc;

use super::facts::ItemFacts;
use super::{Evaluation, Flag, OwnScore, Score, evaluate, listed};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::number::Number;
use crate::model::record::{Declared, Kind};
use crate::model::settings::Lens;
use crate::scoring::levels;
use crate::scoring::ranking::inputs::scale;
use crate::scoring::ranking::method::Method;
use crate::scoring::ranking::wsjf;
use crate::scoring::ratio::Ratio;

/// The most changed items that are moved one by one.
const FEW: usize = 100;

/// Makes an evaluation that of a workspace in which these records have changed since.
pub fn revise(
    evaluation: &mut Arc<Evaluation>,
    workspace: &Workspace,
    subjects: &[(&'static Kind, Id)],
) {
    match changed(evaluation, workspace, subjects) {
        Some(changed) => Arc::make_mut(evaluation).update(workspace, &changed),
        None => *evaluation = Arc::new(evaluate(workspace, evaluation.lens, evaluation.race.today)),
    }
}

/// The changed items by their place among the scores; none when more than they can be affected.
fn changed<'a>(
    evaluation: &Evaluation,
    workspace: &'a Workspace,
    subjects: &[(&'static Kind, Id)],
) -> Option<Vec<(usize, &'a Item)>> {
    let is_by_itself = matches!(evaluation.lens, Lens::Wsjf | Lens::Hand);
    if !is_by_itself || subjects.len() > FEW {
        return None;
    }
    let place = |(kind, id): &(&'static Kind, Id)| {
        let item = workspace.get::<Item>(*id).filter(|_| *kind == Item::KIND)?;
        let at = evaluation.place_of(*id)?;
        let before = evaluation.facts.get(at)?;
        // What was done may have changed what teams can carry.
        let is_done = [before.state, item.state].contains(&State::Done);
        let stays = before.state.is_open() == item.state.is_open();
        (stays && !is_done).then_some((at, item))
    };
    let mut changed: Vec<(usize, &Item)> = subjects.iter().map(place).collect::<Option<_>>()?;
    let relatives = relatives(workspace, &changed)?;
    changed.extend(relatives.filter_map(|item| Some((evaluation.place_of(item.id)?, item))));
    changed.sort_unstable_by_key(|(at, _)| *at);
    changed.dedup_by_key(|(at, _)| *at);
    let stays = |(at, item): &(usize, &Item)| {
        let now = ItemFacts::of(workspace, item, &evaluation.race);
        evaluation
            .facts
            .get(*at)
            .is_some_and(|before| before.stands_as(&now))
    };
    changed.iter().all(stays).then_some(changed)
}

/// The families of some items: what one says can count at all the others. None where they are many.
fn relatives<'w>(
    workspace: &'w Workspace,
    changed: &[(usize, &'w Item)],
) -> Option<impl Iterator<Item = &'w Item> + use<'w>> {
    let tree = workspace.tree();
    let mut all: Vec<Id> = Vec::new();
    for (_, item) in changed {
        let first = tree.above(item.id).last().unwrap_or(item.id);
        if !all.contains(&first) {
            all.push(first);
            all.extend(tree.below(first));
        }
        if all.len() > FEW {
            return None;
        }
    }
    Some(all.into_iter().filter_map(|id| workspace.get(id)))
}

impl Evaluation {
    fn update(&mut self, workspace: &Workspace, changed: &[(usize, &Item)]) {
        let among = |at: &usize| changed.binary_search_by_key(at, |(at, _)| *at).is_ok();
        let named = |id: &Id| {
            changed
                .binary_search_by_key(id, |(_, item)| item.id)
                .is_ok()
        };
        let mut moved = MovedRank::default();
        let mut place = 0;
        self.own.retain(|at| {
            let stays = !among(at);
            if !stays {
                moved.take_in(place);
            }
            place += 1;
            stays
        });
        let before = place;
        self.off_scale.retain(|(id, _)| !named(id));
        self.unranked.retain(|id| !named(id));
        self.closed.retain(|id| !named(id));

        let scale = scale(workspace);
        let (mut weighs_same, mut estimated_same) = (true, true);
        for (at, item) in changed {
            let facts = ItemFacts::of(workspace, item, &self.race);
            let has_place = facts.has_place();
            let (is_apart, is_bound) = (facts.is_apart(), facts.is_bound());
            let columns = wsjf::wsjf(&[facts.inputs()], &scale);
            let score = if has_place {
                let scored =
                    (Method::of(self.lens).score)(workspace, &self.race, &[item], &columns);
                let answer = scored.lines.into_iter().zip(&columns.rows).next();
                let strays = columns.off_scale.iter();
                self.off_scale
                    .extend(strays.map(|(_, factor)| (item.id, *factor)));
                OwnScore::of(&facts, answer)
            } else {
                OwnScore::of(&facts, None)
            };
            if let Some(before) = self.facts.get_mut(*at) {
                weighs_same &= before.weighs_as(&facts);
                estimated_same &= !has_place || before.estimated_as(&facts);
                *before = facts;
            }
            keep(&mut self.apart, *at, is_apart);
            keep(&mut self.bound, *at, is_bound);
            if let Some(before) = self.scores.get_mut(*at) {
                *before = score;
            }
            self.placings.own_ranks.set(*at, None);
        }
        self.off_scale
            .sort_unstable_by_key(|(id, factor)| (*factor, *id));
        for (at, _) in changed {
            if self.key(*at).is_some() {
                let place = self
                    .own
                    .partition_point(|other| self.key(*other) < self.key(*at));
                self.own.insert(place, *at);
                moved.take_in(place);
            }
        }
        // What came in later moved those before it on.
        moved.last += changed.len();
        if before != self.own.len() {
            moved.last = self.own.len();
        }
        self.rank_anew(&moved);
        self.arrange();
        for (_, item) in changed {
            let is_placed = |score: Score<'_>| score.place.is_some();
            if !item.state.is_open() {
                listed::insert(&mut self.closed, workspace, item);
            } else if levels::is_ranked(workspace, item)
                && !self.score(item.id).is_some_and(is_placed)
            {
                listed::insert(&mut self.unranked, workspace, item);
            }
        }
        if !estimated_same {
            self.flags = Flag::of(wsjf::hollow(
                super::open(&self.facts).map(|facts| *facts.estimates()),
            ));
        }
        if !weighs_same {
            self.weigh(workspace);
        }
    }

    /// What WSJF orders by: the highest score, the smaller job size, the id; none without a score.
    fn key(&self, at: usize) -> Option<(Reverse<Ratio>, Option<Number>, usize)> {
        let score = self.scores.get(at)?.line.score?;
        Some((Reverse(score), self.facts.get(at)?.size(), at))
    }

    /// Ranks by score alone, ties sharing one, from the first place that something moved from or to.
    fn rank_anew(&mut self, moved: &MovedRank) {
        let scores = &self.scores;
        let score = |at: &usize| scores.get(*at).and_then(|score| score.line.score);
        self.highest = self.own.first().and_then(score);
        let first = moved.first.saturating_sub(1);
        let ranks = &mut self.placings.own_ranks;
        let before = first.checked_sub(1).and_then(|at| self.own.get(at));
        let mut group = before.and_then(|at| Some((score(at)?, ranks.get(*at)?)));
        for (place, at) in self.own.iter().enumerate().skip(first) {
            let Some(own) = score(at) else {
                continue;
            };
            let rank = match group {
                Some((tied, rank)) if tied == own => rank,
                _ => place + 1,
            };
            group = Some((own, rank));
            // Behind what moved everything stands as before, from the first that has its rank.
            if place > moved.last && rank == place + 1 && ranks.get(*at) == Some(rank) {
                break;
            }
            ranks.set(*at, Some(rank));
        }
    }
}

/// The places in the order by score that something moved from or to.
struct MovedRank {
    first: usize,
    last: usize,
}

impl Default for MovedRank {
    fn default() -> Self {
        Self {
            first: usize::MAX,
            last: 0,
        }
    }
}

impl MovedRank {
    fn take_in(&mut self, place: usize) {
        self.first = self.first.min(place);
        self.last = self.last.max(place);
    }
}

/// Has a place in a sorted list, or has it not.
fn keep(list: &mut Vec<usize>, at: usize, is_in: bool) {
    match (list.binary_search(&at), is_in) {
        (Err(place), true) => list.insert(place, at),
        (Ok(place), false) => {
            list.remove(place);
        }
        (Ok(_), true) | (Err(_), false) => {}
    }
}

#[cfg(test)]
mod tests;
