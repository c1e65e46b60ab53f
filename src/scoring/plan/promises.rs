//! What each team promises in an increment: the value of its objectives, what was reached of it, how sure it is.
//!
//! Owns which teams are told of. The sums are [`super::predictability`], the vote [`super::confidence`].

use super::confidence::Confidence;
use super::inputs::{reached, rounds};
use super::words;
use crate::model::Workspace;
use crate::model::format::{known, percent};
use crate::model::id::Id;
use crate::model::objective::Objective;
use crate::model::team::Team;
use crate::scoring::ratio::Ratio;

/// The headings of a promise in words.
pub const HEADINGS: [&str; 6] = [
    "Team",
    "Committed",
    "Uncommitted",
    "Reached",
    "Kept",
    "Confidence",
];

/// What one team promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamPromise {
    /// The team; none for objectives without one.
    pub team: Option<Id>,
    /// The value it commits to; none without objectives, as the two below.
    pub committed: Option<Ratio>,
    /// The value it plans and does not promise.
    pub uncommitted: Option<Ratio>,
    /// How many of its committed objectives nobody has given a value.
    pub unvalued: usize,
    /// The value it reached; none while nothing of it is scored.
    pub reached: Option<Ratio>,
    /// What it reached of what it committed to, a fraction of 1; none until all is scored.
    pub kept: Option<Ratio>,
    /// What came of its last vote on its part of the plan; none without one.
    pub confidence: Option<Confidence>,
}

/// What the teams promise, by name; those with neither objectives nor a vote are left out.
pub fn promises(workspace: &Workspace, increment: Id) -> Vec<TeamPromise> {
    let found = reached(workspace, increment);
    let mut teams: Vec<&Team> = workspace.all().collect();
    teams.sort_by(|one, other| alphanumeric_sort::compare_str(&one.name, &other.name));
    let all = teams.iter().map(|team| Some(team.id)).chain([None]);
    let is_scored = |team: Option<Id>| {
        let mut own = workspace.all::<Objective>();
        own.any(|one| {
            let is_own = one.increment.0 == Some(increment) && one.team.0 == team;
            is_own && one.actual_value.is_some()
        })
    };
    let of = |team: Option<Id>| {
        let own = found.as_ref().and_then(|(ids, result)| {
            let at = ids.iter().position(|id| *id == team)?;
            result.teams.iter().find(|own| own.team == at)
        });
        let last = team.and_then(|_| rounds(workspace, increment, team).ok()?.pop());
        (own.is_some() || last.is_some()).then(|| TeamPromise {
            team,
            committed: own.map(|own| own.planned),
            uncommitted: own.map(|own| own.uncommitted),
            unvalued: own.map_or(0, |own| own.unvalued),
            reached: own.filter(|_| is_scored(team)).map(|own| own.actual),
            kept: own
                .filter(|own| own.unscored == 0)
                .and_then(|own| own.ratio),
            confidence: last.map(|round| round.result),
        })
    };
    all.filter_map(of).collect()
}

impl TeamPromise {
    /// The promise in words, below [`HEADINGS`], with the name of its team as it may be said.
    pub fn words(&self, team: &str) -> [String; 6] {
        let points = |points: Option<Ratio>| known(points.map(Ratio::to_short), "?");
        let committed = match (self.committed, self.unvalued) {
            (Some(_) | None, 0) => points(self.committed),
            (Some(Ratio::ZERO) | None, _) => "?".to_owned(),
            (Some(sum), _) => format!("{} + ?", sum.to_short()),
        };
        let kept = self.kept.and_then(|kept| kept.to_percent(0)).map(percent);
        [
            team.to_owned(),
            committed,
            points(self.uncommitted),
            points(self.reached),
            known(kept, ""),
            known(
                self.confidence.as_ref().map(words::confidence),
                "no vote yet",
            ),
        ]
    }
}
