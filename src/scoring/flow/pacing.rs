//! The pace at which people work, on one page that may be shown to everybody.
//!
//! Owns what stands on it: promises kept, who is in several teams that carry too much, what was not urgent after all,
//! thanks. How intervals went is in [`crate::scoring::plan::course`].

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};

use super::intervals::{kept, means};
use crate::model::Workspace;
use crate::model::event::Recognition;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::team::Team;
use crate::scoring::facts::{Facts, spark};
use crate::scoring::levels::time;
use crate::scoring::plan::budget::{UrgencyDoubt, doubts};
use crate::scoring::plan::capacity::Strain;
use crate::scoring::plan::coming::Race;
use crate::scoring::plan::course::IncrementCourse;
use crate::scoring::plan::inputs::{called, planned};
use crate::scoring::plan::{by_team, iterations, words};
use crate::scoring::ratio::Ratio;

/// How many items and people a line names.
const NAMED: usize = 3;
/// For how many days thanks are told.
const RECENT: u64 = 92;

/// The teams with an iteration of the coming interval above what they can carry.
fn overloaded(workspace: &Workspace, race: &Race) -> BTreeSet<Id> {
    let Some(coming) = race.coming else {
        return BTreeSet::new();
    };
    let planned: Vec<&Item> = planned(workspace, coming).collect();
    let of_iteration = |one: &Iteration| {
        let is_own = |item: &&&Item| time(workspace, item).1 == Some(one.id);
        let items = planned.iter().filter(is_own).map(|item| item.id);
        let items: Vec<Id> = items.collect();
        let loads = by_team(workspace, &race.past, one, &items).into_iter();
        let over = loads.filter(|(_, stretch)| {
            let load = stretch.against();
            load.is_some_and(|load| load.strain() == Strain::Over)
        });
        over.filter_map(|(team, _)| team).collect::<Vec<Id>>()
    };
    let all = iterations(workspace, coming).into_iter();
    all.flat_map(of_iteration).collect()
}

/// The people in several teams of which one carries too much, by name.
pub fn torn(workspace: &Workspace, race: &Race) -> Vec<Id> {
    let over = overloaded(workspace, race);
    let teams: Vec<&Team> = workspace.all().collect();
    let is_torn = |person: &&Person| {
        let own = teams
            .iter()
            .filter(|team| team.members.0.contains(&person.id));
        let own: Vec<Id> = own.map(|team| team.id).collect();
        own.len() > 1 && own.iter().any(|team| over.contains(team))
    };
    let mut torn: Vec<&Person> = workspace.all().filter(is_torn).collect();
    torn.sort_by_key(|person| (person.name.to_lowercase(), person.id));
    torn.iter().map(|person| person.id).collect()
}

/// What was called urgent and seems not to have been, with the sign for it, by interval.
pub fn not_urgent(workspace: &Workspace, today: Option<NaiveDate>) -> Vec<(Id, UrgencyDoubt)> {
    let Some(today) = today else {
        return Vec::new();
    };
    let of_increment = |increment: &Increment| {
        let (ids, calls) = called(workspace, increment);
        let found = doubts(&calls, today).into_iter();
        found
            .filter_map(|(at, doubt)| Some((*ids.get(at)?, doubt)))
            .collect::<Vec<_>>()
    };
    workspace
        .all::<Increment>()
        .flat_map(of_increment)
        .collect()
}

/// Some names, and how many more there are.
fn some(names: Vec<&str>) -> String {
    let more = names.len().saturating_sub(NAMED);
    let first: Vec<&str> = names.into_iter().take(NAMED).collect();
    match (first.join(", "), more) {
        (first, 0) => first,
        (first, more) => format!("{first} and {more} more"),
    }
}

/// The page.
pub fn page(workspace: &Workspace, race: &Race, course: &IncrementCourse) -> Facts {
    let kept = kept(workspace);
    let means = means(&kept);
    let promises = match (kept.last(), means.last()) {
        (Some((id, _)), Some(last)) => format!(
            "{}  {} of what was promised was kept in {}; good is 80 to 100 %",
            spark(&means, Ratio::ZERO),
            last.percent(),
            workspace.name::<Increment>(*id)
        ),
        _ => "not known yet: give objectives their planned and actual business value".to_owned(),
    };
    let names: Vec<&str> = workspace
        .buckets()
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    let torn = torn(workspace, race);
    let people = torn
        .iter()
        .map(|id| workspace.name::<Person>(*id))
        .collect();
    let people = match torn.len() {
        0 => "nobody is in several teams of which one carries too much".to_owned(),
        many => format!(
            "{} in several teams of which one carries too much: {}",
            count(many, "person is", "people are"),
            some(people)
        ),
    };
    let calm = not_urgent(workspace, race.today);
    let titles = calm
        .iter()
        .map(|(id, _)| workspace.name::<Item>(*id))
        .collect();
    let urgent = match calm.as_slice() {
        [] => "nothing that was called urgent turned out not to be".to_owned(),
        [(id, doubt)] => format!("{}: {}", workspace.name::<Item>(*id), words::doubt(*doubt)),
        many => format!(
            "{} were called urgent and were not: {}",
            many.len(),
            some(titles)
        ),
    };
    let since = race
        .today
        .and_then(|today| today.checked_sub_days(Days::new(RECENT)));
    let thanks = workspace.all::<Recognition>();
    let thanks = thanks
        .filter(|one| since.is_none() || one.date >= since)
        .count();
    let thanks = match thanks {
        0 => "nobody was thanked in the last three months: who overcame something?".to_owned(),
        many => format!(
            "{} in the last three months, below",
            count(many, "time", "times")
        ),
    };
    let begin = Facts::default().with("Promises", promises);
    let paced = words::course(course, &names).into_iter();
    paced
        .fold(begin, |facts, line| facts.with("Pace", line))
        .with("People", people)
        .with("Not urgent after all", urgent)
        .with("Thanks", thanks)
}
