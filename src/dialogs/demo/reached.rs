//! What was reached: the objectives of the increment that is shown, planned value against actual, in the same sitting.

use crate::desk::Desk;
use crate::desk::notice::quoted;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::FieldValue;
use crate::model::format::known;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::number::Number;
use crate::model::objective::Objective;
use crate::model::words::worded;

/// The objectives of the increment that began last.
fn objectives(desk: &Desk) -> Vec<&Objective> {
    let seen = desk.seen();
    let has_begun = |one: &&Increment| {
        let day = one.starts.zip(desk.derived.today);
        day.is_some_and(|(starts, today)| starts <= today)
    };
    let begun = seen.all::<Increment>().filter(has_begun);
    let last = begun.max_by_key(|one| (one.starts, one.id));
    let all = seen.all::<Objective>();
    all.filter(|one| last.is_some_and(|last| one.increment.0 == Some(last.id)))
        .collect()
}

pub(super) fn has_objective(desk: &Desk) -> Result<(), String> {
    if objectives(desk).is_empty() {
        return Err(
            worded("no objective is noted for the planning interval that is running").to_owned(),
        );
    }
    Ok(())
}

/// Lists the objectives with what was planned and what was reached.
pub(super) fn list(desk: &mut Desk) {
    let entries = objectives(desk).into_iter().map(|one| {
        let (planned, actual) = (one.planned_value, one.actual_value);
        let (planned, actual) = (known(planned, "?"), known(actual, "?"));
        let words = format!("planned {planned} · reached {actual}");
        let (id, now) = (one.id, one.actual_value);
        Entry::new(one.text.clone(), words, move |desk, ()| ask(desk, id, now))
    });
    let entries = entries.collect();
    desk.open(Picker::new("What was reached", entries));
}

/// Asks what was reached of an objective, then lists them again.
fn ask(desk: &mut Desk, id: Id, now: Option<Number>) {
    let prompt = Prompt::new("Reached", "0 to 10", move |desk, text: String| {
        let reached = Number::typed(text.trim()).ok();
        let reached = reached.filter(|one| !one.is_negative() && *one <= Number::whole(10));
        let Some(reached) = reached else {
            return desk.hint("type a number from 0 to 10");
        };
        let title = quoted(desk.workspace.name::<Objective>(id));
        let label = format!("{title} reached {reached}");
        let edit = Edit::put::<Objective>(id, "actual_value", Some(reached).to_value());
        if !desk.commit(&label, Vec::from_iter(edit)) {
            desk.hint("it has that value already");
        }
    });
    prompt.with(&known(now, "")).open(desk);
}
