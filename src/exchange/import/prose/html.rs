//! HTML to plain text.
//!
//! Owns which tags stand on lines of their own. Runs nothing, loads nothing; scripts and styles go with what is in them.

use quick_xml::escape::resolve_html5_entity;
use quick_xml::events::BytesRef;

use super::{ATTACHMENT, ProseBlock, WrittenProse};
use crate::exchange::escapes::entity;

/// Tags between which words stand on lines of their own.
const BLOCKS: &str = "p div ul ol table tr pre blockquote hr h1 h2 h3 h4 h5 h6 section article \
    header footer details summary dl dt dd";
/// Tags whose content is not text.
const UNSEEN: &[&str] = &["script", "style"];

/// A piece of HTML that is being read.
struct HtmlText {
    prose: WrittenProse,
    /// Links that are open: where their words begin, and where they lead.
    links: Vec<(usize, String)>,
    /// How deep in text whose lines are its own.
    kept: usize,
    /// Whether a cell of a row is open.
    is_cell: bool,
}

/// The text of a piece of HTML, with lines where it has paragraphs, lists or rows; lines of a text without any are its own.
pub(in super::super) fn to_text(html: &str) -> String {
    let is_page = html
        .split('<')
        .skip(1)
        .any(|from| begins_block(tag_name(from.trim_start_matches('/'))));
    let mut page = HtmlText {
        prose: WrittenProse::default(),
        links: Vec::new(),
        kept: usize::from(!is_page),
        is_cell: false,
    };
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, from) = rest.split_at(at);
        page.text(before);
        rest = if from.starts_with('<') {
            page.tag(from)
        } else {
            read_entity(from, &mut page.prose.line)
        };
    }
    page.text(rest);
    page.prose.finish()
}

/// Whether a tag of this name stands on lines of its own.
fn begins_block(name: &str) -> bool {
    let is_known = |known: &str| name.eq_ignore_ascii_case(known);
    is_known("br") || is_known("li") || BLOCKS.split(' ').any(is_known)
}

/// The name at the start of a tag.
fn tag_name(tag: &str) -> &str {
    let name = tag.split(|c: char| c.is_whitespace() || matches!(c, '/' | '>'));
    name.into_iter().next().unwrap_or_default()
}

impl HtmlText {
    fn text(&mut self, text: &str) {
        if self.kept > 0 {
            self.prose
                .text(&text.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.prose.words(text);
        }
    }

    /// Reads a tag and gives what comes behind it; a `<` that begins none is text.
    fn tag<'h>(&mut self, html: &'h str) -> &'h str {
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
            self.prose.text("<");
            return inner;
        };
        let name = tag_name(tag).to_ascii_lowercase();
        match (name.as_str(), closes) {
            ("br", _) => self.prose.break_line(),
            ("li", false) => self.prose.entry(),
            ("ul", false) => self.prose.open_list(None),
            ("ol", false) => {
                let from = attribute(tag, "start").parse();
                self.prose.open_list(Some(from.unwrap_or(1)));
            }
            ("ul" | "ol", true) => self.prose.close_list(),
            ("td" | "th", closes) => {
                self.is_cell = !closes;
                if closes {
                    self.prose.cell();
                }
            }
            ("img", _) => self.prose.text(ATTACHMENT),
            ("input", _) if attribute(tag, "type").eq_ignore_ascii_case("checkbox") => {
                self.prose.task(tag.contains("checked"));
            }
            ("hr", _) => {
                self.prose.end(ProseBlock::Paragraph);
                self.prose.text("---");
                self.prose.end(ProseBlock::Paragraph);
            }
            ("a", false) => {
                // Jira and Confluence: a person is named.
                let is_person = attribute(tag, "class").contains("user-hover");
                if is_person {
                    self.prose.text("@");
                }
                let to = if is_person {
                    ""
                } else {
                    attribute(tag, "href")
                };
                self.links.push((self.prose.line.len(), plain(to)));
            }
            ("a", true) => {
                if let Some((from, to)) = self.links.pop() {
                    self.prose.leads_to(from, &to);
                }
            }
            ("pre", false) => {
                self.prose.end(ProseBlock::Paragraph);
                self.kept += 1;
            }
            ("pre", true) => {
                self.prose.end(ProseBlock::Paragraph);
                self.kept = self.kept.saturating_sub(1);
            }
            ("h1" | "h2" | "h3" | "h4" | "h5" | "h6", true) => self.prose.end(ProseBlock::Heading),
            ("tr", true) => self.prose.end(ProseBlock::Row),
            // A cell may hold paragraphs; the row is one line.
            ("p" | "div", _) if self.is_cell => self.prose.words(" "),
            (name, _) if BLOCKS.split(' ').any(|known| known == name) => {
                self.prose.end(ProseBlock::Paragraph);
            }
            (name, false) if UNSEEN.contains(&name) => return behind(rest, name),
            _ => {}
        }
        rest
    }
}

/// The value of an attribute, as it is written; empty where there is none.
fn attribute<'t>(tag: &'t str, name: &str) -> &'t str {
    let behind = tag
        .split_once(&format!("{name}="))
        .map(|(_, behind)| behind);
    let quoted = |quote| behind?.strip_prefix(quote)?.split_once(quote);
    let value = quoted('"').or_else(|| quoted('\''));
    let bare = || behind?.split_whitespace().next();
    value
        .map(|(value, _)| value)
        .or_else(bare)
        .unwrap_or_default()
}

/// The text of a value, whose entities are read.
fn plain(value: &str) -> String {
    let (mut text, mut rest) = (String::new(), value);
    while let Some((before, _)) = rest.split_once('&') {
        text.push_str(before);
        rest = read_entity(rest.get(before.len()..).unwrap_or_default(), &mut text);
    }
    text + rest
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

/// Reads an entity into a text and gives what comes behind it; a `&` that begins none is text.
fn read_entity<'h>(html: &'h str, text: &mut String) -> &'h str {
    let (said, length) = entity(html).unwrap_or_else(|| ("&".to_owned(), 1));
    text.push_str(&said);
    html.get(length..).unwrap_or_default()
}

/// What an entity of XML stands for; none where it is one of the file's own.
pub(in super::super) fn known(entity: &BytesRef<'_>) -> Option<String> {
    match entity.resolve_char_ref() {
        Ok(Some(c)) => Some(c.to_string()),
        Ok(None) | Err(_) => resolve_html5_entity(entity).map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_lists_and_entities_become_lines_of_text() {
        let check = |html, text| assert_eq!(to_text(html), text, "{html}");
        check("<p>With a <b>description</b></p>", "With a description");
        check("a<br>b<br/>c<BR />d", "a\nb\nc\nd");
        check(
            "<ul><li>one</li><li>two</li></ul>end",
            "- one\n- two\n\nend",
        );
        check("<li>alone", "- alone");
        check("<p>a\n  b</p><pre>x\n  y</pre>", "a b\n\nx\n  y");
        check("no page\nat all", "no page\nat all");
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
        check(
            "<a href=\"https://a.b/?c=1&amp;d\">text</a>",
            "text (https://a.b/?c=1&d)",
        );
        check("<a href=\"https://a.b\">https://a.b</a>", "https://a.b");
        check(
            "<a class=\"user-hover\" href=\"/u?x=9\">Ann</a> asks",
            "@Ann asks",
        );
        check(
            "<table><tr><td><p>x</p></td><td><p>y</p><p>z</p></td></tr></table>",
            "x · y z",
        );
        check("", "");
    }
}
