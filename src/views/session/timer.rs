//! The time of the present item: a pause, and 2 more minutes.

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::desk::notice::quoted;
use crate::edit::Edit;
use crate::model::field::FieldValue;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::session::Session;
use crate::model::words::worded;
use crate::scoring::session::current;
use crate::scoring::session::outcome::{item_limit, whole};

/// Whether items have a time limit.
pub(super) fn has_limit(desk: &Desk) -> Can {
    match current(&desk.workspace).and_then(|(session, asked)| item_limit(session, asked.item)) {
        Some(_) => Ok(()),
        None => Err(worded("items have no time limit here").to_owned()),
    }
}

/// Gives the present item 2 more minutes.
pub(super) fn more(desk: &mut Desk) {
    let Some((session, asked)) = current(&desk.workspace) else {
        return;
    };
    let (id, mut more) = (session.id, session.more.clone());
    let before = more.of(asked.item).map_or(0, whole);
    let now = i64::try_from(before).unwrap_or(0).saturating_add(2);
    more.set(asked.item, Some(Number::whole(now)));
    let edit = Edit::put::<Session>(id, "more", more.to_value());
    let label = format!(
        "2 more minutes for {}",
        quoted(desk.workspace.name::<Item>(asked.item))
    );
    desk.commit(&label, Vec::from_iter(edit));
}

/// Stops the timer, or lets it run again.
pub(super) fn stop_or_go(desk: &mut Desk) {
    desk.clock.runs = !desk.clock.runs;
    desk.hint(if desk.clock.runs {
        "the timer runs"
    } else {
        worded("timer paused · {DISCUSSION_TIMEBOX} resumes")
    });
}
