//! The board's filter, as typed after `/`.
//!
//! Owns the language, which items a filter lets through and what completes it. Knows the model:
//! marks, ranks and scores come in as [`Scored`], text to search as a prepared [`Haystack`].
//!
//! Terms stand side by side and all must match: `word`, `"a phrase"`, `bucket:tech`, `team=Cart`, `size>5`,
//! `due<2026-12-01`, `unknown:size`, `known:due`, `is:pinned`, `rank<=10`; `-` turns a term around.
//! A term that is not understood is left out and becomes a [`Complaint`]; the others still apply.

mod complete;
mod fold;
mod subject;
mod term;
#[cfg(test)]
mod tests;
mod token;
mod wants;

pub use complete::{Completion, KnownWord, accept, complete, known};
pub use fold::{Haystack, fold};
pub use subject::Computed;

use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind, Record};
use crate::model::text::clean_line;
use crate::scoring::ratio::Ratio;
use term::Term;
use token::Token;

/// What is known of an item beyond its own fields.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scored {
    /// Whether it is marked on the board.
    pub marked: bool,
    /// Whether it shares its score with another item.
    pub tied: bool,
    /// Its place in the order shown, from 1.
    pub rank: Option<usize>,
    /// Its score under the lens shown; none while an input is unknown.
    pub score: Option<Ratio>,
    /// Its cost of delay; none while an input is unknown.
    pub cod: Option<Ratio>,
    /// Whether it has no place of its own in the ranking: it is a part of what is ranked, or larger than that.
    pub is_beside: bool,
}

impl Scored {
    /// The computed number of this name.
    pub fn get(&self, computed: Computed) -> Option<Ratio> {
        match computed {
            Computed::Rank => self
                .rank
                .and_then(|rank| i64::try_from(rank).ok())
                .map(Ratio::whole),
            Computed::Score => self.score,
            Computed::CostOfDelay => self.cod,
        }
    }
}

/// Why a term of a filter does not apply.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Complaint {
    /// What is wrong or missing.
    pub what: String,
    /// What would work.
    pub hint: String,
}

impl Complaint {
    fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }
}

/// A filter that was understood as far as possible. The default lets everything through.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filter {
    terms: Vec<Term>,
    complaints: Vec<Complaint>,
}

impl Filter {
    /// Reads a filter. It never fails: what is unfinished or wrong becomes a complaint.
    ///
    /// Links are looked up here, so a filter is read again when records change.
    pub fn parse(text: &str, workspace: &Workspace) -> Self {
        Self::of(Item::KIND, text, workspace)
    }

    /// Reads a filter of the records of a kind.
    pub fn of(kind: &'static Kind, text: &str, workspace: &Workspace) -> Self {
        let mut filter = Self::default();
        for raw in token::split(&clean_line(text)) {
            match Term::read(Token::read(raw), kind, workspace) {
                Ok(term) => filter.terms.push(term),
                Err(complaint) => filter.complaints.push(complaint),
            }
        }
        filter.terms.sort_by_key(Term::is_slow);
        filter
    }

    /// Whether an item satisfies every term. `haystack` is that of the same item; what is known of it besides is
    /// looked at only where a term asks for it.
    pub fn matches(
        &self,
        record: &dyn Record,
        haystack: &Haystack,
        scored: &dyn Fn() -> Scored,
    ) -> bool {
        self.terms
            .iter()
            .all(|term| term.matches(record, haystack, scored))
    }

    /// What an item that no other term holds back has to have for a comparison and has not.
    pub fn lacks(
        &self,
        record: &dyn Record,
        haystack: &Haystack,
        scored: &dyn Fn() -> Scored,
    ) -> Option<&'static str> {
        let mut found = None;
        for term in &self.terms {
            match term.lacks(record, scored) {
                Some(label) => found = found.or(Some(label)),
                None if term.matches(record, haystack, scored) => {}
                None => return None,
            }
        }
        found
    }

    /// Whether an item can lack what a term compares.
    pub fn compares(&self) -> bool {
        self.terms.iter().any(Term::compares)
    }

    /// The terms that do not apply, and why, in the order typed.
    pub fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }

    /// Whether it lets everything through.
    pub const fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// Whether a term asks for the state of an item; closed items are shown only then.
    pub fn mentions_state(&self) -> bool {
        self.terms.iter().any(Term::mentions_state)
    }
}
