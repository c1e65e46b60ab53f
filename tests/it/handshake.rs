//! The two sides of a plan: who settled what, what one waits for from the other, and a split in one form.

use evenkeel::desk::backlog::BacklogRow;
use evenkeel::desk::baseline::Moment;
use evenkeel::desk::event::Event;
use evenkeel::desk::file::Home;
use evenkeel::desk::side::Side;
use evenkeel::desk::tab;
use evenkeel::dialogs::form::Form;
use evenkeel::edit::merge::merge;
use evenkeel::edit::{Edit, restore};
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::model::item::Item;
use evenkeel::model::question::Question;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;

use crate::samples::{field, id, workspace};
use crate::screens::{dark, drawn, opened, press, sample, screen};
use crate::support::{check_screen, words};

/// The sample at the handshake.
fn handshake(width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    press(&mut app, "g i { {");
    app
}

#[test]
fn both_columns_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let app = handshake(width, height);
        check_screen(&format!("handshake_{width}x{height}"), &app, &dark());
    }
}

#[test]
fn a_key_notes_who_settled_a_value_and_one_undo_takes_it_back() {
    let mut app = handshake(120, 35);
    press(&mut app, "g g");
    let item = app.desk.chosen.unwrap();
    let before = app.desk.workspace.get::<Item>(item).cloned().unwrap();
    press(&mut app, "S Enter");
    let after = app.desk.workspace.get::<Item>(item).cloned().unwrap();
    assert!(after.size_by.0.is_some());
    assert_eq!(after.size_on, app.desk.derived.today);
    let by = after.size_by.0.unwrap();
    let name = app
        .desk
        .workspace
        .name::<evenkeel::model::person::Person>(by);
    assert_eq!(
        name, "Hana Kovář",
        "of those whose role is for it the first by name"
    );
    press(&mut app, "u");
    assert_eq!(app.desk.workspace.get::<Item>(item), Some(&before));
}

const TWO_SIDES: &str = "(schema: \"1.0\",
    people: [
        (id: \"pm\", name: \"Pia\", roles: [\"Product Management\"]),
        (id: \"dev\", name: \"Dov\", roles: [\"Developer\"]),
    ],
    increments: [(id: \"pi\", name: \"PI\", starts: \"2026-11-02\", ends: \"2027-01-08\")],
    items: [
        (id: \"a\", title: \"Alpha\", value: 5, size: 3, increment: \"pi\", value_by: \"dev\", value_on: \"2026-11-10\", size_by: \"dev\"),
        (id: \"b\", title: \"Beta\", value: 5, size: 8, increment: \"pi\", value_by: \"pm\", size_by: \"dev\"),
    ],
    questions: [
        (id: \"old\", text: \"How many users?\", item: \"a\", to: Business, asked: \"2026-11-10\"),
        (id: \"new\", text: \"How large?\", item: \"b\", to: Delivery, asked: \"2026-11-20\"),
    ])";

#[test]
fn what_the_other_side_settled_is_listed_and_never_refused() {
    let mut app = opened(workspace(TWO_SIDES), 120, 35);
    app.desk.derived.survey_now(&app.desk.workspace);
    let said = |code: &str| {
        let all = app.desk.derived.survey.findings.iter();
        let found = all.filter(|finding| finding.check.code == code);
        let said = found.map(|finding| {
            let place = finding.place.words(&app.desk.workspace);
            format!("{place}: {}", finding.reason.words(&app.desk.workspace))
        });
        said.collect::<Vec<_>>()
    };
    assert_eq!(
        said("settled-by-other-side"),
        ["Alpha: value by Dov, 10 Nov 2026 (Developer)"]
    );
    let waiting = said("question-waiting");
    assert_eq!(waiting.len(), 1, "{waiting:?}");
    assert!(
        waiting
            .concat()
            .contains("Business has not answered for 12 days"),
        "{waiting:?}"
    );
    press(&mut app, "g i { {");
    let shown = words(&drawn(&app, &dark()));
    assert!(
        shown.contains("1 of 2 agreed by both") || shown.contains("2 of 2 agreed by both"),
        "{shown}"
    );
    assert!(shown.contains("the other side"), "{shown}");
    assert!(shown.contains("How many users?"), "{shown}");
}

#[test]
fn fields_of_different_roles_never_conflict() {
    let base = workspace(TWO_SIDES);
    let set = |workspace: &mut Workspace, changes: &[(&str, Value)]| {
        let edits = changes.iter().map(|(name, value)| Edit::Set {
            kind: Item::KIND,
            id: id("b"),
            field: field::<Item>(name),
            value: value.clone(),
        });
        restore(workspace, edits.collect()).unwrap();
    };
    let number = |text: &str| evenkeel::model::number::Number::parse(text).unwrap();
    let points = |text: &str| Value::Points(evenkeel::model::points::Points::known(number(text)));
    let day = |text: &str| Value::Date(text.parse().unwrap());
    let (mut business, mut delivery) = (base.clone(), base.clone());
    set(
        &mut business,
        &[
            ("value", points("13")),
            ("criticality", points("8")),
            ("value_on", day("2026-11-20")),
            ("need", Value::Text("Sooner".to_owned())),
        ],
    );
    set(
        &mut delivery,
        &[
            ("size", points("5")),
            ("size_on", day("2026-11-21")),
            ("drivers", Value::Texts(vec!["Two systems".to_owned()])),
        ],
    );
    let merged = merge(Some(&base), &business, &delivery);
    assert_eq!(merged.conflicts, []);
    let mut both = business.clone();
    restore(&mut both, merged.edits).unwrap();
    let item = both.get::<Item>(id("b")).unwrap();
    assert_eq!(item.value.value, Some(number("13")));
    assert_eq!(item.size.value, Some(number("5")));
    assert_eq!(item.drivers, ["Two systems"]);
}

#[test]
fn a_feature_is_split_in_one_form_and_one_step() {
    let mut app = opened(workspace(TWO_SIDES), 120, 35);
    app.desk.select(id("b"));
    press(&mut app, ": s p l i t Enter");
    let form = app.desk.top_mut::<Form>().expect("the form");
    let lines = ["Scan the label 3", "Print it: 2", "Tell the shop"];
    form.rows[0].value = Value::Texts(lines.map(str::to_owned).to_vec());
    let shown = words(&drawn(&app, &dark()));
    assert!(
        shown.contains("3 stories: at least 5 of 8 points, 3 left; 1 without a size"),
        "{shown}"
    );
    press(&mut app, "Ctrl-s");
    let stories: Vec<&Item> = app
        .desk
        .workspace
        .all::<Item>()
        .filter(|item| item.parent.0 == Some(id("b")))
        .collect();
    assert_eq!(stories.len(), 3, "{}", words(&drawn(&app, &dark())));
    assert!(stories.iter().all(|one| one.increment.0 == Some(id("pi"))));
    press(&mut app, "u");
    let all = app.desk.workspace.all::<Item>();
    assert_eq!(all.count(), 2, "one step");
}

#[test]
fn a_question_is_asked_and_answered_by_keys() {
    let mut app = opened(workspace(TWO_SIDES), 120, 35);
    press(&mut app, "g i { { w");
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.kind == Question::KIND)
    );
    press(&mut app, "W h e n Ctrl-s");
    let all = app.desk.workspace.all::<Question>();
    let asked = all.filter(|one| one.text == "When" && one.asked == app.desk.derived.today);
    assert_eq!(asked.count(), 1, "{}", words(&drawn(&app, &dark())));
}

#[test]
fn each_side_sees_what_is_its_own() {
    let mut app = sample(120, 35);
    let bar = |app: &App| screen(app).lines().next().unwrap_or_default().to_owned();
    let has_parts = |app: &App| {
        let mut rows = app.desk.backlog.rows.iter();
        rows.any(|row| matches!(row, BacklogRow::Part(..)))
    };
    press(&mut app, ": s i d e Enter d e l i v e r y Enter");
    assert!(
        bar(&app).contains("Delivery WSJF") && bar(&app).contains("Teams"),
        "{}",
        bar(&app)
    );
    assert!(!bar(&app).contains("Money"), "{}", bar(&app));
    assert!(has_parts(&app), "stories are listed");
    press(&mut app, "g m");
    assert_eq!(app.desk.view, tab::BOARD, "money stays hidden");
    assert!(words(&drawn(&app, &dark())).contains("money is hidden"));
    press(&mut app, "Enter");
    let has_money = |app: &App| {
        let form = app.desk.top::<Form>().expect("the form");
        form.rows
            .iter()
            .any(|row| row.label == "Cost of delay a week")
    };
    assert!(!has_money(&app));
    press(&mut app, "Esc : s i d e Enter s t r a t Enter");
    assert!(
        bar(&app).contains("Strategy WSJF") && bar(&app).contains("Money"),
        "{}",
        bar(&app)
    );
    assert!(
        !bar(&app).contains("Teams") && !has_parts(&app),
        "{}",
        bar(&app)
    );
    press(&mut app, "Enter");
    assert!(has_money(&app));
    press(&mut app, "Esc : s i d e Enter b o t h Enter");
    assert!(
        bar(&app).contains("Teams") && bar(&app).contains("Money"),
        "{}",
        bar(&app)
    );
}

#[test]
fn who_acts_is_chosen_once_and_signs_what_is_settled() {
    let mut app = opened(workspace(TWO_SIDES), 120, 35);
    press(&mut app, ": s i d e Enter D o v Enter");
    assert_eq!(app.desk.preferences.side, Side::Delivery);
    app.desk.select(id("b"));
    press(&mut app, "l l l l 5");
    let item = |app: &App| app.desk.workspace.get::<Item>(id("b")).cloned().unwrap();
    let signed = item(&app);
    assert_eq!(
        (signed.size_by.0, signed.size_on),
        (Some(id("dev")), app.desk.derived.today)
    );
    assert_eq!(
        (signed.value_by.0, signed.value_on),
        (Some(id("pm")), None),
        "is not his"
    );
    press(&mut app, "u");
    assert_eq!(
        (item(&app).size_by.0, item(&app).size_on),
        (Some(id("dev")), None)
    );
}

#[test]
fn what_changed_since_somebody_looked_is_said_to_them_alone() {
    let mut app = opened(workspace(TWO_SIDES), 200, 60);
    app.desk.file.home = Home::File("/boards/shop.ron".into());
    let looked = |file: &str| {
        let moment = Moment {
            file: file.into(),
            name: "backup 1".to_owned(),
            label: "20 Nov".to_owned(),
            source: "backup 1".to_owned(),
        };
        Event::Looked(Some(Box::new((moment, workspace(TWO_SIDES)))))
    };
    app.desk.select(id("b"));
    press(&mut app, "l l l l 5 Esc g i { {");
    let shown = |app: &App| words(&drawn(app, &dark()));
    app.handle(looked("/boards/other.ron"));
    assert!(
        !shown(&app).contains("job size"),
        "that was another file: {}",
        shown(&app)
    );
    app.handle(looked("/boards/shop.ron"));
    let row = |app: &App| {
        let lines = screen(app);
        lines
            .lines()
            .find(|line| line.contains("Beta"))
            .unwrap_or_default()
            .to_owned()
    };
    assert!(row(&app).contains("job size"), "{}", shown(&app));
    press(&mut app, "G");
    assert!(
        shown(&app).contains("Changed since you looked (20 Nov): job size"),
        "{}",
        shown(&app)
    );
    press(&mut app, "k");
    assert!(
        shown(&app).contains("Changed since you looked (20 Nov): nothing"),
        "{}",
        shown(&app)
    );
    press(&mut app, "P");
    assert!(
        !shown(&app).contains("job size") && !shown(&app).contains("you looked"),
        "{}",
        shown(&app)
    );
}
