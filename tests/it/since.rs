//! What moved between two random states, and what must hold of it.

use std::collections::BTreeMap;
use std::path::PathBuf;

use evenkeel::desk::baseline::Moment;
use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::Home;
use evenkeel::dialogs::page::Page;
use evenkeel::model::Workspace;
use evenkeel::model::field::Choice;
use evenkeel::model::id::Id;
use evenkeel::model::settings::Lens;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::since::{NAMED, RankReason, RankedState, Since, since};
use evenkeel::shell::App;
use proptest::prelude::*;

use crate::journeys::{notice, type_text};
use crate::random::{perform, steps};
use crate::samples::{COMMENTED, workspace};
use crate::screens::{dark, press, sample};
use crate::support::check_screen;

fn compared(before: &Workspace, after: &Workspace, lens: Lens) -> Since {
    let (one, other) = (evaluate(before, lens, None), evaluate(after, lens, None));
    let state = |workspace, evaluation| RankedState {
        workspace,
        evaluation,
    };
    since(state(before, &one), state(after, &other))
}

/// A reason as seen from the other side, with its items in any order.
fn turned(reason: &RankReason) -> String {
    let words = |word: &str, several: &evenkeel::scoring::since::Several| {
        let mut first = several.first.clone();
        first.sort_unstable();
        if several.count > NAMED {
            first.clear();
        }
        format!("{word} {first:?} {}", several.count)
    };
    match reason {
        RankReason::New => "gone".to_owned(),
        RankReason::Gone => "new".to_owned(),
        RankReason::Came(several) => words("left", several),
        RankReason::Left(several) => words("came", several),
        RankReason::Passed(several) => words("fell", several),
        RankReason::Fell(several) => words("passed", several),
        RankReason::Own(fields) => format!("own {fields:?}"),
        RankReason::Linked(several) => words("linked", several),
        RankReason::Shifted(several) => words("shifted", several),
        RankReason::Weights => "weights".to_owned(),
        RankReason::Calendar => "calendar".to_owned(),
    }
}

/// The opposite of a word from [`turned`].
fn same(reason: &RankReason) -> String {
    let opposite = match reason {
        RankReason::New => RankReason::Gone,
        RankReason::Gone => RankReason::New,
        RankReason::Came(several) => RankReason::Left(several.clone()),
        RankReason::Left(several) => RankReason::Came(several.clone()),
        RankReason::Passed(several) => RankReason::Fell(several.clone()),
        RankReason::Fell(several) => RankReason::Passed(several.clone()),
        RankReason::Own(_)
        | RankReason::Linked(_)
        | RankReason::Shifted(_)
        | RankReason::Weights
        | RankReason::Calendar => reason.clone(),
    };
    turned(&opposite)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_moved_is_told_with_a_reason_and_turns_around(first in steps(), second in steps(), lens in prop::sample::select(Lens::ALL)) {
        let mut before = workspace(COMMENTED);
        perform(&mut before, first);
        prop_assert_eq!(compared(&before, &before, lens).items, []);
        let mut after = before.clone();
        perform(&mut after, second);
        let there = compared(&before, &after, lens);
        let back = compared(&after, &before, lens);
        let (one, other) = (evaluate(&before, lens, None), evaluate(&after, lens, None));
        let ids = one.scores().chain(other.scores()).map(|score| score.id);
        for id in ids {
            let rank = [&one, &other].map(|e| e.score(id).and_then(|score| score.rank));
            let told = there.items.iter().find(|item| item.id == id);
            if rank[0] != rank[1] {
                let told = told.expect("it is listed");
                prop_assert_eq!(told.rank, rank);
                prop_assert!(!told.reasons.is_empty(), "{:?}", told);
            }
        }
        prop_assert_eq!(there.items.len(), back.items.len());
        for item in &there.items {
            let turned_item = back.items.iter().find(|other| other.id == item.id).expect("both ways");
            prop_assert_eq!([turned_item.rank[1], turned_item.rank[0]], item.rank);
            prop_assert_eq!(turned_item.up().map(|up| -up), item.up());
            let mut reasons: Vec<String> = item.reasons.iter().map(turned).collect();
            let mut others: Vec<String> = turned_item.reasons.iter().map(same).collect();
            reasons.sort();
            others.sort();
            prop_assert_eq!(reasons, others);
        }
    }
}

/// The sample in a file, and the same before two edits.
fn edited(width: u16, height: u16) -> (App, Workspace) {
    let mut app = sample(width, height);
    app.desk.file.home = Home::File(PathBuf::from("shop.ron"));
    let before = app.desk.workspace.clone();
    press(&mut app, "j j j j j j j l 2 0 Esc G d");
    (app, before)
}

fn moment() -> Moment {
    Moment {
        file: PathBuf::from("shop.ron"),
        name: "2026-11-18 10:20:31".to_owned(),
        label: "2026-11-18 10:20".to_owned(),
        source: "backup 3".to_owned(),
    }
}

/// Chooses the moment and gives the board what was read.
fn compare(app: &mut App, before: Workspace) {
    let asked = app.handle(Event::Key(Chord::parse("A").unwrap()));
    assert_eq!(asked, [Effect::ListMoments]);
    app.handle(Event::Moments(vec![moment()]));
    let asked = app.handle(Event::Key(Chord::plain(Key::Enter)));
    assert_eq!(asked, [Effect::ReadMoment(moment())]);
    app.handle(Event::MomentRead(moment(), Ok(before)));
}

/// How far each item is from its rank before.
fn distances(app: &App, before: &Workspace) -> BTreeMap<Id, isize> {
    let lens = app.desk.derived.evaluation.lens;
    let since = compared(before, &app.desk.workspace, lens);
    let moved = since
        .items
        .iter()
        .map(|item| (item.id, item.up().unwrap_or(0)));
    moved.filter(|(_, up)| *up != 0).collect()
}

#[test]
fn the_board_is_marked_against_a_moment_until_it_ends() {
    let (mut app, before) = edited(120, 35);
    compare(&mut app, before.clone());
    assert!(!app.desk.backlog.moved.is_empty());
    assert_eq!(app.desk.backlog.moved, distances(&app, &before));
    assert!(
        notice(&app).starts_with("against 2026-11-18 10:20: "),
        "{}",
        notice(&app)
    );
    // An edit, its undo and another lens keep the marks against the same moment.
    for keys in ["j l 1 Esc", "u", "L Down Enter", "L Up Enter"] {
        press(&mut app, keys);
        assert_eq!(app.desk.backlog.moved, distances(&app, &before), "{keys}");
    }
    press(&mut app, "A");
    assert!(app.desk.against.is_none() && app.desk.backlog.moved.is_empty());
    compare(&mut app, before.clone());
    press(&mut app, "Esc");
    assert!(app.desk.against.is_none() && app.desk.backlog.moved.is_empty());
    compare(&mut app, before);
    let elsewhere = Moment {
        file: PathBuf::from("other.ron"),
        ..moment()
    };
    app.handle(Event::Moments(vec![elsewhere.clone()]));
    app.handle(Event::MomentRead(elsewhere, Ok(Workspace::default())));
    assert!(
        app.desk.dialogs.is_empty(),
        "an answer about a file that is left"
    );
    assert_eq!(app.desk.against.as_ref().unwrap().label, moment().label);
    press(&mut app, "w");
    assert!(
        app.desk.against.is_none() && app.desk.trial.is_some(),
        "a trial is against the real board"
    );
    press(&mut app, "A");
    assert!(notice(&app).contains("trying out"), "{}", notice(&app));
}

#[test]
fn what_moved_is_said_and_what_cannot_be_read_too() {
    let (mut app, before) = edited(120, 35);
    compare(&mut app, before);
    press(&mut app, ":");
    type_text(&mut app, "what moved");
    press(&mut app, "Enter");
    let Some(page) = app.desk.top::<Page>() else {
        panic!("no page: {:?}", app.desk.dialogs);
    };
    let text = page.lines.join("\n");
    for part in [
        "Since 2026-11-18 10:20, ranked by WSJF",
        "Moved (",
        "▲",
        "→ 20",
        "passed by",
        "Gone (1)",
        "had no rank",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    press(&mut app, "Esc A A");
    app.handle(Event::Moments(Vec::new()));
    assert!(
        notice(&app).contains("no earlier version yet"),
        "{}",
        notice(&app)
    );
    app.handle(Event::MomentRead(moment(), Err("it was damaged".into())));
    assert!(app.desk.against.is_none() && notice(&app).contains("damaged"));
}

#[test]
fn pictures_of_a_comparison() {
    for (width, height) in [(80, 24), (120, 35)] {
        let (mut app, before) = edited(width, height);
        compare(&mut app, before);
        check_screen(&format!("against_{width}x{height}"), &app, &dark());
    }
}
