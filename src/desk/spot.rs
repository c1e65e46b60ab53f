//! Where a text that is being typed goes back to, should the program break off: three words in the journal.

use crate::model::id::Id;
use crate::model::record::Declared;

/// What stands in place of a kind where a text goes back to the line that a command opens.
pub(crate) const COMMAND: &str = "command";

/// The place of a text that is typed in the line a command opens.
pub fn of_command(id: &'static str) -> [String; 3] {
    [COMMAND, id, ""].map(str::to_owned)
}

/// The place of a text that is typed for a field of a record.
pub fn of_field<R: Declared>(id: Id, field: &'static str) -> [String; 3] {
    [R::NAME, id.as_str(), field].map(str::to_owned)
}
