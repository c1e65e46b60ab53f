//! The best choice for an increment of a workspace: what is asked, and that the answer can be planned.

use std::collections::BTreeMap;

use evenkeel::edit::{Edit, apply};
use evenkeel::model::id::Id;
use evenkeel::model::increment::Increment;
use evenkeel::model::item::{Item, State};
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::plan::suggestion::backlog::{Unasked, ask};
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
    assert_eq!(Ratio::sum(asked.shares.iter().copied()), Some(Ratio::ONE));
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
