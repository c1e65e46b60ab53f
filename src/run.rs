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
mod beside;
mod board;
#[cfg(unix)]
mod browser;
pub mod cli;
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
mod outcome;
mod paths;
mod recover;
mod report;
#[cfg(unix)]
mod saver;
mod secrets;
#[cfg(unix)]
mod start;
#[cfg(unix)]
mod suggester;
mod surroundings;
mod surveyor;
#[cfg(unix)]
pub mod terminal;
mod vote_cards;

pub use cli::{Cli, meant};
pub use outcome::RunOutcome;

/// Does what the command line asks for.
pub fn perform(cli: Cli) -> RunOutcome {
    cli::perform(cli)
}
