//! Text being typed: one line or many, with its own undo, selection and widths.
//!
//! Wraps the text area of a library so that the rest of `app` speaks of chords and texts. Owns the
//! cleaning of what is pasted.

use ratatui_textarea::{CursorMove, TextArea, WrapMode};

use crate::desk::event::{Chord, Key};
use crate::model::text::{clean_line, clean_prose};

/// A text with a cursor.
#[derive(Clone, Debug)]
pub struct Editor {
    area: Box<TextArea<'static>>,
    lines: Lines,
}

/// How many lines a text may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lines {
    /// One; line ends become spaces.
    One,
    /// Any number.
    Many,
}

impl Editor {
    /// An editor with a text, the cursor at its end.
    pub fn new(text: &str, lines: Lines) -> Self {
        let mut area = TextArea::new(text.split('\n').map(str::to_owned).collect());
        area.set_cursor_line_style(ratatui::style::Style::default());
        if lines == Lines::Many {
            area.set_wrap_mode(WrapMode::WordOrGlyph);
        }
        area.move_cursor(CursorMove::Bottom);
        area.move_cursor(CursorMove::End);
        Self {
            area: Box::new(area),
            lines,
        }
    }

    /// The text.
    pub fn text(&self) -> String {
        self.area.lines().join("\n")
    }

    /// Whether nothing is typed.
    pub fn is_empty(&self) -> bool {
        self.area.lines().iter().all(String::is_empty)
    }

    /// The cursor: line and character within it, from 0.
    pub fn cursor(&self) -> (usize, usize) {
        let cursor = self.area.cursor();
        (cursor.0, cursor.1)
    }

    /// The text area, for drawing.
    pub const fn area(&self) -> &TextArea<'static> {
        &self.area
    }

    /// Inserts a pasted text, cleaned.
    pub fn paste(&mut self, text: &str) {
        let clean = match self.lines {
            Lines::One => clean_line(text),
            Lines::Many => clean_prose(text),
        };
        self.area.insert_str(clean.as_ref());
    }

    /// Puts another line in place of the one with the cursor.
    pub fn change_line(&mut self, change: impl FnOnce(&str) -> String) {
        let line = self.area.lines().get(self.cursor().0);
        let changed = line.map(|line| change(line));
        let area = &mut self.area;
        area.move_cursor(CursorMove::Head);
        // An empty line has nothing to delete, and the end of the line before it is not meant.
        if area
            .lines()
            .get(area.cursor().0)
            .is_some_and(|line| !line.is_empty())
        {
            area.delete_line_by_end();
        }
        area.insert_str(changed.unwrap_or_default());
    }

    /// Takes a key that edits or moves; gives back whether it was one.
    #[expect(
        clippy::wildcard_enum_match_arm,
        reason = "every other key is left to the commands"
    )]
    pub fn key(&mut self, chord: Chord) -> bool {
        if chord.alt {
            return false;
        }
        let area = &mut self.area;
        let many = self.lines == Lines::Many;
        if chord.ctrl {
            match chord.key {
                Key::Char('a') => area.move_cursor(CursorMove::Head),
                Key::Char('w') => drop(area.delete_word()),
                Key::Char('u') => drop(area.delete_line_by_head()),
                Key::Char('k') => drop(area.delete_line_by_end()),
                Key::Char('z') => drop(area.undo()),
                Key::Char('y') => drop(area.redo()),
                Key::Left => area.move_cursor(CursorMove::WordBack),
                Key::Right => area.move_cursor(CursorMove::WordForward),
                _ => return false,
            }
            return true;
        }
        match chord.key {
            Key::Char(c) if crate::model::text::is_allowed(c) => area.insert_char(c),
            Key::Backspace => drop(area.delete_char()),
            Key::Delete => drop(area.delete_next_char()),
            Key::Left => area.move_cursor(CursorMove::Back),
            Key::Right => area.move_cursor(CursorMove::Forward),
            Key::Home => area.move_cursor(CursorMove::Head),
            Key::End => area.move_cursor(CursorMove::End),
            Key::Enter if many => area.insert_newline(),
            Key::Up if many => area.move_cursor(CursorMove::Up),
            Key::Down if many => area.move_cursor(CursorMove::Down),
            Key::Tab if many => drop(area.insert_tab()),
            _ => return false,
        }
        true
    }
}
