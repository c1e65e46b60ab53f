//! Surveying a large board beside the keys, on a thread of its own.
//!
//! Owns that only the newest state is surveyed: one that came and went while another was under way is
//! never begun. What a survey holds is decided in `scoring`.

use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{io, thread};

use chrono::NaiveDate;

use crate::desk::event::Event;
use crate::model::Workspace;
use crate::scoring::evaluation::Evaluation;
use crate::scoring::survey::survey;

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
}

/// Tells the board that there is news.
type Post = Box<dyn Fn() + Send + Sync>;

/// The one who surveys.
pub struct Surveyor(Arc<SurveyorShared>);

struct SurveyorShared {
    desk: Mutex<SurveyInbox>,
    changed: Condvar,
    post: Post,
}

#[derive(Default)]
struct SurveyInbox {
    ground: Option<SurveyedState>,
    news: Option<Event>,
}

impl Surveyor {
    /// Starts the thread, which calls `post` whenever [`Surveyor::news`] has something.
    pub fn start(post: Post) -> io::Result<Self> {
        let shared = Arc::new(SurveyorShared {
            desk: Mutex::default(),
            changed: Condvar::new(),
            post,
        });
        let own = Arc::clone(&shared);
        thread::Builder::new()
            .name("surveyor".to_owned())
            .spawn(move || own.work())?;
        Ok(Self(shared))
    }

    /// Takes the newest state, in place of one that waits.
    pub fn note(&self, ground: SurveyedState) {
        self.0.desk().ground = Some(ground);
        self.0.changed.notify_one();
    }

    /// The last survey, once.
    pub fn news(&self) -> Option<Event> {
        self.0.desk().news.take()
    }
}

impl SurveyorShared {
    fn desk(&self) -> MutexGuard<'_, SurveyInbox> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn work(&self) {
        loop {
            let ground = self.next();
            let found = survey(&ground.workspace, &ground.evaluation, ground.today);
            self.desk().news = Some(Event::Surveyed(ground.state, Arc::new(found)));
            (self.post)();
        }
    }

    fn next(&self) -> SurveyedState {
        let mut desk = self.desk();
        loop {
            while desk.ground.is_none() {
                let woken = self.changed.wait(desk);
                desk = woken.unwrap_or_else(PoisonError::into_inner);
            }
            let woken = self.changed.wait_timeout(desk, QUIET);
            let (rested, waited) = woken.unwrap_or_else(PoisonError::into_inner);
            desk = rested;
            if waited.timed_out()
                && let Some(ground) = desk.ground.take()
            {
                return ground;
            }
        }
    }
}
