//! The log: what was decided, what has to be talked about, and the sessions there were.
//!
//! Owns which list has the keys, what is chosen in each, the filter, and what its keys change. What a decision
//! costs and when it is due is in [`crate::scoring::decision`].

pub mod draw;
mod list;
pub mod plain;
pub mod regions;

pub use self::list::{Part, ids};
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::desk::pick::Pick;
use crate::desk::tab;
use crate::dialogs::{form, prompt, records};
use crate::edit::Edit;
use crate::model::decision::{Conversation, Decision};
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::record::{Declared, Kind};
use crate::scoring::decision::words::message;
use crate::shell::App;
use crate::views::board;
use crate::views::board::against;

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

/// The commands of the log.
pub const COMMANDS: &[Command] = commands! { [App]
    Log "Move" "log.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next one." => |app, _| go(app, 1);
    Log "Move" "log.up" ["Up", "k"] if has_rows,
        "move up": "Chooses the one above." => |app, _| go(app, -1);
    Log "Move" "log.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes ten rows down." => |app, _| go(app, 10);
    Log "Move" "log.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes ten rows up." => |app, _| go(app, -10);
    Log "Move" "log.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first one." => |app, _| go(app, isize::MIN / 2);
    Log "Move" "log.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last one." => |app, _| go(app, isize::MAX / 2);
    Log "Move" "log.next" ["Tab"] hint 2,
        "next list": "Goes to the next list: decisions, conversations, sessions." => |app, _| step(app, 1);
    Log "Move" "log.previous" ["Shift-Tab"],
        "list before": "Goes to the list before." => |app, _| step(app, 2);
    Log "Record" "log.edit" ["Enter"] hint 3 if has_rows,
        "edit": "Opens the form of the chosen one." => |app, _| { open(app); Vec::new() };
    Log "Record" "log.item" ["b"] hint 4 if has_item,
        "on board": "Goes to its item on the board." => |app, _| { to_item(app); Vec::new() };
    Log "Record" "log.copy" ["y"] hint 5 if has_message,
        "copy message": "Puts the message for the person who asked on the clipboard again." => copy;
    Log "Record" "log.held" ["x"] hint 5 if can_hold,
        "held": "Marks the conversation held today; again takes it back." => |app, _| { hold(app); Vec::new() };
    Log "Record" "log.new" ["n"] hint 8,
        "new": "Writes down a conversation that has to be had." => |app, _| { add(app); Vec::new() };
    Log "Record" "log.delete" ["d", "Delete"] if has_rows,
        "delete": "Deletes the chosen one." => |app, _| { delete(app); Vec::new() };
    Log "List" "log.filter" ["/"] hint 6,
        "filter": "Lists what has these words in it." => |app, _| { let text = app.log.filter.clone(); prompt::open(app, prompt::Purpose::Log, &text); Vec::new() };
    Log "List" "log.clear" ["Esc"],
        "clear": "Takes the filter away." => |app, _| { filter(app, String::new()); app.notice = None; Vec::new() };
    Log "List" "log.against" ["A"] hint 7 if against::can_compare,
        "what changed": "Goes to the board and marks how far every item moved since an earlier version." => compare;
};

/// The chosen row of a list, among the rows given.
pub fn chosen(app: &App, part: Part, ids: &[Id]) -> Option<usize> {
    pick(&app.log, part).at(ids)
}

/// The item the chosen one is about.
pub fn item(app: &App) -> Option<Id> {
    let id = current(app)?;
    match app.log.part {
        Part::Decisions => app.workspace.get::<Decision>(id)?.item.0,
        Part::Conversations => app.workspace.get::<Conversation>(id)?.item.0,
        Part::Sessions => None,
    }
}

/// Lists only what has these words in it, from the first one on.
pub(crate) fn filter(app: &mut App, text: String) {
    if text != app.log.filter {
        app.log = Log {
            filter: text,
            part: app.log.part,
            ..Log::default()
        };
    }
}

/// Goes to a record, in the list that has it, as a press on it does.
pub(crate) fn show(app: &mut App, of: &'static Kind, id: Id) {
    for part in Part::ALL {
        if part.kind() == of {
            app.log.part = part;
            if !ids(app, part).contains(&id) {
                app.log.filter.clear();
            }
            pick_mut(&mut app.log, part).set(id);
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

fn current(app: &App) -> Option<Id> {
    let part = app.log.part;
    pick(&app.log, part).id(&ids(app, part))
}

fn decision(app: &App) -> Option<&Decision> {
    app.workspace.get(current(app)?)
}

fn conversation(app: &App) -> Option<&Conversation> {
    app.workspace.get(current(app)?)
}

fn has_rows(app: &App) -> Result<(), String> {
    let none = match app.log.part {
        _ if !app.log.filter.is_empty() => "nothing has these words · Esc shows all",
        Part::Decisions => "nothing is decided yet · D on an item decides",
        Part::Conversations => "there is none yet · n writes one",
        Part::Sessions => "there was no session yet",
    };
    current(app).map(|_| ()).ok_or_else(|| none.to_owned())
}

fn has_item(app: &App) -> Result<(), String> {
    has_rows(app)?;
    item(app)
        .map(|_| ())
        .ok_or_else(|| "it is about no single item".to_owned())
}

fn has_message(app: &App) -> Result<(), String> {
    match app.log.part {
        Part::Decisions => has_rows(app),
        Part::Conversations | Part::Sessions => {
            Err("only a decision has a message · Tab goes to the decisions".to_owned())
        }
    }
}

fn can_hold(app: &App) -> Result<(), String> {
    if app.log.part != Part::Conversations {
        return Err("Tab goes to the conversations; x marks the chosen one held".to_owned());
    }
    if app.derived.today.is_none() {
        return Err("today is not known · Enter opens the form with its day".to_owned());
    }
    has_rows(app)
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let part = app.log.part;
    let ids = ids(app, part);
    pick_mut(&mut app.log, part).go(&ids, by);
    Vec::new()
}

fn step(app: &mut App, by: usize) -> Vec<Effect> {
    let here = Part::ALL.iter().position(|part| *part == app.log.part);
    let next = (here.unwrap_or_default() + by) % Part::ALL.len();
    if let Some(part) = Part::ALL.get(next) {
        app.log.part = *part;
    }
    Vec::new()
}

fn open(app: &mut App) {
    if let Some(id) = current(app) {
        let part = app.log.part;
        form::open(app, part.kind(), id);
    }
}

/// Goes to the item; a filter that hides it is taken away.
fn to_item(app: &mut App) {
    let Some(id) = item(app).filter(|id| app.workspace.get::<Item>(*id).is_some()) else {
        app.notice = Some(Notice::hint("that item is gone meanwhile"));
        return;
    };
    app.view = tab::BOARD;
    let page = app.page();
    if !app.board.select(id, page) {
        board::set_filter(app, "");
        app.board.select(id, page);
    }
}

fn copy(app: &mut App, _: crate::desk::event::Chord) -> Vec<Effect> {
    let message = decision(app).map(|decision| message(&app.workspace, decision));
    let Some(message) = message else {
        return Vec::new();
    };
    // Whether the terminal takes it is not known; a clipboard that does says so itself.
    app.notice = Some(Notice::done("sent to the terminal's clipboard"));
    vec![Effect::Copy(message.lines.join("\n"))]
}

/// Sets the day a conversation was held to today, or takes it away; the cursor goes along.
fn hold(app: &mut App) {
    let today = app.derived.today;
    let (Some(one), Some(field)) = (conversation(app), Conversation::KIND.field("held")) else {
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
    if app.commit(&label, vec![edit]) {
        app.log.conversation.set(id);
    }
}

fn add(app: &mut App) {
    let id = app.fresh(Conversation::KIND);
    let mut conversation = Conversation::new(id);
    conversation.item.0 = item(app);
    app.log.part = Part::Conversations;
    app.log.conversation.set(id);
    form::open_new(app, &conversation);
}

fn delete(app: &mut App) {
    let part = app.log.part;
    let ids = ids(app, part);
    pick_mut(&mut app.log, part).hold(&ids);
    if let Some(id) = current(app) {
        records::remove(app, part.kind(), id);
    }
}

fn compare(app: &mut App, chord: crate::desk::event::Chord) -> Vec<Effect> {
    app.view = tab::BOARD;
    against::compare_or_end(app, chord)
}
