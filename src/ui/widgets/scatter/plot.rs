//! What was laid out, for drawing and for the pointer.

use ratatui::layout::Rect;

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
