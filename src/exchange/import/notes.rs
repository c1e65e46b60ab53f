//! Notes: what an import has to say, counted per kind and column.
//!
//! Owns the words. One kind and column give one line with a count, the first place and examples,
//! however many rows are concerned.

use std::collections::BTreeMap;

use crate::model::format;
use crate::model::limits::{COLUMNS_LIMIT, NESTING_LIMIT, RECORDS_LIMIT, UNPACKED_LIMIT};
use crate::model::text::{Problem, Severity};
use crate::model::words::worded;

/// A column of which something could not be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnLoss {
    /// The column, in the words of the file.
    pub column: String,
    /// In how many cells something is missing now.
    pub count: usize,
}

/// Declares what can be said: how bad it is, what it is, and the next step.
///
/// In the words `{shown}` stands for examples, `{column}` for the column, `{nesting}`, `{records}`, `{columns}` and
/// `{unpacked}` for the limits, and any other word for how many of that there are.
macro_rules! notes {
    ($( $(#[$cfg:meta])? $name:ident $severity:ident $what:literal, $hint:literal; )+) => {
        /// What can be said about a row or cell, most important first.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub(super) enum Note { $( $(#[$cfg])? $name, )+ }

        impl Note {
            const fn words(self) -> (Severity, &'static str, &'static str) {
                match self { $( $(#[$cfg])? Self::$name => (Severity::$severity, $what, $hint), )+ }
            }
        }
    };
}

notes! {
    BrokenOff Error
        "the import was cancelled: nothing is changed",
        "import again when there is time";
    WhichTitle Error
        "no column is known to hold the titles; most likely it is {shown}",
        "say which one it is, with t in the import dialog or with --map";
    NoColumn Error
        "the file has no column {shown}",
        "write its name as it stands in the file";
    BrokenText Error
        "it is damaged: nothing is read ({shown})",
        "export it again";
    CutOff Error
        "it ends in the middle: nothing is read",
        "export or download it again";
    NoItems Error
        "there is no item in it",
        "export again and choose the items";
    TooDeep Error
        "more than {nesting} elements stand inside each other: nothing is read",
        "export it again, or as CSV";
    #[cfg(feature = "xlsx")]
    NoSheet Error
        "there is no sheet “{column}”: it has {shown}",
        "write the name of one of these after --sheet";
    #[cfg(feature = "xlsx")]
    Locked Error
        "the workbook is damaged or locked with a password: nothing is read",
        "open it in the spreadsheet program and save it again, or as CSV UTF-8";
    #[cfg(feature = "xlsx")]
    Unpacked Error
        "unpacked it is larger than {unpacked} MB: nothing is read",
        "export fewer items, or save the sheet as CSV UTF-8";
    TooLong Error
        "there are more than {records} rows: nothing is read",
        "export fewer items, or in several parts for several workspaces";
    TooWide Error
        "more than {columns} columns have a name ({shown}): nothing is read",
        "export the columns that are needed";
    CutShort Error
        "the file breaks off or is damaged here: what stands before is read",
        "export it again and check that all items are there";
    Damaged Warning
        "some characters could not be read and became �",
        "export again as UTF-8";
    OpenQuote Warning
        "a quotation mark is never closed, so rows may have run together",
        "look for a lone \" in the last item of the import";
    NoIds Error
        "{row} got no id",
        "import again";
    WideRow Error
        "{row} left out, with more cells than there are columns ({shown}): from some cell on, everything would stand in the wrong column",
        "line these rows up with the names in a spreadsheet and import again";
    NoTitle Error
        "{row} without a title left out",
        "give them a title and import again";
    Unreadable Error
        "{row} left out that cannot be read ({shown})",
        "export again, or look at the first of these places";
    TooBig Error
        "{row} left out, too large for one item",
        "shorten them where they come from";
    SameKey Warning
        "{row} left out, because the key came before: {shown}",
        "the first row of each key counts; remove one of them if that is wrong";
    Loop Warning
        "{need} left out that would make items wait for each other: {shown}",
        "decide which of them comes first";
    SpoiledId Warning
        "{row} whose id or key a spreadsheet changed ({shown}): recognized by title, keys stay as they are here",
        "export again and leave the first column as it is, or as text";
    MayBeDouble Warning
        "{row} new here that may be an item whose id or key a spreadsheet changed: {shown}",
        "compare them before you take them, or export again and leave the first column as text";
    InItself Warning
        "{parent} left out that would make an item a part of itself: {shown}",
        "decide which of them is the larger one";
    DamagedKey Warning
        "{key} rounded by a spreadsheet ({shown}), so titles tell the items apart",
        "export again without opening the file in a spreadsheet";
    NoNumber Warning
        "no number in {cell} ({shown}): left unknown, kept as an imported column",
        "estimate these items on the board";
    TooLarge Warning
        "no possible size in {cell} ({shown}): left unknown, kept as an imported column",
        "estimate these items on the board";
    Misfit Warning
        "{cell} not fit for the field ({shown}): left unknown, kept as an imported column",
        "send the column elsewhere, or set these fields on the board";
    UnclearNumber Warning
        "{cell} could be two numbers ({shown}): left unknown, kept as an imported column",
        "write all numbers of the column alike, such as 1234.5 and 80 %";
    Unfit Warning
        "{value} not fit for the field ({shown}): left as it is here",
        "set these fields on the board";
    NoRecord Warning
        "{link} left out to what is neither here nor in the file: {shown}",
        "import a file that has them, then this one again";
    LeftOut Warning
        "{cell} not as it is here, where something private is left out ({shown}): not taken",
        "make the change on the board, or in an export with --audience private";
    NoSuchName Warning
        "{value} not taken, of a name this evenkeel does not know",
        "a newer evenkeel may know it";
    NoDate Warning
        "no date in {cell} ({shown}): kept as an imported column",
        "write dates as 2026-11-22";
    UnclearDate Warning
        "day or month first? unclear in {cell} ({shown}): kept as an imported column",
        "write dates as 2026-11-22";
    NoState Note
        "it says nothing of states: new items are taken for Funnel",
        "set their states on the board, or send a column there with t or --map \"Column=state\"";
    UnknownState Note
        "unknown state in {cell} ({shown}): taken for Funnel, kept as an imported column",
        "say what the word means, with v in the import dialog or with --map \"Status: Word=Doing\"";
    UnknownSort Note
        "unknown kind in {cell} ({shown}): taken for Feature, kept as an imported column",
        "say what the word means, with v in the import dialog or with --map \"Type: Word=Defect\"";
    Unresolved Note
        "items that are not here in {cell} ({shown}): kept as an imported column",
        "import the file that has them, then this one again";
    TwoSizes Note
        "two different sizes in {row} ({shown}): the first column counts, “{column}” is kept as an imported column",
        "compare the two where it matters";
    Differing Note
        "{row} where columns of this name differ ({shown}): all are kept as imported columns",
        "compare them where it matters";
    ClaimDiffers Note
        "“{column}” is not what evenkeel computes in {row} ({shown})",
        "compare the inputs where it matters; the number in the file counts for nothing";
    OffScale Note
        "{size} not on the scale: {shown}",
        "they count as they are; type another to change one";
    Group Note
        "{row} with the title of a group left out ({shown})",
        "if one is an item, give it a key or a state";
    RepeatedNames Note
        "{row} left out that repeat the names of the columns",
        "nothing to do";
    TotalsRow Note
        "{row} with totals left out ({shown})",
        "nothing to do";
    WeightsRow Note
        "{row} with the weights of criteria: no item ({shown})",
        "nothing to do";
    NoWork Note
        "{row} left out, which is no work to be done: {shown}",
        "nothing to do";
    NotRanked Note
        "{row} left out, of a kind such as Test that is not ranked: {shown}",
        "to bring them in, say what their kind means: --map \"Issue Type: Test=Feature\"";
    Archived Note
        "{row} left out as archived",
        "import with --archived to have them, or bring them back where they come from";
    Nameless Note
        "{cell} of fields without a name ({shown}): kept as imported columns, sizes among them are not seen",
        "ask for the same reply with expand=names";
    Nested Note
        "{cell} not taken that hold more than text: {shown}",
        "nothing to do, unless one of them matters";
    ShortRow Note
        "fewer cells than columns in {row}; what is missing stays unknown",
        "nothing to do";
    NoKey Note
        "{row} without a key: recognized by title, then by place in the file",
        "with a column of keys, items may change their titles between imports";
    SameTitle Note
        "{item} with a title another one has: {shown}",
        "check whether they are the same piece of work";
    RatedWord Note
        "“{column}” has words for numbers in {cell} ({shown})",
        "where they mean other numbers, type those on the board";
    ForeignScore Note
        "a score made elsewhere in {cell}: kept as an imported column, counts for nothing",
        "score the items on the board";
    Limit Note
        "there are exactly 1000 rows, where many trackers stop exporting",
        "export in several parts if items are missing";
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

    /// Takes in what others counted.
    pub fn append(&mut self, other: Self) {
        for (of, tally) in other.tallies {
            let ours = self.tallies.entry(of).or_default();
            ours.count += tally.count;
            ours.line = ours.line.or(tally.line);
            for example in tally.examples {
                if ours.examples.len() < EXAMPLES && !ours.examples.contains(&example) {
                    ours.examples.push(example);
                }
            }
        }
        for (column, count) in other.lost {
            *self.lost.entry(column).or_default() += count;
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
            let (severity, words, hint) = note.words();
            let what = filled(words, &column, tally.count, &shown.join(", "));
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

/// The words of a note with what their braces stand for.
fn filled(words: &'static str, column: &str, count: usize, shown: &str) -> String {
    let (mut out, mut rest) = (String::new(), worded(words));
    while let Some((before, (word, after))) = rest
        .split_once('{')
        .and_then(|(before, inner)| Some((before, inner.split_once('}')?)))
    {
        out += before;
        out += &match word {
            "shown" => shown.to_owned(),
            "column" => column.to_owned(),
            "nesting" => NESTING_LIMIT.to_string(),
            "records" => RECORDS_LIMIT.to_string(),
            "columns" => COLUMNS_LIMIT.to_string(),
            "unpacked" => (UNPACKED_LIMIT >> 20).to_string(),
            thing => format::many(count, worded(thing)),
        };
        rest = after;
    }
    out + rest
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
