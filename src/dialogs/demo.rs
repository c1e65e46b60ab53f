//! A demo checkpoint: one item after another is shown, and what people say of it is kept.
//!
//! Owns which item is shown and which answer is chosen; every answer is a record at once. How a checkpoint begins
//! is in `begin`, what an answer leads to in `follow`: each of those is one step that can be undone.

mod begin;
pub mod draw;
mod follow;
mod reached;

pub(crate) use self::begin::{can_begin, demos, open, start};

use crate::desk::Desk;
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::dialog::Dialog;
use crate::desk::notice::quoted;
use crate::dialogs::prompt::Prompt;
use crate::dialogs::{close, form, line_from, lists, undo};
use crate::edit::Edit;
use crate::model::Workspace;
use crate::model::feedback::{Feedback, Question, Signal};
use crate::model::field::{Choice, FieldValue, Prose, Value};
use crate::model::id::Id;
use crate::model::key::{APP_EXPORT, APP_UNDO};
use crate::model::record::{Declared, Kind};
use crate::model::session::Session;
use crate::model::words::worded;

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
pub enum CheckpointRow {
    /// A question; none over answers that belong to none.
    Question(Option<Question>),
    /// An answer.
    Answer(Id),
}

/// The commands of a demo checkpoint.
pub const COMMANDS: &[Command] = commands! {
    Checkpoint open changes "Demo" "checkpoint.answer" ["Enter", "n"] hint 1,
        "answer": "Writes what somebody says to the question." => |desk, _| ask(desk);
    Checkpoint open looks "Demo" "checkpoint.next" ["Tab"] hint 2 if has_others,
        "next item": "Shows the next item of the checkpoint." => |desk, _| show(desk, 1);
    Checkpoint open looks "Demo" "checkpoint.previous" ["Shift-Tab"] if has_others,
        "item before": "Shows the item before." => |desk, _| show(desk, -1);
    Checkpoint open changes "Answer" "checkpoint.right" ["Right", "l"] hint 3 if has_answer,
        "signal": "The next signal: what the answer tells." => |desk, _| turn(desk, 1);
    Checkpoint open changes "Answer" "checkpoint.left" ["Left", "h"] if has_answer,
        "signal before": "The signal before." => |desk, _| turn(desk, -1);
    Checkpoint open changes "Answer" "checkpoint.assumption" ["a"] hint 4 if follow::has_assumption,
        "assumption": "Supports or refutes an assumption of the item by this answer." => |desk, _| follow::list_assumptions(desk);
    Checkpoint open changes "Answer" "checkpoint.estimate" ["e"] hint 5 if has_answer,
        "estimate": "Changes an estimate of the item because of this answer." => |desk, _| follow::list_estimates(desk);
    Checkpoint open changes "Answer" "checkpoint.request" ["r"] hint 6 if follow::can_request,
        "request": "Makes a new request of this answer." => |desk, _| follow::ask_request(desk);
    Checkpoint open changes "Answer" "checkpoint.evidence" ["v"] if has_answer,
        "evidence": "Notes this answer as evidence about the item and the needs it meets." => |desk, _| follow::note_evidence(desk);
    Checkpoint open changes "Answer" "checkpoint.wish" ["W"] if has_answer,
        "wish": "Puts this answer among the wishes that are to be sorted in." => |desk, _| follow::wish(desk);
    Checkpoint open changes "Answer" "checkpoint.person" ["w"] hint 7 if has_answer,
        "who": "Opens the answer where it says who said it." => |desk, _| open_answer(desk);
    Checkpoint open changes "Answer" "checkpoint.delete" ["d", "Delete"] if has_answer,
        "delete": "Deletes the answer." => |desk, _| delete(desk);
    Checkpoint open looks "Demo" "checkpoint.reached" ["o"] hint 8 if reached::has_objective,
        "objectives": "Planned against actual value of the objectives of this planning interval." => |desk, _| reached::list(desk);
    Checkpoint open looks "Demo" "checkpoint.session" ["s"],
        "people": "Opens the form of the checkpoint: who is there, what is shown, how long." => |desk, _| open_session(desk);
    Checkpoint open changes "Demo" "checkpoint.end" ["E"] hint 9 if is_on,
        "end demo": "Ends the checkpoint; what was said stays." => |desk, _| end(desk);
    Checkpoint open changes "Demo" "checkpoint.undo" ["u", "Ctrl-z"],
        "undo": "Takes the last step back." => undo;
    Checkpoint open looks "Demo" "checkpoint.close" ["Esc", "q"] hint 10,
        "close": "Goes back; the checkpoint goes on when it is opened again." => close;
};

impl Dialog for Checkpoint {
    fn scope(&self) -> Scope {
        Scope("Checkpoint")
    }

    fn choose(&mut self, line: usize) {
        self.cursor = line;
    }

    fn go(&mut self, desk: &mut Desk, by: isize) {
        let last = rows(&desk.workspace, self).len().saturating_sub(1);
        self.cursor = line_from(self.cursor, by, last);
    }

    fn can_go(&self, _: &Desk) -> Can {
        Ok(())
    }

    /// A step back may take the checkpoint itself away.
    fn refresh(&mut self, desk: &Desk) -> bool {
        desk.workspace.get::<Session>(self.session).is_some()
    }
}

/// The rows: each question with the answers to it, then answers that belong to none.
pub fn rows(workspace: &Workspace, checkpoint: &Checkpoint) -> Vec<CheckpointRow> {
    let is_here = |said: &&Feedback| {
        said.session.0 == Some(checkpoint.session) && said.item.0 == Some(checkpoint.item)
    };
    let here: Vec<&Feedback> = workspace.all().filter(is_here).collect();
    let mut rows = Vec::new();
    let questions = Question::ALL.iter().copied().map(Some);
    for question in questions.chain([None]) {
        let answers = here.iter().filter(|said| said.question == question);
        let answers: Vec<CheckpointRow> =
            answers.map(|said| CheckpointRow::Answer(said.id)).collect();
        if question.is_some() || !answers.is_empty() {
            rows.push(CheckpointRow::Question(question));
            rows.extend(answers);
        }
    }
    rows
}

fn row(desk: &Desk) -> Option<CheckpointRow> {
    let checkpoint = desk.top::<Checkpoint>()?;
    let rows = rows(&desk.workspace, checkpoint);
    let last = rows.len().checked_sub(1)?;
    rows.get(checkpoint.cursor.min(last)).copied()
}

/// The chosen answer.
fn answer(desk: &Desk) -> Option<&Feedback> {
    match row(desk)? {
        CheckpointRow::Answer(id) => desk.workspace.get(id),
        CheckpointRow::Question(_) => None,
    }
}

fn has_answer(desk: &Desk) -> Result<(), String> {
    match answer(desk) {
        Some(_) => Ok(()),
        None => Err(worded("choose an answer first · {CHECKPOINT_ANSWER} writes one").to_owned()),
    }
}

fn session(desk: &Desk) -> Option<&Session> {
    desk.workspace.get(desk.top::<Checkpoint>()?.session)
}

fn has_others(desk: &Desk) -> Result<(), String> {
    match session(desk) {
        Some(session) if session.agenda.0.len() > 1 => Ok(()),
        _ => {
            Err(worded("no other item is shown · {CHECKPOINT_SESSION} opens the agenda").to_owned())
        }
    }
}

fn is_on(desk: &Desk) -> Result<(), String> {
    match session(desk) {
        Some(session) if !session.over => Ok(()),
        _ => {
            Err(worded("this checkpoint is over · {CHECKPOINT_SESSION} opens its form").to_owned())
        }
    }
}

/// Shows another item of the agenda; after the last one comes the first.
fn show(desk: &mut Desk, by: isize) {
    let agenda = session(desk).map(|session| session.agenda.0.clone());
    let (Some(agenda), Some(checkpoint)) = (agenda, desk.top_mut::<Checkpoint>()) else {
        return;
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
}

/// Asks what is said to the question of the row.
fn ask(desk: &mut Desk) {
    let question = match row(desk) {
        Some(CheckpointRow::Question(question)) => question,
        Some(CheckpointRow::Answer(_)) => answer(desk).and_then(|said| said.question),
        None => return,
    };
    let label = question.map_or("What was said", |question| question.word().label);
    let placeholder = "in the words of whoever says it";
    let prompt = Prompt::new(label, placeholder, move |desk, text: String| {
        keep(desk, question, &text);
    });
    prompt.kept(None).open(desk);
}

/// Keeps what somebody said, with the signal that such an answer mostly is.
fn keep(desk: &mut Desk, question: Option<Question>, text: &str) {
    let Some(checkpoint) = desk.top::<Checkpoint>().cloned() else {
        return;
    };
    let mut said = Feedback::new(desk.fresh(Feedback::KIND));
    said.said = Prose::from(text.to_owned());
    said.session.0 = Some(checkpoint.session);
    said.item.0 = Some(checkpoint.item);
    said.question = question;
    said.signal = question.map(|question| match question {
        Question::Solves => Signal::Works,
        Question::Friction => Signal::Friction,
        Question::Missing => Signal::Missing,
    });
    let (id, label) = (said.id, format!("said: {}", quoted(text)));
    if desk.commit(&label, vec![Edit::Insert(Box::new(said))]) {
        choose(desk, id);
    }
}

/// Puts the cursor on an answer.
fn choose(desk: &mut Desk, id: Id) {
    let rows = desk
        .top::<Checkpoint>()
        .map(|here| rows(&desk.workspace, here));
    let at = rows.and_then(|rows| {
        rows.iter()
            .position(|row| *row == CheckpointRow::Answer(id))
    });
    if let (Some(at), Some(checkpoint)) = (at, desk.top_mut::<Checkpoint>()) {
        checkpoint.cursor = at;
    }
}

fn turn(desk: &mut Desk, by: isize) {
    let Some(said) = answer(desk) else {
        return;
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
    let label = format!("{} tells: {word}", quoted(&said.said));
    let edit = put(Feedback::KIND, said.id, "signal", signal.to_value());
    desk.commit(&label, Vec::from_iter(edit));
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

fn open_answer(desk: &mut Desk) {
    if let Some(id) = answer(desk).map(|said| said.id) {
        form::open_at(desk, Feedback::KIND, id, "person");
    }
}

fn open_session(desk: &mut Desk) {
    if let Some(id) = session(desk).map(|session| session.id) {
        form::open_at(desk, Session::KIND, id, "people");
    }
}

fn delete(desk: &mut Desk) {
    if let Some(id) = answer(desk).map(|said| said.id) {
        lists::remove(desk, Feedback::KIND, &[id]);
    }
}

fn end(desk: &mut Desk) {
    let Some(session) = session(desk) else { return };
    let label = format!("demo {} is over", quoted(&session.name));
    let edit = put(Session::KIND, session.id, "over", true.to_value());
    if desk.commit(&label, Vec::from_iter(edit)) {
        desk.close();
        desk.done(format!(
            "{label} · {APP_EXPORT} writes its minutes, {APP_UNDO} undoes"
        ));
    }
}
