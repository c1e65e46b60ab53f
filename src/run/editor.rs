//! Lending a text to the user's own editor.

use std::ffi::{OsStr, OsString};
use std::io;
use std::process::Command;

use super::terminal::Errand;
use crate::desk::event::Event;
use crate::model::limits::PROSE_LIMIT;
use crate::store::Scratch;

/// The most bytes a text may come back with.
const LIMIT: usize = 4 * PROSE_LIMIT;

/// The errand of handing a text to an editor; the answer is [`Event::Edited`].
pub fn errand(editor: Option<OsString>, text: String) -> Errand {
    let editor = editor.unwrap_or_else(|| OsString::from("vi"));
    Box::new(move || Some(Event::Edited(edited(&editor, &text))))
}

/// What a text has become in the editor.
fn edited(editor: &OsStr, text: &str) -> Result<String, String> {
    let cannot = |what: &str, error: io::Error| format!("cannot {what} the editor's file: {error}");
    let scratch = Scratch::new("text.md", text).map_err(|error| cannot("make", error))?;
    // As git does it: the command may have arguments, and the name of the file is only data.
    let mut script = editor.to_owned();
    script.push(" \"$1\"");
    let ended = Command::new("sh")
        .arg("-c")
        .arg(script)
        .arg("sh")
        .arg(scratch.path())
        .status()
        .map_err(|error| format!("cannot start the editor: {error}"))?;
    if !ended.success() {
        return Err(format!("the editor ended with {ended}"));
    }
    scratch.text(LIMIT).map_err(|error| cannot("read", error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(editor: &str, expected: Result<&str, &str>) {
        let result = edited(OsStr::new(editor), "old\n");
        match expected {
            Ok(text) => assert_eq!(result.as_deref(), Ok(text), "{editor}"),
            Err(part) => assert!(
                result.as_ref().is_err_and(|why| why.contains(part)),
                "{result:?}"
            ),
        }
    }

    #[test]
    fn only_a_good_end_changes_the_text() {
        check("true", Ok("old\n"));
        check("printf '%s' new >", Ok("new"));
        check(
            "f() { printf new > \"$1.2\"; mv \"$1.2\" \"$1\"; }; f",
            Ok("new"),
        );
        check(
            "f() { printf new > \"$1\"; false; }; f",
            Err("exit status: 1"),
        );
        check("kill -9 $$;", Err("signal: 9"));
        check("no-such-editor", Err("127"));
        check("rm", Err("cannot read"));
        check("printf '\\377' >", Err("cannot read"));
    }
}
