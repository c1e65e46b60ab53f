//! What was reached of what was promised.
//!
//! Owns the ratios of business value, by team and for all. Planned counts what is committed, actual counts
//! everything, so more than all can be reached. Knows no record.

use crate::scoring::ratio::Ratio;

/// What a team wanted to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ObjectiveValue {
    /// The position of the team.
    pub team: usize,
    /// Whether it was promised.
    pub is_committed: bool,
    /// Business value as said at planning.
    pub planned: Option<Ratio>,
    /// Business value as said at the end; `None` is not scored, which counts 0 so far.
    pub actual: Option<Ratio>,
}

/// The objectives of one team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamResult {
    /// The position of the team.
    pub team: usize,
    /// Committed value.
    pub planned: Ratio,
    /// Value that is planned and not promised.
    pub uncommitted: Ratio,
    /// Value reached, of uncommitted objectives too.
    pub actual: Ratio,
    /// Actual / planned; `None` when nothing of value was committed.
    pub ratio: Option<Ratio>,
    /// Objectives that say what was reached.
    pub scored: usize,
    /// Objectives that were not scored at the end, and count 0 so far.
    pub unscored: usize,
    /// Committed objectives without a planned value, which the plan lacks.
    pub unvalued: usize,
}

/// The objectives of all teams.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Predictability {
    /// Each team, in order of appearance.
    pub teams: Vec<TeamResult>,
    /// The mean of the ratios of the teams that have one.
    pub mean_of_teams: Option<Ratio>,
    /// All actual value / all planned value.
    pub pooled: Option<Ratio>,
    /// Whether the mean is from 80 to 100 %; `None` without a mean.
    pub in_band: Option<bool>,
}

impl Predictability {
    /// Whether every objective of it is scored.
    pub fn is_scored(&self) -> bool {
        self.teams.iter().all(|team| team.unscored == 0)
    }
}

/// Measures what was kept. `None` when a sum does not fit exact numbers.
///
/// Source: SAFe program predictability measure.
pub fn predictability(objectives: &[ObjectiveValue]) -> Option<Predictability> {
    let mut teams: Vec<TeamResult> = Vec::new();
    for objective in objectives {
        let at = teams.iter().position(|team| team.team == objective.team);
        let at = at.unwrap_or(teams.len());
        if at == teams.len() {
            teams.push(TeamResult {
                team: objective.team,
                planned: Ratio::ZERO,
                uncommitted: Ratio::ZERO,
                actual: Ratio::ZERO,
                ratio: None,
                scored: 0,
                unscored: 0,
                unvalued: 0,
            });
        }
        let team = teams.get_mut(at)?;
        match objective.planned {
            Some(value) if objective.is_committed => team.planned = team.planned.plus(value)?,
            None if objective.is_committed => team.unvalued += 1,
            Some(value) => team.uncommitted = team.uncommitted.plus(value)?,
            None => {}
        }
        match objective.actual {
            Some(value) => {
                team.actual = team.actual.plus(value)?;
                team.scored += 1;
            }
            None => team.unscored += 1,
        }
    }
    for team in &mut teams {
        team.ratio = team.actual.over(team.planned);
    }
    let ratios: Vec<Ratio> = teams.iter().filter_map(|team| team.ratio).collect();
    let mean = Ratio::sum(ratios.iter().copied())?.over(Ratio::count(ratios.len()));
    let actual = Ratio::sum(teams.iter().map(|team| team.actual))?;
    let planned = Ratio::sum(teams.iter().map(|team| team.planned))?;
    Some(Predictability {
        teams,
        mean_of_teams: mean,
        pooled: actual.over(planned),
        in_band: mean
            .map(|mean| Ratio::new(4, 5).is_some_and(|low| mean >= low) && mean <= Ratio::ONE),
    })
}
