//! Home: scores go back to the tool the items came from, as a table its importer takes.
//!
//! Owns which tools there are, a row each, and what their tables hold: key, title, points, rank, score and cost of
//! delay of every item of that tool; on request also state, labels and due day where they were changed here, with what
//! they are today. A blank cell changes nothing there. Nothing that was imported goes back as it came, but for what a
//! tool asks for in every row. Cells stand as they are, and there is no byte order mark, which would be taken for a
//! part of the first name.
//!
//! Rules: Jira wants a heading with `Summary`, updates by `Issue key`, and takes 1,500 rows at a time. Azure DevOps
//! wants `ID`, `Work Item Type`, `Title` and `State` to update, and takes 1,000. Linear reads the columns of its own
//! export and makes new issues. GitHub's projects take cells that are pasted into a table.

mod azure;
mod tools;

use std::io::Write;

use self::azure::{KIND, Process};
use self::tools::HomeCell::{self, Blank, Cost, Due, Key, Kind, Labels, Link, Note, Parent};
use self::tools::HomeCell::{Points, PointsOf, Rank, Score, Standing, State as StateCell, Title};
pub use self::tools::{AZURE, GITHUB, HomeTool, JIRA, LINEAR};
use self::tools::{BlankCell, SCORE};
use super::content::{Content, ExportError, Written};
use super::csv::written;
use super::table::items;
use crate::exchange::import::{is_changed_here, tool_of};
use crate::model::format::count;
use crate::model::item::{Item, Sort, State, Tier};
use crate::model::words::ITEM;
use crate::scoring::ranking::method::Method;
use crate::scoring::ratio::Ratio;

/// How many items go to a tool.
pub(super) fn counted(home: &HomeTool, content: &Content<'_>) -> usize {
    items(content)
        .filter(|item| goes(home, content, item))
        .count()
}

/// How many files a tool needs.
pub(super) fn files(home: &HomeTool, content: &Content<'_>) -> usize {
    counted(home, content).div_ceil(home.most).max(1)
}

/// Whether an item goes there: it has a key of this tool, and its title tells nobody's private name.
fn goes(home: &HomeTool, content: &Content<'_>, item: &Item) -> bool {
    is_of(home, item) && !content.disclosure.withholds(&item.title)
}

fn is_of(home: &HomeTool, item: &Item) -> bool {
    let has_key = !item.key.is_empty() || home.tool == GITHUB.tool && !item.link.is_empty();
    has_key
        && match tool_of(item) {
            Some(tool) => tool == home.tool,
            None => (home.is_own)(item),
        }
}

/// Writes the items of a tool, one row each.
pub(super) fn write(home: &HomeTool, content: &Content<'_>, to: &mut dyn Write) -> Written {
    let all: Vec<&Item> = items(content)
        .filter(|item| goes(home, content, item))
        .collect();
    if all.is_empty() {
        let why = format!(
            "no {ITEM} has a key of {0} · import from {0} first",
            home.tool
        );
        return Err(ExportError::nothing(&why));
    }
    let first = content.wish.part.saturating_mul(home.most);
    let part: Vec<&Item> = all.iter().copied().skip(first).take(home.most).collect();
    let table = HomeTable {
        home,
        content,
        process: Process::of(&all),
    };
    let columns = table.columns(&part);
    let score = Method::of(content.evaluation.lens).heading;
    let names = columns.iter().map(|(name, _, _)| match *name {
        SCORE => score.to_owned(),
        name => name.to_owned(),
    });
    let rows = part.iter().map(|item| {
        let cell = |(_, cell, at): &(&str, HomeCell, usize)| table.cell(item, *cell, *at);
        columns.iter().map(cell).collect::<Vec<_>>().into_iter()
    });
    written(names, rows, home.separator, to)?;
    Ok(notes(home, content))
}

/// What is left out, and what has to be known of the tool.
fn notes(home: &HomeTool, content: &Content<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    let mut left_out = |is_left: &dyn Fn(&Item) -> bool, why: &str| {
        let all = items(content).filter(|item| is_left(item)).count();
        if all > 0 {
            let are = if all == 1 { "is" } else { "are" };
            notes.push(format!(
                "{} {why} {are} left out",
                count(all, "item", "items")
            ));
        }
    };
    let has_key = |item: &Item| !item.key.is_empty();
    left_out(
        &|item| !has_key(item) && !is_of(home, item),
        "without a key",
    );
    let other = format!("with a key that is not one of {}", home.tool);
    left_out(&|item| has_key(item) && !is_of(home, item), &other);
    let named = "whose title names somebody who is kept private";
    left_out(
        &|item| is_of(home, item) && !goes(home, content, item),
        named,
    );
    let files = files(home, content);
    if files > 1 {
        let most = count(home.most, "row", "rows");
        notes.push(format!(
            "{files} files: {} takes {most} at a time",
            home.tool
        ));
    }
    if !home.note.is_empty() {
        notes.push(home.note.to_owned());
    }
    notes
}

/// The table of a tool, as it is filled.
struct HomeTable<'a> {
    home: &'a HomeTool,
    content: &'a Content<'a>,
    process: &'static Process,
}

impl HomeTable<'_> {
    /// The columns that are written; a list of labels is as many as the item has that has most.
    fn columns(&self, part: &[&Item]) -> Vec<(&'static str, HomeCell, usize)> {
        let mut columns = Vec::new();
        let is_new = self.home.blank == BlankCell::IsNew;
        for (name, cell) in self.home.columns {
            let is_filled = || {
                part.iter()
                    .any(|item| !self.cell(item, *cell, 0).is_empty())
            };
            let has = if matches!(cell, StateCell | Labels | Due) {
                is_new || self.content.wish.has_changes
            } else {
                !matches!(cell, PointsOf(_) | Parent) || is_filled()
            };
            let most = part.iter().map(|item| self.labels(item).len()).max();
            let is_repeated = matches!(cell, Labels) && self.home.labels.is_none();
            let times = if is_repeated {
                most.unwrap_or_default().max(1)
            } else {
                1
            };
            columns.extend((0..times).filter(|_| has).map(|at| (*name, *cell, at)));
        }
        columns
    }

    /// What stands in a cell; the columns of one name are counted.
    fn cell(&self, item: &Item, cell: HomeCell, at: usize) -> String {
        let score = self.content.evaluation.score(item.id);
        let said = |text: &str| self.content.disclosure.text(text).into_owned();
        let decimal = |number: Option<Ratio>| number.map_or_else(String::new, Ratio::to_short);
        let points = || {
            item.size
                .value
                .map_or_else(String::new, |size| size.to_string())
        };
        match cell {
            Key => said(&item.key),
            Title => said(&item.title),
            Link => said(&item.link),
            Parent => self.parent(item),
            Note => said(&item.note),
            Kind => self.kind(item),
            Standing => imported(item, "State")
                .filter(|_| !is_changed_here(item, "state"))
                .unwrap_or_else(|| self.state(item.state).to_owned()),
            Points => points(),
            PointsOf(of) if self.process.points(&self.kind(item)) == of => points(),
            PointsOf(_) | Blank => String::new(),
            Rank => score
                .and_then(|score| score.rank)
                .map_or_else(String::new, |rank| rank.to_string()),
            Score => {
                let score = score.and_then(|score| score.line.score);
                decimal(self.content.disclosure.score(score))
            }
            Cost => decimal(score.and_then(|score| score.cost_of_delay)),
            StateCell => self.changed(item, "state", self.state(item.state).to_owned()),
            Due => {
                let day = item.due.map(|day| day.format(self.home.day).to_string());
                self.changed(item, "due", day.unwrap_or_default())
            }
            Labels => match self.home.labels {
                None => {
                    let label = self.labels(item).into_iter().nth(at);
                    // What takes all labels away is written once.
                    let is_said = at == 0 || label.is_some();
                    let label = is_said.then(|| label.unwrap_or_default());
                    label.map_or_else(String::new, |label| self.changed(item, "labels", label))
                }
                Some(between) => self.changed(item, "labels", self.labels(item).join(between)),
            },
        }
    }

    /// A value that goes out where it was changed here, or where the tool needs it in every row.
    fn changed(&self, item: &Item, field: &str, value: String) -> String {
        match self.home.blank {
            BlankCell::Keeps(_) if !is_changed_here(item, field) => String::new(),
            BlankCell::Keeps(clear) if value.is_empty() => clear.to_owned(),
            BlankCell::Clears | BlankCell::IsNew | BlankCell::Keeps(_) => value,
        }
    }

    /// The labels; where each has a column of its own a space would part it.
    fn labels(&self, item: &Item) -> Vec<String> {
        let said = |label: &String| self.content.disclosure.text(label).into_owned();
        let labels = item.labels.iter().map(said);
        match self.home.labels {
            None => labels.map(|label| label.replace(' ', "-")).collect(),
            Some(_) => labels.collect(),
        }
    }

    /// The key of what an item is a part of, where the tool knows that.
    fn parent(&self, item: &Item) -> String {
        let parent = self.content.workspace.linked(&item.parent);
        let parent = parent.filter(|parent| goes(self.home, self.content, parent));
        let key = parent.map(|parent| self.content.disclosure.text(&parent.key).into_owned());
        key.unwrap_or_default()
    }

    /// What the tool calls a kind: the word it came with, or else the nearest.
    fn kind(&self, item: &Item) -> String {
        imported(item, KIND).unwrap_or_else(|| {
            let kind = match item.level {
                Some(Tier::Epic) => "Epic",
                Some(Tier::Task) => "Task",
                Some(Tier::Story) if item.sort != Sort::Defect => self.process.story,
                _ if item.sort == Sort::Feature => "Feature",
                _ if item.sort == Sort::Defect => "Bug",
                _ => self.process.story,
            };
            kind.to_owned()
        })
    }

    /// What the tool calls a state: not begun, being done, done, or given up.
    fn state(&self, state: State) -> &'static str {
        let [open, doing, done, gone] = if self.home.tool == AZURE.tool {
            self.process.states
        } else {
            self.home.states
        };
        match state {
            State::Funnel | State::Analyzing | State::Ready | State::Planned | State::Parked => {
                open
            }
            State::Doing => doing,
            State::Done => done,
            State::Declined => gone,
        }
    }
}

/// An imported cell as it came in.
fn imported(item: &Item, name: &str) -> Option<String> {
    let mut cells = item.extra.iter();
    let cell = cells.find(|cell| cell.name.eq_ignore_ascii_case(name))?;
    Some(cell.text.clone())
}
