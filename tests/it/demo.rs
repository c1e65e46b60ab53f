//! A demo checkpoint by keys: answers, signals, and what each answer leads to, one step each.

use evenkeel::dialogs::demo::Checkpoint;
use evenkeel::edit::{Edit, apply};
use evenkeel::model::assumption::{Assumption, Standing};
use evenkeel::model::evidence::{Bearing, Evidence};
use evenkeel::model::feedback::{Feedback, Question, Signal};
use evenkeel::model::field::Value;
use evenkeel::model::id::Id;
use evenkeel::model::item::{Item, State};
use evenkeel::model::need::Wish;
use evenkeel::model::number::Number;
use evenkeel::model::objective::Objective;
use evenkeel::model::person::Person;
use evenkeel::model::record::Declared;
use evenkeel::model::session::{Session, Sitting};
use evenkeel::shell::App;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};

use crate::journeys::{notice, type_text};
use crate::samples::field;
use crate::screens::{dark, drawn, press, sample, screen};
use crate::support::{check_screen, words};

/// A demo of the item that has assumptions, begun from the events and actions.
fn begun(width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    app.desk.backlog.marked = [assumed(&app).0].into();
    press(&mut app, "g l c");
    app
}

/// An item and the first of its assumptions.
fn assumed(app: &App) -> (Id, Id) {
    let mut all = app.desk.workspace.all::<Assumption>();
    let found = all.find_map(|one| Some((one.item.0?, one.id)));
    found.expect("an item with an assumption")
}

fn top(app: &App) -> &Checkpoint {
    match app.desk.top::<Checkpoint>() {
        Some(checkpoint) => checkpoint,
        other => panic!("{other:?}"),
    }
}

/// What was said in the checkpoint on top.
fn said(app: &App) -> Vec<&Feedback> {
    let session = top(app).session;
    let all = app.desk.workspace.all::<Feedback>();
    all.filter(|said| said.session.0 == Some(session)).collect()
}

fn answer(app: &mut App, text: &str) {
    press(app, "n");
    type_text(app, text);
    press(app, "Enter");
}

#[test]
fn a_demo_begins_with_what_is_marked_and_goes_on_where_it_was() {
    let mut app = sample(80, 24);
    app.desk.backlog.marked = app.desk.derived.evaluation.ranked[..2]
        .iter()
        .copied()
        .collect();
    let shown: Vec<Id> = app.desk.backlog.marked.iter().copied().collect();
    press(&mut app, "g l c");
    let session = app
        .desk
        .workspace
        .get::<Session>(top(&app).session)
        .unwrap()
        .clone();
    assert_eq!((session.sort, session.over), (Sitting::Demo, false));
    assert_eq!(session.agenda.0, shown);
    assert_eq!(session.name, "Demo, 22 Nov 2026");
    assert_eq!(session.people.0.len(), 3, "those of the last demo");
    press(&mut app, "Tab");
    assert_eq!(top(&app).item, shown[1]);
    press(&mut app, "Tab");
    assert_eq!(top(&app).item, shown[0]);
    press(&mut app, "Esc c");
    assert_eq!(top(&app).session, session.id, "no second one begins");
    press(&mut app, "E");
    assert!(app.desk.dialogs.is_empty());
    assert!(app.desk.workspace.get::<Session>(session.id).unwrap().over);
    press(&mut app, "u u");
    assert!(app.desk.workspace.get::<Session>(session.id).is_none());
}

#[test]
fn an_answer_has_its_question_and_a_signal() {
    let mut app = begun(80, 24);
    check_screen("demo_begun_80x24", &app, &dark());
    answer(&mut app, "It saves an hour");
    press(&mut app, "j");
    answer(&mut app, "Two clicks too many");
    press(&mut app, "j");
    answer(&mut app, "No export");
    let told: Vec<(String, Option<Question>, Option<Signal>)> = said(&app)
        .into_iter()
        .map(|said| (said.said.to_string(), said.question, said.signal))
        .collect();
    for (text, question, signal) in [
        ("It saves an hour", Question::Solves, Signal::Works),
        ("Two clicks too many", Question::Friction, Signal::Friction),
        ("No export", Question::Missing, Signal::Missing),
    ] {
        assert!(
            told.contains(&(text.to_owned(), Some(question), Some(signal))),
            "{told:?}"
        );
    }
    press(&mut app, "Right");
    let changed = said(&app)
        .into_iter()
        .find(|one| one.said.as_str() == "No export");
    assert_eq!(changed.unwrap().signal, Some(Signal::WrongAssumption));
    check_screen("demo_answers_80x24", &app, &dark());
    press(&mut app, "Left u u");
    assert_eq!(
        said(&app)
            .into_iter()
            .find(|one| one.said.as_str() == "No export")
            .unwrap()
            .signal,
        Some(Signal::Missing)
    );
    press(&mut app, "d");
    assert_eq!(said(&app).len(), 2);
    press(&mut app, "u");
    assert_eq!(said(&app).len(), 3);
}

#[test]
fn an_answer_supports_or_refutes_an_assumption_as_one_step() {
    let mut app = begun(80, 24);
    press(&mut app, "a");
    assert!(notice(&app).contains("choose an answer first"));
    answer(&mut app, "Nobody scans it");
    press(&mut app, "Left");
    let before = app.desk.workspace.clone();
    let (_, id) = assumed(&app);
    press(&mut app, "a");
    check_screen("demo_assumption_80x24", &app, &dark());
    press(&mut app, "Enter");
    let after = app.desk.workspace.get::<Assumption>(id).unwrap();
    assert_eq!(after.standing, Standing::Refuted);
    assert!(
        after
            .evidence
            .ends_with("22 Nov 2026, in a demo: “Nobody scans it”"),
        "{}",
        after.evidence.as_str()
    );
    assert_eq!(said(&app)[0].assumption.0, Some(id));
    assert!(words(&drawn(&app, &dark())).contains("assumption refuted: "));
    press(&mut app, "a Enter");
    assert!(
        notice(&app).contains("stands so already"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "one step");
}

#[test]
fn an_answer_changes_an_estimate_and_the_step_says_which() {
    let mut app = begun(120, 35);
    answer(&mut app, "Twice the work");
    let item = top(&app).item;
    let size = |app: &App| app.desk.workspace.get::<Item>(item).unwrap().size.value;
    let before = size(&app);
    press(&mut app, "e");
    type_text(&mut app, "size");
    press(&mut app, "Enter 4 0 Ctrl-s");
    assert_ne!(size(&app), before);
    assert!(
        notice(&app).contains("after “Twice the work”"),
        "{}",
        notice(&app)
    );
    let words = |size: Option<Number>| size.map_or("unknown".to_owned(), |size| size.to_string());
    let changed = format!("Job size {} → {}", words(before), words(size(&app)));
    assert_eq!(
        said(&app)[0].changed.trim(),
        changed,
        "the answer keeps what changed"
    );
    assert!(screen(&app).contains(&changed), "{}", screen(&app));
    press(&mut app, "u");
    assert_eq!(size(&app), before);
    assert_eq!(said(&app).len(), 1, "the answer stays");
    assert_eq!(said(&app)[0].changed.trim(), "");
}

#[test]
fn an_answer_becomes_a_request_once() {
    let mut app = begun(120, 35);
    answer(&mut app, "An export for the auditors");
    let before = app.desk.workspace.clone();
    press(&mut app, "r Enter");
    let id = said(&app)[0].request.0.expect("a link to the request");
    let item = app.desk.workspace.get::<Item>(id).unwrap();
    assert_eq!(item.title, "An export for the auditors");
    assert_eq!(
        (item.state, item.request.as_str()),
        (State::Funnel, "An export for the auditors")
    );
    assert_eq!(item.labels, ["from-demo"]);
    assert_eq!(item.asked, app.desk.derived.today);
    check_screen("demo_request_120x35", &app, &dark());
    press(&mut app, "r");
    assert!(
        notice(&app).contains("it became “An export"),
        "{}",
        notice(&app)
    );
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "one step");
}

#[test]
fn learning_lists_the_demos_with_what_was_said() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = sample(width, height);
        press(&mut app, "g l Shift-Tab");
        check_screen(&format!("learn_demos_{width}x{height}"), &app, &dark());
        press(&mut app, "c");
        let name = app
            .desk
            .workspace
            .get::<Session>(top(&app).session)
            .unwrap();
        assert_eq!(name.name, "Return label shown to two shops");
        check_screen(&format!("demo_over_{width}x{height}"), &app, &dark());
    }
    let printed = sample(80, 24).plain(evenkeel::desk::tab::LEARN);
    let line = "  · Return label as a QR code: Does it solve the workflow? Works: The code is on";
    assert!(printed.contains(line), "{printed}");
    assert!(
        !printed.contains("whole point. (Rosa"),
        "names stay hidden there"
    );
}

#[test]
fn other_looks_have_marks_of_their_own() {
    let mut app = begun(80, 24);
    answer(&mut app, "It saves an hour");
    for (name, charset) in [("none", Charset::Unicode), ("ascii", Charset::Ascii)] {
        let look = Look::new(Brightness::Dark, Depth::None, charset, true);
        check_screen(&format!("demo_{name}"), &app, &look);
    }
}

#[test]
fn nothing_private_is_on_a_shared_demo() {
    let mut app = begun(120, 35);
    let (item, _) = assumed(&app);
    let person = app.desk.workspace.all::<Person>().next().unwrap();
    let (who, name) = (person.id, person.name.clone());
    let session = top(&app).session;
    let mut told = Feedback::new(crate::samples::id("told"));
    told.said = format!("{name} cannot find it").into();
    (told.session.0, told.item.0, told.person.0) = (Some(session), Some(item), Some(who));
    let hide = Edit::Set {
        kind: Person::KIND,
        id: who,
        field: field::<Person>("hidden"),
        value: Value::Flag(true),
    };
    apply(
        &mut app.desk.workspace,
        vec![hide, Edit::Insert(Box::new(told))],
    )
    .unwrap();
    // The question before names what may still be one.
    press(&mut app, "Esc P Enter c G j j j j");
    let frame = words(&drawn(&app, &dark()));
    assert!(frame.contains("(private) cannot find it"), "{frame}");
    assert!(!frame.contains(&name), "{frame}");
}

#[test]
fn what_was_reached_of_the_objectives_is_said_in_the_same_sitting() {
    let mut app = begun(120, 35);
    let actual = |app: &App| {
        let all = app.desk.workspace.all::<Objective>();
        all.filter_map(|one| one.actual_value).collect::<Vec<_>>()
    };
    let before = actual(&app);
    press(&mut app, "o");
    let seen = screen(&app);
    assert!(
        seen.contains("planned ") && seen.contains("reached "),
        "{seen}"
    );
    press(&mut app, "Enter");
    type_text(&mut app, "11");
    press(&mut app, "Enter");
    assert!(notice(&app).contains("0 to 10"), "{}", notice(&app));
    press(&mut app, "o Enter Backspace Backspace");
    type_text(&mut app, "9");
    press(&mut app, "Enter");
    assert_ne!(actual(&app), before);
    press(&mut app, "u");
    assert_eq!(actual(&app), before, "one step");
}

#[test]
fn nothing_stands_around_a_demo_that_others_watch() {
    let mut app = begun(120, 35);
    answer(&mut app, "It takes too long");
    press(&mut app, "Esc P g l c");
    let seen = screen(&app);
    assert!(
        app.desk.presenting.is_some() && seen.contains("It takes too long"),
        "{seen}"
    );
    assert!(
        !seen.contains("Backlog") && !seen.contains("Findings"),
        "{seen}"
    );
}

#[test]
fn an_answer_becomes_evidence_and_a_wish() {
    let mut app = begun(120, 35);
    answer(&mut app, "It saves an hour");
    let shown = top(&app).item;
    let before = app.desk.workspace.clone();
    press(&mut app, "v Ctrl-s");
    let all = app.desk.workspace.all::<Evidence>();
    let mut new = all.filter(|one| before.get::<Evidence>(one.id).is_none());
    let noted = new.next().cloned();
    drop(new);
    let noted = noted.unwrap_or_else(|| panic!("{}", notice(&app)));
    let needs = app
        .desk
        .workspace
        .get::<Item>(shown)
        .unwrap()
        .needs_met
        .clone();
    assert_eq!(
        (
            noted.title.as_str(),
            noted.bearing,
            &noted.needs,
            noted.items.0.as_slice()
        ),
        (
            "It saves an hour",
            Bearing::Supports,
            &needs,
            [shown].as_slice()
        )
    );
    let wishes = |app: &App| app.desk.workspace.count(Wish::KIND);
    let many = wishes(&app);
    press(&mut app, "W");
    assert_eq!(wishes(&app), many + 1, "{}", notice(&app));
    press(&mut app, "W");
    assert_eq!(wishes(&app), many + 1);
    assert!(notice(&app).contains("already"), "{}", notice(&app));
}
