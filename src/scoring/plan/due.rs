//! Days by which something is promised: whether one has passed, as of a day.
//!
//! Owns what overdue means for risks, external dependencies, actions and conversations, and their order. Knows no screen.

use chrono::NaiveDate;

use crate::model::Workspace;
use crate::model::decision::Conversation;
use crate::model::dependency::{Dependency, Promise};
use crate::model::event::Action;
use crate::model::risk::{Risk, Roam};

/// How a promised day stands to the day it is seen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// What was promised is there.
    Met,
    /// No day is written down.
    Undated,
    /// A day is written down, and today is not known.
    Unknown,
    /// So many days to go; 0 is today.
    In(i64),
    /// So many days ago.
    Overdue(i64),
}

impl Due {
    /// Holds a day against the day it is seen from.
    pub fn of(day: Option<NaiveDate>, today: Option<NaiveDate>) -> Self {
        match (day, today) {
            (None, _) => Self::Undated,
            (Some(_), None) => Self::Unknown,
            (Some(day), Some(today)) => match (day - today).num_days() {
                days if days < 0 => Self::Overdue(-days),
                days => Self::In(days),
            },
        }
    }

    /// When a risk is looked at again; a resolved one is not.
    pub fn of_risk(risk: &Risk, today: Option<NaiveDate>) -> Self {
        match risk.roam {
            Some(Roam::Resolved) => Self::Met,
            _ => Self::of(risk.review, today),
        }
    }

    /// When something awaited from outside is needed.
    pub fn of_dependency(dependency: &Dependency, today: Option<NaiveDate>) -> Self {
        match dependency.state {
            Promise::Delivered => Self::Met,
            Promise::Asked | Promise::Promised | Promise::Late => Self::of(dependency.due, today),
        }
    }

    /// When an action is to be done.
    pub fn of_action(action: &Action, today: Option<NaiveDate>) -> Self {
        match action.done {
            Some(_) => Self::Met,
            None => Self::of(action.due, today),
        }
    }

    /// When people have to have talked.
    pub fn of_conversation(conversation: &Conversation, today: Option<NaiveDate>) -> Self {
        match conversation.held {
            Some(_) => Self::Met,
            None => Self::of(conversation.due, today),
        }
    }

    /// Whether the day has passed.
    pub const fn is_overdue(self) -> bool {
        matches!(self, Self::Overdue(_))
    }

    /// How far away the day is: `3 days overdue`, `today`; nothing where no day counts.
    pub fn words(self) -> String {
        match self {
            Self::Met | Self::Undated | Self::Unknown => String::new(),
            Self::In(0) => "today".to_owned(),
            Self::In(1) => "tomorrow".to_owned(),
            Self::In(days) => format!("in {days} days"),
            Self::Overdue(1) => "1 day overdue".to_owned(),
            Self::Overdue(days) => format!("{days} days overdue"),
        }
    }

    /// Overdue first, then by day, undated ones after, what is there last.
    pub(in crate::scoring) const fn order(self, day: Option<NaiveDate>) -> (u8, Option<NaiveDate>) {
        let group = match self {
            Self::Overdue(_) => 0,
            Self::In(_) | Self::Unknown => 1,
            Self::Undated => 2,
            Self::Met => 3,
        };
        (group, day)
    }
}

/// Whether something awaited is late: its day has passed, or those who promised it say so.
pub fn is_late(dependency: &Dependency, today: Option<NaiveDate>) -> bool {
    dependency.state == Promise::Late || Due::of_dependency(dependency, today).is_overdue()
}

/// What is awaited from outside: late first, then by day, delivered last.
pub fn awaited(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<&Dependency> {
    let mut all: Vec<&Dependency> = workspace.all().collect();
    all.sort_by_key(|one| {
        let due = Due::of_dependency(one, today);
        (!is_late(one, today), due.order(one.due), one.id)
    });
    all
}

/// What somebody is going to do: overdue first, then by day, done last.
pub fn actions(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<&Action> {
    let mut all: Vec<&Action> = workspace.all().collect();
    all.sort_by_key(|one| (Due::of_action(one, today).order(one.due), one.id));
    all
}
