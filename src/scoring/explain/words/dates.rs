//! Dates in words: when an item is delivered at its place, its due day, now against later.

use chrono::Datelike;

use super::counted;
use crate::model::Workspace;
use crate::model::format::{date, long_date};
use crate::model::item::{Item, Urgency};
use crate::model::product::Product;
use crate::scoring::delay::urgency::{Deadline, DelayLoss, Timing, UrgencyReason, timing};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::explain::Explanation;
use crate::scoring::forecast::roadmap::words::explained;
use crate::scoring::forecast::roadmap::{Expectation, ForecastBasis};
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// What is said of a day that no place in the order meets.
const PAST: &str = "before the coming increment starts";

/// A due day in few words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DueWords {
    /// The parts: slack or how late it is, due day, latest start.
    pub parts: Vec<String>,
    /// Whether it is a red flag: no time to spare, or late.
    pub is_at_risk: bool,
}

/// The due day of an item in few words; none without one, or for what is closed.
pub fn due(workspace: &Workspace, evaluation: &Evaluation, item: &Item) -> Option<DueWords> {
    let day = item.due.filter(|_| item.state.is_open())?;
    let found = timing(workspace, evaluation, item.id);
    let deadline = found.as_ref().ok().and_then(|timing| timing.deadline);
    Some(match (deadline, found) {
        (Some(deadline), _) => due_of(&deadline),
        (None, found) => {
            let closes = item.urgency == Urgency::Window;
            let why = found.err().map(|why| why.words().to_owned());
            let day = format!("{} {}", verb(closes), long_date(day));
            DueWords {
                parts: std::iter::once(day).chain(why).collect(),
                is_at_risk: false,
            }
        }
    })
}

fn due_of(deadline: &Deadline) -> DueWords {
    let due = format!("{} {}", verb(deadline.closes), long_date(deadline.day));
    if deadline.is_past {
        return DueWords {
            parts: vec![due, PAST.to_owned()],
            is_at_risk: true,
        };
    }
    let start = deadline.latest_start;
    let start = if start.year() == deadline.day.year() {
        date(start)
    } else {
        long_date(start)
    };
    let start = format!("latest start {start}");
    DueWords {
        parts: vec![slack(deadline), due, start],
        is_at_risk: deadline.is_at_risk(),
    }
}

fn slack(deadline: &Deadline) -> String {
    if deadline.slack.is_negative() {
        format!("LATE by {}", span(deadline.slack))
    } else if deadline.slack.is_zero() {
        "NO SLACK".to_owned()
    } else {
        format!("slack {}", span(deadline.slack))
    }
}

const fn verb(closes: bool) -> &'static str {
    if closes { "closes" } else { "due" }
}

/// A stretch of time without its sign: weeks, or days where it is less than one.
fn span(weeks: Ratio) -> String {
    let weeks = weeks.size();
    if weeks >= Ratio::ONE {
        let digits = weeks.to_decimal(1);
        let digits = digits.strip_suffix(".0").unwrap_or(&digits);
        return format!("{digits} {}", if digits == "1" { "week" } else { "weeks" });
    }
    match weeks.times(Ratio::whole(7)).map(Ratio::rounded) {
        None | Some(0) => "less than a day".to_owned(),
        Some(1) => "1 day".to_owned(),
        Some(days) => format!("{days} days"),
    }
}

/// The section on dates; nothing for an item that has no place.
pub(super) fn timing_lines(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let timing = match &why.timing {
        Ok(timing) => timing,
        // What the other sections say already.
        Err(UrgencyReason::NoPlace | UrgencyReason::NoSize) => return Vec::new(),
        Err(why) => return vec![format!("When it is delivered is unknown: {}.", why.words())],
    };
    let mut lines = vec![format!(
        "At this place it starts on {} and is delivered on {}, in week {} from the start of the coming increment.",
        long_date(timing.starts_on),
        long_date(timing.delivered_on),
        timing.week
    )];
    if timing.unknown > 0 {
        let count = counted(timing.unknown, "item", "items");
        lines.push(format!(
            "It will be later: the size of {count} before it is unknown."
        ));
    }
    lines.extend(timing.deadline.as_ref().map(deadline));
    lines.extend(timing.loss.map(|loss| now_or_later(workspace, loss)));
    let reasons = timing.reasons.iter();
    lines.extend(reasons.map(|reason| format!("Note: {}.", reason.words())));
    lines
}

fn deadline(deadline: &Deadline) -> String {
    let what = if deadline.closes {
        "Its window closes on"
    } else {
        "It is due on"
    };
    let day = long_date(deadline.day);
    if deadline.is_past {
        return format!("{what} {day}, {PAST}.");
    }
    let start = long_date(deadline.latest_start);
    format!(
        "{what} {day}; the latest start is {start}: {}.",
        slack(deadline)
    )
}

fn now_or_later(workspace: &Workspace, loss: DelayLoss) -> String {
    let amount = |number: Ratio| match loss.unit {
        Unit::Points => number.to_short(),
        Unit::Money => money(workspace, number),
    };
    let unit = match loss.unit {
        Unit::Points => ", in points × weeks",
        Unit::Money => "",
    };
    let compared = loss.compared;
    format!(
        "Now or later, until delivery{unit}: at this place it loses {}, one increment later {}. Waiting that long costs {}.",
        amount(compared.now),
        amount(compared.later),
        amount(compared.extra)
    )
}

/// An amount of money in the currency of the product.
pub fn money(workspace: &Workspace, amount: Ratio) -> String {
    match workspace.the::<Product>().currency.as_str() {
        "" => format!("{} (money)", amount.to_short()),
        currency => format!("{currency} {}", amount.to_short()),
    }
}

/// Whether the due day can be met, for the person who asked; nothing without one.
pub(super) fn promise(timing: &Timing) -> Option<String> {
    let deadline = timing.deadline?;
    let day = long_date(deadline.day);
    Some(if deadline.is_past {
        format!("Your date {day} comes before the work we are planning now.")
    } else if deadline.slack.is_negative() {
        let by = span(deadline.slack);
        format!("Your date {day} would be missed by {by} at this place.")
    } else {
        format!("Your date {day} can be met at this place.")
    })
}

/// When it is likely done, how sure that is and what it rests on; or why that is unknown.
pub(super) fn forecast(workspace: &Workspace, why: &Explanation) -> Vec<String> {
    let lines = |(said, basis): &(Expectation, Option<ForecastBasis>)| {
        explained(workspace, said, basis.as_ref())
    };
    why.forecast.as_ref().map(lines).unwrap_or_default()
}
