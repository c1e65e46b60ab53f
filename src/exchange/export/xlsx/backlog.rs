//! The sheet of the backlog: the columns of every sheet of ours, and what follows from them by formulas.
//!
//! Owns where they stand; the formulas are those of [`super::method`]. An unknown input leaves what follows from it
//! blank; so does a size of zero. The three inputs of the cost of delay stand side by side, as those of RICE do.

use rust_xlsxwriter::utility::column_number_to_name;

use super::super::content::{Content, ExportError};
use super::super::table::{ItemTable, items};
use super::criteria::CriteriaSheet;
use super::method::{COST, Computed, LEFT, MethodCells, POINTS, RANK, SheetMethod};
use super::{SheetWriter, column};
use crate::exchange::sheet::SheetColumn;
use crate::model::field::FieldType;
use crate::model::item::Item;
use crate::model::record::Declared;
use crate::scoring::levels::{counts, effort, left};
use crate::scoring::ranking::inputs::ratio;

/// Where other sheets find what they compute with.
pub(super) struct ColumnPlaces {
    /// The last line of the sheet.
    pub last: usize,
    /// The letters of the columns.
    pub left: String,
    pub bucket: String,
    pub state: String,
    pub increment: String,
    pub ratings: String,
}

/// Writes the items.
pub(super) fn write(
    content: &Content<'_>,
    method: &SheetMethod,
    criteria: &CriteriaSheet<'_>,
    sheet: &mut SheetWriter<'_>,
) -> Result<ColumnPlaces, ExportError> {
    let table = ItemTable::of(content, true);
    let mut columns = table.columns.clone();
    let computed = method.columns();
    let fields = computed.len() + 1;
    columns.splice(1..1, computed.iter().copied().map(SheetColumn::Computed));
    let names: Vec<_> = columns
        .iter()
        .map(|column| (column.name().into_owned(), width(column)))
        .collect();
    sheet.head(&names)?;
    let letters = Letters::of(&columns)?;
    let last = items(content).count() + 1;
    let mut open = 0;
    for (at, item) in items(content).enumerate() {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let mut cells = table.row(item).into_iter();
        sheet.text(row, 0, &cells.next().unwrap_or_default())?;
        let line = XlsxLine {
            row,
            item,
            last,
            letters: &letters,
            ratings: &criteria.cells(at + 2)?,
        };
        let scored = item.state.is_open().then_some(open);
        open += usize::from(item.state.is_open());
        line.computed(content, method, scored, sheet)?;
        for ((at, column), cell) in columns.iter().enumerate().skip(fields).zip(cells) {
            let holds = match column {
                SheetColumn::Field(field) => Item::KIND.fields.get(*field).map(|field| field.holds),
                SheetColumn::Id { .. }
                | SheetColumn::Hidden
                | SheetColumn::Computed(_)
                | SheetColumn::Imported(_) => None,
            };
            match holds {
                Some(holds) => sheet.field(row, at, holds, &cell)?,
                None => sheet.text(row, at, &cell)?,
            }
        }
    }
    let end = u32::try_from(last - 1).unwrap_or(u32::MAX);
    sheet
        .inner
        .autofilter(0, 0, end, column(columns.len() - 1)?)?;
    Ok(ColumnPlaces {
        last,
        left: letters.computed(LEFT),
        bucket: letters.field("bucket"),
        state: letters.field("state"),
        increment: letters.field("increment"),
        ratings: letters.field("ratings"),
    })
}

/// The letters of the columns of a sheet.
struct Letters<'c>(Vec<(&'c SheetColumn, String)>);

impl<'c> Letters<'c> {
    fn of(columns: &'c [SheetColumn]) -> Result<Self, ExportError> {
        let letters = columns.iter().enumerate();
        let letters = letters.map(|(at, one)| Ok((one, column_number_to_name(column(at)?))));
        Ok(Self(letters.collect::<Result<_, ExportError>>()?))
    }

    fn field(&self, name: &str) -> String {
        let field = Item::KIND.field(name).map(SheetColumn::Field);
        self.find(field.as_ref())
    }

    fn computed(&self, name: Computed) -> String {
        self.find(Some(&SheetColumn::Computed(name)))
    }

    fn find(&self, column: Option<&SheetColumn>) -> String {
        let mut all = self.0.iter();
        let found = all.find(|(known, _)| Some(*known) == column);
        found.map_or_else(String::new, |(_, letter)| letter.clone())
    }
}

/// A line of the sheet.
struct XlsxLine<'s> {
    /// Its row, counted from zero.
    row: u32,
    item: &'s Item,
    last: usize,
    letters: &'s Letters<'s>,
    ratings: &'s [[String; 3]],
}

impl XlsxLine<'_> {
    /// Writes what follows from the fields, of an open item with its place among them. What is closed competes with
    /// nothing and has points alone.
    fn computed(
        &self,
        content: &Content<'_>,
        method: &SheetMethod,
        scored: Option<usize>,
        sheet: &mut SheetWriter<'_>,
    ) -> Result<(), ExportError> {
        let n = self.row + 1;
        let cells = MethodCells {
            item: self.item,
            field: &|name| format!("{}{n}", self.letters.field(name)),
            computed: &|name| format!("{}{n}", self.letters.computed(name)),
            last: self.last,
            ratings: self.ratings,
        };
        let looks = sheet.looks;
        for (at, name) in (1..).zip(method.columns()) {
            let found = match name {
                RANK => {
                    let score = content.evaluation.score(self.item.id);
                    if let Some(rank) = score.and_then(|score| score.rank) {
                        sheet.field(self.row, at, FieldType::Number, &rank.to_string())?;
                    }
                    continue;
                }
                POINTS => Some((cells.points(), ratio(self.item.size))),
                LEFT if stands_in_levels(content, self.item) => {
                    let own = Some(self.item).filter(|item| counts(content.workspace, item));
                    if let Some(left) = own.and_then(|item| left(content.workspace, item)) {
                        sheet.field(self.row, at, FieldType::Number, &left.to_string())?;
                    }
                    continue;
                }
                LEFT => Some((cells.left(), effort(content.workspace, self.item))),
                name => scored.and_then(|at| method.formula(name, at, &cells)),
            };
            let is_whole = name.ends_with("rank") || [POINTS, LEFT, COST].contains(&name);
            let looks = if is_whole { &looks.plain } else { &looks.score };
            if let Some((formula, result)) = found {
                sheet.formula(self.row, at, &formula, result, looks)?;
            }
        }
        Ok(())
    }
}

/// Whether the effort of an item is that of its parts, or counts with what it is a part of: its own cells do not say it.
fn stands_in_levels(content: &Content<'_>, item: &Item) -> bool {
    let tree = content.workspace.tree();
    tree.parent(item.id).is_some() || !tree.parts(item.id).is_empty()
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
        SheetColumn::Hidden | SheetColumn::Imported(_) => 18.0,
    }
}
