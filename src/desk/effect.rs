//! What the program asks of the world; `run` performs it.

use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::baseline::Moment;
use crate::exchange::export::{ExportOutput, ExportWish};
use crate::exchange::import::Mapping;
use crate::model::audience::Audience;
use crate::scoring::plan::suggestion::PlanQuestion;

/// Something only `run` can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// End the program.
    Quit,
    /// Stop until the shell brings the program back.
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Write the workspace to its file.
    Save,
    /// Write the workspace to a new file and go on with that one.
    SaveAs(PathBuf),
    /// Open another workspace file.
    Open(PathBuf),
    /// Open a copy of the built-in sample.
    OpenDemo,
    /// List a folder to choose a file to import from; none for the one to begin with.
    ListFolder(Option<PathBuf>),
    /// Read a file to import and compare it with the workspace, beside the keys.
    Import(ImportRun),
    /// Read a file of rows for the list on the screen; they are taken as pasted ones are.
    ReadRows(PathBuf),
    /// Make a file to export of what the board shows, beside the keys.
    Export(ExportRun),
    /// Write a file that was made.
    HandOut(Delivery),
    /// Break off the import or export that is under way.
    BreakOff,
    /// Look for the best plan, beside the keys.
    Suggest {
        /// The number of this run; a newer one takes its place.
        number: u64,
        /// What is asked.
        question: PlanQuestion,
    },
    /// Break off the search for a plan that is under way.
    BreakOffSuggestion,
    /// Hand a text to the user's editor; the answer comes back as an event.
    Edit(String),
    /// Put a text on the clipboard.
    Copy(String),
    /// Switch the mouse on or off.
    Mouse(bool),
    /// Survey the board in this state, beside the keys.
    Survey(u64),
    /// List the earlier versions of the file.
    ListBackups,
    /// Find the earlier versions of the file, to compare with one.
    ListMoments,
    /// Read an earlier version of the file.
    ReadMoment(Moment),
    /// Read the file as it was on the day the user looked at it last, and note that this is today.
    Look,
    /// Write the user's preferences.
    KeepPreferences,
}

/// What doing something asks of the world: nothing, or effects.
pub trait Asks {
    /// The effects.
    fn effects(self) -> Vec<Effect>;
}

impl Asks for () {
    fn effects(self) -> Vec<Effect> {
        Vec::new()
    }
}

impl Asks for Vec<Effect> {
    fn effects(self) -> Self {
        self
    }
}

/// One run of reading and comparing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportRun {
    /// Its number; a newer one takes its place.
    pub number: u64,
    /// The file.
    pub path: PathBuf,
    /// Where columns go; none as it was remembered.
    pub mapping: Option<Mapping>,
    /// Whether what the file blanks or lacks goes here, too.
    pub takes_over: bool,
}

/// One run of making a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ExportRun {
    /// Its number; a newer one takes its place.
    pub number: u64,
    /// The name of the format.
    pub format: &'static str,
    /// Who will see it.
    pub audience: Audience,
    /// What else is wished of it.
    pub wish: ExportWish,
}

/// A file to be handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    /// Where it goes.
    pub path: PathBuf,
    /// The name of its format.
    pub format: &'static str,
    /// What is in it.
    pub output: Arc<ExportOutput>,
    /// Who may read it.
    pub audience: Audience,
    /// Whether it replaces a file that is there.
    pub replaces: bool,
    /// Whether it is opened in the browser then.
    pub opens: bool,
}
