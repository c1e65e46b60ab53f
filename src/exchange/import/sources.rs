//! Sources: what a person chose for the columns of a kind of file, remembered in the workspace.
//!
//! Owns which file is of a known kind: one of the same format that has all columns that were mapped.

use chrono::NaiveDate;

use super::formats::ImportFormat;
use super::mapping::Mapping;
use super::names::NewIds;
use super::notes::Notes;
use super::outcome::ImportWatch;
use super::table::ImportTable;
use crate::edit::{Edit, between};
use crate::model::Workspace;
use crate::model::field::ExtraCell;
use crate::model::id::Id;
use crate::model::record::Declared;

use crate::model::source::Source;

/// Reads bytes with what is remembered of such a file, the last first.
pub(super) fn read(
    format: &ImportFormat,
    bytes: &[u8],
    workspace: &Workspace,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<(ImportTable, Mapping)> {
    let plain = format.table(bytes, &Mapping::default(), notes, watch);
    if watch.is_broken {
        return None;
    }
    let known = workspace
        .all::<Source>()
        .filter(|s| s.format == format.name);
    let mut known: Vec<&Source> = known.collect();
    known.sort_by_key(|source| std::cmp::Reverse(source.last));
    for source in known {
        let mapping = mapping(source);
        if mapping.is_empty() {
            continue;
        }
        let fits = |table: &ImportTable| {
            let has_sheet = |name: &String| table.sheets.iter().any(|sheet| sheet.name == *name);
            mapping.names_all_in(|name| table.columns.iter().any(|c| c.name == name))
                && mapping.sheets.iter().all(has_sheet)
        };
        let is_asked = |table: &&ImportTable| table.guess.is_empty() && mapping.sheets.is_empty();
        if let Some(table) = plain.as_ref().filter(is_asked) {
            if fits(table) {
                return plain.map(|table| (table, mapping));
            }
        } else {
            // Without a known name on top, only the mapping tells where the names stand.
            let mut own = Notes::default();
            let table = format.table(bytes, &mapping, &mut own, watch);
            if let Some(table) = table.filter(|table| fits(table) && table.guess.is_empty()) {
                *notes = own;
                return Some((table, mapping));
            }
        }
    }
    plain.map(|table| (table, Mapping::default()))
}

/// Remembers a mapping in the source of the same columns, or in a new one.
pub(super) fn remember(
    workspace: &Workspace,
    format: &ImportFormat,
    chosen: &Mapping,
    name: &str,
    today: Option<NaiveDate>,
    ids: &mut NewIds<impl FnMut() -> Id>,
) -> Vec<Edit> {
    let same = |source: &&Source| {
        let known = mapping(source);
        source.format == format.name && known.is_of(chosen)
    };
    let old = workspace.all::<Source>().find(same);
    let columns = chosen.pairs().map(|(name, _)| name).collect::<Vec<_>>();
    let fresh = || {
        ids.fresh(
            Source::NAME,
            &format!("{}\n{}", format.name, columns.join("\n")),
        )
    };
    let Some(id) = old.map(|source| source.id).or_else(fresh) else {
        return Vec::new();
    };
    let mut source = old.cloned().unwrap_or_else(|| Source::new(id));
    if !name.is_empty() {
        name.clone_into(&mut source.name);
    }
    format.name.clone_into(&mut source.format);
    source.last = today.or(source.last);
    let entry = |(name, goes_to): (String, &str)| ExtraCell {
        name,
        text: goes_to.to_owned(),
    };
    source.columns = chosen.pairs().map(entry).collect();
    let Some(old) = old else {
        return vec![Edit::Insert(Box::new(source))];
    };
    between(old, &source)
}

/// The mapping of a source; what is no field any more goes where its name says.
fn mapping(source: &Source) -> Mapping {
    let mut mapping = Mapping::default();
    for entry in &source.columns {
        mapping.take(&entry.name, &entry.text);
    }
    mapping
}
