//! What people promise, await and believe: objectives, milestones, risks, what others owe, the vote of confidence.
//!
//! Owns those tables. Who somebody is, is said as far as the audience may know.

use chrono::NaiveDate;

use super::{IncrementFacts, known};
use crate::exchange::export::content::days;
use crate::model::dependency::Dependency;
use crate::model::field::Choice;
use crate::model::format::full_date;
use crate::model::increment::Iteration;
use crate::model::milestone::Milestone;
use crate::model::objective::Objective;
use crate::model::person::Level;
use crate::model::risk::Risk;
use crate::model::settings::Settings;
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::plan::inputs::{kept_until, reached, vote};
use crate::scoring::plan::iterations;
use crate::scoring::plan::words as said;
use crate::scoring::ratio::Ratio;

impl IncrementFacts<'_> {
    pub(super) fn objectives(&self) -> FactTable {
        let all = self.content.workspace.all::<Objective>();
        let own = all.filter(|objective| objective.increment.0 == Some(self.increment.id));
        let rows: Vec<Vec<String>> = own
            .map(|objective| {
                vec![
                    self.said(&objective.text),
                    self.team(objective.team.0),
                    objective.commitment.word().label.to_owned(),
                    known(objective.planned_value.map(Ratio::from)),
                    objective
                        .actual_value
                        .map_or_else(|| "–".to_owned(), |value| value.to_string()),
                    self.given(objective),
                ]
            })
            .collect();
        let has_actual = |row: &Vec<String>| row.get(4).is_some_and(|value| value != "–");
        let reached = reached(self.content.workspace, self.increment.id);
        let reached = reached.filter(|_| rows.iter().any(has_actual));
        let trend = said::trend(&kept_until(self.content.workspace, self.increment.id));
        let columns =
            "Objective | Team | Commitment | Planned value: | Actual value: | Value given by";
        FactTable::new("Objectives", columns, rows).noting(
            reached
                .map(|(_, reached)| format!("Predictability: {}.", said::predictability(&reached)))
                .into_iter()
                .chain(trend.map(|words| format!("Trend: {words}."))),
        )
    }

    /// What is there at the end of each iteration, and what done means.
    pub(super) fn goals(&self) -> FactTable {
        let workspace = self.content.workspace;
        let all = iterations(workspace, self.increment.id).into_iter();
        let said = all.filter(|one| !one.goal.trim().is_empty());
        let row = |one: &Iteration| {
            let days = days(one.starts, one.ends);
            vec![self.said(&one.name), days, self.said(&one.goal)]
        };
        let rows: Vec<Vec<String>> = said.map(row).collect();
        let means = &workspace.the::<Settings>().done_means;
        let means = means.iter().map(|line| self.said(line)).collect::<Vec<_>>();
        let means = (!means.is_empty()).then(|| format!("Done means: {}.", means.join("; ")));
        FactTable::new(
            worded("Iteration goals"),
            worded("Iteration | Days | Goal"),
            rows,
        )
        .noting(means)
    }

    /// Who gave an objective its value, and when.
    fn given(&self, objective: &Objective) -> String {
        let who = self.content.person(objective.valued_by.0);
        let parts = [who, objective.valued_on.map_or_else(String::new, full_date)];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn milestones(&self) -> FactTable {
        let all = self.content.workspace.all::<Milestone>();
        let mut own: Vec<&Milestone> = all
            .filter(|milestone| milestone.increment.0 == Some(self.increment.id))
            .collect();
        own.sort_by_key(|milestone| (milestone.due.is_none(), milestone.due));
        let row = |milestone: &&Milestone| {
            let state = match milestone.reached {
                Some(reached) => format!("reached on {}", full_date(reached)),
                None => self.passed(milestone.due).to_owned(),
            };
            vec![on(milestone.due), self.said(&milestone.name), state]
        };
        let columns = "Day | Milestone | State";
        FactTable::new("Milestones", columns, own.iter().map(row).collect())
    }

    pub(super) fn risks(&self) -> FactTable {
        let all = self.content.workspace.all::<Risk>();
        let own = all.filter(|risk| risk.increment.0 == Some(self.increment.id));
        let row = |risk: &Risk| {
            let letter = risk.roam.map_or("?", |roam| roam.word().label);
            let level = |level: Option<Level>| level.map_or("?", |level| level.word().label);
            vec![
                letter.to_owned(),
                self.said(&risk.text),
                format!("{}, {}", level(risk.chance), level(risk.impact)),
                self.content.person(risk.owner.0),
                self.said(&risk.follow_up),
            ]
        };
        let columns = "ROAM | Risk | Chance and impact | Owner | Follow-up";
        FactTable::new("Risks", columns, own.map(row).collect())
    }

    pub(super) fn awaited(&self) -> FactTable {
        let all = self.content.workspace.all::<Dependency>();
        let mut own: Vec<&Dependency> = all
            .filter(|awaited| awaited.increment.0 == Some(self.increment.id))
            .collect();
        own.sort_by_key(|awaited| (awaited.due.is_none(), awaited.due));
        let row = |awaited: &&Dependency| {
            vec![
                on(awaited.due),
                self.said(&awaited.text),
                self.said(&awaited.from),
                awaited.state.word().label.to_owned(),
            ]
        };
        let columns = "Needed by | What | From whom | State";
        FactTable::new(
            "Awaited from others",
            columns,
            own.iter().map(row).collect(),
        )
    }

    /// The last round of the fist of five; never who held up what.
    pub(super) fn confidence(&self) -> FactTable {
        let found = vote(self.content.workspace, self.increment.id);
        let (notes, rows) = match found {
            Ok((_, vote)) => {
                let counts = vote.counts.iter().map(usize::to_string).collect();
                let is_held = vote.mean.is_some();
                let rows = if is_held { vec![counts] } else { Vec::new() };
                (vec![format!("{}.", said::confidence(&vote))], rows)
            }
            Err(_) => (vec!["A vote is not from 1 to 5.".to_owned()], Vec::new()),
        };
        let columns = "1: | 2: | 3: | 4: | 5:";
        FactTable::new("Confidence, fist of five", columns, rows).noting(notes)
    }

    /// What is said of a day that nothing is known of.
    fn passed(&self, due: Option<NaiveDate>) -> &'static str {
        match due.zip(self.content.today) {
            Some((due, today)) if due < today => "its day has passed",
            _ => "open",
        }
    }
}

/// A day; a question mark where it is unknown.
fn on(date: Option<NaiveDate>) -> String {
    date.map_or_else(|| "?".to_owned(), full_date)
}
