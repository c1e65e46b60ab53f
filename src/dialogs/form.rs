//! The form of one record, made from its kind's fields.
//!
//! Owns the draft: nothing reaches the workspace until it is saved, as one step. Knows no kind by
//! name but the item, whose rank it foresees.

mod draft;
pub mod draw;
mod row;
mod typing;
pub mod value;

pub use draft::{Form, Preview};
pub use row::Row;

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::{Overlay, decide, picker, prose, records};
use crate::edit::Edit;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::scoring::session;

/// The commands of a form.
pub const COMMANDS: &[Command] = commands! {
    Form open looks "Form" "form.enter" ["Enter"] hint 1,
        "save": "Saves the form; opens the text, link or list on its row." => enter;
    Form open looks "Form" "form.discard" ["Esc"] hint 2,
        "discard": "Closes the form without saving." => discard;
    Form open looks "Form" "form.next" ["Tab", "Down"] hint 3,
        "next field": "Goes to the next field." => |app, _| step(app, 1);
    Form open looks "Form" "form.previous" ["Shift-Tab", "Up"],
        "field before": "Goes to the field before." => |app, _| step(app, -1);
    Form open looks "Form" "form.page-down" ["PgDn"],
        "page down": "Goes ten fields down." => |app, _| step(app, 10);
    Form open looks "Form" "form.page-up" ["PgUp"],
        "page up": "Goes ten fields up." => |app, _| step(app, -10);
    Form open looks "Form" "form.right" ["Right"] hint 4 if has_values,
        "value": "The next value of a choice, scale or date." => |app, _| turn(app, 1);
    Form open looks "Form" "form.left" ["Left"] if has_values,
        "value before": "The value before." => |app, _| turn(app, -1);
    Form open changes "Form" "form.save" ["Ctrl-s"] hint 5,
        "save": "Saves the form from any row." => |app, _| { save(app); Vec::new() };
};

/// Opens the form of a record.
pub fn open(app: &mut Desk, kind: &'static Kind, id: Id) {
    if session::hides(&app.workspace, kind, id) {
        app.notice = Some(Notice::hint("the cards of this round are not revealed yet"));
        return;
    }
    if let Some(record) = app.workspace.record(kind, id) {
        let mut form = Form::of(record, app.seen(), false);
        form.keep(|field| app.is_open(record, field));
        app.overlays.push(Overlay::Form(Box::new(form)));
        foresee(app);
    }
}

/// Opens the form of a record at a field.
pub fn open_at(app: &mut Desk, kind: &'static Kind, id: Id, field: &str) {
    open(app, kind, id);
    let at = kind.field(field);
    if let Some(form) = top(app)
        && let Some(row) = form.rows.iter().position(|row| Some(row.field) == at)
    {
        form.go_to(row);
    }
    foresee(app);
}

/// Opens the form of a record that is added when the form is saved.
pub fn open_new(app: &mut Desk, record: &dyn Record) {
    let mut form = Form::of(record, app.seen(), true);
    form.keep(|field| app.is_open(record, field));
    app.overlays.push(Overlay::Form(Box::new(form)));
    foresee(app);
}

/// The form on top, if there is one.
pub fn top(app: &mut Desk) -> Option<&mut Form> {
    app.overlays.iter_mut().rev().find_map(|overlay| {
        if let Overlay::Form(form) = overlay {
            Some(form.as_mut())
        } else {
            None
        }
    })
}

/// What Enter does on the present row.
pub fn enter_does(app: &Desk) -> &'static str {
    match app.overlays.last() {
        Some(Overlay::Form(form)) => match form.row().map(|row| row.holds) {
            Some(FieldType::Prose | FieldType::Private | FieldType::Texts | FieldType::Extra) => {
                "write"
            }
            Some(FieldType::Link(_) | FieldType::PartOf(_) | FieldType::Links(_)) => "choose",
            _ => "save",
        },
        _ => "save",
    }
}

fn has_values(app: &Desk) -> Result<(), String> {
    match app.overlays.last() {
        Some(Overlay::Form(form)) if form.row().is_some_and(Row::has_values) => Ok(()),
        _ => Err("type the value of this field".to_owned()),
    }
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(form) = top(app) {
        form.step(by);
    }
    foresee(app);
    Vec::new()
}

fn turn(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(form) = top(app) {
        form.turn(by);
    }
    foresee(app);
    Vec::new()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "Enter saves on every field that is typed in its row"
)]
fn enter(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = app.overlays.last() else {
        return Vec::new();
    };
    let at = form.cursor;
    let Some(row) = form.row() else {
        return Vec::new();
    };
    match row.holds {
        FieldType::Prose | FieldType::Private | FieldType::Texts | FieldType::Extra => {
            let (label, object, text) = (row.label_static, form.title(), row.long_text());
            prose::open(app, label, object, &text, at);
        }
        FieldType::Link(kind) | FieldType::PartOf(kind) | FieldType::Links(kind) => {
            let (holds, value, label) = (row.holds, row.value.clone(), row.label.clone());
            picker::open_links(app, kind, &label, at, holds, &value);
        }
        _ => save(app),
    }
    Vec::new()
}

/// Puts a text of many lines, or what was chosen in a list, into a row of the form on top.
pub fn take_text(app: &mut Desk, row: usize, text: &str) {
    if let Some(form) = top(app) {
        form.take_text(row, text);
    }
}

/// Puts a value into a row of the form on top.
pub fn take_value(app: &mut Desk, row: usize, value: Value) {
    let workspace = app.workspace.clone();
    if let Some(form) = top(app) {
        form.take_value(row, value, &workspace);
    }
    foresee(app);
}

fn discard(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Form(form)) = app.overlays.last_mut() else {
        return Vec::new();
    };
    let changes = form.changes();
    if changes > 0 && !form.was_warned {
        form.was_warned = true;
        let count = if changes == 1 {
            "1 field was changed".to_owned()
        } else {
            format!("{changes} fields were changed")
        };
        app.notice = Some(Notice::hint(format!(
            "{count} · Esc again discards, Ctrl-s saves"
        )));
    } else {
        app.overlays.pop();
        app.notice = None;
    }
    Vec::new()
}

fn save(app: &mut Desk) {
    let Some(Overlay::Form(form)) = app.overlays.last_mut() else {
        return;
    };
    if let Some(problem) = form.finish() {
        app.notice = Some(Notice::hint(problem));
        return;
    }
    if form.answering.is_some() {
        decide::keep(app);
        return;
    }
    let (kind, id, is_new, title) = (form.kind, form.id, form.is_new, form.title());
    let sets: Vec<Edit> = form.edits();
    let mut edits = Vec::new();
    if is_new {
        edits.push(Edit::Insert((kind.blank)(id)));
    }
    edits.extend(sets);
    let verb = if is_new { "added" } else { "edited" };
    let label = match &form.because {
        None => format!("{verb} {}", quoted(&title)),
        Some(because) => format!("{verb} {} {because}", quoted(&title)),
    };
    match app.history.commit(&mut app.workspace, label.clone(), edits) {
        Ok(change) => {
            app.overlays.pop();
            if let Some(change) = change {
                app.after(&change);
                app.notice = Some(Notice::done(format!("{label} · u undoes")));
            }
            records::refresh(app);
        }
        Err(error) => app.notice = Some(error.into()),
    }
}

/// Computes what the draft would do to the rank.
pub fn foresee(app: &mut Desk) {
    decide::foresee(app);
    let lens = app.derived.evaluation.lens;
    let workspace = app.workspace.clone();
    let before = match app.overlays.last() {
        Some(Overlay::Form(form)) => app
            .derived
            .evaluation
            .score(form.id)
            .and_then(|score| score.rank),
        _ => None,
    };
    if let Some(Overlay::Form(form)) = app.overlays.last_mut() {
        form.foresee(workspace, lens, before);
    }
}
