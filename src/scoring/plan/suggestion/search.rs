//! The search for the best choice.
//!
//! Owns the layers: unit after unit is taken or left, the surest first. Choices that cost the same in every
//! dimension and leave the same open are one, and those that lose more than is allowed are dropped; what is
//! allowed doubles until a choice is found, which then is the best. Knows no item.

use super::guide::Guide;
use super::units::Units;
use super::watch::StepWatch;
use crate::scoring::order::precedence::table::Lookup;

/// How many choices in part are kept side by side at first.
const WIDTH: usize = 500;
/// How many are kept at least, however few steps there are.
const LEAST_WIDTH: usize = 30;

/// What was found.
#[derive(Clone, Debug, Default)]
pub(super) struct FoundChoice {
    /// The chosen units, ascending.
    pub units: Vec<usize>,
    /// Whether no choice is better.
    pub is_proven: bool,
    /// No choice has more weight, penalties taken off.
    pub bound: i128,
    /// By how much effort the bands are missed.
    pub missed: i128,
    /// How many choices in part were looked at.
    pub steps: usize,
}

/// A choice of the units looked at so far.
#[derive(Clone, Debug)]
struct PartialChoice {
    /// What it loses against the bound.
    loss: i128,
    /// The same with what it cannot avoid to lose in the dimensions.
    least: i128,
    /// Its effort in each dimension, then its units, a bit for each.
    row: Box<[u64]>,
}

/// Looks for the best choice; none when it was broken off.
pub(super) fn search(
    units: &Units,
    guide: &Guide,
    steps: usize,
    watch: &mut StepWatch<'_>,
) -> Option<FoundChoice> {
    let walk = Search::new(units, guide);
    let mut found = FoundChoice::default();
    let mut best: Option<PartialChoice> = None;
    let mut allowed = (guide.bound.abs() / 1024).max(1);
    // Nothing loses more than everything.
    let most = units.penalty.saturating_mul(i128::from(i64::MAX));
    let mut beyond = 0;
    let mut width = WIDTH;
    loop {
        let layers = walk.order.iter();
        let layers = layers.filter(|unit| guide.gain.at(**unit).abs() <= allowed);
        let left = steps.saturating_sub(found.steps) / layers.count().max(1);
        let run = walk.run(allowed, width.min(left).max(LEAST_WIDTH), watch)?;
        found.steps += run.steps;
        // Whatever this run did not look at loses at least this much.
        beyond = beyond.max(
            run.dropped
                .map_or(allowed + 1, |dropped| dropped.min(allowed + 1)),
        );
        best = match (best, run.best) {
            (Some(best), Some(part)) if !walk.beats(&part, &best) => Some(best),
            (best, part) => part.or(best),
        };
        let Some(best) = &best else {
            if allowed == most {
                break;
            }
            if run.dropped.is_some() {
                width *= 2;
            }
            let is_late = found.steps + run.steps * 2 > steps;
            allowed = if is_late {
                most
            } else {
                allowed.saturating_mul(2).min(most)
            };
            continue;
        };
        found.is_proven = best.least < beyond;
        // The next run takes about twice as long as this one when it is twice as wide.
        if found.is_proven || found.steps + run.steps * 2 > steps {
            break;
        }
        width *= 2;
        allowed = best.least;
    }
    let Some(best) = best else {
        return Some(found);
    };
    found.units = walk.chosen(&best);
    let bands = units.ranges.iter().zip(best.row.iter()).skip(1);
    found.missed = bands
        .map(|(range, used)| range.miss(i128::from(*used)))
        .sum();
    found.bound = guide.bound - if found.is_proven { best.least } else { beyond };
    Some(found)
}

/// What one run over all units found.
struct SearchRun {
    best: Option<PartialChoice>,
    /// The least that a choice loses that was dropped for want of width.
    dropped: Option<i128>,
    steps: usize,
}

/// What stays the same from run to run.
struct Search<'a> {
    units: &'a Units,
    guide: &'a Guide,
    /// The units, the surest first.
    order: Vec<usize>,
    /// The place of each unit in the order.
    place: Lookup<usize>,
    /// All that each unit needs, at any distance.
    needs: Vec<Vec<usize>>,
    /// The weight carried from each unit, and to which need.
    given: Vec<Vec<(usize, i128)>>,
    /// The weight carried to each unit, and from which.
    received: Vec<Vec<(usize, i128)>>,
    /// The effort in each dimension of what is still to come at each place.
    rest: Vec<Vec<i128>>,
    /// For each place, which units still matter for later ones, a bit for each.
    open: Vec<Vec<u64>>,
}

impl<'a> Search<'a> {
    fn new(units: &'a Units, guide: &'a Guide) -> Self {
        let len = units.len();
        let mut order: Vec<usize> = (0..len).collect();
        // What a unit that is left or taken against its sign costs, or those it carries weight to or from.
        let mut sure: Lookup<i128> = (0..len).map(|unit| guide.gain.at(unit).abs()).collect();
        for carry in &guide.carries {
            for unit in [carry.from, carry.need] {
                sure.set(unit, sure.at(unit).max(carry.weight));
            }
        }
        order.sort_by_key(|unit| (-sure.at(*unit), *unit));
        let mut place = Lookup::filled(len, 0);
        for (at, unit) in order.iter().enumerate() {
            place.set(*unit, at);
        }
        let reach = |next: &dyn Fn(usize) -> &'a [usize]| -> Vec<Vec<usize>> {
            let reached = |unit| {
                let (mut seen, mut open) = (vec![], next(unit).to_vec());
                while let Some(at) = open.pop() {
                    if !seen.contains(&at) {
                        seen.push(at);
                        open.extend(next(at));
                    }
                }
                seen
            };
            (0..len).map(reached).collect()
        };
        let needs = reach(&|unit| units.needs.of(unit));
        let enables = reach(&|unit| units.enables.of(unit));
        let (mut given, mut received) = (vec![vec![]; len], vec![vec![]; len]);
        for carry in &guide.carries {
            if let (Some(given), Some(received)) =
                (given.get_mut(carry.from), received.get_mut(carry.need))
            {
                given.push((carry.need, carry.weight));
                received.push((carry.from, carry.weight));
            }
        }
        let mut rest = vec![vec![0; units.ranges.len()]];
        for unit in order.iter().rev() {
            let last = rest.last().map_or(&[][..], Vec::as_slice);
            let sum = last.iter().zip(units.used(*unit));
            rest.push(sum.map(|(rest, used)| rest + used).collect());
        }
        rest.reverse();
        let words = len.div_ceil(64);
        let mut open = vec![vec![0; words]; len + 1];
        for unit in 0..len {
            let own = place.at(unit);
            let places = |list: &[Vec<usize>]| -> Vec<usize> {
                let related = list.get(unit).into_iter().flatten();
                related.map(|other| place.at(*other)).collect()
            };
            let (before, after) = (places(&needs), places(&enables));
            // From where it may first be chosen until it and its last relative are decided.
            let first = after.iter().copied().min().unwrap_or(own).min(own);
            let last = before
                .into_iter()
                .chain(after)
                .max()
                .unwrap_or(own)
                .max(own);
            for at in first + 1..=last {
                if let Some(mask) = open.get_mut(at) {
                    set(mask, unit);
                }
            }
        }
        Self {
            units,
            guide,
            order,
            place,
            needs,
            given,
            received,
            rest,
            open,
        }
    }

    fn chosen(&self, part: &PartialChoice) -> Vec<usize> {
        let sets = self.sets(part);
        (0..self.units.len())
            .filter(|unit| has(sets, *unit))
            .collect()
    }

    fn sets<'p>(&self, part: &'p PartialChoice) -> &'p [u64] {
        part.row.get(self.units.ranges.len()..).unwrap_or_default()
    }

    fn run(&self, allowed: i128, width: usize, watch: &mut StepWatch<'_>) -> Option<SearchRun> {
        let words = self.units.ranges.len() + self.units.len().div_ceil(64);
        let mut start = PartialChoice {
            loss: 0,
            least: 0,
            row: vec![0; words].into(),
        };
        start.least = self.least(&start, 0);
        let mut parts = vec![start];
        let mut run = SearchRun {
            best: None,
            dropped: None,
            steps: 0,
        };
        let mut layer = Layer::default();
        for (at, unit) in self.order.iter().enumerate() {
            let mask = self.open.get(at + 1).map_or(&[][..], Vec::as_slice);
            layer.clear(parts.len() * 2);
            run.steps += parts.len();
            watch.took(parts.len())?;
            for part in parts {
                let (taken, left) = if has(self.sets(&part), *unit) {
                    // It came with what needs it.
                    (Some(part), None)
                } else {
                    (self.with(&part, *unit, at), self.without(part, *unit))
                };
                for mut part in taken.into_iter().chain(left) {
                    part.least = self.least(&part, at + 1);
                    if part.least <= allowed {
                        layer.add(part, self.units.ranges.len(), mask);
                    }
                }
            }
            parts = std::mem::take(&mut layer.parts);
            if parts.len() > width {
                parts.select_nth_unstable_by(width, |one, other| {
                    let by_loss = one.least.cmp(&other.least);
                    by_loss.then_with(|| one.row.cmp(&other.row))
                });
                let cut = parts.get(width).map(|part| part.least);
                run.dropped = run.dropped.into_iter().chain(cut).min();
                parts.truncate(width);
            }
        }
        run.best = parts.into_iter().reduce(
            |best, part| {
                if self.beats(&part, &best) { part } else { best }
            },
        );
        Some(run)
    }

    /// Whether one whole choice is better than another: it loses less, or stands earlier.
    fn beats(&self, one: &PartialChoice, other: &PartialChoice) -> bool {
        let by_loss = one.least.cmp(&other.least);
        by_loss.is_lt() || by_loss.is_eq() && is_earlier(self.sets(one), self.sets(other))
    }

    /// The part with a unit and all it needs, if that can come and fits.
    fn with(&self, part: &PartialChoice, unit: usize, at: usize) -> Option<PartialChoice> {
        let width = self.units.ranges.len();
        let is_left = |sets: &[u64], other: usize| self.place.at(other) < at && !has(sets, other);
        let needs = self.needs.get(unit)?;
        let sets = self.sets(part);
        if needs.iter().any(|need| is_left(sets, *need)) {
            return None;
        }
        let mut part = part.clone();
        for unit in std::iter::once(&unit).chain(needs) {
            if has(self.sets(&part), *unit) {
                continue;
            }
            for (sum, used) in part.row.iter_mut().zip(self.units.used(*unit)) {
                *sum += u64::try_from(*used).ok()?;
            }
            part.loss -= self.guide.gain.at(*unit).min(0);
            for (from, weight) in self.received.get(*unit)? {
                if is_left(self.sets(&part), *from) {
                    part.loss += weight;
                }
            }
            set(part.row.get_mut(width..)?, *unit);
        }
        let fits = i128::from(*part.row.first()?) <= self.units.ranges.first()?.max;
        fits.then_some(part)
    }

    /// The part without it.
    fn without(&self, mut part: PartialChoice, unit: usize) -> Option<PartialChoice> {
        let sets = self.sets(&part);
        let mut loss = part.loss + self.guide.gain.at(unit).max(0);
        for (need, weight) in self.given.get(unit)? {
            if has(sets, *need) {
                loss += weight;
            }
        }
        part.loss = loss;
        Some(part)
    }

    /// What a part loses at least, with the best that the rest can do in each dimension.
    fn least(&self, part: &PartialChoice, at: usize) -> i128 {
        let rest = self.rest.get(at).map_or(&[][..], Vec::as_slice);
        let dimensions = part.row.iter().zip(rest).zip(&self.units.ranges);
        let losses = dimensions.zip(&self.guide.prices).enumerate();
        let losses = losses.map(|(dimension, (((used, rest), range), price))| {
            let used = i128::from(*used);
            let penalty = if dimension == 0 {
                0
            } else {
                self.units.penalty
            };
            Guide::slack(*price, penalty, *range, used, used + rest)
        });
        part.loss + losses.sum::<i128>()
    }
}

/// The parts of one layer, each kind once.
#[derive(Default)]
struct Layer {
    parts: Vec<PartialChoice>,
    /// Open addressing: one more than the position of a part, or zero.
    slots: Vec<usize>,
}

impl Layer {
    fn clear(&mut self, expected: usize) {
        self.parts = Vec::with_capacity(expected);
        self.slots.clear();
        self.slots.resize((expected * 2).next_power_of_two(), 0);
    }

    /// Adds a part, or keeps the better of two that cost the same and leave the same open.
    fn add(&mut self, part: PartialChoice, width: usize, mask: &[u64]) {
        let last = self.slots.len() - 1;
        let mut slot = usize::try_from(hash(&part.row, width, mask) >> 32).unwrap_or(0) & last;
        loop {
            let taken = self.slots.get(slot).copied().unwrap_or_default();
            let Some(other) = taken.checked_sub(1).and_then(|at| self.parts.get_mut(at)) else {
                self.parts.push(part);
                if let Some(slot) = self.slots.get_mut(slot) {
                    *slot = self.parts.len();
                }
                return;
            };
            if is_same(&part.row, &other.row, width, mask) {
                let sets =
                    |part: &PartialChoice| part.row.get(width..).unwrap_or_default().to_vec();
                if part.loss < other.loss
                    || part.loss == other.loss && is_earlier(&sets(&part), &sets(other))
                {
                    *other = part;
                }
                return;
            }
            slot = (slot + 1) & last;
        }
    }
}

/// A number that tells most rows apart (Fibonacci hashing).
fn hash(row: &[u64], width: usize, mask: &[u64]) -> u64 {
    let used = row.iter().take(width).copied();
    let open = row
        .iter()
        .skip(width)
        .zip(mask)
        .map(|(set, mask)| set & mask);
    used.chain(open).fold(0, |hash: u64, word| {
        (hash.rotate_left(23) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15)
    })
}

fn is_same(one: &[u64], other: &[u64], width: usize, mask: &[u64]) -> bool {
    let pairs = one.iter().zip(other);
    let masks = std::iter::repeat_n(u64::MAX, width).chain(mask.iter().copied());
    pairs
        .zip(masks)
        .all(|((one, other), mask)| (one ^ other) & mask == 0)
}

/// Whether a set has the first unit in which two sets differ.
fn is_earlier(one: &[u64], other: &[u64]) -> bool {
    let mut pairs = one.iter().zip(other);
    let differing = pairs.find(|(one, other)| one != other);
    differing.is_some_and(|(one, other)| {
        let first = (one ^ other).trailing_zeros();
        one >> first & 1 == 1
    })
}

fn has(set: &[u64], unit: usize) -> bool {
    set.get(unit / 64)
        .is_some_and(|word| word >> (unit % 64) & 1 == 1)
}

fn set(set: &mut [u64], unit: usize) {
    if let Some(word) = set.get_mut(unit / 64) {
        *word |= 1 << (unit % 64);
    }
}
