//! Prose: what people wrote in a tracker's markup, as one light text.
//!
//! Owns what headings, paragraphs, lists, rows and links look like, so that one description reads the same from every
//! export of it. Which signs mean what is in the files below, one for each markup.

pub(super) mod adf;
pub(super) mod html;
mod markdown;
mod wiki;

/// What stands for a picture or a file that does not come in.
const ATTACHMENT: &str = "[attachment]";
/// What stands between the cells of a row.
const CELLS: &str = " · ";

/// How a description is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Markup {
    /// As it is to be read.
    #[default]
    Plain,
    /// As a web page.
    Html,
    /// As Markdown.
    Markdown,
    /// In Jira's wiki markup.
    Wiki,
}

impl Markup {
    /// The text that is to be read.
    pub fn text(self, written: &str) -> String {
        match self {
            Self::Plain => written.to_owned(),
            Self::Html => html::to_text(written),
            Self::Markdown => markdown::to_text(written),
            Self::Wiki => wiki::to_text(written),
        }
    }
}

/// A part of a text that stands on lines of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ProseBlock {
    Heading,
    Paragraph,
    /// An entry of a list.
    Entry,
    /// A row of a table.
    Row,
}

/// A text that is being written, block by block.
#[derive(Debug, Default)]
struct WrittenProse {
    out: String,
    /// The block that is not ended.
    line: String,
    last: Option<ProseBlock>,
    /// The lists that are open, each with the number of its next entry where it counts.
    lists: Vec<Option<u32>>,
    /// What stands before the entry that has begun.
    mark: Option<String>,
    /// Whether a cell was ended since the last row.
    has_cell: bool,
}

impl WrittenProse {
    /// Adds words to the block.
    fn text(&mut self, text: &str) {
        self.line.push_str(text);
    }

    /// Adds words, with one space for any white space between them.
    fn words(&mut self, text: &str) {
        for c in text.chars() {
            if !c.is_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with([' ', '\n']) {
                self.line.push(' ');
            }
        }
    }

    /// Begins a new line within the block.
    fn break_line(&mut self) {
        let length = self.line.trim_end_matches(' ').len();
        self.line.truncate(length);
        self.line.push('\n');
    }

    /// Adds where a link leads, where its words since `from` do not say so.
    fn leads_to(&mut self, from: usize, to: &str) {
        let to = to.strip_prefix("mailto:").unwrap_or(to);
        let said = self.line.get(from..).unwrap_or_default().trim();
        if to.is_empty() || to.starts_with('#') || to.starts_with("javascript:") || said == to {
            return;
        }
        let to = if said.is_empty() {
            to.to_owned()
        } else {
            format!(" ({to})")
        };
        self.line.push_str(&to);
    }

    /// Ends a cell of a row.
    fn cell(&mut self) {
        let length = self.line.trim_end().len();
        self.line.truncate(length);
        self.line.push_str(CELLS);
        self.has_cell = true;
    }

    /// Ends the block, if it has words; inside an entry of a list any block is a part of the entry.
    fn end(&mut self, block: ProseBlock) {
        let line = std::mem::take(&mut self.line);
        let line = if std::mem::take(&mut self.has_cell) {
            line.trim_end_matches([' ', '·']).replace('\n', " ")
        } else {
            line
        };
        let line = line.trim();
        if line.is_empty() {
            return;
        }
        let mark = self.mark.take();
        let block = if self.lists.is_empty() {
            block
        } else {
            ProseBlock::Entry
        };
        let apart = match (self.last, block) {
            (None, _) => "",
            (Some(ProseBlock::Heading), _)
            | (Some(ProseBlock::Entry | ProseBlock::Paragraph), ProseBlock::Entry)
            | (Some(ProseBlock::Row), ProseBlock::Row) => "\n",
            (Some(_), _) => "\n\n",
        };
        self.out.push_str(apart);
        let depth = self.lists.len();
        let (mark, inner) = match mark {
            Some(mark) => (mark, "  ".repeat(depth)),
            None if depth > 0 => ("  ".repeat(depth), "  ".repeat(depth)),
            None => (String::new(), String::new()),
        };
        self.out.push_str(&mark);
        let mut lines = line.split('\n');
        self.out.push_str(lines.next().unwrap_or_default());
        for line in lines {
            self.out.push('\n');
            if !line.is_empty() {
                self.out.push_str(&inner);
            }
            self.out.push_str(line);
        }
        self.last = Some(block);
    }

    /// Opens a list; one that counts says from where.
    fn open_list(&mut self, from: Option<u32>) {
        self.end(ProseBlock::Paragraph);
        self.lists.push(from);
    }

    /// Closes the list that was opened last.
    fn close_list(&mut self) {
        self.end(ProseBlock::Entry);
        self.mark = None;
        self.lists.pop();
    }

    /// Begins an entry of the list; one outside any list has a list of its own.
    fn entry(&mut self) {
        self.end(ProseBlock::Entry);
        let indent = "  ".repeat(self.lists.len().saturating_sub(1));
        let mark = match self.lists.last_mut() {
            Some(Some(number)) => {
                let mark = format!("{number}. ");
                *number = number.saturating_add(1);
                mark
            }
            Some(None) => "- ".to_owned(),
            None => {
                self.lists.push(None);
                "- ".to_owned()
            }
        };
        self.mark = Some(indent + &mark);
    }

    /// Adds the box of a task to the entry that has begun.
    fn task(&mut self, is_done: bool) {
        self.text(if is_done { "[x] " } else { "[ ] " });
    }

    /// The whole text.
    fn finish(mut self) -> String {
        self.end(ProseBlock::Paragraph);
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_description_reads_the_same_in_every_markup() {
        const TEXT: &str = "Goal\nBold and code and a page (https://wiki.example/x)\nnext line\n\n\
            Name · Value\na · b\n\nAfter:\n- one\n  1. first\n  2. second\n- two\n\n[attachment]";
        let wiki = "h2. Goal\n\n*Bold* and {{code}} and [a page|https://wiki.example/x|smart-link]\nnext line\n\n\
            ||Name||Value||\n|a|b|\n\nAfter:\n* one\n*# first\n*# second\n* two\n\n!shot.png|width=200!";
        let markdown = "## Goal\n\n**Bold** and `code` and [a page](https://wiki.example/x)\nnext line\n\n\
            | Name | Value |\n|---|---|\n| a | b |\n\nAfter:\n- one\n  1. first\n  2. second\n- two\n\n![](shot.png)";
        let html = "<h2><a name=\"Goal\"></a>Goal</h2>\n<p><b>Bold</b> and <tt>code</tt> and \
            <a href=\"https://wiki.example/x\" class=\"external-link\">a page</a><br/>\nnext line</p>\n\
            <div class='table-wrap'>\n<table><tbody><tr>\n<th>Name</th>\n<th>Value</th>\n</tr>\n<tr>\n\
            <td>a</td>\n<td>b</td>\n</tr>\n</tbody></table>\n</div>\n\n<p>After:</p>\n<ul>\n\t<li>one\n\t<ol>\n\t\t\
            <li>first</li>\n\t\t<li>second</li>\n\t</ol>\n\t</li>\n\t<li>two</li>\n</ul>\n<p><img src=\"shot.png\"/></p>";
        assert_eq!(Markup::Wiki.text(wiki), TEXT);
        assert_eq!(Markup::Markdown.text(markdown), TEXT);
        assert_eq!(Markup::Html.text(html), TEXT);
        assert_eq!(Markup::Plain.text(wiki), wiki);
    }
}
