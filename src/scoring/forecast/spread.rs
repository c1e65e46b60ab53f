//! Amounts that are not certain: how many of all ways lead to each.
//!
//! Owns the sum of independent amounts, over ways in whole numbers of any length or over chances as floating numbers, by
//! one and the same rule. Knows no period and no day.

use num_bigint::BigUint;

use super::NoForecast;
use crate::scoring::ratio::Ratio;

/// What is less likely than this changes no digit.
const NOTHING: f64 = 1e-18;
/// The most cells a sum may have.
pub(super) const MOST_CELLS: usize = 200_000;

/// What ways are counted in.
pub(super) trait Weight: Clone {
    /// One way.
    fn one() -> Self;
    /// None.
    fn none() -> Self;
    /// So many ways, of `of` that are possible.
    fn ways(&self, count: u64, of: u64) -> Self;
    /// All that are possible, of which there are `of` for each.
    fn all(&self, of: u64) -> Self;
    fn plus(&mut self, other: &Self);
    fn times(&self, other: &Self) -> Self;
    fn less(&self, other: &Self) -> Self;
    /// Whether it does not count.
    fn is_nothing(&self) -> bool;
}

impl Weight for f64 {
    fn one() -> Self {
        1.0
    }

    fn none() -> Self {
        0.0
    }

    fn ways(&self, count: u64, of: u64) -> Self {
        self * (count as Self / of as Self)
    }

    fn all(&self, _: u64) -> Self {
        *self
    }

    fn plus(&mut self, other: &Self) {
        *self += other;
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn less(&self, other: &Self) -> Self {
        (self - other).max(0.0)
    }

    fn is_nothing(&self) -> bool {
        *self < NOTHING
    }
}

impl Weight for BigUint {
    fn one() -> Self {
        Self::from(1_u32)
    }

    fn none() -> Self {
        Self::ZERO
    }

    fn ways(&self, count: u64, _: u64) -> Self {
        self * count
    }

    fn all(&self, of: u64) -> Self {
        self * of
    }

    fn plus(&mut self, other: &Self) {
        *self += other;
    }

    fn times(&self, other: &Self) -> Self {
        self * other
    }

    fn less(&self, other: &Self) -> Self {
        self - other
    }

    fn is_nothing(&self) -> bool {
        *self == Self::ZERO
    }
}

/// Amounts that are equally far from each other, with the ways to each.
#[derive(Clone, Debug)]
pub(super) struct Spread<W> {
    pub base: Ratio,
    pub step: Ratio,
    pub ways: Vec<W>,
    /// All ways there are, those beyond the last amount too.
    pub all: W,
}

impl<W: Weight> Spread<W> {
    /// Nothing, for sure, on a grid.
    pub fn nothing(step: Ratio) -> Self {
        Self {
            base: Ratio::ZERO,
            step: if step.is_zero() { Ratio::ONE } else { step },
            ways: vec![W::one()],
            all: W::one(),
        }
    }

    /// Each amount with its ways, ascending.
    pub fn amounts(&self) -> impl Iterator<Item = (Ratio, &W)> {
        let each = self.ways.iter().enumerate();
        each.filter_map(|(at, ways)| Some((self.amount(at)?, ways)))
    }

    fn amount(&self, at: usize) -> Option<Ratio> {
        let steps = Ratio::whole(i64::try_from(at).ok()?);
        self.base.plus(self.step.times(steps)?)
    }

    /// The largest amount.
    pub fn most(&self) -> Option<Ratio> {
        self.amount(self.ways.len().checked_sub(1)?)
    }

    /// The same on a finer grid of this step.
    pub fn on(mut self, step: Ratio) -> Result<Self, NoForecast> {
        let wide = steps_up(self.step, step)
            .ok_or(NoForecast::TooLarge)?
            .max(1);
        if self.ways.len() > 1 && wide > 1 {
            let cells = (self.ways.len() - 1).saturating_mul(wide).saturating_add(1);
            if cells > MOST_CELLS {
                return Err(NoForecast::TooFine);
            }
            let mut ways = vec![W::none(); cells];
            for (cell, from) in ways.iter_mut().step_by(wide).zip(self.ways) {
                *cell = from;
            }
            self.ways = ways;
        }
        self.step = step;
        Ok(self)
    }

    /// Adds one of some amounts, each with its share of all ways; keeps what is below so many steps.
    pub fn add(&mut self, amounts: &[(Ratio, u64)], most: Option<Ratio>) -> Result<(), NoForecast> {
        let low = amounts.iter().map(|(amount, _)| *amount).min();
        let low = low.unwrap_or(Ratio::ZERO);
        let of = amounts.iter().map(|(_, count)| count).sum();
        self.base = self.base.plus(low).ok_or(NoForecast::TooLarge)?;
        self.all = self.all.all(of);
        let enough = match most {
            Some(most) => {
                let rest = most.minus(self.base).ok_or(NoForecast::TooLarge)?;
                let steps = steps_up(rest.max(Ratio::ZERO), self.step);
                steps.ok_or(NoForecast::TooLarge)?.saturating_add(1)
            }
            None => usize::MAX,
        };
        let steps = amounts
            .iter()
            .map(|(amount, count)| Some((steps_up(amount.minus(low)?, self.step)?, *count)));
        let steps: Option<Vec<(usize, u64)>> = steps.collect();
        let mut steps = steps.ok_or(NoForecast::TooLarge)?;
        steps.sort_unstable();
        let top = steps.last().map_or(0, |(above, _)| *above);
        let cells = self.ways.len().saturating_add(top).min(enough);
        if cells > MOST_CELLS {
            return Err(NoForecast::TooFine);
        }
        let mut next = vec![W::none(); cells];
        for same in steps.chunk_by(|one, other| one.0 == other.0) {
            let count = same.iter().map(|(_, count)| count).sum();
            let above = same.first().map_or(0, |(above, _)| *above);
            for (cell, from) in next.iter_mut().skip(above).zip(&self.ways) {
                if !from.is_nothing() {
                    cell.plus(&from.ways(count, of));
                }
            }
        }
        self.ways = next;
        Ok(())
    }

    /// What is left of these amounts where others are taken from them.
    pub fn less(&self, taken: &Self) -> Result<Self, NoForecast> {
        let grid = || {
            let offset = self.base.minus(taken.base)?;
            let step = common_part(common_part(self.step, taken.step)?, offset.size())?;
            let most = self.most()?.minus(taken.base)?.max(Ratio::ZERO);
            Some((step, steps_up(most, step)?))
        };
        let (step, cells) = grid().ok_or(NoForecast::TooLarge)?;
        if cells >= MOST_CELLS {
            return Err(NoForecast::TooFine);
        }
        let mut ways = vec![W::none(); cells + 1];
        let mut open = W::none();
        for (amount, own) in self.amounts().filter(|(_, own)| !own.is_nothing()) {
            for (away, other) in taken.amounts() {
                let rest = amount.minus(away).ok_or(NoForecast::TooLarge)?;
                if rest <= Ratio::ZERO {
                    break;
                }
                let at = steps_up(rest, step).ok_or(NoForecast::TooLarge)?;
                if let Some(cell) = ways.get_mut(at) {
                    let both = own.times(other);
                    cell.plus(&both);
                    open.plus(&both);
                }
            }
        }
        let all = self.all.times(&taken.all);
        if let Some(nothing) = ways.first_mut() {
            *nothing = all.less(&open);
        }
        Ok(Self {
            base: Ratio::ZERO,
            step,
            ways,
            all,
        })
    }

    /// The ways to fewer than so many steps.
    pub fn below(&self) -> Below<W> {
        let mut sums = vec![W::none()];
        let mut sum = W::none();
        for ways in &self.ways {
            sum.plus(ways);
            sums.push(sum.clone());
        }
        Below {
            base: self.base,
            step: self.step,
            sums,
            all: self.all.clone(),
        }
    }
}

/// The ways to fewer than each amount.
pub(super) struct Below<W> {
    base: Ratio,
    step: Ratio,
    sums: Vec<W>,
    pub all: W,
}

impl<W: Weight> Below<W> {
    /// The ways to fall short of an amount that is not certain either.
    pub fn short(&self, amounts: &Spread<W>) -> Result<W, NoForecast> {
        // The steps to the amount at a place: (from + place * pace) / whole, rounded up.
        let walk = || {
            let start = amounts.base.minus(self.base)?.over(self.step)?;
            let pace = amounts.step.over(self.step)?;
            let whole = start.denominator().checked_mul(pace.denominator())?;
            let from = start.numerator().checked_mul(pace.denominator())?;
            let pace = pace.numerator().checked_mul(start.denominator())?;
            Some((from, pace, whole))
        };
        let (from, pace, whole) = walk().ok_or(NoForecast::TooLarge)?;
        let mut short = W::none();
        for (place, ways) in (0_i128..).zip(&amounts.ways) {
            if ways.is_nothing() {
                continue;
            }
            let at = pace
                .checked_mul(place)
                .and_then(|more| from.checked_add(more));
            let down = at.and_then(i128::checked_neg).ok_or(NoForecast::TooLarge)?;
            let steps = -down.div_euclid(whole);
            let steps = usize::try_from(steps.max(0)).unwrap_or(usize::MAX);
            let below = self.sums.get(steps).or_else(|| self.sums.last());
            if let Some(below) = below {
                short.plus(&ways.times(below));
            }
        }
        Ok(short)
    }
}

/// The fewest steps that reach an amount.
pub(super) fn steps_up(amount: Ratio, step: Ratio) -> Option<usize> {
    let steps = Ratio::ZERO.minus(amount.over(step)?)?.floor();
    usize::try_from(-steps).ok()
}

/// The largest number of which both are whole multiples, by Euclid; none of both may be below zero.
pub(super) fn common_part(one: Ratio, other: Ratio) -> Option<Ratio> {
    let (mut part, mut rest) = (other, one);
    while !rest.is_zero() {
        let whole = Ratio::new(part.over(rest)?.floor(), 1)?;
        (part, rest) = (rest, part.minus(whole.times(rest)?)?);
    }
    Some(part)
}

/// The step of a grid on which amounts are whole numbers of steps above the lowest; zero where all are equal.
pub(super) fn step_above_lowest(amounts: &[Ratio], step: Ratio) -> Option<Ratio> {
    let lowest = amounts.iter().min().copied().unwrap_or(Ratio::ZERO);
    let mut above = amounts.iter().map(|amount| amount.minus(lowest));
    above.try_fold(step, |step, above| common_part(step, above?))
}
