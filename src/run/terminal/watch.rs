//! Sees to it that a signal ends the program in time, also when the program does not answer.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicI32, Ordering};
use std::sync::mpsc::{self, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use super::mailbox::Mail;
use super::modes::Modes;

/// Saves what is unsaved without the driving thread.
pub type Rescue = Box<dyn FnOnce() + Send>;

/// How long the driving thread may take to answer.
const ANSWER: Duration = Duration::from_millis(700);
/// How long a save that has begun may take.
const SAVE: Duration = Duration::from_secs(5);

/// How much later a signal may arrive that has ended another program.
const ECHO: Duration = Duration::from_millis(200);

/// Whether another program has the terminal.
#[derive(Clone, Copy)]
enum Lent {
    Never,
    Now,
    Until(Instant),
}

/// The end that is coming.
pub(super) struct Watch {
    signal: AtomicI32,
    answered: AtomicBool,
    lent: Mutex<Lent>,
    modes: Arc<Modes>,
    sender: Sender<Mail>,
    rescue: Mutex<Option<Rescue>>,
}

impl Watch {
    pub(super) fn new(modes: Arc<Modes>, sender: Sender<Mail>, rescue: Option<Rescue>) -> Self {
        Self {
            signal: AtomicI32::new(0),
            answered: AtomicBool::new(false),
            lent: Mutex::new(Lent::Never),
            modes,
            sender,
            rescue: Mutex::new(rescue),
        }
    }

    /// The signal that ends the program, when there is one.
    pub(super) fn signal(&self) -> Option<i32> {
        Some(self.signal.load(Ordering::SeqCst)).filter(|signal| *signal != 0)
    }

    /// Notes that another program has the terminal.
    pub(super) fn lend(&self) {
        self.set_lent(Lent::Now);
    }

    /// Notes that the other program has ended.
    pub(super) fn take_back(&self) {
        self.set_lent(Lent::Until(Instant::now()));
    }

    /// Whether another program has the terminal.
    pub(super) fn is_lent(&self) -> bool {
        matches!(self.lent(), Lent::Now)
    }

    /// Whether the keys that interrupt were meant for another program, perhaps one they have just ended.
    pub(super) fn is_spared(&self) -> bool {
        match self.lent() {
            Lent::Never => false,
            Lent::Now => true,
            Lent::Until(end) => end.elapsed() < ECHO,
        }
    }

    fn lent(&self) -> Lent {
        *self.lent.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set_lent(&self, lent: Lent) {
        *self.lent.lock().unwrap_or_else(PoisonError::into_inner) = lent;
    }

    /// Claims the last save; true for the first who asks.
    pub(super) fn answer(&self) -> bool {
        !self.answered.swap(true, Ordering::SeqCst)
    }

    /// Ends the program, by the driving thread or else from here. Does not return.
    pub(super) fn end(&self, signal: i32) -> ! {
        self.signal.store(signal, Ordering::SeqCst);
        // The receiver is gone only when the program has ended.
        let _ = self.sender.send(Mail::Ending);
        thread::sleep(ANSWER);
        if self.answer() {
            self.modes.leave();
            self.rescue();
        } else {
            thread::sleep(SAVE);
        }
        signal_hook::low_level::exit(128 + signal)
    }

    fn rescue(&self) {
        let rescue = self
            .rescue
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(rescue) = rescue else {
            return;
        };
        let (done, saved) = mpsc::channel::<()>();
        // Without another thread there is no limit, so it is not tried.
        let started = thread::Builder::new().spawn(move || {
            // Nobody is left to be told of a panic.
            let _ = catch_unwind(AssertUnwindSafe(rescue));
            drop(done);
        });
        if started.is_ok() {
            let _ = saved.recv_timeout(SAVE);
        }
    }
}
