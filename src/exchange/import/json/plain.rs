//! Plain records: a list of objects with names, whoever wrote it, read like a table.
//!
//! Owns where such a list may stand. What the names mean is what it is in any table.

use super::super::guess;
use super::super::mapping::Mapping;
use super::super::notes::{Note, Notes};
use super::super::role::Role;
use super::super::roles;
use super::super::table::ImportTable;
use super::super::{FormatMatch, ImportFormat, Reads};
use super::add_cells;
use super::document::JsonDocument;
use super::shape;

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "JSON",
    about: "Any list of objects, or one on each line, with names such as title, key, status, labels.",
    endings: super::ENDINGS,
    tool: "",
    lost: "what is nested in it deeper than lists of texts and things with a name",
    reads: Reads::Table { detect, read },
};

/// Where records that nobody has to be asked about stand.
const PLACES: &[&str] = &[
    "[]",
    ".items[]",
    ".issues[]",
    ".tasks[]",
    ".results[]",
    ".records[]",
    ".data[]",
];

fn detect(bytes: &[u8]) -> FormatMatch {
    match place(bytes, &Mapping::default()) {
        Some(_) => FormatMatch::Maybe,
        None => FormatMatch::No,
    }
}

fn read(bytes: &[u8], mapping: &Mapping, notes: &mut Notes) -> Option<ImportTable> {
    let Some(place) = place(bytes, mapping) else {
        notes.add(Note::NoItems, "", None, "");
        return None;
    };
    let document = JsonDocument::open(bytes, notes)?;
    let mut table = document.gather(&place, &[], notes, |rows, record, notes| {
        add_cells(rows, record, "", notes);
    })?;
    let names = std::mem::take(&mut table.columns);
    table.columns = roles::of_header(names.into_iter().map(|column| column.name).collect(), None);
    if mapping.is_empty() && !place.is_empty() && !PLACES.contains(&&*place) {
        for column in table
            .columns
            .iter_mut()
            .filter(|c| c.role.as_title().is_some())
        {
            column.role = Role::Other;
        }
    }
    guess::ask(&mut table, mapping, 1, notes);
    Some(table)
}

/// The place whose records have all names of a mapping, or a title, or any name at all.
fn place(bytes: &[u8], mapping: &Mapping) -> Option<String> {
    let outline = shape::outline(bytes);
    let places = outline.places();
    let has = |place: &&String, fits: &dyn Fn(&str) -> bool| outline.names(place).any(fits);
    let is_mapped =
        |place: &&String| mapping.names_all_in(|name| has(place, &|known| known == name));
    let is_listed = |place: &&String| place.is_empty() || PLACES.contains(&place.as_str());
    let is_titled = |place: &&String| has(place, &|name| Role::of(name).as_title().is_some());
    let mut found = (!mapping.is_empty())
        .then(|| places.iter().find(is_mapped))
        .flatten();
    found = found.or_else(|| {
        places
            .iter()
            .find(|place| is_listed(place) && is_titled(place))
    });
    found = found.or_else(|| places.iter().find(is_titled));
    // A value that stands alone is rather what is around a list than a record.
    let mut lists = places
        .iter()
        .skip_while(|place| place.is_empty())
        .chain(places.first());
    found
        .or_else(|| lists.find(|place| has(place, &|_| true)))
        .cloned()
}
