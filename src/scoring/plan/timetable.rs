//! The iterations of an increment in which work is planned, by their last day.
//!
//! Owns how an increment is filled in of which not all iterations are described, always with a word: iterations of the
//! same length, back to back; one that ends on a Friday ends its week. Where nothing but the last one is missing and none
//! is for innovation and planning, that one is kept free for it. Knows no amount.

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use super::iterations;
use crate::model::Workspace;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::words::{ITERATION, ITERATIONS, worded};

/// How long an iteration is where none says so.
const TWO_WEEKS: i64 = 14;
/// Fewer days at the end than this are a weekend.
const WEEK: i64 = 5;
/// So many described iterations show that a missing last one is the one that is kept free.
const MOST_OF_THEM: usize = 3;

/// An iteration in which work is planned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Its first day, where that is known.
    pub starts: Option<NaiveDate>,
    /// Its last day.
    pub ends: NaiveDate,
    /// The iteration; none where it is filled in.
    pub iteration: Option<Id>,
}

/// The iterations of an increment in which work is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timetable {
    /// By their last day.
    pub slots: Vec<Slot>,
    /// How long one is that is filled in, in days.
    pub length: i64,
    /// How many days at the end are in no iteration.
    pub rest: i64,
    /// Whether these are kept free, as the last iteration alone is missing.
    pub keeps_end: bool,
}

/// The first and last day of an increment that has both.
pub fn days(increment: &Increment) -> Result<(NaiveDate, NaiveDate), String> {
    match increment.starts.zip(increment.ends) {
        None => Err(worded("the coming planning interval has no first and last day").to_owned()),
        Some((first, last)) if last < first => {
            Err(worded("the coming planning interval ends before it begins").to_owned())
        }
        Some(both) => Ok(both),
    }
}

impl Timetable {
    /// The iterations of an increment, or why they have no days.
    pub fn of(workspace: &Workspace, increment: &Increment) -> Result<Self, String> {
        let (first, last) = days(increment)?;
        let mut described: Vec<(NaiveDate, &Iteration)> = Vec::new();
        for iteration in iterations(workspace, increment.id) {
            match iteration.ends {
                Some(ends) if iteration.starts.is_none_or(|starts| starts <= ends) => {
                    described.push((ends, iteration));
                }
                Some(_) => {
                    return Err(worded("one of its iterations ends before it begins").to_owned());
                }
                None if iteration.innovation => {}
                None => return Err(worded("one of its iterations has no last day").to_owned()),
            }
        }
        described.sort_by_key(|(ends, iteration)| (*ends, iteration.id));
        described.dedup_by_key(|(ends, _)| *ends);
        let mut working = described.iter().filter(|(_, one)| !one.innovation);
        let count = working.clone().count();
        let length = working.find_map(|(_, one)| span(one)).unwrap_or(TWO_WEEKS);
        let mut slots = Vec::new();
        let mut free = first;
        for (ends, iteration) in &described {
            if let Some(day) = iteration.starts.and_then(|starts| starts.pred_opt()) {
                slots.extend(fill(free, day.min(last), length));
            }
            if !iteration.innovation {
                slots.push(Slot {
                    starts: iteration.starts,
                    ends: *ends,
                    iteration: Some(iteration.id),
                });
            }
            free = ends.succ_opt().unwrap_or(*ends).max(free);
        }
        let end: Vec<Slot> = fill(free, last, length).collect();
        let keeps_end = end.len() == 1
            && slots.len() == count
            && described.len() == count
            && count >= MOST_OF_THEM;
        if !keeps_end {
            free = end
                .last()
                .and_then(|slot| slot.ends.succ_opt())
                .unwrap_or(free);
            slots.extend(end);
        }
        Ok(Self {
            rest: ((last - free).num_days() + 1).max(0),
            slots,
            length,
            keeps_end,
        })
    }

    /// How many are filled in.
    pub fn filled(&self) -> usize {
        let filled = self.slots.iter().filter(|slot| slot.iteration.is_none());
        filled.count()
    }

    /// That so many of its iterations are filled in, in words: `1 iteration of PI 1 is taken to be there, 14 days long`;
    /// nothing where none is.
    pub fn taken(&self, made: usize, name: &str) -> Option<String> {
        let are = if made == 1 { "is" } else { "are" };
        let iterations = count(made, "iteration", "iterations");
        let length = self.length;
        (made > 0)
            .then(|| format!("{iterations} of {name} {are} taken to be there, {length} days long"))
    }

    /// What is filled in of an increment of this name, in words; nothing where all is described.
    pub fn words(&self, name: &str) -> Option<String> {
        let (made, length, rest) = (self.filled(), self.length, self.rest);
        if self.keeps_end {
            return Some(format!(
                "the last {rest} days of {name} are in no {ITERATION}: kept free for innovation and planning"
            ));
        }
        let own = match self.slots.len() - made {
            _ if made == 0 => return None,
            0 => worded("no working iteration").to_owned(),
            known => format!("{known} of {} {ITERATIONS}", self.slots.len()),
        };
        let taken = count(made, "is", "are");
        let free = if rest < WEEK {
            String::new()
        } else {
            format!(", and the last {rest} days are free")
        };
        Some(format!(
            "{name} describes {own}: {taken} taken to be there, {length} days long{free}"
        ))
    }
}

/// How many days an iteration has; from Monday to Friday is a week.
fn span(iteration: &Iteration) -> Option<i64> {
    let (starts, ends) = iteration.starts.zip(iteration.ends)?;
    Some(((ends - starts).num_days() / 7 + 1) * 7)
}

/// The iterations of a length that fit between two days, back to back; what ends on a Friday goes on to its Sunday.
fn fill(from: NaiveDate, until: NaiveDate, length: i64) -> impl Iterator<Item = Slot> {
    let weekend = match until.weekday() {
        Weekday::Fri => 2,
        Weekday::Sat => 1,
        Weekday::Mon | Weekday::Tue | Weekday::Wed | Weekday::Thu | Weekday::Sun => 0,
    };
    let room = ((until - from).num_days() + 1 + weekend).div_euclid(length);
    (1..=room).filter_map(move |at| {
        let after = |days| from.checked_add_signed(TimeDelta::try_days(days)?);
        let ends = after(at * length - 1)?;
        Some(Slot {
            starts: after((at - 1) * length),
            ends: ends.min(until),
            iteration: None,
        })
    })
}
