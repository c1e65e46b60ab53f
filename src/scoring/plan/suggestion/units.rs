//! Candidates as whole numbers.
//!
//! Owns what is set aside, what the pins force, and the units that are left: items that need each other are
//! one unit, both or neither. Also the one check that keeps all later sums inside `i128`. Knows no search.

use super::search::FoundChoice;
use super::{Aside, Candidate, Pin, PlanQuestion};
use crate::scoring::order::precedence::links::components;
use crate::scoring::order::precedence::table::{GroupedLists, Lookup};
use crate::scoring::order::precedence::whole::scaled;
use crate::scoring::ratio::Ratio;

/// Weights are this much finer than they need be, so that the prices of a point can be whole numbers.
const FINE: i128 = 64;

/// The effort a dimension can carry: the first is all effort, the others are the bands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct EffortRange {
    pub min: i128,
    pub max: i128,
}

impl EffortRange {
    /// By how much an effort is outside.
    pub(super) fn miss(self, effort: i128) -> i128 {
        (self.min - effort).max(0) + (effort - self.max).max(0)
    }
}

/// What is left to choose from, in whole numbers.
#[derive(Debug)]
pub(super) struct Units {
    /// The candidates of each unit; units are sorted by their first.
    members: Vec<Vec<usize>>,
    /// What each unit is worth: its value, then less effort.
    pub weight: Lookup<i128>,
    /// The effort of each unit in each dimension, unit by unit.
    used: Lookup<i128>,
    /// The dimensions, less what is forced.
    pub ranges: Vec<EffortRange>,
    /// What each unit needs, directly.
    pub needs: GroupedLists,
    /// What needs each unit, directly.
    pub enables: GroupedLists,
    /// What a point outside a band costs: more than all units are worth.
    pub penalty: i128,
    /// The candidates that pins force in, with what they need.
    pub forced: Vec<usize>,
    /// The weight of the least difference in value.
    grade: i128,
    /// How many of those differences make a value of one.
    value_scale: i128,
    /// What the forced are worth.
    forced_value: Ratio,
}

impl Units {
    /// Sorts candidates out; none when the numbers are too large.
    pub(super) fn of(question: &PlanQuestion) -> Option<(Self, Vec<(usize, Aside)>)> {
        let aside = aside(question)?;
        let forced = forced(question, &aside);
        let is_free = |at: &usize| {
            let can_come = aside.get(*at).is_some_and(Option::is_none);
            can_come && forced.binary_search(at).is_err()
        };
        let free: Vec<usize> = (0..question.candidates.len()).filter(is_free).collect();
        let units = Self::sorted_out(question, forced, &free)?;
        let aside = aside.into_iter().enumerate();
        let aside = aside.filter_map(|(at, why)| Some((at, why?))).collect();
        Some((units, aside))
    }

    fn sorted_out(question: &PlanQuestion, forced: Vec<usize>, free: &[usize]) -> Option<Self> {
        let candidate = |at: &usize| question.candidates.get(*at);
        let values = free.iter().filter_map(candidate).filter_map(|c| c.value);
        let (value, value_scale) = scaled(values)?;

        let forced_effort = question.effort(forced.iter().copied())?;
        let left = question.capacity.minus(forced_effort)?.max(Ratio::ZERO);
        let mut numbers: Vec<Ratio> = vec![left];
        for band in &question.bands {
            let fixed = question.effort_in(band.bucket, &forced)?;
            numbers.extend([band.min.minus(fixed)?, band.max.max(band.min).minus(fixed)?]);
        }
        let efforts = free.iter().filter_map(candidate).filter_map(|c| c.effort);
        numbers.extend(efforts);
        let (numbers, _) = scaled(numbers.iter().copied())?;
        let (left, numbers) = numbers.values().split_first()?;
        let (ends, efforts) = numbers.split_at_checked(question.bands.len() * 2)?;
        let ends = ends.chunks_exact(2).filter_map(|ends| match ends {
            [min, max] => Some(EffortRange {
                min: *min,
                max: *max,
            }),
            _ => None,
        });
        let whole = EffortRange { min: 0, max: *left };
        let ranges: Vec<EffortRange> = std::iter::once(whole).chain(ends).collect();

        // Value first, then less effort, then fewer items that are worth nothing and cost nothing.
        let total = sum(efforts)?;
        let count = i128::try_from(free.len()).ok()?.checked_add(1)?;
        let grade = total
            .checked_add(1)?
            .checked_mul(count)?
            .checked_mul(FINE)?;
        let weigh = |(value, effort): (&i128, &i128)| {
            let idle = i128::from(*value == 0 && *effort == 0) * FINE;
            let paid = effort.checked_mul(count * FINE)?;
            value.checked_mul(grade)?.checked_sub(paid + idle)
        };
        let pairs = value.values().iter().zip(efforts);
        let weights: Vec<i128> = pairs.map(weigh).collect::<Option<_>>()?;

        let place = |at: usize| free.binary_search(&at).ok();
        let pairs = free.iter().enumerate().flat_map(|(from, at)| {
            let needs = candidate(at).map(|c| c.needs.as_slice());
            let needs = needs.unwrap_or_default().iter().flatten();
            needs.filter_map(move |need| Some((from, place(*need)?)))
        });
        let links: Vec<(usize, usize)> = pairs.collect();
        let mut groups = components(&GroupedLists::new(free.len(), links.iter().copied()));
        for group in &mut groups {
            group.sort_unstable();
        }
        groups.sort_unstable();
        let mut unit_of = Lookup::filled(free.len(), 0);
        for (unit, group) in groups.iter().enumerate() {
            for place in group {
                unit_of.set(*place, unit);
            }
        }
        let mut links: Vec<(usize, usize)> = links
            .into_iter()
            .map(|(from, to)| (unit_of.at(from), unit_of.at(to)))
            .filter(|(from, to)| from != to)
            .collect();
        links.sort_unstable();
        links.dedup();

        let at = |list: &[i128], place: &usize| list.get(*place).copied().unwrap_or_default();
        let bucket = |place: &usize| free.get(*place).and_then(candidate)?.bucket;
        let used = groups.iter().flat_map(|group| {
            let all = group.iter().map(|place| at(efforts, place)).sum::<i128>();
            let bands = question.bands.iter().map(move |band| {
                let own = group.iter().filter(|p| bucket(p) == Some(band.bucket));
                own.map(|place| at(efforts, place)).sum::<i128>()
            });
            std::iter::once(all).chain(bands)
        });
        let used: Lookup<i128> = used.collect();
        let weight = groups
            .iter()
            .map(|group| group.iter().map(|place| at(&weights, place)).sum())
            .collect();
        let sizes: Vec<i128> = weights.iter().map(|weight| weight.abs()).collect();
        let penalty = sum(&sizes)?.checked_add(1)?;
        let most = ranges.iter().try_fold(total, |most, range| {
            most.checked_add(range.min.abs())?
                .checked_add(range.max.abs())
        })?;
        penalty.checked_mul(most.checked_add(1)?)?.checked_mul(64)?;
        // Efforts are kept in half as many bits.
        i64::try_from(most).ok()?;
        let item = |place: &usize| free.get(*place).copied();
        Some(Self {
            members: groups
                .iter()
                .map(|group| group.iter().filter_map(item).collect())
                .collect(),
            weight,
            used,
            ranges,
            needs: GroupedLists::new(groups.len(), links.iter().copied()),
            enables: GroupedLists::new(groups.len(), links.iter().map(|(from, to)| (*to, *from))),
            penalty,
            forced_value: question.value(&forced)?,
            forced,
            grade,
            value_scale,
        })
    }

    /// The number of units.
    pub(super) fn len(&self) -> usize {
        self.members.len()
    }

    /// The candidates of a unit.
    pub(super) fn members(&self, unit: usize) -> &[usize] {
        self.members.get(unit).map_or(&[], Vec::as_slice)
    }

    /// The effort of a unit in each dimension.
    pub(super) fn used(&self, unit: usize) -> &[i128] {
        let width = self.ranges.len();
        let from = unit * width;
        let used = self.used.values().get(from..from + width);
        used.unwrap_or_default()
    }

    /// The most that any choice that meets the bands can be worth; none when the bands were not met, because
    /// then the bound says nothing of value. Effort and ties weigh less than the least difference in value, so
    /// the weight rounds up to a value.
    pub(super) fn most(&self, found: &FoundChoice) -> Option<Ratio> {
        if found.missed > 0 {
            return None;
        }
        let steps = -(-found.bound).div_euclid(self.grade);
        Ratio::new(steps, self.value_scale)?.plus(self.forced_value)
    }
}

fn sum(values: &[i128]) -> Option<i128> {
    let mut values = values.iter();
    values.try_fold(0_i128, |sum, value| sum.checked_add(*value))
}

/// The candidates that pins force in, and what they need.
pub(super) fn forced(question: &PlanQuestion, aside: &[Option<Aside>]) -> Vec<usize> {
    let mut forced = Vec::new();
    for (at, candidate) in question.candidates.iter().enumerate() {
        if candidate.pin == Pin::In && aside.get(at).is_some_and(Option::is_none) {
            forced.extend(question.bundle(at));
        }
    }
    forced.sort_unstable();
    forced.dedup();
    forced
}

/// Why each candidate cannot be chosen.
pub(super) fn aside(question: &PlanQuestion) -> Option<Vec<Option<Aside>>> {
    let is_known = |number: Option<Ratio>| number.is_some_and(|number| !number.is_negative());
    let candidates = question.candidates.iter();
    let alone = candidates.map(|candidate| {
        if candidate.pin == Pin::Out {
            return Some(Aside::KeptOut);
        }
        // What binds is kept though nobody knows what it is worth.
        if !is_known(candidate.value) && candidate.pin != Pin::In {
            return Some(Aside::NoValue);
        }
        if !is_known(candidate.effort) {
            return Some(Aside::NoEffort);
        }
        let is_large = candidate.effort > Some(question.capacity);
        (is_large && candidate.pin != Pin::In).then_some(Aside::NeverFits)
    });
    let mut aside: Vec<Option<Aside>> = alone.collect();
    loop {
        let can_come = |at: usize| aside.get(at).is_some_and(Option::is_none);
        let blocked = |(at, candidate): (usize, &Candidate)| {
            let need = |need: &&Option<usize>| !need.is_some_and(can_come);
            let missing = candidate.needs.iter().find(need).filter(|_| can_come(at))?;
            Some((at, Aside::Blocked(*missing)))
        };
        let found = question.candidates.iter().enumerate().find_map(blocked);
        let Some((at, why)) = found else { break };
        if let Some(slot) = aside.get_mut(at) {
            *slot = Some(why);
        }
    }
    for (at, candidate) in question.candidates.iter().enumerate() {
        let is_open = aside.get(at).is_some_and(Option::is_none);
        if !is_open || candidate.needs.is_empty() || candidate.pin == Pin::In {
            continue;
        }
        let is_large = question.effort(question.bundle(at))? > question.capacity;
        if let (true, Some(slot)) = (is_large, aside.get_mut(at)) {
            *slot = Some(Aside::BundleNeverFits);
        }
    }
    Some(aside)
}
