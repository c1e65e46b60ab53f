//! Teams, planning intervals and iterations that a file names: taken with one yes, made where they are not there.

use chrono::NaiveDate;
use evenkeel::edit;
use evenkeel::exchange::import::{Import, ImportWish, import, import_with};
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::increment::{Increment, Iteration};
use evenkeel::model::item::Item;
use evenkeel::model::team::Team;

use super::{ids, says, wished};

const JIRA: &str = "Summary,Issue key,Fix Version/s,Sprint,Sprint,Custom field (Team)\n\
    Pay by card,EX-1,2026.1,Sprint 1,Sprint 2,Checkout\n\
    Pay later,EX-2,2026.1,Sprint 2,,checkout\n\
    Refunds,EX-3,2026.2,,,Returns\n\
    Vouchers,EX-4,,Sprint 9,,\n";

fn taken(workspace: &mut Workspace, bytes: &[u8]) -> Import {
    let outcome = wished(bytes, workspace, |wish| wish.takes_plan = true);
    edit::apply(workspace, outcome.edits.clone()).expect("it fits");
    outcome
}

/// Where an item is planned: its team, planning interval and iteration, by name.
fn plan_of(workspace: &Workspace, key: &str) -> [String; 3] {
    let item = workspace.all::<Item>().find(|item| item.key == key);
    let item = item.expect("it came in");
    let team = workspace.linked::<Team>(&item.team);
    let increment = workspace.linked::<Increment>(&item.increment);
    let iteration = workspace.linked::<Iteration>(&item.iteration);
    [
        team.map(|one| one.name.clone()).unwrap_or_default(),
        increment.map(|one| one.name.clone()).unwrap_or_default(),
        iteration.map(|one| one.name.clone()).unwrap_or_default(),
    ]
}

#[test]
fn a_file_that_names_sprints_offers_them_and_takes_nothing_unasked() {
    let mut workspace = Workspace::default();
    let outcome = import(JIRA.as_bytes(), &workspace, ids());
    let offered = outcome.plan_offer.written();
    assert_eq!(
        offered,
        "Custom field (Team)=team,Fix Version/s=increment,Sprint=iteration"
    );
    assert!(says(
        &outcome,
        "teams and sprints in the file, not taken yet"
    ));
    edit::apply(&mut workspace, outcome.edits).expect("it fits");
    assert_eq!(workspace.all::<Team>().count(), 0);
    assert_eq!(plan_of(&workspace, "EX-1"), ["", "", ""]);
}

#[test]
fn what_is_not_there_is_made_once_and_told() {
    let mut workspace = Workspace::default();
    let outcome = taken(&mut workspace, JIRA.as_bytes());
    assert!(outcome.plan_offer.is_empty());
    let made: Vec<_> = outcome
        .made
        .iter()
        .map(|(kind, n)| (kind.name, *n))
        .collect();
    assert_eq!(made, [("team", 2), ("increment", 3), ("iteration", 2)]);
    assert!(says(&outcome, "2 teams"));
    assert_eq!(
        plan_of(&workspace, "EX-1"),
        ["Checkout", "2026.1", "Sprint 2"]
    );
    assert_eq!(
        plan_of(&workspace, "EX-2"),
        ["Checkout", "2026.1", "Sprint 2"]
    );
    assert_eq!(plan_of(&workspace, "EX-3"), ["Returns", "2026.2", ""]);
    assert_eq!(
        plan_of(&workspace, "EX-4"),
        ["", "Imported sprints", "Sprint 9"]
    );
    // The yes is remembered for such files, and nothing is made twice.
    let again = import(JIRA.as_bytes(), &workspace, ids());
    assert!(again.edits.is_empty(), "{:?}", again.edits);
    let moved = JIRA.replace("EX-3,2026.2,,", "EX-3,2026.2,,Sprint 3");
    let outcome = import(moved.as_bytes(), &workspace, ids());
    edit::apply(&mut workspace, outcome.edits).expect("it fits");
    assert_eq!(
        plan_of(&workspace, "EX-3"),
        ["Returns", "2026.2", "Sprint 3"]
    );
}

#[test]
fn those_that_are_there_are_found_whatever_their_capitals() {
    let mut workspace = Workspace::default();
    taken(&mut workspace, JIRA.as_bytes());
    let other = "Title;Team;Sprint\nNew;RETURNS;sprint 2\n";
    let outcome = taken(&mut workspace, other.as_bytes());
    assert!(outcome.made.is_empty(), "{:?}", outcome.made);
    let new = workspace.all::<Item>().find(|item| item.title == "New");
    let iteration = new.and_then(|item| workspace.linked::<Iteration>(&item.iteration));
    assert_eq!(iteration.expect("one").name, "Sprint 2");
}

#[test]
fn paths_name_the_interval_above_the_iteration() {
    let azure = "ID,Work Item Type,Title,Area Path,Iteration Path\n\
        1,Feature,Pay,Shop\\Checkout,Shop\\PI 1\\Iteration 2\n\
        2,Feature,Return,Shop\\Returns,Shop\n";
    let mut workspace = Workspace::default();
    taken(&mut workspace, azure.as_bytes());
    assert_eq!(
        plan_of(&workspace, "1"),
        ["Checkout", "PI 1", "Iteration 2"]
    );
    assert_eq!(plan_of(&workspace, "2"), ["Returns", "", ""]);
    assert_eq!(workspace.all::<Iteration>().count(), 1);
}

#[test]
fn the_days_of_sprints_are_those_of_their_interval() {
    let long = "Summary,Issue key,Sprint\nA,EX-1,\"x.Sprint@1[id=1,state=CLOSED,name=Sprint 1,\
        startDate=2026-01-05T08:00:00Z,endDate=2026-01-16T08:00:00Z,sequence=1]\"\n";
    let mut workspace = Workspace::default();
    taken(&mut workspace, long.as_bytes());
    let increment = workspace.all::<Increment>().next().expect("one");
    let day = |day| NaiveDate::from_ymd_opt(2026, 1, day);
    assert_eq!((increment.starts, increment.ends), (day(5), day(16)));
}

#[test]
fn two_imports_of_one_file_make_the_same_records() {
    let records = |mut workspace: Workspace| {
        let mut next = 700;
        let other_ids = || {
            next += 1;
            Id::from_random(next)
        };
        let mapping = import(JIRA.as_bytes(), &workspace, ids()).plan_offer;
        let mut watch = |_| true;
        let mut wish = ImportWish::plain(&mut watch);
        wish.mapping = Some(mapping);
        let outcome = import_with(JIRA.as_bytes(), &workspace, other_ids, &mut wish);
        edit::apply(&mut workspace, outcome.edits).expect("it fits");
        let teams: Vec<_> = workspace.all::<Team>().map(|one| one.id).collect();
        let iterations: Vec<_> = workspace.all::<Iteration>().map(|one| one.id).collect();
        (teams, iterations)
    };
    let mut one = Workspace::default();
    taken(&mut one, JIRA.as_bytes());
    let teams: Vec<_> = one.all::<Team>().map(|one| one.id).collect();
    let iterations: Vec<_> = one.all::<Iteration>().map(|one| one.id).collect();
    assert_eq!(records(Workspace::default()), (teams, iterations));
}

#[test]
fn days_that_stand_beside_a_cycle_are_those_of_the_iteration() {
    let linear = "ID,Title,Status,Creator,Cycle Number,Cycle Name,Cycle Start,Cycle End\n\
        ENG-1,Pay by card,Todo,cleo,4,Cycle 4,Mon Jan 04 2027 05:00:00 GMT+0000 (GMT),Fri Jan 15 2027 05:00:00 GMT+0000 (GMT)\n\
        ENG-2,Pay later,Todo,cleo,5,Cycle 5,2027-01-18,2027-01-29\n\
        ENG-3,Refunds,Todo,cleo,6,Cycle 6,2027-02-12,2027-02-01\n";
    let mut workspace = Workspace::default();
    taken(&mut workspace, linear.as_bytes());
    let day = |month, day| NaiveDate::from_ymd_opt(2027, month, day);
    let mut days: Vec<_> = workspace
        .all::<Iteration>()
        .map(|one| (one.name.as_str(), one.starts, one.ends))
        .collect();
    days.sort_unstable();
    assert_eq!(
        days,
        [
            ("Cycle 4", day(1, 4), day(1, 15)),
            ("Cycle 5", day(1, 18), day(1, 29)),
            ("Cycle 6", None, None),
        ],
        "an end before the beginning says nothing"
    );
    let increment = workspace.all::<Increment>().next().expect("one of all");
    assert_eq!((increment.starts, increment.ends), (day(1, 4), day(1, 29)));
}

#[test]
fn days_of_cycles_are_read_as_their_columns_tell_or_asked_about() {
    let check = |first: &str, last: &str, expected: Option<(&str, &str)>| {
        let text = format!(
            "ID,Title,Status,Creator,Cycle Name,Cycle Start,Cycle End,Created\n\
             ENG-1,Pay,Todo,cleo,Cycle 4,{first},{last},2026-12-01\n"
        );
        let mut workspace = Workspace::default();
        let outcome = taken(&mut workspace, text.as_bytes());
        let cycle = workspace.all::<Iteration>().next().expect("one");
        let days = cycle.starts.zip(cycle.ends);
        let days = days.map(|(starts, ends)| (starts.to_string(), ends.to_string()));
        let days = days
            .as_ref()
            .map(|(starts, ends)| (starts.as_str(), ends.as_str()));
        assert_eq!(days, expected, "{text}");
        assert_eq!(
            says(&outcome, "day or month first?"),
            expected.is_none(),
            "{:#?}",
            outcome.summary()
        );
    };
    check("1/4/2027", "1/15/2027", Some(("2027-01-04", "2027-01-15")));
    check("4/1/2027", "15/1/2027", Some(("2027-01-04", "2027-01-15")));
    check("1/4/2027", "1/11/2027", None);
}
