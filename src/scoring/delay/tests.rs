//! Tests of the urgency shapes over time.

use proptest::prelude::*;

use super::*;

fn whole(value: i64) -> Ratio {
    Ratio::whole(value)
}

fn fixed(date: i64, once: i64, rate: i64) -> Profile {
    Profile::Fixed {
        date: whole(date),
        once: whole(once),
        rate: whole(rate),
    }
}

/// Sound profiles of every shape, with parts small enough to meet each other often.
pub(super) fn profile() -> impl Strategy<Value = Profile> {
    let parts = (0_i64..10, -3_i64..15, 0_i64..12, 0_i64..60);
    (0..6, parts).prop_map(|(kind, (rate, date, length, once))| {
        let (rate, date, length) = (whole(rate), whole(date), whole(length));
        match kind {
            0 => Profile::Standard { rate },
            1 => Profile::Expedite { rate },
            2 => Profile::Fixed {
                date,
                once: whole(once),
                rate,
            },
            3 => Profile::Intangible { from: date, rate },
            4 => Profile::Window {
                opens: date,
                closes: date.plus(length).unwrap(),
                rate,
            },
            _ => Profile::Fading { life: length, rate },
        }
    })
}

#[test]
fn each_shape_is_as_defined() {
    let losses = |profile: Profile, times: [i64; 4]| {
        times.map(|time| profile.loss(whole(time)).unwrap().to_string())
    };
    let rate = whole(2);
    let (opens, closes, life) = (whole(2), whole(5), whole(4));
    let times = [0, 2, 4, 9];
    assert_eq!(
        losses(Profile::Standard { rate }, times),
        ["0", "4", "8", "18"]
    );
    assert_eq!(
        losses(Profile::Expedite { rate }, times),
        ["0", "4", "8", "18"]
    );
    assert_eq!(losses(fixed(2, 50, 3), times), ["0", "0", "56", "71"]);
    let from = whole(3);
    let intangible = Profile::Intangible { from, rate };
    assert_eq!(losses(intangible, times), ["0", "0", "2", "12"]);
    let window = Profile::Window {
        opens,
        closes,
        rate,
    };
    assert_eq!(losses(window, times), ["0", "0", "4", "6"]);
    let fading = Profile::Fading { life, rate };
    assert_eq!(losses(fading, times), ["0", "3", "4", "4"]);
    let dead = Profile::Fading {
        life: Ratio::ZERO,
        rate,
    };
    assert_eq!(losses(dead, times), ["0", "0", "0", "0"]);
    assert_eq!(dead.rate_now(), Ratio::ZERO);
}

#[test]
fn a_window_that_opened_before_now_has_lost_its_part() {
    let window = Profile::Window {
        opens: whole(-2),
        closes: whole(4),
        rate: whole(3),
    };
    assert_eq!(window.loss(Ratio::ZERO), Ok(whole(6)));
    assert_eq!(window.rate_now(), whole(3));
    let late = fixed(0, 10, 4);
    assert_eq!(late.rate_now(), whole(4));
    assert_eq!(late.loss(Ratio::ZERO), Ok(Ratio::ZERO));
}

#[test]
fn what_would_fall_is_not_sound_and_what_is_too_large_refused() {
    assert!(!fixed(1, -1, 0).is_sound());
    assert!(!fixed(1, 0, -1).is_sound());
    let (opens, closes, rate) = (whole(2), whole(1), whole(1));
    let window = Profile::Window {
        opens,
        closes,
        rate,
    };
    assert!(!window.is_sound());
    let life = whole(-1);
    assert!(!Profile::Fading { life, rate }.is_sound());
    let rate = Ratio::new(i128::MAX, 1).unwrap();
    assert_eq!(Profile::Standard { rate }.loss(whole(2)), Err(TooLarge));
}

proptest! {
    #[test]
    fn a_loss_never_falls(profile in profile(), time in 0_i128..200, wait in 0_i128..200) {
        prop_assert!(profile.is_sound());
        let part = |time| Ratio::new(time, 7).unwrap();
        let compared = profile.now_or_later(part(time), part(wait)).unwrap();
        prop_assert!(!compared.extra.is_negative());
        prop_assert!(!profile.loss(part(time)).unwrap().is_negative());
        prop_assert_eq!(compared.now.plus(compared.extra), Some(compared.later));
    }

    #[test]
    fn the_rate_now_is_the_slope_just_after_now(profile in profile()) {
        // Close enough to now that no shape bends in between, and past the step of a date at 0.
        let (soon, sooner) = (Ratio::new(2, 1000).unwrap(), Ratio::new(1, 1000).unwrap());
        let rise = profile.loss(soon).unwrap().minus(profile.loss(sooner).unwrap()).unwrap();
        let slope = rise.over(sooner).unwrap();
        let error = slope.minus(profile.rate_now()).unwrap().size();
        prop_assert!(error < Ratio::new(1, 10).unwrap(), "{slope} {}", profile.rate_now());
    }
}
