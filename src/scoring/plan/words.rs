//! Capacity, votes, promises and risks in words.
//!
//! Owns the sentences. Knows no screen and no record.

use super::allocation::{Allocation, AllocationError, BucketMix};
use super::budget::UrgencyDoubt;
use super::capacity::{Capacity, CapacityBasis, Load, Strain};
use super::checks::NeedOrder;
use super::confidence::Confidence;
use super::course::IncrementCourse;
use super::moscow::MoscowMix;
use super::pacing::{Drift, DriftSide, HABIT, Pace};
use super::predictability::Predictability;
use super::risks::Lack;
use super::team_board::{LinkCounts, TeamLink};
use crate::model::format;
use crate::model::format::{count, known};
use crate::model::words::{INTERVAL, INTERVALS, ITERATION, worded};
use crate::scoring::forecast::words::iterations;
use crate::scoring::ratio::Ratio;

/// A share in percent; with a decimal where whole percents hide a difference.
fn percent(share: Option<Ratio>, places: usize) -> String {
    let percent = share.and_then(|share| share.to_percent(places));
    known(percent.map(format::percent), "unknown")
}

/// What the shares of an allocation leave out: `none set 67 % (4 items, 20 points)`, and what is not known; nothing
/// where every item has an allocation and a size.
pub fn left_out(allocation: &Allocation) -> Vec<String> {
    let items = allocation.without_bucket.len();
    let none = (items > 0).then(|| {
        let part = known(none_set(allocation), NONE_SET);
        let points = match allocation.without_bucket_effort {
            Ratio::ZERO => "no points known".to_owned(),
            points => format!("{} points", points.to_short()),
        };
        let items = count(items, "item", "items");
        format!("{part} ({items}, {points})")
    });
    none.into_iter().chain(known_part(allocation)).collect()
}

/// What has no allocation.
const NONE_SET: &str = "none set";

/// The share of what has no allocation; nothing where every item has one.
pub fn none_set(allocation: &Allocation) -> Option<String> {
    let mix = allocation.none.and_then(|none| none.mix);
    mix.filter(|_| !allocation.without_bucket.is_empty())
        .map(|mix| format!("{NONE_SET} {}", format::percent(mix.percent)))
}

/// What is said first of shares of the known part alone.
pub const OF_KNOWN: &str = "of what is known, ";

/// That shares are of the known part alone; nothing where every item has a size.
pub fn known_part(allocation: &Allocation) -> Option<String> {
    let unknown = allocation.without_effort.len();
    (unknown > 0).then(|| format!("{OF_KNOWN}{unknown} without size"))
}

/// What a capacity rests on: `40 points by the start rule: 8 a person in two weeks, less 1 a day away`.
pub fn capacity(capacity: &Capacity) -> String {
    let points = capacity.points.to_short();
    match capacity.basis {
        CapacityBasis::Said => format!("{points} points, as the team said"),
        CapacityBasis::Velocity(past) => {
            format!(
                "{points} points, from the mean of the last {}",
                iterations(past)
            )
        }
        CapacityBasis::StartRule => {
            format!("{points} points by the start rule: 8 a person in two weeks, less 1 a day away")
        }
    }
}

/// The share of Must against its limit in percent, and what has no class: `Must 33 % of the effort (limit 60 %), none
/// set 20 %`.
pub fn must(mix: &MoscowMix, limit: Ratio) -> String {
    let limit = format::percent(limit.to_short());
    let share = percent(Some(mix.must), 0);
    let open = Some(mix.open).filter(|open| !open.is_zero());
    let open = open.map_or_else(String::new, |open| {
        format!(", none set {}", percent(Some(open), 0))
    });
    format!("Must {share} of the effort (limit {limit}){open}")
}

/// A load against its capacity: `23 of 20 points: 3 too many`.
pub fn load(load: &Load) -> String {
    let (points, capacity) = (load.points.to_short(), load.capacity.to_short());
    let said = match load.strain() {
        Strain::Over => {
            let excess = known(load.excess().map(Ratio::to_short), "some");
            format!("{excess} too many")
        }
        Strain::Tight => format!("{}, no room for surprises", percent(load.share(), 0)),
        // Nothing to carry fits into nothing, which is no news.
        Strain::Fits if load.capacity.is_zero() => "no capacity".to_owned(),
        Strain::Fits => "it fits".to_owned(),
    };
    format!("{points} of {capacity} points: {said}")
}

/// The verdict of a vote: `mean 3.20: passes; hear the 2 who doubt`.
pub fn confidence(confidence: &Confidence) -> String {
    let (Some(mean), Some(passes)) = (confidence.mean, confidence.passes) else {
        return "nobody has voted yet".to_owned();
    };
    let verdict = if passes {
        "passes"
    } else {
        "does not pass: change the plan and vote again"
    };
    let heard = match confidence.low.len() {
        0 => String::new(),
        1 => "; hear the one who doubts".to_owned(),
        low => format!("; hear the {low} who doubt"),
    };
    format!("mean {}: {verdict}{heard}", mean.to_short())
}

/// What was kept: `92.1 % as the mean of teams, 93.0 % pooled: within 80 to 100 %`. While an objective is not
/// scored there is no verdict.
pub fn predictability(result: &Predictability) -> String {
    let Some(mean) = result.mean_of_teams else {
        return "no committed objective has a value yet".to_owned();
    };
    let unscored: usize = result.teams.iter().map(|team| team.unscored).sum();
    if result.teams.iter().all(|team| team.scored == 0) {
        return "not known: no objective says yet what was reached".to_owned();
    }
    let band = match result.in_band {
        _ if unscored > 0 => &format!("so far, with {unscored} not scored yet"),
        Some(true) => "within 80 to 100 %",
        Some(false) if mean > Ratio::ONE => "more than promised: were the promises too small?",
        Some(false) | None => "below 80 %",
    };
    format!(
        "{} as the mean of teams, {} pooled: {band}",
        percent(Some(mean), 1),
        percent(result.pooled, 1)
    )
}

/// Where predictability goes, from the first increment to the last: `predictability by increment: 75.0 %, 92.0 %,
/// rising`; nothing before two.
pub fn trend(means: &[Ratio]) -> Option<String> {
    let (last, before) = means.split_last()?;
    let way = match last.cmp(before.last()?) {
        std::cmp::Ordering::Greater => "rising",
        std::cmp::Ordering::Equal => "steady",
        std::cmp::Ordering::Less => "falling",
    };
    let all = means.iter().map(|mean| percent(Some(*mean), 1));
    let all = all.collect::<Vec<_>>().join(", ");
    Some(format!("predictability by {INTERVAL}: {all}, {way}"))
}

/// How an item stands to what it needs.
pub const fn need(order: NeedOrder) -> &'static str {
    match order {
        NeedOrder::Backwards => "before its need",
        NeedOrder::Tight => "with its need",
        NeedOrder::Unplanned => "needs what is not planned",
        NeedOrder::InTime => "after its need",
    }
}

/// How an item stands to one thing it depends on: `2 iterations earlier, in time`.
pub fn link(link: &TeamLink) -> String {
    let steps = link.later.map(i64::unsigned_abs);
    let steps = steps.and_then(|steps| usize::try_from(steps).ok());
    let steps = steps.map(|steps| count(steps, "iteration", "iterations"));
    match (link.order, steps) {
        (Some(NeedOrder::InTime), Some(steps)) => format!("{steps} earlier, in time"),
        (Some(NeedOrder::InTime), None) => "done, in time".to_owned(),
        (Some(NeedOrder::Tight), _) => worded("in the same iteration").to_owned(),
        (Some(NeedOrder::Backwards), Some(steps)) => format!("{steps} too late"),
        (Some(NeedOrder::Backwards), None) => "too late".to_owned(),
        (Some(NeedOrder::Unplanned), _) => worded("in no iteration").to_owned(),
        (None, _) => "nothing is planned yet".to_owned(),
    }
}

/// How the dependencies of a plan stand: `12 dependencies: 1 too late, 2 in the same iteration`.
pub fn links(counts: LinkCounts) -> String {
    let LinkCounts { all, late, tight } = counts;
    let said = match (all, late, tight) {
        (0, ..) => return "no dependencies".to_owned(),
        (1, 0, 0) => "in time".to_owned(),
        (_, 0, 0) => "all in time".to_owned(),
        (_, 0, tight) => format!("{tight} in the same {ITERATION}"),
        (_, late, 0) => format!("{late} too late"),
        (_, late, tight) => format!("{late} too late, {tight} in the same {ITERATION}"),
    };
    format!("{}: {said}", count(all, "dependency", "dependencies"))
}

/// The mix of an allocation by bucket; otherwise why there is none.
pub fn mixes(
    mix: &Result<Allocation, AllocationError>,
) -> Result<(&Allocation, Vec<BucketMix>), String> {
    let allocation = mix.as_ref().map_err(ToString::to_string)?;
    let mixes: Option<Vec<BucketMix>> = allocation.buckets.iter().map(|one| one.mix).collect();
    let mixes = mixes.ok_or("no data: nothing with an allocation and a size")?;
    Ok((allocation, mixes))
}

/// Why something was less urgent than it was called.
pub fn doubt(doubt: UrgencyDoubt) -> &'static str {
    match doubt {
        UrgencyDoubt::PassedWithoutHarm => {
            "its day has passed, and nothing says that this cost anything"
        }
        UrgencyDoubt::NeverStarted => worded("its interval is over, and nobody has begun with it"),
    }
}

/// What a risk lacks.
pub fn lack(lack: Lack) -> &'static str {
    match lack {
        Lack::Letter => "it has no ROAM letter: agree what to do about it",
        Lack::Owner => "it is owned, but by nobody: name an owner",
        Lack::AcceptedBy => "nobody is named who accepted it",
        Lack::Day => "it is owned, but has no day to look at it again",
        Lack::Step => worded("nothing mitigates it: link an item or say what is done next"),
        Lack::Overdue => "its day to look at it again has passed",
    }
}

/// A habit of one bucket: `Technical has been 8 percentage points under its target for 3 increments`.
pub fn drift(name: &str, drift: &Drift) -> String {
    let side = match drift.side {
        DriftSide::Over => "over",
        DriftSide::Under => "under",
    };
    format!(
        "{name} has been {} percentage points {side} its target for {} {INTERVALS}",
        drift.mean.size().rounded(),
        drift.increments
    )
}

/// At what pace the increments went: the habits, the overload of people, the promises kept. `names` are those
/// of the buckets, in their place.
pub fn course(course: &IncrementCourse, names: &[&str]) -> Vec<String> {
    let begun: Vec<_> = course.legs.iter().filter(|leg| leg.has_begun).collect();
    let habit = |found: &Drift| drift(names.get(found.bucket).unwrap_or(&"an allocation"), found);
    let mut said: Vec<String> = course.drifts.iter().map(habit).collect();
    if said.is_empty() {
        said.push(if begun.len() < HABIT {
            format!("no trend yet: it needs {HABIT} {INTERVALS}")
        } else {
            format!("no allocation was off its target the same way for {HABIT} {INTERVALS}")
        });
    }
    let last = begun
        .last()
        .map(|leg| leg.pace.load().map(|it| it.strain()));
    said.extend(last.map(|strain| match (strain, course.overloads) {
        (None, _) => worded("how loaded the interval is that began last is unknown").to_owned(),
        (Some(Strain::Over), 1) => worded("the interval that began last is planned above its capacity").to_owned(),
        (Some(Strain::Over), many) => {
            format!(
                "the {many} {INTERVALS} that began last are planned above their capacity: people pay for it"
            )
        }
        (Some(Strain::Tight), _) => {
            worded("the interval that began last is full, with no room for surprises").to_owned()
        }
        (Some(Strain::Fits), _) => worded("the interval that began last is planned within its capacity").to_owned(),
    }));
    let over = begun
        .iter()
        .filter(|leg| leg.pace.done_share().is_some())
        .count();
    said.push(match over {
        0 => worded("how much of a plan gets done is unknown until an interval with sizes is over")
            .to_owned(),
        1 => format!(
            "{} of the plan that is over was done",
            percent(course.done_share, 0)
        ),
        many => format!(
            "{} of a plan was done, as the mean of {many}",
            percent(course.done_share, 0)
        ),
    });
    said
}

/// The pace of one increment: `98 of 112 points: it fits; urgent 12 %; 91 % done`.
pub fn pace(pace: &Pace, has_begun: bool) -> String {
    let loaded = pace.load().map_or_else(
        || match pace.planned {
            Some(points) => format!("{} points, capacity unknown", points.to_short()),
            None => "load unknown".to_owned(),
        },
        |known| load(&known),
    );
    let done = match (pace.done, pace.done_share()) {
        (Some(_), None) => "what was done of it unknown".to_owned(),
        (Some(_), share) => format!("{} done", percent(share, 0)),
        (None, _) if has_begun => "not over yet".to_owned(),
        (None, _) => "not begun yet".to_owned(),
    };
    format!("{loaded}; urgent {}; {done}", percent(pace.urgent, 0))
}
