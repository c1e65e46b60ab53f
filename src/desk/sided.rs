//! The desk as one side sees it, and who acts at it.
//!
//! Owns what a choice of the side changes at once. What each side sees is in [`super::side`]; who acts follows from the
//! name in the preferences.

use super::side::Side;
use super::{Desk, GoTo, tab};
use crate::exchange::audience::is_priced;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::settings::Lens;
use crate::model::text::clean_line;

impl Desk {
    /// Who acts at this keyboard, where that is said and the workspace knows a person of that name.
    pub fn me(&self) -> Option<Id> {
        let name = self.preferences.me.trim();
        let mut people = self.workspace.all::<Person>();
        let is_me = |person: &&Person| !name.is_empty() && clean_line(person.name.trim()) == name;
        people.find(is_me).map(|person| person.id)
    }

    /// Looks from a side from now on: its views are in the top bar, parts are listed for who delivers and folded for
    /// who decides, and no order by money stays where money is hidden.
    pub fn take_side(&mut self, side: Side) {
        self.preferences.side = side;
        if !side.shows_money() && is_priced(&self.workspace, self.derived.evaluation.lens) {
            self.rank_by(Lens::Wsjf);
        }
        if !side.shows(self.view) {
            self.go(GoTo::View(tab::BOARD));
        }
        self.unfold_for_side();
    }

    /// Lists the parts of what is ranked for who delivers, and none for who decides.
    pub(crate) fn unfold_for_side(&mut self) {
        match self.preferences.side {
            Side::Both => return,
            Side::Strategy => self.backlog.unfolded.clear(),
            Side::Delivery => {
                let tree = self.workspace.tree();
                let all = self.workspace.all::<Item>().map(|item| item.id);
                self.backlog.unfolded = all.filter(|id| !tree.parts(*id).is_empty()).collect();
            }
        }
        self.settle();
    }
}
