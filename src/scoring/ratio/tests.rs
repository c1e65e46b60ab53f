//! Tests of exact fractions.

use proptest::prelude::*;

use super::*;

fn ratio(text: &str) -> Ratio {
    Ratio::parse(text).unwrap()
}

#[test]
fn keeps_lowest_terms_and_the_sign_above() {
    for (text, expected) in [
        ("6/4", "3/2"),
        ("3/-6", "-1/2"),
        ("-0/5", "0"),
        ("7/1", "7"),
        ("0/1", "0"),
    ] {
        assert_eq!(ratio(text).to_string(), expected, "{text}");
    }
    for text in ["1/0", "", "1/2/3", "0.5", "a", "/2"] {
        assert_eq!(Ratio::parse(text), None, "{text}");
    }
    assert_eq!(Ratio::new(i128::MIN, 1), None);
}

#[test]
fn numbers_arrive_exactly() {
    for (text, expected) in [
        ("5", "5"),
        ("-0.5", "-1/2"),
        ("0.000001", "1/1000000"),
        ("1000000000000", "1000000000000"),
    ] {
        assert_eq!(
            Ratio::from(Number::parse(text).unwrap()),
            ratio(expected),
            "{text}"
        );
    }
}

#[test]
fn arithmetic_is_exact_or_none() {
    assert_eq!(ratio("1/3").plus(ratio("1/6")), Some(ratio("1/2")));
    assert_eq!(ratio("1/3").minus(ratio("1/3")), Some(Ratio::ZERO));
    assert_eq!(ratio("2/3").times(ratio("-9/4")), Some(ratio("-3/2")));
    assert_eq!(ratio("2/3").over(ratio("-4/9")), Some(ratio("-3/2")));
    assert_eq!(Ratio::ONE.over(Ratio::ZERO), None);
    let huge = Ratio::new(i128::MAX, 1).unwrap();
    let fine = Ratio::new(1, i128::MAX).unwrap();
    assert_eq!(huge.plus(Ratio::ONE), None);
    assert_eq!(huge.times(ratio("2")), None);
    assert_eq!(fine.times(fine), None);
    assert_eq!(huge.times(fine), Some(Ratio::ONE));
}

#[test]
fn the_median_of_an_even_number_is_the_mean_of_the_middle_two() {
    let median = |texts: &[&str]| {
        let values: Vec<Ratio> = texts.iter().map(|text| ratio(text)).collect();
        Ratio::median(&values)
    };
    assert_eq!(median(&[]), None);
    assert_eq!(median(&["7"]), Some(ratio("7")));
    assert_eq!(median(&["5", "-1", "1/2"]), Some(ratio("1/2")));
    assert_eq!(median(&["9", "1", "2", "-4"]), Some(ratio("3/2")));
}

#[test]
fn order_holds_beyond_cross_multiplication() {
    let huge = i128::MAX;
    let pairs = [
        (Ratio::new(huge, huge - 1), Ratio::new(huge - 1, huge - 2)),
        (Ratio::new(-huge, huge - 1), Ratio::new(-1, 1)),
        (Ratio::new(1, huge), Ratio::new(1, huge - 1)),
        (Ratio::new(0, 1), Ratio::new(1, huge)),
        (Ratio::new(huge - 1, 2), Ratio::new(huge, 2)),
    ];
    for (small, large) in pairs {
        let (small, large) = (small.unwrap(), large.unwrap());
        assert!(small < large, "{small} {large}");
        assert!(large > small, "{small} {large}");
    }
}

#[test]
fn rounds_halves_away_from_zero() {
    for (text, places, expected) in [
        ("26/5", 1, "5.2"),
        ("16/13", 2, "1.23"),
        ("1/2", 0, "1"),
        ("-1/2", 0, "-1"),
        ("-1/3", 0, "0"),
        ("-1/1000", 2, "0.00"),
        ("999/1000", 2, "1.00"),
        ("9995/1000", 2, "10.00"),
        ("1/8", 2, "0.13"),
        ("7", 0, "7"),
        ("-7", 1, "-7.0"),
    ] {
        assert_eq!(ratio(text).to_decimal(places), expected, "{text} {places}");
    }
    let fine = Ratio::new(i128::MAX - 1, i128::MAX).unwrap();
    assert_eq!(fine.to_decimal(1), "1.0");
    assert_eq!(ratio("1/3").to_percent(1).as_deref(), Some("33.3"));
}

fn any_ratio() -> impl Strategy<Value = Ratio> {
    (-1_000_000_i128..1_000_000, 1_i128..10_000)
        .prop_map(|(num, den)| Ratio::new(num, den).unwrap())
}

proptest! {
    #[test]
    fn order_agrees_with_cross_multiplication(
        a in any::<i64>(), b in 1..i64::MAX, c in any::<i64>(), d in 1..i64::MAX,
    ) {
        let [a, b, c, d] = [a, b, c, d].map(i128::from);
        let (left, right) = (Ratio::new(a, b).unwrap(), Ratio::new(c, d).unwrap());
        prop_assert_eq!(left.cmp(&right), (a * d).cmp(&(c * b)));
        prop_assert_eq!(by_continued_fraction((a, b), (c, d)), (a * d).cmp(&(c * b)));
    }

    #[test]
    fn what_is_added_can_be_taken_away(left in any_ratio(), right in any_ratio()) {
        prop_assert_eq!(left.plus(right).and_then(|sum| sum.minus(right)), Some(left));
        if !right.is_zero() {
            prop_assert_eq!(left.times(right).and_then(|product| product.over(right)), Some(left));
        }
    }

    #[test]
    fn text_comes_back(left in any_ratio()) {
        prop_assert_eq!(Ratio::parse(&left.to_string()), Some(left));
    }

    #[test]
    fn digits_are_within_half_a_step(left in any_ratio(), places in 0_usize..7) {
        let text = left.to_decimal(places);
        let shown = Ratio::from(Number::parse(&text).unwrap());
        let step = Ratio::new(1, 10_i128.pow(u32::try_from(places).unwrap())).unwrap();
        let twice = shown.minus(left).unwrap().size().times(Ratio::whole(2)).unwrap();
        prop_assert!(twice <= step, "{left} shown as {text}");
    }
}
