//! Silences: findings that were looked at and are to be quiet.
//!
//! Owns what a finding can be silenced for: a field for each kind, so that a silence goes with its record.

use super::agreement::AgreedMix;
use super::assumption::Assumption;
use super::availability::Availability;
use super::bucket::Bucket;
use super::contact::Contact;
use super::decision::{Conversation, Decision};
use super::dependency::Dependency;
use super::event::Action;
use super::field::{FieldType, PartOf, Value};
use super::id::Id;
use super::increment::{Increment, Iteration};
use super::item::Item;
use super::journey::{Journey, Stage, Study};
use super::kano::KanoReply;
use super::kpi::Kpi;
use super::money::{Baseline, BudgetLine, Offer, PriceStudy};
use super::need::Need;
use super::objective::Objective;
use super::person::Person;
use super::persona::{Persona, Segment};
use super::question::Question;
use super::record::{Declared, Kind, Record};
use super::risk::Risk;
use super::team::Team;
use super::theme::Theme;
use super::vote::ConfidenceVote;

crate::record! {
    /// A finding of one item, or of one other record, that is not to be reported any more.
    Silence: "silence" in "silences", "Silence", "Silences" {
        /// The code of the finding.
        open code: String, "Code";
        /// The item it is about.
        open item: PartOf<Item>, "Item";
        /// The allocation it is about.
        open bucket: PartOf<Bucket>, "Allocation";
        /// The team it is about.
        open team: PartOf<Team>, "Team";
        /// The planning interval it is about.
        open increment: PartOf<Increment>, "Planning interval";
        /// The iteration it is about.
        open iteration: PartOf<Iteration>, "Iteration";
        /// The availability it is about.
        open availability: PartOf<Availability>, "Availability";
        /// The objective it is about.
        open objective: PartOf<Objective>, "Objective";
        /// The vote it is about.
        open vote: PartOf<ConfidenceVote>, "Vote";
        /// The agreed mix it is about.
        open mix: PartOf<AgreedMix>, "Agreed mix";
        /// The risk it is about.
        open risk: PartOf<Risk>, "Risk";
        /// The external dependency it is about.
        open dependency: PartOf<Dependency>, "Dependency";
        /// The action it is about.
        open action: PartOf<Action>, "Action";
        /// The decision it is about.
        open decision: PartOf<Decision>, "Decision";
        /// The conversation it is about.
        open conversation: PartOf<Conversation>, "Conversation";
        /// The question it is about.
        open question: PartOf<Question>, "Question";
        /// The need it is about.
        open need: PartOf<Need>, "Need";
        /// The Kano answer it is about.
        open kano: PartOf<KanoReply>, "Kano answer";
        /// The assumption it is about.
        open assumption: PartOf<Assumption>, "Assumption";
        /// The persona it is about.
        open persona: PartOf<Persona>, "Persona";
        /// The segment it is about.
        open segment: PartOf<Segment>, "Segment";
        /// The KPI it is about.
        open kpi: PartOf<Kpi>, "KPI";
        /// The theme it is about.
        open theme: PartOf<Theme>, "Theme";
        /// The journey it is about.
        open journey: PartOf<Journey>, "Journey";
        /// The stage it is about.
        open stage: PartOf<Stage>, "Stage";
        /// The study it is about.
        open study: PartOf<Study>, "Study";
        /// The person it is about.
        open person: PartOf<Person>, "Person";
        /// The talk it is about.
        open contact: PartOf<Contact>, "Contact";
        /// The offer it is about.
        private offer: PartOf<Offer>, "Offer";
        /// The price study it is about.
        private price_study: PartOf<PriceStudy>, "Price study";
        /// The budget line it is about.
        private budget_line: PartOf<BudgetLine>, "Budget line";
        /// The baseline it is about.
        private baseline: PartOf<Baseline>, "Baseline";
        /// Why it may stay as it is.
        open reason: String, "Reason";
    }
}

impl Silence {
    /// What it is about, as the name of a kind and an id: the first of its fields that says so.
    pub fn about(&self) -> Option<(&'static str, Id)> {
        let mut fields = Self::KIND.fields.iter().enumerate();
        fields.find_map(|(at, field)| match (field.holds, self.get(at)) {
            (FieldType::PartOf(kind), Value::Link(id)) => Some((kind, id)),
            _ => None,
        })
    }

    /// Says what it is about; `false` when a silence cannot be about records of that kind.
    pub fn set_about(&mut self, kind: &Kind, id: Id) -> bool {
        let field = Self::field_of(kind);
        field.is_some_and(|field| self.set(field, Value::Link(id)).is_ok())
    }

    /// Whether a silence can be about records of a kind.
    pub fn fits(kind: &Kind) -> bool {
        Self::field_of(kind).is_some()
    }

    fn field_of(kind: &Kind) -> Option<usize> {
        let mut fields = Self::KIND.fields.iter();
        fields.position(|field| field.holds == FieldType::PartOf(kind.name))
    }
}
