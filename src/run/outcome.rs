//! What a run of the program leaves to be printed, its exit code, and how it says in one line what went wrong.

use std::path::Path;

use crate::model::text::{Problem, clean_line};
use crate::store::{LoadError, Refusal, SaveError};
use crate::ui::text;

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
    pub(super) fn done(out: impl Into<String>) -> Self {
        Self {
            out: out.into(),
            ..Self::default()
        }
    }

    /// A text for a terminal: each line as the screen would draw it.
    pub(super) fn shown(text: &str) -> Self {
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            let words = line.strip_suffix('\n');
            out += &text::clean(words.unwrap_or(line));
            out += words.map_or("", |_| "\n");
        }
        Self::done(out)
    }

    /// Something failed.
    pub(super) fn failed(err: impl AsRef<str>) -> Self {
        Self {
            err: format!("evenkeel: {}\n", err.as_ref()),
            code: 1,
            ..Self::default()
        }
    }
}

/// The day of this machine's calendar.
pub(super) fn today() -> chrono::NaiveDate {
    chrono::Local::now().date_naive()
}

/// Why a file was refused, in one line.
pub(super) fn refused(error: &LoadError) -> String {
    clean_line(&format!("{error} · {}", error.hint())).into_owned()
}

/// A path as it is shown.
pub(super) fn named(path: &Path) -> String {
    clean_line(&path.to_string_lossy()).into_owned()
}

/// What is wrong with a file, after its name.
pub(super) fn wrong(path: &Path, error: &LoadError) -> String {
    // Why the system gives no bytes is said with the name.
    let what = if error.refusal == Refusal::Unreadable {
        error.to_string()
    } else {
        format!("{}: {error}", path.display())
    };
    clean_line(&what).into_owned()
}

/// Why something was not saved, in one line.
pub(super) fn unsaved(error: &SaveError) -> String {
    clean_line(&format!("{error} · {}", error.hint())).into_owned()
}

/// A problem in one line.
pub(super) fn line(problem: &Problem) -> String {
    clean_line(&problem.line()).into_owned()
}
