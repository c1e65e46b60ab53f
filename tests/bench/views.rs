//! What a key and a frame cost on the views: 10,000 items, 12 increments, 20 teams, 2,000 needs with 5,000 wishes and
//! 1,000 pieces of evidence, 200 stakeholders.
//!
//! `cargo bench --bench views` prints medians: for each view a key down with the frame after it, and the
//! frame alone; `levels` holds a key on the board, folding and moving a card against the same on a backlog
//! without levels; `plan_anew` is what the plan takes that is kept between two changes. The target for any key is
//! 8 ms. Compare ratios of one run; machines differ and are shared.

#![allow(
    missing_docs,
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_wrap
)]

mod known;

use chrono::{Days, NaiveDate};
use divan::Bencher;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::ids::Ids;
use evenkeel::desk::preferences::Preferences;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::availability::Availability;
use evenkeel::model::bucket::Bucket;
use evenkeel::model::decision::{Conversation, Decision};
use evenkeel::model::dependency::Dependency;
use evenkeel::model::event::{self, Action};
use evenkeel::model::field::Percent;
use evenkeel::model::id::Id;
use evenkeel::model::increment::{Increment, Iteration};
use evenkeel::model::item::{Item, State, Tier};
use evenkeel::model::number::Number;
use evenkeel::model::objective::Objective;
use evenkeel::shell::App;

use evenkeel::model::points::Points;
use evenkeel::model::record::{Declared, Record};
use evenkeel::model::risk::Risk;
use evenkeel::model::settings::Settings;
use evenkeel::model::team::Team;
use evenkeel::scoring::plan::course::course;
use evenkeel::scoring::plan::figures::figures;
use evenkeel::scoring::plan::plan_of;

use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

const ITEMS: usize = 10_000;
const INCREMENTS: usize = 12;
const ITERATIONS: usize = 5;
const TEAMS: usize = 20;

/// The views, by the keys that lead there.
const VIEWS: [&str; 17] = [
    "g b",             // the board, which the others are held against
    "g i {",           // the vision and its themes
    "g i",             // needs
    "g i }",           // evidence
    "g i } }",         // assumptions
    "g i } } }",       // personas
    "g i } } } }",     // KPIs
    "g i } } } } }",   // journeys
    "g i } } } } } }", // stakeholders
    "g p",             // the plan
    "g p r",           // the roadmap
    "g p b",           // the balance over time
    "g a",             // the planning board
    "g r",             // the risks
    "g l",             // events and actions
    "g o",             // the log
    "g s",             // the sessions
];

fn main() {
    divan::main();
}

fn id(kind: u64, at: usize) -> Id {
    Id::from_random((kind << 22) + at as u64 * 31 + 5)
}

fn day(weeks: usize) -> Option<NaiveDate> {
    let first = NaiveDate::from_ymd_opt(2026, 1, 5)?;
    first.checked_add_days(Days::new(weeks as u64 * 7))
}

/// How the items hang together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    /// None is a part of another.
    Flat,
    /// 100 epics, 1,000 features, of which the plan is made, 8,900 stories.
    Levels,
}

/// The level of an item of three levels, and what it is a part of.
fn nested(at: usize) -> (Tier, Option<Id>) {
    match at {
        at if at % 100 == 0 => (Tier::Epic, None),
        at if at % 10 == 1 => (Tier::Feature, Some(id(6, at / 100 * 100))),
        at => (Tier::Story, Some(id(6, at / 10 * 10 + 1))),
    }
}

/// 40 items in each iteration of 12 increments, 5 at work; the others are not planned. The fifth is the coming one. Of
/// three levels, 16 features with their stories.
fn workspace(shape: Shape) -> Workspace {
    let mut random = Ids::new(7);
    let mut below = |limit: u64| usize::try_from(random.draw() % limit).unwrap();
    let mut records: Vec<Box<dyn Record>> = Vec::new();
    for at in 0..3 {
        let mut bucket = Bucket::new(id(1, at));
        bucket.name = format!("Bucket {at}");
        bucket.share = Some(Percent(Number::whole([70, 20, 10][at])));
        records.push(Box::new(bucket));
    }
    for at in 0..TEAMS {
        let mut team = Team::new(id(2, at));
        team.name = format!("Team {at}");
        team.velocity = (0..8).map(|_| Number::whole(6 + below(8) as i64)).collect();
        records.push(Box::new(team));
    }
    for at in 0..INCREMENTS {
        let mut increment = Increment::new(id(3, at));
        increment.name = format!("PI {at}");
        increment.starts = day(at * 10);
        increment.ends = day(at * 10 + 10).and_then(|day| day.pred_opt());
        records.push(Box::new(increment));
        for sprint in 0..ITERATIONS {
            let at = at * ITERATIONS + sprint;
            let mut iteration = Iteration::new(id(4, at));
            iteration.name = format!("Sprint {at}");
            iteration.increment.0 = Some(id(3, at / ITERATIONS));
            iteration.starts = day(at * 2);
            iteration.ends = day(at * 2 + 2).and_then(|day| day.pred_opt());
            iteration.innovation = sprint == ITERATIONS - 1;
            records.push(Box::new(iteration));
            for team in 0..TEAMS {
                let mut there = Availability::new(id(5, at * TEAMS + team));
                there.team.0 = Some(id(2, team));
                there.iteration.0 = Some(id(4, at));
                there.away = Some(Number::whole(below(4) as i64));
                records.push(Box::new(there));
            }
        }
    }
    let sizes = [1, 2, 3, 5, 8, 13, 20];
    for at in 0..ITEMS {
        let mut item = Item::new(id(6, at));
        item.title = format!("Item {at} of the backlog");
        item.key = format!("SHOP-{at}");
        item.bucket.0 = Some(id(1, below(3)));
        item.team.0 = Some(id(2, below(TEAMS as u64)));
        let mut draw = || Points::known(Number::whole(sizes[below(7)]));
        (item.value, item.criticality) = (draw(), draw());
        (item.risk, item.size) = (draw(), draw());
        let iteration = match shape {
            Shape::Flat => at / 40,
            Shape::Levels => at / 160,
        };
        let mut is_planned = true;
        if shape == Shape::Levels {
            let (level, parent) = nested(at);
            (item.level, item.parent.0) = (Some(level), parent);
            is_planned = level == Tier::Feature;
            item.team.0 = item.team.0.filter(|_| is_planned);
        }
        if !is_planned {
            item.state = State::Ready;
        } else if iteration < INCREMENTS * ITERATIONS {
            item.increment.0 = Some(id(3, iteration / ITERATIONS));
            item.iteration.0 = Some(id(4, iteration));
            item.state = if iteration / ITERATIONS < 4 {
                State::Done
            } else {
                State::Planned
            };
        } else {
            item.state = State::Ready;
        }
        item.requester.0 = (at % 7 == 0).then(|| id(25, at % known::PEOPLE));
        item.theme.0 = (at % 2 == 0).then(|| id(24, at % 10));
        item.needs_met.0 = (at % 4 == 0)
            .then(|| id(14, at % 2_000))
            .into_iter()
            .collect();
        item.personas.0 = (at % 9 == 0).then(|| id(23, at % 50)).into_iter().collect();
        if at % 5 == 4 && shape == Shape::Flat {
            item.needs.0 = vec![id(6, at - 1 - below(4))];
        }
        records.push(Box::new(item));
    }
    for at in 0..INCREMENTS * 10 {
        let mut objective = Objective::new(id(7, at));
        objective.text = format!("Objective {at}");
        objective.increment.0 = Some(id(3, at / 10));
        objective.team.0 = Some(id(2, at % TEAMS));
        objective.items.0 = (0..4).map(|other| id(6, at * 20 + other)).collect();
        objective.planned_value = Some(Number::whole(5));
        records.push(Box::new(objective));
    }
    for at in 0..200 {
        let mut risk = Risk::new(id(8, at));
        risk.text = format!("Risk {at}");
        let mut awaited = Dependency::new(id(9, at));
        awaited.text = format!("Delivery {at}");
        awaited.due = day(at);
        let mut event = event::TrainEvent::new(id(10, at));
        event.name = format!("Review {at}");
        event.date = day(at);
        let mut action = Action::new(id(11, at));
        action.text = format!("Action {at}");
        action.due = day(at);
        let mut decision = Decision::new(id(12, at));
        decision.about = format!("Decision {at}");
        decision.item.0 = Some(id(6, at));
        decision.date = day(at);
        let mut conversation = Conversation::new(id(13, at));
        conversation.about = format!("Conversation {at}");
        conversation.due = day(at);
        let all: [Box<dyn Record>; 6] = [
            Box::new(risk),
            Box::new(awaited),
            Box::new(event),
            Box::new(action),
            Box::new(decision),
            Box::new(conversation),
        ];
        records.extend(all);
    }
    known::known(&mut records);
    let mut workspace = Workspace::default();
    edit::restore(
        &mut workspace,
        records.into_iter().map(Edit::Insert).collect(),
    )
    .unwrap();
    let settings = workspace.all::<Settings>().next().unwrap();
    let coming = Edit::Set {
        kind: Settings::KIND,
        id: settings.id,
        field: Settings::KIND.field("increment").unwrap(),
        value: evenkeel::model::field::Value::Link(id(3, 4)),
    };
    edit::restore(&mut workspace, vec![coming]).unwrap();
    workspace
}

/// The app with a view on the screen, surveyed as the board is a moment after it was opened.
fn app(keys: &str) -> App {
    shaped(Shape::Flat, keys)
}

/// The same of items that hang together so.
fn shaped(shape: Shape, keys: &str) -> App {
    let size = Size {
        width: 120,
        height: 35,
    };
    let file = File::new(Home::Untitled, Vec::new());
    let mut app = App::new(
        workspace(shape),
        file,
        Preferences::default(),
        1,
        size,
        day(41),
    );
    app.desk.derived.survey_now(&app.desk.workspace);
    press(&mut app, keys);
    app
}

fn press(app: &mut App, keys: &str) {
    for key in keys.split(' ') {
        app.handle(Event::Key(Chord::parse(key).unwrap()));
    }
}

fn draw(app: &App, buffer: &mut Buffer) {
    let look = Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true);
    buffer.reset();
    evenkeel::shell::draw::draw(app, &look, buffer);
}

fn screen() -> Buffer {
    Buffer::empty(Rect::new(0, 0, 120, 35))
}

#[divan::bench(args = VIEWS, sample_count = 30)]
fn key_to_frame(bencher: Bencher<'_, '_>, view: &str) {
    let (mut app, mut buffer) = (app(view), screen());
    bencher.bench_local(|| {
        press(&mut app, "j");
        draw(&app, &mut buffer);
    });
}

#[divan::bench(args = VIEWS, sample_count = 30)]
fn frame(bencher: Bencher<'_, '_>, view: &str) {
    let (app, mut buffer) = (app(view), screen());
    bencher.bench_local(|| draw(&app, &mut buffer));
}

/// From the board to a view and its first frame.
#[divan::bench(args = VIEWS, sample_count = 30)]
fn first_frame(bencher: Bencher<'_, '_>, view: &str) {
    let (mut app, mut buffer) = (app(view), screen());
    bencher.bench_local(|| {
        press(&mut app, "g b");
        press(&mut app, view);
        draw(&app, &mut buffer);
    });
}

/// An item goes into an iteration and back.
#[divan::bench(args = ["g p l", "g a"], sample_count = 30)]
fn assign_to_frame(bencher: Bencher<'_, '_>, view: &str) {
    let (mut app, mut buffer) = (app(view), screen());
    let mut keys = ["L", "H"].into_iter().cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().unwrap());
        draw(&app, &mut buffer);
    });
}

/// What of the two shapes is held against each other: keys that lead to a place, and two that take turns there.
const DONE: [&str; 9] = [
    "flat: g b | j k",
    "levels: g b | j k",
    "levels: g b | h h",
    "levels: g b | z z",
    "levels: g b z | j k",
    "flat: g b l l l l | 3 5",
    "levels: g b l l l l | 3 5",
    "flat: g a | L H",
    "levels: g a | L H",
];

#[divan::bench(args = DONE, sample_count = 30)]
fn levels(bencher: Bencher<'_, '_>, done: &str) {
    let (shape, keys) = done.split_once(": ").unwrap();
    let (place, keys) = keys.split_once(" | ").unwrap();
    let shape = if shape == "flat" {
        Shape::Flat
    } else {
        Shape::Levels
    };
    let (mut app, mut buffer) = (shaped(shape, place), screen());
    // What is moved is a card: the first team that has one in the iteration.
    for _ in 0..TEAMS {
        if app.desk.chosen.is_none() {
            press(&mut app, "Tab");
        }
    }
    assert!(app.desk.chosen.is_some(), "{done}");
    let mut keys = keys.split(' ').cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().unwrap());
        draw(&app, &mut buffer);
    });
}

#[divan::bench(sample_count = 10)]
fn plan_anew(bencher: Bencher<'_, '_>) {
    let app = app("g p");
    let increment = app.desk.interval.and_then(|id| app.desk.workspace.get(id));
    let increment = increment.unwrap();
    let order = &app.desk.derived.evaluation.ranked;
    let past = &app.desk.derived.evaluation.race.past;
    bencher.bench_local(|| {
        let (planned, _) = plan_of(&app.desk.workspace, past, increment, order);
        figures(&app.desk.workspace, past, &planned)
    });
}

#[divan::bench(sample_count = 10)]
fn course_anew(bencher: Bencher<'_, '_>) {
    let app = app("g p");
    bencher.bench_local(|| course(&app.desk.workspace, &app.desk.derived.evaluation.race));
}

/// Changes on what is known of customers: keys that lead to a place, and two that take turns there.
const KNOWN: [&str; 5] = [
    "g b l l l l | 3 5",
    "g i j j j j L | H L",
    "g i } } | Shift-Down Shift-Up",
    "g i } } } } } | + -",
    "g i } } } } } } | Shift-Down Shift-Up",
];

#[divan::bench(args = KNOWN, sample_count = 30)]
fn known_edits(bencher: Bencher<'_, '_>, done: &str) {
    let (place, keys) = done.split_once(" | ").unwrap();
    let (mut app, mut buffer) = (app(place), screen());
    let mut keys = keys.split(' ').cycle();
    bencher.bench_local(|| {
        press(&mut app, keys.next().unwrap());
        draw(&app, &mut buffer);
    });
}
