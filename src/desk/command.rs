//! Commands: one row each, from which keys, footer, help, palette and the page of keys follow.
//!
//! Owns what a row says. What a command does lives with the view or dialog it belongs to; the rows of all of them
//! are gathered once, by the shell, and found through [`Keys`](super::keys::Keys).

use std::any::{Any, TypeId};
use std::fmt;

use super::Desk;
use super::effect::{Asks, Effect};
use super::event::Chord;
use super::listing::Lists;
use super::tab::Tab;
use crate::model::audience::Access;
use crate::model::words::{Text, worded};

/// Where a command's keys work. A key never means two things in one scope.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope(pub &'static str);

/// The scope of what works in every view, unless a dialog is open.
pub const GLOBAL: Scope = Scope("Global");

/// The scope of what works wherever anything is to be seen, dialog or not.
pub const ALWAYS: Scope = Scope("Always");

/// The scope of what works in every list of records.
pub const LISTS: Scope = Scope("Lists");

/// The scope of the keys that go from row to row, wherever there are rows.
pub const ROWS: Scope = Scope("Rows");

impl fmt::Debug for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

/// One thing the user can do.
pub struct Command {
    /// The name in the preferences: `board.new`.
    pub id: &'static str,
    /// The group in palette and help.
    pub group: Text,
    /// At most two words for the footer.
    pub name: Text,
    /// One sentence for help and palette.
    pub sentence: Text,
    /// Other words by which somebody may look for it.
    pub also: &'static [&'static str],
    /// Where its keys work.
    pub scope: Scope,
    /// Its keys; each a sequence of chords separated by spaces.
    pub keys: &'static [&'static str],
    /// Its place in the footer, 1 first; 0 keeps it out.
    pub hint: u8,
    /// Whether it may be used while others watch.
    pub access: Access,
    /// Whether it is there to change the workspace or its file.
    pub does: Does,
    /// When it can work and what it does.
    pub act: Act,
}

/// What a command is there for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Does {
    /// It changes the workspace or writes a file, so that it is shut in a window that only follows.
    Changes,
    /// It only looks.
    Looks,
    /// It asks for a text, and changes the workspace once that is given; shut like what changes.
    Asks,
    /// It goes on with what is half typed, where everything else settles that first.
    Types,
}

/// Whether a command can work now; if not, why.
pub type Can = Result<(), String>;

/// What a command works on.
pub enum Act {
    /// The desk alone.
    Desk {
        /// Whether it can work now.
        enabled: fn(&Desk) -> Can,
        /// Does it.
        run: fn(&mut Desk, Chord) -> Vec<Effect>,
    },
    /// The desk and the state of one view, which the shell finds by its type.
    View {
        /// The type of the state.
        of: fn() -> TypeId,
        /// Whether it can work now.
        enabled: fn(&Desk, &dyn Any) -> Can,
        /// Does it.
        run: fn(&mut Desk, &mut dyn Any, Chord) -> Vec<Effect>,
    },
    /// The desk and the lists of the view or dialog on top.
    Lists {
        /// Whether it can work now.
        enabled: fn(&Desk, &Lists) -> Can,
        /// Does it.
        run: fn(&mut Desk, &mut Lists, Chord) -> Vec<Effect>,
    },
    /// Goes to a view.
    Go(Tab),
    /// The whole program, for the commands of the shell alone.
    Shell {
        /// Whether it can work now.
        enabled: fn(&Desk) -> Can,
        /// Does it.
        run: fn(&mut dyn Any, Chord) -> Vec<Effect>,
    },
}

impl fmt::Debug for Command {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.id)
    }
}

impl Command {
    /// The command that goes to a view: its id, its keys, a word for it, other words and a sentence.
    pub const fn to(
        tab: Tab,
        id: &'static str,
        keys: &'static [&'static str],
        name: &'static str,
        also: &'static [&'static str],
        sentence: &'static str,
    ) -> Self {
        Self {
            id,
            group: Text::new("Go"),
            name: Text::new(name),
            sentence: Text::new(sentence),
            also,
            scope: GLOBAL,
            keys,
            hint: 0,
            access: Access::Open,
            does: Does::Looks,
            act: Act::Go(tab),
        }
    }

    /// Whether a command that asks the desk alone, or the lists of a dialog, can work now, for whoever looks at the
    /// screen and in this window; if not, why.
    pub fn can_work(&self, desk: &Desk) -> Can {
        match (&self.act, desk.lists()) {
            (Act::Desk { enabled, .. } | Act::Shell { enabled, .. }, _) => enabled(desk)?,
            (Act::Lists { enabled, .. }, Some(lists)) => enabled(desk, lists)?,
            (Act::Lists { .. } | Act::Go(_) | Act::View { .. }, _) => {}
        }
        if self.scope == ROWS
            && let Some(lists) = desk.lists()
        {
            lists.has_rows(desk)?;
        }
        self.is_allowed(desk)
    }

    /// Whether whoever looks at the screen, and this window, let it work.
    pub fn is_allowed(&self, desk: &Desk) -> Can {
        if desk.presenting.is_some() && self.access == Access::Private {
            return Err(format!(
                "{} could show what is private · {}",
                self.name,
                desk.presenting_ends()
            ));
        }
        let shows_money = desk.preferences.side.shows_money();
        if matches!(self.act, Act::Go(super::tab::MONEY)) && !shows_money {
            return Err(super::side::MONEY_IS_HIDDEN.into());
        }
        if desk.history.follows() && self.does != Does::Looks {
            return Err(
                worded("this window only follows its file · {APP_QUIT} closes it").to_owned(),
            );
        }
        Ok(())
    }
}

/// Does what a row says to the one thing it works on; a row may ask nothing of the world.
pub fn alone<S, A: Asks>(
    run: impl FnOnce(&mut S, Chord) -> A,
    state: &mut S,
    chord: Chord,
) -> Vec<Effect> {
    run(state, chord).effects()
}

/// Does what a row says to the desk and what it works on beside it.
pub fn beside<S, A: Asks>(
    run: impl FnOnce(&mut Desk, &mut S, Chord) -> A,
    desk: &mut Desk,
    state: &mut S,
    chord: Chord,
) -> Vec<Effect> {
    run(desk, state, chord).effects()
}

impl PartialEq for Command {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

/// A table of commands, two lines each: scope, `open` or `private`, `changes`, `looks`, `asks` or
/// `types`, group, id, keys and when
/// it works; then its name in the footer, other words for it, its sentence, and what it does.
///
/// A table that begins with the type of a view's state in brackets gives the state to its functions after the desk;
/// one that begins with `lists`, the lists of the view or dialog on top.
macro_rules! commands {
    (lists $($rows:tt)+) => {
        $crate::desk::command::commands! { @rows Lists Lists $($rows)+ }
    };
    ([App] $($rows:tt)+) => {
        $crate::desk::command::commands! { @rows App App $($rows)+ }
    };
    ([$state:ty] $($rows:tt)+) => {
        $crate::desk::command::commands! { @rows View [$state] $($rows)+ }
    };
    (@rows $act:ident $state:tt $(
        $scope:ident $access:ident $does:ident $group:literal $id:literal [$($key:literal),*] $(hint $hint:literal)? $(if $enabled:path)?,
        $name:literal $(also [$($also:literal),*])? : $sentence:literal => $run:expr;
    )+) => {
        &[$( $crate::desk::command::Command {
            id: $id,
            group: $crate::model::words::Text::new($group),
            name: $crate::model::words::Text::new($name),
            sentence: $crate::model::words::Text::new($sentence),
            also: &[ $( $($also),* )? ],
            scope: $crate::desk::command::Scope(stringify!($scope)),
            keys: &[$($key),*],
            hint: 0 $( + $hint )?,
            access: $crate::desk::command::commands! { @access $access },
            does: $crate::desk::command::commands! { @does $does },
            act: $crate::desk::command::commands! { @act $act $state ($($enabled)?) $run },
        }, )+]
    };
    (@access open) => { $crate::model::audience::Access::Open };
    (@access private) => { $crate::model::audience::Access::Private };
    (@does changes) => { $crate::desk::command::Does::Changes };
    (@does looks) => { $crate::desk::command::Does::Looks };
    (@does asks) => { $crate::desk::command::Does::Asks };
    (@does types) => { $crate::desk::command::Does::Types };
    (@act Desk $state:tt ($($enabled:path)?) $run:expr) => {
        $crate::desk::command::Act::Desk {
            enabled: |_desk| { $( $enabled(_desk)?; )? Ok(()) },
            run: |desk, chord| $crate::desk::command::alone($run, desk, chord),
        }
    };
    (@act Lists $state:tt ($($enabled:path)?) $run:expr) => {
        $crate::desk::command::Act::Lists {
            enabled: |_desk, _lists| { $( $enabled(_desk, _lists)?; )? Ok(()) },
            run: |desk, lists, chord| $crate::desk::command::beside($run, desk, lists, chord),
        }
    };
    (@act App $state:tt ($($enabled:path)?) $run:expr) => {
        $crate::desk::command::Act::Shell {
            enabled: |_desk| { $( $enabled(_desk)?; )? Ok(()) },
            run: |app, chord| {
                app.downcast_mut::<App>()
                    .map_or_else(Vec::new, |app| $crate::desk::command::alone($run, app, chord))
            },
        }
    };
    (@act View [$state:ty] ($($enabled:path)?) $run:expr) => {
        $crate::desk::command::Act::View {
            of: std::any::TypeId::of::<$state>,
            enabled: |_desk, _state| {
                $( if let Some(state) = _state.downcast_ref::<$state>() { $enabled(_desk, state)?; } )?
                Ok(())
            },
            run: |desk, state, chord| {
                let state = state.downcast_mut::<$state>();
                state.map_or_else(Vec::new, |state| {
                    $crate::desk::command::beside($run, desk, state, chord)
                })
            },
        }
    };
    ($($rows:tt)+) => {
        $crate::desk::command::commands! { @rows Desk Desk $($rows)+ }
    };
}
pub(crate) use commands;
