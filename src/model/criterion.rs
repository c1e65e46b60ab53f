//! The criteria of the weighted score.

use super::number::Number;

crate::choice! {
    /// Which end of a criterion is good.
    Direction {
        Higher = "Higher is better",
        Lower = "Lower is better",
    }
}

crate::record! {
    /// One criterion of the weighted score: what is rated, how much it counts.
    Criterion: "criterion" in "criteria", "Criterion", "Criteria" {
        /// What is rated.
        open name: String, "Name";
        /// How much it counts beside the others; weights are shown as shares of 100.
        open weight: Option<Number>, "Weight";
        /// Which end is good.
        open direction: Direction, "Direction";
        /// The lowest rating.
        open low: Option<Number>, "Lowest", default Some(Number::whole(1));
        /// The highest rating.
        open high: Option<Number>, "Highest", default Some(Number::whole(5));
        /// What each rating means, one per line: number, then words.
        open words: Vec<String>, "Words";
    }
}
