//! Where the parts of a session stand on the screen.

use ratatui::layout::{Rect, Size};

use crate::desk::screen::{Class, frame};

/// The regions of a session that is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SessionRegions {
    /// The focus card, its frame included.
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
    if Class::of(size) == Class::TooSmall {
        return SessionRegions {
            card: none,
            side: none,
        };
    }
    if size.width < 110 {
        return SessionRegions {
            card: body,
            side: none,
        };
    }
    let card = body.width.saturating_sub(SIDE + 4).min(WIDEST);
    let margin = body.width.saturating_sub(card + SIDE + 2) / 2;
    SessionRegions {
        card: Rect {
            x: body.x + margin,
            width: card,
            ..body
        },
        side: Rect {
            x: body.x + margin + card + 2,
            width: SIDE,
            ..body
        },
    }
}
