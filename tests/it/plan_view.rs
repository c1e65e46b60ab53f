//! The plan on the screen: the load of each iteration, planning by keys, what is said of needs and objectives.

use std::sync::Arc;

use evenkeel::desk::tab;
use evenkeel::dialogs::explain::Explain;
use evenkeel::dialogs::form::Form;
use evenkeel::model::id::Id;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::scoring::plan::Place;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::views::plan::{self, Cursor, Face, Overview, Planning};

use crate::journeys::notice;
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// The state of the plan.
pub fn planning(app: &App) -> &Planning {
    app.state().expect("the plan is a view")
}

/// What the plan shows.
pub fn overview(app: &App) -> Arc<Overview> {
    plan::overview(&app.desk, planning(app)).expect("there is a planning interval")
}

/// Where its cursor is.
pub fn cursor(app: &App) -> Cursor {
    overview(app).cursor(planning(app))
}

fn load(app: &App, at: usize) -> Option<Ratio> {
    overview(app).stretch(at).load
}

fn places(app: &App, id: Id) -> (Option<Id>, Option<Id>) {
    let item = app
        .desk
        .workspace
        .get::<Item>(id)
        .expect("the item is there");
    (item.increment.0, item.iteration.0)
}

#[test]
fn the_view_at_three_sizes_and_in_plain_looks() {
    use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g p l j");
        assert_eq!(app.desk.view, tab::PLAN);
        check_screen(&format!("plan_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    press(&mut app, "g p h");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("plan_{name}"), &app, &look);
    }
}

#[test]
fn an_overload_is_said_in_words_and_resolved_by_keys_and_undone() {
    let mut app = sample(120, 35);
    let before = app.desk.workspace.clone();
    press(&mut app, "g p l l");
    let shown = overview(&app);
    assert_eq!(shown.places.len(), 6, "unplanned and five iterations");
    assert_eq!(load(&app, 2), Some(Ratio::whole(28)));
    assert!(words(&drawn(&app, &dark())).contains("▲  +7"));
    // Items leave the second iteration until it fits.
    let mut moves = 0;
    while load(&app, 2) > Some(Ratio::whole(21)) {
        let item = app.desk.selected().expect("an item is selected").id;
        press(&mut app, "p 0");
        assert_eq!(places(&app, item), (None, None));
        assert!(notice(&app).contains("out of the plan"), "{}", notice(&app));
        moves += 1;
        assert!(moves < 20);
    }
    assert!(!words(&drawn(&app, &dark())).contains("▲  +7"));
    // An unplanned one goes into the fourth, and later, which is meant to stay free.
    press(&mut app, "Tab");
    let item = app.desk.selected().expect("an item is selected").id;
    let count = overview(&app).unplanned.items.len();
    press(&mut app, "p 4");
    let fourth = overview(&app).places[4];
    assert_eq!(places(&app, item).1.map(Place::Iteration), Some(fourth));
    assert!(notice(&app).contains("points"), "{}", notice(&app));
    let now = overview(&app);
    assert_eq!(now.unplanned.items.len(), count - 1);
    assert_eq!(
        now.places[cursor(&app).at],
        Place::Unplanned,
        "the cursor stays"
    );
    press(&mut app, "Tab l l l l l");
    assert_eq!(cursor(&app).at, 5);
    press(&mut app, "h");
    let item = app.desk.selected().expect("an item is selected").id;
    press(&mut app, "L");
    assert!(notice(&app).contains("stay free"), "{}", notice(&app));
    assert_eq!(
        app.desk.selected().map(|item| item.id),
        Some(item),
        "it follows"
    );
    press(&mut app, "L");
    assert!(notice(&app).contains("no iteration that way"));
    press(&mut app, "H");
    for _ in 0..moves + 3 {
        press(&mut app, "u");
    }
    assert!(app.desk.workspace == before, "undone");
}

#[test]
fn marked_items_are_planned_together_as_one_step() {
    let mut app = sample(80, 24);
    press(&mut app, "g p h m m");
    let marked: Vec<Id> = app.desk.backlog.marked.iter().copied().collect();
    assert_eq!(marked.len(), 2);
    let before = app.desk.workspace.clone();
    press(&mut app, "p 1");
    let first = overview(&app).places[1];
    for id in &marked {
        assert_eq!(places(&app, *id).1.map(Place::Iteration), Some(first));
    }
    press(&mut app, "p 9");
    assert!(notice(&app).contains("no iteration 9"), "{}", notice(&app));
    press(&mut app, "p 1");
    assert!(notice(&app).contains("there already"), "{}", notice(&app));
    press(&mut app, "u");
    assert!(app.desk.workspace == before);
}

#[test]
fn the_form_the_reasons_and_other_increments_are_a_key_away() {
    let mut app = sample(120, 35);
    press(&mut app, "g p Enter");
    assert!(app.desk.top::<Form>().is_some());
    press(&mut app, "Esc e");
    assert!(app.desk.top::<Explain>().is_some());
    press(&mut app, "Esc >");
    assert!(words(&drawn(&app, &dark())).contains("PI 27.2"));
    press(&mut app, ">");
    assert!(notice(&app).contains("no planning interval that way"));
    press(&mut app, "< <");
    assert!(words(&drawn(&app, &dark())).contains("PI 26.4"));
    press(&mut app, "< < <");
    assert!(notice(&app).contains("no planning interval that way"));
}

#[test]
fn what_stands_before_its_need_is_said() {
    let mut app = sample(200, 60);
    press(&mut app, "g p");
    // Every item goes into the first iteration, then the one that is needed goes last.
    let (id, need) = app
        .desk
        .workspace
        .all::<Item>()
        .find_map(|item| {
            let need = *item.needs.0.first()?;
            let need_item = app.desk.workspace.get::<Item>(need)?;
            (item.state.is_open() && need_item.state.is_open()).then_some((item.id, need))
        })
        .expect("the sample has an open need");
    app.desk.backlog.marked = [id, need].into();
    press(&mut app, "p 1");
    assert!(words(&drawn(&app, &dark())).contains("with its need"));
    app.desk.backlog.marked = [need].into();
    press(&mut app, "p 3");
    assert!(words(&drawn(&app, &dark())).contains("planned before what it depends on"));
}

#[test]
fn without_an_increment_it_says_how_to_get_one() {
    use evenkeel::desk::event::Event;
    use evenkeel::desk::file::{File, Home, Opened};
    let mut app = sample(80, 24);
    let empty = Opened::new(
        evenkeel::model::Workspace::default(),
        File::new(Home::Untitled, Vec::new()),
    );
    app.handle(Event::Opened(Ok(Box::new(empty))));
    press(&mut app, "g p j l p 1 L Enter m > Tab");
    assert!(
        notice(&app).contains("no planning interval"),
        "{}",
        notice(&app)
    );
    assert!(words(&drawn(&app, &dark())).contains("N makes the first interval"));
}

#[test]
fn the_balance_over_time_is_a_key_away_and_leaves_the_plan_alone() {
    use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g p b");
        let name = format!("balance_over_time_{width}x{height}");
        check_screen(&name, &app, &dark());
        let before = app.desk.workspace.clone();
        press(&mut app, "p 1 L f");
        assert!(app.desk.workspace == before);
        assert!(notice(&app).contains("b goes back"), "{}", notice(&app));
        press(&mut app, "Esc l");
        assert_eq!(planning(&app).face, Face::Iterations);
    }
    let mut app = sample(80, 24);
    press(&mut app, "g p b");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("balance_over_time_{name}"), &app, &look);
    }
    app.handle(evenkeel::desk::event::Event::Opened(Ok(Box::new(
        evenkeel::desk::file::Opened::new(
            evenkeel::model::Workspace::default(),
            evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Untitled, Vec::new()),
        ),
    ))));
    press(&mut app, "g p b");
    assert!(words(&drawn(&app, &dark())).contains("no planning interval has begun"));
}

#[test]
fn a_press_chooses_the_item_the_iteration_and_the_row_of_the_roadmap_under_it() {
    use evenkeel::desk::event::{Event, Gesture, Target};
    use evenkeel::shell::draw::draw;
    use ratatui::buffer::Buffer;
    use ratatui::layout::Rect;
    // Every place that answers, by how it is drawn.
    let targets = |app: &App| {
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 60));
        let hits = draw(app, &dark(), &mut buffer);
        let cells = (0..60).flat_map(|row| (0..200).map(move |column| (column, row)));
        let all: Vec<Target> = cells.filter_map(|(x, y)| hits.at(x, y)).collect();
        all
    };
    let point = |app: &mut App, target: Target, gesture: Gesture| {
        assert!(targets(app).contains(&target), "{target:?}");
        let target = Some(target);
        app.handle(Event::Point { target, gesture });
    };
    let mut app = sample(200, 60);
    press(&mut app, "g p");
    for at in [3, 0, 1] {
        point(&mut app, Target::Spot(at), Gesture::Press);
        assert_eq!((cursor(&app).at, cursor(&app).row), (at, 0));
    }
    let second = overview(&app).stretch(2).items[1];
    point(&mut app, Target::Record(Item::KIND, second), Gesture::Press);
    assert_eq!((cursor(&app).at, cursor(&app).row), (2, 1));
    assert_eq!(app.desk.chosen, Some(second));
    assert!(app.desk.dialogs.is_empty());
    let double = Gesture::DoublePress;
    point(&mut app, Target::Record(Item::KIND, second), double);
    assert!(app.desk.top::<Form>().is_some_and(|form| form.id == second));
    press(&mut app, "Esc r");
    point(&mut app, Target::Spot(2), Gesture::Press);
    let chosen = |app: &App| plan::roadmap::chosen(&app.desk, &planning(app).roadmap).unwrap();
    assert_eq!(chosen(&app).0, 2);
    assert!(app.desk.dialogs.is_empty());
    point(&mut app, Target::Spot(3), double);
    let record = chosen(&app).1.record().map(|(_, id)| id);
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| Some(form.id) == record)
    );
}
