//! The sheet of the backlog: the columns of every sheet of ours, and what follows from them by formulas.
//!
//! Owns the formulas. An unknown input leaves what follows from it blank; so does a size of zero. A range stands
//! behind its number in the same cell; where there is one, the formulas take the number out of the text. The three
//! inputs of the cost of delay stand side by side, as the fields of an item do.

use rust_xlsxwriter::utility::column_number_to_name;

use super::super::content::{Content, ExportError};
use super::super::table::{ItemTable, items};
use super::{SheetWriter, column};
use crate::exchange::sheet::{COMPUTED, SheetColumn};
use crate::model::field::FieldType;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::ranking::inputs::{ratio, wsjf_inputs};
use crate::scoring::ranking::wsjf::{WsjfRow, wsjf};
use crate::scoring::ratio::Ratio;

/// Where the computed columns stand, behind the id.
const RANK: usize = 1;
const WSJF_RANK: usize = 2;
const WSJF: usize = 3;
const COST: usize = 4;
const POINTS: usize = 5;
/// The first column of a field.
const FIELDS: usize = POINTS + 1;

/// Where other sheets find what they sum.
pub(super) struct ColumnPlaces {
    /// The last line of the sheet.
    pub last: usize,
    /// The letters of the columns.
    pub points: String,
    pub bucket: String,
    pub state: String,
    pub increment: String,
}

/// Writes the items.
pub(super) fn write(
    content: &Content<'_>,
    sheet: &mut SheetWriter<'_>,
) -> Result<ColumnPlaces, ExportError> {
    let table = ItemTable::of(content, true);
    let mut columns = table.columns.clone();
    columns.splice(1..1, COMPUTED.map(SheetColumn::Computed));
    let names: Vec<_> = columns
        .iter()
        .map(|column| (column.name().into_owned(), width(column)))
        .collect();
    sheet.head(&names)?;
    let letters = Letters(&columns);
    let last = items(content).count() + 1;
    let inputs: Vec<_> = items(content).map(wsjf_inputs).collect();
    let rows = wsjf(&inputs, &[]).rows;
    let open = items(content).map(|item| item.state.is_open());
    let scores = rows.iter().zip(open).filter(|(_, open)| *open);
    let mut scores: Vec<Ratio> = scores
        .filter_map(|(row, _)| row.score.clone().ok())
        .collect();
    scores.sort_unstable();
    for ((at, item), scored) in items(content).enumerate().zip(&rows) {
        let line = XlsxLine {
            row: u32::try_from(at + 1).unwrap_or(u32::MAX),
            last,
            letters: &letters,
        };
        let mut cells = table.row(item).into_iter();
        sheet.text(line.row, 0, &cells.next().unwrap_or_default())?;
        let score = content.evaluation.score(item.id);
        if let Some(rank) = score.and_then(|score| score.rank) {
            let rank = rank.to_string();
            sheet.field(line.row, RANK, FieldType::Number, &rank)?;
        }
        line.computed(item, scored, &scores, sheet)?;
        for ((at, column), cell) in columns.iter().enumerate().skip(FIELDS).zip(cells) {
            let holds = match column {
                SheetColumn::Field(field) => Item::KIND.fields.get(*field).map(|field| field.holds),
                SheetColumn::Id { .. } | SheetColumn::Computed(_) | SheetColumn::Imported(_) => {
                    None
                }
            };
            match holds {
                Some(holds) => sheet.field(line.row, at, holds, &cell)?,
                None => sheet.text(line.row, at, &cell)?,
            }
        }
    }
    let end = u32::try_from(last - 1).unwrap_or(u32::MAX);
    sheet
        .inner
        .autofilter(0, 0, end, column(columns.len() - 1)?)?;
    Ok(ColumnPlaces {
        last,
        points: column_number_to_name(column(POINTS)?),
        bucket: letters.of("bucket")?,
        state: letters.of("state")?,
        increment: letters.of("increment")?,
    })
}

/// The letters of the columns of a sheet.
struct Letters<'c>(&'c [SheetColumn]);

impl Letters<'_> {
    fn of(&self, field: &str) -> Result<String, ExportError> {
        let field = Item::KIND.field(field).map(SheetColumn::Field);
        let place = self
            .0
            .iter()
            .position(|column| Some(column) == field.as_ref());
        Ok(column_number_to_name(column(place.unwrap_or_default())?))
    }
}

/// A line of the sheet.
struct XlsxLine<'s> {
    /// Its row, counted from zero.
    row: u32,
    last: usize,
    letters: &'s Letters<'s>,
}

impl XlsxLine<'_> {
    /// Writes what follows from the fields. What is closed competes with nothing and has points alone.
    fn computed(
        &self,
        item: &Item,
        row: &WsjfRow,
        scores: &[Ratio],
        sheet: &mut SheetWriter<'_>,
    ) -> Result<(), ExportError> {
        let (n, last) = (self.row + 1, self.last);
        let cell = |field| Ok::<_, ExportError>(format!("{}{n}", self.letters.of(field)?));
        let size = cell("size")?;
        let points = match item.size.range {
            Some(_) => format!("IF(ISNUMBER({size}),{size},IFERROR({},\"\"))", first(&size)),
            None => format!("IF(ISNUMBER({size}),{size},\"\")"),
        };
        let looks = sheet.looks;
        sheet.formula(self.row, POINTS, &points, ratio(item.size), &looks.plain)?;
        if !item.state.is_open() {
            return Ok(());
        }
        let inputs = [cell("value")?, cell("criticality")?, cell("risk")?];
        let estimates = [item.value, item.criticality, item.risk];
        let cost = cost(
            &inputs,
            estimates.iter().any(|points| points.range.is_some()),
        );
        sheet.formula(self.row, COST, &cost, row.cost_of_delay, &looks.plain)?;
        let [wsjf, cost, points] = [WSJF, COST, POINTS].map(|at| {
            let letters = column(at).map(column_number_to_name).unwrap_or_default();
            (format!("{letters}{n}"), letters)
        });
        let (score, (cost, _), (points, _)) = (row.score.clone().ok(), cost, points);
        let formula = format!(
            "IF(AND(ISNUMBER({cost}),ISNUMBER({points})),IF({points}>0,{cost}/{points},\"\"),\"\")"
        );
        sheet.formula(self.row, WSJF, &formula, score, &looks.score)?;
        let (wsjf, letters) = wsjf;
        let rank = format!("IF(ISNUMBER({wsjf}),RANK({wsjf},{letters}$2:{letters}${last}),\"\")");
        let above = score.map(|score| scores.len() - scores.partition_point(|s| *s <= score));
        let place = above.and_then(|above| i64::try_from(above + 1).ok());
        let place = place.map(Ratio::whole);
        sheet.formula(self.row, WSJF_RANK, &rank, place, &looks.plain)
    }
}

/// The sum of inputs, none of which may be unknown or below zero.
fn cost(inputs: &[String; 3], has_range: bool) -> String {
    if !has_range {
        let [first, _, last] = inputs;
        let all = format!("{first}:{last}");
        return format!("IF(COUNT({all})=3,IF(MIN({all})<0,\"\",SUM({all})),\"\")");
    }
    let numbers = |cell: &String| format!("IF(ISNUMBER({cell}),{cell},{})", first(cell));
    let numbers: Vec<String> = inputs.iter().map(numbers).collect();
    let (least, sum) = (numbers.join(","), numbers.join("+"));
    format!("IFERROR(IF(MIN({least})<0,\"\",{sum}),\"\")")
}

/// The number before a range: 5 of `5 (3..8)`. An error where there is none.
fn first(cell: &str) -> String {
    format!("_xlfn.NUMBERVALUE(LEFT({cell},FIND(\" \",{cell})-1),\".\")")
}

/// How wide a column is.
fn width(column: &SheetColumn) -> f64 {
    let wide = |at: &usize| {
        let field = Item::KIND.fields.get(*at);
        let holds = field.map(|field| field.holds);
        let is_prose = matches!(holds, Some(FieldType::Prose | FieldType::Private));
        is_prose || field.is_some_and(|field| field.name == "title")
    };
    match column {
        SheetColumn::Id { .. } => 14.0,
        SheetColumn::Computed(_) => 11.0,
        SheetColumn::Field(at) if wide(at) => 44.0,
        SheetColumn::Field(_) => 16.0,
        SheetColumn::Imported(_) => 18.0,
    }
}
