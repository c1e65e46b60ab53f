//! Money of planning intervals: what each was planned to cost and cost, how long the cash lasts, and how a frozen scope
//! stands.
//!
//! Owns how budget lines, baselines and items are added up. The formulas are in `spending` and `earned`.

use chrono::NaiveDate;

use super::earned::{Scope, ScopeMoves};
use super::spending::Burn;
use crate::model::Workspace;
use crate::model::field::Money;
use crate::model::id::Id;
use crate::model::increment::{Increment, Iteration};
use crate::model::item::{Item, State};
use crate::model::money::{Baseline, BudgetLine};
use crate::model::settings::Settings;
use crate::scoring::plan::coming::{increment_of, is_over};
use crate::scoring::ratio::Ratio;

/// A sum, and how many of its parts are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct PartSum {
    /// The sum of what is known; `None` when nothing is.
    pub known: Option<Ratio>,
    /// How many parts are unknown.
    pub unknown: usize,
}

impl PartSum {
    fn of(parts: impl Iterator<Item = Option<Money>>) -> Self {
        let mut sum = Self::default();
        for part in parts {
            match part {
                Some(amount) => {
                    let amount = Ratio::from(amount.0);
                    sum.known = sum.known.map_or(Some(amount), |known| known.plus(amount));
                }
                None => sum.unknown += 1,
            }
        }
        sum
    }

    /// The sum, where all of it is known.
    pub const fn whole(self) -> Option<Ratio> {
        if self.unknown == 0 { self.known } else { None }
    }
}

/// The money of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct IntervalMoney {
    /// How many budget lines it has.
    pub lines: usize,
    /// What it was planned to cost.
    pub planned: PartSum,
    /// What it cost.
    pub actual: PartSum,
    /// The income that was planned.
    pub income_planned: PartSum,
    /// The income there was.
    pub income_actual: PartSum,
}

/// Adds up the budget lines of an interval.
pub fn of_interval(workspace: &Workspace, increment: Id) -> IntervalMoney {
    let lines: Vec<&BudgetLine> = workspace
        .all::<BudgetLine>()
        .filter(|line| line.increment.0 == Some(increment))
        .collect();
    // A line of income costs nothing, and a line of cost brings nothing: what such a line leaves blank is not unknown.
    let costs = |line: &&BudgetLine| line.planned.is_some() || line.income_planned.is_none();
    let cost = |of: fn(&BudgetLine) -> Option<Money>| {
        PartSum::of(lines.iter().copied().filter(costs).map(of))
    };
    let brings = |line: &&BudgetLine| line.income_planned.is_some() || line.income_actual.is_some();
    let income = |of: fn(&BudgetLine) -> Option<Money>| {
        PartSum::of(lines.iter().copied().filter(brings).map(of))
    };
    IntervalMoney {
        lines: lines.len(),
        planned: cost(|line| line.planned),
        actual: cost(|line| line.actual),
        income_planned: income(|line| line.income_planned),
        income_actual: income(|line| line.income_actual),
    }
}

/// The intervals in the order of their days.
pub fn in_order(workspace: &Workspace) -> Vec<&Increment> {
    let mut all: Vec<&Increment> = workspace.all::<Increment>().collect();
    all.sort_by(|one, other| {
        let days = |one: &Increment| (one.starts.is_none(), one.starts);
        days(one)
            .cmp(&days(other))
            .then_with(|| alphanumeric_sort::compare_str(&one.name, &other.name))
    });
    all
}

/// How fast money goes, over the intervals whose cost is known: the mean of the last three, and how many more the cash
/// carries at the income of the last one.
pub fn burn(workspace: &Workspace) -> Burn {
    let (mut actuals, mut income, mut points) = (Vec::new(), None, Some(Ratio::ZERO));
    for increment in in_order(workspace) {
        let money = of_interval(workspace, increment.id);
        let Some(actual) = money.actual.whole() else {
            continue;
        };
        actuals.push(Some(actual));
        income = Some(money.income_actual.whole().unwrap_or(Ratio::ZERO));
        points = points
            .zip(done_points(workspace, increment.id))
            .and_then(|(sum, done)| sum.plus(done));
    }
    let cash = workspace.the::<Settings>().cash.map(|cash| cash.0.into());
    Burn::of(&actuals, income, cash, points)
}

/// What a point costs: as it is set, else what was spent over the points that were done for it.
pub fn cost_per_point(workspace: &Workspace) -> Option<Ratio> {
    let own = workspace
        .the::<Settings>()
        .cost_per_point
        .map(|cost| cost.0.into());
    own.or_else(|| burn(workspace).cost_per_point)
}

/// The points of the done items of an interval; `None` when one of them has no size.
fn done_points(workspace: &Workspace, increment: Id) -> Option<Ratio> {
    let items = workspace
        .all::<Item>()
        .filter(|item| item.state == State::Done);
    let items = items.filter(|item| increment_of(workspace, item) == Some(increment));
    items
        .map(|item| item.size.value.map(Ratio::from))
        .try_fold(Ratio::ZERO, |sum, size| sum.plus(size?))
}

/// A frozen scope as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeNow {
    /// The parts of earned value.
    pub scope: Scope,
    /// How the scope moved, and why; `None` when a number does not fit.
    pub moves: Option<ScopeMoves>,
    /// How many items of today's scope have no size.
    pub unsized_items: usize,
}

/// Holds a baseline against its interval as it is on a day.
pub fn since(workspace: &Workspace, baseline: &Baseline, today: Option<NaiveDate>) -> ScopeNow {
    let increment = baseline.increment.0;
    let is_in = |item: &&Item| {
        increment.is_some()
            && increment_of(workspace, item) == increment
            && !matches!(item.state, State::Parked | State::Declined)
    };
    let mut changes: Vec<(&str, Ratio)> = Vec::new();
    let mut unsized_items = 0;
    let mut done = Some(Ratio::ZERO);
    for item in workspace.all::<Item>().filter(is_in) {
        let Some(size) = item.size.value.map(Ratio::from) else {
            unsized_items += 1;
            continue;
        };
        let frozen = baseline.sizes.of(item.id).map(Ratio::from);
        match frozen {
            None => changes.push((
                if item.requester.0.is_some() {
                    "asked"
                } else {
                    "found"
                },
                size,
            )),
            Some(before) if before != size => {
                changes.extend(size.minus(before).map(|change| ("re-estimated", change)));
            }
            Some(_) => {}
        }
        if item.state == State::Done {
            done = done.and_then(|done| done.plus(size));
        }
    }
    for (id, size) in &baseline.sizes.0 {
        let stays = workspace.get::<Item>(*id).is_some_and(|item| is_in(&item));
        if !stays {
            changes.extend(
                Ratio::ZERO
                    .minus((*size).into())
                    .map(|change| ("dropped", change)),
            );
        }
    }
    let points = Ratio::sum(baseline.sizes.0.iter().map(|(_, size)| Ratio::from(*size)));
    let moves = ScopeMoves::of(points, &changes);
    let iterations: Vec<&Iteration> = workspace
        .all::<Iteration>()
        .filter(|one| one.increment.0 == increment)
        .collect();
    let passed = iterations
        .iter()
        .filter(|one| is_over(one.ends, today))
        .count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ScopeNow {
        scope: Scope {
            budget: baseline.budget.map(|budget| budget.0.into()),
            points,
            done,
            added: moves.as_ref().map(|moves| moves.added),
            removed: moves.as_ref().map(|moves| moves.removed),
            iterations: number(iterations.len()),
            passed: number(passed),
            actual: increment.and_then(|id| of_interval(workspace, id).actual.known),
        },
        moves,
        unsized_items,
    }
}
