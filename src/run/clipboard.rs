//! The system's clipboard, where there is one, through the program that owns it there.
//!
//! Owns which program that is. The text goes to its standard input, never through a shell, on a thread of
//! its own: what hangs or is not installed stops nothing, as the terminal got the text already. A crate for
//! this keeps what it copied only as long as the board runs, and brings the protocols of two screens along.

use std::io::{self, Write};
use std::process::{Command, Stdio};
use std::thread;

use super::surroundings::Surroundings;
use crate::desk::event::Event;

/// A program and its arguments.
type Tool = (&'static str, &'static [&'static str]);

/// The programs that may own the clipboard here, the likeliest first.
fn tools(surroundings: &Surroundings) -> Vec<Tool> {
    let mut tools: Vec<Tool> = Vec::new();
    if surroundings.wayland {
        tools.push(("wl-copy", &[]));
    }
    if surroundings.x11 {
        tools.push(("xclip", &["-selection", "clipboard"]));
        tools.push(("xsel", &["--clipboard", "--input"]));
    }
    // On a machine far away it would be the clipboard of that machine.
    if cfg!(target_os = "macos") && !surroundings.remote {
        tools.push(("pbcopy", &[]));
    }
    tools
}

/// Puts a text on the system's clipboard beside the keys, and posts it when that is done.
pub fn copy(surroundings: &Surroundings, text: String, post: impl FnOnce(Event) + Send + 'static) {
    let tools = tools(surroundings);
    if tools.is_empty() {
        return;
    }
    let work = move || {
        if tools.iter().any(|tool| give(*tool, &text).unwrap_or(false)) {
            post(Event::Done("copied".into()));
        }
    };
    // Without a thread the terminal's clipboard is what there is.
    let _ = thread::Builder::new()
        .name("clipboard".to_owned())
        .spawn(work);
}

/// Hands a text to a program; whether it took it.
fn give((program, arguments): Tool, text: &str) -> io::Result<bool> {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let written = child
        .stdin
        .take()
        .map_or(Ok(()), |mut input| input.write_all(text.as_bytes()));
    Ok(child.wait()?.success() && written.is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_takes_the_text_or_says_no() {
        let reads: Tool = ("sh", &["-c", "test \"$(cat)\" = 'a \"b\" $c'"]);
        assert!(give(reads, "a \"b\" $c").unwrap());
        assert!(!give(reads, "another").unwrap());
        assert!(give(("no-such-program", &[]), "").is_err());
    }

    #[test]
    fn where_there_is_no_screen_nothing_is_started() {
        let none = tools(&Surroundings::default());
        assert!(cfg!(target_os = "macos") || none.is_empty());
        let mut both = Surroundings::default();
        (both.wayland, both.x11) = (true, true);
        let names: Vec<&str> = tools(&both).iter().map(|tool| tool.0).collect();
        assert!(names.starts_with(&["wl-copy", "xclip", "xsel"]));
    }
}
