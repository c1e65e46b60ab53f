//! Spending: how fast money goes, how long it lasts, what a point costs, and what an item brings back.
//!
//! Owns these formulas. A blank input leaves unknown what depends on it; an iteration that cost nothing is 0.

use crate::scoring::ratio::Ratio;

/// How many of the last known iterations tell what the next ones cost.
const RECENT: usize = 3;

/// How fast money goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Burn {
    /// What an iteration costs: the mean of the last three known ones.
    pub burn: Option<Ratio>,
    /// Of how many iterations that is the mean.
    pub of: usize,
    /// Cost less income an iteration.
    pub net: Option<Ratio>,
    /// Iterations until the cash is gone; `None` when it does not shrink.
    pub runway: Option<Ratio>,
    /// The sum of all known iterations; `None` when none is.
    pub spent: Option<Ratio>,
    /// That sum over the points done.
    pub cost_per_point: Option<Ratio>,
}

impl Burn {
    /// Reads what past iterations cost, oldest first.
    pub fn of(
        actuals: &[Option<Ratio>],
        income: Option<Ratio>,
        cash: Option<Ratio>,
        points: Option<Ratio>,
    ) -> Self {
        let known: Vec<Ratio> = actuals.iter().flatten().copied().collect();
        let recent = known
            .get(known.len().saturating_sub(RECENT)..)
            .unwrap_or_default();
        let burn = Ratio::mean(recent);
        let net = burn
            .zip(income)
            .and_then(|(burn, income)| burn.minus(income));
        let shrinks = net.filter(|net| *net > Ratio::ZERO);
        let spent = (!known.is_empty())
            .then(|| Ratio::sum(known.iter().copied()))
            .flatten();
        Self {
            burn,
            of: recent.len(),
            net,
            runway: cash.zip(shrinks).and_then(|(cash, net)| cash.over(net)),
            spent,
            cost_per_point: spent
                .zip(points)
                .and_then(|(spent, points)| spent.over(points)),
        }
    }

    /// Whether the cash shrinks; `None` when that is not known.
    pub fn burning(&self) -> Option<bool> {
        self.net.map(|net| net > Ratio::ZERO)
    }
}

/// What an item costs and brings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Investment {
    /// Its size in points.
    pub size: Option<Ratio>,
    /// What a point costs.
    pub cost_per_point: Option<Ratio>,
    /// What is bought for it besides; blank is nothing.
    pub supplier: Option<Ratio>,
    /// What it brings a week.
    pub weekly: Option<Ratio>,
    /// The week it is delivered.
    pub delivered: Option<Ratio>,
    /// The week up to which gains count.
    pub horizon: Option<Ratio>,
}

impl Investment {
    /// Size × cost of a point, and what is bought besides.
    pub fn cost(&self) -> Option<Ratio> {
        self.size?
            .times(self.cost_per_point?)?
            .plus(self.supplier.unwrap_or(Ratio::ZERO))
    }

    /// Weeks it is live within the horizon.
    fn live(&self) -> Option<Ratio> {
        Some(self.horizon?.minus(self.delivered?)?.max(Ratio::ZERO))
    }

    /// What it brings within the horizon.
    pub fn gain(&self) -> Option<Ratio> {
        self.weekly?.times(self.live()?)
    }

    /// (Gain − cost) ÷ cost; `None` when it costs nothing.
    pub fn return_on_investment(&self) -> Option<Ratio> {
        self.gain()?.minus(self.cost()?)?.over(self.cost()?)
    }

    /// Weeks after delivery until the cost is back; `None` when it never is.
    pub fn payback_weeks(&self) -> Option<Ratio> {
        self.cost()?
            .over(self.weekly.filter(|weekly| *weekly > Ratio::ZERO)?)
    }

    /// Whether the cost comes back only after the horizon.
    pub fn is_beyond_horizon(&self) -> Option<bool> {
        Some(self.payback_weeks()? > self.live()?)
    }
}
