//! Silences: findings that were looked at and are to be quiet.

use super::field::PartOf;
use super::item::Item;

crate::record! {
    /// A finding of one item that is not to be reported any more.
    Silence: "silence" in "silences", "Silence", "Silences" {
        /// The code of the finding.
        code: String, "Code";
        /// The item it is about.
        item: PartOf<Item>, "Item";
        /// Why it may stay as it is.
        reason: String, "Reason";
    }
}
