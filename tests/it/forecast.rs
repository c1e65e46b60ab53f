//! Forecasts and increments of the sample, from its records.

use std::collections::HashSet;

use chrono::NaiveDate;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Choice as _, Value};
use evenkeel::model::increment::{Increment, Iteration};
use evenkeel::model::item::{Item, State};
use evenkeel::model::objective::Objective;
use evenkeel::model::settings::{Lens, Settings};
use evenkeel::model::team::Team;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::forecast::inputs::TeamPast;
use evenkeel::scoring::forecast::periods::ComingPeriods;
use evenkeel::scoring::forecast::roadmap::{ForecastBasis, words as roadmap_words};
use evenkeel::scoring::forecast::{Certainty, When, words};
use evenkeel::scoring::plan::checks::flaws;
use evenkeel::scoring::plan::coming::Race;
use evenkeel::scoring::plan::course::course;
use evenkeel::scoring::plan::velocity::PastIterations;
use evenkeel::scoring::plan::{inputs, supply};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::store;

use crate::samples::sample;

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
    let past = TeamPast::of(
        &workspace,
        &PastIterations::of(&workspace, None),
        None,
        Some(&periods(&workspace)),
    )
    .unwrap();
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
    let past = TeamPast::of(
        &workspace,
        &PastIterations::of(&workspace, None),
        None,
        Some(&periods(&workspace)),
    )
    .unwrap();
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
    let past = PastIterations::of(&workspace, None);
    let mut said = Vec::new();
    for team in workspace.all::<Team>() {
        for iteration in workspace.all::<Iteration>() {
            if iteration.increment.0 == Some(coming) {
                let capacity = supply::Roster::of(&workspace, &past, iteration).of_team(team);
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
    let course = course(&workspace, &Race::of(&workspace, Some(day("2027-01-04"))));
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

#[test]
fn what_is_marked_done_counts_in_the_iteration_after_it_is_over() {
    let mut app = crate::screens::sample(120, 35);
    let today = app.desk.derived.today.unwrap();
    let item = app.desk.derived.evaluation.ranked[0];
    let done = Value::Choice(State::Done.word().name);
    let edit = Edit::put::<Item>(item, "state", done).unwrap();
    assert!(app.desk.commit("done", vec![edit]));
    let done_on =
        |app: &evenkeel::shell::App| app.desk.workspace.get::<Item>(item).unwrap().done_on;
    assert_eq!(done_on(&app), Some(today));
    crate::screens::press(&mut app, "u");
    assert_eq!(done_on(&app), None);
    crate::screens::press(&mut app, "Ctrl-y");
    assert_eq!(done_on(&app), Some(today));

    // A team without a typed history is forecast by what it finished.
    let mut workspace = app.desk.workspace.clone();
    let team = workspace.get::<Item>(item).unwrap().team.0.unwrap();
    let blank = Edit::put::<Team>(team, "velocity", Value::Blank).unwrap();
    apply(&mut workspace, vec![blank]).unwrap();
    let on = Edit::put::<Item>(item, "done_on", Value::Date(day("2026-11-25"))).unwrap();
    apply(&mut workspace, vec![on]).unwrap();
    let after = day("2026-12-07");
    let evaluation = evaluate(&workspace, Lens::Wsjf, Some(after));
    let size = workspace.get::<Item>(item).unwrap().size.value.unwrap();
    assert_eq!(evaluation.race.past.last(team), [Ratio::from(size)]);
    let survey = evenkeel::scoring::survey::survey(&workspace, &evaluation, Some(after));
    let own = |basis: &&ForecastBasis| basis.team == Some(team);
    let basis = survey.roadmap.bases.iter().find(own).unwrap();
    let said = roadmap_words::basis(&workspace, basis);
    let name = &workspace.get::<Team>(team).unwrap().name;
    assert_eq!(said, format!("1 iteration of {name}, counted"));
}

/// An increment of twelve weeks, of which so many iterations are described.
fn half_described(described: usize, capacity: &str, rest: &str) -> Workspace {
    let starts = [
        "2027-01-04",
        "2027-01-18",
        "2027-02-01",
        "2027-02-15",
        "2027-03-01",
    ];
    let ends = [
        "2027-01-17",
        "2027-01-31",
        "2027-02-14",
        "2027-02-28",
        "2027-03-14",
    ];
    let iterations: String = starts.iter().zip(ends).zip(0..described).map(|((first, last), at)| format!(
        "(id: \"i{at}\", name: \"I{at}\", increment: \"p\", starts: \"{first}\", ends: \"{last}\"{rest}),"
    )).collect();
    let text = format!(
        r#"(schema: "1.0", settings: (increment: "p"),
        increments: [(id: "p", name: "PI 1", starts: "2027-01-04", ends: "2027-03-28"{capacity})],
        iterations: [{iterations}],
        items: [
            (id: "x", title: "First", value: 5, criticality: 3, risk: 1, size: 30),
            (id: "y", title: "Second", value: 3, criticality: 3, risk: 1, size: 25),
            (id: "z", title: "Third", value: 2, criticality: 3, risk: 1, size: 25),
        ])"#
    );
    store::parse(&text).unwrap().0
}

#[test]
fn a_half_described_increment_carries_what_forecasts_take_from_it() {
    use evenkeel::scoring::explain::{explain, words::team};
    use evenkeel::scoring::survey::survey;
    let today = Some(day("2026-12-09"));
    let last = day("2027-03-28");
    for (described, capacity, rest, whole) in [
        (1, "", ", capacity: 10", 60),
        (2, "", ", capacity: 10", 60),
        // The last one alone is missing: it is the one that is kept free.
        (5, "", ", capacity: 10", 50),
        // What is written down for the whole is shared out among those that are filled in.
        (1, ", capacity: 60", ", capacity: 10", 60),
        (1, ", capacity: 35", ", capacity: 35", 35),
    ] {
        let workspace = half_described(described, capacity, rest);
        let evaluation = evaluate(&workspace, Lens::Wsjf, today);
        let carried = evaluation.balance.capacity;
        assert_eq!(carried, Some(Ratio::whole(whole)), "{described}{capacity}");
        let survey = survey(&workspace, &evaluation, today);
        let roadmap = &survey.roadmap;
        let said = roadmap_words::warnings(&workspace, roadmap).join("\n");
        assert!(
            said.contains("are taken to be there") || said.contains("kept free"),
            "{said}"
        );
        for (at, item) in workspace.all::<Item>().enumerate() {
            let likely = roadmap.item(item.id).unwrap().as_ref().unwrap();
            let is_inside = likely.days.likely.is_some_and(|day| day <= last);
            let fits = evaluation.score(item.id).unwrap().is_above_cut;
            assert_eq!(fits, Some(is_inside), "item {at} of {described}{capacity}");
            let why = explain(&workspace, &evaluation, item.id)
                .unwrap()
                .on(&survey);
            assert!(
                !team(&workspace, &why)
                    .join("\n")
                    .contains("likely done later")
            );
        }
    }
}

#[test]
fn work_without_a_size_is_not_nothing_left_to_do() {
    let text = |items: &str| {
        format!(
            "(schema: \"1.0\", settings: (increment: \"p\"),
            increments: [(id: \"p\", name: \"PI\", starts: \"2027-01-04\", ends: \"2027-03-12\", capacity: 20)],
            items: [{items}])"
        )
    };
    let unsized_one =
        "(id: \"a\", title: \"A\", value: 8, criticality: 5, risk: 3, increment: \"p\"),";
    let sized =
        "(id: \"b\", title: \"B\", value: 8, criticality: 5, risk: 3, size: 5, increment: \"p\"),";
    for args in ["show plan", "show roadmap"] {
        let said = crate::shares::printed(args, &text(unsized_one));
        assert!(!said.contains("nothing is left"), "{args}: {said}");
        assert!(!said.contains("100 %"), "{args}: {said}");
    }
    let both = crate::shares::printed("show roadmap", &text(&format!("{unsized_one}{sized}")));
    assert!(
        both.contains("is unknown") && !both.contains("100 %"),
        "{both}"
    );
    let all = crate::shares::printed("show roadmap", &text(sized));
    assert!(all.contains("is done by 12 Mar 2027 is "), "{all}");
}
