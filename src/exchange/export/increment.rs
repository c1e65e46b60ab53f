//! What there is to say of the coming increment beside its drawing: load, mix, objectives, days, risks, confidence.
//!
//! Owns which tables there are and what stands in their cells, as their readers may see it; sheet and report lay
//! them out. The numbers are those of the plan view.

mod people;
mod teams;
mod work;

use serde::Serialize;

use super::content::Content;
use super::content::days;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::team::Team;
use crate::scoring::facts::FactTable;
use crate::scoring::plan::figures::{Figures, figures};
use crate::scoring::plan::team_board::TeamBoard;
use crate::scoring::ratio::Ratio;

/// An increment in tables.
#[derive(Serialize)]
pub(super) struct IncrementTables {
    /// What it is called.
    pub name: String,
    /// Its days.
    pub days: String,
    /// What it is for.
    pub goal: String,
    /// The tables that hold something.
    pub tables: Vec<FactTable>,
}

/// An increment, and what its tables are made of.
struct IncrementFacts<'a> {
    content: &'a Content<'a>,
    increment: &'a Increment,
    board: TeamBoard,
    figures: Figures,
}

/// The coming increment in tables; none where none is set.
pub(super) fn tables(content: &Content<'_>) -> Option<IncrementTables> {
    let increment = content.coming()?;
    let past = &content.evaluation.race.past;
    let board = TeamBoard::of(content.workspace, past, increment, content.items);
    let facts = IncrementFacts {
        figures: figures(content.workspace, past, &board.planned),
        board,
        content,
        increment,
    };
    let tables = [
        facts.load(),
        facts.mix(),
        facts.teams(),
        facts.links(),
        facts.changes(),
        facts.objectives(),
        facts.promises(),
        facts.goals(),
        facts.milestones(),
        facts.risks(),
        facts.awaited(),
        facts.confidence(),
    ];
    Some(IncrementTables {
        name: content.said(&increment.name),
        days: days(increment.starts, increment.ends),
        goal: content.said(&increment.goal),
        tables: tables
            .into_iter()
            .filter(FactTable::says_something)
            .collect(),
    })
}

impl IncrementFacts<'_> {
    fn said(&self, text: &str) -> String {
        self.content.said(text)
    }

    fn team(&self, id: Option<Id>) -> String {
        let team = id.and_then(|id| self.content.workspace.get::<Team>(id));
        team.map_or_else(String::new, |team| self.said(&team.name))
    }
}

/// A number; a question mark where it is unknown.
fn known(number: Option<Ratio>) -> String {
    number.map_or_else(|| "?".to_owned(), Ratio::to_short)
}
