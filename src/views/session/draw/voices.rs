//! Before the reveal: who is there, and a dot for everybody whose card is in.
//!
//! A dot is all there is: it stands for a value, for not being sure and for not voting alike.

use super::{Brush, CardGroup, CardLine, LABEL};
use crate::desk::changes::many;
use crate::desk::retrace::Retrace;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::scoring::session::chat::Chat;
use crate::ui::records::{people, person};
use crate::ui::text;
use crate::views::session::state::{Floor, Phase};
use crate::views::session::voting::is_in;

/// What the card shows of the voices.
pub(super) fn groups(brush: &Brush<'_>) -> Vec<CardGroup> {
    let lines = match &brush.state.floor {
        Floor::Asking(way) => asking(brush, *way),
        Floor::Chat(chat) => pasted(brush, chat),
        Floor::Voting => voters(brush),
        Floor::Question | Floor::Ahead(_) | Floor::Handing { .. } => match brush.phase {
            Phase::Open => vec![dots(brush)],
            Phase::Shown | Phase::Settled => return Vec::new(),
        },
    };
    vec![CardGroup::lines(lines, 0, true)]
}

/// How many cards are in, and of how many people.
fn count(brush: &Brush<'_>) -> (usize, usize) {
    let people = &brush.session.people.0;
    let is_in = |id: &&Id| is_in(brush.desk, **id);
    (people.iter().filter(is_in).count(), people.len())
}

fn dot(brush: &Brush<'_>, id: Id) -> &'static str {
    if is_in(brush.desk, id) {
        brush.look.symbols.dot
    } else {
        brush.look.symbols.pip_empty
    }
}

fn dots(brush: &Brush<'_>) -> CardLine {
    let (is_in, of) = count(brush);
    if of == 0 {
        let words = "nobody is here to vote · digits set the value";
        return brush.labelled("voices", words);
    }
    let people = brush.session.people.0.iter();
    let dots: Vec<&str> = people.map(|id| dot(brush, *id)).collect();
    let next = match is_in {
        0 => "v votes",
        some if some < of => "v goes on, r reveals",
        _ => "r reveals",
    };
    let round = brush.round.filter(|round| !round.shown);
    let again = round.and_then(|round| round.number);
    let again = again.filter(|number| *number != Number::whole(1));
    let again = text::known(again.map(|number| format!("round {number} · ")), "");
    let words = format!("   {again}{is_in} of {of} in · {next}");
    let line = brush.labelled("voices", dots.join(" "));
    line.and(words, brush.look.muted())
}

/// Everybody by name with a dot, the cursor on one of them.
fn voters(brush: &Brush<'_>) -> Vec<CardLine> {
    let look = brush.look;
    let room = brush.width.saturating_sub(LABEL);
    let mut lines = Vec::new();
    let mut line = brush.labelled("voices", "");
    let mut used = 0;
    let mut present = 0;
    for (at, id) in brush.session.people.0.iter().enumerate() {
        let name = text::fit(person(brush.desk, Some(*id)), 16, look.symbols.more);
        let cell = format!(" {name} {} ", dot(brush, *id));
        let cells = text::width(&cell) + 1;
        if used > 0 && used + cells > room {
            lines.push(std::mem::replace(&mut line, brush.labelled("", "")));
            used = 0;
        }
        let style = if at == brush.state.voter {
            present = lines.len();
            look.chosen()
        } else {
            look.text()
        };
        line = line.and(cell, style).and(" ", look.text());
        used += cells;
    }
    lines.push(line);
    // Of many people, the lines around the one whose turn it is.
    let from = present.saturating_sub(1).min(lines.len().saturating_sub(3));
    let mut shown: Vec<CardLine> = lines.into_iter().skip(from).take(3).collect();
    let (is_in, of) = count(brush);
    let next = match is_in {
        0 => " · Esc leaves",
        some if some < of => " · Esc leaves, the cards stay",
        _ => " · r reveals",
    };
    let line = brush.labelled("", format!("{is_in} of {of} in"));
    shown.push(line.and(next, look.muted()));
    shown
}

fn asking(brush: &Brush<'_>, way: Option<Retrace>) -> Vec<CardLine> {
    let (is_in, of) = count(brush);
    let what = match way {
        None => format!("Show the cards of {is_in} of {of} people to everybody?"),
        Some(Retrace::Back) => "Going back shows cards that are hidden. Show them?".to_owned(),
        Some(Retrace::Again) => {
            "Doing that again shows cards that are hidden. Show them?".to_owned()
        }
    };
    let how = "Enter reveals; any other key keeps them hidden.";
    vec![
        CardLine::of(what, brush.look.over()),
        CardLine::of(how, brush.look.text()),
    ]
}

/// Whose cards were pasted, and what was not understood.
fn pasted(brush: &Brush<'_>, chat: &Chat) -> Vec<CardLine> {
    let voters: Vec<Id> = chat.cards.iter().map(|(person, _)| *person).collect();
    let names = people(brush.desk, &voters);
    let count = many(chat.cards.len(), "card");
    let colon = if names.is_empty() { "" } else { ": " };
    let mut lines = brush.wrapped("pasted", &format!("{count}{colon}{names}"));
    let numbers = chat.unread.iter().map(usize::to_string);
    for (what, which) in [
        ("nobody here is called", chat.unknown.clone()),
        ("not on the scale:", chat.off_scale.clone()),
        ("without name and card: line", numbers.collect()),
    ] {
        if !which.is_empty() {
            let words = format!("{what} {}", which.join(", "));
            lines.extend(brush.wrapped("not taken", &words));
        }
    }
    lines
}
