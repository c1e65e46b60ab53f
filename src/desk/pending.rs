//! What is half typed: a value that waits for more keys, with the record and the field it was typed for.
//!
//! Owns that it has one owner. It is settled in one place, by [`Desk::settle_pending`], before anything else
//! happens: a command that is not about typing it, a press, a change of place, a save.

use crate::desk::Desk;
use crate::model::id::Id;

/// A half-typed value.
#[derive(Clone, Debug)]
pub struct Pending {
    /// The record it was typed for.
    pub record: Id,
    /// The field it was typed for, as its kind or its view names it.
    pub field: String,
    /// What is typed so far.
    pub text: String,
    /// Writes it to its record, or says why not.
    pub take: fn(&mut Desk, &Self),
}

impl Desk {
    /// Settles what is half typed, where it was typed.
    pub fn settle_pending(&mut self) {
        if let Some(pending) = self.pending.take() {
            (pending.take)(self, &pending);
        }
    }

    /// Takes out what is half typed for a field of a record, to go on with it; what is half typed elsewhere is
    /// settled there.
    pub fn go_on(&mut self, record: Id, field: &str) -> String {
        let is_here = |pending: &mut Pending| pending.record == record && pending.field == field;
        match self.pending.take_if(is_here) {
            Some(pending) => pending.text,
            None => {
                self.settle_pending();
                String::new()
            }
        }
    }

    /// What is half typed for a field of a record.
    pub fn typed_for(&self, record: Id, field: &str) -> Option<&str> {
        let pending = self.pending.as_ref()?;
        (pending.record == record && pending.field == field).then_some(pending.text.as_str())
    }
}
