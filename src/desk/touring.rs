//! Where the tour is. Owns what a step is compared with; the steps are in [`super::tour`].

/// Where the tour is, and how things stood when its step began.
#[derive(Debug)]
pub struct Tour {
    /// The step, from 0.
    pub(super) step: usize,
    /// The row of the cursor.
    pub(super) cursor: usize,
    /// The state of the workspace.
    pub(super) revision: u64,
    /// Whether something was opened since.
    pub(super) has_opened: bool,
}
