//! Guardrails of a lean budget: what money goes to by horizon, the allocation of capacity, large initiatives that
//! somebody approved, business owners who take part.
//!
//! Owns what counts for each. What is unknown is no guardrail that was kept, and none that was broken.
//!
//! Source: lean budget guardrails of `SAFe`; the shares by horizon are its example and can be set.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::interval::Accounts;
use super::spending::Investment;
use crate::model::Workspace;
use crate::model::decision::{Decision, Outcome};
use crate::model::field::{Choice, FieldType, Value};
use crate::model::id::Id;
use crate::model::increment::Increment;
use crate::model::item::Item;
use crate::model::money::BudgetLine;
use crate::model::objective::Objective;
use crate::model::person::{Person, Role};
use crate::model::settings::Settings;
use crate::model::theme::{Horizon, Theme};
use crate::scoring::evaluation::Evaluation;
use crate::scoring::levels;
use crate::scoring::plan::allocation::whole_percents;
use crate::scoring::plan::coming::is_over;
use crate::scoring::plan::inputs::planned;
use crate::scoring::plan::targets::tolerance;
use crate::scoring::ratio::Ratio;

/// The horizons that have a share of the money: how a line of the settings begins, and the share where nobody set one.
const SHARES: [(&str, i64); 3] = [("H3", 10), ("H2", 20), ("H1", 70)];

/// What is measured by horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HorizonsOf {
    /// The planned money of budget lines.
    Money,
    /// The planned effort of items, by their themes.
    Effort {
        /// How many of them have no size.
        unsized_ones: usize,
    },
}

/// The share of a horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HorizonShare {
    /// `H1` and the like.
    pub name: &'static str,
    /// What goes to it, 0 to 1.
    pub share: Ratio,
    /// The same in whole percent; those of all horizons add up to 100.
    pub percent: u8,
    /// What should, 0 to 1.
    pub target: Ratio,
    /// Whether it is further off than the tolerance allows.
    pub is_off: bool,
}

/// A part of a whole that is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CountedPart {
    /// How many are.
    pub kept: usize,
    /// How many there are.
    pub all: usize,
}

/// How the guardrails stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guardrails {
    /// What the shares are of, and those of the horizons; none where no horizon is known.
    pub horizons: Option<(HorizonsOf, Vec<HorizonShare>)>,
    /// Of the coming interval's allocations, how many are on target.
    pub allocations: CountedPart,
    /// The open items whose cost is at least that of the settings.
    pub significant: Vec<Id>,
    /// Those of them that nobody approved.
    pub unapproved: Vec<Id>,
    /// Objectives with the business values they should have by now.
    pub objectives: CountedPart,
    /// Decisions a business owner took part in.
    pub decisions: CountedPart,
}

impl Guardrails {
    /// How they stand in a workspace on a day.
    pub fn of(
        workspace: &Workspace,
        accounts: &Accounts,
        evaluation: &Evaluation,
        today: Option<NaiveDate>,
    ) -> Self {
        let significant = significant(workspace, accounts);
        let approved = approved(workspace);
        let unapproved = significant.iter().filter(|id| !approved.contains(id));
        Self {
            horizons: horizons(workspace, evaluation.race.coming),
            allocations: allocations(evaluation),
            unapproved: unapproved.copied().collect(),
            significant,
            objectives: objectives(workspace, today),
            decisions: decisions(workspace),
        }
    }
}

/// The share that each horizon should have.
pub fn targets(workspace: &Workspace) -> [(&'static str, Ratio); 3] {
    let lines = &workspace.the::<Settings>().horizon_shares;
    SHARES.map(|(name, usual)| {
        let own = lines.iter().find_map(|line| {
            let (of, percent) = line.rsplit_once([':', '='])?;
            let is_it = of.trim().to_lowercase().starts_with(&name.to_lowercase());
            match FieldType::Percent.typed(percent, None) {
                Ok(Value::Number(percent)) if is_it => Some(Ratio::from(percent)),
                _ => None,
            }
        });
        let percent = own.unwrap_or(Ratio::whole(usual));
        (name, percent.over(Ratio::HUNDRED).unwrap_or(Ratio::ZERO))
    })
}

/// The shares of the horizons: of the money that is planned for the coming interval, or for all of them where that has no
/// line with a horizon; where no line has one, of the effort planned in the coming interval.
fn horizons(workspace: &Workspace, coming: Option<Id>) -> Option<(HorizonsOf, Vec<HorizonShare>)> {
    let lines = workspace.all::<BudgetLine>();
    let lines: Vec<(Option<Id>, Horizon, Ratio)> = lines
        .filter_map(|line| {
            let amount = line.planned.or(line.actual)?;
            Some((line.increment.0, line.horizon?, amount.0.into()))
        })
        .collect();
    let is_coming = |line: &&(Option<Id>, Horizon, Ratio)| coming.is_some() && line.0 == coming;
    let own: Vec<_> = lines.iter().filter(is_coming).collect();
    let money = if own.is_empty() {
        lines.iter().collect()
    } else {
        own
    };
    let money: Vec<(Horizon, Ratio)> = money.iter().map(|line| (line.1, line.2)).collect();
    let (of, parts) = if money.is_empty() {
        let items = coming.into_iter().flat_map(|id| planned(workspace, id));
        let effort = items.filter(|item| levels::counts(workspace, item));
        let effort = effort.filter_map(|item| {
            let theme = levels::said(workspace, item, |item| item.theme.0)?;
            let horizon = workspace.get::<Theme>(theme)?.horizon?;
            Some((horizon, levels::shared(workspace, item).map(Ratio::from)))
        });
        let effort: Vec<(Horizon, Option<Ratio>)> = effort.collect();
        let is_unsized = |(_, size): &&(Horizon, Option<Ratio>)| size.is_none();
        let unsized_ones = effort.iter().filter(is_unsized).count();
        let known = effort.iter().filter_map(|(of, size)| Some((*of, (*size)?)));
        (HorizonsOf::Effort { unsized_ones }, known.collect())
    } else {
        (HorizonsOf::Money, money)
    };
    let sum = Ratio::sum(parts.iter().map(|(_, amount)| *amount))?;
    let tolerance = tolerance(workspace).over(Ratio::HUNDRED)?;
    let amount = |(name, _): &(&str, i64)| {
        let own = parts
            .iter()
            .filter(|(of, _)| of.word().label.starts_with(name));
        Ratio::sum(own.map(|(_, amount)| *amount))
    };
    let mut amounts = SHARES.iter().map(amount).collect::<Option<Vec<_>>>()?;
    let known = Ratio::sum(amounts.iter().copied())?;
    // What looks ahead in another way takes its part.
    amounts.push(sum.minus(known)?);
    let percents = whole_percents(&amounts)?;
    // What has no size may be of any horizon.
    let is_known = !matches!(of, HorizonsOf::Effort { unsized_ones: 1.. });
    let each = targets(workspace).into_iter().zip(amounts).zip(percents);
    let share = |(((name, target), amount), percent): (((&'static str, Ratio), Ratio), u8)| {
        let share = amount.over(sum)?;
        Some(HorizonShare {
            name,
            share,
            percent,
            target,
            is_off: is_known && share.minus(target)?.size() > tolerance,
        })
    };
    let shares: Option<Vec<HorizonShare>> = each.map(share).collect();
    Some((of, shares?))
}

fn allocations(evaluation: &Evaluation) -> CountedPart {
    use crate::scoring::plan::allocation::Status;
    let buckets = evaluation.balance.allocation.iter();
    let all = buckets.flat_map(|allocation| &allocation.buckets);
    let all: Vec<_> = all.filter(|bucket| !bucket.target.is_zero()).collect();
    let on = all.iter().filter_map(|bucket| bucket.mix);
    CountedPart {
        kept: on.filter(|mix| mix.status == Status::On).count(),
        all: all.len(),
    }
}

/// What the work of an item costs.
fn cost(workspace: &Workspace, accounts: &Accounts, item: &Item) -> Option<Ratio> {
    let invested = Investment {
        size: levels::effort(workspace, item),
        cost_per_point: accounts.cost_per_point,
        ..Investment::default()
    };
    invested.cost()
}

/// The open items that cost at least as much as the settings call significant, the dearest first.
fn significant(workspace: &Workspace, accounts: &Accounts) -> Vec<Id> {
    let Some(least) = workspace.the::<Settings>().significant else {
        return Vec::new();
    };
    let items = workspace.all::<Item>().filter(|item| item.state.is_open());
    let mut all: Vec<(Ratio, Id)> = items
        .filter_map(|item| Some((cost(workspace, accounts, item)?, item.id)))
        .filter(|(cost, _)| *cost >= least.0.into())
        .collect();
    all.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
    all.into_iter().map(|(_, id)| id).collect()
}

/// The items with a yes in the log that has a day and says who decided.
fn approved(workspace: &Workspace) -> BTreeSet<Id> {
    let decisions = workspace.all::<Decision>();
    let yes = decisions.filter(|one| {
        one.outcome == Some(Outcome::Commit) && one.date.is_some() && !one.decided_by.0.is_empty()
    });
    yes.filter_map(|one| one.item.0).collect()
}

/// Objectives with a planned value, and once their interval is over a reached one.
fn objectives(workspace: &Workspace, today: Option<NaiveDate>) -> CountedPart {
    let mut part = CountedPart::default();
    for one in workspace.all::<Objective>() {
        let interval = one
            .increment
            .0
            .and_then(|id| workspace.get::<Increment>(id));
        let is_past = interval.is_some_and(|interval| is_over(interval.ends, today));
        part.all += 1;
        let is_valued = one.planned_value.is_some() && (!is_past || one.actual_value.is_some());
        part.kept += usize::from(is_valued);
    }
    part
}

fn decisions(workspace: &Workspace) -> CountedPart {
    let is_owner = |id: &Id| {
        let person = workspace.get::<Person>(*id);
        let mut roles = person.into_iter().flat_map(|person| &person.roles);
        roles.any(|role| Role::of(role) == Some(Role::BusinessOwner))
    };
    let mut part = CountedPart::default();
    for one in workspace.all::<Decision>() {
        part.all += 1;
        part.kept += usize::from(one.decided_by.0.iter().any(is_owner));
    }
    part
}
