//! Our own JSON: the records of a workspace, as `exchange::export` writes them.
//!
//! Owns what such a record changes: one that is not here comes in, of one that is here the fields that differ.
//! What the file does not have stays: sections, records, fields, and links to records it leaves out.

use std::cell::OnceCell;
use std::collections::{HashMap, HashSet};

use super::super::needs::{self, Needs};
use super::super::notes::{Note, Notes};
use super::super::{FormatMatch, Import, ImportFormat, ImportWatch, Reads};
use super::document::{JsonDocument, JsonPart};
use super::{JsonRecord as Json, shape};
use crate::edit::Edit;
use crate::exchange::audience::Disclosure;
use crate::exchange::json_values;
use crate::model::Workspace;
use crate::model::field::{Field, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind, Record};
use crate::model::settings::Settings;

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "evenkeel JSON",
    about: "What `evenkeel export json` writes: records and fields by their ids and names; `null` blanks.",
    endings: &[".json"],
    tool: "",
    lost: "fields of a newer evenkeel, and what was left out for the audience",
    reads: Reads::Records { detect, read },
};

fn detect(bytes: &[u8]) -> FormatMatch {
    FormatMatch::sure(shape::says(bytes, "evenkeel", "workspace"))
}

fn read(
    bytes: &[u8],
    workspace: &Workspace,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<Import> {
    let document = JsonDocument::open(bytes, notes)?;
    let root = document.root();
    let Some(records) = root.and_then(|root| root.get("records")) else {
        notes.add(Note::NoItems, "", None, "");
        return None;
    };
    let mut reading = OwnExport {
        workspace,
        notes,
        shared: OnceCell::new(),
        known: known(workspace, records),
        import: Import {
            encoding: document.encoding,
            ..Import::default()
        },
    };
    watch.progress.of = reading.known.values().map(HashSet::len).sum();
    if reading.all(records, watch).is_none() {
        notes.add(Note::BrokenOff, "", None, "");
        return None;
    }
    reading.untangle();
    Some(reading.import)
}

/// The ids of the records that can be read, by section.
fn known(workspace: &Workspace, records: JsonPart<'_>) -> HashMap<&'static str, HashSet<Id>> {
    let ids = |kind: &'static Kind| {
        let mut ids = HashSet::new();
        let section = records.get(kind.section);
        if let Some(section) = section {
            section.objects(|record| ids.extend(id(record)));
        }
        (kind.name, ids)
    };
    workspace.kinds().map(ids).collect()
}

fn id(record: &Json) -> Option<Id> {
    Id::parse(record.get("id")?.as_str()?)
}

/// What is read, and what came of it so far.
struct OwnExport<'r> {
    workspace: &'r Workspace,
    notes: &'r mut Notes,
    /// The ids the file has, by kind.
    known: HashMap<&'static str, HashSet<Id>>,
    /// What others are given of the workspace.
    shared: OnceCell<Disclosure>,
    import: Import,
}

impl OwnExport<'_> {
    /// Reads every section; none when it is broken off.
    fn all(&mut self, records: JsonPart<'_>, watch: &mut ImportWatch<'_>) -> Option<()> {
        let workspace = self.workspace;
        records.members(|section, _| {
            if !workspace.kinds().any(|kind| kind.section == section) {
                self.notes.add(Note::NoSuchName, section, None, "");
            }
        });
        for kind in workspace.kinds() {
            let Some(section) = records.get(kind.section) else {
                continue;
            };
            if kind.single {
                if let (Ok(record), Some(ours)) = (section.record(), workspace.records(kind).next())
                {
                    self.one(kind, ours.id(), &record);
                }
                continue;
            }
            let mut seen = HashSet::new();
            let goes = section.each(|part| {
                match part.record() {
                    Err((note, why)) => self.leave_out(kind, note, &why),
                    Ok(record) => match id(&record) {
                        None => self.leave_out(kind, Note::Unreadable, "no id"),
                        Some(id) if !seen.insert(id) => {
                            self.leave_out(kind, Note::SameKey, id.as_str());
                        }
                        Some(id) => self.one(kind, id, &record),
                    },
                }
                watch.step().is_some()
            });
            goes.then_some(())?;
        }
        Some(())
    }

    fn leave_out(&mut self, kind: &Kind, note: Note, why: &str) {
        self.notes.add(note, kind.section, None, why);
        self.import.skipped += usize::from(kind == Item::KIND);
    }

    /// Compares one record with ours, or takes it in.
    fn one(&mut self, kind: &'static Kind, id: Id, record: &Json) {
        let ours = self.workspace.record(kind, id);
        let before = self.import.edits.len();
        let values = self.values(kind, record, ours);
        let edits = &mut self.import.edits;
        if ours.is_some() {
            edits.extend(values.into_iter().map(|(field, value)| Edit::Set {
                kind,
                id,
                field,
                value,
            }));
        } else {
            let mut made = (kind.blank)(id);
            for (field, value) in values {
                // It was read as what the field holds.
                let _ = made.set(field, value);
            }
            edits.push(Edit::Insert(made));
        }
        let changes = edits.len() > before;
        if kind != Item::KIND {
            self.import.others += usize::from(changes);
            return;
        }
        self.import.items.push(id);
        match (ours, changes) {
            (None, _) => self.import.created += 1,
            (Some(_), true) => self.import.updated += 1,
            (Some(_), false) => self.import.unchanged += 1,
        }
    }

    /// The fields that a record has and that differ from ours.
    fn values(
        &mut self,
        kind: &Kind,
        record: &Json,
        ours: Option<&dyn Record>,
    ) -> Vec<(usize, Value)> {
        let mut values = Vec::new();
        let hidden = record.get("left_out").and_then(serde_json::Value::as_array);
        let hidden: Vec<_> = hidden.into_iter().flatten().collect();
        // Who knows no more takes what is left of a text.
        let is_hidden = |name: &str| ours.is_some() && hidden.iter().any(|known| *known == name);
        let told = |name: &str| name == "id" || name == "left_out";
        for (name, json) in record.iter().filter(|(name, _)| !told(name)) {
            let column = || format!("{}.{name}", kind.section);
            let known = kind.field(name);
            let Some((at, field)) = known.and_then(|at| Some((at, kind.fields.get(at)?))) else {
                self.notes.add(Note::NoSuchName, &column(), None, "");
                continue;
            };
            let read = json_values::read(&field.holds, json);
            let read = read.filter(|value| field.holds.check(value).is_ok());
            let Some(value) = read else {
                let shown = json.to_string();
                self.notes.add(Note::Unfit, &column(), None, &shown);
                continue;
            };
            let value = self.linked(field, value, &column());
            let Some(ours) = ours else {
                values.push((at, value));
                continue;
            };
            let ours = ours.get(at);
            if is_hidden(name) {
                let workspace = self.workspace;
                let all = || Disclosure::shared(workspace, workspace.the::<Settings>().lens);
                if !self.shared.get_or_init(all).gave(field, ours, &value) {
                    let text = field.holds.format(&value);
                    self.notes.add(Note::LeftOut, &column(), None, &text);
                }
                continue;
            }
            let value = self.with_unseen(field, value, &ours);
            if value != ours {
                values.push((at, value));
            }
        }
        values
    }

    /// The value without links that lead nowhere.
    fn linked(&mut self, field: &Field, value: Value, column: &str) -> Value {
        let Some(target) = field.holds.target() else {
            return value;
        };
        let mut lost = value.targets();
        lost.retain(|id| !self.has(target, *id) && !self.is_here(target, *id));
        for id in &lost {
            self.notes.add(Note::NoRecord, column, None, id.as_str());
        }
        lost.into_iter().fold(value, Value::without)
    }

    /// The value with those links of ours that the file could not show, as it does not have where they lead.
    fn with_unseen(&self, field: &Field, value: Value, ours: &Value) -> Value {
        let Some(target) = field.holds.target() else {
            return value;
        };
        let mut unseen = ours.targets();
        unseen.retain(|id| !self.has(target, *id) && !value.targets().contains(id));
        let seen = unseen.iter().copied().fold(ours.clone(), Value::without);
        if seen == value {
            return ours.clone();
        }
        match (value, ours) {
            (Value::Links(mut all), _) => {
                all.extend(unseen);
                Value::Links(all)
            }
            (Value::Blank, Value::Links(_)) if !unseen.is_empty() => Value::Links(unseen),
            (value, _) => value,
        }
    }

    /// Whether the file has a record.
    fn has(&self, kind: &str, id: Id) -> bool {
        self.known.get(kind).is_some_and(|ids| ids.contains(&id))
    }

    /// Whether the workspace has a record.
    fn is_here(&self, kind: &str, id: Id) -> bool {
        let kind = self.workspace.kind(kind);
        kind.is_some_and(|kind| self.workspace.record(kind, id).is_some())
    }

    /// Leaves out the needs that would make items wait for each other.
    fn untangle(&mut self) {
        let Some(at) = Item::KIND.field("needs") else {
            return;
        };
        let ours = self.workspace.all::<Item>();
        let mut all: Needs = ours.map(|item| (item.id, item.needs.0.clone())).collect();
        let mut links = Vec::new();
        for edit in &self.import.edits {
            let (kind, id) = edit.subject();
            let firsts = match edit {
                Edit::Insert(record) if kind == Item::KIND => record.get(at).targets(),
                Edit::Set { field, value, .. } if kind == Item::KIND && *field == at => {
                    value.targets()
                }
                Edit::Insert(_)
                | Edit::Set { .. }
                | Edit::Remove { .. }
                | Edit::SetUnknown { .. } => {
                    continue;
                }
            };
            all.remove(&id);
            links.extend(firsts.into_iter().map(|first| (id, first)));
        }
        let mut refused: HashMap<Id, Vec<Id>> = HashMap::new();
        let loops = needs::add(&mut all, &links);
        if loops.is_empty() {
            return;
        }
        let of_file = self.import.edits.iter().filter_map(|edit| match edit {
            Edit::Insert(record) => {
                let item = record.as_any().downcast_ref::<Item>()?;
                Some((item.id, needs::called(item).to_owned()))
            }
            Edit::Set { .. } | Edit::Remove { .. } | Edit::SetUnknown { .. } => None,
        });
        needs::note_loops(&loops, of_file, self.workspace, self.notes);
        for (item, first) in loops {
            refused.entry(item).or_default().push(first);
        }
        for edit in &mut self.import.edits {
            let (kind, id) = edit.subject();
            let Some(firsts) = refused.get(&id).filter(|_| kind == Item::KIND) else {
                continue;
            };
            let without = |value: Value| firsts.iter().copied().fold(value, Value::without);
            match edit {
                Edit::Insert(record) => {
                    let left = without(record.get(at));
                    // It is what the field held, or less.
                    let _ = record.set(at, left);
                }
                Edit::Set { field, value, .. } if *field == at => {
                    *value = without(std::mem::replace(value, Value::Blank));
                }
                Edit::Set { .. } | Edit::Remove { .. } | Edit::SetUnknown { .. } => {}
            }
        }
    }
}
