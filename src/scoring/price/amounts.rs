//! How amounts of delay cost are written, as numbers and as money.

use crate::model::Workspace;
use crate::model::format::grouped;
use crate::model::product::Product;
use crate::scoring::ratio::Ratio;

/// Cost of delay that adds up while something waits; after it `a week` where it is what each week adds:
/// `39.8 cost of delay points`.
pub fn delay(sum: Ratio) -> String {
    let number = tenths(sum);
    let unit = if number == "1" { "point" } else { "points" };
    format!("{number} cost of delay {unit}")
}

/// A number with no more than one decimal and its thousands parted: `11,078`, `39.8`.
pub fn tenths(number: Ratio) -> String {
    let number = number.to_decimal(1);
    grouped(number.strip_suffix(".0").unwrap_or(&number))
}

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
