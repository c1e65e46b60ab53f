//! Earned value: what the plan said, what is done and what it cost, all in money; and how the scope moved.
//!
//! Owns the indices, the three estimates at completion, growth and churn.

use crate::scoring::ratio::Ratio;

/// Planned value, earned value and actual cost, of a budget at completion.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Earned {
    /// The budget for all of the scope.
    pub budget: Option<Ratio>,
    /// The part of it that was planned to be done by now.
    pub planned: Option<Ratio>,
    /// The part of it that is done.
    pub earned: Option<Ratio>,
    /// What was spent.
    pub actual: Option<Ratio>,
}

impl Earned {
    /// Earned ÷ actual; `None` while either is 0 or unknown.
    pub fn cost_index(&self) -> Option<Ratio> {
        some(self.earned)?.over(some(self.actual)?)
    }

    /// Earned ÷ planned; `None` while either is 0 or unknown.
    pub fn schedule_index(&self) -> Option<Ratio> {
        some(self.earned)?.over(some(self.planned)?)
    }

    /// Earned − actual: below zero, what is done cost more.
    pub fn cost_variance(&self) -> Option<Ratio> {
        self.earned?.minus(self.actual?)
    }

    /// Earned − planned: below zero, less is done than planned.
    pub fn schedule_variance(&self) -> Option<Ratio> {
        self.earned?.minus(self.planned?)
    }

    /// What all will cost if it goes on as it cost so far: budget ÷ cost index.
    pub fn at_this_cost(&self) -> Option<Ratio> {
        self.budget?.over(self.cost_index()?)
    }

    /// What all will cost if the rest goes as planned: actual + budget − earned.
    pub fn rest_as_planned(&self) -> Option<Ratio> {
        self.actual?.plus(self.rest()?)
    }

    /// What all will cost if the rest goes at this cost and this pace: actual + (budget − earned) ÷ (both indices).
    pub fn at_this_cost_and_pace(&self) -> Option<Ratio> {
        let both = self.cost_index()?.times(self.schedule_index()?)?;
        self.actual?.plus(self.rest()?.over(both)?)
    }

    /// How cheaply the rest must come for the budget to hold: (budget − earned) ÷ (budget − actual); `None` when it is used up.
    pub fn to_complete(&self) -> Option<Ratio> {
        let left = self.budget?.minus(self.actual?)?;
        self.rest()?
            .over(Some(left).filter(|left| *left > Ratio::ZERO)?)
    }

    fn rest(&self) -> Option<Ratio> {
        self.budget?.minus(self.earned?)
    }
}

fn some(value: Option<Ratio>) -> Option<Ratio> {
    value.filter(|value| !value.is_zero())
}

/// A scope that was frozen, and where it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct FrozenScope {
    /// The budget for all of it.
    pub budget: Option<Ratio>,
    /// Points when it was frozen.
    pub points: Option<Ratio>,
    /// Points done.
    pub done: Option<Ratio>,
    /// Points added since.
    pub added: Option<Ratio>,
    /// Points removed since.
    pub removed: Option<Ratio>,
    /// Iterations in all.
    pub iterations: u32,
    /// Iterations that are over.
    pub passed: u32,
    /// What was spent.
    pub actual: Option<Ratio>,
}

impl FrozenScope {
    /// Points as the scope is today.
    pub fn now(&self) -> Option<Ratio> {
        self.points?.plus(self.added?)?.minus(self.removed?)
    }

    /// Earned value on the scope as it was frozen.
    ///
    /// Source: `AgileEVM` (Sulaiman, Barton, Blackburn 2006): planned value = budget × part of the iterations that is over, earned
    /// value = budget × part of the points that is done.
    pub fn on_baseline(&self) -> Earned {
        self.earned_of(self.points)
    }

    /// Earned value on the scope as it is today.
    pub fn on_today(&self) -> Earned {
        self.earned_of(self.now())
    }

    fn earned_of(&self, points: Option<Ratio>) -> Earned {
        let part = Ratio::new(
            self.passed.min(self.iterations).into(),
            self.iterations.into(),
        );
        Earned {
            budget: self.budget,
            planned: self
                .budget
                .zip(part)
                .and_then(|(budget, part)| budget.times(part)),
            earned: (|| self.budget?.times(self.done?)?.over(points?))(),
            actual: self.actual,
        }
    }
}

/// Why a scope changed, in the order they are told.
pub const REASONS: [&str; 5] = ["found", "asked", "re-estimated", "split", "dropped"];

/// How a scope moved since it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeMoves {
    /// Points added.
    pub added: Ratio,
    /// Points removed, as a number above zero.
    pub removed: Ratio,
    /// (Added − removed) ÷ baseline; `None` without a baseline.
    pub growth: Option<Ratio>,
    /// (Added + removed) ÷ baseline; `None` without a baseline.
    pub churn: Option<Ratio>,
    /// For each reason that occurs: points added, removed, and the difference.
    pub reasons: Vec<(&'static str, Ratio, Ratio, Ratio)>,
}

impl ScopeMoves {
    /// Adds up changes, each with its reason (one of [`REASONS`]); `None` when a number does not fit.
    pub fn of(baseline: Option<Ratio>, changes: &[(&str, Ratio)]) -> Option<Self> {
        let part = |wanted: &dyn Fn(&(&str, Ratio)) -> bool, up: bool| {
            let own = changes
                .iter()
                .filter(|change| wanted(change) && change.1.is_negative() != up);
            Ratio::sum(own.map(|change| change.1.size()))
        };
        let mut reasons = Vec::new();
        for reason in REASONS {
            if changes.iter().any(|change| change.0 == reason) {
                let own = |change: &(&str, Ratio)| change.0 == reason;
                let (added, removed) = (part(&own, true)?, part(&own, false)?);
                reasons.push((reason, added, removed, added.minus(removed)?));
            }
        }
        let (added, removed) = (part(&|_| true, true)?, part(&|_| true, false)?);
        let of_baseline = |sum: Option<Ratio>| sum?.over(baseline?);
        Some(Self {
            added,
            removed,
            growth: of_baseline(added.minus(removed)),
            churn: of_baseline(added.plus(removed)),
            reasons,
        })
    }

    /// Whether the scope grew by more than a tenth.
    pub fn grew(&self) -> Option<bool> {
        Some(self.growth? > Ratio::new(1, 10)?)
    }

    /// Whether more than a quarter was exchanged while the sum stayed within a tenth: calm outside, busy inside.
    pub fn is_busy_inside(&self) -> Option<bool> {
        Some(self.churn? > Ratio::new(1, 4)? && self.growth?.size() < Ratio::new(1, 10)?)
    }
}
