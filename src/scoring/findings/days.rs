//! Checks of days and capacities that cannot all be true: a day that has passed, ranges that end before they begin,
//! overlap or lie outside, and numbers that are written down twice.

use chrono::NaiveDate;

use super::board::CheckedBoard;
use super::finding::{FindingPlace, Found, said};
use crate::model::format::long_date;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::words::{PLANNING_INTERVAL, worded};
use crate::scoring::plan::coming::{NotNow, clashes, is_over};
use crate::scoring::plan::supply::{filled_in, of_iterations, of_teams};
use crate::scoring::plan::{in_time, iterations};
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;

const fn of_increment(one: &Increment) -> FindingPlace {
    FindingPlace::Record(Increment::KIND, one.id)
}

const fn of_iteration(one: &Iteration) -> FindingPlace {
    FindingPlace::Record(Iteration::KIND, one.id)
}

/// Open items whose due day has passed.
pub(super) fn passed(board: &CheckedBoard<'_>) -> Found {
    let of_item = |item: &&Item| {
        let due = item.due.filter(|due| is_over(Some(*due), board.today))?;
        Some(said(
            FindingPlace::Item(item.id),
            format!("was due on {}", long_date(due)),
        ))
    };
    board.open.iter().filter_map(of_item).collect()
}

/// Increments and iterations that end before they begin.
pub(super) fn backwards(board: &CheckedBoard<'_>) -> Found {
    let words = |starts: Option<NaiveDate>, ends: Option<NaiveDate>| {
        let (starts, ends) = starts.zip(ends).filter(|(starts, ends)| ends < starts)?;
        Some(format!(
            "begins on {} and ends on {}",
            long_date(starts),
            long_date(ends)
        ))
    };
    let increments = board.workspace.all::<Increment>();
    let increments =
        increments.filter_map(|one| Some(said(of_increment(one), words(one.starts, one.ends)?)));
    let own = board.workspace.all::<Iteration>();
    let own = own.filter_map(|one| Some(said(of_iteration(one), words(one.starts, one.ends)?)));
    increments.chain(own).collect()
}

/// Open items that are due before they matter.
pub(super) fn due_early(board: &CheckedBoard<'_>) -> Found {
    let words = |item: &&Item| {
        let days = item.opens.zip(item.due);
        let (opens, due) = days.filter(|(opens, due)| due < opens)?;
        let (opens, due) = (long_date(opens), long_date(due));
        let words = format!("matters from {opens} and is due on {due}");
        Some(said(FindingPlace::Item(item.id), words))
    };
    board.open.iter().filter_map(words).collect()
}

/// Increments, and iterations of one increment, that begin before the one before them has ended.
pub(super) fn overlaps(board: &CheckedBoard<'_>) -> Found {
    let increments = in_time(board.workspace);
    let each = increments
        .iter()
        .map(|one| (one.starts, one.ends, of_increment(one)));
    let mut found = overlapping(&each.collect::<Vec<_>>());
    for increment in increments {
        let own = iterations(board.workspace, increment.id);
        let own = own
            .iter()
            .map(|one| (one.starts, one.ends, of_iteration(one)));
        found.extend(overlapping(&own.collect::<Vec<_>>()));
    }
    found
}

type Days = (Option<NaiveDate>, Option<NaiveDate>, FindingPlace);

/// Those that begin before an earlier one has ended; one that is backwards counts from its first day to its last.
fn overlapping(all: &[Days]) -> Found {
    let mut last: Option<NaiveDate> = None;
    let mut found = Vec::new();
    for (starts, ends, place) in all {
        let Some((starts, ends)) = starts.zip(*ends) else {
            continue;
        };
        let (first, end) = (starts.min(ends), starts.max(ends));
        if last.is_some_and(|last| first <= last) {
            found.push(said(*place, "begins before the one before it has ended"));
        }
        last = last.max(Some(end));
    }
    found
}

/// Iterations with days outside those of their increment.
pub(super) fn outside(board: &CheckedBoard<'_>) -> Found {
    let of = |one: &Iteration| {
        let increment = board.workspace.get::<Increment>(one.increment.0?)?;
        let (first, last) = increment.starts.zip(increment.ends)?;
        let (first, last) = (first.min(last), first.max(last));
        let is_out = |day: Option<NaiveDate>| day.is_some_and(|day| day < first || day > last);
        (is_out(one.starts) || is_out(one.ends)).then(|| {
            let days = format!("{} to {}", long_date(first), long_date(last));
            said(
                of_iteration(one),
                format!("is not within its {PLANNING_INTERVAL}, {days}"),
            )
        })
    };
    board.workspace.all::<Iteration>().filter_map(of).collect()
}

/// Open items in one increment, and in an iteration of another.
pub(super) fn clash(board: &CheckedBoard<'_>) -> Found {
    let clash = board
        .open
        .iter()
        .filter(|item| clashes(board.workspace, item));
    let words = worded("its iteration belongs to another planning interval");
    clash
        .map(|item| said(FindingPlace::Item(item.id), words))
        .collect()
}

/// Items that are planned for the coming increment though they were answered "not now".
pub(super) fn contradicts(board: &CheckedBoard<'_>) -> Found {
    let race = &board.evaluation.race;
    let both = board
        .open
        .iter()
        .filter(|item| race.contradicts(board.workspace, item));
    let words = |item: &Item| race.not_now(item).map_or_else(String::new, NotNow::words);
    both.map(|item| {
        said(
            FindingPlace::Item(item.id),
            format!("answered {}", words(item)),
        )
    })
    .collect()
}

/// Capacities that are written down and differ by a point or more from what their parts can carry, where all of these
/// are described.
pub(super) fn capacities(board: &CheckedBoard<'_>) -> Found {
    let words = |own: Option<Ratio>, parts: Option<Ratio>, what: &str| {
        let (own, parts) = own.zip(parts)?;
        let off = own.minus(parts)?.size();
        (off >= Ratio::ONE).then(|| {
            let (own, parts) = (own.to_short(), parts.to_decimal(1));
            let parts = parts.strip_suffix(".0").unwrap_or(&parts);
            format!("{own} points are written down, its {what} can carry {parts}")
        })
    };
    let past = &board.evaluation.race.past;
    let increments = board.workspace.all::<Increment>().filter_map(|one| {
        if filled_in(board.workspace, one).is_some() {
            return None;
        }
        let parts = of_iterations(board.workspace, past, one).points();
        Some(said(
            of_increment(one),
            words(ratio(one.capacity), parts, worded("iterations"))?,
        ))
    });
    let own = board.workspace.all::<Iteration>().filter_map(|one| {
        let parts = of_teams(board.workspace, past, one).points();
        Some(said(
            of_iteration(one),
            words(ratio(one.capacity), parts, "teams")?,
        ))
    });
    increments.chain(own).collect()
}
