//! XLSX: a workbook that a manager can check, and that reads back.
//!
//! Owns the book and how a text becomes a cell. Texts are written as texts, so that no title is ever a formula;
//! the only formulas are those of the sheets below. Each formula has the number of the board as its stored result,
//! for programs that do not compute.

mod about;
mod allocation;
mod backlog;
mod criteria;
mod method;

use std::io::Write;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Formula, Workbook, Worksheet};
use rust_xlsxwriter::{FormatAlign, XlsxError};

use self::criteria::CriteriaSheet;
use self::method::SheetMethod;
use super::content::{Content, ExportError, Written};
use crate::model::field::FieldType;
use crate::model::number::Number;
use crate::scoring::ratio::Ratio;

/// The most characters a cell holds, as spreadsheets count them.
const CELL: usize = 32_767;
/// The most digits a spreadsheet keeps of a number.
const DIGITS: usize = 15;

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self {
            what: format!("cannot write the workbook: {error}"),
        }
    }
}

/// Writes the backlog, its balance and what the book is.
pub(super) fn write(content: &Content<'_>, to: &mut dyn Write) -> Written {
    let mut book = Workbook::new();
    // The book would say when it was made by a clock that is not read here.
    let day = content.today.and_then(|day| date(&day.to_string()));
    let made = match day {
        Some(day) => day,
        None => ExcelDateTime::from_ymd(2000, 1, 1)?,
    };
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let looks = Looks::new();
    let mut backlog = SheetWriter::new("Backlog", &looks)?;
    let (method, criteria) = (SheetMethod::of(content), CriteriaSheet::of(content));
    let places = backlog::write(content, &method, &criteria, &mut backlog)?;
    let mut ratings = SheetWriter::new("Criteria", &looks)?;
    if method.has_criteria() {
        criteria.write(content, &places.ratings, &mut ratings)?;
    }
    let mut allocation = SheetWriter::new("Allocation", &looks)?;
    allocation::write(content, &places, &mut allocation)?;
    let mut about = SheetWriter::new("About", &looks)?;
    about::write(content, &method, &mut about)?;
    let too_long = backlog.too_long;
    let ratings = Some(ratings).filter(|_| method.has_criteria());
    book.push_worksheet(backlog.inner);
    if let Some(ratings) = ratings {
        book.push_worksheet(ratings.inner);
    }
    book.push_worksheet(allocation.inner);
    book.push_worksheet(about.inner);
    to.write_all(&book.save_to_buffer()?)?;
    let note = format!("texts that are longer than a cell can hold are left out: {too_long}");
    Ok(if too_long > 0 { vec![note] } else { Vec::new() })
}

/// How cells look.
struct Looks {
    head: Format,
    day: Format,
    plain: Format,
    score: Format,
    share: Format,
    prose: Format,
}

impl Looks {
    fn new() -> Self {
        Self {
            head: Format::new().set_bold(),
            day: Format::new().set_num_format("yyyy-mm-dd"),
            plain: Format::new(),
            score: Format::new().set_num_format("0.00"),
            share: Format::new().set_num_format("0 %"),
            prose: Format::new().set_text_wrap().set_align(FormatAlign::Top),
        }
    }
}

/// A sheet that is being written.
struct SheetWriter<'l> {
    inner: Worksheet,
    looks: &'l Looks,
    /// How many texts no cell could hold.
    too_long: usize,
}

impl<'l> SheetWriter<'l> {
    fn new(name: &str, looks: &'l Looks) -> Result<Self, ExportError> {
        let mut sheet = Worksheet::new();
        sheet.set_name(name)?;
        // What is unknown is blank, also to a program that does not compute.
        sheet.set_formula_result_default("");
        Ok(Self {
            inner: sheet,
            looks,
            too_long: 0,
        })
    }

    /// Writes names on top, which stay there.
    fn head(&mut self, names: &[(String, f64)]) -> Result<(), ExportError> {
        for (at, (name, width)) in names.iter().enumerate() {
            let column = column(at)?;
            self.inner.set_column_width(column, *width)?;
            self.inner
                .write_string_with_format(0, column, name, &self.looks.head)?;
        }
        self.inner.set_freeze_panes(1, 0)?;
        Ok(())
    }

    /// Writes a text as it is; one that is too long would come back cut, so it is left out.
    fn text(&mut self, row: u32, at: usize, text: &str) -> Result<(), ExportError> {
        if text.encode_utf16().count() > CELL {
            self.too_long += 1;
        } else if !text.is_empty() {
            self.inner.write_string(row, column(at)?, text)?;
        }
        Ok(())
    }

    /// Writes a field as a number or a day where it is one.
    fn field(
        &mut self,
        row: u32,
        at: usize,
        holds: FieldType,
        text: &str,
    ) -> Result<(), ExportError> {
        let is_number = [
            FieldType::Points,
            FieldType::Number,
            FieldType::Percent,
            FieldType::Money,
        ];
        if is_number.contains(&holds)
            && let Some(number) = number(text)
        {
            self.inner.write_number(row, column(at)?, number)?;
            return Ok(());
        }
        if holds == FieldType::Date
            && let Some(day) = date(text)
        {
            let looks = &self.looks.day;
            self.inner
                .write_datetime_with_format(row, column(at)?, &day, looks)?;
            return Ok(());
        }
        self.text(row, at, text)
    }

    /// Writes a formula with the result the board has.
    fn formula(
        &mut self,
        row: u32,
        at: usize,
        formula: &str,
        result: Option<Ratio>,
        looks: &Format,
    ) -> Result<(), ExportError> {
        let mut formula = Formula::new(formula);
        if let Some(result) = result {
            formula = formula.set_result(result.to_f64().to_string());
        }
        self.inner
            .write_formula_with_format(row, column(at)?, formula, looks)?;
        Ok(())
    }
}

/// The number of a column in a book.
fn column(at: usize) -> Result<u16, ExportError> {
    u16::try_from(at).map_err(|_| XlsxError::RowColumnLimitError.into())
}

/// The number of a text, where a spreadsheet keeps all its digits.
fn number(text: &str) -> Option<f64> {
    Number::parse(text).ok()?;
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.parse().ok().filter(|_| digits <= DIGITS)
}

/// The day of a text, where a spreadsheet knows it.
fn date(text: &str) -> Option<ExcelDateTime> {
    let mut parts = text.splitn(3, '-');
    let year = parts.next()?.parse().ok().filter(|year| *year > 1900)?;
    let (month, day) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    ExcelDateTime::from_ymd(year, month, day).ok()
}
