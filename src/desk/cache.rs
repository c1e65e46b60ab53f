//! What is computed once for a state of the desk, and then drawn and asked for many times.
//!
//! Owns how long it holds. What it is, and what it is asked for beside the state, is known to the view that asks.

use std::cell::RefCell;
use std::sync::Arc;

/// The number of a state of the desk, and whether others watch, who do not see all of it.
pub type State = (u64, bool);

/// The last thing computed, with the state of the desk and the question it answers.
#[derive(Debug)]
pub struct Cached<T, Q = ()>(RefCell<Option<Answered<T, Q>>>);

#[derive(Debug)]
struct Answered<T, Q> {
    state: State,
    question: Q,
    answer: Arc<T>,
}

impl<T, Q> Default for Cached<T, Q> {
    fn default() -> Self {
        Self(RefCell::new(None))
    }
}

impl<T, Q: PartialEq> Cached<T, Q> {
    /// The answer to a question in the present state; computed where it is not the last one given.
    pub fn get(&self, state: State, question: Q, compute: impl FnOnce() -> T) -> Arc<T> {
        if let Some(last) = &*self.0.borrow()
            && (last.state, &last.question) == (state, &question)
        {
            return Arc::clone(&last.answer);
        }
        let answer = Arc::new(compute());
        self.0.replace(Some(Answered {
            state,
            question,
            answer: Arc::clone(&answer),
        }));
        answer
    }
}
