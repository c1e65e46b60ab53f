//! The one line that says what just happened.

use crate::edit::EditError;

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
}

impl Notice {
    /// Something was done.
    pub fn done(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Done,
            text: text.into(),
        }
    }

    /// Something worth knowing, such as why a key cannot work now.
    pub fn hint(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Hint,
            text: text.into(),
        }
    }

    /// Something failed.
    pub fn failed(text: impl Into<String>) -> Self {
        Self {
            tone: Tone::Failed,
            text: text.into(),
        }
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
