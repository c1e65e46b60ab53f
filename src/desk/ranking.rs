//! How the board is ranked.

use crate::desk::notice::Notice;
use crate::desk::side::MONEY_IS_HIDDEN;
use crate::desk::{Desk, presenting};
use crate::exchange::audience::is_priced;
use crate::model::field::Choice;
use crate::model::settings::Lens;

impl Desk {
    /// Ranks by another method.
    pub fn rank_by(&mut self, lens: Lens) {
        let allowed = match (&self.presenting, self.preferences.side.shows_money()) {
            (None, false) if is_priced(&self.workspace, lens) => Err(MONEY_IS_HIDDEN.into()),
            (None, _) => Ok(()),
            (Some(_), _) => presenting::allows_lens(self, lens),
        };
        if let Err(why) = allowed {
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
