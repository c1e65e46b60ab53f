//! Limits: how much may be under way at once in a state, or with a team.
//!
//! Owns how the lines of the settings are read, and how what is there stands to them.

use super::passage::Passage;
use crate::model::Workspace;
use crate::model::field::{Choice as _, FieldType, Value};
use crate::model::id::Id;
use crate::model::item::State;
use crate::model::settings::Settings;
use crate::model::team::Team;
use crate::scoring::plan::by_kind::is_same;
use crate::scoring::ratio::Ratio;

/// What a limit is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitOf {
    /// All items in a state.
    State(State),
    /// What a team has under way.
    Team(Id),
}

/// How much may be there at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkLimit {
    /// Of what.
    pub of: LimitOf,
    /// How many items.
    pub most: Ratio,
    /// Those that are there.
    pub items: Vec<Id>,
}

impl WorkLimit {
    /// Whether more is there than may be.
    pub fn is_over(&self) -> bool {
        Ratio::count(self.items.len()) > self.most
    }

    /// What it is called.
    pub fn name(&self, workspace: &Workspace) -> String {
        match self.of {
            LimitOf::State(state) => state.word().label.to_owned(),
            LimitOf::Team(id) => workspace.name::<Team>(Some(id)).to_owned(),
        }
    }
}

/// A line of the settings: a state or a team, a colon, how many.
fn stated(workspace: &Workspace, line: &str) -> Option<(LimitOf, Ratio)> {
    let (name, most) = line.rsplit_once([':', '='])?;
    let Ok(Value::Number(most)) = FieldType::Number.typed(most, None) else {
        return None;
    };
    let mut teams = workspace.all::<Team>();
    let team = teams.find(|team| is_same(&team.name, name));
    let of = team.map(|team| LimitOf::Team(team.id));
    let of = of.or_else(|| State::worded(name).map(LimitOf::State))?;
    Some((of, Ratio::from(most)))
}

fn lines(workspace: &Workspace) -> impl Iterator<Item = &str> {
    let lines = workspace.the::<Settings>().wip_limits.iter();
    lines
        .map(|line| line.trim())
        .filter(|line| !line.is_empty())
}

/// The limits with what is there, in the order of the settings.
pub fn limits(workspace: &Workspace, passages: &[Passage]) -> Vec<WorkLimit> {
    let of_line = |line: &str| {
        let (of, most) = stated(workspace, line)?;
        let own = passages.iter().filter(|one| match of {
            LimitOf::State(state) => one.state == state,
            LimitOf::Team(team) => one.is_under_way && one.team == Some(team),
        });
        let items = own.map(|one| one.item).collect();
        Some(WorkLimit { of, most, items })
    };
    lines(workspace).filter_map(of_line).collect()
}

/// The lines of the settings that name no state, no team, or no number.
pub fn odd(workspace: &Workspace) -> Vec<&str> {
    let is_odd = |line: &&str| stated(workspace, line).is_none();
    lines(workspace).filter(is_odd).collect()
}
