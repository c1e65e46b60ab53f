//! The worked examples of what is known of customers that no other test of this folder names: opportunity, the order of
//! tests, the split of a product and of a mean, coverage, the gaps of a journey.

use evenkeel::scoring::insight::driver::{MeanPart, mean, product};
use evenkeel::scoring::insight::effect::{ExpectedEffect, coverage, learning};
use evenkeel::scoring::insight::journey::{StageInputs, journey};
use evenkeel::scoring::insight::need::test_order;
use evenkeel::scoring::ranking::opportunity::opportunity;
use evenkeel::scoring::ratio::Ratio;

fn number(text: &str) -> Option<Ratio> {
    Ratio::parse(text)
}

#[test]
fn opportunity_is_importance_and_what_is_missing_of_it() {
    for (importance, satisfaction, score) in [(9, 3, 15), (9, 9, 9), (8, 4, 12)] {
        let found = opportunity(
            Some(Ratio::whole(importance)),
            Some(Ratio::whole(satisfaction)),
        );
        assert_eq!(
            found,
            Ok(Ratio::whole(score)),
            "{importance},{satisfaction}"
        );
    }
}

#[test]
fn what_weighs_much_and_has_no_evidence_is_tested_first() {
    let all = [("9", "1/10"), ("5", "1/100"), ("9", "5")];
    let all = all.map(|(weight, strength)| (number(weight), number(strength)));
    let order = test_order(&all);
    let scores = ["891/10", "999/20", "45"].map(number);
    assert_eq!(order.scores, scores, "89.1, 49.95, 45");
    assert_eq!(order.first, [0, 1], "weight of 5 or more, strength below 1");
}

#[test]
fn a_product_is_split_by_shapley_and_adds_up() {
    // Visitors 10,000 to 12,000, conversion 2.0 to 1.8 %, basket 50 to 52.
    let parts = [("10000", "12000"), ("1/50", "9/500"), ("50", "52")];
    let found = product(&parts.map(|(before, after)| (number(before), number(after))));
    assert_eq!(
        (found.before, found.after),
        (number("10000"), number("11232"))
    );
    let parts = ["5812/3", "-3368/3", "1252/3"].map(number);
    assert_eq!(found.parts, parts, "1,937.33 − 1,122.67 + 417.33");
    assert_eq!(Ratio::sum(parts.into_iter().flatten()), found.change());
}

#[test]
fn a_mean_that_did_not_move_hides_its_mix_and_its_rates() {
    let part = |share: [&str; 2], rate: [&str; 2]| MeanPart {
        share: (number(share[0]), number(share[1])),
        rate: (number(rate[0]), number(rate[1])),
    };
    let found = mean(&[
        part(["60", "50"], ["10", "9"]),
        part(["40", "50"], ["15", "15"]),
    ]);
    let found = found.unwrap();
    assert_eq!(found.before, found.after, "12.0 to 12.0 %");
    let both = (Some(found.mix), Some(found.rate));
    assert_eq!(both, (number("11/20"), number("-11/20")), "+0.55 and −0.55");
}

#[test]
fn effects_are_added_up_against_the_gap() {
    let effect = |ends: [&str; 3]| ExpectedEffect {
        low: number(ends[0]),
        likely: number(ends[1]),
        high: number(ends[2]),
    };
    let effects = [
        effect(["3/10", "1/2", "4/5"]),
        effect(["1/5", "3/10", "3/5"]),
        effect(["1/10", "1/5", "1/5"]),
    ];
    let shares = coverage(number("6/5"), &effects).shares.unwrap();
    let words = shares.map(Ratio::percent);
    assert_eq!(words, ["50 %", "83 %", "133 %", "86 %"]);
    // Of those measured, effects come in at the median of what was expected.
    let came = [("1/2", "3/10"), ("1", "1/2"), ("2", "2")];
    let came = came.map(|(likely, came)| {
        let likely = number(likely);
        let expected = ExpectedEffect {
            low: likely,
            likely,
            high: likely,
        };
        (expected, number(came))
    });
    assert_eq!(
        learning(&came).median,
        number("3/5"),
        "0.6 of what was expected"
    );
}

#[test]
fn stages_have_a_gap_and_two_orders() {
    let stage = |importance: i64, feeling: i64, share: i64| StageInputs {
        importance: Some(Ratio::whole(importance)),
        feeling: Some(Ratio::whole(feeling)),
        share: Some(Ratio::whole(share)),
    };
    let found = journey(&[stage(9, -2, 30), stage(8, -1, 25), stage(7, 1, 100)]);
    let gaps: Vec<Option<Ratio>> = found.stages.iter().map(|stage| stage.gap).collect();
    assert_eq!(gaps, ["18", "27/2", "7"].map(number), "Return, Refund, Buy");
    let weighted = [0, 2].map(|at| found.stages[at].weighted);
    assert_eq!(weighted, ["27/5", "7"].map(number), "5.4 against 7");
    assert_eq!(found.by_gap.order.first(), Some(&0), "Return by gap");
    assert_eq!(found.by_share.order.first(), Some(&2), "Buy by gap × share");
    assert!(
        found.stages[0].is_truth,
        "importance of 8 or more, felt as −2"
    );
}
