//! What makes a text harmless in XML and HTML.
//!
//! Owns which characters may go out and how they are escaped; knows no element.

use crate::model::text::is_allowed;

/// The text as content or as an attribute between double quotes.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| may_stand(*c)) {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            _ => out.push(c),
        }
    }
    out
}

/// The text without what XML forbids and what nobody can see.
pub(super) fn legible(text: &str) -> String {
    text.chars().filter(|c| may_stand(*c)).collect()
}

/// Whether a character may stand in a document. XML forbids the last two of the first plane as well.
const fn may_stand(c: char) -> bool {
    matches!(c, '\n' | '\t') || (is_allowed(c) && !matches!(c, '\u{fffe}' | '\u{ffff}'))
}

/// The address if following it runs nothing: only the web and mail.
pub(super) fn safe_link(address: &str) -> Option<&str> {
    let address = address.trim();
    let (scheme, rest) = address.split_once(':')?;
    let is_known = ["http", "https", "mailto"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let is_plain = !rest.is_empty() && address.chars().all(|c| may_stand(c) && !c.is_whitespace());
    (is_known && is_plain).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_its_place() {
        assert_eq!(
            escape("<a b=\"c\" d='e'>&\u{1b}\u{202e}\u{fffe}]]>\n"),
            "&lt;a b=&quot;c&quot; d=&#39;e&#39;&gt;&amp;]]&gt;\n"
        );
    }

    #[test]
    fn only_the_web_and_mail_are_followed() {
        for address in ["https://a.b/c?d=e", " HTTP://a", "mailto:a@b.c"] {
            assert_eq!(safe_link(address), Some(address.trim()));
        }
        for address in [
            "",
            "a",
            "javascript:alert(1)",
            "java\nscript:x",
            "data:text/html,x",
            "https:",
            "https://a b",
            "//a.b",
            " vbscript:x",
        ] {
            assert_eq!(safe_link(address), None, "{address}");
        }
    }
}
