//! Passed states: the days on which an item went from one state to the next.
//!
//! Owns how such a day is written, and what an item says of its own. The day it was done is a field of its own; it is
//! not said twice. Who writes a day down is in [`crate::edit::states`].

use chrono::NaiveDate;

use super::field::{Choice, FieldType, Value};
use super::item::{Item, State};

/// A state, and the day it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PassedState {
    /// The state.
    pub state: State,
    /// The day.
    pub day: NaiveDate,
}

impl PassedState {
    /// Reads a line: `Doing: 2027-01-12`, the state by its word in the file or on the screen.
    pub fn parse(line: &str) -> Option<Self> {
        let (word, day) = line.split_once([':', '='])?;
        let Ok(Value::Date(day)) = FieldType::Date.typed(day, None) else {
            return None;
        };
        let state = State::worded(word)?;
        Some(Self { state, day })
    }

    /// The line.
    pub fn written(self) -> String {
        format!("{}: {}", self.state.word().label, self.day)
    }
}

impl State {
    /// The state of this word of the file or of the screen, in whatever case.
    pub fn worded(word: &str) -> Option<Self> {
        let word = word.trim();
        let is = |of: &str| of.eq_ignore_ascii_case(word);
        let mut all = Self::ALL.iter().copied();
        all.find(|state| is(state.word().name) || is(state.word().label))
    }
}

impl Item {
    /// The states it went through, the earliest first, with the day it was done.
    pub fn passed(&self) -> Vec<PassedState> {
        let lines = self.history.iter();
        let mut all: Vec<_> = lines.filter_map(|line| PassedState::parse(line)).collect();
        let done = self.done_on.filter(|_| self.state == State::Done);
        all.extend(done.map(|day| PassedState {
            state: State::Done,
            day,
        }));
        // The sort is stable: of several states of one day the order stays.
        all.sort_by_key(|one| one.day);
        all
    }

    /// The lines of its states that cannot be read.
    pub fn odd_states(&self) -> impl Iterator<Item = &str> {
        let lines = self.history.iter().map(String::as_str);
        lines.filter(|line| PassedState::parse(line).is_none())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::id::Id;

    #[test]
    fn a_line_is_read_as_it_is_written() {
        let day = NaiveDate::from_ymd_opt(2027, 1, 12).unwrap();
        for state in State::ALL.iter().copied() {
            let one = PassedState { state, day };
            assert_eq!(PassedState::parse(&one.written()), Some(one));
        }
        let typed = PassedState::parse(" doing = 12.01.2027 ");
        assert_eq!(
            typed,
            Some(PassedState {
                state: State::Doing,
                day
            })
        );
        for odd in ["Doing", "Doing: soon", "Nowhere: 2027-01-12", ""] {
            assert_eq!(PassedState::parse(odd), None, "{odd}");
        }
    }

    #[test]
    fn states_come_in_the_order_of_their_days_with_done_last() {
        let mut item = Item::new(Id::from_random(1));
        item.history = ["Doing: 2027-01-12", "?", "Ready: 2027-01-04"]
            .map(str::to_owned)
            .into();
        item.done_on = NaiveDate::from_ymd_opt(2027, 1, 20);
        let states = |item: &Item| {
            item.passed()
                .iter()
                .map(|one| one.state)
                .collect::<Vec<_>>()
        };
        assert_eq!(states(&item), [State::Ready, State::Doing]);
        item.state = State::Done;
        assert_eq!(states(&item), [State::Ready, State::Doing, State::Done]);
        assert_eq!(item.odd_states().collect::<Vec<_>>(), ["?"]);
    }
}
