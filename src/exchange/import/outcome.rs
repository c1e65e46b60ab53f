//! What an import is asked for, how far it is, and what it would do.

use chrono::NaiveDate;

use super::mapping::{ColumnTarget, Mapping, Meaning};
use super::notes::ColumnLoss;
use super::role::Role;
use super::table::{FileHeading, FileSheet, FileValue};
use crate::edit::Edit;
use crate::edit::merge::Conflict;
use crate::model::field::Choice;
use crate::model::format;
use crate::model::id::Id;
use crate::model::item::{Sort, State, Tier};
use crate::model::record::Kind;
use crate::model::text::Problem;

/// What an import would do. Nothing has happened yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The changes, fit for one batch of `edit`.
    pub edits: Vec<Edit>,
    /// How many items are new.
    pub created: usize,
    /// How many items change.
    pub updated: usize,
    /// How many rows say what is known already.
    pub unchanged: usize,
    /// How many rows are left out; the problems say why.
    pub skipped: usize,
    /// The names of its columns, and where they go.
    pub headings: Vec<FileHeading>,
    /// The sheets of the workbook, those that are read and those that are not.
    pub sheets: Vec<FileSheet>,
    /// Where they go that go elsewhere than their names say.
    pub mapping: Mapping,
    /// Where columns likeliest go, where that is to be asked first; nothing is changed then.
    pub proposal: Mapping,
    /// Where columns would go that look like estimates; nothing of them is taken before somebody says so.
    pub offer: Mapping,
    /// Where columns would go that name teams, planning intervals or iterations; nothing of them is taken before
    /// somebody says so.
    pub plan_offer: Mapping,
    /// How many values that came in last are blank in the file now.
    pub cleared: usize,
    /// The items that came in last and are not in the file any more.
    pub gone: Vec<Id>,
    /// Whether both go here, too.
    pub takes_over: bool,
    /// The levels of the rows, the largest first, each with how many there are.
    pub levels: Vec<(Tier, usize)>,
    /// The items of the file, created or known, in its order.
    pub items: Vec<Id>,
    /// Fields that were changed here and in the file; ours stays.
    pub conflicts: Vec<Conflict>,
    /// How many people are new.
    pub people: usize,
    /// How many teams, planning intervals and iterations are new, by kind.
    pub made: Vec<(&'static Kind, usize)>,
    /// How many records that are no items are new or change, where a file has such.
    pub others: usize,
    /// What is wrong or worth knowing, one entry per kind and column, never one per row.
    pub problems: Vec<Problem>,
    /// What could not be kept.
    pub losses: Vec<ColumnLoss>,
    /// The character encoding that was used; empty when nothing was read.
    pub encoding: &'static str,
    /// The name of the format; empty when none fits.
    pub format: &'static str,
    /// What of such files is never taken.
    pub lost: &'static str,
}

impl Import {
    /// Whether a column of this name is in the file; of a file without columns nothing is known.
    pub fn has_column(&self, name: &str) -> bool {
        self.headings.is_empty() || self.headings.iter().any(|heading| heading.name == name)
    }

    /// The outcome in lines of plain text: counts first, then problems with their next step, then losses.
    pub fn summary(&self) -> Vec<String> {
        let mut lines = Vec::new();
        if !self.format.is_empty() {
            let (created, updated) = (self.created, self.updated);
            let (unchanged, skipped) = (self.unchanged, self.skipped);
            let encoding = match self.encoding {
                "" => String::new(),
                encoding => format!(" ({encoding})"),
            };
            lines.push(format!(
                "{}{encoding}: {created} to create, {updated} to update, {unchanged} unchanged, {skipped} skipped",
                self.format
            ));
        }
        if self.people > 0 {
            lines.push(format!("people to create: {}", self.people));
        }
        if !self.made.is_empty() {
            lines.push(format!("to create: {}", self.told_made().join(", ")));
        }
        if self.others > 0 {
            lines.push(format!(
                "other records to create or update: {}",
                self.others
            ));
        }
        for (words, offer) in [
            ("estimates", &self.offer),
            ("teams and sprints", &self.plan_offer),
        ] {
            if !offer.is_empty() {
                let goes =
                    |(name, to): (&String, &ColumnTarget)| format!("“{name}” as {}", to.label());
                let all: Vec<String> = offer.columns.iter().map(goes).collect();
                lines.push(format!(
                    "{words} in the file, not taken yet: {}",
                    all.join(", ")
                ));
            }
        }
        lines.extend(self.told_levels());
        let does = if self.takes_over {
            "taken over"
        } else {
            "kept here"
        };
        for (count, one, many, what) in [
            (self.cleared, "value", "values", "now blank in the file"),
            (
                self.gone.len(),
                "item",
                "items",
                "of the last import not in the file any more",
            ),
        ] {
            if count > 0 {
                lines.push(format!(
                    "{} {what}: {does}",
                    format::count(count, one, many)
                ));
            }
        }
        if !self.conflicts.is_empty() {
            let count = self.conflicts.len();
            lines.push(format!("changed here and in the file, ours stays: {count}"));
        }
        for problem in &self.problems {
            let word = problem.severity.word();
            let place = match problem.place() {
                place if place.is_empty() => place,
                place => format!(" ({place})"),
            };
            lines.push(format!("{word}: {}{place}; {}", problem.what, problem.hint));
        }
        if self.sheets.len() > 1 {
            for (words, is_read) in [("read", true), ("not read; --sheet NAME takes one", false)] {
                let sheets = self.sheets.iter().filter(|sheet| sheet.is_read == is_read);
                let told: Vec<String> = sheets
                    .map(|sheet| {
                        let rows = format::count(sheet.rows, "row", "rows");
                        format!("“{}” ({rows})", sheet.name)
                    })
                    .collect();
                if !told.is_empty() {
                    lines.push(format!("sheets {words}: {}", told.join(", ")));
                }
            }
        }
        for heading in self
            .headings
            .iter()
            .filter(|heading| heading.is_half_unknown())
        {
            let map = heading.unknown_values().written();
            let name = &heading.name;
            lines.push(format!(
                "half of “{name}” or more is unknown here; change what its values mean: --map '{map}'"
            ));
        }
        let going = |to: ColumnTarget| {
            let all = self
                .headings
                .iter()
                .filter(move |c| c.target == to && c.filled > 0);
            let all = all.map(|c| format!("{} {}", c.name, c.filled));
            all.collect::<Vec<_>>().join(", ")
        };
        for (words, to) in [
            (
                "kept as imported columns, with the number of cells",
                ColumnTarget::Keep,
            ),
            (
                "not imported, with the number of cells",
                ColumnTarget::Leave,
            ),
        ] {
            let columns = going(to);
            if !columns.is_empty() {
                lines.push(format!("{words}: {columns}"));
            }
        }
        for ColumnLoss { column, count } in &self.losses {
            lines.push(format!(
                "lost: cells of “{column}” that were cut short: {count}"
            ));
        }
        if !self.encoding.is_empty() && !self.lost.is_empty() {
            lines.push(format!("not in the file or not taken: {}", self.lost));
        }
        lines
    }
}

impl Import {
    /// The teams, planning intervals and iterations that are new: `2 teams`, `1 planning interval`.
    pub fn told_made(&self) -> Vec<String> {
        let counted = |(kind, count): &(&'static Kind, usize)| kind.counted(*count);
        self.made.iter().map(counted).collect()
    }

    /// The levels in words: `3 levels: 7 epics, 28 stories, 33 sub-tasks`.
    pub fn told_levels(&self) -> Option<String> {
        let of =
            |(tier, count): &(Tier, usize)| format::many(*count, &tier.word().label.to_lowercase());
        let all: Vec<String> = self.levels.iter().map(of).collect();
        let count = format::count(all.len(), "level", "levels");
        (!all.is_empty()).then(|| {
            format!(
                "{count}: {} · the filter level: shows one of them",
                all.join(", ")
            )
        })
    }
}

impl FileHeading {
    /// What the values that are not known are taken for now, ready to be changed.
    fn unknown_values(&self) -> Mapping {
        let is_sort = self.target == ColumnTarget::of(Role::Sort);
        let taken = if is_sort {
            Meaning::Sort(Sort::Feature)
        } else {
            Meaning::State(State::Funnel)
        };
        let unknown = self.values.iter().filter(|value| value.means.is_none());
        let place = |value: &FileValue| (self.name.clone(), value.text.clone());
        Mapping {
            values: unknown.map(|value| (place(value), taken)).collect(),
            ..Mapping::default()
        }
    }
}

/// What is wished of an import.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a wish of its own, and any of them may come with any other"
)]
pub struct ImportWish<'w> {
    /// What the file is called.
    pub name: String,
    /// The day it is imported.
    pub today: Option<NaiveDate>,
    /// Where columns go that a person mapped. None: as it was remembered of such a file.
    pub mapping: Option<Mapping>,
    /// Whether things that are archived come in, too.
    pub takes_archived: bool,
    /// Whether columns that look like estimates are taken as that.
    pub takes_scores: bool,
    /// Whether teams, planning intervals and iterations are taken, and made where they are not there.
    pub takes_plan: bool,
    /// Whether what the file blanks, and what it does not have any more, goes here, too.
    pub takes_over: bool,
    /// Told how far it is, now and then; false breaks it off.
    pub watch: &'w mut dyn FnMut(ImportProgress) -> bool,
}

impl<'w> ImportWish<'w> {
    /// Everything as the file says, and nothing that is only offered. `watch` is told how far it is.
    pub fn plain(watch: &'w mut dyn FnMut(ImportProgress) -> bool) -> Self {
        Self {
            name: String::new(),
            today: None,
            mapping: None,
            takes_archived: false,
            takes_scores: false,
            takes_plan: false,
            takes_over: false,
            watch,
        }
    }
}

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ImportProgress {
    /// The steps done.
    pub done: usize,
    /// The steps there are.
    pub of: usize,
}

impl ImportProgress {
    /// How far that is, of a hundred.
    pub fn percent(self) -> usize {
        self.done.saturating_mul(100) / self.of.max(1)
    }
}

/// Counts steps and asks now and then whether to go on.
pub(super) struct ImportWatch<'w> {
    tell: &'w mut dyn FnMut(ImportProgress) -> bool,
    pub(super) progress: ImportProgress,
    /// Whether somebody broke it off.
    pub(super) is_broken: bool,
}

impl<'w> ImportWatch<'w> {
    pub(super) fn new(tell: &'w mut dyn FnMut(ImportProgress) -> bool) -> Self {
        let progress = ImportProgress { done: 0, of: 0 };
        Self {
            tell,
            progress,
            is_broken: false,
        }
    }

    /// A file with about so many lines is read now; that is one of three steps of each.
    pub(super) fn reads(&mut self, lines: usize) {
        self.progress = ImportProgress {
            done: 0,
            of: 3 * lines.max(1),
        };
    }

    /// The lines of a workbook are read now, the last of what there is to do for that.
    #[cfg(feature = "xlsx")]
    pub(super) fn reads_on(&mut self, lines: usize) {
        let lines = lines.max(1);
        self.progress = ImportProgress {
            done: 2 * lines,
            of: 9 * lines,
        };
    }

    /// So much of a stretch is behind; none when it is to be broken off. Asked once for each percent.
    pub(super) fn passes(&mut self, stretch: Stretch, done: usize, of: usize) -> Option<()> {
        let of = of.max(1);
        let before = self.progress.percent();
        self.progress = ImportProgress {
            done: stretch.from * of + (stretch.to - stretch.from) * done.min(of),
            of: Stretch::ALL * of,
        };
        let goes = self.progress.percent() == before || (self.tell)(self.progress);
        self.is_broken |= !goes;
        (!self.is_broken).then_some(())
    }

    /// The file is read, and has so many rows, each with two steps to come.
    pub(super) fn has_read(&mut self, rows: usize) {
        self.progress = ImportProgress {
            done: rows,
            of: 3 * rows,
        };
    }

    /// How many steps are done between two questions.
    const STEPS: usize = 512;

    /// Counts a step; none when it is to be broken off.
    pub(super) fn step(&mut self) -> Option<()> {
        self.progress.done += 1;
        let goes = !self.progress.done.is_multiple_of(Self::STEPS) || (self.tell)(self.progress);
        self.is_broken |= !goes;
        goes.then_some(())
    }
}

/// A stretch of an import whose steps nobody knows before: from which of its ninth parts to which.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    from: usize,
    to: usize,
}

impl Stretch {
    /// How many parts an import has; reading is the first three of them.
    const ALL: usize = 9;
    pub const READING: Self = Self { from: 0, to: 3 };
    /// A workbook is unpacked, then its cells are read, then its lines.
    #[cfg(feature = "xlsx")]
    pub const UNPACKING: Self = Self { from: 0, to: 1 };
    #[cfg(feature = "xlsx")]
    pub const CELLS: Self = Self { from: 1, to: 2 };
}

/// How sure a format is that some bytes are its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FormatMatch {
    /// They are something else.
    No,
    /// They could be read, perhaps with little to show for it.
    Maybe,
    /// They carry the marks of this format.
    Sure,
}

impl FormatMatch {
    /// For formats whose marks are there or not.
    pub(super) const fn sure(is_marked: bool) -> Self {
        if is_marked { Self::Sure } else { Self::No }
    }
}
