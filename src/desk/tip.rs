//! The first line of the board, for who is new: what the order means, and where to read on.
//!
//! Owns its words and when it goes: with a key, for good, or with the tenth edit.

use super::Desk;
use super::effect::Effect;
use crate::model::words::{Text, worded};
use crate::scoring::firmness::applies;
use crate::scoring::ranking::method::Method;

/// With so many edits nobody is new any more.
const EDITS: usize = 10;

/// What the order means, in few words and in fewer.
pub const MEANING: [&str; 2] = [
    "The more it is worth to have it soon, and the smaller it is, the higher it stands.",
    "Worth more and smaller stands higher",
];

/// The keys that go on from there.
pub const KEYS: [Text; 2] = [
    Text::new("{APP_EXPLAIN} explains a row · {PIN_REMOVE} hides"),
    Text::new("{APP_EXPLAIN} explains a row · {PIN_REMOVE} hides this line"),
];

impl Desk {
    /// Whether the line is there.
    pub fn has_tip(&self) -> bool {
        let is_new = self
            .history
            .steps_since(0)
            .is_none_or(|steps| steps < EDITS);
        self.preferences.tips
            && self.tour.is_none()
            && self.presenting.is_none()
            && self.trial.is_none()
            && is_new
    }

    /// What the order of the ranking in force means; by fewer words where the room is small.
    pub fn meaning(&self, is_short: bool) -> String {
        let [long, short] = MEANING;
        let lens = self.derived.evaluation.lens;
        if !applies(lens) {
            return format!("Top of the list = do next: {}", Method::of(lens).formula);
        }
        if is_short { short } else { long }.to_owned()
    }

    /// Takes the line away, for good.
    pub fn drop_tip(&mut self) -> Vec<Effect> {
        self.preferences.tips = false;
        self.hint(worded(
            "the first line is hidden · {APP_HELP} says it again",
        ));
        vec![Effect::KeepPreferences]
    }
}
