//! Dialects: the tables of trackers, told from other tables by the names in their header.
//!
//! Owns which names give a tracker away, and what names mean there that mean something else, or nothing,
//! elsewhere. What a tracker wants beyond names has a file below; the names all share are in `roles`.

mod azure;
mod jira;
mod plane;
mod shape;

use super::notes::Notes;
use super::roles::{self, Role};
use super::table::ImportTable;
use crate::exchange::sheet;

pub(super) use shape::KeyColumns;

/// The tables of one tracker.
pub(super) struct Dialect {
    /// The tracker.
    pub tool: &'static str,
    /// Lists of names; a header that has all of one is of this tracker.
    marks: &'static [&'static [&'static str]],
    /// Names that mean something else here.
    names: &'static [(&'static str, Role)],
    /// Puts right what only the whole table tells.
    pub settle: fn(&mut ImportTable, &mut Notes),
}

/// Jira, cloud and server; the names may be in any language.
pub(super) const JIRA: Dialect = Dialect {
    tool: "Jira",
    marks: &[&["summary", "issue key", "issue id"]],
    names: &[("created by", Role::Extra)],
    settle: jira::settle,
};

/// Azure DevOps, as a list or as a tree.
pub(super) const AZURE: Dialect = Dialect {
    tool: "Azure DevOps",
    marks: &[&["work item type", "title"], &["work item type", "title 1"]],
    names: &[
        ("created by", Role::Requester),
        ("closed date", Role::Closed),
        ("description", Role::Html),
        // Text in some processes, a number in others.
        ("risk", Role::Score),
    ],
    settle: azure::settle,
};

/// Linear: what it exports, and what it imports.
pub(super) const LINEAR: Dialect = Dialect {
    tool: "Linear",
    marks: &[&["title", "creator", "cycle name"]],
    names: &[("creator", Role::Requester)],
    settle: nothing,
};

/// Asana, straight or through a spreadsheet.
pub(super) const ASANA: Dialect = Dialect {
    tool: "Asana",
    marks: &[&["task id", "name", "section/column"]],
    names: &[],
    settle: nothing,
};

/// Plane, older and newer.
pub(super) const PLANE: Dialect = Dialect {
    tool: "Plane",
    marks: &[
        &["name", "project identifier", "sequence id"],
        &["name", "cycle name", "module name"],
    ],
    names: &[
        ("created by", Role::Requester),
        ("created by name", Role::Requester),
    ],
    settle: plane::settle,
};

/// Aha!, of which everybody chooses the columns.
pub(super) const AHA: Dialect = Dialect {
    tool: "Aha!",
    marks: &[
        &["feature name", "reference number"],
        &["feature name", "feature reference #"],
        &["feature name", "feature reference number"],
    ],
    names: &[
        ("feature reference #", Role::Key(0)),
        ("feature reference number", Role::Key(0)),
        ("feature type", Role::Sort),
        ("feature status", Role::State),
        ("feature tags", Role::Labels),
        ("description", Role::Html),
        ("feature description", Role::Html),
        ("feature assigned to", Role::Owner),
        ("created by", Role::Requester),
        ("feature created by", Role::Requester),
        ("feature due date", Role::Due),
        ("feature url", Role::Link),
        ("score", Role::Score),
        ("feature score", Role::Score),
        ("feature estimate", Role::Size(2)),
        ("original estimate", Role::Size(2)),
        ("feature original estimate", Role::Size(2)),
        ("initial estimate", Role::Size(3)),
        ("feature initial estimate", Role::Size(3)),
    ],
    settle: nothing,
};

const ALL: [&Dialect; 6] = [&JIRA, &AZURE, &LINEAR, &ASANA, &PLANE, &AHA];

impl Dialect {
    /// The tracker that has a header of these names.
    pub fn of(names: &[String]) -> Option<&'static Self> {
        if sheet::read_columns(names.iter().map(String::as_str)).is_some() {
            return None;
        }
        let names: Vec<String> = names.iter().map(|name| roles::plain(name)).collect();
        let has = |mark: &&str| names.iter().any(|name| name == mark);
        let fits = |marks: &[&str]| marks.iter().all(has);
        ALL.into_iter()
            .find(|dialect| dialect.marks.iter().any(|marks| fits(marks)))
    }

    /// What a name means here, where that is not what it means elsewhere.
    pub fn role(&self, name: &str) -> Option<Role> {
        let plain = roles::plain(name);
        let special = self.names.iter().find(|(known, _)| *known == plain);
        special.map(|(_, role)| *role)
    }
}

/// Most tables are right as they are.
const fn nothing(_: &mut ImportTable, _: &mut Notes) {}
