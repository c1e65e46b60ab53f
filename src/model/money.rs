//! Money: what is asked for the product, what people said they would pay, what an interval costs, and a scope that was
//! frozen to be compared with.
//!
//! All of it is for the author alone.

use chrono::NaiveDate;

use super::Workspace;
use super::field::{Link, Links, Money, PartOf, Prose, Ratings};
use super::increment::Increment;
use super::item::Item;
use super::number::Number;
use super::record::{Declared, Kind};
use super::team::Team;

/// The kinds that tell of money.
pub const KINDS: &[&Kind] = &[
    PriceStudy::KIND,
    Offer::KIND,
    BudgetLine::KIND,
    Baseline::KIND,
];

/// Whether a workspace holds anything of it.
pub fn is_used(workspace: &Workspace) -> bool {
    KINDS.iter().any(|kind| workspace.count(kind) > 0)
}

crate::choice! {
    /// How people pay.
    PriceModel {
        Freemium = "Free, some pay",
        Subscription = "Subscription",
        Premium = "Premium",
        Once = "Once",
        Usage = "By use",
    }
}

crate::choice! {
    /// How people were asked about prices.
    StudyMethod {
        FourPrices = "Four prices (van Westendorp)",
        TestedPrices = "Tested prices (Gabor-Granger)",
        Profiles = "Rated profiles (conjoint)",
    }
}

crate::choice! {
    /// What money is spent on.
    Spending {
        People = "People",
        Licences = "Licences",
        Cloud = "Cloud",
        Supplier = "Supplier",
        Other = "Other",
    }
}

crate::record! {
    /// What customers can buy, from us or from somebody else.
    Offer: "offer" in "offers", "Offer", "Offers" {
        /// What it is called.
        private name: String, "Name";
        /// Who else offers it; blank: we do.
        private competitor: String, "Competitor";
        /// How people pay.
        private model: Option<PriceModel>, "Price model";
        /// What one costs.
        private price: Option<Money>, "Price";
        /// For how long or how much that is: a month, a year, a thousand orders.
        private period: String, "Per";
        /// The study its price is held against.
        private study: Link<PriceStudy>, "Price study";
        /// The items that belong to it.
        private items: Links<Item>, "Items";
        /// The day the price was looked up.
        private day: Option<NaiveDate>, "Looked up on";
        /// What else there is to say.
        private note: Prose, "Note";
    }
}

crate::record! {
    /// What people said they would pay.
    PriceStudy: "price_study" in "price_studies", "Price study", "Price studies" {
        /// What it is called.
        private name: String, "Name";
        /// How people were asked.
        private method: Option<StudyMethod>, "Method";
        /// The day it was done.
        private day: Option<NaiveDate>, "Day";
        /// Who was asked.
        private who: String, "Who was asked";
        /// The answers, one on a line, as they come out of a spreadsheet.
        private answers: Vec<String>, "Answers";
        /// What one unit costs us.
        private unit_cost: Option<Money>, "Cost of one";
        /// How many people could buy.
        private market: Option<Number>, "People who could buy";
        /// What it costs however many buy.
        private fixed_cost: Option<Money>, "Fixed cost";
        /// What else there is to say.
        private note: Prose, "Note";
    }
}

crate::record! {
    /// What an increment costs and brings in, a line for each thing.
    BudgetLine: "budget_line" in "budget_lines", "Budget line", "Budget" {
        /// What the money is for.
        private name: String, "For";
        /// The increment it belongs to.
        private increment: PartOf<Increment>, "Increment";
        /// The team that spends it; blank: all of them.
        private team: Link<Team>, "Team";
        /// What it is spent on.
        private spending: Option<Spending>, "Spent on";
        /// What it was planned to cost.
        private planned: Option<Money>, "Planned";
        /// What it cost.
        private actual: Option<Money>, "Actual";
        /// The income that was planned.
        private income_planned: Option<Money>, "Planned income";
        /// The income there was.
        private income_actual: Option<Money>, "Actual income";
    }
}

crate::record! {
    /// The scope of an increment as it was frozen, to be compared with.
    Baseline: "baseline" in "baselines", "Baseline", "Baselines" {
        /// What it is called.
        private name: String, "Name";
        /// The increment whose scope it is.
        private increment: PartOf<Increment>, "Increment";
        /// The day it was frozen.
        private day: Option<NaiveDate>, "Day";
        /// The items with their sizes of that day.
        private sizes: Ratings<Item>, "Sizes";
        /// The budget for all of it.
        private budget: Option<Money>, "Budget";
        /// Why it was frozen, or frozen anew.
        private reason: Prose, "Reason";
    }
}
