//! What there is to say of the coming increment beside its drawing: load, mix, objectives, days, risks, confidence.
//!
//! Owns which tables there are and what stands in their cells, as their readers may see it; sheet and report lay
//! them out. The numbers are those of the plan view.

mod people;
mod work;

use serde::Serialize;

use super::Subject;
use super::shown::days;
use super::told::WordTable;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::scoring::plan::figures::{Figures, figures};
use crate::scoring::plan::{Planned, plan_of};
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
    pub tables: Vec<WordTable>,
}

/// What is told of an increment, and where it comes from.
struct IncrementFacts<'a> {
    matter: &'a Subject<'a>,
    increment: &'a Increment,
    planned: Planned,
    figures: Figures,
}

/// The coming increment in tables; none where none is set.
pub(super) fn told(matter: &Subject<'_>) -> Option<IncrementTables> {
    let coming = matter.workspace.the::<Settings>().increment.0?;
    let increment = matter.workspace.get::<Increment>(coming)?;
    let (planned, _) = plan_of(matter.workspace, increment, matter.items);
    let teller = IncrementFacts {
        figures: figures(matter.workspace, &planned),
        planned,
        matter,
        increment,
    };
    let tables = [
        teller.load(),
        teller.mix(),
        teller.needs(),
        teller.objectives(),
        teller.milestones(),
        teller.risks(),
        teller.awaited(),
        teller.confidence(),
    ];
    let told = |table: &WordTable| !table.rows.is_empty() || !table.notes.is_empty();
    Some(IncrementTables {
        name: matter.said(&increment.name),
        days: days(increment.starts, increment.ends),
        goal: matter.said(&increment.goal.0),
        tables: tables.into_iter().filter(told).collect(),
    })
}

impl IncrementFacts<'_> {
    fn said(&self, text: &str) -> String {
        self.matter.said(text)
    }

    fn team(&self, id: Option<Id>) -> String {
        let team = id.and_then(|id| self.matter.workspace.get::<Team>(id));
        team.map_or_else(String::new, |team| self.said(&team.name))
    }
}

/// A number; a question mark where it is unknown.
fn known(number: Option<Ratio>) -> String {
    number.map_or_else(|| "?".to_owned(), Ratio::to_short)
}
