//! What was drawn where, for the pointer, and where the cursor of the terminal belongs.

use ratatui::layout::{Position, Rect};

use crate::desk::event::Target;

/// What lies where on the screen, and the place of the text cursor.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hits {
    spots: Vec<(Rect, Target)>,
    /// Where text is typed, if it is.
    pub cursor: Option<Position>,
    /// The line of an open page that is first when its end shows.
    pub page_end: Option<usize>,
}

impl Hits {
    /// Notes that a target was drawn in an area, over what is there already.
    pub fn add(&mut self, area: Rect, target: Target) {
        self.spots.push((area, target));
    }

    /// Forgets everything: an overlay covers the screen behind it.
    pub fn cover(&mut self) {
        self.spots.clear();
    }

    /// What lies at a cell; the last thing drawn there.
    pub fn at(&self, column: u16, row: u16) -> Option<Target> {
        let here = Position { x: column, y: row };
        self.spots
            .iter()
            .rev()
            .find(|(area, _)| area.contains(here))
            .map(|(_, target)| *target)
    }
}
