//! What lies over a view: a stack of dialogs, of which the last one gets the keys.
//!
//! Owns the stack and what the program asks of a dialog. Knows no dialog; drawing them is in [`crate::dialogs`].

use std::any::Any;
use std::fmt::{self, Debug, Formatter};

use super::command::{Can, Command, Scope};
use super::effect::{Asks, Effect};
use super::event::Chord;
use super::listing::Lists;
use super::{Desk, Want};
use crate::store::journal::Draft;

/// The scope of the keys that go up and down, the same in every dialog.
pub const MOVES: Scope = Scope("Moves");

/// Something over the view: a form, a list to choose from, a page, a question.
pub trait Dialog: Any + Debug {
    /// The scope whose keys work while it is on top.
    fn scope(&self) -> Scope;

    /// The scopes whose keys work while it is on top, the nearest first.
    fn scopes(&self) -> Vec<Scope> {
        vec![self.scope()]
    }

    /// Its lists of records, where it has some.
    fn lists(&self) -> Option<&Lists> {
        None
    }

    /// The same, to be changed.
    fn lists_mut(&mut self) -> Option<&mut Lists> {
        None
    }

    /// Takes a key as text; gives back whether it was one.
    fn key(&mut self, _chord: Chord) -> bool {
        false
    }

    /// What of it is chosen or typed, as a text to copy.
    fn copied(&self, desk: &Desk) -> Option<String> {
        let (kind, id) = self.lists()?.chosen(desk)?;
        desk.seen_title(kind, id)
    }

    /// Takes pasted text; gives back whether there is a place for it.
    fn paste(&mut self, _text: &str) -> bool {
        false
    }

    /// Goes along with what was typed or pasted; it lies aside meanwhile.
    fn typed(&mut self, _desk: &mut Desk) {}

    /// Puts the cursor on a line, as the pointer does; its next step brings it back to what is there.
    fn choose(&mut self, _line: usize) {}

    /// Goes so many lines down, or up; it lies aside meanwhile.
    fn go(&mut self, _desk: &mut Desk, _by: isize) {}

    /// Whether there is somewhere to go; if not, why.
    fn can_go(&self, _desk: &Desk) -> Can {
        Err("there is nothing above or below here".to_owned())
    }

    /// Whether a second press on a line does what Enter does.
    fn opens(&self) -> bool {
        false
    }

    /// What a command does in it now, in a word or two.
    fn verb(&self, command: &Command) -> &'static str {
        command.name.said()
    }

    /// The keys that end the typing of a text before those of the commands work, each with what it does.
    fn ends(&self) -> &'static [(&'static str, &'static str)] {
        &[]
    }

    /// Whether it has a frame that says its keys; if not, the footer does.
    fn is_framed(&self) -> bool {
        true
    }

    /// Whether a text can be typed in it that is worth keeping when the program breaks off.
    fn is_typing(&self) -> bool {
        false
    }

    /// What is typed in it and is in no edit yet.
    fn drafts(&self) -> Vec<Draft> {
        Vec::new()
    }

    /// Brings up to date what it keeps of the desk's state, after each event; gives back whether it stays open.
    fn refresh(&mut self, _desk: &Desk) -> bool {
        true
    }
}

/// What is done with an answer; the dialog that waits for it carries it.
pub struct Then<A = ()>(Deed<A>);

/// A function that takes an answer.
type Deed<A> = Box<dyn FnOnce(&mut Desk, A) -> Vec<Effect>>;

impl<A> Then<A> {
    /// Does this.
    pub fn new<E: Asks>(then: impl FnOnce(&mut Desk, A) -> E + 'static) -> Self {
        Self(Box::new(move |desk, answer| then(desk, answer).effects()))
    }

    /// Does it.
    pub fn run(self, desk: &mut Desk, answer: A) -> Vec<Effect> {
        (self.0)(desk, answer)
    }
}

impl<A> Debug for Then<A> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str("what follows")
    }
}

impl dyn Dialog {
    /// The dialog as what it is, if it is that.
    pub fn of<D: Dialog>(&self) -> Option<&D> {
        (self as &dyn Any).downcast_ref()
    }

    /// The dialog as what it is, to change it.
    pub fn of_mut<D: Dialog>(&mut self) -> Option<&mut D> {
        (self as &mut dyn Any).downcast_mut()
    }
}

impl Desk {
    /// Opens a dialog over what is open.
    pub fn open(&mut self, dialog: impl Dialog) {
        self.dialogs.push(Box::new(dialog));
    }

    /// Goes on after what this command wants is done.
    pub fn later<E: Asks>(&mut self, then: impl FnOnce(&mut Self, ()) -> E + 'static) {
        self.wants.push(Want::Desk(Then::new(then)));
    }

    /// Closes the dialog on top.
    pub fn close(&mut self) {
        self.dialogs.pop();
    }

    /// Closes the dialog on top if it is one of this type, and gives it back.
    pub fn take<D: Dialog>(&mut self) -> Option<D> {
        self.top::<D>()?;
        let dialog: Box<dyn Any> = self.dialogs.pop()?;
        dialog.downcast().ok().map(|dialog| *dialog)
    }

    /// The dialog on top, if it is one of this type.
    pub fn top<D: Dialog>(&self) -> Option<&D> {
        self.dialogs.last()?.of()
    }

    /// The dialog on top, if it is one of this type, to change it.
    pub fn top_mut<D: Dialog>(&mut self) -> Option<&mut D> {
        self.dialogs.last_mut()?.of_mut()
    }

    /// The nearest dialog of this type, whatever lies over it.
    pub fn nearest_mut<D: Dialog>(&mut self) -> Option<&mut D> {
        let mut all = self.dialogs.iter_mut().rev();
        all.find_map(|dialog| dialog.of_mut())
    }

    /// The lists of the nearest dialog that has some; those of the view are known to the shell.
    pub fn lists(&self) -> Option<&Lists> {
        self.dialogs.iter().rev().find_map(|dialog| dialog.lists())
    }

    /// Goes on with the lists of the nearest dialog that has some, if one does.
    pub fn in_lists<T>(&mut self, then: impl FnOnce(&mut Self, &mut Lists) -> T) -> Option<T> {
        let mut dialogs = self.dialogs.iter();
        let at = dialogs.rposition(|dialog| dialog.lists().is_some())?;
        let mut lists = std::mem::take(self.dialogs.get_mut(at)?.lists_mut()?);
        let done = then(self, &mut lists);
        let own = self.dialogs.get_mut(at);
        if let Some(own) = own.and_then(|dialog| dialog.lists_mut()) {
            *own = lists;
        }
        Some(done)
    }

    /// Gives a key to the text that is typed in the dialog on top; gives back whether there was one.
    pub fn type_key(&mut self, chord: Chord) -> bool {
        let taken = self.dialogs.last_mut().is_some_and(|top| top.key(chord));
        if taken {
            self.typed();
        }
        taken
    }

    /// Gives a text to the dialog on top; gives back whether it took it.
    pub fn type_text(&mut self, text: &str) -> bool {
        let taken = self.dialogs.last_mut().is_some_and(|top| top.paste(text));
        if taken {
            self.typed();
        }
        taken
    }

    /// Lets the dialog on top go along with what was typed in it.
    pub fn typed(&mut self) {
        self.aside(Dialog::typed);
    }

    /// Goes up or down in the dialog on top.
    pub fn step(&mut self, by: isize) {
        self.aside(|top, desk| top.go(desk, by));
    }

    /// Lets the dialog on top do something with the desk.
    fn aside(&mut self, then: impl FnOnce(&mut dyn Dialog, &mut Self)) {
        if let Some(mut top) = self.dialogs.pop() {
            then(top.as_mut(), self);
            self.dialogs.push(top);
        }
    }

    /// Brings every open dialog up to date.
    pub(crate) fn refresh_dialogs(&mut self) {
        let mut all = std::mem::take(&mut self.dialogs);
        all.retain_mut(|dialog| dialog.refresh(self));
        self.dialogs = all;
    }

    /// Whether something is open into which a text can be typed that is worth keeping.
    pub fn is_typing(&self) -> bool {
        self.dialogs.iter().any(|dialog| dialog.is_typing())
    }

    /// What would be lost if the program ended now: what came back and was not let go, and what is typed.
    pub fn drafts(&self) -> Vec<Draft> {
        let typed = self.dialogs.iter().flat_map(|dialog| dialog.drafts());
        // What is lost last is listed first.
        let presents = self.presents().then(Draft::presenting);
        let all = typed
            .chain(self.file.drafts.iter().cloned())
            .chain(presents);
        all.filter(|draft| !draft.text.trim().is_empty()).collect()
    }
}
