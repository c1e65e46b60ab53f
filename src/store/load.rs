//! From a file's text to a workspace and the problems in it.
//!
//! Owns what happens to content that is not understood: it is reported with its place, never
//! dropped, and listed as [`Foreign`] so that saving can prove it is still there. Knows no file system.

mod found;
mod record;

use std::sync::Arc;
use std::thread;

pub(super) use found::FoundProblems;
use found::placed;

use super::check;
use super::fault::{Fault, LoadError, Refusal};
use super::format::SCHEMA;
use super::layout::{
    Before, BracketBlock, Member, SectionShape, Shapes, fields, layout, layout_again,
};
use super::lex::Span;
use super::{guard, value};
use crate::model::field::Field;
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::model::text::closest;
use crate::model::text::{Problem, Severity};
use crate::model::{KINDS, Workspace};

/// What happens to what was not understood.
const STAYS: &str = "the file keeps it as it is";

/// A text that was read: what it says, and where everything stands.
pub(super) struct Reading<'t> {
    pub(super) text: &'t str,
    /// The sections and their records, each with the id it was loaded under, if it was.
    pub(super) layout: Arc<BracketBlock>,
    pub(super) workspace: Workspace,
    pub(super) problems: Vec<Problem>,
    pub(super) foreign: Vec<Foreign<'t>>,
}

impl<'t> Reading<'t> {
    /// A text that is known to hold nothing but this.
    pub(super) const fn known(
        text: &'t str,
        workspace: Workspace,
        layout: Arc<BracketBlock>,
    ) -> Self {
        Self {
            text,
            layout,
            workspace,
            problems: Vec::new(),
            foreign: Vec::new(),
        }
    }

    /// The layout, if everything in the text was understood.
    pub(super) fn known_layout(&self) -> Option<Arc<BracketBlock>> {
        let is_known = self.foreign.is_empty();
        is_known.then(|| Arc::clone(&self.layout))
    }

    /// The section of a kind.
    pub(super) fn section(&self, kind: &Kind) -> Option<&Member> {
        self.layout.named(self.text, kind.section)
    }
}

/// Something in the file that is not in the workspace.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Foreign<'t> {
    pub(super) section: &'t str,
    /// The loaded record it belongs to.
    pub(super) id: Option<Id>,
    pub(super) field: &'t str,
    pub(super) raw: &'t str,
}

/// A link that was read: from where, to what.
pub(super) struct ReadLink {
    pub(super) at: usize,
    pub(super) kind: &'static Kind,
    pub(super) id: Id,
    pub(super) field: &'static Field,
    pub(super) to: Id,
}

/// Reads the bytes of a workspace file.
pub fn parse_bytes(bytes: &[u8]) -> Result<(Workspace, Vec<Problem>), LoadError> {
    parse(guard::decode(bytes)?)
}

/// Reads the text of a workspace file.
pub fn parse(text: &str) -> Result<(Workspace, Vec<Problem>), LoadError> {
    parse_with(KINDS, text)
}

/// Reads the text of a workspace file that holds these kinds of records.
pub fn parse_with(
    kinds: &[&'static Kind],
    text: &str,
) -> Result<(Workspace, Vec<Problem>), LoadError> {
    let reading = read(kinds, text)?;
    Ok((reading.workspace, reading.problems))
}

/// Reads a text for a workspace of these kinds.
pub(super) fn read<'t>(kinds: &[&'static Kind], text: &'t str) -> Result<Reading<'t>, LoadError> {
    read_from(kinds, Source::of(text))
}

/// Reads the bytes of a file that stay: long texts stand in them until somebody reads them.
pub(super) fn read_lasting(bytes: &Arc<Vec<u8>>) -> Result<Reading<'_>, LoadError> {
    let lasting = Some(bytes);
    let source = Source::of(guard::decode(bytes)?);
    read_from(KINDS, Source { lasting, ..source })
}

/// The same; records that are as in a workspace are shared with that.
pub(super) fn read_like<'t>(
    kinds: &[&'static Kind],
    text: &'t str,
    like: Option<&'t Workspace>,
) -> Result<Reading<'t>, LoadError> {
    let source = Source::of(text);
    read_from(kinds, Source { like, ..source })
}

/// What is read.
#[derive(Clone, Copy)]
struct Source<'t> {
    text: &'t str,
    /// The bytes of the text, where they stay.
    lasting: Option<&'t Arc<Vec<u8>>>,
    /// The workspace whose records are shared.
    like: Option<&'t Workspace>,
}

impl<'t> Source<'t> {
    const fn of(text: &'t str) -> Self {
        Self {
            text,
            lasting: None,
            like: None,
        }
    }
}

fn read_from<'t>(kinds: &[&'static Kind], source: Source<'t>) -> Result<Reading<'t>, LoadError> {
    let text = source.text;
    let (layout, loader) = loaded(kinds, source, &|shape| layout(text, shape))?;
    let Loader {
        workspace,
        mut found,
        foreign,
        pointers,
        ..
    } = loader;
    check::dangling(&workspace, &pointers, &mut found);
    check::waits(&workspace, &pointers, &mut found);
    check::silences(&workspace, &pointers, &mut found);
    Ok(Reading {
        text,
        layout: Arc::new(layout),
        workspace,
        problems: placed(text, found),
        foreign,
    })
}

/// A record that was read anew, and its lines.
pub(super) struct NewMember {
    pub(super) kind: &'static Kind,
    pub(super) id: Id,
    pub(super) lines: Span,
}

/// Reads what is new in a text that was changed in places; the workspace holds these records alone.
pub(super) fn read_again<'t>(
    kinds: &[&'static Kind],
    before: Before<'t>,
) -> Result<(Reading<'t>, Vec<NewMember>), LoadError> {
    let text = before.change.text.as_str();
    let (layout, loader) = loaded(kinds, Source::of(text), &|shape| {
        layout_again(shape, before)
    })?;
    let reading = Reading {
        foreign: loader.foreign,
        ..Reading::known(text, loader.workspace, Arc::new(layout))
    };
    Ok((reading, loader.anew))
}

fn loaded<'t>(
    kinds: &[&'static Kind],
    source: Source<'t>,
    layout: &dyn Fn(Shapes<'_>) -> Result<BracketBlock, Fault>,
) -> Result<(BracketBlock, Loader<'t>), LoadError> {
    let text = source.text;
    guard::check_text(text)?;
    let shape = |name: &str| match kinds.iter().find(|kind| kind.section == name) {
        Some(kind) if kind.single => SectionShape::Record,
        Some(_) => SectionShape::Records,
        None => SectionShape::Any,
    };
    let mut loader = Loader::new(kinds, source);
    let read = layout(&shape).and_then(|mut layout| {
        loader.file(kinds, &mut layout)?;
        Ok(layout)
    });
    match read {
        Ok(layout) => Ok((layout, loader)),
        Err(fault) => Err(fault.within(text)),
    }
}

/// So many records are read in two threads.
const MANY: usize = 1_000;

struct Loader<'t> {
    text: &'t str,
    workspace: Workspace,
    found: FoundProblems,
    foreign: Vec<Foreign<'t>>,
    pointers: Vec<ReadLink>,
    anew: Vec<NewMember>,
    newer: bool,
    source: Source<'t>,
}

impl<'t> Loader<'t> {
    fn new(kinds: &[&'static Kind], source: Source<'t>) -> Self {
        Self {
            text: source.text,
            source,
            workspace: Workspace::with_kinds(kinds),
            found: FoundProblems::default(),
            foreign: Vec::new(),
            pointers: Vec::new(),
            anew: Vec::new(),
            newer: false,
        }
    }

    /// Reads what has no id yet.
    fn file(&mut self, kinds: &[&'static Kind], layout: &mut BracketBlock) -> Result<(), Fault> {
        self.schema(layout)?;
        let mut names: Vec<&str> = Vec::new();
        for member in &mut layout.members {
            let name = member.name.of(self.text);
            if names.contains(&name) {
                return Err(Fault::syntax(
                    member.name.start,
                    format!("the section “{name}” stands here a second time"),
                    "move what is in it to the first one and remove this one",
                ));
            }
            names.push(name);
            match kinds.iter().find(|kind| kind.section == name) {
                Some(kind) => self.section(kind, member)?,
                None if name == "schema" => {}
                None => {
                    let meant = closest(name, kinds.iter().map(|kind| kind.section));
                    self.unknown(
                        name,
                        name.to_owned(),
                        member,
                        meant,
                        "section of a workspace",
                    )?;
                    self.keep(name, None, "", member.value);
                }
            }
        }
        Ok(())
    }

    fn schema(&mut self, layout: &BracketBlock) -> Result<(), Fault> {
        let Some(member) = layout.named(self.text, "schema") else {
            let problem = Problem::new(
                Severity::Note,
                format!("the file does not say its schema; it is read as {SCHEMA}"),
                format!("add schema: \"{SCHEMA}\", as its first line"),
            );
            self.found.push((layout.start, problem));
            return Ok(());
        };
        let written = value::text(member.value.of(self.text)).unwrap_or_default();
        let parts = written.split_once('.').unwrap_or((&written, "0"));
        let (Ok(major), Ok(minor)) = (parts.0.parse::<u32>(), parts.1.parse::<u32>()) else {
            return Err(Fault::syntax(
                member.value.start,
                "this is not a schema version",
                format!("write schema: \"{SCHEMA}\""),
            ));
        };
        if major != 1 {
            return Err(Fault::new(
                Refusal::Newer,
                member.value.start,
                format!("the file has schema {major}.{minor}; this evenkeel reads schema 1"),
                "open it with a newer evenkeel; the file is left as it is",
            ));
        }
        self.newer = minor > 0;
        if self.newer {
            let problem = Problem::new(
                Severity::Note,
                format!("the file has schema {major}.{minor}, this evenkeel knows {SCHEMA}"),
                "what it does not know is kept as it is; update evenkeel to see it",
            );
            self.found.push((member.value.start, problem));
        }
        Ok(())
    }

    fn section(&mut self, kind: &'static Kind, member: &mut Member) -> Result<(), Fault> {
        let start = member.value.start;
        let wrong = |sort: &str, form: &str| {
            Fault::syntax(
                start,
                format!("“{}” must hold {sort}", kind.section),
                format!("write {}: {form}", kind.section),
            )
        };
        if kind.single {
            if let Some(id) = Id::parse(kind.name).filter(|_| member.id.is_none()) {
                let body = fields(self.text, member)?;
                let body = body.ok_or_else(|| wrong("one record", "( … )"))?;
                self.record(kind, id, &body)?;
                self.was_read(kind, member, Some(id));
            }
            return Ok(());
        }
        let Some(body) = member.body.as_deref_mut() else {
            return Err(wrong("a list of records", "[ … ]"));
        };
        let members = body.members.as_mut_slice();
        if members.iter().filter(|member| member.id.is_none()).count() < MANY {
            return self.elements(kind, 0, members);
        }
        let half = members.len() / 2;
        let (near, far) = members.split_at_mut(half);
        let mut beside = Loader {
            newer: self.newer,
            ..Loader::new(&[kind], self.source)
        };
        let (one, other) = thread::scope(|scope| {
            let read = || beside.elements(kind, half, far);
            let far = thread::Builder::new().spawn_scoped(scope, read);
            let one = self.elements(kind, 0, near);
            (one, far.ok().and_then(|far| far.join().ok()))
        });
        one?;
        let has_one = |record: &dyn Record| self.workspace.record(kind, record.id()).is_some();
        match other {
            Some(done) if !beside.workspace.records(kind).any(has_one) => {
                done?;
                self.take(kind, beside);
                Ok(())
            }
            // Where an id stands a second time is known to whoever reads in order; and the system may have no thread
            // to give.
            _ => {
                for member in far.iter_mut() {
                    member.id = None;
                }
                self.elements(kind, half, far)
            }
        }
    }

    fn elements(
        &mut self,
        kind: &'static Kind,
        first: usize,
        members: &mut [Member],
    ) -> Result<(), Fault> {
        for (at, member) in (first..).zip(members) {
            if member.id.is_none() {
                let id = self.element(kind, at, member)?;
                self.was_read(kind, member, id);
            }
        }
        Ok(())
    }

    /// Takes in what was read of a section beside this.
    fn take(&mut self, kind: &Kind, beside: Self) {
        self.workspace.take_in(kind, &beside.workspace);
        self.found.take(beside.found);
        self.foreign.extend(beside.foreign);
        self.pointers.extend(beside.pointers);
        self.anew.extend(beside.anew);
    }

    fn was_read(&mut self, kind: &'static Kind, member: &mut Member, id: Option<Id>) {
        member.id = id;
        let lines = Span {
            start: member.lead,
            end: member.tail,
        };
        self.anew.extend(id.map(|id| NewMember { kind, id, lines }));
    }

    /// A name this evenkeel does not know: one of a newer version, or a slip of the finger.
    fn unknown(
        &mut self,
        name: &str,
        path: String,
        member: &Member,
        meant: Option<&str>,
        what: &str,
    ) -> Result<(), Fault> {
        self.judge(member.value, &path)?;
        if self.newer {
            return Ok(());
        }
        let hint = match meant {
            Some(meant) => format!("did you mean “{meant}”? {STAYS}"),
            None => format!("correct the name or remove it; {STAYS}"),
        };
        let problem = Problem::new(Severity::Warning, format!("“{name}” is no {what}"), hint);
        self.found.push((member.name.start, problem.within(path)));
        Ok(())
    }

    fn keep(&mut self, section: &'t str, id: Option<Id>, field: &'t str, value: Span) {
        let raw = value.of(self.text);
        self.foreign.push(Foreign {
            section,
            id,
            field,
            raw,
        });
    }

    /// Asks `ron` whether a text that was not understood is at least written correctly; else the
    /// file as a whole is not.
    fn judge(&self, value: Span, path: &str) -> Result<(), Fault> {
        let raw = value.of(self.text);
        ron::from_str::<serde::de::IgnoredAny>(raw)
            .map(|_| ())
            .map_err(|error| {
                let dated = raw.bytes().all(|b| b.is_ascii_digit() || b == b'-');
                let hint = if dated && raw.contains('-') {
                    "put the date between quotes: \"2026-11-22\""
                } else if matches!(error.code, ron::Error::InvalidEscape(_)) {
                    "write \\\\ where a \\ is meant, and \\\" for a quote inside a text"
                } else {
                    "texts stand between quotes, lists between [ and ]; compare with the lines around it"
                };
                let what = if dated {
                    format!("{path} is not written correctly")
                } else {
                    format!("{path} is not written correctly ({})", error.code)
                };
                Fault::syntax(value.start, what, hint)
            })
    }
}
