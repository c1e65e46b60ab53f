//! A demo checkpoint: one item after another is shown, and what people say of it is kept.
//!
//! Owns which item is shown and which answer is chosen; every answer is a record at once. How a checkpoint begins
//! is in `begin`, what an answer leads to in `follow`: each of those is one step that can be undone.

mod begin;
pub mod draw;
mod follow;

pub(crate) use self::begin::{can_begin, demos, open, start};
pub(crate) use self::follow::{keep_request, reestimate, weigh};

use crate::desk::Desk;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::event::Chord;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::{Overlay, form, prompt, records};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::feedback::{Feedback, Question, Signal};
use crate::model::field::{Choice, FieldValue, Prose, Value};
use crate::model::id::Id;
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;

/// A demo checkpoint at one of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Checkpoint {
    /// The session.
    pub session: Id,
    /// The item that is shown.
    pub item: Id,
    /// The chosen one of [`rows`].
    pub cursor: usize,
}

/// A row of a checkpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Row {
    /// A question; none over answers that belong to none.
    Question(Option<Question>),
    /// An answer.
    Answer(Id),
}

/// The commands of a demo checkpoint.
pub const COMMANDS: &[Command] = commands! {
    Feedback open changes "Demo" "feedback.answer" ["Enter", "n"] hint 1,
        "answer": "Writes what somebody says to the question." => |app, _| { ask(app); Vec::new() };
    Feedback open looks "Demo" "feedback.down" ["Down", "j"],
        "move": "Goes to the next answer or question." => |app, _| go(app, 1);
    Feedback open looks "Demo" "feedback.up" ["Up", "k"],
        "move up": "Goes to the answer or question above." => |app, _| go(app, -1);
    Feedback open looks "Demo" "feedback.next" ["Tab"] hint 2 if has_others,
        "next item": "Shows the next item of the checkpoint." => |app, _| show(app, 1);
    Feedback open looks "Demo" "feedback.previous" ["Shift-Tab"] if has_others,
        "item before": "Shows the item before." => |app, _| show(app, -1);
    Feedback open changes "Answer" "feedback.right" ["Right", "l"] hint 3 if has_answer,
        "signal": "The next signal: what the answer tells." => |app, _| turn(app, 1);
    Feedback open changes "Answer" "feedback.left" ["Left", "h"] if has_answer,
        "signal before": "The signal before." => |app, _| turn(app, -1);
    Feedback open changes "Answer" "feedback.assumption" ["a"] hint 4 if follow::has_assumption,
        "assumption": "Supports or refutes an assumption of the item by this answer." => |app, _| { follow::list_assumptions(app); Vec::new() };
    Feedback open changes "Answer" "feedback.estimate" ["e"] hint 5 if has_answer,
        "estimate": "Changes an estimate of the item because of this answer." => |app, _| { follow::list_estimates(app); Vec::new() };
    Feedback open changes "Answer" "feedback.request" ["r"] hint 6 if follow::can_request,
        "request": "Makes a new request of this answer." => |app, _| { follow::ask_request(app); Vec::new() };
    Feedback open changes "Answer" "feedback.person" ["w"] hint 7 if has_answer,
        "who": "Opens the answer where it says who said it." => |app, _| { open_answer(app); Vec::new() };
    Feedback open changes "Answer" "feedback.delete" ["d", "Delete"] if has_answer,
        "delete": "Deletes the answer." => |app, _| { delete(app); Vec::new() };
    Feedback open looks "Demo" "feedback.session" ["s"],
        "people": "Opens the form of the checkpoint: who is there, what is shown, how long." => |app, _| { open_session(app); Vec::new() };
    Feedback open changes "Demo" "feedback.end" ["E"] hint 9 if is_on,
        "end demo": "Ends the checkpoint; what was said stays." => |app, _| { end(app); Vec::new() };
    Feedback open changes "Demo" "feedback.undo" ["u"],
        "undo": "Takes the last step back." => undo;
    Feedback open looks "Demo" "feedback.close" ["Esc", "q"] hint 8,
        "close": "Goes back; the checkpoint goes on when it is opened again." => |app, _| { app.overlays.pop(); Vec::new() };
};

/// The rows: each question with the answers to it, then answers that belong to none.
pub fn rows(workspace: &Workspace, checkpoint: &Checkpoint) -> Vec<Row> {
    let is_here = |said: &&Feedback| {
        said.session.0 == Some(checkpoint.session) && said.item.0 == Some(checkpoint.item)
    };
    let here: Vec<&Feedback> = workspace.all().filter(is_here).collect();
    let mut rows = Vec::new();
    let questions = Question::ALL.iter().copied().map(Some);
    for question in questions.chain([None]) {
        let answers = here.iter().filter(|said| said.question == question);
        let answers: Vec<Row> = answers.map(|said| Row::Answer(said.id)).collect();
        if question.is_some() || !answers.is_empty() {
            rows.push(Row::Question(question));
            rows.extend(answers);
        }
    }
    rows
}

fn top(app: &Desk) -> Option<&Checkpoint> {
    match app.overlays.last() {
        Some(Overlay::Feedback(checkpoint)) => Some(checkpoint),
        _ => None,
    }
}

fn top_mut(app: &mut Desk) -> Option<&mut Checkpoint> {
    match app.overlays.last_mut() {
        Some(Overlay::Feedback(checkpoint)) => Some(checkpoint),
        _ => None,
    }
}

fn row(app: &Desk) -> Option<Row> {
    let checkpoint = top(app)?;
    let rows = rows(&app.workspace, checkpoint);
    let last = rows.len().checked_sub(1)?;
    rows.get(checkpoint.cursor.min(last)).copied()
}

/// The chosen answer.
fn answer(app: &Desk) -> Option<&Feedback> {
    match row(app)? {
        Row::Answer(id) => app.workspace.get(id),
        Row::Question(_) => None,
    }
}

fn has_answer(app: &Desk) -> Result<(), String> {
    match answer(app) {
        Some(_) => Ok(()),
        None => Err("choose an answer first · Enter writes one".to_owned()),
    }
}

fn session(app: &Desk) -> Option<&Session> {
    app.workspace.get(top(app)?.session)
}

fn has_others(app: &Desk) -> Result<(), String> {
    match session(app) {
        Some(session) if session.agenda.0.len() > 1 => Ok(()),
        _ => Err("no other item is shown · s opens the agenda".to_owned()),
    }
}

fn is_on(app: &Desk) -> Result<(), String> {
    match session(app) {
        Some(session) if !session.over => Ok(()),
        _ => Err("this checkpoint is over · s opens its form".to_owned()),
    }
}

fn go(app: &mut Desk, by: isize) -> Vec<Effect> {
    let last = top(app).map(|here| rows(&app.workspace, here).len().saturating_sub(1));
    if let (Some(last), Some(checkpoint)) = (last, top_mut(app)) {
        checkpoint.cursor = checkpoint
            .cursor
            .min(last)
            .saturating_add_signed(by)
            .min(last);
    }
    Vec::new()
}

/// Shows another item of the agenda; after the last one comes the first.
fn show(app: &mut Desk, by: isize) -> Vec<Effect> {
    let agenda = session(app).map(|session| session.agenda.0.clone());
    let (Some(agenda), Some(checkpoint)) = (agenda, top_mut(app)) else {
        return Vec::new();
    };
    let here = agenda.iter().position(|item| *item == checkpoint.item);
    let next = match here {
        None => 0,
        Some(0) if by < 0 => agenda.len() - 1,
        Some(at) => at.saturating_add_signed(by) % agenda.len(),
    };
    if let Some(item) = agenda.get(next) {
        (checkpoint.item, checkpoint.cursor) = (*item, 0);
    }
    Vec::new()
}

/// Asks what is said to the question of the row.
fn ask(app: &mut Desk) {
    let question = match row(app) {
        Some(Row::Question(question)) => question,
        Some(Row::Answer(_)) => answer(app).and_then(|said| said.question),
        None => return,
    };
    prompt::open(app, prompt::Purpose::Said(question), "");
}

/// Keeps what somebody said, with the signal that such an answer mostly is.
pub(crate) fn keep(app: &mut Desk, question: Option<Question>, text: &str) {
    let Some(checkpoint) = top(app).cloned() else {
        return;
    };
    let mut said = Feedback::new(app.fresh(Feedback::KIND));
    said.said = Prose(text.to_owned());
    said.session.0 = Some(checkpoint.session);
    said.item.0 = Some(checkpoint.item);
    said.question = question;
    said.signal = question.map(|question| match question {
        Question::Solves => Signal::Works,
        Question::Friction => Signal::Friction,
        Question::Missing => Signal::Missing,
    });
    let (id, label) = (said.id, format!("said: {}", quoted(text)));
    if app.commit(&label, vec![Edit::Insert(Box::new(said))]) {
        choose(app, id);
    }
}

/// Puts the cursor on an answer.
fn choose(app: &mut Desk, id: Id) {
    let rows = top(app).map(|here| rows(&app.workspace, here));
    let at = rows.and_then(|rows| rows.iter().position(|row| *row == Row::Answer(id)));
    if let (Some(at), Some(checkpoint)) = (at, top_mut(app)) {
        checkpoint.cursor = at;
    }
}

fn turn(app: &mut Desk, by: isize) -> Vec<Effect> {
    let Some(said) = answer(app) else {
        return Vec::new();
    };
    let all = Signal::ALL;
    let here = said
        .signal
        .and_then(|now| all.iter().position(|one| *one == now));
    let next = match here {
        None => 0,
        Some(0) if by < 0 => all.len() - 1,
        Some(at) => at.saturating_add_signed(by) % all.len(),
    };
    let signal = all.get(next).copied();
    let word = signal
        .map_or("", |signal| signal.word().label)
        .to_lowercase();
    let label = format!("{} tells: {word}", quoted(&said.said.0));
    let edit = put(Feedback::KIND, said.id, "signal", signal.to_value());
    app.commit(&label, Vec::from_iter(edit));
    Vec::new()
}

/// The edit that sets a field of a record.
fn put(kind: &'static Kind, id: Id, field: &str, value: Value) -> Option<Edit> {
    let field = kind.field(field)?;
    Some(Edit::Set {
        kind,
        id,
        field,
        value,
    })
}

fn open_answer(app: &mut Desk) {
    if let Some(id) = answer(app).map(|said| said.id) {
        form::open_at(app, Feedback::KIND, id, "person");
    }
}

fn open_session(app: &mut Desk) {
    if let Some(id) = session(app).map(|session| session.id) {
        form::open_at(app, Session::KIND, id, "people");
    }
}

fn delete(app: &mut Desk) {
    if let Some(id) = answer(app).map(|said| said.id) {
        records::remove(app, Feedback::KIND, id);
    }
}

fn end(app: &mut Desk) {
    let Some(session) = session(app) else { return };
    let label = format!("demo {} is over", quoted(&session.name));
    let edit = put(Session::KIND, session.id, "over", true.to_value());
    if app.commit(&label, Vec::from_iter(edit)) {
        app.overlays.pop();
        app.notice = Some(Notice::done(format!(
            "{label} · X writes its minutes, u undoes"
        )));
    }
}

fn undo(app: &mut Desk, chord: Chord) -> Vec<Effect> {
    app.run("app.undo", chord);
    app.want(|app| {
        let app = &mut app.desk;
        // A step back may take the checkpoint itself away.
        if top(app).is_some() && session(app).is_none() {
            app.overlays.pop();
        }
        Vec::new()
    });
    Vec::new()
}
