//! What a price model has to reach, in words, from the numbers of an offer.
//!
//! Owns the sentences; the formulas are in `models`. All of it is for the author alone.

use super::models::{Freemium, Subscription, may_leave};
use crate::model::Workspace;
use crate::model::field::{Money, Percent};
use crate::model::format::{self, grouped, known};
use crate::model::money::{Offer, PriceModel};
use crate::scoring::price::amounts::{money, short};
use crate::scoring::ratio::Ratio;

fn amount(amount: Option<Money>) -> Option<Ratio> {
    amount.map(|amount| amount.0.into())
}

fn share(percent: Option<Percent>) -> Option<Ratio> {
    Ratio::from(percent?.0).over(Ratio::HUNDRED)
}

/// A share in percent with up to two decimals: `2.5 %`.
fn fine(share: Ratio) -> String {
    let digits = share.to_percent(2);
    let digits = digits.map(|digits| {
        digits
            .trim_end_matches('0')
            .trim_end_matches('.')
            .to_owned()
    });
    format::percent(known(digits.map(|digits| grouped(&digits)), "?"))
}

/// The numbers of an offer that some use free.
pub fn freemium_of(offer: &Offer) -> Freemium {
    Freemium {
        price: amount(offer.price),
        cost_paid: amount(offer.cost_paid),
        cost_free: amount(offer.cost_free),
        users: offer.users.map(Into::into),
        share: share(offer.paying),
    }
}

/// The numbers of an offer that is paid each period.
fn subscription_of(offer: &Offer) -> Subscription {
    Subscription {
        income: amount(offer.price),
        margin: share(offer.margin),
        churn: share(offer.churn),
        acquisition: amount(offer.acquisition),
    }
}

/// What the model of an offer has to reach; nothing where no number of it is known.
pub fn said(workspace: &Workspace, offer: &Offer) -> Vec<String> {
    match offer.model {
        Some(PriceModel::Freemium) => freemium(workspace, offer),
        Some(PriceModel::Subscription) => subscription(workspace, offer),
        Some(PriceModel::Premium) => premium(workspace, offer),
        Some(PriceModel::Once | PriceModel::Usage) | None => Vec::new(),
    }
}

/// How these numbers come about.
pub const RULES: &[(&str, &str)] = &[
    (
        "Of all users must pay",
        "what a free one costs ÷ (price − cost of a paid one + cost of a free one)",
    ),
    (
        "A customer is worth",
        "price × margin ÷ share that leaves in a period",
    ),
    (
        "Paid back",
        "what winning one costs ÷ (price × margin); 3 times in all is the usual mark",
    ),
    (
        "Buyers that may leave",
        "(new price − price before) ÷ (new price − what one costs)",
    ),
];

fn freemium(workspace: &Workspace, offer: &Offer) -> Vec<String> {
    let model = freemium_of(offer);
    let money = |amount| money(workspace, amount);
    let mut lines = Vec::new();
    match (model.break_even_of_all(), model.break_even_per_free()) {
        (Some(all), Some(per_free)) => {
            lines.push(format!(
                "{} of all users must pay for nothing to be lost: {} of the free ones.",
                fine(all),
                fine(per_free)
            ));
            if let Some(pay) = model.share {
                let than = if pay < all {
                    "less than that"
                } else {
                    "that is enough"
                };
                lines.push(format!("{} pay: {than}.", fine(pay)));
            }
        }
        _ if model
            .price
            .zip(model.cost_paid)
            .is_some_and(|(price, cost)| price <= cost) =>
        {
            lines.push(
                "It never breaks even: the price is not above what a paid one costs.".to_owned(),
            );
        }
        _ => {}
    }
    if let Some(cost) = model.cost_of_paid() {
        lines.push(format!(
            "Each paying user takes {} of free use.",
            money(cost)
        ));
    }
    if let (Some(income), Some(profit)) = (model.revenue(), model.profit()) {
        let margin = model
            .margin()
            .map_or_else(String::new, |margin| format!(", {} of it", fine(margin)));
        lines.push(format!(
            "A period brings {}; {} is left{margin}.",
            money(income),
            money(profit)
        ));
    }
    lines
}

fn subscription(workspace: &Workspace, offer: &Offer) -> Vec<String> {
    let model = subscription_of(offer);
    let money = |amount| money(workspace, amount);
    let mut lines = Vec::new();
    if model.is_endless() && model.income.is_some() && model.margin.is_some() {
        lines.push("Nobody leaves: what a customer is worth has no end.".to_owned());
    } else if let Some(worth) = model.lifetime_value() {
        lines.push(format!("A customer is worth {}.", money(worth)));
    }
    let Some(cost) = model.acquisition else {
        return lines;
    };
    match model.payback() {
        Some(periods) => lines.push(format!(
            "Winning one costs {}: paid back after {} periods.",
            money(cost),
            short(periods)
        )),
        None if model.income.is_some() && model.margin.is_some() => {
            lines.push(format!(
                "Winning one costs {}: never paid back.",
                money(cost)
            ));
        }
        None => {}
    }
    if let Some(times) = model.value_to_cost() {
        let met = if model.meets_three() == Some(true) {
            "reached"
        } else {
            "not reached"
        };
        lines.push(format!(
            "That is {} times in all; 3 is usual, {met}.",
            short(times)
        ));
    }
    lines
}

fn premium(workspace: &Workspace, offer: &Offer) -> Vec<String> {
    let (old, new) = (amount(offer.price_before), amount(offer.price));
    let Some(share) = may_leave(old, new, amount(offer.cost_paid)) else {
        return Vec::new();
    };
    let from = |price: Option<Ratio>| known(price.map(|price| money(workspace, price)), "?");
    let change = format!("From {} to {}", from(old), from(new));
    vec![if share.is_negative() {
        format!(
            "{change} {} more buyers must be won for profit to stay.",
            fine(share.size())
        )
    } else {
        format!(
            "{change} up to {} of the buyers may leave before profit falls.",
            fine(share)
        )
    }]
}
