//! Bars: from an exact number to a length.

use crate::scoring::ratio::Ratio;

/// How long a value is where the full width stands for `full`; never beyond it.
pub(super) fn length(value: Ratio, full: Ratio, width: f64) -> f64 {
    let share = value.over(full).map_or(0.0, Ratio::to_f64);
    share.clamp(0.0, 1.0) * width
}
