//! Dialects: the tables of trackers, told from other tables by the names in their header.
//!
//! Owns which names give a tracker away, and what names mean there that mean something else, or nothing,
//! elsewhere. What a tracker wants beyond names has a file below; the names all share are in `roles`.

mod aha;
mod azure;
mod clickup;
mod jira;
mod others;
mod plane;
mod rally;
mod shape;
mod trello;

use std::collections::HashMap;

use super::notes::{Note, Notes};
use super::prose::Markup;
use super::role::{Role, RoleNames};
use super::table::ImportTable;
use super::words::{self, SortWords, StateWords};
use super::{headings, levels};
use crate::exchange::sheet;
use crate::model::item::State;

pub(super) use others::{
    CLICKUP, GITHUB_PROJECT, GITLAB, MONDAY, PIVOTAL, PRODUCTBOARD, RALLY, REDMINE, SHORTCUT,
    TRELLO, YOUTRACK,
};
use shape::is_number;
pub(super) use shape::{KeyColumns, is_key};

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
    /// Words of states and kinds that mean something else here.
    pub states: StateWords,
    pub sorts: SortWords,
    /// How descriptions are written.
    pub markup: Markup,
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
    names: &[
        (Role::Extra, "created by, creator"),
        (Role::Labels, "categorias"),
    ],
    markup: Markup::Wiki,
    settle: jira::settle,
    ..Dialect::PLAIN
};

/// Azure DevOps, as a list or as a tree.
pub(super) const AZURE: Dialect = Dialect {
    format: "Azure DevOps CSV",
    about: "What a query of Azure DevOps exports, as a list or as a tree.",
    tool: "Azure DevOps",
    lost: "links other than parents, attachments, comments, history, and columns the query did not have",
    marks: &[
        &["work item type", "title"],
        &["work item type", "title 1"],
        &["title", "state", "area path"],
        &["title", "iteration path"],
    ],
    names: &[
        (Role::Requester, "created by"),
        (Role::Closed, "closed date"),
        // Text in some processes, a number in others.
        (Role::Score, "risk"),
    ],
    markup: Markup::Html,
    settle: azure::settle,
    ..Dialect::PLAIN
};

/// Linear: what it exports, and what it imports.
pub(super) const LINEAR: Dialect = Dialect {
    format: "Linear CSV",
    about: "What Linear exports, and what it takes in.",
    tool: "Linear",
    lost: "attachments, comments, history, subscribers",
    marks: &[&["title", "creator", "cycle name"]],
    names: &[(Role::Requester, "creator")],
    markup: Markup::Markdown,
    ..Dialect::PLAIN
};

/// Asana, straight or through a spreadsheet.
pub(super) const ASANA: Dialect = Dialect {
    format: "Asana CSV",
    about: "What Asana exports, also through a spreadsheet.",
    tool: "Asana",
    lost: "comments, attachments, history, likes, and the order in a board",
    marks: &[&["task id", "name", "section/column"]],
    names: &[],
    ..Dialect::PLAIN
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
    ..Dialect::PLAIN
};

/// Aha!, of which everybody chooses the columns.
pub(super) const AHA: Dialect = Dialect {
    format: "Aha! CSV",
    about: "A list of features as Aha! exports it.",
    tool: "Aha!",
    lost: "attachments, history, votes, and columns the list did not have",
    marks: &[
        &["feature name", "reference number"],
        &["feature name", "reference #"],
        &["feature name", "feature reference #"],
        &["feature name", "feature reference number"],
        &["master feature name", "master feature reference #"],
        &["epic name", "epic reference #"],
        &["activity name", "activity reference #"],
        &["initiative name", "initiative reference #"],
        &["idea name", "idea reference #"],
        &["requirement name", "requirement reference #"],
    ],
    names: &[
        (
            Role::Title(0),
            "feature name, activity name, requirement name, idea name",
        ),
        (Role::Title(1), "master feature name, epic name"),
        (Role::Title(2), "initiative name"),
        (Role::Key(0), "reference #, reference number"),
        (Role::Key(1), "epic reference #, epic reference number"),
        (
            Role::Key(2),
            "initiative reference #, initiative reference number",
        ),
        (Role::State, "epic status"),
        (
            Role::Owner,
            "assigned to user, epic assigned to, epic assigned to user",
        ),
        (Role::Requester, "created by, created by user"),
        (
            Role::Due,
            "epic due date, master feature due date, initiative due date",
        ),
        (Role::Score, "score, epic score"),
        (
            Role::Size(2),
            "estimate, original estimate, epic original estimate",
        ),
        (
            Role::Size(3),
            "initial estimate, epic initial estimate, detailed estimate",
        ),
    ],
    states: &[
        (State::Funnel, "under consideration"),
        (State::Doing, "ready to ship"),
        (State::Declined, "will not implement"),
    ],
    settle: aha::settle,
    markup: Markup::Html,
    ..Dialect::PLAIN
};

/// All of them, in the order in which they are asked.
pub(super) const ALL: [&Dialect; 17] = [
    &JIRA,
    &AZURE,
    &LINEAR,
    &ASANA,
    &PLANE,
    &AHA,
    &REDMINE,
    &CLICKUP,
    &SHORTCUT,
    &RALLY,
    &YOUTRACK,
    &GITLAB,
    &PIVOTAL,
    &PRODUCTBOARD,
    &TRELLO,
    &GITHUB_PROJECT,
    &MONDAY,
];

impl Dialect {
    /// One of which nothing has to be known.
    const PLAIN: Self = Self {
        format: "",
        about: "",
        tool: "",
        lost: "",
        marks: &[],
        names: &[],
        states: &[],
        sorts: &[],
        markup: Markup::Plain,
        settle: nothing,
    };

    /// The tracker that has a header of these names.
    pub fn of(names: &[String]) -> Option<&'static Self> {
        if sheet::read_columns(names.iter().map(String::as_str)).is_some() {
            return None;
        }
        let names: Vec<String> = names.iter().map(|name| headings::plain(name)).collect();
        let has = |mark: &&str| names.iter().any(|name| name == mark);
        let fits = |marks: &[&str]| marks.iter().all(has);
        ALL.into_iter()
            .find(|dialect| dialect.marks.iter().any(|marks| fits(marks)))
    }

    /// What a name means here, where that is not what it means elsewhere; it may stand behind a word for the item.
    pub fn role(&self, name: &str) -> Option<Role> {
        let plain = headings::plain(name);
        let named = |plain: &str| words::among(self.names, plain);
        named(&plain).or_else(|| named(headings::without_noun(&plain)?))
    }
}

/// Gives the key of a parent that a row names by a number or an id it has beside its key.
fn resolve_parents(table: &mut ImportTable, ids: usize, notes: &mut Notes) {
    let parents = levels::columns(table);
    let key = table.find(|role| role.as_key().is_some());
    let Some(key) = key.filter(|key| *key != ids && !parents.is_empty()) else {
        return;
    };
    let rows = table.rows.iter();
    let keys = rows.map(|row| (row.cell(ids).to_owned(), row.cell(key).to_owned()));
    let keys: HashMap<String, String> = keys.collect();
    let parent_key = table.column("Parent key");
    let columns = &table.columns;
    for row in &mut table.rows {
        if !row.cell(parent_key).is_empty() {
            continue;
        }
        let named = || {
            let all = parents.iter().map(|at| (*at, row.cell(*at)));
            all.filter(|(_, id)| !id.is_empty())
        };
        let found = named().find_map(|(_, id)| keys.get(id));
        if let Some(key) = found.filter(|key| !key.is_empty()) {
            row.set(parent_key, key);
        } else if let Some((at, number)) = named().find(|(_, id)| is_number(id)) {
            let name = columns.get(at).map_or("", |column| column.name.as_str());
            notes.add(Note::Unresolved, name, Some(row.line), number);
        }
    }
}

/// Blanks cells that say there is nothing.
fn blank(table: &mut ImportTable, nothing: &[&str]) {
    for row in &mut table.rows {
        row.retain(|cell| !nothing.contains(&cell));
    }
}

/// Most tables are right as they are.
const fn nothing(_: &mut ImportTable, _: &mut Notes) {}
