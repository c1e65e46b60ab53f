//! The coming periods of a workspace: on which day each ends, and which iteration it is.
//!
//! Owns which increments count, and how a half described one is filled in: iterations of the same length, back to back,
//! with a word. Knows no amount.

use chrono::{NaiveDate, TimeDelta};

use super::rhythm::Rhythm;
use crate::model::Workspace;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::scoring::plan::coming::{NO_COMING, coming, is_over};
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

/// How long an iteration is where none says so.
const TWO_WEEKS: i64 = 14;

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
    /// What was filled in, in words.
    pub filled: Vec<String>,
}

/// One iteration of an increment.
struct Period {
    ends: NaiveDate,
    iteration: Option<Id>,
}

impl ComingPeriods {
    /// The periods as of a day, or why they have no days.
    pub fn of(workspace: &Workspace, today: Option<NaiveDate>) -> Result<Self, String> {
        let coming = coming(workspace, today).ok_or(NO_COMING)?;
        let (first, last) = days(coming)?;
        let mut filled = Vec::new();
        let mut named: Vec<Period> = Vec::new();
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
            let mut own = periods(workspace, increment, is_coming.then_some(&mut filled))?;
            if !is_coming {
                // Only what is described of another increment counts.
                own.retain(|period| period.iteration.is_some());
            }
            if is_coming {
                before = named.len();
                of_coming = i64::try_from(own.len()).unwrap_or(0);
            }
            end = end.max(increment.ends.unwrap_or(end));
            let latest = named.last().map(|period| period.ends);
            let is_next = |period: &Period| {
                latest.is_none_or(|latest| latest < period.ends)
                    && !is_over(Some(period.ends), today)
            };
            named.extend(own.into_iter().filter(is_next));
        }
        let repeated = repeated(workspace, coming, (first, last), end)?;
        Ok(Self {
            rhythm: repeated.after(named.iter().map(|period| period.ends)),
            before: named
                .iter()
                .take(before)
                .filter(|one| one.ends < first)
                .count(),
            named: named.into_iter().map(|period| period.iteration).collect(),
            share: ratio(coming.capacity).and_then(|all| all.over(Ratio::whole(of_coming))),
            filled,
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

fn days(increment: &Increment) -> Result<(NaiveDate, NaiveDate), String> {
    match increment.starts.zip(increment.ends) {
        None => Err("the coming increment has no first and last day".to_owned()),
        Some((first, last)) if last < first => {
            Err("the coming increment ends before it begins".to_owned())
        }
        Some(both) => Ok(both),
    }
}

/// The coming increment again and again, after the last day that is described.
fn repeated(
    workspace: &Workspace,
    coming: &Increment,
    (first, last): (NaiveDate, NaiveDate),
    end: NaiveDate,
) -> Result<Rhythm, String> {
    let weeks = |until: NaiveDate| (until - first).num_days().div_euclid(7) + 1;
    let over = |period: Period| u32::try_from((period.ends - first).num_days() + 1).ok();
    let ends = periods(workspace, coming, None)?;
    let ends: Option<Vec<u32>> = ends.into_iter().map(over).collect();
    let made = || {
        let starts = first.checked_add_signed(TimeDelta::try_days(weeks(end) * 7)?)?;
        let length = u32::try_from(weeks(last) * 7).ok()?;
        Rhythm::new(starts, length, ends?)
    };
    made().ok_or_else(|| "the iterations of the coming increment do not lie in its days".to_owned())
}

/// The iterations of an increment in which work is planned, by their last day. Where the described ones leave room for
/// more, these are filled in.
fn periods(
    workspace: &Workspace,
    increment: &Increment,
    filled: Option<&mut Vec<String>>,
) -> Result<Vec<Period>, String> {
    let (first, last) = days(increment)?;
    let mut described: Vec<(NaiveDate, &Iteration)> = Vec::new();
    for iteration in iterations(workspace, increment.id) {
        match iteration.ends {
            Some(ends) if iteration.starts.is_none_or(|starts| starts <= ends) => {
                described.push((ends, iteration));
            }
            Some(_) => return Err("one of its iterations ends before it begins".to_owned()),
            None if iteration.innovation => {}
            None => return Err("one of its iterations has no last day".to_owned()),
        }
    }
    described.sort_by_key(|(ends, iteration)| (*ends, iteration.id));
    described.dedup_by_key(|(ends, _)| *ends);
    let span = |iteration: &Iteration| {
        let (starts, ends) = iteration.starts.zip(iteration.ends)?;
        // From Monday to Friday is a week.
        Some(((ends - starts).num_days() / 7 + 1) * 7)
    };
    let working = described
        .iter()
        .filter(|(_, iteration)| !iteration.innovation);
    let length = working
        .clone()
        .find_map(|(_, one)| span(one))
        .unwrap_or(TWO_WEEKS);
    let known = working.count();
    let mut found = Vec::new();
    let mut free = first;
    let fill = |from: NaiveDate, until: NaiveDate, found: &mut Vec<Period>| {
        let room = ((until - from).num_days() + 1).div_euclid(length);
        for at in 1..=room {
            let ends =
                TimeDelta::try_days(at * length - 1).and_then(|days| from.checked_add_signed(days));
            found.extend(ends.map(|ends| Period {
                ends,
                iteration: None,
            }));
        }
    };
    for (ends, iteration) in &described {
        if let Some(day) = iteration.starts.and_then(|starts| starts.pred_opt()) {
            fill(free, day.min(last), &mut found);
        }
        if !iteration.innovation {
            found.push(Period {
                ends: *ends,
                iteration: Some(iteration.id),
            });
        }
        free = ends.succ_opt().unwrap_or(*ends).max(free);
    }
    fill(free, last, &mut found);
    let made = found.len() - known;
    if let (Some(filled), 1..) = (filled, made) {
        let own = match known {
            0 => "no iteration".to_owned(),
            known => format!("{known} of {} iterations", found.len()),
        };
        let taken = count(made, "is", "are");
        filled.push(format!(
            "the coming increment describes {own}: {taken} taken to be there, {length} days long"
        ));
    }
    Ok(found)
}
