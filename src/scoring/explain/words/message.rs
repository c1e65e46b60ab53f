//! The polite message: why not now, and when we look again.
//!
//! It names the item asked for and no other, no score, no note and no person but the one it is for:
//! titles of other items may carry names of other customers.

use chrono::NaiveDate;

use super::counted;
use super::dates::promise;
use crate::model::Workspace;
use crate::model::format::{full_date, percent};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::person::Person;
use crate::model::text::clean_line;
use crate::model::words::{PLANNING_INTERVAL, worded};
use crate::scoring::explain::{Explanation, NeedOutlook};
use crate::scoring::forecast::Certainty;
use crate::scoring::plan::coming::coming;
use crate::scoring::plan::cut::{IncrementTurn, TakenRoom};
use crate::scoring::price::terms::WORTH;
use crate::scoring::price::words::span;

/// What helps after a no.
pub const GROWS: &str =
    "If the need behind it grows or changes, please tell us: then we look again.";

/// A message for the person who asked for an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Who asked; none when nobody is named.
    pub to: Option<String>,
    /// The text, a paragraph a line.
    pub lines: Vec<String>,
}

/// Writes the message for the requester of an explained item, as of a day where it is known.
pub fn message(workspace: &Workspace, why: &Explanation, today: Option<NaiveDate>) -> Message {
    let item = workspace.get::<Item>(why.id);
    let Message { to, mut lines } = opening(
        workspace,
        item.and_then(|item| item.requester.0),
        item.map_or("", |item| &item.title),
    );
    match why.state {
        State::Done => lines.push("It is done.".to_owned()),
        State::Doing => {
            lines.push("We are working on it now.".to_owned());
            lines.extend(likely(why, None));
        }
        State::Declined => {
            lines.push("We have decided against it for now.".to_owned());
            lines.extend(promised(item, today));
            lines.push(GROWS.to_owned());
        }
        State::Parked => {
            lines.push("Not now, because we have put it aside for the time being.".to_owned());
            lines.push(promised(item, today).unwrap_or_else(|| again(coming(workspace, today))));
        }
        State::Funnel | State::Analyzing | State::Ready | State::Planned => {
            let planned = planned(workspace, why);
            let end = why.place.increment;
            let end = end.and_then(|id| workspace.get::<Increment>(id)?.ends);
            let is_planned = planned.is_some();
            lines.push(planned.unwrap_or_else(|| reason(why)));
            lines.extend(price(why).filter(|_| !is_planned));
            lines.extend(waits(why));
            lines.extend(likely(why, end).filter(|_| is_planned));
            lines.extend(why.due.and_then(promise));
            if !is_planned {
                let again = || again(coming(workspace, today));
                lines.push(promised(item, today).unwrap_or_else(again));
                lines.push(helps(why).to_owned());
            }
        }
    }
    Message { to, lines }
}

/// The first words of a message to somebody who asked for something of this title.
pub fn opening(workspace: &Workspace, asked_by: Option<Id>, title: &str) -> Message {
    let to = asked_by
        .and_then(|id| workspace.get::<Person>(id))
        .map(|person| clean_line(&person.name).trim().to_owned())
        .filter(|name| !name.is_empty());
    let title = clean_line(title);
    let about = match title.trim() {
        "" => "your request".to_owned(),
        title => format!("“{title}”"),
    };
    let hello = to
        .as_ref()
        .map_or_else(|| "Hello,".to_owned(), |name| format!("Hello {name},"));
    let lines = vec![hello, format!("Thank you for asking about {about}.")];
    Message { to, lines }
}

/// That it is planned, where it is.
fn planned(workspace: &Workspace, why: &Explanation) -> Option<String> {
    let place = &why.place;
    if !matches!(
        place.turn,
        IncrementTurn::Coming | IncrementTurn::Later | IncrementTurn::Earlier
    ) {
        return None;
    }
    let increment = workspace.get::<Increment>(place.increment?)?;
    let may_slip = if place.turn == IncrementTurn::Coming && place.is_above_cut == Some(false) {
        " More is planned there than fits, so it may slip."
    } else {
        ""
    };
    let name = clean_line(&increment.name);
    Some(format!("It is planned for {}.{may_slip}", name.trim()))
}

/// The day by which it is likely done, and that this is after the end of its increment, where it is.
fn likely(why: &Explanation, end: Option<NaiveDate>) -> Option<String> {
    let (said, _) = why.forecast.as_ref()?;
    let day = said.as_ref().ok()?.days.likely?;
    let begin = match end {
        Some(end) if end < day => "It may take longer than that, and is",
        Some(_) | None => "It is",
    };
    Some(format!(
        "{begin} likely done by {} ({} sure).",
        full_date(day),
        percent(Certainty::Likely.percent())
    ))
}

/// The main reason for its place.
fn reason(why: &Explanation) -> String {
    let place = &why.place;
    if place.is_held() {
        return "Not now, as we have answered.".to_owned();
    }
    match (place.rank, place.is_above_cut) {
        (None, _) if asked(why).next().is_some() => format!(
            "Not now, because we cannot weigh it against the rest yet. We still have to find out: {}.",
            asked(why).collect::<Vec<_>>().join(", ")
        ),
        (None, _) => "Not now, because we cannot weigh it against the rest yet.".to_owned(),
        (Some(rank), Some(true)) => format!(
            "It is number {rank} of {} on our list, and among what we hope to do next. We weigh what waiting costs against the work.",
            place.of
        ),
        (Some(rank), _) => place.taken.map_or_else(
            // Of the room nothing is known.
            || {
                format!(
                    "It is number {rank} of {} on our list. We weigh what waiting costs against the work.",
                    place.of
                )
            },
            no_room,
        ),
    }
}

/// What is missing that the person who asked may know; what a point is worth is for us to say.
fn asked(why: &Explanation) -> impl Iterator<Item = &str> {
    let missing = why.missing.iter().map(String::as_str);
    missing.filter(|missing| *missing != WORTH)
}

/// What takes the time it would need in the coming increment.
fn no_room(taken: TakenRoom) -> String {
    if taken.room.is_zero() {
        return worded("Not now, because we have no time left in the next planning interval.")
            .to_owned();
    }
    let count = |many| counted(many, "other piece", "other pieces");
    let is_one = taken.planned + taken.ranked == 1;
    let are = if taken.planned == 1 { "is" } else { "are" };
    if taken.size > Some(taken.room) {
        return worded(
            "Not now, because it needs more time than we have in the next planning interval.",
        )
        .to_owned();
    }
    let before = match (taken.planned, taken.ranked) {
        (0, ranked) => format!(
            "{} of work came out before it when we weighed what waiting costs against the work",
            count(ranked)
        ),
        (planned, 0) => format!("{} of work {are} planned already", count(planned)),
        (planned, ranked) => format!(
            "{} of work {are} planned already, and {ranked} more came out before it when weighed",
            count(planned)
        ),
    };
    let fill = match (taken.points >= taken.room, is_one) {
        (true, true) => worded("It fills the time we have in the next planning interval."),
        (true, false) => worded("They fill the time we have in the next planning interval."),
        (false, true) => worded("It leaves too little time for it in the next planning interval."),
        (false, false) => {
            worded("They leave too little time for it in the next planning interval.")
        }
    };
    format!("Not now, because {before}. {fill}")
}

/// Who would come later for it, in numbers and weeks alone; nothing for what fits anyway.
fn price(why: &Explanation) -> Option<String> {
    let yes = why
        .to_top
        .as_ref()
        .filter(|_| why.place.is_above_cut != Some(true))?;
    let delay = yes.passed.first()?.delay.filter(|delay| !delay.is_zero())?;
    let pieces = counted(yes.passed.len(), "other piece", "other pieces");
    let time = yes.terms.weeks(delay).map(span)?;
    Some(format!(
        "If we did it first, {pieces} of work would come {time} later."
    ))
}

/// What must come first, without names.
fn waits(why: &Explanation) -> Option<String> {
    let count = why.waits_for.len();
    if count == 0 {
        return None;
    }
    let pieces = counted(count, "other piece", "other pieces");
    let rests = |outlook| matches!(outlook, NeedOutlook::Parked | NeedOutlook::Declined);
    let resting = why.waits_for.iter().any(|need| rests(need.outlook));
    let more = if resting {
        " Not all of that is planned at present."
    } else {
        ""
    };
    Some(format!(
        "It also needs {pieces} of work to be finished first.{more}"
    ))
}

/// The day of its own on which we look again, unless it has passed.
fn promised(item: Option<&Item>, today: Option<NaiveDate>) -> Option<String> {
    let day = item?.review?;
    if today.is_some_and(|today| day < today) {
        return None;
    }
    Some(format!("We look again on {}.", full_date(day)))
}

/// When we look again; never an invented date.
fn again(coming: Option<&Increment>) -> String {
    match coming.and_then(|increment| increment.ends) {
        Some(day) => format!(
            "We look again when the coming {PLANNING_INTERVAL} ends, on {}.",
            full_date(day)
        ),
        None => worded("We look again when the next planning interval is planned.").to_owned(),
    }
}

/// What the requester can do.
fn helps(why: &Explanation) -> &'static str {
    if asked(why).next().is_none() {
        "If it becomes more urgent, or a smaller part of it would already help, please tell us: that can move it up."
    } else {
        "If you can tell us what it is worth to you, and until when, that helps us most."
    }
}
