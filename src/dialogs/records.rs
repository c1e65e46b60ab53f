//! The records of one kind: a list that follows from the kind's fields, with the keys of every list.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Command, LISTS, ROWS, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::listing::{Listing, Lists};
use crate::dialogs::picker::{Entry, Picker};
use crate::dialogs::{choosing, form, lists, undo};
use crate::model::id::Id;
use crate::model::insight;
use crate::model::option::ItemOption;
use crate::model::record::{Kind, Record};
use crate::scoring::facts::Sign;

/// A list of the records of a kind.
#[derive(Debug)]
pub struct Records {
    /// The list.
    pub lists: Lists,
}

/// The commands of a list of records, beside those of every list.
pub const COMMANDS: &[Command] = commands! { lists
    Records open changes "List" "records.choose" ["c"] hint 5 if choosing::can_choose,
        "choose": "Chooses the option for its item, which takes over its size and value, and asks why." => choosing::ask;
    Records open looks "List" "records.undo" ["u", "Ctrl-z"] hint 8,
        "undo": "Takes the last step back." => |desk, _, chord| undo(desk, chord);
    Records open looks "List" "records.close" ["q"],
        "close": "Goes back." => |desk, _, _| desk.close();
    Records open looks "List" "records.back" ["Esc"] hint 9,
        "back": "Clears selection, filter and order, one at a time; then goes back." => back;
};

/// Lists the kinds of records.
pub(crate) fn open_kinds(desk: &mut Desk) {
    let is_idle = |kind: &&Kind| insight::is_idle(desk.seen(), Some(kind.name));
    let kinds = desk.seen().kinds().filter(|kind| !is_idle(kind));
    let all = kinds.map(|kind| Entry {
        keys: desk.seen().count(kind).to_string(),
        ..Entry::new(kind.plural.said(), kind.help.said(), move |desk, ()| {
            let single = kind.single.then(|| desk.workspace.records(kind).next());
            match single.flatten().map(<dyn Record>::id) {
                Some(id) => form::open(desk, kind, id),
                None => open(desk, kind),
            }
        })
    });
    let all = all.collect();
    desk.open(Picker::new("Records", all));
}

/// Lists the records of a kind.
pub fn open(desk: &mut Desk, kind: &'static Kind) {
    let listing = Listing {
        sign: |desk, id| {
            let option = desk.seen().get::<ItemOption>(id);
            option.filter(|o| o.chosen).map(|_| Sign::Chosen)
        },
        ..Listing::of(kind)
    };
    desk.open(Records {
        lists: Lists::of(&[listing]),
    });
}

/// Lists the records of a kind with one of them chosen.
pub fn show(desk: &mut Desk, kind: &'static Kind, id: Id) {
    open(desk, kind);
    desk.in_lists(|desk, lists| lists.show(desk, kind, id));
}

impl Dialog for Records {
    fn scope(&self) -> Scope {
        Scope("Records")
    }

    fn scopes(&self) -> Vec<Scope> {
        vec![self.scope(), LISTS, ROWS]
    }

    fn lists(&self) -> Option<&Lists> {
        Some(&self.lists)
    }

    fn lists_mut(&mut self) -> Option<&mut Lists> {
        Some(&mut self.lists)
    }

    fn opens(&self) -> bool {
        true
    }
}

fn back(desk: &mut Desk, own: &mut Lists, _: crate::desk::event::Chord) {
    if !lists::clear(desk, own) {
        desk.close();
    }
}
