//! Before the reveal: who is there, and a dot for everybody whose card is in.
//!
//! A dot is all there is: it stands for a value, for not being sure and for not voting alike.

use super::{Brush, CardGroup, CardLine, LABEL};
use crate::desk::Desk;
use crate::desk::cards::deck;
use crate::desk::changes::many;
use crate::desk::retrace::Retrace;
use crate::model::id::Id;
use crate::model::words::worded;
use crate::scoring::session::chat::Chat;
use crate::scoring::session::rubric;
use crate::scoring::session::seal::CodeRefusal;
use crate::ui::records::{people, person};
use crate::ui::text;
use crate::views::session::draw::stack::running;
use crate::views::session::state::{Floor, Phase};
use crate::views::session::voting::{has_voters, missing, seats, voters as voters_now};

/// What the card shows of the voices.
pub(super) fn groups(brush: &Brush<'_>) -> Vec<CardGroup> {
    let lines = match &brush.state.floor {
        Floor::Asking(way) => asking(brush, *way),
        Floor::Chat(chat) => pasted(brush, chat),
        Floor::Value => vec![
            CardLine::of(
                worded("A value without a vote: digits or {VALUE_RIGHT}, then {VALUE_TAKE}."),
                brush.look.over(),
            ),
            CardLine::of(
                worded("It will say that nobody voted. {VALUE_LEAVE} leaves."),
                brush.look.text(),
            ),
        ],
        Floor::Voting
        | Floor::Question
        | Floor::Ahead(_)
        | Floor::Wall(_)
        | Floor::Handing { .. } => match brush.phase {
            Phase::Open => voters(brush),
            Phase::Shown | Phase::Settled => return Vec::new(),
        },
    };
    vec![CardGroup::lines(lines, 0, true)]
}

/// How many are in and who is missing, then everybody by name with a dot, the cursor on one of them.
fn voters(brush: &Brush<'_>) -> Vec<CardLine> {
    let (look, desk) = (brush.look, brush.desk);
    let seats = seats(desk);
    if !has_voters(desk) {
        let words = "nobody is here to vote · digits set the value";
        return vec![brush.labelled("votes", words)];
    }
    let room = brush.width.saturating_sub(LABEL);
    // One row, whoever is missing, so that nothing below it moves.
    let missing = missing(desk);
    let standing = text::fit(&standing(brush, &missing), room, look.symbols.more);
    let mut lines = vec![brush.labelled("votes", standing)];
    let first = lines.len();
    let mut line = brush.labelled("", "");
    let mut used = 0;
    let mut present = first;
    for id in &seats {
        let name = text::fit(person(desk, Some(*id)), 16, look.symbols.more);
        let is_away = brush.session.away.0.contains(id);
        let card = match (is_away, missing.contains(id)) {
            (true, _) => "away",
            (false, true) => look.symbols.pip_empty,
            (false, false) => look.symbols.done,
        };
        let is_next = Some(*id) == brush.state.voter;
        let turn = if is_next { look.symbols.focused } else { " " };
        let cell = format!("{turn}{name} {card} ");
        let cells = text::width(&cell) + 1;
        if used > 0 && used + cells > room {
            lines.push(std::mem::replace(&mut line, brush.labelled("", "")));
            used = 0;
        }
        let style = match (is_next, is_away) {
            (true, _) => look.chosen(),
            (false, true) => look.muted(),
            (false, false) => look.text(),
        };
        if is_next {
            present = lines.len();
        }
        line = line.and(cell, style).and(" ", look.text());
        used += cells;
    }
    lines.push(line);
    // Of many people, the lines around the one whose turn it is.
    let from = present.saturating_sub(1);
    let from = from.min(lines.len().saturating_sub(3)).max(first);
    let mut shown: Vec<CardLine> = lines.drain(first..).skip(from - first).take(3).collect();
    lines.append(&mut shown);
    lines
}

/// How many cards are in, of how many people, and who is missing.
fn standing(brush: &Brush<'_>, missing: &[Id]) -> String {
    let of = voters_now(brush.desk).len();
    let next = brush.known.map_or(0, |known| known.shown.len()) + 1;
    let again = if next > 1 {
        format!("round {next} · ")
    } else {
        String::new()
    };
    let is_in = of.saturating_sub(missing.len());
    let turn = match brush.state.voter.filter(|voter| missing.contains(voter)) {
        Some(voter) => {
            let name = person(brush.desk, Some(voter));
            format!(" · {name} is next: type a card{}", example(brush.desk))
        }
        None => String::new(),
    };
    let others: Vec<Id> = (missing.iter().copied())
        .filter(|id| Some(*id) != brush.state.voter)
        .collect();
    let more = match is_in {
        0 => String::new(),
        _ if missing.is_empty() => {
            worded(" · everybody is in · {DISCUSSION_REVEAL} reveals").to_owned()
        }
        _ if others.is_empty() => String::new(),
        _ => format!(" · waiting for {}", people(brush.desk, &others)),
    };
    format!("{again}{is_in} of {of} in{turn}{more}")
}

/// How a card of two digits is typed, where the scale has one.
fn example(desk: &Desk) -> String {
    let (_, scale) = deck(desk);
    let cards = scale.iter().map(ToString::to_string);
    let two = cards.filter_map(|card| {
        let (first, second) = card.split_at_checked(1)?;
        let is_two = card.len() == 2 && card.bytes().all(|byte| byte.is_ascii_digit());
        is_two.then(|| format!(" ({card} is {first}, then {second})"))
    });
    two.into_iter().next().unwrap_or_default()
}

fn asking(brush: &Brush<'_>, way: Option<Retrace>) -> Vec<CardLine> {
    let (of, missing) = (voters_now(brush.desk).len(), missing(brush.desk));
    let is_in = of.saturating_sub(missing.len());
    let mut lines = Vec::new();
    if way.is_none() && !missing.is_empty() {
        let words = format!("No card yet from {}.", people(brush.desk, &missing));
        lines.extend(running(
            brush.look,
            &words,
            brush.width,
            2,
            brush.look.strong(),
        ));
    }
    let what = match way {
        None => format!("Reveal {is_in} of {of} cards?"),
        Some(Retrace::Back) => "Undo would reveal hidden cards. Reveal them?".to_owned(),
        Some(Retrace::Again) => "Redo would reveal hidden cards. Reveal them?".to_owned(),
    };
    let how = worded("{REVEAL_YES} reveals; any other key keeps them hidden.");
    lines.push(CardLine::of(what, brush.look.over()));
    lines.push(CardLine::of(how, brush.look.text()));
    lines
}

/// Whose cards were pasted, and what was not understood.
fn pasted(brush: &Brush<'_>, chat: &Chat) -> Vec<CardLine> {
    let voters: Vec<Id> = chat.cards.iter().map(|(person, _)| *person).collect();
    let names = people(brush.desk, &voters);
    let count = many(chat.cards.len(), "card");
    let colon = if names.is_empty() { "" } else { ": " };
    let mut lines = brush.wrapped("pasted", &format!("{count}{colon}{names}"));
    let numbers = chat.unread.iter().map(usize::to_string);
    let unknown = chat.unknown.iter().map(|(name, _)| name.clone());
    let off_scale = chat.off_scale.iter();
    let off_scale = off_scale.map(|id| person(brush.desk, Some(*id)).to_owned());
    for (of, refusal) in &chat.refused {
        lines.extend(brush.wrapped("not taken", &refused(brush, *of, *refusal)));
    }
    for (what, which) in [
        (
            worded("{CHAT_TAKE} asks who is"),
            unknown.collect::<Vec<String>>(),
        ),
        ("not on the scale:", off_scale.collect()),
        ("no vote in line", numbers.collect()),
    ] {
        if !which.is_empty() {
            let words = format!("{what} {}", which.join(", "));
            lines.extend(brush.wrapped("not taken", &words));
        }
    }
    lines
}

/// Why the code of a sealed card is not taken.
fn refused(brush: &Brush<'_>, of: Id, refusal: CodeRefusal) -> String {
    let whose = person(brush.desk, Some(of));
    let code = format!("the code of {whose}");
    match refusal {
        CodeRefusal::SentBy(sender) => {
            format!("{code} was sent by {}", person(brush.desk, Some(sender)))
        }
        CodeRefusal::Question(asked) => {
            let word = rubric::word(brush.desk.seen(), asked.column);
            format!("{code} is for {word} of {}", brush.title(asked.item))
        }
        CodeRefusal::Round(number) => format!("{code} is for round {number} of this question"),
        CodeRefusal::Session => format!("{code} is of another session"),
        CodeRefusal::NotAsked => format!("{whose} has no vote on this question"),
    }
}
