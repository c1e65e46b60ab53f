//! A suggestion in words.
//!
//! Owns the sentences; the names of items and buckets come from whoever asks. Knows no number of its own.

use super::binding::Broken;
use super::greedy::GreedyChoice;
use super::left::Left;
use super::price::{Limit, LimitPrice};
use super::{Aside, ChoiceStand, PlanQuestion, Reach, Suggestion};
use crate::model::format::percent;
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

/// A plan: the capacity it has, and how it stands to that.
pub type StandingPlan = (Ratio, ChoiceStand);

/// How a plan compares with the one before it, which may have nothing yet; a line for each number, and what the unit of
/// the value is.
pub fn compared(
    before: Option<&StandingPlan>,
    now: &StandingPlan,
    (values, unit): (&dyn Fn(Ratio) -> String, &str),
) -> Vec<String> {
    let effort = |(capacity, stand): &StandingPlan| {
        let over = if stand.over.is_zero() {
            String::new()
        } else {
            format!(" ({} too many)", tenths(stand.over))
        };
        let unknown = if stand.unknown > 0 { "at least " } else { "" };
        let (effort, capacity) = (short(stand.effort), short(*capacity));
        format!("{unknown}{effort} of {capacity} points{over}")
    };
    let value = |stand: &ChoiceStand| {
        let unknown = if stand.unknown > 0 { "at least " } else { "" };
        format!("{unknown}{}", values(stand.value))
    };
    let missed = |stand: &ChoiceStand| stand.missed;
    let (then, what) = (before.map(|plan| &plan.1), &now.1);
    let mut lines = vec![
        line("Effort", &effort(now), before.map(effort)),
        line("Value", &value(what), then.map(value)),
    ];
    let is_bought = |then: &ChoiceStand| then.value > what.value && !then.over.is_zero();
    if then.is_some_and(is_bought) && what.over.is_zero() {
        lines.push("The plan before has more value only because it does not fit.".to_owned());
    }
    let shares = |stand: &ChoiceStand| missed(stand).to_string();
    if what.missed > 0 || then.is_some_and(|then| then.missed > 0) {
        lines.push(line(
            "Target shares missed",
            &shares(what),
            then.map(shares),
        ));
    }
    lines.push(format!(
        "Value is what a week without these {ITEMS} would cost, in {unit}."
    ));
    lines
}

/// A number of a plan, and what it was before: `Effort: 84 of 84 points, before 90 of 84 points`.
fn line(name: &str, now: &str, before: Option<String>) -> String {
    match before {
        Some(before) if before == now => format!("{name}: {now}, as before."),
        Some(before) => format!("{name}: {now}; before {before}."),
        None => format!("{name}: {now}."),
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
    let why = match broken.map(|broken| (broken.missing, broken.is_alone)) {
        Some((Some(missing), true)) => format!("{} more than the capacity", points(missing)),
        Some((Some(missing), false)) => {
            format!("{} too many beside what must be in", points(missing))
        }
        Some((None, _)) => "it has no job size, or depends on what cannot come".to_owned(),
        None => "what ranks above it takes its room".to_owned(),
    };
    format!("“{}” ({bonds}): {why}; {price}", names.item(at))
}

/// What capacity and bands it cannot keep, a line each; none when it keeps all.
pub fn misses(found: &Suggestion, names: PositionNames<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    if !found.over.is_zero() {
        let over = points(found.over);
        lines.push(format!("what must be in is {over} more than the capacity"));
    }
    let missed = found.reach.iter().filter(|reach| !reach.off.is_zero());
    lines.extend(missed.map(|reach| miss(reach, names)));
    lines
}

fn miss(reach: &Reach, names: PositionNames<'_>) -> String {
    let bucket = names.bucket(reach.band.bucket);
    let (word, end) = if reach.off.is_negative() {
        ("at least", reach.band.min)
    } else {
        ("at most", reach.band.max)
    };
    format!(
        "{bucket}: {}, should be {word} {}",
        points(reach.effort),
        tenths(end)
    )
}

/// Why an item was left out.
pub fn left(why: &Left, names: PositionNames<'_>) -> String {
    match why {
        Left::Aside(why) => aside(*why, names),
        Left::WorthNothing => "worth nothing, and nothing in the plan depends on it".to_owned(),
        Left::BandFull(bucket) => format!("it would fit, but {} is full", names.bucket(*bucket)),
        Left::NoCapacity => "there is no capacity".to_owned(),
        Left::NoRoom(over) => format!("{} too many beside what must be in", points(*over)),
        Left::BandMissed(bucket, over) if over.is_zero() => {
            format!(
                "with it, {} would miss its target by more",
                names.bucket(*bucket)
            )
        }
        Left::BandMissed(bucket, over) => format!(
            "{} too many; with room made for it, {} would miss its target by more",
            points(*over),
            names.bucket(*bucket)
        ),
        Left::Displaces { out, least, most } => {
            let out: Vec<String> = out.iter().map(|at| names.item(*at)).collect();
            let worth = names.span(*least, *most);
            if out.is_empty() {
                return format!("with it the value is {worth} less");
            }
            format!(
                "would push out {}; the value is then {worth} less",
                out.join(", ")
            )
        }
    }
}

fn aside(why: Aside, names: PositionNames<'_>) -> String {
    match why {
        Aside::NoValue => "its value is unknown".to_owned(),
        Aside::NoEffort => "its size is unknown".to_owned(),
        Aside::KeptOut => "marked Won't, or not ready".to_owned(),
        Aside::NeverFits => "larger than the capacity: it never fits, split it".to_owned(),
        Aside::BundleNeverFits => {
            "with what it depends on it is larger than the capacity: split it".to_owned()
        }
        Aside::Blocked(Some(need)) => format!("depends on {}, which cannot come", names.item(need)),
        Aside::Blocked(None) => "depends on what is neither done nor in this backlog".to_owned(),
    }
}

/// What a limit costs.
pub fn price(question: &PlanQuestion, price: &LimitPrice, names: PositionNames<'_>) -> String {
    let limit = match price.limit {
        Limit::Capacity => {
            let worth = names.span(price.least, price.most);
            return format!("one more point of capacity would add {worth}");
        }
        Limit::Band(at) => match question.bands.get(at) {
            Some(band) => format!("the share of {}", names.bucket(band.bucket)),
            None => "this share".to_owned(),
        },
        Limit::Pin(at) => format!("that {} must be in or out", names.item(at)),
        Limit::Need(at, need) => {
            format!("that {} depends on {}", names.item(at), names.item(need))
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
        None => return format!("The best plan is worth {value}: {}.", standing(best)),
    };
    let standing = standing(best);
    if by.is_zero() {
        return format!("It is worth as much as the best plan: {standing}.");
    }
    let by = names.value(by);
    format!("It is worth {by} {how} than the best plan, which has {value}: {standing}.")
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
            "depends on #3, which cannot come"
        );
        assert_eq!(say(Left::BandFull(0)), "it would fit, but debt is full");
        let displaces = |most| Left::Displaces {
            out: vec![1, 2],
            least: Ratio::whole(4),
            most,
        };
        assert_eq!(
            say(displaces(Some(Ratio::whole(4)))),
            "would push out #1, #2; the value is then 4 less"
        );
        assert_eq!(
            say(displaces(Some(Ratio::whole(6)))),
            "would push out #1, #2; the value is then 4 to 6 less"
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
        assert_eq!(said, ["debt: 3 points, should be at least 4"]);
        assert_eq!(standing(&found), "no choice is better");
        let price = |limit, worth| LimitPrice {
            limit,
            least: Ratio::whole(worth),
            most: Some(Ratio::whole(worth)),
        };
        let say = |limit, worth| super::price(&question, &price(limit, worth), NAMES);
        assert_eq!(
            say(Limit::Capacity, 2),
            "one more point of capacity would add 2"
        );
        assert_eq!(say(Limit::Band(0), 0), "the share of debt costs nothing");
        assert_eq!(say(Limit::Need(1, 2), 7), "that #1 depends on #2 costs 7");
        assert_eq!(
            just_missed(1, Ratio::ONE, NAMES),
            "#1 needs 1 point more to get in"
        );
    }
}
