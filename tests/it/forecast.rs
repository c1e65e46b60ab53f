//! Forecasts and increments of the sample, from its records.

use std::collections::HashSet;

use chrono::NaiveDate;

use evenkeel::model::Workspace;
use evenkeel::model::increment::{Increment, Iteration};
use evenkeel::model::objective::Objective;
use evenkeel::model::settings::Settings;
use evenkeel::model::team::Team;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::forecast::inputs::TeamPast;
use evenkeel::scoring::forecast::periods::ComingPeriods;
use evenkeel::scoring::forecast::{Certainty, When, words};
use evenkeel::scoring::plan::checks::flaws;
use evenkeel::scoring::plan::course::course;
use evenkeel::scoring::plan::{inputs, supply};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::store;

fn sample() -> Workspace {
    let sample = include_str!("../../assets/sample.ron");
    store::parse(sample).unwrap().0
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The periods from the first day of the coming increment of the sample on.
fn periods(workspace: &Workspace) -> ComingPeriods {
    ComingPeriods::of(workspace, Some(day("2027-01-04"))).unwrap()
}

#[test]
fn the_rhythm_is_that_of_the_coming_increment() {
    let periods = periods(&sample());
    let ends = [1, 4, 5].map(|period| periods.rhythm.end(period).unwrap().to_string());
    assert_eq!(ends, ["2027-01-15", "2027-02-26", "2027-03-26"]);
    assert_eq!(periods.rhythm.until(day("2027-03-12")), 4);
    assert!(periods.filled.is_empty());
}

#[test]
fn all_teams_together_do_what_each_did_in_the_same_iteration() {
    let workspace = sample();
    let past = TeamPast::of(&workspace, None, Some(&periods(&workspace))).unwrap();
    let teams: Vec<&Team> = workspace
        .all()
        .filter(|t: &&Team| !t.velocity.is_empty())
        .collect();
    let last = teams
        .iter()
        .map(|team| Ratio::from(*team.velocity.last().unwrap()));
    assert_eq!(past.history.periods().last().copied(), Ratio::sum(last));
    let shortest = teams.iter().map(|team| team.velocity.len()).min().unwrap();
    assert_eq!(past.history.periods().len(), shortest);
}

#[test]
fn every_open_item_has_its_date_and_the_increment_its_chance() {
    let workspace = sample();
    let order = evaluate(&workspace, workspace.the::<Settings>().lens, None).ranked;
    let past = TeamPast::of(&workspace, None, Some(&periods(&workspace))).unwrap();
    let queue = past.queue(&workspace, &order, 0, |_| false).unwrap();
    let outlooks: Vec<_> = queue.items().collect();
    assert!(outlooks.len() > 10);
    assert!(outlooks.is_sorted_by_key(|(_, outlook)| outlook.when.likely));
    let coming = workspace.the::<Settings>().increment.0.unwrap();
    let coming: &Increment = workspace.get(coming).unwrap();
    let rhythm = periods(&workspace).rhythm;
    let planned = queue.planned(&workspace, coming);
    let until = rhythm.until(coming.ends.unwrap());
    let chance = queue.chance(planned, until).unwrap();
    let last = outlooks.last().unwrap().1;
    let said = words::when(Certainty::Likely, last.when.likely, Some(&rhythm));
    insta::assert_snapshot!(format!("{}\n{said}\n", words::chance(&chance)));
    for objective in workspace.all::<Objective>() {
        let Some(outlook) = queue.objective(objective) else {
            continue;
        };
        assert!(outlook.when.likely > When::Within(0));
    }
}

#[test]
fn the_records_of_an_increment_become_its_numbers() {
    let workspace = sample();
    let coming = workspace.the::<Settings>().increment.0.unwrap();
    let mut said = Vec::new();
    for team in workspace.all::<Team>() {
        for iteration in workspace.all::<Iteration>() {
            if iteration.increment.0 == Some(coming) {
                let capacity = supply::Roster::of(&workspace, iteration).of_team(team);
                let words = capacity.map(|c| evenkeel::scoring::plan::words::capacity(&c));
                let words = words.unwrap_or_else(|unknown| unknown.to_string());
                said.push(format!("{} {}: {words}", team.name, iteration.name));
            }
        }
    }
    for increment in workspace.all::<Increment>() {
        let (_, kept) = inputs::reached(&workspace, increment.id).unwrap();
        let (_, vote) = inputs::vote(&workspace, increment.id).unwrap();
        said.push(format!(
            "{}: {}; {}",
            increment.name,
            evenkeel::scoring::plan::words::predictability(&kept),
            evenkeel::scoring::plan::words::confidence(&vote)
        ));
    }
    let lacking = inputs::risks(&workspace, Some(day("2027-01-04")));
    said.push(format!("risks that lack something: {}", lacking.len()));
    let course = course(&workspace, Some(day("2027-01-04")));
    for leg in course.legs.iter().filter(|leg| leg.has_begun) {
        let name = &workspace.get::<Increment>(leg.increment).unwrap().name;
        let pace = &leg.pace;
        said.push(format!(
            "{name}: kept {:?}, urgent {:?}",
            pace.done_share(),
            pace.urgent
        ));
    }
    let (ids, items) = inputs::places(&workspace, coming, |_| None);
    let flaws = flaws(&items);
    let flawed: HashSet<_> = flaws.iter().map(|(at, _)| ids[*at]).collect();
    said.push(format!("{} flaws at {} items", flaws.len(), flawed.len()));
    insta::assert_snapshot!(said.join("\n"));
}
