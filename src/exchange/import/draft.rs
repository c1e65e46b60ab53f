//! Drafts: what a foreign file says about one item, before it meets the workspace.
//!
//! Every format reads into these; nothing here knows a format. All text is clean already.

use chrono::NaiveDate;

use super::claims::FileScore;
use super::notes::{Note, Notes};
use crate::model::field::{ExtraCell, Value};
use crate::model::id::Id;
use crate::model::item::{Sort, State, Tier};
use crate::model::number::Number;

/// One item as a file tells it. What is blank, the file does not say.
#[derive(Debug, Default)]
pub(super) struct ItemDraft {
    pub line: usize,
    /// Where it stands in the order of the file, from 1.
    pub at: usize,
    /// Where it stands among all items; 0 where the file says nothing of it.
    pub place: usize,
    /// What stands beside the title, as a short text that differs for different rows; only kept of rows without a key.
    pub rest: String,
    /// Whether a spreadsheet made something else of the item's own id.
    pub is_spoiled: bool,
    /// The item's own id, where evenkeel wrote the file.
    pub id: Option<Id>,
    pub key: String,
    pub title: String,
    pub sort: Option<Guess<Sort>>,
    /// Whether its kind is that of a test or the like, which is not ranked.
    pub is_no_work: bool,
    pub state: Option<Guess<State>>,
    pub labels: Vec<String>,
    pub note: String,
    pub size: Option<FileEstimate>,
    /// Ratings by criteria, by the columns they stood in.
    pub rated: Vec<(usize, Number)>,
    /// What the file says scores are.
    pub claims: Vec<(FileScore, FileEstimate)>,
    pub owner: String,
    pub requester: String,
    /// Further people who stood beside them.
    pub others: Vec<String>,
    /// Names, each with the mail address that stood beside it.
    pub mails: Vec<(String, String)>,
    pub due: Option<NaiveDate>,
    pub link: String,
    pub references: Vec<Reference>,
    /// Fields by position, with their values.
    pub fields: Vec<(usize, Value)>,
    /// Fields that point to records, by position, in the words of the file.
    pub pointers: Vec<NamedLink>,
    pub extra: Vec<ExtraCell>,
    /// What its row calls the larger piece of work it is a part of, the surest name first.
    pub parents: Vec<String>,
    /// The level its kind is a word for.
    pub tier: Option<Tier>,
    /// What there is to say of its row, once that comes in.
    pub notes: Notes,
    /// The columns in which something was left out on export.
    pub hidden: Vec<String>,
}

impl ItemDraft {
    /// Whether evenkeel wrote it.
    pub const fn is_own(&self) -> bool {
        self.id.is_some() || self.is_spoiled
    }

    /// What it goes by: its key, or its title.
    pub fn called(&self) -> &str {
        if self.key.is_empty() {
            &self.title
        } else {
            &self.key
        }
    }

    /// The title, where no key tells it from others.
    pub fn title_if_nameless(&self) -> &str {
        if self.key.is_empty() { &self.title } else { "" }
    }

    /// Keeps what leads to nothing here as an imported column, and notes it.
    pub fn keep_unresolved(&mut self, column: String, text: String, notes: &mut Notes) {
        notes.add(Note::Unresolved, &column, Some(self.line), &text);
        self.extra.push(ExtraCell { name: column, text });
    }
}

/// A number and the column it stood in.
#[derive(Debug)]
pub(super) struct FileEstimate {
    pub value: Number,
    /// From where to where it may be, where the file says that.
    pub range: Option<(Number, Number)>,
    pub column: String,
}

/// What a foreign word was taken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Guess<T> {
    pub is: T,
    /// The word says less than evenkeel can; it never overrules what somebody chose here.
    pub vague: bool,
}

/// A word for another item: its key, or its title.
#[derive(Debug)]
pub(super) struct Reference {
    pub column: String,
    pub text: String,
    pub way: NeedDirection,
}

/// What a field that points to other records says: their names.
#[derive(Debug)]
pub(super) struct NamedLink {
    pub field: usize,
    pub column: String,
    pub text: String,
}

/// Which of two items comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NeedDirection {
    /// The item of this row needs the other one first.
    NeedsThat,
    /// The other one needs the item of this row first.
    NeededByThat,
}
