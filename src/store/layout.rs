//! Where everything stands in a file: sections, records and fields, each with the space around it.
//!
//! Owns the shape of the text and the mistakes in it. The fields of a record are looked for when it is read or
//! written, so that the layout of a whole file is small enough to be kept. Knows no field types and makes no values.

use super::fault::{Fault, Refusal};
use super::lex::{Lexer, Span};
use super::patch::PatchedText;
use crate::model::field::format::TOO_LONG;
use crate::model::id::Id;
use crate::model::limits::{LIST_LIMIT, RECORDS_LIMIT};

/// What stands between two brackets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BracketBlock {
    /// The byte after the opening bracket.
    pub(super) open: usize,
    /// Where the first member's lines may begin.
    pub(super) start: usize,
    /// Where the closing bracket stands.
    pub(super) close: usize,
    pub(super) members: Vec<Member>,
}

impl BracketBlock {
    /// The first member of this name; `text` is what the block stands in.
    pub(super) fn named(&self, text: &str, name: &str) -> Option<&Member> {
        let mut members = self.members.iter();
        members.find(|member| member.name.of(text) == name)
    }
}

/// A named field, or an element of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Member {
    /// Where its lines begin, with the comments before it.
    pub(super) lead: usize,
    /// Empty for elements of a list.
    pub(super) name: Span,
    pub(super) value: Span,
    /// The byte after its comma, if it has one.
    pub(super) comma: Option<usize>,
    /// Where its lines end, with the comment behind it.
    pub(super) tail: usize,
    /// The records of a section.
    pub(super) body: Option<Box<BracketBlock>>,
    /// The id of the record it was read as.
    pub(super) id: Option<Id>,
}

impl Member {
    /// Where its name or else its value begins.
    pub(super) fn begin(&self) -> usize {
        if self.name == Span::default() {
            self.value.start
        } else {
            self.name.start
        }
    }

    /// The byte after the value and its comma.
    pub(super) fn end(&self) -> usize {
        self.comma.unwrap_or(self.value.end)
    }

    /// The same member where its lines begin at another offset.
    fn moved(&self, lead: usize) -> Self {
        let to = |at: usize| at - self.lead + lead;
        let span = |span: Span| Span {
            start: to(span.start),
            end: to(span.end),
        };
        let block = |block: &BracketBlock| BracketBlock {
            open: to(block.open),
            start: to(block.start),
            close: to(block.close),
            members: block.members.iter().map(|m| m.moved(to(m.lead))).collect(),
        };
        Self {
            lead,
            name: if self.name == Span::default() {
                self.name
            } else {
                span(self.name)
            },
            value: span(self.value),
            comma: self.comma.map(to),
            tail: to(self.tail),
            body: self.body.as_deref().map(block).map(Box::new),
            id: self.id,
        }
    }
}

/// A text before it was changed in places.
#[derive(Clone, Copy)]
pub(super) struct Before<'b> {
    pub(super) block: &'b BracketBlock,
    pub(super) change: &'b PatchedText<'b>,
}

impl<'b> Before<'b> {
    /// The section of this name.
    fn section(self, name: &str) -> Option<Self> {
        let member = self.block.named(self.change.before, name)?;
        let block = member.body.as_deref()?;
        Some(Self { block, ..self })
    }

    /// The members that stand in the changed text as they did, with where they do. Neither they nor what was
    /// looked at to find their end has changed.
    fn untouched(self) -> impl Iterator<Item = (usize, &'b Member)> {
        let members = &self.block.members;
        let next = members.iter().skip(1).map(Member::begin);
        let next = next.chain([self.block.close]);
        members.iter().zip(next).filter_map(move |(member, next)| {
            let ends_line = self.change.before.as_bytes().get(member.tail - 1) == Some(&b'\n');
            let end = if ends_line { member.tail } else { next };
            let now = self.change.now(Span {
                start: member.lead,
                end,
            })?;
            Some((now, member))
        })
    }
}

/// What a section of the file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SectionShape {
    /// Anything; its inside is not looked at.
    Any,
    /// One record.
    Record,
    /// A list of records.
    Records,
}

/// What the sections of a file hold, by their names.
pub(super) type Shapes<'s> = &'s dyn Fn(&str) -> SectionShape;

/// Finds the sections and records of a file.
pub(super) fn layout(text: &str, shape: Shapes<'_>) -> Result<BracketBlock, Fault> {
    whole(text, shape, None, false).or_else(|fault| {
        // Field by field the first mistake is found where it is.
        whole(text, shape, None, true).and(Err(fault))
    })
}

/// Finds the sections and records of a file that was changed in places; what is as it was is not looked at again
/// and has its id.
pub(super) fn layout_again(shape: Shapes<'_>, before: Before<'_>) -> Result<BracketBlock, Fault> {
    whole(&before.change.text, shape, Some(before), false)
}

/// The fields of a record; none when it is something else.
pub(super) fn fields(text: &str, record: &Member) -> Result<Option<BracketBlock>, Fault> {
    let mut lexer = Lexer::new(text, record.value.start);
    lexer.longest = LIST_LIMIT;
    // Inside of the file, and of the section where there are many.
    lexer.depth = if record.name == Span::default() { 2 } else { 1 };
    lexer.record(&|_| SectionShape::Any)
}

fn whole(
    text: &str,
    shape: Shapes<'_>,
    before: Option<Before<'_>>,
    looks_inside: bool,
) -> Result<BracketBlock, Fault> {
    let mut lexer = Lexer::new(text, 0);
    lexer.longest = LIST_LIMIT;
    lexer.looks_inside = looks_inside;
    if text.starts_with('\u{feff}') {
        lexer.at = '\u{feff}'.len_utf8();
    }
    lexer.trivia()?;
    extensions(&mut lexer)?;
    if !lexer.enters_record()? {
        return Err(Fault::new(
            Refusal::Foreign,
            lexer.at,
            "this is not an evenkeel workspace",
            "a workspace begins with ( and its sections; check that it is the right file",
        ));
    }
    let block = lexer.block(true, shape, before)?;
    lexer.trivia()?;
    if lexer.peek().is_some() {
        return Err(Fault::syntax(
            lexer.at,
            "something follows after the workspace has ended",
            "remove it, or remove a closing bracket too many above",
        ));
    }
    Ok(block)
}

/// The words that are values in RON, and no names.
const VALUES: [&str; 6] = ["None", "Some", "true", "false", "inf", "NaN"];

/// What RON itself can be told to read differently; none of it changes how a workspace is read.
const EXTENSIONS: [&str; 4] = [
    "implicit_some",
    "unwrap_newtypes",
    "unwrap_variant_newtypes",
    "explicit_struct_names",
];

/// Passes lines such as `#![enable(implicit_some)]`; RON refuses a file that asks for what it does not know.
fn extensions(lexer: &mut Lexer<'_>) -> Result<(), Fault> {
    while let Some(inside) = lexer.rest().strip_prefix("#![") {
        let inside = inside.split(']').next().unwrap_or_default();
        let names = inside
            .trim()
            .strip_prefix("enable(")
            .and_then(|rest| rest.strip_suffix(')'));
        let known = |name: &str| name.trim().is_empty() || EXTENSIONS.contains(&name.trim());
        if !names.is_some_and(|names| names.split(',').all(known)) {
            return Err(Fault::syntax(
                lexer.at,
                "this asks RON for something it does not know",
                "remove the line that begins with #![, or correct its name",
            ));
        }
        lexer.at += "#![".len() + inside.len() + 1;
        lexer.trivia()?;
    }
    Ok(())
}

/// The parts of a value in brackets: `[a, b]`, `("a", "b")` or `(name: a)`; none when it is
/// something else.
pub(super) fn parts(raw: &str, open: u8) -> Option<Vec<Member>> {
    Lexer::new(raw, 0).parts(open).ok()
}

/// The entries of a field's list, `[a, b]`, which may only be so many.
pub(super) fn entries(raw: &str) -> Result<Vec<Member>, Fault> {
    let mut lexer = Lexer::new(raw, 0);
    lexer.longest = LIST_LIMIT;
    lexer.parts(b'[')
}

/// The pairs of a value such as `{"a": 1}`, up to one too many; none when it is something else.
pub(super) fn pairs(raw: &str) -> Option<Vec<(&str, &str)>> {
    let mut lexer = Lexer::new(raw, 1);
    let mut pairs = Vec::new();
    if !raw.starts_with('{') {
        return None;
    }
    loop {
        lexer.trivia().ok()?;
        if lexer.peek()? == b'}' || pairs.len() > LIST_LIMIT {
            return Some(pairs);
        }
        let key = lexer.value().ok()?;
        lexer.trivia().ok()?;
        if lexer.peek()? != b':' {
            return None;
        }
        lexer.at += 1;
        lexer.trivia().ok()?;
        let value = lexer.value().ok()?;
        pairs.push((key.of(raw), value.of(raw)));
        lexer.trivia().ok()?;
        match lexer.peek()? {
            b',' => lexer.at += 1,
            b'}' => {}
            _ => return None,
        }
    }
}

impl Lexer<'_> {
    fn parts(&mut self, open: u8) -> Result<Vec<Member>, Fault> {
        if self.peek() != Some(open) {
            return Err(self.unexpected("a bracket"));
        }
        let named = open == b'(' && self.begins_record();
        let block = self.block(named, &|_| SectionShape::Any, None)?;
        Ok(block.members)
    }

    /// Whether a bracket with named fields, or with nothing, begins here.
    fn begins_record(&self) -> bool {
        let mut on = Lexer::new(self.text, self.at + 1);
        let letter = |b: u8| b.is_ascii_alphabetic() || b == b'_' || b == b')' || b >= 0x80;
        self.peek() == Some(b'(') && on.trivia().is_ok() && on.peek().is_none_or(letter)
    }

    /// The fields of a record that begins here, perhaps behind its name; none when something else does.
    fn record(&mut self, shape: Shapes<'_>) -> Result<Option<BracketBlock>, Fault> {
        if self.enters_record()? {
            return self.block(true, shape, None).map(Some);
        }
        Ok(None)
    }

    /// Goes to the bracket of a record that begins here, perhaps behind its name; stays where something else does.
    fn enters_record(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        let word = self.word().map(|word| word.of(self.text));
        if word.is_some() {
            self.trivia()?;
        }
        // What RON reads as a value is no name; `Some` in front would hide the record from it.
        let letter = |word: &str| word.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_name = |word| letter(word) && !VALUES.contains(&word);
        if word.is_none_or(is_name) && self.begins_record() {
            return Ok(true);
        }
        self.at = start;
        Ok(false)
    }

    fn block(
        &mut self,
        named: bool,
        shape: Shapes<'_>,
        before: Option<Before<'_>>,
    ) -> Result<BracketBlock, Fault> {
        let begun = self.at;
        self.at += 1;
        self.depth += 1;
        let start = self.line_end(self.at);
        let mut members: Vec<Member> = Vec::new();
        let mut untouched = before.into_iter().flat_map(Before::untouched).peekable();
        loop {
            let lead = members.last().map_or(start, |last| last.tail);
            while untouched.next_if(|(now, _)| *now < lead).is_some() {}
            if let Some((_, member)) = untouched.next_if(|(now, _)| *now == lead) {
                let member = member.moved(lead);
                self.at = member.tail;
                members.push(member);
                continue;
            }
            self.trivia()?;
            match self.peek() {
                None => return Err(self.cut_short(begun)),
                Some(b')' | b']' | b'}') => break,
                Some(_) => {}
            }
            let name = if named { self.name()? } else { Span::default() };
            if named && matches!(self.peek(), Some(b',' | b')' | b']' | b'}')) {
                return Err(Fault::syntax(
                    self.at,
                    format!("“{}” has no value", name.of(self.text)),
                    "write one here, or remove the line",
                ));
            }
            let wanted = shape(name.of(self.text));
            self.count(wanted, named, members.len())?;
            let section = before.and_then(|before| before.section(name.of(self.text)));
            let (value, body) = self.inside(wanted, section)?;
            self.trivia()?;
            let comma = match self.peek() {
                Some(b',') => {
                    self.at += 1;
                    Some(self.at)
                }
                Some(b')' | b']' | b'}') => None,
                None => return Err(self.cut_short(begun)),
                Some(_) => return Err(self.no_comma(name, value)),
            };
            let tail = self.line_end(comma.unwrap_or(value.end));
            members.push(Member {
                lead,
                name,
                value,
                comma,
                tail,
                body,
                id: None,
            });
        }
        let close = self.at;
        self.close(begun)?;
        self.depth -= 1;
        members.shrink_to_fit();
        Ok(BracketBlock {
            open: begun + 1,
            start,
            close,
            members,
        })
    }

    /// Refuses one more member than there may be.
    fn count(&mut self, wanted: SectionShape, named: bool, before: usize) -> Result<(), Fault> {
        if wanted == SectionShape::Record && !named {
            self.records += 1;
            if self.records > RECORDS_LIMIT {
                let hint = "move what is finished to a second workspace";
                return Err(Fault::too_many(self.at, RECORDS_LIMIT, "records", hint));
            }
        } else if before >= self.longest {
            let (of, hint) = if named {
                ("fields", "this is nothing evenkeel wrote; remove some")
            } else {
                ("entries", TOO_LONG)
            };
            return Err(Fault::too_many(self.at, LIST_LIMIT, of, hint));
        }
        Ok(())
    }

    /// A field's name and its colon.
    fn name(&mut self) -> Result<Span, Fault> {
        let Some(name) = self.word() else {
            return Err(match self.peek() {
                Some(b'"') => Fault::syntax(
                    self.at,
                    "a text stands where the name of a field was expected",
                    "write names without quotes, as in title: \"Guest checkout\"",
                ),
                Some(b'(') => Fault::syntax(
                    self.at,
                    "a new record begins before the one above is closed",
                    "close the one above with ), first",
                ),
                _ => self.unexpected("the name of a field"),
            });
        };
        let shown = name.of(self.text);
        let part = |c: char| c.is_alphanumeric() || c == '_';
        let plain = !shown.starts_with(|c: char| c.is_numeric()) && shown.chars().all(part);
        if !plain && !shown.starts_with("r#") {
            return Err(Fault::syntax(
                name.start,
                format!("“{shown}” is not the name of a field"),
                "write a name of letters, digits and _ that begins with a letter",
            ));
        }
        self.trivia()?;
        if self.peek() != Some(b':') {
            return Err(Fault::syntax(
                name.end,
                format!("a colon is missing after “{shown}”"),
                format!("write {shown}: and then its value"),
            ));
        }
        self.at += 1;
        self.trivia()?;
        Ok(name)
    }

    fn inside(
        &mut self,
        shape: SectionShape,
        before: Option<Before<'_>>,
    ) -> Result<(Span, Option<Box<BracketBlock>>), Fault> {
        let start = self.at;
        let body = match shape {
            SectionShape::Record if self.looks_inside => self.record(&|_| SectionShape::Any)?,
            SectionShape::Records if self.peek() == Some(b'[') => {
                Some(self.block(false, &|_| SectionShape::Record, before)?)
            }
            SectionShape::Any | SectionShape::Record | SectionShape::Records => None,
        };
        match body {
            Some(body) => {
                let end = self.at;
                Ok((Span { start, end }, Some(Box::new(body))))
            }
            None => self.value().map(|value| (value, None)),
        }
    }

    fn no_comma(&self, name: Span, value: Span) -> Fault {
        let text = value.of(self.text);
        if text.starts_with('"') && text.contains('\n') {
            return Fault::syntax(
                value.start,
                "the text that begins here is not closed where it should be",
                "put a \" at its end, or a \\ before each \" inside it",
            );
        }
        let letter = |text: &str| text.starts_with(|c: char| c.is_alphabetic());
        let between = self.text.get(value.end..self.at).unwrap_or_default();
        if letter(text) && letter(self.rest()) && !between.contains('\n') {
            return Fault::syntax(
                value.start,
                "these words are not between quotes",
                "put texts between \" and \"",
            );
        }
        let of = match name.of(self.text) {
            "" => String::new(),
            name => format!(" of “{name}”"),
        };
        Fault::syntax(
            value.end,
            format!("a comma is missing after the value{of}"),
            "put a , here",
        )
    }
}
