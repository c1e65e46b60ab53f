//! What the picture of a study of four prices shows: its curves and the two ranges on their axis.
//!
//! Screens and documents draw it; what it says in words is in `glance`.

use super::axis::AmountAxis;
use super::price_range::{Curve, Enough, PriceRange};
use super::study::range;
use crate::model::money::PriceStudy;
use crate::scoring::ratio::Ratio;

/// The curves in their order, with what each is called.
pub const CURVES: [(Curve, &str); 4] = [
    (Curve::TooCheap, "too cheap"),
    (Curve::Cheap, "cheap"),
    (Curve::Expensive, "expensive"),
    (Curve::TooExpensive, "too expensive"),
];

/// How many ticks the axis of prices has at most.
const TICKS: usize = 10;

/// Two prices, the lower one first.
pub type Range = (Ratio, Ratio);

/// The picture of a study of four prices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceCurves {
    /// From the lowest price that was answered to the highest.
    pub axis: AmountAxis,
    /// Of each of [`CURVES`] the share of people at every answered price.
    pub shares: [Vec<(Ratio, Ratio)>; 4],
    /// What people accept by the narrow reading and by the original one; `None` with too few answers.
    pub ranges: Option<[Range; 2]>,
}

impl PriceCurves {
    /// The picture of a study; `None` where it asked in another way, or nobody's answer counts.
    pub fn of(study: &PriceStudy) -> Option<Self> {
        let range = range(study)?;
        let prices = range.answered();
        let axis = AmountAxis::between(*prices.first()?, *prices.last()?, TICKS)?;
        let shares = CURVES.map(|(curve, _)| range.shares(curve, &prices));
        Some(Self {
            axis,
            shares,
            ranges: ranges(&range),
        })
    }
}

/// The narrow range and the original one.
pub(super) fn ranges(range: &PriceRange) -> Option<[Range; 2]> {
    let enough = range.enough() != Enough::Refused;
    let [narrow_low, _, _, narrow_high, low, high] = range.interpolated.filter(|_| enough)?;
    Some([(narrow_low, narrow_high), (low, high)])
}
