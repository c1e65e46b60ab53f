//! The coming periods of a workspace: on which day each ends, and which iteration it is.
//!
//! Owns which increments count; how a half described one is filled in is in [`crate::scoring::plan::timetable`].

use chrono::{NaiveDate, TimeDelta};

use super::rhythm::Rhythm;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::words::worded;
use crate::scoring::plan::coming::{NO_COMING, coming, is_over};
use crate::scoring::plan::timetable::{Slot, Timetable, days};
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// The periods that are not over, the next one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComingPeriods {
    /// The days they end on; beyond the described increments the coming one repeats.
    pub rhythm: Rhythm,
    /// The iteration of each of the first ones; none where it is filled in.
    pub named: Vec<Option<Id>>,
    /// How many end before the coming increment begins.
    pub before: usize,
    /// The share of a period in the capacity that is written down for the coming increment.
    pub share: Option<Ratio>,
    /// What that leaves each period that is filled in, beside those whose capacity is written down.
    pub rest: Option<Ratio>,
    /// What was filled in, in words.
    pub filled: Vec<String>,
}

impl ComingPeriods {
    /// The periods as of a day, or why they have no days.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Result<Self, String> {
        let coming = coming(workspace, today).ok_or(NO_COMING.said())?;
        let (first, last) = days(coming)?;
        let table = Timetable::of(workspace, coming)?;
        let mut named: Vec<Slot> = Vec::new();
        let (mut end, mut before, mut of_coming) = (last, 0, 0_i64);
        for increment in in_time(workspace) {
            let is_coming = increment.id == coming.id;
            let is_later = !is_coming && increment.starts > Some(first);
            let has_own = iterations(workspace, increment.id)
                .iter()
                .any(|one| one.ends.is_some());
            if is_later && !has_own {
                break;
            }
            if is_over(increment.ends, today)
                || !is_coming && (!has_own || days(increment).is_err())
            {
                continue;
            }
            let mut own = Timetable::of(workspace, increment)?.slots;
            if !is_coming {
                // Only what is described of another increment counts.
                own.retain(|slot| slot.iteration.is_some());
            }
            if is_coming {
                before = named.len();
                of_coming = i64::try_from(own.len()).unwrap_or(0);
            }
            end = end.max(increment.ends.unwrap_or(end));
            let latest = named.last().map(|slot| slot.ends);
            let is_next = |slot: &Slot| {
                latest.is_none_or(|latest| latest < slot.ends) && !is_over(Some(slot.ends), today)
            };
            named.extend(own.into_iter().filter(is_next));
        }
        let repeated = repeated(&table.slots, (first, last), end)?;
        let own = ratio(coming.capacity);
        Ok(Self {
            rhythm: repeated.after(named.iter().map(|slot| slot.ends)),
            before: named
                .iter()
                .take(before)
                .filter(|one| one.ends < first)
                .count(),
            named: named.into_iter().map(|slot| slot.iteration).collect(),
            share: own.and_then(|all| all.over(Ratio::whole(of_coming))),
            rest: own.and_then(|all| rest(workspace, all, &table.slots)),
            filled: table
                .words(worded("the coming planning interval"))
                .into_iter()
                .collect(),
        })
    }

    /// The first day of the coming period with this number, from 1: what its iteration says, else the day after the
    /// one before it ends.
    pub fn begins(&self, workspace: &Workspace, period: usize) -> Option<NaiveDate> {
        let before = period.max(1) - 1;
        let iteration = self.named.get(before).copied().flatten();
        let said = iteration.and_then(|id| workspace.get::<Iteration>(id)?.starts);
        let after = || self.rhythm.end(before).filter(|_| before > 0)?.succ_opt();
        said.or_else(after)
    }
}

/// What a capacity that is written down for an increment leaves each iteration that is filled in, beside those that
/// say their own; none where none is filled in, or none says its own.
fn rest(workspace: &Workspace, all: Ratio, slots: &[Slot]) -> Option<Ratio> {
    let (named, filled): (Vec<&Slot>, Vec<&Slot>) =
        slots.iter().partition(|slot| slot.iteration.is_some());
    let own = named.iter().filter_map(|slot| slot.iteration);
    let own = own.map(|id| ratio(workspace.get::<Iteration>(id)?.capacity));
    let own: Option<Vec<Ratio>> = own.collect();
    let own = own.filter(|own| !own.is_empty())?;
    let left = all.minus(Ratio::sum(own)?)?.max(Ratio::ZERO);
    left.over(Ratio::count(filled.len()))
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
