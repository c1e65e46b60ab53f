//! Pairs whose WSJF order depends on the units of the columns.
//!
//! Owns the question whether a pair keeps its order however the three value columns are scaled, and
//! the factor at which it ties. Knows no record and no words.

use crate::scoring::ranking::wsjf::{Factor, WsjfInputs, wsjf};
use crate::scoring::ratio::{Ratio, TooLarge};

/// How firmly one item stands above another against rescaling a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pair {
    /// Whether the two scores are equal.
    pub is_tied: bool,
    /// Whether no choice of positive factors, one per column, puts the lower item above.
    pub is_scale_proof: bool,
    /// The factor above zero at which the pair ties when it multiplies that column alone, in column
    /// order without the size; `None` where there is no such factor, and for a pair that is tied.
    pub factors: [Option<Ratio>; 3],
}

impl Pair {
    /// The factor of one column; always `None` for the size, which cancels out.
    pub const fn factor(&self, column: Factor) -> Option<Ratio> {
        let [value, criticality, risk] = self.factors;
        match column {
            Factor::Value => value,
            Factor::Criticality => criticality,
            Factor::Risk => risk,
            Factor::Size => None,
        }
    }

    /// The column whose weight has to change least to make the pair tie, and the factor.
    pub fn nearest(&self) -> Option<(Factor, Ratio)> {
        let columns = Factor::ALL.into_iter().zip(self.factors);
        let known = columns.filter_map(|(column, factor)| {
            let factor = factor?;
            let inverse = Ratio::ONE.over(factor)?;
            Some((factor.min(inverse), column, factor))
        });
        let nearest = known.max_by(|one, other| one.0.cmp(&other.0));
        nearest.map(|(_, column, factor)| (column, factor))
    }
}

/// A pair of ranked items and what was found of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlacedItem {
    /// The position of the item that ranks higher, or comes first in a tie.
    pub above: usize,
    /// The position of the other.
    pub below: usize,
    /// How firm their order is.
    pub pair: Pair,
}

/// Compares `above` with `below`, which must not score higher; `None` when one has no score.
///
/// Per column the difference is d = value/size of the one less that of the other: with none below
/// zero the pair is scale-proof, else column c ties it at -(sum of the other d)/d of c. Errors when
/// too large. Source: own derivation from the WSJF formula.
pub fn pair(above: &WsjfInputs, below: &WsjfInputs) -> Result<Option<Pair>, TooLarge> {
    let (Some(above), Some(below)) = (per_size(above)?, per_size(below)?) else {
        return Ok(None);
    };
    let mut differences = [Ratio::ZERO; 3];
    for (difference, (high, low)) in differences.iter_mut().zip(above.into_iter().zip(below)) {
        *difference = high.minus(low).ok_or(TooLarge)?;
    }
    let total = Ratio::sum(differences).ok_or(TooLarge)?;
    let mut factors = [None; 3];
    for (factor, own) in factors.iter_mut().zip(differences) {
        if !total.is_zero() && !own.is_zero() {
            let others = own.minus(total).ok_or(TooLarge)?;
            let tie = others.over(own).ok_or(TooLarge)?;
            *factor = Some(tie).filter(|tie| *tie > Ratio::ZERO);
        }
    }
    Ok(Some(Pair {
        is_tied: total.is_zero(),
        is_scale_proof: differences.iter().all(|own| !own.is_negative()),
        factors,
    }))
}

/// Compares each ranked item with the next one, in WSJF order.
pub fn neighbors(items: &[WsjfInputs]) -> Result<Vec<PlacedItem>, TooLarge> {
    let order = wsjf(items, &[]).ranking.order;
    let following = order.iter().copied().skip(1);
    placed(items, order.iter().copied().zip(following))
}

/// Compares all pairs of ranked items, in WSJF order; their number grows with the square.
pub fn all_pairs(items: &[WsjfInputs]) -> Result<Vec<PlacedItem>, TooLarge> {
    let order = wsjf(items, &[]).ranking.order;
    let pairs = order.iter().enumerate().flat_map(|(place, above)| {
        let lower = order.iter().skip(place + 1);
        lower.map(|below| (*above, *below))
    });
    placed(items, pairs)
}

fn placed(
    items: &[WsjfInputs],
    pairs: impl Iterator<Item = (usize, usize)>,
) -> Result<Vec<PlacedItem>, TooLarge> {
    let mut result = Vec::new();
    for (above, below) in pairs {
        if let (Some(high), Some(low)) = (items.get(above), items.get(below)) {
            let found = pair(high, low)?;
            result.extend(found.map(|pair| PlacedItem { above, below, pair }));
        }
    }
    Ok(result)
}

/// The three values per point of size; `None` when an input is missing or the size not above zero.
fn per_size(item: &WsjfInputs) -> Result<Option<[Ratio; 3]>, TooLarge> {
    let size = item.size.filter(|size| *size > Ratio::ZERO);
    let (Some(value), Some(criticality), Some(risk), Some(size)) =
        (item.value, item.criticality, item.risk, size)
    else {
        return Ok(None);
    };
    let mut shares = [value, criticality, risk];
    for share in &mut shares {
        *share = share.over(size).ok_or(TooLarge)?;
    }
    Ok(Some(shares))
}

#[cfg(test)]
mod tests;
