//! Before the reveal: who is there, and a dot for everybody whose card is in.
//!
//! A dot is all there is: it stands for a value, for not being sure and for not voting alike.

use crate::desk::changes::many;
use crate::model::id::Id;
use crate::model::session::Session;
use crate::scoring::session::chat::Chat;
use crate::shell::App;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::session::draw::card::{LABEL, labelled};
use crate::views::session::draw::stack::{Group, Line};
use crate::views::session::voting::{is_in, name};
use crate::views::session::{Asked, Focus, Phase, phase, round};

/// What the card shows of the voices.
pub fn groups(app: &App, look: &Look, session: &Session, width: u16) -> Vec<Group> {
    match &app.room.focus {
        Focus::Asking(asked) => vec![asking(app, look, session, *asked)],
        Focus::Chat(chat) => vec![pasted(app, look, chat, width)],
        Focus::Voting => vec![people(app, look, session, width)],
        Focus::Question | Focus::Ahead(_) | Focus::Handing { .. } if phase(app) == Phase::Open => {
            vec![Group::lines(vec![dots(app, look, session)], 0, true)]
        }
        Focus::Question | Focus::Ahead(_) | Focus::Handing { .. } => Vec::new(),
    }
}

fn count(app: &App, session: &Session) -> usize {
    let people = session.people.0.iter();
    people.filter(|id| is_in(app, **id)).count()
}

fn dots(app: &App, look: &Look, session: &Session) -> Line {
    if session.people.0.is_empty() {
        return labelled(
            look,
            "voices",
            "nobody is here to vote · digits set the value",
        );
    }
    let people = session.people.0.iter();
    let mark = |id: &Id| {
        if is_in(app, *id) {
            look.symbols.dot
        } else {
            look.symbols.pip_empty
        }
    };
    let dots: Vec<&str> = people.map(mark).collect();
    let (is_in, of) = (count(app, session), session.people.0.len());
    let next = match is_in {
        0 => "v votes",
        some if some < of => "v goes on, r reveals",
        _ => "r reveals",
    };
    let round = round(app).filter(|round| !round.shown);
    let again = round
        .and_then(|round| round.number)
        .map(|number| number.to_string());
    let again = again.filter(|number| number != "1");
    let again = again.map_or_else(String::new, |number| format!("round {number} · "));
    labelled(look, "voices", dots.join(" ")).and(
        format!("   {again}{is_in} of {of} in · {next}"),
        look.muted(),
    )
}

/// Everybody by name with a dot, the cursor on one of them.
fn people(app: &App, look: &Look, session: &Session, width: u16) -> Group {
    let room = usize::from(width).saturating_sub(LABEL);
    let blank = " ".repeat(LABEL);
    let label = text::pad_right("voices", LABEL, look.symbols.more);
    let mut lines = Vec::new();
    let mut line = Line::of(label, look.muted());
    let mut used = 0;
    let mut present = 0;
    for (at, id) in session.people.0.iter().enumerate() {
        let is_here = at == app.room.voter;
        let dot = if is_in(app, *id) {
            look.symbols.dot
        } else {
            look.symbols.pip_empty
        };
        let name = text::fit(&name(app, *id), 16, look.symbols.more);
        let cell = format!(" {name} {dot} ");
        let cells = text::width(&cell) + 1;
        if used > 0 && used + cells > room {
            lines.push(std::mem::replace(
                &mut line,
                Line::of(blank.as_str(), look.muted()),
            ));
            used = 0;
        }
        if is_here {
            present = lines.len();
        }
        let style = if is_here { look.chosen() } else { look.text() };
        line = line.and(cell, style).and(" ", look.text());
        used += cells;
    }
    lines.push(line);
    // Of many people, the lines around the one whose turn it is.
    let from = present.saturating_sub(1).min(lines.len().saturating_sub(3));
    let mut shown: Vec<Line> = lines.into_iter().skip(from).take(3).collect();
    let (is_in, of) = (count(app, session), session.people.0.len());
    let next = match is_in {
        0 => "Esc leaves",
        some if some < of => "Esc leaves, the cards stay",
        _ => "r reveals",
    };
    shown.push(
        labelled(look, "", format!("{is_in} of {of} in")).and(format!(" · {next}"), look.muted()),
    );
    Group::lines(shown, 0, true)
}

fn asking(app: &App, look: &Look, session: &Session, asked: Asked) -> Group {
    let (is_in, of) = (count(app, session), session.people.0.len());
    let what = match asked {
        Asked::Reveal => format!("Show the cards of {is_in} of {of} people to everybody?"),
        Asked::Undo => "Going back shows cards that are hidden. Show them?".to_owned(),
        Asked::Redo => "Doing that again shows cards that are hidden. Show them?".to_owned(),
    };
    Group::lines(
        vec![
            Line::of(what, look.over()),
            Line::of(
                "Enter reveals; any other key keeps them hidden.",
                look.text(),
            ),
        ],
        0,
        true,
    )
}

/// Whose cards were pasted, and what was not understood.
fn pasted(app: &App, look: &Look, chat: &Chat, width: u16) -> Group {
    let mut lines = Vec::new();
    let mut say = |label: &str, words: String| {
        let room = usize::from(width).saturating_sub(LABEL);
        for (at, part) in text::wrap(&words, room, 2).into_iter().enumerate() {
            lines.push(labelled(look, if at == 0 { label } else { "" }, part));
        }
    };
    let names = chat.cards.iter().map(|(person, _)| name(app, *person));
    let names = names.collect::<Vec<_>>().join(", ");
    let count = many(chat.cards.len(), "card");
    say(
        "pasted",
        if names.is_empty() {
            count
        } else {
            format!("{count}: {names}")
        },
    );
    if !chat.unknown.is_empty() {
        say(
            "not taken",
            format!("nobody here is called {}", chat.unknown.join(", ")),
        );
    }
    if !chat.off_scale.is_empty() {
        say(
            "not taken",
            format!("not on the scale: {}", chat.off_scale.join(", ")),
        );
    }
    if !chat.unread.is_empty() {
        let numbers: Vec<String> = chat.unread.iter().map(usize::to_string).collect();
        say(
            "not taken",
            format!("without name and card: line {}", numbers.join(", ")),
        );
    }
    Group::lines(lines, 0, true)
}
