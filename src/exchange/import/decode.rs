//! Bytes to text: which encoding a file is in.
//!
//! Owns the order of guesses: byte order mark, UTF-8, Windows-1252. Knows no format.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::notes::{Note, Notes};

/// A text and how it was found.
pub(super) struct Decoded<'a> {
    pub text: Cow<'a, str>,
    pub encoding: &'static str,
    /// Whether some bytes had no meaning and became replacement characters.
    pub damaged: bool,
}

/// Turns bytes into text. Windows-1252 gives every byte a meaning, so this always succeeds.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let name = if encoding == UTF_8 {
            "UTF-8 with a byte order mark"
        } else if encoding == UTF_16LE {
            "UTF-16 LE"
        } else if encoding == UTF_16BE {
            "UTF-16 BE"
        } else {
            encoding.name()
        };
        let rest = bytes.get(mark..).unwrap_or_default();
        let (text, damaged) = encoding.decode_without_bom_handling(rest);
        return Decoded {
            text,
            encoding: name,
            damaged,
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: "UTF-8",
            damaged: false,
        };
    }
    let (text, damaged) = WINDOWS_1252.decode_without_bom_handling(bytes);
    Decoded {
        text,
        encoding: "Windows-1252",
        damaged,
    }
}

/// The same; that something is damaged is noted.
pub(super) fn decode_noting<'b>(bytes: &'b [u8], notes: &mut Notes) -> Decoded<'b> {
    let decoded = decode(bytes);
    if decoded.damaged {
        notes.add(Note::Damaged, "", None, "");
    }
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let got = decode(bytes);
        assert_eq!((&*got.text, got.encoding), (text, encoding), "{bytes:?}");
    }

    #[test]
    fn the_encoding_is_found() {
        check(b"", "", "UTF-8");
        check("größe".as_bytes(), "größe", "UTF-8");
        check(b"\xef\xbb\xbfa", "a", "UTF-8 with a byte order mark");
        check(b"\xff\xfea\0\xfc\0", "aü", "UTF-16 LE");
        check(b"\xfe\xff\0a\0\xfc", "aü", "UTF-16 BE");
        check(b"gr\xf6\xdfe \x80", "größe €", "Windows-1252");
    }

    #[test]
    fn damage_is_told() {
        assert!(decode(b"\xff\xfea").damaged);
        assert!(decode(b"\xef\xbb\xbf\xff").damaged);
        assert!(!decode(b"\xff\xfea\0").damaged);
    }
}
