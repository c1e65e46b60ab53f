//! Plain records: a list of objects with names, whoever wrote it, read like a table.
//!
//! Owns where such lists may stand and what they are called. What the names mean is what it is in any table.

use super::super::guess;
use super::super::headings::plain;
use super::super::mapping::{ColumnTarget, Mapping};
use super::super::notes::{Note, Notes};
use super::super::role::Role;
use super::super::roles;
use super::super::table::ImportTable;
use super::super::{FormatMatch, ImportFormat, ImportWatch, Reads, words};
use super::add_cells;
use super::document::{JsonDocument, RecordReading};
use super::parts::is_part_name;
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

/// What lists of work are called, and lists of anything; what is around them may be called so, too.
const WORK: &str = "items, tasks, issues, features, stories, user stories, work items, workitems, epics, initiatives, \
    requirements, tickets, cards, backlog, backlog items, product backlog, bugs, defects, capabilities, \
    deliverables, todos, pbis, ideas";
const ANYTHING: &str = "data, results, result, records, values, rows, list, entries, nodes, edges, elements, objects, \
    collection, content, payload, response";

fn detect(bytes: &[u8]) -> FormatMatch {
    if places(bytes, &Mapping::default()).is_empty() {
        FormatMatch::No
    } else {
        FormatMatch::Maybe
    }
}

fn read(
    bytes: &[u8],
    mapping: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let places = places(bytes, mapping);
    if places.is_empty() {
        notes.add(Note::NoItems, "", None, "");
        return None;
    }
    let document = JsonDocument::open(bytes, notes)?;
    let is_title = |name: &str| {
        let mut columns = mapping.columns.iter();
        Role::of(name).as_title().is_some()
            || columns.any(|(of, to)| of == name && *to == ColumnTarget::of(Role::Title(0)))
    };
    let mut reading = RecordReading {
        is_part: &|list, record| {
            (is_part_name(list) || words::has(WORK, &plain(list)))
                && record.keys().any(|name| is_title(name))
        },
        take: &mut |rows, record, notes| add_cells(rows, record, "", notes),
        notes,
        watch,
    };
    let mut table = document.gather_all(&places, &[], &mut reading)?;
    let names = std::mem::take(&mut table.columns);
    table.columns = roles::of_header(names.into_iter().map(|column| column.name).collect(), None);
    if mapping.is_empty() && !places.iter().all(|place| is_listed(place)) {
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

/// Whether nobody has to be asked about the records at a place: it is the one list or the one record, or is called
/// as lists of work are.
fn is_listed(place: &str) -> bool {
    let place = place.strip_suffix(".node").unwrap_or(place);
    let Some(list) = place.strip_suffix("[]") else {
        return place.is_empty();
    };
    let mut names = list.rsplit('.').map(plain);
    let telling = names.find(|name| !words::has(ANYTHING, name));
    let is_work = |name: String| name.is_empty() || words::has(WORK, &name);
    !list.contains('[') && telling.is_none_or(is_work)
}

/// The places whose records have all names of a mapping, or a title, or any name at all.
fn places(bytes: &[u8], mapping: &Mapping) -> Vec<String> {
    let outline = shape::outline(bytes);
    let lists = outline.places();
    let has = |place: &str, fits: &dyn Fn(&str) -> bool| outline.plain_names(place).any(fits);
    let is_mapped =
        |place: &&String| mapping.names_all_in(|name| has(place, &|known| known == name));
    let is_titled = |place: &str| has(place, &|name| Role::of(name).as_title().is_some());
    let one = |place: Option<&String>| place.cloned().into_iter().collect();
    if !mapping.is_empty()
        && let found @ Some(_) = lists.iter().find(is_mapped)
    {
        return one(found);
    }
    let work = || {
        let listed = lists.iter().filter(|place| !place.is_empty());
        listed.filter(|place| is_listed(place) && is_titled(place))
    };
    let is_alone = outline.lines > 0 || !outline.lone_places().is_empty();
    if is_alone
        && is_titled("")
        && (outline.lines > 1 || work().next().is_none() || is_work(&outline))
    {
        return vec![String::new()];
    }
    // What stands inside one of them is a part of it.
    let is_inside = |place: &&String| work().any(|other| shape::is_below(place, other));
    let found: Vec<String> = work().filter(|place| !is_inside(place)).cloned().collect();
    if !found.is_empty() {
        return found;
    }
    // A value that stands alone is rather what is around a list than a record.
    let lists = || lists.iter().skip_while(|place| place.is_empty());
    let any = || lists().find(|place| has(place, &|_| true));
    let any = lists().find(|place| is_titled(place)).or_else(any);
    match any {
        None if is_alone && has("", &|_| true) => vec![String::new()],
        any => one(any),
    }
}

/// Whether a value that has lists of work in it is work itself, and not what is around them.
fn is_work(outline: &Outline) -> bool {
    let roles: Vec<Role> = outline.plain_names("").map(Role::of).collect();
    let tells = |role| {
        matches!(
            role,
            Role::State | Role::Sort | Role::Size(_) | Role::Title(0)
        )
    };
    let known = roles.iter().filter(|role| role.is_known()).count();
    known > 1 && roles.into_iter().any(tells)
}
