//! Cleaning text from outside, what is said about bad content, and which name was meant by a slip.
//!
//! Owns the one rule for which characters may live in a workspace. Every text that enters (load,
//! import, paste, editor) goes through [`clean_line`] or [`clean_prose`] once. Knows no field and
//! no screen; how a character is drawn is decided in `ui`.

use std::borrow::Cow;

use super::limits::{LINE_LIMIT, PROSE_LIMIT};

/// Cleans a text that stands on one line: no controls, no line ends, no invisible direction marks.
pub fn clean_line(text: &str) -> Cow<'_, str> {
    if is_clean(text, |_| false) && text.len() <= LINE_LIMIT && text.trim().len() == text.len() {
        return Cow::Borrowed(text);
    }
    let one_line: String = text
        .chars()
        .map(|c| if is_break(c) || c == '\t' { ' ' } else { c })
        .filter(|c| is_allowed(*c))
        .take(LINE_LIMIT)
        .collect();
    Cow::Owned(one_line.trim().to_owned())
}

/// Cleans a text of many lines: line ends become `\n`, tabs stay, the rest is as in [`clean_line`].
pub fn clean_prose(text: &str) -> Cow<'_, str> {
    if text.len() <= PROSE_LIMIT && is_clean_prose(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len().min(PROSE_LIMIT));
    let mut before = '\0';
    for (count, c) in text.chars().enumerate() {
        if count >= PROSE_LIMIT {
            break;
        }
        match c {
            '\n' if before == '\r' => {}
            _ if is_break(c) => out.push('\n'),
            '\t' => out.push('\t'),
            _ if is_allowed(c) => out.push(c),
            _ => {}
        }
        before = c;
    }
    Cow::Owned(out)
}

/// Whether every character of a text of many lines stays.
pub fn is_clean_prose(text: &str) -> bool {
    is_clean(text, stays_in_prose)
}

/// Whether a character ends a line in some system: LF, CR, VT, FF, NEL, LS, PS.
const fn is_break(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// Whether a character may live in a workspace: no control, no bidi control, nothing invisible but
/// the joiners that scripts and emoji need.
#[inline]
pub const fn is_allowed(c: char) -> bool {
    !matches!(c,
        '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}'
        | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}' | '\u{200e}' | '\u{200f}'
        | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a text may live in a workspace as it is, with the controls that stay in it. Few bytes begin a character
/// that may not, so most texts are looked at byte by byte.
#[inline]
fn is_clean(text: &str, stays: impl Fn(char) -> bool) -> bool {
    let is_sure = |b: u8| {
        !matches!(b, 0..0x20 | 0x7f | 0xc2 | 0xd8 | 0xe1 | 0xe2 | 0xef | 0xf3)
            || stays(char::from(b))
    };
    every(text, is_sure) || text.chars().all(|c| is_allowed(c) || stays(c))
}

/// Whether a control stays in a text of many lines.
#[inline]
const fn stays_in_prose(c: char) -> bool {
    matches!(c, '\n' | '\t')
}

/// Whether all bytes of a text are of a sort; in steps of 64, which the processor does at once.
#[inline]
fn every(text: &str, sort: impl Fn(u8) -> bool) -> bool {
    let of_sort = |chunk: &[u8]| chunk.iter().fold(true, |all, byte| all & sort(*byte));
    text.as_bytes().chunks(64).all(of_sort)
}

/// How bad a [`Problem`] is, or a finding of the backlog.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Worth knowing; nothing is missing.
    Note,
    /// Something is off; what was not understood is kept as it stands.
    Warning,
    /// Something could not be read, or cannot be done as it stands.
    Error,
}

impl Severity {
    /// The word for it.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Something wrong with content from outside: what, where, and what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// The line, from 1, where known.
    pub line: Option<usize>,
    /// The column in characters, from 1, where known.
    pub column: Option<usize>,
    /// The record and field, or the column of a table: `items › k3f9a2 › size`.
    pub path: String,
    /// What is wrong, what was expected.
    pub what: String,
    /// The next step.
    pub hint: String,
    /// How many it stands for: one, or all that are not listed.
    pub count: usize,
}

impl Problem {
    /// A problem without a place; add one with [`Problem::at`] or [`Problem::within`].
    pub fn new(severity: Severity, what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            severity,
            line: None,
            column: None,
            path: String::new(),
            what: what.into(),
            hint: hint.into(),
            count: 1,
        }
    }

    /// Counts problems, and those that a last one stands for.
    pub fn counted(problems: &[Self]) -> usize {
        problems.iter().map(|problem| problem.count).sum()
    }

    /// The same problem at a line and column.
    #[must_use]
    pub const fn at(mut self, line: usize, column: usize) -> Self {
        self.line = Some(line);
        self.column = Some(column);
        self
    }

    /// The same problem within a record, field or column.
    #[must_use]
    pub fn within(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The place in words: `line 84, column 17, items › k3f9a2`, or nothing when unknown.
    pub fn place(&self) -> String {
        let mut parts = Vec::new();
        if let Some(line) = self.line {
            parts.push(format!("line {line}"));
        }
        if let Some(column) = self.column {
            parts.push(format!("column {column}"));
        }
        if !self.path.is_empty() {
            parts.push(self.path.clone());
        }
        parts.join(", ")
    }

    /// The problem in one line: its place, where that is known, what is wrong, the next step.
    pub fn line(&self) -> String {
        let place = self.place();
        let stop = if place.is_empty() { "" } else { ": " };
        format!("{place}{stop}{} · {}", self.what, self.hint)
    }
}

/// The candidate somebody meant who wrote another one: it differs by one or two letters.
pub(crate) fn closest<'c>(
    written: &str,
    candidates: impl Iterator<Item = &'c str>,
) -> Option<&'c str> {
    let limit = if written.chars().count() > 4 { 2 } else { 1 };
    let written = written.to_lowercase();
    candidates
        .map(|candidate| {
            (
                strsim::levenshtein(&written, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_drives_a_terminal_is_gone() {
        assert_eq!(
            clean_line("a\u{1b}[31mb\u{202e}c\u{200b}d\u{7}\u{9b}"),
            "a[31mbcd"
        );
        assert_eq!(clean_line("  two\r\nlines\t "), "two  lines");
        assert_eq!(clean_prose("a\r\nb\rc\u{2028}d\te\u{0}"), "a\nb\nc\nd\te");
    }

    #[test]
    fn what_people_write_stays() {
        for text in [
            "naïve café",
            "हिन्दी",
            "日本語",
            "👩\u{200d}👧",
            "می\u{200c}خواهم",
            "a\u{301}",
        ] {
            assert_eq!(clean_line(text), text);
            assert_eq!(clean_prose(text), text);
        }
    }

    #[test]
    fn each_character_alone_is_clean_if_it_is_allowed() {
        for c in '\0'..=char::MAX {
            let mut bytes = [0; 4];
            let is_in = is_allowed(c) || c == '\n' || c == '\t';
            assert_eq!(
                is_clean(c.encode_utf8(&mut bytes), stays_in_prose),
                is_in,
                "{c:?}"
            );
        }
        for text in ["naïve\n\tcafé", "हिन्दी", "“日本語” …"] {
            assert!(matches!(clean_prose(text), Cow::Borrowed(_)), "{text}");
        }
    }

    #[test]
    fn length_is_bounded() {
        assert_eq!(
            clean_line(&"x".repeat(LINE_LIMIT * 2)).chars().count(),
            LINE_LIMIT
        );
        assert_eq!(
            clean_prose(&"é".repeat(PROSE_LIMIT + 5)).chars().count(),
            PROSE_LIMIT
        );
    }

    #[test]
    fn slips_of_the_finger_are_seen() {
        let names = ["size", "state", "criticality"];
        let check = |written, expected| {
            assert_eq!(closest(written, names.into_iter()), expected, "{written}");
        };
        check("sise", Some("size"));
        check("Size", Some("size"));
        check("critcality", Some("criticality"));
        check("sizes", Some("size"));
        check("color", None);
        check("", None);
    }
}
