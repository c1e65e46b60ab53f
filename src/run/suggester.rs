//! Looking for the best plan, on a thread of its own.
//!
//! Owns when it is told how far a search is, and that one nobody waits for ends. What is looked for is decided in `scoring`.

use std::sync::Arc;

use super::newest::Newest;
use super::terminal::Poster;
use crate::desk::event::Event;
use crate::scoring::plan::suggestion::PlanQuestion;
use crate::scoring::plan::suggestion::answer::{BUDGET, SuggestionAnswer, answer};
use crate::scoring::plan::suggestion::watch::StepWatch;

/// Starts a run in place of any other.
pub fn start(newest: &Newest, number: u64, question: PlanQuestion, poster: &Poster) {
    let watcher = poster.clone();
    let suggested = |number, result: Result<SuggestionAnswer, String>| {
        Event::Suggested(number, result.map(Arc::new))
    };
    newest.start("suggester", number, poster, suggested, move |is_wanted| {
        let mut last = 0;
        let mut tell = |steps: usize| {
            // The last round may go beyond what it is meant to take.
            let done = (steps.saturating_mul(100) / BUDGET).min(99);
            if done > last {
                last = done;
                watcher.post(Event::Suggesting(number, done));
            }
            is_wanted()
        };
        let found = answer(&question, &mut StepWatch::new(&mut tell));
        found.map_err(|why| why.to_string())
    });
}
