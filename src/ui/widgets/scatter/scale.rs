//! A logarithmic axis: equal ratios are equal steps.
//!
//! Works in floating point, which is for drawing only: a cell is all that comes out of it.

use crate::ui::widgets::scatter::Axis;

/// From values in hundredths to cells along one axis, and back.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    low: f64,
    span: f64,
    first: u16,
    steps: u16,
}

impl Scale {
    /// A scale over `cells` cells, `before` and `after` of them margin, that holds all values.
    ///
    /// It reaches from the last tick at or below the values to the first at or above them.
    pub(super) fn new(
        axis: &Axis<'_>,
        values: &[u64],
        cells: u16,
        before: u16,
        after: u16,
    ) -> Self {
        let positive = |values: &[u64]| values.iter().copied().filter(|v| *v > 0).collect();
        let (ticks, mut values): (Vec<u64>, Vec<u64>) = (positive(axis.ticks), positive(values));
        if values.is_empty() {
            values.clone_from(&ticks);
        }
        let least = values.iter().copied().min().unwrap_or(100);
        let most = values.iter().copied().max().unwrap_or(100);
        let low = ticks.iter().copied().filter(|tick| *tick <= least).max();
        let high = ticks.iter().copied().filter(|tick| *tick >= most).min();
        let low = (low.unwrap_or(least) as f64).ln();
        let span = (high.unwrap_or(most) as f64).ln() - low;
        Self {
            low,
            span: if span > 0.0 { span } else { 1.0 },
            first: before,
            steps: cells
                .saturating_sub(before)
                .saturating_sub(after)
                .saturating_sub(1),
        }
    }

    /// The cell of a value; values beyond the scale lie at its ends.
    pub(super) fn cell(&self, value: u64) -> u16 {
        let share = ((value.max(1) as f64).ln() - self.low) / self.span;
        self.first + rounded(share.clamp(0.0, 1.0) * f64::from(self.steps))
    }

    /// Whether a value lies on the scale.
    pub(super) fn holds(&self, value: u64) -> bool {
        let share = ((value.max(1) as f64).ln() - self.low) / self.span;
        (-1e-9..=1.0 + 1e-9).contains(&share)
    }

    /// The logarithm of the value in the middle of a cell.
    pub(super) fn logarithm(&self, cell: u16) -> f64 {
        let steps = f64::from(self.steps.max(1));
        self.low + (f64::from(cell) - f64::from(self.first)) / steps * self.span
    }

    /// The cell of a logarithm, which may lie in the margins, if it is one of `cells`.
    pub(super) fn cell_of_logarithm(&self, logarithm: f64, cells: u16) -> Option<u16> {
        let step = (logarithm - self.low) / self.span * f64::from(self.steps);
        let cell = f64::from(self.first) + step;
        let inside = cell > -0.5 && cell < f64::from(cells) - 0.5;
        inside.then(|| rounded(cell.max(0.0)))
    }
}

/// The nearest whole cell of a number that is neither negative nor past the edge of a screen.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates, which is wanted
fn rounded(cell: f64) -> u16 {
    cell.round() as u16
}
