//! One field on many records: choose the field, give the value, look at what changes, apply as one step.

use std::rc::Rc;

use crate::desk::Desk;
use crate::desk::listing::{natural, words_of};
use crate::desk::notice::quoted;
use crate::dialogs::page;
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::{Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::record::Kind;

/// Which field is set on which records.
#[derive(Clone, Debug)]
struct Bulk {
    kind: &'static Kind,
    ids: Rc<[Id]>,
    at: usize,
    field: &'static Field,
}

/// Lists the fields that can be set on many records of a kind: not what each of them is called.
pub fn open(desk: &mut Desk, kind: &'static Kind, ids: Vec<Id>) {
    let ids: Rc<[Id]> = ids.into();
    let is_open = |at: usize| {
        let mut records = ids.iter().filter_map(|id| desk.workspace.record(kind, *id));
        records.all(|record| desk.is_open(record, at))
    };
    let can_be_set = |(at, field): &(usize, &'static Field)| {
        let is_of_each = matches!(
            field.holds,
            FieldType::Prose
                | FieldType::Private
                | FieldType::Extra
                | FieldType::Ratings(_)
                | FieldType::Links(_)
        );
        !is_of_each
            && field.name != "title"
            && (*at > 0 || field.holds != FieldType::Text)
            && is_open(*at)
    };
    let fields = kind.fields.iter().enumerate().filter(can_be_set);
    let all = fields.map(|(at, field)| {
        let bulk = Bulk {
            kind,
            ids: Rc::clone(&ids),
            at,
            field,
        };
        Entry::new(field.label.said(), field.help.said(), move |desk, ()| {
            bulk.choose_value(desk);
        })
    });
    let all = all.collect();
    desk.open(Picker::new(
        format!("Set on {}", kind.counted(ids.len())),
        all,
    ));
}

impl Bulk {
    /// Goes on once the field is chosen: words and links are chosen from a list, the rest is typed.
    fn choose_value(self, desk: &mut Desk) {
        let to = |label: &str, value: Value| {
            let bulk = self.clone();
            Entry::new(label, "", move |desk, ()| bulk.preview(desk, &value))
        };
        let all: Vec<Entry> = if let FieldType::Choice { words, optional } = self.field.holds {
            let unknown = optional.then(|| to("unknown", Value::Blank));
            let words = words.iter();
            let words = words.map(|word| to(word.label, Value::Choice(word.name)));
            unknown.into_iter().chain(words).collect()
        } else if self.field.holds == FieldType::Flag {
            vec![to("yes", Value::Flag(true)), to("no", Value::Blank)]
        } else if let FieldType::Link(kind) | FieldType::PartOf(kind) = self.field.holds {
            let kind = desk.seen().kind(kind);
            let ids = kind.map(|kind| natural(desk, kind)).unwrap_or_default();
            let records = ids
                .into_iter()
                .filter_map(|id| desk.seen().record(kind?, id));
            let links = records.map(|one| to(&one.title(), Value::Link(one.id())));
            let none = to("none", Value::Blank);
            std::iter::once(none).chain(links).collect()
        } else {
            return self.ask_value(desk, "");
        };
        desk.open(Picker::new(self.field.label.said(), all));
    }

    /// Asks for a value to type; a wrong one is said and asked for again.
    fn ask_value(self, desk: &mut Desk, text: &str) {
        let label = format!(
            "{} of {}",
            self.field.label,
            self.kind.counted(self.ids.len())
        );
        let placeholder = "the value for all of them, ? for unknown";
        let prompt = Prompt::new(label, placeholder, move |desk, text: String| {
            let typed = if text == "?" { "" } else { &text };
            match self.field.holds.typed(typed, desk.derived.today) {
                Ok(value) => self.preview(desk, &value),
                Err(misfit) => {
                    desk.hint(format!("{misfit} · {}", misfit.hint));
                    self.ask_value(desk, &text);
                }
            }
        });
        prompt.with(text).kept(None).open(desk);
    }

    /// Shows what would change, for one key to apply it.
    fn preview(self, desk: &mut Desk, value: &Value) {
        let words = |value: &Value| {
            if *value == Value::Blank {
                return "unknown".to_owned();
            }
            words_of(desk, self.field.holds, value).replace('\n', ", ")
        };
        let (mut lines, mut edits) = (Vec::new(), Vec::new());
        for id in self.ids.iter() {
            let Some(record) = desk.workspace.record(self.kind, *id) else {
                continue;
            };
            let (title, before) = (quoted(&desk.workspace.title(record)), record.get(self.at));
            if before == *value {
                lines.push(format!("{title}: already {}", words(value)));
                continue;
            }
            lines.push(format!("{title}: {} → {}", words(&before), words(value)));
            edits.push(Edit::Set {
                kind: self.kind,
                id: *id,
                field: self.at,
                value: value.clone(),
            });
        }
        let new = words(value);
        if edits.is_empty() {
            desk.hint("all of them have that value already");
            return;
        }
        let (field, changed) = (self.field.label.said(), self.kind.counted(edits.len()));
        let label = format!("{field} of {changed}: {new}");
        let title = format!("Change {changed}?");
        page::open_offer(desk, title, field, lines, Some((label, edits)));
    }
}
