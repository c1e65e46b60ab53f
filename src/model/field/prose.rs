//! Prose: a text of many lines, which may stay in the bytes it stands in until somebody reads it.
//!
//! Owns that nobody can tell the difference. Most long texts of a large workspace are never shown; while they are not,
//! they take no room beside the file. Knows no file: what stands there means what the one who found it says.

use std::fmt;
use std::ops::{Deref, Range};
use std::sync::{Arc, OnceLock};

/// Text of many lines.
#[derive(Clone)]
pub struct Prose(Words);

#[derive(Clone)]
enum Words {
    Here(String),
    There(Box<LateText>),
}

/// A text in the bytes it was found in.
#[derive(Clone)]
struct LateText {
    bytes: Arc<Vec<u8>>,
    /// Where it stands, as it is written there.
    place: Range<usize>,
    /// What is meant by what is written.
    meant: fn(&str) -> String,
    read: OnceLock<String>,
}

impl LateText {
    fn written(&self) -> &str {
        let bytes = self.bytes.get(self.place.clone()).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl Prose {
    /// A text that stands at a place in these bytes, written so that it means something; what means nothing is empty
    /// there, too.
    pub fn late(bytes: &Arc<Vec<u8>>, place: Range<usize>, meant: fn(&str) -> String) -> Self {
        Self(Words::There(Box::new(LateText {
            bytes: Arc::clone(bytes),
            place,
            meant,
            read: OnceLock::new(),
        })))
    }

    /// Whether nothing is written; known without reading it.
    pub fn is_empty(&self) -> bool {
        match &self.0 {
            Words::Here(text) => text.is_empty(),
            Words::There(late) => late.place.is_empty(),
        }
    }
}

impl Prose {
    /// The text.
    pub fn as_str(&self) -> &str {
        self
    }
}

impl Default for Prose {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl From<String> for Prose {
    fn from(text: String) -> Self {
        Self(Words::Here(text))
    }
}

impl Deref for Prose {
    type Target = str;
    fn deref(&self) -> &str {
        match &self.0 {
            Words::Here(text) => text,
            Words::There(late) => late.read.get_or_init(|| (late.meant)(late.written())),
        }
    }
}

impl PartialEq for Prose {
    fn eq(&self, other: &Self) -> bool {
        if let (Words::There(one), Words::There(other)) = (&self.0, &other.0) {
            let alike = one.place == other.place && Arc::ptr_eq(&one.bytes, &other.bytes);
            if alike || one.written() == other.written() {
                return true;
            }
        }
        **self == **other
    }
}

impl Eq for Prose {}

impl fmt::Debug for Prose {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_that_is_read_late_is_as_one_that_is_here() {
        let bytes = Arc::new(b"note: one|two, one|two".to_vec());
        let meant = |text: &str| text.replace('|', "\n");
        let late = Prose::late(&bytes, 6..13, meant);
        let again = Prose::late(&bytes, 15..22, meant);
        let here = Prose::from("one\ntwo".to_owned());
        assert_eq!(late, again);
        assert_eq!((&*late, late.is_empty()), ("one\ntwo", false));
        assert_eq!((&late, format!("{late:?}")), (&here, format!("{here:?}")));
        assert_eq!(Prose::late(&bytes, 6..6, meant), Prose::default());
        assert!(Prose::late(&bytes, 6..6, meant).is_empty());
    }
}
