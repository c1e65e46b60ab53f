//! Cards on the table: shown after two deliberate keys, hidden again by one, and settled.
//!
//! Whatever way leads to cards that are seen, undo and redo included, is asked about first.

use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::desk::tab;
use crate::dialogs::form;
use crate::edit::Edit;
use crate::model::decision::Conversation;
use crate::model::field::{FieldValue, Links, Value};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::scoring::session::outcome::has_cards;
use crate::scoring::session::rubric;
use crate::shell::App;
use crate::shell::global;
use crate::views::session::{Asked, Focus, Phase, current, is_on, phase, put, round, walk};

/// The commands of open cards.
pub const COMMANDS: &[Command] = commands! { [App]
    Reveal open changes "Vote" "reveal.yes" ["Enter"] hint 1 if is_on,
        "reveal": "Shows the cards to everybody." => |app, _| yes(app);
    Reveal open looks "Vote" "reveal.no" ["Esc"] hint 2 if is_on,
        "keep hidden": "Goes on without showing them, as any other key does." => |app, _| { no(app); Vec::new() };
    Revealed open changes "Vote" "revealed.settle" ["Enter", "s"] hint 1 if can_settle,
        "settle": "Settles on the value that is marked: the median card, unless another is chosen." => |app, _| { settle(app); Vec::new() };
    Revealed open changes "Vote" "revealed.higher" ["h"] hint 3 if can_settle,
        "higher card": "Settles on the highest card that was shown." => |app, _| { higher(app); Vec::new() };
    Revealed open changes "Vote" "revealed.talk" ["c"] hint 4 if can_talk,
        "conversation": "Writes down who must talk about this, where customer and engineering see it differently." => |app, _| { talk(app); Vec::new() };
};

/// Whether there are hidden cards to show.
pub fn can_ask(app: &App) -> Result<(), String> {
    is_on(app)?;
    let typed = app.room.focus == Focus::Voting && !app.room.typed.is_empty();
    match round(app) {
        _ if typed => Ok(()),
        Some(round) if !round.shown && has_cards(round) => Ok(()),
        Some(round) if round.shown => Err("the cards are shown already · x hides them".to_owned()),
        _ => Err("there is no card to reveal yet · v takes cards".to_owned()),
    }
}

/// Whether there are open cards to hide.
pub fn can_hide(app: &App) -> Result<(), String> {
    is_on(app)?;
    match round(app) {
        Some(round) if round.shown && has_cards(round) => Ok(()),
        _ => Err("no card is open".to_owned()),
    }
}

fn can_settle(app: &App) -> Result<(), String> {
    is_on(app)?;
    if phase(app) == Phase::Shown && walk::value(app).is_none() && app.room.typed.is_empty() {
        return Err("nobody showed a value · digits settle one, v votes again".to_owned());
    }
    Ok(())
}

fn can_talk(app: &App) -> Result<(), String> {
    is_on(app)?;
    match &app.room.scene {
        Some(scene) if scene.sides.is_misaligned() => Ok(()),
        _ => {
            Err("customer and engineering see this alike, or one of them showed no card".to_owned())
        }
    }
}

/// Asks whether to show the cards.
pub fn ask(app: &mut App) {
    crate::views::session::take_typed(app);
    if can_ask(app).is_ok() {
        app.room.focus = Focus::Asking(Asked::Reveal);
    }
}

/// Whether a reveal is being asked about.
pub fn asks(app: &App) -> bool {
    app.view == tab::SESSION
        && app.overlays.is_empty()
        && current(app).is_some()
        && matches!(app.room.focus, Focus::Asking(_))
}

/// Leaves the cards hidden.
pub fn no(app: &mut App) {
    app.room.focus = Focus::Question;
    app.notice = Some(Notice::hint("the cards stay hidden"));
}

fn yes(app: &mut App) -> Vec<Effect> {
    let Focus::Asking(asked) = std::mem::take(&mut app.room.focus) else {
        return Vec::new();
    };
    match asked {
        Asked::Reveal => {
            if let Some(id) = round(app).map(|round| round.id) {
                let edit = put::<Round>(id, "shown", true.to_value());
                app.commit("cards revealed", Vec::from_iter(edit));
                app.notice = None;
            }
        }
        Asked::Undo => global::step_back(app),
        Asked::Redo => global::step_again(app),
    }
    Vec::new()
}

/// Whether a step back or again would open hidden cards; then that is asked about instead.
pub fn guards(app: &mut App, asked: Asked) -> bool {
    let edits = match asked {
        Asked::Reveal => None,
        Asked::Undo => {
            let mut done = app.history.done().iter().rev();
            let step = done.find(|step| step.label != crate::views::session::clock::KEPT);
            step.map(|step| &step.inverse)
        }
        Asked::Redo => app.history.undone().last().map(|step| &step.edits),
    };
    let opens = |edit: &Edit| match edit {
        Edit::Set {
            kind,
            id,
            field,
            value,
        } => {
            let hidden = app
                .workspace
                .get::<Round>(*id)
                .filter(|round| !round.shown && has_cards(round));
            *kind == Round::KIND
                && Round::KIND.field("shown") == Some(*field)
                && *value == Value::Flag(true)
                && hidden.is_some()
        }
        Edit::Insert(_) | Edit::Remove { .. } | Edit::SetUnknown { .. } => false,
    };
    if !edits.is_some_and(|edits| edits.iter().any(opens)) {
        return false;
    }
    if app.overlays.is_empty() && current(app).is_some() {
        app.view = tab::SESSION;
        app.room.setup = None;
        app.room.focus = Focus::Asking(asked);
    } else {
        app.notice = Some(Notice::hint(
            "that step shows hidden cards · g s goes to the session, then again",
        ));
    }
    true
}

/// Hides the cards again.
pub fn hide(app: &mut App) {
    if let Some(id) = round(app).map(|round| round.id) {
        let edit = put::<Round>(id, "shown", false.to_value());
        app.commit("cards hidden", Vec::from_iter(edit));
    }
}

fn settle(app: &mut App) {
    crate::views::session::take_typed(app);
    if let (Some((_, asked)), Some(value)) = (current(app), walk::value(app)) {
        walk::agree(app, asked, value);
    }
}

fn higher(app: &mut App) {
    app.room.typed.clear();
    let scene = app.room.scene.as_ref();
    let ends = scene.and_then(|scene| scene.shown.last()?.ends);
    if let (Some((_, asked)), Some((_, highest))) = (current(app), ends) {
        walk::agree(app, asked, highest);
    }
}

/// Writes down who must talk about the estimate; the form opens with everything known filled in.
fn talk(app: &mut App) {
    let Some((session, asked)) = current(app).map(|(session, asked)| (session.id, asked)) else {
        return;
    };
    let Some(scene) = &app.room.scene else {
        return;
    };
    let people = scene.shown.last().map(|tally| scene.sides.people(tally));
    let title = app.workspace.get::<Item>(asked.item);
    let title = title.map_or_else(String::new, |item| quoted(&item.title));
    let mut talk = Conversation::new(app.fresh(Conversation::KIND));
    talk.about = format!(
        "{} of {title}: customer and engineering see it differently",
        rubric::name(asked.factor)
    );
    talk.item.0 = Some(asked.item);
    asked.factor.field().clone_into(&mut talk.factor);
    talk.people = Links::new(people.unwrap_or_default());
    talk.session.0 = Some(session);
    form::open_new(app, &talk);
}

/// The ranks before and after, as people read them.
pub fn rank_words(rank: Option<Number>) -> String {
    rank.map_or_else(|| "none".to_owned(), |rank| rank.to_string())
}
