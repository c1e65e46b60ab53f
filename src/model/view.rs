//! Views of the board that somebody saved.

use super::settings::Lens;

crate::record! {
    /// A filter, order and ranking of the board under a name.
    SavedView: "view" in "views", "Saved view", "Saved views" {
        /// What the view is called.
        open name: String, "Name";
        /// The filter, as typed after /.
        open filter: String, "Filter";
        /// The field the rows are sorted by; blank means by rank. A leading - turns it around.
        open sort: String, "Sorted by";
        /// The ranking method.
        open lens: Lens, "Ranking";
    }
}
