//! Published examples (scoring.md, section 12) that the vectors do not hold, through the public API.
//!
//! The vectors hold rows 1 to 6, 8, 9 and 14.

use evenkeel::scoring::order::precedence::plan;
use evenkeel::scoring::order::sequence::Job;
use evenkeel::scoring::plan::moscow::{MoscowClass, MoscowInputs, MoscowPolicy, moscow};
use evenkeel::scoring::ranking::rice;
use evenkeel::scoring::ranking::wsjf;
use evenkeel::scoring::ratio::Ratio;

fn whole(n: i64) -> Ratio {
    Ratio::whole(n)
}

fn job((weight, duration): (i64, i64)) -> Job {
    Job {
        weight: whole(weight),
        duration: whole(duration),
    }
}

/// Row 7: cost of delay is the sum of its parts.
#[test]
fn one_and_three_and_five_are_nine() {
    let inputs = wsjf::WsjfInputs {
        value: Some(whole(1)),
        criticality: Some(whole(3)),
        risk: Some(whole(5)),
        size: Some(whole(1)),
    };
    assert_eq!(inputs.delay_sum(), Some(whole(9)));
}

/// Row 8: the bundles of Pinedo's two chains, as ratio and members.
#[test]
fn the_chains_of_pinedo_fall_into_five_bundles() {
    let jobs = [(6, 3), (18, 6), (12, 6), (8, 5), (8, 4), (17, 8), (18, 10)].map(job);
    let links = [(0, 1), (1, 2), (2, 3), (4, 5), (5, 6)];
    let plan = plan(&jobs, &links).unwrap();
    let blocks: Vec<_> = plan
        .blocks
        .iter()
        .map(|block| (block.ratio.unwrap(), block.members.clone()))
        .collect();
    let ratio = |num, den| Ratio::new(num, den).unwrap();
    let expected = [
        (ratio(24, 9), vec![0, 1]),
        (ratio(25, 12), vec![4, 5]),
        (ratio(12, 6), vec![2]),
        (ratio(18, 10), vec![6]),
        (ratio(8, 5), vec![3]),
    ];
    assert_eq!(blocks, expected);
    assert_eq!((plan.cost, plan.exact), (whole(1967), true));
    assert_eq!(plan.order, [0, 1, 4, 5, 2, 6, 3]);
}

/// Row 10: an enabler is worth what it enables.
#[test]
fn an_enabler_and_its_feature_are_one_bundle() {
    let plan = plan(&[(1, 2), (20, 1), (3, 2)].map(job), &[(0, 1)]).unwrap();
    assert_eq!((plan.cost, plan.greedy), (whole(77), whole(110)));
    let ratios: Vec<_> = plan.blocks.iter().map(|block| block.ratio).collect();
    assert_eq!(ratios, [Some(whole(7)), Ratio::new(3, 2)]);
}

/// Row 11: 60, 20 and 20 % of effort is allowed and not over.
#[test]
fn the_split_of_dsdm_is_allowed() {
    let item = |(effort, class)| MoscowInputs {
        effort: Some(whole(effort)),
        class: Some(class),
    };
    let items = [
        (60, MoscowClass::Must),
        (20, MoscowClass::Should),
        (20, MoscowClass::Could),
    ]
    .map(item);
    let mix = moscow(&items, &MoscowPolicy::DSDM, None)
        .unwrap()
        .mix
        .unwrap();
    assert!(!mix.is_must_over && !mix.is_could_short);
    assert!(mix.must_left.is_zero());
}

/// Row 12, in which confidence is a number from 1 to 5 and no percentage.
#[test]
fn rice_on_a_scale_of_five() {
    let rows = [
        (5, 3, 4, 1),
        (5, 2, 5, 1),
        (4, 5, 3, 2),
        (2, 4, 3, 4),
        (3, 4, 2, 5),
    ];
    let inputs = rows.map(|(reach, impact, confidence, effort)| rice::RiceInputs {
        reach: Some(whole(reach)),
        impact: Some(whole(impact)),
        confidence: Some(whole(confidence * 100)),
        effort: Some(whole(effort)),
    });
    let scores: Vec<_> = rice::rice(&inputs).scores.into_iter().flatten().collect();
    let expected = [
        whole(60),
        whole(50),
        whole(30),
        whole(6),
        Ratio::new(24, 5).unwrap(),
    ];
    assert_eq!(scores, expected);
}
