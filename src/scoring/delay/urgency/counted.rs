//! What an item loses over time as prices and the ranking with dates count it: one answer for both.
//!
//! Owns at which rate and in which unit its shape counts, and what is known of it where the rate is unknown but its
//! date is not. Knows no order.

use super::{Calendar, UrgencyReason, UrgencyShape, shape};
use crate::model::item::Item;
use crate::scoring::delay::Profile;
use crate::scoring::delay::loss::Loss;
use crate::scoring::price::terms::Terms;
use crate::scoring::price::total::Unit;
use crate::scoring::ranking::inputs::wsjf_inputs;
use crate::scoring::ratio::Ratio;

/// The loss of an item in the terms of a ranking, in weeks from the start of the coming increment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedLoss {
    /// What a week costs; zero where that is unknown.
    pub rate: Ratio,
    /// The loss over time, and what of the record does not count in it.
    pub shape: UrgencyShape,
    /// Whether what a week after the date costs is unknown, so that the loss is at least this.
    pub is_least: bool,
}

impl CountedLoss {
    /// The same over points of work.
    pub fn over_points(&self, calendar: Result<Calendar, UrgencyReason>) -> Option<Loss> {
        let loss = match (calendar, self.shape.profile) {
            (_, Profile::Standard { rate } | Profile::Expedite { rate }) => Loss::even(rate),
            (Ok(calendar), profile) => Loss::of(profile, calendar.pace(Ratio::ONE).ok()?)?,
            (Err(_), _) => return None,
        };
        Some(loss.at_least(self.is_least))
    }
}

/// The loss of an item in these terms; why there is none. A fixed date counts even where nobody knows what a week
/// after it costs: by its penalty, and as a limit where money and points cannot be compared.
pub fn counted(
    item: &Item,
    terms: Terms,
    calendar: Result<Calendar, UrgencyReason>,
) -> Result<CountedLoss, UrgencyReason> {
    let known = terms.weight(wsjf_inputs(item).delay_sum(), item.weekly_cost);
    let is_limit = match terms.unit {
        Unit::Money => item.late_cost.is_some(),
        Unit::Points => terms.is_mixed,
    };
    let is_dated = is_limit && item.fixed_date().is_some() && calendar.is_ok();
    let is_least = known.is_none() && is_dated;
    let rate = known.or(is_least.then_some(Ratio::ZERO));
    let rate = rate.ok_or(UrgencyReason::NoCost)?;
    let mut shape = shape(item, (rate, terms.unit), calendar)?;
    if is_least {
        shape.reasons.push(UrgencyReason::NoRate);
    }
    Ok(CountedLoss {
        rate,
        shape,
        is_least,
    })
}
