//! Changes from outside: how they come in, and how conflicts are settled on the board.

use std::fs;

use evenkeel::desk::effect::Effect;
use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::{Claim, File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::shell::App;
use evenkeel::store::{self, RealFiles};
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::journeys::notice;
use crate::samples::{id, workspace};
use crate::support::{check_screen, words};

const SHOP: &str = "(\n    schema: \"1.0\",\n    items: [\n        (\n            id: \"a\",\n            title: \"Guest checkout\",\n            value: 5,\n            size: 3,\n        ),\n        (\n            id: \"b\",\n            title: \"Gift cards\",\n            value: 8,\n            size: 2,\n            note: \"Ask Ana first.\",\n        ),\n    ],\n)\n";

fn shop(changes: &[(&str, &str)]) -> Workspace {
    let text = changes.iter().fold(SHOP.to_owned(), |text, (from, to)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    });
    workspace(&text)
}

fn app(workspace: Workspace, size: (u16, u16)) -> App {
    let file = File::new(Home::File("shop.ron".into()), Vec::new());
    App::new(
        workspace,
        file,
        Preferences::default(),
        1,
        Size::new(size.0, size.1),
        None,
    )
}

fn press(app: &mut App, keys: &[&str]) -> Vec<Effect> {
    let mut effects = Vec::new();
    for key in keys {
        effects.extend(app.handle(Event::Key(Chord::parse(key).unwrap())));
    }
    effects
}

fn foreign(app: &mut App, theirs: Workspace) {
    let event = Event::Foreign {
        base: workspace(SHOP),
        theirs,
        whose: "file on disk".to_owned(),
    };
    assert_eq!(app.handle(event), []);
}

/// An app whose work meets that of somebody else in two fields of two items.
fn met(size: (u16, u16)) -> App {
    let ours = shop(&[
        ("size: 3", "size: 5"),
        (
            "Ask Ana first.",
            "Ask Bo first, he knows the old contracts with the gift card supplier.",
        ),
    ]);
    let theirs = shop(&[
        ("size: 3", "size: 8"),
        ("value: 8", "value: 13"),
        (
            "Ask Ana first.",
            "Ana agreed on Monday, but only for cards of up to 150 € and not in the first week of the sale.",
        ),
    ]);
    let mut app = app(ours, size);
    foreign(&mut app, theirs);
    app
}

fn size_of(app: &App, name: &str) -> String {
    app.desk
        .workspace
        .get::<Item>(id(name))
        .unwrap()
        .size
        .value
        .unwrap()
        .to_string()
}

#[test]
fn changes_from_outside_come_in_as_one_step() {
    let mut app = app(shop(&[("size: 3", "size: 5")]), (80, 24));
    let before = app.desk.workspace.clone();
    press(&mut app, &["Down"]);
    let selected = app.desk.backlog.selected();
    foreign(
        &mut app,
        shop(&[
            ("value: 8", "value: 13"),
            ("size: 2", "size: 1"),
            ("Guest checkout", "Guests"),
        ]),
    );
    assert_eq!(notice(&app), "file on disk: 3 fields of 2 items · u undoes");
    assert_eq!(
        app.desk.history.next_undo(),
        Some("changes from outside: 3 fields of 2 items")
    );
    assert_eq!(app.desk.backlog.selected(), selected);
    assert_eq!(size_of(&app, "a"), "5");
    assert_eq!(app.desk.conflicts().count(), 0);
    press(&mut app, &["u"]);
    assert!(app.desk.workspace == before);
    // The same again, or what is here already, is no news.
    app.desk.notice = None;
    foreign(&mut app, workspace(SHOP));
    assert_eq!(notice(&app), "");
    press(&mut app, &["C"]);
    assert_eq!(notice(&app), "no merge left a conflict to review");
}

#[test]
fn each_choice_is_a_step_and_undo_opens_it_again() {
    let mut app = met((80, 24));
    assert_eq!(
        notice(&app),
        "file on disk: 1 field of 1 item · u undoes · 2 conflicts: C reviews"
    );
    press(&mut app, &["C", "t"]);
    assert_eq!(size_of(&app, "a"), "8");
    assert!(
        notice(&app).starts_with("took theirs: Item “Guest checkout”, Job size · 1 left"),
        "{}",
        notice(&app)
    );
    press(&mut app, &["u"]);
    assert_eq!(
        (size_of(&app, "a"), app.desk.conflicts().count()),
        ("5".to_owned(), 2)
    );
    press(&mut app, &["o"]);
    assert_eq!(
        (size_of(&app, "a"), app.desk.conflicts().count()),
        ("5".to_owned(), 1)
    );
    press(&mut app, &["Enter", "Esc"]);
    press(&mut app, &["o"]);
    assert!(app.desk.dialogs.is_empty());
    assert!(
        notice(&app).contains("every conflict is decided"),
        "{}",
        notice(&app)
    );
    press(&mut app, &["u", "u"]);
    assert_eq!(app.desk.conflicts().count(), 2);
    press(&mut app, &["u"]);
    assert_eq!(
        app.desk.conflicts().count(),
        0,
        "they go with the merge they came from"
    );
    press(&mut app, &["U", "U", "U"]);
    assert_eq!(app.desk.conflicts().count(), 0);
}

#[test]
fn a_removed_record_that_was_changed_stays_until_somebody_chooses() {
    let theirs = {
        let mut gone = workspace(SHOP);
        let kind = <Item as evenkeel::model::record::Declared>::KIND;
        let edits = evenkeel::edit::removal(&gone, kind, id("a"));
        evenkeel::edit::apply(&mut gone, edits).unwrap();
        gone
    };
    let mut app = app(shop(&[("size: 3", "size: 5")]), (80, 24));
    foreign(&mut app, theirs);
    assert_eq!(notice(&app), "file on disk: 1 conflict: C reviews");
    assert_eq!(size_of(&app, "a"), "5");
    press(&mut app, &["C", "t"]);
    assert!(app.desk.workspace.get::<Item>(id("a")).is_none());
    press(&mut app, &["u"]);
    assert_eq!(
        (size_of(&app, "a").as_str(), app.desk.conflicts().count()),
        ("5", 1)
    );
}

#[test]
fn open_conflicts_are_not_left_without_a_word() {
    let mut app = met((80, 24));
    app.handle(Event::Saved {
        revision: app.desk.history.revision(),
        result: Ok("shop.ron".into()),
    });
    assert_eq!(press(&mut app, &["q"]), []);
    assert_eq!(app.desk.dialogs.len(), 1);
    press(&mut app, &["Enter", "t", "t"]);
    app.handle(Event::Saved {
        revision: app.desk.history.revision(),
        result: Ok("shop.ron".into()),
    });
    assert_eq!(press(&mut app, &["q"]), [Effect::Quit]);
}

#[test]
fn a_file_with_markers_opens_as_its_merge_and_keeps_them_until_all_is_settled() {
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("shop.ron");
    let lines = |size: u8| format!("            size: {size},\n");
    let marked = SHOP.replace(
        &lines(3),
        &format!(
            "<<<<<<< HEAD\n{}||||||| 1a2b\n{}=======\n{}>>>>>>> pricing\n",
            lines(5),
            lines(3),
            lines(8)
        ),
    );
    fs::write(&path, format!("// ours\n{marked}")).unwrap();
    assert!(store::open(&RealFiles, &path).is_err());
    let (opened, unfinished) = store::resume(&RealFiles, &path).unwrap();
    let unfinished = unfinished.unwrap();
    assert_eq!(
        (unfinished.theirs.as_str(), unfinished.conflicts.len()),
        ("pricing", 1)
    );
    let known = opened.known;
    let mut file = File::new(Home::File(path.clone()), Vec::new());
    file.take_unfinished(&unfinished.theirs, unfinished.conflicts);
    let mut app = app(Workspace::default(), (80, 24));
    app.handle(Event::Opened(Ok(Box::new(
        evenkeel::desk::file::Opened::new(opened.workspace, file),
    ))));
    assert!(
        notice(&app).ends_with("an unfinished merge, 1 conflict to review: C"),
        "{}",
        notice(&app)
    );
    assert_eq!(app.desk.file.claim(0), Claim::Unfinished);
    assert!(app.desk.holds_back());
    assert_eq!(press(&mut app, &["Ctrl-s"]), []);
    assert_eq!(press(&mut app, &["q"]), [Effect::Quit], "nothing was done");
    press(&mut app, &["C", "t"]);
    assert!(!app.desk.holds_back());
    assert_eq!(press(&mut app, &["Ctrl-s"]), [Effect::Save]);
    let save = store::Save {
        path: &path,
        workspace: &app.desk.workspace,
        known: &known,
        base: None,
        contested: false,
        state: None,
    };
    store::save(&RealFiles, &save).unwrap();
    let expected = format!("// ours\n{}", SHOP.replace("size: 3", "size: 8"));
    assert_eq!(fs::read_to_string(&path).unwrap(), expected);
    // A side that cannot be read leaves the file refused.
    fs::write(&path, marked.replace("size: 8", "size: (8")).unwrap();
    assert!(store::resume(&RealFiles, &path).is_err());
}

#[test]
fn pictures() {
    let looks = [
        ("dark", Depth::Full, Charset::Unicode),
        ("ascii", Depth::None, Charset::Ascii),
    ];
    for size in [(80, 24), (120, 35), (200, 60)] {
        for (name, depth, charset) in looks {
            let mut app = met(size);
            press(&mut app, &["C", "Down"]);
            let look = Look::new(Brightness::Dark, depth, charset, true);
            let mut buffer = Buffer::empty(Rect::new(0, 0, size.0, size.1));
            evenkeel::shell::draw::draw(&app, &look, &mut buffer);
            if charset == Charset::Ascii {
                let words = words(&buffer).replace('€', "E");
                assert!(words.is_ascii(), "{words}");
            }
            let picture = format!("review_{name}_{}x{}", size.0, size.1);
            check_screen(&picture, &app, &look);
        }
    }
}

#[test]
fn the_markers_of_git_and_jj_are_reviewed_alike() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/fixtures/broken/");
    let files = [("conflict", 13), ("conflict_diff3", 13), ("conflict_jj", 5)];
    for (name, ours) in files {
        let path = format!("{folder}{name}.ron");
        let (opened, unfinished) = store::resume(&RealFiles, path.as_ref()).unwrap();
        let conflicts = unfinished.unwrap().conflicts;
        let lines: Vec<String> = conflicts
            .iter()
            .map(|conflict| evenkeel::desk::changes::conflict(&opened.workspace, conflict))
            .collect();
        let values = format!("{ours} here, 8 in theirs");
        let expected = format!("Item “Guest checkout”: User-business value: {values}");
        assert_eq!(lines, [expected], "{name}");
    }
}
