//! The plan: every open item stands in one place, and what is unknown counts as nothing known.

use evenkeel::model::id::Id;
use evenkeel::model::increment::Iteration;
use evenkeel::model::item::Item;
use evenkeel::scoring::levels::counts;
use evenkeel::scoring::plan::coming::Race;
use evenkeel::scoring::plan::{Stretch, plan};
use evenkeel::scoring::ratio::Ratio;

use crate::samples::{id, workspace};

#[test]
fn the_plan_of_the_sample() {
    let sample = workspace(include_str!("../../assets/sample.ron"));
    let items: Vec<Id> = sample.all::<Item>().map(|item| item.id).collect();
    let found = plan(&sample, &items, &Race::of(&sample, None));
    let names: Vec<&str> = found.increments.iter().map(|i| i.id.as_str()).collect();
    assert_eq!(names, ["pi-26-4", "pi-27-1", "pi-27-2"]);
    let coming = &found.increments[1];
    let sums = |stretch: &Stretch| (stretch.load, stretch.capacity.points(), stretch.excess());
    let whole = |number: i64| Some(Ratio::whole(number));
    assert_eq!(sums(&coming.whole), (whole(90), whole(84), whole(6)));
    let second = &coming.iterations[1];
    assert_eq!(sample.get::<Iteration>(second.0).unwrap().name, "I2");
    assert_eq!(sums(&second.1), (whole(28), whole(21), whole(7)));
    let last = found.increments.last().unwrap();
    assert_eq!(last.open.unknown, 1, "one of its items has no size");
    assert_eq!(
        (found.unplanned.items.len(), found.unplanned.unknown),
        (11, 4)
    );
    let open = sample.all::<Item>().filter(|item| item.state.is_open());
    // A part counts with its whole, one that is larger by its parts.
    for item in open.filter(|item| counts(&sample, item)) {
        let stretches = found.increments.iter().flat_map(|increment| {
            let iterations = increment.iterations.iter().map(|(_, stretch)| stretch);
            iterations.chain([&increment.open])
        });
        let places = stretches.chain([&found.unplanned]);
        let count = places
            .filter(|place| place.items.contains(&item.id))
            .count();
        assert_eq!(count, 1, "{}", item.title);
    }
}

#[test]
fn nothing_is_in_no_plan() {
    let found = plan(
        &evenkeel::model::Workspace::default(),
        &[id("gone")],
        &Race::default(),
    );
    assert_eq!(
        (found.increments.len(), found.unplanned.items.len()),
        (0, 0)
    );
    assert_eq!(found.unplanned.excess(), None);
}
