//! Beads: issues as JSON Lines.
//!
//! Owns what the fields mean, and which dependencies make work wait.

use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::{ImportFormat, Reads};
use super::shape::Marks;
use super::{JsonRecord, add_cells, add_comments, objects, text_of};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "beads JSONL",
    about: "The issues of beads, one on each line; what blocks is needed first, other dependencies are kept.",
    endings: super::ENDINGS,
    tool: "beads",
    lost: "history, and what belongs to its agents",
    reads: Reads::Named(MARKS, |document, place, notes, watch| {
        document.gather(place, ROLES, notes, watch, take)
    }),
};

const MARKS: Marks = &[&["id", "title", "issue_type"]];

const BLOCKS: &str = "blocks";
const ROLES: &[(&str, Role)] = &[
    ("id", Role::Key(0)),
    ("title", Role::Title(0)),
    ("description", Role::Note(Markup::Markdown)),
    ("status", Role::State),
    ("closed_at", Role::Closed),
    ("issue_type", Role::Sort),
    ("labels", Role::Label),
    ("assignee", Role::Owner),
    ("created_by", Role::Requester),
    ("due_at", Role::Due),
    ("external_ref", Role::Link),
    (BLOCKS, Role::NEEDS),
];

/// What stands in the description here.
const PROSE: &[(&str, &str)] = &[
    ("design", "Design"),
    ("acceptance_criteria", "Acceptance criteria"),
    ("notes", "Notes"),
];

/// What is read in its own way, or is no more than bookkeeping.
const LEFT: &str = "description design acceptance_criteria notes status dependencies \
    comments content_hash source_repo";

fn take(rows: &mut Gathering, issue: &JsonRecord, notes: &mut Notes) {
    let status = text_of(issue, "status");
    if status == "tombstone" {
        return rows.leave_out(Note::NoWork, "deleted", notes);
    }
    rows.cell("status", &status.replace('_', " "));
    let mut note = text_of(issue, "description");
    for (name, heading) in PROSE {
        let text = text_of(issue, name);
        if !text.is_empty() {
            note = format!("{note}\n\n{heading}:\n{text}");
        }
    }
    rows.cell("description", note.trim());
    let id = text_of(issue, "id");
    for dependency in objects(issue.get("dependencies")) {
        let other = text_of(dependency, "depends_on_id");
        let of = text_of(dependency, "issue_id");
        if of.is_empty() || of == id {
            // Only what blocks makes wait; a parent or a relative is kept.
            match text_of(dependency, "type").as_str() {
                "" | BLOCKS => rows.cell(BLOCKS, &other),
                kind => rows.cell(&format!("dependency ({kind})"), &other),
            }
        }
    }
    add_comments(
        rows,
        "comments",
        issue.get("comments"),
        ["created_at", "author", "text"],
    );
    add_cells(rows, issue, LEFT, notes);
}
