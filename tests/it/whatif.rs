//! What-if: trial edits, their difference against the real board, and one step or none in the end.

use std::path::PathBuf;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::Event;
use evenkeel::desk::file::{Claim, Home};
use evenkeel::dialogs::page::Page;
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};

use crate::journeys::{notice, order, selected, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::{check_screen, words};

/// A board whose file is saved.
fn saved(width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    app.desk.file.home = Home::File(PathBuf::from("shop.ron"));
    app
}

fn page(app: &App) -> String {
    match app.desk.top::<Page>() {
        Some(page) => page.lines.join("\n"),
        other => panic!("no page is open: {other:?}"),
    }
}

/// Two edits as a trial: a value, and a size by the form of another item.
const TRY: &str = "w j j j j j j j l 2 0 Esc j j l l l l 1 3 Esc";

#[test]
fn every_row_shows_its_difference_and_the_page_adds_up() {
    let mut app = saved(120, 35);
    let real = app.desk.workspace.clone();
    press(&mut app, TRY);
    assert!(app.desk.trial.is_some() && app.desk.real().0 == &real && app.desk.workspace != real);
    let moved = app.desk.backlog.moved.clone();
    let (now, before) = (
        &app.desk.derived.evaluation,
        evenkeel::scoring::evaluation::evaluate(
            &real,
            app.desk.derived.evaluation.lens,
            app.desk.derived.today,
        ),
    );
    for score in now.scores() {
        let was = before.score(score.id).and_then(|s| s.rank).unwrap_or(0);
        let is = score.rank.unwrap_or(0);
        let by = isize::try_from(was).unwrap() - isize::try_from(is).unwrap();
        assert_eq!(
            moved.get(&score.id).copied().unwrap_or(0),
            by,
            "against the real board"
        );
    }
    press(&mut app, "w");
    let text = page(&app);
    let total = |e: &evenkeel::scoring::evaluation::Evaluation| {
        let total = e.total().unwrap();
        evenkeel::scoring::price::amounts::tenths(total.terms.cost(total.until_delivery))
    };
    for part in [
        "2 changes tried:",
        "Cost of delay of the shown order, in cost of delay points:",
        &format!(
            "until delivery: {} → {}",
            total(&before),
            total(&app.desk.derived.evaluation)
        ),
        "Allocation: Business",
        "cut line",
        "Ranks, before → after:",
    ] {
        assert!(text.contains(part), "{part} in:\n{text}");
    }
    press(&mut app, "Esc");
    assert!(app.desk.trial.is_some(), "Esc goes on trying");
}

#[test]
fn kept_it_is_one_step_and_dropped_it_never_was() {
    let mut app = saved(120, 35);
    let real = app.desk.workspace.clone();
    press(&mut app, TRY);
    let tried = app.desk.workspace.clone();
    press(&mut app, "w Enter");
    assert!(app.desk.trial.is_none() && app.desk.workspace == tried);
    assert!(
        notice(&app).contains("tried out: 2 changes"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u");
    assert!(app.desk.workspace == real, "one step");
    press(&mut app, "U");
    assert!(app.desk.workspace == tried);
    press(&mut app, "u");
    let rows = order(&app);
    press(&mut app, TRY);
    press(&mut app, "w x");
    assert!(
        app.desk.trial.is_none() && app.desk.workspace == real && app.desk.backlog.moved.is_empty()
    );
    assert_eq!(order(&app), rows);
    press(&mut app, "U");
    assert!(
        app.desk.workspace == tried,
        "what could be done again still can"
    );
}

#[test]
fn undo_goes_back_to_where_it_began_and_files_wait() {
    let mut app = saved(120, 35);
    press(&mut app, "d");
    let began = app.desk.workspace.clone();
    press(&mut app, TRY);
    press(&mut app, "u u u");
    assert!(
        notice(&app).contains("the try-out began here"),
        "{}",
        notice(&app)
    );
    assert!(app.desk.workspace == began);
    for keys in ["o", "i"] {
        press(&mut app, keys);
        assert!(app.desk.dialogs.is_empty(), "{keys}");
        assert!(
            notice(&app).contains("you are trying out changes"),
            "{keys}: {}",
            notice(&app)
        );
    }
    let save_as = evenkeel::shell::commands::command("app.save-as").unwrap();
    assert!(
        app.can(save_as)
            .unwrap_err()
            .contains("you are trying out changes")
    );
}

#[test]
fn what_the_file_holds_is_said_truly_all_the_time() {
    let mut app = saved(80, 24);
    let claim = |app: &App| app.desk.file.claim(app.desk.history.settled());
    press(&mut app, TRY);
    assert_eq!(claim(&app), Claim::Saved, "the real board is saved");
    press(&mut app, "Ctrl-s");
    assert!(
        notice(&app).contains("without the try-out"),
        "{}",
        notice(&app)
    );
    let screen = words(&drawn(&app, &dark()));
    assert!(
        screen
            .lines()
            .next()
            .unwrap()
            .contains("TRYING OUT   ✓ saved"),
        "{screen}"
    );
    press(&mut app, "w Enter");
    assert_eq!(
        claim(&app),
        Claim::Unsaved { kept: false },
        "kept, it has to be written"
    );
}

#[test]
fn quitting_asks_what_becomes_of_it() {
    let quit = |keys: &str| {
        let mut app = saved(80, 24);
        press(&mut app, TRY);
        press(&mut app, "q");
        assert!(page(&app).contains("Quitting loses 2 changes"));
        let last = evenkeel::desk::event::Chord::parse(keys).unwrap();
        let effects = app.handle(Event::Key(last));
        (app, effects)
    };
    let (app, effects) = quit("Enter");
    assert_eq!(effects, [Effect::Save], "kept, it is saved first");
    assert!(app.desk.trial.is_none());
    let (app, effects) = quit("x");
    assert_eq!(
        (effects, app.desk.trial.is_none()),
        (vec![Effect::Quit], true)
    );
    let (app, effects) = quit("Esc");
    assert!(effects.is_empty() && app.desk.trial.is_some() && app.desk.dialogs.is_empty());
    let mut app = saved(80, 24);
    press(&mut app, "w");
    let q = evenkeel::desk::event::Chord::parse("q").unwrap();
    assert_eq!(
        app.handle(Event::Key(q)),
        [Effect::Quit],
        "nothing was tried"
    );
}

#[test]
fn an_item_is_carried_and_the_lens_changes_within_a_trial() {
    let mut app = saved(120, 35);
    press(&mut app, "w j j j j J J Enter");
    let moved = app.desk.backlog.moved.clone();
    assert!(!moved.is_empty());
    press(&mut app, "K K Esc");
    assert_eq!(
        app.desk.backlog.moved, moved,
        "put back: the marks are those of the trial"
    );
    let id = selected(&app).id;
    press(&mut app, "L");
    type_text(&mut app, "rice");
    press(&mut app, "Enter w");
    assert!(page(&app).contains("1 change tried"), "{}", page(&app));
    press(&mut app, "x");
    assert!(
        app.desk
            .workspace
            .get::<evenkeel::model::item::Item>(id)
            .unwrap()
            .pin
            .is_none()
    );
}

#[test]
fn pictures_of_a_trial() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = saved(width, height);
        press(&mut app, TRY);
        check_screen(&format!("whatif_{width}x{height}"), &app, &dark());
        press(&mut app, "w");
        check_screen(&format!("whatif_page_{width}x{height}"), &app, &dark());
    }
    let mut app = saved(80, 24);
    press(&mut app, TRY);
    let ascii = Look::new(Brightness::Dark, Depth::None, Charset::Ascii, true);
    check_screen("whatif_ascii", &app, &ascii);
    press(&mut app, "q");
    check_screen("whatif_quit_80x24", &app, &dark());
}
