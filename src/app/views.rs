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
pub mod session;

/// A view of the workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// The ranked backlog.
    Board,
    /// Impact against effort.
    Grid,
    /// The iterations of an increment and their items.
    Plan,
    /// People at one table who settle estimates.
    Session,
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
    pub const ALL: [Self; 8] = [
        Self::Board,
        Self::Grid,
        Self::Plan,
        Self::Session,
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
            Self::Session => "Session",
            Self::Risk => "Risk",
            Self::Learn => "Learn",
            Self::Log => "Log",
            Self::Findings => "Findings",
        }
    }
}

/// Brings up to date what the views keep of a state, while they are on the screen.
pub(in crate::app) fn refresh(app: &mut super::App) {
    plan::refresh(app);
    risks::refresh(app);
    session::scene::refresh(app);
}

/// Takes what is typed in a view and waits for more, before something else happens.
pub fn take_typed(app: &mut super::App) {
    cells::take_typed(app);
    if app.view == View::Session {
        session::take_typed(app);
    }
}
