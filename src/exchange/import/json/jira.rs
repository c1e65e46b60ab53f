//! Jira's REST interface: a search reply, a list of issues, or one issue.
//!
//! Owns what the fields of an issue mean. Custom fields are called as in Jira's CSV, where the reply has their names.

use std::collections::HashMap;

use serde_json::Value;

use super::super::gathering::Gathering;
use super::super::notes::{Note, Notes};
use super::super::prose::Markup;
use super::super::role::Role;
use super::super::table::ImportTable;
use super::super::{ImportFormat, ImportWatch, Reads};
use super::document::JsonDocument;
use super::shape::Marks;
use super::{
    JsonRecord, add_cell, add_cell_as, add_comments, all, is_among, objects, text, text_of,
};

/// Its row in the list of formats.
pub(in super::super) const FORMAT: ImportFormat = ImportFormat {
    name: "Jira JSON",
    about: "What Jira's REST interface answers: a search, a list of issues or one; add expand=names for custom fields.",
    endings: super::ENDINGS,
    tool: "Jira",
    lost: "attachments, watchers, votes, work logs, history, permissions, boards",
    reads: Reads::Named(MARKS, read),
};

const MARKS: Marks = &[&["key", "fields"]];

const ROLES: &[(&str, Role)] = &[
    ("key", Role::Key(0)),
    ("link", Role::Link),
    ("summary", Role::Title(0)),
    ("description", Role::Note(Markup::Plain)),
    ("issuetype", Role::Sort),
    ("status", Role::State),
    ("status category", Role::Category),
    ("resolution", Role::Resolution),
    ("resolutiondate", Role::Closed),
    ("labels", Role::Label),
    ("assignee", Role::Owner),
    ("reporter", Role::Requester),
    ("duedate", Role::Due),
];

/// Fields that belong to the site and not to the work, or are taken in their own way.
const LEFT: &str = "issuelinks comment worklog attachment watches votes progress \
    aggregateprogress timetracking workratio lastViewed statusCategory issuerestriction \
    thumbnail";

fn read(
    document: &JsonDocument<'_>,
    place: &str,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let root = document.root();
    let names = root.and_then(|root| root.get("names")?.record().ok());
    let names = names.as_ref().map(called).unwrap_or_default();
    document.gather(place, ROLES, notes, watch, |rows, issue, notes| {
        take(rows, issue, &names, notes);
    })
}

/// What fields are called, by their ids.
fn called(names: &JsonRecord) -> HashMap<String, String> {
    let name = |(id, name): (&String, &Value)| Some((id.clone(), text(name)?));
    names.iter().filter_map(name).collect()
}

fn take(
    rows: &mut Gathering,
    issue: &JsonRecord,
    names: &HashMap<String, String>,
    notes: &mut Notes,
) {
    let key = text_of(issue, "key");
    rows.cell("key", &key);
    rows.cell("id", &text_of(issue, "id"));
    if let Some((site, _)) = text_of(issue, "self").split_once("/rest/api/") {
        rows.cell("link", &format!("{site}/browse/{key}"));
    }
    let own = issue.get("names").and_then(Value::as_object).map(called);
    let names = own.as_ref().unwrap_or(names);
    let Some(fields) = issue.get("fields").and_then(Value::as_object) else {
        return;
    };
    let taken = |(id, _): &(&String, &Value)| !is_among(LEFT, id);
    for (id, value) in fields.iter().filter(taken) {
        if id.starts_with("customfield_") {
            custom(rows, id, names.get(id), value, notes);
        } else if let ("description", Some(wiki)) = (id.as_str(), value.as_str()) {
            rows.cell(id, &Markup::Wiki.text(wiki));
        } else {
            add_cell(rows, id, value, notes);
        }
    }
    let category = fields
        .get("status")
        .and_then(|status| status.get("statusCategory"));
    if let Some(category) = category.and_then(text) {
        rows.cell("status category", &category);
    }
    links(rows, fields);
    let comments = fields
        .get("comment")
        .and_then(|comment| comment.get("comments"));
    add_comments(rows, "comment", comments, ["created", "author", "body"]);
}

/// A custom field: without its name nothing is known of it.
fn custom(rows: &mut Gathering, id: &str, name: Option<&String>, value: &Value, notes: &mut Notes) {
    let Some(name) = name else {
        if all(Some(value))
            .into_iter()
            .any(|value| text(value).is_some())
        {
            notes.add(Note::Nameless, "", None, id);
        }
        return add_cell(rows, id, value, notes);
    };
    let name = format!("Custom field ({name})");
    add_cell_as(rows, &name, Role::of(&name), value, notes);
}

/// The links, called as in Jira's CSV: outward (Blocks) is that this one blocks that one.
fn links(rows: &mut Gathering, fields: &JsonRecord) {
    for link in objects(fields.get("issuelinks")) {
        let kind = link.get("type").and_then(text).unwrap_or_default();
        for (way, other) in [("Inward", "inwardIssue"), ("Outward", "outwardIssue")] {
            let other = link.get(other).and_then(Value::as_object);
            if let Some(other) = other {
                let column = format!("{way} issue link ({kind})");
                rows.cell_as(&column, Role::of(&column), &text_of(other, "key"));
            }
        }
    }
}
