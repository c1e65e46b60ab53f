//! Price models: what freemium, a subscription and a premium price have to reach, and what a feature is worth a week.
//!
//! Owns these formulas. A blank input leaves unknown what depends on it.

use crate::scoring::ratio::Ratio;

/// Some use it free, some pay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Freemium {
    /// What a paying user pays a period.
    pub price: Option<Ratio>,
    /// What a paying user costs a period.
    pub cost_paid: Option<Ratio>,
    /// What a free user costs a period.
    pub cost_free: Option<Ratio>,
    /// How many use it.
    pub users: Option<Ratio>,
    /// The share of them that pays, 0 to 1.
    pub share: Option<Ratio>,
}

impl Freemium {
    /// The share of all users that has to pay for nothing to be lost; `None` when a paying user brings nothing.
    pub fn break_even_of_all(&self) -> Option<Ratio> {
        self.cost_free?
            .over(self.margin_paid()?.plus(self.cost_free?)?)
    }

    /// Paying users a free one for nothing to be lost; `None` when a paying user brings nothing.
    pub fn break_even_per_free(&self) -> Option<Ratio> {
        self.cost_free?.over(self.margin_paid()?)
    }

    /// What free use costs a period for each paying user it brings; `None` when nobody pays.
    pub fn cost_of_paid(&self) -> Option<Ratio> {
        self.cost_free?.over(self.share?)
    }

    /// Income a period.
    pub fn revenue(&self) -> Option<Ratio> {
        self.cost_free?;
        self.users?.times(self.share?)?.times(self.price?)
    }

    /// What is left a period.
    pub fn profit(&self) -> Option<Ratio> {
        let paid = self.share?.times(self.price?.minus(self.cost_paid?)?)?;
        let free = Ratio::ONE.minus(self.share?)?.times(self.cost_free?)?;
        self.users?.times(paid.minus(free)?)
    }

    /// Profit over income; `None` without income.
    pub fn margin(&self) -> Option<Ratio> {
        self.profit()?.over(self.revenue()?)
    }

    /// What a paying user brings beyond cost, when that is anything.
    fn margin_paid(&self) -> Option<Ratio> {
        self.price?
            .minus(self.cost_paid?)
            .filter(|margin| *margin > Ratio::ZERO)
    }
}

/// Everybody pays each period until they leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Subscription {
    /// Income a customer and period.
    pub income: Option<Ratio>,
    /// The share of it that is left after cost, 0 to 1.
    pub margin: Option<Ratio>,
    /// The share of customers that leaves in a period, 0 to 1.
    pub churn: Option<Ratio>,
    /// What it costs to win a customer.
    pub acquisition: Option<Ratio>,
}

impl Subscription {
    /// Whether nobody leaves, so that a customer's worth has no end.
    pub fn is_endless(&self) -> bool {
        self.churn.is_some_and(Ratio::is_zero)
    }

    /// What a customer is worth over their life: income × margin ÷ churn; `None` when it has no end.
    pub fn lifetime_value(&self) -> Option<Ratio> {
        self.a_period()?.over(self.churn?)
    }

    /// Periods until the cost to win a customer is back; `None` when it never is.
    pub fn payback(&self) -> Option<Ratio> {
        self.acquisition?.over(self.a_period()?)
    }

    /// The lifetime value over the cost to win a customer; 3 is the usual mark.
    pub fn value_to_cost(&self) -> Option<Ratio> {
        self.lifetime_value()?.over(self.acquisition?)
    }

    /// Whether the lifetime value is at least three times the cost to win a customer.
    pub fn meets_three(&self) -> Option<bool> {
        if self.is_endless() {
            return self.a_period().and(self.acquisition).map(|_| true);
        }
        Some(self.value_to_cost()? >= Ratio::whole(3))
    }

    fn a_period(&self) -> Option<Ratio> {
        self.income?.times(self.margin?)
    }
}

/// The share of buyers that may leave when a price goes from `old` to `new` for profit to stay; below zero, the share to be
/// won. `None` when the new price brings nothing beyond its cost.
pub fn may_leave(
    old: Option<Ratio>,
    new: Option<Ratio>,
    unit_cost: Option<Ratio>,
) -> Option<Ratio> {
    let left = new?.minus(unit_cost?).filter(|left| *left > Ratio::ZERO)?;
    new?.minus(old?)?.over(left)
}

/// What a feature is worth a week: worth to a buyer × buyers a period × share who want it ÷ weeks of the period.
pub fn worth_a_week(
    worth: Option<Ratio>,
    buyers: Option<Ratio>,
    share: Option<Ratio>,
    weeks: Option<Ratio>,
) -> Option<Ratio> {
    worth?.times(buyers?)?.times(share?)?.over(weeks?)
}
