//! MoSCoW: shares of effort promised as Must, Should and Could.
//!
//! Owns the shares, their limits and the way back inside them. Knows no record and no dependency
//! between items.

use crate::scoring::ratio::Ratio;

/// How firmly an item is promised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoscowClass {
    /// Without it the increment is worthless.
    Must,
    /// Painful to leave out, yet possible.
    Should,
    /// Wanted; the contingency.
    Could,
    /// Not this time; outside the base.
    Wont,
}

/// What is known of one item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct MoscowInputs {
    /// Effort in points; `None` is unknown, and below zero counts as unknown.
    pub effort: Option<Ratio>,
    /// The class; `None` when nobody has decided.
    pub class: Option<MoscowClass>,
}

/// The limits, in percent of the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MoscowPolicy {
    /// The most that may be Must.
    pub must_max_percent: Ratio,
    /// The least that should be Could.
    pub could_min_percent: Ratio,
}

impl MoscowPolicy {
    /// Must at most 60 %, Could about 20 %. Source: DSDM Agile Project Framework, chapter 10.
    pub const DSDM: Self = Self {
        must_max_percent: Ratio::whole(60),
        could_min_percent: Ratio::whole(20),
    };
}

/// Effort per class, in points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Efforts {
    /// Must.
    pub must: Ratio,
    /// Should.
    pub should: Ratio,
    /// Could.
    pub could: Ratio,
    /// Won't this time.
    pub wont: Ratio,
}

/// The mix of a base above zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoscowMix {
    /// Share of Must in the base, a fraction of 1.
    pub must: Ratio,
    /// Share of Should in the base.
    pub should: Ratio,
    /// Share of Could in the base.
    pub could: Ratio,
    /// Share of what has no class in the base.
    pub open: Ratio,
    /// Whether Must is strictly above its limit.
    pub is_must_over: bool,
    /// Allowed Must effort less Must effort, in points; negative is over.
    pub must_left: Ratio,
    /// Whether Could is strictly below its limit.
    pub is_could_short: bool,
    /// Positions of the fewest Must items to make Should so that the limit holds, largest first.
    pub demotions: Vec<usize>,
}

/// The base against a capacity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fit {
    /// Must effort / capacity; `None` for a capacity of zero.
    pub must_of_capacity: Option<Ratio>,
    /// Whether Must alone is within the capacity; if not, a promise is already broken.
    pub must_fits: bool,
    /// Whether the base is within the capacity.
    pub all_fits: bool,
}

/// The result for a list of items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoscowShares {
    /// Effort per class; only items with both inputs count.
    pub efforts: Efforts,
    /// Effort of Must, Should and Could together, and of what has no class where that counts.
    pub base: Ratio,
    /// Positions of items nobody has classed.
    pub without_class: Vec<usize>,
    /// Positions of items whose effort is unknown or below zero.
    pub without_effort: Vec<usize>,
    /// The mix; `None` when the base is zero.
    pub mix: Option<MoscowMix>,
    /// The fit; `None` when the base is zero or no capacity is known.
    pub fit: Option<Fit>,
}

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoscowError {
    /// A sum does not fit exact numbers; points up to 10^6 always do.
    #[error("efforts are too large or too fine to add up exactly")]
    TooLarge,
}

/// Measures `items` against `policy` and, when known, `capacity` in points.
///
/// Source: DSDM Agile Project Framework, chapter 10: Must at most 60 % of the effort of Must, Should
/// and Could together.
pub fn moscow(
    items: &[MoscowInputs],
    policy: &MoscowPolicy,
    capacity: Option<Ratio>,
) -> Result<MoscowShares, MoscowError> {
    measure(items, policy, capacity, false).ok_or(MoscowError::TooLarge)
}

/// The same of a whole plan: effort that nobody has classed is a part of the base with a name of its own, so that
/// one Must among many items without a class is no plan of Musts. There is no mix where nothing has a class.
pub fn moscow_of_plan(
    items: &[MoscowInputs],
    policy: &MoscowPolicy,
    capacity: Option<Ratio>,
) -> Result<MoscowShares, MoscowError> {
    measure(items, policy, capacity, true).ok_or(MoscowError::TooLarge)
}

fn measure(
    items: &[MoscowInputs],
    policy: &MoscowPolicy,
    capacity: Option<Ratio>,
    counts_open: bool,
) -> Option<MoscowShares> {
    let sized = |item: &MoscowInputs| item.effort.filter(|effort| !effort.is_negative());
    let positions = |test: &dyn Fn(&MoscowInputs) -> bool| {
        let found = items.iter().enumerate().filter(|(_, item)| test(item));
        found.map(|(position, _)| position).collect::<Vec<_>>()
    };
    let effort = |class: Option<MoscowClass>| {
        let members = items.iter().filter(|item| item.class == class);
        Ratio::sum(members.filter_map(sized))
    };
    let efforts = Efforts {
        must: effort(Some(MoscowClass::Must))?,
        should: effort(Some(MoscowClass::Should))?,
        could: effort(Some(MoscowClass::Could))?,
        wont: effort(Some(MoscowClass::Wont))?,
    };
    let classed = Ratio::sum([efforts.must, efforts.should, efforts.could])?;
    let open = if counts_open {
        effort(None)?
    } else {
        Ratio::ZERO
    };
    let base = classed.plus(open)?;
    let (mut mix, mut fit) = (None, None);
    if !classed.is_zero() {
        let musts = items.iter().enumerate().filter_map(|(position, item)| {
            (item.class == Some(MoscowClass::Must)).then_some((sized(item)?, position))
        });
        mix = Some(measure_mix(efforts, (open, base), policy, musts.collect())?);
        fit = capacity.map(|capacity| Fit {
            must_of_capacity: efforts.must.over(capacity),
            must_fits: efforts.must <= capacity,
            all_fits: base <= capacity,
        });
    }
    Some(MoscowShares {
        efforts,
        base,
        without_class: positions(&|item| item.class.is_none()),
        without_effort: positions(&|item| sized(item).is_none()),
        mix,
        fit,
    })
}

fn measure_mix(
    efforts: Efforts,
    (open, base): (Ratio, Ratio),
    policy: &MoscowPolicy,
    mut musts: Vec<(Ratio, usize)>,
) -> Option<MoscowMix> {
    let part = |percent: Ratio| base.times(percent.over(Ratio::HUNDRED)?);
    let allowed = part(policy.must_max_percent)?;
    // Demoting moves effort within the base, so the allowance stays.
    musts.sort_by(|(left, _), (right, _)| right.cmp(left));
    let mut left = efforts.must;
    let mut demotions = Vec::new();
    for (effort, position) in musts {
        if left <= allowed {
            break;
        }
        left = left.minus(effort)?;
        demotions.push(position);
    }
    Some(MoscowMix {
        must: efforts.must.over(base)?,
        should: efforts.should.over(base)?,
        could: efforts.could.over(base)?,
        open: open.over(base)?,
        is_must_over: efforts.must > allowed,
        must_left: allowed.minus(efforts.must)?,
        is_could_short: efforts.could < part(policy.could_min_percent)?,
        demotions,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CLASSES: [MoscowClass; 4] = [
        MoscowClass::Must,
        MoscowClass::Should,
        MoscowClass::Could,
        MoscowClass::Wont,
    ];

    fn run(items: &[(Option<i64>, Option<MoscowClass>)], capacity: Option<i64>) -> MoscowShares {
        let items: Vec<_> = items
            .iter()
            .map(|(effort, class)| MoscowInputs {
                effort: effort.map(Ratio::whole),
                class: *class,
            })
            .collect();
        moscow(&items, &MoscowPolicy::DSDM, capacity.map(Ratio::whole)).unwrap()
    }

    #[test]
    fn an_item_with_nothing_known_is_listed_for_both_reasons() {
        let result = run(
            &[(None, None), (Some(-2), Some(MoscowClass::Must))],
            Some(5),
        );
        assert_eq!(result.without_class, [0]);
        assert_eq!(result.without_effort, [0, 1]);
        assert_eq!((result.mix, result.fit), (None, None));
    }

    #[test]
    fn demotes_the_largest_and_of_equals_the_first() {
        let must = Some(MoscowClass::Must);
        let result = run(&[(Some(3), must), (Some(5), must), (Some(5), must)], None);
        assert_eq!(result.mix.unwrap().demotions, [1, 2]);
    }

    #[test]
    fn sums_that_do_not_fit_are_an_error() {
        let effort = Ratio::new(i128::MAX, 1);
        let items = [MoscowInputs {
            effort,
            class: Some(MoscowClass::Must),
        }; 2];
        assert_eq!(
            moscow(&items, &MoscowPolicy::DSDM, None),
            Err(MoscowError::TooLarge)
        );
    }

    proptest! {
        #[test]
        fn demotions_restore_the_limit_and_shares_are_whole(
            items in prop::collection::vec(
                (prop::option::of(0_i64..50), prop::option::of(prop::sample::select(&CLASSES[..]))),
                0..20,
            ),
        ) {
            if let Some(mix) = run(&items, None).mix {
                prop_assert_eq!(Ratio::sum([mix.must, mix.should, mix.could]), Some(Ratio::ONE));
                let mut demoted = items.clone();
                for position in mix.demotions {
                    demoted[position].1 = Some(MoscowClass::Should);
                }
                let mix = run(&demoted, None).mix.unwrap();
                prop_assert!(!mix.is_must_over && !mix.must_left.is_negative());
            }
        }
    }
}
