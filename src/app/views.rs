//! The views: one small state and its commands each.

pub mod board;
pub mod carry;
pub mod cells;
pub mod findings;
pub mod grid;
pub mod learn;
pub mod log;
pub mod pick;
pub mod pin;
pub mod plan;
pub mod pointer;
pub mod risks;
pub mod roadmap;
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
    /// What may go wrong, and what needs what.
    Risk,
    /// What was met about, and what came of it.
    Learn,
    /// What was decided, and what has to be talked about.
    Log,
    /// What the backlog's own checks report.
    Findings,
}

impl View {
    /// Every view, in the order of the top bar.
    pub const ALL: [Self; 7] = [
        Self::Board,
        Self::Grid,
        Self::Plan,
        Self::Risk,
        Self::Learn,
        Self::Log,
        Self::Findings,
    ];

    /// The name in the top bar.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Board => "Board",
            Self::Grid => "Grid",
            Self::Plan => "Plan",
            Self::Risk => "Risk",
            Self::Learn => "Learn",
            Self::Log => "Log",
            Self::Findings => "Findings",
        }
    }
}
