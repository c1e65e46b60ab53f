//! What lies over a view: how it looks at real sizes, and that it stays inside the screen at any.

use std::sync::Arc;

use evenkeel::desk::event::Refused;
use evenkeel::desk::event::{Chord, Event, Target};
use evenkeel::desk::exported::ExportInput;
use evenkeel::desk::file::{File, Home};
use evenkeel::desk::preferences::Preferences;
use evenkeel::dialogs::export::ExportDialog;
use evenkeel::dialogs::page;
use evenkeel::dialogs::table;
use evenkeel::model::Workspace;
use evenkeel::model::item::Item;
use evenkeel::model::record::Declared;
use evenkeel::shell::App;
use evenkeel::shell::commands::command;
use evenkeel::shell::followers;
use evenkeel::ui::hits::Hits;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::{check_picture, words};

/// The looks in which form and list are drawn besides the dark one.
const PLAIN: [(&str, Depth, Charset); 2] = [
    ("none", Depth::None, Charset::Unicode),
    ("ascii", Depth::None, Charset::Ascii),
];

/// Each overlay with the keys that open it; `Ctrl-` and names as in the table, letters one by one.
const OPENED: [(&str, &[&str]); 34] = [
    ("form", &["Enter", "Tab", "Tab", "Tab"]),
    ("form_title", &["Enter"]),
    ("form_choice", &["Enter", "Tab"]),
    ("form_group", &["Enter", "PgDn", "Up", "Enter"]),
    ("form_end", &["Enter", "PgDn", "PgDn", "PgDn"]),
    ("palette", &[":"]),
    ("palette_search", &[":", "p", "i", "n"]),
    ("help", &["?"]),
    ("help_end", &["?", "PgDn", "PgDn", "PgDn", "PgDn", "PgDn"]),
    ("nothing", &[":", "z", "z", "z", "q"]),
    ("kinds", &["R"]),
    ("records", &["R", "Down", "Down", "Enter"]),
    ("filter", &["/"]),
    (
        "form_typed",
        &["Enter", "Tab", "Tab", "Tab", "7", "Tab", "?", "x", "Tab"],
    ),
    (
        "form_changed",
        &["Enter", "Tab", "Tab", "Tab", "Right", "Right", "Right"],
    ),
    (
        "links",
        &["Enter", "PgDn", "Up", "Up", "Up", "Enter", "Tab"],
    ),
    ("bucket", &["Enter", "Tab", "Tab", "Enter"]),
    (
        "prose",
        &[
            "Enter",
            "PgDn",
            "Up",
            "Enter",
            "Tab",
            "Tab",
            "Tab",
            "Enter",
            "H",
            "i",
            "Alt-Enter",
            "y",
            "o",
            "u",
        ],
    ),
    ("search", &["R", "Down", "Down", "Enter", "/", "t", "e"]),
    ("quit", &["d", "q"]),
    ("bulk", &["m", "m", "E", "Down", "Enter", "Down", "Enter"]),
    ("lens", &["L"]),
    ("explain", &["e"]),
    (
        "explain_end",
        &["e", "PgDn", "PgDn", "PgDn", "PgDn", "PgDn"],
    ),
    ("followers", &["g", "wake"]),
    ("filter_offers", &["/", "b", "u"]),
    ("filter_wrong", &["/", "s", "i", "z", "e", ">", "x"]),
    ("formats", &["X"]),
    ("export", &["X", "Enter"]),
    ("export_csv", &["X", "Enter", "made"]),
    (
        "export_filter",
        &[
            "/", "t", "e", "Enter", "X", "Down", "Down", "Down", "Down", "Enter", "a", "made",
        ],
    ),
    ("export_there", &["X", "Enter", "made", "there"]),
    ("export_name", &["X", "Enter", "made", "n"]),
    (
        "export_no_text",
        &["X", "x", "l", "s", "x", "Enter", "made"],
    ),
];

fn app(workspace: Workspace, width: u16, height: u16) -> App {
    let file = File::new(Home::Demo, Vec::new());
    let size = Size { width, height };
    let mut app = App::new(workspace, file, Preferences::default(), 1, size, None);
    press(&mut app, &["Down", "Down"]);
    app
}

fn sample(width: u16, height: u16) -> App {
    let (workspace, _) = evenkeel::store::parse(include_str!("../../assets/sample.ron")).unwrap();
    app(workspace, width, height)
}

fn press(app: &mut App, keys: &[&str]) {
    for key in keys {
        if *key == "wake" {
            app.handle(Event::Wake);
            continue;
        }
        if *key == "made" {
            make(app);
            continue;
        }
        if let (Some(dialog), "there") = (app.desk.top::<ExportDialog>(), *key) {
            let event = Event::HandedOut(dialog.path.clone(), Err(Refused::There));
            app.handle(event);
            continue;
        }
        app.handle(Event::Key(Chord::parse(key).unwrap()));
    }
}

/// Makes the file of the export that is open.
pub fn make(app: &mut App) {
    let event = made(
        app,
        app.desk.top::<ExportDialog>().expect("an export is open"),
    );
    app.handle(event);
}

/// What `run` answers when the file is made.
pub fn made(app: &App, dialog: &ExportDialog) -> Event {
    let made = ExportInput::on_board(&app.desk).made(dialog.format, dialog.audience, dialog.wish);
    let made = made.map(Arc::new).map_err(|error| error.to_string());
    Event::Exported(dialog.run, made)
}

fn opened(keys: &[&str], width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    press(&mut app, keys);
    app
}

fn look(depth: Depth, charset: Charset) -> Look {
    Look::new(Brightness::Dark, depth, charset, true)
}

fn dark() -> Look {
    look(Depth::Full, Charset::Unicode)
}

fn drawn(app: &App, look: &Look) -> (Buffer, Hits) {
    let Size { width, height } = app.desk.around.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    buf.set_style(buf.area, look.canvas());
    let mut hits = Hits::default();
    table::draw(&app.desk, look, &mut buf, &mut hits);
    followers::draw(app, look, &mut buf, &mut hits);
    (buf, hits)
}

#[test]
fn pictures() {
    for (name, keys) in OPENED {
        for (width, height) in [(80, 24), (120, 35)] {
            let app = opened(keys, width, height);
            let picture = format!("over_{name}_{width}x{height}");
            check_picture(&picture, &drawn(&app, &dark()).0, &dark());
        }
    }
}

#[test]
fn pictures_without_color() {
    for (name, keys) in OPENED {
        if !["form", "palette"].contains(&name) {
            continue;
        }
        for (plain, depth, charset) in PLAIN {
            let app = opened(keys, 80, 24);
            let look = look(depth, charset);
            let (buf, _) = drawn(&app, &look);
            check_picture(&format!("over_{name}_{plain}"), &buf, &look);
        }
    }
}

#[test]
fn ascii_is_ascii_apart_from_the_words_of_people() {
    let text = include_str!("../../assets/sample.ron");
    let text = text.replace(|c: char| !c.is_ascii(), "x");
    for (name, keys) in OPENED {
        let (workspace, _) = evenkeel::store::parse(&text).unwrap();
        let mut app = app(workspace, 100, 40);
        press(&mut app, keys);
        let (buf, _) = drawn(&app, &look(Depth::None, Charset::Ascii));
        let strange = words(&buf).replace(|c: char| c.is_ascii(), "");
        assert_eq!(strange, "", "{name}\n{}", words(&buf));
    }
}

#[test]
fn nothing_is_drawn_outside_at_any_size() {
    let sizes = (0..=100)
        .step_by(7)
        .flat_map(|w| (0..=40).step_by(3).map(move |h| (w, h)));
    let sizes: Vec<(u16, u16)> = sizes
        .chain([(60, 16), (1, 1), (13, 13), (200, 60), (300, 2)])
        .collect();
    for (at, (name, keys)) in OPENED.into_iter().enumerate() {
        // What is open stays open while the window gets too small for any key to act. Every size has a third of
        // what can be open, and everything that can be open has sizes of all sorts.
        let mut app = opened(keys, 80, 24);
        for (width, height) in sizes.iter().copied().skip(at % 3).step_by(3) {
            app.handle(Event::Resize { width, height });
            let (_, hits) = drawn(&app, &dark());
            if let Some(cursor) = hits.cursor {
                let screen = Rect::new(0, 0, width, height);
                assert!(
                    screen.contains(cursor),
                    "{name} at {width}x{height}: {cursor}"
                );
            }
        }
    }
}

#[test]
fn some_of_the_screen_stays_in_sight() {
    for (name, keys) in OPENED {
        for (width, height) in [(60, 16), (80, 24), (220, 70)] {
            let app = opened(keys, width, height);
            let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
            for cell in &mut buf.content {
                cell.set_symbol("~");
            }
            table::draw(&app.desk, &dark(), &mut buf, &mut Hits::default());
            for x in [0, 1, width - 2, width - 1] {
                assert_eq!(
                    buf[(x, height / 2)].symbol(),
                    "~",
                    "{name} at {width}x{height}"
                );
            }
        }
    }
}

#[test]
fn what_was_drawn_answers_to_the_pointer() {
    let app = opened(&["Enter"], 80, 24);
    let (buf, hits) = drawn(&app, &dark());
    let find = |text: &str| {
        let all = words(&buf);
        let (y, line) = all
            .lines()
            .enumerate()
            .find(|(_, l)| l.contains(text))
            .unwrap();
        let x = line[..line.find(text).unwrap()].chars().count();
        (u16::try_from(x).unwrap(), u16::try_from(y).unwrap())
    };
    let at = |text: &str| {
        let (x, y) = find(text);
        hits.at(x, y)
    };
    assert_eq!(at("Allocation"), Some(Target::Line(2)));
    assert_eq!(at("cancel"), Some(Target::Hint("form.discard")));
    assert_eq!(hits.at(0, 0), None);
}

#[test]
fn hints_are_commands_that_work_now() {
    for (name, keys) in OPENED {
        let app = opened(keys, 120, 35);
        let (_, hits) = drawn(&app, &dark());
        for (x, y) in (0..120).flat_map(|x| (0..35).map(move |y| (x, y))) {
            if let Some(Target::Hint(id)) = hits.at(x, y) {
                let command = command(id).unwrap();
                let scopes = app.scopes();
                assert!(scopes.contains(&command.scope), "{name}: {id}");
                assert_eq!(app.can(command), Ok(()), "{name}: {id}");
            }
        }
    }
}

#[test]
fn a_page_goes_up_from_its_end_at_once() {
    let mut app = sample(80, 24);
    let lines: Vec<String> = (0..60).map(|line| format!("line {line}")).collect();
    let id = app.desk.backlog.selected().unwrap();
    let edit = evenkeel::edit::removal(&app.desk.workspace, Item::KIND, id);
    page::open_offer(
        &mut app.desk,
        "Change?",
        "lines",
        lines,
        Some(("reads".to_owned(), edit)),
    );
    let look = dark();
    let first = |app: &mut App| {
        let (shown, hits) = drawn(app, &look);
        // As the driving loop does after each drawing.
        app.desk.around.page_end = hits.page_end.expect("a page is open");
        let shown = words(&shown);
        let line = shown.lines().find_map(|row| row.split("line ").nth(1));
        line.and_then(|rest| rest.split(' ').next()?.parse::<usize>().ok())
            .unwrap()
    };
    assert_eq!(first(&mut app), 0);
    press(&mut app, &["PgDn"]);
    assert_eq!(first(&mut app), 10, "a page is ten lines");
    press(&mut app, &["PgDn"; 20]);
    let end = first(&mut app);
    assert!(words(&drawn(&app, &look).0).contains("line 59"));
    press(&mut app, &["Down", "Up"]);
    assert_eq!(
        first(&mut app),
        end - 1,
        "what is below the end does not count"
    );
    press(&mut app, &["PgUp"]);
    assert_eq!(first(&mut app), end - 11);
}
