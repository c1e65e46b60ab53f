//! What the numbers of an increment are made of: capacity, load and shares, each with its rule and its parts.
//!
//! Owns the sentences. The numbers come from [`super::supply`] and [`super::figures`]. Knows no screen.

use super::capacity::CapacityBasis;
use super::figures::Figures;
use super::inputs::{called_so, kept_before, reached};
use super::predictability::TeamResult;
use super::supply::{Roster, Supply, half_described, of_increment, of_iterations, of_teams};
use super::velocity::PastIterations;
use super::words;
use super::{Planned, Stretch};
use crate::model::Workspace;
use crate::model::format::{count, known, percent};
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::team::Team;
use crate::model::words::{ITERATION, ITERATIONS, Text, worded};
use crate::scoring::evaluation::must_limit;
use crate::scoring::levels::effort;
use crate::scoring::ranking::inputs::ratio;
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::of_plan;

/// What counts as the effort of an item.
const EFFORT: Text = Text::new(
    "The effort of an item is its likely job size; of what is being done, what is left to do; with parts that have a size, their sum.",
);
/// What a team can carry that has a past.
const FROM_PAST: Text = Text::new(
    "A mean of past iterations counts in the share of the usual days of its people that are there.",
);

/// How predictability comes about.
const KEPT: &str = "Predictability is business value reached (of all objectives) ÷ business value planned (of committed ones): the mean of the teams' shares, and all value pooled.";

/// What the numbers of an increment are made of, a paragraph a line; blank lines part the sections.
pub fn increment(
    workspace: &Workspace,
    past: &PastIterations,
    planned: &Planned,
    figures: &Figures,
) -> Vec<String> {
    let Some(increment) = workspace.get::<Increment>(planned.id) else {
        return Vec::new();
    };
    let mut lines = vec![whole(workspace, past, increment)];
    let half = half_described(workspace, past, increment);
    let half = half.and_then(|table| table.words(increment.name.trim()));
    lines.extend(half.map(|words| format!("Beware: {words}.")));
    lines.extend([
        carried(workspace, &increment.name, &planned.whole),
        EFFORT.to_string(),
    ]);
    let ready = of_plan(workspace, &planned.whole.items);
    lines.extend(ready.map(|words| format!("Readiness by the rules of the settings: {words}.")));
    lines.push(String::new());
    lines.extend(shares(workspace, planned, figures));
    for (id, stretch) in &planned.iterations {
        if let Some(iteration) = workspace.get::<Iteration>(*id) {
            lines.push(String::new());
            lines.extend(of_iteration(workspace, past, iteration, stretch));
        }
    }
    lines.extend([String::new(), FROM_PAST.to_string()]);
    let kept = kept(workspace, increment.id);
    if !kept.is_empty() {
        lines.push(String::new());
        lines.extend(kept);
        lines.push(KEPT.to_owned());
    }
    lines
}

/// What was promised and reached in the increment and those before it, team by team.
fn kept(workspace: &Workspace, increment: Id) -> Vec<String> {
    let own = workspace.get::<Increment>(increment).map(|one| one.id);
    let before = kept_before(workspace, increment);
    let all = own.into_iter().chain(before.iter().map(|(id, _)| *id));
    let one = |id: Id| {
        let (teams, result) = reached(workspace, id).filter(|(teams, _)| !teams.is_empty())?;
        let part = |(team, kept): (&Option<Id>, &TeamResult)| {
            let name = team.map_or("no team", |team| workspace.name::<Team>(team));
            let share = kept.ratio.and_then(|ratio| ratio.to_percent(1));
            let share = share.map_or_else(String::new, |share| format!(" = {}", percent(share)));
            let (actual, planned) = (kept.actual.to_short(), kept.planned.to_short());
            format!("{name} {actual} of {planned}{share}")
        };
        let parts: Vec<String> = teams.iter().zip(&result.teams).map(part).collect();
        let name = workspace.name::<Increment>(id).trim();
        Some(format!(
            "Predictability of {name}: {}; {}.",
            parts.join(", "),
            words::predictability(&result)
        ))
    };
    all.filter_map(one).collect()
}

fn points(points: Option<Ratio>) -> String {
    known(points.map(Ratio::to_short), "unknown")
}

fn supply(supply: Supply) -> String {
    let missing = supply.missing().map(|missing| format!(" ({missing})"));
    let points = known(
        supply
            .points()
            .map(|points| format!("{} points", points.to_short())),
        "unknown",
    );
    format!("{points}{}", missing.unwrap_or_default())
}

/// The capacity of an increment, and what it is the sum of.
fn whole(workspace: &Workspace, past: &PastIterations, increment: &Increment) -> String {
    let name = increment.name.trim();
    let parts = supply(of_iterations(workspace, past, increment));
    if increment.capacity.value.is_some() {
        let own = supply(of_increment(workspace, past, increment));
        return format!(
            "Capacity of {name}: {own}, as it is written down. Its {ITERATIONS} can carry {parts}."
        );
    }
    format!("Capacity of {name}: {parts}, the sum of its {ITERATIONS} that are not kept free.")
}

/// The load of a stretch: its items and the size of each.
fn carried(workspace: &Workspace, name: &str, stretch: &Stretch) -> String {
    let size = |id: &Id| {
        let item = workspace.get::<Item>(*id)?;
        Some(format!(
            "{} {}",
            item.title,
            known(effort(workspace, item).map(Ratio::to_short), "?")
        ))
    };
    let parts: Vec<String> = stretch.items.iter().filter_map(size).collect();
    let unknown = match stretch.unknown {
        0 => String::new(),
        number => format!(
            " {} without a size, not counted.",
            count(number, worded("item is"), worded("items are"))
        ),
    };
    let load = points(stretch.load);
    match parts.len() {
        0 => format!("Load of {}: nothing is planned.", name.trim()),
        _ => format!(
            "Load of {}: {} = {load}.{unknown}",
            name.trim(),
            parts.join(" + ")
        ),
    }
}

fn of_iteration(
    workspace: &Workspace,
    past: &PastIterations,
    iteration: &Iteration,
    stretch: &Stretch,
) -> Vec<String> {
    let name = iteration.name.trim();
    if iteration.innovation {
        return vec![format!("{name} is kept free for innovation and planning.")];
    }
    let teams = of_teams(workspace, past, iteration);
    let capacity = match ratio(iteration.capacity) {
        Some(own) => format!(
            "Capacity of {name}: {} points, as it is written down. Its teams can carry {}.",
            own.to_short(),
            supply(teams)
        ),
        None => format!(
            "Capacity of {name}: {}, the sum of its teams.",
            supply(teams)
        ),
    };
    let roster = Roster::of(workspace, past, iteration);
    let team = |team: &Team| match roster.of_team(team) {
        Ok(found) => {
            let last = past.last(team.id).iter().copied().map(Ratio::to_short);
            let rests = match found.basis {
                CapacityBasis::Velocity(_) => {
                    let last: Vec<String> = last.collect();
                    format!(", {}, {}", last.join(" + "), past.source(team.id))
                }
                CapacityBasis::Said | CapacityBasis::StartRule => String::new(),
            };
            let left_out = match past.without_day(team.id) {
                0 => String::new(),
                number => format!(
                    " {} no day and counted in no {ITERATION}.",
                    count(number, worded("done item has"), worded("done items have"))
                ),
            };
            format!(
                "{}: {}{rests}.{left_out}",
                team.name,
                words::capacity(&found)
            )
        }
        Err(why) => format!("{}: unknown, {why}.", team.name),
    };
    let teams = workspace.all::<Team>().map(team);
    std::iter::once(capacity)
        .chain(teams)
        .chain([carried(workspace, name, stretch)])
        .collect()
}

/// The shares of what is planned: by allocation, Must, what is called urgent.
fn shares(workspace: &Workspace, planned: &Planned, figures: &Figures) -> Vec<String> {
    let mut lines = Vec::new();
    if let Ok(allocation) = &figures.mix {
        let all = allocation.total.plus(allocation.without_bucket_effort);
        let parts = workspace.buckets().into_iter().zip(&allocation.buckets);
        lines.extend(parts.filter_map(|(record, bucket)| {
            let mix = bucket.mix?;
            let (effort, target) = (bucket.effort.to_short(), bucket.target.percent());
            Some(format!(
                "{}: {effort} of {} points = {}, target {target}: {}.",
                record.name.trim(),
                points(all),
                percent(mix.percent),
                mix.status.word()
            ))
        }));
        lines.extend(
            words::left_out(allocation)
                .into_iter()
                .map(|left| format!("{left}.")),
        );
    }
    if let Some((mix, (must, all))) = figures.must.as_ref().zip(figures.classed) {
        let said = words::must(mix, must_limit(workspace));
        lines.push(format!(
            "{said}: {} of {} points; what is Won't does not count.",
            must.to_short(),
            all.to_short()
        ));
    }
    if let Some((urgent, share)) = figures
        .urgent
        .as_ref()
        .and_then(|one| Some((one, one.share?)))
    {
        let called = |id: &&Id| {
            let item = workspace.get::<Item>(**id);
            item.is_some_and(|item| called_so(workspace, item, None).is_urgent)
        };
        let called = planned.whole.items.iter().filter(called);
        let called: Vec<&str> = called.map(|id| workspace.name::<Item>(*id)).collect();
        lines.push(format!(
            "Called urgent {}: {} of {} points, expedite or with a fixed date: {}.",
            share.percent(),
            urgent.urgent.to_short(),
            urgent.all.to_short(),
            called.join(", ")
        ));
    }
    lines
}
