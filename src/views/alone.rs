//! One person's own screen, over ssh or a shared folder: the question, their own card, who is missing.
//!
//! Nothing is revealed here, no rank is shown and nothing that is private. The card goes to the file, where the window
//! of the room takes it in like every edit. Only the keys of this screen work.

mod draw;

use ratatui::buffer::Buffer;

use crate::desk::cards::{deck, on_table, put_cards, scale_words};
use crate::desk::command::{Can, Command, Scope, commands};
use crate::desk::effect::Effect;
use crate::desk::estimate::{Typed, typed_on};
use crate::desk::event::{Chord, Gesture, Key, Target};
use crate::desk::pending::Pending;
use crate::desk::{Desk, tab};
use crate::model::id::Id;
use crate::model::key::{ALONE_ABSTAIN, ALONE_UNSURE};
use crate::model::record::Kind;
use crate::model::words::worded;
use crate::scoring::session::chat::whose;
use crate::scoring::session::way::VoteQuestion;
use crate::scoring::session::{self, Card};
use crate::ui::hits::Hits;
use crate::ui::look::Look;
use crate::views::{View, ViewRow};

/// One person's screen, the only view of a window that votes.
pub const VIEW: ViewRow = ViewRow {
    tab: tab::ALONE,
    go: Command::to(
        tab::ALONE,
        "go.vote",
        &[],
        "own vote",
        &[],
        "Goes to the question and your own card.",
    ),
    commands: &[COMMANDS],
    kinds: Vec::new,
    is_shown: |_| true,
    new: || Box::new(Alone::default()),
};

/// The commands of the screen.
pub const COMMANDS: &[Command] = commands! { [Alone]
    Alone open types "Vote" "alone.digit" ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", ".", ","] hint 1 if can_vote,
        "card": "Types your card; 1 then 3 is 13." => |desk, state, chord| type_card(desk, state, chord);
    Alone open types "Vote" "alone.unsure" ["?"] hint 2 if can_vote,
        "not sure": "You are not sure; it counts as that." => |desk, state, chord| type_card(desk, state, chord);
    Alone open types "Vote" "alone.abstain" ["-"] hint 3 if can_vote,
        "abstain": "You do not vote on this." => |desk, state, chord| type_card(desk, state, chord);
    Alone open changes "Vote" "alone.take" ["Enter"] if can_vote,
        "take card": "Takes what is typed." => |desk, state, _| said(desk, state);
    Alone open types "Vote" "alone.erase" ["Backspace", "Delete"] hint 4 if can_vote,
        "take back": "Takes your card back." => |desk, state, _| erase(desk, state);
    Alone open looks "Program" "alone.quit" ["q", "Ctrl-c"] hint 5,
        "quit": "Saves your card and ends." => |desk, _, chord| desk.run("app.quit", chord);
};

/// Whose screen it is.
#[derive(Debug, Default)]
pub struct Alone {
    /// The person.
    pub person: Option<Id>,
}

/// Finds whose screen it is to be by name: somebody of the session that is on, else anybody of the workspace.
pub fn who(workspace: &crate::model::Workspace, name: &str) -> Result<Id, String> {
    use crate::model::person::Person;
    let on = session::open(workspace);
    let people: Vec<(Id, &str)> = workspace
        .all::<Person>()
        .filter(|person| on.is_none_or(|on| on.people.0.contains(&person.id)))
        .map(|person| (person.id, person.name.as_str()))
        .collect();
    whose(name, &people).ok_or_else(|| {
        let where_ = if on.is_some() {
            "in this session"
        } else {
            "in this workspace"
        };
        format!("nobody {where_} is called {name}, or more than one person is")
    })
}

/// The session, the question and the person, where the person is in it.
fn asked(desk: &Desk, state: &Alone) -> Option<(Id, VoteQuestion)> {
    let (session, asked) = session::current(&desk.workspace)?;
    let person = state.person?;
    let seats = session::seats(session, Some(asked.column));
    seats.contains(&person).then_some((person, asked))
}

fn can_vote(desk: &Desk, state: &Alone) -> Can {
    if session::current(&desk.workspace).is_none() {
        return Err(
            worded("no question is open · this screen waits, {ALONE_QUIT} leaves").to_owned(),
        );
    }
    if asked(desk, state).is_none() {
        return Err("you are not asked on this one".to_owned());
    }
    if is_over(desk) {
        return Err("the cards of this question are open · this screen waits".to_owned());
    }
    Ok(())
}

/// What the own card of a person is called as a place to type in.
const PLACE: &str = "own card";

fn type_card(desk: &mut Desk, state: &Alone, chord: Chord) {
    let (Key::Char(c), Some((person, _))) = (chord.key, asked(desk, state)) else {
        return;
    };
    let mut text = desk.take_up(person, PLACE);
    text.push(c);
    let typed = Pending {
        record: person,
        field: PLACE.to_owned(),
        text,
        take,
    };
    let is_sign = matches!(c, '?' | '-');
    let (_, scale) = deck(desk);
    match typed_on(&scale, &typed.text) {
        Typed::Open if !is_sign => desk.pending = Some(typed),
        Typed::Wrong if !is_sign => {
            desk.hint(format!(
                "choose {}, {ALONE_UNSURE} or {ALONE_ABSTAIN}",
                scale_words(desk)
            ));
        }
        Typed::Open | Typed::Value(_) | Typed::Wrong => {
            if let Err(why) = take(desk, &typed) {
                desk.hint(why);
            }
        }
    }
}

fn take(desk: &mut Desk, typed: &Pending) -> Can {
    let asked = session::current(&desk.workspace).map(|(_, asked)| asked);
    let asked = asked.ok_or_else(|| "no question is open any more".to_owned())?;
    let card = Card::read(&typed.text, &deck(desk).1);
    let card = card.ok_or_else(|| {
        format!(
            "choose {}, {ALONE_UNSURE} or {ALONE_ABSTAIN}",
            scale_words(desk)
        )
    })?;
    put_cards(desk, asked, "own card", &[(typed.record, Some(card))]);
    desk.done("nobody sees your card before the reveal");
    Ok(())
}

/// Says what has come of what was typed.
fn said(desk: &mut Desk, state: &Alone) {
    match asked(desk, state).and_then(|_| own(desk, state)) {
        Some(_) => desk.done("nobody sees your card before the reveal"),
        None => desk.hint(format!(
            "choose {}, {ALONE_UNSURE} or {ALONE_ABSTAIN}",
            scale_words(desk)
        )),
    }
}

fn erase(desk: &mut Desk, state: &Alone) {
    if desk.erase_pending() {
        return;
    }
    if let Some((person, asked)) = asked(desk, state) {
        put_cards(desk, asked, "own card taken back", &[(person, None)]);
        desk.done("your card is taken back");
    }
}

/// The own card, as it lies on the table.
fn own(desk: &Desk, state: &Alone) -> Option<Card> {
    let (_, asked) = session::current(&desk.workspace)?;
    Card::of(&on_table(desk, asked)?, state.person?)
}

/// Whether the cards of the present question lie open.
fn is_over(desk: &Desk) -> bool {
    session::current(&desk.workspace).is_some_and(|(on, asked)| {
        let last = session::rounds(&desk.workspace, on, asked).pop();
        last.is_some_and(|round| round.shown)
    })
}

impl View for Alone {
    fn scopes(&self, _: &Desk) -> Vec<Scope> {
        vec![Scope("Alone")]
    }

    fn chosen(&self, _: &Desk) -> Option<Id> {
        None
    }

    fn waits_for(&self, _: &Desk) -> Option<&'static str> {
        Some(worded("a digit is your card · {ALONE_QUIT} leaves"))
    }

    fn show(&mut self, _: &mut Desk, _: &'static Kind, _: Id) {}

    fn press(&mut self, _: &mut Desk, _: Target, _: Gesture) -> Vec<Effect> {
        Vec::new()
    }

    fn plain(&self, _: &Desk) -> String {
        String::new()
    }

    fn draw(&self, desk: &Desk, look: &Look, buf: &mut Buffer, _: &mut Hits) {
        draw::draw(desk, self, look, buf);
    }
}
