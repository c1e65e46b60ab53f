//! What an item costs and brings back, from its size, its cost of delay a week and its likely day.
//!
//! Owns where the parts come from. The formulas are in `spending` and `present_value`.

use chrono::NaiveDate;

use super::interval::Accounts;
use super::present_value::{Flow, PresentValue, present_value};
use super::spending::Investment;
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::settings::Settings;
use crate::scoring::forecast::roadmap::Roadmap;
use crate::scoring::plan::cut::remaining;
use crate::scoring::ratio::Ratio;

/// How many weeks gains count where nobody has said.
const HORIZON: Number = Number::whole(52);

/// What an item costs and brings. It is delivered on the day that holds in 85 of 100 cases.
pub fn of_item(
    workspace: &Workspace,
    accounts: &Accounts,
    roadmap: &Roadmap,
    today: Option<NaiveDate>,
    item: &Item,
) -> Investment {
    let likely = roadmap.item(item.id).and_then(|said| said.as_ref().ok());
    let day = likely.and_then(|likely| likely.days.likely);
    let weeks = day
        .zip(today)
        .and_then(|(day, today)| Ratio::new((day - today).num_days().max(0).into(), 7));
    Investment {
        size: remaining(item),
        cost_per_point: accounts.cost_per_point,
        supplier: None,
        weekly: item.weekly_cost.map(|cost| cost.0.into()),
        delivered: weeks,
        horizon: Some(
            workspace
                .the::<Settings>()
                .horizon
                .unwrap_or(HORIZON)
                .into(),
        ),
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
