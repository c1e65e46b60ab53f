//! Harmless texts: nothing a title says becomes markup.
//!
//! Marks are escaped, `<`, `>`, `&` and `|` are entities, bare addresses are no links.

use crate::model::text::clean_line;

/// A text in which nothing is markup, on one line.
pub fn escape(text: &str) -> String {
    let text = clean_line(text);
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '&' => out += "&amp;",
            '|' => out += "&#124;",
            '\\' | '`' | '*' | '_' | '~' | '[' | ']' | '#' | '$' => out.extend(['\\', c]),
            // What makes a bare address a link.
            ':' if rest.peek() == Some(&'/') => out += "\\:",
            '.' if out
                .get(out.len().saturating_sub(3)..)
                .is_some_and(|end| end.eq_ignore_ascii_case("www")) =>
            {
                out += "\\.";
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn no_text_is_markup() {
        for (text, expected) in [
            ("a | b", "a &#124; b"),
            ("<b>&</b>", "&lt;b&gt;&amp;&lt;/b&gt;"),
            ("[x](http://y)", "\\[x\\](http\\://y)"),
            (
                "`code` *em* __st__ ~~no~~",
                "\\`code\\` \\*em\\* \\_\\_st\\_\\_ \\~\\~no\\~\\~",
            ),
            ("www.example.org WWW.x", "www\\.example.org WWW\\.x"),
            ("# one\ntwo \u{202e}\u{1b}[31m", "\\# one two \\[31m"),
            ("Checkout: v1.2 (new)", "Checkout: v1.2 (new)"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }
}
