//! The views as plain text, for pipes and screen readers.
//!
//! One line an item, no frames, no color, words in place of marks; the same numbers as on the screen.

pub use crate::shell::reference::plain::{markdown, reference, table, topics};
pub use crate::views::board::plain::{balance, board, order};
pub use crate::views::findings::plain::{finding, findings};
pub use crate::views::plan::plain::roadmap;
pub use crate::views::risk::plain::risks;
