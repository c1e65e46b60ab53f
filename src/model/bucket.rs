//! The buckets effort is allocated to.

use super::field::Percent;
use super::number::Number;

crate::record! {
    /// A share of the effort that is kept for one purpose: business, technical, exploration.
    Bucket: "bucket" in "buckets", "Allocation", "Allocations" {
        /// What the allocation is called.
        open name: String, "Name";
        /// The share of effort it should get; shares are scaled to add up to 100.
        open share: Option<Percent>, "Target share";
        /// Its place among the allocations, which also gives its mark and color.
        open place: Option<Number>, "Place";
        /// What belongs into it, in one sentence.
        open about: String, "About";
    }
}
