//! What the room went through: the agenda with what was settled, and every round of votes.

use super::{MinutesFacts, used_of};
use crate::model::number::Number;
use crate::model::person::Person;
use crate::model::session::{Round, Sitting};
use crate::model::words::worded;
use crate::scoring::facts::FactTable;
use crate::scoring::session::column::VoteColumn;
use crate::scoring::session::minutes::{TakenItem, Votes};
use crate::scoring::session::rubric;
use crate::scoring::session::tally::Tally;

impl MinutesFacts<'_> {
    /// What was taken, what it was settled at and how long it took.
    pub(super) fn agenda(&self) -> FactTable {
        let items = self.minutes.items.iter();
        let rows = items.filter(|taken| self.is_meant(Some(taken.item)));
        let columns = worded("Item | Agreed | Time");
        FactTable::new(
            "Agenda",
            columns,
            rows.map(|taken| self.taken(taken)).collect(),
        )
    }

    fn taken(&self, taken: &TakenItem<'_>) -> Vec<String> {
        let title = self.title(Some(taken.item));
        let settled = self.minutes.asked.iter().filter_map(|column| {
            let mut estimates = taken.estimates.iter();
            let found = estimates.find(|estimate| estimate.column == *column);
            let value = found.and_then(|estimate| estimate.settled?.settled);
            let word = self.word(*column);
            match (value, found) {
                (Some(value), _) => Some(format!("{word} {}", rubric::card(*column, value))),
                (None, Some(_)) => Some(format!("{word} not agreed")),
                (None, None) => None,
            }
        });
        let settled: Vec<String> = settled.collect();
        let is_demo = self.minutes.session.sort == Sitting::Demo;
        vec![
            if taken.is_listed {
                title
            } else {
                format!("{title} (not on the agenda)")
            },
            if is_demo && taken.estimates.is_empty() {
                "shown".to_owned()
            } else {
                settled.join(", ")
            },
            taken
                .seconds
                .map_or_else(String::new, |used| used_of(used, self.minutes.item_timebox)),
        ]
    }

    /// What an estimate is called in a sentence, as far as it may be said.
    pub(super) fn word(&self, column: VoteColumn) -> String {
        self.said(&rubric::word(self.content.workspace, column))
    }

    /// Every round; who showed what only where names may stand beside votes.
    pub(super) fn votes(&self) -> FactTable {
        let is_named = !self.minutes.session.nameless;
        let mut rows = Vec::new();
        for taken in &self.minutes.items {
            for estimate in &taken.estimates {
                for round in &estimate.rounds {
                    let mut row = vec![self.title(Some(taken.item)), self.word(estimate.column)];
                    row.extend(cells(estimate.column, round, is_named));
                    if is_named {
                        let named = round.named.map(|round| self.voices(estimate.column, round));
                        row.push(named.unwrap_or_default());
                    }
                    if self.is_meant(Some(taken.item)) {
                        rows.push(row);
                    }
                }
            }
        }
        let columns = worded("Item | Estimate | Round: | Cards | Spread | Who showed what");
        let mut table = FactTable::new("Votes", columns, rows);
        if !is_named {
            table.columns.pop();
        }
        table
    }

    /// Who showed what: `Hana 13, Luis 5, Tama unsure`. Names kept private stay out.
    fn voices(&self, column: VoteColumn, round: &Round) -> String {
        let votes = round.votes.0.iter();
        let cards = votes.map(|(person, card)| (*person, rubric::card(column, *card)));
        let unsure = round.unsure.0.iter().map(|id| (*id, "unsure".to_owned()));
        let abstained = round
            .abstained
            .0
            .iter()
            .map(|id| (*id, "abstained".to_owned()));
        let voices = cards.chain(unsure).chain(abstained);
        let voices = voices.filter_map(|(id, voice)| {
            let person = self.content.workspace.get::<Person>(id)?;
            let is_shown = self.content.disclosure.shows_record(person);
            is_shown.then(|| format!("{} {voice}", self.said(&person.name)))
        });
        voices.collect::<Vec<_>>().join(", ")
    }
}

/// The round, its cards and how far they are apart.
///
/// Where names stay hidden, of fewer than three cards nothing is told: it would tell whose they are.
fn cells(column: VoteColumn, votes: &Votes<'_>, is_named: bool) -> [String; 3] {
    let round = votes
        .number
        .map_or_else(|| "?".to_owned(), |number| number.to_string());
    match &votes.tally {
        None => [round, "not revealed".to_owned(), String::new()],
        Some(tally) if !is_named && voices(tally) < 3 => {
            [round, "fewer than 3 cards".to_owned(), String::new()]
        }
        Some(tally) => [round, cards(column, tally), spread(tally)],
    }
}

/// How many cards there were, of whatever kind.
fn voices(tally: &Tally) -> usize {
    let values: usize = tally.counts.iter().map(|(_, count)| *count).sum();
    values + tally.unsure.len() + tally.abstained.len()
}

/// How often each card was shown: `5 × 2, 13 × 1, 1 unsure`.
fn cards(column: VoteColumn, tally: &Tally) -> String {
    let counts = tally.counts.iter().filter(|(_, count)| *count > 0);
    let cards = counts.map(|(card, count)| format!("{} × {count}", rubric::card(column, *card)));
    let others = [
        (tally.unsure.len(), "unsure"),
        (tally.abstained.len(), "abstained"),
    ];
    let others = others.into_iter().filter(|(count, _)| *count > 0);
    let others = others.map(|(count, word)| format!("{count} {word}"));
    cards.chain(others).collect::<Vec<_>>().join(", ")
}

fn spread(tally: &Tally) -> String {
    match tally.steps {
        None => "no card".to_owned(),
        Some(0) => "all agree".to_owned(),
        Some(_) if !tally.has_deck => tally.distance(),
        Some(1) => "1 step".to_owned(),
        Some(steps) => format!("{steps} steps"),
    }
}

/// Where something moved: `4 → 6`.
pub(super) fn moved((before, after): (Option<Number>, Option<Number>)) -> String {
    let rank = |rank: Option<Number>| rank.map_or_else(|| "none".to_owned(), |r| r.to_string());
    if before == after {
        format!("{} as before", rank(after))
    } else {
        format!("{} → {}", rank(before), rank(after))
    }
}
