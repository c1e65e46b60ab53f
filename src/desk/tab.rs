//! The names of the views, by which every part can say where to go without knowing a view.

/// The name of a view, as the top bar shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Tab(pub &'static str);

/// The ranked backlog.
pub const BOARD: Tab = Tab("Board");
/// Impact against effort.
pub const GRID: Tab = Tab("Grid");
/// The iterations of an increment and their items.
pub const PLAN: Tab = Tab("Plan");
/// Who does what in which iteration, and what waits for what.
pub const TEAMS: Tab = Tab("Teams");
/// People at one table who settle estimates.
pub const SESSION: Tab = Tab("Session");
/// What is known of customers.
pub const INSIGHT: Tab = Tab("Insight");
/// One person's own card, in a window that only votes.
pub const ALONE: Tab = Tab("Vote");
/// What to ask, what it costs, what comes back.
pub const MONEY: Tab = Tab("Money");
/// What may go wrong, and what needs what.
pub const RISK: Tab = Tab("Risk");
/// What was met about, and what came of it.
pub const LEARN: Tab = Tab("Learn");
/// What was decided, and what has to be talked about.
pub const LOG: Tab = Tab("Log");
/// What the backlog's own checks report.
pub const FINDINGS: Tab = Tab("Findings");
