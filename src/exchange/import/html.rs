//! HTML to plain text, for the bodies of trackers.
//!
//! Owns which tags begin a line. Runs nothing, loads nothing; scripts and styles go with what is in them.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::BytesRef;

/// Tags that end a line.
const BREAKS: &str = "br p div tr ul ol table pre blockquote hr h1 h2 h3 h4 h5 h6";
/// Tags whose content is not text.
const UNSEEN: &[&str] = &["script", "style"];
/// The longest name of an entity.
const ENTITY: usize = 32;

/// The text of a piece of HTML, with lines where it has paragraphs, lists or rows.
pub(super) fn to_text(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&', '\n', '\r']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        rest = match from.as_bytes().first() {
            Some(b'<') => tag(from, &mut text),
            Some(b'&') => entity(from, &mut text),
            _ => {
                text.push('\n');
                let end = from.strip_prefix("\r\n");
                end.or_else(|| from.get(1..)).unwrap_or_default()
            }
        };
    }
    text.push_str(rest);
    tidy(&text)
}

/// Reads a tag and gives what comes behind it; a `<` that begins none is text.
fn tag<'h>(html: &'h str, text: &mut String) -> &'h str {
    let inner = html.strip_prefix('<').unwrap_or_default();
    if let Some(comment) = inner.strip_prefix("!--") {
        return comment.split_once("-->").map_or("", |(_, rest)| rest);
    }
    let (closes, name) = match inner.strip_prefix('/') {
        Some(name) => (true, name),
        None => (false, inner),
    };
    let Some((tag, rest)) = name
        .starts_with(|c: char| c.is_ascii_alphabetic() || c == '!' || c == '?')
        .then(|| name.split_once('>'))
        .flatten()
    else {
        text.push('<');
        return inner;
    };
    let name = tag.split(|c: char| c.is_whitespace() || c == '/').next();
    let name = name.unwrap_or_default().to_ascii_lowercase();
    match name.as_str() {
        "li" if !closes => text.push_str("\n- "),
        "td" | "th" if closes => text.push_str(" · "),
        name if BREAKS.split(' ').any(|known| known == name) => text.push('\n'),
        name if UNSEEN.contains(&name) && !closes => return behind(rest, name),
        _ => {}
    }
    rest
}

/// What comes behind the end of an element that is not text.
fn behind<'h>(html: &'h str, name: &str) -> &'h str {
    let mut rest = html;
    while let Some((_, from)) = rest.split_once("</") {
        let is_end = from
            .get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name));
        if is_end {
            return from.split_once('>').map_or("", |(_, rest)| rest);
        }
        rest = from;
    }
    ""
}

/// Reads an entity and gives what comes behind it; a `&` that begins none is text.
fn entity<'h>(html: &'h str, text: &mut String) -> &'h str {
    let inner = html.strip_prefix('&').unwrap_or_default();
    let end = inner.bytes().take(ENTITY).position(|b| b == b';');
    let named = end.and_then(|end| Some((inner.get(..end)?, inner.get(end + 1..)?)));
    if let Some((name, rest)) = named {
        if let Some(c) = numbered(name) {
            text.push(c);
            return rest;
        }
        if let Some(known) = resolve_html5_entity(name) {
            text.push_str(known);
            return rest;
        }
    }
    text.push('&');
    inner
}

/// What an entity of XML stands for; none where it is one of the file's own.
pub(super) fn known(entity: &BytesRef<'_>) -> Option<String> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) | Err(_) => resolve_html5_entity(entity).map(str::to_owned),
    }
}

/// The character of `#252` or `#xfc`.
fn numbered(name: &str) -> Option<char> {
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    char::from_u32(code)
}

/// Lines without spaces around them, at most one blank line in a row.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut blank = false;
    for line in text.lines() {
        let line = line.trim().trim_end_matches(" ·");
        if line.is_empty() {
            blank = !tidy.is_empty();
            continue;
        }
        if !tidy.is_empty() {
            tidy.push_str(if blank { "\n\n" } else { "\n" });
        }
        blank = false;
        tidy.push_str(line);
    }
    tidy
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_and_entities_become_lines_of_text() {
        let check = |html, text| assert_eq!(to_text(html), text, "{html}");
        check("<p>With a <b>description</b></p>", "With a description");
        check("a<br>b<br/>c<BR />d", "a\nb\nc\nd");
        check("<ul><li>one</li><li>two</li></ul>end", "- one\n- two\nend");
        check("<p>a</p><p>b</p>", "a\n\nb");
        check(
            "gr&ouml;&szlig;e &amp;lt; &#252;&#xFC; &nope; & co",
            "größe &lt; üü &nope; & co",
        );
        check("1 < 2 and 3 > 2 <", "1 < 2 and 3 > 2 <");
        check("a<script>alert('<p>')</script>b<style>x{}</STYLE>c", "abc");
        check("a<!-- <p> -->b", "ab");
        check("<table><tr><td>x</td><td>y</td></tr></table>", "x · y");
        check("<script>never closed", "");
        check("<a href='javascript:x'>text</a>", "text");
        check("", "");
    }
}
