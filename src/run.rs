//! The outside: the terminal, signals, threads, the clock, chance, the environment and the command line.
//!
//! Everything below this module is told what happened and answers what to do; this module makes it
//! so. In reading order:
//!
//! - [`cli`] owns the words of the command line; [`commands`] one function for each word, [`recover`] the
//!   one about backups, [`export`] the one about exports.
//! - [`start`] opens the board: which workspace ([`opening`]), which look; [`board`] drives it; [`saver`] saves
//!   beside it; [`editor`] lends a text to the user's own editor, [`clipboard`] hands one to the system.
//! - [`compare`] tells workspaces apart and merges them, as git asks; [`git`] tells git to ask, with
//!   the patterns of [`attributes`].
//! - [`help`] prints what there is to look up.
//! - [`report`] says what moved since an earlier version, which [`moment`] finds by its name.
//! - [`json`] owns the shapes of answers to scripts.
//! - [`surroundings`] is all that is read from the environment; [`terminal`] is the terminal.

mod attributes;
#[cfg(unix)]
mod board;
pub mod cli;
#[cfg(unix)]
mod clipboard;
mod commands;
mod compare;
#[cfg(unix)]
mod editor;
mod export;
#[cfg(unix)]
mod exporter;
mod follower;
mod fresh;
mod git;
mod help;
mod import;
#[cfg(unix)]
mod importer;
mod json;
mod moment;
#[cfg(unix)]
mod newest;
#[cfg(unix)]
mod opening;
mod paths;
mod recover;
mod report;
#[cfg(unix)]
mod saver;
#[cfg(unix)]
mod start;
#[cfg(unix)]
mod suggester;
mod surroundings;
mod surveyor;
#[cfg(unix)]
pub mod terminal;

pub use cli::Cli;

use crate::model::text::{Problem, clean_line};
use crate::store::{LoadError, SaveError};

/// What a run of the program leaves to be printed, and its exit code.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RunOutcome {
    /// What was asked for, for standard output.
    pub out: String,
    /// What else is to be said, for standard error.
    pub err: String,
    /// 0 when all is well, 1 for findings or a failure, 2 for misuse, 128 and a signal.
    pub code: u8,
}

impl RunOutcome {
    /// All is well.
    fn done(out: impl Into<String>) -> Self {
        Self {
            out: out.into(),
            ..Self::default()
        }
    }

    /// Something failed.
    fn failed(err: impl AsRef<str>) -> Self {
        Self {
            err: format!("evenkeel: {}\n", err.as_ref()),
            code: 1,
            ..Self::default()
        }
    }
}

/// Does what the command line asks for.
pub fn perform(cli: Cli) -> RunOutcome {
    cli::perform(cli)
}

/// The day of this machine's calendar.
fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

/// Why a file was refused, in one line.
fn refused(error: &LoadError) -> String {
    clean_line(&format!("{error} · {}", error.hint())).into_owned()
}

/// Why something was not saved, in one line.
fn unsaved(error: &SaveError) -> String {
    clean_line(&format!("{error} · {}", error.hint())).into_owned()
}

/// A problem in one line.
fn line(problem: &Problem) -> String {
    let place = problem.place();
    let text = if place.is_empty() {
        format!("{} · {}", problem.what, problem.hint)
    } else {
        format!("{place}: {} · {}", problem.what, problem.hint)
    };
    clean_line(&text).into_owned()
}
