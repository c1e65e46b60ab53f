//! A logarithmic axis: equal ratios are equal steps.
//!
//! Works in floating point, which is for drawing only.

use crate::scoring::ratio::Ratio;

/// A logarithmic axis.
pub(super) struct LogAxis {
    /// The values with a label.
    pub(super) ticks: Vec<Ratio>,
    pub(super) low: f64,
    pub(super) high: f64,
    /// Where the axis starts and ends on the drawing.
    from: f64,
    to: f64,
}

impl LogAxis {
    pub(super) fn of(mut ticks: Vec<Ratio>, values: &[f64], (from, to): (f64, f64)) -> Self {
        ticks.retain(|tick| *tick > Ratio::ZERO);
        ticks.sort_unstable();
        ticks.dedup();
        let places: Vec<f64> = ticks.iter().map(|tick| tick.to_f64().ln()).collect();
        let places = if values.is_empty() { &places } else { values };
        let least = places.iter().copied().fold(f64::INFINITY, f64::min);
        let most = places.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let ends = ticks.iter().map(|tick| tick.to_f64().ln());
        let least_step = 1e-9;
        let low = ends
            .clone()
            .rfind(|end| *end <= least + least_step)
            .unwrap_or(least);
        let high = ends
            .clone()
            .find(|end| *end >= most - least_step)
            .unwrap_or(most);
        let (low, high) = if low.is_finite() && high - low > least_step {
            (low, high)
        } else if low.is_finite() {
            (low - 0.7, low + 0.7)
        } else {
            (0.0, 3.0)
        };
        ticks.retain(|tick| (low - least_step..=high + least_step).contains(&tick.to_f64().ln()));
        Self {
            ticks,
            low,
            high,
            from,
            to,
        }
    }

    pub(super) fn at(&self, logarithm: f64) -> f64 {
        let share = (logarithm - self.low) / (self.high - self.low);
        self.from + share.clamp(0.0, 1.0) * (self.to - self.from)
    }
}
