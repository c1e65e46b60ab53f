//! The coming periods of a workspace: on which day each ends, and which iteration it is.
//!
//! Owns which increments count; how one that is not described is filled in is in [`crate::scoring::plan::timetable`], what
//! each period carries in [`super::written`].

use chrono::{NaiveDate, TimeDelta};

use super::rhythm::Rhythm;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::words::worded;
use crate::scoring::plan::coming::{NO_COMING, coming, is_over};
use crate::scoring::plan::supply::working_days;
use crate::scoring::plan::timetable::{Slot, Timetable, days};
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ratio::Ratio;

/// The periods that are not over, the next one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingPeriods {
    /// The days they end on; beyond the described increments the coming one repeats.
    pub rhythm: Rhythm,
    /// The first ones, of the increments that are described or come before those.
    pub named: Vec<ComingPeriod>,
    /// How many end before the coming increment begins.
    pub before: usize,
    /// How many days a period has that is filled in.
    pub length: i64,
    /// The increments that the first ones are of.
    pub intervals: Vec<CoveredInterval>,
    /// Which of these is the coming one.
    pub coming: usize,
    /// What was filled in, in words.
    pub filled: Vec<String>,
}

/// A coming period of which something is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ComingPeriod {
    /// Its iteration; none where it is filled in.
    pub iteration: Option<Id>,
    /// Its increment, by its place among the intervals, and its own place there.
    pub place: (usize, usize),
    /// What is left of it, a fraction of 1; of an iteration that is described all of it counts until it is over.
    pub left: Ratio,
}

/// An increment that coming periods are of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CoveredInterval {
    /// The increment.
    pub id: Id,
    /// All its periods, those that are over too: the iteration of each, none where it is filled in.
    pub slots: Vec<Option<Id>>,
    /// How many days one has that is filled in.
    pub length: i64,
}

impl ComingPeriods {
    /// The periods as of a day, or why they have no days.
    ///
    /// What comes before the coming increment is filled in as that is, so that what runs goes on today; of what comes
    /// after it only what has iterations of its own.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Result<Self, String> {
        let coming = coming(workspace, today).ok_or(NO_COMING.said())?;
        let (first, last) = days(coming)?;
        let table = Timetable::of(workspace, coming)?;
        let mut named: Vec<(NaiveDate, ComingPeriod)> = Vec::new();
        let (mut intervals, mut filled) = (Vec::<CoveredInterval>::new(), Vec::new());
        let (mut end, mut before, mut at_coming) = (last, 0, 0);
        for increment in in_time(workspace) {
            let is_coming = increment.id == coming.id;
            let is_later = !is_coming && increment.starts > Some(first);
            let has_own = iterations(workspace, increment.id)
                .iter()
                .any(|one| one.ends.is_some());
            if is_later && !has_own {
                break;
            }
            if is_over(increment.ends, today) || days(increment).is_err() {
                continue;
            }
            let mut own = Timetable::of(workspace, increment)?;
            if !is_coming && today.is_none() {
                // Without a day nobody can tell what of another increment is left.
                own.slots.retain(|slot| slot.iteration.is_some());
            }
            let at = intervals.len();
            if is_coming {
                (before, at_coming) = (named.len(), at);
            }
            end = end.max(increment.ends.unwrap_or(end));
            let latest = named.last().map(|(ends, _)| *ends);
            let is_next = |slot: &Slot| {
                latest.is_none_or(|latest| latest < slot.ends) && !is_over(Some(slot.ends), today)
            };
            let slots = own.slots.iter().enumerate();
            let next = slots
                .filter(|(_, slot)| is_next(slot))
                .map(|(place, slot)| {
                    let period = ComingPeriod {
                        iteration: slot.iteration,
                        place: (at, place),
                        left: left(slot, today),
                    };
                    (slot.ends, period)
                });
            let next: Vec<_> = next.filter(|(_, one)| !one.left.is_zero()).collect();
            let name = called(increment, coming, today);
            filled.extend(if is_coming {
                own.words(name)
            } else {
                let made = next.iter().filter(|(_, one)| one.iteration.is_none());
                own.taken(made.count(), name)
            });
            named.extend(next);
            intervals.push(CoveredInterval {
                id: increment.id,
                slots: own.slots.iter().map(|slot| slot.iteration).collect(),
                length: own.length,
            });
        }
        let repeated = repeated(&table.slots, (first, last), end)?;
        Ok(Self {
            rhythm: repeated.after(named.iter().map(|(ends, _)| *ends)),
            before: named
                .iter()
                .take(before)
                .filter(|(ends, _)| *ends < first)
                .count(),
            named: named.into_iter().map(|(_, period)| period).collect(),
            length: table.length,
            intervals,
            coming: at_coming,
            filled,
        })
    }

    /// The iterations of the first ones.
    pub fn iterations<'w>(&self, workspace: &'w Workspace) -> Vec<&'w Iteration> {
        let named = self.named.iter();
        named
            .filter_map(|period| workspace.get(period.iteration?))
            .collect()
    }

    /// The first day of the coming period with this number, from 1: what its iteration says, else the day after the
    /// one before it ends.
    pub fn begins(&self, workspace: &Workspace, period: usize) -> Option<NaiveDate> {
        let before = period.max(1) - 1;
        let iteration = self.named.get(before).and_then(|period| period.iteration);
        let said = iteration.and_then(|id| workspace.get::<Iteration>(id)?.starts);
        let after = || self.rhythm.end(before).filter(|_| before > 0)?.succ_opt();
        said.or_else(after)
    }
}

/// How much of a period that is filled in is left on a day, in working days.
fn left(slot: &Slot, today: Option<NaiveDate>) -> Ratio {
    let days = slot
        .starts
        .zip(today)
        .filter(|(starts, today)| starts < today);
    let share = days
        .filter(|_| slot.iteration.is_none())
        .and_then(|(starts, today)| {
            working_days((today, slot.ends))?.over(working_days((starts, slot.ends))?)
        });
    share.unwrap_or(Ratio::ONE)
}

/// What an increment is called beside the coming one; never by its name, which may be for few people.
fn called(increment: &Increment, coming: &Increment, today: Option<NaiveDate>) -> &'static str {
    if increment.id == coming.id {
        return worded("the coming planning interval");
    }
    let runs = increment.starts.zip(today);
    if runs.is_some_and(|(first, today)| first <= today) {
        worded("the planning interval that runs now")
    } else if increment.starts <= coming.starts {
        worded("the planning interval before the coming one")
    } else {
        worded("a later planning interval")
    }
}

/// The coming increment again and again, after the last day that is described.
fn repeated(
    slots: &[Slot],
    (first, last): (NaiveDate, NaiveDate),
    end: NaiveDate,
) -> Result<Rhythm, String> {
    let weeks = |until: NaiveDate| (until - first).num_days().div_euclid(7) + 1;
    let over = |slot: &Slot| u32::try_from((slot.ends - first).num_days() + 1).ok();
    let ends: Option<Vec<u32>> = slots.iter().map(over).collect();
    let made = || {
        let starts = first.checked_add_signed(TimeDelta::try_days(weeks(end) * 7)?)?;
        let length = u32::try_from(weeks(last) * 7).ok()?;
        Rhythm::new(starts, length, ends?)
    };
    made().ok_or_else(|| {
        worded("the iterations of the coming planning interval do not lie in its days").to_owned()
    })
}
