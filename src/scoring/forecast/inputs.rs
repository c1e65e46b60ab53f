//! Forecasts of a workspace.
//!
//! Owns which history counts for whom, and what has to be done before something is done. Knows no clock:
//! the first coming period is the first of the coming increment.

use chrono::NaiveDate;

use super::chance::Chance;
use super::history::PeriodHistory;
use super::rhythm::Rhythm;
use super::three_point::{Expected, SpreadShape, ThreePoint};
use super::{Forecast, Levels, NoForecast, QueueAhead, When, ahead};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::model::points::Points;
use crate::model::team::Team;
use crate::scoring::plan::coming::coming;
use crate::scoring::ratio::Ratio;

/// What a team, or all of them, did so far.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPast {
    /// The team; `None` for all of them together.
    pub team: Option<Id>,
    /// Points by iteration.
    pub history: PeriodHistory,
    /// Teams that have none, so that what they will do is left out.
    pub without: Vec<Id>,
}

impl TeamPast {
    /// The past of one team.
    pub fn of_team(team: &Team) -> Result<Self, NoForecast> {
        let points = |points: &_| Some(Ratio::from(*points));
        Ok(Self {
            team: Some(team.id),
            history: PeriodHistory::of(&team.velocity.iter().map(points).collect::<Vec<_>>())?,
            without: Vec::new(),
        })
    }

    /// The past of all teams: their points of the same iteration added up, the last one being the same for
    /// all. Only iterations of which every team with a past has a number.
    pub fn of_all(workspace: &Workspace) -> Result<Self, NoForecast> {
        let (with, without): (Vec<&Team>, Vec<&Team>) = workspace
            .all::<Team>()
            .partition(|team| !team.velocity.is_empty());
        let shared = with.iter().map(|team| team.velocity.len()).min();
        let sum = |back: &usize| {
            let points = with
                .iter()
                .filter_map(|team| team.velocity.iter().nth_back(*back));
            Ratio::sum(points.map(|points| Ratio::from(*points)))
        };
        let mut sums: Vec<Option<Ratio>> = Vec::new();
        for back in (0..shared.unwrap_or(0)).rev() {
            sums.push(Some(sum(&back).ok_or(NoForecast::TooLarge)?));
        }
        Ok(Self {
            team: None,
            history: PeriodHistory::of(&sums)?,
            without: without.iter().map(|team| team.id).collect(),
        })
    }

    /// What is likely done when, of the items in their order. Only open ones count, and of a team its own.
    ///
    /// `split` is how many items one becomes by the time it is done; 1 for none.
    pub fn queue(
        self,
        workspace: &Workspace,
        order: &[Id],
        split: Ratio,
    ) -> Result<Queue, NoForecast> {
        let items = order.iter().filter_map(|id| workspace.get::<Item>(*id));
        let is_own = |item: &&Item| self.team.is_none() || item.team.0 == self.team;
        let items: Vec<&Item> = items
            .filter(|item| item.state.is_open())
            .filter(is_own)
            .collect();
        let sizes: Vec<_> = items.iter().map(|item| expected(item.size)).collect();
        let ahead = ahead(&sizes, split).ok_or(NoForecast::TooLarge)?;
        let most = ahead.last().map_or(Ratio::ZERO, |last| last.amount);
        Ok(Queue {
            forecast: Forecast::of(&self.history, most)?,
            places: items.iter().map(|item| item.id).zip(ahead).collect(),
            past: self,
            split,
        })
    }
}

/// The open items of a team, or of all, in the order they are done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Queue {
    /// What the forecast rests on.
    pub past: TeamPast,
    places: Vec<(Id, QueueAhead)>,
    forecast: Forecast,
    split: Ratio,
}

/// What is said of something that is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outlook {
    /// What has to be done for it, itself and what stands before it.
    pub ahead: QueueAhead,
    /// When it is likely done.
    pub when: Levels<When>,
}

impl Queue {
    /// Each item, in its order.
    pub fn items(&self) -> impl Iterator<Item = (Id, Outlook)> {
        let each = self.places.iter();
        each.map(|(id, ahead)| (*id, self.outlook(*ahead)))
    }

    /// An objective: done with the last of its items. `None` when none of them is open in this queue.
    pub fn objective(&self, objective: &Objective) -> Option<Outlook> {
        let own = |place: &&(Id, QueueAhead)| objective.items.0.contains(&place.0);
        let (_, ahead) = self.places.iter().rfind(own)?;
        Some(self.outlook(*ahead))
    }

    /// What is said of an amount that is to be done.
    pub fn outlook(&self, ahead: QueueAhead) -> Outlook {
        Outlook {
            ahead,
            when: self.forecast.when(ahead.amount),
        }
    }

    /// The chance that something is done by the end of a day, in the rhythm of the coming periods.
    pub fn chance(
        &self,
        ahead: QueueAhead,
        rhythm: &Rhythm,
        day: NaiveDate,
    ) -> Result<Chance, NoForecast> {
        Chance::of(&self.past.history, ahead.amount, rhythm.until(day))
    }

    /// What has to be done so that an increment keeps its plan: its open items, and those of the
    /// increments before it.
    pub fn planned(&self, workspace: &Workspace, increment: &Increment) -> Option<QueueAhead> {
        let until = |id: Id| workspace.get::<Increment>(id)?.ends;
        let is_due = |item: &&Item| {
            let planned = item.increment.0;
            planned == Some(increment.id)
                || planned
                    .and_then(until)
                    .zip(increment.ends)
                    .is_some_and(|(ends, last)| ends < last)
        };
        let items = self.places.iter();
        let items = items.filter_map(|(id, _)| workspace.get::<Item>(*id));
        let sizes: Vec<_> = items
            .filter(is_due)
            .map(|item| expected(item.size))
            .collect();
        let ahead = ahead(&sizes, self.split)?;
        Some(ahead.last().copied().unwrap_or(QueueAhead::NOTHING))
    }
}

/// The size something is expected to have: with a low and a high value around the likely one the mean of
/// all three, else the value alone. `None` without a value.
pub fn expected(size: Points) -> Option<Expected> {
    let likely = Ratio::from(size.value?);
    let mean_of_three = || {
        let (low, high) = size.range?;
        ThreePoint::new(low.into(), likely, high.into())?.expected(SpreadShape::Pert)
    };
    Some(mean_of_three().unwrap_or(Expected::exactly(likely)))
}

/// The rhythm of the coming increment, which the following ones repeat: its iterations but those of
/// innovation and planning. It lasts whole weeks, so that what starts on a Monday does so again. `None` without a coming increment with days and iterations with last days.
pub fn rhythm(workspace: &Workspace, today: Option<NaiveDate>) -> Option<Rhythm> {
    let coming = coming(workspace, today)?;
    let (first, last) = coming.starts.zip(coming.ends)?;
    let over = |day: NaiveDate| u32::try_from((day - first).num_days() + 1).ok();
    let working = workspace
        .all::<Iteration>()
        .filter(|iteration| iteration.increment.0 == Some(coming.id) && !iteration.innovation);
    let ends: Option<Vec<u32>> = working.map(|iteration| over(iteration.ends?)).collect();
    let mut ends = ends?;
    ends.sort_unstable();
    Rhythm::new(first, over(last)?.checked_next_multiple_of(7)?, ends)
}
