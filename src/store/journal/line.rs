//! Entries as lines: the fingerprint of a text, a space, the text, a line end.
//!
//! A fingerprint counts length and bytes, so that a line that was torn, zeroed or changed is known for
//! what it is. Line ends within the text are written as `\n`; nothing else is changed, and a person can
//! read it.

use super::super::fingerprint::Fingerprint;

/// Writes a text as a line.
pub(super) fn write(out: &mut String, text: &str) {
    let line = text.replace('\\', "\\\\").replace('\n', "\\n");
    out.push_str(&Fingerprint::of(line.as_bytes()).to_string());
    out.push(' ');
    out.push_str(&line);
    out.push('\n');
}

/// The lines of a journal; none for one that does not say what was written.
pub(super) fn read(bytes: &[u8]) -> impl Iterator<Item = Option<String>> {
    bytes.split_inclusive(|byte| *byte == b'\n').map(one)
}

fn one(line: &[u8]) -> Option<String> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (fingerprint, text) = line.split_once(' ')?;
    if Fingerprint::parse(fingerprint) != Some(Fingerprint::of(text.as_bytes())) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.push(match chars.next()? {
                'n' => '\n',
                same => same,
            }),
            c => out.push(c),
        }
    }
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_come_back_and_nothing_else_does() {
        let texts = ["", "a b", "one\ntwo\r\\n", "é \"q\"\n\n"];
        let mut out = String::new();
        for text in texts {
            write(&mut out, text);
        }
        let all: Option<Vec<String>> = read(out.as_bytes()).collect();
        assert_eq!(all.unwrap(), texts);
        for at in 0..out.len() {
            let cut: Vec<_> = read(&out.as_bytes()[..at]).collect();
            let whole = out.bytes().take(at).filter(|b| *b == b'\n').count();
            assert_eq!(cut.iter().flatten().count(), whole, "cut at {at}");
            let mut flipped = out.clone().into_bytes();
            flipped[at] ^= 4;
            assert!(read(&flipped).any(|line| line.is_none()), "flipped at {at}");
        }
        assert_eq!(read(&[0; 99]).flatten().count(), 0);
    }
}
