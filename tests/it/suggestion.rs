//! The best choice for an increment of a workspace: what is asked, and that the answer can be planned.

use std::collections::BTreeMap;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::id::Id;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::{Item, State};
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::plan::suggestion::backlog::{Unasked, ask};
use evenkeel::scoring::plan::suggestion::lanes::name;
use evenkeel::scoring::plan::suggestion::{Pin, STEPS, suggest};
use evenkeel::scoring::plan::supply::Supply;
use evenkeel::scoring::ratio::Ratio;

use crate::samples::{id, workspace};

#[test]
fn the_best_choice_for_the_coming_increment_of_the_sample() {
    let sample = workspace(include_str!("../../assets/sample.ron"));
    let items: Vec<Id> = sample.all::<Item>().map(|item| item.id).collect();
    let coming = id("pi-27-1");
    let pins = BTreeMap::new();
    let seen = evaluate(&sample, Lens::Wsjf, None);
    let by = (&seen.race.past, seen.terms);
    let asked = ask(&sample, by, coming, &items, &pins).unwrap();
    assert_eq!(asked.question.capacity, Ratio::whole(84));
    assert_eq!(
        Ratio::sum(asked.lanes.iter().map(|lane| lane.share)),
        Some(Ratio::ONE)
    );
    assert!(!asked.present.is_empty());
    for at in &asked.items {
        let item = sample.get::<Item>(*at).unwrap();
        assert!(item.state.is_open() && item.increment.0.is_none_or(|id| id == coming));
    }
    let found = suggest(&asked.question, STEPS).unwrap();
    assert!(found.is_proven && found.effort <= Ratio::whole(84));
    for at in &found.chosen {
        let item = sample.get::<Item>(asked.items[*at]).unwrap();
        let is_there = |need: &Id| {
            let is_chosen = found.chosen.iter().any(|at| asked.items[*at] == *need);
            is_chosen || sample.get::<Item>(*need).unwrap().state == State::Done
        };
        assert!(item.needs.0.iter().all(is_there), "{}", item.title);
    }
    let out = BTreeMap::from([(asked.items[found.chosen[0]], Pin::Out)]);
    let other = ask(&sample, by, coming, &items, &out).unwrap();
    let other = suggest(&other.question, STEPS).unwrap();
    assert!(!other.chosen.contains(&found.chosen[0]));
}

#[test]
fn an_unknown_capacity_is_not_zero() {
    let mut sample = workspace(include_str!("../../assets/sample.ron"));
    let empty = id("pi-empty");
    let edit = Edit::Insert(Box::new(Increment::new(empty)));
    apply(&mut sample, vec![edit]).unwrap();
    let pins = BTreeMap::new();
    let seen = evaluate(&sample, Lens::Money, None);
    let ask = |increment| {
        ask(
            &sample,
            (&seen.race.past, seen.terms),
            increment,
            &[],
            &pins,
        )
    };
    assert_eq!(
        ask(empty).unwrap_err(),
        Unasked::NoCapacity(Supply::Unknown)
    );
    assert_eq!(ask(id("nowhere")).unwrap_err(), Unasked::NoIncrement);
}

#[test]
fn a_team_that_agreed_on_shares_of_its_own_is_held_to_them() {
    let item = |id: &str, team: &str, bucket: &str, value: u32| {
        format!(
            "(id: \"{id}\", title: \"{id}\", value: {value}, criticality: 1, risk: 1, size: 5, team: \"{team}\", bucket: \"{bucket}\"),"
        )
    };
    let items = [
        item("red-biz", "red", "biz", 20),
        item("red-tec", "red", "tec", 2),
        item("red-more", "red", "tec", 1),
        item("blue-biz", "blue", "biz", 8),
        item("blue-more", "blue", "biz", 5),
        item("blue-tec", "blue", "tec", 13),
    ];
    let ground = "teams: [(id: \"blue\", name: \"Blue\", velocity: [10]), (id: \"red\", name: \"Red\", velocity: [10])],
        buckets: [(id: \"biz\", name: \"Business\", share: 100, place: 1), (id: \"tec\", name: \"Technical\", place: 2)],
        increments: [(id: \"pi\", name: \"PI\", starts: \"2027-01-04\", ends: \"2027-01-15\")],
        iterations: [(id: \"i1\", name: \"I1\", increment: \"pi\", starts: \"2027-01-04\", ends: \"2027-01-15\")],
        settings: (tolerance: 3, increment: \"pi\"),";
    let mixes = "mixes: [(id: \"mix\", name: \"Red\", increment: \"pi\", team: \"red\", shares: [\"Technical: 100\"])],";
    let best = |mixes: &str| {
        let workspace = workspace(&format!(
            "(schema: \"1.0\", {ground} {mixes} items: [{}])",
            items.concat()
        ));
        let all: Vec<Id> = workspace.all::<Item>().map(|item| item.id).collect();
        let seen = evaluate(&workspace, Lens::Wsjf, None);
        let by = (&seen.race.past, seen.terms);
        let asked = ask(&workspace, by, id("pi"), &all, &BTreeMap::new()).unwrap();
        let found = suggest(&asked.question, STEPS).unwrap();
        let chosen = found.chosen.iter().map(|at| asked.items[*at].to_string());
        let lanes = asked.lanes.iter().filter(|lane| !lane.share.is_zero());
        let lanes = lanes.map(|lane| {
            format!(
                "{} {}",
                name(&workspace, &asked.lanes, lane),
                lane.share.percent()
            )
        });
        (lanes.collect::<Vec<_>>(), chosen.collect::<Vec<_>>())
    };
    let (lanes, chosen) = best("");
    assert_eq!(lanes, ["Business 100 %"]);
    assert_eq!(
        chosen,
        ["blue-biz", "blue-more", "red-biz"],
        "all of it business"
    );
    let (lanes, chosen) = best(mixes);
    assert_eq!(
        lanes,
        ["Technical of Red 50 %", "Business of all other teams 50 %"]
    );
    assert_eq!(chosen, ["blue-biz", "blue-more", "red-more", "red-tec"]);
}
