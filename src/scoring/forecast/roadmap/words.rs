//! The roadmap in words.
//!
//! Owns the sentences; never a date without how sure it is. Knows no screen.

use chrono::NaiveDate;

use super::chart::{Chart, Distance};
use super::groups::{GroupHeading, RoadmapEntry, RoadmapGrouping};
use super::{Expectation, ForecastBasis, Likely, Roadmap, UnknownDate};
use crate::model::Workspace;
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::objective::Objective;
use crate::model::points::Points;
use crate::model::team::Team;
use crate::model::theme::Theme;
use crate::model::words::{ITEMS, ITERATIONS, worded};
use crate::scoring::forecast::inputs::expected;
use crate::scoring::forecast::three_point::Expected;
use crate::scoring::forecast::words::{caution, chance, day, done, iterations};
use crate::scoring::forecast::{Certainty, NoForecast, When};
use crate::scoring::insight::journeys::stage_name;
use crate::scoring::plan::coming::increment_of;
use crate::scoring::ratio::Ratio;

/// When, for a column that says how sure it is: a day, or a number of iterations where they have no days.
pub fn cell(when: When, end: Option<NaiveDate>) -> String {
    match (when, end) {
        (When::Within(0), _) => "now".to_owned(),
        (When::Within(_), Some(end)) => day(end),
        (When::Within(periods), None) => format!("{periods} iter"),
        (When::Beyond, _) => "> 400 iter".to_owned(),
        (When::Never, _) => "never".to_owned(),
    }
}

/// The forecast in one line: `likely done by 12 Mar 2027 (85 %)`.
pub fn in_short(likely: &Likely) -> String {
    let level = Certainty::Likely;
    let sure = format!("({})", percent(level.percent()));
    match (likely.when.get(level), likely.days.get(level)) {
        (When::Within(0), _) => "nothing is left to do".to_owned(),
        (When::Within(_), Some(end)) => format!("likely done by {} {sure}", day(end)),
        (When::Within(periods), None) => {
            format!("likely done within {} {sure}", iterations(periods))
        }
        (When::Beyond, _) => format!("not done within 400 {ITERATIONS} {sure}"),
        (When::Never, _) if likely.is_planned => {
            "never done at this pace: the capacity that is written down is 0".to_owned()
        }
        (When::Never, _) => {
            worded("never done at this pace: nothing was in any past iteration").to_owned()
        }
    }
}

/// The forecast at all three levels: `50, 85 %: done by 12 Mar 2027 (6 iterations)`.
pub fn at_levels(likely: &Likely) -> Vec<String> {
    if matches!(likely.when.half, When::Never | When::Within(0)) {
        return vec![in_short(likely)];
    }
    let said = |level: &Certainty| done(likely.when.get(*level), likely.days.get(*level));
    // What is the same at several levels is said once.
    let equal = Certainty::ALL.chunk_by(|one, next| said(one) == said(next));
    let one = |levels: &[Certainty]| {
        let percents: Vec<String> = levels.iter().map(|l| l.percent().to_string()).collect();
        let words = levels.first().map(said).unwrap_or_default();
        format!("{}: {words}", percent(percents.join(", ")))
    };
    equal.map(one).collect()
}

/// What has to be done for it: `42 points with all before it, give or take 3.2`.
pub fn ahead(likely: &Likely) -> String {
    let points = likely.ahead.amount.to_short();
    let spread = Expected {
        mean: likely.ahead.amount,
        variance: likely.ahead.variance,
    };
    let spread = spread.deviation().filter(|off| !off.is_zero());
    let spread = spread.map_or_else(String::new, |off| {
        format!(", give or take {}", off.to_decimal(1))
    });
    let unknown = match likely.ahead.unknown {
        0 => String::new(),
        1 => worded("; 1 item before it has no size and counts as nothing, so it will be later")
            .to_owned(),
        count => format!(
            "; {count} {ITEMS} before it have no size and count as nothing, so it will be later"
        ),
    };
    format!("{points} points with all before it{spread}{unknown}")
}

/// A size with its range and what is expected of it: `size 8, from 5 to 13: 8.33 expected`.
pub fn size(size: Points) -> String {
    let Some(value) = size.value else {
        return "size unknown".to_owned();
    };
    match (size.range, expected(size)) {
        (Some((low, high)), Some(expected)) => format!(
            "size {value}, from {low} to {high}: {} expected",
            expected.mean.to_short()
        ),
        _ => format!("size {value}"),
    }
}

/// Why it is unknown, and what to do about it.
pub fn unknown(unknown: UnknownDate) -> String {
    match unknown {
        UnknownDate::Size => "it has no size: estimate it".to_owned(),
        UnknownDate::Sizes(1) => worded("1 of its items has no size: estimate it").to_owned(),
        UnknownDate::Sizes(count) => format!("{count} of its {ITEMS} have no size: estimate them"),
        UnknownDate::Items => worded("it has no items: plan or link some").to_owned(),
        UnknownDate::Closed => worded("none of its items is open any more").to_owned(),
        UnknownDate::History(NoForecast::Empty) => {
            worded("no team has a history: mark what is done, or note the points of past iterations in Teams, Velocity")
                .to_owned()
        }
        UnknownDate::History(why) => why.to_string(),
    }
}

/// What forecasts rest on: `9 iterations of Cart, typed`.
pub fn basis(workspace: &Workspace, basis: &ForecastBasis) -> String {
    let whose = match basis.team {
        Some(id) => name(workspace, id),
        None => "all teams together".to_owned(),
    };
    match &basis.history {
        Ok(_) if basis.is_planned => format!("the capacity of {whose} as it is written down"),
        Ok(history) => {
            let source = if basis.is_typed { "typed" } else { "counted" };
            format!(
                "{} of {whose}, {source}",
                iterations(history.periods().len())
            )
        }
        Err(why) => why.to_string(),
    }
}

/// What makes a basis weak, but for what is filled in.
pub fn cautions(workspace: &Workspace, basis: &ForecastBasis) -> Vec<String> {
    let Ok(history) = &basis.history else {
        return vec![unknown(UnknownDate::History(NoForecast::Empty))];
    };
    let mut said: Vec<String> = if basis.is_planned {
        vec![worded("no iteration is finished yet: treat this as a guess").to_owned()]
    } else {
        history.cautions().into_iter().map(caution).collect()
    };
    if !basis.without.is_empty() {
        let names: Vec<String> = basis
            .without
            .iter()
            .map(|id| name(workspace, *id))
            .collect();
        let names = names.join(", ");
        said.push(format!("without a history, so left out: {names}"));
    }
    said
}

/// What all of the roadmap lacks, the gravest first: a history, days, enough of a history.
pub fn warnings(workspace: &Workspace, roadmap: &Roadmap) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(all) = roadmap.bases.first() {
        said.extend(cautions(workspace, all));
    }
    said.extend(
        roadmap
            .no_days
            .as_ref()
            .map(|why| format!("no days: {why}")),
    );
    let thin = roadmap.bases.iter().skip(1).filter(|basis| {
        let history = basis.history.as_ref().ok();
        history.is_some_and(|history| !history.cautions().is_empty())
    });
    let thin: Vec<String> = thin
        .filter_map(|basis| Some(name(workspace, basis.team?)))
        .collect();
    if !thin.is_empty() {
        said.push(format!("weak history: {}", thin.join(", ")));
    }
    let filled = roadmap.bases.first().into_iter();
    said.extend(filled.flat_map(|basis| basis.filled.iter().cloned()));
    said
}

/// What an axis does not show: what goes on after its end, and what has no day.
pub fn overflow(chart: &Chart) -> Vec<String> {
    let mut said = Vec::new();
    if let (beyond @ 1.., Some(axis)) = (chart.beyond, chart.axis) {
        let ends = if beyond == 1 { "ends" } else { "end" };
        said.push(format!("{beyond} {ends} after {}", day(axis.last)));
    }
    if chart.undated > 0 {
        said.push(format!("{} without a day", chart.undated));
    }
    said
}

/// What customers are told of an entry.
pub fn to_customers(workspace: &Workspace, chart: &Chart, entry: Option<RoadmapEntry>) -> String {
    let bars = chart.groups.iter().flat_map(|group| &group.bars);
    let Some(bar) = entry.and_then(|entry| bars.into_iter().find(|bar| bar.entry == entry)) else {
        return worded(
            "Promised is what the nearest interval commits to; what comes later has no day yet.",
        )
        .to_owned();
    };
    match (bar.span.and_then(|span| span.likely), bar.distance) {
        (Some(likely), _) => format!("Promised, likely by {}.", day(likely)),
        (None, Distance::Near) => "Promised; the day is not known yet.".to_owned(),
        (None, Distance::Next | Distance::Later) => {
            let item = workspace.get::<Item>(bar.entry.id());
            let increment = item.and_then(|item| increment_of(workspace, item));
            let name = workspace.name::<Increment>(increment);
            format!("Planned for {name}, not promised.")
        }
    }
}

/// How it is grouped: `by theme`.
pub fn grouping(turn: RoadmapGrouping) -> String {
    match turn {
        RoadmapGrouping::Months => "by 3, 6 and 12 months".to_owned(),
        RoadmapGrouping::Now => "now, next, later".to_owned(),
        RoadmapGrouping::Increments
        | RoadmapGrouping::Themes
        | RoadmapGrouping::Parents
        | RoadmapGrouping::Teams
        | RoadmapGrouping::Objectives
        | RoadmapGrouping::Stages => format!("by {}", one_of(turn)),
    }
}

/// One of what it is grouped by.
fn one_of(turn: RoadmapGrouping) -> &'static str {
    match turn {
        RoadmapGrouping::Increments => worded("planning interval"),
        RoadmapGrouping::Themes => "theme",
        RoadmapGrouping::Parents => "parent",
        RoadmapGrouping::Teams => "team",
        RoadmapGrouping::Objectives => "objective",
        RoadmapGrouping::Stages => "stage of a journey",
        RoadmapGrouping::Months | RoadmapGrouping::Now => "time",
    }
}

/// What a group has in common.
pub fn heading(workspace: &Workspace, heading: GroupHeading) -> String {
    match heading {
        GroupHeading::Increment(id) => workspace
            .get::<Increment>(id)
            .map_or_else(|| id.to_string(), |increment| increment.name.clone()),
        GroupHeading::Unplanned => worded("In no planning interval").to_owned(),
        GroupHeading::Theme(id) => workspace.name::<Theme>(id).to_owned(),
        GroupHeading::Parent(id) => workspace.name::<Item>(id).to_owned(),
        GroupHeading::Team(id) => workspace.name::<Team>(id).to_owned(),
        GroupHeading::Objective(id) => workspace.name::<Objective>(id).to_owned(),
        GroupHeading::Stage(id) => stage_name(workspace, id),
        GroupHeading::Without(turn) => format!("No {}", one_of(turn)),
        GroupHeading::Within(3, _) => "Within 3 months".to_owned(),
        GroupHeading::Within(months, _) => format!("{} to {months} months", months / 2),
        GroupHeading::Beyond => "Later, or never".to_owned(),
        GroupHeading::Unknown => "Unknown".to_owned(),
        GroupHeading::Now => "Now".to_owned(),
        GroupHeading::Next => "Next".to_owned(),
        GroupHeading::Later => "Later".to_owned(),
    }
}

/// What belongs to a group.
pub fn belongs(heading: GroupHeading) -> String {
    match heading {
        GroupHeading::Increment(_) => "planned for it".to_owned(),
        GroupHeading::Unplanned => worded("planned for no planning interval").to_owned(),
        GroupHeading::Theme(_) => "serves this theme".to_owned(),
        GroupHeading::Parent(_) => "parts of this".to_owned(),
        GroupHeading::Team(_) => "done by this team".to_owned(),
        GroupHeading::Objective(_) => "for this objective".to_owned(),
        GroupHeading::Stage(_) => "makes this stage better".to_owned(),
        GroupHeading::Without(turn) => format!("has no {}", one_of(turn)),
        GroupHeading::Within(_, last) => format!("done by {} at 85 %", day(last)),
        GroupHeading::Beyond => "not done within 12 months at 85 %".to_owned(),
        GroupHeading::Unknown => "nothing says when it is done".to_owned(),
        GroupHeading::Now => {
            worded("in work, or planned for the coming planning interval or before it").to_owned()
        }
        GroupHeading::Next => {
            worded("planned for the planning interval after the coming one").to_owned()
        }
        GroupHeading::Later => "everything else".to_owned(),
    }
}

/// How likely the plan of an increment is done by its last day: `41 % in time`. Nothing where that is unknown.
pub fn in_time(roadmap: &Roadmap, increment: Id) -> Option<String> {
    Some(format!("{} in time", at_most(roadmap, increment)?))
}

/// The same in a sentence.
pub fn keeps(workspace: &Workspace, roadmap: &Roadmap, increment: Id) -> String {
    let ends = workspace.get::<Increment>(increment);
    let ends = ends.and_then(|increment| increment.ends);
    match (at_most(roadmap, increment), ends) {
        (Some(chance), Some(ends)) => format!(
            "the chance that all of it is done by {} is {chance}",
            day(ends),
        ),
        _ => "the chance that all of it is done in time is unknown".to_owned(),
    }
}

/// When something is likely done, in a paragraph of whole sentences: the forecast, what it rests on, what
/// makes it weak; or why it is unknown.
pub fn explained(
    workspace: &Workspace,
    said: &Expectation,
    base: Option<&ForecastBasis>,
) -> Vec<String> {
    let likely = match said {
        Ok(likely) => likely,
        Err(why) => {
            let why = unknown(*why);
            return vec![format!("When it is likely done is unknown: {why}.")];
        }
    };
    let mut lines = vec![
        format!("Forecast: {}.", at_levels(likely).join("; ")),
        format!("It is {}.", ahead(likely)),
    ];
    if likely.basis.is_none() {
        lines.push(
            worded("It rests on the iterations of each team that has a part in it.").to_owned(),
        );
    }
    if let Some(base) = base {
        let order = "in the order of the plan, then of the ranks";
        lines.push(format!("It rests on {}, {order}.", basis(workspace, base)));
        let weak = cautions(workspace, base).into_iter();
        let weak = weak.chain(base.filled.iter().cloned());
        lines.extend(weak.map(|caution| format!("Beware: {caution}.")));
    }
    lines
}

/// The points in a column: whole ones as they are, others to one decimal.
pub fn points(points: Ratio) -> String {
    if points == Ratio::whole(points.rounded()) {
        points.to_short()
    } else {
        points.to_decimal(1)
    }
}

fn name(workspace: &Workspace, team: Id) -> String {
    let found = workspace.get::<Team>(team);
    found.map_or_else(|| team.to_string(), |team| team.name.clone())
}

/// The chance of an increment. Where something in it has no size it is that at most, and unknown where all that has one
/// is certain.
fn at_most(roadmap: &Roadmap, increment: Id) -> Option<String> {
    let found = roadmap.chance(increment)?;
    let likely = roadmap
        .increment(increment)
        .and_then(|said| said.as_ref().ok());
    let lacks = likely.is_some_and(|likely| likely.ahead.unknown > 0);
    match (lacks, found.is_certain()) {
        (false, _) => Some(chance(found)),
        (true, false) => Some(format!("at most {}", chance(found))),
        (true, true) => None,
    }
}
