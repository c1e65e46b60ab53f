//! The workspace as others see it while they watch.

use crate::exchange::audience::Disclosure;
use crate::model::Workspace;

/// What others see while it is on.
#[derive(Debug)]
pub struct Presenting {
    /// What they may see.
    pub(super) disclosure: Disclosure,
    /// The workspace as they may see it.
    pub(super) seen: Workspace,
    /// Whether the screen shows nothing at all.
    pub is_blank: bool,
    /// Whether the window was opened to present, so that no key ends it.
    pub stays: bool,
}
