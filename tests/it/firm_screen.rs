//! Firmness and the price of the order on the board: what is said, when it is not, and the best move.

use std::sync::Arc;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::dialogs::page::Page;
use evenkeel::edit::{Edit, apply};
use evenkeel::model::Workspace;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::number::Number;
use evenkeel::model::points::Points;
use evenkeel::scoring::survey::survey;
use evenkeel::shell::App;
use ratatui::layout::Size;

use crate::screens::{press, sample, screen};

/// So many items of falling value, at 120x35.
fn board(count: usize) -> App {
    let mut workspace = Workspace::default();
    let points = |n| Points::known(Number::whole(n));
    let edits = (0..count).map(|at| {
        let mut item = Item::new(Id::parse(&format!("i{at:03}")).unwrap());
        item.title = format!("Title {at}");
        (item.value, item.criticality, item.risk) = (points(13), points(1), points(2));
        item.size = points(1 + i64::try_from(at).unwrap());
        item.state = State::Ready;
        Edit::Insert(Box::new(item))
    });
    apply(&mut workspace, edits.collect()).unwrap();
    let file = File::new(Home::Demo, Vec::new());
    let size = Size::new(120, 35);
    App::new(workspace, file, Preferences::default(), 1, size, None)
}

#[test]
fn what_is_not_known_yet_is_said_to_be_computed() {
    let mut app = board(301);
    assert!(screen(&app).contains("computing…"));
    assert!(!screen(&app).contains('≈'));
    let effects = app.handle(Event::Key(Chord::parse("b").unwrap()));
    let [Effect::Survey(state)] = effects.as_slice() else {
        panic!("a survey is asked for: {effects:?}");
    };
    assert_eq!(
        app.desk.notice.as_ref().unwrap().text,
        "what this order costs is still being computed"
    );
    let found = survey(&app.desk.workspace, &app.desk.derived.evaluation, None);
    app.handle(Event::Surveyed(*state, Arc::new(found)));
    let seen = screen(&app);
    assert!(!seen.contains("computing"), "{seen}");
    assert!(seen.contains("step"), "{seen}");
    // An edit makes it the survey of another state again.
    press(&mut app, "J Enter");
    assert!(screen(&app).contains("computing…"));
}

#[test]
fn near_ties_are_marked_and_a_small_screen_says_the_most_important() {
    let app = sample(80, 24);
    let seen = screen(&app);
    assert!(seen.contains("≈  11.00"), "{seen}");
    assert!(seen.contains("≈ nearly tied with #2"), "{seen}");
    assert!(!seen.contains("≈ ≈"), "{seen}");
    assert!(seen.contains("finding"), "{seen}");
    let mut app = sample(120, 50);
    // The last two are larger than what is ranked.
    press(&mut app, "G k k");
    let seen = screen(&app);
    assert!(seen.contains("job size is not known; that could"), "{seen}");
}

#[test]
fn the_best_move_is_selected_explained_and_pinned_as_one_step() {
    let mut app = board(6);
    press(&mut app, "b");
    assert_eq!(
        app.desk.notice.as_ref().unwrap().text,
        "no order costs less than this one"
    );
    // The third goes to the top by hand: two others pay for it.
    press(&mut app, "j j K K Enter");
    assert!(
        screen(&app).contains("more than the best"),
        "{}",
        screen(&app)
    );
    press(&mut app, "G b");
    let Some(page) = app.desk.top::<Page>() else {
        panic!("a page is open");
    };
    let text = page.lines.join("\n");
    assert!(
        text.contains("“Title 2” after “Title 1” saves 48"),
        "{text}"
    );
    assert_eq!(app.desk.selected().unwrap().title, "Title 2");
    press(&mut app, "Enter");
    assert_eq!(app.desk.selected().unwrap().pin, Some(Number::whole(3)));
    assert!(!screen(&app).contains("more than the best"));
    app.handle(Event::Key(Chord::parse("u").unwrap()));
    assert_eq!(app.desk.selected().unwrap().pin, Some(Number::whole(1)));
}
