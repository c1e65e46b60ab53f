//! Cells: numbers and lists as other programs write them.
//!
//! Owns the forms that are accepted. Nothing here guesses: what is unclear is refused, and the
//! caller keeps the cell as it stands.

use std::borrow::Cow;

use crate::model::field::{FieldType, Value};
use crate::model::limits::LINE_LIMIT;
use crate::model::number::Number;
use crate::model::points::{POINTS_LIMIT, Points};
use crate::model::text::clean_line;

/// What a cell for a size holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Size {
    /// Nothing, or a word that says so.
    Unknown,
    /// A size.
    Is(Number),
    /// A number that no size can be: below zero or beyond all limits.
    OutOfRange,
    /// No number.
    Unreadable,
}

/// Reads `5`, `5.0`, `0.5`, `13 pts`, `4p`.
pub(super) fn size(text: &str) -> Size {
    const UNKNOWN: &[&str] = &[
        "", "?", "-", "–", "—", "none", "n/a", "na", "tbd", "unknown", "null",
    ];
    const UNITS: &[&str] = &[
        "story points",
        "story point",
        "points",
        "point",
        "pts",
        "pt",
        "sp",
        "p",
    ];
    let lower = text.trim().to_lowercase();
    if UNKNOWN.contains(&lower.as_str()) {
        return Size::Unknown;
    }
    let bare = UNITS.iter().find_map(|unit| lower.strip_suffix(unit));
    let bare = bare.unwrap_or(&lower).trim_end();
    match Number::parse(bare) {
        Ok(number) if number.is_negative() || number > Number::whole(POINTS_LIMIT) => {
            Size::OutOfRange
        }
        Ok(number) => Size::Is(number),
        Err(crate::model::number::NumberError::TooLarge) => Size::OutOfRange,
        Err(_) => Size::Unreadable,
    }
}

/// A number with a decimal point; a comma alone is one.
pub(super) fn number(text: &str) -> String {
    let text = text.trim();
    if text.contains('.') {
        text.to_owned()
    } else {
        text.replacen(',', ".", 1)
    }
}

/// As [`size`], also with its range, as evenkeel writes it: `5 (3..8)`.
pub(super) fn ranged(plain: &str) -> (Size, Option<(Number, Number)>) {
    let size = size(plain);
    if size != Size::Unreadable {
        return (size, None);
    }
    match FieldType::Points.parse(plain) {
        Ok(Value::Points(Points {
            value: Some(value),
            range,
        })) => (Size::Is(value), range),
        _ => (size, None),
    }
}

/// A clean line, and whether it was too long: then it is cut and ends with a word that says so.
pub(super) fn line(cell: &str) -> (String, bool) {
    const CUT: &str = " … (cut)";
    if cell.len() <= LINE_LIMIT || cell.chars().nth(LINE_LIMIT).is_none() {
        return (clean_line(cell).into_owned(), false);
    }
    let most = LINE_LIMIT - CUT.chars().count();
    let start: String = cell.chars().take(most).collect();
    (clean_line(&start).into_owned() + CUT, true)
}

/// Whether a cell says that something is not so.
pub(super) fn is_no(text: &str) -> bool {
    const NO: &[&str] = &[
        "", "false", "no", "n", "0", "-", "–", "—", "n/a", "none", "null", "nein", "non", "нет",
    ];
    NO.contains(&text.trim().to_lowercase().as_str())
}

/// Whether a spreadsheet turned a long id into a rounded number such as `1.21143E+15`.
pub(super) fn is_rounded(text: &str) -> bool {
    let Some((digits, power)) = text.split_once(['E', 'e']) else {
        return false;
    };
    let digit = |b: u8| b.is_ascii_digit();
    power
        .strip_prefix('+')
        .is_some_and(|p| !p.is_empty() && p.bytes().all(digit))
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|b| digit(b) || b == b'.' || b == b',')
}

/// The key of what stands behind an address: `SH-1` of `…/browse/SH-1`, `shop#12` of `…/shop/issues/12`.
pub(super) fn key_of(url: &str) -> Option<String> {
    let (_, path) = url.split_once("://")?;
    let path = path.split(['?', '#']).next()?.trim_end_matches('/');
    let mut parts = path.split('/').rev().filter(|part| *part != "-");
    let last = parts.next()?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if last.rsplit_once('-').is_some_and(|(project, number)| {
        let is_upper = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_';
        project.starts_with(|c: char| c.is_ascii_uppercase())
            && project.bytes().all(is_upper)
            && digits(number)
    }) {
        return Some(last.to_owned());
    }
    if !digits(last) {
        return None;
    }
    match (parts.next(), parts.next()) {
        (Some("issues" | "work_items" | "pull" | "merge_requests"), Some(of)) => {
            Some(format!("{of}#{last}"))
        }
        _ => Some(last.to_owned()),
    }
}

/// The labels of a cell: those of a list, or words that each begin with `#`.
pub(super) fn labels(text: &str) -> Vec<Cow<'_, str>> {
    let words = || text.split_whitespace();
    if words().count() > 1 && words().all(|word| word.starts_with('#')) {
        let names = words().map(|word| word.trim_matches(['#', ',', ';']));
        return names.map(Cow::Borrowed).collect();
    }
    list(text)
}

/// The texts of a cell that holds several: `a;b`, `a, b`, `[a|b]`, `{a,b}`, `["a", "b, c"]`.
pub(super) fn list(text: &str) -> Vec<Cow<'_, str>> {
    let within = |start, end| text.strip_prefix(start)?.strip_suffix(end);
    let inner = within('[', ']').or_else(|| within('{', '}'));
    if inner.is_some()
        && let Ok(texts) = serde_json::from_str::<Vec<String>>(text)
    {
        return texts.into_iter().map(Cow::Owned).collect();
    }
    let parts = inner.unwrap_or(text).split([';', ',', '|', '\n']);
    let parts = parts.map(|part| part.trim().trim_matches('"').trim());
    let filled = parts.filter(|part| !part.is_empty());
    filled.map(Cow::Borrowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_never_guessed() {
        let check = |text: &str, expected: &str| {
            let got = match size(text) {
                Size::Is(number) => number.to_string(),
                no @ (Size::Unknown | Size::OutOfRange | Size::Unreadable) => format!("{no:?}"),
            };
            assert_eq!(got, expected, "{text}");
        };
        for (text, expected) in [
            ("5", "5"),
            ("5.0", "5"),
            ("0.5", "0.5"),
            ("2105.0", "2105"),
            ("13 pts", "13"),
            ("4p", "4"),
            ("0", "0"),
            ("", "Unknown"),
            ("?", "Unknown"),
            ("N/A", "Unknown"),
            ("5,0", "Unreadable"),
            ("#DIV/0!", "Unreadable"),
            ("XL", "Unreadable"),
            ("p", "Unreadable"),
            ("2d 1h", "Unreadable"),
            ("-3", "OutOfRange"),
            ("1000001", "OutOfRange"),
            ("1e30", "OutOfRange"),
        ] {
            check(text, expected);
        }
        check(&number("5,5"), "5.5");
        check(&number("1.000,5"), "Unreadable");
    }

    #[test]
    fn an_address_has_the_key() {
        for (url, key) in [
            ("https://x.example/browse/SH-1", Some("SH-1")),
            ("https://github.com/example/shop/issues/12", Some("shop#12")),
            (
                "https://gitlab.example/a/shop/-/issues/7?x=1",
                Some("shop#7"),
            ),
            ("https://dev.example/p/_workitems/edit/88/", Some("88")),
            ("https://x.example/page", None),
            ("no address/12", None),
        ] {
            assert_eq!(key_of(url).as_deref(), key, "{url}");
        }
    }

    #[test]
    fn lists_and_damaged_ids() {
        assert_eq!(list("[web|pay]"), ["web", "pay"]);
        assert_eq!(list("[\"a, b\", \"c\"]"), ["a, b", "c"]);
        assert_eq!(list("[a, b]"), ["a", "b"]);
        assert_eq!(list("a; b,c;;"), ["a", "b", "c"]);
        assert!(is_rounded("1.21143E+15") && is_rounded("1,2E+11"));
        assert!(
            !is_rounded("EX-1")
                && !is_rounded("1E-3")
                && !is_rounded("E+3")
                && !is_rounded("abc1e+5")
        );
    }
}
