//! Money of planning intervals: what each was planned to cost and cost, how long the cash lasts, and how a frozen scope
//! stands.
//!
//! Owns how budget lines, baselines and items are added up. The formulas are in `spending` and `earned`.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::earned::{FrozenScope, ScopeMoves};
use super::spending::Burn;
use crate::model::Workspace;
use crate::model::field::Money;
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::{Item, State};
use crate::model::money::{Baseline, BudgetLine};
use crate::model::settings::Settings;
use crate::scoring::levels;
use crate::scoring::plan::coming::{increment_of, is_over};
use crate::scoring::plan::inputs::planned;
use crate::scoring::plan::{in_time, iterations};
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

/// One of the four sums of an interval: its name, which budget lines count for it, and what they add.
pub type SumOf = (
    &'static str,
    fn(&BudgetLine) -> bool,
    fn(&BudgetLine) -> Option<Money>,
);

/// The sums of an interval. A line of income costs nothing, and a line of cost brings nothing: what such a line leaves
/// blank is not unknown.
pub const SUMS: [SumOf; 4] = [
    ("Planned to cost", costs, |line| line.planned),
    ("Cost", costs, |line| line.actual),
    ("Planned income", brings, |line| line.income_planned),
    ("Income", brings, |line| line.income_actual),
];

const fn costs(line: &BudgetLine) -> bool {
    line.planned.is_some() || line.income_planned.is_none()
}

const fn brings(line: &BudgetLine) -> bool {
    line.income_planned.is_some() || line.income_actual.is_some()
}

impl IntervalMoney {
    /// Adds up the budget lines of an interval.
    fn of(lines: &[&BudgetLine]) -> Self {
        let [planned, actual, income_planned, income_actual] = SUMS.map(|(_, counts, of)| {
            let own = lines.iter().copied().filter(|line| counts(line));
            PartSum::of(own.map(of))
        });
        Self {
            lines: lines.len(),
            planned,
            actual,
            income_planned,
            income_actual,
        }
    }

    /// The four sums, as [`SUMS`] names them.
    pub const fn sums(&self) -> [PartSum; 4] {
        [
            self.planned,
            self.actual,
            self.income_planned,
            self.income_actual,
        ]
    }
}

/// The money of a workspace, added up once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounts {
    /// The intervals that have budget lines, in the order of their days.
    pub intervals: Vec<(Id, IntervalMoney)>,
    /// How fast money goes, over the intervals whose cost is known: the mean of the last three, and how many more the
    /// cash carries at the income of the last one.
    pub burn: Burn,
    /// What a point costs: as it is set, else what was spent over the points that were done for it.
    pub cost_per_point: Option<Ratio>,
}

impl Accounts {
    /// Adds up every budget line.
    pub fn of(workspace: &Workspace) -> Self {
        let mut lines: BTreeMap<Id, Vec<&BudgetLine>> = BTreeMap::new();
        for line in workspace.all::<BudgetLine>() {
            if let Some(increment) = line.increment.0 {
                lines.entry(increment).or_default().push(line);
            }
        }
        let money = |one: &Increment| Some((one.id, IntervalMoney::of(lines.get(&one.id)?)));
        let intervals: Vec<(Id, IntervalMoney)> =
            in_time(workspace).into_iter().filter_map(money).collect();
        let known = intervals
            .iter()
            .filter_map(|(id, money)| Some((*id, money.actual.whole()?, money)));
        let known: Vec<(Id, Ratio, &IntervalMoney)> = known.collect();
        let actuals: Vec<Option<Ratio>> =
            known.iter().map(|(_, actual, _)| Some(*actual)).collect();
        let income = known
            .last()
            .map(|(.., money)| money.income_actual.whole().unwrap_or(Ratio::ZERO));
        let spent_in: BTreeSet<Id> = known.iter().map(|(id, ..)| *id).collect();
        let settings = workspace.the::<Settings>();
        let cash = settings.cash.map(|cash| cash.0.into());
        let burn = Burn::of(&actuals, income, cash, done_points(workspace, &spent_in));
        let own = settings.cost_per_point.map(|cost| cost.0.into());
        Self {
            intervals,
            cost_per_point: own.or(burn.cost_per_point),
            burn,
        }
    }

    /// The money of an interval; nothing where it has no budget line.
    pub fn interval(&self, increment: Id) -> IntervalMoney {
        let found = self.intervals.iter().find(|(id, _)| *id == increment);
        found.map_or_else(IntervalMoney::default, |(_, money)| *money)
    }
}

/// The points of the done items of some intervals; `None` when one of them has no size.
fn done_points(workspace: &Workspace, increments: &BTreeSet<Id>) -> Option<Ratio> {
    if increments.is_empty() {
        return Some(Ratio::ZERO);
    }
    let items = workspace
        .all::<Item>()
        .filter(|item| item.state == State::Done);
    let items = items.filter(|item| {
        increment_of(workspace, item).is_some_and(|increment| increments.contains(&increment))
    });
    items
        .filter(|item| levels::counts(workspace, item))
        .map(|item| levels::shared(workspace, item).map(Ratio::from))
        .try_fold(Ratio::ZERO, |sum, size| sum.plus(size?))
}

/// The items that make the scope of an interval: what is planned in it, but for what is parked or declined.
pub fn scope_of(workspace: &Workspace, increment: Option<Id>) -> impl Iterator<Item = &Item> {
    let increment = increment.into_iter();
    increment.flat_map(|increment| planned(workspace, increment))
}

/// A frozen scope as it stands on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScopeNow {
    /// The parts of earned value.
    pub scope: FrozenScope,
    /// How the scope moved, and why; `None` when a number does not fit.
    pub moves: Option<ScopeMoves>,
    /// How many items of today's scope have no size.
    pub unsized_items: usize,
}

/// Holds a baseline against its interval as it is on a day.
pub fn since(
    workspace: &Workspace,
    accounts: &Accounts,
    baseline: &Baseline,
    today: Option<NaiveDate>,
) -> ScopeNow {
    let increment = baseline.increment.0;
    let mut changes: Vec<(&str, Ratio)> = Vec::new();
    let mut unsized_items = 0;
    let mut done = Some(Ratio::ZERO);
    let mut stays = BTreeSet::new();
    for item in scope_of(workspace, increment) {
        stays.insert(item.id);
        let Some(size) = levels::shared(workspace, item).map(Ratio::from) else {
            unsized_items += 1;
            continue;
        };
        let frozen = baseline.sizes.of(item.id).map(Ratio::from);
        match frozen {
            None if item.requester.0.is_some() => changes.push(("asked", size)),
            None => changes.push(("found", size)),
            Some(before) if before != size => {
                changes.extend(size.minus(before).map(|change| ("re-estimated", change)));
            }
            Some(_) => {}
        }
        if item.state == State::Done {
            done = done.and_then(|done| done.plus(size));
        }
    }
    let gone = baseline
        .sizes
        .0
        .iter()
        .filter(|(id, _)| !stays.contains(id));
    let gone = gone.filter_map(|(_, size)| Ratio::ZERO.minus((*size).into()));
    changes.extend(gone.map(|change| ("dropped", change)));
    let points = Ratio::sum(baseline.sizes.0.iter().map(|(_, size)| Ratio::from(*size)));
    let moves = ScopeMoves::of(points, &changes);
    let iterations = increment.map_or_else(Vec::new, |id| iterations(workspace, id));
    let passed = iterations
        .iter()
        .filter(|one| is_over(one.ends, today))
        .count();
    let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    ScopeNow {
        scope: FrozenScope {
            budget: baseline.budget.map(|budget| budget.0.into()),
            points,
            done,
            added: moves.as_ref().map(|moves| moves.added),
            removed: moves.as_ref().map(|moves| moves.removed),
            iterations: number(iterations.len()),
            passed: number(passed),
            actual: increment.and_then(|id| accounts.interval(id).actual.known),
        },
        moves,
        unsized_items,
    }
}
