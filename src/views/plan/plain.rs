//! The plan of the coming increment, the balance over time and the roadmap as plain text.

use std::fmt::Write as _;

use crate::desk::Desk;
use crate::exchange::export::roadmap_text;
use crate::model::format::percent;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::team::Team;
use crate::model::vote::ConfidenceVote;
use crate::model::words::ITERATION;
use crate::scoring::evaluation::must_limit;
use crate::scoring::forecast::roadmap::chart::{ChartWish, Readers};
use crate::scoring::forecast::roadmap::groups::{GroupHeading, RoadmapEntry};
use crate::scoring::forecast::roadmap::{Expectation, words};
use crate::scoring::levels::effort;
use crate::scoring::plan::Stretch;
use crate::scoring::plan::allocation::{Allocation, AllocationError};
use crate::scoring::plan::capacity::CapacityBasis;
use crate::scoring::plan::coming::NO_COMING;
use crate::scoring::plan::figures::Figures;
use crate::scoring::plan::inputs::{kept_before, kept_until, rounds};
use crate::scoring::plan::supply::{Roster, Supply, half_described};
use crate::scoring::plan::words as planned;
use crate::scoring::ratio::Ratio;
use crate::scoring::readiness::of_plan;
use crate::ui::buckets;
use crate::ui::text;
use crate::views::plan::overview::{increment, overview};
use crate::views::plan::roadmap::{RoadmapCursor, RoadmapForm, RoadmapRow, empty, lines};
use crate::views::plan::state::Planning;

/// The plan: each iteration with its load and items, then what is in no increment, then the balance over time.
pub(super) fn plan(desk: &Desk, plan: &Planning) -> String {
    let Some((increment, shown)) = increment(desk, plan).zip(overview(desk, plan)) else {
        let mut out = format!("{NO_COMING}\n");
        over_time(desk, &mut out);
        return out;
    };
    let name = text::clean(&increment.name);
    let mut out = format!("{name}: {}\n", load(&shown.planned.whole));
    let half = half_described(desk.seen(), desk.past(), increment);
    if let Some(words) = half.and_then(|table| table.words(increment.name.trim())) {
        let _ = writeln!(out, "Beware: {}", text::clean(&words));
    }
    if let Some(said) = desk.derived.survey.roadmap.increment(increment.id) {
        let _ = writeln!(out, "Forecast: {}", forecast(said));
    }
    if let Some(mix) = &shown.figures.must {
        let _ = writeln!(out, "{}", planned::must(mix, must_limit(desk.seen())));
    }
    if let Some(ready) = of_plan(desk.seen(), &shown.planned.whole.items) {
        let _ = writeln!(out, "Readiness: {ready}");
    }
    votes(desk, increment.id, &mut out);
    for (id, kept) in kept_before(desk.seen(), increment.id) {
        let name = text::clean(desk.seen().name::<Increment>(Some(id)));
        let _ = writeln!(out, "{name} kept: {}", planned::predictability(&kept));
    }
    if let Some(trend) = planned::trend(&kept_until(desk.seen(), increment.id)) {
        let _ = writeln!(out, "Trend: {trend}");
    }
    for (id, stretch) in &shown.planned.iterations {
        let Some(iteration) = desk.seen().get::<Iteration>(*id) else {
            continue;
        };
        let name = text::clean(&iteration.name);
        if iteration.innovation {
            let _ = writeln!(out, "{name}: kept free for innovation and planning");
        } else {
            let _ = writeln!(out, "{name}: {}", load(stretch));
        }
        let roster = Roster::of(desk.seen(), desk.past(), iteration);
        for (team, stretch) in shown.figures.teams.get(id).into_iter().flatten() {
            if let Some(team) = team {
                let name = text::clean(desk.seen().name::<Team>(*team));
                let basis = desk.seen().get::<Team>(*team);
                let basis = basis.and_then(|team| roster.of_team(team).ok());
                let basis = basis.filter(|basis| basis.basis == CapacityBasis::StartRule);
                let basis = text::known(
                    basis.map(|basis| format!("; {}", planned::capacity(&basis))),
                    "",
                );
                let _ = writeln!(out, "  Team {name}: {}{basis}", load(stretch));
            }
        }
        items(desk, &shown.figures, &stretch.items, &mut out);
    }
    let open = &shown.planned.open;
    if !open.items.is_empty() || shown.planned.iterations.is_empty() {
        let is_bound = open.capacity != Supply::Unknown;
        let _ = writeln!(out, "In no {ITERATION}: {}", carried(open, is_bound));
        items(desk, &shown.figures, &open.items, &mut out);
    }
    let _ = writeln!(out, "Unplanned: {}", carried(&shown.unplanned, false));
    items(desk, &shown.figures, &shown.unplanned.items, &mut out);
    over_time(desk, &mut out);
    out
}
/// What came of the votes of confidence, and who has to be heard.
fn votes(desk: &Desk, increment: Id, out: &mut String) {
    for round in rounds(desk.seen(), increment, None).unwrap_or_default() {
        let number = round.number.to_short();
        let said = planned::confidence(&round.result);
        let _ = writeln!(out, "Confidence, round {number}: {said}");
        for at in &round.result.low {
            let vote = round.votes.get(*at);
            let vote = vote.and_then(|id| desk.seen().get::<ConfidenceVote>(*id));
            let Some(vote) = vote else { continue };
            let person = desk.seen().linked(&vote.person);
            let name = person.map_or("somebody", |person: &Person| &person.name);
            let raise = match vote.raise.as_str() {
                "" => "what would raise it is not noted",
                raise => raise,
            };
            let (name, raise) = (text::clean(name), text::clean(raise));
            let _ = writeln!(out, "  To be heard: {name}: {raise}");
        }
    }
}

/// A load in words: `28 of 21 points: 7 too many`.
fn load(stretch: &Stretch) -> String {
    carried(stretch, true)
}

/// The same of a stretch that may be bound to no time, so that it has no capacity either.
fn carried(stretch: &Stretch, is_bound: bool) -> String {
    let said = stretch.against().map_or_else(
        || {
            let points = text::known(stretch.load.map(Ratio::to_short), "?");
            if !is_bound {
                return format!("{points} points");
            }
            let missing = stretch.capacity.missing();
            let missing = text::known(missing.map(|missing| format!(": {missing}")), "");
            format!("{points} points, capacity unknown{missing}")
        },
        |load| planned::load(&load),
    );
    match stretch.unknown {
        0 => said,
        count => {
            let items = text::count(count, "item", "items");
            format!("{said}, {items} without size")
        }
    }
}

fn items(desk: &Desk, figures: &Figures, items: &[Id], out: &mut String) {
    for id in items {
        let Some(item) = desk.seen().get::<Item>(*id) else {
            continue;
        };
        let rank = text::known(desk.derived.evaluation.rank(*id), "-");
        let size = text::known(effort(desk.seen(), item).map(Ratio::to_short), "?");
        let _ = write!(out, "  {rank:>4}  {size:>3}  {}", text::clean(&item.title));
        if let Some((link, need)) = figures.worst(*id) {
            let (words, need) = (planned::need(link), desk.seen().name::<Item>(need));
            let _ = write!(out, " ({words}: {})", text::clean(need));
        }
        out.push('\n');
    }
}

/// What each increment planned and did of each bucket, its pace, and what became a habit.
fn over_time(desk: &Desk, out: &mut String) {
    let course = desk.course();
    if course.legs.is_empty() {
        return;
    }
    let names = buckets::names(desk);
    out.push_str("Balance over time:\n");
    for leg in &course.legs {
        let name = desk.seen().name::<Increment>(leg.increment);
        let pace = planned::pace(&leg.pace, leg.has_begun);
        let _ = writeln!(out, "  {}: {pace}", text::clean(name));
        let _ = writeln!(out, "    planned: {}", mix(&leg.planned, &names));
        if let Some(done) = &leg.done {
            let _ = writeln!(out, "    done: {}", mix(done, &names));
        }
    }
    for sentence in planned::course(&course, &names) {
        let _ = writeln!(out, "  {sentence}");
    }
}

fn mix(mix: &Result<Allocation, AllocationError>, names: &[&str]) -> String {
    let (allocation, mixes) = match planned::mixes(mix) {
        Ok(known) => known,
        Err(why) => return why,
    };
    let each = allocation.buckets.iter().zip(mixes).zip(names);
    let each = each.map(|((bucket, mix), name)| {
        let target = text::known(bucket.target.to_percent(0), "?");
        let (name, word) = (text::clean(name), mix.status.word());
        format!("{name} {}, aim {target}, {word}", percent(mix.percent))
    });
    let each: Vec<String> = each.chain(planned::left_out(allocation)).collect();
    each.join("; ")
}

/// Everything open as it is shown: bars on an axis this wide, or its groups with forecasts, or without a day.
pub fn roadmap(desk: &Desk, form: RoadmapForm, wish: ChartWish, width: usize) -> String {
    let (workspace, roadmap) = (desk.seen(), &desk.derived.survey.roadmap);
    let cursor = RoadmapCursor::of(form, wish);
    let chart = cursor.chart(desk);
    let is_inside = wish.readers == Readers::Inside;
    let mut out = String::new();
    if let Some(ground) = roadmap.bases.first().filter(|_| is_inside) {
        let ground = words::basis(workspace, ground);
        let _ = writeln!(out, "Rests on: {}", text::clean(&ground));
        for warning in words::warnings(workspace, roadmap) {
            let _ = writeln!(out, "Beware: {}", text::clean(&warning));
        }
    }
    if chart.groups.is_empty() {
        let _ = writeln!(out, "{}", empty(desk, &cursor).join(" "));
    }
    if form == RoadmapForm::Axis {
        for line in words::overflow(&chart) {
            let _ = writeln!(out, "Not on the axis: {line}");
        }
        if let Some(why) = &roadmap.no_days {
            let _ = writeln!(out, "There is no time axis: {}", text::clean(why));
        }
        let lines = roadmap_text(workspace, &chart, width, &|text| {
            text::clean(text).into_owned()
        });
        for line in lines {
            let _ = writeln!(out, "{}", line.trim_end());
        }
        return out;
    }
    for (row, ..) in lines(&chart, false) {
        let lead = match row {
            RoadmapRow::Heading(..) => "\n",
            RoadmapRow::Entry(RoadmapEntry::Objective(_)) => "  objective: ",
            RoadmapRow::Entry(_) => "  ",
        };
        let title = row.title(workspace);
        let _ = write!(out, "{lead}{}", text::clean(&title));
        let has_days = form == RoadmapForm::Days && is_inside;
        if let Some(said) = row.expectation(roadmap).filter(|_| has_days) {
            let _ = write!(out, ": {}", forecast(said));
        }
        match row {
            RoadmapRow::Heading(GroupHeading::Increment(id), _) if has_days => {
                let _ = write!(out, "; {}", words::keeps(workspace, roadmap, id));
            }
            RoadmapRow::Heading(heading, _) => {
                let _ = write!(out, ": {}", words::belongs(heading));
            }
            RoadmapRow::Entry(entry) if form == RoadmapForm::Days && !is_inside => {
                let said = words::to_customers(workspace, &chart, Some(entry));
                let _ = write!(out, ": {said}");
            }
            RoadmapRow::Entry(_) => {}
        }
        out.push('\n');
    }
    out
}

/// A forecast in one line.
fn forecast(said: &Expectation) -> String {
    match said {
        Ok(likely) => words::at_levels(likely).join("; "),
        Err(why) => format!("unknown, {}", words::unknown(*why)),
    }
}
