//! Whole screens: text and styles at three sizes, and what holds at every size.

use evenkeel::app::App;
use evenkeel::app::event::{Chord, Event};
use evenkeel::app::file::{File, Home};
use evenkeel::app::preferences::Preferences;
use evenkeel::store;
use evenkeel::ui::look::{Brightness, Charset, Depth, Look};
use evenkeel::ui::{self};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};

use crate::support::check_picture;

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
    )
}

/// Types keys, separated by blanks: `j j Enter`.
pub fn press(app: &mut App, keys: &str) {
    for key in keys.split_whitespace() {
        let chord = Chord::parse(key).unwrap_or_else(|| panic!("{key} is no key"));
        app.handle(Event::Key(chord));
    }
}

/// What is on the screen.
pub fn drawn(app: &App, look: &Look) -> Buffer {
    let size = app.around.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    ui::draw(app, look, &mut buffer);
    buffer
}

fn dark() -> Look {
    Look::new(Brightness::Dark, Depth::Full, Charset::Unicode, true)
}

#[test]
fn board_and_grid_at_three_sizes() {
    for (width, height) in [(80, 24), (120, 35), (200, 60)] {
        let mut app = sample(width, height);
        press(&mut app, "j j j");
        check_picture(&format!("board_{width}x{height}"), &drawn(&app, &dark()));
        press(&mut app, "g t");
        check_picture(&format!("grid_{width}x{height}"), &drawn(&app, &dark()));
    }
}
