//! Surveying a large board beside the keys, on a thread of its own.
//!
//! Owns that only the newest state is surveyed: one that came and went while another was under way is
//! never begun. What a survey holds is decided in `scoring`.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, thread};

use chrono::NaiveDate;

use super::saver::Post;
use crate::desk::event::Event;
use crate::model::Workspace;
use crate::model::key::OwnKeys;
use crate::model::settings::Settings;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::findings::Check;
use crate::scoring::survey::survey_by;

/// How long nothing may have changed before it begins: the frame and the next key come first.
const QUIET: Duration = Duration::from_millis(40);

/// A state of the board.
#[derive(Debug)]
pub struct SurveyedState {
    /// Its number.
    pub state: u64,
    /// What it holds; the records are shared.
    pub workspace: Workspace,
    /// Its ranking.
    pub evaluation: Arc<Evaluation>,
    /// The day it is seen from.
    pub today: Option<NaiveDate>,
    /// The checks that look through it.
    pub checks: &'static [Check],
}

/// The one who surveys.
pub struct Surveyor(Arc<SurveyorShared>);

struct SurveyorShared {
    inbox: Mutex<SurveyInbox>,
    changed: Condvar,
    post: Post,
}

#[derive(Default)]
struct SurveyInbox {
    state: Option<SurveyedState>,
    news: Option<Event>,
}

impl Surveyor {
    /// Starts the thread, which calls `post` whenever [`Surveyor::news`] has something.
    pub fn start(post: Post) -> io::Result<Self> {
        let shared = Arc::new(SurveyorShared {
            inbox: Mutex::default(),
            changed: Condvar::new(),
            post,
        });
        let (own, keys) = (Arc::clone(&shared), OwnKeys::in_force());
        thread::Builder::new()
            .name("surveyor".to_owned())
            .spawn(move || {
                keys.take_up();
                own.work();
            })?;
        Ok(Self(shared))
    }

    /// Takes the newest state, in place of one that waits.
    pub fn note(&self, state: SurveyedState) {
        self.0.inbox().state = Some(state);
        self.0.changed.notify_one();
    }

    /// The last survey, once.
    pub fn news(&self) -> Option<Event> {
        self.0.inbox().news.take()
    }
}

impl SurveyorShared {
    fn inbox(&self) -> MutexGuard<'_, SurveyInbox> {
        self.inbox.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        loop {
            let state = self.next();
            state.workspace.the::<Settings>().words().take_up();
            let found = survey_by(
                state.checks,
                &state.workspace,
                &state.evaluation,
                state.today,
            );
            self.inbox().news = Some(Event::Surveyed(state.state, Arc::new(found)));
            (self.post)();
        }
    }

    fn next(&self) -> SurveyedState {
        let mut inbox = self.inbox();
        loop {
            while inbox.state.is_none() {
                let woken = self.changed.wait(inbox);
                inbox = woken.unwrap_or_else(PoisonError::into_inner);
            }
            let woken = self.changed.wait_timeout(inbox, QUIET);
            let (rested, waited) = woken.unwrap_or_else(PoisonError::into_inner);
            inbox = rested;
            if waited.timed_out()
                && let Some(state) = inbox.state.take()
            {
                return state;
            }
        }
    }
}
