//! Revenue and profit at tested prices, from how many would buy at each (Gabor and Granger).
//!
//! Owns which rows count and the best price for revenue and for profit. Fits no curve: only tested prices are told.

use std::collections::BTreeMap;

use crate::scoring::ratio::Ratio;

/// A price people were asked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The price.
    pub price: Option<Ratio>,
    /// How many were asked.
    pub asked: Option<u32>,
    /// How many of them would buy.
    pub would_buy: Option<u32>,
}

/// What is known of cost and market.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Costs {
    /// What one unit costs; blank leaves profit unknown.
    pub unit: Option<Ratio>,
    /// How many could buy; blank gives profit a person asked, without the fixed cost.
    pub market: Option<Ratio>,
    /// What it costs however many buy; blank is none.
    pub fixed: Option<Ratio>,
}

/// A tested price with what it brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TestedPrice {
    /// The price.
    pub price: Ratio,
    /// The share that would buy; `None` when nobody was asked.
    pub share: Option<Ratio>,
    /// The price times that share: income a person asked.
    pub revenue: Option<Ratio>,
    /// What is left after cost; `None` without a unit cost.
    pub profit: Option<Ratio>,
}

/// What a study of tested prices says.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TestedPrices {
    /// Each tested price once, rising.
    pub rows: Vec<TestedPrice>,
    /// Prices that stood in several rows, which were added up.
    pub merged: Vec<Ratio>,
    /// Positions of rows with a blank, a negative price, or more buyers than asked.
    pub refused: Vec<usize>,
    /// Whether the prices stood in rising order.
    pub sorted: bool,
}

impl TestedPrices {
    /// Reads a study; `None` when a number does not fit.
    ///
    /// Source: Gabor and Granger 1966: revenue = price × share; profit = (price − unit cost) × share × market − fixed cost.
    pub fn of(rows: &[Asked], costs: &Costs) -> Option<Self> {
        let mut study = Self {
            sorted: true,
            ..Self::default()
        };
        let mut counted: BTreeMap<Ratio, (i64, i64)> = BTreeMap::new();
        let mut last = None;
        for (position, row) in rows.iter().enumerate() {
            let known = (row.price, row.asked, row.would_buy);
            let (Some(price), Some(asked), Some(buy)) = known else {
                study.refused.push(position);
                continue;
            };
            if price.is_negative() || buy > asked {
                study.refused.push(position);
                continue;
            }
            study.sorted &= last.is_none_or(|last| last <= price);
            last = Some(price);
            if counted.contains_key(&price) && !study.merged.contains(&price) {
                study.merged.push(price);
            }
            let sum = counted.entry(price).or_default();
            *sum = (sum.0 + i64::from(asked), sum.1 + i64::from(buy));
        }
        study.merged.sort_unstable();
        for (price, (asked, buy)) in counted {
            study
                .rows
                .push(tested(price, Ratio::new(buy.into(), asked.into()), costs)?);
        }
        Some(study)
    }

    /// The lowest price with the highest revenue.
    pub fn best_revenue(&self) -> Option<&TestedPrice> {
        self.best(|row| row.revenue)
    }

    /// The lowest price with the highest profit, which may be a loss.
    pub fn best_profit(&self) -> Option<&TestedPrice> {
        self.best(|row| row.profit)
    }

    fn best(&self, of: fn(&TestedPrice) -> Option<Ratio>) -> Option<&TestedPrice> {
        let most = self.rows.iter().filter_map(of).max()?;
        self.rows.iter().find(|row| of(row) == Some(most))
    }

    /// How strongly demand answers each price but the first: the change of demand over the change of price, each over the mean
    /// of both ends. `None` where a share is unknown, or both shares or both prices are zero.
    pub fn elasticities(&self) -> Vec<Option<Ratio>> {
        self.neighbors(|from, to| {
            let change = |from: Ratio, to: Ratio| to.minus(from)?.over(from.middle(to)?);
            change(from.share?, to.share?)?.over(change(from.price, to.price)?)
        })
    }

    /// Prices at which more people would buy than at the lower price before.
    pub fn not_falling(&self) -> Vec<Ratio> {
        let rising = self.neighbors(|from, to| (to.share? > from.share?).then_some(to.price));
        rising.into_iter().flatten().collect()
    }

    fn neighbors<T>(&self, of: impl Fn(&TestedPrice, &TestedPrice) -> T) -> Vec<T> {
        self.rows
            .iter()
            .zip(self.rows.iter().skip(1))
            .map(|(from, to)| of(from, to))
            .collect()
    }
}

fn tested(price: Ratio, share: Option<Ratio>, costs: &Costs) -> Option<TestedPrice> {
    let Some(share) = share else {
        return Some(TestedPrice {
            price,
            share,
            revenue: None,
            profit: None,
        });
    };
    let profit = match costs.unit {
        None => None,
        Some(unit) => {
            let a_person = price.minus(unit)?.times(share)?;
            Some(match costs.market {
                None => a_person,
                Some(market) => a_person
                    .times(market)?
                    .minus(costs.fixed.unwrap_or(Ratio::ZERO))?,
            })
        }
    };
    Some(TestedPrice {
        price,
        share: Some(share),
        revenue: Some(price.times(share)?),
        profit,
    })
}
