//! Notes: what an import has to say, counted per kind and column.
//!
//! Owns the words. One kind and column give one line with a count, the first place and examples,
//! however many rows are concerned.

use std::collections::BTreeMap;

use super::ColumnLoss;
#[cfg(feature = "xlsx")]
use crate::model::limits::UNPACKED_LIMIT;
use crate::model::limits::{COLUMNS_LIMIT, NESTING_LIMIT, RECORDS_LIMIT};
use crate::model::text::{Problem, Severity};

/// What can be said about a row or cell, most important first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Note {
    BrokenOff,
    NoHeader,
    NoTitleName,
    BrokenText,
    CutOff,
    NoItems,
    TooDeep,
    #[cfg(feature = "xlsx")]
    Locked,
    #[cfg(feature = "xlsx")]
    Unpacked,
    TooLong,
    TooWide,
    CutShort,
    Damaged,
    OpenQuote,
    NoIds,
    WideRow,
    NoTitle,
    Unreadable,
    TooBig,
    SameKey,
    Loop,
    DamagedKey,
    NoNumber,
    TooLarge,
    Misfit,
    Unfit,
    NoRecord,
    NoSuchName,
    NoDate,
    UnclearDate,
    UnknownState,
    UnknownSort,
    Unresolved,
    TwoSizes,
    Differing,
    WsjfDiffers,
    OffScale,
    TotalsRow,
    NoWork,
    Archived,
    Nameless,
    Nested,
    ShortRow,
    SameTitle,
    ForeignScore,
    Limit,
}

#[derive(Debug, Default)]
struct NoteTally {
    count: usize,
    line: Option<usize>,
    examples: Vec<String>,
}

/// How many different examples are shown.
const EXAMPLES: usize = 3;
/// How many characters of an example are shown.
const EXAMPLE_LENGTH: usize = 40;

/// Everything there is to say, in the order of [`Note`].
#[derive(Debug, Default)]
pub(super) struct Notes {
    tallies: BTreeMap<(Note, String), NoteTally>,
    lost: BTreeMap<String, usize>,
}

impl Notes {
    /// Counts one case. `line` is where it stands, `example` what stands there.
    pub fn add(&mut self, note: Note, column: &str, line: Option<usize>, example: &str) {
        let tally = self.tallies.entry((note, column.to_owned())).or_default();
        tally.count += 1;
        tally.line = tally.line.or(line);
        if tally.examples.len() < EXAMPLES && !example.is_empty() {
            let short: String = example.chars().take(EXAMPLE_LENGTH).collect();
            if !tally.examples.contains(&short) {
                tally.examples.push(short);
            }
        }
    }

    /// Counts a cell of which something is lost.
    pub fn lose(&mut self, column: &str) {
        *self.lost.entry(column.to_owned()).or_default() += 1;
    }

    /// The problems and losses, ready to be shown.
    pub fn finish(self) -> (Vec<Problem>, Vec<ColumnLoss>) {
        let problems = self.tallies.into_iter().map(|((note, column), tally)| {
            let shown: Vec<String> = tally.examples.iter().map(|e| format!("“{e}”")).collect();
            let (severity, what, hint) = words(note, &column, tally.count, &shown.join(", "));
            let mut problem = Problem::new(severity, what, hint).within(column);
            problem.line = tally.line;
            problem
        });
        let loss = |(column, count)| ColumnLoss { column, count };
        (
            problems.collect(),
            self.lost.into_iter().map(loss).collect(),
        )
    }
}

/// What a note says: how bad, what, and the next step.
fn words(note: Note, column: &str, count: usize, shown: &str) -> (Severity, String, &'static str) {
    let cells = counted(count, "cell");
    let rows = counted(count, "row");
    match note {
        Note::BrokenOff => (
            Severity::Error,
            "the import was broken off: nothing is changed".into(),
            "import again when there is time",
        ),
        Note::NoHeader => (
            Severity::Error,
            "no line with the names of the columns was found".into(),
            "put a line on top with names such as Title, Key, Status, Labels",
        ),
        Note::NoTitleName => (
            Severity::Error,
            "none of its names is that of a title".into(),
            "call the one that holds titles “title”",
        ),
        Note::BrokenText => (
            Severity::Error,
            format!("it is damaged: nothing is read ({shown})"),
            "export it again",
        ),
        Note::CutOff => (
            Severity::Error,
            "it ends in the middle: nothing is read".into(),
            "export or download it again",
        ),
        Note::NoItems => (
            Severity::Error,
            "there is no item in it".into(),
            "export again and choose the items",
        ),
        Note::TooDeep => (
            Severity::Error,
            format!("more than {NESTING_LIMIT} elements stand inside each other: nothing is read"),
            "export it again, or as CSV",
        ),
        #[cfg(feature = "xlsx")]
        Note::Locked => (
            Severity::Error,
            "the workbook is damaged or locked with a password: nothing is read".into(),
            "open it in the spreadsheet program and save it again, or as CSV UTF-8",
        ),
        #[cfg(feature = "xlsx")]
        Note::Unpacked => (
            Severity::Error,
            format!(
                "unpacked it is larger than {} MB: nothing is read",
                UNPACKED_LIMIT >> 20
            ),
            "export fewer items, or save the sheet as CSV UTF-8",
        ),
        Note::CutShort => (
            Severity::Warning,
            "the file breaks off or is damaged here: what stands before is read".into(),
            "export it again and look whether all items came",
        ),
        Note::TooLong => (
            Severity::Error,
            format!("there are more than {RECORDS_LIMIT} rows: nothing is read"),
            "export fewer items, or in several parts for several workspaces",
        ),
        Note::TooWide => (
            Severity::Error,
            format!("more than {COLUMNS_LIMIT} columns have a name ({shown}): nothing is read"),
            "export the columns that are needed",
        ),
        Note::Damaged => (
            Severity::Warning,
            "some characters could not be read and became �".into(),
            "export again as UTF-8",
        ),
        Note::OpenQuote => (
            Severity::Warning,
            "a quotation mark is never closed, so rows may have run together".into(),
            "look for a lone \" in the last item of the import",
        ),
        Note::NoIds => (Severity::Error, format!("{rows} got no id"), "import again"),
        Note::WideRow => (
            Severity::Error,
            format!(
                "{rows} left out, with more cells than there are columns ({shown}): from some cell on, everything would stand in the wrong column"
            ),
            "line these rows up with the names in a spreadsheet and import again",
        ),
        Note::NoTitle => (
            Severity::Warning,
            format!("{rows} without a title left out"),
            "give them a title and import again",
        ),
        Note::Unreadable => (
            Severity::Error,
            format!("{rows} left out that cannot be read ({shown})"),
            "export again, or look at the first of these places",
        ),
        Note::TooBig => (
            Severity::Error,
            format!("{rows} left out, too large for one item"),
            "shorten them where they come from",
        ),
        Note::SameKey => (
            Severity::Warning,
            format!("{rows} left out, with a key that came before: {shown}"),
            "the first row of each key counts; remove one of them if that is wrong",
        ),
        Note::Loop => (
            Severity::Warning,
            format!(
                "{} left out that would make items wait for each other: {shown}",
                counted(count, "need")
            ),
            "decide which of them comes first",
        ),
        Note::DamagedKey => (
            Severity::Warning,
            format!(
                "{} rounded by a spreadsheet ({shown}), so titles tell the items apart",
                counted(count, "key")
            ),
            "export again without opening the file in a spreadsheet",
        ),
        Note::NoNumber => (
            Severity::Warning,
            format!("no number in {cells} ({shown}): left unknown, kept as an imported column"),
            "estimate these items on the board",
        ),
        Note::TooLarge => (
            Severity::Warning,
            format!(
                "no possible size in {cells} ({shown}): left unknown, kept as an imported column"
            ),
            "estimate these items on the board",
        ),
        Note::Misfit => (
            Severity::Warning,
            format!(
                "{cells} not fit for the field ({shown}): left unknown, kept as an imported column"
            ),
            "send the column elsewhere, or set these fields on the board",
        ),
        Note::Unfit => (
            Severity::Warning,
            format!(
                "{} not fit for the field ({shown}): left as it is here",
                counted(count, "value")
            ),
            "set these fields on the board",
        ),
        Note::NoRecord => (
            Severity::Warning,
            format!(
                "{} left out to what is neither here nor in the file: {shown}",
                counted(count, "link")
            ),
            "import a file that has them, then this one again",
        ),
        Note::NoSuchName => (
            Severity::Warning,
            format!(
                "{} not taken, of a name this evenkeel does not know",
                counted(count, "value")
            ),
            "a newer evenkeel may know it",
        ),
        Note::NoDate => (
            Severity::Warning,
            format!("no date in {cells} ({shown}): kept as an imported column"),
            "write dates as 2026-11-22",
        ),
        Note::UnclearDate => (
            Severity::Warning,
            format!("day or month first? unclear in {cells} ({shown}): kept as an imported column"),
            "write dates as 2026-11-22",
        ),
        Note::UnknownState => (
            Severity::Note,
            format!(
                "unknown state in {cells} ({shown}): taken for Funnel, kept as an imported column"
            ),
            "set the state of these items on the board",
        ),
        Note::UnknownSort => (
            Severity::Note,
            format!(
                "unknown kind in {cells} ({shown}): taken for Feature, kept as an imported column"
            ),
            "set the kind of these items on the board",
        ),
        Note::Unresolved => (
            Severity::Note,
            format!("items that are not here in {cells} ({shown}): kept as an imported column"),
            "import the file that has them, then this one again",
        ),
        Note::TwoSizes => (
            Severity::Note,
            format!(
                "two different sizes in {rows} ({shown}): the first column counts, “{column}” is kept as an imported column"
            ),
            "compare the two where it matters",
        ),
        Note::Differing => (
            Severity::Note,
            format!(
                "{rows} where columns of this name differ ({shown}): all are kept as imported columns"
            ),
            "compare them where it matters",
        ),
        Note::WsjfDiffers => (
            Severity::Note,
            format!("the WSJF is not the one evenkeel computes in {rows} ({shown})"),
            "compare the four inputs where it matters; the number in the file counts for nothing",
        ),
        Note::OffScale => (
            Severity::Note,
            format!("{} not on the scale: {shown}", counted(count, "size")),
            "they count as they are; type another to change one",
        ),
        Note::TotalsRow => (
            Severity::Note,
            format!("{rows} with totals left out ({shown})"),
            "nothing to do",
        ),
        Note::NoWork => (
            Severity::Note,
            format!("{rows} left out, which is no work to be done: {shown}"),
            "nothing to do",
        ),
        Note::Archived => (
            Severity::Note,
            format!("{rows} left out that are archived"),
            "import with --archived to have them, or bring them back where they come from",
        ),
        Note::Nameless => (
            Severity::Note,
            format!(
                "{cells} of fields without a name ({shown}): kept as imported columns, sizes among them are not seen"
            ),
            "ask for the same reply with expand=names",
        ),
        Note::Nested => (
            Severity::Note,
            format!("{cells} not taken that hold more than text: {shown}"),
            "nothing to do, unless one of them matters",
        ),
        Note::ShortRow => (
            Severity::Note,
            format!("fewer cells than columns in {rows}; what is missing stays unknown"),
            "nothing to do",
        ),
        Note::SameTitle => (
            Severity::Note,
            format!(
                "{} with a title another one has: {shown}",
                counted(count, "item")
            ),
            "look whether they are the same piece of work",
        ),
        Note::ForeignScore => (
            Severity::Note,
            format!(
                "a score made elsewhere in {cells}: kept as an imported column, counts for nothing"
            ),
            "score the items on the board",
        ),
        Note::Limit => (
            Severity::Note,
            "there are exactly 1000 rows, where many trackers stop exporting".into(),
            "export in several parts if items are missing",
        ),
    }
}

fn counted(count: usize, thing: &str) -> String {
    if count == 1 {
        format!("1 {thing}")
    } else {
        format!("{count} {thing}s")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_per_kind_with_a_count() {
        let mut notes = Notes::default();
        for line in 2..2_000 {
            notes.add(
                Note::NoNumber,
                "Story Points",
                Some(line),
                &format!("x{}", line % 9),
            );
        }
        notes.add(Note::NoNumber, "Effort", None, "y");
        notes.lose("Comment");
        let (problems, losses) = notes.finish();
        assert_eq!(problems.len(), 2);
        let points = &problems[1];
        assert_eq!(
            (points.line, points.path.as_str()),
            (Some(2), "Story Points")
        );
        assert!(
            points
                .what
                .starts_with("no number in 1998 cells (“x2”, “x3”, “x4”)")
        );
        assert_eq!(
            losses,
            [ColumnLoss {
                column: "Comment".into(),
                count: 1
            }]
        );
    }
}
