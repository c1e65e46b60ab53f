//! The rest: what has no bucket, as a part of its own.
//!
//! Owns the shares of all, and which verdicts stand whatever bucket the rest gets.

use super::{
    Allocation, AllocationError, AllocationInputs, AllocationPolicy, BucketShare, Status, allocate,
    status,
};
use crate::scoring::ratio::Ratio;

/// Measures the same with what has no bucket as a part of its own: shares, percents and drifts are of all.
pub fn of_all(
    items: &[AllocationInputs],
    policy: &AllocationPolicy<'_>,
) -> Result<Allocation, AllocationError> {
    let known = allocate(items, policy)?;
    if known.without_bucket.is_empty() {
        return Ok(known);
    }
    let count = policy.targets.len();
    let targets: Vec<Ratio> = policy
        .targets
        .iter()
        .copied()
        .chain([Ratio::ZERO])
        .collect();
    let input = |item: &AllocationInputs| AllocationInputs {
        bucket: item.bucket.filter(|at| *at < count).or(Some(count)),
        ..*item
    };
    let inputs: Vec<AllocationInputs> = items.iter().map(input).collect();
    let policy = AllocationPolicy {
        targets: &targets,
        ..*policy
    };
    let mut all = allocate(&inputs, &policy)?;
    let none = all.buckets.pop();
    let rest = none.and_then(|none| none.mix);
    let rest = rest.map_or(Some(Ratio::ZERO), |rest| rest.share.times(Ratio::HUNDRED));
    let rest = rest.ok_or(AllocationError::TooLarge)?;
    for mix in all
        .buckets
        .iter_mut()
        .filter_map(|bucket| bucket.mix.as_mut())
    {
        let most = mix.drift.plus(rest).ok_or(AllocationError::TooLarge)?;
        let [least, most] = [mix.drift, most].map(|drift| status(drift, policy.tolerance));
        // What is over stays over, and what all of the rest does not lift stays under.
        mix.status = match (least, most) {
            (Status::Over, _) => Status::Over,
            (_, Status::Under) => Status::Under,
            (Status::On, Status::On) => Status::On,
            _ => Status::Open,
        };
    }
    Ok(Allocation {
        none,
        buckets: all.buckets,
        to_move: all.to_move,
        ..known
    })
}

impl Allocation {
    /// How far a bucket is off its target whatever bucket the rest gets, in percentage points: zero where that
    /// can bring it there.
    pub fn sure_drift(&self, bucket: &BucketShare) -> Option<Ratio> {
        let drift = bucket.mix?.drift;
        let Some(rest) = self.none.and_then(|none| none.mix) else {
            return Some(drift);
        };
        if !drift.is_negative() {
            return Some(drift);
        }
        let most = drift.plus(rest.share.times(Ratio::HUNDRED)?)?;
        Some(most.min(Ratio::ZERO))
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
                    found.sure_drift(one).unwrap().rounded(),
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
}
