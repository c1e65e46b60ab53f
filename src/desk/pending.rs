//! What is half typed: a value that waits for more keys, with the record and the field it was typed for.
//!
//! Owns that it has one owner. It is settled in one place, by [`Desk::settle_pending`], before anything else
//! happens: a command that is not about typing it, a press, a change of place, a save. Where it cannot be taken,
//! nothing else happens either: what was pressed meant the value to be there.

use crate::desk::Desk;
use crate::desk::command::Can;
use crate::desk::notice::Notice;
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
    pub take: fn(&mut Desk, &Self) -> Can,
}

impl Desk {
    /// Takes up what is typed so far for a field of a record; what is half typed for another one is settled first.
    pub fn take_up(&mut self, record: Id, field: &str) -> String {
        if self.typed_for(record, field).is_none()
            && let Err(why) = self.settle_pending()
        {
            self.notice = Some(Notice::hint(why));
        }
        self.pending
            .take()
            .map_or_else(String::new, |typed| typed.text)
    }

    /// Takes the last character back of what is half typed; gives back whether there was one.
    pub fn erase_pending(&mut self) -> bool {
        let typed = self.pending.as_mut().and_then(|typed| typed.text.pop());
        self.pending.take_if(|typed| typed.text.is_empty());
        typed.is_some()
    }

    /// Settles what is half typed, where it was typed; says why where it is no value.
    pub fn settle_pending(&mut self) -> Can {
        match self.pending.take() {
            Some(pending) => (pending.take)(self, &pending),
            None => Ok(()),
        }
    }

    /// What is half typed for a field of a record.
    pub fn typed_for(&self, record: Id, field: &str) -> Option<&str> {
        let pending = self.pending.as_ref()?;
        (pending.record == record && pending.field == field).then_some(pending.text.as_str())
    }
}
