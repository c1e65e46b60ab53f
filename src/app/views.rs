//! The views: one small state and its commands each.

pub mod board;
pub mod carry;
pub mod cells;
pub mod findings;
pub mod grid;
pub mod pin;
pub mod plan;
pub mod pointer;
mod rows;

/// A view of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The ranked backlog.
    Board,
    /// Impact against effort.
    Grid,
    /// The iterations of an increment and their items.
    Plan,
    /// What the backlog's own checks report.
    Findings,
}

impl View {
    /// Every view, in the order of the top bar.
    pub const ALL: [Self; 4] = [Self::Board, Self::Grid, Self::Plan, Self::Findings];

    /// The name in the top bar.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::Grid => "Grid",
            Self::Plan => "Plan",
            Self::Findings => "Findings",
        }
    }
}
