//! Estimates: a value on a scale that may be unknown and may carry a range.

use super::number::Number;

/// The largest estimate; sums over ten thousand items of cost times time stay exact.
pub const POINTS_LIMIT: i64 = 1_000_000;

/// An estimate in points. Unknown is a value of its own and never zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub struct Points {
    /// The estimate people agreed on, if any.
    pub value: Option<Number>,
    /// The lowest and highest value people consider possible, if they said so.
    pub range: Option<(Number, Number)>,
}

impl Points {
    /// Nobody has estimated this yet.
    pub const UNKNOWN: Self = Self {
        value: None,
        range: None,
    };

    /// An estimate without a range.
    pub const fn known(value: Number) -> Self {
        Self {
            value: Some(value),
            range: None,
        }
    }

    /// Whether it is one number.
    pub const fn is_settled(&self) -> bool {
        self.value.is_some() && self.range.is_none()
    }

    /// Whether nothing at all is known.
    pub const fn is_unknown(&self) -> bool {
        self.value.is_none()
    }
}

/// The next value up a scale, or down it for a step below zero; both ends stay. From nothing, the first
/// step enters the scale, and a value beside it goes to its neighbor. None for an empty scale.
pub fn step(scale: &[Number], now: Option<Number>, by: isize) -> Option<Number> {
    let up = by > 0;
    let next = match now {
        None if up => scale.first(),
        None => scale.last(),
        Some(now) if up => scale.iter().find(|value| **value > now).or(scale.last()),
        Some(now) => scale.iter().rfind(|value| **value < now).or(scale.first()),
    };
    next.copied()
}
