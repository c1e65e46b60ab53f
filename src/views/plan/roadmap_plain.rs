//! The roadmap as plain text.

use std::fmt::Write as _;

use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry};
use crate::scoring::forecast::roadmap::{Expectation, words};
use crate::shell::App;
use crate::ui::text;
use crate::views::plan::roadmap::{Row, rows};

/// Everything open in its groups, each with its forecast.
pub fn roadmap(app: &App) -> String {
    let (workspace, roadmap) = (app.seen(), &app.derived.survey.roadmap);
    let mut out = String::new();
    if let Some(basis) = roadmap.bases.first() {
        let basis = words::basis(workspace, basis);
        let _ = writeln!(out, "Rests on: {}", text::clean(&basis));
    }
    for warning in words::warnings(workspace, roadmap) {
        let _ = writeln!(out, "Beware: {}", text::clean(&warning));
    }
    for row in rows(app) {
        let title = match row {
            Row::Heading(heading, _) => words::heading(workspace, heading),
            Row::Entry(RoadmapEntry::Increment(id)) => {
                words::heading(workspace, GroupHeading::Increment(id))
            }
            Row::Entry(RoadmapEntry::Objective(id)) => {
                let objective = workspace.get::<Objective>(id);
                objective.map_or_else(String::new, |one| format!("objective: {}", one.text))
            }
            Row::Entry(RoadmapEntry::Item(id)) => {
                let item = workspace.get::<Item>(id);
                item.map_or_else(String::new, |item| item.title.clone())
            }
        };
        let indent = if matches!(row, Row::Heading(..)) {
            "\n"
        } else {
            "  "
        };
        let _ = write!(out, "{indent}{}", text::clean(&title));
        if let Some(said) = row.expectation(roadmap) {
            let _ = write!(out, ": {}", forecast(said));
        }
        match row {
            Row::Heading(GroupHeading::Increment(id), _) => {
                let _ = write!(out, "; {}", words::keeps(workspace, roadmap, id));
            }
            Row::Heading(heading, _) => {
                let _ = write!(out, ": {}", words::belongs(heading));
            }
            Row::Entry(_) => {}
        }
        out.push('\n');
    }
    out
}

/// A forecast in one line.
pub(crate) fn forecast(said: &Expectation) -> String {
    match said {
        Ok(likely) => words::at_levels(likely).join("; "),
        Err(why) => format!("unknown, {}", words::unknown(*why)),
    }
}
