//! Who is looking: the author alone, or others too.

/// Who sees a screen or an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The author alone.
    Private,
    /// Others too: a shared screen, an export that is passed on.
    Shared,
}
