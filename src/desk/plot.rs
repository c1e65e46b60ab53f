//! Which part of the backlog the trade-off grid shows, small on the board and in full.

use crate::scoring::grid::Impact;

/// What the trade-off grid shows.
#[derive(Debug, Default)]
pub struct Plotted {
    /// What goes upwards.
    pub impact: Impact,
    /// Whether lines of equal score are hidden.
    pub hides_lines: bool,
    /// The only bucket shown, by its place; none shows all.
    pub bucket: Option<usize>,
}
