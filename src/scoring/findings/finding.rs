//! What a finding is: its check, what it concerns, and where it leads.

use super::board::CheckedBoard;
use super::reason::Reason;
use crate::model::id::Id;
use crate::model::increment::Iteration;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::model::text::Severity;
use crate::model::words::Text;
use crate::scoring::ranking::wsjf::Factor;

/// One check of the backlog.
pub struct Check {
    /// The stable name, for files and scripts.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What helps against it.
    pub remedy: Remedy,
    /// What it finds, in a few words.
    pub title: Text,
    /// What it means and what helps.
    pub meaning: Text,
    /// Where it can be set right.
    pub goes: Goes,
    /// Finds it.
    pub find: fn(&CheckedBoard<'_>) -> Found,
}

impl std::fmt::Debug for Check {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code)
    }
}

impl PartialEq for Check {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}

impl Eq for Check {}

/// What helps against a finding. A list has them in this order where they are as bad as each other: first what ends
/// many at once, last what is only to be written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Remedy {
    /// Other contents of an interval, an iteration, or another order.
    Replan,
    /// An answer that somebody waits for.
    Decide,
    /// Words with people.
    Talk,
    /// An estimate, or a talk about one.
    Estimate,
    /// A look at how things really are.
    Test,
    /// Something that contradicts itself, put right.
    Repair,
    /// What nobody wrote down yet.
    Write,
}

impl Remedy {
    /// What to do, as a heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Replan => "Change the plan",
            Self::Decide => "Decide, and say so",
            Self::Talk => "Talk with people",
            Self::Estimate => "Estimate again",
            Self::Test => "Find out whether it is true",
            Self::Repair => "Put right what cannot be true",
            Self::Write => "Write down what is missing",
        }
    }
}

/// Where a finding can be set right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goes {
    /// In this field of the form of its item or record.
    Field(&'static str),
    /// In the estimate the finding names.
    Estimate,
    /// In the option the finding names.
    Option,
    /// In the assumption the finding names.
    Assumption,
    /// At the item's pin.
    Pin,
    /// In the plan, at its item or record.
    Plan,
}

/// What a finding is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingPlace {
    /// The backlog as a whole.
    Workspace,
    /// A column of estimates.
    Column(Factor),
    /// An item.
    Item(Id),
    /// A record of another kind.
    Record(&'static Kind, Id),
}

impl FindingPlace {
    /// The record it is, an item too; none for the backlog as a whole and for a column.
    pub const fn record(self) -> Option<(&'static Kind, Id)> {
        match self {
            Self::Item(id) => Some((Item::KIND, id)),
            Self::Record(kind, id) => Some((kind, id)),
            Self::Workspace | Self::Column(_) => None,
        }
    }
}

/// What a check finds: about what, and why.
pub(super) type Found = Vec<(FindingPlace, Reason)>;

/// Something found about a place, in words of its own.
pub(super) fn said(place: FindingPlace, words: impl Into<String>) -> (FindingPlace, Reason) {
    (place, Reason::Said(words.into()))
}

/// The same about a record.
pub(super) fn of<R: Declared>(id: Id, words: impl Into<String>) -> (FindingPlace, Reason) {
    said(FindingPlace::Record(R::KIND, id), words)
}

/// The same about an item.
pub(super) fn of_item(item: &Item, words: impl Into<String>) -> (FindingPlace, Reason) {
    said(FindingPlace::Item(item.id), words)
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The check that found it.
    pub check: &'static Check,
    /// What it is about.
    pub place: FindingPlace,
    /// The facts.
    pub reason: Reason,
    /// The silence that keeps it quiet.
    pub silence: Option<Id>,
}

impl Finding {
    /// Whether it is about the backlog, and not about what stands beside it: risks, votes and actions name
    /// people and are for those who plan.
    pub const fn is_of_backlog(&self) -> bool {
        !matches!(self.place, FindingPlace::Record(..))
    }

    /// The item to go to: its own, or for the backlog as a whole the first one to look at.
    pub fn item(&self) -> Option<Id> {
        match self.place {
            FindingPlace::Item(id) => Some(id),
            FindingPlace::Workspace | FindingPlace::Column(_) => {
                self.reason.items().first().copied()
            }
            FindingPlace::Record(..) => None,
        }
    }

    /// The records that lead to it in the plan: its iteration or what it is about, then the item to look at: of a need
    /// that is missing the one that has it, of a Must that is left the first one.
    pub fn in_plan(&self) -> Vec<(&'static Kind, Id)> {
        let place = if let Reason::TeamLoads(loads) = &self.reason {
            loads.first().map(|load| (Iteration::KIND, load.0))
        } else {
            self.place.record()
        };
        let item = self.item().or_else(|| self.reason.items().first().copied());
        let item = item.map(|id| (Item::KIND, id));
        place.into_iter().chain(item).collect()
    }
}
