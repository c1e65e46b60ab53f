//! The coming increment, the increment an item is planned into, and what of all that competes for it.
//!
//! Owns both rules. What is remembered of the workspace is small, so that one change of an item asks nothing else
//! again. Knows no size and no rank; the line itself is drawn in [`super::cut`].

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::cut::IncrementTurn;
use super::velocity::PastIterations;
use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::format::long_date;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::settings::Settings;
use crate::model::words::{Text, worded};
use crate::scoring::decision::standing;
use crate::scoring::levels;

/// What to do where no increment is the coming one, on every screen.
pub const NO_COMING: Text =
    Text::new("no planning interval is coming · {PLAN_FOLLOWING} writes the next one");

/// The increment that is prepared: the one set in the settings, if it has not ended; else the one that contains
/// today, or begins next. One without days counts only when it is the only one there is. Without a day nothing
/// has ended and nothing begins next.
pub fn coming(workspace: &Workspace, today: Option<NaiveDate>) -> Option<&Increment> {
    let set = workspace.the::<Settings>().increment.0;
    let set = set.and_then(|id| workspace.get::<Increment>(id));
    if let Some(set) = set.filter(|set| !is_over(set.ends, today)) {
        return Some(set);
    }
    let mut all = workspace.all::<Increment>();
    if let (Some(only), None) = (all.next(), all.next()) {
        return Some(only).filter(|only| !is_over(only.ends, today));
    }
    let today = today?;
    let ahead = workspace.all::<Increment>().filter(|one| {
        let has_begun = one.starts.is_some_and(|first| first <= today);
        one.starts.is_some()
            && !is_over(one.ends, Some(today))
            && (!has_begun || one.ends.is_some())
    });
    ahead.min_by_key(|one| (one.starts, one.ends))
}

/// The increment after the last one, with its length, or ten weeks from the next Monday; its name counts on.
pub fn following(workspace: &Workspace, id: Id, today: Option<NaiveDate>) -> Increment {
    let mut next = Increment::new(id);
    let last = workspace.all::<Increment>().max_by_key(|one| one.ends);
    let days = last.and_then(|one| one.starts.zip(one.ends));
    let length = days
        .map(|(first, end)| end - first)
        .filter(|days| days.num_days() > 0);
    let length = length.unwrap_or_else(|| TimeDelta::days(10 * 7 - 3));
    let monday = |from: NaiveDate| from.iter_days().find(|day| day.weekday() == Weekday::Mon);
    let after = last.and_then(|one| one.ends?.succ_opt());
    next.starts = after.max(today).and_then(monday);
    next.ends = next
        .starts
        .and_then(|first| first.checked_add_signed(length));
    next.name = last.map_or_else(|| worded("PI 1").to_owned(), |one| counted_on(&one.name));
    next
}

/// A name with the number at its end counted on; of one without, the same with a 2.
pub fn counted_on(name: &str) -> String {
    let stem = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = name
        .strip_prefix(stem)
        .and_then(|number| number.parse::<u32>().ok());
    match number.and_then(|number| number.checked_add(1)) {
        Some(number) => format!("{stem}{number}"),
        None => format!("{name} 2"),
    }
}

/// Whether a last day has passed.
pub fn is_over(ends: Option<NaiveDate>, today: Option<NaiveDate>) -> bool {
    ends.zip(today).is_some_and(|(ends, today)| ends < today)
}

/// The increment an item is planned into: its own, else that of its iteration, else that of what it is a part of.
/// What the workspace does not hold counts as none.
pub fn increment_of(workspace: &Workspace, item: &Item) -> Option<Id> {
    levels::time(workspace, item).0
}

/// Whether the increment of an item and that of its iteration are two.
pub fn clashes(workspace: &Workspace, item: &Item) -> bool {
    let iteration = item
        .iteration
        .0
        .and_then(|id| workspace.get::<Iteration>(id));
    let known = |id: Option<Id>| id.filter(|id| workspace.get::<Increment>(*id).is_some());
    let of_iteration = known(iteration.and_then(|one| one.increment.0));
    let own = known(item.increment.0);
    own.zip(of_iteration)
        .is_some_and(|(own, other)| own != other)
}

/// How an increment stands to the coming one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stands {
    Coming,
    Earlier,
    Later,
    Over,
}

/// Who competes for the coming increment, as of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Race {
    /// The day everything is seen from.
    pub today: Option<NaiveDate>,
    /// The coming increment.
    pub coming: Option<Id>,
    /// What the teams finished in the iterations that are over.
    pub past: PastIterations,
    increments: BTreeMap<Id, Stands>,
    /// Whether another increment than the coming one runs today.
    runs_another: bool,
    /// The items that stand by a "not now", each with the day it was given.
    not_now: BTreeMap<Id, Option<NaiveDate>>,
}

impl Race {
    /// Looks up what decides.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Self {
        let coming = coming(workspace, today);
        let starts = coming.and_then(|one| one.starts);
        let stands = |one: &Increment| {
            if Some(one.id) == coming.map(|one| one.id) {
                Stands::Coming
            } else if is_over(one.ends, today) {
                Stands::Over
            } else if one.starts.is_none() || one.starts > starts {
                Stands::Later
            } else {
                Stands::Earlier
            }
        };
        let runs = |one: &Increment| {
            let begun = one
                .starts
                .zip(today)
                .is_some_and(|(first, day)| first <= day);
            let id = coming.map(|one| one.id);
            begun && one.ends.is_some() && !is_over(one.ends, today) && Some(one.id) != id
        };
        let answered = standing(workspace).into_values();
        let not_now = answered.filter_map(|id| {
            let decision = workspace.get::<Decision>(id)?;
            let is_no = decision.outcome == Some(Outcome::NotNow);
            Some((decision.item.0.filter(|_| is_no)?, decision.review))
        });
        Self {
            today,
            coming: coming.map(|one| one.id),
            past: PastIterations::of(workspace, today),
            increments: workspace
                .all::<Increment>()
                .map(|one| (one.id, stands(one)))
                .collect(),
            runs_another: workspace.all().any(runs),
            not_now: not_now.collect(),
        }
    }

    /// The day until which an item was answered "not now": its day to look again, or that of the decision. None
    /// when that day has come, and for what was not answered so.
    pub fn not_now(&self, item: &Item) -> Option<NotNow> {
        let said = self.not_now.get(&item.id)?;
        let until = item.review.or(*said);
        let has_come = until
            .zip(self.today)
            .is_some_and(|(day, today)| day <= today);
        (!has_come).then_some(NotNow { until })
    }

    /// How an item counts for the coming increment.
    pub fn turn(&self, workspace: &Workspace, item: &Item) -> IncrementTurn {
        let planned = increment_of(workspace, item);
        let planned = planned.and_then(|id| self.increments.get(&id).copied());
        match (item.state, planned) {
            _ if levels::takes_effort(item) && !levels::counts(workspace, item) => {
                IncrementTurn::Within
            }
            (State::Done, Some(Stands::Coming)) => IncrementTurn::Spent,
            (State::Done | State::Parked | State::Declined, _) => IncrementTurn::Closed,
            (_, Some(Stands::Coming)) => IncrementTurn::Coming,
            (_, Some(Stands::Later)) => IncrementTurn::Later,
            (_, Some(Stands::Earlier)) => IncrementTurn::Earlier,
            (State::Doing, None | Some(Stands::Over)) if self.runs_another => {
                IncrementTurn::Running
            }
            _ if self.not_now(item).is_some() => IncrementTurn::NotNow,
            (_, Some(Stands::Over)) => IncrementTurn::Carried,
            (_, None) => IncrementTurn::Open,
        }
    }

    /// How an item stands to the coming increment, in words; nothing of one that only waits for a place.
    pub fn words(&self, workspace: &Workspace, item: &Item) -> Option<String> {
        let name = |id: Option<Id>| {
            let increment = id.and_then(|id| workspace.get::<Increment>(id));
            increment
                .map_or(worded("no planning interval"), |increment| {
                    increment.name.trim()
                })
                .to_owned()
        };
        let own = || name(increment_of(workspace, item));
        let elsewhere = |place: String| match self.coming {
            Some(_) => format!("{place} and takes no room in {}", name(self.coming)),
            None => place,
        };
        let not_now = self.not_now(item).map(NotNow::words);
        Some(match self.turn(workspace, item) {
            IncrementTurn::Closed | IncrementTurn::Open => return None,
            IncrementTurn::Spent => format!("done in {}", own()),
            IncrementTurn::Coming => match not_now {
                Some(not_now) => format!("planned for {}, though answered {not_now}", own()),
                None => format!("planned for {}", own()),
            },
            IncrementTurn::Later | IncrementTurn::Earlier => {
                elsewhere(format!("planned for {}", own()))
            }
            IncrementTurn::Running => {
                elsewhere(worded("under way in no planning interval").to_owned())
            }
            IncrementTurn::Carried => format!("left over from {}", own()),
            IncrementTurn::NotNow => not_now?,
            IncrementTurn::Within => levels::words(workspace, item)?,
        })
    }

    /// The mark of an item that waits below everything else, in a few words.
    pub fn mark(&self, workspace: &Workspace, item: &Item) -> Option<String> {
        let not_now = self
            .not_now(item)
            .filter(|_| self.turn(workspace, item) == IncrementTurn::NotNow)?;
        Some(not_now.words())
    }

    /// Whether an item is planned for the coming increment though it was answered "not now".
    pub fn contradicts(&self, workspace: &Workspace, item: &Item) -> bool {
        self.turn(workspace, item) == IncrementTurn::Coming && self.not_now(item).is_some()
    }
}

/// An answer that keeps an item below the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotNow {
    /// The day it is looked at again; without one, until the next answer.
    pub until: Option<NaiveDate>,
}

impl NotNow {
    /// The answer with its day: `not now, until 9 Feb 2027`.
    pub fn words(self) -> String {
        match self.until {
            Some(day) => format!("not now, until {}", long_date(day)),
            None => "not now, until the next answer".to_owned(),
        }
    }
}
