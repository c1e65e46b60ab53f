//! What several tests need.

#[cfg(unix)]
pub mod pty;

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier, Style};
use unicode_width::UnicodeWidthStr;

/// The letters of styles; `.` is the one most cells have.
const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

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

/// A buffer as text: for each row a line of words and, unless it is all of the commonest style, a line of
/// style letters under it; then what the letters mean.
pub fn styled(buffer: &Buffer) -> String {
    let mut counts: Vec<(Style, usize)> = Vec::new();
    for cell in &buffer.content {
        let style = cell.style();
        match counts.iter_mut().find(|(known, _)| *known == style) {
            Some((_, count)) => *count += 1,
            None => counts.push((style, 1)),
        }
    }
    let commonest = counts.iter().map(|(_, count)| *count).max().unwrap_or(0);
    let common = counts.iter().position(|(_, count)| *count == commonest);
    let mut letters = LETTERS.chars();
    let legend = counts.iter().enumerate().map(|(index, (style, _))| {
        let letter = if Some(index) == common {
            Some('.')
        } else {
            letters.next()
        };
        (letter.unwrap_or('?'), *style)
    });
    let legend: Vec<(char, Style)> = legend.collect();
    let mut out = String::new();
    for row in buffer.content.chunks(usize::from(buffer.area.width).max(1)) {
        let (mut words, mut styles) = (String::new(), String::new());
        let mut covered = 0;
        for cell in row {
            let known = legend.iter().find(|(_, style)| *style == cell.style());
            styles.push(known.map_or('?', |(letter, _)| *letter));
            if covered == 0 {
                words.push_str(cell.symbol());
                covered = cell.symbol().width();
            }
            covered = covered.saturating_sub(1);
        }
        let _ = writeln!(out, "|{words}|");
        if styles.contains(|letter| letter != '.') {
            let _ = writeln!(out, " {styles}");
        }
    }
    out.push('\n');
    for (letter, style) in legend {
        let _ = writeln!(out, "{letter}  {}", describe(style));
    }
    out
}

/// Compares a buffer with its picture in `snapshots/`.
pub fn check_picture(name: &str, buffer: &Buffer) {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!(name, styled(buffer)));
}

/// The words of a buffer, a line for each row.
pub fn words(buffer: &Buffer) -> String {
    let rows = buffer.content.chunks(usize::from(buffer.area.width).max(1));
    let rows = rows.map(|row| row.iter().map(Cell::symbol).collect::<String>());
    rows.collect::<Vec<_>>().join("\n")
}

fn describe(style: Style) -> String {
    let mut parts = Vec::new();
    for (side, color) in [("on ", style.bg), ("", style.fg)] {
        match color {
            None | Some(Color::Reset) => {}
            Some(color) => parts.insert(0, format!("{side}{color}")),
        }
    }
    if style.add_modifier != Modifier::empty() {
        parts.push(format!("{:?}", style.add_modifier).to_lowercase());
    }
    if parts.is_empty() {
        return "plain".to_owned();
    }
    parts.join(" ")
}
