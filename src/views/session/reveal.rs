//! Cards on the table: shown after two deliberate keys, hidden again by one, and settled.
//!
//! Whatever way leads to cards that are seen, undo and redo included, is asked about first.

use crate::desk::cards::{hidden, on_table, rewritten};
use crate::desk::command::{Can, Command, commands};
use crate::desk::retrace::Retrace;
use crate::desk::{Desk, GoTo, tab};
use crate::dialogs::form;
use crate::dialogs::page::Page;
use crate::edit::Edit;
use crate::model::decision::Conversation;
use crate::model::field::{FieldValue, Links, Value};
use crate::model::item::Item;
use crate::model::number::Number;
use crate::model::record::Declared;
use crate::model::session::Round;
use crate::model::words::worded;
use crate::scoring::session::outcome::has_cards;
use crate::scoring::session::{self, rubric};
use crate::views::session::state::{Floor, NO_AMOUNTS, Phase, Sessions, current, has_hidden};
use crate::views::session::state::{is_on, is_withheld};
use crate::views::session::state::{round, titled};
use crate::views::session::{voting, walk, wall};

/// The commands of open cards.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Reveal open changes "Vote" "reveal.yes" ["Enter"] hint 1 if is_on,
        "reveal": "Reveals the cards." => |desk, state, _| yes(desk, state);
    Reveal open looks "Vote" "reveal.no" ["Esc"] hint 2 if is_on,
        "keep hidden": "Goes on without showing them, as any other key does." => |desk, state, _| no(desk, state);
    Apart open changes "Vote" "apart.again" ["Enter"] hint 1 if can_answer,
        "vote again": "Votes again, where the cards lie far apart and it matters." => |desk, state, _| answer(desk, state);
    Revealed open changes "Vote" "revealed.enter" ["Enter"] hint 1 if can_answer,
        "agree, next": "Agrees on the chosen value and goes on." => |desk, state, _| answer(desk, state);
    Revealed open changes "Vote" "revealed.settle" ["s"] hint 2 if can_settle,
        "agree": "Agrees on the chosen value, and stays." => |desk, state, _| settle(desk, state, walk::value(desk, state), false);
    Revealed open changes "Vote" "revealed.higher" ["h"] hint 3 if can_settle,
        "higher card": "Agrees on the highest card that was shown, and goes on." => |desk, state, _| settle(desk, state, highest(state), true);
    Discussion open looks "Vote" "discussion.rounds" ["l"] if has_rounds,
        "rounds": "Opens the earlier rounds on this question; the last one stands." => |desk, state, _| rounds(desk, state);
    Revealed open changes "Vote" "revealed.talk" ["c"] hint 4 if can_talk,
        "conversation": "Writes down who must talk about this, where customer and engineering see it differently." => |desk, state, _| talk(desk, state);
};

/// Whether there are hidden cards to show.
pub(super) fn can_ask(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if voting::is_typing(desk) || has_hidden(desk) {
        return Ok(());
    }
    match state.phase(desk) {
        Phase::Shown => {
            Err(worded("the cards are shown already · {DISCUSSION_HIDE} hides them").to_owned())
        }
        Phase::Open | Phase::Settled => {
            Err(worded("there is no card to reveal yet · {DISCUSSION_VOTE} takes cards").to_owned())
        }
    }
}

/// Whether there are open cards to hide.
pub(super) fn can_hide(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    match round(desk) {
        Some(round) if round.shown && has_cards(round) => Ok(()),
        _ => Err("no card is open".to_owned()),
    }
}

fn can_settle(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    stood(desk)?;
    if walk::value(desk, state).is_none() {
        return Err(worded(
            "nobody showed a value · {DISCUSSION_VOTE} votes again, {DISCUSSION_VALUE} sets one",
        )
        .to_owned());
    }
    Ok(())
}

/// Whether the cards have been open for a moment.
fn stood(desk: &Desk) -> Can {
    if desk.clock.is_fresh {
        return Err("the cards are open now · look at them, then again".to_owned());
    }
    Ok(())
}

fn can_answer(desk: &Desk, state: &Sessions) -> Can {
    if votes_again(state) {
        is_on(desk, state)?;
        return stood(desk);
    }
    can_settle(desk, state)
}

/// Whether the verdict is to vote again: far apart, and no other value is chosen.
pub(super) fn votes_again(state: &Sessions) -> bool {
    state.choice.is_none() && state.briefing.as_ref().is_some_and(|known| known.talks)
}

fn answer(desk: &mut Desk, state: &mut Sessions) {
    if votes_again(state) {
        voting::begin(desk, state);
    } else {
        settle(desk, state, walk::value(desk, state), true);
    }
}

fn has_rounds(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    match &state.briefing {
        Some(known) if !known.shown.is_empty() => Ok(()),
        _ => Err("no round was shown on this question yet".to_owned()),
    }
}

/// Opens the rounds that were shown, the first one first.
fn rounds(desk: &mut Desk, state: &Sessions) {
    let (Some((session, asked)), Some(known)) = (current(desk), &state.briefing) else {
        return;
    };
    if is_withheld(desk, asked.column) {
        return desk.hint(NO_AMOUNTS);
    }
    let is_nameless = session.nameless;
    let all = session::rounds(&desk.workspace, session, asked);
    let shown = all
        .into_iter()
        .filter(|round| round.shown && has_cards(round));
    let said = |card: &Number| rubric::card(asked.column, *card);
    let mut lines = Vec::new();
    for ((at, round), tally) in (1..).zip(shown).zip(&known.shown) {
        lines.push(format!("Round {at}: {}", tally.words()));
        let counts = tally.counts.iter().filter(|(_, count)| *count > 0);
        let counts = counts.map(|(card, count)| format!("{} × {count}", said(card)));
        lines.push(counts.collect::<Vec<_>>().join(", "));
        if !is_nameless {
            let cards = round.votes.0.iter();
            let cards =
                cards.map(|(id, card)| format!("{} {}", voting::name(desk, *id), said(card)));
            lines.push(cards.collect::<Vec<_>>().join(", "));
        }
        lines.push(String::new());
    }
    let title = desk.seen().name::<Item>(asked.item).to_owned();
    desk.open(Page::new("Rounds", title, lines));
}

fn can_talk(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    match &state.briefing {
        Some(known) if known.sides.is_misaligned() => Ok(()),
        _ => {
            Err("customer and engineering see this alike, or one of them showed no card".to_owned())
        }
    }
}

/// Leaves the cards hidden.
pub(super) fn no(desk: &mut Desk, state: &mut Sessions) {
    state.floor = Floor::Question;
    desk.hint("the cards stay hidden");
}

fn yes(desk: &mut Desk, state: &mut Sessions) {
    if let Floor::Asking(way) = std::mem::take(&mut state.floor) {
        desk.clock.is_fresh = true;
        if let Some(way) = way {
            return desk.retrace(way);
        }
        show(desk);
        desk.notice = None;
    }
}

/// Whether a step back or again would open hidden cards; then that is asked about instead.
pub(super) fn guards(desk: &mut Desk, state: &mut Sessions, way: Retrace) -> bool {
    let place = Round::KIND.field("shown");
    let opens = |edit: &Edit| {
        let (kind, id) = edit.subject();
        let shows = matches!(edit, Edit::Set { field, value: Value::Flag(true), .. } if place == Some(*field));
        shows && session::hides(&desk.workspace, kind, id)
    };
    let edits = desk.retraced(way).unwrap_or_default();
    if !edits.iter().any(opens) {
        return false;
    }
    if desk.dialogs.is_empty() && current(desk).is_some() {
        desk.go(GoTo::View(tab::SESSION));
        state.setup = None;
        state.floor = Floor::Asking(Some(way));
    } else {
        desk.hint(worded(
            "that step shows hidden cards · {GO_SESSION} goes to the session, then again",
        ));
    }
    true
}

/// Shows the cards, of one round whoever began it.
fn show(desk: &mut Desk) {
    let Some((_, asked)) = current(desk) else {
        return;
    };
    if let Some(round) = on_table(desk, asked) {
        let mut edits = rewritten(&hidden(desk, asked), &round);
        edits.extend(Edit::put::<Round>(round.id, "shown", true.to_value()));
        desk.commit("cards revealed", edits);
    }
}

/// Hides the cards again.
pub(super) fn hide(desk: &mut Desk) {
    let round = round(desk).map(|round| round.id);
    let edit = round.and_then(|round| Edit::put::<Round>(round, "shown", false.to_value()));
    desk.commit("cards hidden", Vec::from_iter(edit));
}

/// Settles on a value; the room may go on to the next question in the same step.
fn settle(desk: &mut Desk, state: &mut Sessions, value: Option<Number>, goes_on: bool) {
    let (Some((_, asked)), Some(value)) = (current(desk), value) else {
        return;
    };
    let looks = goes_on && wall::ends_column(desk);
    let next = walk::beside(desk, 1).filter(|_| goes_on && !looks);
    walk::agree(desk, asked, value, next);
    if looks {
        wall::look(desk, state);
        desk.clock.is_fresh = true;
    }
    if next.is_some() {
        state.came.push(asked);
        desk.clock.is_fresh = true;
    }
}

/// The highest card that was shown.
fn highest(state: &Sessions) -> Option<Number> {
    let shown = state.briefing.as_ref()?.shown.last()?;
    shown.ends.map(|(_, highest)| highest)
}

/// Writes down who must talk about the estimate; the form opens with everything known filled in.
fn talk(desk: &mut Desk, state: &Sessions) {
    let Some((session, asked)) = current(desk).map(|(session, asked)| (session.id, asked)) else {
        return;
    };
    let Some(known) = &state.briefing else {
        return;
    };
    // Where names stay hidden, nothing tells who showed what: everybody who was asked, in the order of names.
    let people = if session::open(&desk.workspace).is_some_and(|session| session.nameless) {
        let mut all = voting::voters(desk);
        all.sort_by_cached_key(|id| voting::name(desk, *id));
        Some(all)
    } else {
        known.shown.last().map(|tally| known.sides.people(tally))
    };
    let mut talk = Conversation::new(desk.fresh(Conversation::KIND));
    talk.about = format!(
        "{} of {}: customer and engineering see it differently",
        rubric::name(&desk.workspace, asked.column),
        titled(desk, asked.item)
    );
    talk.item.0 = Some(asked.item);
    talk.factor = asked.column.name();
    talk.people = Links::new(people.unwrap_or_default());
    talk.session.0 = Some(session);
    form::open_new(desk, &talk);
}
