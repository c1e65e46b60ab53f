//! Journeys: how customers get through, stage by stage; and the studies that find out.

use chrono::NaiveDate;

use super::evidence::Evidence;
use super::field::{Link, Links, PartOf, Percent, Prose};
use super::item::Item;
use super::need::Need;
use super::number::Number;
use super::person::Person;
use super::persona::Persona;

crate::choice! {
    /// How a stage feels.
    Feeling {
        Awful = "−2",
        Bad = "−1",
        Neutral = "0",
        Good = "+1",
        Great = "+2",
    }
}

impl Feeling {
    /// As a number from -2 to 2.
    pub const fn number(self) -> i64 {
        match self {
            Self::Awful => -2,
            Self::Bad => -1,
            Self::Neutral => 0,
            Self::Good => 1,
            Self::Great => 2,
        }
    }
}

crate::choice! {
    /// How far a study is.
    StudyState {
        Planned = "Planned",
        Running = "Running",
        Done = "Done",
        Dropped = "Dropped",
    }
}

crate::record! {
    /// How a customer gets through, from what sets off to what comes out.
    Journey: "journey" in "journeys", "Journey", "Journeys" {
        /// What the customer wants to get done there.
        open name: String, "Name";
        /// Whose journey it is.
        open persona: Link<Persona>, "Persona";
        /// What sets it off.
        open from: String, "Begins with";
        /// What comes out.
        open to: String, "Ends with";
        /// When it was drawn.
        open date: Option<NaiveDate>, "Date";
    }
}

crate::record! {
    /// One stage of a journey.
    Stage: "stage" in "stages", "Stage", "Stages" {
        /// What the stage is called.
        open name: String, "Stage";
        /// The journey.
        open journey: PartOf<Journey>, "Journey";
        /// Its place in the journey.
        open place: Option<Number>, "Place";
        /// How it feels.
        open feeling: Option<Feeling>, "Feeling";
        /// How much it matters, from 0 to 10.
        open importance: Option<Number>, "Importance";
        /// How many of a hundred get here.
        open share: Option<Percent>, "Get here";
        /// What the customer does.
        open doing: String, "Doing";
        /// What the customer thinks.
        open thinking: String, "Thinking";
        /// Where the customer meets us.
        open touchpoint: String, "Touchpoint";
        /// What hurts.
        open pain: String, "Pain";
        /// What the customer wishes for.
        open wish: String, "Wish";
        /// The needs behind it.
        open needs: Links<Need>, "Needs";
        /// The items that make it better.
        open items: Links<Item>, "Items";
        /// What was seen of it.
        open evidence: Links<Evidence>, "Evidence";
    }
}

crate::record! {
    /// Something that is to be found out by asking or watching people.
    Study: "study" in "studies", "Study", "Studies" {
        /// What is to be found out.
        open question: String, "Question";
        /// How.
        open method: Option<super::evidence::EvidenceSort>, "Method";
        /// How many people are to be asked.
        open people: Option<Number>, "People planned";
        /// How many were.
        open so_far: Option<Number>, "People so far";
        /// By when.
        open due: Option<NaiveDate>, "Due";
        /// Who does it.
        handed owner: Link<Person>, "Owner";
        /// How far it is.
        open status: StudyState, "State";
        /// What came of it.
        open evidence: Links<Evidence>, "Evidence";
        /// What it found.
        open note: Prose, "Found";
    }
}
