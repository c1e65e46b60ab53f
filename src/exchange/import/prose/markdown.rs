//! Markdown to plain text.
//!
//! Owns nothing of the notation: that is read by the reader of `CommonMark`; here stands what becomes of its parts.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::{ATTACHMENT, ProseBlock, WrittenProse, html};

/// The text of a piece of Markdown, with the tables, tasks and struck words that trackers know.
pub(super) fn to_text(markdown: &str) -> String {
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_TASKLISTS | Options::ENABLE_STRIKETHROUGH;
    let mut out = WrittenProse::default();
    let mut links: Vec<(usize, String)> = Vec::new();
    let mut page = String::new();
    let mut pictures = 0_u32;
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Start(Tag::Image { .. }) => {
                if pictures == 0 {
                    out.text(ATTACHMENT);
                }
                pictures += 1;
            }
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            // What a picture would say where it cannot be shown.
            _ if pictures > 0 => {}
            Event::Start(Tag::List(from)) => {
                out.open_list(from.map(|from| u32::try_from(from).unwrap_or(1)));
            }
            Event::End(TagEnd::List(_)) => out.close_list(),
            Event::Start(Tag::Item) => out.entry(),
            Event::TaskListMarker(is_done) => out.task(is_done),
            Event::Start(Tag::Link { dest_url, .. }) => {
                links.push((out.line.len(), dest_url.into_string()));
            }
            Event::End(TagEnd::Link) => {
                if let Some((from, to)) = links.pop() {
                    out.leads_to(from, &to);
                }
            }
            Event::End(TagEnd::Heading(_)) => out.end(ProseBlock::Heading),
            Event::End(TagEnd::TableCell) => out.cell(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => out.end(ProseBlock::Row),
            Event::End(TagEnd::HtmlBlock) => {
                out.text(&html::to_text(&std::mem::take(&mut page)));
                out.end(ProseBlock::Paragraph);
            }
            Event::Start(Tag::Paragraph | Tag::CodeBlock(_) | Tag::BlockQuote(_))
            | Event::End(
                TagEnd::Paragraph | TagEnd::CodeBlock | TagEnd::BlockQuote(_) | TagEnd::Item,
            ) => out.end(ProseBlock::Paragraph),
            Event::Text(text) | Event::Code(text) => out.text(&text),
            Event::Html(text) => page.push_str(&text),
            Event::InlineHtml(tag) if tag.starts_with("<br") => out.break_line(),
            Event::SoftBreak | Event::HardBreak => out.break_line(),
            Event::Rule => {
                out.text("---");
                out.end(ProseBlock::Paragraph);
            }
            Event::Start(_)
            | Event::End(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_) => {}
        }
    }
    out.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_go_and_words_stay() {
        let check = |markdown, text| assert_eq!(to_text(markdown), text, "{markdown}");
        check("plain\nlines", "plain\nlines");
        check("# Why\nSo.", "Why\nSo.");
        check("- [ ] open\n- [x] done", "- [ ] open\n- [x] done");
        check("3. c\n4. d", "3. c\n4. d");
        check("```rust\nlet a = 1;\n\nlet b;\n```", "let a = 1;\n\nlet b;");
        check("> said\n\n---\nend", "said\n\n---\n\nend");
        check("<https://a.example>", "https://a.example");
        check("snake_case and 2 * 3 * 4", "snake_case and 2 * 3 * 4");
        check("<!-- hint -->\nkept<br>more", "kept\nmore");
        check(
            "<details><summary>More</summary>\n\ninner\n\n</details>",
            "More\n\ninner",
        );
        check("- a\n\n  more of a\n- b", "- a\n  more of a\n- b");
        check("[x](javascript:alert(1))", "x");
    }
}
