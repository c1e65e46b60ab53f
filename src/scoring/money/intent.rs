//! How many would buy at each price, from four prices and two intents a person names (Newton, Miller and Smith).
//!
//! Owns the weights of intents and the price with the highest reach and revenue. Knows no currency and no person.

use super::price_range::{FourPrices, answered, rising};
use crate::scoring::ratio::Ratio;

/// One person's four prices, with how likely they buy at the cheap and at the expensive one, 1 to 5.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntentRow {
    /// Too cheap, cheap, expensive, too expensive.
    pub prices: FourPrices,
    /// The intent at the cheap and at the expensive price.
    pub intents: [Option<u8>; 2],
}

/// A price with what it would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PriceReach {
    /// The price.
    pub price: Ratio,
    /// The share of people who would buy, 0 to 1.
    pub reach: Ratio,
    /// The price times that share: income a person asked.
    pub revenue: Ratio,
}

/// What a study of intents says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Intents {
    /// How many answers count.
    pub valid: usize,
    /// Positions of answers whose prices are blank or do not rise, or whose intents are none of 1 to 5.
    pub invalid: Vec<usize>,
    /// Positions of answers without an intent.
    pub no_intent: Vec<usize>,
    /// Each answered price, rising.
    pub points: Vec<PriceReach>,
}

impl Intents {
    /// Reads a study; `None` when a number does not fit.
    ///
    /// Source: Newton, Miller and Smith 1993: an intent of 5, 4, 3, 2, 1 counts 0.7, 0.5, 0.3, 0.1, 0; nobody buys at what is
    /// too cheap or too expensive; straight lines between.
    pub fn of(rows: &[IntentRow]) -> Option<Self> {
        let mut study = Self::default();
        let mut curves = Vec::new();
        for (position, row) in rows.iter().enumerate() {
            let intents = row.intents.map(|intent| intent.map(weight));
            match (rising(&row.prices, true), intents) {
                (Some(prices), [Some(Some(cheap)), Some(Some(expensive))]) => {
                    curves.push((prices, [Ratio::ZERO, cheap, expensive, Ratio::ZERO]));
                }
                (Some(_), intents) if !intents.contains(&Some(None)) => {
                    study.no_intent.push(position);
                }
                _ => study.invalid.push(position),
            }
        }
        study.valid = curves.len();
        let prices: Vec<[Ratio; 4]> = curves.iter().map(|(prices, _)| *prices).collect();
        let all = Ratio::count(curves.len());
        for price in answered(&prices) {
            let mut sum = Ratio::ZERO;
            for (prices, weights) in &curves {
                sum = sum.plus(at(price, prices, weights)?)?;
            }
            let reach = sum.over(all)?;
            study.points.push(PriceReach {
                price,
                reach,
                revenue: price.times(reach)?,
            });
        }
        Some(study)
    }

    /// The lowest price with the highest reach; `None` when nobody would buy.
    pub fn best_reach(&self) -> Option<&PriceReach> {
        self.best(|point| point.reach)
    }

    /// The lowest price with the highest revenue; `None` when nobody would buy.
    pub fn best_revenue(&self) -> Option<&PriceReach> {
        self.best(|point| point.revenue)
    }

    fn best(&self, of: fn(&PriceReach) -> Ratio) -> Option<&PriceReach> {
        let most = self
            .points
            .iter()
            .map(of)
            .max()
            .filter(|most| !most.is_zero())?;
        self.points.iter().find(|point| of(point) == most)
    }
}

/// What an intent counts; `None` beside 1 to 5.
fn weight(intent: u8) -> Option<Ratio> {
    let tenths = match intent {
        1 => 0,
        2 => 1,
        3 => 3,
        4 => 5,
        5 => 7,
        _ => return None,
    };
    Ratio::new(tenths, 10)
}

/// The height of one person's curve at a price.
fn at(price: Ratio, prices: &[Ratio; 4], weights: &[Ratio; 4]) -> Option<Ratio> {
    let pairs = prices.windows(2).zip(weights.windows(2));
    for (from_to, heights) in pairs {
        let ([from, to], [low, high]) = (from_to, heights) else {
            continue;
        };
        if *from <= price && price <= *to {
            let part = price.minus(*from)?.over(to.minus(*from)?)?;
            return low.plus(high.minus(*low)?.times(part)?);
        }
    }
    Some(Ratio::ZERO)
}
