//! How the board is ranked.

use crate::desk::notice::Notice;
use crate::desk::{Desk, presenting};
use crate::model::field::Choice;
use crate::model::settings::Lens;

impl Desk {
    /// Ranks by another method.
    pub fn rank_by(&mut self, lens: Lens) {
        if self.presenting.is_some()
            && let Err(why) = presenting::allows_lens(self, lens)
        {
            self.notice = Some(Notice::hint(why));
            return;
        }
        self.derived.look_through(&self.workspace, lens);
        presenting::renew(self);
        self.backlog.column = None;
        self.backlog.sort = None;
        self.mark_moves();
        self.settle();
        let note = self.derived.evaluation.note.clone();
        let ranked = if lens == Lens::Hand {
            "ranked by hand".to_owned()
        } else {
            format!("ranked by {}", lens.word().label)
        };
        self.notice = Some(Notice::hint(note.unwrap_or(ranked)));
    }
}
