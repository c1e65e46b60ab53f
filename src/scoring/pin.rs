//! What a pin costs: the place an item was given by hand against the place its score gives it.
//!
//! Owns the comparison of the two places. The arithmetic is in [`super::moves`]. Knows no record.

use super::moves::{Item, between};
use super::ratio::Ratio;

/// The price of a pin, in cost of delay times points of size, until delivery; in the unit of the items.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PinPrice {
    /// How many other items are delivered at another time because of it.
    pub moved: usize,
    /// What those that are delivered later pay.
    pub paid: Ratio,
    /// What those that are delivered sooner save.
    pub gained: Ratio,
    /// Paid - gained; above zero the pin makes the backlog dearer.
    pub net: Ratio,
    /// How many of the moved have an unknown cost of delay, so that the sums are incomplete.
    pub unknown: usize,
}

/// Prices the shown order against the one without the pin of the item at position `pinned`; both hold
/// the same items. Items of unknown size take no time here; none when sums do not fit.
pub fn pin_price(
    items: &[Item],
    without: &[usize],
    shown: &[usize],
    pinned: usize,
) -> Option<PinPrice> {
    let price = between(items, without, shown).ok()?;
    Some(PinPrice {
        moved: price
            .changes
            .iter()
            .filter(|change| change.item != pinned)
            .count(),
        paid: price.paid,
        gained: price.gained,
        net: price.net,
        unknown: price.unknown,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_price_is_the_difference_of_the_totals() {
        // Costs of delay and sizes; the last one is worth least and was pinned first.
        let item = |weight, duration| Item {
            weight: Some(Ratio::whole(weight)),
            duration: Ratio::whole(duration),
        };
        let items = [item(8, 2), item(5, 3), item(2, 5), item(1, 3)];
        let price = pin_price(&items, &[0, 1, 2, 3], &[3, 0, 1, 2], 3).unwrap();
        let whole = Ratio::whole;
        assert_eq!((price.moved, price.paid), (3, whole(24 + 15 + 6)));
        assert_eq!((price.gained, price.net), (whole(10), whole(35)));
        let idle = pin_price(&items, &[3, 0, 1, 2], &[3, 0, 1, 2], 3).unwrap();
        assert_eq!((idle.moved, idle.net), (0, Ratio::ZERO));
        assert_eq!(pin_price(&items, &[0, 1], &[0, 3], 3), None);
    }
}
