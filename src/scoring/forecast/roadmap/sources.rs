//! The histories that forecasts rest on: of all teams together, and of each team that has one.

use super::ForecastBasis;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::team::Team;
use crate::scoring::forecast::NoForecast;
use crate::scoring::forecast::inputs::{Queue, TeamPast};
use crate::scoring::forecast::periods::ComingPeriods;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::cut::IncrementTurn;

/// A history, and what it says of the queue before it.
pub(super) struct HistorySource {
    pub(super) basis: ForecastBasis,
    pub(super) queue: Result<Queue, NoForecast>,
}

impl HistorySource {
    fn of(
        workspace: &Workspace,
        order: &[Id],
        race: &Race,
        periods: Option<&ComingPeriods>,
        team: Option<&Team>,
    ) -> Self {
        let is_early = |item: &Item| is_early(workspace, race, item);
        let past = TeamPast::of(workspace, &race.past, team, periods);
        let before = periods.map_or(0, |periods| periods.before);
        let queue = past
            .clone()
            .and_then(|past| past.queue(workspace, order, before, is_early));
        let known = past.as_ref().ok();
        Self {
            basis: ForecastBasis {
                team: team.map(|team| team.id),
                is_planned: known.is_some_and(|past| past.is_planned),
                is_typed: known.is_some_and(|past| past.is_typed),
                without: known.map(|past| past.without.clone()).unwrap_or_default(),
                filled: periods
                    .map(|periods| periods.filled.clone())
                    .unwrap_or_default(),
                history: past.map(|past| past.history),
            },
            queue,
        }
    }
}

/// Whether an item runs now, or is planned before the coming increment, so that it does not wait for that.
pub(super) fn is_early(workspace: &Workspace, race: &Race, item: &Item) -> bool {
    let turn = race.turn(workspace, item);
    item.state == State::Doing || matches!(turn, IncrementTurn::Earlier | IncrementTurn::Running)
}

/// All teams together, then each team of which something is known.
pub(super) fn sources(
    workspace: &Workspace,
    order: &[Id],
    race: &Race,
    periods: Option<&ComingPeriods>,
) -> Vec<HistorySource> {
    let of = |team: Option<&Team>| HistorySource::of(workspace, order, race, periods, team);
    let own = workspace.all::<Team>().map(|team| of(Some(team)));
    let own = own.filter(|source| source.basis.history.is_ok());
    std::iter::once(of(None)).chain(own).collect()
}
