//! Linear: issues as its GraphQL interface gives them.
//!
//! Owns what the fields mean; what a query did not ask for is not there.

use serde_json::Value;

use super::super::gathering::Gathering;
use super::super::notes::Notes;
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::{ImportFormat, Reads};
use super::shape::Marks;
use super::{JsonRecord, add_cells, objects, text, text_of};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "Linear JSON",
    about: "Issues as Linear's GraphQL interface gives them; what is archived only when asked for.",
    endings: super::ENDINGS,
    tool: "Linear",
    lost: "whatever the query did not ask for, attachments, comments, history, subscribers",
    reads: Reads::Named(MARKS, |document, place, notes, watch| {
        document.gather(place, ROLES, notes, watch, take)
    }),
};

const MARKS: Marks = &[&["identifier", "title"]];

const ROLES: &[(&str, Role)] = &[
    ("identifier", Role::Key(0)),
    ("title", Role::Title(0)),
    ("description", Role::Note(Markup::Markdown)),
    ("state", Role::State),
    ("completedAt", Role::Closed),
    ("labels", Role::Label),
    ("estimate", Role::Size(0)),
    ("assignee", Role::Owner),
    ("creator", Role::Requester),
    ("dueDate", Role::Due),
    ("url", Role::Link),
    ("archivedAt", Role::Archived),
    ("blocks", Role::NEEDED_BY),
];

/// What is read in its own way, or only matters inside Linear.
const LEFT: &str = "id number relations parent sortOrder prioritySortOrder boardOrder \
    descriptionState branchName __typename";

fn take(rows: &mut Gathering, issue: &JsonRecord, notes: &mut Notes) {
    add_cells(rows, issue, LEFT, notes);
    let key = |of: Option<&Value>| match of.and_then(Value::as_object) {
        Some(other) => text_of(other, "identifier"),
        None => of.and_then(text).unwrap_or_default(),
    };
    rows.cell("parent", &key(issue.get("parent")));
    for relation in objects(issue.get("relations")) {
        let other = key(relation.get("relatedIssue"));
        match text_of(relation, "type").as_str() {
            "blocks" => rows.cell("blocks", &other),
            kind => rows.cell(&format!("relation ({kind})"), &other),
        }
    }
}
