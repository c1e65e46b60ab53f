//! Sizes estimated by a low, a likely and a high value.
//!
//! Owns mean and variance of one and of a sum of independent ones. The lows and the highs of many do not
//! add up: that all go wrong at once is next to impossible.

use crate::scoring::ratio::Ratio;

/// What somebody considers possible; never out of order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreePoint {
    low: Ratio,
    likely: Ratio,
    high: Ratio,
}

/// The shape that is drawn through the three points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpreadShape {
    /// Mean (low + 4 likely + high) / 6, deviation (high - low) / 6. Source: PERT (Malcolm et al. 1959).
    Pert,
    /// Mean (low + likely + high) / 3; straight lines from the ends to the likely value.
    Triangular,
}

/// What is expected, and how far off it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The mean.
    pub mean: Ratio,
    /// The mean square of what it is off; independent ones add up.
    pub variance: Ratio,
}

impl ThreePoint {
    /// Takes three values; `None` unless low <= likely <= high.
    pub fn new(low: Ratio, likely: Ratio, high: Ratio) -> Option<Self> {
        let is_sound = low <= likely && likely <= high;
        is_sound.then_some(Self { low, likely, high })
    }

    /// Mean and variance; `None` when they do not fit.
    pub fn expected(&self, shape: SpreadShape) -> Option<Expected> {
        let Self { low, likely, high } = *self;
        let span = high.minus(low)?;
        match shape {
            SpreadShape::Pert => Some(Expected {
                mean: Ratio::sum([low, Ratio::whole(4).times(likely)?, high])?
                    .over(Ratio::whole(6))?,
                variance: span.times(span)?.over(Ratio::whole(36))?,
            }),
            SpreadShape::Triangular => {
                // From the low end, so that no large squares cancel.
                let up = likely.minus(low)?;
                let squares = Ratio::sum([span.times(span)?, up.times(up)?])?;
                Some(Expected {
                    mean: Ratio::sum([low, likely, high])?.over(Ratio::whole(3))?,
                    variance: squares.minus(span.times(up)?)?.over(Ratio::whole(18))?,
                })
            }
        }
    }
}

impl Expected {
    /// A value without a range: nothing is said of how far off it is.
    pub const fn exactly(mean: Ratio) -> Self {
        Self {
            mean,
            variance: Ratio::ZERO,
        }
    }

    /// The sum of independent ones; `None` when it does not fit.
    pub fn sum(terms: impl IntoIterator<Item = Self>) -> Option<Self> {
        let nothing = Self {
            mean: Ratio::ZERO,
            variance: Ratio::ZERO,
        };
        terms.into_iter().try_fold(nothing, |sum, term| {
            Some(Self {
                mean: sum.mean.plus(term.mean)?,
                variance: sum.variance.plus(term.variance)?,
            })
        })
    }

    /// The standard deviation, rounded down to hundredths; `None` when it does not fit.
    pub fn deviation(&self) -> Option<Ratio> {
        let square = self.variance.times(Ratio::whole(10_000))?.floor();
        Ratio::new(square.max(0).isqrt(), 100)
    }
}
