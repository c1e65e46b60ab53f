//! Votes of confidence: whether people believe in the plan of an increment.

use super::field::{Link, PartOf};
use super::increment::Increment;
use super::number::Number;
use super::person::Person;
use super::team::Team;

crate::choice! {
    /// How many fingers somebody holds up.
    Fingers {
        One = "1 no",
        Two = "2 doubts",
        Three = "3 can be done",
        Four = "4 good",
        Five = "5 sure",
    }
}

impl Fingers {
    /// The fingers as a number.
    pub const fn fingers(self) -> u8 {
        match self {
            Self::One => 1,
            Self::Two => 2,
            Self::Three => 3,
            Self::Four => 4,
            Self::Five => 5,
        }
    }
}

crate::record! {
    /// How sure one person is that the plan of a planning interval will hold.
    ConfidenceVote: "vote" in "votes", "Confidence vote", "Confidence votes" {
        /// What would raise it by a finger.
        open raise: String, "What would raise it";
        /// The planning interval whose plan it is.
        open increment: PartOf<Increment>, "Planning interval";
        /// The team that votes on its own part; blank for the vote of all.
        open team: Link<Team>, "Team";
        /// Who votes.
        open person: Link<Person>, "Person";
        /// How many fingers; blank for an abstention.
        open fist: Option<Fingers>, "Fist of five";
        /// The round, as people vote again on a new plan; blank is the first one.
        open round: Option<Number>, "Round";
    }
}
