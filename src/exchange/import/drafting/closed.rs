//! The day something was closed.
//!
//! Owns what of it is the day something was done.

use super::{Drafting, dates};
use crate::model::field::Value;
use crate::model::item::{Item, State};
use crate::model::record::Declared as _;

impl Drafting<'_> {
    /// Takes the day something was closed as the day it was done; of what is not done it is kept.
    pub(super) fn settle_done_on(&mut self) {
        let Some((at, column, cell)) = self.closed else {
            return;
        };
        let is_done = self
            .draft
            .state
            .is_some_and(|guess| guess.is == State::Done);
        let day = dates::date(cell, self.evidence.day(at));
        match (day, Item::KIND.field("done_on")) {
            (Ok(day), Some(field)) if is_done => {
                self.give(field, column, cell, Value::Date(day));
            }
            _ => self.keep(column, cell),
        }
    }
}
