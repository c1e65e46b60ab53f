//! Carrying an item to another rank: nothing is decided before Enter, and the price is the truth.

use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::edit::{Edit, apply};
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::number::Number;
use evenkeel::model::record::Declared;
use evenkeel::scoring::evaluation::evaluate;
use evenkeel::scoring::levels::is_ranked;
use evenkeel::scoring::price::placing::Placing;
use evenkeel::scoring::price::total::total;
use evenkeel::scoring::price::words::moved;
use evenkeel::scoring::ratio::Ratio;
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::views::board::Board;
use proptest::prelude::*;

use crate::journeys::{notice, order, selected, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

fn placing(app: &App) -> &Placing {
    let board = app.state::<Board>().expect("the board is there");
    &board.carry.as_ref().expect("an item is carried").placing
}

/// What the shown order costs until delivery.
fn cost(app: &App) -> Ratio {
    let ranked = app.desk.derived.evaluation.ranked.iter();
    let terms = app.desk.derived.evaluation.terms;
    let evaluation = &app.desk.derived.evaluation;
    let waits = ranked.map(|id| evaluation.queued(*id).unwrap());
    total(waits, terms).unwrap().until_delivery
}

#[test]
fn it_is_carried_priced_pinned_and_given_a_reason_as_single_steps() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j j j j j");
    let (item, place, before) = (
        selected(&app).id,
        app.desk.backlog.cursor,
        app.desk.workspace.clone(),
    );
    let was = cost(&app);
    press(&mut app, "K K");
    assert_eq!(
        (selected(&app).id, app.desk.backlog.cursor),
        (item, place - 2)
    );
    assert!(app.desk.workspace == before, "nothing is decided yet");
    let live = placing(&app).clone();
    assert_eq!(live.passed.len(), 2, "the two it passed");
    assert!(live.net > Ratio::ZERO, "the score had it right");
    press(&mut app, "Enter");
    assert_eq!(
        (selected(&app).id, app.desk.backlog.cursor),
        (item, place - 2)
    );
    assert_eq!(
        cost(&app),
        was.plus(live.net).unwrap(),
        "the price was the truth"
    );
    let price = moved(&app.desk.workspace, &live);
    assert!(notice(&app).contains(&price), "{}", notice(&app));
    press(&mut app, "r");
    type_text(&mut app, "promised to the board");
    press(&mut app, "Enter");
    assert_eq!(selected(&app).pin_reason, "promised to the board");
    press(&mut app, "x");
    assert_eq!((selected(&app).pin, app.desk.backlog.cursor), (None, place));
    press(&mut app, "u u u");
    assert!(
        app.desk.workspace == before,
        "pin, reason and unpin were one step each"
    );
}

#[test]
fn esc_puts_it_back_and_other_keys_say_what_works() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j");
    let (before, rows, at) = (
        app.desk.workspace.clone(),
        order(&app),
        app.desk.backlog.cursor,
    );
    press(&mut app, "J G");
    assert_ne!(order(&app), rows, "the rows follow");
    for key in ["w", "/", "u", ":", "q", "g b", "n", "]", "e"] {
        press(&mut app, key);
        assert!(
            app.desk.dialogs.is_empty() && app.desk.derived.is_trying(),
            "{key}"
        );
        assert!(
            notice(&app).contains("Enter places it here"),
            "{key}: {}",
            notice(&app)
        );
    }
    press(&mut app, "Esc");
    assert!(app.desk.workspace == before && app.desk.backlog.moved.is_empty());
    assert_eq!((order(&app), app.desk.backlog.cursor), (rows, at));
}

#[test]
fn digits_are_ranks_and_the_ends_hold() {
    let mut app = sample(80, 24);
    press(&mut app, "j j j J 1");
    assert_eq!(placing(&app).to, 0);
    press(&mut app, "2");
    assert_eq!(placing(&app).to, 11, "1 then 2 is 12");
    press(&mut app, "9");
    assert_eq!(placing(&app).to, 8, "129 is no rank, 9 is");
    press(&mut app, "g g K");
    assert_eq!(placing(&app).to, 0);
    press(&mut app, "0");
    assert!(
        notice(&app).contains("ranks go from 1 to"),
        "{}",
        notice(&app)
    );
    press(&mut app, "End Enter");
    let last = app.desk.derived.evaluation.ranked.len();
    let pin = Number::whole(i64::try_from(last).unwrap());
    assert_eq!(selected(&app).pin, Some(pin));
}

#[test]
fn an_item_without_a_score_enters_by_hand_and_its_own_cost_stays_unknown() {
    let mut app = sample(120, 35);
    press(&mut app, "n");
    type_text(&mut app, "Gift receipts");
    press(&mut app, "Enter Ctrl-s");
    let ranked = app.desk.derived.evaluation.ranked.len();
    press(&mut app, "K");
    assert_eq!((placing(&app).from, placing(&app).to), (None, ranked));
    press(&mut app, "2");
    let live = placing(&app);
    assert!(!live.is_sized && live.own.is_none() && live.unknown == live.passed.len());
    let said = "25 items come later, how much is unknown";
    assert!(moved(&app.desk.workspace, live).contains(said));
    let screen = words(&drawn(&app, &dark()));
    assert!(screen.contains(said), "{screen}");
    press(&mut app, "Enter");
    assert_eq!(selected(&app).title, "Gift receipts");
    assert_eq!(
        app.desk
            .derived
            .evaluation
            .score(selected(&app).id)
            .unwrap()
            .rank,
        Some(2)
    );
}

#[test]
fn the_pointer_drops_it_on_a_row() {
    let mut app = sample(120, 35);
    press(&mut app, "j j j j j K");
    let (carried, first) = (placing(&app).id, app.desk.derived.evaluation.ranked[0]);
    let point = |gesture| Event::Point {
        target: Some(Target::Row(first)),
        gesture,
    };
    app.handle(point(Gesture::Press));
    assert_eq!((placing(&app).to, selected(&app).pin), (0, None));
    app.handle(Event::Point {
        target: Some(Target::Row(carried)),
        gesture: Gesture::DoublePress,
    });
    assert_eq!(
        (selected(&app).id, selected(&app).pin),
        (carried, Some(Number::whole(1)))
    );
}

#[test]
fn what_somebody_else_saves_ends_it_and_nothing_of_it_stays() {
    let mut app = sample(120, 35);
    let base = app.desk.workspace.clone();
    press(&mut app, "j j j j K K");
    let carried = placing(&app).id;
    let other = *app.desk.derived.evaluation.ranked.last().unwrap();
    let mut theirs = base.clone();
    let title = Edit::Set {
        kind: Item::KIND,
        id: other,
        field: Item::KIND.field("title").unwrap(),
        value: Value::Text("Renamed elsewhere".to_owned()),
    };
    apply(&mut theirs, vec![title]).unwrap();
    app.handle(Event::Foreign {
        base,
        theirs,
        whose: "file on disk".to_owned(),
    });
    let real = evaluate(
        &app.desk.workspace,
        app.desk.derived.evaluation.lens,
        app.desk.derived.today,
    );
    assert!(!app.desk.derived.is_trying());
    assert_eq!(app.desk.derived.evaluation.ranked, real.ranked);
    assert_eq!(order(&app)[..real.ranked.len()], real.ranked);
    assert_eq!(app.desk.workspace.get::<Item>(carried).unwrap().pin, None);
    press(&mut app, "Enter");
    assert_eq!(
        app.desk.dialogs.len(),
        1,
        "Enter opens the form, it pins nothing"
    );
}

#[test]
fn broken_needs_are_named() {
    let mut app = sample(120, 35);
    let needing = app.desk.workspace.all::<Item>().find(|item| {
        let stands = |id| app.desk.derived.evaluation.ranked.contains(id);
        stands(&item.id) && item.needs.0.iter().any(stands)
    });
    let id = needing.expect("the sample has needs").id;
    assert!(app.desk.backlog.select(id));
    press(&mut app, "K g g");
    assert!(!placing(&app).before_needs.is_empty());
    let screen = words(&drawn(&app, &dark()));
    assert!(
        screen.contains("would come before what it depends on"),
        "{screen}"
    );
}

#[test]
fn pictures_of_the_price() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "j j j j j j j K g g j");
        check_screen(&format!("carry_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    press(&mut app, "j j j j j j j K g g j");
    let ascii = Look::new(Brightness::Dark, Depth::None, Charset::Ascii, true);
    check_screen("carry_ascii", &app, &ascii);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_price_shown_is_the_difference_of_the_totals(
        moves in prop::collection::vec((0_usize..40, prop::sample::select(vec!["K", "J", "K g g", "J G", "K 5", "J 1 1", "K PgDn"])), 1..6),
        lens in prop::sample::select(vec!["wsjf", "cd3", "hand", "rice"]),
    ) {
        let mut app = sample(120, 35);
        press(&mut app, "L");
        type_text(&mut app, lens);
        press(&mut app, "Enter");
        for (row, keys) in moves {
            press(&mut app, "g g");
            for _ in 0..row {
                press(&mut app, "j");
            }
            let was = cost(&app);
            let race = &app.desk.derived.evaluation.race;
            let is_ranked = is_ranked(&app.desk.workspace, selected(&app));
            if !is_ranked || race.mark(&app.desk.workspace, selected(&app)).is_some() {
                continue;
            }
            press(&mut app, keys);
            let live = placing(&app).clone();
            prop_assert_eq!(&app.desk.derived.evaluation.ranked, &live.order, "what is shown is what is meant");
            press(&mut app, "Enter");
            prop_assert_eq!(&app.desk.derived.evaluation.ranked, &live.order);
            let own = live.own.filter(|_| live.from.is_none()).unwrap_or(Ratio::ZERO);
            prop_assert_eq!(was.plus(live.net).and_then(|sum| sum.plus(own)), Some(cost(&app)));
            prop_assert!(app.desk.workspace.get::<Item>(live.id).unwrap().pin.is_some());
        }
        prop_assert!(app.desk.workspace.count(Item::KIND) > 0);
    }
}
