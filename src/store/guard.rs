//! What is checked before a file is read: that its bytes are a whole text nobody left half merged.
//!
//! Owns the refusals that concern the file as a whole. Knows no RON.

use super::fault::{Fault, LoadError, Refusal};

pub use crate::model::limits::SIZE_LIMIT;

/// From this size on a text is large.
const LARGE: usize = 1 << 20;
/// The usual allocator of Linux gives what is larger than 32 MiB back to the system at once, and keeps no more of
/// what is smaller for having seen it; room that nobody writes in costs nothing.
const GIVEN_BACK: usize = 33 << 20;

/// How much room to ask for, for a text of so many bytes that will go again.
pub(super) fn room(bytes: usize) -> usize {
    if bytes < LARGE {
        bytes
    } else {
        bytes.max(GIVEN_BACK)
    }
}

/// Refuses a file by its size alone.
pub(super) fn check_size(bytes: usize) -> Result<(), LoadError> {
    if bytes <= SIZE_LIMIT {
        return Ok(());
    }
    let (size, limit) = (bytes.div_ceil(1 << 20), SIZE_LIMIT >> 20);
    Err(LoadError::whole(
        Refusal::TooLarge,
        format!("the file has {size} MB; evenkeel opens up to {limit} MB"),
        "move what is finished to a second workspace",
    ))
}

/// The text in a file's bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<&str, LoadError> {
    check_size(bytes.len())?;
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Err(LoadError::beginning(
            Refusal::Encoding,
            "the file is UTF-16, not UTF-8",
            "save it as UTF-8 in the editor it came from",
        ));
    }
    std::str::from_utf8(bytes).map_err(|error| {
        let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
        let shown = String::from_utf8_lossy(bytes);
        let what = "this byte is not UTF-8 text";
        let hint = "save the file as UTF-8 in an editor, or take it from a backup";
        Fault::new(Refusal::Encoding, good.len(), what, hint).within(&shown)
    })
}

/// Refuses a text that is empty, ends in nothing but zeros, or holds conflict markers.
pub(super) fn check_text(text: &str) -> Result<(), LoadError> {
    check_size(text.len())?;
    let content = text.trim_start_matches('\u{feff}').trim();
    if content.is_empty() {
        return Err(LoadError::beginning(
            Refusal::Empty,
            "the file is empty",
            "take it from a backup; if a new workspace is wanted, delete the file first",
        ));
    }
    if content.ends_with('\0') {
        let end = text.trim_end_matches(|c: char| c == '\0' || c.is_whitespace());
        let what = "from here the file holds only zero bytes, as after a power failure";
        let hint = "take it from a backup, or remove the zeros and check the last record";
        return Err(Fault::new(Refusal::CutShort, end.len(), what, hint).within(text));
    }
    match conflict(text) {
        Some(at) => Err(Fault::new(
            Refusal::Conflict,
            at,
            "a merge was left unfinished here: the file holds conflict markers",
            "the board opens it as a merge where both sides can be read; else choose one side in an editor and remove the marker lines",
        )
        .within(text)),
        None => Ok(()),
    }
}

/// Whether a line begins like the marker of a conflict's first or last line.
pub(super) fn is_marker(line: &str) -> bool {
    line.starts_with("<<<<<<<") || line.starts_with(">>>>>>>")
}

fn conflict(text: &str) -> Option<usize> {
    let at_start = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        let first = before.is_empty() || before.ends_with('\n') || before == "\u{feff}";
        first && text.get(at..).is_some_and(is_marker)
    };
    let first = |c: char| {
        text.match_indices(c)
            .map(|(at, _)| at)
            .find(|at| at_start(*at))
    };
    first('<').or_else(|| first('>'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<Refusal>) {
        assert_eq!(
            check_text(text).err().map(|e| e.refusal),
            expected,
            "{text}"
        );
    }

    #[test]
    fn whole_texts_pass() {
        check("()", None);
        check("\u{feff}()\r\n", None);
        check("( a: \"x <<<<<<< y\" )", None);
        check("", Some(Refusal::Empty));
        check("\u{feff} \n", Some(Refusal::Empty));
        check("()\n\0\0", Some(Refusal::CutShort));
        check("(\n<<<<<<< HEAD\n)", Some(Refusal::Conflict));
        check("(\r\n>>>>>>> theirs\r\n)", Some(Refusal::Conflict));
    }

    #[test]
    fn bytes_must_be_utf8() {
        let refusal = |bytes: &[u8]| decode(bytes).err().map(|e| e.refusal);
        assert_eq!(refusal(b"\xff\xfe(\0)\0"), Some(Refusal::Encoding));
        assert_eq!(refusal(b"(a: \"\xe9\")"), Some(Refusal::Encoding));
        assert_eq!(refusal("(a: \"é\")".as_bytes()), None);
    }
}
