//! Pages of the reference, as plain text and as Markdown.

use std::fmt::Write as _;

use crate::shell::reference::{Block, ReferenceTopic, TOPICS};
use crate::ui::text;

/// How wide the first column of a table may be; longer cells have their line to themselves.
const FIRST: usize = 24;

/// The topics there are.
pub fn topics() -> String {
    let mut out = String::from("evenkeel help-topics TOPIC prints one of:\n\n");
    for topic in &TOPICS {
        let name = topic.names.first().copied().unwrap_or_default();
        let _ = writeln!(out, "  {name:<10}{}", topic.about);
    }
    out
}

/// A page in lines of at most so many columns.
pub fn reference(topic: &ReferenceTopic, width: usize) -> String {
    let mut out = format!("{}\n", topic.about);
    for block in (topic.page)() {
        match block {
            Block::Heading(words) => {
                let _ = write!(out, "\n{words}:\n");
            }
            Block::Text(words) => {
                let _ = write!(
                    out,
                    "\n{}\n",
                    text::wrap(&words, width, usize::MAX).join("\n")
                );
            }
            Block::Table(_, rows) => {
                out.push('\n');
                for row in &rows {
                    definition(row, width, &mut out);
                }
            }
            Block::Lines(lines) => {
                let _ = write!(out, "\n{lines}");
            }
        }
    }
    out
}

/// A row: its first cell, and the others in a text beside it.
fn definition(row: &[String], width: usize, out: &mut String) {
    let Some((first, rest)) = row.split_first() else {
        return;
    };
    let parts: Vec<&str> = rest.iter().map(|cell| cell.trim_end_matches('.')).collect();
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let room = width.saturating_sub(FIRST + 4).max(20);
    let lines = text::wrap(&parts.join(" · "), room, usize::MAX);
    let mut lines = lines.iter();
    if text::width(first) > FIRST {
        let _ = writeln!(out, "  {first}");
    } else {
        let line = lines.next().map(String::as_str).unwrap_or_default();
        let _ = writeln!(out, "  {}{line}", text::pad_right(first, FIRST + 2, ""));
    }
    for line in lines {
        let _ = writeln!(out, "  {}{line}", " ".repeat(FIRST + 2));
    }
}

/// A page as Markdown, with how it is made anew.
pub fn markdown(topic: &ReferenceTopic) -> String {
    let name = topic.names.first().copied().unwrap_or_default();
    let mut out = format!(
        "# {}\n\nThis page is written by `evenkeel help-topics {name} --markdown`.\n",
        topic.about.trim_end_matches('.')
    );
    for block in (topic.page)() {
        match block {
            Block::Heading(words) => {
                let _ = write!(out, "\n## {words}\n");
            }
            Block::Text(words) => {
                let _ = write!(out, "\n{words}\n");
            }
            Block::Table(head, rows) => {
                out.push('\n');
                out.push_str(&table(head, &rows));
            }
            Block::Lines(lines) => {
                let _ = write!(out, "\n```ron\n{lines}```\n");
            }
        }
    }
    out
}

/// A table as Markdown.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    let mut out = format!("| {} |\n|{}\n", head.join(" | "), "---|".repeat(head.len()));
    for row in rows {
        let cells: Vec<String> = row.iter().map(|cell| cell.replace('|', "\\|")).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out
}
