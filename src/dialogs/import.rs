//! An import before it happens: what it would change, and where each column goes.
//!
//! Owns what was chosen for the columns and which of several runs is awaited. Reading and comparing are
//! done beside the keys by `run`, with the code that the real import has; nothing changes before Enter.

mod came;
mod choose;
pub mod draw;

use self::came::CameIn;
pub(crate) use self::choose::open_folder;

use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::effect::{Effect, ImportRun};
use crate::desk::event::Chord;
use crate::desk::tab;
use crate::dialogs::line_from;
use crate::edit;
use crate::exchange::import::{ColumnTarget, FileHeading, Import, ImportProgress, Mapping};
use crate::model::field::Choice;
use crate::model::item::Tier;
use crate::model::key::{APP_UNDO, IMPORT_LEVEL};
use crate::model::text::clean_line;
use crate::model::words::worded;
use crate::scoring::levels;

/// A file that is to be imported.
#[derive(Debug)]
pub struct ImportDialog {
    /// The file.
    pub path: PathBuf,
    /// How far it is.
    pub stage: ImportStage,
    /// Whether the report has the room and the arrow keys, not the columns.
    pub reads: bool,
    /// The chosen column.
    pub cursor: usize,
    /// The first line of the report that is shown.
    pub scroll: usize,
    /// The run that is awaited.
    pub run: u64,
    /// Whether no name was known, so that where columns go is proposed and asked.
    pub asks: bool,
    /// Whether what the file blanks or lacks goes here, too.
    pub takes_over: bool,
    /// The level that is ranked from now on, where somebody chose one.
    pub ranked: Option<Tier>,
}

/// How far an import is.
#[derive(Debug)]
pub enum ImportStage {
    /// It is being read and compared.
    Working(Option<ImportProgress>),
    /// It is known what it would do.
    Ready(Box<Import>),
    /// It could not be read, and why.
    Failed(String),
}

/// The commands of an import.
pub const COMMANDS: &[Command] = commands! {
    Import private changes "Import" "import.enter" ["Enter"] hint 1 if can_import,
        "import": "Brings the items in, as one step that undo takes back, and says what to do next." => import;
    Import private looks "Import" "import.goes-to" ["t", "Space"] hint 2 if has_column,
        "goes to": "Chooses the field the column goes to." => choose_target;
    Import private looks "Import" "import.leave" ["x"] hint 4 if has_column,
        "leave out": "Leaves the column out, or takes it again." => leave_out;
    Import private looks "Import" "import.scores" ["y"] hint 4 if has_offer,
        "take estimates": "Takes the columns that look like estimates as what they say." => take_scores;
    Import private looks "Import" "import.plan" ["p"] hint 4 if has_plan_offer,
        "take sprints" also ["teams", "plan", "iterations"]: "Takes the teams, sprints and releases of the file, and makes what is not there." => take_plan;
    Import private looks "Import" "import.take-over" ["o"] hint 4 if has_less,
        "take over": "Blanks what the file blanks and removes what it does not have any more, or keeps both again." => take_over;
    Import private looks "Import" "import.values" ["v"] if has_values,
        "values": "Says what the words of a column of states or kinds mean." => choose_value;
    Import private looks "Import" "import.level" ["l"] if has_levels,
        "level" also ["ranked level", "epics"]: "Chooses which of the levels of the file is ranked." => choose_level;
    Import private looks "Import" "import.sheet" ["s"] if has_sheets,
        "sheet": "Chooses the sheet of a workbook that is read." => choose_sheet;
    Import private looks "Import" "import.report" ["Tab"] hint 3 if is_ready,
        "report": "Goes to what there is to say of the file, or back to its columns." => turn;
    Import private looks "Import" "import.close" ["Esc", "q"] hint 5,
        "cancel": "Goes back; nothing was changed." => cancel;
};

/// Begins to read a file.
fn open(desk: &mut Desk, path: PathBuf) -> Vec<Effect> {
    let dialog = ImportDialog {
        path,
        stage: ImportStage::Working(None),
        reads: false,
        cursor: 0,
        scroll: 0,
        run: 0,
        asks: false,
        takes_over: false,
        ranked: None,
    };
    desk.open(dialog);
    run(desk, None)
}

impl Dialog for ImportDialog {
    fn scope(&self) -> Scope {
        Scope("Import")
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line;
    }

    fn go(&mut self, _: &mut Desk, by: isize) {
        let Some(import) = self.ready() else {
            return;
        };
        if self.reads {
            let last = import.summary().len().saturating_sub(1);
            self.scroll = line_from(self.scroll, by, last);
        } else {
            let last = import.headings.len().saturating_sub(1);
            self.cursor = line_from(self.cursor, by, last);
        }
    }

    fn can_go(&self, _: &Desk) -> Can {
        match &self.stage {
            ImportStage::Working(_) => Err("the file is still being read".to_owned()),
            ImportStage::Failed(why) => Err(why.clone()),
            ImportStage::Ready(_) => Ok(()),
        }
    }
}

impl ImportDialog {
    /// The name of the file, without its folder.
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// What it would do, once that is known.
    pub const fn ready(&self) -> Option<&Import> {
        match &self.stage {
            ImportStage::Ready(import) => Some(import),
            ImportStage::Working(_) | ImportStage::Failed(_) => None,
        }
    }

    fn column(&self) -> Option<&FileHeading> {
        self.ready()?.headings.get(self.cursor)
    }
}

fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or(path.as_os_str());
    clean_line(&name.to_string_lossy()).into_owned()
}

/// The import that awaits a run.
fn awaiting(desk: &mut Desk, number: u64) -> Option<&mut ImportDialog> {
    let import = desk.nearest_mut::<ImportDialog>();
    import.filter(|import| import.run == number)
}

/// Reads and compares anew.
fn run(desk: &mut Desk, mapping: Option<Mapping>) -> Vec<Effect> {
    let number = desk.around.ids.draw();
    let Some(dialog) = desk.top_mut::<ImportDialog>() else {
        return Vec::new();
    };
    dialog.run = number;
    vec![Effect::Import(ImportRun {
        number,
        path: dialog.path.clone(),
        mapping,
        takes_over: dialog.takes_over,
    })]
}

/// Notes how far a run is.
pub(crate) fn went(desk: &mut Desk, number: u64, progress: ImportProgress) {
    if let Some(dialog) = awaiting(desk, number)
        && let ImportStage::Working(now) = &mut dialog.stage
    {
        *now = Some(progress);
    }
}

/// Takes what a run found. What it proposes is looked at, and asked, before anything else.
#[must_use]
pub(crate) fn found(
    desk: &mut Desk,
    number: u64,
    result: Result<Box<Import>, String>,
) -> Vec<Effect> {
    let Some(dialog) = awaiting(desk, number) else {
        return Vec::new();
    };
    dialog.stage = match result {
        Ok(import) => ImportStage::Ready(import),
        Err(why) => ImportStage::Failed(why),
    };
    let ready = dialog.ready();
    let last = ready.map_or(0, |import| import.headings.len());
    let proposal = ready.map(|import| import.proposal.clone());
    let proposal = proposal.filter(|proposal| !proposal.is_empty());
    if let Some(proposal) = proposal.filter(|_| !dialog.asks) {
        dialog.asks = true;
        return run(desk, Some(proposal));
    }
    if dialog.asks && dialog.cursor == 0 {
        let titles = ColumnTarget::named("title");
        let at = ready.and_then(|import| {
            let mut headings = import.headings.iter();
            headings.position(|heading| Some(heading.target) == titles)
        });
        dialog.cursor = at.unwrap_or_default();
    }
    dialog.cursor = dialog.cursor.min(last.saturating_sub(1));
    // A file of which nothing could be read says why.
    dialog.reads = last == 0;
    Vec::new()
}

fn is_ready(desk: &Desk) -> Result<(), String> {
    let dialog = desk.top::<ImportDialog>();
    dialog.map_or(Ok(()), |dialog| dialog.can_go(desk))
}

fn can_import(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| !import.edits.is_empty(),
        worded("there is nothing to change · {IMPORT_CLOSE} goes back"),
    )
}

/// Whether the import has something, once it is known; why not, otherwise.
fn has(desk: &Desk, what: impl Fn(&Import) -> bool, why: &str) -> Result<(), String> {
    is_ready(desk)?;
    match desk.top::<ImportDialog>().and_then(ImportDialog::ready) {
        Some(import) if !what(import) => Err(why.to_owned()),
        _ => Ok(()),
    }
}

fn has_column(desk: &Desk) -> Result<(), String> {
    is_ready(desk)?;
    match desk.top::<ImportDialog>() {
        Some(dialog) if dialog.reads => {
            Err(worded("{IMPORT_REPORT} goes to the columns first").to_owned())
        }
        Some(dialog) if dialog.column().is_none() => Err("the file has no columns".to_owned()),
        _ => Ok(()),
    }
}

fn has_offer(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| !import.offer.is_empty(),
        "no column looks like an estimate that is not taken",
    )
}

fn has_less(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| import.cleared > 0 || !import.gone.is_empty(),
        "nothing that came in last is blank or gone in the file",
    )
}

fn take_over(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(dialog) = desk.top_mut::<ImportDialog>() else {
        return Vec::new();
    };
    dialog.takes_over = !dialog.takes_over;
    let mapping = dialog.ready().map(|import| import.mapping.clone());
    run(desk, mapping.filter(|mapping| !mapping.is_empty()))
}

fn has_plan_offer(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| !import.plan_offer.is_empty(),
        "no column names teams or sprints that are not taken",
    )
}

fn take_scores(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    take(desk, |import| &import.offer)
}

fn take_plan(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    take(desk, |import| &import.plan_offer)
}

/// Takes what is only offered so far.
fn take(desk: &mut Desk, offer: impl Fn(&Import) -> &Mapping) -> Vec<Effect> {
    let Some(import) = desk.top::<ImportDialog>().and_then(ImportDialog::ready) else {
        return Vec::new();
    };
    let mut mapping = import.mapping.clone();
    mapping.columns.extend(offer(import).columns.clone());
    run(desk, Some(mapping))
}

fn has_values(desk: &Desk) -> Result<(), String> {
    has_column(desk)?;
    let column = desk.top::<ImportDialog>().and_then(ImportDialog::column);
    match column {
        Some(column) if column.values.is_empty() => {
            Err("choose a column that goes to State or Kind first".to_owned())
        }
        _ => Ok(()),
    }
}

fn has_sheets(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| import.sheets.len() > 1,
        "the file has no other sheet",
    )
}

fn has_levels(desk: &Desk) -> Result<(), String> {
    has(
        desk,
        |import| import.levels.len() > 1,
        worded("the items of this file are all of one level"),
    )
}

/// Goes to the next of the levels of the file, and after the last one back to that of the settings.
fn choose_level(desk: &mut Desk, _: Chord) {
    if let Some(dialog) = desk.top_mut::<ImportDialog>() {
        let levels = dialog.ready().map(|import| import.levels.clone());
        let levels = levels.into_iter().flatten().map(|(level, _)| level);
        let mut ahead = levels.skip_while(|level| dialog.ranked.is_some_and(|now| *level != now));
        dialog.ranked = match dialog.ranked {
            Some(_) => ahead.nth(1),
            None => ahead.next(),
        };
    }
}

/// Which level is ranked, in words: the one that was chosen, or that of the settings.
pub(crate) fn ranked_level(desk: &Desk, dialog: &ImportDialog) -> Option<String> {
    dialog.ready().filter(|import| import.levels.len() > 1)?;
    let level = dialog
        .ranked
        .unwrap_or_else(|| levels::ranked_level(desk.seen()));
    let word = level.word().label.to_lowercase();
    Some(format!(
        "ranked: level {word} · {IMPORT_LEVEL} chooses another"
    ))
}

fn choose_value(desk: &mut Desk, _: Chord) {
    if let Some(column) = desk.top::<ImportDialog>().and_then(ImportDialog::column) {
        let column = column.clone();
        choose::open_values(desk, &column);
    }
}

fn choose_sheet(desk: &mut Desk, _: Chord) {
    if let Some(import) = desk.top::<ImportDialog>().and_then(ImportDialog::ready) {
        let sheets = import.sheets.clone();
        choose::open_sheets(desk, &sheets);
    }
}

fn turn(desk: &mut Desk, _: Chord) {
    if let Some(dialog) = desk.top_mut::<ImportDialog>() {
        dialog.reads = !dialog.reads;
        dialog.scroll = 0;
    }
}

fn choose_target(desk: &mut Desk, _: Chord) {
    if let Some(column) = desk.top::<ImportDialog>().and_then(ImportDialog::column) {
        let (name, target) = (column.name.clone(), column.target);
        choose::open_targets(desk, &name, target);
    }
}

fn leave_out(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(column) = desk.top::<ImportDialog>().and_then(ImportDialog::column) else {
        return Vec::new();
    };
    let target = match column.target {
        ColumnTarget::Leave => None,
        ColumnTarget::Field(_)
        | ColumnTarget::Rating
        | ColumnTarget::NeededBy
        | ColumnTarget::Keep => Some(ColumnTarget::Leave),
    };
    let name = column.name.clone();
    send(desk, &name, target)
}

/// Sends a column to a place, or where its own name says, and looks what that changes.
fn send(desk: &mut Desk, column: &str, target: Option<ColumnTarget>) -> Vec<Effect> {
    change(desk, |mapping| {
        match target {
            Some(target) => mapping.columns.insert(column.to_owned(), target),
            None => mapping.columns.remove(column),
        };
    })
}

/// Changes what is chosen for the file, and looks what that changes.
fn change(desk: &mut Desk, change: impl FnOnce(&mut Mapping)) -> Vec<Effect> {
    let Some(import) = desk.top::<ImportDialog>().and_then(ImportDialog::ready) else {
        return Vec::new();
    };
    let mut mapping = import.mapping.clone();
    if mapping.is_empty() {
        mapping.clone_from(&import.proposal);
    }
    change(&mut mapping);
    run(desk, Some(mapping))
}

fn cancel(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    desk.close();
    vec![Effect::BreakOff]
}

fn import(desk: &mut Desk, _: Chord) {
    let Some(dialog) = desk.take::<ImportDialog>() else {
        return;
    };
    let name = dialog.name();
    let ranked = dialog.ranked;
    let ImportStage::Ready(import) = dialog.stage else {
        return;
    };
    let Import {
        edits,
        conflicts,
        created,
        updated,
        items,
        levels,
        ..
    } = *import;
    let mut edits = edits;
    edits.extend(ranked.and_then(|level| edit::rank_level(&desk.workspace, level)));
    if !desk.commit(&format!("imported {name}"), edits) {
        return;
    }
    let clashes = conflicts.len();
    let arose = desk.history.revision();
    desk.file.add_conflicts(conflicts, &name, arose);
    desk.view = tab::BOARD;
    desk.settle();
    desk.done(format!(
        "imported {name} · {APP_UNDO} takes the import back"
    ));
    let came = CameIn {
        name,
        created,
        updated,
        clashes,
        items,
        levels,
    };
    came.open(desk);
}
