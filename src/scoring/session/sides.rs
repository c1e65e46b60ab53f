//! Whether those who ask and those who build see an item alike.

use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::number::Number;
use crate::model::person::{Person, Side};
use crate::model::session::Round;

use super::tally::Tally;

/// From how many steps between the medians on two sides talk past each other.
const MISALIGNED: usize = 2;

/// The fewest cards of a side that are told together: of fewer it would tell who showed what.
const FEWEST: usize = 3;

/// One side of the table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct TableSide {
    /// Who of it showed a card.
    pub people: Vec<Id>,
    /// Its middle card, of two the higher one.
    pub median: Option<Number>,
    /// Who shows that card, and can speak for the side.
    pub speakers: Vec<Id>,
}

/// The two sides of the table.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Sides {
    /// Customer and business.
    pub customer: TableSide,
    /// Engineering and operations.
    pub engineering: TableSide,
    /// Steps of the deck between their medians; none while one of them has no card.
    pub steps: Option<usize>,
}

impl Sides {
    /// Whether they are so far apart that a conversation is due.
    pub fn is_misaligned(&self) -> bool {
        let of = |side: &TableSide| side.people.len() >= FEWEST;
        of(&self.customer)
            && of(&self.engineering)
            && self.steps.is_some_and(|steps| steps >= MISALIGNED)
    }

    /// Who has to be in that conversation: the ends of the votes, and who speaks for each side.
    pub fn people(&self, tally: &Tally) -> Vec<Id> {
        let mut people = Vec::new();
        let all = [
            &tally.low,
            &tally.high,
            &self.customer.speakers,
            &self.engineering.speakers,
        ];
        for person in all.into_iter().flatten() {
            if !people.contains(person) {
                people.push(*person);
            }
        }
        people
    }
}

/// Sets the votes of both sides against each other.
pub fn sides(workspace: &Workspace, round: &Round, tally: &Tally) -> Sides {
    let place = |card: Number| tally.counts.iter().position(|(other, _)| *other == card);
    let part = |of: [Side; 2]| {
        let speaks = |person: &Id| {
            let person = workspace.get::<Person>(*person);
            person
                .and_then(|person| person.side)
                .is_some_and(|side| of.contains(&side))
        };
        let held: Vec<(Id, Number)> = round
            .votes
            .0
            .iter()
            .copied()
            .filter(|(person, _)| speaks(person))
            .collect();
        let mut cards: Vec<Number> = held.iter().map(|(_, card)| *card).collect();
        cards.sort_unstable();
        let median = cards.get(cards.len() / 2).copied();
        let at_median = held.iter().filter(|(_, card)| Some(*card) == median);
        TableSide {
            people: held.iter().map(|(person, _)| *person).collect(),
            median,
            speakers: at_median.map(|(person, _)| *person).collect(),
        }
    };
    let customer = part([Side::Customer, Side::Business]);
    let engineering = part([Side::Engineering, Side::Operations]);
    let steps = customer
        .median
        .zip(engineering.median)
        .and_then(|(one, other)| Some(place(one)?.abs_diff(place(other)?)));
    Sides {
        customer,
        engineering,
        steps,
    }
}
