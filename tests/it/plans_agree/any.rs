//! The same of any workspace in which nothing is uncertain.

use std::fmt::Write as _;

use evenkeel::desk::tab;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::Item;
use evenkeel::scoring::forecast::inputs::TeamPast;
use evenkeel::scoring::forecast::periods::ComingPeriods;
use evenkeel::scoring::plan::cut::IncrementTurn;
use evenkeel::scoring::plan::supply::of_increment;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use proptest::prelude::*;

use super::{item, on, text, told};

/// A workspace in which nothing is uncertain: an interval that may run, one that comes, and one after it.
fn workspaces() -> impl Strategy<Value = (String, &'static str)> {
    let team = prop::sample::select(vec![
        "",
        "teams: [(id: \"t\", name: \"Team\", velocity: [10, 10, 10, 10, 10, 10])],",
        "teams: [(id: \"t\", name: \"Team\", members: [\"x\", \"y\"])], people: [(id: \"x\", name: \"X\"), (id: \"y\", name: \"Y\")],",
    ]);
    let capacity = || prop::option::weighted(0.6, 0..45_u32);
    let described = (0..5_usize, prop::option::of(0..14_u32));
    let ends = prop::sample::select(vec!["2027-03-12", "2027-03-14", "2027-03-28"]);
    let own = prop::sample::select(vec![
        "",
        "",
        ", increment: \"p2\"",
        ", increment: \"p2\"",
        ", increment: \"p3\"",
        ", increment: \"p1\", state: Doing",
    ]);
    let items = prop::collection::vec((1..21_u32, 1..14_u32, own), 1..9);
    let intervals = (any::<bool>(), capacity(), capacity(), any::<bool>());
    let day = prop::sample::select(vec!["2026-12-01", "2026-12-01", "2027-01-20"]);
    (team, intervals, described, ends, items, day).prop_map(|(team, (runs, before, coming, is_set), (count, points), ends, items, day)| {
        let capacity = |points: Option<u32>| points.map_or_else(String::new, |points| format!(", capacity: {points}"));
        let mut increments = "(id: \"p0\", name: \"PI 0\", starts: \"2026-07-06\", ends: \"2026-09-25\", capacity: 30),".to_owned();
        if runs {
            let _ = write!(increments, "(id: \"p1\", name: \"PI 1\", starts: \"2026-09-28\", ends: \"2026-12-18\"{}),", capacity(before));
        }
        let _ = write!(increments, "(id: \"p2\", name: \"PI 2\", starts: \"2027-01-04\", ends: \"{ends}\"{}),", capacity(coming));
        increments += "(id: \"p3\", name: \"PI 3\", starts: \"2027-03-29\", ends: \"2027-06-04\", capacity: 30),";
        // That all of it is closed, and that it carries something, cannot both be so.
        let points = points.filter(|points| coming.is_none() || *points > 0);
        let days = [("01-04", "01-17"), ("01-18", "01-31"), ("02-01", "02-14"), ("02-15", "02-28")];
        let iterations: String = days.iter().take(count).enumerate().map(|(at, (first, last))| {
            format!("(id: \"i{at}\", name: \"I{at}\", increment: \"p2\", starts: \"2027-{first}\", ends: \"2027-{last}\"{}),", capacity(points))
        }).collect();
        let items: String = items.iter().enumerate().map(|(at, (value, size, own))| {
            let own = if runs { *own } else { own.trim_start_matches(", increment: \"p1\", state: Doing") };
            let own = if count > 1 { own } else { own.trim_end_matches(", iteration: \"i1\"") };
            let team = if team.is_empty() { "" } else { ", team: \"t\"" };
            item(&format!("n{at}"), *value, *size, &format!("{own}{team}"))
        }).collect();
        let text = text(&increments, &format!("iterations: [{iterations}], {team}"), &items);
        if is_set && !runs {
            (text.replace("settings: (", "settings: (increment: \"p2\", "), day)
        } else {
            (text, day)
        }
    })
}

/// What contradicts what; nothing where all agree.
fn contradictions(app: &App) -> Vec<String> {
    let mut found = Vec::new();
    let workspace = &app.desk.workspace;
    let derived = &app.desk.derived;
    let evaluation = &derived.evaluation;
    let coming: &Increment = evaluation.coming(workspace).unwrap();
    let past = &evaluation.race.past;
    let plan = app.plain(tab::PLAN);
    if !plan.starts_with(&format!("{}: ", coming.name)) {
        found.push(format!("the plan is of another interval: {plan}"));
    }
    let capacity = of_increment(workspace, past, coming).points();
    if evaluation.balance.capacity != capacity || evaluation.cut.map(|cut| cut.capacity) != capacity
    {
        found.push("the cut line has another capacity".to_owned());
    }
    let said = plan.lines().next().unwrap_or_default();
    match capacity {
        Some(points) if !said.contains(&format!("of {} points: ", points.to_short())) => {
            found.push(said.to_owned());
        }
        None if !said.contains("capacity unknown") => found.push(said.to_owned()),
        _ => {}
    }
    let periods = ComingPeriods::of(workspace, derived.today).unwrap();
    let season = TeamPast::of(workspace, past, None, Some(&periods)).map(|past| past.season);
    let is_ahead = coming.starts > derived.today;
    if let (Ok(season), Some(points), true) = (&season, capacity, is_ahead) {
        let own = season.named.iter().zip(&periods.named);
        let own = own.filter(|(_, period)| period.place.0 == periods.coming);
        let sum = Ratio::sum(own.map(|(amounts, _)| amounts[0]));
        if sum != Some(points) {
            found.push(format!(
                "forecasts take {sum:?} from it, the plan {points:?}"
            ));
        }
    }
    // Of more than fits, the cut line takes the best first, forecasts what is in an earlier iteration.
    let is_seated = workspace
        .all()
        .any(|item: &Item| item.iteration.0.is_some());
    for item in workspace.all::<Item>() {
        let score = evaluation.score(item.id).unwrap();
        let (team, message) = told(app, item.id.as_str());
        let competes = score.turn.competes();
        let likely = derived.survey.roadmap.item(item.id);
        let likely = likely.and_then(|said| said.as_ref().ok());
        let day = likely.and_then(|likely| likely.days.likely);
        let is_inside = day.is_some_and(|day| Some(day) <= coming.ends);
        let goes_on = derived.survey.roadmap.goes_on;
        if let (true, Some(above), Some(_), false) = (competes, score.is_above_cut, likely, goes_on)
            && is_ahead
            && !is_seated
            && above != is_inside
        {
            found.push(format!("{}: fits {above}, likely done {day:?}", item.title));
        }
        if team.contains("only later") != (score.is_above_cut == Some(true) && day > coming.ends) {
            found.push(team.clone());
        }
        let reasons = ["Work from before", "A part of the interval is over"];
        let has_reason = is_seated || reasons.iter().any(|reason| team.contains(reason));
        if team.contains("only later") && !has_reason {
            found.push(format!("later without a reason: {team}"));
        }
        let fills = message.contains("the time we have") || message.contains("too little time");
        if fills && (score.is_above_cut != Some(false) || score.turn == IncrementTurn::Coming) {
            found.push(message.clone());
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn no_two_outputs_of_a_plan_contradict_each_other((text, day) in workspaces()) {
        let app = on(&text, day);
        let found = contradictions(&app);
        prop_assert!(found.is_empty(), "{}\n{}", found.join("\n"), text);
    }
}
