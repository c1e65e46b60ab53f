//! The page that explains the place of the selected item.
//!
//! Owns what stands on it. The facts and the sentences come from [`crate::scoring::explain`].

use crate::desk::Desk;
use crate::dialogs::page;
use crate::dialogs::page::Explained;
use crate::model::id::Id;
use crate::scoring::explain::words::{message, team};
use crate::scoring::explain::{Explanation, explain};

/// Opens the page that explains the selected item.
pub(crate) fn open(app: &mut Desk) {
    let Some((item, why)) = app
        .selected()
        .and_then(|item| Some((item, explained(app, item.id)?)))
    else {
        return;
    };
    let message = message(app.seen(), &why, app.derived.today);
    let mut lines = team(app.seen(), &why);
    if !app.derived.is_surveyed() {
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
    let explained = Explained {
        object: item.title.clone(),
        lines,
        message: message.lines.join("\n"),
    };
    page::open_explained(app, explained);
}

/// What explains the place of an item, with what is known of the whole board where that is up to date.
pub fn explained(app: &Desk, id: Id) -> Option<Explanation> {
    let why = explain(app.seen(), &app.derived.evaluation, id)?;
    Some(if app.derived.is_surveyed() {
        why.on(&app.derived.survey)
    } else {
        why
    })
}
