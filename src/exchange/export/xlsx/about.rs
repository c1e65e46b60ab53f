//! The sheet that says what the book is.
//!
//! Owns the words.

use super::super::content::{Content, ExportError};
use super::SheetWriter;
use super::method::SheetMethod;
use crate::model::audience::Audience;
use crate::model::field::Choice;
use crate::model::product::Product;
use crate::model::words::{Text, worded};

/// What the columns say that no field has; each is told where it is there.
const LEGEND: &[(&str, Text)] = &[
    (
        "Rank",
        Text::new(
            "The place on the board, with places by hand and dependencies, when this was made. It does not change here.",
        ),
    ),
    (
        "WSJF rank",
        Text::new("The place by the WSJF of this sheet alone, among open items. Computed here."),
    ),
    (
        "WSJF",
        Text::new(
            "Cost of delay ÷ points. Blank while an input is unknown or the size is zero. Computed here.",
        ),
    ),
    (
        "Cost of delay",
        Text::new("User-business value + time criticality + risk / opportunity. Computed here."),
    ),
    (
        "RICE rank",
        Text::new("The place by the RICE of this sheet alone, among open items. Computed here."),
    ),
    (
        "RICE",
        Text::new("Reach × impact × confidence ÷ points. Computed here."),
    ),
    (
        "CD3 rank",
        Text::new("The place by the CD3 of this sheet alone, among open items. Computed here."),
    ),
    (
        "CD3",
        Text::new("Cost of delay a week, in money, ÷ points. Computed here."),
    ),
    (
        "Score rank",
        Text::new("The place by the score of this sheet alone, among open items. Computed here."),
    ),
    (
        "Score",
        Text::new(
            "Each rating as a share of its range, times the share of its weight, summed, of 100. The sheet Criteria has ratings and weights. Computed here.",
        ),
    ),
    (
        "MoSCoW rank",
        Text::new(
            "The place by class alone, among open items; items of a class share it. Computed here.",
        ),
    ),
    (
        "MoSCoW class",
        Text::new(
            "4 of Must, 3 of Should, 2 of Could, 1 of what is not done this time. Computed here.",
        ),
    ),
    (
        "Points",
        Text::new("The job size without its range. Computed here."),
    ),
    (
        "Points left",
        Text::new(
            "Of what is being done what is left of it, where that is known; else the points. Computed here.",
        ),
    ),
];

/// The same of the whole book.
const WHOLE: &[(&str, Text)] = &[
    (
        "5 (3..8)",
        Text::new(
            "A number and the range people found possible; only the number is computed with.",
        ),
    ),
    (
        "Blank",
        Text::new(
            "Unknown; it never counts as zero. Items that are done, parked or declined have no score.",
        ),
    ),
    (
        "Allocation",
        Text::new(
            "Points left by allocation, of what is planned for the coming planning interval or else open, of this sheet alone.",
        ),
    ),
    (
        "Reading back",
        Text::new(
            "Change fields, save, and import the file: items are found by their evenkeel id.",
        ),
    ),
];

/// Writes what it is, of which day, for whom, and what the columns mean.
pub(super) fn write(
    content: &Content<'_>,
    method: &SheetMethod,
    sheet: &mut SheetWriter<'_>,
) -> Result<(), ExportError> {
    let name = &content.workspace.the::<Product>().name;
    let audience = match content.disclosure.audience() {
        Audience::Shared => "shared: private notes, money and private names are left out",
        Audience::Private => "private: for the author alone",
    };
    let day = content.today.map(|day| day.to_string());
    let facts = [
        ("Product", content.disclosure.text(name).into_owned()),
        ("Date", day.unwrap_or_default()),
        ("Ranked by", content.evaluation.lens.word().label.to_owned()),
        ("Audience", audience.to_owned()),
        (worded("Items"), content.items.len().to_string()),
    ];
    let columns = method.columns();
    let there = LEGEND.iter().filter(|(word, _)| columns.contains(word));
    let legend = there.chain(WHOLE);
    let legend = legend.map(|(word, what)| (*word, what.to_string()));
    let looks = sheet.looks;
    sheet.inner.set_column_width(0, 18)?;
    sheet.inner.set_column_width(1, 90)?;
    for (row, (word, what)) in (0..).zip(facts.into_iter().chain(legend)) {
        sheet
            .inner
            .write_string_with_format(row, 0, word, &looks.head)?;
        sheet
            .inner
            .write_string_with_format(row, 1, what, &looks.prose)?;
    }
    Ok(())
}
