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
use crate::desk::command::{Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::editor::{Editor, Lines};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::prose::Prose;
use crate::dialogs::{decide, picker};
use crate::edit::Edit;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::scoring::session;
use crate::store::journal::Draft;
use std::sync::Arc;

/// The commands of a form.
pub const COMMANDS: &[Command] = commands! {
    Form open looks "Form" "form.enter" ["Enter"] hint 1,
        "save": "Saves the form; opens the text, link or list on its row." => enter;
    Form open looks "Form" "form.discard" ["Esc"] hint 2,
        "discard": "Closes the form without saving." => discard;
    Form open looks "Form" "form.next" ["Tab", "Down"] hint 3,
        "next field": "Goes to the next field." => |desk, _| step(desk, 1);
    Form open looks "Form" "form.previous" ["Shift-Tab", "Up"],
        "field before": "Goes to the field before." => |desk, _| step(desk, -1);
    Form open looks "Form" "form.page-down" ["PgDn"],
        "page down": "Goes ten fields down." => |desk, _| step(desk, 10);
    Form open looks "Form" "form.page-up" ["PgUp"],
        "page up": "Goes ten fields up." => |desk, _| step(desk, -10);
    Form open looks "Form" "form.right" ["Right"] hint 4 if has_values,
        "value": "The next value of a choice, scale or date." => |desk, _| turn(desk, 1);
    Form open looks "Form" "form.left" ["Left"] if has_values,
        "value before": "The value before." => |desk, _| turn(desk, -1);
    Form open changes "Form" "form.save" ["Ctrl-s"] hint 5,
        "save": "Saves the form from any row." => |desk, _| { save(desk); Vec::new() };
};

/// Opens the form of a record.
pub fn open(desk: &mut Desk, kind: &'static Kind, id: Id) {
    if session::hides(&desk.workspace, kind, id) {
        desk.notice = Some(Notice::hint("the cards of this round are not revealed yet"));
        return;
    }
    if let Some(record) = desk.workspace.record(kind, id) {
        let mut form = Form::of(record, desk.seen(), false);
        form.keep(|field| desk.is_open(record, field));
        desk.open(form);
        foresee(desk);
    }
}

/// Opens the form of a record at a field.
pub fn open_at(desk: &mut Desk, kind: &'static Kind, id: Id, field: &str) {
    open(desk, kind, id);
    let at = kind.field(field);
    if let Some(form) = desk.top_mut::<Form>()
        && let Some(row) = form.rows.iter().position(|row| Some(row.field) == at)
    {
        form.go_to(row);
    }
    foresee(desk);
}

/// Opens the form of a record that is added when the form is saved.
pub fn open_new(desk: &mut Desk, record: &dyn Record) {
    let mut form = Form::of(record, desk.seen(), true);
    form.keep(|field| desk.is_open(record, field));
    desk.open(form);
    foresee(desk);
}

impl Dialog for Form {
    fn scope(&self) -> Scope {
        Scope("Form")
    }

    fn key(&mut self, chord: Chord) -> bool {
        self.take_key(chord)
    }

    /// A text can be pasted where one can be typed.
    fn paste(&mut self, text: &str) {
        if let Some(editor) = &mut self.editor {
            editor.paste(text);
        }
    }

    fn choose(&mut self, line: usize) {
        self.go_to(line);
    }

    /// A second press must not save.
    fn opens(&self) -> bool {
        self.enter_does() != "save"
    }

    fn verb(&self, command: &Command) -> &'static str {
        if command.id == "form.enter" {
            self.enter_does()
        } else {
            command.name
        }
    }

    fn is_typing(&self) -> bool {
        true
    }

    fn drafts(&self) -> Vec<Draft> {
        self.unsaved()
    }
}

fn has_values(desk: &Desk) -> Result<(), String> {
    let row = desk.top::<Form>().and_then(Form::row);
    row.filter(|row| row.has_values())
        .map(|_| ())
        .ok_or_else(|| "type the value of this field".to_owned())
}

fn step(desk: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(form) = desk.top_mut::<Form>() {
        form.step(by);
    }
    foresee(desk);
    Vec::new()
}

fn turn(desk: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(form) = desk.top_mut::<Form>() {
        form.turn(by);
    }
    foresee(desk);
    Vec::new()
}

#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "Enter saves on every field that is typed in its row"
)]
fn enter(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(form) = desk.top::<Form>() else {
        return Vec::new();
    };
    let at = form.cursor;
    let Some(row) = form.row() else {
        return Vec::new();
    };
    match row.holds {
        FieldType::Prose | FieldType::Private | FieldType::Texts | FieldType::Extra => {
            desk.open(Prose {
                title: row.label_static,
                object: form.title(),
                editor: Editor::new(&row.long_text(), Lines::Many),
                row: at,
                spot: form.spot(row),
            });
        }
        FieldType::Link(kind) | FieldType::PartOf(kind) | FieldType::Links(kind) => {
            let (holds, value, label) = (row.holds, row.value.clone(), row.label.clone());
            picker::open_links(desk, kind, &label, at, holds, &value);
        }
        _ => save(desk),
    }
    Vec::new()
}

/// Puts a text of many lines, or what was chosen in a list, into a row of the form on top.
pub fn take_text(desk: &mut Desk, row: usize, text: &str) {
    if let Some(form) = desk.top_mut::<Form>() {
        form.take_text(row, text);
    }
}

/// Puts a value into a row of the form on top.
pub fn take_value(desk: &mut Desk, row: usize, value: Value) {
    let workspace = desk.workspace.clone();
    if let Some(form) = desk.top_mut::<Form>() {
        form.take_value(row, value, &workspace);
    }
    foresee(desk);
}

fn discard(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(form) = desk.top_mut::<Form>() else {
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
        desk.notice = Some(Notice::hint(format!(
            "{count} · Esc again discards, Ctrl-s saves"
        )));
    } else {
        desk.close();
        desk.notice = None;
    }
    Vec::new()
}

fn save(desk: &mut Desk) {
    let Some(form) = desk.top_mut::<Form>() else {
        return;
    };
    if let Some(problem) = form.finish() {
        desk.notice = Some(Notice::hint(problem));
        return;
    }
    if form.answering.is_some() {
        decide::keep(desk);
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
    match desk
        .history
        .commit(&mut desk.workspace, label.clone(), edits)
    {
        Ok(change) => {
            desk.close();
            if let Some(change) = change {
                desk.after(&change);
                desk.notice = Some(Notice::done(format!("{label} · u undoes")));
            }
        }
        Err(error) => desk.notice = Some(error.into()),
    }
}

/// Computes what the draft would do to the rank.
pub fn foresee(desk: &mut Desk) {
    decide::foresee(desk);
    let now = Arc::clone(&desk.derived.evaluation);
    let workspace = desk.workspace.clone();
    if let Some(form) = desk.top_mut::<Form>() {
        form.foresee(workspace, &now);
    }
}
