//! Jira's export in XML: a feed with an element per issue.
//!
//! Owns which element is which column; the columns have the names of Jira's CSV, so that both update the same
//! items. No entity of the file's own is known here, so none can expand.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::decode::{decode, decode_noting};
use super::dialect::JIRA;
use super::gathering::Gathering;
use super::mapping::Mapping;
use super::notes::{Note, Notes};
use super::outcome::{FormatMatch, ImportWatch};
use super::prose::html;
use super::roles;
use super::table::ImportTable;
use crate::model::limits::NESTING_LIMIT;

/// How many bytes tell what a file is.
const SAMPLE: usize = 64 * 1024;
/// The most elements of one issue.
const ELEMENTS: usize = 10_000;
/// The most attributes of an element that are looked at.
const ATTRIBUTES: usize = 20;

/// Elements with the columns their texts go to.
const COLUMNS: &[(&str, &str)] = &[
    ("assignee", "Assignee"),
    ("component", "Components"),
    ("created", "Created"),
    ("due", "Due date"),
    ("fixVersion", "Fix versions"),
    ("label", "Labels"),
    ("link", "Link"),
    ("parent", "Parent key"),
    ("priority", "Priority"),
    ("project", "Project name"),
    ("reporter", "Reporter"),
    ("resolution", "Resolution"),
    ("resolved", "Resolved"),
    ("security", "Security Level"),
    ("status", "Status"),
    ("subtask", "Sub-tasks"),
    ("summary", "Summary"),
    ("type", "Issue Type"),
    ("updated", "Updated"),
    ("version", "Affects versions"),
];
/// Elements that say what others say, or nothing that is kept.
const PASSED: &[&str] = &["title", "votes", "watches", "attachments"];

/// A feed is surely one of Jira's: nobody else exports a backlog as one.
pub(super) fn detect(bytes: &[u8]) -> FormatMatch {
    let text = decode(bytes.get(..SAMPLE).unwrap_or(bytes)).text;
    FormatMatch::sure(text.trim_start().starts_with('<') && text.contains("<rss"))
}

/// Reads the issues of a feed.
pub(super) fn read(
    bytes: &[u8],
    _: &Mapping,
    notes: &mut Notes,
    watch: &mut ImportWatch<'_>,
) -> Option<ImportTable> {
    let decoded = decode_noting(bytes, notes);
    watch.reads(decoded.text.matches("</").count());
    let gathering = Feed::new(&decoded.text).read(notes, watch)?;
    let mut table = gathering.finish(notes)?;
    table.encoding = decoded.encoding;
    if table.rows.is_empty() {
        notes.add(Note::NoItems, "", None, "");
        return None;
    }
    let names: Vec<String> = table.columns.iter().map(|c| c.name.clone()).collect();
    table.columns = roles::of_header(names, Some(&JIRA));
    Some(table)
}

/// An element of an issue with all that is in it.
#[derive(Debug, Default)]
struct Element {
    name: String,
    attributes: Vec<(String, String)>,
    text: String,
    children: Vec<Element>,
}

impl Element {
    fn new(tag: &BytesStart<'_>) -> Self {
        let mut attributes = tag.attributes();
        let attributes = attributes.with_checks(false).take(ATTRIBUTES).flatten();
        let pair = |a: quick_xml::events::attributes::Attribute<'_>| {
            (a.key.0.to_owned(), a.value.into_owned())
        };
        Self {
            name: tag.name().0.to_owned(),
            attributes: attributes.map(pair).collect(),
            ..Self::default()
        }
    }

    fn attribute(&self, name: &str) -> &str {
        let mut all = self.attributes.iter();
        let found = all.find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    fn children<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Self> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// The text of the first child of a name.
    fn text_of(&self, name: &str) -> &str {
        let first = self.children.iter().find(|child| child.name == name);
        first.map_or("", |child| child.text.trim())
    }

    /// Whether it stands for nobody, or for nothing yet.
    fn is_none(&self) -> bool {
        let marks = ["username", "accountid", "id"];
        marks.iter().any(|mark| self.attribute(mark) == "-1")
    }
}

/// A feed that is being read.
struct Feed<'f> {
    text: &'f str,
    reader: Reader<&'f [u8]>,
    /// How many elements are open.
    depth: usize,
    /// The issue that is being read and what is open in it.
    open: Vec<Element>,
    /// How many elements the issue has.
    elements: usize,
    /// The line of the feed, and up to which byte lines are counted.
    line: usize,
    counted: usize,
    gathering: Gathering,
}

impl<'f> Feed<'f> {
    fn new(text: &'f str) -> Self {
        Self {
            text,
            reader: Reader::from_str(text),
            depth: 0,
            open: Vec::new(),
            elements: 0,
            line: 1,
            counted: 0,
            gathering: Gathering::new(&[]),
        }
    }

    /// Reads to the end, or as far as the feed can be read; none when it is no feed, or it is broken off.
    fn read(mut self, notes: &mut Notes, watch: &mut ImportWatch<'_>) -> Option<Gathering> {
        loop {
            let event = self.reader.read_event();
            match event {
                Ok(Event::Start(tag)) => {
                    self.depth += 1;
                    if self.depth > NESTING_LIMIT {
                        let line = self.line_here();
                        notes.add(Note::TooDeep, "", Some(line), "");
                        return None;
                    }
                    self.begin(&tag);
                }
                Ok(Event::Empty(tag)) => {
                    self.begin(&tag);
                    self.end(notes);
                }
                Ok(Event::End(_)) => {
                    watch.step()?;
                    self.depth = self.depth.saturating_sub(1);
                    self.end(notes);
                }
                Ok(Event::Text(text)) => self.text(&text),
                Ok(Event::CData(text)) => self.text(&text),
                Ok(Event::GeneralRef(entity)) => self.entity(&entity),
                Ok(Event::Eof) if self.depth == 0 => break,
                Ok(Event::Eof) | Err(_) => {
                    let line = self.line_here();
                    notes.add(Note::CutShort, "", Some(line), "");
                    break;
                }
                // Types of documents declare entities; none of them is looked at.
                Ok(Event::DocType(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
            }
        }
        Some(self.gathering)
    }

    fn begin(&mut self, tag: &BytesStart<'_>) {
        if self.open.is_empty() && tag.name().0 != "item" {
            return;
        }
        if self.open.is_empty() {
            self.elements = 0;
            let line = self.line_here();
            self.gathering.record(line);
        }
        self.elements += 1;
        self.open.push(Element::new(tag));
    }

    fn end(&mut self, notes: &mut Notes) {
        let Some(element) = self.open.pop() else {
            return;
        };
        match self.open.last_mut() {
            Some(_) if self.elements > ELEMENTS => notes.lose(&element.name),
            Some(parent) => parent.children.push(element),
            None if element.text_of("key").is_empty() && element.text_of("summary").is_empty() => {
                // Other feeds have items, too.
                let line = self.line_here();
                notes.add(Note::NoTitle, "", Some(line), "");
                self.gathering.skip();
            }
            None => {
                for part in &element.children {
                    self.part(part);
                }
            }
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(element) = self.open.last_mut() {
            element.text.push_str(text);
        }
    }

    fn entity(&mut self, entity: &BytesRef<'_>) {
        let known = html::known(entity);
        self.text(&known.unwrap_or_else(|| format!("&{};", &**entity)));
    }

    /// The line the reader has come to.
    fn line_here(&mut self) -> usize {
        let at = usize::try_from(self.reader.buffer_position()).unwrap_or(self.counted);
        let passed = self.text.get(self.counted..at).unwrap_or_default();
        self.line += passed.matches('\n').count();
        self.counted = self.counted.max(at);
        self.line
    }

    /// Fills the cells of a part of an issue.
    fn part(&mut self, element: &Element) {
        let cells = &mut self.gathering;
        match element.name.as_str() {
            "key" => {
                cells.cell("Issue key", &element.text);
                cells.cell("Issue id", element.attribute("id"));
            }
            "description" => cells.cell("Description", &html::to_text(&element.text)),
            "environment" => cells.cell("Environment", &html::to_text(&element.text)),
            "statusCategory" => cells.cell("Status Category", category(element.attribute("key"))),
            "customfields" => {
                for field in element.children("customfield") {
                    let column = format!("Custom field ({})", field.text_of("customfieldname"));
                    for value in field
                        .children("customfieldvalues")
                        .flat_map(|of| &of.children)
                    {
                        cells.cell(&column, &html::to_text(&value.text));
                    }
                }
            }
            "issuelinks" => {
                for of in element.children("issuelinktype") {
                    let name = of.text_of("name");
                    for (links, way) in [("outwardlinks", "Outward"), ("inwardlinks", "Inward")] {
                        let column = format!("{way} issue link ({name})");
                        let links = of.children(links).flat_map(|links| &links.children);
                        for link in links {
                            cells.cell(&column, link.text_of("issuekey"));
                        }
                    }
                }
            }
            "comments" => {
                for comment in element.children("comment") {
                    let (day, author) = (comment.attribute("created"), comment.attribute("author"));
                    let text = html::to_text(&comment.text);
                    cells.cell("Comment", &format!("{day};{author};{text}"));
                }
            }
            "labels" | "subtasks" => {
                for child in &element.children {
                    self.part(child);
                }
            }
            name if element.is_none() || PASSED.contains(&name) => {}
            name => {
                let known = COLUMNS.iter().find(|(known, _)| *known == name);
                cells.cell(known.map_or(name, |(_, column)| column), &element.text);
            }
        }
    }
}

/// The name a category has in other exports of Jira.
fn category(key: &str) -> &str {
    match key {
        "new" => "To Do",
        "indeterminate" => "In Progress",
        "done" => "Done",
        other => other,
    }
}
