//! JSON: the whole workspace with its numbers, from which the same workspace can be made again.
//!
//! ```text
//! { "evenkeel": "workspace", "version": 1,
//!   "audience": "shared",          // or "private"; shared: private notes, money and private names are left out
//!   "date": "2026-11-22",          // null where the day is not known
//!   "lens": "WSJF",
//!   "items": [ … ],                // what is meant, in the shown order: the numbers of crate::exchange::facts
//!   "records": {                   // by section of the workspace file, each in the order of ids
//!     "product": { … },            // of a single kind the record, of others a list
//!     "items": [ { "id": …, … } ]  // the fields by their names in the file, in the forms of crate::exchange::json_values
//! } }
//! ```
//! Every field is there: `null` is unknown, one that is absent was left out for the audience. `left_out`, where it is
//! there, lists the fields of which a part was left out; they are never read back over what is known. `kept`, where
//! it is there, holds fields of a newer evenkeel as `{"name": …, "ron": …}`; only a private export has it. Where
//! not all items are meant, records and links of the others are left out.

use std::collections::BTreeSet;
use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::{Value as Json, json};

use super::content::{Content, Written};
use crate::exchange::{facts, json_values};
use crate::model::audience::Audience;
use crate::model::field::{Choice, Field, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind, Record};

/// Writes the workspace.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let meant = content.meant();
    let others = content.workspace.all::<Item>().map(|item| item.id);
    let document = ExportedDocument {
        content,
        missed: others.filter(|id| !meant.contains(id)).collect(),
    };
    serde_json::to_writer_pretty(&mut *to, &document).map_err(io::Error::from)?;
    to.write_all(b"\n")?;
    Ok(Vec::new())
}

struct ExportedDocument<'a> {
    content: &'a Content<'a>,
    /// The items that are not meant.
    missed: BTreeSet<Id>,
}

impl Serialize for ExportedDocument<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Content {
            workspace,
            evaluation,
            disclosure,
            ..
        } = *self.content;
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("evenkeel", "workspace")?;
        map.serialize_entry("version", &facts::VERSION)?;
        let audience = match disclosure.audience() {
            Audience::Private => "private",
            Audience::Shared => "shared",
        };
        map.serialize_entry("audience", audience)?;
        let date = self
            .content
            .today
            .map(|day| day.format("%Y-%m-%d").to_string());
        map.serialize_entry("date", &date)?;
        map.serialize_entry("lens", evaluation.lens.word().label)?;
        let item = |id: &Id| facts::item(workspace, evaluation, disclosure, *id);
        map.serialize_entry(
            "items",
            &Each(|| self.content.items.iter().filter_map(item)),
        )?;
        map.serialize_entry("records", &Sections(self))?;
        map.end()
    }
}

/// A list whose entries are made one by one, as they are written.
struct Each<F>(F);

impl<I: Iterator<Item: Serialize>, F: Fn() -> I> Serialize for Each<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq((self.0)())
    }
}

/// Every kind of record.
struct Sections<'a>(&'a ExportedDocument<'a>);

impl Serialize for Sections<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let workspace = self.0.content.workspace;
        let mut map = to.serialize_map(None)?;
        for kind in workspace.kinds() {
            let shown = || {
                let shown = workspace.records(kind);
                let shown = shown.filter(|record| self.0.shows(*record));
                shown.map(|record| One(self.0, record))
            };
            match shown().next().filter(|_| kind.single) {
                Some(one) => map.serialize_entry(kind.section, &one)?,
                None => map.serialize_entry(kind.section, &Each(shown))?,
            }
        }
        map.end()
    }
}

/// One record.
struct One<'a>(&'a ExportedDocument<'a>, &'a dyn Record);

impl Serialize for One<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Self(document, record) = self;
        let (disclosure, workspace) = (document.content.disclosure, document.content.workspace);
        let mut map = to.serialize_map(None)?;
        map.serialize_entry("id", record.id().as_str())?;
        let mut hidden = Vec::new();
        for (at, field) in record.kind().fields.iter().enumerate() {
            let whole = document.meant(field, record.get(at));
            let value = disclosure.value_of(workspace, *record, field, whole.clone());
            if disclosure.shows(field) && !disclosure.is_nameless(workspace, *record, field) {
                map.serialize_entry(field.name, &json_values::write(&field.holds, &value))?;
                if value != whole {
                    hidden.push(field.name);
                }
            }
        }
        if !hidden.is_empty() {
            map.serialize_entry("left_out", &hidden)?;
        }
        if disclosure.audience() == Audience::Private && !record.unknown_fields().is_empty() {
            let unknown = record.unknown_fields().iter();
            let unknown = unknown.map(|(name, ron)| json!({ "name": name, "ron": ron }));
            map.serialize_entry("kept", &unknown.collect::<Json>())?;
        }
        map.end()
    }
}

impl ExportedDocument<'_> {
    /// Whether a record goes out: the audience may see it, and it is no part of an item that is not meant.
    fn shows(&self, record: &dyn Record) -> bool {
        let kind: &Kind = record.kind();
        let is_part = |(at, field): (usize, &Field)| {
            let targets = record.get(at).targets();
            field.holds == FieldType::PartOf(Item::NAME)
                && targets.iter().any(|id| self.missed.contains(id))
        };
        self.content.disclosure.shows_record(record)
            && !(kind == Item::KIND && self.missed.contains(&record.id()))
            && !kind.fields.iter().enumerate().any(is_part)
    }

    /// The value without links to items that are not meant.
    fn meant(&self, field: &Field, value: Value) -> Value {
        if self.missed.is_empty() || field.holds.target() != Some(Item::NAME) {
            return value;
        }
        let links = value.targets();
        let missed = links.into_iter().filter(|id| self.missed.contains(id));
        missed.fold(value, Value::without)
    }
}
