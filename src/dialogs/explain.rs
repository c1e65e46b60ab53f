//! The page that explains the place of the selected item.
//!
//! Owns what stands on it. The facts and the sentences come from [`crate::scoring::explain`].

use crate::desk::Desk;
use crate::dialogs::page::Page;
use crate::model::id::Id;
use crate::scoring::explain::words::{message, team};
use crate::scoring::explain::{Explanation, explain};

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

/// What explains the place of an item, with what is known of the whole board where that is up to date.
pub fn explained(desk: &Desk, id: Id) -> Option<Explanation> {
    let why = explain(desk.seen(), &desk.derived.evaluation, id)?;
    Some(if desk.derived.is_surveyed() {
        why.on(&desk.derived.survey)
    } else {
        why
    })
}
