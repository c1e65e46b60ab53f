//! Evidence: what was seen of customers and of the product, and what it says about needs, items and assumptions.

use chrono::NaiveDate;

use super::assumption::Assumption;
use super::field::{Links, Private, Prose};
use super::item::Item;
use super::kpi::Kpi;
use super::need::Need;
use super::number::Number;
use super::persona::Persona;

crate::choice! {
    /// How something was learned.
    EvidenceSort {
        Interview = "Interview",
        Survey = "Survey",
        Usability = "Usability test",
        Observation = "Observation",
        Tickets = "Support tickets",
        Analytics = "Analytics",
        Competitor = "Competitor",
        MarketReport = "Market report",
        Expert = "Expert",
        Estimate = "Estimate",
        Experiment = "Experiment",
        Launch = "Launch",
    }
}

crate::choice! {
    /// Whether somebody looked themselves or read what others saw.
    Origin {
        Primary = "Primary",
        Secondary = "Secondary",
    }
}

crate::choice! {
    /// What a piece of evidence says of what it is about.
    Bearing {
        Supports = "Supports",
        Refutes = "Refutes",
        Mixed = "Mixed",
    }
}

crate::record! {
    /// Something that was seen, counted or said, with what it speaks for or against.
    Evidence: "evidence" in "evidence", "Evidence", "Evidence" {
        /// What was looked at, in a few words.
        open title: String, "Title";
        /// How it was learned.
        open sort: EvidenceSort, "How";
        /// When it was learned.
        open date: Option<NaiveDate>, "Date";
        /// How many people were asked or watched.
        open people: Option<Number>, "People asked";
        /// How many of them said or did so.
        open said: Option<Number>, "Said so";
        /// What was found.
        open finding: Prose, "Finding";
        /// Whether it speaks for or against what it is about.
        open bearing: Bearing, "Speaks";
        /// The needs it is about.
        open needs: Links<Need>, "About needs";
        /// The items it is about.
        open items: Links<Item>, "About items";
        /// The assumptions it is about.
        open assumptions: Links<Assumption>, "About assumptions";
        /// The KPIs it is about.
        open kpis: Links<Kpi>, "About KPIs";
        /// Whose behavior it shows.
        open personas: Links<Persona>, "About personas";
        /// Whether somebody looked themselves; blank: as this way of learning usually is.
        open origin: Option<Origin>, "Origin";
        /// How strong it is, from 0 to 10, where you know better than its kind says.
        open class: Option<Number>, "Own class";
        /// Why it is that strong.
        open why_class: String, "Why that class";
        /// Where it is described.
        open link: String, "Link";
        /// A note for your eyes only.
        private private_note: Private, "Private note";
    }
}
