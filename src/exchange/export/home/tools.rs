//! The tools that work goes home to, a row each.
//!
//! Owns what each asks of a table, and which keys are its own.

use super::azure::{AzurePoints, PROCESSES};
use crate::exchange::export::content::Separator;
use crate::model::item::Item;

/// A tool that has an importer of tables.
#[derive(Debug)]
pub struct HomeTool {
    /// What the tool is called where items come from it.
    pub(super) tool: &'static str,
    /// Whether something is a key of its own, of an item that came from nowhere.
    pub(super) is_own: fn(&Item) -> bool,
    pub(super) separator: Separator,
    /// The most rows it takes at a time.
    pub(super) most: usize,
    /// Its columns, each with what stands in it.
    pub(super) columns: &'static [(&'static str, HomeCell)],
    /// What a blank cell does there.
    pub(super) blank: BlankCell,
    /// What it calls what is not begun, being done, done and given up.
    pub(super) states: [&'static str; 4],
    /// What stands between labels; none where each has a column.
    pub(super) labels: Option<&'static str>,
    /// How it writes a day.
    pub(super) day: &'static str,
    /// What has to be known before it is used.
    pub(super) note: &'static str,
}

/// What a blank cell does in a tool.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BlankCell {
    /// It leaves the value that is there; these words take it away.
    Keeps(&'static str),
    /// It may take the value away, so that every row has what is known here.
    Clears,
    /// The tool makes new issues, so that every column has what is known here.
    IsNew,
}

/// What stands in a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HomeCell {
    Key,
    Title,
    Link,
    Note,
    /// The kind and the state as the tool calls them, in every row.
    Kind,
    Standing,
    /// The key of what it is a part of, where something here is a part.
    Parent,
    /// Points; in Azure the field depends on the kind.
    Points,
    PointsOf(AzurePoints),
    Rank,
    Score,
    Cost,
    /// What may have been changed here.
    State,
    Labels,
    Due,
    Blank,
}

use HomeCell::{Blank, Cost, Due, Key, Kind, Labels, Link, Note, Parent, Points, PointsOf, Rank};
use HomeCell::{Score, Standing, State as StateCell, Title};

/// Not plain “Rank”, which is a field of Jira's own with another form.
const RANK: &str = "evenkeel rank";
const COST: &str = "Cost of delay";
/// Takes the name of the score of the method.
pub(super) const SCORE: &str = "";

pub const JIRA: HomeTool = HomeTool {
    tool: "Jira",
    is_own: |item| is_key(&item.key),
    separator: Separator::Comma,
    most: 1_500,
    columns: &[
        ("Issue key", Key),
        ("Summary", Title),
        ("Parent key", Parent),
        ("Story Points", Points),
        (RANK, Rank),
        (SCORE, Score),
        (COST, Cost),
        ("Status", StateCell),
        ("Labels", Labels),
        ("Due date", Due),
    ],
    blank: BlankCell::Keeps("<<!clear!>>"),
    states: ["To Do", "In Progress", "Done", "Won't Do"],
    labels: None,
    day: "%d/%b/%y 12:00 AM",
    note: "",
};

pub const AZURE: HomeTool = HomeTool {
    tool: "Azure DevOps",
    is_own: |item| is_number(&item.key),
    separator: Separator::Comma,
    most: 1_000,
    columns: &[
        ("ID", Key),
        ("Work Item Type", Kind),
        ("Title", Title),
        ("State", Standing),
        ("Parent", Parent),
        ("Story Points", PointsOf(AzurePoints::Story)),
        ("Effort", PointsOf(AzurePoints::Effort)),
        ("Size", PointsOf(AzurePoints::Size)),
        (RANK, Rank),
        (SCORE, Score),
        (COST, Cost),
        ("Tags", Labels),
        ("Target Date", Due),
    ],
    blank: BlankCell::Clears,
    states: PROCESSES[0].states,
    labels: Some("; "),
    day: "%Y-%m-%d",
    note: "Azure DevOps asks for the state: import from it first, so that it is today's; \
        rank, score and cost of delay need fields of these names in its process, or delete the columns",
};

pub const LINEAR: HomeTool = HomeTool {
    tool: "Linear",
    is_own: |item| is_key(&item.key),
    separator: Separator::Comma,
    most: usize::MAX,
    columns: &[
        ("ID", Key),
        ("Team", Blank),
        ("Title", Title),
        ("Description", Note),
        ("Status", StateCell),
        ("Estimate", Points),
        ("Priority", Blank),
        ("Project", Blank),
        ("Creator", Blank),
        ("Assignee", Blank),
        ("Labels", Labels),
        ("Cycle Number", Blank),
        ("Cycle Name", Blank),
        ("Cycle Start", Blank),
        ("Cycle End", Blank),
        ("Created", Blank),
        ("Updated", Blank),
        ("Started", Blank),
        ("Completed", Blank),
        ("Canceled", Blank),
        ("Archived", Blank),
        ("Due Date", Due),
        (RANK, Rank),
        (SCORE, Score),
        (COST, Cost),
    ],
    blank: BlankCell::IsNew,
    states: ["Backlog", "In Progress", "Done", "Canceled"],
    labels: Some(", "),
    day: "%Y-%m-%d",
    note: "Linear's importer makes a new issue of every row and changes none that is there",
};

pub const GITHUB: HomeTool = HomeTool {
    tool: "GitHub",
    is_own: |item| item.link.contains("github.com/") && item.link.contains("/issues/"),
    separator: Separator::Tab,
    most: usize::MAX,
    columns: &[
        ("Title", Title),
        ("URL", Link),
        ("Estimate", Points),
        (RANK, Rank),
        (SCORE, Score),
        (COST, Cost),
        ("Status", StateCell),
        ("Labels", Labels),
        ("Target date", Due),
    ],
    blank: BlankCell::Clears,
    states: ["Todo", "In Progress", "Done", "Done"],
    labels: Some(", "),
    day: "%Y-%m-%d",
    note: "GitHub imports no table: paste the cells into a table of a project",
};

/// A key such as `SHOP-12`.
fn is_key(key: &str) -> bool {
    let parts = key.rsplit_once('-');
    parts.is_some_and(|(project, number)| {
        let letters = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
        project.starts_with(|c: char| c.is_ascii_uppercase())
            && project.chars().all(letters)
            && is_number(number)
    })
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
