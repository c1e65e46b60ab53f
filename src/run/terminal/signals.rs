//! The threads that wait for signals and for the end of the terminal.

use std::sync::Arc;
use std::sync::mpsc::Sender;
use std::{io, thread};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::io::Errno;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::Signals;
use signal_hook::low_level::emulate_default_handler;

use super::mailbox::Mail;
use super::modes;
use super::watch::Watch;

/// Starts the thread that turns signals into messages.
pub(super) fn start(watch: Arc<Watch>, sender: Sender<Mail>) -> io::Result<()> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGTSTP, SIGCONT, SIGWINCH])?;
    thread::Builder::new()
        .name("signals".to_owned())
        .spawn(move || {
            for signal in signals.forever() {
                let message = match signal {
                    SIGWINCH => Mail::Resized,
                    SIGCONT => Mail::Continued,
                    SIGTSTP if watch.is_lent() => {
                        // The modes are the other program's; both stop. Fails for unknown signals only.
                        let _ = emulate_default_handler(SIGTSTP);
                        continue;
                    }
                    SIGTSTP => Mail::Stop,
                    SIGINT | SIGQUIT if watch.is_spared() => continue,
                    _ => watch.end(signal),
                };
                // The receiver is gone only when the program has ended.
                let _ = sender.send(message);
            }
        })?;
    Ok(())
}

/// Starts the thread that notices when the terminal goes away, whether or not a signal tells.
pub(super) fn start_hangup(watch: Arc<Watch>) -> io::Result<()> {
    let input = modes::input()?;
    thread::Builder::new()
        .name("hang-up".to_owned())
        .spawn(move || {
            loop {
                let mut files = [PollFd::new(&input, PollFlags::empty())];
                let result = poll(&mut files, None);
                let [file] = files;
                if file.revents().intersects(PollFlags::HUP | PollFlags::ERR) {
                    watch.end(SIGHUP);
                }
                // Where terminals cannot be polled, SIGHUP alone must do.
                if result.is_err_and(|error| error != Errno::INTR) || !file.revents().is_empty() {
                    return;
                }
            }
        })?;
    Ok(())
}
