//! Increments (PIs) and the iterations they are made of.

use chrono::NaiveDate;

use super::field::{PartOf, Prose};
use super::points::Points;

crate::record! {
    /// A program increment: the stretch of time that is planned at once.
    Increment: "increment" in "increments", "Increment", "Increments" {
        /// What everybody calls the increment: PI 26.4.
        open name: String, "Name";
        /// Its first day.
        open starts: Option<NaiveDate>, "Starts";
        /// Its last day.
        open ends: Option<NaiveDate>, "Ends";
        /// Points that can be done in it; blank means the sum of its iterations.
        open capacity: Points, "Capacity";
        /// What the increment is for.
        open goal: Prose, "Goal";
    }
}

crate::record! {
    /// One iteration (sprint) of an increment.
    Iteration: "iteration" in "iterations", "Iteration", "Iterations" {
        /// What everybody calls the iteration: I1.
        open name: String, "Name";
        /// The increment it belongs to.
        open increment: PartOf<Increment>, "Increment";
        /// Its first day.
        open starts: Option<NaiveDate>, "Starts";
        /// Its last day.
        open ends: Option<NaiveDate>, "Ends";
        /// Points that can be done in it.
        open capacity: Points, "Capacity";
        /// What is there at its end, in one sentence.
        open goal: String, "Goal";
        /// Kept free for innovation and planning; no feature work is planned into it.
        open innovation: bool, "Innovation and planning";
    }
}
