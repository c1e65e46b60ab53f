//! Through the questions of a session: values the room agrees on without a vote, moves, the agenda ahead.

use crate::desk::changes::many;
use crate::desk::command::{Command, commands};
use crate::desk::effect::Effect;
use crate::desk::estimate::{Entry, Estimate, Typed};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::Notice;
use crate::desk::notice::quoted;
use crate::dialogs::{confidence, prompt};
use crate::edit::Edit;
use crate::model::field::{FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::points::step;
use crate::model::record::Declared;
use crate::model::session::{Round, Session};
use crate::scoring::session;
use crate::scoring::session::anchors::value_of;
use crate::scoring::session::outcome::{has_cards, settled};
use crate::scoring::session::rubric;
use crate::scoring::session::tally::{self, tally};
use crate::scoring::session::way::{self, VoteQuestion};
use crate::shell::App;
use crate::views::session::clock;
use crate::views::session::clock::keep;
use crate::views::session::has_hidden;
use crate::views::session::scene::{estimate, foresee};
use crate::views::session::{
    Focus, Phase, commit_quietly, current, is_on, phase, put, reveal, round, voting,
};

/// The commands at a question.
pub const COMMANDS: &[Command] = commands! { [App]
    Room open changes "Vote" "room.vote" ["v", "Down"] hint 1 if can_vote,
        "vote": "Takes cards, each hidden; after a reveal, begins another round." => |app, _| { voting::begin(app); Vec::new() };
    Room open changes "Vote" "room.hand" ["H"] hint 7 if can_vote,
        "hand round": "Asks one person after another for a card, the keyboard going round." => |app, _| { voting::hand(app); Vec::new() };
    Room open changes "Vote" "room.reveal" ["r"] hint 2 if reveal::can_ask,
        "reveal": "Asks whether to show the cards; Enter does." => |app, _| { reveal::ask(app); Vec::new() };
    Room open changes "Vote" "room.hide" ["x"] if reveal::can_hide,
        "hide": "Hides the cards again." => |app, _| { reveal::hide(app); Vec::new() };
    Room open changes "Session" "room.next" ["Enter"] hint 4 if is_on,
        "next question": "Goes to the next question." => |app, _| { next(app); Vec::new() };
    Room open changes "Session" "room.skip" ["Space", "n"] hint 5 if is_on,
        "next item": "Goes to the next item; votes stay." => |app, _| { skip(app); Vec::new() };
    Room open changes "Session" "room.back" ["b"] hint 6 if is_on,
        "back": "Goes to the question before." => |app, _| { take(app); go_by(app, -1); Vec::new() };
    Room open changes "Estimate" "room.right" ["Right"] hint 3 if can_set,
        "value": "One step up the scale, without a vote; of open cards, the value to settle on." => |app, _| turn(app, 1);
    Room open changes "Estimate" "room.left" ["Left"] if can_set,
        "value down": "One step down the scale." => |app, _| turn(app, -1);
    Room open changes "Estimate" "room.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"] if can_set,
        "type value": "Types the value; 1 then 3 is 13." => digit;
    Room open changes "Estimate" "room.one" ["p"] hint 10 if can_set,
        "set 1": "Makes this item the 1 of the column, with which the others are compared." => |app, _| { pin(app); Vec::new() };
    Room open looks "Session" "room.agenda" ["a"] hint 8 if is_on,
        "agenda": "Walks the agenda; the room stays where it is." => |app, _| { look_ahead(app); Vec::new() };
    Room open changes "Session" "room.timebox" ["t"] hint 9 if is_on,
        "timebox": "Stops the time, or goes on with it." => |app, _| { stop_or_go(app); Vec::new() };
    Room open changes "Session" "room.join" ["+"] hint 11 if is_on,
        "join": "Types the name of somebody who joins." => |app, _| { take(app); prompt::open(app, prompt::Purpose::Newcomer, ""); Vec::new() };
    Room open changes "Session" "room.end" ["E"] hint 12 if is_on,
        "end session": "Ends the session and says what it settled." => |app, _| { end(app); Vec::new() };
    Ahead open looks "Agenda" "ahead.down" ["Down", "j"] hint 2 if is_on,
        "move": "Goes down the agenda." => |app, _| walk(app, 1);
    Ahead open looks "Agenda" "ahead.up" ["Up", "k"] if is_on,
        "move up": "Goes up the agenda." => |app, _| walk(app, -1);
    Ahead open changes "Agenda" "ahead.go" ["Enter"] hint 1 if is_on,
        "go there": "Takes the room to this item." => |app, _| { go_there(app); Vec::new() };
    Ahead open changes "Agenda" "ahead.one" ["p"] hint 3 if is_on,
        "set 1": "Makes this item the 1 of the column." => |app, _| { pin(app); Vec::new() };
    Ahead open looks "Agenda" "ahead.leave" ["Esc"] hint 4 if is_on,
        "leave": "Back to the question." => |app, _| { app.room.focus = Focus::Question; Vec::new() };
};

fn can_set(app: &App) -> Result<(), String> {
    is_on(app)?;
    if has_hidden(app) {
        return Err("cards are on the table · r reveals them, v goes on voting".to_owned());
    }
    Ok(())
}

fn can_vote(app: &App) -> Result<(), String> {
    is_on(app)?;
    match current(app) {
        Some((session, _)) if session.people.0.is_empty() => {
            Err("nobody is here to vote · + lets somebody join".to_owned())
        }
        _ => Ok(()),
    }
}

/// Takes what is typed, wherever that is.
fn take(app: &mut App) {
    crate::views::session::take_typed(app);
}

/// What digits mean here: the cards of the scale, in the column of the question.
fn column(app: &App, asked: VoteQuestion) -> Option<Estimate> {
    Some(Estimate {
        heading: String::new(),
        label: rubric::name(asked.factor).to_owned(),
        field: Item::KIND.field(asked.factor.field())?,
        criterion: None,
        entry: Entry::Scale(session::deck(&app.workspace)),
    })
}

/// The value the question has, or the one the room is about to settle on.
pub fn value(app: &App) -> Option<Number> {
    let (_, asked) = current(app)?;
    let item = app.workspace.get::<Item>(asked.item)?;
    if phase(app) == Phase::Shown {
        let offer = app.room.scene.as_ref().and_then(|scene| scene.offer);
        return app.room.choice.or(offer);
    }
    value_of(item, asked.factor)
}

fn digit(app: &mut App, chord: Chord) -> Vec<Effect> {
    let (Some((_, asked)), Key::Char(c)) = (current(app), chord.key) else {
        return Vec::new();
    };
    let Some(column) = column(app, asked) else {
        return Vec::new();
    };
    let text = format!("{}{c}", app.room.typed);
    match column.typed(&text) {
        Typed::Value(value) => {
            app.room.typed.clear();
            if let Value::Points(points) = value
                && let Some(number) = points.value
            {
                choose(app, asked, number);
            }
        }
        Typed::Open => app.room.typed = text,
        Typed::Wrong => {
            app.room.typed.clear();
            let hint = format!("{text} is not on the scale {}", scale_words(app));
            app.notice = Some(Notice::hint(hint));
        }
    }
    Vec::new()
}

/// The scale in words.
pub fn scale_words(app: &App) -> String {
    let deck = session::deck(&app.workspace);
    let words: Vec<String> = deck.iter().map(Number::to_string).collect();
    words.join(" ")
}

/// Takes digits that wait for more, when another key comes.
pub fn take_typed(app: &mut App) {
    let text = std::mem::take(&mut app.room.typed);
    let (Some((_, asked)), Ok(number)) = (current(app), Number::parse(&text)) else {
        return;
    };
    if session::deck(&app.workspace).contains(&number) {
        choose(app, asked, number);
    } else {
        app.notice = Some(Notice::hint(format!(
            "{text} is not on the scale · nothing was changed"
        )));
    }
}

/// Takes a value: of open cards it is the one to settle on, else the room agrees on it at once.
fn choose(app: &mut App, asked: VoteQuestion, value: Number) {
    if phase(app) == Phase::Shown {
        app.room.choice = Some(value);
    } else {
        agree(app, asked, value);
    }
}

fn turn(app: &mut App, by: isize) -> Vec<Effect> {
    take(app);
    let deck = session::deck(&app.workspace);
    if let Some((_, asked)) = current(app)
        && let Some(next) = step(&deck, value(app), by)
    {
        choose(app, asked, next);
    }
    Vec::new()
}

/// The room agrees on a value: the estimate with the votes as its range, and what that did to the rank.
pub fn agree(app: &mut App, asked: VoteQuestion, value: Number) {
    let Some(session) = session::open(&app.workspace).cloned() else {
        return;
    };
    let deck = session::deck(&app.workspace);
    let last = session::rounds(&app.workspace, &session, asked)
        .pop()
        .cloned();
    // Hidden cards are nobody's to settle.
    if last
        .as_ref()
        .is_some_and(|round| !round.shown && has_cards(round))
    {
        return;
    }
    let counted = last
        .as_ref()
        .filter(|round| has_cards(round))
        .map(|round| tally(&deck, &session, round));
    let points = tally::estimate(value, counted.as_ref());
    let rank = |rank: Option<usize>| {
        let rank = rank.and_then(|rank| i64::try_from(rank).ok());
        rank.map(Number::whole)
    };
    let score = app.derived.evaluation.score(asked.item);
    let before = rank(score.and_then(|score| score.rank));
    let ahead = foresee(app, asked, points);
    let after = ahead.and_then(|ahead| ahead.score(asked.item).and_then(|score| score.rank));
    let after = rank(after);
    let mut edits = Vec::from_iter(estimate(asked, points));
    if let Some(round) = &last {
        // Of a value that is changed again, the rank before the first one counts.
        let before = if round.settled.is_some() {
            round.rank_before
        } else {
            before
        };
        for (field, value) in [
            ("shown", true.to_value()),
            ("settled", Some(value).to_value()),
            ("rank_before", before.to_value()),
            ("rank_after", after.to_value()),
        ] {
            edits.extend(put::<Round>(round.id, field, value));
        }
    } else {
        let mut round = Round::new(app.fresh(Round::KIND));
        asked.factor.field().clone_into(&mut round.factor);
        round.session = crate::model::field::PartOf::new(Some(session.id));
        round.item.0 = Some(asked.item);
        round.number = Some(Number::whole(1));
        (round.shown, round.settled) = (true, Some(value));
        (round.rank_before, round.rank_after) = (before, after);
        edits.push(Edit::Insert(Box::new(round)));
    }
    let title = app.workspace.get::<Item>(asked.item);
    let title = title.map_or_else(String::new, |item| quoted(&item.title));
    let label = format!("{} of {title}: {value}", rubric::name(asked.factor));
    app.room.choice = None;
    app.commit(&label, edits);
}

fn next(app: &mut App) {
    take(app);
    if !go_by(app, 1) {
        app.notice = Some(Notice::hint(
            "that was the last question · E ends the session, b goes back",
        ));
    }
}

fn skip(app: &mut App) {
    take(app);
    let next = current(app).and_then(|(session, asked)| way::next_item(session, asked));
    match next {
        Some(asked) => go_to(app, asked),
        None => {
            app.notice = Some(Notice::hint(
                "that was the last item · E ends the session, b goes back",
            ));
        }
    }
}

/// Goes so many questions on; gives back whether there is one.
pub fn go_by(app: &mut App, by: isize) -> bool {
    let next = current(app).and_then(|(session, asked)| way::step(session, asked, by));
    match next {
        Some(asked) => go_to(app, asked),
        None => return false,
    }
    true
}

/// Takes the room to a question; the time goes to the item it leaves.
fn go_to(app: &mut App, asked: VoteQuestion) {
    let Some(session) = session::open(&app.workspace).map(|session| session.id) else {
        return;
    };
    let mut edits = keep(app);
    let factor = asked.factor.field().to_owned();
    edits.extend(put::<Session>(session, "item", Value::Link(asked.item)));
    edits.extend(put::<Session>(session, "factor", factor.to_value()));
    let title = app.workspace.get::<Item>(asked.item);
    let title = title.map_or_else(String::new, |item| quoted(&item.title));
    app.room.focus = Focus::Question;
    commit_quietly(app, &format!("the room went to {title}"), edits);
}

fn look_ahead(app: &mut App) {
    take(app);
    let at = current(app)
        .and_then(|(session, asked)| session.agenda.0.iter().position(|item| *item == asked.item));
    app.room.focus = Focus::Ahead(at.unwrap_or(0));
}

fn walk(app: &mut App, by: isize) -> Vec<Effect> {
    let last = current(app).map_or(0, |(session, _)| session.agenda.0.len().saturating_sub(1));
    if let Focus::Ahead(at) = &mut app.room.focus {
        *at = at.saturating_add_signed(by).min(last);
    }
    Vec::new()
}

/// The item under the cursor of the agenda.
pub fn ahead(app: &App) -> Option<Id> {
    let Focus::Ahead(at) = app.room.focus else {
        return None;
    };
    current(app).and_then(|(session, _)| session.agenda.0.get(at).copied())
}

/// The question on an item: of the present column down a column, else the item's first.
fn question_on(app: &App, item: Id) -> Option<VoteQuestion> {
    let (session, asked) = current(app)?;
    let same = VoteQuestion { item, ..asked };
    let mut all = way::questions(session).into_iter();
    match session.way {
        crate::model::session::Way::Factors => all.find(|one| *one == same),
        crate::model::session::Way::Items => all.find(|one| one.item == item),
    }
}

fn go_there(app: &mut App) {
    let target = ahead(app).and_then(|item| question_on(app, item));
    app.room.focus = Focus::Question;
    if let Some(asked) = target
        && crate::views::session::item(app) != Some(asked.item)
    {
        go_to(app, asked);
    }
}

/// Makes an item the 1 of the present column: the one under the cursor of the agenda, or the present one.
fn pin(app: &mut App) {
    take(app);
    let Some((_, asked)) = current(app) else {
        return;
    };
    let item = ahead(app).unwrap_or(asked.item);
    let asked = VoteQuestion { item, ..asked };
    let deck = session::deck(&app.workspace);
    match deck.into_iter().find(|card| *card > Number::ZERO) {
        Some(one) => agree(app, asked, one),
        None => app.notice = Some(Notice::hint("the scale has no card above 0")),
    }
}

fn stop_or_go(app: &mut App) {
    take(app);
    app.room.clock.runs = !app.room.clock.runs;
    app.notice = Some(Notice::hint(if app.room.clock.runs {
        "the time goes on"
    } else {
        "the time stands still · t goes on"
    }));
}

/// Ends the session, as one step that can be undone.
fn end(app: &mut App) {
    take(app);
    let Some(session) = session::open(&app.workspace).cloned() else {
        return;
    };
    let count = settled(&app.workspace, &session).len();
    let minutes = clock::used(app).0.div_ceil(60);
    let mut edits = keep(app);
    edits.extend(put::<Session>(session.id, "over", true.to_value()));
    let label = format!("session {} ended", quoted(&session.name));
    if app.commit(&label, edits) {
        app.room.focus = Focus::Question;
        app.room.past.set(session.id);
        let settled = many(count, "question");
        let vote = match confidence::can_vote(app) {
            Ok(()) => "v votes on the plan, ",
            Err(_) => "",
        };
        app.notice = Some(Notice::done(format!(
            "{settled} settled in {minutes} min · Enter shows, {vote}u undoes"
        )));
    }
}

/// The move of the item in the ranking that its value made, once there is one.
pub fn moved(app: &App) -> Option<(Option<Number>, Option<Number>)> {
    let round = round(app).filter(|round| round.settled.is_some())?;
    Some((round.rank_before, round.rank_after))
}
