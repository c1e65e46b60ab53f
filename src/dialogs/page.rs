//! Pages to read and questions to answer.
//!
//! Owns reading. What a page offers is given by whoever opens it. A question is asked only where undo cannot
//! help, and names what is lost.

pub mod draw;

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::{Dialog, Then};
use crate::desk::effect::{Asks, Effect};
use crate::desk::event::Chord;
use crate::dialogs::{close, line_from};
use crate::edit::Edit;
use crate::model::words::worded;
use crate::ui::text::wrap;

/// The most lines of a page that are wrapped.
const LIMIT: usize = 10_000;
/// The most rows of a screen that are no text of a page: bars, frame, keys and blanks.
const FRAME: u16 = 10;

/// A page over the view.
#[derive(Debug)]
pub struct Page {
    /// The heading.
    title: String,
    /// What it is about, at the right.
    object: String,
    /// The text, wrapped when drawn.
    pub lines: Vec<String>,
    /// The first line that is shown.
    scroll: usize,
    /// Whether it warns of a loss.
    alarms: bool,
    /// Whether the program ends as soon as everything is saved.
    pub quits_when_saved: bool,
    /// Whether it asks whether to end the program.
    pub asks_to_quit: bool,
    /// A part of the text that can be copied.
    pub message: Option<String>,
    /// What its commands do, each under its id with a word for it.
    offers: Vec<(&'static str, &'static str, Then)>,
}

/// The commands of a page.
pub const COMMANDS: &[Command] = commands! {
    Page open looks "Page" "page.enter" ["Enter"] hint 1,
        "go on": "Does what the page offers." => |desk, _| take(desk, ENTER);
    Page open looks "Page" "page.close" ["Esc", "Backspace"] hint 2,
        "close": "Closes the page, or drops what it offers." => leave;
    Page open looks "Page" "page.look" ["w"] hint 4 if can_look,
        "look first": "Closes the page and shows what is tried; nothing of it is saved." => |desk, _| take(desk, LOOK);
    Page open looks "Page" "page.copy" ["y"] hint 3 if has_message,
        "copy message": "Puts the message on the clipboard." => copy;
    Page open changes "Page" "page.put-back" ["b"] hint 3 if can_go_back,
        "put back": "Puts the text that was being typed back into its form; nothing is saved yet." => |desk, _| take(desk, PUT_BACK);
    Page open changes "Page" "page.drop" ["x"] hint 3 if can_drop,
        "drop all": "Takes back everything that was tried out." => |desk, _| take(desk, DROP);
    Page open changes "Page" "page.allocate" ["%"] hint 3 if can_allocate,
        "allocate": "Gives what came in without an allocation the one of its kind." => |desk, _| take(desk, ALLOCATE);
    Page open looks "Page" "page.score" ["s"] if can_score,
        "score": "Goes to the first of what came in that has no score." => |desk, _| take(desk, SCORE);
    Page open changes "Page" "page.level" ["l"] hint 4 if can_level,
        "level": "Ranks the next of the levels that came in." => |desk, _| take(desk, LEVEL);
    Page open looks "Page" "page.quit" ["Q"] hint 3 if can_quit,
        "quit anyway": "Ends without saving what is named here." => |desk, _| take(desk, QUIT);
};

const ENTER: &str = "page.enter";
const CLOSE: &str = "page.close";
const LOOK: &str = "page.look";
const PUT_BACK: &str = "page.put-back";
const DROP: &str = "page.drop";
const QUIT: &str = "page.quit";
/// Gives an allocation to what came in.
pub(crate) const ALLOCATE: &str = "page.allocate";
/// Goes to what is to be scored.
pub(crate) const SCORE: &str = "page.score";
/// Ranks another level.
pub(crate) const LEVEL: &str = "page.level";

impl Page {
    /// A page to read, which Enter closes.
    pub fn new(title: impl Into<String>, object: impl Into<String>, lines: Vec<String>) -> Self {
        Self {
            title: title.into(),
            object: object.into(),
            lines,
            scroll: 0,
            alarms: false,
            quits_when_saved: false,
            asks_to_quit: false,
            message: None,
            offers: Vec::new(),
        }
    }

    /// Enter does this, in a word, and closes it.
    #[must_use]
    pub fn enter<E: Asks>(
        self,
        verb: &'static str,
        then: impl FnOnce(&mut Desk, ()) -> E + 'static,
    ) -> Self {
        self.offer(ENTER, verb, then)
    }

    /// It can drop what is tried, too.
    pub(crate) fn or_drop<E: Asks>(self, then: impl FnOnce(&mut Desk, ()) -> E + 'static) -> Self {
        self.offer(DROP, "drop all", then)
    }

    /// Closing it drops what it offers, and it can be looked at before that.
    pub(crate) fn else_drop<E: Asks>(
        self,
        then: impl FnOnce(&mut Desk, ()) -> E + 'static,
    ) -> Self {
        let page = self.offer(CLOSE, "drop it", then);
        page.offer(LOOK, "look first", |desk, ()| desk.notice = None)
    }

    /// It can put back what was typed, too.
    pub(crate) fn or_put_back(self, then: impl FnOnce(&mut Desk, ()) + 'static) -> Self {
        self.offer(PUT_BACK, "put back", then)
    }

    /// It can end the program all the same, too.
    pub(crate) fn or_quit(self) -> Self {
        self.offer(QUIT, "quit anyway", |_, ()| vec![Effect::Quit])
    }

    /// One of its commands does this, in a word, and closes it.
    #[must_use]
    pub(crate) fn offer<E: Asks>(
        mut self,
        command: &'static str,
        verb: &'static str,
        then: impl FnOnce(&mut Desk, ()) -> E + 'static,
    ) -> Self {
        self.offers.push((command, verb, Then::new(then)));
        self
    }

    /// It warns of a loss.
    pub(crate) fn alarming(self, alarms: bool) -> Self {
        Self { alarms, ..self }
    }

    /// It asks whether to end the program.
    pub(crate) fn asking_to_quit(self) -> Self {
        Self {
            asks_to_quit: true,
            ..self
        }
    }

    /// It ends the program as soon as everything is saved.
    pub(crate) fn until_saved(self) -> Self {
        Self {
            quits_when_saved: true,
            ..self
        }
    }

    /// A part of its text can be copied.
    pub(crate) fn with_message(self, message: String) -> Self {
        let message = Some(message);
        Self { message, ..self }
    }

    /// About how many rows the text takes on a screen of so many columns, rather more than fewer.
    fn rows(&self, width: u16) -> usize {
        let room = usize::from(width.saturating_sub(16).clamp(40, 78));
        let rows = |line: &String| wrap(line, room, LIMIT).len().max(1);
        self.lines.iter().map(rows).sum()
    }

    /// What a command does here, in a word, if it is offered.
    fn offered(&self, id: &str) -> Option<&'static str> {
        let mut offers = self.offers.iter();
        offers.find(|offer| offer.0 == id).map(|offer| offer.1)
    }
}

impl Dialog for Page {
    fn scope(&self) -> Scope {
        Scope("Page")
    }

    fn verb(&self, command: &Command) -> &'static str {
        match self.offered(command.id) {
            Some(verb) => verb,
            None if command.id == ENTER => "close",
            None if command.id == "move.down" => "scroll",
            None => command.name.said(),
        }
    }

    fn copied(&self, _: &Desk) -> Option<String> {
        let message = self.message.clone();
        message.or_else(|| Some(self.lines.join("\n")))
    }

    fn go(&mut self, desk: &mut Desk, by: isize) {
        let end = desk.around.page_end.min(self.lines.len().saturating_sub(1));
        // A larger screen may have brought the end nearer since.
        self.scroll = line_from(self.scroll, by, end);
    }

    fn can_go(&self, desk: &Desk) -> Can {
        let size = desk.around.size;
        let room = usize::from(size.height.saturating_sub(FRAME));
        if desk.around.page_end > 0 && self.rows(size.width) > room {
            Ok(())
        } else {
            Err("everything is on the screen".to_owned())
        }
    }
}

fn offers(desk: &Desk, id: &str, none: &str) -> Result<(), String> {
    let verb = desk.top::<Page>().and_then(|page| page.offered(id));
    verb.map(|_| ()).ok_or_else(|| none.to_owned())
}

fn can_go_back(desk: &Desk) -> Result<(), String> {
    let none = "there is no text here that was being typed";
    offers(desk, PUT_BACK, none)
}

fn can_quit(desk: &Desk) -> Result<(), String> {
    let none = worded("there is nothing to quit here · {PAGE_CLOSE} closes the page");
    offers(desk, QUIT, none)
}

fn can_drop(desk: &Desk) -> Result<(), String> {
    let none = worded("nothing is tried out here · {PAGE_CLOSE} closes the page");
    offers(desk, DROP, none)
}

fn can_look(desk: &Desk) -> Result<(), String> {
    offers(desk, LOOK, "there is nothing to look at first here")
}

fn can_allocate(desk: &Desk) -> Result<(), String> {
    let none = worded("nothing here is to be allocated · {ITEM_ALLOCATE} on the board does it");
    offers(desk, ALLOCATE, none)
}

fn can_score(desk: &Desk) -> Result<(), String> {
    offers(desk, SCORE, "nothing here is to be scored")
}

fn can_level(desk: &Desk) -> Result<(), String> {
    offers(desk, LEVEL, "there are no levels to choose from here")
}

/// Closes the page, with what it offers for that.
fn leave(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    if offers(desk, CLOSE, "").is_ok() {
        return take(desk, CLOSE);
    }
    close(desk, chord)
}

/// Closes the page and does what it offers.
fn take(desk: &mut Desk, id: &str) -> Vec<Effect> {
    let page = desk.take::<Page>();
    let mut offers = page.into_iter().flat_map(|page| page.offers);
    let offer = offers.find(|offer| offer.0 == id);
    offer.map_or_else(Vec::new, |(_, _, then)| then.run(desk, ()))
}

fn has_message(desk: &Desk) -> Result<(), String> {
    match desk.top::<Page>() {
        Some(page) if page.message.is_some() => Ok(()),
        _ => Err("there is no message to copy here".to_owned()),
    }
}

fn copy(desk: &mut Desk, _: Chord) -> Vec<Effect> {
    let message = desk.top::<Page>().and_then(|page| page.message.clone());
    message.map_or_else(Vec::new, |message| desk.send(&message))
}

/// Says something of a board, and offers to apply edits as one step under a label where there are any.
pub fn open_offer(
    desk: &mut Desk,
    title: impl Into<String>,
    object: impl Into<String>,
    lines: Vec<String>,
    offer: Option<(String, Vec<Edit>)>,
) {
    let page = Page::new(title, object, lines);
    desk.open(match offer {
        None => page,
        Some((label, edits)) => page.enter("apply", move |desk, ()| {
            if desk.commit(&label, edits) {
                desk.settle();
            }
        }),
    });
}

/// Asks before several records are deleted.
pub fn ask_delete(desk: &mut Desk, what: &str, titles: Vec<String>, edits: Vec<Edit>) {
    let offer = (format!("deleted {what}"), edits);
    open_offer(desk, format!("Delete {what}?"), "", titles, Some(offer));
}
