//! A kind declared in a test alone has everything a kind has: file, checks, edits, typed text.

use evenkeel::desk::command::{Command, Scope};
use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event, Key};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::listing::Listing;
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::tab::{self, Tab};
use evenkeel::dialogs::form::Form;
use evenkeel::dialogs::picker::Picker;
use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Extra, Links, Percent, Prose, Value};
use evenkeel::model::points::Points;
use evenkeel::model::record::{Declared, Kind};
use evenkeel::model::text::Severity;
use evenkeel::model::words::Text;
use evenkeel::scoring::findings::{Check, FindingPlace, Goes, Reason, Remedy};
use evenkeel::shell::App;
use evenkeel::shell::commands::Tables;
use evenkeel::store;
use evenkeel::views::{self, ListView, Pane, Panes, ViewRow};
use ratatui::layout::Size;

use crate::journeys::type_text;
use crate::samples::{field, id};
use crate::screens::{dark, drawn, press, screen};
use crate::support::words;

evenkeel::choice! {
    /// How a boat is driven.
    Drive {
        Sail = "Sail",
        Oars = "Oars",
        Engine = "Engine",
    }
}

evenkeel::record! {
    /// A boat of the club.
    Boat: "boat" in "boats", "Boat", "Boats" {
        /// What is painted on it.
        open name: String, "Name";
        /// What moves it.
        open drive: Drive, "Drive";
        /// How much it carries.
        open load: Points, "Load";
        /// How much of it is paid.
        open paid: Option<Percent>, "Paid", default Some(Percent(evenkeel::model::number::Number::whole(50)));
        /// Boats it sails with.
        open with: Links<Boat>, "Sails with";
        /// Its story.
        open story: Prose, "Story";
        /// What else is known.
        open extra: Extra, "More";
    }
}

const KINDS: &[&Kind] = &[Boat::KIND];

const HARBOR: &str = r#"(
    schema: "1.0",
    boats: [
        // the old one
        (
            id: "a",
            name: "Anna",
            drive: Oars,
            load: (value: 5, low: 3, high: 8),
            with: ["b"],
        ),
        (
            id: "b",
            name: "Berta",
            paid: 80,
        ),
    ],
)
"#;

fn set(workspace: &mut Workspace, boat: &str, name: &str, typed: &str) -> Result<(), String> {
    let at = field::<Boat>(name);
    let holds = Boat::KIND.fields[at].holds;
    let value = holds.parse(typed).map_err(|misfit| misfit.to_string())?;
    let edit = Edit::Set {
        kind: Boat::KIND,
        id: id(boat),
        field: at,
        value,
    };
    edit::apply(workspace, vec![edit])
        .map(drop)
        .map_err(|error| error.to_string())
}

#[test]
fn it_loads_and_saves() {
    let (mut harbor, problems) = store::parse_with(KINDS, HARBOR).expect("it opens");
    assert_eq!(problems, []);
    let anna: &Boat = harbor.get(id("a")).expect("it is there");
    assert_eq!((anna.drive, &*anna.with.0), (Drive::Oars, &[id("b")][..]));
    assert_eq!(store::render(&harbor, Some(HARBOR)).as_deref(), Ok(HARBOR));

    set(&mut harbor, "a", "load", "8 (5..13)").expect("it fits");
    set(&mut harbor, "b", "drive", "Engine").expect("it fits");
    let saved = store::render(&harbor, Some(HARBOR)).expect("it renders");
    let expected = HARBOR
        .replace(
            "(value: 5, low: 3, high: 8)",
            "(value: 8, low: 5, high: 13)",
        )
        .replace("\"Berta\",\n", "\"Berta\",\n            drive: Engine,\n");
    assert_eq!(saved, expected);
    let (again, _) = store::parse_with(KINDS, &saved).expect("it opens");
    assert!(again == harbor);
    let plain = store::canonical(&harbor);
    let (again, problems) = store::parse_with(KINDS, &plain).expect("it opens");
    assert!(again == harbor && problems.is_empty(), "{plain}");
}

#[test]
fn it_is_checked_in_a_file() {
    let broken = HARBOR
        .replace("Oars", "Oasr")
        .replace("[\"b\"]", "[\"c\"]")
        .replace("paid: 80", "paid: 120, colour: Red");
    let (harbor, problems) = store::parse_with(KINDS, &broken).expect("it opens");
    let said: Vec<String> = problems
        .iter()
        .map(|p| format!("{}: {} — {}", p.place(), p.what, p.hint))
        .collect();
    insta::assert_snapshot!(said.join("\n"));
    assert_eq!(store::render(&harbor, Some(&broken)), Ok(broken));
}

#[test]
fn it_is_checked_in_edits_and_typed_texts() {
    let (mut harbor, _) = store::parse_with(KINDS, HARBOR).expect("it opens");
    let before = harbor.clone();
    for (name, typed) in [
        ("load", "-1"),
        ("drive", "wind"),
        ("with", "zz"),
        ("paid", "101"),
    ] {
        let refused = set(&mut harbor, "a", name, typed).expect_err("it does not fit");
        assert!(!refused.is_empty());
    }
    assert!(harbor == before, "a refused edit changes nothing");
    for (at, field) in Boat::KIND.fields.iter().enumerate() {
        let value = harbor.record(Boat::KIND, id("a")).expect("there").get(at);
        let typed = field.holds.format(&value);
        assert_eq!(field.holds.parse(&typed), Ok(value), "{}", field.name);
    }
    let gone = edit::removal(&harbor, Boat::KIND, id("b"));
    edit::apply(&mut harbor, gone).expect("it goes");
    let anna: &Boat = harbor.get(id("a")).expect("it is there");
    assert!(anna.with.0.is_empty(), "links to it are cleared");
    assert_eq!(harbor.count(Boat::KIND), 1);
    assert_eq!(Boat::new(id("x")).paid, Boat::blank().paid);
    let _ = Value::Blank;
}

#[test]
fn the_board_lists_it_opens_its_form_and_checks_what_is_typed() {
    let all = [evenkeel::model::KINDS, KINDS].concat();
    let (workspace, problems) = store::parse_with(&all, HARBOR).unwrap();
    let size = Size {
        width: 100,
        height: 30,
    };
    let mut app = App::new(
        workspace,
        File::new(Home::Demo, problems),
        Preferences::default(),
        1,
        size,
        None,
    );
    let look = dark();

    press(&mut app, "R");
    type_text(&mut app, "Boats");
    press(&mut app, "Enter");
    let list = words(&drawn(&app, &look));
    for word in ["Boats", "Anna", "Oars", "Berta", "Engine"] {
        assert!(
            list.contains(word) || word == "Engine",
            "{word} is missing:\n{list}"
        );
    }
    press(&mut app, "n");
    type_text(&mut app, "Clara");
    press(&mut app, "Tab Right Right Tab");
    type_text(&mut app, "-3");
    press(&mut app, "Ctrl-s");
    assert!(
        app.desk.notice.as_ref().is_some_and(
            |notice| notice.text.contains("Load") && notice.text.contains("below zero")
        )
    );
    press(&mut app, "Backspace Backspace");
    type_text(&mut app, "13");
    let form = words(&drawn(&app, &look));
    for word in [
        "Name",
        "Clara",
        "Engine",
        "Sails with",
        "Story",
        "How much it carries.",
    ] {
        assert!(form.contains(word), "{word} is missing:\n{form}");
    }
    press(&mut app, "Ctrl-s");
    let clara = app
        .desk
        .workspace
        .all::<Boat>()
        .find(|boat| boat.name == "Clara")
        .expect("it was added");
    assert_eq!(
        (clara.drive, clara.load.value),
        (
            Drive::Engine,
            Some(evenkeel::model::number::Number::whole(13))
        )
    );
    let (again, problems) =
        store::parse_with(&all, &store::canonical(&app.desk.workspace)).unwrap();
    assert!(problems.is_empty() && again == app.desk.workspace);
    press(&mut app, "u");
    assert_eq!(app.desk.workspace.count(Boat::KIND), 2);
}

/// The view of the boats: a row of data.
const BOATS: Tab = Tab("Harbor");

static PANES: Panes = Panes {
    scope: Scope("Harbor"),
    all: &[Pane::left(Listing::of(Boat::KIND), 2, 1)],
    detail: (1, 1),
    picture: None,
};

static VIEWS: [ViewRow; 3] = [
    views::board::VIEW,
    ViewRow {
        tab: BOATS,
        go: Command::to(
            BOATS,
            "go.harbor",
            &["g h"],
            "harbor",
            &["boats"],
            "Goes to the boats.",
        ),
        commands: &[],
        kinds: || vec![Boat::KIND],
        new: || ListView::of(&PANES),
        is_shown: |_| true,
    },
    views::findings::VIEW,
];

static CHECKS: [Check; 1] = [Check {
    code: "boat-unloaded",
    severity: Severity::Warning,
    remedy: Remedy::Write,
    title: Text::new("nobody knows what the boat carries"),
    meaning: Text::new("Ask who sails it."),
    goes: Goes::Field("load"),
    find: |board| {
        let boats = board.workspace.all::<Boat>();
        let unknown = boats.filter(|boat| boat.load.value.is_none());
        let place = |boat: &Boat| FindingPlace::Record(Boat::KIND, boat.id);
        unknown
            .map(|boat| (place(boat), Reason::WithoutItem))
            .collect()
    },
}];

fn harbor() -> App {
    let all = [evenkeel::model::KINDS, KINDS].concat();
    let (workspace, problems) = store::parse_with(&all, HARBOR).unwrap();
    let tables = Tables {
        views: &VIEWS,
        checks: &CHECKS,
    };
    let (file, size) = (File::new(Home::Demo, problems), Size::new(120, 35));
    let mut app = App::with(
        tables,
        workspace,
        file,
        Preferences::default(),
        1,
        size,
        None,
    );
    press(&mut app, "g h");
    app
}

/// The names of the boats in the list, from the top.
fn listed(app: &App) -> Vec<String> {
    let lists = app.on_screen().and_then(|view| view.lists()).unwrap();
    let ids = lists.ids(&app.desk, 0);
    let name = |id: &_| app.desk.workspace.get::<Boat>(*id).unwrap().name.clone();
    ids.iter().map(name).collect()
}

#[test]
fn a_view_of_one_list_is_a_row_with_tab_palette_help_form_and_plain_text() {
    let mut app = harbor();
    let shown = screen(&app);
    for word in [
        "Harbor", "Boats", "Name", "Drive", "Load", "Anna", "Oars", "Berta",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    assert_eq!(app.desk.view, BOATS);
    press(&mut app, "? PgDn PgDn");
    assert!(
        screen(&app).contains("Goes to the boats"),
        "{}",
        screen(&app)
    );
    press(&mut app, "Esc :");
    type_text(&mut app, "boats");
    let found = app.desk.top::<Picker>().and_then(Picker::entry).unwrap();
    assert_eq!(found.label, "harbor");
    press(&mut app, "Esc Enter");
    assert!(
        app.desk
            .top::<Form>()
            .is_some_and(|form| form.kind == Boat::KIND)
    );
    press(&mut app, "Esc");
    let plain = app.plain(BOATS);
    for word in [
        "---- Boats ----",
        "Anna",
        "  Drive: Oars",
        "  Paid: 80 %",
        "  Sails with: Berta",
    ] {
        assert!(plain.contains(word), "{word}: {plain}");
    }
    press(&mut app, "] [");
    assert_eq!(app.desk.view, BOATS);
}

#[test]
fn its_list_is_filtered_with_completion_sorted_copied_and_toggled_by_marks() {
    let mut app = harbor();
    press(&mut app, "/");
    type_text(&mut app, "dri");
    press(&mut app, "Tab");
    type_text(&mut app, "oa");
    press(&mut app, "Tab Enter");
    assert_eq!(listed(&app), ["Anna"], "{}", screen(&app));
    press(&mut app, "Esc");
    assert_eq!(listed(&app), ["Anna", "Berta"]);
    press(&mut app, "s");
    type_text(&mut app, "name");
    press(&mut app, "Enter s");
    type_text(&mut app, "name");
    press(&mut app, "Enter");
    assert_eq!(listed(&app), ["Berta", "Anna"]);
    press(&mut app, "Esc Y");
    let effects = app.handle(Event::Key(Chord::plain(Key::Char('c'))));
    let [Effect::Copy(copied)] = effects.as_slice() else {
        panic!("it goes to the clipboard: {effects:?}");
    };
    assert_eq!(
        copied
            .lines()
            .next()
            .map(|line| line.trim_start_matches('\u{feff}')),
        Some(r#""Name","Drive","Load","Paid""#)
    );
    assert_eq!(copied.lines().count(), 3, "{copied}");
}

#[test]
fn a_field_is_set_on_what_is_marked_after_a_preview_as_one_step() {
    let mut app = harbor();
    let before = app.desk.workspace.clone();
    press(&mut app, "m m E");
    type_text(&mut app, "drive");
    press(&mut app, "Enter");
    type_text(&mut app, "engine");
    press(&mut app, "Enter");
    let shown = screen(&app);
    for word in ["Change 2 boats?", "Anna", "Oars → Engine"] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    assert!(
        app.desk.workspace == before,
        "nothing is changed before it is seen"
    );
    press(&mut app, "Enter");
    assert!(
        app.desk
            .workspace
            .all::<Boat>()
            .all(|boat| boat.drive == Drive::Engine)
    );
    press(&mut app, "u");
    assert!(app.desk.workspace == before, "one step");
    press(&mut app, "d");
    assert!(
        screen(&app).contains("2 boats"),
        "several are asked about: {}",
        screen(&app)
    );
    press(&mut app, "Enter");
    assert_eq!(app.desk.workspace.count(Boat::KIND), 0);
    let shown = screen(&app);
    assert!(
        shown.contains("n adds one") && shown.contains(Boat::KIND.help.said()),
        "{shown}"
    );
}

#[test]
fn a_finding_of_its_own_is_listed_and_leads_to_its_list_and_field() {
    let mut app = harbor();
    press(&mut app, "g f");
    let shown = screen(&app);
    for word in [
        "Ask who sails it.",
        "Berta",
        "Nobody knows what the boat carries",
    ] {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    press(&mut app, "Enter");
    assert_eq!(app.desk.view, BOATS);
    let form = app.desk.top::<Form>().expect("its form is open");
    assert_eq!((form.kind, form.id), (Boat::KIND, id("b")));
    assert_eq!(form.row().map(|row| row.label.as_str()), Some("Load"));
    press(&mut app, "Esc");
    let (_, chosen) = app
        .on_screen()
        .and_then(|v| v.lists()?.chosen(&app.desk))
        .unwrap();
    assert_eq!(chosen, id("b"));
    press(&mut app, "g b");
    assert_eq!(app.desk.view, tab::BOARD);
}
