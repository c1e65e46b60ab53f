//! A plan suggested beside the keys: asked for, awaited, broken off, overtaken, tried.

use std::sync::Arc;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::dialogs::page::Page;
use evenkeel::scoring::plan::suggestion::answer::{BUDGET, answer};
use evenkeel::scoring::plan::suggestion::watch::StepWatch;
use evenkeel::scoring::plan::suggestion::{PlanQuestion, Unfound};
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;

use crate::journeys::notice;
use crate::plan_view::overview;
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// A search that was begun.
#[derive(Clone)]
pub struct Search {
    number: u64,
    question: PlanQuestion,
}

/// Presses a key, and gives back the search it begins.
pub fn begun(app: &mut App, key: &str) -> Search {
    let effects = app.handle(Event::Key(Chord::parse(key).unwrap()));
    match effects.as_slice() {
        [Effect::Suggest { number, question }] => Search {
            number: *number,
            question: question.clone(),
        },
        other => panic!("no search: {other:?} {}", notice(app)),
    }
}

/// What `run` answers to it.
pub fn answered(run: &Search) -> Event {
    let found = answer(&run.question, &mut StepWatch::default()).unwrap();
    Event::Suggested(run.number, Ok(Arc::new(found)))
}

fn page(app: &App) -> &[String] {
    match app.desk.top::<Page>() {
        Some(page) => &page.lines,
        _ => panic!("no page: {}", notice(app)),
    }
}

#[test]
fn a_suggestion_is_a_trial_that_is_kept_or_dropped_as_one_step() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "g p");
    let run = begun(&mut app, "f");
    assert!(
        app.desk.trial.is_none() && app.desk.dialogs.is_empty(),
        "keys go on"
    );
    app.handle(Event::Suggesting(run.number, 42));
    assert!(words(&drawn(&app, &dark())).contains("42 % of its steps"));
    app.handle(answered(&run));
    assert!(
        page(&app).join(" ").contains("of 84 points"),
        "{:?}",
        page(&app)
    );
    assert!(app.desk.trial.is_some());
    assert!(overview(&app).planned.whole.load <= Some(Ratio::whole(84)));
    for at in 1..=4 {
        let stretch = overview(&app).stretch(at).clone();
        assert_eq!(stretch.excess(), Some(Ratio::ZERO), "iteration {at}");
    }
    press(&mut app, "Esc");
    assert!(app.desk.workspace == before && app.desk.trial.is_none());
    press(&mut app, "f");
    check_screen("plan_suggested_120x35", &app, &dark());
    press(&mut app, "Enter");
    assert!(app.desk.trial.is_none() && app.desk.workspace != before);
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "{}", notice(&app));
}

#[test]
fn filling_by_rank_is_compared_with_the_best_once_that_is_known() {
    let mut app = sample(120, 35);
    press(&mut app, "g p F");
    assert!(
        page(&app).join(" ").contains("of 84 points"),
        "{:?}",
        page(&app)
    );
    let said = page(&app).join(" ");
    assert!(said.contains("not known yet"), "{said}");
    press(&mut app, "Esc");
    let run = begun(&mut app, "f");
    app.handle(answered(&run));
    press(&mut app, "Esc F");
    let said = page(&app).join(" ");
    assert!(
        said.contains("the best plan") && !said.contains("not known"),
        "{said}"
    );
    // Another question has another best.
    press(&mut app, "Esc l j p 0 F");
    let said = page(&app).join(" ");
    assert!(said.contains("not known yet"), "{said}");
}

#[test]
fn escape_breaks_off_and_a_newer_search_takes_the_place() {
    let mut app = sample(80, 24);
    press(&mut app, "g p");
    let first = begun(&mut app, "f");
    let effects = app.handle(Event::Key(Chord::parse("Esc").unwrap()));
    assert_eq!(effects, [Effect::BreakOffSuggestion]);
    assert!(notice(&app).contains("cancelled"), "{}", notice(&app));
    let second = begun(&mut app, "f");
    let third = begun(&mut app, "f");
    for run in [&first, &second] {
        app.handle(Event::Suggesting(run.number, 77));
        app.handle(answered(run));
        assert!(app.desk.dialogs.is_empty() && app.desk.trial.is_none());
    }
    assert!(words(&drawn(&app, &dark())).contains("0 % of its steps"));
    app.handle(answered(&third));
    assert!(app.desk.trial.is_some());
    let effects = app.handle(Event::Key(Chord::parse("Esc").unwrap()));
    assert_eq!(effects, [], "nothing is under way");
}

#[test]
fn an_answer_to_what_is_asked_no_more_is_dropped_in_words() {
    let mut app = sample(120, 35);
    press(&mut app, "g p l");
    let run = begun(&mut app, "f");
    press(&mut app, "p 0");
    let before = app.desk.workspace.clone();
    app.handle(answered(&run));
    assert!(app.desk.trial.is_none() && app.desk.workspace == before);
    assert!(notice(&app).contains("dropped"), "{}", notice(&app));
    // Another increment is another question, too; a mark is no change.
    let run = begun(&mut app, "f");
    press(&mut app, ">");
    app.handle(answered(&run));
    assert!(notice(&app).contains("dropped"), "{}", notice(&app));
    press(&mut app, "<");
    let run = begun(&mut app, "f");
    press(&mut app, "m");
    app.handle(answered(&run));
    assert!(app.desk.trial.is_some(), "{}", notice(&app));
}

#[test]
fn an_answer_waits_while_something_else_is_looked_at() {
    let mut app = sample(120, 35);
    press(&mut app, "g p");
    let run = begun(&mut app, "f");
    press(&mut app, "g b");
    app.handle(answered(&run));
    assert!(app.desk.trial.is_none() && app.desk.dialogs.is_empty());
    assert!(notice(&app).contains("f in the plan"), "{}", notice(&app));
    press(&mut app, "g p");
    let effects = app.handle(Event::Key(Chord::parse("f").unwrap()));
    assert!(
        effects.is_empty() && app.desk.trial.is_some(),
        "known already"
    );
    press(&mut app, "Esc");
    press(&mut app, "l p 0");
    let run = begun(&mut app, "f");
    press(&mut app, "w");
    app.handle(answered(&run));
    assert!(app.desk.dialogs.is_empty(), "a trial is on");
    press(&mut app, "w x f");
    assert!(app.desk.trial.is_some() && !app.desk.dialogs.is_empty());
    let failed = Event::Suggested(run.number, Err("it was too hard".to_owned()));
    app.handle(failed);
    assert!(!notice(&app).contains("too hard"), "nobody awaits it");
}

#[test]
fn a_search_tells_of_its_steps_and_ends_when_nobody_waits() {
    let mut app = sample(80, 24);
    press(&mut app, "g p");
    let run = begun(&mut app, "f");
    let mut told = Vec::new();
    let mut tell = |steps| {
        told.push(steps);
        true
    };
    let found = answer(&run.question, &mut StepWatch::new(&mut tell)).unwrap();
    assert!(told.is_sorted());
    assert!(told.last() >= Some(&BUDGET), "all of it at the end");
    // However often it is broken off before: there is an answer or none, and never another one.
    for end in [0, 1, told.len() / 2, told.len() - 1] {
        let mut left = end;
        let mut tell = |_| {
            left = left.saturating_sub(1);
            left > 0
        };
        let broken = answer(&run.question, &mut StepWatch::new(&mut tell));
        assert_eq!(broken.unwrap_err(), Unfound::BrokenOff);
    }
    let again = answer(&run.question, &mut StepWatch::default()).unwrap();
    assert_eq!(again, found, "the same digits");
}
