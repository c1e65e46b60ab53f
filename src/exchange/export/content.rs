//! What is exported: the workspace with its numbers, for whom, and the words for its records as its readers may see
//! them.
//!
//! Owns what every format gets and gives. Knows no format.

use std::collections::BTreeSet;
use std::io;

use chrono::NaiveDate;

use super::xml::legible;
use crate::exchange::audience::{Disclosure, WITHHELD};
use crate::model::Workspace;
use crate::model::bucket::Bucket;
use crate::model::format::{date, long_date};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::product::Product;
use crate::model::record::Declared;
use crate::model::settings::Settings;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::findings::Finding;
use crate::scoring::forecast::roadmap::chart::ChartWish;
use crate::scoring::ratio::Ratio;
use crate::scoring::survey::Survey;

/// What is exported, and for whom.
#[derive(Clone, Copy, Debug)]
pub struct Content<'a> {
    /// The records.
    pub workspace: &'a Workspace,
    /// Their numbers, under the lens that is on.
    pub evaluation: &'a Evaluation,
    /// What is known of them beyond the ranking.
    pub survey: &'a Survey,
    /// The items that are meant, in the order they are shown.
    pub items: &'a [Id],
    /// What those who will see it may see.
    pub disclosure: &'a Disclosure,
    /// The session that is meant; none for the open one, or else the latest.
    pub session: Option<Id>,
    /// The workspace as it was when the last sheet of its plan was made, with the word for that day; none where that
    /// is not known.
    pub earlier: Option<&'a (String, Workspace)>,
    /// The day it is made.
    pub today: Option<NaiveDate>,
    /// How its cells are written, and what goes along.
    pub wish: ExportWish,
}

/// What stands between the cells of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// A tab.
    Tab,
}

impl Separator {
    /// All of them, with their names.
    pub const ALL: [(Self, &'static str); 3] = [
        (Self::Comma, "comma"),
        (Self::Semicolon, "semicolon"),
        (Self::Tab, "tab"),
    ];

    /// The sign itself.
    pub const fn byte(self) -> u8 {
        match self {
            Self::Comma => b',',
            Self::Semicolon => b';',
            Self::Tab => b'\t',
        }
    }
}

/// How an export is made, beside its format and its audience.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ExportWish {
    /// What stands between cells; none for what goes with the decimals.
    pub separator: Option<Separator>,
    /// Whether numbers have a decimal comma.
    pub has_commas: bool,
    /// Whether states, labels and due days go along where they were changed here.
    pub has_changes: bool,
    /// How a roadmap is grouped, whom it is for, how far it reaches.
    pub roadmap: ChartWish,
    /// Which file of several, from the first, where one may not hold all rows.
    pub part: usize,
}

impl ExportWish {
    /// What stands between cells: with a decimal comma a semicolon, as spreadsheets of those countries read it.
    pub fn separator(self) -> Separator {
        self.separator.unwrap_or(if self.has_commas {
            Separator::Semicolon
        } else {
            Separator::Comma
        })
    }
}

/// What a format made of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Export {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the format could not take along, one line each.
    pub notes: Vec<String>,
}

/// What a format could not take along, one line each; the file went out as it was made.
pub type Written = Result<Vec<String>, ExportError>;

/// What an export made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExportOutput {
    /// The file; nothing where it was written elsewhere as it was made.
    pub bytes: Vec<u8>,
    /// Further files, where one may not hold all rows.
    pub more: Vec<Vec<u8>>,
    /// What the format could not take along, one line each.
    pub notes: Vec<String>,
    /// How many items are in it.
    pub items: usize,
    /// What the audience may not see and was left out; none when that is nothing.
    pub held_back: Option<String>,
    /// Words in it that may still be a part of a private name; none when there are none.
    pub doubts: Option<String>,
}

/// Why nothing was exported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{what}")]
pub struct ExportError {
    /// What is wrong.
    pub what: String,
}

impl ExportError {
    /// There is nothing to export, and why.
    pub(super) fn nothing(why: &str) -> Self {
        Self {
            what: format!("there is nothing to export: {why}"),
        }
    }
}

impl From<io::Error> for ExportError {
    fn from(error: io::Error) -> Self {
        Self {
            what: format!("cannot write: {error}"),
        }
    }
}

impl<'a> Content<'a> {
    /// A text as its readers may see it.
    pub(super) fn said(&self, text: &str) -> String {
        legible(&self.disclosure.text(text)).trim().to_owned()
    }

    /// What the whole is called: the product, or else the board, or else that it is a backlog.
    pub(super) fn name(&self) -> String {
        let product = self.said(&self.workspace.the::<Product>().name);
        let title = self.said(&self.workspace.the::<Settings>().title);
        let names = [product, title, "Backlog".to_owned()];
        names
            .into_iter()
            .find(|name| !name.is_empty())
            .unwrap_or_default()
    }

    /// What an item is called.
    pub(super) fn title(&self, id: Id) -> String {
        let title = self.workspace.get::<Item>(id);
        let title = title.map_or_else(String::new, |item| self.said(&item.title));
        if title.is_empty() {
            id.to_string()
        } else {
            title
        }
    }

    /// Who somebody is; of those whose name is kept private only that it is somebody.
    pub(super) fn person(&self, id: Option<Id>) -> String {
        let person = id.and_then(|id| self.workspace.get::<Person>(id));
        match person {
            Some(person) if self.disclosure.shows_record(person) => self.said(&person.name),
            Some(_) => WITHHELD.to_owned(),
            None => String::new(),
        }
    }

    /// The place of an item's bucket among the buckets.
    pub(super) fn bucket(&self, id: Id) -> Option<usize> {
        let own = self.workspace.get::<Item>(id)?.bucket.0?;
        let all = &self.evaluation.balance.buckets;
        all.iter().position(|bucket| *bucket == own)
    }

    /// The names of the buckets, in their place.
    pub(super) fn buckets(&self) -> Vec<String> {
        let name = |id: &Id| {
            let bucket = self.workspace.get::<Bucket>(*id);
            bucket.map_or_else(String::new, |bucket| self.said(&bucket.name))
        };
        self.evaluation.balance.buckets.iter().map(name).collect()
    }

    /// The ids of the items that are meant.
    pub(super) fn meant(&self) -> BTreeSet<Id> {
        self.items.iter().copied().collect()
    }

    /// The increment that is being prepared.
    pub(super) fn coming(&self) -> Option<&'a Increment> {
        self.evaluation.coming(self.workspace)
    }

    /// What the backlog's own checks report, but for what is silenced and what names items that are not meant.
    pub(super) fn findings(&self) -> impl Iterator<Item = &'a Finding> {
        let meant = self.meant();
        self.survey.findings.iter().filter(move |finding| {
            let mut about = finding.reason.items().iter().copied().chain(finding.item());
            let is_loud = finding.silence.is_none() && finding.is_of_backlog();
            is_loud && about.all(|id| meant.contains(&id))
        })
    }

    /// The rank of an item in the shown order.
    pub(super) fn rank(&self, id: Id) -> Option<usize> {
        self.evaluation.score(id)?.rank
    }

    /// Of how many items those that are meant are a part; none when all are.
    pub(super) fn part_of(&self) -> Option<usize> {
        let all = self.workspace.count(Item::KIND);
        (self.items.len() < all).then_some(all)
    }
}

/// A number of points.
pub(super) fn points(number: Ratio) -> String {
    let unit = if number == Ratio::ONE {
        "point"
    } else {
        "points"
    };
    format!("{} {unit}", number.to_short())
}

/// A stretch of days in few words: `4 Jan to 15 Jan 2027`; nothing without both ends.
pub(super) fn days(from: Option<NaiveDate>, to: Option<NaiveDate>) -> String {
    match (from, to) {
        (Some(from), Some(to)) => {
            format!("{} to {}", date(from), long_date(to))
        }
        _ => String::new(),
    }
}
