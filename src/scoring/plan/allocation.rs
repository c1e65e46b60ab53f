//! Capacity allocation: the mix of effort against target shares, such as 70/20/10.
//!
//! Owns shares, drift, headroom and load. Knows no record: a bucket is a position in the targets,
//! and the caller may bring counts or values in place of effort.

mod rest;

pub use self::rest::of_all;
use crate::scoring::ratio::Ratio;

/// What is known of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct AllocationInputs {
    /// Effort in points; `None` is unknown, and below zero counts as unknown.
    pub effort: Option<Ratio>,
    /// The position of its bucket in the targets; `None` or beyond them is no bucket.
    pub bucket: Option<usize>,
}

/// What the mix is held against.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AllocationPolicy<'a> {
    /// One weight per bucket; they need not add up to 100.
    pub targets: &'a [Ratio],
    /// The drift that still counts as on target, in percentage points.
    pub tolerance: Ratio,
    /// The effort that can be carried, in points; `None` is unknown.
    pub capacity: Option<Ratio>,
    /// The most an item can take whose effort is unknown, in points; `None` is any effort.
    pub largest: Option<Ratio>,
}

/// How a bucket stands to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Within the tolerance, ends included.
    On,
    /// Above it.
    Over,
    /// Below it.
    Under,
    /// One or the other, as soon as what has no bucket gets one, and what has no size gets one.
    Open,
}

impl Status {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::On => "on target",
            Self::Over => "over",
            Self::Under => "under",
            Self::Open => "not known yet",
        }
    }
}

/// The part of one bucket in a total above zero.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketMix {
    /// Effort / total, a fraction of 1.
    pub share: Ratio,
    /// The share in whole percent; those of all buckets add up to 100.
    pub percent: u8,
    /// (Share - target) * 100, in percentage points.
    pub drift: Ratio,
    /// How far it is off its target for certain, whatever bucket and size is unknown: zero where that can bring it there.
    pub sure_drift: Ratio,
    /// Effort - target * total, in points.
    pub drift_effort: Ratio,
    /// The verdict on the drift.
    pub status: Status,
}

/// The result for one bucket.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BucketShare {
    /// Counted effort, in points.
    pub effort: Ratio,
    /// Target share, a fraction of 1; those of all buckets add up to 1.
    pub target: Ratio,
    /// The mix; `None` when nothing is counted, which is no data and not 0 %.
    pub mix: Option<BucketMix>,
    /// Target * capacity - effort, in points; `None` without a capacity.
    pub headroom: Option<Ratio>,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allocation {
    /// Counted effort: that of items with a bucket, in points.
    pub total: Ratio,
    /// One entry per target.
    pub buckets: Vec<BucketShare>,
    /// Effort that would have to change bucket to hit every target; `None` when nothing is counted.
    pub to_move: Option<Ratio>,
    /// What has no bucket as a part of its own, where shares are of all, see [`of_all`].
    pub none: Option<BucketShare>,
    /// Positions of items without a bucket; never spread over the others.
    pub without_bucket: Vec<usize>,
    /// Their effort, in points.
    pub without_bucket_effort: Ratio,
    /// Positions of items whose effort is unknown or below zero.
    pub without_effort: Vec<usize>,
    /// (Total + effort without a bucket) / capacity; `None` without one or with a capacity of zero.
    pub load: Option<Ratio>,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AllocationError {
    /// No target is above zero.
    #[error("no allocation has a target above 0")]
    NoTarget,
    /// The target of this bucket is below zero.
    #[error("the target of allocation {} is below 0", .0 + 1)]
    NegativeTarget(usize),
    /// A sum does not fit exact numbers; points up to 10^6 always do.
    #[error("efforts are too large or too fine to add up exactly")]
    TooLarge,
}

/// What the full width of bars beside each other stands for, so that lengths compare: the first of 60,
/// 80 and 100 that holds every number, or the next multiple of 20.
pub fn shared_scale(numbers: impl IntoIterator<Item = u32>) -> u32 {
    match numbers.into_iter().max().unwrap_or(0) {
        0..=60 => 60,
        largest => largest.div_ceil(20).saturating_mul(20),
    }
}

impl Allocation {
    /// The end of the scale that its gauges share, in percent.
    pub fn scale(&self) -> u32 {
        let numbers = self.buckets.iter().flat_map(|bucket| {
            let value = bucket.mix.map_or(0, |mix| u32::from(mix.percent));
            [value, bucket.target_percent()]
        });
        shared_scale(numbers)
    }
}

impl BucketShare {
    /// The target in whole percent, for drawing.
    pub fn target_percent(&self) -> u32 {
        u32::try_from(self.target.to_hundredths()).unwrap_or_default()
    }
}

/// Measures the mix of `items` against `policy`.
///
/// Source: SAFe Lean budget guardrail "capacity allocation"; whole percents by largest remainder.
pub fn allocate(
    items: &[AllocationInputs],
    policy: &AllocationPolicy<'_>,
) -> Result<Allocation, AllocationError> {
    if let Some(position) = policy
        .targets
        .iter()
        .position(|target| target.is_negative())
    {
        return Err(AllocationError::NegativeTarget(position));
    }
    if policy.targets.iter().all(|target| target.is_zero()) {
        return Err(AllocationError::NoTarget);
    }
    measure(items, policy).ok_or(AllocationError::TooLarge)
}

fn measure(items: &[AllocationInputs], policy: &AllocationPolicy<'_>) -> Option<Allocation> {
    let mut efforts = vec![Ratio::ZERO; policy.targets.len()];
    let (mut without_bucket, mut without_effort) = (Vec::new(), Vec::new());
    let mut without_bucket_effort = Ratio::ZERO;
    for (position, item) in items.iter().enumerate() {
        let effort = item.effort.filter(|effort| !effort.is_negative());
        if effort.is_none() {
            without_effort.push(position);
        }
        let bucket = item.bucket.and_then(|bucket| efforts.get_mut(bucket));
        if bucket.is_none() {
            without_bucket.push(position);
        }
        let sum = bucket.unwrap_or(&mut without_bucket_effort);
        *sum = sum.plus(effort.unwrap_or(Ratio::ZERO))?;
    }
    let total = Ratio::sum(efforts.iter().copied())?;
    let buckets = measure_buckets(&efforts, total, policy)?;
    let to_move = if total.is_zero() {
        None
    } else {
        let drifts = buckets.iter().filter_map(|bucket| bucket.mix);
        let sum = Ratio::sum(drifts.map(|mix| mix.drift_effort.size()))?;
        Some(sum.over(Ratio::whole(2))?)
    };
    let planned = total.plus(without_bucket_effort)?;
    Some(Allocation {
        total,
        buckets,
        to_move,
        none: None,
        without_bucket,
        without_bucket_effort,
        without_effort,
        load: policy.capacity.and_then(|capacity| planned.over(capacity)),
    })
}

fn measure_buckets(
    efforts: &[Ratio],
    total: Ratio,
    policy: &AllocationPolicy<'_>,
) -> Option<Vec<BucketShare>> {
    let weights = Ratio::sum(policy.targets.iter().copied())?;
    // Nothing counted has no percents, and then no bucket has a mix.
    let percents = whole_percents(efforts).unwrap_or_else(|| vec![0; efforts.len()]);
    let rows = efforts.iter().zip(policy.targets).zip(percents);
    rows.map(|((effort, weight), percent)| {
        let target = weight.over(weights)?;
        let mix = if total.is_zero() {
            None
        } else {
            let share = effort.over(total)?;
            let drift = share.minus(target)?.times(Ratio::HUNDRED)?;
            Some(BucketMix {
                share,
                percent,
                drift,
                sure_drift: drift,
                drift_effort: effort.minus(target.times(total)?)?,
                status: status(drift, policy.tolerance),
            })
        };
        let headroom = match policy.capacity {
            Some(capacity) => Some(target.times(capacity)?.minus(*effort)?),
            None => None,
        };
        Some(BucketShare {
            effort: *effort,
            target,
            mix,
            headroom,
        })
    })
    .collect()
}

fn status(drift: Ratio, tolerance: Ratio) -> Status {
    if drift.size() <= tolerance {
        Status::On
    } else if drift.is_negative() {
        Status::Under
    } else {
        Status::Over
    }
}

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

    fn run(
        items: &[(Option<i64>, Option<usize>)],
        targets: &[i64],
    ) -> Result<Allocation, AllocationError> {
        let items: Vec<_> = items
            .iter()
            .map(|(effort, bucket)| AllocationInputs {
                effort: effort.map(Ratio::whole),
                bucket: *bucket,
            })
            .collect();
        let targets: Vec<_> = targets.iter().map(|target| Ratio::whole(*target)).collect();
        let policy = AllocationPolicy {
            targets: &targets,
            tolerance: Ratio::whole(5),
            capacity: None,
            largest: None,
        };
        allocate(&items, &policy)
    }

    #[test]
    fn targets_must_be_usable() {
        assert_eq!(run(&[], &[]), Err(AllocationError::NoTarget));
        assert_eq!(run(&[], &[0, 0]), Err(AllocationError::NoTarget));
        assert_eq!(run(&[], &[70, -1]), Err(AllocationError::NegativeTarget(1)));
    }

    #[test]
    fn what_cannot_be_counted_is_set_aside_by_reason() {
        let items = [
            (Some(3), Some(0)),
            (None, None),
            (Some(-1), Some(1)),
            (Some(2), Some(9)),
        ];
        let result = run(&items, &[70, 30]).unwrap();
        assert_eq!(result.without_bucket, [1, 3]);
        assert_eq!(result.without_effort, [1, 2]);
        assert_eq!(result.without_bucket_effort, Ratio::whole(2));
        assert_eq!(result.total, Ratio::whole(3));
    }

    #[test]
    fn only_free_items_are_no_data() {
        let result = run(&[(Some(0), Some(0))], &[70, 30]).unwrap();
        assert_eq!(result.to_move, None);
        assert!(result.buckets.iter().all(|bucket| bucket.mix.is_none()));
    }

    proptest! {
        #[test]
        fn drifts_cancel_and_percents_add_to_100(
            items in prop::collection::vec((prop::option::of(0_i64..50), prop::option::of(0_usize..5)), 0..30),
            targets in prop::collection::vec(0_i64..90, 1..5),
        ) {
            prop_assume!(targets.iter().any(|target| *target > 0));
            let result = run(&items, &targets).unwrap();
            let targets = Ratio::sum(result.buckets.iter().map(|bucket| bucket.target));
            prop_assert_eq!(targets, Some(Ratio::ONE));
            if !result.total.is_zero() {
                let mixes = || result.buckets.iter().map(|bucket| bucket.mix.unwrap());
                prop_assert_eq!(mixes().map(|mix| u32::from(mix.percent)).sum::<u32>(), 100);
                prop_assert_eq!(Ratio::sum(mixes().map(|mix| mix.share)), Some(Ratio::ONE));
                prop_assert_eq!(Ratio::sum(mixes().map(|mix| mix.drift_effort)), Some(Ratio::ZERO));
            }
        }
    }

    fn check_percents(amounts: &[i64], expected: Option<&[u8]>) {
        let amounts: Vec<_> = amounts.iter().map(|amount| Ratio::whole(*amount)).collect();
        assert_eq!(whole_percents(&amounts).as_deref(), expected, "{amounts:?}");
    }

    #[test]
    fn thirds_give_the_spare_percent_to_the_first() {
        check_percents(&[1, 1, 1], Some(&[34, 33, 33]));
        check_percents(&[70, 20, 10], Some(&[70, 20, 10]));
        check_percents(&[0, 5], Some(&[0, 100]));
        check_percents(&[1, 999], Some(&[0, 100]));
    }

    #[test]
    fn nothing_to_share_has_no_percents() {
        check_percents(&[], None);
        check_percents(&[0, 0], None);
        check_percents(&[-1, 2], None);
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
