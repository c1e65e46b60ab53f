//! Forecasts of a workspace.
//!
//! Owns what the coming periods may do: the past of a team, in the share of its people that is there, within the
//! capacity that is written down; and what has to be done before something is done. Knows no clock: the coming periods
//! are given.

use std::collections::BTreeMap;

use super::chance::Chance;
use super::history::PeriodHistory;
use super::periods::ComingPeriods;
use super::season::{Lineup, Season, SizeRange};
use super::three_point::Expected;
use super::written::{Written, in_parts, scaled, written};
use super::{Levels, NoForecast, QueueAhead, When, ahead};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::objective::Objective;
use crate::model::points::Points;
use crate::model::team::Team;
use crate::scoring::levels::{Standing, shares, standing, team};
use crate::scoring::plan::capacity::velocity;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::plan::supply::{Roster, of_increment, usual_of};
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// What a team, or all of them, did so far, and may do in the coming periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPast {
    /// The team; `None` for all of them together.
    pub team: Option<Id>,
    /// Points by iteration.
    pub history: PeriodHistory,
    /// Whether nothing is past yet, so that the capacity that is written down stands for it.
    pub is_planned: bool,
    /// Whether every team with a past typed it.
    pub is_typed: bool,
    /// What each coming period may do.
    pub season: Season,
    /// Teams of which nothing is known, so that what they will do is left out.
    pub without: Vec<Id>,
}

impl TeamPast {
    /// The past of a team; of all together their points of the same iteration added up, the last one being the same
    /// for all, and only iterations of which every team with a past has a number.
    pub fn of(
        workspace: &Workspace,
        past: &PastIterations,
        team: Option<&Team>,
        periods: Option<&ComingPeriods>,
    ) -> Result<Self, NoForecast> {
        let all: Vec<&Team> = match team {
            Some(team) => vec![team],
            None => workspace.all().collect(),
        };
        let crew = Crew::of(workspace, past, &all, periods)?;
        let shares = periods.map_or_else(Vec::new, |periods| written(workspace, past, periods));
        let by_teams = !crew.with.is_empty() || !crew.bare.is_empty();
        let usual = match crew.usual() {
            Some(usual) => usual,
            None if team.is_none() => {
                let written =
                    periods.and_then(|periods| usually(workspace, past, periods, &shares));
                vec![written.ok_or(NoForecast::Empty)?]
            }
            None => return Err(NoForecast::Empty),
        };
        let done = if crew.done.is_empty() {
            &usual
        } else {
            &crew.done
        };
        let history = PeriodHistory::of(&done.iter().copied().map(Some).collect::<Vec<_>>())?;
        let named = periods.into_iter().flat_map(|periods| &periods.named);
        let named = named.map(|period| {
            let (interval, at) = period.place;
            let share = shares.get(interval).and_then(|shares| shares.get(at));
            let share = share.copied().flatten();
            let iteration = period.iteration.and_then(|id| workspace.get(id));
            let said = iteration.and_then(|iteration| crew.in_iteration(iteration));
            let said = said.unwrap_or_else(|| usual.clone());
            let all = match share {
                Some(share) if by_teams => share.of(said),
                Some(share) => vec![share.points],
                None => said,
            };
            scaled(all, period.left)
        });
        Ok(Self {
            team: team.map(|team| team.id),
            history,
            is_planned: crew.done.is_empty(),
            is_typed: crew.with.iter().all(|team| past.is_typed(team.id)),
            season: Season {
                named: named.collect(),
                usual,
            },
            without: crew.unknown,
        })
    }

    /// What is likely done when, of the items in their order. Only open ones count, and of a team its own. What is
    /// early is begun at once, the rest with the coming increment, `before` periods from now.
    pub fn queue(
        self,
        workspace: &Workspace,
        order: &[Id],
        before: usize,
        is_early: impl Fn(&Item) -> bool,
    ) -> Result<Queue, NoForecast> {
        let items = order.iter().filter_map(|id| workspace.get::<Item>(*id));
        let is_own = |item: &&Item| self.team.is_none() || team(workspace, item) == self.team;
        let own = items.filter(|item| item.state.is_open()).filter(is_own);
        let (early, later): (Vec<&Item>, Vec<&Item>) = own.partition(|item| is_early(item));
        let begun = early.len();
        let items: Vec<&Item> = early.into_iter().chain(later).collect();
        let sizes: Vec<Option<Vec<SizeRange>>> =
            items.iter().map(|item| parts(workspace, item)).collect();
        let known = |sizes: &[Option<Vec<SizeRange>>]| -> Vec<SizeRange> {
            sizes.iter().flatten().flatten().copied().collect()
        };
        let (early, later) = sizes.split_at_checked(begun).unwrap_or_default();
        let lineup = Lineup {
            season: self.season.clone(),
            before,
            early: known(early),
            later: known(later),
        };
        let whole = sizes.iter().map(|sizes| together(sizes.as_ref()?));
        let ahead = ahead(&whole.collect::<Vec<_>>()).ok_or(NoForecast::TooLarge)?;
        let when = lineup.when()?;
        let mut places = Vec::with_capacity(items.len());
        let mut count = 0;
        for ((item, ahead), sizes) in items.iter().zip(ahead).zip(&sizes) {
            count += sizes.as_ref().map_or(0, Vec::len);
            let when = count.checked_sub(1).and_then(|at| when.get(at).copied());
            let outlook = Outlook {
                ahead,
                when: when.unwrap_or(Outlook::NOTHING.when),
                count,
            };
            places.push((item.id, outlook));
        }
        let mut wholes = BTreeMap::new();
        for (item, (_, outlook)) in items.iter().zip(&places) {
            if let Standing::Within(ranked) = standing(workspace, item) {
                wholes.insert(ranked, *outlook);
            }
        }
        Ok(Queue {
            past: self,
            lineup,
            places,
            wholes,
        })
    }
}

/// Some teams with what is known of them.
struct Crew<'a> {
    workspace: &'a Workspace,
    past: &'a PastIterations,
    /// Those with a past.
    with: Vec<&'a Team>,
    /// Those without, with what they can do in an iteration.
    bare: Vec<(&'a Team, Ratio)>,
    /// Those of which nothing is known.
    unknown: Vec<Id>,
    /// What those with a past did together, by iteration.
    done: Vec<Ratio>,
}

impl<'a> Crew<'a> {
    fn of(
        workspace: &'a Workspace,
        past: &'a PastIterations,
        teams: &[&'a Team],
        periods: Option<&ComingPeriods>,
    ) -> Result<Self, NoForecast> {
        let has_past = |team: &&Team| !past.all(team.id).is_empty();
        let (with, without): (Vec<&Team>, Vec<&Team>) = teams.iter().copied().partition(has_past);
        let usual = |team: &Team| {
            let periods = periods?;
            let named = periods.iterations(workspace);
            usual_of(workspace, past, &named, periods.length, team).filter(|usual| !usual.is_zero())
        };
        let (mut bare, mut unknown) = (Vec::new(), Vec::new());
        for team in without {
            match usual(team) {
                Some(points) => bare.push((team, points)),
                None => unknown.push(team.id),
            }
        }
        let mut crew = Self {
            workspace,
            past,
            with,
            bare,
            unknown,
            done: Vec::new(),
        };
        let whole: Vec<Ratio> = crew.with.iter().map(|_| Ratio::ONE).collect();
        crew.done = crew.together(&whole).ok_or(NoForecast::TooLarge)?;
        Ok(crew)
    }

    /// What those with a past did together by iteration, each in a share.
    fn together(&self, shares: &[Ratio]) -> Option<Vec<Ratio>> {
        let iterations = self
            .with
            .iter()
            .map(|team| self.past.all(team.id).len())
            .min();
        let sum = |back: usize| {
            let each = self.with.iter().zip(shares);
            let mut points = each.map(|(team, share)| {
                let done = self.past.all(team.id).iter().nth_back(back)?;
                done.times(*share)
            });
            points.try_fold(Ratio::ZERO, |sum, points| sum.plus(points?))
        };
        (0..iterations.unwrap_or(0)).rev().map(sum).collect()
    }

    /// What a period may do of which nothing more is known.
    fn usual(&self) -> Option<Vec<Ratio>> {
        let bare = Ratio::sum(self.bare.iter().map(|(_, points)| *points))?;
        match (self.done.is_empty(), self.bare.is_empty()) {
            (true, true) => None,
            (true, false) => Some(vec![bare]),
            (false, _) => self.done.iter().map(|done| done.plus(bare)).collect(),
        }
    }

    /// What an iteration may do: the past in the share of its people that is there, within what is written down for the
    /// iteration. None where that says nothing more.
    fn in_iteration(&self, iteration: &Iteration) -> Option<Vec<Ratio>> {
        let roster = Roster::of(self.workspace, self.past, iteration);
        let capacity = |team: &Team| Some(roster.of_team(team).ok()?.points);
        let mut shares = Vec::with_capacity(self.with.len());
        for team in &self.with {
            let mean = velocity(self.past.last(team.id))?;
            let share = capacity(team).and_then(|points| points.over(mean));
            shares.push(share.unwrap_or(Ratio::ONE));
        }
        let bare = self
            .bare
            .iter()
            .map(|(team, usual)| capacity(team).unwrap_or(*usual));
        let bare = Ratio::sum(bare)?;
        let own = ratio(iteration.capacity);
        if self.with.is_empty() && self.bare.is_empty() {
            return Some(vec![own?]);
        }
        if own.is_none() && shares.iter().all(|share| *share == Ratio::ONE) {
            let done = if self.done.is_empty() {
                &[Ratio::ZERO][..]
            } else {
                &self.done
            };
            return done.iter().map(|done| done.plus(bare)).collect();
        }
        let factor = match own {
            None => Ratio::ONE,
            Some(own) => {
                let all = self.workspace.all::<Team>().filter_map(capacity);
                let all = Ratio::sum(all)?;
                if own.is_zero() {
                    Ratio::ZERO
                } else {
                    own.over(all)?
                }
            }
        };
        let done = self.together(&shares)?;
        let done = if done.is_empty() {
            vec![Ratio::ZERO]
        } else {
            done
        };
        let within = |done: Ratio| in_parts(done.plus(bare)?.times(factor)?);
        done.into_iter().map(within).collect()
    }
}

/// What a period carries of which nothing more is known, where no team says anything: as the coming increment does, of
/// which some periods are filled in, else as the last iteration with something written down.
fn usually(
    workspace: &Workspace,
    past: &PastIterations,
    periods: &ComingPeriods,
    shares: &[Vec<Option<Written>>],
) -> Option<Ratio> {
    let interval = periods.intervals.get(periods.coming)?;
    let all = of_increment(workspace, past, workspace.get(interval.id)?);
    let share = all.points();
    let share = share.and_then(|all| all.over(Ratio::count(interval.slots.len())));
    let filled = interval.slots.iter().position(Option::is_none);
    let filled = filled.and_then(|at| shares.get(periods.coming)?.get(at).copied()?);
    let named = periods.iterations(workspace);
    let mut known = named.iter().rev().filter_map(|one| ratio(one.capacity));
    let positive = || known.find(|points| !points.is_zero());
    share
        .filter(|_| filled.is_some())
        .or(filled.map(|filled| filled.points))
        .or_else(positive)
        .or(share)
}

/// The open items of a team, or of all, in the order they are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// What the forecast rests on.
    pub past: TeamPast,
    lineup: Lineup,
    places: Vec<(Id, Outlook)>,
    /// The last of what counts apart from a ranked item, of its parts.
    wholes: BTreeMap<Id, Outlook>,
}

/// What is said of something that is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What has to be done for it, itself and what stands before it.
    pub ahead: QueueAhead,
    /// When it is likely done.
    pub when: Levels<When>,
    /// How many items of known size that is.
    count: usize,
}

impl Outlook {
    /// Nothing is to be done.
    const NOTHING: Self = Self {
        ahead: QueueAhead::NOTHING,
        when: Levels {
            half: When::Within(0),
            likely: When::Within(0),
            sure: When::Within(0),
        },
        count: 0,
    };
}

impl Queue {
    /// Each item, in its order; with what counts apart of its parts it is done with the last of them.
    pub fn items(&self) -> impl Iterator<Item = (Id, Outlook)> {
        let last = |(id, own): &(Id, Outlook)| match self.wholes.get(id) {
            Some(whole) if whole.count > own.count => (*id, *whole),
            Some(_) | None => (*id, *own),
        };
        self.places.iter().map(last)
    }

    /// An objective: done with the last of its items. `None` when none of them is open in this queue.
    pub fn objective(&self, objective: &Objective) -> Option<Outlook> {
        let own = self
            .items()
            .filter(|(id, _)| objective.items.0.contains(id));
        let last = own.max_by_key(|(_, outlook)| outlook.count);
        last.map(|(_, outlook)| outlook)
    }

    /// The chance that something is done within a number of periods from now.
    pub fn chance(&self, outlook: Outlook, periods: usize) -> Result<Chance, NoForecast> {
        self.lineup.chance(outlook.count, periods)
    }

    /// The same as a floating number.
    pub(super) fn likelihood(&self, outlook: Outlook, periods: usize) -> Result<f64, NoForecast> {
        self.lineup.likelihood(outlook.count, periods)
    }

    /// The plan of an increment: done with the last of its open items, and of those of the increments before it.
    pub fn planned(&self, workspace: &Workspace, increment: &Increment) -> Outlook {
        let is_due = |(id, _): &&(Id, Outlook)| {
            let item = workspace.get::<Item>(*id);
            let planned = item.and_then(|item| increment_of(workspace, item));
            let ends = planned.and_then(|id| workspace.get::<Increment>(id)?.ends);
            planned == Some(increment.id)
                || ends
                    .zip(increment.ends)
                    .is_some_and(|(ends, last)| ends < last)
        };
        let last = self.places.iter().rfind(is_due);
        last.map_or(Outlook::NOTHING, |(_, outlook)| *outlook)
    }
}

/// What is left to do of the effort that counts at an item, with its ranges; none where nothing of it is known.
fn parts(workspace: &Workspace, item: &Item) -> Option<Vec<SizeRange>> {
    let shares = shares(workspace, item);
    let known: Vec<SizeRange> = shares.iter().filter_map(|part| left(part)).collect();
    // Where all of it counts at its parts, none of it is unknown.
    (shares.is_empty() || !known.is_empty()).then_some(known)
}

/// What is left to do of an item, with its range. `None` without a size, or with one below zero.
pub fn left(item: &Item) -> Option<SizeRange> {
    let is_begun = item.state == State::Doing && item.remaining.value.is_some();
    size_range(if is_begun { item.remaining } else { item.size })
}

/// A size with its range.
pub fn size_range(size: Points) -> Option<SizeRange> {
    let likely = Ratio::from(size.value?);
    let range = size
        .range
        .and_then(|(low, high)| SizeRange::new(low.into(), likely, high.into()));
    range.or_else(|| SizeRange::exactly(likely))
}

/// The size something is expected to have: of a range its mean, else the value alone. `None` without a value.
pub fn expected(size: Points) -> Option<Expected> {
    size_range(size).and_then(moments)
}

fn moments(size: SizeRange) -> Option<Expected> {
    together(&[size])
}

/// What some sizes are expected to be together. `None` where numbers do not fit.
fn together(sizes: &[SizeRange]) -> Option<Expected> {
    let mut sum = Expected {
        mean: Ratio::ZERO,
        variance: Ratio::ZERO,
    };
    for size in sizes {
        let (mean, variance) = size.moments()?;
        sum.mean = sum.mean.plus(mean)?;
        sum.variance = sum.variance.plus(variance)?;
    }
    Some(sum)
}
