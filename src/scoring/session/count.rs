//! Cards that were held up in the room and counted: `5: 3, 8: 5, 13: 2`, or the same without signs, `53 85 132`.

use super::Card;
use crate::model::number::Number;

/// The most cards that are counted at once.
const MOST: usize = 200;

/// Reads how many held up which card; gives the cards, one for each, smallest first, or what cannot be read.
///
/// Of digits without a sign the last one is the number of cards: `132` is two 13s.
pub fn counted(text: &str, deck: &[Number]) -> Result<Vec<Number>, String> {
    let mut cards = Vec::new();
    let text = text.replace([':', '='], " : ").replace(['×', 'x'], " : ");
    let mut words = text
        .split(|c: char| c.is_whitespace() || matches!(c, ',' | ';'))
        .filter(|word| !word.is_empty())
        .peekable();
    while let Some(word) = words.next() {
        let (card, count) = if words.next_if_eq(&":").is_some() {
            (word, words.next().unwrap_or_default())
        } else {
            let last = word.char_indices().next_back().map_or(0, |(at, _)| at);
            word.split_at_checked(last).unwrap_or((word, ""))
        };
        let read = Card::read(card, deck).zip(count.parse::<usize>().ok());
        let Some((Card::Value(value), count)) = read else {
            return Err(word.to_owned());
        };
        cards.extend(std::iter::repeat_n(value, count.min(MOST)));
    }
    cards.truncate(MOST);
    cards.sort_unstable();
    Ok(cards)
}
