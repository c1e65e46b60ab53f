//! Whole screens: text and styles at three sizes, and what holds at every size.

use evenkeel::desk::event::{Chord, Event};
use evenkeel::desk::file::{File, Home, Opened};
use evenkeel::desk::preferences::Preferences;
use evenkeel::desk::screen::LEAST;
use evenkeel::model::Workspace;
use evenkeel::model::field::Value;
use evenkeel::shell::App;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::{check_screen, words};

/// The built-in sample on the board.
pub fn sample(width: u16, height: u16) -> App {
    let (workspace, problems) = store::parse(include_str!("../../assets/sample.ron")).unwrap();
    assert_eq!(problems, []);
    let file = File::new(Home::Demo, problems);
    App::new(
        workspace,
        file,
        Preferences::default(),
        1,
        Size { width, height },
        chrono::NaiveDate::from_ymd_opt(2026, 11, 22),
    )
}

/// A workspace that was opened where the sample was.
pub fn opened(workspace: Workspace, width: u16, height: u16) -> App {
    let mut app = sample(width, height);
    let file = File::new(Home::Demo, Vec::new());
    let opened = Opened::new(workspace, file);
    app.handle(Event::Opened(Ok(Box::new(opened))));
    app
}

/// In a key script: what was just shown has been on the screen for a moment.
const MOMENT: &str = "~";

/// Types keys, separated by blanks: `j j Enter`.
pub fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace() {
        if key == MOMENT {
            app.handle(Event::Stood);
            continue;
        }
        let chord = Chord::parse(key).unwrap_or_else(|| panic!("{key} is not a key"));
        app.handle(Event::Key(chord));
    }
}

/// What is on the screen.
pub fn drawn(app: &App, look: &Look) -> Buffer {
    let size = app.desk.around.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    evenkeel::shell::draw::draw(app, look, &mut buffer);
    buffer
}

/// The words on the screen, a line for each row.
pub fn screen(app: &App) -> String {
    words(&drawn(app, &dark()))
}

pub fn dark() -> Look {
    Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true)
}

#[test]
fn board_and_grid_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "j j j");
        check_screen(&format!("board_{width}x{height}"), &app, &dark());
        press(&mut app, "g t");
        check_screen(&format!("grid_{width}x{height}"), &app, &dark());
    }
}

/// Every look there is.
fn looks() -> Vec<Look> {
    let mut all = Vec::new();
    for brightness in [Brightness::Dark, Brightness::Light] {
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::Full] {
            for charset in [Charset::Unicode, Charset::Ascii] {
                all.push(Look::new(brightness, depth, charset, true));
            }
        }
    }
    all
}

/// Key scripts that lead to every kind of screen.
pub const WAYS: [&str; 33] = [
    "g l c n x Enter",
    "g o",
    "g o Tab Tab",
    "D",
    "D s p l i t Enter",
    "g s",
    "g s n j j",
    "g s n Enter v 8 Enter a",
    "g s n Enter H Enter 5",
    "g s n Enter v 8 Enter 3 Enter r",
    "g s n Enter v 8 Enter 3 Enter r Enter",
    "g p l j",
    "g a Tab r L",
    "g a } 5",
    "g p h m p 1",
    "j j",
    "l 2",
    "g t",
    "g t Tab Tab",
    "g f j j",
    "g f G s",
    "Enter",
    "Enter Tab Tab Tab Tab Tab Tab",
    ":",
    "?",
    "R",
    "n",
    "/ s i z",
    "m m E",
    "s",
    "q",
    "j j j j K g g",
    "w l 2 0 Esc w",
];

#[test]
fn other_looks_of_the_board() {
    let mut app = sample(80, 24);
    press(&mut app, "j j j");
    let looks = [
        (
            "light",
            Look::new(Brightness::Light, Depth::Full, Charset::Unicode, true),
        ),
        (
            "256",
            Look::new(Brightness::Dark, Depth::Indexed, Charset::Unicode, true),
        ),
        (
            "16",
            Look::new(Brightness::Dark, Depth::Sixteen, Charset::Unicode, true),
        ),
        (
            "none",
            Look::new(Brightness::Dark, Depth::None, Charset::Unicode, true),
        ),
        (
            "ascii",
            Look::new(Brightness::Dark, Depth::Full, Charset::Ascii, true),
        ),
    ];
    for (name, look) in looks {
        check_screen(&format!("board_{name}"), &app, &look);
    }
}

#[test]
fn every_size_is_drawn_without_a_panic() {
    // What is open is one thing at one size of each class; every size then draws what was opened at one of them.
    let opened = [(80, 24), (120, 35), (200, 60)];
    let is_small = |w: u16, h: u16| w < LEAST.width || h < LEAST.height;
    let all = (0..220)
        .step_by(13)
        .flat_map(|w| (0..70).step_by(7).map(move |h| (w, h)));
    let (small, sizes): (Vec<_>, Vec<_>) = all.partition(|(w, h)| is_small(*w, *h));
    for keys in WAYS {
        let mut apps = opened.map(|(width, height)| sample(width, height));
        for app in &mut apps {
            press(app, keys);
        }
        for (at, (width, height)) in sizes.iter().copied().enumerate() {
            let app = &mut apps[at % opened.len()];
            app.handle(Event::Resize { width, height });
            drawn(app, &dark());
        }
        // At the edges of the classes, the keys are pressed there.
        for (width, height) in [(60, 16), (109, 30), (110, 30), (159, 45), (160, 45)] {
            let mut app = sample(width, height);
            press(&mut app, keys);
            drawn(&app, &dark());
        }
    }
    // Below the least size nothing of what is open is drawn.
    let mut app = sample(80, 24);
    press(&mut app, "Enter");
    let edge = (55..64).flat_map(|w| (12..20).map(move |h| (w, h)));
    for (width, height) in small.into_iter().chain(edge) {
        app.handle(Event::Resize { width, height });
        drawn(&app, &dark());
        drawn(&sample(width, height), &dark());
    }
}

#[test]
fn below_the_least_size_only_the_size_is_said() {
    let words = screen(&sample(59, 20));
    let lines: Vec<&str> = words
        .lines()
        .filter(|line| !line.trim().is_empty())
        .collect();
    assert_eq!(lines.len(), 1, "{words}");
    assert!(lines[0].contains("needs 60x16, here are 59x20"), "{words}");
}

#[test]
fn colors_carry_nothing_alone() {
    for keys in WAYS {
        let mut app = sample(100, 30);
        press(&mut app, keys);
        let texts: Vec<String> = looks()
            .iter()
            .filter(|look| look.charset == Charset::Unicode)
            .map(|look| words(&drawn(&app, look)))
            .collect();
        assert!(
            texts.iter().all(|text| *text == texts[0]),
            "{keys}: the words depend on the color"
        );
    }
    let mut app = sample(100, 30);
    let plain = Look::new(Brightness::Dark, Depth::None, Charset::Unicode, true);
    press(&mut app, "j");
    let one = drawn(&app, &plain);
    press(&mut app, "j");
    assert_ne!(
        one,
        drawn(&app, &plain),
        "the selection is seen without color"
    );
}

#[test]
fn plain_marks_are_plain() {
    let ascii = Look::new(Brightness::Dark, Depth::Full, Charset::Ascii, true);
    for keys in WAYS {
        let mut app = sample(120, 35);
        // Words of the user may be anything; those of the program may not.
        let edits: Vec<_> = app
            .desk
            .workspace
            .kinds()
            .flat_map(|kind| app.desk.workspace.records(kind))
            .flat_map(|record| {
                let fields = record.kind().fields.iter().enumerate();
                let text = fields.filter_map(|(at, _)| {
                    if let Value::Text(text) = record.get(at)
                        && !text.is_ascii()
                    {
                        Some((at, text))
                    } else {
                        None
                    }
                });
                text.map(|(field, text)| evenkeel::edit::Edit::Set {
                    kind: record.kind(),
                    id: record.id(),
                    field,
                    value: Value::Text(text.chars().filter(char::is_ascii).collect()),
                })
                .collect::<Vec<_>>()
            })
            .collect();
        app.desk.commit("plain", edits);
        app.desk.notice = None;
        press(&mut app, keys);
        let words = words(&drawn(&app, &ascii));
        let odd: String = words.chars().filter(|c| !c.is_ascii()).collect();
        assert!(odd.is_empty(), "{keys}: {odd:?}\n{words}");
    }
}

#[test]
fn every_cell_of_the_selection_says_its_color() {
    for look in looks()
        .iter()
        .filter(|look| matches!(look.depth, Depth::Full | Depth::Indexed))
    {
        let buffer = drawn(&sample(100, 30), look);
        let band = look.selected().bg;
        let cells: Vec<_> = buffer
            .content
            .iter()
            .filter(|cell| Some(cell.bg) == band)
            .collect();
        assert!(cells.len() > 40);
        assert!(
            cells
                .iter()
                .all(|cell| cell.fg != ratatui::style::Color::Reset)
        );
    }
}

#[test]
fn the_footer_hints_only_what_works() {
    use evenkeel::desk::event::Target;
    use evenkeel::shell::commands::command;
    for keys in WAYS {
        let mut app = sample(200, 40);
        press(&mut app, keys);
        let mut buffer = Buffer::empty(Rect::new(0, 0, 200, 40));
        let hits = evenkeel::shell::draw::draw(&app, &dark(), &mut buffer);
        for column in 0..200 {
            for row in 0..40 {
                if let Some(Target::Hint(id)) = hits.at(column, row) {
                    let hinted = command(id).unwrap();
                    assert_eq!(app.can(hinted), Ok(()), "{keys}: {id}");
                    assert!(app.scopes().contains(&hinted.scope), "{keys}: {id}");
                }
            }
        }
    }
}

#[test]
fn a_private_note_is_on_no_screen_but_its_own_editor() {
    use evenkeel::edit::Edit;
    use evenkeel::model::field::{Private, Value};
    use evenkeel::model::item::Item;
    use evenkeel::model::record::Declared;
    const SECRET: &str = "XyzzySecret";
    let mut app = sample(200, 60);
    let note = Item::KIND.field("private_note").unwrap();
    let all = app.desk.workspace.all::<Item>().map(|item| Edit::Set {
        kind: Item::KIND,
        id: item.id,
        field: note,
        value: Value::Private(Private::new(format!("{SECRET}\n{SECRET}"))),
    });
    let all = all.collect();
    assert!(app.desk.commit("notes", all));
    for keys in WAYS {
        press(&mut app, keys);
        assert!(!screen(&app).contains(SECRET), "{keys}");
        press(&mut app, "Esc Esc Esc Esc");
    }
    for plain in [
        evenkeel::shell::plain::board(&app.desk),
        app.plain(evenkeel::desk::tab::GRID),
        evenkeel::shell::plain::balance(&app.desk),
        app.plain(evenkeel::desk::tab::FINDINGS),
    ] {
        assert!(!plain.contains(SECRET));
    }
    assert!(
        !format!("{app:?}").contains(SECRET),
        "nor in what a crash report could print"
    );
}

#[test]
fn titles_of_any_script_leave_the_numbers_in_their_columns() {
    use evenkeel::edit::Edit;
    use evenkeel::model::field::Value;
    use evenkeel::model::item::Item;
    use evenkeel::model::record::Declared;
    let hostile = [
        "日本語のタイトルはとても長いです本当に長い",
        "e\u{301}\u{301}\u{301}\u{301} combining",
        "👩\u{200d}👩\u{200d}👧 family",
        "\u{202e}drawkcab",
        "zero\u{200b}width",
        "\u{1b}[31mred\u{1b}]52;c;x\u{7}",
        "هذا عنوان طويل جدا",
    ];
    let mut app = sample(80, 24);
    let ids: Vec<_> = app
        .desk
        .backlog
        .rows
        .iter()
        .filter_map(|row| row.item())
        .collect();
    let edits = ids.iter().zip(hostile).map(|(id, title)| Edit::Set {
        kind: Item::KIND,
        id: *id,
        field: 0,
        value: Value::Text(title.to_owned()),
    });
    let edits = edits.collect();
    assert!(app.desk.commit("titles", edits));
    let buffer = drawn(&app, &dark());
    let heading = (0..80)
        .find(|x| buffer[(*x, 2)].symbol() == "W")
        .expect("the heading is there");
    for y in 3..3 + 8 {
        let digits: String = (heading..heading + 4)
            .map(|x| buffer[(x, y)].symbol())
            .collect();
        // The line of what fits stands between them.
        if digits.contains('┄') {
            continue;
        }
        assert!(
            digits.contains('.') || digits.trim().parse::<f64>().is_ok(),
            "row {y}: {digits:?}"
        );
    }
    for cell in &buffer.content {
        assert!(
            !cell
                .symbol()
                .contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}']),
            "{:?}",
            cell.symbol()
        );
    }
}
