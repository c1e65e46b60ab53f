//! By what a value of a record is sorted, and which way: numbers, places of words and days before words, which stand
//! in natural order. Blanks come last, whichever way.

use std::cmp::Ordering;

use crate::model::field::{FieldType, Value};
use crate::scoring::facts::SortKey;
use crate::scoring::ratio::Ratio;

/// By what a value is sorted, where that is not its words.
pub(super) fn sort_key(holds: FieldType, value: &Value) -> Option<SortKey> {
    let number = |number: Option<Ratio>| number.map_or(SortKey::Blank, SortKey::Number);
    if let Value::Number(own) = value {
        Some(number(Some((*own).into())))
    } else if let Value::Points(points) = value {
        Some(number(points.value.map(Ratio::from)))
    } else if let Value::Date(day) = value {
        Some(SortKey::Day(*day))
    } else if let (Value::Choice(name), FieldType::Choice { words, .. }) = (value, holds) {
        let place = words.iter().position(|word| word.name == *name);
        Some(number(
            place
                .and_then(|at| i64::try_from(at).ok())
                .map(Ratio::whole),
        ))
    } else {
        None
    }
}

/// A key in its direction.
pub(super) struct Keyed(SortKey, bool);

impl Keyed {
    /// A key, and whether the highest comes first.
    pub(super) fn new(key: SortKey, descending: bool) -> Self {
        let key = if let SortKey::Words(words) = key {
            SortKey::Words(words.to_lowercase())
        } else {
            key
        };
        Self(key, descending)
    }
}

impl Ord for Keyed {
    fn cmp(&self, other: &Self) -> Ordering {
        let order = match (&self.0, &other.0) {
            (SortKey::Blank, SortKey::Blank) => return Ordering::Equal,
            (SortKey::Blank, _) => return Ordering::Greater,
            (_, SortKey::Blank) => return Ordering::Less,
            (SortKey::Number(one), SortKey::Number(other)) => one.cmp(other),
            (SortKey::Day(one), SortKey::Day(other)) => one.cmp(other),
            (SortKey::Words(one), SortKey::Words(other)) => {
                alphanumeric_sort::compare_str(one, other)
            }
            (SortKey::Number(_), _) | (SortKey::Day(_), SortKey::Words(_)) => Ordering::Less,
            (SortKey::Words(_), _) | (SortKey::Day(_), SortKey::Number(_)) => Ordering::Greater,
        };
        if self.1 { order.reverse() } else { order }
    }
}

impl PartialOrd for Keyed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Keyed {}
