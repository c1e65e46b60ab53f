//! Checks of what is planned: loads, needs in time, the mix, promises and days.
//!
//! Only what is still to come counts: nobody can unload an iteration that is over.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::board::CheckedBoard;
use super::finding::FindingPlace;
use super::reason::Reason;
use crate::model::Workspace;
use crate::model::agreement::AgreedMix;
use crate::model::bucket::Bucket;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::model::team::Team;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::forecast::When;
use crate::scoring::forecast::history::FEW;
use crate::scoring::forecast::roadmap::{Likely, Roadmap};
use crate::scoring::plan::allocation::{Allocation, Status};
use crate::scoring::plan::capacity::{Load, Strain};
use crate::scoring::plan::checks::{Flaw, NeedOrder, flaws};
use crate::scoring::plan::coming::is_over;
use crate::scoring::plan::course::course;
use crate::scoring::plan::figures::is_free;
use crate::scoring::plan::inputs::{mix, places};
use crate::scoring::plan::pacing::Drift;
use crate::scoring::plan::targets::{held, odd};
use crate::scoring::plan::words::left_out;
use crate::scoring::plan::{Planned, Stretch, by_team, plan};
use crate::scoring::ratio::Ratio;

/// What is planned and still to come.
pub(super) struct Plans {
    /// The increments that are not over.
    increments: Vec<Planned>,
    /// Their iterations that are not over.
    iterations: Vec<(Id, Stretch)>,
    /// What is wrong with which items.
    flaws: Vec<(Id, Flaw)>,
    /// The items that positions in a flaw stand for.
    ids: Vec<Id>,
}

impl Plans {
    pub(super) fn of(
        workspace: &Workspace,
        evaluation: &Evaluation,
        roadmap: &Roadmap,
        today: Option<NaiveDate>,
    ) -> Self {
        let order = evaluation.all(workspace);
        let mut increments = plan(workspace, &order, &evaluation.race).increments;
        increments.retain(|planned| {
            let increment = workspace.get::<Increment>(planned.id);
            !increment.is_some_and(|increment| is_over(increment.ends, today))
        });
        let iterations = increments.iter().flat_map(|planned| &planned.iterations);
        let iterations = iterations.filter(|(id, stretch)| {
            let iteration = workspace.get::<Iteration>(*id);
            !stretch.items.is_empty() && !iteration.is_some_and(|one| is_over(one.ends, today))
        });
        let iterations = iterations.cloned().collect();
        let day = |id: Id| {
            let due = workspace.get::<Item>(id)?.due?;
            let likely = foreseen(roadmap, id).filter(|_| !is_over(Some(due), today))?;
            match likely.when.likely {
                When::Within(_) => likely.days.likely,
                When::Beyond | When::Never => Some(NaiveDate::MAX),
            }
        };
        let coming = evaluation.race.coming;
        let first = coming.or_else(|| increments.first().map(|planned| planned.id));
        let (ids, inputs) = first.map_or_else(Default::default, |id| places(workspace, id, day));
        let flaws = flaws(&inputs).into_iter();
        let flaws = flaws.filter_map(|(at, flaw)| Some((*ids.get(at)?, flaw)));
        Self {
            increments,
            iterations,
            flaws: flaws.collect(),
            ids,
        }
    }

    /// The plan of the coming increment, once something is in it.
    fn coming(&self, coming: Option<Id>) -> Option<&Planned> {
        let coming = coming?;
        let planned = self.increments.iter().find(|planned| planned.id == coming);
        planned.filter(|planned| !planned.whole.items.is_empty())
    }
}

/// When an open item is likely done; nothing where the past is too thin to hold a day against it.
fn foreseen(roadmap: &Roadmap, id: Id) -> Option<&Likely> {
    let said = roadmap.item(id)?;
    let likely = said.as_ref().ok()?;
    let history = roadmap.basis(said)?.history.as_ref().ok()?;
    (history.periods().len() >= FEW).then_some(likely)
}

fn of_strain(load: Option<Load>, strain: Strain) -> Option<Load> {
    load.filter(|load| load.strain() == strain)
}

/// Increments planned above what can be carried.
pub(super) fn increments_over(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    increments(board, Strain::Over)
}

/// Increments that fit and have no room for what nobody foresees.
pub(super) fn increments_tight(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    increments(board, Strain::Tight)
}

fn increments(board: &CheckedBoard<'_>, strain: Strain) -> Vec<(FindingPlace, Reason)> {
    let of_increment = |planned: &Planned| {
        let load = of_strain(planned.whole.against(), strain)?;
        let place = FindingPlace::Record(Increment::KIND, planned.id);
        Some((place, Reason::Load(load)))
    };
    let all = board.plans.increments.iter();
    all.filter_map(of_increment).collect()
}

/// Iterations planned above what can be carried.
pub(super) fn iterations_over(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let of_iteration = |(id, stretch): &(Id, Stretch)| {
        let load = of_strain(stretch.against(), Strain::Over)?;
        let place = FindingPlace::Record(Iteration::KIND, *id);
        Some((place, Reason::Load(load)))
    };
    let all = board.plans.iterations.iter();
    all.filter_map(of_iteration).collect()
}

/// Teams with an iteration planned above what they can carry.
pub(super) fn teams_over(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mut over: BTreeMap<Id, Vec<(Id, Load)>> = BTreeMap::new();
    for (id, stretch) in &board.plans.iterations {
        let Some(iteration) = board.workspace.get::<Iteration>(*id) else {
            continue;
        };
        for (team, stretch) in by_team(
            board.workspace,
            &board.evaluation.race.past,
            iteration,
            &stretch.items,
        ) {
            let load = of_strain(stretch.against(), Strain::Over);
            if let Some((team, load)) = team.zip(load) {
                over.entry(team).or_default().push((*id, load));
            }
        }
    }
    over.into_iter()
        .map(|(team, loads)| {
            (
                FindingPlace::Record(Team::KIND, team),
                Reason::TeamLoads(loads),
            )
        })
        .collect()
}

/// Items in an iteration before one that they need, or with one they need in none.
pub(super) fn before_need(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let mut early: BTreeMap<Id, (Vec<Id>, Vec<Id>)> = BTreeMap::new();
    for (id, flaw) in &board.plans.flaws {
        let Flaw::Need(need, link) = flaw else {
            continue;
        };
        let Some(need) = board.plans.ids.get(*need) else {
            continue;
        };
        match link {
            NeedOrder::Backwards => early.entry(*id).or_default().0.push(*need),
            NeedOrder::Unplanned => early.entry(*id).or_default().1.push(*need),
            NeedOrder::InTime | NeedOrder::Tight => {}
        }
    }
    let reason = |(later, unplanned)| Reason::Early { later, unplanned };
    early
        .into_iter()
        .map(|(id, needs)| (FindingPlace::Item(id), reason(needs)))
        .collect()
}

/// The coming increment with a mix off its targets.
pub(super) fn off_target(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let coming = board.plans.coming(board.evaluation.race.coming);
    let increment = coming.and_then(|planned| board.workspace.get::<Increment>(planned.id));
    let found = increment.and_then(|increment| {
        let mix = mix(board.workspace, &board.evaluation.race.past, increment).ok()?;
        let place = FindingPlace::Record(Increment::KIND, increment.id);
        Some((place, off(board, &mix)?))
    });
    found.into_iter().collect()
}

/// The buckets that are off their targets, with share and target; none where no bucket is.
fn off(board: &CheckedBoard<'_>, mix: &Allocation) -> Option<Reason> {
    let each = board.evaluation.balance.buckets.iter().zip(&mix.buckets);
    let off = each.filter_map(|(id, bucket)| {
        let mix = bucket.mix?;
        let is_off = matches!(mix.status, Status::Over | Status::Under);
        is_off.then_some((*id, mix.percent, bucket.target))
    });
    let buckets: Vec<(Id, u8, Ratio)> = off.collect();
    (!buckets.is_empty()).then(|| Reason::OffTarget {
        buckets,
        left: left_out(mix),
    })
}

/// Agreed mixes of teams that the plan of their interval is off, and lines of an agreement that say nothing.
pub(super) fn off_agreement(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let place = |agreed: &AgreedMix| FindingPlace::Record(AgreedMix::KIND, agreed.id);
    let ahead = board.workspace.all::<AgreedMix>().filter(|agreed| {
        let increment = agreed
            .increment
            .0
            .and_then(|id| board.workspace.get::<Increment>(id));
        increment.is_some_and(|increment| !is_over(increment.ends, board.today))
    });
    let of = |agreed: &AgreedMix| {
        let odd = odd(board.workspace, agreed);
        if !odd.is_empty() {
            let words = format!("“{}” names no allocation or no percent", odd.join("”, “"));
            return Some((place(agreed), Reason::Said(words)));
        }
        // The mix of all teams is held against the increment.
        agreed.team.0?;
        let mix = held(board.workspace, agreed)?.ok()?;
        Some((place(agreed), off(board, &mix)?))
    };
    ahead.filter_map(of).collect()
}

/// The coming increment, with Must items in no increment at all.
pub(super) fn musts_left(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let Some(coming) = board.plans.coming(board.evaluation.race.coming) else {
        return Vec::new();
    };
    let flaws = board.plans.flaws.iter();
    let left = flaws.filter(|(id, flaw)| {
        let item = board.workspace.get::<Item>(*id);
        *flaw == Flaw::MustUnplanned
            && item.is_some_and(|item| item.state.is_open())
            && is_free(board.workspace, *id)
    });
    let left: Vec<Id> = left.map(|(id, _)| *id).collect();
    if left.is_empty() {
        return Vec::new();
    }
    let place = FindingPlace::Record(Increment::KIND, coming.id);
    vec![(place, Reason::MustsLeft(left))]
}

/// Items whose day comes before the one by which they are likely done.
pub(super) fn behind_forecast(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let late = board.plans.flaws.iter();
    let late = late.filter(|(_, flaw)| *flaw == Flaw::Late);
    late.filter_map(|(id, _)| {
        let due = board.workspace.get::<Item>(*id)?.due?;
        let likely = *foreseen(board.roadmap, *id)?;
        Some((FindingPlace::Item(*id), Reason::Behind { due, likely }))
    })
    .collect()
}

/// Buckets off their target the same way for so many increments that it is a habit.
pub(super) fn drifts(board: &CheckedBoard<'_>) -> Vec<(FindingPlace, Reason)> {
    let course = course(board.workspace, &board.evaluation.race);
    let of_bucket = |drift: &Drift| {
        let id = course.buckets.get(drift.bucket)?;
        Some((
            FindingPlace::Record(Bucket::KIND, *id),
            Reason::Drift(*drift),
        ))
    };
    course.drifts.iter().filter_map(of_bucket).collect()
}
