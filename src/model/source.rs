//! Sources: files that items came in from, and where their columns go.

use chrono::NaiveDate;

use super::field::Extra;

crate::record! {
    /// A kind of file that items come in from, with the places a person chose for its columns.
    Source: "source" in "sources", "Import source", "Import sources" {
        /// Which file it was, at the last import.
        open name: String, "Name";
        /// The format it was read as.
        open format: String, "Format";
        /// The columns that go elsewhere than their names say, each with the field it goes to.
        open columns: Extra, "Columns";
        /// The day it was last imported.
        open last: Option<NaiveDate>, "Last import";
    }
}
