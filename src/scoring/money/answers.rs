//! Answers of a price study, as they come out of a spreadsheet: a line for each person, price or profile.
//!
//! Owns how a line is read and what the first line may be. What the answers say is in `study`.

use super::conjoint::RatedProfile;
use super::intent::IntentRow;
use super::tested::Asked;
use crate::model::field::{FieldType, Value};
use crate::model::money::StudyMethod;
use crate::scoring::ratio::Ratio;

/// The cells of a line: between tabs, else semicolons, else spaces.
fn cells(line: &str) -> Vec<&str> {
    let parts: Vec<&str> = if line.contains('\t') {
        line.split('\t').collect()
    } else if line.contains(';') {
        line.split(';').collect()
    } else {
        return line.split_whitespace().collect();
    };
    parts.into_iter().map(str::trim).collect()
}

/// A number as people type it, with or without a sign of a currency or of percent beside it.
pub(super) fn number(cell: &str) -> Option<Ratio> {
    let (is_negative, size) = match cell.strip_prefix(['-', '−']) {
        Some(size) => (true, size),
        None => (false, cell),
    };
    let read = FieldType::Money.typed(size.trim_end_matches(['%', ' ']), None);
    let Ok(Value::Number(number)) = read else {
        return None;
    };
    let number = Ratio::from(number);
    if is_negative {
        Ratio::ZERO.minus(number)
    } else {
        Some(number)
    }
}

/// The lines that hold answers: not the blank ones, and not a first one that names columns.
fn rows(lines: &[String]) -> Vec<Vec<&str>> {
    let mut rows: Vec<Vec<&str>> = lines
        .iter()
        .map(|line| cells(line))
        .filter(|row| row.iter().any(|cell| !cell.is_empty()))
        .collect();
    if rows
        .first()
        .is_some_and(|row| row.iter().all(|cell| number(cell).is_none()))
    {
        rows.remove(0);
    }
    rows
}

fn whole(cell: Option<&&str>) -> Option<u32> {
    let number = number(cell?)?;
    (number.denominator() == 1)
        .then(|| u32::try_from(number.numerator()).ok())
        .flatten()
}

/// How people were asked, as lines of answers look: four prices and perhaps two intents, a price with two counts, or levels
/// with a rating under the names of attributes; none where they look like nothing of it.
pub fn method_of(lines: &[String]) -> Option<StudyMethod> {
    const LEAST: usize = 3;
    let numbers = rows(lines);
    let all = |least: usize, most: usize| {
        let fits = |row: &Vec<&str>| {
            let read = row.iter().filter(|cell| number(cell).is_some()).count();
            (least..=most).contains(&row.len()) && read >= least
        };
        numbers.len() >= LEAST && numbers.iter().all(fits)
    };
    if all(4, 6) {
        return Some(StudyMethod::FourPrices);
    }
    if all(3, 3) {
        return Some(StudyMethod::TestedPrices);
    }
    let (names, profiles) = profiles(lines);
    let rated = profiles.iter().all(|profile| profile.rating.is_some());
    let is_rated = names.len() > 1 && profiles.len() > LEAST && rated;
    is_rated.then_some(StudyMethod::Profiles)
}

/// Four prices a line, perhaps with two intents of 1 to 5 behind them.
pub fn four_prices(lines: &[String]) -> Vec<IntentRow> {
    let row = |row: &Vec<&str>| {
        let price = |at: usize| number(row.get(at)?);
        let intent = |at: usize| whole(row.get(at)).and_then(|intent| u8::try_from(intent).ok());
        IntentRow {
            prices: [price(0), price(1), price(2), price(3)],
            intents: [intent(4), intent(5)],
        }
    };
    rows(lines).iter().map(row).collect()
}

/// A price a line, how many were asked, and how many would buy.
pub fn tested_prices(lines: &[String]) -> Vec<Asked> {
    let row = |row: &Vec<&str>| Asked {
        price: row.first().and_then(|cell| number(cell)),
        asked: whole(row.get(1)),
        would_buy: whole(row.get(2)),
    };
    rows(lines).iter().map(row).collect()
}

/// The names of the attributes in the first line, then a profile a line: its levels, and its mean rating last.
pub fn profiles(lines: &[String]) -> (Vec<&str>, Vec<RatedProfile<'_>>) {
    let mut rows = lines
        .iter()
        .map(|line| cells(line))
        .filter(|row| !row.is_empty());
    let names = rows.next().unwrap_or_default();
    // A name above the ratings is no attribute.
    let mut all: Vec<RatedProfile<'_>> = Vec::new();
    let mut width = names.len();
    for mut row in rows {
        width = width.min(row.len().saturating_sub(1));
        let rating = row.pop().and_then(number);
        all.push(RatedProfile {
            levels: row,
            rating,
        });
    }
    (names.into_iter().take(width).collect(), all)
}

/// The attribute whose levels are all numbers: the price.
pub fn price_of<'a>(names: &[&'a str], profiles: &[RatedProfile<'_>]) -> Option<&'a str> {
    let is_price = |at: usize| {
        let levels = profiles.iter().map(|profile| profile.levels.get(at));
        levels
            .into_iter()
            .all(|level| level.is_some_and(|level| number(level).is_some()))
    };
    let found = (0..names.len())
        .filter(|at| is_price(*at))
        .collect::<Vec<_>>();
    // With two of them nobody can tell which one is the price.
    match found.as_slice() {
        [at] => names.get(*at).copied(),
        _ => None,
    }
}
