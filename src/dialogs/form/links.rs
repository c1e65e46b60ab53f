//! The list of records that a row of a form can link to.
//!
//! Owns what is in it: records in their natural order, without those that make no sense there, and a way to make
//! the one that is missing.

use crate::desk::Desk;
use crate::desk::dialog::Then;
use crate::desk::listing::natural;
use crate::dialogs::form::{Form, FormRow, take_value};
use crate::dialogs::picker::{Choosing, Entry, Maker, Picker};
use crate::model::Workspace;
use crate::model::assumption::Assumption;
use crate::model::dependency::Dependency;
use crate::model::field::{FieldType, Value};
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::milestone::Milestone;
use crate::model::objective::Objective;
use crate::model::option::ItemOption;
use crate::model::record::{Declared, Kind, Record};
use crate::model::risk::Risk;

/// The kinds that are about work still ahead, so that a finished item has no place there.
const AHEAD: [&Kind; 7] = [
    Item::KIND,
    Objective::KIND,
    Milestone::KIND,
    Risk::KIND,
    Dependency::KIND,
    ItemOption::KIND,
    Assumption::KIND,
];

/// Opens the list for a row of the form on top, with a text as its search.
pub(super) fn open(desk: &mut Desk, kind: &'static str, row: usize, search: &str) {
    let Some(form) = desk.top::<Form>() else {
        return;
    };
    let Some(kind) = desk.seen().kind(kind) else {
        return;
    };
    let Some(of) = form.rows.get(row) else {
        return;
    };
    let mut ahead = desk.seen().clone();
    form.add_made(&mut ahead);
    let several = matches!(of.holds, FieldType::Links(_));
    let ids = of.value.targets();
    let made = form.made.iter().filter(|made| made.kind() == kind);
    let made: Vec<Id> = made.map(|made| made.id()).collect();
    let mut all = Vec::new();
    let mut taken = Vec::new();
    if !several {
        all.push(entry("none", ids.is_empty(), None));
    }
    for id in natural(desk, kind).into_iter().chain(made) {
        let Some(record) = ahead.record(kind, id) else {
            continue;
        };
        let out = left_out(form, &ahead, row, record).filter(|_| !ids.contains(&id));
        taken.push((record.title(), out));
        if out.is_none() {
            let key = record.as_any().downcast_ref::<Item>();
            all.push(Entry {
                keys: key.map_or_else(String::new, |item| item.key.clone()),
                ..entry(&record.title(), ids.contains(&id), Some(id))
            });
        }
    }
    let label = of.label.clone();
    let then = Then::new(move |desk: &mut Desk, ids: Vec<Id>| {
        let value = match ids.first() {
            _ if several => Value::Links(ids),
            Some(id) => Value::Link(*id),
            None => Value::Blank,
        };
        take_value(desk, row, value);
    });
    let has_name = kind
        .fields
        .first()
        .is_some_and(|first| first.holds == FieldType::Text);
    let maker = has_name.then(|| Maker {
        what: kind.label.to_lowercase(),
        taken,
        make: Box::new(move |desk, name| make(desk, kind, name)),
    });
    desk.open(Picker::of_records(
        label,
        all,
        Choosing {
            several,
            ids,
            then,
            maker,
        },
        search,
    ));
}

fn entry(label: &str, is_chosen: bool, id: Option<Id>) -> Entry {
    Entry {
        ticked: Some(is_chosen),
        id,
        ..Entry::new(label, "", |_, ()| ())
    }
}

/// Why a record has no place among those a row can link to, if it has none.
fn left_out(
    form: &Form,
    workspace: &Workspace,
    row: usize,
    record: &dyn Record,
) -> Option<&'static str> {
    let (kind, id) = (record.kind(), record.id());
    let item = record.as_any().downcast_ref::<Item>();
    let is_finished = item.is_some_and(|item| matches!(item.state, State::Done | State::Declined));
    if is_finished && AHEAD.contains(&form.kind) {
        return Some("it is finished");
    }
    let field = form.rows.get(row)?.field;
    if kind == form.kind && (id == form.id || reaches(workspace, kind, field, id, form.id)) {
        let is_parent = form.rows.get(row)?.label == "Parent";
        return Some(if is_parent {
            "it would be a part of itself"
        } else {
            "the two would wait for each other"
        });
    }
    // A part of something else than what another row names is no choice.
    let parent = kind.fields.iter().enumerate().find_map(|(at, part)| {
        let FieldType::PartOf(whole) = part.holds else {
            return None;
        };
        let of = record.get(at).targets().first().copied()?;
        Some((whole, of))
    });
    let (whole, of) = parent?;
    let named = chosen(form, whole)?;
    (named != of).then_some("it belongs elsewhere")
}

/// The record of a kind that the form is about or names.
fn chosen(form: &Form, kind: &str) -> Option<Id> {
    if form.kind.name == kind {
        return Some(form.id);
    }
    let names = |row: &&FormRow| {
        row.holds.target() == Some(kind) && !matches!(row.holds, FieldType::Links(_))
    };
    let row = form.rows.iter().find(names)?;
    row.value.targets().pop()
}

/// Whether a record leads to another one of its kind through the links of a field.
fn reaches(workspace: &Workspace, kind: &Kind, field: usize, from: Id, to: Id) -> bool {
    let mut open = vec![from];
    let mut seen = Vec::new();
    while let Some(id) = open.pop() {
        if id == to {
            return true;
        }
        if !seen.contains(&id) {
            seen.push(id);
            let record = workspace.record(kind, id);
            open.extend(
                record
                    .map(|record| record.get(field).targets())
                    .unwrap_or_default(),
            );
        }
    }
    false
}

/// Makes a record of a kind with its name, and with what it is part of where the form names that. It is added with
/// what the form saves.
fn make(desk: &mut Desk, kind: &'static Kind, name: &str) -> Id {
    let id = desk.fresh(kind);
    let mut record = (kind.blank)(id);
    if let Some(form) = desk.nearest_mut::<Form>() {
        // The first field of the kind is a text, and the others are those of their kind.
        drop(record.set(0, Value::Text(name.to_owned())));
        for (at, field) in kind.fields.iter().enumerate() {
            if let FieldType::PartOf(whole) = field.holds
                && let Some(of) = chosen(form, whole)
            {
                drop(record.set(at, Value::Link(of)));
            }
        }
        form.made.push(record);
    }
    id
}
