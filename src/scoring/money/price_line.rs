//! Offers on one line of prices, ours and those of others, with what people accept.
//!
//! Owns which offers stand beside each other: those that are paid for the same thing. Screens and documents draw it.

use super::axis::AmountAxis;
use super::curves::{PriceCurves, Range};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::money::{Offer, PriceStudy};
use crate::scoring::ratio::Ratio;

/// How many ticks the axis has at most.
const TICKS: usize = 12;

/// Offers of one period on an axis of prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceLine {
    /// What the prices are for: a month, a return; blank where nobody said.
    pub period: String,
    /// From nothing to a round price above the highest.
    pub axis: AmountAxis,
    /// The offers from the lowest price.
    pub offers: Vec<PricedOffer>,
    /// The study the range is from.
    pub study: Option<Id>,
    /// What people accept by the narrow reading and by the original one.
    pub ranges: Option<[Range; 2]>,
}

/// An offer with its price.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PricedOffer {
    /// The offer.
    pub id: Id,
    /// What it costs.
    pub price: Ratio,
    /// Whether it is ours.
    pub is_ours: bool,
}

/// What an offer is paid for, as it is compared.
fn period(offer: &Offer) -> String {
    offer.period.trim().to_lowercase()
}

/// A line for each thing that is paid for; those with an offer of ours come first.
pub fn lines(workspace: &Workspace) -> Vec<PriceLine> {
    let mut periods: Vec<(bool, String)> = Vec::new();
    for offer in workspace.all::<Offer>() {
        let (is_theirs, period) = (!offer.competitor.is_empty(), period(offer));
        match periods.iter_mut().find(|(_, known)| *known == period) {
            Some(known) => known.0 &= is_theirs,
            None => periods.push((is_theirs, period)),
        }
    }
    periods.sort();
    let periods = periods.into_iter();
    periods
        .filter_map(|(_, period)| line(workspace, &period))
        .collect()
}

/// The line an offer stands on.
pub fn line_of(workspace: &Workspace, offer: &Offer) -> Option<PriceLine> {
    line(workspace, &period(offer))
}

fn line(workspace: &Workspace, of: &str) -> Option<PriceLine> {
    let all: Vec<&Offer> = workspace
        .all::<Offer>()
        .filter(|offer| period(offer) == of)
        .collect();
    let priced = all.iter().filter_map(|offer| {
        Some(PricedOffer {
            id: offer.id,
            price: offer.price?.0.into(),
            is_ours: offer.competitor.is_empty(),
        })
    });
    let mut offers: Vec<PricedOffer> = priced.collect();
    offers.sort_by_key(|offer| (offer.price, !offer.is_ours, offer.id));
    // The study of an offer of ours comes first.
    let mut linked: Vec<&&Offer> = all.iter().collect();
    linked.sort_by_key(|offer| (!offer.competitor.is_empty(), offer.id));
    let mut studies = linked
        .into_iter()
        .filter_map(|offer| workspace.linked(&offer.study))
        .filter_map(|study: &PriceStudy| Some((study.id, PriceCurves::of(study)?.ranges?)));
    let found = studies.next();
    let ranges = found.map(|(_, ranges)| ranges);
    let ends = ranges.iter().flatten().map(|(_, high)| Some(*high));
    let asked = offers.iter().map(|offer| Some(offer.price));
    Some(PriceLine {
        period: all.first()?.period.trim().to_owned(),
        axis: AmountAxis::from_nothing(asked.chain(ends), TICKS)?,
        offers,
        study: found.map(|(study, _)| study),
        ranges,
    })
}
