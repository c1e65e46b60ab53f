//! What was laid out, for the mouse and for walking from item to item.

use ratatui::layout::Rect;

use super::Direction;
use crate::ui::widgets::columns;

/// A mark on the grid, in cells of the screen: one item, or several that share a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The column of the mark.
    pub x: u16,
    /// The row of the mark.
    pub y: u16,
    /// The items, best rank first.
    pub members: Vec<usize>,
    /// The rank, and how many others there are: `8+1`.
    pub label: String,
    /// Where the label starts, if a place was free.
    pub label_at: Option<(u16, u16)>,
}

/// Where everything on the grid lies, in cells of the screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plot {
    /// The ground between the axes.
    pub plot: Rect,
    /// The marks by best rank; together they hold every item once.
    pub marks: Vec<Placed>,
    /// The labels that found no place.
    pub unlabelled: usize,
    pub(super) cross_x: Option<u16>,
    pub(super) cross_y: Option<u16>,
    pub(super) ticks_x: Vec<(u16, String)>,
    pub(super) ticks_y: Vec<(u16, String)>,
    pub(super) corners: Vec<(u16, u16, String)>,
    pub(super) dots: Vec<(u16, u16)>,
    pub(super) ratios: Vec<(u16, u16, String)>,
}

impl Plot {
    /// The item at a cell of the screen: the best ranked under the mark or its label.
    pub fn at(&self, x: u16, y: u16) -> Option<usize> {
        let hit = self.marks.iter().find(|placed| {
            let labelled = placed.label_at.is_some_and(|(start, row)| {
                let end = start.saturating_add(columns(&placed.label));
                row == y && (start..end).contains(&x)
            });
            labelled || (placed.x, placed.y) == (x, y)
        });
        hit?.members.first().copied()
    }

    /// The best ranked item of the nearest mark that way; a cell counts twice as high as wide.
    pub fn nearest(&self, from: usize, direction: Direction) -> Option<usize> {
        let here = self
            .marks
            .iter()
            .find(|placed| placed.members.contains(&from))?;
        let distance = |placed: &&Placed| {
            let across = i64::from(placed.x) - i64::from(here.x);
            let down = (i64::from(placed.y) - i64::from(here.y)) * 2;
            let (ahead, aside) = match direction {
                Direction::Up => (-down, across),
                Direction::Down => (down, across),
                Direction::Left => (-across, down),
                Direction::Right => (across, down),
            };
            (ahead > 0).then_some(ahead + 2 * aside.abs())
        };
        let ahead = self
            .marks
            .iter()
            .filter(|placed| distance(placed).is_some());
        ahead.min_by_key(distance)?.members.first().copied()
    }
}
