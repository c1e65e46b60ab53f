//! Dialects: the tables of trackers, told from other tables by the names in their header.
//!
//! Owns which names give a tracker away, and what names mean there that mean something else, or nothing,
//! elsewhere. What a tracker wants beyond names has a file below; the names all share are in `roles`.

mod azure;
mod jira;
mod plane;
mod shape;

use super::notes::Notes;
use super::roles::{self, Role, RoleNames};
use super::table::ImportTable;
use crate::exchange::sheet;

pub(super) use shape::KeyColumns;

/// The tables of one tracker.
#[derive(Debug)]
pub(super) struct Dialect {
    /// What its format is called: `Jira CSV`.
    pub format: &'static str,
    /// What that is, in one sentence.
    pub about: &'static str,
    /// The tracker.
    pub tool: &'static str,
    /// What never comes in.
    pub lost: &'static str,
    /// Lists of names; a header that has all of one is of this tracker.
    marks: &'static [&'static [&'static str]],
    /// Names that mean something else here.
    names: RoleNames,
    /// Puts right what only the whole table tells.
    pub settle: fn(&mut ImportTable, &mut Notes),
}

/// Jira, cloud and server; the names may be in any language.
pub(super) const JIRA: Dialect = Dialect {
    format: "Jira CSV",
    about: "What Jira exports, cloud or server, whatever the language of its names.",
    tool: "Jira",
    lost: "attachments, watchers' votes, work logs, history, permissions, boards, and what the exported view did not show",
    marks: &[&["summary", "issue key", "issue id"]],
    names: &[(Role::Extra, "created by")],
    settle: jira::settle,
};

/// Azure DevOps, as a list or as a tree.
pub(super) const AZURE: Dialect = Dialect {
    format: "Azure DevOps CSV",
    about: "What a query of Azure DevOps exports, as a list or as a tree.",
    tool: "Azure DevOps",
    lost: "links other than parents, attachments, comments, history, and columns the query did not have",
    marks: &[&["work item type", "title"], &["work item type", "title 1"]],
    names: &[
        (Role::Requester, "created by"),
        (Role::Closed, "closed date"),
        (Role::Html, "description"),
        // Text in some processes, a number in others.
        (Role::Score, "risk"),
    ],
    settle: azure::settle,
};

/// Linear: what it exports, and what it imports.
pub(super) const LINEAR: Dialect = Dialect {
    format: "Linear CSV",
    about: "What Linear exports, and what it takes in.",
    tool: "Linear",
    lost: "attachments, comments, history, subscribers",
    marks: &[&["title", "creator", "cycle name"]],
    names: &[(Role::Requester, "creator")],
    settle: nothing,
};

/// Asana, straight or through a spreadsheet.
pub(super) const ASANA: Dialect = Dialect {
    format: "Asana CSV",
    about: "What Asana exports, also through a spreadsheet.",
    tool: "Asana",
    lost: "comments, attachments, history, likes, and the order in a board",
    marks: &[&["task id", "name", "section/column"]],
    names: &[],
    settle: nothing,
};

/// Plane, older and newer.
pub(super) const PLANE: Dialect = Dialect {
    format: "Plane CSV",
    about: "What Plane exports.",
    tool: "Plane",
    lost: "attachments, history, reactions",
    marks: &[
        &["name", "project identifier", "sequence id"],
        &["name", "cycle name", "module name"],
    ],
    names: &[(Role::Requester, "created by, created by name")],
    settle: plane::settle,
};

/// Aha!, of which everybody chooses the columns.
pub(super) const AHA: Dialect = Dialect {
    format: "Aha! CSV",
    about: "A list of features as Aha! exports it.",
    tool: "Aha!",
    lost: "attachments, history, votes, and columns the list did not have",
    marks: &[
        &["feature name", "reference number"],
        &["feature name", "feature reference #"],
        &["feature name", "feature reference number"],
    ],
    names: &[
        (
            Role::Key(0),
            "feature reference #, feature reference number",
        ),
        (Role::Sort, "feature type"),
        (Role::State, "feature status"),
        (Role::Labels, "feature tags"),
        (Role::Html, "description, feature description"),
        (Role::Owner, "feature assigned to"),
        (Role::Requester, "created by, feature created by"),
        (Role::Due, "feature due date"),
        (Role::Link, "feature url"),
        (Role::Score, "score, feature score"),
        (
            Role::Size(2),
            "feature estimate, original estimate, feature original estimate",
        ),
        (Role::Size(3), "initial estimate, feature initial estimate"),
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
        let named = |(_, names): &&(Role, &str)| names.split(", ").any(|name| name == plain);
        self.names.iter().find(named).map(|(role, _)| *role)
    }
}

/// Most tables are right as they are.
const fn nothing(_: &mut ImportTable, _: &mut Notes) {}
