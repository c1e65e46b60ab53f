//! Items: the pieces of work that are ranked.

use chrono::NaiveDate;

use super::bucket::Bucket;
use super::criterion::Criterion;
use super::field::{Extra, Link, Links, Money, Percent, Private, Prose, Ratings};
use super::increment::{Increment, Iteration};
use super::need::Need;
use super::number::Number;
use super::person::Person;
use super::persona::Persona;
use super::points::Points;
use super::team::Team;
use super::theme::Theme;

crate::choice! {
    /// What sort of work an item is.
    Sort {
        Feature = "Feature",
        Enabler = "Enabler",
        Refactoring = "Refactoring",
        TechDebt = "Tech debt",
        Upgrade = "Dependency upgrade",
        Stability = "Stability",
        Defect = "Defect",
        Compliance = "Compliance",
        Spike = "Spike",
    }
}

crate::choice! {
    /// What an enabler prepares.
    EnablerType {
        Exploration = "Exploration",
        Architecture = "Architecture",
        Infrastructure = "Infrastructure",
        Compliance = "Compliance",
    }
}

crate::choice! {
    /// How far along an item is.
    State {
        Funnel = "Funnel",
        Analyzing = "Analyzing",
        Ready = "Ready",
        Planned = "Planned",
        Doing = "Doing",
        Done = "Done",
        Parked = "Parked",
        Declined = "Declined",
    }
}

impl State {
    /// Whether the item still competes for a place: not done, parked or declined.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Funnel | Self::Analyzing | Self::Ready | Self::Planned | Self::Doing => true,
            Self::Done | Self::Parked | Self::Declined => false,
        }
    }
}

crate::choice! {
    /// How necessary an item is for the coming planning interval.
    Moscow {
        Must = "Must",
        Should = "Should",
        Could = "Could",
        Wont = "Won't this time",
    }
}

crate::choice! {
    /// How the cost of waiting grows.
    Urgency {
        Standard = "Standard",
        Expedite = "Expedite",
        FixedDate = "Fixed date",
        Window = "Window",
        Intangible = "Intangible",
        Fading = "Fading",
    }
}

crate::choice! {
    /// How large a piece of work an item is, the largest first.
    Tier {
        Epic = "Epic",
        Capability = "Capability",
        Feature = "Feature",
        Story = "Story",
        Task = "Sub-task",
    }
}

/// The name of the field that remembers what an import brought, prices and names among it.
pub const TRACE: &str = "imported";

crate::record! {
    /// A piece of work that competes for the teams' time.
    Item: "item" in "items", "Item", "Items" {
        /// What it is, in the words people use for it.
        open title: String, "Title";
        /// The key it has elsewhere, shown in place of the id.
        open key: String, "Key";
        /// Business, technical or exploration work.
        open bucket: Link<Bucket>, "Allocation";
        /// What sort of work it is.
        open sort: Sort, "Kind";
        /// How far along it is.
        open state: State, "State";
        /// Who looks after it.
        handed owner: Link<Person>, "Owner";
        /// How much users and the business gain from it.
        open value: Points, "User-business value";
        /// How fast that value is lost while it waits.
        open criticality: Points, "Time criticality";
        /// How much risk it takes away, or what it makes possible.
        open risk: Points, "Risk reduction / opportunity";
        /// How much work it is.
        open size: Points, "Job size";
        seldom ItemRest {
            /// Who agreed on what it is worth.
            handed value_by: Link<Person>, "Value agreed by";
            /// The day they agreed.
            open value_on: Option<NaiveDate>, "Value agreed on";
            /// Who agreed on how much work it is.
            handed size_by: Link<Person>, "Size agreed by";
            /// The day they agreed.
            open size_on: Option<NaiveDate>, "Size agreed on";
            /// How much of it is left, once it is being done; blank means all.
            open remaining: Points, "Left to do";
            /// Must, should, could or won't have in the coming planning interval.
            open moscow: Option<Moscow>, "MoSCoW";
            /// A rating for each criterion of the weighted score.
            open ratings: Ratings<Criterion>, "Ratings";
            /// How many people it reaches in one period (RICE).
            open reach: Option<Number>, "Reach";
            /// How much it does for each of them: 3, 2, 1, 0.5, 0.25 (RICE).
            open impact: Option<Number>, "Impact";
            /// How sure the other numbers are (RICE).
            open confidence: Option<Percent>, "Confidence";
            /// What a week without it costs in money.
            private weekly_cost: Option<Money>, "Cost of delay a week";
            /// How the cost of waiting grows.
            open urgency: Urgency, "Urgency";
            /// The day a window opens, or from which waiting costs at all.
            open opens: Option<NaiveDate>, "Matters from";
            /// The day it has to be there, when there is one; of a window the day it closes.
            open due: Option<NaiveDate>, "Due";
            /// What it costs once, in money, when a fixed date is missed.
            private late_cost: Option<Money>, "Penalty when late";
            /// For how many weeks a fading benefit lasts.
            open life_weeks: Option<Number>, "Benefit lasts, weeks";
            /// What was asked for, as the customer said it.
            open request: Prose, "Request";
            /// Who asked for it.
            open requester: Link<Person>, "Asked by";
            /// The day it was asked for.
            open asked: Option<NaiveDate>, "Asked on";
            /// The day it is looked at again, as it was promised.
            open review: Option<NaiveDate>, "Look again on";
            /// The need behind the request.
            open need: Prose, "Need";
            /// What is expected of it: If ... then ... measured by ...
            open hypothesis: Prose, "Hypothesis";
            /// When it is accepted, a line each; an x in brackets before one that is met.
            open acceptance: Vec<String>, "Acceptance";
            /// What it must meet besides what it does, one a line: speed, security, law.
            open nonfunctional: Vec<String>, "Nonfunctional";
            /// The theme it serves.
            open theme: Link<Theme>, "Theme";
            /// The needs of customers that it meets.
            open needs_met: Links<Need>, "Meets needs";
            /// Who it is for.
            open personas: Links<Persona>, "For personas";
            /// What is still to be found out.
            open questions: Vec<String>, "Questions";
            /// What makes it complicated.
            open drivers: Vec<String>, "Complexity drivers";
            /// What sort of enabler it is, where it is one.
            open enabler: Option<EnablerType>, "Enabler type";
            /// The items it makes possible.
            open enables: Links<Item>, "Enabler for";
            /// Items that must be delivered first.
            open needs: Links<Item>, "Depends on";
            /// The planning interval it is planned for.
            open increment: Link<Increment>, "Planning interval";
            /// The iteration it is planned for.
            open iteration: Link<Iteration>, "Iteration";
            /// The team that does it.
            open team: Link<Team>, "Team";
            /// How large a piece of work it is; blank means a feature.
            open level: Option<Tier>, "Level";
            /// The larger piece of work it is a part of.
            open parent: Link<Item>, "Parent";
            /// The day it was done.
            open done_on: Option<NaiveDate>, "Done on";
            /// The day on which each earlier state began, one per line: state, a colon, day; a change of state adds its own.
            open history: Vec<String>, "Days of states";
        }
        /// Words to find it by.
        open labels: Vec<String>, "Labels";
        /// Anything worth knowing.
        open note: Prose, "Note";
        /// A note for your eyes only.
        private private_note: Private, "Private note";
        /// Where it is described elsewhere.
        open link: String, "Link";
        /// The rank it was given by hand.
        open pin: Option<Number>, "Placed at rank";
        /// Why it was placed by hand.
        open pin_reason: String, "Reason for the place";
        /// Where it stood in the file it came from; items without a score keep that order.
        open place: Option<Number>, "Place in the list";
        /// Columns of an import that have no field here.
        open extra: Extra, "Imported columns";
        /// What came in last, by field; the next import tells from it who changed what.
        private imported: Extra, "As last imported";
    }
}

impl Item {
    /// The day it has to be there, where that is a fixed date.
    pub fn fixed_date(&self) -> Option<NaiveDate> {
        self.due.filter(|_| self.urgency == Urgency::FixedDate)
    }
}
