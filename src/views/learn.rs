//! Learning: what people agreed to do, the occasions they met on, thanks, and what they said of demos.
//!
//! Owns which list has the keys and what is chosen in each, and what its keys change. Which action is overdue is
//! in [`crate::scoring::due`].

pub mod draw;
pub mod plain;

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::desk::pick::Pick;
use crate::dialogs::{demo, form, records};
use crate::edit::Edit;
use crate::model::event::{Action, Event, Recognition};
use crate::model::field::FieldValue;
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::model::settings::Settings;
use crate::scoring::due;
use crate::shell::App;
use crate::views::board::quoted;

/// A list of the view.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// What somebody is going to do.
    #[default]
    Actions,
    /// The occasions people met on.
    Events,
    /// Thanks.
    Recognition,
    /// The demo checkpoints, with what was said in them.
    Demos,
}

impl Part {
    /// All four, in the order Tab goes through them.
    pub const ALL: [Self; 4] = [Self::Actions, Self::Events, Self::Recognition, Self::Demos];
}

/// The state of events and actions.
#[derive(Debug, Default)]
pub struct Learn {
    /// The list that gets the keys.
    pub part: Part,
    action: Pick,
    event: Pick,
    recognition: Pick,
    demo: Pick,
}

/// The commands among events and actions.
pub const COMMANDS: &[Command] = commands! { [App]
    Learn open looks "Move" "learn.down" ["Down", "j"] hint 1 if has_rows,
        "move": "Chooses the next one." => |app, _| go(app, 1);
    Learn open looks "Move" "learn.up" ["Up", "k"] if has_rows,
        "move up": "Chooses the one above." => |app, _| go(app, -1);
    Learn open looks "Move" "learn.page-down" ["PgDn", "Ctrl-d"] if has_rows,
        "page down": "Goes ten rows down." => |app, _| go(app, 10);
    Learn open looks "Move" "learn.page-up" ["PgUp", "Ctrl-u"] if has_rows,
        "page up": "Goes ten rows up." => |app, _| go(app, -10);
    Learn open looks "Move" "learn.top" ["g g", "Home"] if has_rows,
        "top": "Goes to the first one." => |app, _| go(app, isize::MIN / 2);
    Learn open looks "Move" "learn.bottom" ["G", "End"] if has_rows,
        "bottom": "Goes to the last one." => |app, _| go(app, isize::MAX / 2);
    Learn open looks "Move" "learn.next" ["Tab"] hint 2,
        "next list": "Goes to the next list: actions, events, recognition, demos." => |app, _| step(app, 1);
    Learn open looks "Move" "learn.previous" ["Shift-Tab"],
        "list before": "Goes to the list before." => |app, _| step(app, Part::ALL.len() - 1);
    Learn open looks "Record" "learn.edit" ["Enter"] hint 3 if has_rows,
        "edit": "Opens the form of the chosen one." => |app, _| { open(app); Vec::new() };
    Learn open changes "Record" "learn.new" ["n"] hint 4,
        "new": "Writes a new action, event, recognition or demo, as in the list." => |app, _| { add(app); Vec::new() };
    Learn open changes "Record" "learn.action" ["a"] hint 6,
        "action": "Writes a new action; from the events, one of the chosen event." => |app, _| { add_action(app); Vec::new() };
    Learn open changes "Record" "learn.done" ["x"] hint 5 if can_do,
        "done": "Marks the action done today; again takes it back." => |app, _| { done(app); Vec::new() };
    Learn open changes "Record" "learn.checkpoint" ["c"] hint 7 if can_show,
        "demo": "Begins a demo checkpoint, or goes on with the open or the chosen one." => |app, _| { checkpoint(app); Vec::new() };
    Learn open changes "Record" "learn.delete" ["d", "Delete"] if has_rows,
        "delete": "Deletes the chosen one." => |app, _| { delete(app); Vec::new() };
};

/// The rows of a list by their ids: actions with overdue ones first, events and thanks with the latest first.
pub fn ids(app: &App, part: Part) -> Vec<Id> {
    match part {
        Part::Actions => {
            let all = due::actions(&app.workspace, app.derived.today);
            all.iter().map(|action| action.id).collect()
        }
        Part::Events => latest(
            app.workspace
                .all::<Event>()
                .map(|event| (event.date, event.id)),
        ),
        Part::Recognition => latest(
            app.workspace
                .all::<Recognition>()
                .map(|thanks| (thanks.date, thanks.id)),
        ),
        Part::Demos => {
            let all = demo::demos(&app.workspace);
            all.iter().map(|session| session.id).collect()
        }
    }
}

/// The latest first, those without a day last.
fn latest(all: impl Iterator<Item = (Option<chrono::NaiveDate>, Id)>) -> Vec<Id> {
    let mut all: Vec<_> = all.collect();
    all.sort_by_key(|(date, id)| (std::cmp::Reverse(*date), *id));
    all.into_iter().map(|(_, id)| id).collect()
}

/// The chosen row of a list, among the rows given.
pub fn chosen(app: &App, part: Part, ids: &[Id]) -> Option<usize> {
    pick(&app.learn, part).at(ids)
}

const fn pick(learn: &Learn, part: Part) -> &Pick {
    match part {
        Part::Actions => &learn.action,
        Part::Events => &learn.event,
        Part::Recognition => &learn.recognition,
        Part::Demos => &learn.demo,
    }
}

const fn pick_mut(learn: &mut Learn, part: Part) -> &mut Pick {
    match part {
        Part::Actions => &mut learn.action,
        Part::Events => &mut learn.event,
        Part::Recognition => &mut learn.recognition,
        Part::Demos => &mut learn.demo,
    }
}

const fn kind(part: Part) -> &'static Kind {
    match part {
        Part::Actions => Action::KIND,
        Part::Events => Event::KIND,
        Part::Recognition => Recognition::KIND,
        Part::Demos => Session::KIND,
    }
}

fn current(app: &App) -> Option<Id> {
    let part = app.learn.part;
    pick(&app.learn, part).id(&ids(app, part))
}

fn action(app: &App) -> Option<&Action> {
    match app.learn.part {
        Part::Actions => app.workspace.get(current(app)?),
        Part::Events | Part::Recognition | Part::Demos => None,
    }
}

fn has_rows(app: &App) -> Result<(), String> {
    current(app)
        .map(|_| ())
        .ok_or_else(|| "there is none yet · n adds one".to_owned())
}

fn can_do(app: &App) -> Result<(), String> {
    if action(app).is_none() {
        return Err("Tab goes to the actions; x marks the chosen one done".to_owned());
    }
    if app.derived.today.is_none() {
        return Err("today is not known · Enter opens the form with its day".to_owned());
    }
    Ok(())
}

fn go(app: &mut App, by: isize) -> Vec<Effect> {
    let part = app.learn.part;
    let ids = ids(app, part);
    pick_mut(&mut app.learn, part).go(&ids, by);
    Vec::new()
}

fn step(app: &mut App, by: usize) -> Vec<Effect> {
    let here = Part::ALL.iter().position(|part| *part == app.learn.part);
    let next = (here.unwrap_or_default() + by) % Part::ALL.len();
    if let Some(part) = Part::ALL.get(next) {
        app.learn.part = *part;
    }
    Vec::new()
}

/// Goes to a record, in the list that has it, as a press on it does.
pub(crate) fn show(app: &mut App, of: &'static Kind, id: Id) {
    for part in Part::ALL {
        if kind(part) == of {
            app.learn.part = part;
            pick_mut(&mut app.learn, part).set(id);
        }
    }
}

fn open(app: &mut App) {
    if let Some(id) = current(app) {
        let part = app.learn.part;
        form::open(app, kind(part), id);
    }
}

fn add(app: &mut App) {
    let (today, increment) = (
        app.derived.today,
        app.workspace.the::<Settings>().increment.0,
    );
    match app.learn.part {
        Part::Actions => add_action(app),
        Part::Events => {
            let mut event = Event::new(app.fresh(Event::KIND));
            (event.date, event.increment.0) = (today, increment);
            app.learn.event.set(event.id);
            form::open_new(app, &event);
        }
        Part::Recognition => {
            let id = app.fresh(Recognition::KIND);
            let mut thanks = Recognition::new(id);
            thanks.date = today;
            app.learn.recognition.set(id);
            form::open_new(app, &thanks);
        }
        Part::Demos => match demo::can_begin(app) {
            Ok(()) => demo::start(app),
            Err(why) => app.notice = Some(Notice::hint(why)),
        },
    }
}

/// The demo that is chosen, in their list.
fn demo(app: &App) -> Option<Id> {
    current(app).filter(|_| app.learn.part == Part::Demos)
}

fn can_show(app: &App) -> Result<(), String> {
    match demo(app) {
        Some(_) => Ok(()),
        None => demo::can_begin(app),
    }
}

fn checkpoint(app: &mut App) {
    match demo(app) {
        Some(id) => demo::open(app, id),
        None => demo::start(app),
    }
}

fn add_action(app: &mut App) {
    let mut action = Action::new(app.fresh(Action::KIND));
    if app.learn.part == Part::Events {
        action.event.0 = current(app);
    }
    app.learn.action.set(action.id);
    form::open_new(app, &action);
}

/// Sets the day an action was done to today, or takes it away; the cursor goes along.
fn done(app: &mut App) {
    let today = app.derived.today;
    let (Some(action), Some(field)) = (action(app), Action::KIND.field("done")) else {
        return;
    };
    let (id, title) = (action.id, quoted(&action.text));
    let (value, label) = match action.done {
        None => (today, format!("done: {title}")),
        Some(_) => (None, format!("not done yet: {title}")),
    };
    let edit = Edit::Set {
        kind: Action::KIND,
        id,
        field,
        value: value.to_value(),
    };
    if app.commit(&label, vec![edit]) {
        app.learn.action.set(id);
    }
}

fn delete(app: &mut App) {
    let part = app.learn.part;
    let ids = ids(app, part);
    pick_mut(&mut app.learn, part).hold(&ids);
    if let Some(id) = current(app) {
        records::remove(app, kind(part), id);
    }
}
