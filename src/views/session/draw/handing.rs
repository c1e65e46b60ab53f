//! The keyboard goes round: one person, one question, nothing else.

use crate::model::item::Item;
use crate::model::number::Number;
use crate::scoring::session;
use crate::scoring::session::rubric;
use crate::scoring::session::way::VoteQuestion;
use crate::shell::App;
use crate::ui::look::Look;
use crate::ui::text;
use crate::views::session::draw::stack::{Group, Line};
use crate::views::session::voting::{name, voter};

/// What the card shows to the person whose turn it is, or to the one who passes the keyboard on.
pub fn groups(app: &App, look: &Look, asked: VoteQuestion, passes: bool) -> Vec<Group> {
    let person = voter(app).map_or_else(String::new, |person| name(app, person));
    if passes {
        let words = format!("Pass the keyboard to {person}.");
        return vec![
            Group::lines(
                vec![Line::of(text::spaced(&person), look.strong())],
                0,
                false,
            ),
            Group::lines(
                vec![
                    Line::of(words, look.text()),
                    Line::of("Enter begins; nobody's card is seen.", look.muted()),
                ],
                0,
                true,
            ),
        ];
    }
    let title = app.seen().get::<Item>(asked.item);
    let title = title.map_or_else(String::new, |item| item.title.clone());
    let card = if app.room.typed.is_empty() {
        look.symbols.pip_empty
    } else {
        look.symbols.dot
    };
    let values = session::deck(app.seen())
        .iter()
        .map(Number::to_string)
        .collect();
    vec![
        Group::lines(
            vec![
                Line::of(format!("{person}, your card"), look.strong()),
                Line::of(title, look.text()),
            ],
            0,
            false,
        ),
        Group::lines(
            vec![
                Line::of(rubric::name(asked.factor).to_uppercase(), look.heading()),
                Line::of(rubric::question(asked.factor), look.text()),
            ],
            0,
            true,
        ),
        Group::scale(values, None, None),
        Group::lines(
            vec![
                Line::of(format!("your card  {card}"), look.strong()),
                Line::of(
                    "Type it; it stays hidden. ? is not sure, - does not vote.",
                    look.muted(),
                ),
                Line::of("Enter takes it, Backspace begins again.", look.muted()),
            ],
            0,
            true,
        ),
    ]
}
