//! The pages that explain: the place of the selected item, and the numbers of the increment in sight.
//!
//! Owns what stands on it. The facts and the sentences come from [`crate::scoring::explain`].

use crate::desk::Desk;
use crate::dialogs::page::Page;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::scoring::explain::words::{message, team};
use crate::scoring::explain::{Explanation, explain};
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::evidence;
use crate::scoring::plan::figures::figures;
use crate::scoring::plan::plan_of;

/// Opens the page that explains the selected item.
pub(crate) fn open(desk: &mut Desk) {
    let Some((item, why)) = desk
        .selected()
        .and_then(|item| Some((item, explained(desk, item.id)?)))
    else {
        return;
    };
    let message = message(desk.seen(), &why, desk.derived.today);
    let mut lines = team(desk.seen(), &why);
    if !desk.derived.is_surveyed() {
        lines.push(String::new());
        lines.push("How firm the place is is being computed: look again in a moment.".to_owned());
    }
    lines.push(String::new());
    lines.push(match &message.to {
        Some(name) => format!("Message for {name}"),
        None => "Message for the person who asked".to_owned(),
    });
    lines.push(String::new());
    lines.extend(message.lines.iter().cloned());
    let page = Page::new("Explain", item.title.clone(), lines);
    desk.open(page.with_message(message.lines.join("\n")));
}

/// Opens the page of what the numbers of the increment in sight are made of.
pub(crate) fn open_numbers(desk: &mut Desk) {
    let Some(increment) = interval(desk) else {
        return;
    };
    let order = desk.derived.evaluation.all();
    let past = desk.past();
    let (planned, _) = plan_of(desk.seen(), past, increment, &order);
    let figures = figures(desk.seen(), past, &planned);
    let lines = evidence::increment(desk.seen(), past, &planned, &figures);
    let page = Page::new(
        "What the numbers are made of",
        increment.name.clone(),
        lines,
    );
    desk.open(page);
}

/// The increment in sight, else the coming one.
fn interval(desk: &Desk) -> Option<&Increment> {
    let shown = desk.interval.and_then(|id| desk.seen().get(id));
    shown.or_else(|| desk.derived.evaluation.coming(desk.seen()))
}

/// Whether there is an increment in sight, or one is coming.
pub(crate) fn has_interval(desk: &Desk) -> Result<(), String> {
    interval(desk)
        .map(|_| ())
        .ok_or_else(|| NO_COMING.to_owned())
}

/// What explains the place of an item, with what is known of the whole board where that is up to date.
pub fn explained(desk: &Desk, id: Id) -> Option<Explanation> {
    let why = explain(desk.seen(), &desk.derived.evaluation, id)?;
    Some(if desk.derived.is_surveyed() {
        why.on(&desk.derived.survey)
    } else {
        why
    })
}
