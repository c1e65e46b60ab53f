//! Forecasts in words.
//!
//! Owns the sentences; never a date without how sure it is. Knows no screen and no record.

use chrono::NaiveDate;

use super::chance::Chance;
use super::history::Caution;
use super::rhythm::Rhythm;
use super::{Certainty, HORIZON, When};
pub use crate::model::format::long_date as day;
use crate::model::format::percent;
use crate::model::words::{ITERATION, ITERATIONS, worded};
use crate::scoring::ratio::Ratio;

/// When something is done, at a level: `85 %: done by 12 Mar 2027 (6 iterations)`.
pub fn when(level: Certainty, when: When, rhythm: Option<&Rhythm>) -> String {
    let end = match when {
        When::Within(periods) => rhythm.and_then(|rhythm| rhythm.end(periods)),
        When::Beyond | When::Never => None,
    };
    format!("{}: {}", percent(level.percent()), done(when, end))
}

/// When something is done, to stand after how sure that is; with the day, where it is known.
pub fn done(when: When, end: Option<NaiveDate>) -> String {
    match (when, end) {
        (When::Within(0), _) => "nothing is left to do".to_owned(),
        (When::Within(periods), Some(end)) => {
            format!("done by {} ({})", day(end), iterations(periods))
        }
        (When::Within(periods), None) => format!("done within {}", iterations(periods)),
        (When::Beyond, _) => format!("not within {HORIZON} {ITERATIONS}"),
        (When::Never, _) => "never at this pace".to_owned(),
    }
}

/// How much is done, at a level: `85 %: at least 42 in 3 iterations`.
pub fn scope(level: Certainty, amount: Ratio, periods: usize) -> String {
    format!(
        "{}: at least {} in {}",
        percent(level.percent()),
        amount.to_short(),
        iterations(periods)
    )
}

/// How likely something is: `73 %`. Only what is certain is 100 %, only what cannot be is 0 %.
pub fn chance(chance: &Chance) -> String {
    if chance.is_none() {
        return "0 %".to_owned();
    }
    if chance.is_certain() {
        return "100 %".to_owned();
    }
    let whole = chance.rounded(2).times(Ratio::HUNDRED);
    match whole.map(Ratio::floor) {
        Some(..1) => "below 1 %".to_owned(),
        Some(100..) | None => "above 99 %".to_owned(),
        Some(known) => percent(known),
    }
}

/// What makes a forecast a weak one.
pub fn caution(caution: Caution) -> String {
    match caution {
        Caution::Few(1) => {
            worded("only 1 iteration of history: this just repeats it, treat it as a guess")
                .to_owned()
        }
        Caution::Few(periods) => {
            format!(
                "only {} of history: treat this as a guess",
                iterations(periods)
            )
        }
        Caution::Missing(periods) => {
            format!(
                "{} without a number: left out, not counted as 0",
                iterations(periods)
            )
        }
        Caution::Outlier { amount, .. } => format!(
            "one {ITERATION} did {}, more than twice as much as any other: look at the forecast without it",
            amount.to_short()
        ),
    }
}

/// A number of iterations.
pub fn iterations(count: usize) -> String {
    if count == 1 {
        worded("1 iteration").to_owned()
    } else {
        format!("{count} {ITERATIONS}")
    }
}
