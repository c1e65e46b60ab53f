//! Notation: what the commas, points and percent signs of a column mean.
//!
//! Owns telling that from all of its cells. A cell that could be two numbers is read by what the others of its
//! column say, and by nothing where they disagree.

use crate::model::number::Number;

/// What separates decimals in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Decimals {
    /// A point.
    #[default]
    Point,
    /// A comma: files whose cells are separated by semicolons.
    Comma,
}

/// How the numbers of one column are written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Notation {
    /// What separates decimals; none where cells disagree.
    decimals: Option<Decimals>,
    /// Whether some cell shows it, and not the kind of the file alone.
    is_shown: bool,
    /// What a number without a percent sign is of a percentage; none where nobody can tell.
    parts: PercentForm,
}

/// What a number is of a percentage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum PercentForm {
    /// 0.8 are 80 %.
    OfOne,
    /// 80 are 80 %.
    OfHundred,
    /// A number up to one could be either.
    Unclear,
}

impl Notation {
    /// The notation of some cells of a table that otherwise has `usual` decimals.
    pub fn of<'c>(cells: impl Iterator<Item = &'c str> + Clone, usual: Decimals) -> Self {
        let shown = cells.clone().filter_map(|cell| shows(digits(cell).0));
        let (mut points, mut commas) = (false, false);
        for decimals in shown {
            points |= decimals == Decimals::Point;
            commas |= decimals == Decimals::Comma;
        }
        let decimals = match (points, commas) {
            (true, true) => None,
            (true, false) => Some(Decimals::Point),
            (false, true) => Some(Decimals::Comma),
            (false, false) => Some(usual),
        };
        let mut notation = Self {
            decimals,
            is_shown: points || commas,
            parts: PercentForm::Unclear,
        };
        let bare = cells.filter(|cell| !cell.contains('%'));
        let numbers = bare.filter_map(|cell| Number::parse(&notation.plain(cell)?).ok());
        let (mut fractions, mut wholes) = (false, false);
        for number in numbers {
            fractions |= number > Number::ZERO && number < Number::whole(1);
            wholes |= number > Number::whole(1);
        }
        notation.parts = match (fractions, wholes) {
            (true, false) => PercentForm::OfOne,
            (false, true) => PercentForm::OfHundred,
            _ => PercentForm::Unclear,
        };
        notation
    }

    /// A cell with a decimal point and no other mark between its digits; what follows the number stays. None where it
    /// could be two numbers.
    pub fn plain(self, cell: &str) -> Option<String> {
        let (number, rest) = digits(cell);
        let own = shows(number);
        let is_ambiguous = own.is_none() && number.contains([',', '.']);
        let decimals = match (own, self.decimals) {
            // What can only be decimals needs no other cell: no group of thousands has one digit.
            (Some(own), _) => own,
            (None, Some(decimals)) => decimals,
            (None, None) if is_ambiguous => return None,
            (None, None) => Decimals::Point,
        };
        let (mark, groups) = match decimals {
            Decimals::Point => ('.', ','),
            Decimals::Comma => (',', '.'),
        };
        if is_ambiguous && !self.is_shown && number.contains(groups) {
            return None;
        }
        let between =
            |c: char| c == groups || matches!(c, '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}');
        let plain = number.trim().chars().filter(|c| !between(*c));
        let plain: String = plain.map(|c| if c == mark { '.' } else { c }).collect();
        Some(format!("{plain}{rest}"))
    }

    /// A percentage as a number of a hundred; none where nobody can tell.
    pub fn percent(self, cell: &str) -> Option<String> {
        let plain = self.plain(cell)?;
        if let Some(percent) = plain.strip_suffix('%') {
            return Some(percent.trim().to_owned());
        }
        let number = Number::parse(&plain).ok()?;
        match self.parts {
            _ if number == Number::ZERO => Some(plain),
            PercentForm::OfHundred | PercentForm::Unclear if number > Number::whole(1) => {
                Some(plain)
            }
            PercentForm::OfOne => {
                let hundred = number.millionths().checked_mul(100)?;
                Some(Number::from_millionths(hundred).to_string())
            }
            PercentForm::OfHundred | PercentForm::Unclear => None,
        }
    }
}

/// The number a cell begins with, and what follows it.
fn digits(cell: &str) -> (&str, &str) {
    let cell = cell.trim();
    let is_part = |c: char| c.is_ascii_digit() || ".,'’-+ \u{a0}\u{202f}".contains(c);
    let end = cell.len() - cell.trim_start_matches(is_part).len();
    let (number, _) = cell.split_at_checked(end).unwrap_or((cell, ""));
    let end = number
        .rfind(|c: char| c.is_ascii_digit())
        .map_or(0, |at| at + 1);
    cell.split_at_checked(end).unwrap_or((cell, ""))
}

/// What a number shows of its decimals by itself: `1.500,5` a comma, `1,234.5` a point, `0.5` and `3.25` a point,
/// `1.000.000` a comma. `1.000` shows nothing.
fn shows(number: &str) -> Option<Decimals> {
    let (points, commas) = (number.matches('.').count(), number.matches(',').count());
    let by = |mark: char, decimals: Decimals, grouped: Decimals| {
        let (before, after) = number.rsplit_once(mark)?;
        let is_group =
            after.len() == 3 && !matches!(before.trim_start_matches(['-', '+']), "0" | "");
        match number.matches(mark).count() {
            1 if !is_group || before.len() > 3 => Some(decimals),
            1 => None,
            _ => Some(grouped),
        }
    };
    match (points, commas) {
        (0, 0) => None,
        (0, _) => by(',', Decimals::Comma, Decimals::Point),
        (_, 0) => by('.', Decimals::Point, Decimals::Comma),
        _ if number.rfind('.') > number.rfind(',') => Some(Decimals::Point),
        _ => Some(Decimals::Comma),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(cells: &[&str], usual: Decimals, expected: &[Option<&str>]) {
        let notation = Notation::of(cells.iter().copied(), usual);
        let got: Vec<_> = cells.iter().map(|cell| notation.plain(cell)).collect();
        let got: Vec<_> = got.iter().map(Option::as_deref).collect();
        assert_eq!(got, expected, "{cells:?}");
    }

    #[test]
    fn a_column_tells_what_its_marks_mean() {
        use Decimals::{Comma, Point};
        check(
            &["1.000", "1.500,5"],
            Point,
            &[Some("1000"), Some("1500.5")],
        );
        check(&["1,000", "2.5"], Point, &[Some("1000"), Some("2.5")]);
        check(&["1,5", "2"], Point, &[Some("1.5"), Some("2")]);
        check(&["1,000", "7"], Point, &[None, Some("7")]);
        check(&["1.000", "7"], Point, &[Some("1.000"), Some("7")]);
        check(&["1.000", "7"], Comma, &[None, Some("7")]);
        check(&["1,000", "7"], Comma, &[Some("1.000"), Some("7")]);
        check(
            &["2.5", "0,5", "1.000"],
            Point,
            &[Some("2.5"), Some("0.5"), None],
        );
        check(&["0.125", "1 000"], Point, &[Some("0.125"), Some("1000")]);
        check(
            &["13 pts", "5 (3..8)", "XL", ""],
            Point,
            &[Some("13 pts"), Some("5 (3..8)"), Some("XL"), Some("")],
        );
    }

    #[test]
    fn percentages_are_read_by_their_column() {
        let check = |cells: &[&str], expected: &[Option<&str>]| {
            let notation = Notation::of(cells.iter().copied(), Decimals::Point);
            let got: Vec<_> = cells.iter().map(|cell| notation.percent(cell)).collect();
            let got: Vec<_> = got.iter().map(Option::as_deref).collect();
            assert_eq!(got, expected, "{cells:?}");
        };
        check(
            &["80 %", "0.8", "1"],
            &[Some("80"), Some("80"), Some("100")],
        );
        check(&["80%", "90"], &[Some("80"), Some("90")]);
        check(&["0,5", "1"], &[Some("50"), Some("100")]);
        check(&["80", "0.8"], &[Some("80"), None]);
        check(&["1", "0"], &[None, Some("0")]);
        check(&["high"], &[None]);
    }
}
