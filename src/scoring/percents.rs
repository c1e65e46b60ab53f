//! Whole percents that add up to 100.
//!
//! Owns the rounding of a mix for display. Knows nothing of what is being shared out.

use super::ratio::Ratio;

/// Rounds the shares of `amounts` in their sum to whole percents that add up to exactly 100.
///
/// Largest remainder (Hamilton): each share is cut to whole percents, then the largest remainders
/// get one more, the earlier one on a tie. `None` when the sum is zero, an amount is negative or
/// the numbers do not fit.
pub fn whole_percents(amounts: &[Ratio]) -> Option<Vec<u8>> {
    let total = Ratio::sum(amounts.iter().copied())?;
    if total.is_zero() || amounts.iter().any(|amount| amount.is_negative()) {
        return None;
    }
    let factor = Ratio::HUNDRED.over(total)?;
    let mut percents = Vec::with_capacity(amounts.len());
    let mut remainders = Vec::with_capacity(amounts.len());
    for (position, amount) in amounts.iter().enumerate() {
        let exact = amount.times(factor)?;
        let whole = u8::try_from(exact.floor()).ok()?;
        percents.push(whole);
        remainders.push((exact.minus(Ratio::whole(whole.into()))?, position));
    }
    let missing = 100
        - percents
            .iter()
            .map(|percent| usize::from(*percent))
            .sum::<usize>();
    remainders.sort_by(|(left, _), (right, _)| right.cmp(left));
    for (_, position) in remainders.into_iter().take(missing) {
        if let Some(percent) = percents.get_mut(position) {
            *percent += 1;
        }
    }
    Some(percents)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(amounts: &[i64], expected: Option<&[u8]>) {
        let amounts: Vec<_> = amounts.iter().map(|amount| Ratio::whole(*amount)).collect();
        assert_eq!(whole_percents(&amounts).as_deref(), expected, "{amounts:?}");
    }

    #[test]
    fn thirds_give_the_spare_percent_to_the_first() {
        check(&[1, 1, 1], Some(&[34, 33, 33]));
        check(&[70, 20, 10], Some(&[70, 20, 10]));
        check(&[0, 5], Some(&[0, 100]));
        check(&[1, 999], Some(&[0, 100]));
    }

    #[test]
    fn nothing_to_share_has_no_percents() {
        check(&[], None);
        check(&[0, 0], None);
        check(&[-1, 2], None);
    }

    proptest! {
        #[test]
        fn percents_add_to_100_and_stay_within_one(
            amounts in proptest::collection::vec(0_i64..1_000_000, 1..40),
        ) {
            prop_assume!(amounts.iter().any(|amount| *amount > 0));
            let total: i64 = amounts.iter().sum();
            let exact: Vec<_> = amounts.iter().map(|amount| Ratio::whole(*amount)).collect();
            let percents = whole_percents(&exact).unwrap();
            prop_assert_eq!(percents.iter().map(|percent| i64::from(*percent)).sum::<i64>(), 100);
            for (amount, percent) in amounts.iter().zip(percents) {
                prop_assert!((amount * 100 - i64::from(percent) * total).abs() < total);
            }
        }
    }
}
