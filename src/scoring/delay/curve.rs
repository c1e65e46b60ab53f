//! The one form that every urgency shape takes.
//!
//! Owns the loss as nothing up to a start, a parabola up to an end, and a level after it: in
//! fractions, and in whole numbers of a common unit, so that a search compares machine integers and
//! still exactly. Knows no order.

use super::Profile;
use crate::scoring::ratio::Ratio;

/// A loss over time in exact fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Curve {
    /// Nothing is lost up to and at this time.
    start: Ratio,
    /// From `start` up to and at `end` the loss is square * t² + slope * t + base.
    square: Ratio,
    slope: Ratio,
    base: Ratio,
    /// After this time the loss stays at the level; without one the parabola has no end.
    end: Option<(Ratio, Ratio)>,
}

impl Curve {
    /// The curve of a profile; `None` when it does not fit exact numbers.
    pub fn of(profile: &Profile) -> Option<Self> {
        let line = |start: Ratio, at_start: Ratio, rate: Ratio| {
            Some(Self {
                start,
                square: Ratio::ZERO,
                slope: rate,
                base: at_start.minus(rate.times(start)?)?,
                end: None,
            })
        };
        match *profile {
            Profile::Standard { rate } | Profile::Expedite { rate } => {
                line(Ratio::ZERO, Ratio::ZERO, rate)
            }
            Profile::Fixed { date, once, rate } => line(date, once, rate),
            Profile::Intangible { from, rate } => line(from, Ratio::ZERO, rate),
            Profile::Window {
                opens,
                closes,
                rate,
            } => {
                let level = rate.times(closes.minus(opens)?)?;
                Some(Self {
                    end: Some((closes, level)),
                    ..line(opens, Ratio::ZERO, rate)?
                })
            }
            Profile::Fading { life, rate } if life.is_zero() => Some(Self {
                end: Some((life, Ratio::ZERO)),
                ..line(life, Ratio::ZERO, rate)?
            }),
            Profile::Fading { life, rate } => {
                let half = rate.over(Ratio::whole(2))?;
                Some(Self {
                    square: Ratio::ZERO.minus(half.over(life)?)?,
                    end: Some((life, half.times(life)?)),
                    ..line(Ratio::ZERO, Ratio::ZERO, rate)?
                })
            }
        }
    }

    /// The loss when delivered at `time`.
    pub fn at(&self, time: Ratio) -> Option<Ratio> {
        match self.end {
            _ if time <= self.start => Some(Ratio::ZERO),
            Some((end, level)) if time > end => Some(level),
            _ => {
                let slope = self.square.times(time)?.plus(self.slope)?;
                slope.times(time)?.plus(self.base)
            }
        }
    }
}

/// One job in whole numbers: time in parts of a week, loss in parts of a unit.
#[derive(Clone, Copy, Debug)]
pub(super) struct CurveJob {
    /// How long it takes.
    pub duration: i128,
    start: i128,
    square: i128,
    slope: i128,
    base: i128,
    end: i128,
    level: i128,
}

impl CurveJob {
    /// Brings durations and curves to whole numbers of one common unit.
    ///
    /// `None` when they do not fit. The bound holds for all jobs together, so that what a search adds
    /// up cannot overflow.
    pub fn all(jobs: &[(Ratio, Curve)]) -> Option<Vec<Self>> {
        let ends = |curve: &Curve| curve.end.unwrap_or((curve.start, Ratio::ZERO));
        let mut times = jobs
            .iter()
            .flat_map(|(duration, curve)| [*duration, curve.start, ends(curve).0]);
        let part = times.try_fold(Ratio::ONE, common)?;
        let scaled: Vec<_> = jobs
            .iter()
            .map(|(duration, curve)| {
                let slope = curve.slope.over(part)?;
                let square = curve.square.over(part)?.over(part)?;
                Some((*duration, curve, square, slope))
            })
            .collect::<Option<_>>()?;
        let mut losses = scaled
            .iter()
            .flat_map(|(_, curve, square, slope)| [*square, *slope, curve.base, ends(curve).1]);
        let unit = losses.try_fold(Ratio::ONE, common)?;
        let whole = |value: Ratio, unit| value.times(unit).map(Ratio::numerator);
        let jobs: Vec<Self> = scaled
            .into_iter()
            .map(|(duration, curve, square, slope)| {
                let (end, level) = ends(curve);
                let end = curve.end.map_or(Some(i128::MAX), |_| whole(end, part));
                Some(Self {
                    duration: whole(duration, part)?,
                    start: whole(curve.start, part)?,
                    square: whole(square, unit)?,
                    slope: whole(slope, unit)?,
                    base: whole(curve.base, unit)?,
                    end: end?,
                    level: whole(level, unit)?,
                })
            })
            .collect::<Option<_>>()?;
        Self::fit(&jobs).then_some(jobs)
    }

    /// The loss when delivered at `time`, at most the sum of all durations.
    pub fn loss(&self, time: i128) -> i128 {
        if time <= self.start {
            0
        } else if time > self.end {
            self.level
        } else {
            (self.square * time + self.slope) * time + self.base
        }
    }

    /// Whether no step of a search can overflow, with room for differences.
    fn fit(jobs: &[Self]) -> bool {
        let total = |jobs: &[Self]| {
            let mut durations = jobs.iter().map(|job| job.duration);
            let time = durations.try_fold(0_i128, i128::checked_add)?;
            let bound = |job: &Self| {
                let parabola = job.square.checked_abs()?.checked_mul(time)?;
                let parabola = parabola.checked_add(job.slope.checked_abs()?)?;
                let parabola = parabola.checked_mul(time)?;
                let parabola = parabola.checked_add(job.base.checked_abs()?)?;
                parabola.checked_add(job.level.checked_abs()?)
            };
            let mut bounds = jobs.iter().map(bound);
            bounds.try_fold(0_i128, |sum, bound| sum.checked_add(bound?))
        };
        total(jobs).is_some_and(|total| total < i128::MAX / 4)
    }
}

/// The least whole number that both a whole number and the denominator of `value` divide.
fn common(so_far: Ratio, value: Ratio) -> Option<Ratio> {
    let parts = Ratio::new(so_far.numerator(), value.denominator())?;
    Ratio::new(parts.numerator().checked_mul(value.denominator())?, 1)
}
