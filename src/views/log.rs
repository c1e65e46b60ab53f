//! The log: what was decided, what has to be talked about, and the sessions there were.
//!
//! Owns which list has the keys, what is chosen in each, the filter, and what its keys change. What a decision
//! costs and when it is due is in [`crate::scoring::decision`].

pub mod draw;
mod list;
pub mod plain;
pub mod regions;

pub use self::list::{Part, ids};
use crate::desk::command::{Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::event::{Chord, Gesture, Target};
use crate::desk::notice::Notice;
use crate::desk::pick::Pick;
use crate::desk::tab;
use crate::desk::{Desk, GoTo};
use crate::dialogs::{form, prompt, records};
use crate::edit::Edit;
use crate::model::decision::{Conversation, Decision};
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::scoring::decision::words::message;
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::board;
use crate::views::board::against;
use crate::views::{Row, View};
use ratatui::buffer::Buffer;

/// The state of the log.
#[derive(Debug, Default)]
pub struct Log {
    /// The list that gets the keys.
    pub part: Part,
    decision: Pick,
    conversation: Pick,
    session: Pick,
    /// Only what has these words in it is listed.
    pub filter: String,
}

/// The log among the views.
pub const VIEW: Row = Row {
    tab: tab::LOG,
    kinds: || vec![Decision::KIND, Conversation::KIND],
    new: || Box::new(Log::default()),
};

impl View for Log {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Log")]
    }

    fn chosen(&self, desk: &Desk) -> Option<Id> {
        item(desk, self)
    }

    fn show(&mut self, desk: &mut Desk, kind: &'static Kind, id: Id) {
        show(desk, self, kind, id);
    }

    fn press(&mut self, desk: &mut Desk, target: Target, _: Gesture) -> Vec<Effect> {
        if let Target::Record(kind, id) = target {
            show(desk, self, kind, id);
        }
        Vec::new()
    }

    fn plain(&self, desk: &Desk) -> String {
        plain::log(desk, self)
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, hits: &mut Hits) {
        draw::draw(desk, self, look, buf, hits);
    }
}

/// The commands of the log.
pub const COMMANDS: &[Command] = commands! { [Log]
    Log open looks "Move" "log.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next one." => |desk, log, _| go(desk, log, 1);
    Log open looks "Move" "log.up" ["Up", "k"] if has_rows,
        "move up": "Chooses the one above." => |desk, log, _| go(desk, log, -1);
    Log open looks "Move" "log.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes ten rows down." => |desk, log, _| go(desk, log, 10);
    Log open looks "Move" "log.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes ten rows up." => |desk, log, _| go(desk, log, -10);
    Log open looks "Move" "log.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first one." => |desk, log, _| go(desk, log, isize::MIN / 2);
    Log open looks "Move" "log.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last one." => |desk, log, _| go(desk, log, isize::MAX / 2);
    Log open looks "Move" "log.next" ["Tab"] hint 2,
        "next list": "Goes to the next list: decisions, conversations, sessions." => |_, log, _| step(log, 1);
    Log open looks "Move" "log.previous" ["Shift-Tab"],
        "list before": "Goes to the list before." => |_, log, _| step(log, 2);
    Log open looks "Record" "log.edit" ["Enter"] hint 3 if has_rows,
        "edit": "Opens the form of the chosen one." => |desk, log, _| { open(desk, log); Vec::new() };
    Log open looks "Record" "log.item" ["b"] hint 4 if has_item,
        "on board": "Goes to its item on the board." => |desk, log, _| { to_item(desk, log); Vec::new() };
    Log open looks "Record" "log.copy" ["y"] hint 5 if has_message,
        "copy message": "Puts the message for the person who asked on the clipboard again." => copy;
    Log open changes "Record" "log.held" ["x"] hint 5 if can_hold,
        "held": "Marks the conversation held today; again takes it back." => |desk, log, _| { hold(desk, log); Vec::new() };
    Log open changes "Record" "log.new" ["n"] hint 8,
        "new": "Writes down a conversation that has to be had." => |desk, log, _| { add(desk, log); Vec::new() };
    Log open changes "Record" "log.delete" ["d", "Delete"] if has_rows,
        "delete": "Deletes the chosen one." => |desk, log, _| { delete(desk, log); Vec::new() };
    Log open looks "List" "log.filter" ["/"] hint 6,
        "filter": "Lists what has these words in it." => |desk, log, _| { let text = log.filter.clone(); prompt::open(desk, prompt::Purpose::Log, &text); Vec::new() };
    Log open looks "List" "log.clear" ["Esc"],
        "clear": "Takes the filter away." => |desk, log, _| { filter(log, String::new()); desk.notice = None; Vec::new() };
    Log open looks "List" "log.against" ["A"] hint 7 if can_compare,
        "what changed": "Goes to the board and marks how far every item moved since an earlier version." => |desk, _, chord| compare(desk, chord);
};

/// The chosen row of a list, among the rows given.
pub fn chosen(log: &Log, part: Part, ids: &[Id]) -> Option<usize> {
    pick(log, part).at(ids)
}

/// The item the chosen one is about.
pub fn item(desk: &Desk, log: &Log) -> Option<Id> {
    let id = current(desk, log)?;
    match log.part {
        Part::Decisions => desk.workspace.get::<Decision>(id)?.item.0,
        Part::Conversations => desk.workspace.get::<Conversation>(id)?.item.0,
        Part::Sessions => None,
    }
}

/// Lists only what has these words in it, from the first one on.
pub(crate) fn filter(log: &mut Log, text: String) {
    if text != log.filter {
        *log = Log {
            filter: text,
            part: log.part,
            ..Log::default()
        };
    }
}

/// Goes to a record, in the list that has it, as a press on it does.
pub(crate) fn show(desk: &mut Desk, log: &mut Log, of: &'static Kind, id: Id) {
    for part in Part::ALL {
        if part.kind() == of {
            log.part = part;
            if !ids(desk, log, part).contains(&id) {
                log.filter.clear();
            }
            pick_mut(log, part).set(id);
        }
    }
}

const fn pick(log: &Log, part: Part) -> &Pick {
    match part {
        Part::Decisions => &log.decision,
        Part::Conversations => &log.conversation,
        Part::Sessions => &log.session,
    }
}

const fn pick_mut(log: &mut Log, part: Part) -> &mut Pick {
    match part {
        Part::Decisions => &mut log.decision,
        Part::Conversations => &mut log.conversation,
        Part::Sessions => &mut log.session,
    }
}

fn current(desk: &Desk, log: &Log) -> Option<Id> {
    let part = log.part;
    pick(log, part).id(&ids(desk, log, part))
}

fn decision<'a>(desk: &'a Desk, log: &Log) -> Option<&'a Decision> {
    desk.workspace.get(current(desk, log)?)
}

fn conversation<'a>(desk: &'a Desk, log: &Log) -> Option<&'a Conversation> {
    desk.workspace.get(current(desk, log)?)
}

fn has_rows(desk: &Desk, log: &Log) -> Result<(), String> {
    let none = match log.part {
        _ if !log.filter.is_empty() => "nothing has these words · Esc shows all",
        Part::Decisions => "nothing is decided yet · D on an item decides",
        Part::Conversations => "there is none yet · n writes one",
        Part::Sessions => "there was no session yet",
    };
    current(desk, log)
        .map(|_| ())
        .ok_or_else(|| none.to_owned())
}

fn has_item(desk: &Desk, log: &Log) -> Result<(), String> {
    has_rows(desk, log)?;
    item(desk, log)
        .map(|_| ())
        .ok_or_else(|| "it is about no single item".to_owned())
}

fn has_message(desk: &Desk, log: &Log) -> Result<(), String> {
    match log.part {
        Part::Decisions => has_rows(desk, log),
        Part::Conversations | Part::Sessions => {
            Err("only a decision has a message · Tab goes to the decisions".to_owned())
        }
    }
}

fn can_hold(desk: &Desk, log: &Log) -> Result<(), String> {
    if log.part != Part::Conversations {
        return Err("Tab goes to the conversations; x marks the chosen one held".to_owned());
    }
    if desk.derived.today.is_none() {
        return Err("today is not known · Enter opens the form with its day".to_owned());
    }
    has_rows(desk, log)
}

fn go(desk: &mut Desk, log: &mut Log, by: isize) -> Vec<Effect> {
    let part = log.part;
    let ids = ids(desk, log, part);
    pick_mut(log, part).go(&ids, by);
    Vec::new()
}

fn step(log: &mut Log, by: usize) -> Vec<Effect> {
    let here = Part::ALL.iter().position(|part| *part == log.part);
    let next = (here.unwrap_or_default() + by) % Part::ALL.len();
    if let Some(part) = Part::ALL.get(next) {
        log.part = *part;
    }
    Vec::new()
}

fn open(desk: &mut Desk, log: &mut Log) {
    if let Some(id) = current(desk, log) {
        let part = log.part;
        form::open(desk, part.kind(), id);
    }
}

/// Goes to the item on the board.
fn to_item(desk: &mut Desk, log: &Log) {
    match item(desk, log).filter(|id| desk.workspace.get::<Item>(*id).is_some()) {
        Some(id) => desk.go(GoTo::Record(Item::KIND, id)),
        None => desk.notice = Some(Notice::hint("that item is gone meanwhile")),
    }
}

fn copy(desk: &mut Desk, log: &mut Log, _: Chord) -> Vec<Effect> {
    let message = decision(desk, log).map(|decision| message(&desk.workspace, decision));
    let Some(message) = message else {
        return Vec::new();
    };
    // Whether the terminal takes it is not known; a clipboard that does says so itself.
    desk.notice = Some(Notice::done("sent to the terminal's clipboard"));
    vec![Effect::Copy(message.lines.join("\n"))]
}

/// Sets the day a conversation was held to today, or takes it away; the cursor goes along.
fn hold(desk: &mut Desk, log: &mut Log) {
    let today = desk.derived.today;
    let (Some(one), Some(field)) = (conversation(desk, log), Conversation::KIND.field("held"))
    else {
        return;
    };
    let (id, about) = (one.id, board::quoted(&one.about));
    let (value, label) = match one.held {
        None => (today, format!("held: {about}")),
        Some(_) => (None, format!("not held yet: {about}")),
    };
    let edit = Edit::Set {
        kind: Conversation::KIND,
        id,
        field,
        value: value.to_value(),
    };
    if desk.commit(&label, vec![edit]) {
        log.conversation.set(id);
    }
}

fn add(desk: &mut Desk, log: &mut Log) {
    let id = desk.fresh(Conversation::KIND);
    let mut conversation = Conversation::new(id);
    conversation.item.0 = item(desk, log);
    log.part = Part::Conversations;
    log.conversation.set(id);
    form::open_new(desk, &conversation);
}

fn delete(desk: &mut Desk, log: &mut Log) {
    let part = log.part;
    let ids = ids(desk, log, part);
    pick_mut(log, part).hold(&ids);
    if let Some(id) = current(desk, log) {
        records::remove(desk, part.kind(), id);
    }
}

fn can_compare(desk: &Desk, _: &Log) -> Result<(), String> {
    against::can_compare(desk)
}

fn compare(desk: &mut Desk, chord: Chord) -> Vec<Effect> {
    desk.go(GoTo::View(tab::BOARD));
    desk.run("board.against", chord);
    Vec::new()
}
