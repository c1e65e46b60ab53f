//! Importing on the board: choosing a file, sending columns somewhere, what lands, and taking it back.

use std::path::PathBuf;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::effect::ImportRun;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::ids::Ids;
use evenkeel::desk::preferences::Preferences;
use evenkeel::exchange::import::{ImportWish, import_with};
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::model::team::Team;
use evenkeel::shell::App;
use evenkeel::store::folder::FolderEntry;
use ratatui::buffer::Buffer;
use ratatui::layout::Size;

use crate::screens::dark;
use crate::support::{check_screen, words};

const FILE: &str = "\
Summary,Issue key,Status,Custom field (Story Points),Nutzen,Comment
Pay by invoice,SH-1,To Do,8,5,hello
Refund at once,SH-2,Ready,,13,
One queue,SH-3,Done,3,,
";

fn app(width: u16, height: u16) -> App {
    App::new(
        Workspace::default(),
        File::new(Home::File(PathBuf::from("shop.ron")), Vec::new()),
        Preferences::default(),
        7,
        Size { width, height },
        None,
    )
}

/// Presses a key and does what `run` would with an import of these bytes.
pub fn press(app: &mut App, key: &str, bytes: &[u8]) {
    let chord = Chord::parse(key).expect("a key");
    let mut effects = app.handle(Event::Key(chord));
    while let Some(effect) = effects.pop() {
        let event = if let Effect::ListFolder(_) = effect {
            Event::Folder(PathBuf::from("/work"), Ok(places()))
        } else if let Effect::Import(ImportRun {
            number, mapping, ..
        }) = effect
        {
            let mut ids = Ids::new(number);
            let mut watch = |_| true;
            let mut wish = ImportWish {
                name: "jira.csv".to_owned(),
                mapping,
                ..ImportWish::plain(&mut watch)
            };
            let new_id = || ids.fresh(&app.desk.workspace, Item::KIND);
            let found = import_with(bytes, &app.desk.workspace, new_id, &mut wish);
            Event::Imported(number, Ok(Box::new(found)))
        } else {
            continue;
        };
        effects.extend(app.handle(event));
    }
}

fn presses(app: &mut App, keys: &[&str]) {
    for key in keys {
        press(app, key, FILE.as_bytes());
    }
}

fn places() -> Vec<FolderEntry> {
    let place = |name: &str, is_folder, size| FolderEntry {
        name: name.to_owned(),
        file: name.into(),
        is_folder,
        size,
        changed: "2026-11-20".parse().ok(),
    };
    vec![
        place("archive", true, 0),
        place("jira.csv", false, 4_200),
        place("holiday.jpg", false, 3_400_000),
    ]
}

fn drawn(app: &App) -> Buffer {
    crate::screens::drawn(app, &dark())
}

#[test]
fn a_file_is_chosen_looked_at_and_lands_on_what_is_to_be_scored() {
    let mut app = app(100, 30);
    presses(&mut app, &["i"]);
    let list = words(&drawn(&app));
    assert!(list.contains("Import from /work") && list.contains("jira.csv"));
    let (fitting, other) = (list.find("jira.csv"), list.find("holiday.jpg"));
    assert!(fitting < other, "what can be imported stands first");
    presses(&mut app, &["Enter"]);
    let page = words(&drawn(&app));
    assert!(
        page.contains("3 new, 0 changed, 0 unchanged, 0 left out"),
        "{page}"
    );
    assert!(
        app.desk.workspace.all::<Item>().next().is_none(),
        "nothing happened yet"
    );
    presses(&mut app, &["Enter"]);
    assert_eq!(app.desk.workspace.all::<Item>().count(), 3);
    let page = words(&drawn(&app));
    for said in [
        "What came in",
        "3 items new",
        "u on the board takes the import back",
    ] {
        assert!(page.contains(said), "{said}: {page}");
    }
    presses(&mut app, &["s"]);
    assert_eq!(app.desk.backlog.filter.0, "unknown:score");
    assert_eq!(
        app.desk.backlog.column,
        Some(0),
        "the cursor stands in the first estimate"
    );
    presses(&mut app, &["8", "Enter"]);
    let scored = app
        .desk
        .workspace
        .all::<Item>()
        .filter(|item| !item.value.is_unknown());
    assert_eq!(scored.count(), 1);
    presses(&mut app, &["Esc", "u", "u"]);
    assert_eq!(
        app.desk.workspace.all::<Item>().count(),
        0,
        "one step takes it back"
    );
}

#[test]
fn a_column_is_sent_elsewhere_left_out_and_taken_again() {
    let mut app = app(100, 30);
    presses(&mut app, &["i", "Enter", "j", "j", "j", "j", "t"]);
    presses(&mut app, &["U", "s", "e", "r", "-", "b", "Enter"]);
    let page = words(&drawn(&app));
    assert!(page.contains("User-business value *"), "{page}");
    presses(&mut app, &["j", "x"]);
    assert!(words(&drawn(&app)).contains("not taken *"));
    presses(&mut app, &["Enter"]);
    let refund = |app: &App| {
        let mut all = app.desk.workspace.all::<Item>();
        all.find(|item| item.key == "SH-2")
            .cloned()
            .expect("it came in")
    };
    let value = refund(&app).value.value.map(|value| value.to_string());
    assert_eq!(value.as_deref(), Some("13"));
    assert!(
        app.desk
            .workspace
            .all::<Item>()
            .all(|item| item.extra.iter().all(|e| e.name != "Comment"))
    );
    // The next time it is known.
    app.desk.backlog.column = None;
    presses(&mut app, &["Esc", "Esc", "i", "Enter"]);
    let page = words(&drawn(&app));
    assert!(
        page.contains("3 unchanged") && page.contains("not taken *"),
        "{page}"
    );
}

#[test]
fn what_changed_here_and_there_is_for_review() {
    let mut app = app(100, 30);
    presses(&mut app, &["i", "Enter", "Enter"]);
    let size = Item::KIND.field("size").expect("a field");
    let id = app
        .desk
        .workspace
        .all::<Item>()
        .find(|item| item.key == "SH-1")
        .expect("it is there")
        .id;
    let value = Item::KIND.fields[size].holds.parse("5").expect("a size");
    assert!(app.desk.commit(
        "size",
        vec![evenkeel::edit::Edit::Set {
            kind: Item::KIND,
            id,
            field: size,
            value
        }]
    ));
    app.desk.backlog.column = None;
    let later = FILE.replace("To Do,8", "To Do,13");
    for key in ["Esc", "Esc", "i", "Enter"] {
        press(&mut app, key, later.as_bytes());
    }
    assert!(words(&drawn(&app)).contains("1 conflict"));
    press(&mut app, "Enter", later.as_bytes());
    assert_eq!(app.desk.conflicts().count(), 1);
    assert!(words(&drawn(&app)).contains("C compares them"));
    for key in ["Esc", "C", "t"] {
        press(&mut app, key, later.as_bytes());
    }
    let item = app.desk.workspace.get::<Item>(id).expect("it is there");
    assert_eq!(
        item.size.value.map(|v| v.to_string()).as_deref(),
        Some("13")
    );
}

#[test]
fn a_file_that_says_nothing_changes_nothing() {
    let mut app = app(100, 30);
    press(&mut app, "i", b"");
    press(&mut app, "Enter", b"\0\0");
    press(&mut app, "Enter", b"\0\0");
    let page = words(&drawn(&app));
    assert!(page.contains("in none of the formats"), "{page}");
    press(&mut app, "Esc", b"");
    assert!(app.desk.dialogs.is_empty() && app.desk.workspace.all::<Item>().next().is_none());
    let gone = Event::Folder(PathBuf::from("/gone"), Err("cannot list /gone".to_owned()));
    app.handle(gone);
    assert!(words(&drawn(&app)).contains("cannot list /gone"));
}

#[test]
fn one_key_takes_the_teams_and_sprints_of_a_file() {
    let file =
        b"Summary,Issue key,Sprint,Team\nPay,SH-1,Sprint 7,Checkout\nShip,SH-2,Sprint 8,Checkout\n";
    let mut app = app(120, 35);
    for key in ["i", "Enter"] {
        press(&mut app, key, file);
    }
    let page = words(&drawn(&app));
    assert!(
        page.contains("teams and sprints in the file, not taken yet"),
        "{page}"
    );
    press(&mut app, "p", file);
    let page = words(&drawn(&app));
    assert!(
        page.contains("new: 1 team") && page.contains("new: 2 iterations"),
        "{page}"
    );
    press(&mut app, "Enter", file);
    let counted = |app: &App, kind| app.desk.workspace.count(kind);
    assert_eq!(counted(&app, Team::KIND), 1);
    let planned = app.desk.workspace.all::<Item>();
    assert!(planned.into_iter().all(|item| item.iteration.0.is_some()));
    for key in ["Esc", "u"] {
        press(&mut app, key, file);
    }
    assert_eq!(counted(&app, Team::KIND), 0, "one step takes it back");
}

#[test]
#[cfg(feature = "xlsx")]
fn sheets_are_read_alone_or_beside() {
    let file = crate::imports::books::sheets(&[
        (
            "Plan",
            &[&["Title", "Key"], &["Pay", "A-1"], &["Ship", "A-2"]],
        ),
        ("Old", &[&["Title", "Key"], &["Past", "A-3"]]),
    ]);
    let mut app = app(120, 35);
    for key in ["i", "Enter", "s", "End", "Enter"] {
        press(&mut app, key, &file);
    }
    let page = words(&drawn(&app));
    assert!(page.contains("3 new"), "{page}");
    for key in ["s", "Down", "Enter"] {
        press(&mut app, key, &file);
    }
    let page = words(&drawn(&app));
    assert!(page.contains("1 new"), "{page}");
}

#[test]
fn pictures() {
    for (width, height) in [(80, 24), (120, 35)] {
        let mut app = app(width, height);
        presses(&mut app, &["i"]);
        check_screen(&format!("import_files_{width}x{height}"), &app, &dark());
        presses(&mut app, &["Enter"]);
        check_screen(&format!("import_columns_{width}x{height}"), &app, &dark());
        presses(&mut app, &["Tab"]);
        check_screen(&format!("import_report_{width}x{height}"), &app, &dark());
    }
}
