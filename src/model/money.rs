//! Money: what is asked for the product, what people said they would pay, what an interval costs, and a scope that was
//! frozen to be compared with.
//!
//! All of it is for the author alone.

use chrono::NaiveDate;

use super::Workspace;
use super::field::{Link, Links, Money, PartOf, Percent, Prose, Ratings};
use super::increment::Increment;
use super::item::Item;
use super::number::Number;
use super::record::{Declared, Kind};
use super::team::Team;
use super::theme::Horizon;

/// The kinds that tell of money.
pub const KINDS: &[&Kind] = &[
    PriceStudy::KIND,
    Offer::KIND,
    Benefit::KIND,
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

crate::choice! {
    /// By which way an item is worth money.
    Worth {
        RevenueUp = "Revenue up",
        RevenueKept = "Revenue kept",
        CostDown = "Cost down",
        CostAvoided = "Cost avoided",
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
        /// How many use it, free or paying.
        private users: Option<Number>, "Users";
        /// The share of users that pays.
        private paying: Option<Percent>, "Share that pays";
        /// What one that is paid for costs us in a period.
        private cost_paid: Option<Money>, "A paid one costs";
        /// What a free one costs us in a period.
        private cost_free: Option<Money>, "A free one costs";
        /// The share of the price that is left after cost.
        private margin: Option<Percent>, "Margin";
        /// The share of customers that leaves in a period; 0 is nobody.
        private churn: Option<Percent>, "Leave in a period";
        /// What it costs to win a customer.
        private acquisition: Option<Money>, "Winning one costs";
        /// The price before, where it was raised or cut.
        private price_before: Option<Money>, "Price before";
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
        /// The item that makes the feature of rated profiles.
        private item: Link<Item>, "Item of the feature";
        /// The attribute that is the feature; blank: the one that is worth most.
        private feature: String, "Feature";
        /// How many people buy in a month.
        private buyers: Option<Number>, "Buyers a month";
        /// The share of them that wants the feature.
        private wanted: Option<Percent>, "Share who want it";
        /// What else there is to say.
        private note: Prose, "Note";
    }
}

crate::record! {
    /// A part of what an item is worth a week, with its reason; the parts add up to its cost of delay a week.
    Benefit: "benefit" in "benefits", "Benefit", "Benefits" {
        /// Why it is worth that.
        private reason: String, "Reason";
        /// The item.
        private item: PartOf<Item>, "Item";
        /// By which way: more income, income that stays, less cost, cost that does not come.
        private way: Option<Worth>, "Way";
        /// What it is worth a week.
        private weekly: Option<Money>, "A week";
        /// The study it was taken from.
        private study: Link<PriceStudy>, "Price study";
    }
}

crate::record! {
    /// What a planning interval costs and brings in, a line for each thing.
    BudgetLine: "budget_line" in "budget_lines", "Budget line", "Budget lines" {
        /// What the money is for.
        private name: String, "For";
        /// The planning interval it belongs to.
        private increment: PartOf<Increment>, "Planning interval";
        /// The team that spends it; blank: all of them.
        private team: Link<Team>, "Team";
        /// What it is spent on.
        private spending: Option<Spending>, "Spent on";
        /// How far ahead it looks.
        private horizon: Option<Horizon>, "Horizon";
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
    /// The scope of a planning interval as it was frozen, to be compared with.
    Baseline: "baseline" in "baselines", "Baseline", "Baselines" {
        /// What it is called.
        private name: String, "Name";
        /// The planning interval whose scope it is.
        private increment: PartOf<Increment>, "Planning interval";
        /// The day it was frozen.
        private day: Option<NaiveDate>, "Day";
        /// The items with their sizes of that day.
        private sizes: Ratings<Item>, "Sizes";
        /// The budget for all of it.
        private budget: Option<Money>, "Budget";
        /// Why it was frozen, or frozen again.
        private reason: Prose, "Reason";
    }
}
