//! One field on many items: choose the field, give the value, look at what changes, apply as one step.

use crate::desk::Desk;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::page;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::{Field, FieldType, Value};
use crate::model::item::Item;
use crate::model::record::{Declared, Record};

/// Lists the fields that can be set on many items.
pub fn open(desk: &mut Desk) {
    let fields = Item::KIND.fields.iter().enumerate().filter(|(_, field)| {
        !matches!(
            field.holds,
            FieldType::Prose
                | FieldType::Private
                | FieldType::Extra
                | FieldType::Ratings(_)
                | FieldType::Links(_)
        ) && field.name != "title"
    });
    let one = |(at, field): (usize, &'static Field)| {
        Entry::new(field.label, field.help, move |desk, ()| {
            field_chosen(desk, at, field);
        })
    };
    let title = format!("Set on {} items", desk.backlog.marked.len());
    desk.open(Picker::new(title, fields.map(one).collect()));
}

/// Goes on once the field is chosen: words and links are chosen from a list, the rest is typed.
fn field_chosen(desk: &mut Desk, at: usize, field: &'static Field) {
    let to = |label: &str, sentence: &str, value: Value| {
        Entry::new(label, sentence, move |desk, ()| {
            value_chosen(desk, at, &value);
        })
    };
    let mut all = Vec::new();
    if let FieldType::Choice { words, optional } = field.holds {
        if optional {
            all.push(to("unknown", "", Value::Blank));
        }
        let words = words.iter();
        all.extend(words.map(|word| to(word.label, "", Value::Choice(word.name))));
    } else if field.holds == FieldType::Flag {
        all.push(to("yes", "", Value::Flag(true)));
        all.push(to("no", "", Value::Blank));
    } else if let FieldType::Link(kind) = field.holds {
        all.push(to("none", "", Value::Blank));
        if let Some(kind) = desk.seen().kind(kind) {
            let records = desk.seen().records(kind);
            all.extend(records.map(|r| to(&r.title(), r.id().as_str(), Value::Link(r.id()))));
        }
    } else {
        ask_value(desk, at, field, "");
        return;
    }
    desk.open(Picker::new(field.label, all));
}

/// Asks for a value to type; a wrong one is said and asked for again.
fn ask_value(desk: &mut Desk, at: usize, field: &'static Field, text: &str) {
    let label = format!("{} of {} items", field.label, desk.backlog.marked.len());
    let placeholder = "the value for all of them, ? for unknown";
    let prompt = Prompt::new(label, placeholder, move |desk, text: String| {
        match field.holds.parse(if text == "?" { "" } else { &text }) {
            Ok(value) => value_chosen(desk, at, &value),
            Err(misfit) => {
                desk.notice = Some(Notice::hint(format!("{misfit} · {}", misfit.hint)));
                ask_value(desk, at, field, &text);
            }
        }
    });
    prompt.with(text).kept(None).open(desk);
}

/// Shows what would change, for one key to apply it.
fn value_chosen(desk: &mut Desk, field: usize, value: &Value) {
    let Some(declared) = Item::KIND.fields.get(field) else {
        return;
    };
    let words = |value: &Value| words(desk, declared.holds, value);
    let mut lines = Vec::new();
    let mut edits = Vec::new();
    for id in &desk.backlog.marked {
        let Some(item) = desk.workspace.get::<Item>(*id) else {
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
    if edits.is_empty() {
        desk.notice = Some(Notice::hint("all of them have that value already"));
        return;
    }
    let title = format!("Change {} items?", edits.len());
    page::open_offer(desk, title, declared.label, lines, Some((label, edits)));
}

fn words(desk: &Desk, holds: FieldType, value: &Value) -> String {
    let kind = holds.target().and_then(|name| desk.workspace.kind(name));
    match (value, kind) {
        (Value::Blank, _) => "unknown".to_owned(),
        (Value::Link(id), Some(kind)) => desk
            .workspace
            .record(kind, *id)
            .map_or_else(|| id.to_string(), <dyn Record>::title),
        _ => holds.format(value).replace('\n', ", "),
    }
}
