//! Taskwarrior: what `task export` writes, as a list or as lines.
//!
//! Owns what its attributes mean. What waits, recurs or was deleted is no work; urgency is derived and not read.

use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::{ImportFormat, Reads};
use super::shape::Marks;
use super::{JsonRecord, add_cell, all, is_among, objects, text, text_of};
use crate::model::item::State;

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "taskwarrior JSON",
    about: "What `task export` writes; tasks that wait, recur or were deleted are left out.",
    endings: super::ENDINGS,
    tool: "taskwarrior",
    lost: "urgency, task numbers, recurrence, history",
    reads: Reads::Named(MARKS, |document, place, notes, watch| {
        document.gather(place, ROLES, notes, watch, take)
    }),
};

const MARKS: Marks = &[&["uuid", "description", "entry"]];

const ROLES: &[(&str, Role)] = &[
    ("uuid", Role::Key(0)),
    ("description", Role::Title(0)),
    ("annotations", Role::Note(Markup::Plain)),
    ("status", Role::State),
    ("entry", Role::Began(State::Funnel)),
    ("start", Role::Began(State::Doing)),
    ("end", Role::Closed),
    ("tags", Role::Label),
    ("due", Role::Due),
    ("depends", Role::NEEDS),
];

/// What is read in its own way, or is no more than bookkeeping.
const LEFT: &str = "id urgency annotations depends status imask mask";

fn take(rows: &mut Gathering, task: &JsonRecord, notes: &mut Notes) {
    let status = text_of(task, "status");
    if ["deleted", "waiting", "recurring"].contains(&status.as_str()) {
        return rows.leave_out(Note::NoWork, &status, notes);
    }
    let is_begun = status == "pending" && task.contains_key("start");
    rows.cell("status", if is_begun { "started" } else { &status });
    let line = |note: &JsonRecord| {
        let entry = text_of(note, "entry");
        let day = super::super::dates::date(&entry, super::super::dates::DateOrder::Unclear);
        let day = day.map_or(entry, |day| day.to_string());
        format!("{day}: {}", text_of(note, "description"))
    };
    let notes_of: Vec<String> = objects(task.get("annotations"))
        .into_iter()
        .map(line)
        .collect();
    rows.cell("annotations", &notes_of.join("\n"));
    for first in all(task.get("depends")).into_iter().filter_map(text) {
        for first in first.split(',') {
            rows.cell("depends", first);
        }
    }
    for (name, value) in task {
        if is_among(LEFT, name) {
            continue;
        }
        // Attributes that people add themselves have names of their own choice.
        let role = Some(Role::of(name)).filter(|role| role.counts());
        match (role, text(value)) {
            (Some(role), Some(text)) => rows.cell_as(name, role, &text),
            _ => add_cell(rows, name, value, notes),
        }
    }
}
