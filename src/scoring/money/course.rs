//! The course of the money: interval by interval what was planned, what was spent, what is to be expected, and when the
//! cash and the budget are used up.
//!
//! Owns what the picture of it shows; screens and documents draw it. The pace is that of `spending`.

use super::interval::Accounts;
use crate::model::Workspace;
use crate::model::format::count;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::settings::Settings;
use crate::scoring::plan::in_time;
use crate::scoring::price::amounts::money;
use crate::scoring::ratio::Ratio;

/// The money of one interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CourseStep {
    /// The interval.
    pub increment: Id,
    /// What it was planned to cost, where all of it is known.
    pub planned: Option<Ratio>,
    /// What it cost, where all of it is known.
    pub spent: Option<Ratio>,
    /// What it will cost at the pace of the last ones, where that is not known yet.
    pub expected: Option<Ratio>,
    /// The cash that is left after it, of one that is still to come; below zero, what is lacking.
    pub cash: Option<Ratio>,
}

impl CourseStep {
    /// What it cost or will cost.
    pub fn cost(&self) -> Option<Ratio> {
        self.spent.or(self.expected)
    }
}

/// The intervals from the first with a budget on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetCourse {
    /// The intervals in the order of their days.
    pub steps: Vec<CourseStep>,
    /// After how many of them the cash is used up, the last one in part.
    pub cash_ends: Option<Ratio>,
    /// In which of them, by position, the sum of all plans is used up.
    pub budget_ends: Option<usize>,
    /// The sum of all plans, where each is known.
    pub budget: Option<Ratio>,
}

impl BudgetCourse {
    /// The course of a workspace; nothing without a budget.
    pub fn of(workspace: &Workspace, accounts: &Accounts) -> Self {
        let all = in_time(workspace);
        let budgeted = |one: &&Increment| accounts.intervals.iter().any(|(id, _)| *id == one.id);
        let first = all.iter().position(budgeted);
        let all = first.and_then(|first| all.get(first..)).unwrap_or_default();
        let known = |one: &Increment| accounts.interval(one.id).actual.whole();
        let last_known = all.iter().rposition(|one| known(one).is_some());
        let begins = last_known.map_or(0, |last| last + 1);
        let burn = &accounts.burn;
        let cash = workspace.the::<Settings>().cash.map(|cash| cash.0.into());
        let left = |at: usize| -> Option<Ratio> {
            let passed = Ratio::count((at + 1).checked_sub(begins).filter(|n| *n > 0)?);
            let cash: Ratio = cash?;
            cash.minus(burn.net?.times(passed)?)
        };
        let step = |(at, one): (usize, &&Increment)| {
            let spent = known(one);
            CourseStep {
                increment: one.id,
                planned: accounts.interval(one.id).planned.whole(),
                spent,
                expected: burn.burn.filter(|_| spent.is_none()),
                cash: left(at),
            }
        };
        let steps: Vec<CourseStep> = all.iter().enumerate().map(step).collect();
        let plans: Option<Vec<Ratio>> = steps
            .iter()
            .filter(|step| accounts.interval(step.increment).lines > 0)
            .map(|step| step.planned)
            .collect();
        let budget = plans.filter(|plans| !plans.is_empty()).and_then(Ratio::sum);
        let mut spent = Some(Ratio::ZERO);
        let over = steps.iter().position(|step| {
            spent = spent.and_then(|spent| spent.plus(step.cost()?));
            spent
                .zip(budget)
                .is_some_and(|(spent, budget)| spent > budget)
        });
        Self {
            cash_ends: burn
                .runway
                .filter(|_| last_known.is_some())
                .and_then(|runway| runway.plus(Ratio::count(begins))),
            budget_ends: over,
            budget,
            steps,
        }
    }

    /// The largest amount of it.
    pub fn largest(&self) -> Option<Ratio> {
        let amounts = self.steps.iter();
        let amounts = amounts.flat_map(|step| [step.planned, step.cost()]);
        amounts.flatten().max()
    }

    /// When the budget is used up, in words; nothing while that is not known.
    pub fn budget_words(&self, workspace: &Workspace) -> Option<String> {
        let budget = money(workspace, self.budget?);
        let all = self.steps.iter();
        let all = all.filter(|step| step.planned.is_some()).count();
        let intervals = count(all, "interval", "intervals");
        Some(match self.budget_ends.and_then(|at| self.steps.get(at)) {
            Some(step) => format!(
                "The {budget} planned for {intervals} are used up in {}.",
                workspace.name::<Increment>(Some(step.increment))
            ),
            None if self.steps.iter().all(|step| step.cost().is_some()) => {
                format!("The {budget} planned for {intervals} are enough.")
            }
            None => return None,
        })
    }
}
