//! The findings on the screen: the way to each place, silencing, what is still computing.

use evenkeel::desk::event::Event;
use evenkeel::dialogs::form::Form;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;
use evenkeel::store;

use crate::journeys::{notice, selected, type_text};
use crate::screens::{dark, drawn, press, sample};
use crate::support::check_screen;

#[test]
fn the_view_at_three_sizes_and_in_plain_looks() {
    use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "g f j j");
        check_screen(&format!("findings_{width}x{height}"), &app, &dark());
        press(&mut app, "G");
        check_screen(&format!("findings_end_{width}x{height}"), &app, &dark());
    }
    let mut app = sample(80, 24);
    press(&mut app, "g f j j");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("findings_{name}"), &app, &look);
    }
    app.handle(Event::Opened(Ok(Box::new(
        evenkeel::desk::file::Opened::new(
            evenkeel::model::Workspace::default(),
            evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Untitled, Vec::new()),
        ),
    ))));
    app.desk.notice = None;
    check_screen("findings_nothing", &app, &dark());
}

#[test]
fn a_finding_leads_to_its_place_and_can_be_silenced_and_woken() {
    use evenkeel::desk::tab;
    use evenkeel::model::silence::Silence;
    use evenkeel::views::findings::{Findings, chosen, counts, rows};
    let code = |app: &App| {
        let findings = app.state::<Findings>().unwrap();
        chosen(findings, &rows(&app.desk, findings)).map(|(_, found)| found.check.code)
    };
    let mut app = sample(120, 35);
    press(&mut app, "g f");
    assert_eq!(app.desk.view, tab::FINDINGS);
    assert_eq!(code(&app), Some("must-over-limit"));
    assert_eq!(
        selected(&app).title,
        "Split the order table",
        "e explains it"
    );
    press(&mut app, "s");
    assert!(
        notice(&app).contains("one item or record"),
        "{}",
        notice(&app)
    );
    press(&mut app, "/ g o l d Enter");
    assert_eq!(code(&app), Some("gold-plating"));
    press(&mut app, "Enter");
    assert_eq!(app.desk.view, tab::BOARD);
    assert_eq!(selected(&app).key, "RT-110");
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.title().starts_with("One box"))
    );
    press(
        &mut app,
        "Esc g f Esc / r e q u e s t - w i t h o u t Enter j Enter",
    );
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.row().is_some_and(|row| row.label == "Need"))
    );
    press(&mut app, "Esc g f Esc");
    let before = (app.desk.workspace.clone(), counts(&app.desk));
    press(&mut app, "/ i n s t a l l m e n t s Enter s Enter");
    assert!(notice(&app).contains("needs a reason"), "{}", notice(&app));
    assert!(app.desk.workspace == before.0);
    press(&mut app, "s");
    type_text(&mut app, "Sales knows");
    press(&mut app, "Enter Esc");
    let silenced = counts(&app.desk);
    assert_eq!(silenced.silenced, before.1.silenced + 1);
    assert_eq!(silenced.loud() + 1, before.1.loud());
    let added = app
        .desk
        .workspace
        .all::<Silence>()
        .find(|s| s.reason == "Sales knows");
    assert_eq!(added.map(|s| s.code.as_str()), Some("assumptions-refuted"));
    press(&mut app, "/ S a l e s Esc u");
    assert_eq!(counts(&app.desk), before.1, "undone");
    press(&mut app, "End s");
    assert_eq!(counts(&app.desk).silenced, before.1.silenced - 1, "woken");
    press(&mut app, "/ z z z q Enter");
    assert_eq!(code(&app), None);
    press(&mut app, "Enter s j PgUp Home");
    assert_eq!(app.desk.selected(), None);
}

#[test]
fn a_finding_of_an_estimate_leads_into_its_column_and_one_of_a_pin_to_its_keys() {
    let mut app = sample(120, 35);
    press(&mut app, "g f / o f f - s c a l e Enter Enter");
    assert_eq!(selected(&app).key, "RT-156");
    assert_eq!(app.desk.backlog.column, Some(2), "in the column of risk");
    press(&mut app, "Esc g f Esc / p i n Enter Enter");
    assert_eq!(selected(&app).key, "RT-150");
    assert!(
        notice(&app).contains("x removes the place"),
        "{}",
        notice(&app)
    );
    // Under a ranking without that column, its field is opened; a filter that hides the item goes.
    press(
        &mut app,
        "L R I C E Enter / z z z q Enter g f Esc / o f f - s c a l e Enter Enter",
    );
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.row().is_some_and(|row| row.label.starts_with("Risk")))
    );
}

#[test]
fn a_large_board_says_that_its_findings_are_on_their_way_and_shows_the_old_ones() {
    use evenkeel::desk::effect::Effect;
    use evenkeel::scoring::survey::survey;
    use evenkeel::views::findings::{Findings, rows};
    use std::fmt::Write as _;
    use std::sync::Arc;
    let mut text = String::from("(schema: \"1.0\", items: [");
    for at in 0..400 {
        let _ = write!(
            text,
            "(id: \"i{at:03}\", title: \"i{at}\", request: \"x\"),"
        );
    }
    let (workspace, _) = store::parse(&(text + "])")).unwrap();
    let mut app = sample(120, 35);
    let file = evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Untitled, Vec::new());
    let effects = app.handle(Event::Opened(Ok(Box::new(
        evenkeel::desk::file::Opened::new(workspace, file),
    ))));
    let state = effects.iter().find_map(|effect| {
        if let Effect::Survey(state) = effect {
            Some(*state)
        } else {
            None
        }
    });
    press(&mut app, "g f");
    let words = |app: &App| crate::support::words(&drawn(app, &dark()));
    assert!(words(&app).contains("computing…"), "{}", words(&app));
    let found = survey(&app.desk.workspace, &app.desk.derived.evaluation, None);
    assert_eq!(found.findings.len(), 401);
    app.handle(Event::Surveyed(
        state.expect("a survey is asked for"),
        Arc::new(found),
    ));
    assert!(!words(&app).contains("computing"), "{}", words(&app));
    // The items go; until the next survey the list names them and leads nowhere.
    press(&mut app, "g b M d Enter g f");
    assert_eq!(app.desk.workspace.count(Item::KIND), 0);
    assert_eq!(
        rows(&app.desk, app.state::<Findings>().unwrap()).len(),
        if app.desk.derived.is_surveyed() {
            0
        } else {
            401
        }
    );
    press(&mut app, "Enter s j");
    words(&app);
}

#[test]
fn a_new_item_knows_the_day_it_was_asked_for() {
    let mut app = sample(120, 35);
    press(&mut app, "n x Enter");
    let day = chrono::NaiveDate::from_ymd_opt(2026, 11, 22);
    assert_eq!(selected(&app).asked, day);
    // The sample is told on one day, whatever the calendar says.
    let (workspace, problems) = store::parse(include_str!("../../assets/sample.ron")).unwrap();
    let file = evenkeel::desk::file::File::new(evenkeel::desk::file::Home::Demo, problems);
    let size = ratatui::layout::Size {
        width: 80,
        height: 24,
    };
    let later = chrono::NaiveDate::from_ymd_opt(2031, 1, 1);
    let preferences = evenkeel::desk::preferences::Preferences::default();
    let mut app = App::new(workspace, file, preferences, 1, size, later);
    assert_eq!(app.desk.derived.today, day);
    // Kept in a file, it is like any other workspace.
    app.handle(Event::Saved {
        revision: 0,
        result: Ok("mine.ron".into()),
    });
    assert_eq!(app.desk.derived.today, later);
}

#[test]
fn a_finding_of_the_plan_leads_into_it_and_can_be_silenced() {
    use evenkeel::desk::tab;
    use evenkeel::model::increment::Iteration;
    use evenkeel::model::silence::Silence;
    use evenkeel::views::findings::counts;
    let mut app = sample(120, 35);
    press(&mut app, "g f / i t e r a t i o n - o v e r Enter Enter");
    assert_eq!(app.desk.view, tab::PLAN);
    assert_eq!(
        crate::plan_view::cursor(&app).at,
        2,
        "the iteration that is over"
    );
    press(&mut app, "g f");
    let (before, loud) = (app.desk.workspace.clone(), counts(&app.desk).loud());
    press(&mut app, "s");
    type_text(&mut app, "tests by night");
    press(&mut app, "Enter Esc");
    assert_eq!(counts(&app.desk).loud() + 1, loud);
    let silence = app
        .desk
        .workspace
        .all::<Silence>()
        .find(|one| one.reason == "tests by night");
    let about = silence.and_then(Silence::about);
    assert_eq!(about.map(|(kind, _)| kind), Some(Iteration::KIND.name));
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "undone");
    assert_eq!(counts(&app.desk).loud(), loud);
}

#[test]
fn a_heading_that_promises_a_key_names_it() {
    let mut app = sample(200, 60);
    press(&mut app, "g f");
    let mut shown = crate::support::words(&drawn(&app, &dark()));
    press(&mut app, "G");
    shown.push_str(&crate::support::words(&drawn(&app, &dark())));
    for key in [
        "f in Plan",
        "D answers",
        "c in Stakeholders",
        "g s estimates",
    ] {
        assert!(shown.contains(key), "{key}: {shown}");
    }
}
