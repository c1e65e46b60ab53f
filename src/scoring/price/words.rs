//! A price in words: first who comes later and by how much time, then what that costs.
//!
//! Owns the sentences, and how amounts of delay cost are written. What is unknown is said; a sum that leaves
//! something out is “at least”. Knows no screen.

mod penalties;

pub use self::penalties::dates;

use self::penalties::Penalties;
use super::amounts::{delay, money, short, tenths};
use super::moves::PinPrice;
use super::placing::Placing;
use super::terms::Terms;
use super::total::{Total, Unit};
use crate::model::Workspace;
use crate::model::format::{capital, count, day_count};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::product::Product;
use crate::model::words::worded;
use crate::scoring::ratio::Ratio;

/// How many of those who pay are named.
pub const DEAREST: usize = 3;

/// What delay costs are counted in, for a heading.
pub fn unit(workspace: &Workspace, terms: Terms) -> String {
    let currency = workspace.the::<Product>().currency.as_str();
    let unit = match (terms.unit, currency) {
        (Unit::Points, _) => "cost of delay points",
        (Unit::Money, "") => "money",
        (Unit::Money, currency) => currency,
    };
    if terms.unit == Unit::Money && !terms.knows_weeks() {
        return format!("{unit}, if a point takes a week");
    }
    unit.to_owned()
}

/// A delay cost that was added up over points of work, with no name of its unit but a currency.
pub fn bare(workspace: &Workspace, terms: Terms, over_points: Ratio) -> String {
    let cost = terms.cost(over_points);
    match terms.unit {
        Unit::Money if !workspace.the::<Product>().currency.is_empty() => money(workspace, cost),
        Unit::Money => short(cost),
        Unit::Points => tenths(cost),
    }
}

/// The same with its unit, and what it takes for granted.
pub fn amount(workspace: &Workspace, terms: Terms, over_points: Ratio) -> String {
    let cost = priced(workspace, terms, over_points);
    if terms.unit == Unit::Money && !terms.knows_weeks() {
        return format!("{cost} if a point takes a week");
    }
    cost
}

/// The same with its unit: `EUR 81`, `39.8 cost of delay points`.
pub fn priced(workspace: &Workspace, terms: Terms, over_points: Ratio) -> String {
    written(workspace, terms, terms.cost(over_points))
}

/// What a week without something costs, where [`unit()`] is said beside it: `EUR 81`, `10`.
pub fn worth(workspace: &Workspace, terms: Terms, weekly: Ratio) -> String {
    match terms.unit {
        Unit::Points => tenths(weekly),
        Unit::Money => money(workspace, weekly),
    }
}

fn written(workspace: &Workspace, terms: Terms, cost: Ratio) -> String {
    match terms.unit {
        Unit::Points => delay(cost),
        Unit::Money => money(workspace, cost),
    }
}

/// What is paid less what is gained, of the two as they are written: a reader who subtracts finds the same.
fn difference(terms: Terms, paid: Ratio, gained: Ratio) -> Option<Ratio> {
    let (places, parts) = match terms.unit {
        Unit::Points => (1, 10),
        Unit::Money => (2, 100),
    };
    let written = |sum: Ratio| {
        let digits = terms.cost(sum).to_decimal(places).replace('.', "");
        Ratio::new(digits.parse().ok()?, parts)
    };
    written(paid)?.minus(written(gained)?)
}

/// What an order costs until delivery; “at least” where it leaves something out.
pub fn whole(workspace: &Workspace, total: &Total) -> String {
    let least = if total.is_whole() { "" } else { "at least " };
    format!(
        "{least}{}",
        amount(workspace, total.terms, total.until_delivery)
    )
}

/// A stretch of time without its sign: weeks, or days where it is less than one.
pub fn span(weeks: Ratio) -> String {
    let weeks = weeks.size();
    if weeks >= Ratio::ONE {
        let digits = weeks.to_decimal(1);
        let digits = digits.strip_suffix(".0").unwrap_or(&digits);
        return format!("{digits} {}", if digits == "1" { "week" } else { "weeks" });
    }
    match weeks.times(Ratio::whole(7)).map(Ratio::rounded) {
        None | Some(0) => "less than a day".to_owned(),
        Some(days) => day_count(days),
    }
}

/// How long so much work takes: weeks where the pace is known.
pub fn time(terms: Terms, points: Ratio) -> String {
    let work = || format!("{} points of work", points.size().to_short());
    terms.weeks(points).map_or_else(work, span)
}

/// Who comes later or sooner, and what that costs: `2 items come 1 week later (costs EUR 81)`.
pub fn moved(workspace: &Workspace, placing: &Placing) -> String {
    let Some(first) = placing.passed.first() else {
        return "nobody waits longer for it".to_owned();
    };
    let items = count(
        placing.passed.len(),
        worded("item comes"),
        worded("items come"),
    );
    let Some(delay) = first.delay else {
        return format!("{items} later, how much is unknown (no job size)");
    };
    if delay.is_zero() {
        return "nobody waits longer for it: its job size is 0".to_owned();
    }
    let time = time(placing.terms, delay);
    let (way, verb, sum) = if delay.is_negative() {
        ("sooner", "saves", placing.gained)
    } else {
        ("later", "costs", placing.paid)
    };
    let sum = match (placing.unknown, sum.is_zero()) {
        (0, true) => format!("{verb} nothing"),
        (0, _) => format!("{verb} {}", priced(workspace, placing.terms, sum)),
        (_, true) => format!("what that {verb} is unknown"),
        (_, false) => format!("{verb} at least {}", priced(workspace, placing.terms, sum)),
    };
    format!("{items} {time} {way} ({sum})")
}

/// What the move brings or costs the item itself; an item that had no place has a cost until delivery.
pub fn own(workspace: &Workspace, placing: &Placing) -> Option<String> {
    if placing.passed.is_empty() || !placing.is_sized {
        return None;
    }
    let Some(own) = placing.own else {
        return Some("what it gains itself is unknown: no cost of delay".to_owned());
    };
    let sum = priced(workspace, placing.terms, own.size());
    let least = if placing.without_size > 0 || !placing.is_own_whole {
        "at least "
    } else {
        ""
    };
    let is_nothing = own.is_zero() && least.is_empty();
    Some(match placing.from {
        None => format!("its own cost until delivery is {sum}"),
        Some(from) if is_nothing && from > placing.to => "it gains nothing itself".to_owned(),
        Some(_) if is_nothing => "its own delay costs nothing".to_owned(),
        Some(from) if from > placing.to => format!("its own gain is {least}{sum}"),
        Some(_) => format!("its own delay costs {least}{sum}"),
    })
}

/// What all of it comes to; nothing where nobody is passed. A date that is missed is never passed over in silence.
pub fn net(workspace: &Workspace, placing: &Placing) -> Option<String> {
    if placing.passed.is_empty() || !placing.is_sized || placing.from.is_none() {
        return None;
    }
    let net = difference(placing.terms, placing.paid, placing.gained)?;
    let sum = written(workspace, placing.terms, net.size());
    let is_own_known = placing.own.is_some() && placing.without_size == 0;
    // What is unknown is a cost of those who come later, and a gain of those who come sooner.
    let is_up = placing.from > Some(placing.to);
    let is_least = net > Ratio::ZERO
        && if is_up {
            placing.is_own_whole
        } else {
            placing.unknown == 0
        };
    let penalties = Penalties::of(workspace, placing);
    let is_whole = is_own_known && placing.is_own_whole && placing.unknown == 0;
    if !(is_whole || is_own_known && is_least) {
        return Some("what the move costs in all is unknown".to_owned());
    }
    let sum = if is_whole {
        sum
    } else {
        format!("at least {sum}")
    };
    if let Some(said) = penalties.against(workspace, net, &sum) {
        return Some(said);
    }
    Some(match (net.is_zero(), placing.net.is_negative()) {
        (true, _) if placing.net.is_zero() => "in all it costs nothing".to_owned(),
        (true, true) => "in all it saves next to nothing".to_owned(),
        (true, false) => "in all it costs next to nothing".to_owned(),
        (false, true) => format!("in all it saves {sum}"),
        (false, false) => format!("in all it costs {sum}"),
    })
}

/// What a pin costs: how many come at another time, what they pay and save, the net.
pub fn pin_words(workspace: &Workspace, terms: Terms, price: PinPrice) -> String {
    if price.moved == 0 {
        return worded("no other item moves for it").to_owned();
    }
    let moved = count(price.moved, worded("item comes"), worded("items come"));
    let (paid, gained) = (price.paid, price.gained);
    let least = if price.unknown > 0 { "at least " } else { "" };
    let net = if price.unknown > 0 {
        format!(
            "{} without a cost of delay, so the sum is unknown",
            price.unknown
        )
    } else {
        let net = difference(terms, paid, gained).unwrap_or(price.net);
        let verb = if net.is_negative() { "saves" } else { "costs" };
        format!("{verb} {} in all", written(workspace, terms, net.size()))
    };
    let dates = match price.missed {
        0 => "",
        1 => "; it makes 1 date missed",
        _ => "; it makes dates missed",
    };
    format!(
        "{moved} at another time than by score (costs {least}{}, saves {least}{}); {net}{dates}",
        bare(workspace, terms, paid),
        bare(workspace, terms, gained),
    )
}

/// What the sums leave out; none when everything is known.
pub fn left_out(placing: &Placing) -> Option<String> {
    let mut parts = Vec::new();
    if placing.is_sized && placing.unknown > 0 {
        let what = match placing.terms.unit {
            Unit::Points => "cost of delay",
            Unit::Money => "cost of delay in money",
        };
        parts.push(format!("{} of them without a {what}", placing.unknown));
    }
    if placing.without_size > 0 {
        parts.push(format!(
            "{} of them without a job size",
            placing.without_size
        ));
    }
    (!parts.is_empty()).then(|| parts.join("; "))
}

/// Those who pay most, the dearest first.
pub fn dearest(placing: &Placing) -> impl Iterator<Item = (Id, Ratio)> {
    let passed = placing.passed.iter();
    let paying = passed.filter_map(|other| Some((other.id, other.cost?)));
    paying.filter(|(_, cost)| *cost > Ratio::ZERO).take(DEAREST)
}

/// A price in full, a sentence after the other: who comes later, who pays most, what is gained, the net, what is
/// not counted, what breaks.
pub fn full(workspace: &Workspace, placing: &Placing) -> String {
    let payers: Vec<String> = dearest(placing)
        .map(|(id, cost)| {
            let cost = bare(workspace, placing.terms, cost);
            format!("{} {cost}", title(workspace, id))
        })
        .collect();
    let most = match placing.passed.len() {
        one if payers.is_empty() || one == 0 => String::new(),
        all if all > payers.len() => format!(", most of all {}", payers.join(", ")),
        _ => format!(": {}", payers.join(", ")),
    };
    let mut words = vec![format!("{}{most}", moved(workspace, placing))];
    words.extend(own(workspace, placing));
    words.extend(dates(workspace, placing));
    words.extend(net(workspace, placing));
    words.extend(left_out(placing).map(|left| format!("not counted: {left}")));
    if placing.terms.unit == Unit::Money && !placing.terms.knows_weeks() {
        words.push("counted as if a point of work took a week".to_owned());
    }
    let broken = |ids: &[Id]| {
        let titles: Vec<String> = ids.iter().map(|id| title(workspace, *id)).collect();
        titles.join(", ")
    };
    if !placing.before_needs.is_empty() {
        let needs = broken(&placing.before_needs);
        words.push(format!(
            "but then it is ranked before what it depends on: {needs}"
        ));
    }
    let sentences = words.iter().map(|words| format!("{}.", capital(words)));
    sentences.collect::<Vec<_>>().join(" ")
}

fn title(workspace: &Workspace, id: Id) -> String {
    let item = workspace
        .get::<Item>(id)
        .filter(|item| !item.title.is_empty());
    item.map_or_else(
        || worded("an item without a title").to_owned(),
        |item| format!("“{}”", item.title),
    )
}
