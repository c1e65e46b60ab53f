//! Where the parts of a session stand on the screen.

use ratatui::layout::{Constraint, Flex, Layout, Rect, Size};

use crate::desk::screen::{Class, frame};

/// The regions of a session that is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRegions {
    /// The card of the question, its frame included.
    pub card: Rect,
    /// Agenda and timebox; none below 110 columns.
    pub side: Rect,
}

/// The width of agenda and timebox.
const SIDE: u16 = 34;
/// The widest a card gets: a longer line is hard to read from the back of a room.
const WIDEST: u16 = 112;

/// Splits the body of a session.
pub fn session(size: Size) -> SessionRegions {
    let body = frame(size).body;
    let none = Rect { height: 0, ..body };
    let [card, beside] = if Class::of(size) == Class::TooSmall {
        [none, none]
    } else if size.width < 110 {
        [body, none]
    } else {
        let parts = [Constraint::Max(WIDEST), Constraint::Length(SIDE)];
        let parts = Layout::horizontal(parts).spacing(2).flex(Flex::Center);
        parts.horizontal_margin(1).areas(body)
    };
    SessionRegions { card, side: beside }
}
