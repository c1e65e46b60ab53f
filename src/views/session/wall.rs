//! The wall of a column: it begins with the smallest item, and ends with one look at where all of them stand.

use crate::desk::Desk;
use crate::desk::cards::deck;
use crate::desk::command::{Can, Command, commands};
use crate::model::id::Id;
use crate::model::points::step;
use crate::model::session::{Round, Session, Way};
use crate::model::words::worded;
use crate::scoring::session::anchors::has_one;
use crate::scoring::session::wall::{Wall, wall};
use crate::scoring::session::way::VoteQuestion;
use crate::views::session::state::{Floor, Sessions, current, is_on};
use crate::views::session::voting;
use crate::views::session::walk::{agree, beside, go_to, next, set_one};

/// The commands on the wall.
pub const COMMANDS: &[Command] = commands! { [Sessions]
    Discussion open looks "Column" "discussion.wall" ["W"] hint 16 if has_wall,
        "wall": "Shows the cards of this column with the items that got them." => |desk, state, _| look(desk, state);
    Smallest open looks "Column" "smallest.down" ["Down", "Right", "j"] hint 1 if is_on,
        "item": "Goes to the next item." => |desk, state, _| choose(desk, state, 1);
    Smallest open looks "Column" "smallest.up" ["Up", "Left", "k"] if is_on,
        "item before": "Goes to the item before." => |desk, state, _| choose(desk, state, -1);
    Smallest open changes "Column" "smallest.take" ["Enter"] hint 2 if has_chosen,
        "set 1": "The chosen item gets the 1; the others are compared with it." => |desk, state, _| take_smallest(desk, state);
    Smallest open looks "Column" "smallest.leave" ["Esc"] hint 3 if is_on,
        "leave": "To the first question; no item is the 1." => |_, state, _| state.floor = Floor::Question;
    Wall open changes "Column" "wall.go" ["Enter"] hint 1 if can_go_on,
        "go on": "Goes on to the next question." => |desk, state, _| next(desk, state);
    Wall open looks "Column" "wall.down" ["Down", "Tab", "j"] hint 2 if is_on,
        "item": "Goes to the next item." => |desk, state, _| choose(desk, state, 1);
    Wall open looks "Column" "wall.up" ["Up", "Shift-Tab", "k"] if is_on,
        "item before": "Goes to the item before." => |desk, state, _| choose(desk, state, -1);
    Wall open changes "Column" "wall.right" ["Right", "l"] hint 3 if is_placed,
        "value": "One card up: corrects what the room agreed on." => |desk, state, _| turn(desk, state, 1);
    Wall open changes "Column" "wall.left" ["Left", "h"] if is_placed,
        "value down": "One card down." => |desk, state, _| turn(desk, state, -1);
    Wall open changes "Column" "wall.vote" ["v"] hint 4 if has_chosen,
        "vote": "Takes the room to this item, to vote on it." => |desk, state, _| vote(desk, state);
    Wall open looks "Column" "wall.leave" ["Esc"] hint 5 if is_on,
        "leave": "Back to the question." => |_, state, _| state.floor = Floor::Question;
};

/// What the room is at, where the column has cards to stand side by side.
fn shown(desk: &Desk) -> Option<(Wall, VoteQuestion)> {
    let (session, asked) = current(desk)?;
    let has_deck = !asked.column.deck(&desk.workspace).is_empty();
    has_deck.then(|| (wall(&desk.workspace, session, asked.column), asked))
}

fn has_wall(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    voting::may_look_away(state)?;
    match shown(desk) {
        Some(_) => Ok(()),
        None => Err("any number is a card here, so there is no wall".to_owned()),
    }
}

/// Whether the room can go on: not by a key that was meant for the cards.
fn can_go_on(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    if desk.clock.is_fresh {
        return Err("this is the whole column · look at it, then again".to_owned());
    }
    Ok(())
}

/// Whether the smallest item is still to be found: nobody has voted in the column, and none is the 1 with which the
/// others are compared.
pub(super) fn begins(desk: &Desk) -> bool {
    current(desk).is_some_and(|(session, asked)| {
        let name = asked.column.name();
        let is_its = |round: &Round| round.session.0 == Some(session.id) && round.factor == name;
        session.way == Way::Factors
            && session.agenda.0.len() > 1
            && !has_one(&desk.workspace, asked.column)
            && !desk.workspace.all::<Round>().any(is_its)
    })
}

/// Whether the present question is the last one of its column.
pub(super) fn ends_column(desk: &Desk) -> bool {
    let is_last =
        |asked: VoteQuestion| beside(desk, 1).is_none_or(|next| next.column != asked.column);
    let of_many = |(session, asked): (&Session, VoteQuestion)| {
        session.way == Way::Factors && session.agenda.0.len() > 1 && is_last(asked)
    };
    shown(desk).is_some() && current(desk).is_some_and(of_many)
}

/// Goes to the wall, where the present item is chosen; to the smallest item where that is still to be found.
pub(super) fn look(desk: &Desk, state: &mut Sessions) {
    let item = current(desk).map(|(_, asked)| asked.item);
    state.floor = Floor::Wall(item.filter(|_| !begins(desk)));
}

/// The chosen item.
fn chosen(state: &Sessions) -> Option<Id> {
    if let Floor::Wall(chosen) = state.floor {
        chosen
    } else {
        None
    }
}

fn has_chosen(desk: &Desk, state: &Sessions) -> Can {
    is_on(desk, state)?;
    match chosen(state) {
        Some(_) => Ok(()),
        None => Err(worded(
            "arrows choose an item first · {DISCUSSION_VOTE} votes, {SMALLEST_LEAVE} leaves",
        )
        .to_owned()),
    }
}

fn is_placed(desk: &Desk, state: &Sessions) -> Can {
    has_chosen(desk, state)?;
    let card = chosen(state).and_then(|item| shown(desk)?.0.card(item));
    match card {
        Some(_) => Ok(()),
        None => Err(worded("it has no card yet · {WALL_VOTE} takes the room there").to_owned()),
    }
}

/// Goes to another item: of those that could be the smallest, or of those on the wall.
fn choose(desk: &Desk, state: &mut Sessions, by: isize) {
    let Some((wall, _)) = shown(desk) else {
        return;
    };
    let items = if begins(desk) {
        wall.left
    } else {
        wall.placed()
    };
    let at = chosen(state).and_then(|item| items.iter().position(|one| *one == item));
    let last = items.len().saturating_sub(1);
    let next = at.map_or(0, |at| at.saturating_add_signed(by).min(last));
    state.floor = Floor::Wall(items.get(next).copied());
}

fn take_smallest(desk: &mut Desk, state: &mut Sessions) {
    if let Some(item) = chosen(state) {
        state.floor = Floor::Question;
        set_one(desk, item);
    }
}

/// Corrects the card of the chosen item.
fn turn(desk: &mut Desk, state: &Sessions, by: isize) {
    let (Some(item), Some((wall, asked))) = (chosen(state), shown(desk)) else {
        return;
    };
    let card = wall.card(item);
    let next = step(&deck(desk).1, card, by).filter(|next| Some(*next) != card);
    match next {
        Some(next) => agree(desk, VoteQuestion { item, ..asked }, next, None),
        None => desk.hint("it stands at the end of the cards"),
    }
}

/// Takes the room to the chosen item.
fn vote(desk: &mut Desk, state: &mut Sessions) {
    let (Some(item), Some((_, asked))) = (chosen(state), current(desk)) else {
        return;
    };
    if item == asked.item {
        return voting::begin(desk, state);
    }
    state.floor = Floor::Question;
    go_to(desk, state, VoteQuestion { item, ..asked });
}
