//! Flow in words: of the whole, of a team, of an interval and of an item, and as tables.
//!
//! Owns the sentences. What is unknown is said with what would make it known; charts are marks that read without color.

use super::intervals::{burn_up, kept, means};
use super::limits::{LimitOf, WorkLimit};
use super::passage::Passage;
use super::record::{Flow, Week};
use crate::model::Workspace;
use crate::model::agreement::AgreedMix;
use crate::model::field::Choice as _;
use crate::model::format::{self, count, date, day_count, joined, known};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::team::Team;
use crate::model::words::{AN_ITERATION, INTERVAL, worded};
use crate::scoring::facts::{FactTable, Facts, share_bar, spark};
use crate::scoring::plan::capacity::velocity;
use crate::scoring::plan::course::Leg;
use crate::scoring::plan::targets::{held, odd, shares};
use crate::scoring::plan::velocity::PastIterations;
use crate::scoring::plan::words as plan_words;
use crate::scoring::plan::words::left_out;
use crate::scoring::ratio::Ratio;

/// What to do where nothing is known of the days of states.
pub const NOTHING_KNOWN: &str = "No day of a state is known yet: change states here, or import created, started and \
                                 done days.";
/// How wide the bar of a share is, in cells.
const BAR: usize = 10;

/// How long what was finished took: `half within 8 days, 85 % within 14 days (12 items)`.
pub fn times(flow: &Flow, team: Option<Id>) -> Option<String> {
    let times = flow.times(team);
    let (half, most) = (times.percentile(50)?, times.percentile(85)?);
    let of = count(times.count(), "item", "items");
    Some(format!(
        "half within {}, 85 % within {} ({of})",
        day_count(half),
        day_count(most)
    ))
}

/// What is under way, and the oldest of it: `5 items, the oldest for 21 days`.
pub fn load(flow: &Flow, team: Option<Id>) -> String {
    let all = flow.under_way(team);
    let oldest = all.first().and_then(|(_, age)| *age);
    let oldest = oldest.map_or_else(String::new, |age| {
        format!(", the oldest for {}", day_count(age))
    });
    format!("{}{oldest}", count(all.len(), "item", "items"))
}

/// How a limit stands: `Doing 4 of 3: over its limit`.
pub fn limit(workspace: &Workspace, limit: &WorkLimit) -> String {
    let over = if limit.is_over() {
        ": over its limit"
    } else {
        ""
    };
    let (name, most) = (limit.name(workspace), limit.most.to_short());
    format!("{name} {} of {most}{over}", limit.items.len())
}

/// A week by week chart of one count, with the last one: `▁▃█ 3 this week`.
fn by_week(weeks: &[Week], of: fn(&Week) -> usize, now: &str) -> Option<String> {
    let values: Vec<Ratio> = weeks.iter().map(|week| Ratio::count(of(week))).collect();
    let last = weeks.last()?;
    Some(format!(
        "{}  {} {now}",
        spark(&values, Ratio::ZERO),
        of(last)
    ))
}

/// The lines that hold of all items, or of those of a team.
fn lines(workspace: &Workspace, flow: &Flow, team: Option<Id>) -> Facts {
    let weeks = flow.weeks(team);
    let drawn = format!("in {}", count(weeks.len(), "week", "weeks"));
    let finished = by_week(&weeks, |week| week.finished, "this week");
    let finished = finished.map(|chart| {
        let all: usize = weeks.iter().map(|week| week.finished).sum();
        format!("{chart}, {all} {drawn}")
    });
    let ages = flow.under_way(team).into_iter().map(|(_, age)| age);
    let undated = ages.filter(Option::is_none).count();
    let under_way = by_week(&weeks, |week| week.load, "today").map(|chart| match undated {
        0 => chart,
        _ => format!("{chart}, {undated} since an unknown day"),
    });
    let limits = flow.limits.iter().filter(|one| match one.of {
        LimitOf::Team(id) => team.is_none_or(|team| team == id),
        LimitOf::State(_) => team.is_none(),
    });
    let limits = limits.map(|one| limit(workspace, one)).collect::<Vec<_>>();
    let little = flow.little(team).and_then(|little| {
        Some(format!(
            "at {} a week, what is under way takes {}",
            little.within(7)?.to_decimal(1),
            day_count(little.days?.rounded())
        ))
    });
    let (back, of) = flow.rework(team);
    let back = (of > 0).then(|| format!("{} of {of} went back a state", back.len()));
    let efficiency = flow.efficiency(team).map(|share| {
        format!(
            "{}  {} of the time somebody worked on it",
            share_bar(share, BAR),
            share.percent()
        )
    });
    Facts::default()
        .with("Finished", finished.unwrap_or_default())
        .with("Under way", under_way.unwrap_or_default())
        .with("Flow load", load(flow, team))
        .with(
            "Flow time",
            times(flow, team)
                .unwrap_or_else(|| "unknown: nothing was begun and finished yet".to_owned()),
        )
        .with("Little's law", little.unwrap_or_default())
        .with("Limits", limits.join(" · "))
        .with("Efficiency", efficiency.unwrap_or_default())
        .with("Rework", back.unwrap_or_default())
}

/// The flow of the whole.
pub fn whole(workspace: &Workspace, flow: &Flow) -> Facts {
    if !flow.is_known() {
        return Facts::default().with("", NOTHING_KNOWN);
    }
    let means = means(&kept(workspace));
    let promises = means.last().map(|last| {
        let chart = spark(&means, Ratio::ZERO);
        format!(
            "{chart}  {} kept in the last {INTERVAL}; good is 80 to 100 %",
            last.percent()
        )
    });
    lines(workspace, flow, None).with("Promises", promises.unwrap_or_default())
}

/// The flow of a team.
pub fn team(workspace: &Workspace, flow: &Flow, past: &PastIterations, team: &Team) -> Facts {
    let done = past.last(team.id);
    let mean = velocity(done).map(|mean| {
        let chart = spark(past.all(team.id), Ratio::ZERO);
        format!(
            "{chart}  {} points {AN_ITERATION}, {}",
            mean.to_decimal(1),
            past.source(team.id)
        )
    });
    let mut facts = Facts::of(&team.name).with("Velocity", mean.unwrap_or_default());
    facts
        .lines
        .extend(lines(workspace, flow, Some(team.id)).lines);
    facts
}

/// The way of an item: since when it is in its state, how long it is under way or took, what it waited.
pub fn item(flow: &Flow, passage: &Passage) -> Vec<String> {
    let state = passage.state.word().label;
    let since = passage
        .since
        .filter(|_| passage.state.is_open())
        .zip(flow.today);
    let since = since.map(|(since, today)| {
        format!(
            "{state} for {}",
            day_count((today - since).num_days().max(0))
        )
    });
    let took = passage
        .run()
        .and_then(|(first, last)| Some(last? - first))
        .filter(|took| *took >= 0);
    let took = match (passage.age(flow.today), took) {
        (Some(age), _) => {
            let is_old = flow.old().is_some_and(|old| age > old);
            let old = if is_old {
                ": longer than 85 % of what was finished"
            } else {
                ""
            };
            Some(format!("under way for {}{old}", day_count(age)))
        }
        (None, Some(took)) => Some(format!("took {} from begin to done", day_count(took))),
        (None, None) => None,
    };
    let waited = passage.waited.filter(|(waiting, _)| *waiting > 0);
    let waited = waited.map(|(waiting, total)| format!("waited {waiting} of {}", day_count(total)));
    let back = passage
        .back
        .iter()
        .map(|one| format!("back to {} on {}", one.state.word().label, date(one.day)));
    since
        .into_iter()
        .chain(took)
        .chain(waited)
        .chain(back)
        .collect()
}

/// An interval: its promises, what was done of each allocation, how its work burns up.
pub fn interval(
    workspace: &Workspace,
    flow: &Flow,
    leg: Option<&Leg>,
    increment: &Increment,
) -> Facts {
    let kept = kept(workspace);
    let own = kept.iter().find(|(id, _)| *id == increment.id);
    let own = own.map(|(_, result)| {
        let share = result.mean_of_teams.unwrap_or(Ratio::ZERO);
        format!(
            "{}  {}",
            share_bar(share, BAR),
            plan_words::predictability(result)
        )
    });
    let pace = leg.map(|leg| plan_words::pace(&leg.pace, leg.has_begun));
    let mix = leg.and_then(|leg| {
        leg.done
            .as_ref()
            .or(Some(&leg.planned))
            .zip(Some(leg.done.is_some()))
    });
    let mix = mix.and_then(|(mix, is_done)| {
        let (_, mixes) = plan_words::mixes(mix).ok()?;
        let buckets = workspace.buckets();
        let each = buckets.iter().zip(mixes);
        let each =
            each.map(|(bucket, mix)| format!("{} {}", bucket.name, format::percent(mix.percent)));
        Some((if is_done { "Done" } else { "Planned" }, joined(each)))
    });
    let mut facts = Facts::of(&increment.name)
        .with("Promises", own.unwrap_or_default())
        .with("", plan_words::trend(&means(&kept)).unwrap_or_default())
        .with("Pace", pace.unwrap_or_default());
    if let Some((about, words)) = mix {
        facts = facts.with(about, words);
    }
    burning(workspace, flow, increment.id)
        .into_iter()
        .fold(facts, |facts, line| facts.with("Burn-up", line))
}

/// An agreed mix: each allocation with its target and what is planned.
pub fn agreed(workspace: &Workspace, agreed: &AgreedMix) -> Facts {
    let parts = [
        workspace.name::<Increment>(agreed.increment.0).to_owned(),
        workspace.name::<Team>(agreed.team.0).to_owned(),
    ];
    let begin = Facts::of(&agreed.name).with("", joined(parts));
    let targets = shares(workspace, agreed.increment.0, agreed.team.0);
    let sum = Ratio::sum(targets.iter().copied()).unwrap_or(Ratio::ZERO);
    let planned = held(workspace, agreed).and_then(Result::ok);
    let buckets = workspace.buckets().into_iter().zip(targets).enumerate();
    let said = buckets.fold(begin, |facts, (at, (bucket, target))| {
        let of = |share: Option<Ratio>| known(share.map(Ratio::percent), "?");
        let mix = planned
            .as_ref()
            .and_then(|planned| planned.buckets.get(at)?.mix);
        let share = known(mix.map(|mix| format::percent(mix.percent)), "?");
        facts.with(
            "",
            format!(
                "{}: {share} planned, {} agreed",
                bucket.name,
                of(target.over(sum))
            ),
        )
    });
    let odd = odd(workspace, agreed);
    let left = planned.as_ref().map(left_out).unwrap_or_default();
    let said = said.with("", joined(left));
    said.with("Cannot be read", odd.join(" · "))
}

/// How the work of an interval burns up, an iteration a step: `▁▃▅  34 of 60 points done by 15 Jan`.
fn burning(workspace: &Workspace, flow: &Flow, increment: Id) -> Vec<String> {
    let Some(burn) = burn_up(workspace, increment, flow.today) else {
        return Vec::new();
    };
    let Some(scope) = burn.scope else {
        return Vec::new();
    };
    let done: Vec<Ratio> = burn
        .steps
        .iter()
        .filter_map(|(_, points)| *points)
        .collect();
    let chart = spark(&[done.as_slice(), &[scope]].concat(), Ratio::ZERO);
    let chart: String = chart.chars().take(done.len()).collect();
    let so_far = done.last().copied().unwrap_or(Ratio::ZERO);
    let left = burn
        .steps
        .iter()
        .filter(|(_, points)| points.is_none())
        .count();
    let ahead = (left > 0).then(|| format!("{} to come", count(left, "iteration", "iterations")));
    let bare = (burn.without_size > 0)
        .then(|| format!("{} without size", count(burn.without_size, "item", "items")));
    let undated = (!burn.undated.is_zero())
        .then(|| format!("{} more done without a day", burn.undated.to_short()));
    let said = format!("{} of {} points done", so_far.to_short(), scope.to_short());
    let chart = if chart.is_empty() {
        said
    } else {
        format!("{chart}  {said}")
    };
    vec![joined(
        [Some(chart), ahead, undated, bare].into_iter().flatten(),
    )]
}

/// Flow as tables, in words as their readers may see them: by team, by interval, and what is old.
pub fn tables(
    workspace: &Workspace,
    flow: &Flow,
    past: &PastIterations,
    said: &dyn Fn(&str) -> String,
) -> Vec<FactTable> {
    let shown = |days: Option<i64>| known(days, "?");
    let mut teams: Vec<&Team> = workspace.all().collect();
    teams.sort_by_key(|team| (team.name.to_lowercase(), team.id));
    let rows = teams.iter().map(|team| {
        let (own, times) = (Some(team.id), flow.times(Some(team.id)));
        vec![
            said(&team.name),
            flow.under_way(own).len().to_string(),
            shown(times.percentile(50)),
            shown(times.percentile(85)),
            times.count().to_string(),
            known(
                velocity(past.last(team.id)).map(|mean| mean.to_decimal(1)),
                "?",
            ),
        ]
    });
    let columns =
        "Team | Under way: | Half within, days: | 85 % within, days: | Finished: | Velocity:";
    let notes: Vec<String> = whole(workspace, flow)
        .sentences(true)
        .map(|line| said(&line))
        .collect();
    let by_team = FactTable::new("Flow", columns, rows.collect());
    let promises = kept(workspace).into_iter().map(|(id, result)| {
        let share = |share: Option<Ratio>| known(share.map(Ratio::percent), "?");
        vec![
            said(workspace.name::<Increment>(id)),
            share(result.mean_of_teams),
            share(result.pooled),
        ]
    });
    let promises = FactTable::new(
        "Promises kept",
        worded("Interval | Mean of teams: | Pooled:"),
        promises.collect(),
    );
    let old = flow.aging().into_iter().map(|(id, age)| {
        let item = workspace.get::<Item>(id);
        vec![said(item.map_or("", |item| &item.title)), age.to_string()]
    });
    let old = FactTable::new(
        "Longer under way than usual",
        worded("Item | Days:"),
        old.collect(),
    );
    let all = [
        by_team.noting(if flow.is_known() { notes } else { Vec::new() }),
        promises,
        old,
    ];
    all.into_iter().filter(FactTable::says_something).collect()
}
