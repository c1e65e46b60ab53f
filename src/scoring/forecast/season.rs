//! When work of uncertain size is done in coming periods that do uncertain amounts.
//!
//! Owns the convolution: each coming period does one of the amounts it may do, all equally likely, and each size is its
//! low, likely or high value, with chances of 1, 4 and 1 in 6. All are independent and every way counts, none is drawn
//! at random. A chance is counted in whole ways; dates are found over floating numbers, where a level counts as reached
//! with the least of slack, so that one half is one half.

use std::collections::VecDeque;

use num_bigint::BigUint;

use super::chance::Chance;
use super::spread::{Below, Spread, Weight, step_above_lowest};
use super::{Certainty, HORIZON, Levels, NoForecast, When};
use crate::scoring::ratio::Ratio;

/// In how many of six ways a size is low, likely, high.
const SIXTHS: [u64; 3] = [1, 4, 1];

/// What the coming periods may do, the next one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Season {
    /// Those with a plan of their own, each with all it may do.
    pub named: Vec<Vec<Ratio>>,
    /// What every later one may do.
    pub usual: Vec<Ratio>,
}

impl Season {
    /// Periods that are all alike.
    pub const fn of(usual: Vec<Ratio>) -> Self {
        Self {
            named: Vec::new(),
            usual,
        }
    }

    fn period(&self, at: usize) -> &[Ratio] {
        self.named.get(at).unwrap_or(&self.usual)
    }

    fn step(&self) -> Option<Ratio> {
        let mut all = self.named.iter().chain([&self.usual]);
        all.try_fold(Ratio::ZERO, |step, amounts| {
            step_above_lowest(amounts, step)
        })
    }

    /// The periods from which on nothing is ever done; none where something always may be.
    fn idle_from(&self) -> Option<usize> {
        let is_idle = self.usual.iter().all(|amount| amount.is_zero());
        is_idle.then_some(self.named.len())
    }
}

/// A size that may be low, likely or high.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SizeRange([Ratio; 3]);

impl SizeRange {
    /// A size without a range; none below zero.
    pub fn exactly(size: Ratio) -> Option<Self> {
        Self::new(size, size, size)
    }

    /// Low, likely and high; none when they are out of order or below zero.
    pub fn new(low: Ratio, likely: Ratio, high: Ratio) -> Option<Self> {
        let is_sound = !low.is_negative() && low <= likely && likely <= high;
        is_sound.then_some(Self([low, likely, high]))
    }

    fn ways(&self) -> Vec<(Ratio, u64)> {
        self.0.into_iter().zip(SIXTHS).collect()
    }

    /// The mean, and the mean square of what it is off.
    pub fn moments(&self) -> Option<(Ratio, Ratio)> {
        let six = Ratio::whole(6);
        let [low, likely, high] = self.0;
        let mean = Ratio::sum([low, likely.times(Ratio::whole(4))?, high])?.over(six)?;
        let square = |value: Ratio| {
            let off = value.minus(mean)?;
            off.times(off)
        };
        let likely = square(likely)?.times(Ratio::whole(4))?;
        Some((
            mean,
            Ratio::sum([square(low)?, likely, square(high)?])?.over(six)?,
        ))
    }
}

fn step_of(sizes: &[SizeRange], start: Ratio) -> Option<Ratio> {
    let mut all = sizes.iter();
    all.try_fold(start, |step, size| step_above_lowest(&size.0, step))
}

/// Work with other added to it.
fn with<W: Weight>(work: Spread<W>, sizes: &[SizeRange]) -> Result<Spread<W>, NoForecast> {
    let mut work = on_grid(work, sizes)?;
    for size in sizes {
        work.add(&size.ways(), None)?;
    }
    Ok(work)
}

fn on_grid<W: Weight>(work: Spread<W>, sizes: &[SizeRange]) -> Result<Spread<W>, NoForecast> {
    let start = if work.ways.len() > 1 {
        work.step
    } else {
        Ratio::ZERO
    };
    let step = step_of(sizes, start).ok_or(NoForecast::TooLarge)?;
    if step.is_zero() {
        Ok(work)
    } else {
        work.on(step)
    }
}

/// The total of sizes: each amount it may be with the chance that it is no more, ascending.
pub fn totals(sizes: &[SizeRange]) -> Result<Vec<(Ratio, Chance)>, NoForecast> {
    let total = with(Spread::<BigUint>::nothing(Ratio::ONE), sizes)?;
    let mut more = total.all.clone();
    let each = total.amounts().filter(|(_, ways)| !ways.is_nothing());
    let no_more = |(amount, ways): (Ratio, &BigUint)| {
        more = more.less(ways);
        (amount, Chance::new(more.clone(), total.all.clone()))
    };
    Ok(each.map(no_more).collect())
}

/// What is done in the periods after some that are over, added up one by one.
struct Periods<'a, W> {
    season: &'a Season,
    over: usize,
    done: Spread<W>,
    count: usize,
    /// The most that has to be told apart.
    most: Ratio,
}

impl<'a, W: Weight> Periods<'a, W> {
    fn after(season: &'a Season, over: usize, most: Option<Ratio>) -> Result<Self, NoForecast> {
        Ok(Self {
            season,
            over,
            done: Spread::nothing(season.step().ok_or(NoForecast::TooLarge)?),
            count: 0,
            most: most.ok_or(NoForecast::TooLarge)?,
        })
    }

    fn next(&mut self) -> Result<(), NoForecast> {
        let amounts = self.season.period(self.over + self.count);
        let ways: Vec<(Ratio, u64)> = amounts.iter().map(|amount| (*amount, 1)).collect();
        self.done.add(&ways, Some(self.most))?;
        self.count += 1;
        Ok(())
    }

    fn pass(&mut self, count: usize) -> Result<(), NoForecast> {
        (0..count).try_for_each(|_| self.next())
    }
}

/// Work in its order: what is begun at once, and what begins only with a later stretch of periods.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lineup {
    /// What the periods do.
    pub season: Season,
    /// How many periods come before the later stretch.
    pub before: usize,
    /// What is begun at once.
    pub early: Vec<SizeRange>,
    /// What begins with the later stretch; what is left of the early work then comes first.
    pub later: Vec<SizeRange>,
}

impl Lineup {
    /// Work that is begun at once.
    pub const fn at_once(season: Season, early: Vec<SizeRange>) -> Self {
        Self {
            season,
            before: 0,
            early,
            later: Vec::new(),
        }
    }

    /// After how many periods all up to and with each is done, the early work first.
    pub fn when(&self) -> Result<Vec<Levels<When>>, NoForecast> {
        let mut all = self.stretch(Spread::nothing(Ratio::ONE), &self.early, 0)?;
        if !self.later.is_empty() {
            all.extend(self.stretch(self.left_over()?, &self.later, self.before)?);
        }
        Ok(all)
    }

    /// The chance that all up to and with so many is done within a number of periods from now.
    pub fn chance(&self, count: usize, periods: usize) -> Result<Chance, NoForecast> {
        let (short, all) = self.short::<BigUint>(count, periods)?;
        Ok(Chance::new(short, all))
    }

    /// The same as a floating number.
    pub(super) fn likelihood(&self, count: usize, periods: usize) -> Result<f64, NoForecast> {
        Ok(1.0 - self.short::<f64>(count, periods)?.0)
    }

    /// The ways to fall short, of all.
    fn short<W: Weight>(&self, count: usize, periods: usize) -> Result<(W, W), NoForecast> {
        let early = self.early.len();
        let (work, over) = if count <= early {
            let sizes = self.early.get(..count).unwrap_or_default();
            (with(Spread::nothing(Ratio::ONE), sizes)?, 0)
        } else {
            let sizes = self.later.get(..count - early).unwrap_or(&self.later);
            (with(self.left_over()?, sizes)?, self.before)
        };
        let mut done = Periods::<W>::after(&self.season, over, work.most())?;
        done.pass(periods.min(HORIZON).saturating_sub(over))?;
        let below = done.done.below();
        Ok((below.short(&work)?, work.all.times(&below.all)))
    }

    /// What of the early work is left when the later stretch begins.
    fn left_over<W: Weight>(&self) -> Result<Spread<W>, NoForecast> {
        let early = with(Spread::nothing(Ratio::ONE), &self.early)?;
        if self.early.is_empty() {
            return Ok(early);
        }
        let mut periods = Periods::after(&self.season, 0, early.most())?;
        periods.pass(self.before)?;
        early.less(&periods.done)
    }

    /// Each of some work that comes after other, in the periods after some that are over.
    fn stretch(
        &self,
        start: Spread<f64>,
        sizes: &[SizeRange],
        over: usize,
    ) -> Result<Vec<Levels<When>>, NoForecast> {
        let mut work = on_grid(start, sizes)?;
        let tops = Ratio::sum(sizes.iter().map(|SizeRange([.., high])| *high));
        let most = tops.and_then(|tops| tops.plus(work.most()?));
        let mut periods = Periods::<f64>::after(&self.season, over, most)?;
        let idle = self.season.idle_from();
        let limit = idle.map_or(HORIZON, |from| from.saturating_sub(over).min(HORIZON));
        let beyond = if idle.is_some() {
            When::Never
        } else {
            When::Beyond
        };
        // The rows from `first` on; each level looks at one, and at none before it again.
        let (mut rows, mut first) = (VecDeque::from([periods.done.below()]), 0);
        let mut at = [0; 3];
        let mut all = Vec::with_capacity(sizes.len());
        for size in sizes {
            work.add(&size.ways(), None)?;
            let mut when = [beyond; 3];
            for ((at, level), when) in at.iter_mut().zip(Certainty::ALL).zip(&mut when) {
                while *at <= limit {
                    while first + rows.len() <= *at {
                        periods.next()?;
                        rows.push_back(periods.done.below());
                    }
                    let row: &Below<f64> = rows.get(*at - first).ok_or(NoForecast::TooLarge)?;
                    if level.is_reached(1.0 - row.short(&work)?) {
                        *when = When::Within(if *at == 0 { 0 } else { *at + over });
                        break;
                    }
                    *at += 1;
                }
            }
            let [half, likely, sure] = when;
            all.push(Levels { half, likely, sure });
            while first < at.into_iter().min().unwrap_or(0) && rows.len() > 1 {
                rows.pop_front();
                first += 1;
            }
        }
        Ok(all)
    }
}
