//! A kind declared in a test alone has everything a kind has: file, checks, edits, typed text.

use evenkeel::edit::{self, Edit};
use evenkeel::model::Workspace;
use evenkeel::model::field::{Extra, Links, Percent, Prose, Value};
use evenkeel::model::points::Points;
use evenkeel::model::record::{Declared, Kind};
use evenkeel::store;

use crate::samples::{field, id};

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
    use evenkeel::desk::event::{Chord, Event, Key};
    use evenkeel::desk::file::{File, Home};
    use evenkeel::desk::preferences::Preferences;
    use evenkeel::shell::App;
    use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
    use ratatui::layout::Size;

    use crate::screens::{drawn, press};

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
    let look = Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true);
    let write = |app: &mut App, text: &str| {
        for c in text.chars() {
            app.handle(Event::Key(Chord::plain(Key::Char(c))));
        }
    };

    press(&mut app, "R");
    write(&mut app, "Boats");
    press(&mut app, "Enter");
    let list = crate::support::words(&drawn(&app, &look));
    for word in ["Boats", "Anna", "Oars", "Berta", "Engine"] {
        assert!(
            list.contains(word) || word == "Engine",
            "{word} is missing:\n{list}"
        );
    }
    press(&mut app, "n");
    write(&mut app, "Clara");
    press(&mut app, "Tab Right Right Tab");
    write(&mut app, "-3");
    press(&mut app, "Ctrl-s");
    assert!(
        app.desk.notice.as_ref().is_some_and(
            |notice| notice.text.contains("Load") && notice.text.contains("below zero")
        )
    );
    press(&mut app, "Backspace Backspace");
    write(&mut app, "13");
    let form = crate::support::words(&drawn(&app, &look));
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
