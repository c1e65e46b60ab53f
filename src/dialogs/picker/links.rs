//! Lists of records to link to.

use crate::desk::Desk;
use crate::desk::dialog::Then;
use crate::dialogs::form;
use crate::dialogs::picker::{Entry, Picker};
use crate::model::field::{FieldType, Value};

/// Lists the records a row of the form can link to.
pub(crate) fn open_links(
    desk: &mut Desk,
    kind: &str,
    label: &str,
    row: usize,
    holds: FieldType,
    value: &Value,
) {
    let Some(kind) = desk.seen().kind(kind) else {
        return;
    };
    let many = matches!(holds, FieldType::Links(_));
    let chosen = value.targets();
    let mut all = Vec::new();
    if !many {
        all.push(Entry {
            ticked: Some(chosen.is_empty()),
            ..Entry::new("none", "no link", move |desk, ()| {
                form::take_value(desk, row, Value::Blank);
            })
        });
    }
    all.extend(desk.seen().records(kind).map(|record| {
        let id = record.id();
        Entry {
            keys: id.to_string(),
            ticked: Some(chosen.contains(&id)),
            id: many.then_some(id),
            ..Entry::new(record.title(), "", move |desk, ()| {
                form::take_value(desk, row, Value::Link(id));
            })
        }
    }));
    let mut picker = Picker::new(label, all);
    if many {
        let then = Then::new(move |desk: &mut Desk, ids| {
            form::take_value(desk, row, Value::Links(ids));
        });
        picker.many = Some((chosen, then));
    }
    desk.open(picker);
}
