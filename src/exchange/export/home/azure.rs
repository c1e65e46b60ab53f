//! Azure DevOps: what its processes call kinds and states, and which field has the points.
//!
//! Owns the processes. Which one a project has is told by the words its items came with.

use super::imported;
use crate::model::item::Item;

/// The column that names the kind of work in Azure DevOps.
pub(super) const KIND: &str = "Work Item Type";

/// Which field of Azure DevOps holds the points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AzurePoints {
    Story,
    Effort,
    Size,
}

/// A process of Azure DevOps: what it calls a story, its states, and where the points of a story stand.
#[derive(Debug)]
pub(super) struct Process {
    pub story: &'static str,
    pub states: [&'static str; 4],
    points: AzurePoints,
}

/// Agile first, which is taken where no word tells.
pub(super) const PROCESSES: [Process; 4] = [
    Process {
        story: "User Story",
        states: ["New", "Active", "Closed", "Removed"],
        points: AzurePoints::Story,
    },
    Process {
        story: "Product Backlog Item",
        states: ["New", "Committed", "Done", "Removed"],
        points: AzurePoints::Effort,
    },
    Process {
        story: "Requirement",
        states: ["Proposed", "Active", "Closed", "Closed"],
        points: AzurePoints::Size,
    },
    Process {
        story: "Issue",
        states: ["To Do", "Doing", "Done", "Done"],
        points: AzurePoints::Effort,
    },
];

impl Process {
    /// The process whose word for a story the items came with.
    pub fn of(items: &[&Item]) -> &'static Self {
        let has = |process: &&Self| {
            let mut kinds = items.iter().filter_map(|item| imported(item, KIND));
            kinds.any(|kind| kind.eq_ignore_ascii_case(process.story))
        };
        PROCESSES.iter().find(has).unwrap_or(&PROCESSES[0])
    }

    /// Where the points of a kind stand: what is larger than a story has an effort in all processes.
    pub fn points(&self, kind: &str) -> AzurePoints {
        if ["Feature", "Epic"]
            .iter()
            .any(|large| kind.eq_ignore_ascii_case(large))
        {
            AzurePoints::Effort
        } else {
            self.points
        }
    }
}
