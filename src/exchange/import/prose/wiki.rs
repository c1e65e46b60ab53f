//! Jira's wiki markup to plain text.
//!
//! Owns the notation as its help page gives it: what stands at the start of a line, and the signs around words. A
//! sign that opens nothing is text.

use super::{ATTACHMENT, CELLS, ProseBlock, WrittenProse};

/// Macros whose lines stand as they are.
const KEPT: [&str; 2] = ["code", "noformat"];
/// Macros around which only their content matters.
const PASSED: [&str; 13] = [
    "anchor", "color", "column", "expand", "info", "note", "panel", "quote", "section", "status",
    "tip", "toc", "warning",
];

/// How far signs around words may be apart, in bytes, and how deep they may stand in each other: beyond that they
/// are text, so that no text takes long.
const REACH: usize = 2_000;
const DEPTH: u32 = 8;

/// The text of a piece of wiki markup.
pub(super) fn to_text(wiki: &str) -> String {
    let mut out = WrittenProse::default();
    let mut kept = None;
    for line in wiki.lines() {
        kept = match kept {
            Some(name) => inside(name, line, &mut out),
            None => outside(line, &mut out),
        };
    }
    close_lists(&mut out, 0);
    out.finish()
}

/// Reads a line of a macro whose lines are kept. Gives the macro that is open behind it.
fn inside(name: &'static str, line: &str, out: &mut WrittenProse) -> Option<&'static str> {
    let Some((kept, behind)) = line.split_once(&format!("{{{name}}}")) else {
        out.text(line);
        out.break_line();
        return Some(name);
    };
    out.text(kept);
    out.end(ProseBlock::Paragraph);
    outside(behind, out)
}

/// Reads a line. Gives the macro that is open behind it and whose lines are kept.
fn outside(line: &str, out: &mut WrittenProse) -> Option<&'static str> {
    for name in KEPT {
        if let Some((before, from)) = line.split_once(&format!("{{{name}"))
            && from.starts_with([':', '}'])
            && !before.ends_with('{')
            && let Some((_, behind)) = from.split_once('}')
        {
            if !before.trim().is_empty() {
                start(before, out);
            }
            out.end(ProseBlock::Paragraph);
            return inside(name, behind, out);
        }
    }
    start(line, out);
    None
}

/// Reads a line by what it begins with.
fn start(line: &str, out: &mut WrittenProse) {
    let trimmed = line.trim();
    let marks = trimmed.find(|c| !matches!(c, '*' | '#' | '-'));
    let (marks, words) = trimmed.split_at(marks.unwrap_or(trimmed.len()));
    let is_entry = !marks.is_empty() && words.starts_with(' ') && !marks.starts_with("--");
    if is_entry {
        open_lists(out, marks);
        out.entry();
        inline(words.trim_start(), DEPTH, out);
        return;
    }
    let is_rule = words.is_empty() && marks.len() >= 4 && marks.bytes().all(|b| b == b'-');
    let is_plain = !trimmed.is_empty()
        && !is_rule
        && heading(trimmed).is_none()
        && !trimmed.starts_with("bq. ")
        && !trimmed.starts_with('|');
    if is_plain && !out.lists.is_empty() && !out.line.is_empty() {
        // A further line of an entry.
        out.break_line();
        inline(trimmed, DEPTH, out);
        return;
    }
    close_lists(out, 0);
    if trimmed.is_empty() {
        out.end(ProseBlock::Paragraph);
    } else if is_rule {
        out.end(ProseBlock::Paragraph);
        out.text("---");
        out.end(ProseBlock::Paragraph);
    } else if let Some(words) = heading(trimmed) {
        out.end(ProseBlock::Paragraph);
        inline(words, DEPTH, out);
        out.end(ProseBlock::Heading);
    } else if let Some(quoted) = trimmed.strip_prefix("bq. ") {
        out.end(ProseBlock::Paragraph);
        inline(quoted, DEPTH, out);
        out.end(ProseBlock::Paragraph);
    } else if trimmed.starts_with('|') {
        out.end(ProseBlock::Paragraph);
        row(trimmed, out);
    } else {
        let is_macro = trimmed.starts_with('{') && trimmed.ends_with('}');
        if is_macro && passed(trimmed).is_some_and(|(_, behind)| behind.is_empty()) {
            out.end(ProseBlock::Paragraph);
        } else if !out.line.is_empty() {
            out.break_line();
        }
        inline(trimmed, DEPTH, out);
    }
}

/// The words of a heading: `h2. Goal`.
fn heading(line: &str) -> Option<&str> {
    let level = line.strip_prefix('h')?;
    let words = level.strip_prefix(['1', '2', '3', '4', '5', '6'])?;
    Some(words.strip_prefix('.')?.trim())
}

/// Opens and closes lists until they are those of the marks: `*#`.
fn open_lists(out: &mut WrittenProse, marks: &str) {
    close_lists(out, marks.len());
    let counts = |mark: char| mark == '#';
    let is_other = out.lists.last().map(Option::is_some) != marks.chars().last().map(counts);
    if out.lists.len() == marks.len() && is_other {
        out.close_list();
    }
    for mark in marks.chars().skip(out.lists.len()) {
        out.open_list(counts(mark).then_some(1));
    }
}

fn close_lists(out: &mut WrittenProse, depth: usize) {
    while out.lists.len() > depth {
        out.close_list();
    }
}

/// Writes a row: cells between bars, or between two where they are names. A bar in a link or a macro is none.
fn row(line: &str, out: &mut WrittenProse) {
    let mut depth = 0_i32;
    let mut cell = String::new();
    let mut cells = Vec::new();
    for c in line.chars() {
        depth += i32::from(matches!(c, '[' | '{')) - i32::from(matches!(c, ']' | '}'));
        if c == '|' && depth <= 0 {
            cells.push(std::mem::take(&mut cell));
        } else {
            cell.push(c);
        }
    }
    cells.push(cell);
    let filled = cells.iter().map(|cell| cell.trim());
    for (at, cell) in filled.filter(|cell| !cell.is_empty()).enumerate() {
        if at > 0 {
            out.text(CELLS);
        }
        inline(cell, DEPTH, out);
    }
    out.end(ProseBlock::Row);
}

/// The start of a text, as far as signs reach.
fn near(text: &str) -> &str {
    let mut ends = (0..=REACH.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// What stands before a sign that is not far, and what comes behind it.
fn until<'t>(text: &'t str, sign: &str) -> Option<(&'t str, &'t str)> {
    let at = near(text).find(sign)?;
    Some((text.get(..at)?, text.get(at + sign.len()..)?))
}

/// A macro that is passed over at the start of a text: its title, where it has one, and what comes behind it.
fn passed(text: &str) -> Option<(&str, &str)> {
    let (inner, behind) = until(text.strip_prefix('{')?, "}")?;
    let (name, given) = inner.split_once(':').unwrap_or((inner, ""));
    let mut given = given.split('|');
    let title = given.find_map(|one| one.strip_prefix("title="));
    PASSED
        .contains(&name)
        .then_some((title.unwrap_or_default(), behind))
}

/// Writes words without the signs around them.
fn inline(text: &str, depth: u32, out: &mut WrittenProse) {
    let Some(depth) = depth.checked_sub(1) else {
        return out.text(text);
    };
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        if let Some(after) = special(rest, before, depth, out) {
            before = rest
                .get(..rest.len() - after.len())
                .and_then(|taken| taken.chars().last())
                .unwrap_or(' ');
            rest = after;
            continue;
        }
        out.line.push(c);
        (before, rest) = (c, behind);
    }
}

/// Reads what begins with a sign that means something. Gives what comes behind it, none where it is text.
fn special<'t>(text: &'t str, before: char, depth: u32, out: &mut WrittenProse) -> Option<&'t str> {
    if let Some(behind) = text.strip_prefix("\\\\") {
        out.break_line();
        return Some(behind.trim_start());
    }
    if let Some(escaped) = text.strip_prefix('\\') {
        let c = escaped.chars().next().filter(char::is_ascii_punctuation)?;
        out.line.push(c);
        return escaped.get(1..);
    }
    if let Some((mono, behind)) = text.strip_prefix("{{").and_then(|t| until(t, "}}")) {
        inline(mono, depth, out);
        return Some(behind);
    }
    if let Some((title, behind)) = passed(text) {
        if !title.is_empty() {
            out.text(title);
            out.end(ProseBlock::Heading);
        }
        return Some(behind);
    }
    if text.starts_with('[') {
        return link(text, depth, out);
    }
    if text.starts_with('!') {
        let (picture, behind) = until(text.strip_prefix('!')?, "!")?;
        let is_file = picture
            .split('|')
            .next()
            .unwrap_or_default()
            .contains(['.', '/']);
        let is_one = is_file && !picture.contains(char::is_whitespace);
        return is_one.then(|| {
            out.text(ATTACHMENT);
            behind
        });
    }
    emphasis(text, before, depth, out)
}

/// Reads `[words|where]`, `[where]`, `[~person]`, `[^file]`; other brackets are text.
fn link<'t>(text: &'t str, depth: u32, out: &mut WrittenProse) -> Option<&'t str> {
    let (inner, behind) = until(text.strip_prefix('[')?, "]")?;
    if let Some(person) = inner.strip_prefix('~') {
        // A number says nothing to a reader.
        let is_number = person.starts_with("accountid:");
        out.text(if is_number { "@someone" } else { "@" });
        out.text(if is_number { "" } else { person });
    } else if inner.starts_with('^') {
        out.text(ATTACHMENT);
    } else if let Some((words, to)) = inner.split_once('|') {
        let from = out.line.len();
        inline(words, depth, out);
        out.leads_to(from, to.split('|').next().unwrap_or_default());
    } else if inner.contains("://") || inner.starts_with("mailto:") {
        out.text(inner.strip_prefix("mailto:").unwrap_or(inner));
    } else {
        return None;
    }
    Some(behind)
}

/// Reads words between two equal signs: `*bold*`, also `{*}bold{*}`. What does not begin and end beside words is text.
fn emphasis<'t>(
    text: &'t str,
    before: char,
    depth: u32,
    out: &mut WrittenProse,
) -> Option<&'t str> {
    const SIGNS: [&str; 7] = ["??", "*", "_", "+", "-", "^", "~"];
    for sign in SIGNS {
        let braced = format!("{{{sign}}}");
        if let Some((words, behind)) = text
            .strip_prefix(&braced)
            .and_then(|text| until(text, &braced))
        {
            inline(words, depth, out);
            return Some(behind);
        }
        let Some(inner) = text.strip_prefix(sign) else {
            continue;
        };
        if before.is_alphanumeric() || inner.starts_with(char::is_whitespace) {
            continue;
        }
        let mut ends = near(inner).match_indices(sign);
        let end = ends.find(|(at, _)| {
            let last = inner.get(..*at).and_then(|words| words.chars().last());
            let next = inner.get(at + sign.len()..).and_then(|b| b.chars().next());
            last.is_some_and(|last| !last.is_whitespace())
                && !next.is_some_and(char::is_alphanumeric)
        });
        if let Some((at, _)) = end {
            inline(inner.get(..at).unwrap_or_default(), depth, out);
            return inner.get(at + sign.len()..);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_and_words_stay() {
        let check = |wiki, text| assert_eq!(to_text(wiki), text, "{wiki}");
        check("plain\nlines", "plain\nlines");
        check(
            "h2. Goal\n\n*Bold* and {*}bold{*} and {{code}}",
            "Goal\nBold and bold and code",
        );
        check(
            "[a page|https://wiki.example/x|smart-link]",
            "a page (https://wiki.example/x)",
        );
        check(
            "[https://a.example] [x|#top] [not a link]",
            "https://a.example x [not a link]",
        );
        check(
            "||Name||Value||\n|a|[b|https://c.example]|",
            "Name · Value\na · b (https://c.example)",
        );
        check(
            "{color:#ff0000}red{color} !shot.png|width=200!",
            "red [attachment]",
        );
        check(
            "[~accountid:712020:abc] [~ann] [^list.pdf]",
            "@someone @ann [attachment]",
        );
        check(
            "snake_case, 2*3*4, a-b-c, 10 - 5 - 3 and C++",
            "snake_case, 2*3*4, a-b-c, 10 - 5 - 3 and C++",
        );
        check("It is late! Really! Now", "It is late! Really! Now");
        check(
            "* one\n** deeper\n* two\n\n# first\n# second",
            "- one\n  - deeper\n- two\n1. first\n2. second",
        );
        check("* one\n# other", "- one\n1. other");
        check("- dash\n- dash", "- dash\n- dash");
        check(
            "{code:java}\nint a = *b*;\n\nint c;\n{code}\nend",
            "int a = *b*;\n\nint c;\n\nend",
        );
        check(
            "{panel:title=Note}\ninner\n{panel}\nend",
            "Note\ninner\n\nend",
        );
        check("bq. said\n----\na\\\\b \\*c\\*", "said\n\n---\n\na\nb *c*");
        check("{noformat}never ended", "never ended");
        check("[open *and -more {{x", "[open *and -more {{x");
        check("{unheard} {of}", "{unheard} {of}");
        check("", "");
        let deep = format!("{}x{}", "*_".repeat(5_000), "_*".repeat(5_000));
        assert!(to_text(&deep).contains('x'));
        assert_eq!(to_text(&"[{*".repeat(40_000)).len(), 80_000);
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_read(text in "[-*#|!\\[\\]{}_+a-z\\\\ \n~^?:.]{0,60}") {
            let read = to_text(&text);
            proptest::prop_assert!(read.len() <= 20 + text.len() * 16);
        }
    }
}
