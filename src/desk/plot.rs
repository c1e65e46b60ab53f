//! What pictures show: which part of the backlog the trade-off grid does, small on the board and in full; until which day
//! the picture of waiting looks.

use chrono::NaiveDate;

use crate::scoring::grid::Impact;

/// What the trade-off grid and the picture of waiting show.
#[derive(Debug, Default)]
pub struct Plotted {
    /// What goes upwards.
    pub impact: Impact,
    /// Whether lines of equal score are hidden.
    pub hides_lines: bool,
    /// The only bucket shown, by its place; none shows all.
    pub bucket: Option<usize>,
    /// The day of choice in the picture of what waiting costs.
    pub waits_until: Option<NaiveDate>,
}
