//! How amounts of delay cost are written, as numbers and as money.

use crate::model::Workspace;
use crate::model::format::grouped;
use crate::model::product::Product;
use crate::scoring::ratio::Ratio;

/// A number with no more than two decimals and its thousands parted: `11,078`, `2.5`.
pub fn short(number: Ratio) -> String {
    grouped(&number.to_short())
}

/// An amount of money in the currency of the product.
pub fn money(workspace: &Workspace, amount: Ratio) -> String {
    match workspace.the::<Product>().currency.as_str() {
        "" => format!("{} (money)", short(amount)),
        currency => format!("{currency} {}", short(amount)),
    }
}
