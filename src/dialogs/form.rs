//! The form of one record, made from its kind's fields.
//!
//! Owns the draft: nothing reaches the workspace until it is saved, as one step. Knows no kind by
//! name but the item, whose rank it foresees.

mod draft;
pub mod draw;
mod go_on;
mod groups;
mod links;
mod row;
mod typing;
pub mod value;

pub use draft::{Cause, Form, Preview};
pub use go_on::go_on;
pub use row::{FormRow, Opens};

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::editor::{Editor, Lines};
use crate::desk::event::Chord;
use crate::desk::notice::quoted;
use crate::dialogs::prose::ProseEditor;
use crate::dialogs::{decide, line_from};
use crate::edit::Edit;
use crate::model::field::{Choice, FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::{Item, Sort};
use crate::model::key::{APP_UNDO, FORM_DISCARD, FORM_SAVE};
use crate::model::record::{Declared, Kind, Record};
use crate::model::words::worded;
use crate::scoring::plan::by_kind;
use crate::scoring::session;
use crate::store::journal::Draft;
use std::sync::Arc;

/// The commands of a form.
pub const COMMANDS: &[Command] = commands! {
    Form open looks "Form" "form.enter" ["Enter"] hint 1,
        "save": "Saves the form; opens the text, link or list on its row." => enter;
    Form open looks "Form" "form.discard" ["Esc"] hint 2,
        "cancel": "Closes the form without saving." => discard;
    Form open looks "Form" "form.next" ["Tab"] hint 3,
        "next field": "Goes to the next field." => |desk, _| desk.step(1);
    Form open looks "Form" "form.previous" ["Shift-Tab"],
        "field before": "Goes to the field before." => |desk, _| desk.step(-1);
    Form open looks "Form" "form.right" ["Right"] hint 4 if has_values,
        "value": "The next value of a choice, scale or date." => |desk, _| turn(desk, 1);
    Form open looks "Form" "form.left" ["Left"] if has_values,
        "value before": "The value before." => |desk, _| turn(desk, -1);
    Form open changes "Form" "form.save" ["Ctrl-s"] hint 5,
        "save": "Saves the form from any row." => |desk, _| save(desk);
};

/// Opens the form of a record.
pub fn open(desk: &mut Desk, kind: &'static Kind, id: Id) {
    if session::hides(&desk.workspace, kind, id) {
        desk.hint("the cards of this round are not revealed yet");
        return;
    }
    if let Some(record) = desk.workspace.record(kind, id).map(Record::boxed) {
        begin(desk, record.as_ref(), false);
    }
}

/// Opens a form with what is open to whoever looks at the screen, at the first field that is empty.
fn begin(desk: &mut Desk, record: &dyn Record, is_new: bool) {
    let mut form = Form::of(record, desk.seen(), is_new);
    form.keep(|field| desk.is_open(record, field));
    form.today = desk.derived.today;
    form.arrange(desk.derived.evaluation.lens);
    desk.open(form);
    foresee(desk);
}

/// Opens the form of a record at a field.
pub fn open_at(desk: &mut Desk, kind: &'static Kind, id: Id, field: &str) {
    open(desk, kind, id);
    if let Some(form) = desk.top_mut::<Form>() {
        form.go_to_field(field);
    }
    foresee(desk);
}

/// Opens the form of a record that is added when the form is saved.
pub fn open_new(desk: &mut Desk, record: &dyn Record) {
    begin(desk, record, true);
}

/// Opens the form of what is no record of the workspace; what keeps it makes records of it.
pub fn open_for(desk: &mut Desk, record: &dyn Record, keeps: fn(&mut Desk)) {
    open_new(desk, record);
    if let Some(form) = desk.top_mut::<Form>() {
        form.keeps = Some(keeps);
    }
}

/// Says what a field of the form on top lacks, and goes there.
pub fn ask_for(desk: &mut Desk, field: &str, why: &str) {
    desk.hint(why);
    if let Some(form) = desk.top_mut::<Form>() {
        form.go_to_field(field);
    }
}

impl Dialog for Form {
    fn scope(&self) -> Scope {
        Scope("Form")
    }

    fn key(&mut self, chord: Chord) -> bool {
        self.take_key(chord)
    }

    fn copied(&self, _: &Desk) -> Option<String> {
        let typed = self.editor.as_ref().map(Editor::text);
        typed.or_else(|| self.row().map(FormRow::shown_text))
    }

    fn paste(&mut self, text: &str) -> bool {
        self.take_paste(text)
    }

    /// Opens what the row is written or chosen in with what was typed, once it lies on top again.
    fn typed(&mut self, desk: &mut Desk) {
        if let Some(text) = self.opening.take() {
            desk.later(move |desk, ()| {
                open_row(desk, &text);
            });
        }
    }

    fn go(&mut self, desk: &mut Desk, by: isize) {
        let seen: Vec<usize> = self.seen().collect();
        let here = seen.iter().position(|at| *at == self.cursor);
        let next = line_from(here.unwrap_or_default(), by, seen.len().saturating_sub(1));
        self.go_to(seen.get(next).copied().unwrap_or_default());
        desk.later(|desk, ()| foresee(desk));
    }

    fn can_go(&self, _: &Desk) -> Can {
        Ok(())
    }

    fn choose(&mut self, line: usize) {
        self.go_to(line);
    }

    /// A second press must not save.
    fn opens(&self) -> bool {
        self.enter_does() != "save"
    }

    fn verb(&self, command: &Command) -> &'static str {
        match command.id {
            "form.enter" => self.enter_does(),
            "move.down" => "next field",
            _ => command.name.said(),
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
    let form = desk.top::<Form>();
    if form.is_some_and(Form::stands_for_group) {
        return Ok(());
    }
    let Some(row) = form.and_then(Form::row) else {
        return Ok(());
    };
    Err(match row.opens() {
        _ if row.has_values() => return Ok(()),
        Some(Opens::List(_)) => {
            worded("{FORM_ENTER} or a letter opens the list to choose from").to_owned()
        }
        Some(Opens::Text) => worded("{FORM_ENTER} or a letter opens the text").to_owned(),
        None => "type the value of this field".to_owned(),
    })
}

fn turn(desk: &mut Desk, by: isize) {
    if let Some(form) = desk.top_mut::<Form>() {
        form.turn(by);
    }
    foresee(desk);
}

fn enter(desk: &mut Desk, _: Chord) {
    if desk.top::<Form>().is_some_and(Form::stands_for_group) {
        turn(desk, 1);
    } else if !open_row(desk, "") {
        save(desk);
    }
}

/// Opens what the present row is written or chosen in, with a text typed into it; gives back whether there is one.
fn open_row(desk: &mut Desk, typed: &str) -> bool {
    let Some(form) = desk.top::<Form>() else {
        return false;
    };
    let at = form.cursor;
    let Some((row, opens)) = form.row().and_then(|row| Some((row, row.opens()?))) else {
        return false;
    };
    match opens {
        Opens::Text => {
            let before = row.long_text();
            let mut editor = Editor::new(&before, Lines::Many);
            editor.paste(typed);
            desk.open(ProseEditor {
                title: row.label_static,
                object: form.title(),
                editor,
                before,
                was_warned: false,
                is_checklist: form.kind == Item::KIND
                    && Item::KIND.field("acceptance") == Some(row.field),
                row: at,
                spot: form.spot(row),
            });
        }
        Opens::List(kind) => links::open(desk, kind, at, typed),
    }
    true
}

/// Puts a text of many lines, or what was chosen in a list, into a row of the form on top.
pub fn take_text(desk: &mut Desk, row: usize, text: &str) {
    if let Some(form) = desk.top_mut::<Form>() {
        form.take_text(row, text);
    }
}

/// Puts a value into a row of the form on top.
pub fn take_value(desk: &mut Desk, row: usize, value: Value) {
    let mut workspace = desk.seen().clone();
    if let Some(form) = desk.top_mut::<Form>() {
        form.add_made(&mut workspace);
        form.take_value(row, value, &workspace);
    }
    foresee(desk);
}

fn discard(desk: &mut Desk, _: Chord) {
    let Some(form) = desk.top_mut::<Form>() else {
        return;
    };
    let changes = form.changes();
    if changes > 0 && !form.was_warned {
        form.was_warned = true;
        let count = if changes == 1 {
            "1 field was changed".to_owned()
        } else {
            format!("{changes} fields were changed")
        };
        desk.hint(format!(
            "{count} · {FORM_DISCARD} again cancels, {FORM_SAVE} saves"
        ));
    } else {
        desk.close();
        desk.notice = None;
    }
}

fn save(desk: &mut Desk) {
    let Some(form) = desk.top_mut::<Form>() else {
        return;
    };
    if let Some(problem) = form.finish() {
        desk.hint(problem);
        return;
    }
    if let Some(keep) = form.keeps {
        keep(desk);
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
        Some(Cause { words, .. }) => format!("{verb} {} {words}", quoted(&title)),
    };
    let cause = form.because.clone();
    edits.extend(cause.and_then(|cause| (cause.keeps)(desk, cause.of, &edits)));
    match desk.apply(&label, edits) {
        Ok(change) => {
            desk.close();
            if let Some(change) = change {
                desk.after(&change);
                desk.done(format!("{label} · {APP_UNDO} undoes"));
            }
        }
        Err(error) => desk.notice = Some(error.into()),
    }
}

/// Lets the allocation of an item go along with its kind, as long as it is that of the kind before.
fn follow_kind(desk: &mut Desk) {
    let Some(form) = desk.top::<Form>().filter(|form| form.kind == Item::KIND) else {
        return;
    };
    let of = |value: &Value| {
        let sort = Sort::ALL.iter().find(|sort| sort.to_value() == *value)?;
        by_kind::of(&desk.workspace, *sort)
    };
    let rows = form.place("sort").zip(form.place("bucket"));
    let found = rows.and_then(|(sort, at)| {
        let (kind, own) = (form.rows.get(sort)?, form.rows.get(at)?);
        let before = form.followed.or_else(|| of(&kind.before))?;
        let now = of(&kind.value)?;
        (own.value == Value::Link(before) && now != before).then_some((at, now))
    });
    if let Some((at, now)) = found {
        let workspace = desk.seen().clone();
        if let Some(form) = desk.top_mut::<Form>() {
            form.followed = Some(now);
            form.take_value(at, Value::Link(now), &workspace);
        }
    }
}

/// Computes what the draft would do to the rank.
pub fn foresee(desk: &mut Desk) {
    follow_kind(desk);
    decide::foresee(desk);
    let now = Arc::clone(&desk.derived.evaluation);
    let workspace = desk.workspace.clone();
    if let Some(form) = desk.top_mut::<Form>() {
        form.foresee(workspace, &now);
    }
}
