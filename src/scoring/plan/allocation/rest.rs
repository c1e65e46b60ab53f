//! The rest: what has no bucket as a part of its own, and what has no size.
//!
//! Owns the shares of all, and which verdicts stand whatever bucket and size the rest gets.

use super::{
    Allocation, AllocationError, AllocationInputs, AllocationPolicy, Status, allocate, status,
};
use crate::scoring::ratio::Ratio;

/// Measures the same with what has no bucket as a part of its own: shares, percents and drifts are of all.
pub fn of_all(
    items: &[AllocationInputs],
    policy: &AllocationPolicy<'_>,
) -> Result<Allocation, AllocationError> {
    let known = allocate(items, policy)?;
    if known.without_bucket.is_empty() && known.without_effort.is_empty() {
        return Ok(known);
    }
    let count = policy.targets.len();
    let bucket = |item: &AllocationInputs| item.bucket.filter(|at| *at < count);
    let mut all = if known.without_bucket.is_empty() {
        known.clone()
    } else {
        let targets = policy.targets.iter().copied().chain([Ratio::ZERO]);
        let input = |item: &AllocationInputs| AllocationInputs {
            bucket: bucket(item).or(Some(count)),
            ..*item
        };
        let inputs: Vec<AllocationInputs> = items.iter().map(input).collect();
        let policy = AllocationPolicy {
            targets: &targets.collect::<Vec<_>>(),
            ..*policy
        };
        allocate(&inputs, &policy)?
    };
    let none = all.buckets.split_off(count).pop();
    let unsized_in = |of: Option<usize>| {
        let unsized_ones = known.without_effort.iter().filter_map(|at| items.get(*at));
        unsized_ones.filter(|item| bucket(item) == of).count()
    };
    let rest = Rest {
        all: known
            .total
            .plus(known.without_bucket_effort)
            .ok_or(AllocationError::TooLarge)?,
        loose: known.without_bucket_effort,
        unsized_loose: unsized_in(None),
        unsized_all: known.without_effort.len(),
        largest: policy.largest,
    };
    for (at, one) in all.buckets.iter_mut().enumerate() {
        let (effort, target) = (one.effort, one.target);
        let Some(mix) = one.mix.as_mut() else {
            continue;
        };
        let shares = rest.shares(effort, unsized_in(Some(at)));
        let drift = |share: Ratio| share.minus(target)?.times(Ratio::HUNDRED);
        let drifts = shares.and_then(|(low, high)| Some((drift(low)?, drift(high)?)));
        let (low, high) = drifts.ok_or(AllocationError::TooLarge)?;
        let [least, most] = [low, high].map(|drift| status(drift, policy.tolerance));
        // What is over at least stays over, and what is under at most stays under.
        mix.status = match (least, most) {
            (Status::Over, _) => Status::Over,
            (_, Status::Under) => Status::Under,
            (Status::On, Status::On) => Status::On,
            _ => Status::Open,
        };
        mix.sure_drift = low
            .max(Ratio::ZERO)
            .plus(high.min(Ratio::ZERO))
            .ok_or(AllocationError::TooLarge)?;
    }
    Ok(Allocation {
        none,
        buckets: all.buckets,
        to_move: all.to_move,
        ..known
    })
}

/// What has no bucket, or no size.
struct Rest {
    /// The effort of all, in points.
    all: Ratio,
    /// The effort that has no bucket.
    loose: Ratio,
    /// How many items have neither.
    unsized_loose: usize,
    /// How many have no size.
    unsized_all: usize,
    /// The most that one of those can take; none is any effort.
    largest: Option<Ratio>,
}

impl Rest {
    /// The least and the largest share a bucket can have, of which so many items have no size; none when it does not
    /// fit. What has no size takes nothing or the most, what has no bucket is its own or another's.
    fn shares(&self, effort: Ratio, unsized_own: usize) -> Option<(Ratio, Ratio)> {
        let most = |count: usize| {
            self.largest?
                .times(Ratio::whole(i64::try_from(count).ok()?))
        };
        let unsized_others = self.unsized_all - unsized_own;
        let low = match (unsized_others, self.largest) {
            (1.., None) => Ratio::ZERO,
            (0, _) => effort.over(self.all)?,
            (others, Some(_)) => effort.over(self.all.plus(most(others)?)?)?,
        };
        let unsized_ours = unsized_own + self.unsized_loose;
        let ours = effort.plus(self.loose)?;
        let high = match (unsized_ours, self.largest) {
            (1.., None) => Ratio::ONE,
            (0, _) => ours.over(self.all)?,
            (own, Some(_)) => {
                let most = most(own)?;
                ours.plus(most)?.over(self.all.plus(most)?)?
            }
        };
        Some((low, high))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn effort(effort: i64, bucket: Option<usize>) -> AllocationInputs {
        AllocationInputs {
            effort: Some(Ratio::whole(effort)),
            bucket,
        }
    }

    #[test]
    fn what_has_no_bucket_is_a_part_of_all() {
        let items = [effort(5, Some(0)), effort(5, Some(1)), effort(20, None)];
        let targets = [Ratio::whole(70), Ratio::whole(30)];
        let policy = AllocationPolicy {
            targets: &targets,
            tolerance: Ratio::whole(5),
            capacity: Some(Ratio::whole(60)),
            largest: None,
        };
        let found = of_all(&items, &policy).unwrap();
        let percents = found.buckets.iter().chain(&found.none);
        let percents: Vec<u8> = percents.map(|part| part.mix.unwrap().percent).collect();
        assert_eq!(percents, [17, 17, 66]);
        assert_eq!(
            (found.total, found.load),
            (Ratio::whole(10), Ratio::new(1, 2))
        );
        assert_eq!(found.without_bucket, [2]);
        // With all of the rest the first could be at 83 %, the second as well.
        let verdicts = found.buckets.iter().map(|one| one.mix.unwrap().status);
        assert_eq!(verdicts.collect::<Vec<_>>(), [Status::Open, Status::Open]);
    }

    #[test]
    fn a_verdict_stands_where_the_rest_cannot_change_it() {
        let targets = [Ratio::whole(50), Ratio::whole(50)];
        let policy = AllocationPolicy {
            targets: &targets,
            tolerance: Ratio::whole(5),
            capacity: None,
            largest: None,
        };
        let found = |first, second, rest| {
            let items = [
                effort(first, Some(0)),
                effort(second, Some(1)),
                effort(rest, None),
            ];
            let found = of_all(&items, &policy).unwrap();
            let each = found.buckets.iter();
            let each = each.map(|one| {
                (
                    one.mix.unwrap().status,
                    one.mix.unwrap().sure_drift.rounded(),
                )
            });
            each.collect::<Vec<_>>()
        };
        assert_eq!(
            found(70, 20, 10),
            [(Status::Over, 20), (Status::Under, -20)]
        );
        assert_eq!(found(48, 48, 4), [(Status::On, 0), (Status::On, 0)]);
        assert_eq!(found(50, 40, 10), [(Status::Open, 0), (Status::Open, 0)]);
        assert_eq!(found(0, 0, 10), [(Status::Open, 0), (Status::Open, 0)]);
    }

    #[test]
    fn what_has_no_size_takes_nothing_or_the_most_before_a_verdict_stands() {
        let targets = [70, 20, 10].map(Ratio::whole);
        let verdicts = |items: &[AllocationInputs], largest: Option<i64>| {
            let policy = AllocationPolicy {
                targets: &targets,
                tolerance: Ratio::whole(5),
                capacity: None,
                largest: largest.map(Ratio::whole),
            };
            let found = of_all(items, &policy).unwrap();
            found
                .buckets
                .iter()
                .map(|one| one.mix.unwrap().status)
                .collect::<Vec<_>>()
        };
        let blank = |bucket| AllocationInputs {
            effort: None,
            bucket,
        };
        let (open, over, under, on) = (Status::Open, Status::Over, Status::Under, Status::On);
        // One of the first has no size, and one has neither size nor bucket.
        let some = [blank(Some(0)), effort(5, Some(1)), blank(None)];
        assert_eq!(verdicts(&some, Some(20)), [open, open, open]);
        // A little that is unknown changes nothing.
        let much = [
            effort(710, Some(0)),
            effort(190, Some(1)),
            effort(100, Some(2)),
            blank(Some(1)),
        ];
        assert_eq!(verdicts(&much, Some(20)), [on, on, on]);
        assert_eq!(verdicts(&much, None), [open, open, open]);
        // What is unknown elsewhere cannot bring it up.
        let low = [effort(10, Some(0)), effort(90, Some(1)), blank(Some(1))];
        assert_eq!(verdicts(&low, Some(20)), [under, over, under]);
        assert_eq!(verdicts(&low, None), [under, over, under]);
    }
}
