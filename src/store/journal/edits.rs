//! Edits as text, in the form records and values have in a workspace file.
//!
//! `Set("item", "k3f9a2", "title", "Guest checkout")`, `Remove("item", "k3f9a2")`,
//! `Insert("item", (id: "k3f9a2", title: "Guest checkout"))`,
//! `Keep("item", "k3f9a2", "mood", "Some(3)")`.

use std::fmt::Write;

use super::super::format::{Style, write_record, write_value};
use super::super::layout::parts;
use super::super::{load, value};
use crate::edit::Edit;
use crate::model::field::{FieldType, Value};
use crate::model::record::Kind;

const STYLE: Style<'static> = Style {
    newline: "\n",
    indent: "",
};

/// Writes edits as a list.
pub(super) fn write(out: &mut String, edits: &[Edit]) {
    out.push('[');
    for edit in edits {
        let (kind, id) = edit.subject();
        match edit {
            Edit::Insert(record) => {
                let _ = write!(out, "Insert(\"{}\", ", kind.name);
                write_record(out, &**record, STYLE);
            }
            Edit::Remove { .. } => {
                let _ = write!(out, "Remove(\"{}\", \"{id}\"", kind.name);
            }
            Edit::SetUnknown { fields, .. } => {
                let _ = write!(out, "Keep(\"{}\", \"{id}\"", kind.name);
                for part in fields.iter().flat_map(|(name, raw)| [name, raw]) {
                    out.push_str(", ");
                    write_value(out, &FieldType::Prose, &Value::Text(part.clone()), STYLE);
                }
            }
            Edit::Set { field, value, .. } => {
                if let Some(field) = kind.fields.get(*field) {
                    let _ = write!(out, "Set(\"{}\", \"{id}\", \"{}\", ", kind.name, field.name);
                    write_value(out, &field.holds, value, STYLE);
                }
            }
        }
        out.push_str("), ");
    }
    out.push(']');
}

/// Reads a list of edits of these kinds of records.
pub(super) fn read(kinds: &[&'static Kind], raw: &str) -> Option<Vec<Edit>> {
    let all = parts(raw, b'[')?;
    all.iter()
        .map(|one| edit(kinds, one.value.of(raw)))
        .collect()
}

fn edit(kinds: &[&'static Kind], raw: &str) -> Option<Edit> {
    let (word, rest) = raw.split_at_checked(raw.find('(')?)?;
    let members = parts(rest, b'(')?;
    let mut members = members.iter().map(|member| member.value.of(rest));
    let name = value::text(members.next()?).ok()?;
    let kind = *kinds.iter().find(|kind| kind.name == name)?;
    let subject = members.next()?;
    if word == "Insert" {
        let text = format!("({}: [{subject}])", kind.section);
        let reading = load::read(&[kind], &text).ok()?;
        let record = reading.workspace.records(kind).next()?;
        return Some(Edit::Insert(record.boxed()));
    }
    let id = value::id(subject).ok()?;
    match word {
        "Remove" => Some(Edit::Remove { kind, id }),
        "Set" => {
            let field = kind.field(&value::text(members.next()?).ok()?)?;
            let value = value::read(members.next()?, &kind.fields.get(field)?.holds).ok()?;
            Some(Edit::Set {
                kind,
                id,
                field,
                value,
            })
        }
        "Keep" => {
            let text = |raw| Some(value::text(raw).ok()?.into_owned());
            let mut fields = Vec::new();
            while let Some(name) = members.next() {
                fields.push((text(name)?, text(members.next()?)?));
            }
            Some(Edit::SetUnknown { kind, id, fields })
        }
        _ => None,
    }
}
