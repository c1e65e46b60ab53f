//! The program's own words in the marks of a look.

use std::borrow::Cow;

use crate::ui::look::{ASCII, Charset, Look, UNICODE};

/// The program's own words with the marks of the look: in ASCII each mark becomes its twin.
pub fn own<'w>(look: &Look, words: &'w str) -> Cow<'w, str> {
    if look.charset == Charset::Unicode || words.is_ascii() {
        return Cow::Borrowed(words);
    }
    let (marks, twins) = (UNICODE.named(), ASCII.named());
    let twin = |c: char| {
        let mut letter = [0; 4];
        let letter: &str = c.encode_utf8(&mut letter);
        let known = marks.iter().zip(&twins).find(|(mark, _)| mark.1 == letter);
        known.map_or_else(|| letter.to_owned(), |(_, twin)| twin.1.to_owned())
    };
    let words = words
        .replace(" · ", ", ")
        .replace('×', "x")
        .replace('÷', "/");
    Cow::Owned(words.chars().map(twin).collect())
}
