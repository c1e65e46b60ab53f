//! Lending a text to the user's own editor.

use std::ffi::{OsStr, OsString};
use std::io;
use std::path::PathBuf;
use std::process::Command;

use super::terminal::Errand;
use crate::desk::event::Event;
use crate::model::limits::PROSE_LIMIT;
use crate::store::Scratch;
use crate::store::places::Places;

/// The most bytes a text may come back with.
const LIMIT: usize = 4 * PROSE_LIMIT;

/// The errand of handing a text of a workspace to an editor; the answer is [`Event::Edited`].
pub fn errand(
    editor: Option<OsString>,
    places: Option<Places>,
    workspace: Option<PathBuf>,
    text: String,
) -> Errand {
    let editor = editor.unwrap_or_else(|| OsString::from("vi"));
    Box::new(move || {
        let Some(places) = places else {
            let why = "there is no home folder to keep the text in meanwhile";
            return Some(Event::Edited(Err(why.into())));
        };
        let scratch = Scratch::new(&places.state, workspace.as_deref(), &text);
        Some(Event::Edited(
            edited(&editor, scratch, &text).map_err(Into::into),
        ))
    })
}

/// What a text has become in the editor.
fn edited(editor: &OsStr, scratch: io::Result<Scratch>, text: &str) -> Result<String, String> {
    let cannot = |what: &str, error: io::Error| format!("cannot {what} the editor's file: {error}");
    let scratch = scratch.map_err(|error| cannot("make", error))?;
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
    let there = scratch.text(LIMIT);
    if ended.success() && there.is_ok() {
        return there.map_err(|error| cannot("read", error));
    }
    let why = match &there {
        Err(error) if ended.success() => format!("cannot read the editor's file: {error}"),
        _ => format!("the editor ended with {ended}"),
    };
    // What was written there is somebody's work all the same.
    if there.is_ok_and(|there| there == text) || !scratch.path().is_file() {
        return Err(why);
    }
    let path = scratch.keep();
    Err(format!(
        "{why} · what it wrote is kept in {}",
        path.display()
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(editor: &str, expected: Result<&str, &str>) {
        let state = tempfile::tempdir().unwrap();
        let scratch = Scratch::new(state.path(), None, "old\n");
        let result = edited(OsStr::new(editor), scratch, "old\n");
        let left = Scratch::left(state.path(), None, LIMIT);
        let kept = result.as_ref().is_err_and(|why| why.contains("kept in"));
        assert_eq!(left.len(), usize::from(kept && !editor.contains("377")));
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
            Err("exit status: 1 · what it wrote is kept in"),
        );
        check("kill -9 $$;", Err("signal: 9"));
        check("no-such-editor", Err("127"));
        check("rm", Err("cannot read"));
        check(
            "f() { rm \"$1\"; mkfifo \"$1\"; }; f",
            Err("it is not a file"),
        );
        check(
            "f() { rm \"$1\"; ln -s /dev/zero \"$1\"; }; f",
            Err("it is not a file"),
        );
        check("printf '\\377' >", Err("cannot read"));
    }
}
