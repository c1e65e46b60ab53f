//! One field on many items: choose the field, give the value, look at what changes, apply as one step.

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::{page, picker, prompt};
use crate::edit::Edit;
use crate::model::field::{FieldType, Value};
use crate::model::item::Item;
use crate::model::record::{Declared, Record};

/// Starts with the choice of the field.
pub fn open(app: &mut Desk) {
    picker::open_bulk_fields(app);
}

/// Goes on once the field is chosen: words and links are chosen from a list, the rest is typed.
pub fn field_chosen(app: &mut Desk, field: usize) {
    let Some(holds) = Item::KIND.fields.get(field).map(|field| field.holds) else {
        return;
    };
    let is_listed = matches!(
        holds,
        FieldType::Choice { .. } | FieldType::Link(_) | FieldType::Flag
    );
    if is_listed {
        picker::open_bulk_values(app, field);
    } else {
        prompt::open(app, prompt::Purpose::Bulk(field), "");
    }
}

/// Reads a typed value; a wrong one is said and asked for again.
pub fn value_typed(app: &mut Desk, field: usize, text: &str) {
    let Some(holds) = Item::KIND.fields.get(field).map(|field| field.holds) else {
        return;
    };
    match holds.parse(if text == "?" { "" } else { text }) {
        Ok(value) => value_chosen(app, field, &value),
        Err(misfit) => {
            app.notice = Some(Notice::hint(format!("{misfit} · {}", misfit.hint)));
            prompt::open(app, prompt::Purpose::Bulk(field), text);
        }
    }
}

/// Shows what would change, for one key to apply it.
pub fn value_chosen(app: &mut Desk, field: usize, value: &Value) {
    let Some(declared) = Item::KIND.fields.get(field) else {
        return;
    };
    let words = |value: &Value| words(app, declared.holds, value);
    let mut lines = Vec::new();
    let mut edits = Vec::new();
    for id in &app.backlog.marked {
        let Some(item) = app.workspace.get::<Item>(*id) else {
            continue;
        };
        let before = item.get(field);
        if before == *value {
            lines.push(format!("{}: already {}", quoted(&item.title), words(value)));
        } else {
            lines.push(format!(
                "{}: {} → {}",
                quoted(&item.title),
                words(&before),
                words(value)
            ));
            edits.push(Edit::Set {
                kind: Item::KIND,
                id: *id,
                field,
                value: value.clone(),
            });
        }
    }
    let label = format!(
        "{} of {} items: {}",
        declared.label,
        edits.len(),
        words(value)
    );
    page::open_preview(app, declared.label, label, lines, edits);
}

fn words(app: &Desk, holds: FieldType, value: &Value) -> String {
    let kind = holds.target().and_then(|name| app.workspace.kind(name));
    match (value, kind) {
        (Value::Blank, _) => "unknown".to_owned(),
        (Value::Link(id), Some(kind)) => app
            .workspace
            .record(kind, *id)
            .map_or_else(|| id.to_string(), <dyn Record>::title),
        _ => holds.format(value).replace('\n', ", "),
    }
}
