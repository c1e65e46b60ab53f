//! What a session can ask for, and which of it each side of the table is asked for.

use crate::desk::Desk;
use crate::model::format::{capital, listed};
use crate::model::person::Side;
use crate::scoring::ranking::wsjf::Factor;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::rubric;

/// Which estimates somebody is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VotesOn {
    /// Every one.
    All,
    /// Value, time and risk.
    Value,
    /// Size.
    Size,
}

impl VotesOn {
    pub(super) const EACH: [Self; 3] = [Self::All, Self::Value, Self::Size];

    /// What a side of the table is asked for: value of those who want it, size of those who build it.
    pub(super) const fn of(side: Option<Side>) -> Self {
        match side {
            Some(Side::Customer | Side::Business) => Self::Value,
            Some(Side::Engineering | Side::Operations) => Self::Size,
            Some(Side::Other) | None => Self::All,
        }
    }

    /// What it is called.
    pub const fn words(self) -> &'static str {
        match self {
            Self::All => "votes on all",
            Self::Value => "votes on value, not size",
            Self::Size => "votes on size",
        }
    }
}

/// What can be asked for in the ranking method in force: all it ranks by, of WSJF also what makes its cost of delay,
/// and each column alone.
pub(super) fn estimates(desk: &Desk) -> Vec<(String, Vec<VoteColumn>)> {
    let workspace = desk.seen();
    let columns = VoteColumn::of(workspace, desk.derived.evaluation.lens);
    let is_wsjf = columns == Factor::ALL.map(VoteColumn::from);
    let names = columns.iter().map(|one| rubric::word(workspace, *one));
    let all = if is_wsjf {
        "Value, time, risk and size".to_owned()
    } else {
        capital(&listed(&names.collect::<Vec<_>>()))
    };
    let mut choices = vec![(all, columns.clone())];
    if is_wsjf {
        let delay = columns.iter().copied();
        let delay = delay.filter(|one| *one != VoteColumn::SIZE);
        choices.push(("Value, time and risk".to_owned(), delay.collect()));
    }
    if let [_, _, ..] = columns.as_slice() {
        let alone = |one: VoteColumn| match one.factor() {
            Some(Factor::Value) => ("Value".to_owned(), vec![one]),
            _ => (rubric::name(workspace, one), vec![one]),
        };
        choices.extend(columns.into_iter().map(alone));
    }
    choices
}
