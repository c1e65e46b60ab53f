//! The words of delay costs: numbers, units, and what a move comes to.
//!
//! Owns how a delay cost is written. The sums are in `scoring`.

use crate::model::Workspace;
use crate::model::product::Product;
use crate::scoring::price::placing::Placing;
use crate::scoring::price::total::Unit;
use crate::scoring::ratio::Ratio;

/// A number with two decimals, or none when it is whole.
pub fn short(number: Ratio) -> String {
    number.to_short()
}

/// The unit of a delay cost: cost of delay times job size.
pub fn unit(workspace: &Workspace, unit: Unit) -> String {
    let currency = workspace.the::<Product>().currency.as_str();
    match unit {
        Unit::Points => "points × points".to_owned(),
        Unit::Money if currency.is_empty() => "money a week × points".to_owned(),
        Unit::Money => format!("{currency} a week × points"),
    }
}

/// What a move comes to.
pub fn net(placing: &Placing) -> String {
    let words = if placing.passed.is_empty() {
        return "nobody is passed".to_owned();
    } else if !placing.is_sized {
        return "its price is unknown without a size".to_owned();
    } else if placing.from.is_none() {
        format!("the others pay {}", short(placing.paid))
    } else if placing.net.is_zero() {
        "costs nothing".to_owned()
    } else if placing.net.is_negative() {
        format!("pays for itself by {}", short(placing.net.size()))
    } else {
        format!("dearer by {}", short(placing.net))
    };
    let is_partly_unknown = placing.unknown > 0
        || placing.without_size > 0
        || (placing.from.is_some() && placing.own.is_none());
    if is_partly_unknown {
        format!("{words}, as far as known")
    } else {
        words
    }
}

/// Who pays and who gains by a move, in all.
pub fn paid_and_gained(placing: &Placing) -> String {
    let own = placing.own.unwrap_or(Ratio::ZERO);
    let is_sized = placing.is_sized;
    let others = |sum: Ratio, own: Ratio| sum.minus(own.size()).unwrap_or(sum);
    let mut parts = Vec::new();
    if is_sized && (own.is_negative() || placing.from.is_none()) {
        parts.push(format!("they pay {}", short(placing.paid)));
    } else if is_sized && placing.paid != own {
        parts.push(format!("they pay {}", short(others(placing.paid, own))));
    }
    let saved = if own.is_negative() {
        others(placing.gained, own)
    } else {
        placing.gained
    };
    if !saved.is_zero() {
        parts.push(format!("they gain {}", short(saved)));
    }
    parts.push(match (placing.own, placing.from) {
        (None, _) => "its own cost of delay is unknown".to_owned(),
        (Some(_), None) if !is_sized => "its own cost is unknown".to_owned(),
        (Some(own), None) => format!("its own cost is {}", short(own)),
        (Some(own), _) if own.is_negative() => format!("it gains {}", short(own.size())),
        (Some(own), _) => format!("it pays {}", short(own)),
    });
    parts.join(", ")
}

/// What the sums of a move leave out; none when everything is known.
pub fn left_out(placing: &Placing) -> Option<String> {
    let items = |count: usize| format!("{count} {}", if count == 1 { "item" } else { "items" });
    let mut parts = Vec::new();
    if !placing.is_sized {
        parts.push("it has no size: how much later the others are is unknown".to_owned());
    } else if placing.unknown > 0 {
        parts.push(format!(
            "unknown cost of delay, not counted: {}",
            items(placing.unknown)
        ));
    }
    if placing.without_size > 0 {
        parts.push(format!(
            "passed without a size: {}",
            items(placing.without_size)
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}
