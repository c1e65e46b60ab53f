//! What a panic does: nothing is printed over a living screen; the report is kept for the end.

use std::backtrace::{Backtrace, BacktraceStatus};
use std::panic::{self, PanicHookInfo};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::mailbox::Mail;
use super::modes::Modes;

/// The first report, until it is taken.
#[derive(Default)]
pub(super) struct Faults {
    report: Mutex<Option<String>>,
    closed: AtomicBool,
}

impl Faults {
    /// Takes the report.
    pub(super) fn take(&self) -> String {
        let mut report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        report.take().unwrap_or_else(|| "no report".to_owned())
    }

    /// Leaves later panics to the hook that was there before.
    pub(super) fn close(&self) {
        self.closed.store(true, Ordering::SeqCst);
    }

    /// Keeps a report; false when there is one already.
    fn keep(&self, info: &PanicHookInfo<'_>) -> bool {
        let mut report = self.report.lock().unwrap_or_else(PoisonError::into_inner);
        let first = report.is_none();
        report.get_or_insert_with(|| describe(info));
        first
    }
}

/// Installs the hook. The driving thread, which calls this, gives the terminal back and unwinds to
/// its end; a panic elsewhere is told to it.
pub(super) fn install(modes: Arc<Modes>, sender: Sender<Mail>) -> Arc<Faults> {
    let faults = Arc::new(Faults::default());
    let shared = Arc::clone(&faults);
    let driving = thread::current().id();
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if shared.closed.load(Ordering::SeqCst) {
            before(info);
        } else if thread::current().id() == driving {
            modes.leave();
            if !shared.keep(info) {
                // A second one, from a destructor: the process aborts after this.
                before(info);
            }
        } else if shared.keep(info) {
            // The receiver is gone only when the program has ended.
            let _ = sender.send(Mail::Fault);
        }
    }));
    faults
}

fn describe(info: &PanicHookInfo<'_>) -> String {
    let current = thread::current();
    let name = current.name().unwrap_or("unnamed");
    let trace = Backtrace::capture();
    if trace.status() == BacktraceStatus::Captured {
        format!("thread {name} {info}\n{trace}")
    } else {
        format!("thread {name} {info}")
    }
}
