//! What is likely done when: every open item, increment and objective with its forecast.
//!
//! Owns the order that work is expected in - the plan first, then the ranks - and whose history a forecast
//! rests on: that of its team, or of all teams together where there is no team or it has none. The chances
//! are in [`crate::scoring::forecast`]. Computed once for a state of the workspace; a screen only picks.
//!
//! - [`mod@groups`] owns the ways to group it, [`chart`] how it lies on an axis of days and what its readers see,
//!   [`words`] the sentences.

pub mod chart;
pub mod groups;
mod sources;
pub mod words;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use chrono::NaiveDate;

use self::groups::{RoadmapEntry, RoadmapGroup, RoadmapGrouping, groups};
use self::sources::{HistorySource, is_early, sources};
use super::chance::Chance;
use super::history::PeriodHistory;
use super::inputs::{Outlook, Queue};
use super::periods::ComingPeriods;
use super::{Certainty, HORIZON, Levels, NoForecast, QueueAhead, When};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::scoring::evaluation::{Evaluation, Score};
use crate::scoring::levels::{counts, effort, team, time};
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::cut::IncrementTurn;
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ratio::Ratio;

/// When everything open is likely done.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Roadmap {
    /// What the forecasts rest on: all teams together first, then each team with a history of its own.
    /// Empty before anything was computed.
    pub bases: Vec<ForecastBasis>,
    /// Why periods have no days; none where they have.
    pub no_days: Option<String>,
    /// The coming increment.
    pub coming: Option<Id>,
    /// Whether work from before it likely goes on into it.
    pub goes_on: bool,
    items: BTreeMap<Id, Expectation>,
    objectives: BTreeMap<Id, Expectation>,
    increments: BTreeMap<Id, Expectation>,
    chances: BTreeMap<Id, Chance>,
    /// The open items in the order they are expected to be done.
    order: Vec<Id>,
    /// The day that months are counted from.
    begins: Option<NaiveDate>,
    /// The day work on an item begins, where what stands before it goes as it does in half of all cases.
    starts: BTreeMap<Id, NaiveDate>,
    /// The groups, once they are asked for.
    groups: [OnceLock<Vec<RoadmapGroup>>; RoadmapGrouping::ALL.len()],
}

/// What forecasts rest on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForecastBasis {
    /// The team; `None` for all of them together.
    pub team: Option<Id>,
    /// What was done in past iterations.
    pub history: Result<PeriodHistory, NoForecast>,
    /// Whether nothing is past yet, so that the capacity that is written down stands for it.
    pub is_planned: bool,
    /// Whether the history is a typed one, else counted from what was done.
    pub is_typed: bool,
    /// Teams without a history, so that what they will do is left out.
    pub without: Vec<Id>,
    /// What was filled in of increments that are half described.
    pub filled: Vec<String>,
}

/// When something is likely done, or why that is unknown.
pub type Expectation = Result<Likely, UnknownDate>;

/// When something is likely done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Likely {
    /// What has to be done for it, itself and what stands before it.
    pub ahead: QueueAhead,
    /// After how many iterations.
    pub when: Levels<When>,
    /// On which day, where iterations have days and it is done within so many.
    pub days: Levels<Option<NaiveDate>>,
    /// What it rests on, by its position; `None` for each team on its own, all of which have to be done.
    pub basis: Option<usize>,
    /// Whether that is what is written down, as nothing is past yet.
    pub is_planned: bool,
}

/// Why it is unknown when something is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownDate {
    /// It has no size.
    Size,
    /// So many of its open items have no size.
    Sizes(usize),
    /// It has no items.
    Items,
    /// None of its items is open.
    Closed,
    /// No past tells.
    History(NoForecast),
}

impl Roadmap {
    /// What is said of an item; nothing of a closed one.
    pub fn item(&self, id: Id) -> Option<&Expectation> {
        self.items.get(&id)
    }

    /// What is said of an objective.
    pub fn objective(&self, id: Id) -> Option<&Expectation> {
        self.objectives.get(&id)
    }

    /// What is said of the plan of an increment, with what is planned before it.
    pub fn increment(&self, id: Id) -> Option<&Expectation> {
        self.increments.get(&id)
    }

    /// What is said of an entry.
    pub fn of(&self, entry: RoadmapEntry) -> Option<&Expectation> {
        match entry {
            RoadmapEntry::Increment(id) => self.increment(id),
            RoadmapEntry::Objective(id) => self.objective(id),
            RoadmapEntry::Item(id) => self.item(id),
        }
    }

    /// What a forecast rests on.
    pub fn basis(&self, said: &Expectation) -> Option<&ForecastBasis> {
        self.bases.get(said.as_ref().ok()?.basis?)
    }

    /// The chance that the plan of an increment is done by its last day.
    pub fn chance(&self, increment: Id) -> Option<&Chance> {
        self.chances.get(&increment)
    }

    /// The day work on an item begins.
    pub fn begins(&self, item: Id) -> Option<NaiveDate> {
        self.starts.get(&item).copied()
    }

    /// Everything, grouped one way; of the workspace it was made of.
    pub fn groups(&self, workspace: &Workspace, turn: RoadmapGrouping) -> &[RoadmapGroup] {
        // Before anything was computed there is nothing to keep.
        let all = RoadmapGrouping::ALL.iter().zip(&self.groups);
        let mut own = all.filter(|((one, _), _)| *one == turn && !self.bases.is_empty());
        own.next().map_or(&[], |(_, made)| {
            made.get_or_init(|| groups(workspace, self, &self.order, turn, self.begins))
        })
    }
}

/// Forecasts everything open, in the order of the plan and then of the ranks, as of a day.
pub fn roadmap(
    workspace: &Workspace,
    evaluation: &Evaluation,
    today: Option<NaiveDate>,
) -> Roadmap {
    let order = order(workspace, evaluation);
    let periods = ComingPeriods::of(workspace, today);
    let sources = sources(workspace, &order, &evaluation.race, periods.as_ref().ok());
    let forecaster = Forecaster {
        workspace,
        periods: periods.as_ref().ok(),
        sources: &sources,
    };
    let mut made = Roadmap {
        no_days: periods.as_ref().err().cloned(),
        coming: evaluation.race.coming,
        items: forecaster.items(&order),
        starts: forecaster.begins(),
        ..Roadmap::default()
    };
    for objective in workspace.all::<Objective>() {
        let said = forecaster.objective(objective);
        made.objectives.insert(objective.id, said);
    }
    for increment in in_time(workspace) {
        let (said, chance) = forecaster.increment(increment);
        made.increments.insert(increment.id, said);
        made.chances
            .extend(chance.map(|chance| (increment.id, chance)));
    }
    let first = evaluation.coming(workspace).and_then(|one| one.starts);
    let mut early = order.iter().filter(|id| {
        let item = workspace.get::<Item>(**id);
        item.is_some_and(|item| is_early(workspace, &evaluation.race, item))
    });
    made.goes_on = early.any(|id| {
        let likely = made.item(*id).and_then(|said| said.as_ref().ok());
        let day = likely.and_then(|likely| likely.days.likely);
        day.zip(first).is_some_and(|(day, first)| day >= first)
    });
    made.begins = today.or_else(|| evaluation.coming(workspace)?.starts);
    made.order = order;
    made.bases = sources.into_iter().map(|source| source.basis).collect();
    made
}

/// The open items in the order they are expected to be done: those of increments and iterations in time, after those of
/// the coming one what fits beside them, then those that are not planned; within each by rank.
fn order(workspace: &Workspace, evaluation: &Evaluation) -> Vec<Id> {
    let increments = in_time(workspace);
    let mut slots = BTreeMap::new();
    for increment in &increments {
        for iteration in iterations(workspace, increment.id) {
            slots.insert(iteration.id, slots.len());
        }
    }
    let places: BTreeMap<Id, usize> = increments
        .iter()
        .enumerate()
        .map(|(at, increment)| (increment.id, at))
        .collect();
    let place = |id: &Id| {
        let item = workspace.get::<Item>(*id);
        let at = |link: Option<Id>, known: &BTreeMap<Id, usize>| {
            link.and_then(|id| known.get(&id).copied())
                .unwrap_or(usize::MAX)
        };
        let own = item.and_then(|item| increment_of(workspace, item));
        let score = evaluation.score(*id);
        let waits =
            |score: &Score<'_>| matches!(score.turn, IncrementTurn::Open | IncrementTurn::Carried);
        match score.map(|score| (score.turn, score.is_above_cut.filter(|_| waits(&score)))) {
            // What fits beside the plan is done with it, as the cut line says; what does not comes after everything.
            Some((_, Some(true))) => (at(evaluation.race.coming, &places), true, usize::MAX),
            Some((_, Some(false))) => (usize::MAX, true, usize::MAX),
            Some((IncrementTurn::Running, None)) => (0, false, usize::MAX),
            Some((_, None)) | None => {
                let iteration = item.and_then(|item| time(workspace, item).1);
                (at(own, &places), own.is_none(), at(iteration, &slots))
            }
        }
    };
    let mut order = evaluation.open(workspace);
    let is_counted = |id: &Id| {
        let item = workspace.get::<Item>(*id);
        item.is_some_and(|item| counts(workspace, item))
    };
    order.retain(is_counted);
    order.sort_by_cached_key(place);
    order
}

struct Forecaster<'a> {
    workspace: &'a Workspace,
    periods: Option<&'a ComingPeriods>,
    sources: &'a [HistorySource],
}

impl Forecaster<'_> {
    /// The source that counts for an item, by its position: that of its team, or all together.
    fn source_of(&self, item: &Item) -> usize {
        let team = team(self.workspace, item);
        let own = |source: &HistorySource| team.is_some() && source.basis.team == team;
        self.sources.iter().position(own).unwrap_or(0)
    }

    /// Whether that source counts for an item.
    fn is_of(&self, item: Id, source: usize) -> bool {
        let item = self.workspace.get::<Item>(item);
        item.is_some_and(|item| self.source_of(item) == source)
    }

    fn likely(&self, basis: Option<usize>, outlook: Outlook) -> Likely {
        let day = |when: When| match when {
            When::Within(periods @ 1..) => self.periods?.rhythm.end(periods),
            When::Within(0) | When::Beyond | When::Never => None,
        };
        let source = basis.and_then(|at| self.sources.get(at));
        Likely {
            ahead: outlook.ahead,
            when: outlook.when,
            days: outlook.when.map(day),
            basis,
            is_planned: source.is_some_and(|source| source.basis.is_planned),
        }
    }

    /// The sources that have to do their part of what is open among some items, when each of these belongs
    /// to a team with a history; else all teams together.
    fn parts(&self, items: &[&Item]) -> Vec<usize> {
        let mut parts: Vec<usize> = items.iter().map(|item| self.source_of(item)).collect();
        parts.sort_unstable();
        parts.dedup();
        if parts.first() == Some(&0) {
            parts.truncate(1);
        }
        parts
    }

    fn queue(&self, basis: usize) -> Result<&Queue, UnknownDate> {
        let source = self.sources.get(basis);
        let queue = source.map_or(Err(NoForecast::Empty), |source| {
            source.queue.as_ref().map_err(|why| *why)
        });
        queue.map_err(UnknownDate::History)
    }

    fn items(&self, order: &[Id]) -> BTreeMap<Id, Expectation> {
        let mut said = BTreeMap::new();
        // What the queues do not hold is unknown for want of a history, or of a size.
        for id in order {
            let Some(item) = self.workspace.get::<Item>(*id) else {
                continue;
            };
            let basis = self.source_of(item);
            let unknown = match (effort(self.workspace, item), self.queue(basis)) {
                (None, _) => UnknownDate::Size,
                (Some(_), Err(why)) => why,
                (Some(_), Ok(_)) => continue,
            };
            said.insert(*id, Err(unknown));
        }
        for (at, source) in self.sources.iter().enumerate() {
            let Ok(queue) = &source.queue else { continue };
            for (id, outlook) in queue.items().filter(|(id, _)| self.is_of(*id, at)) {
                said.entry(id)
                    .or_insert_with(|| Ok(self.likely(Some(at), outlook)));
            }
        }
        said
    }

    /// The day each item begins on, in its own queue.
    fn begins(&self) -> BTreeMap<Id, NaiveDate> {
        let mut begins = BTreeMap::new();
        for (at, source) in self.sources.iter().enumerate() {
            let Some((queue, periods)) = source.queue.as_ref().ok().zip(self.periods) else {
                continue;
            };
            let mut before = When::Within(0);
            for (id, outlook) in queue.items() {
                let starts = match before {
                    When::Within(period) => periods.begins(self.workspace, period),
                    When::Beyond | When::Never => None,
                };
                begins.extend(starts.filter(|_| self.is_of(id, at)).map(|day| (id, day)));
                before = outlook.when.half;
            }
        }
        begins
    }

    /// Done with the last of its items, in each team that has some of them.
    fn objective(&self, objective: &Objective) -> Expectation {
        let ids = objective.items.0.iter();
        let items: Vec<&Item> = ids.filter_map(|id| self.workspace.get(*id)).collect();
        let open = open(&items)?;
        let without = open
            .iter()
            .filter(|item| effort(self.workspace, item).is_none());
        match without.count() {
            0 => {}
            count => return Err(UnknownDate::Sizes(count)),
        }
        let mut each = Vec::new();
        for part in self.parts(&open) {
            let outlook = self.queue(part)?.objective(objective);
            each.push((part, outlook.ok_or(UnknownDate::Closed)?));
        }
        self.together(&each)
    }

    /// The plan of an increment with all that is planned before it, and the chance to be done in time.
    fn increment(&self, increment: &Increment) -> (Expectation, Option<Chance>) {
        let all = self.workspace.all::<Item>();
        let own: Vec<&Item> = all
            .filter(|item| increment_of(self.workspace, item) == Some(increment.id))
            .collect();
        let each = open(&own).and_then(|open| {
            let mut each = Vec::new();
            for part in self.parts(&open) {
                let queue = self.queue(part)?;
                each.push((part, queue.planned(self.workspace, increment)));
            }
            // Of work without a size nothing is known: it is not done because nothing that has a size is left.
            let sizes = open.iter().map(|item| effort(self.workspace, item));
            match sizes.clone().filter(Option::is_none).count() {
                lacking if lacking > 0 && sizes.count() == lacking => {
                    Err(UnknownDate::Sizes(lacking))
                }
                _ => Ok(each),
            }
        });
        match each {
            Ok(each) => {
                let until = self.periods.zip(increment.ends);
                let until = until.map(|(periods, ends)| periods.rhythm.until(ends));
                let chance = until.and_then(|periods| self.chance(&each, periods));
                (self.together(&each), chance)
            }
            Err(why) => (Err(why), None),
        }
    }

    /// When all parts are done: at a level not before the last of them at that level, and later, because
    /// each may be the one that is late.
    fn together(&self, each: &[(usize, Outlook)]) -> Expectation {
        let [(first, outlook), rest @ ..] = each else {
            return Err(UnknownDate::Items);
        };
        if rest.is_empty() {
            return Ok(self.likely(Some(*first), *outlook));
        }
        let mut all = *outlook;
        for (_, outlook) in rest {
            let sum = |one: Ratio, other: Ratio| one.plus(other);
            let large = UnknownDate::History(NoForecast::TooLarge);
            let (ahead, more) = (all.ahead, outlook.ahead);
            all.ahead = QueueAhead {
                amount: sum(ahead.amount, more.amount).ok_or(large)?,
                variance: sum(ahead.variance, more.variance).ok_or(large)?,
                unknown: ahead.unknown + more.unknown,
            };
        }
        let at = |level: Certainty| {
            let last = each
                .iter()
                .map(|(_, outlook)| outlook.when.get(level))
                .max();
            self.by_all(each, level, last.unwrap_or(When::Beyond))
        };
        all.when = Levels {
            half: at(Certainty::Half),
            likely: at(Certainty::Likely),
            sure: at(Certainty::Sure),
        };
        Ok(self.likely(None, all))
    }

    /// The fewest periods, of no fewer than these, in which all parts are done at a level.
    fn by_all(&self, each: &[(usize, Outlook)], level: Certainty, least: When) -> When {
        let When::Within(least) = least else {
            return least;
        };
        let one = |(part, outlook): &(usize, Outlook), periods: usize| {
            let queue = self.sources.get(*part)?.queue.as_ref().ok()?;
            queue.likelihood(*outlook, periods).ok()
        };
        let is_met = |periods: &usize| {
            let mut all = each.iter().map(|part| one(part, *periods));
            let chance = all.try_fold(1.0, |met, next| Some(met * next?));
            // What is too fine to count stays at the last of the parts.
            chance.is_none_or(|chance| level.is_reached(chance))
        };
        (least..=HORIZON)
            .find(is_met)
            .map_or(When::Beyond, When::Within)
    }

    /// The chance that all parts are done within a number of periods; teams are late each on its own.
    fn chance(&self, each: &[(usize, Outlook)], periods: usize) -> Option<Chance> {
        let one = |(part, outlook): &(usize, Outlook)| {
            let queue = self.sources.get(*part)?.queue.as_ref().ok()?;
            queue.chance(*outlook, periods).ok()
        };
        let mut all = each.iter().map(one);
        let first = all.next()??;
        all.try_fold(first, |met, next| Some(met.and(&next?)))
    }
}

/// Those of some items that are open.
fn open<'i>(items: &[&'i Item]) -> Result<Vec<&'i Item>, UnknownDate> {
    let open = items.iter().filter(|item| item.state.is_open());
    let open: Vec<&Item> = open.copied().collect();
    match (items.is_empty(), open.is_empty()) {
        (true, _) => Err(UnknownDate::Items),
        (false, true) => Err(UnknownDate::Closed),
        (false, false) => Ok(open),
    }
}
