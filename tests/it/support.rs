//! What several tests need.

mod picture;
#[cfg(unix)]
pub mod pty;

use std::time::{Duration, Instant};

use ratatui::buffer::{Buffer, Cell};

pub use picture::{check_picture, check_screen, compare, part, styled};

/// Far longer than anything takes on a busy machine, far shorter than work that grows with the square of a
/// large file.
const ENOUGH: Duration = Duration::from_secs(15 * 60);

/// Does work that must not grow out of hand.
#[track_caller]
pub fn in_time<T>(work: impl FnOnce() -> T) -> T {
    let started = Instant::now();
    let done = work();
    assert!(started.elapsed() < ENOUGH, "{:?}", started.elapsed());
    done
}

/// The words of a buffer, a line for each row.
pub fn words(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    rows.collect::<Vec<_>>().join("\n")
}
