//! The scope of the keys of all parts.

use crate::desk::command::Scope;

/// The scope.
pub(super) const SCOPE: Scope = Scope("Insight");
