//! Vote cards: a page for each person of a session, on which a card becomes a code for the chat.
//!
//! Owns what stands in a page. It holds the secret of its person alone, works without a network and loads nothing.

use serde::Serialize;

use super::content::ExportError;
use super::page;
use crate::model::Workspace;
use crate::model::item::Item;
use crate::model::person::Person;
use crate::model::session::Session;
use crate::scoring::session::seal::{LENGTH, LETTERS, ROUNDS, Secret, cards};
use crate::scoring::session::way::questions;
use crate::scoring::session::{Card, rubric, seats};

/// The page.
const TEMPLATE: page::Template = (
    "vote-card.html",
    include_str!("../../../assets/vote-card.html"),
);

/// What stands in a page.
#[derive(Serialize)]
struct VoteCardPage<'w> {
    name: &'w str,
    session: &'w str,
    /// What its script reads.
    data: String,
}

/// What the script of a page reads.
#[derive(Serialize)]
struct SealData<'s> {
    session: String,
    key: &'s str,
    letters: String,
    length: usize,
    rounds: usize,
    questions: Vec<SealQuestion>,
}

#[derive(Serialize)]
struct SealQuestion {
    item: String,
    column: String,
    title: String,
    name: String,
    asks: String,
    cards: Vec<SealCard>,
}

#[derive(Serialize)]
struct SealCard {
    card: String,
    label: String,
}

/// Writes the page of a person: every question they are asked that has cards. The workspace is what others may see.
pub fn vote_card(
    workspace: &Workspace,
    session: &Session,
    secret: &Secret,
) -> Result<Vec<u8>, ExportError> {
    let all = questions(session).into_iter();
    let asked = all.filter(|asked| {
        let has_cards = !asked.column.deck(workspace).is_empty();
        has_cards && seats(session, Some(asked.column)).contains(&secret.person)
    });
    let question = |asked| {
        let cards = cards(workspace, asked).into_iter().map(|card| match card {
            Card::Value(value) => SealCard {
                card: value.to_string(),
                label: rubric::key(asked.column, value),
            },
            Card::Unsure => SealCard {
                card: "?".to_owned(),
                label: "? not sure".to_owned(),
            },
            Card::Abstained => SealCard {
                card: "-".to_owned(),
                label: "- no vote".to_owned(),
            },
        });
        SealQuestion {
            item: asked.item.to_string(),
            column: asked.column.name(),
            title: workspace.name::<Item>(asked.item).to_owned(),
            name: rubric::name(workspace, asked.column),
            asks: rubric::question(workspace, asked.column),
            cards: cards.collect(),
        }
    };
    let questions: Vec<SealQuestion> = asked.map(question).collect();
    if questions.is_empty() {
        return Err(ExportError::nothing("nobody with a code votes here"));
    }
    let data = SealData {
        session: session.id.to_string(),
        key: &secret.key,
        letters: String::from_utf8_lossy(LETTERS).into_owned(),
        length: LENGTH,
        rounds: ROUNDS,
        questions,
    };
    let data = serde_json::to_string(&data).unwrap_or_default();
    let page = VoteCardPage {
        name: workspace.name::<Person>(secret.person),
        session: &session.name,
        // Nothing in it ends the element it stands in.
        data: data.replace('<', "\\u003c"),
    };
    let mut bytes = Vec::new();
    page::render(TEMPLATE, &page, &mut bytes)?;
    Ok(bytes)
}
