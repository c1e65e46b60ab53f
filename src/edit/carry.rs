//! Edits that were made on one state of a workspace, carried over to another.
//!
//! Owns what happens to each: it is done where the other state still has what it was made on (of a list, entry by
//! entry), is left out where it is there already, and is named where the two disagree. Carrying twice changes nothing
//! more than carrying once.

use std::collections::BTreeMap;

use super::merge::agreed;
use super::{Edit, apply};
use crate::model::Workspace;
use crate::model::field::Value;
use crate::model::id::Id;
use crate::model::record::{Kind, Record, UnknownFields};
use crate::model::text::{Problem, Severity};

/// The most characters of a value that are named.
const SHOWN: usize = 40;

/// What became of the edits.
#[derive(Debug, Default)]
pub struct Carried {
    /// Those that are to be done.
    pub edits: Vec<Edit>,
    /// Those that cannot be, and why.
    pub clashes: Vec<Problem>,
}

/// What a row of edits comes to for one record.
struct Net {
    kind: &'static Kind,
    id: Id,
    before: Option<Box<dyn Record>>,
    after: Option<Box<dyn Record>>,
    /// For a record that is changed alone: field, value before, value after.
    fields: Vec<(usize, Value, Value)>,
    /// Likewise for what it keeps of a newer version.
    unknown: Option<(UnknownFields, UnknownFields)>,
}

/// Carries steps over to a workspace; each is what it did and what takes it back.
pub fn carry<'s>(
    steps: impl IntoIterator<Item = (&'s [Edit], &'s [Edit])>,
    workspace: &Workspace,
) -> Carried {
    let mut nets: BTreeMap<(&'static str, Id), Net> = BTreeMap::new();
    for (edits, inverse) in steps {
        for (edit, undo) in edits.iter().zip(inverse.iter().rev()) {
            take(&mut nets, edit, undo);
        }
    }
    let mut carried = Carried::default();
    let mut ahead = workspace.clone();
    // What is added may be pointed to, and what is removed no longer.
    let order = |net: &Net| match (&net.before, &net.after) {
        (None, Some(_)) => 0,
        (Some(_), None) => 2,
        _ => 1,
    };
    let mut nets: Vec<Net> = nets.into_values().collect();
    nets.sort_by_key(order);
    for net in nets {
        for (edit, clash) in net.over(workspace) {
            let refused = edit.and_then(|edit| match apply(&mut ahead, vec![edit.clone()]) {
                Ok(_) => {
                    carried.edits.push(edit);
                    None
                }
                Err(error) => Some((error.to_string(), error.hint())),
            });
            let clash = clash.or(refused);
            carried.clashes.extend(clash.map(|(what, hint)| {
                let path = format!("{} › {}", net.kind.section, net.id);
                Problem::new(Severity::Warning, what, hint).within(path)
            }));
        }
    }
    carried
}

/// Adds one edit to what the ones before it come to.
fn take(nets: &mut BTreeMap<(&'static str, Id), Net>, edit: &Edit, undo: &Edit) {
    let (kind, id) = edit.subject();
    let net = nets.entry((kind.name, id)).or_insert_with(|| Net {
        kind,
        id,
        before: None,
        after: None,
        fields: Vec::new(),
        unknown: None,
    });
    match (edit, undo) {
        (Edit::Insert(record), _) => net.after = Some(record.clone()),
        (Edit::Remove { .. }, Edit::Insert(record)) => {
            if net.after.take().is_none() {
                let mut before = record.clone();
                for (field, old, _) in net.fields.drain(..) {
                    // It was there once, so it fits.
                    let _ = before.set(field, old);
                }
                if let Some((old, _)) = net.unknown.take() {
                    before.set_unknown_fields(old);
                }
                net.before = Some(before);
            }
        }
        (
            Edit::Set { field, value, .. },
            Edit::Set {
                field: same,
                value: old,
                ..
            },
        ) if field == same => {
            if let Some(record) = &mut net.after {
                let _ = record.set(*field, value.clone());
            } else if let Some(known) = net.fields.iter_mut().find(|(of, ..)| of == field) {
                known.2 = value.clone();
            } else {
                net.fields.push((*field, old.clone(), value.clone()));
            }
        }
        (Edit::SetUnknown { fields, .. }, Edit::SetUnknown { fields: old, .. }) => {
            if let Some(record) = &mut net.after {
                record.set_unknown_fields(fields.clone());
            } else {
                let before = net
                    .unknown
                    .take()
                    .map_or_else(|| old.clone(), |(old, _)| old);
                net.unknown = Some((before, fields.clone()));
            }
        }
        (Edit::Remove { .. } | Edit::Set { .. } | Edit::SetUnknown { .. }, _) => {}
    }
}

/// An edit to do, or what keeps it from being done and what to do about it.
type Fate = (Option<Edit>, Option<(String, String)>);

impl Net {
    /// What is to be done to another state of the workspace.
    fn over(&self, workspace: &Workspace) -> Vec<Fate> {
        let there = workspace.record(self.kind, self.id);
        let clash = |what: String, hint: &str| (None, Some((what, hint.to_owned())));
        let label = self.kind.label;
        match (&self.before, &self.after, there) {
            (None, Some(record), None) => vec![(Some(Edit::Insert(record.clone())), None)],
            (Some(_), None, None) => Vec::new(),
            (Some(before), None, Some(there)) if **before == *there => vec![(
                Some(Edit::Remove {
                    kind: self.kind,
                    id: self.id,
                }),
                None,
            )],
            (Some(before), None, Some(_)) => vec![clash(
                format!(
                    "{label} “{}” was deleted here and changed in the file",
                    before.title()
                ),
                "it stays; delete it again if you still want it gone",
            )],
            (before, Some(after), Some(there)) => {
                let fields = (0..self.kind.fields.len()).map(|field| {
                    let blank = || (self.kind.blank)(self.id).get(field);
                    let old = before.as_ref().map_or_else(blank, |b| b.get(field));
                    self.field(there, field, &old, &after.get(field))
                });
                fields.flatten().collect()
            }
            (Some(_), Some(after), None) => vec![clash(
                format!(
                    "{label} “{}” was changed here and is gone from the file",
                    after.title()
                ),
                "add it again if it is still wanted",
            )],
            (None, None, Some(there)) => {
                let fields = self.fields.iter();
                fields
                    .filter_map(|(field, old, new)| self.field(there, *field, old, new))
                    .chain(self.unknown(there))
                    .collect()
            }
            (None, None, None) => {
                let fields = self.fields.iter();
                let gone = |(field, _, new): &(usize, Value, Value)| {
                    let (name, new) = self.shown(*field, new);
                    clash(
                        format!(
                            "{name} was set to {new} here, and the {label} is gone from the file"
                        ),
                        "add it again if it is still wanted",
                    )
                };
                fields.map(gone).collect()
            }
        }
    }

    fn field(&self, there: &dyn Record, field: usize, old: &Value, new: &Value) -> Option<Fate> {
        let now = there.get(field);
        if now == *new || old == new {
            return None;
        }
        // The entries of a list are each somebody's own: a card, a link, a label.
        if let Some(value) = agreed(old, new, &now) {
            let (kind, id) = (self.kind, self.id);
            let edit = (value != now).then_some(Edit::Set {
                kind,
                id,
                field,
                value,
            });
            return edit.map(|edit| (Some(edit), None));
        }
        let (name, ours) = self.shown(field, new);
        let (_, theirs) = self.shown(field, &now);
        let what = format!("{name}: {ours} here, {theirs} in the file");
        let hint = "the file's value stands; set it again if yours is right".to_owned();
        Some((None, Some((what, hint))))
    }

    /// What becomes of the fields of a newer version.
    fn unknown(&self, there: &dyn Record) -> Option<Fate> {
        let (old, new) = self.unknown.as_ref()?;
        if there.unknown_fields() == new.as_slice() {
            return None;
        }
        if there.unknown_fields() == old.as_slice() {
            let (kind, id, fields) = (self.kind, self.id, new.clone());
            return Some((Some(Edit::SetUnknown { kind, id, fields }), None));
        }
        let what = "fields of a newer version changed here and in the file".to_owned();
        let hint = "the file's stand; compare them with a newer evenkeel".to_owned();
        Some((None, Some((what, hint))))
    }

    /// The label of a field, and a value of it as a screen shows it.
    fn shown(&self, field: usize, value: &Value) -> (&'static str, String) {
        let Some(field) = self.kind.fields.get(field) else {
            return ("field", String::new());
        };
        let text = field.holds.format(value);
        let start: String = text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(SHOWN)
            .collect();
        let more = if start.len() < text.len() { "…" } else { "" };
        let shown = if text.is_empty() {
            "blank".to_owned()
        } else {
            format!("“{start}{more}”")
        };
        (field.label.said(), shown)
    }
}

#[cfg(test)]
mod tests;
