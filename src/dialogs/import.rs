//! An import before it happens: what it would change, and where each column goes.
//!
//! Owns what was chosen for the columns and which of several runs is awaited. Reading and comparing are
//! done beside the keys by `run`, with the code that the real import has; nothing changes before Enter.

pub mod draw;

use std::path::{Path, PathBuf};

use crate::desk::Desk;
use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::desk::tab;
use crate::dialogs::{Overlay, picker};
use crate::exchange::import::{ColumnTarget, FileHeading, Import, Mapping, Progress};
use crate::model::item::Item;
use crate::model::text::clean_line;

/// The filter that shows what is to be scored.
const UNSCORED: &str = "unknown:score";

/// A file that is to be imported.
#[derive(Debug)]
pub struct Intake {
    /// The file.
    pub path: PathBuf,
    /// How far it is.
    pub stage: Stage,
    /// Whether the report has the room and the arrow keys, not the columns.
    pub reads: bool,
    /// The chosen column.
    pub cursor: usize,
    /// The first line of the report that is shown.
    pub scroll: usize,
    /// The run that is awaited.
    pub run: u64,
}

/// How far an import is.
#[derive(Debug)]
pub enum Stage {
    /// It is being read and compared.
    Working(Option<Progress>),
    /// It is known what it would do.
    Ready(Box<Import>),
    /// It could not be read, and why.
    Failed(String),
}

/// One run of reading and comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its number; a newer one takes its place.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// Where columns go; none as it was remembered.
    pub mapping: Option<Mapping>,
}

/// The commands of an import.
pub const COMMANDS: &[Command] = commands! {
    Intake private changes "Import" "intake.enter" ["Enter"] hint 1 if can_import,
        "import": "Brings the items in, as one step that undo takes back, and goes to what is to be scored." => import;
    Intake private looks "Import" "intake.goes-to" ["t", "Space"] hint 2 if has_column,
        "goes to": "Chooses the field the column goes to." => choose_target;
    Intake private looks "Import" "intake.leave" ["x"] hint 4 if has_column,
        "leave out": "Leaves the column out, or takes it again." => leave_out;
    Intake private looks "Import" "intake.report" ["Tab"] hint 3 if is_ready,
        "report": "Goes to what there is to say of the file, or back to its columns." => turn;
    Intake private looks "Import" "intake.down" ["Down", "j"] if is_ready,
        "move": "Goes to the next column, or a line down." => |app, _| step(app, 1);
    Intake private looks "Import" "intake.up" ["Up", "k"] if is_ready,
        "up": "Goes to the column before, or a line up." => |app, _| step(app, -1);
    Intake private looks "Import" "intake.page-down" ["PgDn"] if is_ready,
        "page down": "Goes ten columns or lines down." => |app, _| step(app, 10);
    Intake private looks "Import" "intake.page-up" ["PgUp"] if is_ready,
        "page up": "Goes ten columns or lines up." => |app, _| step(app, -10);
    Intake private looks "Import" "intake.close" ["Esc", "q"] hint 5,
        "cancel": "Goes back; nothing was changed." => cancel;
};

/// Begins to read a file.
pub fn open(app: &mut Desk, path: PathBuf) -> Vec<Effect> {
    let intake = Intake {
        path,
        stage: Stage::Working(None),
        reads: false,
        cursor: 0,
        scroll: 0,
        run: 0,
    };
    app.overlays.push(Overlay::Intake(Box::new(intake)));
    run(app, None)
}

impl Intake {
    /// The name of the file, without its folder.
    pub fn name(&self) -> String {
        name(&self.path)
    }

    /// What it would do, once that is known.
    pub const fn ready(&self) -> Option<&Import> {
        match &self.stage {
            Stage::Ready(import) => Some(import),
            Stage::Working(_) | Stage::Failed(_) => None,
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

fn top(app: &Desk) -> Option<&Intake> {
    match app.overlays.last() {
        Some(Overlay::Intake(intake)) => Some(intake),
        _ => None,
    }
}

fn top_mut(app: &mut Desk) -> Option<&mut Intake> {
    match app.overlays.last_mut() {
        Some(Overlay::Intake(intake)) => Some(intake),
        _ => None,
    }
}

/// The import among the overlays that awaits a run.
fn awaiting(app: &mut Desk, number: u64) -> Option<&mut Intake> {
    app.overlays.iter_mut().find_map(|overlay| {
        if let Overlay::Intake(intake) = overlay
            && intake.run == number
        {
            Some(&mut **intake)
        } else {
            None
        }
    })
}

/// Reads and compares anew.
fn run(app: &mut Desk, mapping: Option<Mapping>) -> Vec<Effect> {
    let number = app.around.ids.draw();
    let Some(intake) = top_mut(app) else {
        return Vec::new();
    };
    intake.run = number;
    vec![Effect::Import(Run {
        number,
        path: intake.path.clone(),
        mapping,
    })]
}

/// Notes how far a run is.
pub(crate) fn went(app: &mut Desk, number: u64, progress: Progress) {
    if let Some(intake) = awaiting(app, number)
        && let Stage::Working(now) = &mut intake.stage
    {
        *now = Some(progress);
    }
}

/// Takes what a run found.
pub(crate) fn found(app: &mut Desk, number: u64, result: Result<Box<Import>, String>) {
    if let Some(intake) = awaiting(app, number) {
        intake.stage = match result {
            Ok(import) => Stage::Ready(import),
            Err(why) => Stage::Failed(why),
        };
        let last = intake.ready().map_or(0, |import| import.headings.len());
        intake.cursor = intake.cursor.min(last.saturating_sub(1));
        // A file of which nothing could be read says why.
        intake.reads = last == 0;
    }
}

fn is_ready(app: &Desk) -> Result<(), String> {
    match top(app).map(|intake| &intake.stage) {
        Some(Stage::Working(_)) => Err("the file is still being read".to_owned()),
        Some(Stage::Failed(why)) => Err(why.clone()),
        Some(Stage::Ready(_)) | None => Ok(()),
    }
}

fn can_import(app: &Desk) -> Result<(), String> {
    is_ready(app)?;
    match top(app).and_then(Intake::ready) {
        Some(import) if import.edits.is_empty() => {
            Err("there is nothing to change · Esc goes back".to_owned())
        }
        _ => Ok(()),
    }
}

fn has_column(app: &Desk) -> Result<(), String> {
    is_ready(app)?;
    match top(app) {
        Some(intake) if intake.reads => Err("Tab goes to the columns first".to_owned()),
        Some(intake) if intake.column().is_none() => Err("the file has no columns".to_owned()),
        _ => Ok(()),
    }
}

fn turn(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(intake) = top_mut(app) {
        intake.reads = !intake.reads;
        intake.scroll = 0;
    }
    Vec::new()
}

fn step(app: &mut Desk, by: isize) -> Vec<Effect> {
    if let Some(intake) = top_mut(app) {
        let Some(import) = intake.ready() else {
            return Vec::new();
        };
        let columns = import.headings.len().saturating_sub(1);
        let lines = import.summary().len().saturating_sub(1);
        if intake.reads {
            intake.scroll = intake.scroll.saturating_add_signed(by).min(lines);
        } else {
            intake.cursor = intake.cursor.saturating_add_signed(by).min(columns);
        }
    }
    Vec::new()
}

fn choose_target(app: &mut Desk, _: Chord) -> Vec<Effect> {
    if let Some(column) = top(app).and_then(Intake::column) {
        let (name, target) = (column.name.clone(), column.target);
        picker::open_targets(app, &name, target);
    }
    Vec::new()
}

fn leave_out(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(column) = top(app).and_then(Intake::column) else {
        return Vec::new();
    };
    let target = match column.target {
        ColumnTarget::Leave => None,
        ColumnTarget::Field(_) | ColumnTarget::NeededBy | ColumnTarget::Keep => {
            Some(ColumnTarget::Leave)
        }
    };
    let name = column.name.clone();
    send(app, &name, target)
}

/// Sends a column to a place, or where its own name says, and looks what that changes.
pub(crate) fn send(app: &mut Desk, column: &str, target: Option<ColumnTarget>) -> Vec<Effect> {
    let Some(import) = top(app).and_then(Intake::ready) else {
        return Vec::new();
    };
    let mut mapping = import.mapping.clone();
    match target {
        Some(target) => mapping.0.insert(column.to_owned(), target),
        None => mapping.0.remove(column),
    };
    run(app, Some(mapping))
}

fn cancel(app: &mut Desk, _: Chord) -> Vec<Effect> {
    app.overlays.pop();
    vec![Effect::BreakOff]
}

fn import(app: &mut Desk, _: Chord) -> Vec<Effect> {
    let Some(Overlay::Intake(intake)) = app.overlays.pop() else {
        return Vec::new();
    };
    let name = intake.name();
    let Stage::Ready(import) = intake.stage else {
        return Vec::new();
    };
    let Import {
        edits,
        conflicts,
        created,
        updated,
        items,
        ..
    } = *import;
    if !app.commit(&format!("imported {name}"), edits) {
        return Vec::new();
    }
    let clashes = conflicts.len();
    let arose = app.history.revision();
    app.file.add_conflicts(conflicts, &name, arose);
    let mut said = vec![format!("{created} new, {updated} changed")];
    let is_unscored = |id| {
        let score = app.derived.evaluation.score(id);
        let is_open = app
            .workspace
            .get::<Item>(id)
            .is_some_and(|item| item.state.is_open());
        is_open && score.is_some_and(|score| !score.line.missing.is_empty())
    };
    let unscored = items.into_iter().filter(|id| is_unscored(*id)).count();
    app.view = tab::BOARD;
    if unscored > 0 {
        app.backlog.column = None;
        app.set_filter(UNSCORED);
        let first = app.backlog.items().next();
        if let Some(first) = first {
            app.backlog.select(first);
            app.backlog.column = Some(0);
        }
        said.push(format!(
            "{} to score: type a value, Enter goes down",
            many(unscored, "item")
        ));
    } else {
        app.settle();
    }
    if clashes > 0 {
        said.push(format!("C reviews {}", many(clashes, "conflict")));
    }
    said.push("u takes the import back".to_owned());
    app.notice = Some(Notice::done(said.join(" · ")));
    Vec::new()
}
