//! What happens to the program: keys, pointer, paste, and answers to effects.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::baseline::Moment;
use crate::desk::file::Opened;
use crate::desk::notice::Outside;
use crate::desk::tab::Tab;
use crate::exchange::export::ExportOutput;
use crate::exchange::import::{Import, ImportProgress};
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::record::Kind;
use crate::scoring::plan::suggestion::answer::SuggestionAnswer;
use crate::scoring::survey::Survey;
use crate::store::folder::FolderEntry;

/// A key without its modifiers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// A character as typed: `J` is Shift and `j` already.
    Char(char),
    /// Enter.
    Enter,
    /// Escape.
    Esc,
    /// Tab.
    Tab,
    /// Shift-Tab.
    BackTab,
    /// Backspace.
    Backspace,
    /// Delete.
    Delete,
    /// Insert.
    Insert,
    /// Up arrow.
    Up,
    /// Down arrow.
    Down,
    /// Left arrow.
    Left,
    /// Right arrow.
    Right,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// A function key, from 1.
    F(u8),
}

/// A key with its modifiers. Shift is part of the character where there is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Chord {
    /// The key.
    pub key: Key,
    /// Whether Ctrl is held.
    pub ctrl: bool,
    /// Whether Alt is held.
    pub alt: bool,
    /// Whether Shift is held, for keys that are no characters.
    pub shift: bool,
}

impl Chord {
    /// A key alone.
    pub const fn plain(key: Key) -> Self {
        Self {
            key,
            ctrl: false,
            alt: false,
            shift: false,
        }
    }

    /// Reads `j`, `J`, `Enter`, `Ctrl-s`, `Alt-x`, `Shift-Up`, `Space`; none when it names no key.
    pub fn parse(text: &str) -> Option<Self> {
        let mut chord = Self::plain(Key::Esc);
        let mut rest = text;
        loop {
            if let Some(after) = rest.strip_prefix("Ctrl-") {
                (chord.ctrl, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Alt-") {
                (chord.alt, rest) = (true, after);
            } else if let Some(after) = rest.strip_prefix("Shift-") {
                (chord.shift, rest) = (true, after);
            } else {
                break;
            }
        }
        let mut chars = rest.chars();
        chord.key = match (chars.next(), chars.next()) {
            (Some(c), None) => Key::Char(c),
            (Some('F'), Some('1'..='9')) => Key::F(rest.trim_start_matches('F').parse().ok()?),
            _ => *NAMED
                .iter()
                .find(|(name, _)| *name == rest)
                .map(|(_, key)| key)?,
        };
        if chord.key == Key::Tab && chord.shift {
            chord = Self {
                key: Key::BackTab,
                shift: false,
                ..chord
            };
        }
        Some(chord)
    }
}

const NAMED: &[(&str, Key)] = &[
    ("Space", Key::Char(' ')),
    ("Enter", Key::Enter),
    ("Esc", Key::Esc),
    ("Tab", Key::Tab),
    ("Backspace", Key::Backspace),
    ("Delete", Key::Delete),
    ("Insert", Key::Insert),
    ("Up", Key::Up),
    ("Down", Key::Down),
    ("Left", Key::Left),
    ("Right", Key::Right),
    ("Home", Key::Home),
    ("End", Key::End),
    ("PgUp", Key::PageUp),
    ("PgDn", Key::PageDown),
];

impl fmt::Display for Chord {
    /// The form [`Chord::parse`] reads.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (held, name) in [
            (self.ctrl, "Ctrl-"),
            (self.alt, "Alt-"),
            (self.shift, "Shift-"),
        ] {
            if held {
                f.write_str(name)?;
            }
        }
        if let Some((name, _)) = NAMED.iter().find(|(_, key)| *key == self.key) {
            return f.write_str(name);
        }
        if let Key::Char(c) = self.key {
            write!(f, "{c}")
        } else if let Key::F(n) = self.key {
            write!(f, "F{n}")
        } else {
            f.write_str("Shift-Tab")
        }
    }
}

/// What the pointer did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PointerAction {
    /// The main button went down.
    Press,
    /// The pointer moved with the main button down.
    Drag,
    /// The main button was let go.
    Release,
    /// The wheel turned up.
    WheelUp,
    /// The wheel turned down.
    WheelDown,
}

/// A pointer action at a cell; both counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointer {
    /// What it did.
    pub action: PointerAction,
    /// The column.
    pub column: u16,
    /// The row.
    pub row: u16,
}

/// A place on the screen that answers to the pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// The name of a view.
    View(Tab),
    /// A row of the backlog.
    Row(Id),
    /// The heading of a column, by its place among the drawn columns' sort keys.
    Heading(&'static str),
    /// A hint in the footer.
    Hint(&'static str),
    /// A point of the grid.
    Point(Id),
    /// A row of the findings.
    Finding(usize),
    /// A spot of the view on the screen, by a number of its own.
    Spot(usize),
    /// A record that a view lists.
    Record(&'static Kind, Id),
    /// A line of the list or form that is open.
    Line(usize),
    /// A region of the view without a more exact target, by its place.
    Region(usize),
}

/// What the pointer did to a [`Target`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gesture {
    /// One press.
    Press,
    /// A second press shortly after the first.
    DoublePress,
    /// What was pressed is held over it.
    Drag(Option<Target>),
    /// What was pressed is let go over it.
    Drop(Option<Target>),
    /// The wheel, up.
    WheelUp,
    /// The wheel, down.
    WheelDown,
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// The file that this window follows holds this now.
    Followed(Box<Workspace>),
    /// A key was pressed.
    Key(Chord),
    /// Text was pasted; it is text and never keys.
    Paste(String),
    /// Characters came faster than any hand types, without the marks of a paste.
    Burst(String),
    /// The pointer did something at a cell; `run` looks up what was drawn there and sends a point.
    Pointer(Pointer),
    /// The pointer did something to what is drawn there.
    Point {
        /// What lies under it.
        target: Option<Target>,
        /// What it did.
        gesture: Gesture,
    },
    /// The screen has a new size in cells.
    Resize {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// The window that is followed is at a view of this name, with this item chosen.
    Beside(String, Option<Id>),
    /// The terminal's window was chosen again; files may have changed meanwhile.
    Focus,
    /// The time asked for with a wake-up has passed.
    Wake,
    /// What was just shown has been on the screen for a moment.
    Stood,
    /// So many whole seconds have passed in which a session counts its time.
    Tick(u64),
    /// A save ended: the revision it wrote, and the file or why it failed.
    Saved {
        /// The revision that was to be written.
        revision: u64,
        /// The file, or why it could not be written.
        result: Result<PathBuf, Outside>,
    },
    /// The file does not hold any more what was saved, and why.
    Lost(Outside),
    /// So many boards are open on the file, with this one.
    Boards(usize),
    /// A survey of the board in a state is made.
    Surveyed(u64, Arc<Survey>),
    /// The user's editor ended, with the text or why there is none.
    Edited(Result<String, Outside>),
    /// What is in a folder to import from, or why it cannot be listed.
    Folder(PathBuf, Result<Vec<FolderEntry>, String>),
    /// The text of a file of rows.
    Rows(String),
    /// How far a run of an import is.
    Importing(u64, ImportProgress),
    /// What a run of an import found, or why the file could not be read.
    Imported(u64, Result<Box<Import>, String>),
    /// What a run of an export made, or why it could not.
    Exported(u64, Result<Arc<ExportOutput>, String>),
    /// How far a run of looking for a plan is, in percent of its steps.
    Suggesting(u64, usize),
    /// What a run of looking for a plan found, or why it could not.
    Suggested(u64, Result<Arc<SuggestionAnswer>, String>),
    /// What came of writing an export to a file.
    HandedOut(PathBuf, Result<String, Refused>),
    /// Somebody else wrote the workspace's file: it is merged into what is open.
    Foreign {
        /// The workspace that was last known to be on the disk.
        base: Workspace,
        /// What is there now.
        theirs: Workspace,
        /// Who wrote it, in words: `file on disk`.
        whose: String,
    },
    /// Another workspace was opened.
    Opened(Result<Box<Opened>, Outside>),
    /// The journal has every edit up to a revision, or cannot be written, and why.
    Kept(Result<u64, Outside>),
    /// The earlier versions of the file, in words.
    Backups(Vec<String>),
    /// The earlier versions of the file there are to compare with.
    Moments(Vec<Moment>),
    /// An earlier version of the file was read, or why it could not be.
    MomentRead(Moment, Result<Workspace, Outside>),
    /// The file as it was on the day the user looked at it last, where that is known.
    Looked(Option<Box<(Moment, Workspace)>>),
    /// An effect is done, and what came of it.
    Done(Outside),
    /// An effect failed, and why.
    Failed(Outside),
}

/// Why a file was not handed out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// A file is there already.
    There,
    /// Anything else, in words.
    Because(String),
}
