//! The regions of the board.

use ratatui::layout::{Constraint, Layout, Rect, Size};

use crate::desk::screen::{Class, frame};

/// The place of the rows among the regions that answer to the pointer.
pub const BACKLOG: usize = 0;
/// The place of the detail.
pub const DETAIL: usize = 1;

/// The regions of the board; a region without room has no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BoardRegions {
    /// The ranked backlog: a rule, a heading and the rows.
    pub backlog: Rect,
    /// What the marks of the rows mean.
    pub legend: Rect,
    /// The selected item.
    pub detail: Rect,
    /// The gauges.
    pub balance: Rect,
    /// The small grid.
    pub grid: Rect,
}

impl BoardRegions {
    /// How many rows of the backlog fit below its rule and heading.
    pub fn rows(&self) -> usize {
        usize::from(self.backlog.height.saturating_sub(2))
    }
}

/// Splits the body of the board, for a workspace with so many buckets. A detail that is read has the room: the whole
/// of a small screen, and of a larger one the rows of the grid too.
pub fn board(size: Size, buckets: usize, is_read: bool) -> BoardRegions {
    use Constraint::{Fill, Length};
    let body = frame(size).body;
    let buckets = u16::try_from(buckets.clamp(1, 8)).unwrap_or(8);
    let class = Class::of(size);
    let none = Rect { height: 0, ..body };
    let mut legend = none;
    let [backlog, detail, balance, grid] = match class {
        Class::TooSmall => [none; 4],
        Class::Compact if is_read => {
            Layout::vertical([Length(0), Fill(1), Length(0), Length(0)]).areas(body)
        }
        Class::Compact => {
            let gauges = if body.height >= 17 { 2 } else { 0 };
            Layout::vertical([Fill(1), Length(4), Length(gauges), Length(0)]).areas(body)
        }
        Class::Wide | Class::Broad => {
            let left = body.width.saturating_sub(49).min(112);
            let [left, right] = Layout::horizontal([Length(left), Fill(1)])
                .spacing(2)
                .areas(body);
            let gauges = Length(3 + buckets * 2);
            let heights = match class {
                _ if is_read => [Fill(1), gauges, Length(0)],
                Class::Broad => [Length(body.height / 3), gauges, Fill(1)],
                Class::Wide | Class::Compact | Class::TooSmall => [Length(12), gauges, Fill(1)],
            };
            let [detail, balance, grid] = Layout::vertical(heights).areas(right);
            let lines = if size.height >= 35 { 2 } else { 1 };
            let [list, below] = Layout::vertical([Fill(1), Length(lines)]).areas(left);
            legend = below;
            [list, detail, balance, grid]
        }
    };
    BoardRegions {
        backlog,
        legend,
        detail,
        balance,
        grid,
    }
}
