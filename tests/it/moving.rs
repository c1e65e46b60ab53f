//! Moving about: by wheel, by pages, by arrows of the grid, and through a window that changes its size.

use evenkeel::desk::event::{Event, Gesture, Target};
use evenkeel::desk::tab;
use evenkeel::model::item::Item;
use evenkeel::scoring::grid::Spot;
use evenkeel::shell::App;
use ratatui::layout::Size;

use crate::journeys::{order, selected};
use crate::screens::{dark, drawn, press, sample};

fn resize(app: &mut App, width: u16, height: u16) {
    app.handle(Event::Resize { width, height });
}

#[test]
fn the_wheel_goes_the_way_it_is_turned() {
    let turn = |app: &mut App, gesture, target| {
        app.handle(Event::Point { target, gesture });
    };
    for view in sample(120, 35).tabs().collect::<Vec<_>>() {
        for target in [None, Some(Target::Region(0))] {
            let (mut wheel, mut keys) = (sample(120, 35), sample(120, 35));
            for app in [&mut wheel, &mut keys] {
                app.show(view);
            }
            let start = drawn(&wheel, &dark());
            turn(&mut wheel, Gesture::WheelDown, target);
            press(&mut keys, "Down Down Down");
            assert_eq!(
                drawn(&wheel, &dark()),
                drawn(&keys, &dark()),
                "{view:?} down"
            );
            let is_list = drawn(&wheel, &dark()) != start;
            turn(&mut wheel, Gesture::WheelUp, target);
            press(&mut keys, "Up Up Up");
            assert_eq!(drawn(&wheel, &dark()), drawn(&keys, &dark()), "{view:?} up");
            assert!(is_list || view != tab::BOARD, "{view:?} moves");
        }
    }
    let mut app = sample(120, 35);
    let all = order(&app);
    turn(&mut app, Gesture::WheelDown, None);
    assert_eq!(selected(&app).id, all[3]);
    turn(&mut app, Gesture::WheelUp, None);
    assert_eq!(selected(&app).id, all[0]);
}

#[test]
fn a_page_of_the_board_is_all_but_one_of_its_rows() {
    for (width, height) in [(80, 24), (120, 35), (120, 44)] {
        let mut app = sample(width, height);
        let rows = app.desk.backlog.page();
        let (from, last) = (app.desk.backlog.cursor, app.desk.backlog.rows.len() - 1);
        assert!(rows > 8);
        press(&mut app, "PgDn");
        let (down, to) = (app.desk.backlog.cursor, (from + rows - 1).min(last));
        // The cut line is no item.
        assert!((to..=to + 1).contains(&down), "{from} to {down} of {rows}");
        press(&mut app, "PgUp");
        assert!(app.desk.backlog.cursor.abs_diff(from) <= 1);
    }
}

#[test]
fn a_page_of_every_list_is_more_than_a_row() {
    let ways = [
        "g f",
        "g r",
        "g l",
        "g o",
        "R Down Down Down Enter",
        ":",
        "X",
        "?",
        "/ a Enter R Enter",
    ];
    let mut met = 0;
    for way in ways {
        let (mut page, mut row) = (sample(80, 24), sample(80, 24));
        for app in [&mut page, &mut row] {
            press(app, way);
        }
        let start = drawn(&page, &dark());
        press(&mut page, "PgDn");
        if drawn(&page, &dark()) == start {
            continue;
        }
        press(&mut row, "Down Down");
        let there = drawn(&row, &dark());
        press(&mut row, "Up");
        if there == drawn(&row, &dark()) {
            // A list of two rows has no pages.
            continue;
        }
        met += 1;
        assert_ne!(
            drawn(&page, &dark()),
            drawn(&row, &dark()),
            "{way}: a page is a row"
        );
    }
    assert!(met >= 5, "{met}");
}

#[test]
fn a_window_that_changes_its_size_keeps_what_is_chosen() {
    for view in sample(120, 35).tabs().collect::<Vec<_>>() {
        let mut app = sample(120, 35);
        app.show(view);
        press(&mut app, "Down Down");
        let (chosen, item) = (app.desk.chosen, app.desk.backlog.selected());
        let before = drawn(&app, &dark());
        for (width, height) in [
            (80, 24),
            (200, 60),
            (60, 16),
            (20, 5),
            (59, 16),
            (61, 17),
            (0, 0),
            (110, 30),
            (120, 35),
        ] {
            resize(&mut app, width, height);
            let size = Size { width, height };
            assert_eq!(app.desk.around.size, size);
            assert_eq!(
                (app.desk.chosen, app.desk.backlog.selected()),
                (chosen, item),
                "{view:?} at {width}x{height}"
            );
            if width >= 60 && height >= 16 && view == tab::BOARD {
                let row = app.desk.backlog.cursor - app.desk.backlog.top;
                assert!(row < app.desk.backlog.page(), "it is in sight");
            }
        }
        if view != tab::BOARD {
            assert_eq!(drawn(&app, &dark()), before, "{view:?}");
        }
    }
}

#[test]
fn an_arrow_of_the_grid_leads_to_the_nearest_point_that_way() {
    let mut app = sample(120, 35);
    press(&mut app, "g t");
    let all: Vec<Spot> = app.desk.points().spots;
    assert!(all.len() > 20);
    let mut moved = 0;
    for here in &all {
        for (key, right, up) in [
            ("Right", 1.0, 0.0),
            ("Left", -1.0, 0.0),
            ("Up", 0.0, 1.0),
            ("Down", 0.0, -1.0),
        ] {
            // How far a point lies ahead, and how far beside the way.
            let way = |spot: &Spot| {
                let (x, y) = (spot.x - here.x, spot.y - here.y);
                (x * right + y * up, (x * up).abs() + (y * right).abs())
            };
            app.desk.backlog.select(here.id);
            press(&mut app, key);
            let there = all
                .iter()
                .find(|spot| Some(spot.id) == app.desk.backlog.selected())
                .unwrap();
            let (ahead, beside) = way(there);
            let ahead_of = |spot: &&Spot| way(spot).0 > 1e-9;
            if there.id == here.id {
                assert!(
                    !all.iter().any(|spot| ahead_of(&spot)),
                    "{key} stays though a point lies there"
                );
                continue;
            }
            moved += 1;
            assert!(ahead > 0.0, "{key} goes the other way");
            let cost = |(ahead, beside): (f64, f64)| ahead + 2.0 * beside;
            let best = all
                .iter()
                .filter(ahead_of)
                .map(|spot| cost(way(spot)))
                .fold(f64::MAX, f64::min);
            assert!(cost((ahead, beside)) <= best + 1e-9, "{key} goes astray");
        }
    }
    assert!(moved > 60, "{moved}");
}

#[test]
fn a_copy_is_an_item_of_its_own() {
    let mut app = sample(120, 35);
    let pinned = app
        .desk
        .workspace
        .all::<Item>()
        .find(|item| item.pin.is_some() && !item.key.is_empty());
    let pinned = pinned
        .expect("the sample has a pinned item with a key")
        .clone();
    assert!(app.desk.backlog.select(pinned.id));
    press(&mut app, "c");
    let copy = selected(&app).clone();
    assert_ne!(copy.id, pinned.id);
    assert_eq!(
        (copy.key.as_str(), copy.pin, copy.pin_reason.as_str()),
        ("", None, "")
    );
    assert_eq!(copy.title, format!("{} (copy)", pinned.title));
    assert_eq!((copy.value, copy.size), (pinned.value, pinned.size));
    let original: Option<&Item> = app.desk.workspace.get(pinned.id);
    assert!(original == Some(&pinned), "what was copied is as it was");
    let keys: Vec<&str> = app
        .desk
        .workspace
        .all::<Item>()
        .map(|item| item.key.as_str())
        .filter(|key| !key.is_empty())
        .collect();
    let mut once = keys.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), keys.len(), "no key twice");
}
