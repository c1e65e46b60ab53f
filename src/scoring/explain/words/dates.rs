//! Dates in words: when an item is likely done, its due day, now against later.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::format::{capital, long_date, percent};
use crate::model::item::Item;
use crate::model::settings::Lens;
use crate::model::words::{ITEM, ITERATIONS, PLANNING_INTERVAL};
use crate::scoring::delay::urgency::later::{DelayLoss, TwoClocks};
use crate::scoring::explain::Explanation;
use crate::scoring::explain::due::{DueStands, HeldDue};
use crate::scoring::forecast::Certainty;
use crate::scoring::forecast::roadmap::words::{
    cell, explained, in_short as short_forecast, unknown,
};
use crate::scoring::forecast::roadmap::{Expectation, ForecastBasis, Roadmap};
use crate::scoring::price::amounts::{delay, money, tenths};
use crate::scoring::price::total::Unit;
use crate::scoring::price::words::span;
use crate::scoring::ratio::Ratio;

/// A due day in few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueWords {
    /// The parts: slack or how late it is, and the due day.
    pub parts: Vec<String>,
    /// Whether it is a red flag: no time to spare, late, or passed.
    pub is_at_risk: bool,
}

/// The due day of an item in few words; none without one, or for what is closed.
pub fn due(roadmap: &Roadmap, item: &Item, today: Option<NaiveDate>) -> Option<DueWords> {
    let held = HeldDue::of(item, today)?.against(roadmap.item(item.id));
    let day = format!(
        "{} {}",
        if held.closes { "closes" } else { "due" },
        long_date(held.day)
    );
    let mut parts: Vec<String> = slack(held.stands).into_iter().chain([day]).collect();
    if held.stands == DueStands::Passed {
        parts.push("that day has passed".to_owned());
    }
    Some(DueWords {
        parts,
        is_at_risk: held.is_at_risk(),
    })
}

fn slack(stands: DueStands) -> Option<String> {
    match stands {
        DueStands::Passed | DueStands::Unknown => None,
        DueStands::Spare(0) => Some("NO SLACK".to_owned()),
        DueStands::Spare(days) => Some(format!("slack {}", stretch(days))),
        DueStands::Late(days) => Some(format!("LATE by {}", stretch(days))),
        DueStands::Never => Some("LATE".to_owned()),
    }
}

/// A stretch of so many days: weeks, or days where it is less than one.
fn stretch(days: i64) -> String {
    span(Ratio::new(days.into(), 7).unwrap_or(Ratio::ZERO))
}

/// When it is likely done and whether that is in time, in one line; nothing before that is known.
pub(super) fn in_short(why: &Explanation) -> Option<String> {
    let (said, _) = why.forecast.as_ref()?;
    let when = match said {
        Ok(likely) => capital(&short_forecast(likely)),
        Err(why) => format!("When it is likely done is unknown: {}", unknown(*why)),
    };
    let due = why.due.as_ref().map(|held| {
        let deadline = deadline(held);
        let deadline = deadline.trim_end_matches('.');
        format!(" {deadline}.")
    });
    Some(format!("{when}.{}", due.unwrap_or_default()))
}

/// The day by which it is likely done, in a few words.
pub(super) fn day_in_short(why: &Explanation) -> String {
    let said = why.forecast.as_ref().map(|(said, _)| said);
    let Some(Ok(likely)) = said else {
        return String::new();
    };
    let level = Certainty::Likely;
    let when = cell(likely.when.get(level), likely.days.get(level));
    format!("{when} ({})", percent(level.percent()))
}

/// The due day, if it has one.
pub(super) fn deadlines(why: &Explanation) -> Vec<String> {
    why.due.iter().map(deadline).collect()
}

/// What one increment later costs, and why that may be no good guide.
pub(super) fn later(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let Ok(later) = &why.later else {
        return Vec::new();
    };
    let loss = (later.loss.as_ref()).map(|loss| now_or_later(workspace, loss));
    let clocks = later.loss.filter(|_| why.lens == Lens::Dates);
    let clocks = clocks.and_then(|loss| Some(two_clocks(workspace, loss.unit, loss.clocks()?)));
    let notes = later.reasons.iter();
    let notes = notes.map(|reason| format!("Note: {}.", reason.words()));
    let clocks = clocks.into_iter().flatten();
    loss.into_iter().chain(clocks).chain(notes).collect()
}

/// Why the ranking and the forecast say two days.
fn two_clocks(workspace: &Workspace, unit: Unit, clocks: TwoClocks) -> [String; 3] {
    let date = |is_met: bool| {
        if is_met {
            ", its date is met"
        } else {
            ", its date is missed"
        }
    };
    let [ranked, likely] = match clocks.meets {
        Some((ranked, likely)) => [ranked, likely].map(date),
        None => ["", ""],
    };
    let loss = clocks.loss.map(|loss| match unit {
        Unit::Points => delay(loss),
        Unit::Money => money(workspace, loss),
    });
    let loss = loss.map_or_else(String::new, |loss| format!(", {loss} lost"));
    [
        "The ranking and the forecast use two clocks.".to_owned(),
        format!(
            "The ranking takes one {ITEM} after the other, at an even pace: done {}{ranked}{loss}.",
            long_date(clocks.ranked)
        ),
        format!(
            "The forecast counts whole {ITERATIONS}, the plan first, at {}: done by {}{likely}.",
            percent(Certainty::Likely.percent()),
            long_date(clocks.likely)
        ),
    ]
}

fn deadline(held: &HeldDue) -> String {
    let what = if held.closes {
        "Its window closes on"
    } else {
        "It is due on"
    };
    let day = long_date(held.day);
    match held.stands {
        DueStands::Passed => format!("{what} {day}: that day has passed."),
        DueStands::Unknown => format!("{what} {day}; whether that is met is unknown."),
        stands @ (DueStands::Spare(_) | DueStands::Late(_) | DueStands::Never) => {
            let slack = slack(stands).unwrap_or_default();
            format!(
                "{what} {day}: {slack}, at {}.",
                percent(Certainty::Likely.percent())
            )
        }
    }
}

/// What one increment later costs, with its unit.
pub(super) fn extra(workspace: &Workspace, loss: &DelayLoss) -> String {
    let extra = match loss.unit {
        Unit::Points => delay(loss.compared.extra),
        Unit::Money => money(workspace, loss.compared.extra),
    };
    format!("{}{extra}", least(loss))
}

/// What stands before a loss of which only a part is known.
const fn least(loss: &DelayLoss) -> &'static str {
    if loss.is_least { "at least " } else { "" }
}

fn now_or_later(workspace: &Workspace, loss: &DelayLoss) -> String {
    let amount = |number: Ratio| match loss.unit {
        Unit::Points => tenths(number),
        Unit::Money => money(workspace, number),
    };
    let compared = loss.compared;
    if loss.is_least && compared.later.is_zero() {
        return format!("What one {PLANNING_INTERVAL} later costs beside its penalty is unknown.");
    }
    let until = if loss.likely.is_some() {
        format!("its likely day ({})", percent(Certainty::Likely.percent()))
    } else {
        "delivery in this order".to_owned()
    };
    format!(
        "One {PLANNING_INTERVAL} later costs {}: {} until {until}, {}{} then.",
        extra(workspace, loss),
        amount(compared.now),
        least(loss),
        amount(compared.later)
    )
}

/// Whether the due day can be met, for the person who asked; nothing without one.
pub(super) fn promise(held: HeldDue) -> Option<String> {
    let day = long_date(held.day);
    Some(match held.stands {
        DueStands::Passed => format!("Your date {day} has passed."),
        DueStands::Spare(_) => format!("Your date {day} can likely be met."),
        DueStands::Late(days) => {
            format!(
                "Your date {day} would likely be missed by {}.",
                stretch(days)
            )
        }
        DueStands::Never => format!("Your date {day} would likely be missed."),
        DueStands::Unknown => return None,
    })
}

/// When it is likely done, how sure that is and what it rests on; or why that is unknown.
pub(super) fn forecast(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let lines = |(said, basis): &(Expectation, Option<ForecastBasis>)| {
        explained(workspace, said, basis.as_ref())
    };
    why.forecast.as_ref().map(lines).unwrap_or_default()
}
