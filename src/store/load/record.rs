//! Records and their fields: what is loaded, what is reported and kept.

use std::collections::HashSet;

use super::super::fault::Fault;
use super::super::layout::{BracketBlock, Member, fields};
use super::super::lex::Span;
use super::super::value;
use super::{Loader, ReadLink, STAYS};
use crate::model::field::{Field, FieldType, Prose};
use crate::model::id::Id;
use crate::model::record::{Kind, Record};
use crate::model::text::closest;
use crate::model::text::{Problem, Severity};

/// A hint, and what happens until it is followed.
fn then(hint: &str, meanwhile: &str) -> String {
    let stop = if hint.ends_with('?') { " " } else { "; " };
    format!("{hint}{stop}{meanwhile}")
}

impl Loader<'_> {
    /// One record of a list; none when it cannot be told which one it is.
    pub(super) fn element(
        &mut self,
        kind: &'static Kind,
        at: usize,
        member: &Member,
    ) -> Result<Option<Id>, Fault> {
        let path = || format!("{} › {}", kind.section, at + 1);
        let label = || kind.label.to_lowercase();
        let known = |id: Id| self.workspace.record(kind, id).is_some();
        let shown = || value::shown(member.value.of(self.text));
        let body = fields(self.text, member)?;
        let (at, what, hint) = match body.as_ref().map(|body| (body, self.id_of(body))) {
            None => (
                member.value.start,
                format!("{} is not a record", shown()),
                "write ( id: \"…\", … ) with its fields".to_owned(),
            ),
            Some((_, None)) => (
                member.value.start,
                format!("this {} has no id", label()),
                "give it one of its own, such as id: \"a7\", to see it".to_owned(),
            ),
            Some((body, Some(span))) => match value::id(span.of(self.text)) {
                Err(misfit) => (span.start, misfit.what, misfit.hint),
                Ok(id) if known(id) => (
                    span.start,
                    format!("another {} above has the id “{id}” too", label()),
                    "give this one an id of its own to see it".to_owned(),
                ),
                Ok(id) => {
                    self.record(kind, id, body)?;
                    return Ok(Some(id));
                }
            },
        };
        let path = path();
        self.judge(member.value, &path)?;
        let problem = Problem::new(Severity::Error, what, then(&hint, STAYS));
        self.found.push((at, problem.within(path)));
        self.keep(kind.section, None, "", member.value);
        Ok(None)
    }

    fn id_of(&self, body: &BracketBlock) -> Option<Span> {
        body.named(self.text, "id").map(|member| member.value)
    }

    pub(super) fn record(
        &mut self,
        kind: &'static Kind,
        id: Id,
        body: &BracketBlock,
    ) -> Result<(), Fault> {
        let mut record = (kind.blank)(id);
        let mut unknown: Vec<(String, String)> = Vec::new();
        let mut others: HashSet<&str> = HashSet::new();
        let mut filled = vec![false; kind.fields.len()];
        let (mut has_id, mut next) = (kind.single, 0);
        for member in &body.members {
            let name = member.name.of(self.text);
            if name == "id" && !has_id {
                has_id = true;
                continue;
            }
            let path = || {
                if kind.single {
                    format!("{} › {name}", kind.section)
                } else {
                    format!("{} › {id} › {name}", kind.section)
                }
            };
            // Fields mostly stand in the order of their declaration.
            let mut places = (next..filled.len()).chain(0..next);
            let known = places.find(|at| kind.fields.get(*at).is_some_and(|f| f.name == name));
            let field = known.and_then(|at| Some((at, kind.fields.get(at)?, filled.get_mut(at)?)));
            let again = match &field {
                Some((_, _, filled)) => **filled,
                None => name == "id" || !others.insert(name),
            };
            if again {
                self.judge(member.value, &path())?;
                let problem = Problem::new(
                    Severity::Error,
                    format!("“{name}” stands here a second time; the first one counts"),
                    format!("remove one of the two; {STAYS}"),
                );
                self.found.push((member.name.start, problem.within(path())));
                self.keep(kind.section, Some(id), name, member.value);
            } else if let Some((at, field, filled)) = field {
                (*filled, next) = (true, at + 1);
                self.field(&mut *record, at, field, member, &path)?;
            } else {
                let meant = closest(name, kind.fields.iter().map(|field| field.name));
                let label = format!("field of {}", kind.section);
                self.unknown(name, path(), member, meant, &label)?;
                unknown.push((name.to_owned(), member.value.of(self.text).to_owned()));
            }
        }
        if !unknown.is_empty() {
            record.set_unknown_fields(unknown);
        }
        match self.source.like {
            Some(like) => self.workspace.put_like(record, like),
            None => self.workspace.put_record(record),
        }
        Ok(())
    }

    fn field(
        &mut self,
        record: &mut dyn Record,
        at: usize,
        field: &'static Field,
        member: &Member,
        path: &dyn Fn() -> String,
    ) -> Result<(), Fault> {
        let Span { start, end } = member.value;
        if let (FieldType::Prose, Some(bytes)) = (&field.holds, self.source.lasting)
            && value::waits(member.value.of(self.text))
        {
            let inside = start + 1..end - 1;
            record.set_late(at, Prose::late(bytes, inside, value::meant));
            return Ok(());
        }
        let read = value::read(member.value.of(self.text), &field.holds);
        if let Some(limit) = value::overlong(member.value.of(self.text), &field.holds) {
            let problem = Problem::new(
                Severity::Warning,
                format!("this has more than {limit} characters; only the first are shown"),
                then(
                    "shorten it",
                    &format!("{STAYS} until {} is set here", field.label),
                ),
            );
            self.found.push((start, problem.within(path())));
        }
        let set = read.and_then(|value| {
            if let Some(number) = value::below_zero(&value) {
                let problem = Problem::new(
                    Severity::Warning,
                    format!("{number} is below zero"),
                    "leave it out when it is not known, or correct the sign",
                );
                self.found.push((start, problem.within(path())));
            }
            if field.holds.target().is_some() {
                let (kind, id) = (record.kind(), record.id());
                let targets = value.targets().into_iter();
                self.pointers.extend(targets.map(|to| ReadLink {
                    at: start,
                    kind,
                    id,
                    field,
                    to,
                }));
            }
            record.set(at, value)
        });
        if let Err(misfit) = set {
            self.judge(member.value, &path())?;
            let problem = Problem::new(
                Severity::Error,
                misfit.what,
                then(
                    &misfit.hint,
                    &format!("{STAYS} until {} is set here", field.label),
                ),
            );
            self.found.push((start, problem.within(path())));
            let id = Some(record.id());
            self.keep(record.kind().section, id, field.name, member.value);
        }
        Ok(())
    }
}
