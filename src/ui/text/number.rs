//! Numbers, dates and times in words.
//!
//! Owns their form. Every number arrives computed and rounded: nothing here decides what a score is.

use chrono::NaiveTime;

use crate::model::format::percent;
use crate::scoring::ratio::Ratio;
use crate::ui::look::Symbols;

fn negative(symbols: &Symbols, digits: &str) -> String {
    format!("{}{digits}", symbols.minus)
}

/// A score in hundredths with its two decimals: 660 is `6.60`.
pub fn hundredths(value: i64, symbols: &Symbols) -> String {
    let size = value.unsigned_abs();
    let digits = format!("{}.{:02}", size / 100, size % 100);
    if value < 0 {
        negative(symbols, &digits)
    } else {
        digits
    }
}

/// A value in hundredths with no more decimals than it has: `5`, `0.5`.
pub fn short(value: u64) -> String {
    let (whole, rest) = (value / 100, value % 100);
    match (rest, rest % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole}.{}", rest / 10),
        _ => format!("{whole}.{rest:02}"),
    }
}

/// An already rounded decimal such as `-6.60` with the sign as drawn.
pub fn decimal(text: &str, symbols: &Symbols) -> String {
    match text.strip_prefix('-') {
        Some(digits) => negative(symbols, digits),
        None => text.to_owned(),
    }
}

/// A sum of points without needless decimals: `13`, `6.5`.
pub fn amount(value: Ratio, symbols: &Symbols) -> String {
    let digits = value.to_decimal(2);
    decimal(digits.trim_end_matches('0').trim_end_matches('.'), symbols)
}

/// A drift with its sign: `+6`, `−4`, `±0`.
pub fn signed(value: i64, symbols: &Symbols) -> String {
    match value {
        0 => format!("{}0", symbols.plus_minus),
        1.. => format!("+{value}"),
        _ => negative(symbols, &value.unsigned_abs().to_string()),
    }
}

/// By how many places something rose or, below zero, fell: `↑2`; nothing for zero.
pub fn rank_change(places: i64, symbols: &Symbols) -> String {
    let mark = match places {
        0 => return String::new(),
        1.. => symbols.up,
        _ => symbols.down,
    };
    format!("{mark}{}", places.unsigned_abs())
}

/// A share and its target in whole percent: `46 %, aim 50 %`.
pub fn share_of(value: u32, target: u32) -> String {
    format!("{}, aim {}", percent(value), percent(target))
}

/// Points, already in digits: `83 pts`.
pub fn points(digits: &str) -> String {
    format!("{digits} pts")
}

/// A formula with its numbers in it: `33 ÷ 5 = 6.60`.
pub fn quotient(above: &str, below: &str, result: &str, symbols: &Symbols) -> String {
    format!("{above} {} {below} = {result}", symbols.divide)
}

/// A time of day: `14:02`.
pub fn time(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

/// Seconds as on a clock that counts down: `2:10`.
pub fn clock(seconds: u64) -> String {
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::look::{ASCII, UNICODE};

    fn check(write: impl Fn(&Symbols) -> String, unicode: &str, ascii: &str) {
        assert_eq!(write(&UNICODE), unicode);
        assert_eq!(write(&ASCII), ascii);
    }

    #[test]
    fn numbers_read_as_written() {
        check(|s| hundredths(660, s), "6.60", "6.60");
        check(|s| hundredths(-5, s), "−0.05", "-0.05");
        check(|s| decimal("-1.5", s), "−1.5", "-1.5");
        check(|s| signed(6, s), "+6", "+6");
        check(|s| signed(-4, s), "−4", "-4");
        check(|s| signed(0, s), "±0", " 0");
        check(
            |s| signed(i64::MIN, s),
            "−9223372036854775808",
            "-9223372036854775808",
        );
        check(|s| rank_change(2, s), "↑2", "^2");
        check(|s| rank_change(-1, s), "↓1", "v1");
        check(|s| rank_change(0, s), "", "");
        check(
            |s| quotient("33", "5", "6.60", s),
            "33 ÷ 5 = 6.60",
            "33 / 5 = 6.60",
        );
        assert_eq!(share_of(46, 50), "46 %, aim 50 %");
        assert_eq!([500, 50, 1305].map(short), ["5", "0.5", "13.05"]);
        assert_eq!(points("83"), "83 pts");
    }

    #[test]
    fn times_are_short() {
        let noon = NaiveTime::from_hms_opt(14, 2, 59).unwrap();
        assert_eq!(time(noon), "14:02");
        assert_eq!(clock(130), "2:10");
    }
}
