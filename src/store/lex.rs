//! Walking over RON text: where a value begins and ends.
//!
//! Owns strings, comments, words and brackets. It does not judge what a value means; `ron` does that.
//! It never recurses, so no input can exhaust the stack.

mod quoted;

use super::fault::{Fault, Refusal, place};
use crate::model::limits::NESTING_LIMIT;

/// A stretch of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Span {
    pub(super) fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// A position in a text, with the steps to move it.
pub(super) struct Lexer<'t> {
    pub(super) text: &'t str,
    pub(super) at: usize,
    /// How many brackets are open around the position.
    pub(super) depth: usize,
    /// How many records were passed.
    pub(super) records: usize,
    /// The most members one bracket may have that is looked into.
    pub(super) longest: usize,
    /// Whether records are looked into.
    pub(super) looks_inside: bool,
}

impl<'t> Lexer<'t> {
    pub(super) const fn new(text: &'t str, at: usize) -> Self {
        Self {
            text,
            at,
            depth: 0,
            records: 0,
            longest: usize::MAX,
            looks_inside: false,
        }
    }

    pub(super) fn peek(&self) -> Option<u8> {
        self.ahead(0)
    }

    pub(super) fn ahead(&self, by: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + by).copied()
    }

    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Passes spaces and comments.
    pub(super) fn trivia(&mut self) -> Result<(), Fault> {
        loop {
            match self.peek() {
                Some(b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c) => self.at += 1,
                Some(b'/') => self.comment()?,
                Some(0x80..) => match self.rest().chars().next() {
                    Some(c) if is_wide_space(c) => self.at += c.len_utf8(),
                    _ => return Ok(()),
                },
                _ => return Ok(()),
            }
        }
    }

    /// Passes spaces and comments that end on this line, and the line end, where nothing else
    /// follows on it; else nothing.
    pub(super) fn line_end(&self, from: usize) -> usize {
        let mut on = Self::new(self.text, from);
        loop {
            match on.peek() {
                Some(b' ' | b'\t' | b'\r') => on.at += 1,
                Some(b'\n') => return on.at + 1,
                None => return on.at,
                Some(b'/') => {
                    let before = on.at;
                    let line = on.ahead(1) == Some(b'/');
                    if on.comment().is_err() {
                        return from;
                    }
                    let passed = self.text.get(before..on.at).unwrap_or_default();
                    if !line && passed.contains('\n') {
                        return from;
                    }
                }
                Some(_) => return from,
            }
        }
    }

    fn comment(&mut self) -> Result<(), Fault> {
        let start = self.at;
        match self.ahead(1) {
            Some(b'/') => {
                let rest = self.rest();
                self.at += rest.find('\n').unwrap_or(rest.len());
                Ok(())
            }
            Some(b'*') => {
                let mut open = 0_usize;
                while let Some(byte) = self.peek() {
                    match (byte, self.ahead(1)) {
                        (b'/', Some(b'*')) => (open, self.at) = (open + 1, self.at + 2),
                        (b'*', Some(b'/')) => (open, self.at) = (open - 1, self.at + 2),
                        _ => self.at += 1,
                    }
                    if open == 0 {
                        return Ok(());
                    }
                }
                Err(Fault::syntax(
                    start,
                    "this comment is never closed",
                    "end it with */",
                ))
            }
            _ => Err(Fault::syntax(
                start,
                "a stray / stands here",
                "begin a comment with //, or remove the /",
            )),
        }
    }

    /// Passes one value: a text, a word or number, or brackets with all that is in them.
    pub(super) fn value(&mut self) -> Result<Span, Fault> {
        let start = self.at;
        match self.peek() {
            Some(b'(' | b'[' | b'{') => self.group()?,
            Some(_) if self.scalar()? => {
                let end = self.at;
                self.trivia()?;
                let named = self
                    .text
                    .as_bytes()
                    .get(start)
                    .copied()
                    .is_some_and(is_letter);
                let quoted = Span { start, end }.of(self.text).contains(['"', '\'']);
                if named && !quoted && self.peek() == Some(b'(') {
                    self.group()?;
                } else {
                    self.at = end;
                }
            }
            _ => return Err(self.unexpected("a value")),
        }
        let end = self.at;
        Ok(Span { start, end })
    }

    /// Passes a text, character, word or number; false when none begins here.
    fn scalar(&mut self) -> Result<bool, Fault> {
        match self.peek() {
            Some(b'"') => self.string(self.at, "\"", true)?,
            Some(b'\'') => self.character()?,
            Some(b'r' | b'b') if self.prefixed()? => {}
            _ => return Ok(self.word().is_some()),
        }
        Ok(true)
    }

    /// Passes a name, a choice word or a number.
    pub(super) fn word(&mut self) -> Option<Span> {
        let start = self.at;
        if self.rest().starts_with("r#") {
            self.at += 2;
        }
        while let Some(byte) = self.peek() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'+' | b'-' | b'.' => self.at += 1,
                0x80.. => match self.rest().chars().next() {
                    Some(c) if c.is_alphanumeric() => self.at += c.len_utf8(),
                    _ => break,
                },
                _ => break,
            }
        }
        let end = self.at;
        (end > start).then_some(Span { start, end })
    }

    fn group(&mut self) -> Result<(), Fault> {
        let mut open: Vec<usize> = Vec::new();
        loop {
            self.trivia()?;
            match self.peek() {
                Some(b'(' | b'[' | b'{') => {
                    open.push(self.at);
                    if self.depth + open.len() > NESTING_LIMIT {
                        return Err(Fault::new(
                            Refusal::TooDeep,
                            self.at,
                            format!(
                                "more than {NESTING_LIMIT} brackets stand inside each other here"
                            ),
                            "this is not a workspace evenkeel wrote; remove this part",
                        ));
                    }
                    self.at += 1;
                }
                Some(b')' | b']' | b'}') => {
                    let begun = open.pop().unwrap_or(self.at);
                    self.close(begun)?;
                    if open.is_empty() {
                        return Ok(());
                    }
                }
                Some(b',' | b':') => self.at += 1,
                Some(_) if self.scalar()? => {}
                Some(_) => return Err(self.unexpected("a value")),
                None => return Err(self.cut_short(open.last().copied().unwrap_or(self.at))),
            }
        }
    }

    /// Passes the bracket that closes the one at `begun`.
    pub(super) fn close(&mut self, begun: usize) -> Result<(), Fault> {
        let bytes = self.text.as_bytes();
        let wanted = match bytes.get(begun) {
            Some(b'(') => ')',
            Some(b'[') => ']',
            _ => '}',
        };
        let Some(found) = self.rest().chars().next() else {
            return Err(self.cut_short(begun));
        };
        if found != wanted {
            let (line, _) = place(self.text, begun);
            let opened = char::from(bytes.get(begun).copied().unwrap_or(b'('));
            return Err(Fault::syntax(
                self.at,
                format!("{found} stands where the {opened} of line {line} must be closed first"),
                format!("put a {wanted} before it, or remove one bracket too many"),
            ));
        }
        self.at += 1;
        Ok(())
    }

    /// The file ends inside brackets.
    pub(super) fn cut_short(&self, begun: usize) -> Fault {
        let (line, _) = place(self.text, begun);
        let opened = char::from(self.text.as_bytes().get(begun).copied().unwrap_or(b'('));
        Fault::new(
            Refusal::CutShort,
            self.text.trim_end().len(),
            format!("the file ends before the {opened} of line {line} is closed"),
            "the end of the file is missing, or a closing bracket; take the file from a backup or close it",
        )
    }

    /// Something else than what was expected stands here.
    pub(super) fn unexpected(&self, expected: &str) -> Fault {
        let found = match self.rest().chars().next() {
            Some(c) => format!("“{c}” stands"),
            None => "the file ends".to_owned(),
        };
        Fault::syntax(
            self.at,
            format!("{found} where {expected} was expected"),
            "compare with the lines around it",
        )
    }
}

const fn is_letter(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || byte >= 0x80
}

const fn is_wide_space(c: char) -> bool {
    matches!(
        c,
        '\u{85}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}'
    )
}
