//! What is typed into a field, and what is refused.

use super::*;
use crate::model::field::ChoiceWord;

const WORDS: &[ChoiceWord] = &[
    ChoiceWord {
        name: "TechDebt",
        label: "Tech debt",
    },
    ChoiceWord {
        name: "Technical",
        label: "Technical",
    },
];

fn check(holds: FieldType, typed: &str, expected: Result<&str, &str>) {
    let got = holds
        .parse(typed)
        .map(|v| holds.format(&v))
        .map_err(|m| m.to_string());
    assert_eq!(
        got,
        expected.map(str::to_owned).map_err(str::to_owned),
        "{holds:?} {typed:?}"
    );
    if let Ok(written) = got {
        let again = holds.parse(&written).map(|v| holds.format(&v));
        assert_eq!(again, Ok(written), "what is written reads again");
    }
}

#[test]
fn what_is_typed_is_understood() {
    let choice = FieldType::Choice {
        words: WORDS,
        optional: true,
    };
    check(FieldType::Points, " 8 ", Ok("8"));
    check(FieldType::Points, "5 (3..8)", Ok("5 (3..8)"));
    check(FieldType::Points, "? (3..8)", Ok("? (3..8)"));
    check(FieldType::Points, "?", Ok(""));
    check(FieldType::Percent, "80 %", Ok("80"));
    check(FieldType::Date, "2026-02-28", Ok("2026-02-28"));
    for shown in ["1 Dec 2026", "01 december 2026", "1.12.2026", "2026-12-01"] {
        check(FieldType::Date, shown, Ok("2026-12-01"));
    }
    check(FieldType::Date, "1 Dec 26", Err("“1 Dec 26” is not a date"));
    check(choice, "tech-debt", Ok("Tech debt"));
    check(choice, "techn", Ok("Technical"));
    check(FieldType::Links("item"), "a1, b2", Ok("a1, b2"));
    check(FieldType::Numbers, "1 2, 3", Ok("1 2 3"));
    check(
        FieldType::Ratings("criterion"),
        "fit 5, reach: 8",
        Ok("fit 5, reach 8"),
    );
    check(FieldType::Texts, "a\n\n b ", Ok("a\nb"));
}

#[test]
fn what_is_typed_twice_is_kept_once() {
    let (links, ratings) = (FieldType::Links("item"), FieldType::Ratings("criterion"));
    check(links, "a1, b2, a1", Ok("a1, b2"));
    check(links, "a1, a1", Ok("a1"));
    check(ratings, "fit 5, reach 2, fit 3", Ok("fit 3, reach 2"));
}

#[test]
fn what_cannot_be_is_refused_with_a_reason() {
    let choice = FieldType::Choice {
        words: WORDS,
        optional: true,
    };
    check(FieldType::Points, "-1", Err("-1 is below zero"));
    check(
        FieldType::Points,
        "1000001",
        Err("1000001 is more than 1000000"),
    );
    check(
        FieldType::Points,
        "5 (8..3)",
        Err("the range 8..3 is upside down"),
    );
    check(FieldType::Points, "NaN", Err("“NaN” is not a number"));
    check(FieldType::Percent, "101", Err("101 is more than 100"));
    check(
        FieldType::Date,
        "2026-02-30",
        Err("“2026-02-30” is not a date"),
    );
    check(choice, "tech", Err("“tech” is not one of the words"));
    check(FieldType::Link("item"), "a b", Err("“a b” is not an id"));
}
