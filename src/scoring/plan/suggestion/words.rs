//! A suggestion in words.
//!
//! Owns the sentences; the names of items and buckets come from whoever asks. Knows no number of its own.

use super::binding::Broken;
use super::greedy::GreedyChoice;
use super::left::Left;
use super::price::{Limit, LimitPrice};
use super::{Aside, ChoiceStand, PlanQuestion, Reach, Suggestion};
use crate::model::format::{count, percent};
use crate::model::words::ITEMS;
use crate::scoring::price::amounts::{short, tenths};
use crate::scoring::ratio::Ratio;

/// How people call what stands at a position.
#[derive(Clone, Copy)]
pub struct PositionNames<'a> {
    /// The items.
    pub items: &'a dyn Fn(usize) -> String,
    /// The buckets.
    pub buckets: &'a dyn Fn(usize) -> String,
    /// What a plan or a part of it is worth.
    pub values: &'a dyn Fn(Ratio) -> String,
}

impl PositionNames<'_> {
    /// The name of an item.
    pub fn item(self, at: usize) -> String {
        (self.items)(at)
    }

    fn bucket(self, at: usize) -> String {
        (self.buckets)(at)
    }

    fn value(self, value: Ratio) -> String {
        (self.values)(value)
    }

    fn span(self, least: Ratio, most: Option<Ratio>) -> String {
        let low = self.value(least);
        match most {
            Some(most) if most == least => low,
            Some(most) => format!("{low} to {}", self.value(most)),
            None => format!("{low} or more"),
        }
    }
}

/// How good the choice is.
pub fn standing(found: &Suggestion) -> String {
    if found.is_proven {
        return "no choice is better".to_owned();
    }
    if found.at_most == Some(found.value) {
        return "no choice is worth more".to_owned();
    }
    let gap = found.gap().and_then(|gap| gap.to_percent(1));
    match gap {
        Some(gap) => format!("within {} of the best", percent(gap)),
        None => "the best found; how far from the best is not known".to_owned(),
    }
}

/// How a plan stands, its value as it is written: `value 288, 90 of 84 points of work, 6 points over capacity`.
pub fn stands(value: &dyn Fn(Ratio) -> String, capacity: Ratio, stand: &ChoiceStand) -> String {
    let least = if stand.unknown > 0 { "at least " } else { "" };
    let mut parts = vec![
        format!("value {least}{}", value(stand.value)),
        format!(
            "{} of {} points of work",
            short(stand.effort),
            short(capacity)
        ),
    ];
    if !stand.over.is_zero() {
        parts.push(format!("{} over capacity", points(stand.over)));
    }
    if stand.missed > 0 {
        let shares = count(stand.missed, "share", "shares");
        parts.push(format!("{shares} off the target"));
    }
    if stand.over.is_zero() && stand.missed == 0 {
        parts.push("within all limits".to_owned());
    }
    parts.join(", ")
}

/// What the value of a plan is, with its unit.
pub fn value_means(unit: &str) -> String {
    format!("Value: what a week without these {ITEMS} costs, in {unit}.")
}

/// How two plans compare, yours and another one; yours may have nothing yet.
pub fn compared(
    capacity: Ratio,
    yours: Option<&ChoiceStand>,
    other: &ChoiceStand,
    names: PositionNames<'_>,
) -> String {
    let stands = |stand| stands(names.values, capacity, stand);
    let told = stands(other);
    match yours {
        Some(yours) if yours == other => {
            format!("Yours and this one are worth the same: {told}.")
        }
        Some(yours) => format!("Yours: {}; this one: {told}.", stands(yours)),
        None => format!("Yours: nothing is planned yet; this one: {told}."),
    }
}

/// What binds and is not kept, why, and what that costs.
pub fn broken(
    at: usize,
    broken: Option<&Broken>,
    bonds: &str,
    price: &str,
    names: PositionNames<'_>,
) -> String {
    let why = match broken.map(|broken| broken.missing) {
        Some(Some(missing)) => format!("{} too many beside what binds", points(missing)),
        Some(None) => "it has no job size, or needs what cannot come".to_owned(),
        None => "what stands before it takes its room".to_owned(),
    };
    format!("“{}” ({bonds}): {why}; {price}", names.item(at))
}

/// What capacity and bands it cannot keep, a line each; none when it keeps all.
pub fn misses(found: &Suggestion, names: PositionNames<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if !found.over.is_zero() {
        let over = points(found.over);
        lines.push(format!(
            "what is pinned in is {over} more than the capacity"
        ));
    }
    let missed = found.reach.iter().filter(|reach| !reach.off.is_zero());
    lines.extend(missed.map(|reach| miss(reach, names)));
    lines
}

fn miss(reach: &Reach, names: PositionNames<'_>) -> String {
    let bucket = names.bucket(reach.band.bucket);
    let (word, end, more) = if reach.off.is_negative() {
        ("at least", reach.band.min, "too few")
    } else {
        ("at most", reach.band.max, "too many")
    };
    format!(
        "{bucket} should get {word} {}; the closest is {}, {} {more}",
        points(end),
        tenths(reach.effort),
        tenths(reach.off.size())
    )
}

/// Why an item was left out.
pub fn left(why: &Left, names: PositionNames<'_>) -> String {
    match why {
        Left::Aside(why) => aside(*why, names),
        Left::WorthNothing => "worth nothing, and nothing chosen needs it".to_owned(),
        Left::BandFull(bucket) => format!("it would fit, but {} is full", names.bucket(*bucket)),
        Left::BandMissed(bucket) => {
            format!(
                "with it {} would be further from its share",
                names.bucket(*bucket)
            )
        }
        Left::Displaces { out, least, most } => {
            let out: Vec<String> = out.iter().map(|at| names.item(*at)).collect();
            let worth = names.span(*least, *most);
            if out.is_empty() {
                return format!("with it the plan is worth {worth} less");
            }
            format!(
                "would displace {}; the plan is worth {worth} less",
                out.join(", ")
            )
        }
    }
}

fn aside(why: Aside, names: PositionNames<'_>) -> String {
    match why {
        Aside::NoValue => "its value is unknown".to_owned(),
        Aside::NoEffort => "its size is unknown".to_owned(),
        Aside::KeptOut => "kept out: Won't this time, or not ready".to_owned(),
        Aside::NeverFits => "larger than the capacity: it never fits, split it".to_owned(),
        Aside::BundleNeverFits => {
            "with what it needs larger than the capacity: split it".to_owned()
        }
        Aside::Blocked(Some(need)) => format!("needs {}, which cannot come", names.item(need)),
        Aside::Blocked(None) => "needs what is neither done nor in this backlog".to_owned(),
    }
}

/// What a limit costs.
pub fn price(question: &PlanQuestion, price: &LimitPrice, names: PositionNames<'_>) -> String {
    let limit = match price.limit {
        Limit::Capacity => {
            let worth = names.span(price.least, price.most);
            return format!("one point more of capacity is worth {worth}");
        }
        Limit::Band(at) => match question.bands.get(at) {
            Some(band) => format!("the share of {}", names.bucket(band.bucket)),
            None => "this share".to_owned(),
        },
        Limit::Pin(at) => format!("that {} is kept or left out", names.item(at)),
        Limit::Need(at, need) => {
            format!("that {} needs {}", names.item(at), names.item(need))
        }
    };
    if price.most == Some(Ratio::ZERO) {
        return format!("{limit} costs nothing");
    }
    format!("{limit} costs {}", names.span(price.least, price.most))
}

/// What further limits cost at most, of which the dearest surely costs `least`.
pub fn other_prices(
    count: usize,
    (least, most): (Ratio, Option<Ratio>),
    names: PositionNames<'_>,
) -> String {
    let limits = if count == 1 { "limit" } else { "limits" };
    match most {
        Some(most) => format!(
            "{count} other {limits} cost at most {} each",
            names.value(most)
        ),
        None => format!("{count} other {limits} cost {} or more", names.value(least)),
    }
}

/// How far the simple choice is from the best one. It looks at no lower end of a share, so it may be worth more.
pub fn behind(filled: &GreedyChoice, best: &Suggestion, names: PositionNames<'_>) -> String {
    let value = names.value(best.value);
    let (how, by) = match best.value.minus(filled.value) {
        Some(less) if less.is_negative() => ("more, as it misses a share", less.size()),
        Some(less) => ("less", less),
        None => return format!("The best choice is worth {value}: {}.", standing(best)),
    };
    let standing = standing(best);
    if by.is_zero() {
        return format!("That is what the best choice is worth: {standing}.");
    }
    let by = names.value(by);
    format!("That is {by} {how} than the best choice, worth {value}: {standing}.")
}

/// What just missed the cut.
pub fn just_missed(item: usize, missing: Ratio, names: PositionNames<'_>) -> String {
    let item = names.item(item);
    format!("{item} needs {} more to get in", points(missing))
}

fn points(number: Ratio) -> String {
    let unit = if number == Ratio::ONE {
        "point"
    } else {
        "points"
    };
    format!("{} {unit}", tenths(number))
}

#[cfg(test)]
mod tests {
    use super::super::{Band, Candidate, STEPS, suggest};
    use super::*;

    const NAMES: PositionNames<'_> = PositionNames {
        items: &|at| format!("#{at}"),
        buckets: &|_| "debt".to_owned(),
        values: &Ratio::to_short,
    };

    #[test]
    fn each_reason_is_one_short_sentence() {
        let say = |why: Left| left(&why, NAMES);
        assert_eq!(
            say(Left::Aside(Aside::NeverFits)),
            "larger than the capacity: it never fits, split it"
        );
        assert_eq!(
            say(Left::Aside(Aside::Blocked(Some(3)))),
            "needs #3, which cannot come"
        );
        assert_eq!(say(Left::BandFull(0)), "it would fit, but debt is full");
        let displaces = |most| Left::Displaces {
            out: vec![1, 2],
            least: Ratio::whole(4),
            most,
        };
        assert_eq!(
            say(displaces(Some(Ratio::whole(4)))),
            "would displace #1, #2; the plan is worth 4 less"
        );
        assert_eq!(
            say(displaces(Some(Ratio::whole(6)))),
            "would displace #1, #2; the plan is worth 4 to 6 less"
        );
    }

    #[test]
    fn a_share_that_cannot_be_met_says_how_close_it_comes() {
        let candidate = Candidate {
            value: Some(Ratio::whole(5)),
            effort: Some(Ratio::whole(3)),
            bucket: Some(0),
            ..Candidate::default()
        };
        let band = Band {
            bucket: 0,
            min: Ratio::whole(4),
            max: Ratio::whole(6),
        };
        let question = PlanQuestion {
            candidates: vec![candidate],
            capacity: Ratio::whole(10),
            bands: vec![band],
        };
        let found = suggest(&question, STEPS).unwrap();
        let said = misses(&found, NAMES);
        assert_eq!(
            said,
            ["debt should get at least 4 points; the closest is 3, 1 too few"]
        );
        assert_eq!(standing(&found), "no choice is better");
        let price = |limit, worth| LimitPrice {
            limit,
            least: Ratio::whole(worth),
            most: Some(Ratio::whole(worth)),
        };
        let say = |limit, worth| super::price(&question, &price(limit, worth), NAMES);
        assert_eq!(
            say(Limit::Capacity, 2),
            "one point more of capacity is worth 2"
        );
        assert_eq!(say(Limit::Band(0), 0), "the share of debt costs nothing");
        assert_eq!(say(Limit::Need(1, 2), 7), "that #1 needs #2 costs 7");
        assert_eq!(
            just_missed(1, Ratio::ONE, NAMES),
            "#1 needs 1 point more to get in"
        );
    }
}
