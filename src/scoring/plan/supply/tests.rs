//! What is known, partly known and written down.

use super::*;
use crate::model::id::Id;
use crate::model::person::Person;
use crate::model::points::Points;

fn id(name: &str) -> Id {
    let sum = name.bytes().fold(7, |sum, byte| sum * 31 + u64::from(byte));
    Id::from_random(sum)
}

/// An increment of two working iterations and one for innovation, and two teams of which one has a past.
fn workspace() -> Workspace {
    let mut workspace = Workspace::default();
    workspace.put_record(Box::new(Increment::new(id("inc"))));
    for (name, day) in [("one", 4), ("two", 18)] {
        let mut iteration = Iteration::new(id(name));
        iteration.increment.0 = Some(id("inc"));
        iteration.starts = NaiveDate::from_ymd_opt(2027, 1, day);
        iteration.ends = NaiveDate::from_ymd_opt(2027, 1, day + 11);
        workspace.put_record(Box::new(iteration));
    }
    let mut free = Iteration::new(id("free"));
    free.increment.0 = Some(id("inc"));
    free.innovation = true;
    workspace.put_record(Box::new(free));
    let mut red = Team::new(id("red"));
    red.velocity = vec![Number::whole(20), Number::whole(10)];
    workspace.put_record(Box::new(red));
    let mut blue = Team::new(id("blue"));
    blue.members.0 = vec![id("ann"), id("bob")];
    workspace.put_record(Box::new(blue));
    workspace.put_record(Box::new(Person::new(id("ann"))));
    workspace
}

fn there(workspace: &mut Workspace, iteration: &str, points: i64) {
    let mut there = Availability::new(id(&format!("there-{iteration}")));
    there.team.0 = Some(id("blue"));
    there.iteration.0 = Some(id(iteration));
    there.capacity = Points::known(Number::whole(points));
    workspace.put_record(Box::new(there));
}

fn of(workspace: &Workspace, iteration: &str) -> Supply {
    of_iteration(
        workspace,
        &PastIterations::of(workspace, None),
        workspace.get(id(iteration)).unwrap(),
    )
}

fn whole(workspace: &Workspace) -> Supply {
    of_increment(
        workspace,
        &PastIterations::of(workspace, None),
        workspace.get(id("inc")).unwrap(),
    )
}

#[test]
fn a_blank_capacity_is_what_the_teams_can_carry_together() {
    let mut workspace = workspace();
    // Blue has no past: the start rule gives it 16 points in every iteration until it has finished one.
    for name in ["one", "two"] {
        assert_eq!(of(&workspace, name), Supply::Known(Ratio::whole(31)));
    }
    assert_eq!(of(&workspace, "free"), Supply::Unknown);
    // Nobody says who is in it.
    let mut blue = workspace.get::<Team>(id("blue")).unwrap().clone();
    blue.members.0.clear();
    workspace.put_record(Box::new(blue));
    there(&mut workspace, "one", 16);
    let two = of(&workspace, "two");
    assert_eq!(two.missing().unwrap(), "1 of 2 teams known");
    assert_eq!(two.points(), None, "unknown is not what is known of it");
    assert_eq!(
        whole(&workspace).missing().unwrap(),
        "1 of 2 iterations known"
    );
    there(&mut workspace, "two", 9);
    assert_eq!(of(&workspace, "two"), Supply::Known(Ratio::whole(24)));
    assert_eq!(whole(&workspace), Supply::Known(Ratio::whole(55)));
}

#[test]
fn what_is_written_down_wins() {
    let mut workspace = workspace();
    let mut one = workspace.get::<Iteration>(id("one")).unwrap().clone();
    one.capacity = Points::known(Number::whole(5));
    workspace.put_record(Box::new(one));
    assert_eq!(of(&workspace, "one"), Supply::Known(Ratio::whole(5)));
    let mut increment = workspace.get::<Increment>(id("inc")).unwrap().clone();
    increment.capacity = Points::known(Number::whole(0));
    workspace.put_record(Box::new(increment));
    assert_eq!(whole(&workspace), Supply::Known(Ratio::ZERO));
}

#[test]
fn without_teams_nothing_is_known() {
    let mut workspace = workspace();
    for team in ["red", "blue"] {
        workspace.take_record(Team::KIND, id(team));
    }
    assert_eq!(of(&workspace, "one"), Supply::Unknown);
    assert_eq!(
        (whole(&workspace), Supply::Unknown.missing()),
        (Supply::Unknown, None)
    );
}
