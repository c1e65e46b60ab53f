//! A role: what a column of a foreign table is for.
//!
//! Owns what there is. Which name has which role is in `roles`.

use super::claims::FileScore;
use super::draft::NeedDirection;
use super::prose::Markup;
use crate::model::item::State;

/// What a column is for. Where several columns could serve, the lower rank is asked first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The item's own id, in a table that evenkeel wrote.
    Id {
        /// Whether its cells stand as they are, formulas or not.
        is_raw: bool,
    },
    /// In which columns of the row something was left out.
    Hidden,
    Title(u8),
    Key(u8),
    Sort,
    State,
    /// Jira's status category: to do, in progress, done.
    Category,
    /// Why something was closed.
    Resolution,
    /// The day something was closed: of what is done the day it was done.
    Closed,
    /// The day on which a state began: kept as it is, and a day of the item's states.
    Began(State),
    /// Filled where something is put away for good.
    Archived,
    Labels,
    /// One label, whatever is in it.
    Label,
    /// A description, written in some markup; a plain one in that of the tracker.
    Note(Markup),
    Size(u8),
    Owner,
    Requester,
    Due,
    Link,
    References(NeedDirection),
    /// A field of the item by position, read as its type says.
    Field(usize),
    /// A rating by a criterion of the weighted score.
    Rating,
    /// A score somebody else typed or computed; kept, never used.
    Score,
    /// A result of a method; kept, never used, and compared with ours.
    FileScore(FileScore),
    /// Known by name and kept as it is.
    Extra,
    /// Left out, because a person said so.
    Left,
    /// Not known; kept as it is.
    Other,
}

/// Roles, each with names of columns that have it, in lower case and between commas.
pub(super) type RoleNames = &'static [(Role, &'static str)];

impl Role {
    /// The items that the one of the row needs first.
    pub const NEEDS: Self = Self::References(NeedDirection::NeedsThat);
    /// The items that need the one of the row first.
    pub const NEEDED_BY: Self = Self::References(NeedDirection::NeededByThat);

    /// The rank of a title.
    pub const fn as_title(self) -> Option<u8> {
        if let Self::Title(rank) = self {
            Some(rank)
        } else {
            None
        }
    }

    /// The rank of a key.
    pub const fn as_key(self) -> Option<u8> {
        if let Self::Key(rank) = self {
            Some(rank)
        } else {
            None
        }
    }

    /// Whether it means the same behind a word for the item: `Task status` is a status.
    pub const fn is_of_item(self) -> bool {
        matches!(
            self,
            Self::Sort
                | Self::State
                | Self::Category
                | Self::Labels
                | Self::Note(_)
                | Self::Owner
                | Self::Requester
                | Self::Due
                | Self::Link
                | Self::Size(_)
        )
    }

    /// The same of the day on which something began; what else a name may mean, a tool must say itself.
    pub const fn if_began(self) -> Self {
        if let Self::Began(_) = self {
            self
        } else {
            Self::Other
        }
    }

    /// Whether it is a size or a score, which fields that people name themselves often are.
    pub const fn counts(self) -> bool {
        matches!(self, Self::Size(_) | Self::Score)
    }

    /// Whether a header with this column is more than a row of words.
    pub const fn is_known(self) -> bool {
        !matches!(self, Self::Other)
    }
}
