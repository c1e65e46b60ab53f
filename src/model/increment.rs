//! Increments (PIs) and the iterations they are made of.

use chrono::NaiveDate;

use super::field::{PartOf, Prose};
use super::points::Points;

crate::record! {
    /// A planning interval: the stretch of time that is planned at once.
    Increment: "increment" in "increments", "Planning interval", "Planning intervals" {
        /// What everybody calls the planning interval: PI 26.4.
        open name: String, "Name";
        /// Its first day.
        open starts: Option<NaiveDate>, "Starts";
        /// Its last day.
        open ends: Option<NaiveDate>, "Ends";
        /// Points that can be done in it; blank means the sum of its iterations.
        open capacity: Points, "Capacity";
        /// What the planning interval is for.
        open goal: Prose, "Goal";
    }
}

crate::record! {
    /// One iteration (sprint) of a planning interval.
    Iteration: "iteration" in "iterations", "Iteration", "Iterations" {
        /// What everybody calls the iteration: I1.
        open name: String, "Name";
        /// The planning interval it belongs to.
        open increment: PartOf<Increment>, "Planning interval";
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
