//! The agenda: walked without the room, and changed while the session is on.

use crate::desk::Desk;
use crate::desk::command::{Can, Command, commands};
use crate::dialogs::prompt::Prompt;
use crate::edit::Edit;
use crate::model::field::{FieldValue, Links, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::limits::LIST_LIMIT;
use crate::model::record::Declared;
use crate::model::session::{Session, Way};
use crate::model::words::worded;
use crate::scoring::session::way::{self, VoteQuestion};
use crate::views::session::state::{Floor, Sessions, current, is_on, titled};
use crate::views::session::walk::{go_to, pin};

/// The commands on the agenda.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Ahead open looks "Agenda" "ahead.down" ["Down", "j"] hint 2 if is_on,
        "move": "Goes down the agenda." => |desk, state, _| walk(desk, state, 1);
    Ahead open looks "Agenda" "ahead.up" ["Up", "k"] if is_on,
        "move up": "Goes up the agenda." => |desk, state, _| walk(desk, state, -1);
    Ahead open changes "Agenda" "ahead.go" ["Enter"] hint 1 if is_on,
        "go there": "Takes the room to this item." => |desk, state, _| go_there(desk, state);
    Ahead open changes "Agenda" "ahead.one" ["p"] hint 3 if is_on,
        "set 1": "Makes this item the 1 of the column." => |desk, state, _| pin(desk, state);
    Ahead open asks "Agenda" "ahead.new" ["n"] hint 4 if is_on,
        "new item": "Types the title of a new item, which goes on the agenda." => |desk, _, _| ask_new(desk);
    Ahead open changes "Agenda" "ahead.board" ["m"] hint 5 if has_chosen,
        "add chosen": "Puts what is selected on the board on the agenda, or what is chosen there." => |desk, _, _| add_chosen(desk);
    Ahead open changes "Agenda" "ahead.out" ["x"] hint 6 if can_let_go,
        "let go": "Takes this item off the agenda; its votes stay." => |desk, state, _| let_go(desk, state);
    Ahead open changes "Agenda" "ahead.later" ["J"] hint 7 if is_on,
        "later": "Moves this item down the agenda." => |desk, state, _| shift(desk, state, 1);
    Ahead open changes "Agenda" "ahead.sooner" ["K"] if is_on,
        "sooner": "Moves this item up the agenda." => |desk, state, _| shift(desk, state, -1);
    Ahead open looks "Agenda" "ahead.leave" ["Esc"] hint 8 if is_on,
        "leave": "Back to the question." => |_, state, _| state.floor = Floor::Question;
};

pub(super) fn look_ahead(desk: &Desk, state: &mut Sessions) {
    let at = current(desk)
        .and_then(|(session, asked)| session.agenda.0.iter().position(|item| *item == asked.item));
    state.floor = Floor::Ahead(at.unwrap_or(0));
}

fn walk(desk: &Desk, state: &mut Sessions, by: isize) {
    let last = current(desk).map_or(0, |(session, _)| session.agenda.0.len().saturating_sub(1));
    if let Floor::Ahead(at) = &mut state.floor {
        *at = at.saturating_add_signed(by).min(last);
    }
}

/// The item under the cursor of the agenda.
pub(super) fn ahead(desk: &Desk, state: &Sessions) -> Option<Id> {
    let Floor::Ahead(at) = state.floor else {
        return None;
    };
    current(desk).and_then(|(session, _)| session.agenda.0.get(at).copied())
}

/// The question on an item: of the present column down a column, else the item's first.
fn question_on(desk: &Desk, item: Id) -> Option<VoteQuestion> {
    let (session, asked) = current(desk)?;
    let same = VoteQuestion { item, ..asked };
    let mut all = way::questions(session).into_iter();
    match session.way {
        Way::Factors => all.find(|one| *one == same),
        Way::Items => all.find(|one| one.item == item),
    }
}

fn go_there(desk: &mut Desk, state: &mut Sessions) {
    let here = current(desk).map(|(_, asked)| asked.item);
    let target = ahead(desk, state).filter(|item| here != Some(*item));
    state.floor = Floor::Question;
    if let Some(asked) = target.and_then(|item| question_on(desk, item)) {
        go_to(desk, state, asked);
    }
}

/// Writes the agenda anew; a room whose item has gone from it goes to another one.
fn write(desk: &mut Desk, label: &str, mut edits: Vec<Edit>, agenda: Vec<Id>, then: Option<Id>) {
    let Some((session, _)) = current(desk) else {
        return;
    };
    let id = session.id;
    let agenda = Links::<Item>::new(agenda).to_value();
    edits.extend(Edit::put::<Session>(id, "agenda", agenda));
    edits.extend(then.and_then(|item| Edit::put::<Session>(id, "item", Value::Link(item))));
    desk.commit(label, edits);
}

fn agenda(desk: &Desk) -> Vec<Id> {
    current(desk).map_or_else(Vec::new, |(session, _)| session.agenda.0.clone())
}

fn ask_new(desk: &mut Desk) {
    let placeholder = "its title; it goes to the end";
    let prompt = Prompt::new(
        worded("New item on the agenda"),
        placeholder,
        |desk, title: String| {
            let mut item = Item::new(desk.fresh(Item::KIND));
            title.clone_into(&mut item.title);
            item.asked = desk.derived.today;
            let mut all = agenda(desk);
            all.push(item.id);
            let label = format!("{} is on the agenda", crate::desk::notice::quoted(&title));
            write(desk, &label, vec![Edit::Insert(Box::new(item))], all, None);
        },
    );
    prompt.open(desk);
}

/// What is marked on the board, or chosen there, and not on the agenda yet.
fn chosen(desk: &Desk) -> Vec<Id> {
    let on = agenda(desk);
    let marked = desk.backlog.marked.iter().copied();
    let mut chosen: Vec<Id> = marked.collect();
    if chosen.is_empty() {
        chosen.extend(desk.backlog.selected());
    }
    chosen.retain(|id| !on.contains(id) && desk.workspace.get::<Item>(*id).is_some());
    chosen.truncate(LIST_LIMIT.saturating_sub(on.len()));
    chosen
}

fn has_chosen(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if chosen(desk).is_empty() {
        return Err(worded(
            "what is chosen on the board is on the agenda · {GO_BOARD}, {ITEM_MARK} selects others",
        )
        .to_owned());
    }
    Ok(())
}

fn add_chosen(desk: &mut Desk) {
    let chosen = chosen(desk);
    let count = crate::desk::changes::many(chosen.len(), "item");
    let mut all = agenda(desk);
    all.extend(chosen);
    write(
        desk,
        &format!("{count} put on the agenda"),
        Vec::new(),
        all,
        None,
    );
}

fn can_let_go(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if agenda(desk).len() < 2 {
        return Err(worded(
            "it is the last item of the agenda · {DISCUSSION_END} ends the session",
        )
        .to_owned());
    }
    Ok(())
}

fn let_go(desk: &mut Desk, state: &mut Sessions) {
    let (Some(item), Floor::Ahead(at)) = (ahead(desk, state), &state.floor) else {
        return;
    };
    let at = *at;
    let mut all = agenda(desk);
    all.retain(|id| *id != item);
    let next = all.get(at.min(all.len().saturating_sub(1))).copied();
    let here = current(desk).is_some_and(|(_, asked)| asked.item == item);
    let label = format!("{} is off the agenda", titled(desk, item));
    write(desk, &label, Vec::new(), all, next.filter(|_| here));
    walk(desk, state, 0);
}

/// Moves the item under the cursor along the agenda.
fn shift(desk: &mut Desk, state: &mut Sessions, by: isize) {
    let (Some(item), Floor::Ahead(at)) = (ahead(desk, state), &state.floor) else {
        return;
    };
    let mut all = agenda(desk);
    let to = at
        .saturating_add_signed(by)
        .min(all.len().saturating_sub(1));
    if to == *at {
        return desk.hint("it stands at the end of the agenda");
    }
    all.retain(|id| *id != item);
    all.insert(to, item);
    let label = format!("{} moved on the agenda", titled(desk, item));
    write(desk, &label, Vec::new(), all, None);
    if matches!(state.floor, Floor::Ahead(_)) {
        state.floor = Floor::Ahead(to);
    }
}
