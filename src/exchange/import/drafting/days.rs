//! The days on which something was created, begun and closed.
//!
//! Owns which of them are days of the item's states.

use super::{Drafting, NoDate, Note, dates};
use crate::model::field::Value;
use crate::model::item::{Item, State};
use crate::model::passed::PassedState;
use crate::model::record::Declared as _;

/// The days on which states began, with their columns and cells.
pub(super) type Began<'a> = Vec<(State, usize, &'a str)>;

impl<'a> Drafting<'a> {
    /// Notes the day on which a state began, and keeps the cell as it came.
    pub(super) fn begin(&mut self, state: State, at: usize, column: &str, cell: &'a str) {
        self.began.push((state, at, cell));
        self.keep(column, cell);
    }

    /// Notes that something was closed; of several cells the first that holds a day counts.
    pub(super) fn close(&mut self, at: usize, column: &'a str, cell: &'a str) {
        let is_day =
            |(at, _, cell): (usize, &str, &str)| dates::date(cell, self.evidence.day(at)).is_ok();
        let one = (at, column, cell);
        let is_better = self
            .closed
            .is_none_or(|known| !is_day(known) && is_day(one));
        let other = if is_better {
            self.closed.replace(one)
        } else {
            Some(one)
        };
        if let Some((_, column, cell)) = other {
            self.keep(column, cell);
        }
    }

    /// Takes the days that are days of states.
    pub(super) fn settle_days(&mut self) {
        self.settle_done_on();
        self.settle_history();
    }

    fn is_in(&self, states: &[State]) -> bool {
        let state = self.draft.state.map(|guess| guess.is);
        state.is_some_and(|state| states.contains(&state))
    }

    /// Takes the day something was closed as the day it was done; of what is not done it is kept.
    fn settle_done_on(&mut self) {
        let Some((at, column, cell)) = self.closed else {
            return;
        };
        let is_done = self.is_in(&[State::Done]);
        let day = dates::date(cell, self.evidence.day(at));
        match (day, Item::KIND.field("done_on")) {
            (Ok(day), Some(field)) if is_done => {
                self.give(field, column, cell, Value::Date(day));
            }
            (Err(NoDate::Unclear), _) if is_done => self.no_date(NoDate::Unclear, column, cell),
            _ => self.keep(column, cell),
        }
    }

    /// Takes the days on which states began. A start of what nobody is at is one that is planned.
    fn settle_history(&mut self) {
        let is_begun = self.is_in(&[State::Doing, State::Done]);
        let began = self.began.iter();
        let began = began.filter(|(state, ..)| is_begun || *state != State::Doing);
        let (mut passed, mut unclear): (Vec<PassedState>, Vec<(usize, &str)>) = Default::default();
        for (state, at, cell) in began {
            match dates::date(cell, self.evidence.day(*at)) {
                Ok(day) => passed.push(PassedState { state: *state, day }),
                Err(NoDate::Unclear) => unclear.push((*at, cell)),
                Err(NoDate::Unreadable) => {}
            }
        }
        for (at, cell) in unclear {
            let column = self.table.columns.get(at).map_or("", |one| &one.name);
            self.tell(Note::UnclearDate, column, cell);
        }
        passed.sort_by_key(|one| one.day);
        let lines: Vec<String> = passed.into_iter().map(PassedState::written).collect();
        if let (Some(field), false) = (Item::KIND.field("history"), lines.is_empty()) {
            self.give(field, "", "", Value::Texts(lines));
        }
    }
}
