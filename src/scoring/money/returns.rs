//! What money that comes back over weeks is worth today, by the settings of a workspace.
//!
//! Owns the horizon, the discount and the return of a point. Knows no order and no day.

use super::interval::Accounts;
use super::present_value::{Flow, PresentValue, present_value};
use super::spending::Investment;
use crate::model::Workspace;
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::scoring::ratio::Ratio;

/// How many weeks gains count where nobody has said.
const HORIZON: Number = Number::whole(52);

/// How many weeks gains count.
pub(super) fn horizon(workspace: &Workspace) -> Ratio {
    let own = workspace.the::<Settings>().horizon;
    own.unwrap_or(HORIZON).into()
}

/// What the return of every item of a workspace is reckoned with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReturnTerms {
    /// What one a week is worth today over the horizon of the settings, from now on; none without a discount.
    pub annuity: Option<Ratio>,
    /// What a point costs.
    pub cost_per_point: Option<Ratio>,
}

impl ReturnTerms {
    /// Those of a workspace, as if every item were live now: an order must not rest on days that follow from it.
    pub fn of(workspace: &Workspace) -> Self {
        let unit = Investment {
            size: Some(Ratio::ZERO),
            cost_per_point: Some(Ratio::ZERO),
            supplier: None,
            weekly: Some(Ratio::ONE),
            delivered: Some(Ratio::ZERO),
            horizon: Some(horizon(workspace)),
        };
        Self {
            annuity: worth_today(workspace, &unit).map(|worth| worth.value),
            cost_per_point: Accounts::of(workspace).cost_per_point,
        }
    }

    /// What a point of an item of this size and weekly worth brings: (weekly × annuity − size × cost of a point) ÷ size.
    pub fn of_a_point(&self, weekly: Ratio, size: Ratio) -> Option<Ratio> {
        let cost = size.times(self.cost_per_point?)?;
        weekly.times(self.annuity?)?.minus(cost)?.over(size)
    }
}

/// What it is worth today at the discount of the settings: the cost now, then a gain each week it is live; `None` where a
/// part is unknown.
pub fn worth_today(workspace: &Workspace, item: &Investment) -> Option<PresentValue> {
    let discount = Ratio::from(workspace.the::<Settings>().discount?.0).over(Ratio::HUNDRED)?;
    let weekly = item.weekly?;
    // The gain of a week is there at its end.
    let (live_from, until) = (item.delivered?.floor(), item.horizon?.floor());
    let mut flows: Vec<Flow> = vec![(0, Ratio::ZERO.minus(item.cost()?)?)];
    for week in live_from + 1..=until {
        flows.push((u32::try_from(week).ok()?, weekly));
    }
    present_value(&flows, discount)
}
