//! The sheet of criteria: weights and ranges of the weighted score, and each rating as a number of its own.
//!
//! Owns where these stand, so that a weight can be tried out: the scores of the backlog follow it. A rating is taken
//! out of the text it stands in with the others.

use rust_xlsxwriter::utility::column_number_to_name;

use super::{SheetWriter, column};
use crate::exchange::export::content::{Content, ExportError};
use crate::exchange::export::table::items;
use crate::exchange::sheet::LinkNames;
use crate::model::criterion::{Criterion, Direction};
use crate::model::field::Choice;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::settings::{RatedFrom, Settings};
use crate::scoring::ranking::weighted;
use crate::scoring::ratio::Ratio;

/// The lines above the ratings, in their order, after the names.
const LINES: [&str; 6] = ["Weight", "Direction", "Lowest", "Highest", "Zero", "Factor"];
/// How many rows below its row on the backlog the ratings of an item stand.
const BELOW: usize = LINES.len() + 1;

/// The criteria of a workspace, and where they stand.
pub(super) struct CriteriaSheet<'a> {
    all: Vec<&'a Criterion>,
    names: Vec<String>,
    from: RatedFrom,
}

impl<'a> CriteriaSheet<'a> {
    pub fn of(content: &Content<'a>) -> Self {
        let all: Vec<&Criterion> = content.workspace.all().collect();
        let links = LinkNames::of(content.workspace);
        // As they stand in the cells of ratings.
        let name = |criterion: &&Criterion| {
            let name = links.name(Criterion::NAME, criterion.id);
            let is_seen = content.disclosure.text(&name) == name;
            if is_seen {
                name
            } else {
                criterion.id.to_string()
            }
        };
        let names = all.iter().map(name).collect();
        Self {
            all,
            names,
            from: content.workspace.the::<Settings>().rated_from,
        }
    }

    /// The cells of the ratings of a row of the backlog, counted from one: rating, zero, factor.
    pub fn cells(&self, row: usize) -> Result<Vec<[String; 3]>, ExportError> {
        let places = 0..self.all.len();
        let cells = places.map(|at| {
            let letter = letter(at)?;
            let cell = |row: usize| format!("Criteria!{letter}${row}");
            let rating = format!("Criteria!{letter}{}", row + BELOW);
            Ok([rating, cell(6), cell(7)])
        });
        cells.collect()
    }

    /// Writes them; the ratings of the backlog stand in a column.
    pub fn write(
        &self,
        content: &Content<'_>,
        ratings: &str,
        sheet: &mut SheetWriter<'_>,
    ) -> Result<(), ExportError> {
        let name = |criterion: &&Criterion| content.said(&criterion.name);
        let names = self.all.iter().map(name).map(|name| (name, 14.0));
        let head: Vec<_> = [("Criterion".to_owned(), 16.0)]
            .into_iter()
            .chain(names)
            .collect();
        sheet.head(&head)?;
        for (row, line) in (1..).zip(LINES) {
            sheet.text(row, 0, line)?;
        }
        let total = Ratio::sum(self.all.iter().map(|criterion| weight(criterion)));
        for (row, item) in (0..).zip(items(content)) {
            sheet.text(place(row), 0, &content.title(item.id))?;
        }
        for (at, criterion) in self.all.iter().enumerate() {
            self.head(at, criterion, total, sheet)?;
            for (row, item) in items(content).enumerate() {
                let rating = item.ratings.of(criterion.id);
                self.rating((row, at), rating, ratings, sheet)?;
            }
        }
        Ok(())
    }

    /// What a criterion is made of, and the zero and the factor that follow.
    fn head(
        &self,
        at: usize,
        criterion: &Criterion,
        total: Option<Ratio>,
        sheet: &mut SheetWriter<'_>,
    ) -> Result<(), ExportError> {
        let (letter, last) = (letter(at)?, letter(self.all.len() - 1)?);
        let place = column(at + 1)?;
        for (row, number) in [
            (1, criterion.weight),
            (3, criterion.low),
            (4, criterion.high),
        ] {
            let number = number.map_or(Ratio::ZERO, Ratio::from).to_f64();
            sheet.inner.write_number(row, place, number)?;
        }
        sheet.text(2, at + 1, criterion.direction.word().label)?;
        let [low, high] =
            [criterion.low, criterion.high].map(|n| n.map_or(Ratio::ZERO, Ratio::from));
        let (low, high) = match self.from {
            RatedFrom::Lowest => (low.min(high), low.max(high)),
            RatedFrom::Zero => weighted::from_zero(low.max(high)),
        };
        let is_lower = criterion.direction == Direction::Lower;
        let zero = if is_lower { high } else { low };
        let wide = high.minus(low).filter(|wide| !wide.is_zero());
        let share = total.and_then(|total| weight(criterion).over(total));
        let factor = match wide {
            None => Some(Ratio::ZERO),
            Some(wide) => share.and_then(|share| share.over(wide)),
        };
        let turned = |factor| {
            if is_lower {
                Ratio::ZERO.minus(factor)
            } else {
                Some(factor)
            }
        };
        let factor = factor.and_then(turned);
        let lower = Direction::Lower.word().label;
        let looks = sheet.looks;
        let ends = match self.from {
            RatedFrom::Lowest => format!("{letter}4,{letter}5"),
            RatedFrom::Zero => format!("0,MAX({letter}4,{letter}5)"),
        };
        let formula = format!("IF({letter}3=\"{lower}\",MAX({ends}),MIN({ends}))");
        sheet.formula(5, at + 1, &formula, Some(zero), &looks.plain)?;
        let formula = format!(
            "IF(MAX({ends})=MIN({ends}),0,IF({letter}3=\"{lower}\",-1,1)*{letter}2/SUM($B2:${last}2)/(MAX({ends})-MIN({ends})))"
        );
        sheet.formula(6, at + 1, &formula, factor, &looks.plain)
    }

    /// A rating of the item of a row, taken out of the text of the backlog.
    fn rating(
        &self,
        (row, at): (usize, usize),
        rating: Option<Number>,
        ratings: &str,
        sheet: &mut SheetWriter<'_>,
    ) -> Result<(), ExportError> {
        let name = self.names.get(at).map_or("", String::as_str);
        let place = place(row);
        let mut others = self.names.iter();
        let rating = rating.map(Ratio::from);
        // A longer name that begins with this one would be found in its place.
        if others.any(|other| other != name && other.starts_with(&format!("{name} "))) {
            if let Some(rating) = rating {
                sheet
                    .inner
                    .write_number(place, column(at + 1)?, rating.to_f64())?;
            }
            return Ok(());
        }
        let text = format!("\"; \"&Backlog!{ratings}{}&\";\"", row + 2);
        let sought = format!("\"; {} \"", name.replace('"', "\"\""));
        let from = format!("FIND({sought},{text})+LEN({sought})");
        let number = format!("MID({text},{from},FIND(\";\",{text},{from})-({from}))");
        let formula = format!("IFERROR(_xlfn.NUMBERVALUE({number},\".\"),\"\")");
        sheet.formula(place, at + 1, &formula, rating, &sheet.looks.plain)
    }
}

/// The row of the ratings of an item, counted from zero.
fn place(item: usize) -> u32 {
    u32::try_from(item + 1 + BELOW).unwrap_or(u32::MAX)
}

fn weight(criterion: &Criterion) -> Ratio {
    criterion.weight.map_or(Ratio::ZERO, Ratio::from)
}

/// The letter of a criterion's column.
fn letter(at: usize) -> Result<String, ExportError> {
    Ok(column_number_to_name(column(at + 1)?))
}
