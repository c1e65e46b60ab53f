//! What lies over a view: how it looks at real sizes, and that it stays inside the screen at any.

use evenkeel::app::App;
use evenkeel::app::event::{Chord, Event};
use evenkeel::app::file::{File, Home};
use evenkeel::app::preferences::Preferences;
use evenkeel::model::Workspace;
use evenkeel::ui::hits::Hits;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::ui::overlays;
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::{check_picture, words};

/// Each overlay with the keys that open it; `Ctrl-` and names as in the table, letters one by one.
const OPENED: [(&str, &[&str]); 13] = [
    ("form", &["Enter", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"]),
    ("form_title", &["Enter"]),
    ("form_choice", &["Enter", "Tab", "Tab", "Tab", "Tab"]),
    ("form_end", &["Enter", "PgDn", "PgDn", "PgDn"]),
    ("palette", &[":"]),
    ("palette_search", &[":", "p", "i", "n"]),
    ("help", &["?"]),
    ("help_end", &["?", "PgDn", "PgDn", "PgDn", "PgDn", "PgDn"]),
    ("nothing", &[":", "z", "z", "z", "q"]),
    ("kinds", &["R"]),
    ("records", &["R", "Down", "Down", "Enter"]),
    ("filter", &["/"]),
    ("filter_wrong", &["/", "s", "i", "z", "e", ">", "x"]),
];

fn app(workspace: Workspace, width: u16, height: u16) -> App {
    let file = File::new(Home::Demo, Vec::new());
    let size = Size { width, height };
    let mut app = App::new(workspace, file, Preferences::default(), 1, size);
    press(&mut app, &["Down", "Down"]);
    app
}

fn sample(width: u16, height: u16) -> App {
    let (workspace, _) = evenkeel::store::parse(include_str!("../../assets/sample.ron")).unwrap();
    app(workspace, width, height)
}

fn press(app: &mut App, keys: &[&str]) {
    for key in keys {
        app.handle(Event::Key(Chord::parse(key).unwrap()));
    }
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
    let Size { width, height } = app.around.size;
    let mut buf = Buffer::empty(Rect::new(0, 0, width, height));
    buf.set_style(buf.area, look.canvas());
    let mut hits = Hits::default();
    overlays::draw(app, look, &mut buf, &mut hits);
    (buf, hits)
}

#[test]
fn pictures() {
    for (name, keys) in OPENED {
        for (width, height) in [(80, 24), (120, 35)] {
            let app = opened(keys, width, height);
            let picture = format!("over_{name}_{width}x{height}");
            check_picture(&picture, &drawn(&app, &dark()).0);
        }
    }
}
