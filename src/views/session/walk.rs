//! Through the questions of a session: values that are agreed on without a vote, moves, the agenda ahead.

use crate::desk::Desk;
use crate::desk::cards::{deck, new_round, on_table, scale_words};
use crate::desk::changes::many;
use crate::desk::command::{Can, Command, commands};
use crate::desk::estimate::{Typed, agreed, typed_on};
use crate::desk::event::{Chord, Key};
use crate::desk::notice::quoted;
use crate::desk::pending::Pending;
use crate::dialogs::confidence;
use crate::dialogs::page::Page;
use crate::edit::Edit;
use crate::model::field::{FieldValue, Value};
use crate::model::id::Id;
use crate::model::item::Item;
use crate::model::key::APP_UNDO;
use crate::model::number::Number;
use crate::model::points::step;
use crate::model::session::{Round, Session};
use crate::model::words::worded;
use crate::scoring::session::outcome::{has_cards, is_open, settled};
use crate::scoring::session::rubric;
use crate::scoring::session::tally::{self, tally, voices};
use crate::scoring::session::way::{self, VoteQuestion};
use crate::scoring::session::{self, Card};
use crate::views::session::briefing::foresee;
use crate::views::session::past::rank_words;
use crate::views::session::state::{Floor, Phase, Sessions, current, has_hidden, is_on};
use crate::views::session::state::{phase, round_on, titled};
use crate::views::session::{agenda, reveal, setup, timer, voting, wall};

/// The commands at a question.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Discussion open changes "Vote" "discussion.vote" ["v"] hint 1 if can_vote,
        "vote": "Takes cards, each hidden; after a reveal, begins another round." => |desk, state, _| voting::begin(desk, state);
    Discussion open changes "Vote" "discussion.hand" ["H"] hint 8 if can_vote,
        "hand round": "Asks one person after another for a card, the keyboard going round." => |desk, state, _| voting::hand(desk, state);
    Discussion open changes "Vote" "discussion.reveal" ["r"] hint 2 if reveal::can_ask,
        "reveal": "Asks whether to show the cards; {REVEAL_YES} does." => |_, state, _| state.floor = Floor::Asking(None);
    Discussion open changes "Vote" "discussion.hide" ["x"] if reveal::can_hide,
        "hide": "Hides the cards again." => |desk, _, _| reveal::hide(desk);
    Discussion open changes "Session" "discussion.next" ["Enter"] hint 4 if can_go_on,
        "next question": "Goes to the next question." => |desk, state, _| next(desk, state);
    Discussion open changes "Session" "discussion.skip" ["Space", "n"] hint 5 if may_leave,
        "next item": "Goes to the next item; votes stay." => |desk, state, _| skip(desk, state);
    Discussion open changes "Session" "discussion.back" ["b"] hint 6 if may_leave,
        "back": "Goes back to the question the room came from." => |desk, state, _| back(desk, state);
    Discussion open changes "Estimate" "discussion.value" ["="] hint 7 if can_state,
        "set value": "Types a value without a vote; it says that nobody voted." => |_, state, _| state.floor = Floor::Value;
    Discussion open changes "Estimate" "discussion.right" ["Right"] hint 3 if can_turn,
        "value": "One step up the scale: of open cards, the value to agree on." => |desk, state, _| turn(desk, state, 1);
    Discussion open changes "Estimate" "discussion.left" ["Left"] if can_turn,
        "value down": "One step down the scale." => |desk, state, _| turn(desk, state, -1);
    Discussion open types "Estimate" "discussion.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] if can_type,
        "type value": "Types the value where nobody is here to vote; 1 then 3 is 13." => digit;
    Discussion open changes "Estimate" "discussion.one" ["p"] hint 11 if can_pin,
        "set 1": "Makes this item the 1 of the column, with which the others are compared." => |desk, state, _| pin(desk, state);
    Discussion open looks "Session" "discussion.agenda" ["a"] hint 9 if may_leave,
        "agenda": "Walks the agenda; the room stays where it is." => |desk, state, _| agenda::look_ahead(desk, state);
    Discussion open changes "Session" "discussion.timebox" ["t"] hint 10 if is_on,
        "pause time" also ["timebox"]: "Stops the time, or goes on with it." => |desk, _, _| timer::stop_or_go(desk);
    Discussion open changes "Session" "discussion.more" ["T"] if has_limit,
        "more minutes": "Gives the item 2 more minutes." => |desk, _, _| timer::more(desk);
    Discussion open changes "Session" "discussion.join" ["+"] hint 12 if is_on,
        "add person" also ["join"]: "Types the name of somebody who joins." => |desk, _, _| setup::ask_who(desk);
    Discussion open changes "Session" "discussion.end" ["E"] hint 13 if may_leave,
        "end session": "Ends the session and says what was agreed." => |desk, state, _| ask_end(desk, state);
    Value open types "Estimate" "value.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] hint 1 if is_on,
        "value": "Types the value; 1 then 3 is 13." => digit;
    Value open changes "Estimate" "value.take" ["Enter"] hint 2 if is_on,
        "set": "Sets the chosen value; nobody voted on it." => |desk, state, _| take_choice(desk, state);
    Value open looks "Estimate" "value.right" ["Right"] hint 3 if is_on,
        "step": "One step up the scale." => |desk, state, _| mark(desk, state, 1);
    Value open looks "Estimate" "value.left" ["Left"] if is_on,
        "step down": "One step down the scale." => |desk, state, _| mark(desk, state, -1);
    Value open looks "Estimate" "value.leave" ["Esc"] hint 4 if is_on,
        "leave": "Sets no value." => |_, state, _| (state.floor, state.choice) = (Floor::Question, None);
};

/// Whether the question can be left: not while cards or a value are typed.
fn may_leave(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    voting::may_look_away(state)
}

/// Whether the room can go on: not by a key that was meant for the question before.
fn can_go_on(desk: &Desk, state: &Sessions) -> Can {
    may_leave(desk, state)?;
    if desk.clock.is_fresh {
        return Err("this is the next question · a digit is the first card".to_owned());
    }
    Ok(())
}

/// Whether a value can be set without a vote.
fn can_state(desk: &Desk, state: &Sessions) -> Can {
    may_leave(desk, state)?;
    if has_hidden(desk) {
        return Err(worded("cards are on the table · {DISCUSSION_REVEAL} reveals them, {DISCUSSION_VOTE} goes on voting").to_owned());
    }
    Ok(())
}

/// Whether a digit sets the value at once: only where nobody is here to vote.
fn can_type(desk: &Desk, state: &Sessions) -> Can {
    can_state(desk, state)?;
    if voting::has_voters(desk) {
        return Err(worded(
            "{DISCUSSION_VOTE} votes again · {DISCUSSION_VALUE} sets a value without a vote",
        )
        .to_owned());
    }
    Ok(())
}

fn can_turn(desk: &Desk, state: &Sessions) -> Can {
    match state.phase(desk) {
        Phase::Shown => can_state(desk, state),
        Phase::Open | Phase::Settled => can_type(desk, state),
    }
}

fn can_pin(desk: &Desk, state: &Sessions) -> Can {
    can_state(desk, state)?;
    if voting::has_voters(desk) && phase(desk) == Phase::Open {
        return Err(worded(
            "{DISCUSSION_VOTE} votes · {DISCUSSION_VALUE} then 1 sets it without a vote",
        )
        .to_owned());
    }
    Ok(())
}

fn can_vote(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if !voting::has_voters(desk) {
        return Err(worded(
            "nobody is here to vote on this · {DISCUSSION_JOIN} lets somebody join",
        )
        .to_owned());
    }
    if state.floor == Floor::Voting {
        return Err(worded("a digit is a card · {VOTING_LEAVE} leaves").to_owned());
    }
    Ok(())
}

fn take_choice(desk: &mut Desk, state: &mut Sessions) {
    if state.floor != Floor::Value {
        // What was typed has been taken by now.
        return;
    }
    match (current(desk), state.choice.take()) {
        (Some((_, asked)), Some(value)) => {
            state.floor = Floor::Question;
            agree(desk, asked, value, None);
        }
        _ => desk.hint(format!("choose {}", scale_words(desk))),
    }
}

/// Marks the value one step along the scale.
fn mark(desk: &Desk, state: &mut Sessions, by: isize) {
    state.choice = step(&deck(desk).1, state.choice, by).or(state.choice);
}

/// The value the question has, or the one that is about to be settled on.
pub(super) fn value(desk: &Desk, state: &Sessions) -> Option<Number> {
    let (_, asked) = current(desk)?;
    if phase(desk) == Phase::Shown {
        let offer = state.briefing.as_ref().and_then(|known| known.offer);
        return state.choice.or(offer);
    }
    asked
        .column
        .value_of(desk.workspace.get::<Item>(asked.item)?)
}

fn digit(desk: &mut Desk, state: &mut Sessions, chord: Chord) {
    let (Some((_, asked)), Key::Char(c)) = (current(desk), chord.key) else {
        return;
    };
    let (item, field) = (asked.item, asked.column.name());
    if voting::blanks(desk, c, desk.typed_for(item, &field).is_some(), false) {
        desk.run("app.blank", chord);
        return;
    }
    let text = format!("{}{c}", desk.take_up(item, &field));
    match typed_on(&deck(desk).1, &text) {
        Typed::Value(number) => {
            state.floor = Floor::Question;
            agree(desk, asked, number, None);
        }
        Typed::Open => {
            desk.pending = Some(Pending {
                record: item,
                field,
                text,
                take,
            });
        }
        Typed::Wrong => {
            let hint = format!("choose {}", scale_words(desk));
            desk.hint(hint);
        }
    }
}

/// Takes digits that wait for more.
fn take(desk: &mut Desk, typed: &Pending) -> Can {
    let (item, field, text) = (typed.record, &typed.field, &typed.text);
    let asked = current(desk).map(|(_, asked)| asked);
    let asked = asked.filter(|asked| asked.item == item && asked.column.name() == *field);
    let card = Card::read(text, &deck(desk).1);
    let number = match card {
        Some(Card::Value(number)) => Some(number),
        Some(Card::Unsure | Card::Abstained) | None => None,
    };
    let (Some(asked), Some(number)) = (asked, number) else {
        return Err(format!(
            "choose {} · nothing was changed",
            scale_words(desk)
        ));
    };
    agree(desk, asked, number, None);
    desk.with(|_, state: &mut Sessions| (state.floor, state.choice) = (Floor::Question, None));
    Ok(())
}

/// The values to choose from: the cards, or those that were shown where any number is a card.
fn choices(desk: &Desk, state: &Sessions) -> Vec<Number> {
    let (_, scale) = deck(desk);
    let last = state.briefing.as_ref().and_then(|known| known.shown.last());
    match last.filter(|_| scale.is_empty()) {
        Some(tally) => tally.counts.iter().map(|(card, _)| *card).collect(),
        None => scale,
    }
}

fn turn(desk: &mut Desk, state: &mut Sessions, by: isize) {
    let next = step(&choices(desk, state), value(desk, state), by);
    match (current(desk), next) {
        (Some(_), Some(next)) if phase(desk) == Phase::Shown => state.choice = Some(next),
        (Some((_, asked)), Some(next)) => agree(desk, asked, next, None),
        _ => {}
    }
}

/// Agrees on a value: the estimate with the votes as its range, and what that did to the rank. In the same step the
/// room may go on.
pub(super) fn agree(
    desk: &mut Desk,
    asked: VoteQuestion,
    value: Number,
    then: Option<VoteQuestion>,
) {
    let Some(session) = session::open(&desk.workspace) else {
        return;
    };
    // Hidden cards are nobody's to settle.
    if on_table(desk, asked).is_some() {
        return;
    }
    let last = round_on(desk, asked).cloned();
    let counted = last.as_ref().filter(|round| has_cards(round));
    let scale = asked.column.deck(&desk.workspace);
    let counted = counted.map(|round| tally(&scale, session, round));
    let points = tally::estimate(value, counted.as_ref());
    let rank = |rank: Option<usize>| {
        let rank = rank.and_then(|rank| i64::try_from(rank).ok());
        rank.map(Number::whole)
    };
    let score = desk.derived.evaluation.score(asked.item);
    let mut before = rank(score.and_then(|score| score.rank));
    let ahead = foresee(desk, asked, points);
    let after = ahead.and_then(|ahead| ahead.score(asked.item).and_then(|score| score.rank));
    let after = rank(after);
    let mut edits = Vec::from_iter(agreed(&desk.workspace, asked.column, asked.item, points));
    if let Some(round) = &last {
        // Of a value that is changed again, the rank before the first one counts.
        if round.settled.is_some() {
            before = round.rank_before;
        }
        for (field, value) in [
            ("shown", true.to_value()),
            ("settled", Some(value).to_value()),
            ("rank_before", before.to_value()),
            ("rank_after", after.to_value()),
        ] {
            edits.extend(Edit::put::<Round>(round.id, field, value));
        }
    } else {
        let mut round = new_round(desk, asked);
        (round.shown, round.settled) = (true, Some(value));
        (round.rank_before, round.rank_after) = (before, after);
        edits.push(Edit::Insert(Box::new(round)));
    }
    let title = titled(desk, asked.item);
    let nobody = if counted.is_none() && voting::has_voters(desk) {
        ", nobody voted"
    } else {
        ""
    };
    let name = rubric::name(&desk.workspace, asked.column);
    // An amount is nothing to tell a room in passing.
    let value = if asked.column.is_amount() {
        "agreed".to_owned()
    } else {
        rubric::card(asked.column, value)
    };
    let label = format!("{name} of {title}: {value}{nobody}");
    edits.extend(then.map_or_else(Vec::new, |then| moves(desk, then)));
    if desk.commit(&label, edits) && before != after {
        let moved = rank_words(before, after);
        desk.done(format!("{label} · {moved} · {APP_UNDO} undoes"));
    }
}

/// Goes to the next question; at the end of a column the room looks at all of it first.
pub(super) fn next(desk: &mut Desk, state: &mut Sessions) {
    if wall::ends_column(desk) && !matches!(state.floor, Floor::Wall(_)) {
        return wall::look(desk, state);
    }
    match beside(desk, 1) {
        Some(asked) => go_to(desk, state, asked),
        None => desk.hint(worded("that was the last question · {DISCUSSION_END} ends the session, {DISCUSSION_BACK} goes back")),
    }
}

fn skip(desk: &mut Desk, state: &mut Sessions) {
    match next_item(desk) {
        Some(asked) => go_to(desk, state, asked),
        None => desk.hint(worded(
            "that was the last item · {DISCUSSION_END} ends the session, {DISCUSSION_BACK} goes back",
        )),
    }
}

/// The next question, or the one before, past those on what was decided meanwhile or is gone.
pub(super) fn beside(desk: &Desk, by: isize) -> Option<VoteQuestion> {
    let (session, mut asked) = current(desk)?;
    loop {
        asked = way::step(session, asked, by)?;
        if is_open(&desk.workspace, session, asked.item) {
            return Some(asked);
        }
    }
}

/// The first question on the next item on which nothing was decided.
fn next_item(desk: &Desk) -> Option<VoteQuestion> {
    let (session, mut asked) = current(desk)?;
    loop {
        asked = way::next_item(session, asked)?;
        if is_open(&desk.workspace, session, asked.item) {
            return Some(asked);
        }
    }
}

/// Goes back to where the room came from; to the question before where that is not known.
fn back(desk: &mut Desk, state: &mut Sessions) {
    let asked = current(desk).map_or_else(Vec::new, |(session, _)| way::questions(session));
    let came = std::iter::from_fn(|| state.came.pop()).find(|one| asked.contains(one));
    match came.or_else(|| beside(desk, -1)) {
        Some(asked) => {
            go_to(desk, state, asked);
            state.came.pop();
        }
        None => desk.hint("this is the first question"),
    }
}

/// The edits that take the room to a question; the time goes to the item that is left.
fn moves(desk: &mut Desk, asked: VoteQuestion) -> Vec<Edit> {
    let Some(session) = session::open(&desk.workspace).map(|session| session.id) else {
        return Vec::new();
    };
    let mut edits = desk.clock.keep(&desk.workspace);
    let factor = asked.column.name();
    let item = Value::Link(asked.item);
    edits.extend(Edit::put::<Session>(session, "item", item));
    edits.extend(Edit::put::<Session>(session, "factor", factor.to_value()));
    edits
}

/// Goes to a question.
pub(super) fn go_to(desk: &mut Desk, state: &mut Sessions, asked: VoteQuestion) {
    state.came.extend(current(desk).map(|(_, here)| here));
    let edits = moves(desk, asked);
    let label = format!("the room went to {}", titled(desk, asked.item));
    desk.commit_quietly(&label, edits);
}

/// Makes an item the 1 of the present column: the one under the cursor of the agenda, or the present one.
pub(super) fn pin(desk: &mut Desk, state: &Sessions) {
    let here = current(desk).map(|(_, asked)| asked.item);
    if let Some(item) = agenda::ahead(desk, state).or(here) {
        set_one(desk, item);
    }
}

/// Makes an item the 1 of the present column.
pub(super) fn set_one(desk: &mut Desk, item: Id) {
    let Some((_, asked)) = current(desk) else {
        return;
    };
    if !asked.column.is_relative() {
        return desk.hint("nothing is compared in this column, so none is the 1");
    }
    match deck(desk).1.into_iter().find(|card| *card > Number::ZERO) {
        Some(one) => {
            let before = desk.history.revision();
            agree(desk, VoteQuestion { item, ..asked }, one, None);
            if desk.history.revision() == before && desk.notice.is_none() {
                desk.hint("it is the 1 of this column already");
            }
        }
        None => desk.hint("the scale has no card above 0"),
    }
}

fn has_limit(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    timer::has_limit(desk)
}

/// Ends the session; asks first while cards lie hidden.
fn ask_end(desk: &mut Desk, state: &mut Sessions) {
    let Some((session, asked)) = current(desk) else {
        return;
    };
    let hidden = |one: &VoteQuestion| session::on_table(&desk.workspace, session, *one).is_some();
    let open = way::questions(session).into_iter().filter(hidden).count();
    if open == 0 {
        return end(desk, state);
    }
    let here = on_table(desk, asked).map_or(0, |round| voices(&round));
    let lines = vec![
        format!(
            "Cards lie hidden on {}; {here} of them on this one.",
            many(open, "question")
        ),
        "They stay hidden and kept.".to_owned(),
    ];
    let page = Page::new("End the session?", "", lines);
    desk.open(page.enter("end it", |desk, ()| desk.with(end)));
}

/// Ends the session, as one step that can be undone.
fn end(desk: &mut Desk, state: &mut Sessions) {
    let Some(session) = session::open(&desk.workspace) else {
        return;
    };
    let (id, name) = (session.id, quoted(&session.name));
    let count = settled(&desk.workspace, session).len();
    let minutes = desk.time_used().0.div_ceil(60);
    let mut edits = desk.clock.keep(&desk.workspace);
    edits.extend(Edit::put::<Session>(id, "over", true.to_value()));
    let ranked = setup::ranked(desk).to_value();
    edits.extend(Edit::put::<Session>(id, "after", ranked));
    if desk.commit(&format!("session {name} ended"), edits) {
        state.past.choose(id);
        state.open_ladder(id);
        let settled = many(count, "question");
        let vote = match confidence::can_vote(desk) {
            Ok(()) => worded("{DISCUSSION_VOTE} votes on the plan, "),
            Err(_) => "",
        };
        desk.done(format!(
            "{settled} agreed in {minutes} min · {vote}{APP_UNDO} undoes"
        ));
    }
}

/// The move of the item in the ranking that the value of a round made, once there is one.
pub(super) fn moved(round: Option<&Round>) -> Option<(Option<Number>, Option<Number>)> {
    let round = round.filter(|round| round.settled.is_some())?;
    Some((round.rank_before, round.rank_after))
}
