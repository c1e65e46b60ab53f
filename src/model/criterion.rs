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
        name: String, "Name";
        /// How much it counts beside the others; weights are shown as shares of 100.
        weight: Option<Number>, "Weight";
        /// Which end is good.
        direction: Direction, "Direction";
        /// The lowest rating.
        low: Option<Number>, "Lowest", default Some(Number::whole(1));
        /// The highest rating.
        high: Option<Number>, "Highest", default Some(Number::whole(5));
        /// What each rating means, one per line: number, then words.
        words: Vec<String>, "Words";
    }
}
