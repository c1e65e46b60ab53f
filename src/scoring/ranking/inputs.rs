//! What a method reads of the records: estimates as exact numbers, the scale, and the words for both.

use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::Points;
use crate::model::settings::Settings;
use crate::scoring::ranking::wsjf::{self, Factor};
use crate::scoring::ratio::Ratio;

/// An estimate as an exact number.
pub fn ratio(points: Points) -> Option<Ratio> {
    points.value.map(Ratio::from)
}

/// The estimates of an item in the order of [`Factor::ALL`], as they were entered.
pub type Estimates = [Option<Number>; 4];

/// The estimates of an item.
pub const fn estimates(item: &Item) -> Estimates {
    [
        item.value.value,
        item.criticality.value,
        item.risk.value,
        item.size.value,
    ]
}

/// The four inputs of WSJF.
pub fn inputs(estimates: Estimates) -> wsjf::WsjfInputs {
    let [value, criticality, risk, size] = estimates.map(|number| number.map(Ratio::from));
    wsjf::WsjfInputs {
        value,
        criticality,
        risk,
        size,
    }
}

/// The same of an item.
pub fn wsjf_inputs(item: &Item) -> wsjf::WsjfInputs {
    inputs(estimates(item))
}

/// The workspace's scale.
pub fn scale(workspace: &Workspace) -> Vec<Ratio> {
    workspace
        .the::<Settings>()
        .scale
        .iter()
        .copied()
        .map(Ratio::from)
        .collect()
}

/// The word for a factor in “needs: …”.
pub const fn factor_word(factor: Factor) -> &'static str {
    match factor {
        Factor::Value => "value",
        Factor::Criticality => "time criticality",
        Factor::Risk => "risk / opportunity",
        Factor::Size => "job size",
    }
}
