//! Cards out of a chat: lines such as `name: 8`.
//!
//! Owns how a line is read and whose it is. What is not understood is listed without its card, so that
//! nobody reads it off the screen.

use super::Card;
use crate::model::id::Id;
use crate::model::number::Number;

/// What a chat holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Chat {
    /// The cards, each of a person who is present; of two lines of one person the later one.
    pub cards: Vec<(Id, Card)>,
    /// Names that are nobody's here, or more than one person's.
    pub unknown: Vec<String>,
    /// Names of people whose card is not on the scale.
    pub off_scale: Vec<String>,
    /// Lines without a name and a card, by number from 1.
    pub unread: Vec<usize>,
}

/// Reads a chat of people, whose names are compared without their case; a unique beginning will do.
pub fn read(text: &str, people: &[(Id, &str)], deck: &[Number]) -> Chat {
    let mut chat = Chat::default();
    for (number, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let Some((name, card)) = line.rsplit_once(':') else {
            chat.unread.push(number);
            continue;
        };
        let name = name.trim();
        // A name with a digit may be a card written on the wrong side.
        if name.is_empty() || name.chars().any(|c| c.is_ascii_digit()) {
            chat.unread.push(number);
            continue;
        }
        match (whose(name, people), Card::read(card, deck)) {
            (None, _) => chat.unknown.push(name.to_owned()),
            (Some(_), None) => chat.off_scale.push(name.to_owned()),
            (Some(person), Some(card)) => {
                chat.cards.retain(|(other, _)| *other != person);
                chat.cards.push((person, card));
            }
        }
    }
    chat
}

fn whose(name: &str, people: &[(Id, &str)]) -> Option<Id> {
    let name = name.to_lowercase();
    let only = |fits: &dyn Fn(&str) -> bool| {
        let mut found = people
            .iter()
            .filter(|(_, known)| fits(&known.to_lowercase()));
        match (found.next(), found.next()) {
            (Some((person, _)), None) => Some(*person),
            _ => None,
        }
    };
    only(&|known| known == name).or_else(|| only(&|known| known.starts_with(&name)))
}
