//! Plain records: a list of objects with names, whoever wrote it, read like a table.
//!
//! Owns where such a list may stand. What the names mean is what it is in any table.

use super::super::mapping::Mapping;
use super::super::notes::{Note, Notes};
use super::super::roles::{self, Role};
use super::super::table::ImportTable;
use super::super::{FormatMatch, ImportFormat, Reads};
use super::add_cells;
use super::document::JsonDocument;
use super::shape::{self, Outline};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "JSON",
    about: "Any list of objects, or one on each line, with names such as title, key, status, labels.",
    endings: super::ENDINGS,
    tool: "",
    lost: "what is nested in it deeper than lists of texts and things with a name",
    reads: Reads::Table { detect, read },
};

/// Where records may stand in one value.
const PLACES: &[&str] = &[
    "[]",
    ".items[]",
    ".issues[]",
    ".tasks[]",
    ".results[]",
    ".records[]",
    ".data[]",
];
/// Where they stand when each has its line.
const LINES: &[&str] = &[""];

fn detect(bytes: &[u8]) -> FormatMatch {
    if place(bytes, |names| !names.is_empty()).is_some() {
        FormatMatch::Maybe
    } else {
        FormatMatch::No
    }
}

fn read(bytes: &[u8], mapping: &Mapping, notes: &mut Notes) -> Option<ImportTable> {
    let fits = |names: &[&str]| {
        let is_title = |name: &&str| Role::of(name).as_title().is_some();
        let is_mapped = mapping.names_all_in(|name| names.contains(&name));
        names.iter().any(is_title) || !mapping.is_empty() && is_mapped
    };
    let Some(place) = place(bytes, fits) else {
        notes.add(Note::NoTitleName, "", None, "");
        return None;
    };
    let document = JsonDocument::open(bytes, notes)?;
    let mut table = document.gather(place, &[], notes, |rows, record, notes| {
        add_cells(rows, record, "", notes);
    })?;
    let names = std::mem::take(&mut table.columns);
    table.columns = roles::of_header(names.into_iter().map(|column| column.name).collect(), None);
    Some(table)
}

/// The first place whose records have fitting names.
fn place(bytes: &[u8], fits: impl Fn(&[&str]) -> bool) -> Option<&'static str> {
    let Outline { paths, has_lines } = shape::outline(bytes);
    let places = if has_lines { LINES } else { PLACES };
    let at = |place: &&&str| {
        let names = paths.iter().filter_map(|path| {
            let name = path.strip_prefix(**place)?.strip_prefix('.')?;
            (!name.contains(['.', '['])).then_some(name)
        });
        fits(&names.collect::<Vec<_>>())
    };
    places.iter().find(at).copied()
}
