//! Passages: the way of one item through its states.
//!
//! Owns when it began and ended, how long it waited and whether it went back, by the rules of the settings.

use chrono::NaiveDate;

use super::times::Run;
use crate::model::Workspace;
use crate::model::id::Id;
use crate::model::item::{Item, State};
use crate::model::passed::PassedState;
use crate::model::settings::Settings;
use crate::scoring::levels;

/// What the settings say of states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowRules {
    /// The first state in which an item is under way.
    pub begins: State,
    /// The states in which an item waits; none where nobody named any.
    pub waiting: Vec<State>,
}

impl FlowRules {
    /// The rules of a workspace. What is done is not under way, so that flow begins with `Doing` at the latest.
    pub fn of(workspace: &Workspace) -> Self {
        let settings = workspace.the::<Settings>();
        let words = settings.waiting_states.iter();
        Self {
            begins: settings.flow_begins.min(State::Doing),
            waiting: words.filter_map(|word| State::worded(word)).collect(),
        }
    }

    /// Whether an item in this state is under way.
    pub fn is_under_way(&self, state: State) -> bool {
        state.is_open() && state >= self.begins
    }
}

/// The way of one item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The item.
    pub item: Id,
    /// Its team.
    pub team: Option<Id>,
    /// Its state today.
    pub state: State,
    /// Whether it is under way.
    pub is_under_way: bool,
    /// The day it first was under way.
    pub began: Option<NaiveDate>,
    /// The day it was done.
    pub done: Option<NaiveDate>,
    /// Since when it is in its state, where that is known.
    pub since: Option<NaiveDate>,
    /// How many days it waited since it began, and of how many; none where no state is named in which it would.
    pub waited: Option<(i64, i64)>,
    /// The days on which it went back, with the state it went back to.
    pub back: Vec<PassedState>,
}

impl Passage {
    /// Follows an item, as of a day.
    pub fn of(
        workspace: &Workspace,
        item: &Item,
        rules: &FlowRules,
        today: Option<NaiveDate>,
    ) -> Self {
        let mut passed = item.passed();
        let first = passed.iter().find(|one| rules.is_under_way(one.state));
        let first = first.map(|one| one.day);
        // What changed more than once on a day is in the last state of it.
        passed.dedup_by(|later, before| {
            let is_same_day = later.day == before.day;
            if is_same_day {
                before.state = later.state;
            }
            is_same_day
        });
        let is_done = item.state == State::Done;
        let done = item.done_on.filter(|_| is_done);
        let began = first.filter(|_| is_done || item.state.is_open());
        let end = if is_done { done } else { today };
        Self {
            item: item.id,
            team: levels::team(workspace, item),
            state: item.state,
            is_under_way: rules.is_under_way(item.state),
            began,
            done,
            since: passed
                .last()
                .filter(|one| one.state == item.state)
                .map(|one| one.day),
            waited: began
                .zip(end)
                .and_then(|(began, end)| waited(&passed, rules, began, end)),
            back: back(&passed),
        }
    }

    /// Its first day and the last one; none where it is not known when it began.
    pub fn run(&self) -> Option<Run> {
        Some((number(self.began?), self.done.map(number)))
    }

    /// How many days it is under way; none where that is not known, or it is not.
    pub fn age(&self, today: Option<NaiveDate>) -> Option<i64> {
        let began = self.began.filter(|_| self.is_under_way)?;
        Some((today? - began).num_days().max(0))
    }
}

/// A day as a number.
pub fn number(day: NaiveDate) -> i64 {
    (day - NaiveDate::default()).num_days()
}

/// How many of the days from one to another were spent in states of waiting.
fn waited(
    passed: &[PassedState],
    rules: &FlowRules,
    began: NaiveDate,
    end: NaiveDate,
) -> Option<(i64, i64)> {
    if rules.waiting.is_empty() {
        return None;
    }
    let until = passed.iter().skip(1).map(|one| one.day).chain([end]);
    let each = passed.iter().zip(until);
    let waiting = each.filter(|(one, _)| rules.waiting.contains(&one.state));
    let days = waiting.map(|(one, until)| (until.min(end) - one.day.max(began)).num_days());
    Some((days.map(|days| days.max(0)).sum(), (end - began).num_days()))
}

/// The steps back to an earlier state. What is parked comes back to where it was.
fn back(passed: &[PassedState]) -> Vec<PassedState> {
    let on_the_way = passed.iter().filter(|one| one.state <= State::Done);
    let mut before: Option<State> = None;
    let mut back = Vec::new();
    for one in on_the_way {
        if before.is_some_and(|before| one.state < before) {
            back.push(*one);
        }
        before = Some(one.state);
    }
    back
}
