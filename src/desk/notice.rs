//! The one line that says what just happened.
//!
//! Owns for whom it is: words of the world outside the program are of a type of their own, which whoever draws for a
//! room cannot read.

use crate::edit::EditError;

/// Words that may tell of this machine: a path, a user, a host, why a file cannot be read. All that `run` says comes
/// as these. They are for who sits at it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outside(String);

impl Outside {
    /// The words, for whoever knows that nobody else reads them.
    pub(super) fn words(&self) -> &str {
        &self.0
    }

    /// The same words within a sentence, which is then for the same reader.
    #[must_use]
    pub fn within(&self, sentence: impl FnOnce(&str) -> String) -> Self {
        Self(sentence(&self.0))
    }
}

impl From<String> for Outside {
    fn from(words: String) -> Self {
        Self(words)
    }
}

impl From<&str> for Outside {
    fn from(words: &str) -> Self {
        Self(words.to_owned())
    }
}

/// How a notice is meant; it decides mark, color and how long it stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Done; stays until the next command.
    Done,
    /// Worth knowing; stays until the next command.
    Hint,
    /// Failed; stays until Esc.
    Failed,
}

/// What just happened, and the next step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How it is meant.
    pub tone: Tone,
    /// What happened, naming the object.
    pub text: String,
    /// Whether it is for nobody but who sits at this machine.
    is_outside: bool,
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Done,
            text: text.into(),
            is_outside: false,
        }
    }

    /// Something worth knowing, such as why a key cannot work now.
    pub fn hint(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Hint,
            text: text.into(),
            is_outside: false,
        }
    }

    /// Something failed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Failed,
            text: text.into(),
            is_outside: false,
        }
    }

    /// Words of the world outside.
    pub fn outside(tone: Tone, words: impl Into<Outside>) -> Self {
        Self {
            tone,
            text: words.into().0,
            is_outside: true,
        }
    }

    /// Whether a room may read it.
    pub const fn is_for_room(&self) -> bool {
        !self.is_outside
    }
}

impl From<EditError> for Notice {
    fn from(error: EditError) -> Self {
        Self::hint(format!("{error} · {}", error.hint()))
    }
}

/// A title in quotes, shortened for a notice.
pub fn quoted(title: &str) -> String {
    let short: String = title.chars().take(40).collect();
    if short.len() < title.len() {
        format!("“{}…”", short.trim_end())
    } else {
        format!("“{title}”")
    }
}
