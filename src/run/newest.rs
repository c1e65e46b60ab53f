//! Work beside the keys of which only the newest run counts.
//!
//! Owns that a run whose place was taken is not heard of again. What the work is, others know.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;

use super::terminal::Poster;
use crate::desk::event::Event;
use crate::model::key::OwnKeys;
use crate::model::words::Words;

/// Which run is wanted: its number, or 0 when none is.
#[derive(Clone, Debug, Default)]
pub struct Newest(Arc<AtomicU64>);

impl Newest {
    /// Starts a run on a thread of its own, in place of any other. What it gives, or why it could not be
    /// started, is posted as an event while it is still wanted; the work can ask whether it is.
    pub fn start<T: 'static>(
        &self,
        name: &str,
        number: u64,
        poster: &Poster,
        event: fn(u64, Result<T, String>) -> Event,
        work: impl FnOnce(&dyn Fn() -> bool) -> Result<T, String> + Send + 'static,
    ) {
        self.0.store(number, Ordering::SeqCst);
        let run = {
            let (wanted, poster) = (self.clone(), poster.clone());
            let (words, keys) = (Words::in_use(), OwnKeys::in_force());
            move || {
                words.take_up();
                keys.take_up();
                let is_wanted = || wanted.0.load(Ordering::SeqCst) == number;
                let result = work(&is_wanted);
                if is_wanted() {
                    poster.post(event(number, result));
                }
            }
        };
        if let Err(error) = thread::Builder::new().name(name.to_owned()).spawn(run) {
            let why = format!("cannot start the {name}: {error}");
            poster.post(event(number, Err(why)));
        }
    }

    /// Wants no run any more.
    pub fn break_off(&self) {
        self.0.store(0, Ordering::SeqCst);
    }
}
