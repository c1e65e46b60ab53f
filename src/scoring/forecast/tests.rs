//! Examples and laws of the forecast, against counting every way by hand.

use chrono::NaiveDate;
use proptest::prelude::*;

use super::history::{Caution, PeriodHistory};
use super::rhythm::Rhythm;
use super::season::{Lineup, Season, SizeRange};
use super::three_point::{Expected, SpreadShape, ThreePoint};
use super::*;

fn exact(periods: &[i64]) -> Vec<Ratio> {
    periods.iter().map(|done| Ratio::whole(*done)).collect()
}

fn history(periods: &[i64]) -> PeriodHistory {
    let periods: Vec<_> = exact(periods).into_iter().map(Some).collect();
    PeriodHistory::of(&periods).unwrap()
}

fn lineup(periods: &[i64], amounts: &[i64]) -> Lineup {
    let size = |amount: &i64| SizeRange::exactly(Ratio::whole(*amount)).unwrap();
    Lineup::at_once(
        Season::of(exact(periods)),
        amounts.iter().map(size).collect(),
    )
}

fn check(periods: &[i64], amount: i64, expected: [When; 3]) {
    let when = lineup(periods, &[amount]).when().unwrap()[0];
    assert_eq!(Certainty::ALL.map(|level| when.get(level)), expected);
}

fn within(periods: [usize; 3]) -> [When; 3] {
    periods.map(When::Within)
}

#[test]
fn the_published_history_of_twelve_weeks() {
    let weeks = [1, 3, 5, 3, 7, 8, 0, 5, 3, 1, 8, 2];
    check(&weeks, 100, within([26, 30, 33]));
    check(&weeks, 105, within([28, 32, 34]));
    check(&weeks, 120, within([32, 36, 39]));
}

#[test]
fn nothing_to_do_is_now_and_nothing_done_is_never() {
    check(&[0, 0], 0, within([0, 0, 0]));
    check(&[0, 0], 1, [When::Never; 3]);
    check(&[1], 401, [When::Beyond; 3]);
    check(&[1], 400, within([400, 400, 400]));
    check(
        &[2, 0],
        399,
        [When::Within(399), When::Beyond, When::Beyond],
    );
}

#[test]
fn a_history_says_why_it_is_weak() {
    let cautions = |periods: &[i64]| history(periods).cautions();
    assert_eq!(cautions(&[3, 4, 3]), [Caution::Few(3)]);
    assert_eq!(cautions(&[3, 4, 3, 5, 0]), []);
    let amount = Ratio::whole(30);
    let outlier = Caution::Outlier { period: 1, amount };
    assert_eq!(cautions(&[3, 30, 3, 5, 0]), [outlier]);
    let without = history(&[3, 30, 3, 5, 0]).without_outlier().unwrap();
    assert_eq!(without.periods(), exact(&[3, 3, 5, 0]));
    assert_eq!(history(&[3, 6]).without_outlier(), None);
    let gaps = PeriodHistory::of(&[None, Some(Ratio::ZERO), None]).unwrap();
    assert_eq!(gaps.cautions(), [Caution::Few(1), Caution::Missing(2)]);
    assert_eq!(PeriodHistory::of(&[None]), Err(NoForecast::Empty));
    let below = PeriodHistory::of(&[None, Some(Ratio::whole(-1))]);
    assert_eq!(below, Err(NoForecast::Negative(1)));
}

#[test]
fn fractions_are_as_good_as_whole_points() {
    let whole = lineup(&[25, 30, 41], &[2; 250]).when().unwrap();
    let half = |amount: i64| Ratio::new(amount.into(), 2).unwrap();
    let sizes = vec![SizeRange::exactly(half(2)).unwrap(); 250];
    let halves = Lineup::at_once(Season::of([25, 30, 41].map(half).to_vec()), sizes);
    assert_eq!(whole, halves.when().unwrap());
}

#[test]
fn a_grid_without_end_is_refused() {
    let fine = [
        Ratio::new(1, 1_000_000).unwrap(),
        Ratio::ONE,
        Ratio::whole(30),
    ];
    let size = SizeRange::exactly(Ratio::whole(10_000)).unwrap();
    let fine = Lineup::at_once(Season::of(fine.to_vec()), vec![size]);
    assert_eq!(fine.when().err(), Some(NoForecast::TooFine));
}

#[test]
fn a_period_of_its_own_counts_as_it_is_planned() {
    // Closed, then half of the people, then as always.
    let season = Season {
        named: vec![exact(&[0]), exact(&[5])],
        usual: exact(&[10]),
    };
    let sizes = [5, 10, 10].map(|size| SizeRange::exactly(Ratio::whole(size)).unwrap());
    let lineup = Lineup::at_once(season.clone(), sizes.to_vec());
    let likely = |lineup: &Lineup| -> Vec<When> {
        let when = lineup.when().unwrap();
        when.iter().map(|when| when.likely).collect()
    };
    assert_eq!(likely(&lineup), within([2, 3, 4]));
    // What begins later finds what is left of the early work first.
    let later = Lineup {
        before: 2,
        early: sizes[1..2].to_vec(),
        later: sizes[..1].to_vec(),
        season,
    };
    assert_eq!(
        likely(&later),
        [3, 3].map(When::Within),
        "5 left, then 5 more"
    );
    let waits = Lineup {
        early: Vec::new(),
        ..later
    };
    assert_eq!(
        likely(&waits),
        [When::Within(3)],
        "nothing of it is done before"
    );
}

#[test]
fn what_is_ahead_of_a_place_says_what_it_does_not_know() {
    let sizes = [Some(Ratio::whole(3)), None, Some(Ratio::whole(5))];
    let sizes = sizes.map(|size| size.map(Expected::exactly));
    let ahead = ahead(&sizes).unwrap();
    let said: Vec<_> = ahead
        .iter()
        .map(|place| (place.amount.to_string(), place.unknown))
        .collect();
    let expected = [("3", 0), ("3", 1), ("8", 1)];
    assert_eq!(said, expected.map(|(text, count)| (text.to_owned(), count)));
}

#[test]
fn three_points_give_a_mean_and_add_up() {
    let estimate = ThreePoint::new(Ratio::whole(2), Ratio::whole(4), Ratio::whole(12)).unwrap();
    let pert = estimate.expected(SpreadShape::Pert).unwrap();
    assert_eq!(pert.mean, Ratio::whole(5));
    assert_eq!(pert.variance, Ratio::new(25, 9).unwrap());
    assert_eq!(pert.deviation().unwrap().to_string(), "83/50");
    let triangular = estimate.expected(SpreadShape::Triangular).unwrap();
    assert_eq!(triangular.mean, Ratio::whole(6));
    assert_eq!(triangular.variance, Ratio::new(14, 3).unwrap());
    let both = Expected::sum([pert, pert]).unwrap();
    assert_eq!(
        (both.mean, both.variance.to_string().as_str()),
        (Ratio::whole(10), "50/9")
    );
    assert_eq!(ThreePoint::new(Ratio::ONE, Ratio::ZERO, Ratio::ONE), None);
}

#[test]
fn the_words_carry_level_date_and_doubt() {
    let first = NaiveDate::from_ymd_opt(2026, 12, 19).unwrap();
    let rhythm = Rhythm::regular(first, 14).unwrap();
    let say = |when| words::when(Certainty::Likely, when, Some(&rhythm));
    assert_eq!(
        say(When::Within(6)),
        "85 %: done by 12 Mar 2027 (6 iterations)"
    );
    assert_eq!(say(When::Within(0)), "85 %: nothing is left to do");
    assert_eq!(say(When::Beyond), "85 %: not within 400 iterations");
    assert_eq!(
        words::when(Certainty::Half, When::Within(1), None),
        "50 %: done within 1 iteration"
    );
    assert_eq!(
        words::caution(Caution::Few(3)),
        "only 3 iterations of history: treat this as a guess"
    );
    let chance = |periods: &[i64], amount, count| {
        words::chance(&lineup(periods, &[amount]).chance(1, count).unwrap())
    };
    assert_eq!(chance(&[0, 1], 1, 1), "50 %");
    assert_eq!(chance(&[0, 1], 20, 20), "below 1 %");
    assert_eq!(chance(&[0, 1], 1, 20), "above 99 %");
    assert_eq!(chance(&[0, 1], 3, 2), "0 %");
    assert_eq!(chance(&[1, 2], 2, 2), "100 %");
}

#[test]
fn days_and_periods_are_told_from_each_other() {
    let first = NaiveDate::from_ymd_opt(2027, 1, 4).unwrap();
    // Two iterations and a free week, again and again.
    let free = Rhythm::new(first, 35, vec![14, 28]).unwrap();
    let end = |period| free.end(period).unwrap().to_string();
    assert_eq!(
        [1, 2, 3].map(end),
        ["2027-01-17", "2027-01-31", "2027-02-21"]
    );
    for rhythm in [free, Rhythm::regular(first, 14).unwrap()] {
        assert_eq!(rhythm.until(first), 0);
        for period in 1..40 {
            let end = rhythm.end(period).unwrap();
            assert_eq!(rhythm.until(end), period);
            assert_eq!(rhythm.until(end.pred_opt().unwrap()), period - 1);
        }
    }
    assert_eq!(Rhythm::regular(first, 0), None);
    assert_eq!(Rhythm::new(first, 14, vec![7, 7]), None);
    assert_eq!(Rhythm::new(first, 14, vec![7, 15]), None);
    assert_eq!(Rhythm::new(first, 14, Vec::new()), None);
}

/// The sum of each way to draw so many periods.
fn every_sum(periods: &[i64], count: usize) -> Vec<i64> {
    (0..count).fold(vec![0], |sums, _| {
        let more = |sum: i64| periods.iter().map(move |done| sum + done);
        sums.into_iter().flat_map(more).collect()
    })
}

proptest! {
    #[test]
    fn counting_every_way_gives_the_same(
        periods in proptest::collection::vec(0_i64..9, 1..5),
        count in 0_usize..5,
        amount in 0_i64..40,
    ) {
        let sums = every_sum(&periods, count);
        let met = sums.iter().filter(|sum| **sum >= amount).count();
        let share = Ratio::new(met as i128, sums.len() as i128).unwrap();
        let chance = lineup(&periods, &[amount]).chance(1, count).unwrap();
        prop_assert_eq!(chance.rounded(12), rounded(share));
        prop_assert!(chance.reaches(share));
        prop_assert!(!chance.reaches(share.plus(Ratio::new(1, 1_000_000).unwrap()).unwrap()));
    }

    #[test]
    fn the_date_is_the_first_that_reaches_its_level(
        periods in proptest::collection::vec(0_i64..30, 1..12),
        amounts in proptest::collection::vec((0_i64..20, 0_i64..9, 0_i64..9), 1..6),
        before in 0_usize..4,
        early in 0_usize..6,
    ) {
        let size = |(low, more, most): &(i64, i64, i64)| {
            let value = |value: i64| Ratio::whole(value);
            SizeRange::new(value(*low), value(low + more), value(low + more + most)).unwrap()
        };
        let sizes: Vec<SizeRange> = amounts.iter().map(size).collect();
        let (early, later) = sizes.split_at(early.min(sizes.len()));
        let lineup = Lineup {
            season: Season::of(exact(&periods)),
            before,
            early: early.to_vec(),
            later: later.to_vec(),
        };
        let when = lineup.when().unwrap();
        for (at, when) in when.iter().enumerate() {
            for level in Certainty::ALL {
                let When::Within(count) = when.get(level) else { continue };
                let reaches = |count| {
                    let chance = lineup.chance(at + 1, count).unwrap();
                    chance.reaches(level.share())
                };
                let least = if at < lineup.early.len() { 0 } else { before };
                prop_assert!(reaches(count.max(least)));
                prop_assert!(count <= least || !reaches(count - 1), "{} {count}", level.percent());
            }
            prop_assert!(when.half <= when.likely && when.likely <= when.sure);
        }
    }
}

/// Rounds to 12 decimals, halves up.
fn rounded(share: Ratio) -> Ratio {
    let ten = 1_000_000_000_000_i64;
    let scaled = share.times(Ratio::whole(ten)).unwrap();
    let half = Ratio::new(1, 2).unwrap();
    Ratio::new(scaled.plus(half).unwrap().floor(), ten.into()).unwrap()
}
