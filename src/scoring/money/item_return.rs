//! What an item costs and brings back, from its size, its cost of delay a week and its likely day.
//!
//! Owns where the parts come from. The formulas are in `spending` and `present_value`.

use chrono::NaiveDate;

use super::interval::Accounts;
use super::returns::horizon;
use super::spending::Investment;
use crate::model::Workspace;
use crate::model::item::Item;
use crate::scoring::forecast::roadmap::Roadmap;
use crate::scoring::levels::effort;
use crate::scoring::ratio::Ratio;

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
        size: effort(workspace, item),
        cost_per_point: accounts.cost_per_point,
        supplier: None,
        weekly: item.weekly_cost.map(|cost| cost.0.into()),
        delivered: weeks,
        horizon: Some(horizon(workspace)),
    }
}
