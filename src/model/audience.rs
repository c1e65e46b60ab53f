//! Who is looking: the author alone, or others too.

/// Who sees a screen or an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The author alone.
    Private,
    /// Others too: a shared screen, an export that is passed on.
    Shared,
}

/// Who may see a field, a fact or what a command shows. It is said where the thing is declared; screens that others
/// watch, exports and messages ask this alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Open,
    /// Whoever is handed an export, but no room that watches the screen.
    Handed,
    /// Everybody, unless the session that it belongs to hides names: who voted or said what.
    Named,
    /// The author alone.
    Private,
}

impl Access {
    /// Whether a room may see it that watches the screen; what a session hides is not there for it.
    pub const fn is_for_room(self) -> bool {
        matches!(self, Self::Open | Self::Named)
    }
}
