//! Weighted shortest job first, as SAFe has it.
//!
//! Owns the score, the reasons for having none, the range of a blank, and the checks of the four
//! columns. Knows no record, no cut line and no dependency.

use super::rank::{Ranking, rank};
use crate::scoring::ratio::Ratio;

/// One of the four columns of WSJF, in the order they are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Factor {
    /// User-business value.
    Value,
    /// Time criticality.
    Criticality,
    /// Risk reduction and opportunity enablement.
    Risk,
    /// Job size, standing in for duration.
    Size,
}

impl Factor {
    /// All four, in column order.
    pub const ALL: [Self; 4] = [Self::Value, Self::Criticality, Self::Risk, Self::Size];

    /// The item's field of this column.
    pub const fn field(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Criticality => "criticality",
            Self::Risk => "risk",
            Self::Size => "size",
        }
    }

    /// The column of an item's field of this name.
    pub fn named(field: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|factor| factor.field() == field)
    }

    /// The short name: `ubv`, `tc`, `rr` or `size`.
    pub const fn short_name(self) -> &'static str {
        match self {
            Self::Value => "ubv",
            Self::Criticality => "tc",
            Self::Risk => "rr",
            Self::Size => "size",
        }
    }
}

/// What is known of one item, in relative points; `None` is unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct WsjfInputs {
    /// User-business value.
    pub value: Option<Ratio>,
    /// Time criticality.
    pub criticality: Option<Ratio>,
    /// Risk reduction and opportunity enablement.
    pub risk: Option<Ratio>,
    /// Job size.
    pub size: Option<Ratio>,
}

impl WsjfInputs {
    /// Value + time criticality + risk as they stand; none while one of them is unknown.
    pub fn delay_sum(&self) -> Option<Ratio> {
        Ratio::sum([self.value?, self.criticality?, self.risk?])
    }

    /// The input of one column.
    pub const fn get(&self, factor: Factor) -> Option<Ratio> {
        match factor {
            Factor::Value => self.value,
            Factor::Criticality => self.criticality,
            Factor::Risk => self.risk,
            Factor::Size => self.size,
        }
    }
}

/// Why an item has no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WsjfReason {
    /// The input is unknown.
    Missing(Factor),
    /// The input is below zero.
    Negative(Factor),
    /// The job size is zero.
    ZeroSize,
    /// The score does not fit exact numbers; points up to 10^6 always do.
    TooLarge,
}

/// The lowest and highest score an item could still take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScoreRange {
    /// The score with every blank at its worst.
    pub lowest: Ratio,
    /// The score with every blank at its best.
    pub highest: Ratio,
}

/// What stands in place of a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unscored {
    /// All reasons: missing and then negative inputs in column order, then the size.
    pub reasons: Vec<WsjfReason>,
    /// The range with the blanks anywhere on the scale; only when blanks are the sole reason.
    pub range: Option<ScoreRange>,
}

/// The result for one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WsjfRow {
    /// User-business value + time criticality + risk reduction, in points; even when the size is unusable.
    pub cost_of_delay: Option<Ratio>,
    /// Cost of delay / job size, in points per point.
    pub score: Result<Ratio, Unscored>,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wsjf {
    /// One row per item, in input order.
    pub rows: Vec<WsjfRow>,
    /// Highest score first; equal scores in one group, the smaller job size first within it.
    pub ranking: Ranking,
    /// Columns with values whose smallest is not 1, so that their unit is not anchored, and that smallest.
    pub without_one: Vec<(Factor, Ratio)>,
    /// Columns with two or more values, all equal: they decide nothing.
    pub flat: Vec<Factor>,
    /// Inputs that are not on the scale, column by column; they count as they are.
    pub off_scale: Vec<(usize, Factor)>,
}

/// Scores and ranks `items` by (value + criticality + risk) / size, with the values of `scale`.
///
/// A blank or negative input or a size of zero gives reasons in place of a score. Source: SAFe
/// WSJF; SAFe relative scale 1 2 3 5 8 13 20; smaller size first on a tie because it delivers sooner
/// at equal cost (Smith 1956).
pub fn wsjf(items: &[WsjfInputs], scale: &[Ratio]) -> Wsjf {
    let span = ScaleEnds::of(scale);
    let rows: Vec<WsjfRow> = items.iter().map(|item| row(item, span)).collect();
    let entries: Vec<_> = rows
        .iter()
        .zip(items)
        .map(|(row, item)| Some((*row.score.as_ref().ok()?, item.size)))
        .collect();
    let Hollow { without_one, flat } = hollow(
        items
            .iter()
            .map(|item| Factor::ALL.map(|factor| item.get(factor))),
    );
    let mut off_scale = Vec::new();
    for factor in Factor::ALL {
        let inputs = items.iter().enumerate();
        let strays = inputs.filter_map(|(position, item)| Some((position, item.get(factor)?)));
        let strays = strays.filter(|(_, value)| !scale.contains(value));
        off_scale.extend(strays.map(|(position, _)| (position, factor)));
    }
    Wsjf {
        ranking: rank(&entries),
        rows,
        without_one,
        flat,
        off_scale,
    }
}

/// The columns that say less than they seem to.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Hollow {
    /// Columns with values whose smallest is not 1, so that their unit is not anchored, and that smallest.
    pub without_one: Vec<(Factor, Ratio)>,
    /// Columns with two or more values, all equal: they decide nothing.
    pub flat: Vec<Factor>,
}

/// Looks for columns that say less than they seem to, by the estimates in the order of [`Factor::ALL`].
pub fn hollow<N: Copy + Ord + Into<Ratio>>(items: impl Iterator<Item = [Option<N>; 4]>) -> Hollow {
    let mut columns = Factor::ALL.map(|factor| (factor, None));
    for item in items {
        for ((_, seen), value) in columns.iter_mut().zip(item) {
            let Some(value) = value else {
                continue;
            };
            *seen = Some(match *seen {
                None => (value, value, 1),
                Some((least, most, count)) => (value.min(least), value.max(most), count + 1),
            });
        }
    }
    let mut found = Hollow::default();
    for (factor, seen) in columns {
        let Some((least, most, count)) = seen else {
            continue;
        };
        let (least, most): (Ratio, Ratio) = (least.into(), most.into());
        if least != Ratio::ONE {
            found.without_one.push((factor, least));
        }
        if least == most && count > 1 {
            found.flat.push(factor);
        }
    }
    found
}

/// The ends of a scale that a blank could take.
#[derive(Clone, Copy)]
struct ScaleEnds {
    smallest: Ratio,
    /// A job size of zero gives no score, so a blank size starts above it.
    smallest_size: Ratio,
    largest: Ratio,
}

impl ScaleEnds {
    fn of(scale: &[Ratio]) -> Option<Self> {
        let usable = || scale.iter().copied().filter(|value| !value.is_negative());
        Some(Self {
            smallest: usable().min()?,
            smallest_size: usable().filter(|value| !value.is_zero()).min()?,
            largest: usable().max()?,
        })
    }
}

fn row(item: &WsjfInputs, span: Option<ScaleEnds>) -> WsjfRow {
    let mut reasons = Vec::new();
    let inputs = || {
        Factor::ALL
            .into_iter()
            .map(|factor| (factor, item.get(factor)))
    };
    let missing = inputs().filter(|(_, input)| input.is_none());
    reasons.extend(missing.map(|(factor, _)| WsjfReason::Missing(factor)));
    let negative = inputs().filter(|(_, input)| input.is_some_and(Ratio::is_negative));
    reasons.extend(negative.map(|(factor, _)| WsjfReason::Negative(factor)));
    if item.size.is_some_and(Ratio::is_zero) {
        reasons.push(WsjfReason::ZeroSize);
    }
    let score = if reasons.is_empty() {
        score(item).ok_or_else(|| Unscored {
            reasons: vec![WsjfReason::TooLarge],
            range: None,
        })
    } else {
        let blanks_only = reasons
            .iter()
            .all(|reason| matches!(reason, WsjfReason::Missing(_)));
        let span = span.filter(|_| blanks_only);
        Err(Unscored {
            range: span.and_then(|span| range(item, span)),
            reasons,
        })
    };
    WsjfRow {
        cost_of_delay: cost_of_delay(item),
        score,
    }
}

fn cost_of_delay(item: &WsjfInputs) -> Option<Ratio> {
    let parts = [item.value?, item.criticality?, item.risk?];
    if parts.iter().any(|part| part.is_negative()) {
        return None;
    }
    item.delay_sum()
}

fn score(item: &WsjfInputs) -> Option<Ratio> {
    cost_of_delay(item)?.over(item.size?)
}

fn range(item: &WsjfInputs, span: ScaleEnds) -> Option<ScoreRange> {
    let filled = |blank: Ratio, blank_size: Ratio| WsjfInputs {
        value: item.value.or(Some(blank)),
        criticality: item.criticality.or(Some(blank)),
        risk: item.risk.or(Some(blank)),
        size: item.size.or(Some(blank_size)),
    };
    Some(ScoreRange {
        lowest: score(&filled(span.smallest, span.largest))?,
        highest: score(&filled(span.largest, span.smallest_size))?,
    })
}

#[cfg(test)]
mod tests;
